//! A small meeting, played command by command through the same rules as everything else.

use crisistafel::domain::command::Command;
use crisistafel::domain::decide::decide;
use crisistafel::domain::dossier::{
    Aanwezig, Afspraken, Antwoord, Bijeenroeping, Deelname, Dossier, Fase, RegelInhoud, RegelSoort, Vorm, Wie,
};
use crisistafel::domain::event::Event;
use crisistafel::domain::evolve::evolve;
use crisistafel::domain::ids::{OverlegNr, PuntId, RegelId, RequestId};
use crisistafel::domain::kader::GeldendKader;
use crisistafel::domain::rol::{Actor, Rol, Stamp};
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::Tijdstip;

use super::kader;
use crate::dossiers::start;

pub(super) const EEN: OverlegNr = OverlegNr(1);

pub(super) struct Tafel {
    pub(super) dossier: Dossier,
    pub(super) kader: GeldendKader,
    /// Minutes since the start; every command takes one.
    minuut: i64,
}

pub(super) fn t(raw: &str) -> Tekst {
    Tekst::new(raw).unwrap()
}

pub(super) fn wie(naam: &str, organisatie: &str) -> Wie {
    Wie { naam: t(naam), organisatie: t(organisatie) }
}

pub(super) fn punt(id: &str) -> PuntId {
    PuntId::try_from(id.to_owned()).unwrap()
}

/// So many minutes after the start.
pub(super) fn na(minuten: i64) -> Tijdstip {
    start().plus(chrono::TimeDelta::minutes(minuten))
}

impl Tafel {
    /// A dossier without a meeting.
    pub(super) fn new(werktitel: &str) -> Self {
        let mut tafel = Self { dossier: Dossier::new("26-K7M4".parse().unwrap()), kader: kader().clone(), minuut: 0 };
        tafel.doe(Rol::Procesregisseur, &Command::OpenDossier { werktitel: t(werktitel) });
        tafel
    }

    /// A meeting that has begun, with politie and gemeente at the table.
    pub(super) fn in_overleg() -> Self {
        let mut tafel = Self::new("Voorbeeld");
        tafel.begin(&t("Nieuwe dreiging."));
        tafel
    }

    pub(super) fn begin(&mut self, reden: &Tekst) {
        let bijeenroeping = Bijeenroeping {
            door: wie("Ooms", "politie"),
            reden: reden.clone(),
            vorm: Vorm::Digitaal,
            begin: None,
            einde: na(60),
        };
        self.doe(Rol::Procesregisseur, &Command::RoepOverlegBijeen(bijeenroeping));
        self.doe(Rol::Voorzitter, &Command::StartOverleg { overleg: EEN });
        for (organisatie, naam) in [("politie", "Ooms"), ("gemeente", "Terpstra")] {
            let deelname = Deelname {
                organisatie: t(organisatie),
                naam: t(naam),
                functie: Tekst::default(),
                mandaat: Tekst::default(),
                aanwezig: Aanwezig::Aanwezig,
                reden: Tekst::default(),
                telefoon: Tekst::default(),
                bereikbaar: Tekst::default(),
                gekomen: None,
                gegaan: None,
            };
            self.doe(Rol::Notulist, &Command::NoteerAanwezigheid { overleg: EEN, deelname });
        }
        let afspraken = Afspraken { vastleggen: t("Alles."), delen: t("Alleen hier."), grond: Tekst::default() };
        self.doe(Rol::Notulist, &Command::MaakAfspraken { overleg: EEN, afspraken });
    }

    /// Lets a minute pass without a command.
    pub(super) fn wacht(&mut self) {
        self.minuut += 1;
    }

    /// Carries out a command, which has to be accepted.
    pub(super) fn doe(&mut self, rol: Rol, command: &Command) {
        let stamp = self.stempel(rol);
        let events = decide(&self.dossier, &self.kader, &stamp, command).unwrap_or_else(|r| panic!("{r}: {command:?}"));
        for event in &events {
            evolve(&mut self.dossier, &stamp, event);
        }
        self.minuut += 1;
    }

    /// Applies what the server itself records.
    pub(super) fn gebeurt(&mut self, event: &Event) {
        let stamp = self.stempel(Rol::Voorzitter);
        evolve(&mut self.dossier, &stamp, event);
        self.minuut += 1;
    }

    fn stempel(&self, rol: Rol) -> Stamp {
        let naam = match rol {
            Rol::Voorzitter => "Duin",
            Rol::Notulist => "De Wit",
            _ => "Terpstra",
        };
        let wie = Actor { gebruiker: t(naam), naam: t(naam), rol, organisatie: Some(t("gemeente")) };
        Stamp { op: na(self.minuut), wie, verzoek: RequestId(1) }
    }

    /// Types a line; gives its number.
    pub(super) fn typ(&mut self, bij: &str, regel: RegelInhoud) -> RegelId {
        self.doe(Rol::Notulist, &Command::LegRegelVast { overleg: EEN, punt: punt(bij), regel });
        *self.dossier.regels.keys().last().unwrap()
    }

    /// Steps through the blocks until `naar`, each time with a reason.
    pub(super) fn tot(&mut self, naar: Fase) {
        while self.dossier.overleg(EEN).unwrap().fase != naar {
            let van = self.dossier.overleg(EEN).unwrap().fase;
            let naar = van.volgende().unwrap();
            self.doe(Rol::Voorzitter, &Command::NaarFase { overleg: EEN, van, naar, reden: t("Wij gaan door.") });
        }
    }
}

/// A line with everything that its kind can have.
pub(super) fn regel(soort: RegelSoort, tekst: &str) -> RegelInhoud {
    RegelInhoud { inbreng: Some(t("politie")), ..RegelInhoud::new(soort, t(tekst)) }
}

pub(super) fn oordeel(tekst: &str, acuut: Antwoord) -> RegelInhoud {
    RegelInhoud { acuut: Some(acuut), ..regel(RegelSoort::Oordeel, tekst) }
}
