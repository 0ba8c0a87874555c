//! A dossier in memory on which commands are tried, by people of a small fictitious team, at moments of the test's own.

#![expect(clippy::needless_pass_by_value, reason = "a command is written where it is asked")]

use chrono::TimeDelta;
use crisistafel::domain::command::Command;
use crisistafel::domain::decide::decide;
use crisistafel::domain::dossier::{
    Aanwezig, Afweging, Antwoord, Bijeenroeping, Conclusie, Deelname, Dossier, Fase, RegelInhoud, RegelSoort, Uitkomst,
    Vorm, Weging, Wie,
};
use crisistafel::domain::event::Event;
use crisistafel::domain::evolve::evolve;
use crisistafel::domain::ids::{DossierNummer, InzetId, OverlegNr, PuntId, RegelId, RequestId};
use crisistafel::domain::kader::{Controle, GeldendKader};
use crisistafel::domain::refusal::Refusal;
use crisistafel::domain::rol::{Actor, Rol, Stamp};
use crisistafel::domain::scherm::Kring;
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::Tijdstip;
use crisistafel::domain::zicht::{kring, verandert_zicht};

/// The number of every dossier in these tests.
pub(super) fn nummer() -> DossierNummer {
    "26-K7M4".parse().unwrap()
}

/// Text.
pub(super) fn t(text: &str) -> Tekst {
    Tekst::new(text).unwrap()
}

/// A moment.
pub(super) fn at(text: &str) -> Tijdstip {
    Tijdstip::try_from(text.to_owned()).unwrap()
}

/// An agenda item.
pub(super) fn punt(id: &str) -> PuntId {
    PuntId::try_from(id.to_owned()).unwrap()
}

/// A key of the kader.
pub(super) fn id<T: TryFrom<String, Error: std::fmt::Debug>>(key: &str) -> T {
    T::try_from(key.to_owned()).unwrap()
}

/// The first that was shielded when it was made.
pub(super) fn x1<T: std::str::FromStr<Err: std::fmt::Debug>>() -> T {
    "x1".parse().unwrap()
}

/// The one meeting of these tests.
pub(super) const NR: OverlegNr = OverlegNr(1);

/// A world with a dossier in it.
pub(super) struct World {
    pub(super) d: Dossier,
    pub(super) kader: GeldendKader,
    pub(super) nu: Tijdstip,
    /// Every event with its stamp, for replays.
    pub(super) log: Vec<(Stamp, Event)>,
    requests: u128,
}

impl World {
    /// A dossier that was just opened.
    pub(super) fn opened() -> Self {
        let mut w = Self::empty();
        w.must(Rol::Procesregisseur, Command::OpenDossier { werktitel: t("Proef") });
        w
    }

    /// Who may be told this event of the record.
    pub(super) fn kring(&self, event: &Event) -> Kring {
        kring(&self.d, &self.stamp_of(event), event)
    }

    /// Whether it changes who may be told of others.
    pub(super) fn verandert_zicht(&self, event: &Event) -> bool {
        verandert_zicht(&self.d, &self.stamp_of(event), event)
    }

    /// When and by whom an event was recorded; of one that is not in the record, as the last one.
    fn stamp_of(&self, event: &Event) -> Stamp {
        let found = self.log.iter().rev().find(|(_, e)| e == event).or(self.log.last());
        found.map(|(stamp, _)| stamp.clone()).unwrap()
    }

    /// Nothing yet.
    pub(super) fn empty() -> Self {
        Self {
            d: Dossier::new(nummer()),
            kader: crate::geldend::ingebouwd().clone(),
            nu: at("2026-11-22T13:00:00Z"),
            log: Vec::new(),
            requests: 0,
        }
    }

    /// A meeting that is called.
    pub(super) fn called() -> Self {
        let mut w = Self::opened();
        let einde = w.nu.plus(TimeDelta::hours(1));
        let b = Bijeenroeping {
            door: Wie::organisatie(t("politie")),
            reden: t("nieuwe dreiging"),
            vorm: Vorm::Digitaal,
            begin: None,
            einde,
        };
        w.must(Rol::Procesregisseur, Command::RoepOverlegBijeen(b));
        w
    }

    /// A meeting that goes on, led by Duin, with politie and Veilig Thuis at the table.
    pub(super) fn started() -> Self {
        let mut w = Self::called();
        w.must(Rol::Voorzitter, Command::StartOverleg { overleg: NR });
        for (org, naam) in [("politie", "Kuiper"), ("Veilig Thuis", "Bos")] {
            w.must(Rol::Notulist, Command::NoteerAanwezigheid { overleg: NR, deelname: present(org, naam) });
        }
        w
    }

    /// A meeting in this block; what gates find is passed with a reason.
    pub(super) fn in_fase(fase: Fase) -> Self {
        let mut w = Self::started();
        while w.fase() < fase {
            let (van, naar) = (w.fase(), w.fase().volgende().unwrap());
            w.must(Rol::Voorzitter, Command::NaarFase { overleg: NR, van, naar, reden: t("vanwege de proef") });
        }
        w
    }

    /// From now on these gates only.
    pub(super) fn only(&mut self, checks: &[Controle]) {
        self.kader.kader.poorten.retain(|p| checks.contains(&p.controle));
    }

    pub(super) fn fase(&self) -> Fase {
        self.d.overleg(NR).unwrap().fase
    }

    /// Somebody with this role, one person per role.
    pub(super) fn actor(rol: Rol) -> Actor {
        let naam = match rol {
            Rol::Voorzitter => "Duin",
            Rol::Notulist => "De Wit",
            Rol::Deelnemer => "Kuiper",
            _ => rol.naam(),
        };
        let organisatie = (rol == Rol::Deelnemer).then(|| t("politie"));
        Actor { gebruiker: t(&naam.to_lowercase()), naam: t(naam), rol, organisatie }
    }

    /// Asks, and applies what follows.
    pub(super) fn ask(&mut self, rol: Rol, command: Command) -> Result<Vec<Event>, Refusal> {
        self.ask_as(Self::actor(rol), command)
    }

    pub(super) fn ask_as(&mut self, wie: Actor, command: Command) -> Result<Vec<Event>, Refusal> {
        self.requests += 1;
        let stamp = Stamp { op: self.nu, wie, verzoek: RequestId(self.requests) };
        let events = decide(&self.d, &self.kader, &stamp, &command)?;
        for event in &events {
            evolve(&mut self.d, &stamp, event);
            self.log.push((stamp.clone(), event.clone()));
        }
        Ok(events)
    }

    /// Asks what must be possible.
    pub(super) fn must(&mut self, rol: Rol, command: Command) -> Vec<Event> {
        self.ask(rol, command.clone()).unwrap_or_else(|refusal| panic!("{command:?}: {refusal}"))
    }

    /// Asks what must be refused; gives the sentence.
    pub(super) fn refused(&mut self, rol: Rol, command: Command) -> String {
        let before = self.d.clone();
        let refusal = self.ask(rol, command.clone()).err().unwrap_or_else(|| panic!("not refused: {command:?}"));
        assert_eq!(self.d, before, "a refusal changes nothing");
        refusal.to_string()
    }

    /// Records a line at this item.
    pub(super) fn line(&mut self, soort: RegelSoort, text: &str) -> Vec<Event> {
        let punt = self.d.overleg(NR).unwrap().huidig_punt.clone().unwrap_or_else(|| punt("inbrengronde"));
        self.must(Rol::Notulist, Command::LegRegelVast { overleg: NR, punt, regel: RegelInhoud::new(soort, t(text)) })
    }

    /// Records a measure of the palette, or one of the team's own; gives its number.
    pub(super) fn measure(&mut self, palet: Option<&str>, text: &str) -> InzetId {
        let inhoud = RegelInhoud { maatregel: palet.map(id), ..RegelInhoud::new(RegelSoort::Maatregel, t(text)) };
        let punt = punt("nadelen");
        self.must(Rol::Notulist, Command::LegRegelVast { overleg: NR, punt, regel: inhoud });
        *self.d.inzetten.keys().last().unwrap()
    }

    /// Answers a factor, on these lines.
    pub(super) fn weigh(&mut self, factor: &str, nu: Option<Antwoord>, regels: &[RegelId]) -> Vec<Event> {
        let weging = Weging { nu, regels: regels.to_vec(), ..Weging::default() };
        self.must(Rol::Notulist, Command::WeegFactor { overleg: NR, factor: id(factor), weging })
    }

    /// Concludes, with a reason where that goes against what is known.
    pub(super) fn conclude(&mut self, acuut: Antwoord, niveau: &str) {
        let conclusie =
            Conclusie { acuut, niveau: id(niveau), reden: t("na de ronde"), afwijking: t("ook dat is gewogen") };
        self.must(Rol::Notulist, Command::TrekConclusie { overleg: NR, conclusie });
    }

    /// Answers 'is someone in immediate danger now?'.
    pub(super) fn acute(&mut self, antwoord: Antwoord) {
        self.must(Rol::Notulist, Command::BeantwoordAcuut { antwoord, toelichting: t("gevraagd aan tafel") });
    }

    /// Records what the SASH of the politie said.
    pub(super) fn sash(&mut self, niets_te_verliezen: &str, doodsangst: &str) -> Vec<Event> {
        let antwoorden = [(id("niets_te_verliezen"), t(niets_te_verliezen)), (id("doodsangst"), t(doodsangst))];
        let uitkomst = Uitkomst {
            instrument: id("sash"),
            afnemer: Wie::organisatie(t("pol")),
            op: None,
            uitkomst: t("gemiddeld"),
            antwoorden: antwoorden.into_iter().collect(),
            toelichting: t(""),
        };
        self.must(Rol::Notulist, Command::NoteerUitkomst { overleg: NR, uitkomst })
    }

    /// What the team weighed.
    pub(super) fn weighed(&self) -> &Afweging {
        &self.d.overleg(NR).unwrap().afweging
    }

    /// Lets time pass.
    pub(super) fn wait(&mut self, minutes: i64) {
        self.nu = self.nu.plus(TimeDelta::minutes(minutes));
    }
}

/// Somebody at the table.
pub(super) fn present(org: &str, naam: &str) -> Deelname {
    Deelname { aanwezig: Aanwezig::Aanwezig, naam: t(naam), ..absent(org, "") }
}

/// Somebody who is away.
pub(super) fn absent(org: &str, reden: &str) -> Deelname {
    Deelname {
        organisatie: t(org),
        naam: t(""),
        functie: t(""),
        mandaat: t(""),
        aanwezig: Aanwezig::Afwezig,
        reden: t(reden),
        telefoon: t(""),
        bereikbaar: t(""),
        gekomen: None,
        gegaan: None,
    }
}
