//! What is being typed: seen by the others who may see it, kept for who lost the connection or the program.

use std::collections::BTreeMap;

use super::{Clerk, Peer, PeerId, Task};
use crate::domain::dossier::RegelSoort;
use crate::domain::ids::{DossierNummer, RequestId};
use crate::domain::invoer::merk;
use crate::domain::scherm::{Kring, Scherm};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::domain::zicht::regel_kring;
use crate::protocol::{Getypt, Soort, ToClient};
use crate::server::access::Identity;
use crate::server::draft::{Draft, DraftKey};

/// Of how many terminals that have gone what was typed in a dossier is kept.
const LEFT_BEHIND_MAX: usize = 64;

/// What one terminal was typing.
pub(crate) struct Slot {
    /// The text and where it belongs.
    pub draft: Draft,
    /// The connection that types it; none when the terminal is gone.
    pub held_by: Option<PeerId>,
    /// Whether the terminal that holds it said that it has it: then it also says when it is gone.
    pub known: bool,
}

impl Clerk {
    /// Keeps what a terminal types and shows it to the others.
    pub(super) fn typed(&mut self, id: PeerId, regel: Getypt) {
        let Some(peer) = self.peers.get(&id) else { return };
        let Some(dossier) = peer.follows.filter(|n| is_full(peer, *n)) else { return };
        let (terminal, wie) = (peer.terminal, peer.who_in(dossier));
        let tekst = regel.tekst.clone();
        // for whom what stood there was: what is for others now is gone for them
        let was = self.slots.get(&(terminal, dossier, None)).map(|s| self.typed_for(&s.draft, &wie));
        let Some(draft) = self.draft_of(id, dossier, regel) else { return };
        if tekst.is_empty() {
            self.forget_draft((terminal, dossier, None));
        } else {
            self.tasks.push(Task::Keep(draft.clone()));
            self.slots.insert(draft.key(), Slot { draft: draft.clone(), held_by: Some(id), known: true });
        }
        // what could not be recorded stands in the line again; and nothing stands beside it while judgements are closed
        let closed = self.is_closed(dossier);
        let sealed = |d: &Draft| closed && merk::merk(d.regel.tekst.as_str()).soort == RegelSoort::Oordeel;
        self.let_go_of(&draft, |d| d.regel.is_zelfde(&draft.regel) || tekst.is_empty() && sealed(d));
        self.show_typing(&draft, &wie, id, was);
    }

    /// Whether judgements are being given that nobody may see yet.
    pub(super) fn is_closed(&self, nummer: DossierNummer) -> bool {
        let meeting = self.dossiers.get(&nummer).and_then(|l| l.dossier.lopend());
        meeting.is_some_and(|o| o.afweging.open_ronde().is_some())
    }

    /// Gives a terminal back what it was typing in this dossier; to a `new` one, what an earlier one of the same user and
    /// roles was typing. One that only lost its connection has a line of its own, in which nothing else belongs.
    pub(super) fn give_back_typing(&mut self, id: PeerId, nummer: DossierNummer, new: bool) {
        self.forget_recorded(nummer);
        let Some(peer) = self.peers.get(&id).filter(|p| is_full(p, nummer)) else { return };
        let (terminal, who, wie) = (peer.terminal, &peer.who, peer.who_in(nummer));
        let theirs = |s: &&Slot| {
            let d = &s.draft;
            new && s.held_by.is_none() && d.dossier == nummer && d.gebruiker == who.gebruiker && d.rollen == who.rollen
        };
        let own = |d: &&Draft| (d.terminal, d.dossier) == (terminal, nummer);
        let own: Vec<Draft> = self.slots.values().map(|s| &s.draft).filter(own).cloned().collect();
        let own = Some(own).filter(|all| !all.is_empty());
        let left = || {
            let last = self.slots.values().filter(theirs).max_by_key(|s| s.draft.op)?.draft.terminal;
            let all = self.slots.values().filter(theirs).filter(|s| s.draft.terminal == last);
            Some(all.map(|s| s.draft.clone()).collect())
        };
        let Some(mut found) = own.or_else(left) else { return };
        // what was being typed first; then what waits for the line to be empty, in the order in which it was entered
        found.sort_by_key(|d| (d.apart, d.op));
        let mut first = true;
        for mut draft in found {
            let old = draft.key();
            draft.terminal = terminal;
            // beside what the terminal types already, until it has it in its line
            let first = std::mem::take(&mut first);
            draft.apart |= !first || old.0 != terminal && draft.regel.verzoek.is_some();
            let (regel, eigen) = (draft.regel.clone(), old.0 == terminal);
            self.tasks.push(Task::Keep(draft.clone()));
            if old != draft.key() {
                self.forget_draft(old);
            }
            self.slots.insert(draft.key(), Slot { draft: draft.clone(), held_by: Some(id), known: false });
            self.tell(id, &ToClient::UwConcept { regel, eigen });
            if first {
                self.show_typing(&draft, &wie, id, None);
            }
        }
    }

    /// Shows a terminal that came what others are typing here.
    pub(super) fn show_others_typing(&mut self, id: PeerId, nummer: DossierNummer) {
        let Some(peer) = self.peers.get(&id).filter(|p| is_full(p, nummer)) else { return };
        let mut seen = Vec::new();
        for Slot { draft, held_by, .. } in self.slots.values().filter(|s| s.draft.dossier == nummer && !s.draft.apart) {
            let other = held_by.filter(|other| *other != id).and_then(|other| self.peers.get(&other));
            let mine = |other: &&Peer| self.typed_for(draft, &other.who_in(nummer)).hoort(&peer.kijker(nummer));
            if let Some(other) = other.filter(|other| other.follows == peer.follows).filter(mine) {
                let (naam, tekst) = (other.who_in(nummer).naam, draft.regel.tekst.clone());
                seen.push(ToClient::Concept { naam, terminal: draft.terminal, tekst });
            }
        }
        for concept in seen {
            self.tell(id, &concept);
        }
    }

    /// Tells the others that a terminal types no more in a dossier that it leaves; the text stays, for when it is back.
    pub(super) fn left_typing(&mut self, id: PeerId, nummer: DossierNummer) {
        let Some((terminal, wie)) = self.peers.get(&id).map(|p| (p.terminal, p.who_in(nummer))) else { return };
        if let Some(slot) = self.slots.get(&(terminal, nummer, None)) {
            self.hide_typing(&slot.draft.clone(), id, &wie);
        }
    }

    /// A terminal may not type in this dossier any more: what it typed is shown to nobody and stays on disk, for when it may.
    pub(super) fn types_no_more(&mut self, id: PeerId, nummer: DossierNummer) {
        self.left_typing(id, nummer);
        let own = |s: &&mut Slot| s.held_by == Some(id) && s.draft.dossier == nummer;
        self.slots.values_mut().filter(own).for_each(|s| s.held_by = None);
    }

    /// Lets go of what a terminal typed when its connection ends; the text stays.
    pub(super) fn stopped_typing(&mut self, id: PeerId, peer: &Peer) {
        let mut left: Vec<Draft> = Vec::new();
        for slot in self.slots.values_mut().filter(|s| s.held_by == Some(id)) {
            slot.held_by = None;
            left.push(slot.draft.clone());
        }
        for draft in left {
            self.hide_typing(&draft, id, &peer.who_in(draft.dossier));
        }
        let orphans = self.slots.values().filter(|s| s.held_by.is_none());
        let mut places: BTreeMap<(RequestId, DossierNummer), (Tijdstip, Vec<DraftKey>)> = BTreeMap::new();
        for draft in orphans.map(|s| &s.draft) {
            let (last, keys) = places.entry((draft.terminal, draft.dossier)).or_insert((draft.op, Vec::new()));
            *last = draft.op.max(*last);
            keys.push(draft.key());
        }
        let mut places: Vec<_> = places.into_values().collect();
        places.sort_unstable();
        for key in places.into_iter().rev().skip(LEFT_BEHIND_MAX).flat_map(|(_, keys)| keys) {
            self.forget_draft(key);
        }
    }

    /// For whom a line that is being typed is, of those who see what is shielded per role: what it may turn out to be. One that
    /// begins as one for organisations and cannot be read so yet is for nobody else.
    fn typed_for(&self, draft: &Draft, wie: &Identity) -> Kring {
        let tekst = draft.regel.tekst.as_str();
        let d = self.dossiers.get(&draft.dossier).map(|l| &l.dossier);
        let van_regel = draft.regel.correctie.as_ref().and_then(|c| Some(regel_kring(d?, c.regel))).unwrap_or_default();
        let mark = merk::merk(tekst);
        let Some(rij) = mark.namen(tekst) else {
            return if mark.twijfel { Kring::niemand() } else { van_regel };
        };
        let kader = self.kaders.get(d.and_then(|d| d.actueel()).and_then(|o| o.kader.as_ref()));
        let kring = kader.kader.kring(&merk::namen(rij, &kader.kader), wie.organisatie.as_ref());
        van_regel.en(kring.map_or_else(|_| Kring::niemand(), |all| Scherm::van(true, &all).into()))
    }

    /// What is being typed may turn out to be shielded: only who sees shielded lines is shown it, and of one for organisations
    /// who is of one. Who was shown what stood there, `was`, and may not see what stands there now sees that it is gone.
    fn show_typing(&mut self, draft: &Draft, wie: &Identity, id: PeerId, was: Option<Kring>) {
        let (nummer, terminal, tekst) = (draft.dossier, draft.terminal, draft.regel.tekst.clone());
        let kring = if tekst.is_empty() { was.clone().unwrap_or_default() } else { self.typed_for(draft, wie) };
        let ziet = |p: &Peer, kring: &Kring| kring.hoort(&p.kijker(nummer));
        let others = self.followers(nummer).filter(|(other, p)| *other != id && is_full(p, nummer));
        let (others, gone): (Vec<_>, Vec<_>) = others.partition(|(_, p)| ziet(p, &kring));
        let gone = gone.into_iter().filter(|(_, p)| was.as_ref().is_some_and(|was| ziet(p, was)));
        let gone: Vec<PeerId> = gone.map(|(other, _)| other).collect();
        let others: Vec<PeerId> = others.into_iter().map(|(other, _)| other).collect();
        self.tell_each(&gone, &ToClient::Concept { naam: wie.naam.clone(), terminal, tekst: Tekst::default() });
        self.tell_each(&others, &ToClient::Concept { naam: wie.naam.clone(), terminal, tekst });
    }

    /// What was typed there is shown no more to those for whom it was.
    fn hide_typing(&mut self, draft: &Draft, id: PeerId, wie: &Identity) {
        let (was, nummer, terminal) = (self.typed_for(draft, wie), draft.dossier, draft.terminal);
        let theirs = |other: PeerId, p: &Peer| other != id && is_full(p, nummer) && was.hoort(&p.kijker(nummer));
        let others: Vec<PeerId> = self.followers(nummer).filter(|(o, p)| theirs(*o, p)).map(|(o, _)| o).collect();
        self.tell_each(&others, &ToClient::Concept { naam: wie.naam.clone(), terminal, tekst: Tekst::default() });
    }
}

/// Whether this is a terminal of a person who may see everything of a dossier: who types, and reads what others type.
pub(super) fn is_full(peer: &Peer, nummer: DossierNummer) -> bool {
    peer.sees_shielded(nummer) && peer.asked.soort == Soort::Terminal
}
