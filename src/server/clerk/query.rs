//! Questions with one answer, from the read model and from the trace. They are answered after every change that came before,
//! and each answer is traced before it leaves.

use super::actie::{Answered, Question};
use super::spoor::{Spoor, van_vraag};
use super::{Action, Clerk, Peer, PeerId};
use crate::protocol::{Raadpleging, ToClient};
use crate::server::access::Ziet;

/// What is said to who may not look into the trace.
const GEEN_INZAGE: &str =
    "u mag de inzage niet bekijken; dat mag een procesregisseur, en wie de rollentabel het geeft (inzage = true)";

impl Peer {
    /// What there is for who asks this; none where they may not ask it at all.
    fn ziet_bij(&self, vraag: &Raadpleging) -> Option<Ziet> {
        match vraag {
            Raadpleging::Dossiers | Raadpleging::Acties | Raadpleging::Zoek { .. } => Some(self.ziet()),
            Raadpleging::Inzage(_) => self.ziet_inzage(),
        }
    }
}

impl Clerk {
    pub(super) fn query(&mut self, peer: PeerId, nr: u32, vraag: Raadpleging, spoor: Spoor) {
        let Some(p) = self.peers.get(&peer).filter(|p| !p.is_wall()) else { return };
        let Some(ziet) = p.ziet_bij(&vraag) else {
            self.trace_refused(peer, spoor, None);
            return self.tell(peer, &ToClient::NietDaar { dossier: None, tekst: GEEN_INZAGE.into() });
        };
        self.actions.push(Action::Ask(Question { peer, nr, vraag, ziet }));
    }

    /// A question was answered; for who may see something else meanwhile it is asked again.
    pub(super) fn answered(&mut self, question: Question, answer: Answered) {
        let Question { peer, nr, vraag, ziet } = question;
        let Some(p) = self.peers.get(&peer) else { return };
        let dossier = match &vraag {
            Raadpleging::Inzage(vraag) => vraag.dossier,
            Raadpleging::Dossiers | Raadpleging::Acties | Raadpleging::Zoek { .. } => None,
        };
        let given = answer.dossiers.map(|all| Spoor::Altijd(van_vraag(&vraag, all)));
        if p.ziet_bij(&vraag) == Some(ziet) {
            if let Some(spoor) = given {
                self.traced(peer, spoor, dossier);
            }
            self.tell_bytes(peer, answer.bytes);
        } else {
            self.query(peer, nr, vraag, given.unwrap_or(Spoor::Niets("er is nog niets gegeven")));
        }
    }
}
