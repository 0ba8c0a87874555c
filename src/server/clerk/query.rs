//! Questions with one answer, from the read model and from the trace. They are answered after every change that came before,
//! and each answer is traced before it leaves.

use super::spoor::{Spoor, van_vraag};
use super::step::{Answered, Question};
use super::{Clerk, Peer, PeerId, Task};
use crate::domain::bewaren::{self, Inzagebewaring};
use crate::domain::dossier::Vernietigrij;
use crate::domain::tekst::Tekst;
use crate::protocol::{Opgehaald, Raadpleging, ToClient};
use crate::server::access::Ziet;

/// What is said to who may not look into the trace.
const GEEN_INZAGE: &str =
    "u mag de inzage niet bekijken; dat mag een procesregisseur, en wie de rollentabel het geeft (inzage = true)";

impl Peer {
    /// What there is for who asks this; none where they may not ask it at all.
    fn ziet_bij(&self, vraag: &Raadpleging) -> Option<Ziet> {
        match vraag {
            Raadpleging::Dossiers | Raadpleging::Acties | Raadpleging::Zoek { .. } | Raadpleging::Vernietigingen => {
                Some(self.ziet())
            }
            Raadpleging::Inzage(_) => self.ziet_inzage(),
        }
    }
}

impl Clerk {
    pub(super) fn query(&mut self, peer: PeerId, nr: u32, vraag: Raadpleging, spoor: Spoor) {
        let Some(p) = self.peers.get(&peer).filter(|p| !p.is_wall()) else { return };
        if vraag == Raadpleging::Vernietigingen {
            let mag = |r: &&Vernietigrij| p.ziet_bewijs(r.opdracht.nummer);
            let rijen: Vec<_> = self.vernietigingen.iter().filter(mag).cloned().collect();
            let nummers = rijen.iter().map(|r| r.opdracht.nummer).collect();
            // which months there are is for who sees all of them
            let inzage = p.ziet_inzage().filter(|ziet| ziet.tafel.is_none()).map(|_| Box::new(self.inzagebewaring()));
            self.traced(peer, Spoor::Altijd(van_vraag(&vraag, nummers)), None);
            let lijst = Opgehaald::Vernietigingen { rijen, inzage };
            return self.tell(peer, &ToClient::Lijst { nr, lijst, onvolledig: None });
        }
        let Some(ziet) = p.ziet_bij(&vraag) else {
            self.trace_refused(peer, spoor, None);
            return self.tell(peer, &ToClient::NietDaar { dossier: None, tekst: GEEN_INZAGE.into() });
        };
        if !self.is_iets_voor(&ziet) {
            // whether there is a read model, and how far it is, would tell that there are dossiers
            self.traced(peer, Spoor::Altijd(van_vraag(&vraag, Vec::new())), vraag.dossier());
            let lijst = vraag.niets();
            return self.tell(peer, &ToClient::Lijst { nr, lijst, onvolledig: None });
        }
        self.tasks.push(Task::Ask(Question { peer, nr, vraag, ziet }));
    }

    /// Which months of the trace are due, by the kader in force.
    fn inzagebewaring(&self) -> Inzagebewaring {
        let maanden = self.inzage.iter().map(|deel| (Tekst::cut(&deel.to_string()), deel.einde()));
        bewaren::inzagebewaring(maanden, &self.kaders.get(None).kader, self.nu)
    }

    /// A question was answered; for who may see something else meanwhile it is asked again.
    pub(super) fn answered(&mut self, question: Question, answer: Answered) {
        let Question { peer, nr, vraag, ziet } = question;
        // a terminal that was locked meanwhile is given nothing, and asks again when it is brought back
        let Some(p) = self.peers.get(&peer).filter(|p| !p.pin.dicht) else { return };
        let given = answer.dossiers.map(|all| Spoor::Altijd(van_vraag(&vraag, all)));
        if p.ziet_bij(&vraag) == Some(ziet) {
            if let Some(spoor) = given {
                self.traced(peer, spoor, vraag.dossier());
            }
            self.tell_bytes(peer, answer.bytes);
        } else {
            self.query(peer, nr, vraag, given.unwrap_or(Spoor::Niets("er is nog niets gegeven")));
        }
    }
}
