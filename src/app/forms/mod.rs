//! Forms: for what does not fit in the line. A form is a value in the model; what is typed in it stays until it is
//! confirmed, also when it is closed or refused.

mod besluit;
mod dossier;
mod inzet;
mod klok;
mod lezen;
mod overleg;
mod stap;
mod verschil;
mod voorlegger;
mod weging;

use self::lezen::geschreven;
use super::draft::Draft;
use super::model::Model;
use crate::domain::command::Command;
use crate::domain::dossier::{Fase, Onderwerp, Wie};
use crate::domain::ids::{
    ActieId, BesluitId, CriteriumId, FactorId, InstrumentId, InzetId, KlokId, KlokNr, MaatregelId, OptieId, ReeksId,
    RegelId, ScenarioId, VoorleggerId, VraagId,
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
    Aanwezig {
        organisatie: String,
        naam: String,
    },
    Overnemen,
    Eindtijd,
    Hybride,
    Schors,
    NaarFase {
        van: Fase,
        naar: Fase,
    },
    RedenOvergang,
    Sluiten,
    Oordeel {
        organisatie: String,
    },
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
    /// Lift the shield of an option.
    OptieVrijgeven(OptieId),
    Correctie {
        regel: RegelId,
        getypt: String,
    },
    Factor(FactorId),
    Uitkomst(InstrumentId),
    Scenario(Option<ScenarioId>),
    Criterium(CriteriumId),
    Opschalen,
    Moment,
    Reeksvraag {
        reeks: ReeksId,
        nr: u32,
    },
    Herbeoordelen,
    Terzijde(MaatregelId),
    Inzet(InzetId),
    InzetStatus(InzetId),
    Schending(InzetId),
    Klok {
        nr: Option<KlokNr>,
        soort: Option<KlokId>,
        inzet: Option<InzetId>,
    },
    KlokStop(KlokNr),
    Voorlegger(Option<VoorleggerId>),
    Burgemeester(VoorleggerId),
    Toets(BesluitId),
    Verteld,
    Vaststelling(Onderwerp),
}

/// The file in which a form stands.
enum Soort {
    Dossier,
    Overleg,
    Stap,
    Gevolg,
    Weging,
    Inzet,
    Klok,
    Voorlegger,
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
            | Self::OptieVrijgeven(_)
            | Self::Vrijgeven(_) => Soort::Stap,
            Self::Factor(_)
            | Self::Uitkomst(_)
            | Self::Scenario(_)
            | Self::Criterium(_)
            | Self::Opschalen
            | Self::Moment
            | Self::Reeksvraag { .. }
            | Self::Herbeoordelen => Soort::Weging,
            Self::Terzijde(_) | Self::Inzet(_) | Self::InzetStatus(_) | Self::Schending(_) => Soort::Inzet,
            Self::Klok { .. } | Self::KlokStop(_) => Soort::Klok,
            Self::Voorlegger(_) | Self::Burgemeester(_) | Self::Toets(_) | Self::Verteld | Self::Vaststelling(_) => {
                Soort::Voorlegger
            }
            _ => Soort::Gevolg,
        }
    }
}

impl Doel {
    fn soort_is_inzet(&self) -> bool {
        matches!(self.soort(), Soort::Inzet)
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
    /// The fields as they were when it was opened.
    begin: Vec<Veld>,
    /// The field in which is typed.
    pub actief: usize,
    /// What is wrong with it.
    pub fout: Option<String>,
    /// It was begun in a closed round: it is masked, and nothing of it is kept.
    pub gesloten: bool,
    /// Whether somebody changed something in it.
    pub geraakt: bool,
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
    /// What to think of, shown while somebody is in it.
    pub uitleg: Vec<String>,
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
    /// As a moment that has been or is to come: the nearest.
    Ooit,
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

/// What follows from other fields: for which field, and as what it would be written.
pub type Voorstel = (usize, String);

impl Veld {
    fn tekst(label: &'static str, hulp: &'static str, nu: &str) -> Self {
        let invoer = Invoer::Tekst(Box::new(Draft::new(nu)));
        Self { label, hulp, invoer, aard: Aard::Tekst, uitleg: Vec::new() }
    }

    fn termijn(label: &'static str, hulp: &'static str, nu: Option<Tijdstip>) -> Self {
        Self { aard: Aard::Termijn, ..Self::tekst(label, hulp, &nu.map(geschreven).unwrap_or_default()) }
    }

    fn toen(label: &'static str, hulp: &'static str, nu: Option<Tijdstip>) -> Self {
        Self { aard: Aard::Toen, ..Self::termijn(label, hulp, nu) }
    }

    fn ooit(label: &'static str, hulp: &'static str, nu: Option<Tijdstip>) -> Self {
        Self { aard: Aard::Ooit, ..Self::termijn(label, hulp, nu) }
    }

    fn wie(label: &'static str, hulp: &'static str, nu: Option<&Wie>) -> Self {
        let tekst = nu.map(ToString::to_string).unwrap_or_default();
        Self { aard: Aard::Wie, ..Self::tekst(label, hulp, &tekst) }
    }

    fn keuze(label: &'static str, opties: &[&str], gekozen: usize) -> Self {
        let opties = opties.iter().map(|&o| o.to_owned()).collect();
        Self { label, hulp: "", invoer: Invoer::Keuze { opties, gekozen }, aard: Aard::Tekst, uitleg: Vec::new() }
    }

    fn met_uitleg(self, uitleg: Vec<String>) -> Self {
        Self { uitleg, ..self }
    }
}

impl Formulier {
    /// The form for this, with what is known filled in; with what was typed before, where it was left unfinished.
    pub fn van(doel: Doel, m: &Model) -> Self {
        let nu = Self::nieuw(doel, m);
        match m.bewaard.iter().find(|f| f.doel == nu.doel) {
            // what was typed stays; what is said of the dossier is as it is now
            Some(f) => Self { velden: f.velden.clone(), actief: f.actief, geraakt: f.geraakt, ..nu },
            None => nu,
        }
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
            Soort::Inzet => inzet::velden(&doel, m),
            Soort::Klok => klok::velden(&doel, m),
            Soort::Voorlegger => voorlegger::velden(&doel, m),
        };
        let begin = velden.clone();
        Self { doel, titel, uitleg, velden, begin, actief: 0, fout: None, gesloten, geraakt: false }.met_voorstel(m)
    }

    /// What this form asks of the server, or the first field that cannot be read. Of something that is there only what
    /// somebody changed; nothing where that is nothing.
    pub fn opdrachten(&self, m: &Model) -> Gelezen<Vec<Command>> {
        let nu = self.gelezen(m)?;
        let was = Self { velden: self.begin.clone(), ..self.clone() }.gelezen(m).unwrap_or_default();
        Ok(verschil::alleen_wat_anders_is(nu, &was))
    }

    /// What all its fields say together.
    fn gelezen(&self, m: &Model) -> Gelezen<Vec<Command>> {
        let command = match self.doel.soort() {
            Soort::Dossier => dossier::opdracht(self, m),
            Soort::Overleg => overleg::opdracht(self, m),
            Soort::Stap => stap::opdracht(self, m),
            Soort::Gevolg => besluit::opdracht(self, m),
            Soort::Weging => weging::opdracht(self, m),
            Soort::Klok => klok::opdracht(self, m),
            Soort::Voorlegger => voorlegger::opdracht(self, m),
            Soort::Inzet => return inzet::opdrachten(self, m),
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

    /// Whether something was typed that would be missed. What only stood there already is not: it may be old by the next
    /// time.
    pub fn is_begonnen(&self) -> bool {
        self.geraakt && self.velden.iter().any(|v| matches!(&v.invoer, Invoer::Tekst(d) if !d.is_empty()))
    }

    /// Whether nobody may read along: a judgement while a closed round is open, also where the form was begun before.
    pub fn is_gemaskeerd(&self, m: &Model) -> bool {
        self.gesloten || in_gesloten_ronde(&self.doel, m)
    }

    /// What the other fields propose for one field.
    pub fn voorstel(&self, m: &Model) -> Option<Voorstel> {
        match self.doel.soort() {
            Soort::Inzet => inzet::voorstel(self, m),
            Soort::Klok => klok::voorstel(self, m),
            _ => None,
        }
    }

    /// Puts what is proposed in its field, where that is empty.
    fn met_voorstel(mut self, m: &Model) -> Self {
        let voorstel = self.voorstel(m);
        self.volg(None, voorstel.as_ref());
        self
    }

    /// What was proposed became something else: the field goes along, unless somebody wrote something of their own.
    pub fn volg(&mut self, was: Option<&Voorstel>, wordt: Option<&Voorstel>) {
        let Some((veld, _)) = wordt.or(was) else { return };
        let (was, wordt) = (was.map_or("", |(_, t)| t), wordt.map_or("", |(_, t)| t));
        if let Some(Veld { invoer: Invoer::Tekst(draft), .. }) = self.velden.get_mut(*veld)
            && was != wordt
            && draft.text() == was
        {
            **draft = Draft::new(wordt);
        }
    }

    /// The field with this label; past the end where there is none.
    fn nr(&self, label: &str) -> usize {
        self.velden.iter().position(|v| v.label == label).unwrap_or(self.velden.len())
    }

    /// The field that a refusal is about, where that is one of them.
    pub fn veld_bij(&self, weigering: &Refusal) -> Option<usize> {
        let veld = match (&self.doel, weigering) {
            (Doel::Conclusie, Refusal::OnderBodem { .. }) => 1,
            (Doel::Oordeel { .. }, Refusal::NietAanTafel { .. } | Refusal::AlleenEigenOordeel { .. }) => 0,
            (_, Refusal::OrgaanNietBevoegd { .. }) => self.nr(inzet::REDEN_ORGAAN),
            (doel, Refusal::EindeVoorBegin) if doel.soort_is_inzet() => self.nr(inzet::TOT),
            (_, Refusal::EindeVoorBegin) => self.nr(klok::EINDE),
            (_, Refusal::KlokTeLang { .. }) => self.nr(klok::REDEN),
            _ => return None,
        };
        Some(veld).filter(|at| *at < self.velden.len())
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
