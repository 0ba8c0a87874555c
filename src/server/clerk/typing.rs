//! What is being typed: seen by the others who may see it, kept for who lost the connection or the program.

use super::{Clerk, Peer};
use crate::domain::ids::{DossierNummer, RequestId};
use crate::domain::tekst::Tekst;
use crate::protocol::{Soort, ToClient};
use crate::server::drafts::Draft;
use crate::server::peer::{PeerId, encode};

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
        let Some(peer) = self.peers.get(&id).filter(|p| p.sees_shielded() && p.asked.soort == Soort::Terminal) else {
            return;
        };
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

    /// Gives a terminal back what it, or an earlier one of the same user and roles, was typing in this dossier.
    pub(super) fn give_back_typing(&mut self, id: PeerId, nummer: DossierNummer) {
        let Some(peer) = self.peers.get(&id).filter(|p| p.asked.soort == Soort::Terminal && p.sees_shielded()) else {
            return;
        };
        let (terminal, who, naam) = (peer.terminal, &peer.who, peer.who.naam.clone());
        let theirs = |s: &&Slot| {
            let d = &s.draft;
            s.held_by.is_none() && d.dossier == nummer && d.gebruiker == who.gebruiker && d.rollen == who.rollen
        };
        let own = self.slots.get(&(terminal, nummer));
        let found = own.or_else(|| self.slots.values().filter(theirs).max_by_key(|s| s.draft.op));
        let Some(mut draft) = found.map(|s| s.draft.clone()) else { return };
        let old = draft.key();
        draft.terminal = terminal;
        let tekst = draft.tekst.clone();
        self.drafts.keep(draft.clone());
        if old != draft.key() {
            self.slots.remove(&old);
            self.drafts.forget(old);
        }
        self.slots.insert(draft.key(), Slot { draft, held_by: Some(id) });
        self.tell(id, &ToClient::UwConcept { tekst: tekst.clone() });
        self.show_typing(&naam, id, nummer, terminal, tekst);
    }

    /// Tells a terminal that comes in what the others are typing.
    pub(super) fn tell_typing(&self, id: PeerId, nummer: DossierNummer) {
        if !self.peers.get(&id).is_some_and(may_see_typing) {
            return;
        }
        for slot in self.slots.values().filter(|s| s.draft.dossier == nummer && s.held_by != Some(id)) {
            if let Some(peer) = slot.held_by.and_then(|held_by| self.peers.get(&held_by)) {
                let (naam, terminal, tekst) = (peer.who.naam.clone(), peer.terminal, slot.draft.tekst.clone());
                self.tell(id, &ToClient::Concept { naam, terminal, tekst });
            }
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
        for (other, _) in self.followers(nummer).filter(|(other, p)| *other != id && may_see_typing(p)) {
            self.tell_bytes(other, bytes.clone());
        }
    }
}

/// Whether what others type is shown here.
fn may_see_typing(p: &Peer) -> bool {
    p.sees_shielded() && p.asked.soort == Soort::Terminal
}
