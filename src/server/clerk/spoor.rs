//! What is traced of what somebody asks: every message and every question has its line here, so that a new one does not
//! compile until somebody decided. The line stands before its answer among the actions of a step.

#![deny(clippy::wildcard_enum_match_arm)]

use super::rate::{Bucket, Counted, REFUSALS};
use super::{Clerk, Peer, PeerId, Task};
use crate::domain::ids::DossierNummer;
use crate::domain::inzage::{Gebruik, Inzagedaad, Inzageregel, Lezende, Oorsprong, Opsomming, Pindaad, Resultaat, Toestel};
use crate::domain::tekst::Tekst;
use crate::protocol::{Raadpleging, Soort, ToClient, ToServer};
use crate::server::access::{Account, Asked, Identity};

/// What is traced of a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Spoor {
    /// This, when it is given and when it is refused.
    Altijd(Inzagedaad),
    /// This, only where the dossier is not there for who asks.
    Geweigerd(Inzagedaad),
    /// Nothing, and why.
    Niets(&'static str),
}

/// What is traced of this message, from a terminal that said this of itself.
pub fn spoor(message: &ToServer, asked: &Asked) -> Spoor {
    use Inzagedaad as D;
    match message {
        ToServer::Hallo { .. } => {
            Spoor::Niets("een tweede hallo geeft niets; wie niet binnenkomt, staat er bij het eerste")
        }
        ToServer::Volg { dossier: None, .. } if asked.soort != Soort::Scherm => {
            Spoor::Niets("wie van een dossier weggaat, krijgt niets te lezen")
        }
        ToServer::Volg { .. } => Spoor::Altijd(match (asked.soort, asked.vanaf.gebruik) {
            (Soort::Terminal | Soort::Scherm, _) | (Soort::Vraag, Gebruik::Werk | Gebruik::Kopieren) => D::Openen,
            (Soort::Vraag, Gebruik::Tonen) => D::Tonen,
            (Soort::Vraag, Gebruik::Uitvoeren) => D::Exporteren,
            (Soort::Vraag, Gebruik::Afdrukken) => D::Afdrukken,
        }),
        ToServer::VolgOverzicht => Spoor::Altijd(D::Opsommen { van: Opsomming::Overzicht, dossiers: None }),
        ToServer::Doe { .. } => Spoor::Geweigerd(D::Vastleggen),
        ToServer::Concept(_) => Spoor::Niets("wat iemand typt, geeft hem niets te lezen"),
        ToServer::Terzijde { .. } => Spoor::Niets("wat iemand wegzet, is van hemzelf"),
        ToServer::Vergrendel => Spoor::Niets("wie vergrendelt, krijgt niets te lezen"),
        ToServer::Ontgrendel { .. } => Spoor::Geweigerd(D::Pin { wat: Pindaad::Ontgrendelen, van: None }),
        ToServer::ZetPin { oud, nieuw } => {
            let wat = match (oud, nieuw) {
                (None, Some(_)) => Pindaad::Zetten,
                (Some(_), Some(_)) => Pindaad::Wijzigen,
                (_, None) => Pindaad::Verwijderen,
            };
            Spoor::Altijd(D::Pin { wat, van: None })
        }
        ToServer::WisPin { gebruiker } => Spoor::Altijd(D::Pin { wat: Pindaad::Wissen, van: Some(gebruiker.clone()) }),
        ToServer::Vraag { vraag, .. } => Spoor::Altijd(van_vraag(vraag, Vec::new())),
    }
}

/// What is traced of a question, with the dossiers that are in its answer.
pub(super) fn van_vraag(vraag: &Raadpleging, dossiers: Vec<DossierNummer>) -> Inzagedaad {
    let lijst = |van| Inzagedaad::Opsommen { van, dossiers: Some(dossiers.len()) };
    match vraag {
        // what was agreed to be destroyed is a list of dossiers as well
        Raadpleging::Dossiers | Raadpleging::Vernietigingen => lijst(Opsomming::Dossiers),
        Raadpleging::Acties => lijst(Opsomming::Acties),
        Raadpleging::Zoek { .. } => Inzagedaad::Zoeken { dossiers },
        Raadpleging::Inzage(_) => Inzagedaad::InzageBekijken,
    }
}

fn oorsprong(account: &Account, asked: &Asked, gebruiker: &Tekst) -> Oorsprong {
    let toestel = match asked.soort {
        Soort::Terminal => Toestel::Terminal,
        Soort::Scherm => Toestel::Deelscherm,
        Soort::Vraag => Toestel::Opdracht,
    };
    let passed_on = asked.namens.as_ref().is_some_and(|namens| namens == gebruiker) && account.naam != gebruiker.as_str();
    Oorsprong { toestel, ssh: asked.vanaf.ssh, doorgeefluik: passed_on.then(|| Tekst::cut(&account.naam)) }
}

impl Peer {
    /// Who this is to the trace, in this dossier where one is meant.
    fn lezende(&self, dossier: Option<DossierNummer>) -> Lezende {
        let Identity { gebruiker, naam, organisatie, rollen, .. } = match dossier {
            Some(nummer) if self.may_see(nummer) => self.who_in(nummer),
            Some(_) | None => self.who.clone(),
        };
        Lezende { gebruiker, naam, organisatie, rollen }
    }
}

impl Clerk {
    /// Traces what somebody was given.
    pub(super) fn traced(&mut self, id: PeerId, spoor: Spoor, dossier: Option<DossierNummer>) {
        match spoor {
            Spoor::Altijd(daad) => self.trace(id, daad, dossier, Resultaat::Gegeven),
            Spoor::Geweigerd(_) | Spoor::Niets(_) => {}
        }
    }

    /// Traces what somebody was refused, or is not there for them.
    pub(super) fn trace_refused(&mut self, id: PeerId, spoor: Spoor, dossier: Option<DossierNummer>) {
        let Some(who) = self.peers.get(&id).map(|p| p.who.gebruiker.clone()) else { return };
        match spoor {
            Spoor::Altijd(daad) | Spoor::Geweigerd(daad) if self.may_note_refusal(&who) => {
                self.trace(id, daad, dossier, Resultaat::Geweigerd);
            }
            Spoor::Altijd(_) | Spoor::Geweigerd(_) | Spoor::Niets(_) => {}
        }
    }

    /// Traces that somebody asks to record in a dossier that is not there for them.
    pub(super) fn trace_nowhere(&mut self, id: PeerId, spoor: Spoor, dossier: Option<DossierNummer>) {
        let touches = |n: &DossierNummer| self.peers.get(&id).is_some_and(|p| Self::touches(p, *n));
        if dossier.is_some_and(|n| !touches(&n) || !self.dossiers.contains_key(&n)) {
            self.trace_refused(id, spoor, dossier);
        }
    }

    pub(super) fn trace(&mut self, id: PeerId, daad: Inzagedaad, dossier: Option<DossierNummer>, resultaat: Resultaat) {
        if let Some(regel) = self.regel_van(id, daad, dossier, resultaat) {
            self.tasks.push(Task::Trace(Box::new(regel)));
        }
    }

    /// What is traced, of somebody who is there now.
    pub(super) fn regel_van(
        &self,
        id: PeerId,
        daad: Inzagedaad,
        dossier: Option<DossierNummer>,
        resultaat: Resultaat,
    ) -> Option<Inzageregel> {
        let peer = self.peers.get(&id)?;
        let oorsprong = oorsprong(&peer.account, &peer.asked, &peer.who.gebruiker);
        Some(Inzageregel { op: self.nu, wie: peer.lezende(dossier), daad, dossier, resultaat, oorsprong })
    }

    /// Traces that somebody was not let in: the account, and the name that it passed on.
    pub(super) fn trace_kept_out(&mut self, account: &Account, asked: &Asked) {
        let naam = Tekst::cut(&account.naam);
        if !self.may_note_refusal(&naam) {
            return;
        }
        let gebruiker = asked.namens.clone().unwrap_or_else(|| naam.clone());
        let oorsprong = oorsprong(account, asked, &gebruiker);
        let wie = Lezende { naam: gebruiker.clone(), gebruiker, organisatie: None, rollen: Vec::new() };
        let (daad, resultaat) = (Inzagedaad::Binnenkomen, Resultaat::Geweigerd);
        self.tasks.push(Task::Trace(Box::new(Inzageregel { op: self.nu, wie, daad, dossier: None, resultaat, oorsprong })));
    }

    /// Whether a refusal of this account is still kept one by one: nobody fills a disk by knocking.
    pub(super) fn may_note_refusal(&mut self, naam: &Tekst) -> bool {
        let key = (naam.clone(), Counted::Refusals);
        let now = self.rates.get(&key).map_or(Bucket::full(REFUSALS, self.nu), |b| b.filled(REFUSALS, self.nu));
        let left = now.after(0);
        self.keep_rate(key, left.unwrap_or(now));
        if left.is_none() {
            tracing::warn!("refusals of an account come too fast to be traced one by one");
        }
        left.is_some()
    }

    /// The trace takes nothing now, or takes it again: who sits at a full screen is told, and who comes.
    pub(super) fn trace_kept(&mut self, kept: Result<(), String>) {
        let (tekst, fault) = match kept {
            Ok(()) => ("wie er leest, wordt weer bijgehouden".to_owned(), false),
            Err(why) => {
                let said = format!(
                    "let op: wie er leest, wordt nu niet bijgehouden: {why}; lezen en vastleggen gaan door, en het wordt steeds \
                     weer geprobeerd"
                );
                (said, true)
            }
        };
        let tekst = Tekst::cut(&tekst);
        self.trace_fault = fault.then(|| tekst.clone());
        let full = |p: &Peer| p.asked.soort == Soort::Terminal;
        let all: Vec<PeerId> = self.peers.iter().filter(|(_, p)| full(p)).map(|(id, _)| *id).collect();
        self.tell_each(&all, &ToClient::Melding { tekst });
    }
}
