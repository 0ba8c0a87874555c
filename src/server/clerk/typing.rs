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
pub struct Slot {
    /// The text and where it belongs.
    pub draft: Draft,
    /// The connection that types it; none when the terminal is gone.
    pub held_by: Option<PeerId>,
}

impl Clerk {
    /// Keeps what a terminal types and shows it to the others.
    pub(super) fn typed(&mut self, id: PeerId, tekst: Tekst) {
        let now = self.now();
        let Some(peer) = self.peers.get(&id).filter(|p| p.sees_shielded() && p.asked.soort == Soort::Terminal) else { return };
        let (Some(dossier), terminal) = (peer.follows, peer.terminal) else { return };
        if tekst.is_empty() {
            self.slots.remove(&terminal);
            self.drafts.forget(terminal);
        } else {
            let (gebruiker, rollen) = (peer.who.gebruiker.clone(), peer.who.rollen.clone());
            let draft = Draft { terminal, gebruiker, rollen, dossier, tekst: tekst.clone(), op: now };
            self.drafts.keep(draft.clone());
            self.slots.insert(terminal, Slot { draft, held_by: Some(id) });
        }
        self.show_typing(id, dossier, terminal, tekst);
    }

    /// Gives a terminal back what it, or an earlier one of the same user and roles, was typing in this dossier.
    pub(super) fn give_back_typing(&mut self, id: PeerId, nummer: DossierNummer) {
        let Some(peer) = self.peers.get(&id).filter(|p| p.asked.soort == Soort::Terminal && p.sees_shielded()) else { return };
        let (terminal, who) = (peer.terminal, &peer.who);
        let theirs = |s: &&Slot| {
            let d = &s.draft;
            s.held_by.is_none() && d.dossier == nummer && d.gebruiker == who.gebruiker && d.rollen == who.rollen
        };
        let own = self.slots.get(&terminal).filter(|s| s.draft.dossier == nummer);
        let found = own.or_else(|| self.slots.values().filter(theirs).max_by_key(|s| s.draft.op));
        let Some(mut draft) = found.map(|s| s.draft.clone()) else { return };
        let old = std::mem::replace(&mut draft.terminal, terminal);
        let tekst = draft.tekst.clone();
        self.drafts.keep(draft.clone());
        if old != terminal {
            self.slots.remove(&old);
            self.drafts.forget(old);
        }
        self.slots.insert(terminal, Slot { draft, held_by: Some(id) });
        self.tell(id, &ToClient::UwConcept { tekst: tekst.clone() });
        self.show_typing(id, nummer, terminal, tekst);
    }

    /// Lets go of what a terminal typed when its connection ends; the text stays.
    pub(super) fn stopped_typing(&mut self, id: PeerId, peer: &Peer) {
        if let Some(slot) = self.slots.get_mut(&peer.terminal) {
            slot.held_by = None;
            let dossier = slot.draft.dossier;
            self.show_typing(id, dossier, peer.terminal, Tekst::default());
        }
        let mut orphans: Vec<_> =
            self.slots.values().filter(|s| s.held_by.is_none()).map(|s| (s.draft.op, s.draft.terminal)).collect();
        orphans.sort_unstable();
        for (_, terminal) in orphans.iter().rev().skip(LEFT_BEHIND_MAX) {
            self.slots.remove(terminal);
            self.drafts.forget(*terminal);
        }
    }

    /// What is being typed may turn out to be shielded: only who sees shielded lines is shown it.
    fn show_typing(&self, id: PeerId, nummer: DossierNummer, terminal: RequestId, tekst: Tekst) {
        let Some(naam) = self.peers.get(&id).map(|p| p.who.naam.clone()).or_else(|| self.name_of(terminal)) else { return };
        let Some(bytes) = encode(&ToClient::Concept { naam, terminal, tekst }) else { return };
        let full = |p: &Peer| p.sees_shielded() && p.asked.soort == Soort::Terminal;
        for (other, _) in self.followers(nummer).filter(|(other, p)| *other != id && full(p)) {
            self.tell_bytes(other, bytes.clone());
        }
    }

    fn name_of(&self, terminal: RequestId) -> Option<Tekst> {
        self.slots.get(&terminal).map(|s| s.draft.gebruiker.clone())
    }
}
