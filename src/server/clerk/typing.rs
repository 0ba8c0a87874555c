//! What is being typed: seen by the others who may see it, kept for who lost the connection or the program.

use super::{Clerk, Peer};
use crate::domain::ids::{DossierNummer, RequestId};
use crate::domain::tekst::Tekst;
use crate::protocol::{Soort, ToClient};
use crate::server::drafts::Draft;
use crate::server::outbox::encode;
use crate::server::peer::PeerId;

/// How many drafts of terminals that have gone are kept.
const LEFT_BEHIND_MAX: usize = 64;

/// What one terminal was typing.
pub(crate) struct Slot {
    /// The text and where it belongs.
    pub draft: Draft,
    /// The connection that types it; none when the terminal is gone.
    pub held_by: Option<PeerId>,
}

impl Clerk {
    /// Keeps what a terminal types and shows it to the others.
    pub(super) fn typed(&mut self, id: PeerId, tekst: Tekst) {
        let now = self.now();
        let Some(peer) = self.peers.get(&id).filter(|p| is_full(p)) else { return };
        let (Some(dossier), terminal, naam) = (peer.follows, peer.terminal, peer.who.naam.clone()) else { return };
        if tekst.is_empty() {
            self.slots.remove(&(terminal, dossier));
            self.drafts.forget((terminal, dossier));
        } else {
            let (gebruiker, rollen) = (peer.who.gebruiker.clone(), peer.who.rollen.clone());
            let draft = Draft { terminal, gebruiker, rollen, dossier, tekst: tekst.clone(), op: now };
            self.drafts.keep(draft.clone());
            self.slots.insert(draft.key(), Slot { draft, held_by: Some(id) });
        }
        self.show_typing(&naam, id, dossier, terminal, tekst);
    }

    /// Gives a terminal back what it was typing in this dossier; to a `new` one, what an earlier one of the same user and
    /// roles was typing. One that only lost its connection has a line of its own, in which nothing else belongs.
    pub(super) fn give_back_typing(&mut self, id: PeerId, nummer: DossierNummer, new: bool) {
        let Some(peer) = self.peers.get(&id).filter(|p| is_full(p)) else { return };
        let (terminal, who, naam) = (peer.terminal, &peer.who, peer.who.naam.clone());
        let theirs = |s: &&Slot| {
            let d = &s.draft;
            new && s.held_by.is_none() && d.dossier == nummer && d.gebruiker == who.gebruiker && d.rollen == who.rollen
        };
        let own = self.slots.get(&(terminal, nummer));
        let found = own.or_else(|| self.slots.values().filter(theirs).max_by_key(|s| s.draft.op));
        let Some(mut draft) = found.map(|s| s.draft.clone()) else { return };
        let old = draft.key();
        draft.terminal = terminal;
        let (tekst, eigen) = (draft.tekst.clone(), old == draft.key());
        self.drafts.keep(draft.clone());
        if !eigen {
            self.slots.remove(&old);
            self.drafts.forget(old);
        }
        self.slots.insert(draft.key(), Slot { draft, held_by: Some(id) });
        self.tell(id, &ToClient::UwConcept { tekst: tekst.clone(), eigen });
        self.show_typing(&naam, id, nummer, terminal, tekst);
    }

    /// Shows a terminal that came what others are typing here.
    pub(super) fn show_others_typing(&self, id: PeerId, nummer: DossierNummer) {
        let Some(peer) = self.peers.get(&id).filter(|p| is_full(p)) else { return };
        for Slot { draft, held_by } in self.slots.values().filter(|s| s.draft.dossier == nummer) {
            let other = held_by.filter(|other| *other != id).and_then(|other| self.peers.get(&other));
            if let Some(other) = other.filter(|other| other.follows == peer.follows) {
                let (naam, tekst) = (other.who.naam.clone(), draft.tekst.clone());
                self.tell(id, &ToClient::Concept { naam, terminal: draft.terminal, tekst });
            }
        }
    }

    /// Tells the others that a terminal types no more in a dossier that it leaves; the text stays, for when it is back.
    pub(super) fn left_typing(&self, id: PeerId, nummer: DossierNummer) {
        let Some(peer) = self.peers.get(&id) else { return };
        if self.slots.contains_key(&(peer.terminal, nummer)) {
            self.show_typing(&peer.who.naam, id, nummer, peer.terminal, Tekst::default());
        }
    }

    /// Lets go of what a terminal typed when its connection ends; the text stays.
    pub(super) fn stopped_typing(&mut self, id: PeerId, peer: &Peer) {
        let mut left: Vec<DossierNummer> = Vec::new();
        for slot in self.slots.values_mut().filter(|s| s.held_by == Some(id)) {
            slot.held_by = None;
            left.push(slot.draft.dossier);
        }
        for dossier in left {
            self.show_typing(&peer.who.naam, id, dossier, peer.terminal, Tekst::default());
        }
        let orphans = self.slots.values().filter(|s| s.held_by.is_none());
        let mut orphans: Vec<_> = orphans.map(|s| (s.draft.op, s.draft.key())).collect();
        orphans.sort_unstable();
        for (_, key) in orphans.iter().rev().skip(LEFT_BEHIND_MAX) {
            self.slots.remove(key);
            self.drafts.forget(*key);
        }
    }

    /// What is being typed may turn out to be shielded: only who sees shielded lines is shown it.
    fn show_typing(&self, naam: &Tekst, id: PeerId, nummer: DossierNummer, terminal: RequestId, tekst: Tekst) {
        let Some(bytes) = encode(&ToClient::Concept { naam: naam.clone(), terminal, tekst }) else { return };
        for (other, _) in self.followers(nummer).filter(|(other, p)| *other != id && is_full(p)) {
            self.tell_bytes(other, bytes.clone());
        }
    }
}

/// Whether this is a terminal of a person who may see everything: who types, and reads what others type.
fn is_full(peer: &Peer) -> bool {
    peer.sees_shielded() && peer.asked.soort == Soort::Terminal
}
