//! What follows from a meeting: open questions, decisions, actions.

use std::collections::BTreeSet;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::gedeeld::Optelbaar;
use super::super::ids::{ActieId, BesluitId, OverlegNr, RegelId, VraagId};
use super::super::tekst::Tekst;
use super::super::tijd::Tijdstip;
use super::velden::{Onderdeel, Velden, gezegd, straks};
use super::{Dossier, Gezet, Wie};

/// What we do not know, who finds out, and when that is back.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Vraag {
    /// Its number.
    pub id: VraagId,
    /// The line that asked it.
    pub regel: RegelId,
    /// The meeting.
    pub overleg: OverlegNr,
    /// The question.
    pub vraag: Tekst,
    /// Who finds out.
    pub eigenaar: Option<Wie>,
    /// When the answer is back.
    pub terug: Option<Tijdstip>,
    /// The answer, when and by whom it was given.
    pub antwoord: Option<(Tekst, Gezet)>,
    /// No longer a question: the line was taken back or became another kind.
    pub vervallen: bool,
}

/// The lines that asked them.
impl Optelbaar for Vraag {
    type Som = BTreeSet<RegelId>;

    fn som<'a>(all: impl Iterator<Item = &'a Self>) -> Self::Som {
        all.map(|v| v.regel).collect()
    }
}

/// The lines that opened them.
impl Optelbaar for Actie {
    type Som = BTreeSet<RegelId>;

    fn som<'a>(all: impl Iterator<Item = &'a Self>) -> Self::Som {
        all.map(|a| a.regel).collect()
    }
}

impl Dossier {
    /// The questions that this line asked.
    pub fn vragen_van(&self, regel: RegelId) -> impl Iterator<Item = &Vraag> {
        self.vragen.waarvan(move |lines| lines.contains(&regel)).filter(move |v| v.regel == regel)
    }

    /// The actions that this line opened.
    pub fn acties_van(&self, regel: RegelId) -> impl Iterator<Item = &Actie> {
        self.acties.waarvan(move |lines| lines.contains(&regel)).filter(move |a| a.regel == regel)
    }
}

impl Vraag {
    /// Whether the answer should have been back by now.
    pub fn is_te_laat(&self, nu: Tijdstip) -> bool {
        self.is_open() && self.terug.is_some_and(|t| t.is_voorbij(nu))
    }

    /// Whether the team still waits for the answer.
    pub fn is_open(&self) -> bool {
        self.antwoord.is_none() && !self.vervallen
    }
}

/// Whose decision it is. Most measures are not the team's to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BesluitSoort {
    /// Agreed by the meeting, about its own work.
    Afspraak,
    /// A request to the body that may decide.
    Verzoek,
    /// A decision of that body, recorded here.
    BevoegdOrgaan,
}

impl fmt::Display for BesluitSoort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Afspraak => "afspraak van het overleg",
            Self::Verzoek => "verzoek aan bevoegd orgaan",
            Self::BevoegdOrgaan => "besluit van bevoegd orgaan",
        })
    }
}

/// How far a decision is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BesluitStatus {
    /// Intended.
    Voorgenomen,
    /// Checked, legally and for adverse effects.
    Getoetst,
    /// Taken.
    Genomen,
    /// Refused by the body that was asked.
    Geweigerd,
    /// Withdrawn: by who intended it or, once taken, by the body that took it.
    Ingetrokken,
    /// Lapsed: what it was for is not there any more.
    Vervallen,
    /// Annulled: by the court or by whoever decides on an objection to it (ZSM, lines 508-510, of the huisverbod).
    Vernietigd,
    /// Ended by law: its term is over, and nobody had to decide that.
    VanRechtswege,
}

impl BesluitStatus {
    /// Every status, in the order of the screens.
    pub const ALL: [Self; 8] = [
        Self::Voorgenomen,
        Self::Getoetst,
        Self::Genomen,
        Self::Geweigerd,
        Self::Ingetrokken,
        Self::Vervallen,
        Self::Vernietigd,
        Self::VanRechtswege,
    ];

    /// Whether nothing can change any more.
    pub fn is_eind(self) -> bool {
        match self {
            Self::Voorgenomen | Self::Getoetst | Self::Genomen => false,
            Self::Geweigerd | Self::Ingetrokken | Self::Vervallen | Self::Vernietigd | Self::VanRechtswege => true,
        }
    }

    /// Whether it waits to be taken.
    pub fn wacht(self) -> bool {
        matches!(self, Self::Voorgenomen | Self::Getoetst)
    }

    /// The steps that the record knows from here, in the order of the screens.
    pub fn stappen(self) -> Vec<Self> {
        Self::ALL.into_iter().filter(|naar| self.mag_naar(*naar)).collect()
    }

    /// Whether the record knows this step. Withdrawing and lapsing are possible until it ended otherwise; only what was
    /// taken can be annulled or end by law.
    pub fn mag_naar(self, naar: Self) -> bool {
        let einde = matches!(naar, Self::Ingetrokken | Self::Vervallen);
        match self {
            Self::Voorgenomen => einde || matches!(naar, Self::Getoetst | Self::Genomen | Self::Geweigerd),
            Self::Getoetst => einde || matches!(naar, Self::Genomen | Self::Geweigerd),
            Self::Genomen => einde || matches!(naar, Self::Vernietigd | Self::VanRechtswege),
            Self::Geweigerd | Self::Ingetrokken | Self::Vervallen | Self::Vernietigd | Self::VanRechtswege => false,
        }
    }

    /// In one word, where there is little room.
    pub fn kort(self) -> String {
        if self == Self::VanRechtswege { "geëindigd".to_owned() } else { self.to_string() }
    }
}

impl fmt::Display for BesluitStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Voorgenomen => "voorgenomen",
            Self::Getoetst => "getoetst",
            Self::Genomen => "genomen",
            Self::Geweigerd => "geweigerd",
            Self::Ingetrokken => "ingetrokken",
            Self::Vervallen => "vervallen",
            Self::Vernietigd => "vernietigd",
            Self::VanRechtswege => "van rechtswege geëindigd",
        })
    }
}

/// Who took a decision that is not the team's to take, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bevoegd {
    /// The person's name.
    pub naam: Tekst,
    /// The office: burgemeester, officier van justitie.
    pub functie: Tekst,
    /// When it was decided.
    pub op: Tijdstip,
}

impl fmt::Display for Bevoegd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.naam.is_empty(), self.functie.is_empty()) {
            (false, false) => f.pad(&format!("{}, {}", self.naam, self.functie)),
            (false, true) => f.pad(self.naam.as_str()),
            (true, _) => f.pad(self.functie.as_str()),
        }
    }
}

/// A step that is asked of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BesluitStap {
    /// The decision.
    pub besluit: BesluitId,
    /// The new status.
    pub naar: BesluitStatus,
    /// Why.
    #[serde(default)]
    pub reden: Tekst,
    /// Who took it or ended it, where a body outside the meeting did.
    #[serde(default)]
    pub bevoegd: Option<Bevoegd>,
    /// When it ended; now, or when its term was over, where that is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub op: Option<Tijdstip>,
}

/// How a decision ended: when, and by whom.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BesluitEinde {
    /// The moment at which it ended, which can be before it was recorded.
    pub op: Tijdstip,
    /// Who ended it, where somebody outside the meeting did.
    pub bevoegd: Option<Bevoegd>,
    /// When and by whom it was recorded.
    pub gezet: Gezet,
}

/// The parts of a decision that are filled in as the meeting goes. A part that is absent stays as it was; an empty text
/// empties it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BesluitVelden {
    /// The question that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vraag: Option<Tekst>,
    /// Whose decision it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub soort: Option<BesluitSoort>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub motivering: Option<Tekst>,
    /// The body that may decide it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub door: Option<Tekst>,
    /// The ground on which it may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grond: Option<Tekst>,
    /// Who has to be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vertellen_aan: Option<Tekst>,
    /// How we shall know whether it works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effectvraag: Option<Tekst>,
    /// Before when it has to be there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub termijn: Option<Tijdstip>,
}

#[rustfmt::skip]
impl Velden for BesluitVelden {
    type Ding = Besluit;

    fn delen<'a>(&self, was: Option<&'a Besluit>) -> Vec<Onderdeel<'a>> {
        let Self { vraag, soort, motivering, door, grond, vertellen_aan, effectvraag, termijn } = self;
        vec![
            gezegd("vraag", vraag.as_ref(), was.map(|w| &w.vraag)),
            gezegd("soort", soort.as_ref(), was.and_then(|w| w.soort.as_ref())),
            gezegd("motivering", motivering.as_ref(), was.map(|w| &w.motivering)),
            gezegd("door", door.as_ref(), was.map(|w| &w.door)),
            gezegd("grond", grond.as_ref(), was.map(|w| &w.grond)),
            gezegd("vertellen aan", vertellen_aan.as_ref(), was.map(|w| &w.vertellen_aan)),
            gezegd("effectvraag", effectvraag.as_ref(), was.map(|w| &w.effectvraag)),
            straks("termijn", "de termijn", *termijn, was.and_then(|w| w.termijn)),
        ]
    }
}

/// A legal check of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Toets {
    /// Whether one is needed.
    pub nodig: bool,
    /// Who does it, or says that none is needed.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub door: Tekst,
    /// What came out; empty while it is awaited.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub uitkomst: Tekst,
    /// When that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub op: Option<Tijdstip>,
}

impl Toets {
    /// Whether the outcome is awaited.
    pub fn is_open(&self) -> bool {
        self.nodig && self.uitkomst.is_empty()
    }
}

/// Somebody who sees it differently.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dissent {
    /// Who.
    pub wie: Wie,
    /// What they say.
    pub tekst: Tekst,
    /// When and by whom it was recorded.
    pub gezet: Gezet,
}

/// One step of a decision's or an action's status.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StatusWissel<S> {
    /// The new status.
    pub naar: S,
    /// Why.
    pub reden: Tekst,
    /// When and by whom.
    pub gezet: Gezet,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Besluit {
    /// Its number.
    pub id: BesluitId,
    /// The line in which it was typed.
    pub regel: RegelId,
    /// The meeting.
    pub overleg: OverlegNr,
    /// What is decided.
    pub besluit: Tekst,
    /// The question that it answers.
    pub vraag: Tekst,
    /// Whose decision it is; not yet known for a line that was only just typed.
    pub soort: Option<BesluitSoort>,
    /// How far it is.
    pub status: BesluitStatus,
    /// Why.
    pub motivering: Tekst,
    /// The body that may decide it.
    pub door: Tekst,
    /// The ground on which it may.
    pub grond: Tekst,
    /// Who has to be told.
    pub vertellen_aan: Tekst,
    /// How we shall know whether it works.
    pub effectvraag: Tekst,
    /// Before when it has to be there.
    pub termijn: Option<Tijdstip>,
    /// Who took it, where a body outside the meeting did.
    pub bevoegd: Option<Bevoegd>,
    /// Who sees it differently.
    pub dissent: Vec<Dissent>,
    /// Legal checks, the last one counts.
    pub toetsen: Vec<(Toets, Gezet)>,
    /// Its steps, the oldest first.
    pub wissels: Vec<StatusWissel<BesluitStatus>>,
    /// How it ended; nothing while it stands.
    pub einde: Option<BesluitEinde>,
    /// When it was recorded.
    pub op: Tijdstip,
}

impl Besluit {
    /// When it was taken; nothing where it was not.
    pub fn genomen_op(&self) -> Option<Tijdstip> {
        let wissel = self.wissels.iter().rev().find(|w| w.naar == BesluitStatus::Genomen)?;
        Some(self.bevoegd.as_ref().map_or(wissel.gezet.op, |b| b.op))
    }

    /// Whether it should have been there by now.
    pub fn is_te_laat(&self, nu: Tijdstip) -> bool {
        self.status.wacht() && self.termijn.is_some_and(|t| t.is_voorbij(nu))
    }

    /// By whom it ended, in words; nothing while it stands.
    pub fn beeindigd_door(&self) -> Option<String> {
        let einde = self.einde.as_ref()?;
        Some(match (&einde.bevoegd, self.status) {
            (Some(wie), _) => wie.to_string(),
            (None, BesluitStatus::VanRechtswege) => "niemand: de termijn was om".to_owned(),
            (None, _) => einde.gezet.door.naam.to_string(),
        })
    }
}

/// How far an action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActieStatus {
    /// To be done.
    Open,
    /// Done.
    Gedaan,
    /// No longer needed: circumstances changed.
    Vervallen,
    /// Not done by who should have.
    NietGedaan,
}

impl fmt::Display for ActieStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Open => "open",
            Self::Gedaan => "gedaan",
            Self::Vervallen => "vervallen (omstandigheden gewijzigd)",
            Self::NietGedaan => "niet gedaan",
        })
    }
}

/// The parts of an action that can be filled in. A part that is absent stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActieVelden {
    /// What is to be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wat: Option<Tekst>,
    /// Who does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eigenaar: Option<Wie>,
    /// Before when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub termijn: Option<Tijdstip>,
    /// How and to whom it is reported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terugmelding: Option<Tekst>,
}

impl Velden for ActieVelden {
    type Ding = Actie;

    fn delen<'a>(&self, was: Option<&'a Actie>) -> Vec<Onderdeel<'a>> {
        let Self { wat, eigenaar, termijn, terugmelding } = self;
        vec![
            gezegd("tekst", wat.as_ref(), was.map(|w| &w.wat)),
            gezegd("eigenaar", eigenaar.as_ref(), was.and_then(|w| w.eigenaar.as_ref())),
            straks("termijn", "de termijn", *termijn, was.and_then(|w| w.termijn)),
            gezegd("terugmelding", terugmelding.as_ref(), was.map(|w| &w.terugmelding)),
        ]
    }
}

/// An action. It is never deleted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Actie {
    /// Its number.
    pub id: ActieId,
    /// The line in which it was typed.
    pub regel: RegelId,
    /// The meeting.
    pub overleg: OverlegNr,
    /// What is to be done.
    pub wat: Tekst,
    /// Who does it.
    pub eigenaar: Option<Wie>,
    /// Before when.
    pub termijn: Option<Tijdstip>,
    /// How and to whom it is reported.
    pub terugmelding: Tekst,
    /// How far it is.
    pub status: ActieStatus,
    /// Its steps, the oldest first.
    pub wissels: Vec<StatusWissel<ActieStatus>>,
    /// When it was recorded.
    pub op: Tijdstip,
}

impl Actie {
    /// Whether it should have been done by now.
    pub fn is_te_laat(&self, nu: Tijdstip) -> bool {
        self.status == ActieStatus::Open && self.termijn.is_some_and(|t| t.is_voorbij(nu))
    }
}
