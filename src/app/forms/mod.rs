//! Forms: for what does not fit in the line. A form is a value in the model; what is typed in it stays until it is
//! confirmed, also when it is closed or refused.
//!
//! A form is two functions beside each other: what it asks, and what command the answers make. One table leads to both
//! (`vorm`). Fields are found by a [`Sleutel`], choices are words with their values; there are no positions. To add a
//! field: a key in `veld`, the field in the one function, its key in the other. To add a form: a [`Doel`], its two
//! functions, its line in `vorm` - and its line in the test that changes every field of every form.

mod basis;
mod besluit;
mod dossier;
mod invullen;
mod inzet;
mod keuzes;
mod klok;
mod lezen;
mod overleg;
mod stap;
mod veld;
mod verschil;
mod voorlegger;
mod vorm;
mod weging;

use self::lezen::geschreven;
pub use self::veld::{Aard, Invoer, Kies, Optie, Sleutel, Veld, Waarde};
use super::draft::Draft;
use super::model::Model;
use crate::domain::command::Command;
use crate::domain::dossier::{Fase, Onderwerp};
use crate::domain::ids::{
    ActieId, BesluitId, CriteriumId, FactorId, InstrumentId, InzetId, KlokId, KlokNr, MaatregelId, OptieId, OverlegNr,
    ReeksId, RegelId, ScenarioId, VoorleggerId, VraagId,
};
use crate::domain::refusal::Refusal;
use crate::domain::tekst::Tekst;
use crate::domain::versie::Basis;

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
    /// Up to where the record was seen then.
    pub(super) basis: Basis,
    /// The field in which is typed.
    pub actief: usize,
    /// What is wrong with it.
    pub fout: Option<String>,
    /// It was begun in a closed round: it is masked, and nothing of it is kept.
    pub gesloten: bool,
    /// Whether somebody changed something in it.
    pub geraakt: bool,
    /// The letters that were typed in a row on a choice.
    letters: String,
}

/// A form that cannot be read: at which field, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misvuld {
    /// The field; none where it is about the whole form.
    pub veld: Option<Sleutel>,
    /// What to do.
    pub doe: String,
}

impl Misvuld {
    fn bij(sleutel: Sleutel, doe: impl Into<String>) -> Self {
        Self { veld: Some(sleutel), doe: doe.into() }
    }

    fn geheel(doe: impl Into<String>) -> Self {
        Self { veld: None, doe: doe.into() }
    }
}

type Gelezen<T> = Result<T, Misvuld>;

/// What follows from other fields: for which field, and as what it would be written.
pub type Voorstel = (Sleutel, String);

impl Formulier {
    /// The form for this, with what is known filled in; with what was typed before, where it was left unfinished.
    pub fn van(doel: Doel, m: &Model) -> Self {
        let nu = Self::nieuw(doel, m);
        match m.bewaard.iter().find(|f| f.doel == nu.doel) {
            Some(f) => nu.met_wat_getypt_was(f),
            None => nu,
        }
    }

    /// The same, as if nothing had been typed before.
    fn nieuw(doel: Doel, m: &Model) -> Self {
        let gesloten = in_gesloten_ronde(&doel, m);
        let (titel, uitleg, velden) = vorm::van(&doel).velden(m);
        let (begin, basis) = (velden.clone(), m.gezien.clone().unwrap_or_else(|| m.basis()));
        let letters = String::new();
        let nu =
            Self { doel, titel, uitleg, velden, begin, basis, actief: 0, fout: None, gesloten, geraakt: false, letters };
        nu.met_voorstel(m)
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
        vorm::van(&self.doel).opdrachten(self, m)
    }

    /// Puts what is still open above the fields.
    pub fn open_punten(&mut self, open: &[Tekst]) {
        let dingen = if open.len() == 1 { "Nog open:".to_owned() } else { format!("Nog open, {} dingen:", open.len()) };
        self.uitleg = vec![dingen];
        self.uitleg.extend(open.iter().map(|t| format!("· {t}")));
        self.uitleg.push("U kunt verder met een reden; die komt in het verslag.".to_owned());
    }

    /// Whether something was typed or chosen that would be missed. What only stood there already is not: it may be old by
    /// the next time.
    pub fn is_begonnen(&self) -> bool {
        self.geraakt && self.velden.iter().any(|v| !self.ongemoeid(v.sleutel))
    }

    /// Whether nobody may read along: a judgement while a closed round is open, also where the form was begun before.
    pub fn is_gemaskeerd(&self, m: &Model) -> bool {
        self.gesloten || in_gesloten_ronde(&self.doel, m)
    }

    /// What the other fields propose for one field.
    pub fn voorstel(&self, m: &Model) -> Option<Voorstel> {
        vorm::van(&self.doel).voorstel(self, m).filter(|(sleutel, _)| self.heeft(*sleutel))
    }

    /// Puts what is proposed in its field, where that is empty.
    fn met_voorstel(mut self, m: &Model) -> Self {
        let voorstel = self.voorstel(m);
        self.volg(None, voorstel.as_ref());
        self
    }

    /// What was proposed became something else: the field goes along, unless somebody wrote something of their own.
    pub fn volg(&mut self, was: Option<&Voorstel>, wordt: Option<&Voorstel>) {
        let Some((sleutel, _)) = wordt.or(was) else { return };
        let (was, wordt) = (was.map_or("", |(_, t)| t), wordt.map_or("", |(_, t)| t));
        let veld = self.velden.iter_mut().find(|v| v.sleutel == *sleutel);
        if let Some(Veld { invoer: Invoer::Tekst(draft), .. }) = veld
            && was != wordt
            && draft.text() == was
        {
            **draft = Draft::new(wordt);
        }
    }

    /// The field that a refusal is about, where that is one of them.
    pub fn veld_bij(&self, weigering: &Refusal) -> Option<Sleutel> {
        let sleutel = match weigering {
            Refusal::OnderBodem { .. } => Sleutel::Niveau,
            Refusal::NietAanTafel { .. } | Refusal::AlleenEigenOordeel { .. } => Sleutel::Organisatie,
            Refusal::OrgaanNietBevoegd { .. } => Sleutel::RedenOrgaan,
            Refusal::EindeVoorBegin => Sleutel::Einde,
            Refusal::KlokTeLang { .. } | Refusal::NietGetoetst => Sleutel::Reden,
            Refusal::BevoegdOntbreekt | Refusal::EindeDoorWie { .. } => Sleutel::Naam,
            Refusal::WaaromNietAcuut { .. } | Refusal::OordeelBijstellen { .. } | Refusal::NogGeenOordeel { .. } => {
                Sleutel::Ander
            }
            Refusal::EindeVoorBesluit { .. } => Sleutel::Wanneer,
            Refusal::AlleenVanOrgaan { .. } => Sleutel::Wordt,
            // said of the whole form
            _ => return None,
        };
        self.heeft(sleutel).then_some(sleutel)
    }
}

/// What a form begins with: its title, what the user has to know, its fields.
type Opzet = (String, Vec<String>, Vec<Veld>);

/// The meeting that the commands are about.
fn overleg(m: &Model) -> OverlegNr {
    m.overleg_nr().unwrap_or(OverlegNr(0))
}

/// Whether this is a judgement while a closed round is open.
fn in_gesloten_ronde(doel: &Doel, m: &Model) -> bool {
    matches!(doel, Doel::Oordeel { .. }) && m.overleg().is_some_and(|o| o.afweging.open_ronde().is_some())
}
