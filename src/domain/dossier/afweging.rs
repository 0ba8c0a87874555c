//! What is weighed before the meeting concludes: factors, outcomes of instruments, scenarios, criteria, the moment, the
//! closed round. Absent on purpose: any sum.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::ids::{
    CriteriumId, FactorId, InstrumentId, MaatregelId, OverlegNr, ReeksId, RegelId, ScenarioId, VeldId,
};
use super::super::tekst::Tekst;
use super::super::tijd::Tijdstip;
use super::velden::{Onderdeel, Velden, deel, gezegd};
use super::{Antwoord, Gezet, Oordeel, Wie};

/// What is known of a factor. No answer means not discussed, which is neither no nor unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Weging {
    /// Whether it is so now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nu: Option<Antwoord>,
    /// Whether it was so earlier, for a factor that asks both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eerder: Option<Antwoord>,
    /// Who says so.
    #[serde(default, skip_serializing_if = "Wie::is_empty")]
    pub bron: Wie,
    /// The literal words, where they are asked for.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub woorden: Tekst,
    /// The lines that it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regels: Vec<RegelId>,
}

/// An answer in the record. A later answer does not erase an earlier one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Gewogen {
    /// What was answered.
    pub weging: Weging,
    /// When and by whom it was recorded.
    pub gezet: Gezet,
}

/// The outcome of an instrument that somebody took. Recorded as given, never computed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Uitkomst {
    /// Which instrument.
    pub instrument: InstrumentId,
    /// Who took it.
    pub afnemer: Wie,
    /// When it was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub op: Option<Tijdstip>,
    /// What came out, in the instrument's own words.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub uitkomst: Tekst,
    /// The answers that the kader asks for beside it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub antwoorden: BTreeMap<VeldId, Tekst>,
    /// What else was said.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub toelichting: Tekst,
}

/// An outcome in the record. The latest of an instrument counts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UitkomstGenoteerd {
    /// The meeting in which it was recorded.
    pub overleg: OverlegNr,
    /// What was recorded.
    pub uitkomst: Uitkomst,
    /// When and by whom.
    pub gezet: Gezet,
}

/// How bad a scenario is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScenarioSoort {
    /// What is most likely.
    Waarschijnlijk,
    /// The worst that can be.
    Ergst,
    /// Another one.
    Anders,
}

impl fmt::Display for ScenarioSoort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Waarschijnlijk => "waarschijnlijk",
            Self::Ergst => "ergste geval",
            Self::Anders => "ander scenario",
        })
    }
}

/// What can set a scenario off: a hearing, a release, a move, a contact moment, a new partner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Aanleiding {
    /// What.
    pub wat: Tekst,
    /// When, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wanneer: Option<Tijdstip>,
}

/// The parts of a scenario. A part that is absent stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScenarioVelden {
    /// How bad.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub soort: Option<ScenarioSoort>,
    /// What happens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wat: Option<Tekst>,
    /// What sets it off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aanleidingen: Option<Vec<Aanleiding>>,
}

impl Velden for ScenarioVelden {
    type Ding = Scenario;

    fn delen<'a>(&self, was: Option<&'a Scenario>) -> Vec<Onderdeel<'a>> {
        let Self { soort, wat, aanleidingen } = self;
        vec![
            deel("soort", soort.as_ref(), was.map(|w| &w.soort)),
            gezegd("tekst", wat.as_ref(), was.map(|w| &w.wat)),
            deel("aanleidingen", aanleidingen.as_ref(), was.map(|w| &w.aanleidingen)),
        ]
    }
}

/// What could happen.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scenario {
    /// Its number.
    pub id: ScenarioId,
    /// How bad.
    pub soort: ScenarioSoort,
    /// What happens.
    pub wat: Tekst,
    /// What sets it off.
    pub aanleidingen: Vec<Aanleiding>,
}

/// Whether a criterion for going to the burgemeester is met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CriteriumAntwoord {
    /// Met or not.
    pub antwoord: Antwoord,
    /// What we do with it, and why.
    #[serde(default)]
    pub reden: Tekst,
}

/// Whether the matter goes up, to whom, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Opschaling {
    /// Up or not.
    pub opschalen: bool,
    /// To whom: 'burgemeester', a name.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub aan: Tekst,
    /// At what time that was or will be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub om: Option<Tijdstip>,
    /// Why.
    pub reden: Tekst,
}

/// Which way the meeting goes on (Rijswijk, section 2.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Vervolg {
    /// With the crisis approach.
    Acuut,
    /// Over to the non-acute approach.
    NietAcuut,
}

impl fmt::Display for Vervolg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Acuut => "acuut verder",
            Self::NietAcuut => "over naar de niet-acute aanpak",
        })
    }
}

/// The moment at which acute or not is weighed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Moment {
    /// Which way.
    pub vervolg: Vervolg,
    /// Why.
    pub reden: Tekst,
}

/// A round in which nobody reads another's judgement until all are revealed at once.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GeslotenRonde {
    /// When and by whom it was opened.
    pub geopend: Gezet,
    /// The organisations whose judgement was received, in the order in which it came.
    pub ontvangen: Vec<Tekst>,
    /// What was received. Not on a terminal: no terminal is given it before the reveal.
    #[serde(skip)]
    pub oordelen: Vec<Oordeel>,
    /// When and by whom it was revealed.
    pub onthuld: Option<Gezet>,
}

/// What made the acute question open again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Aanzet {
    /// Access to her or another changed.
    Toegang,
    /// He came or comes free.
    Vrijlating,
    /// A ban or other measure ended.
    EindeMaatregel,
    /// Something new happened.
    NieuwIncident,
    /// A condition, agreement or measure was breached.
    Schending,
}

impl fmt::Display for Aanzet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Toegang => "de toegang tot haar veranderde",
            Self::Vrijlating => "vrijlating",
            Self::EindeMaatregel => "einde van een maatregel",
            Self::NieuwIncident => "nieuw incident",
            Self::Schending => "schending",
        })
    }
}

/// That the acute question has to be asked again; it stands until that was done.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Herbeoordeling {
    /// What made it so.
    pub aanzet: Aanzet,
    /// In a few words.
    pub toelichting: Tekst,
    /// The line that it hangs on, where there is one.
    pub regel: Option<RegelId>,
    /// The factor whose answer did, in which meeting.
    pub factor: Option<(OverlegNr, FactorId)>,
    /// When and by whom it was recorded.
    pub gezet: Gezet,
}

/// What has to be settled in a meeting besides lines and decisions (own choice of subjects; each stands in a rule of the
/// sources that the kader's gates name).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Onderwerp {
    /// Whether there are children, and who spoke with them.
    Kindcheck,
    /// Whether each organisation was asked for earlier reports.
    EerdereMeldingen,
    /// Whether Veilig Thuis was told.
    VeiligThuisIngelicht,
    /// What happens if stepping in, or not stepping in, is a mistake.
    Vergissing,
    /// Who speaks with whom first, which evidence depends on.
    Gespreksvolgorde,
    /// The plan for those who stay: woman, children, network.
    PlanBlijvers,
    /// The plan for the pleger.
    PlanPleger,
    /// Who is casusregisseur.
    Casusregisseur,
}

impl Onderwerp {
    /// Every subject, in the order of the screens.
    pub const ALL: [Self; 8] = [
        Self::Kindcheck,
        Self::EerdereMeldingen,
        Self::VeiligThuisIngelicht,
        Self::Vergissing,
        Self::Gespreksvolgorde,
        Self::PlanBlijvers,
        Self::PlanPleger,
        Self::Casusregisseur,
    ];

    /// What it is called on a screen.
    pub fn naam(self) -> &'static str {
        match self {
            Self::Kindcheck => "kindcheck",
            Self::EerdereMeldingen => "eerdere meldingen nagevraagd",
            Self::VeiligThuisIngelicht => "Veilig Thuis ingelicht",
            Self::Vergissing => "als wij ons vergissen",
            Self::Gespreksvolgorde => "wie spreekt eerst met wie",
            Self::PlanBlijvers => "plan voor wie blijft",
            Self::PlanPleger => "plan voor de (vermoedelijke) pleger",
            Self::Casusregisseur => "casusregisseur",
        }
    }

    /// What is asked.
    pub fn vraag(self) -> &'static str {
        match self {
            Self::Kindcheck => "Zijn er kinderen? Sprak Veilig Thuis of de RvdK met hen, en wat is er nodig?",
            Self::EerdereMeldingen => "Is bij elke organisatie gevraagd naar eerdere meldingen?",
            Self::VeiligThuisIngelicht => "Weet Veilig Thuis hiervan?",
            Self::Vergissing => "Wat als ingrijpen een vergissing is, en wat als niet ingrijpen dat is?",
            Self::Gespreksvolgorde => "Wie spreekt eerst met wie, ook voor het bewijs?",
            Self::PlanBlijvers => "Wat is het plan voor haar, de kinderen en haar omgeving?",
            Self::PlanPleger => "Wat is het plan voor de (vermoedelijke) pleger?",
            Self::Casusregisseur => "Wie is casusregisseur?",
        }
    }

    /// Whether it asks for yes, no or unknown too.
    pub fn vraagt_antwoord(self) -> bool {
        matches!(self, Self::Kindcheck | Self::EerdereMeldingen | Self::VeiligThuisIngelicht)
    }
}

impl fmt::Display for Onderwerp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.naam())
    }
}

/// What was settled about a subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Vaststelling {
    /// Yes, no or unknown, where the subject asks for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub antwoord: Option<Antwoord>,
    /// What was settled.
    pub tekst: Tekst,
    /// Who does it, or knows it.
    #[serde(default, skip_serializing_if = "Wie::is_empty")]
    pub wie: Wie,
}

/// What the team weighed in one meeting.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Afweging {
    /// The answers per factor, the oldest first.
    pub wegingen: BTreeMap<FactorId, Vec<Gewogen>>,
    /// What could happen.
    pub scenarios: Vec<Scenario>,
    /// The answers to the criteria for going to the burgemeester.
    pub criteria: BTreeMap<CriteriumId, (CriteriumAntwoord, Gezet)>,
    /// Whether the matter goes up; the last one counts.
    pub opschaling: Vec<(Opschaling, Gezet)>,
    /// Acute or not; the last one counts.
    pub momenten: Vec<(Moment, Gezet)>,
    /// The closed rounds; the last one can be open.
    pub rondes: Vec<GeslotenRonde>,
    /// Measures that were considered and not chosen, with the reason.
    pub opzij: BTreeMap<MaatregelId, (Tekst, Gezet)>,
    /// What was settled; the last one counts.
    pub vaststellingen: BTreeMap<Onderwerp, Vec<(Vaststelling, Gezet)>>,
    /// The answers to questions of a series, by their number from 1.
    pub besproken: BTreeMap<ReeksId, BTreeMap<u32, (Tekst, Gezet)>>,
}

impl Afweging {
    /// The answer to a factor that counts.
    pub fn weging(&self, factor: &FactorId) -> Option<&Weging> {
        self.wegingen.get(factor).and_then(|all| all.last()).map(|g| &g.weging)
    }

    /// Whether a factor is so now; nothing when it was not discussed.
    pub fn nu(&self, factor: &FactorId) -> Option<Antwoord> {
        self.weging(factor).and_then(|w| w.nu)
    }

    /// The closed round that waits to be revealed.
    pub fn open_ronde(&self) -> Option<&GeslotenRonde> {
        self.rondes.last().filter(|r| r.onthuld.is_none())
    }

    /// What was settled about a subject.
    pub fn vaststelling(&self, onderwerp: Onderwerp) -> Option<&Vaststelling> {
        self.vaststellingen.get(&onderwerp).and_then(|all| all.last()).map(|(v, _)| v)
    }
}
