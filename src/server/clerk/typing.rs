//! What is being typed: seen by the others who may see it, kept for who lost the connection or the program.

use std::collections::BTreeMap;

use super::{Clerk, Peer, PeerId, Task};
use crate::domain::dossier::RegelSoort;
use crate::domain::ids::{DossierNummer, RequestId};
use crate::domain::invoer::merk;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::protocol::{Getypt, Soort, ToClient};
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
        let (terminal, naam) = (peer.terminal, peer.who_in(dossier).naam);
        let tekst = regel.tekst.clone();
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
        self.show_typing(&naam, id, dossier, terminal, tekst);
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
        let (terminal, who, naam) = (peer.terminal, &peer.who, peer.who_in(nummer).naam);
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
            self.slots.insert(draft.key(), Slot { draft, held_by: Some(id), known: false });
            let tekst = regel.tekst.clone();
            self.tell(id, &ToClient::UwConcept { regel, eigen });
            if first {
                self.show_typing(&naam, id, nummer, terminal, tekst);
            }
        }
    }

    /// Shows a terminal that came what others are typing here.
    pub(super) fn show_others_typing(&mut self, id: PeerId, nummer: DossierNummer) {
        let Some(peer) = self.peers.get(&id).filter(|p| is_full(p, nummer)) else { return };
        let mut seen = Vec::new();
        for Slot { draft, held_by, .. } in self.slots.values().filter(|s| s.draft.dossier == nummer && !s.draft.apart) {
            let other = held_by.filter(|other| *other != id).and_then(|other| self.peers.get(&other));
            if let Some(other) = other.filter(|other| other.follows == peer.follows) {
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
        let Some((terminal, naam)) = self.peers.get(&id).map(|p| (p.terminal, p.who_in(nummer).naam)) else { return };
        if self.slots.contains_key(&(terminal, nummer, None)) {
            self.show_typing(&naam, id, nummer, terminal, Tekst::default());
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
        let mut left: Vec<DossierNummer> = Vec::new();
        for slot in self.slots.values_mut().filter(|s| s.held_by == Some(id)) {
            slot.held_by = None;
            left.push(slot.draft.dossier);
        }
        for dossier in left {
            self.show_typing(&peer.who_in(dossier).naam, id, dossier, peer.terminal, Tekst::default());
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

    /// What is being typed may turn out to be shielded: only who sees shielded lines is shown it.
    fn show_typing(&mut self, naam: &Tekst, id: PeerId, nummer: DossierNummer, terminal: RequestId, tekst: Tekst) {
        let others = self.followers(nummer).filter(|(other, p)| *other != id && is_full(p, nummer));
        let others: Vec<PeerId> = others.map(|(other, _)| other).collect();
        self.tell_each(&others, &ToClient::Concept { naam: naam.clone(), terminal, tekst });
    }
}

/// Whether this is a terminal of a person who may see everything of a dossier: who types, and reads what others type.
pub(super) fn is_full(peer: &Peer, nummer: DossierNummer) -> bool {
    peer.sees_shielded(nummer) && peer.asked.soort == Soort::Terminal
}
