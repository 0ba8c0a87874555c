//! The lock of a terminal at which nobody is, and the PIN that brings it back. While it is locked the service keeps it so,
//! whatever the terminal says: it follows nothing, is sent nothing, and nothing of it is taken but a PIN. Whether a PIN is right
//! is found out beside the clerk; how often one was wrong counts for the account, on whatever connection.

#![deny(clippy::wildcard_enum_match_arm)]

use super::spoor::Spoor;
use super::{Clerk, PeerId, Task};
use crate::domain::inzage::{Inzageregel, Resultaat};
use crate::domain::pin::Pin;
use crate::domain::rol::Rol;
use crate::domain::tekst::Tekst;
use crate::protocol::{Soort, ToClient, ToServer};
use crate::server::pins::{KEREN, Mislukt, Pindoel, Pinrij, Pintaak, Pinuitslag};

/// What is said to who gave a wrong PIN where another one was asked for; the same where none is taken now.
const FOUT: &str = "dat is niet uw PIN, of er waren er vijf verkeerd: dan telt er 1 minuut geen, daarna telkens twee keer zo lang \
                    (hoogstens 4 uur)";
/// Why a terminal ends where too many were wrong.
const TE_VAAK: &str = "er is te vaak een verkeerde PIN gegeven; start crisistafel opnieuw om verder te gaan (wat u typte is \
                       bewaard)";
/// Why a locked terminal ends of which the account has no PIN any more.
const GEEN_PIN_MEER: &str = "uw PIN is weggehaald; start crisistafel opnieuw om verder te gaan (wat u typte is bewaard)";

/// How it is with the lock of a terminal.
#[derive(Debug, Default)]
pub(super) struct Pinstaat {
    /// Whether it is locked.
    pub dicht: bool,
    /// Whether a PIN that it gave is being looked at.
    loopt: bool,
    /// How often it gave a wrong one.
    mis: u32,
}

/// A PIN that is on its way to the disk: who set or took it away, and what it was.
pub(super) struct Gezet {
    peer: PeerId,
    gebruiker: Tekst,
    was: Option<Pinrij>,
    regel: Box<Inzageregel>,
}

/// Whether a locked terminal may say this.
fn past_het_slot(message: &ToServer) -> bool {
    match message {
        ToServer::Ontgrendel { .. } => true,
        ToServer::Hallo { .. }
        | ToServer::Volg { .. }
        | ToServer::VolgOverzicht
        | ToServer::Doe { .. }
        | ToServer::Concept(_)
        | ToServer::Terzijde { .. }
        | ToServer::Vergrendel
        | ToServer::ZetPin { .. }
        | ToServer::WisPin { .. }
        | ToServer::Vraag { .. } => false,
    }
}

impl Clerk {
    /// Whether this terminal is locked, and this is not what opens it: then it is not taken, and not answered.
    pub(super) fn is_shut_to(&self, id: PeerId, message: &ToServer) -> bool {
        let shut = self.peers.get(&id).is_some_and(|p| p.pin.dicht) && !past_het_slot(message);
        if shut {
            tracing::debug!(peer = id.0, "a locked terminal said something");
        }
        shut
    }

    /// Nobody is at a terminal: it leaves what it follows, as one that is gone does, and what it typed stays.
    pub(super) fn lock(&mut self, id: PeerId) {
        let Some(peer) = self.peers.get_mut(&id) else { return };
        if peer.asked.soort != Soort::Terminal {
            return self.tell(id, &ToClient::Onbegrepen { wat: "alleen een terminal kan op slot".to_owned() });
        }
        (peer.given, peer.overview, peer.unseated) = (None, false, false);
        peer.unkept.clear();
        if let Some(left) = peer.follows.take() {
            self.left_typing(id, left);
            self.screens_changed(left);
            self.tell_presence(left);
        }
        self.tell(id, &ToClient::Vergrendeld);
        if let Some(peer) = self.peers.get_mut(&id) {
            peer.pin.dicht = true;
        }
    }

    /// Somebody gives a PIN to bring a terminal back.
    pub(super) fn unlock(&mut self, id: PeerId, pin: Pin, spoor: Spoor) {
        if self.peers.get(&id).is_some_and(|p| p.pin.dicht) {
            self.look_at(id, (Pindoel::Ontgrendel, spoor), Some(pin), None);
        } else {
            self.tell(id, &ToClient::Onbegrepen { wat: "deze terminal is niet vergrendeld".to_owned() });
        }
    }

    /// Somebody wants another PIN, or none.
    pub(super) fn set_pin(&mut self, id: PeerId, (oud, nieuw): (Option<Pin>, Option<Pin>), spoor: Spoor) {
        let Some(peer) = self.peers.get(&id) else { return };
        let heeft = self.pins.heeft(&peer.who.gebruiker);
        let fout = match &nieuw {
            _ if peer.asked.soort != Soort::Terminal => Some("een PIN zet u aan een eigen terminal".to_owned()),
            _ if !self.kan_pins => Some("op deze tafel kan nu geen PIN worden bewaard".to_owned()),
            _ if peer.pin.loopt => Some("een ogenblik: er wordt al een PIN nagekeken".to_owned()),
            None if !heeft => Some("u hebt geen PIN".to_owned()),
            _ if heeft && oud.is_none() => Some("geef eerst de PIN die u nu hebt".to_owned()),
            nieuw => nieuw.as_ref().and_then(|pin| pin.mag().err()).map(|fout| fout.to_string()),
        };
        if let Some(fout) = fout {
            return self.tell(id, &ToClient::Pin { er: heeft, fout: Some(Tekst::cut(&fout)) });
        }
        let doel = if nieuw.is_some() { Pindoel::Zet } else { Pindoel::Verwijder };
        self.look_at(id, (doel, spoor), oud.filter(|_| heeft), nieuw);
    }

    /// Has it found out beside the clerk what becomes of this: one at a time of a terminal. What is given where there is no PIN,
    /// or none is taken now, is looked at as well, and wrong: neither the answer nor its time tells which it is.
    fn look_at(&mut self, id: PeerId, (doel, spoor): (Pindoel, Spoor), gegeven: Option<Pin>, nieuw: Option<Pin>) {
        let Some(regel) = self.to_trace(id, spoor) else { return };
        let Some(peer) = self.peers.get_mut(&id).filter(|p| !p.pin.loopt) else { return };
        peer.pin.loopt = true;
        let gebruiker = peer.who.gebruiker.clone();
        let gegeven = gegeven.map(|pin| (pin, self.pins.tegen(&gebruiker, self.nu)));
        self.tasks.push(Task::Pin(Box::new(Pintaak { peer: id, gebruiker, doel, regel, gegeven, nieuw })));
    }

    /// What became of it. Whoever gave it may be gone: a wrong one counts all the same. What was given while others were looked
    /// at, and was right, is not where those were too many.
    pub(super) fn pin_known(&mut self, u: Pinuitslag) {
        if let Some(peer) = self.peers.get_mut(&u.peer) {
            peer.pin.loopt = false;
        }
        // another terminal of the same account may have been ahead of it
        let anders = self.pins.hash(&u.gebruiker) != u.tegen.as_ref();
        match u.doel {
            _ if !u.klopt || self.pins.wacht(&u.gebruiker, self.nu) => self.wrong(u),
            Pindoel::Ontgrendel if anders => self.wrong(u),
            Pindoel::Ontgrendel => self.opened(&u),
            Pindoel::Zet | Pindoel::Verwijder if anders => {
                self.say_pin(u.peer, &u.gebruiker, Some("uw PIN is intussen op een andere terminal gewijzigd"));
            }
            Pindoel::Verwijder => self.change(u, None),
            Pindoel::Zet => match u.nieuw.clone() {
                Some(hash) => self.change(u, Some(hash)),
                None => self.say_pin(u.peer, &u.gebruiker, Some("de PIN kon niet worden gemaakt; probeer het opnieuw")),
            },
        }
    }

    /// It is the right one.
    fn opened(&mut self, u: &Pinuitslag) {
        let Some(peer) = self.peers.get_mut(&u.peer) else { return };
        peer.pin = Pinstaat::default();
        let mislukt = self.pins.mislukt(&u.gebruiker);
        if self.pins.raak(&u.gebruiker) && self.kan_pins {
            self.keep_pins(None);
        }
        self.tell(u.peer, &ToClient::Ontgrendeld { mislukt: mislukt.keer, sinds: mislukt.eerste });
        self.tell_what_waits(u.peer);
    }

    /// It is a wrong one, or none is taken.
    fn wrong(&mut self, u: Pinuitslag) {
        self.pins.mis(&u.gebruiker, self.nu);
        // also where that changed nothing: how long it takes does not tell
        if self.kan_pins {
            self.keep_pins(None);
        }
        if self.may_note_refusal(&u.gebruiker) {
            let regel = Inzageregel { op: self.nu, resultaat: Resultaat::Geweigerd, ..*u.regel };
            self.tasks.push(Task::Trace(Box::new(regel)));
        }
        let Some(peer) = self.peers.get_mut(&u.peer) else { return };
        peer.pin.mis += 1;
        if peer.pin.mis >= KEREN {
            self.send_away(u.peer, TE_VAAK);
            return self.gone(u.peer);
        }
        match u.doel {
            Pindoel::Ontgrendel => self.tell_locked(u.peer, &ToClient::NietOntgrendeld),
            Pindoel::Zet | Pindoel::Verwijder => self.say_pin(u.peer, &u.gebruiker, Some(FOUT)),
        }
    }

    /// The only thing that a locked terminal is told.
    fn tell_locked(&mut self, id: PeerId, message: &ToClient) {
        let mut set = |dicht| self.peers.get_mut(&id).map(|p| std::mem::replace(&mut p.pin.dicht, dicht));
        let Some(was) = set(false) else { return };
        self.tell(id, message);
        if let Some(peer) = self.peers.get_mut(&id) {
            peer.pin.dicht = was;
        }
    }

    /// Somebody has another PIN, or none, once that is on disk.
    fn change(&mut self, u: Pinuitslag, hash: Option<crate::crypto::pin::Pinhash>) {
        if let Some(peer) = self.peers.get_mut(&u.peer) {
            peer.pin.mis = 0;
        }
        let was = self.pins.zet(&u.gebruiker, hash);
        self.keep_pins(Some(Gezet { peer: u.peer, gebruiker: u.gebruiker, was, regel: u.regel }));
    }

    fn keep_pins(&mut self, gezet: Option<Gezet>) {
        self.pins_kept.push_back(gezet);
        self.tasks.push(Task::KeepPins(self.pins.clone()));
    }

    /// The PINs are on disk, or are not: then what was changed is as it was.
    pub(super) fn pins_are_kept(&mut self, kept: Result<(), String>) {
        let gezet = self.pins_kept.pop_front().flatten();
        match (gezet, kept) {
            (Some(gezet), Ok(())) => self.pin_is_set(gezet),
            (Some(Gezet { peer, gebruiker, was, .. }), Err(why)) => {
                self.pins.herstel(&gebruiker, was);
                self.say_pin(
                    peer,
                    &gebruiker,
                    Some(&format!("er is niets veranderd, de PIN kon niet worden bewaard: {why}")),
                );
            }
            (None, Ok(())) => {}
            (None, Err(why)) => {
                let said = format!("hoe vaak een verkeerde PIN werd gegeven, kan nu niet worden bewaard: {why}");
                self.tell_keepers_once(Tekst::cut(&said));
            }
        }
    }

    /// It is traced, and told to every terminal of that account; where there is none any more, those that are locked end.
    fn pin_is_set(&mut self, Gezet { peer, gebruiker, was, regel }: Gezet) {
        self.tasks.push(Task::Trace(regel));
        // what is forgotten with the old one is told
        let own = self.peers.get(&peer).is_some_and(|p| p.who.gebruiker == gebruiker);
        if let Some(rij) = was.filter(|_| own) {
            self.tell_guesses(peer, rij.mislukt());
        }
        let theirs = self.peers.iter().filter(|(_, p)| p.who.gebruiker == gebruiker && p.asked.soort == Soort::Terminal);
        let theirs: Vec<(PeerId, bool)> = theirs.map(|(id, p)| (*id, p.pin.dicht)).collect();
        let er = self.pins.heeft(&gebruiker);
        for (id, dicht) in theirs.iter().copied().filter(|(id, _)| *id != peer) {
            if dicht && !er {
                self.send_away(id, GEEN_PIN_MEER);
                self.gone(id);
            } else {
                self.say_pin(id, &gebruiker, None);
            }
        }
        self.say_pin(peer, &gebruiker, None);
    }

    fn say_pin(&mut self, id: PeerId, van: &Tekst, fout: Option<&str>) {
        self.tell(id, &ToClient::Pin { er: self.pins.heeft(van), fout: fout.map(Tekst::cut) });
    }

    /// Who keeps the store takes away a PIN that somebody forgot.
    pub(super) fn clear_pin(&mut self, id: PeerId, gebruiker: &Tekst, spoor: Spoor) {
        let Some(peer) = self.peers.get(&id) else { return };
        if !peer.who.rollen.contains(&Rol::Beheerder) {
            self.trace_refused(id, spoor, None);
            let fout = Some("de PIN van een ander wist alleen een beheerder".into());
            return self.tell(id, &ToClient::Pin { er: false, fout });
        }
        if !self.kan_pins || !self.pins.heeft(gebruiker) {
            return self.say_pin(id, gebruiker, Some("dat account heeft geen PIN"));
        }
        let Some(regel) = self.to_trace(id, spoor) else { return };
        let was = self.pins.zet(gebruiker, None);
        self.keep_pins(Some(Gezet { peer: id, gebruiker: gebruiker.clone(), was, regel }));
    }

    /// What is traced of it where it is given.
    fn to_trace(&self, id: PeerId, spoor: Spoor) -> Option<Box<Inzageregel>> {
        match spoor {
            Spoor::Altijd(daad) | Spoor::Geweigerd(daad) => {
                self.regel_van(id, daad, None, Resultaat::Gegeven).map(Box::new)
            }
            Spoor::Niets(_) => None,
        }
    }

    /// Tells who comes in that somebody gave wrong PINs for them.
    pub(super) fn tell_of_guesses(&mut self, id: PeerId) {
        let Some(peer) = self.peers.get(&id).filter(|p| p.hears()) else { return };
        let mislukt = self.pins.mislukt(&peer.who.gebruiker);
        self.tell_guesses(id, mislukt);
    }

    fn tell_guesses(&mut self, id: PeerId, mislukt: Mislukt) {
        if let (keer @ 1.., Some(eerste)) = (mislukt.keer, mislukt.eerste) {
            let keren = if keer == 1 { "1 keer".to_owned() } else { format!("{keer} keer") };
            let said = format!("sinds {} is {keren} een verkeerde PIN gegeven voor uw account", eerste.datum_klok());
            self.tell(id, &ToClient::Melding { tekst: Tekst::cut(&said) });
        }
    }
}
