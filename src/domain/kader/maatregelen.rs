//! The palette: what may be decided, by whom, on which ground, how long, and what to look out for. What it says of the law
//! is dated and to be checked; it is no legal advice.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::ids::{FactorId, KlokId, MaatregelId};
use super::super::tekst::Tekst;
use super::lijsten::is_nee;
use super::{Duur, Herkomst};

/// A measure that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Maatregel {
    /// Its key.
    pub id: MaatregelId,
    /// Its name.
    pub naam: Tekst,
    /// What may also be typed to find it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ook: Vec<Tekst>,
    /// The frame in which it is taken.
    pub kader: MaatregelKader,
    /// What it serves first.
    pub doel: Maatregeldoel,
    /// At whom it is aimed.
    pub voor: Vec<Doelgroep>,
    /// The bodies that may take it; each is one of the kader's `organen`.
    pub bevoegd: Vec<Tekst>,
    /// The ground on which they may.
    pub grond: Tekst,
    /// How long it usually lasts; none where that is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duur: Option<Duur>,
    /// The longest, with every extension, counted from its beginning; none where that is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hoogstens: Option<Duur>,
    /// Who may extend it and when.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub verlenging: Tekst,
    /// The clock that it starts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub klok: Option<KlokId>,
    /// When it cannot be, or does not do what one hopes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grenzen: Vec<Tekst>,
    /// What to look out for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub let_op: Vec<Tekst>,
    /// What it can do against her, the children or others: asked before it is chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nadelen: Vec<Tekst>,
    /// What has to be known or there first, as questions whose yes is needed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vraagt: Vec<Tekst>,
    /// It does not go with these, when answered yes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub botst_met: Vec<FactorId>,
    /// With these, when answered yes, it is offered first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub past_bij: Vec<FactorId>,
    /// Whether it is then chosen, or set aside with a reason.
    #[serde(default, skip_serializing_if = "is_nee")]
    pub altijd_overwegen: bool,
    /// Whether it can lift acute unsafety by itself.
    #[serde(default, skip_serializing_if = "is_nee")]
    pub heft_acuut_op: bool,
    /// Whether it is a plan for safety now: with sight by others it lifts acute unsafety for as long as it holds.
    #[serde(default, skip_serializing_if = "is_nee")]
    pub plan: bool,
    /// To be checked by a lawyer: as of when the source speaks. Empty where it rests on no law.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub te_toetsen: Tekst,
    /// Where it comes from.
    pub bron: Herkomst,
}

impl Maatregel {
    /// Whether a body may take it. Nobody named is no wrong body.
    pub fn is_bevoegd(&self, orgaan: &Tekst) -> bool {
        orgaan.is_empty() || self.bevoegd.iter().any(|b| b.same(orgaan.as_str()))
    }
}

/// The frame in which a measure is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaatregelKader {
    /// With consent.
    Vrijwillig,
    /// The politie's own task.
    Politie,
    /// Criminal law.
    Strafrecht,
    /// Administrative law: the burgemeester's and the college's.
    Bestuursrecht,
    /// Civil law.
    Civielrecht,
    /// Care.
    Zorg,
    /// Shelter and a place to live.
    Opvang,
    /// Support of the victim.
    Slachtoffer,
}

impl MaatregelKader {
    /// Every frame, in the order of the palette.
    pub const ALLE: [Self; 8] = [
        Self::Politie,
        Self::Strafrecht,
        Self::Bestuursrecht,
        Self::Civielrecht,
        Self::Opvang,
        Self::Slachtoffer,
        Self::Zorg,
        Self::Vrijwillig,
    ];

    /// Its name on a screen.
    pub fn naam(self) -> &'static str {
        match self {
            Self::Vrijwillig => "vrijwillig",
            Self::Politie => "politie",
            Self::Strafrecht => "strafrecht",
            Self::Bestuursrecht => "bestuursrecht",
            Self::Civielrecht => "civielrecht",
            Self::Zorg => "zorg",
            Self::Opvang => "opvang",
            Self::Slachtoffer => "slachtoffer",
        }
    }

    /// Whether such a measure always rests on law, so that it says as of when the law was read.
    pub fn rust_op_recht(self) -> bool {
        matches!(self, Self::Politie | Self::Strafrecht | Self::Bestuursrecht | Self::Civielrecht)
    }
}

/// What a measure serves first. The order is that of the sources: safety now, then the causes, then recovery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Maatregeldoel {
    /// Safety now.
    DirecteVeiligheid,
    /// Taking away what causes the danger.
    RisicoWegnemen,
    /// Making stronger what protects.
    Beschermen,
    /// Recovery.
    Herstel,
}

/// At whom a measure is aimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Doelgroep {
    /// The woman.
    Slachtoffer,
    /// The children.
    Kinderen,
    /// The pleger.
    Pleger,
    /// Family and network as a whole.
    Systeem,
}

impl Doelgroep {
    /// Every group, in the order of the screens.
    pub const ALLE: [Self; 4] = [Self::Slachtoffer, Self::Kinderen, Self::Pleger, Self::Systeem];

    /// What it is called on a screen.
    pub fn naam(self) -> &'static str {
        match self {
            Self::Slachtoffer => "haar",
            Self::Kinderen => "kinderen",
            Self::Pleger => "pleger",
            Self::Systeem => "netwerk",
        }
    }
}
