//! Forms: for what does not fit in the line. A form is a value in the model; what is typed in it stays until it is
//! confirmed, also when it is closed or refused.

mod besluit;
mod dossier;
mod lezen;
mod overleg;
mod stap;
mod weging;

use super::draft::Draft;
use super::model::Model;
use crate::domain::command::Command;
use crate::domain::dossier::{Fase, Wie};
use crate::domain::ids::{
    ActieId, BesluitId, CriteriumId, FactorId, InstrumentId, OptieId, ReeksId, RegelId, ScenarioId, VraagId,
};
use crate::domain::refusal::Refusal;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

/// What a form makes when it is confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is a command of the same name, with what it is about")]
pub enum Doel {
    NieuwDossier,
    Werktitel,
    Status,
    Acuut,
    Bel112,
    Contact,
    NietWeten,
    Bijeenroepen,
    Afspraken,
    Aanwezig { organisatie: String, naam: String },
    Overnemen,
    Eindtijd,
    Hybride,
    Schors,
    NaarFase { van: Fase, naar: Fase },
    RedenOvergang,
    Sluiten,
    Oordeel { organisatie: String },
    Conclusie,
    Optie(Option<OptieId>),
    Vertelt,
    Besluit(BesluitId),
    BesluitStatus(BesluitId),
    Dissent(BesluitId),
    Actie(ActieId),
    ActieStatus(ActieId),
    Vraag(VraagId),
    Antwoord(VraagId),
    Vrijgeven(RegelId),
    Correctie { regel: RegelId, getypt: String },
    Factor(FactorId),
    Uitkomst(InstrumentId),
    Scenario(Option<ScenarioId>),
    Criterium(CriteriumId),
    Opschalen,
    Moment,
    Reeksvraag { reeks: ReeksId, nr: u32 },
    Herbeoordelen,
}

/// The file in which a form stands.
enum Soort {
    Dossier,
    Overleg,
    Stap,
    Gevolg,
    Weging,
}

impl Doel {
    fn soort(&self) -> Soort {
        match self {
            Self::NieuwDossier
            | Self::Werktitel
            | Self::Status
            | Self::Acuut
            | Self::Bel112
            | Self::Contact
            | Self::NietWeten => Soort::Dossier,
            Self::Bijeenroepen | Self::Afspraken | Self::Aanwezig { .. } | Self::Oordeel { .. } | Self::Conclusie => {
                Soort::Overleg
            }
            Self::Overnemen
            | Self::Eindtijd
            | Self::Hybride
            | Self::Schors
            | Self::NaarFase { .. }
            | Self::RedenOvergang
            | Self::Sluiten
            | Self::Vrijgeven(_) => Soort::Stap,
            Self::Factor(_)
            | Self::Uitkomst(_)
            | Self::Scenario(_)
            | Self::Criterium(_)
            | Self::Opschalen
            | Self::Moment
            | Self::Reeksvraag { .. }
            | Self::Herbeoordelen => Soort::Weging,
            _ => Soort::Gevolg,
        }
    }
}

/// A form.
#[derive(Clone, Debug, PartialEq)]
pub struct Formulier {
    /// What it makes.
    pub doel: Doel,
    /// Its title.
    pub titel: String,
    /// What the user has to know, in lines.
    pub uitleg: Vec<String>,
    /// Its fields.
    pub velden: Vec<Veld>,
    /// The field in which is typed.
    pub actief: usize,
    /// What is wrong with it.
    pub fout: Option<String>,
    /// It was begun in a closed round: it is masked, and nothing of it is kept.
    pub gesloten: bool,
}

/// A field.
#[derive(Clone, Debug, PartialEq)]
pub struct Veld {
    /// What it is called.
    pub label: &'static str,
    /// What stands in it while it is empty.
    pub hulp: &'static str,
    /// What is in it.
    pub invoer: Invoer,
    /// How it is read.
    pub aard: Aard,
}

/// What is in a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Invoer {
    /// Text.
    Tekst(Box<Draft>),
    /// One of these.
    Keuze {
        /// The choices, as words.
        opties: Vec<String>,
        /// Which one.
        gekozen: usize,
    },
}

/// How a field is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aard {
    /// As it stands.
    Tekst,
    /// As a moment to come.
    Termijn,
    /// As a moment that has been.
    Toen,
    /// As a person or an organisation.
    Wie,
}

/// A field that cannot be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misvuld {
    /// Which field.
    pub veld: usize,
    /// What to do.
    pub doe: String,
}

type Gelezen<T> = Result<T, Misvuld>;

impl Veld {
    fn tekst(label: &'static str, hulp: &'static str, nu: &str) -> Self {
        Self { label, hulp, invoer: Invoer::Tekst(Box::new(Draft::new(nu))), aard: Aard::Tekst }
    }

    fn termijn(label: &'static str, hulp: &'static str, nu: Option<Tijdstip>) -> Self {
        let tekst = nu.map(|t| t.lokaal().format("%d-%m-%Y %H:%M").to_string()).unwrap_or_default();
        Self { label, hulp, invoer: Invoer::Tekst(Box::new(Draft::new(&tekst))), aard: Aard::Termijn }
    }

    fn toen(label: &'static str, hulp: &'static str, nu: Option<Tijdstip>) -> Self {
        Self { aard: Aard::Toen, ..Self::termijn(label, hulp, nu) }
    }

    fn wie(label: &'static str, hulp: &'static str, nu: Option<&Wie>) -> Self {
        let tekst = nu.map(ToString::to_string).unwrap_or_default();
        Self { label, hulp, invoer: Invoer::Tekst(Box::new(Draft::new(&tekst))), aard: Aard::Wie }
    }

    fn keuze(label: &'static str, opties: &[&str], gekozen: usize) -> Self {
        let opties = opties.iter().map(|&o| o.to_owned()).collect();
        Self { label, hulp: "", invoer: Invoer::Keuze { opties, gekozen }, aard: Aard::Tekst }
    }
}

impl Formulier {
    /// The form for this, with what is known filled in; with what was typed before, where it was left unfinished.
    pub fn van(doel: Doel, m: &Model) -> Self {
        if let Some(f) = m.bewaard.iter().find(|f| f.doel == doel) {
            return Self { fout: None, gesloten: in_gesloten_ronde(&doel, m), ..f.clone() };
        }
        Self::nieuw(doel, m)
    }

    /// The same, as if nothing had been typed before.
    fn nieuw(doel: Doel, m: &Model) -> Self {
        let gesloten = in_gesloten_ronde(&doel, m);
        let (titel, uitleg, velden) = match doel.soort() {
            Soort::Dossier => dossier::velden(&doel, m),
            Soort::Overleg => overleg::velden(&doel, m),
            Soort::Stap => stap::velden(&doel, m),
            Soort::Gevolg => besluit::velden(&doel, m),
            Soort::Weging => weging::velden(&doel, m),
        };
        Self { doel, titel, uitleg, velden, actief: 0, fout: None, gesloten }
    }

    /// What this form asks of the server, or the first field that cannot be read.
    pub fn opdrachten(&self, m: &Model) -> Gelezen<Vec<Command>> {
        let command = match self.doel.soort() {
            Soort::Dossier => dossier::opdracht(self, m),
            Soort::Overleg => overleg::opdracht(self, m),
            Soort::Stap => stap::opdracht(self, m),
            Soort::Gevolg => besluit::opdracht(self, m),
            Soort::Weging => weging::opdracht(self, m),
        };
        command.map(|command| vec![command])
    }

    /// Puts what is still open above the fields.
    pub fn open_punten(&mut self, open: &[Tekst]) {
        let dingen = if open.len() == 1 { "Nog open:".to_owned() } else { format!("Nog open, {} dingen:", open.len()) };
        self.uitleg = vec![dingen];
        self.uitleg.extend(open.iter().map(|t| format!("· {t}")));
        self.uitleg.push("U kunt verder met een reden; die komt in het verslag.".to_owned());
    }

    /// Whether something was typed that would be missed: what the form brought along by itself is not.
    pub fn is_begonnen(&self, m: &Model) -> bool {
        let vers = Self::nieuw(self.doel.clone(), m);
        let was = |nr: usize| match vers.velden.get(nr).map(|v| &v.invoer) {
            Some(Invoer::Tekst(d)) => d.text(),
            _ => "",
        };
        let tekst = |v: &Veld| if let Invoer::Tekst(d) = &v.invoer { Some(d.text().to_owned()) } else { None };
        let typed = self.velden.iter().enumerate().filter_map(|(nr, v)| Some((nr, tekst(v)?)));
        typed.into_iter().any(|(nr, text)| !text.is_empty() && text != was(nr))
    }

    /// Whether nobody may read along: a judgement while a closed round is open, also where the form was begun before.
    pub fn is_gemaskeerd(&self, m: &Model) -> bool {
        self.gesloten || in_gesloten_ronde(&self.doel, m)
    }

    /// Goes to the field that a refusal is about.
    pub fn ga_naar(&mut self, weigering: &Refusal) {
        let veld = match (&self.doel, weigering) {
            (Doel::Conclusie, Refusal::OnderBodem { .. }) => 1,
            (Doel::Oordeel { .. }, Refusal::NietAanTafel { .. } | Refusal::AlleenEigenOordeel { .. }) => 0,
            _ => return,
        };
        self.actief = veld;
    }

    /// Takes a choice by its number from 1; false where there is none.
    pub fn kies(&mut self, nr: usize) -> bool {
        let Some(Invoer::Keuze { opties, gekozen }) = self.veld_mut().map(|v| &mut v.invoer) else { return false };
        let can = (1..=opties.len()).contains(&nr);
        if can {
            *gekozen = nr - 1;
        }
        can
    }

    /// The field in which is typed.
    pub fn veld_mut(&mut self) -> Option<&mut Veld> {
        self.velden.get_mut(self.actief)
    }

    /// Goes a field on, or back, round the ends. What was wrong with the field that is left is not said of the next one.
    pub fn ga(&mut self, terug: bool) {
        self.fout = None;
        let n = self.velden.len().max(1);
        self.actief = (self.actief + if terug { n - 1 } else { 1 }) % n;
    }
}

/// Whether this is a judgement while a closed round is open.
fn in_gesloten_ronde(doel: &Doel, m: &Model) -> bool {
    matches!(doel, Doel::Oordeel { .. }) && m.overleg().is_some_and(|o| o.afweging.open_ronde().is_some())
}
