//! Questions with one answer, from the read model. It answers them after every change that came before.

use super::step::Question;
use super::{Clerk, PeerId, Task};
use crate::domain::dossier::Vernietigrij;
use crate::protocol::{Opgehaald, Raadpleging, ToClient};
use crate::server::outbox::Encoded;

impl Clerk {
    pub(super) fn query(&mut self, peer: PeerId, nr: u32, vraag: Raadpleging) {
        let Some(p) = self.peers.get(&peer).filter(|p| !p.is_wall()) else { return };
        if vraag == Raadpleging::Vernietigingen {
            let mag = |r: &&Vernietigrij| p.ziet_bewijs(r.opdracht.nummer);
            let rijen = self.vernietigingen.iter().filter(mag).cloned().collect();
            return self.tell(peer, &ToClient::Lijst { nr, lijst: Opgehaald::Vernietigingen { rijen } });
        }
        let ziet = p.ziet();
        if !self.is_iets_voor(&ziet) {
            // whether there is a read model, and how far it is, would tell that there are dossiers
            let lijst = vraag.niets();
            return self.tell(peer, &ToClient::Lijst { nr, lijst });
        }
        self.tasks.push(Task::Ask(Question { peer, nr, vraag, ziet }));
    }

    /// The read model answered; for who may see something else meanwhile it is asked again.
    pub(super) fn answered(&mut self, question: Question, bytes: Encoded) {
        let Question { peer, nr, vraag, ziet } = question;
        match self.peers.get(&peer).map(|p| p.ziet() == ziet) {
            Some(true) => self.tell_bytes(peer, bytes),
            Some(false) => self.query(peer, nr, vraag),
            None => {}
        }
    }
}
