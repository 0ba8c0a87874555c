//! Questions with one answer, from the read model. It answers them after every change that came before.

use super::actie::Question;
use super::{Action, Clerk, PeerId};
use crate::domain::rechten;
use crate::protocol::Raadpleging;

impl Clerk {
    pub(super) fn query(&mut self, peer: PeerId, nr: u32, vraag: Raadpleging) {
        let Some(p) = self.peers.get(&peer).filter(|p| !p.is_wall()) else { return };
        let dossiers = if rechten::ziet_dossiers(&p.who.rollen) { p.who.dossiers.clone() } else { Some(Vec::new()) };
        let shielded = p.sees_shielded();
        self.actions.push(Action::Ask(Question { peer, nr, vraag, dossiers, shielded }));
    }
}
