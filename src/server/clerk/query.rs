//! Questions with one answer, from the read model. The indexer answers them after every change that came before.

use super::Clerk;
use crate::domain::rechten;
use crate::protocol::Vraag;
use crate::server::indexer::Asked;
use crate::server::peer::{InHand, PeerId};

impl Clerk {
    pub(super) fn query(&mut self, id: PeerId, nr: u32, vraag: Vraag, place: InHand) {
        let Some(peer) = self.peers.get(&id).filter(|p| !p.is_wall()) else { return };
        let dossiers = if rechten::ziet_dossiers(&peer.who.rollen) { peer.who.dossiers.clone() } else { Some(Vec::new()) };
        let asked =
            Asked { nr, vraag, dossiers, shielded: peer.sees_shielded(), answer: peer.outbox.clone(), _place: place };
        self.indexer.ask(asked);
    }
}
