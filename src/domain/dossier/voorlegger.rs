//! What is put before the burgemeester on one page, and the answer that came back.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::ids::{BesluitId, OverlegNr, RegelId, VoorleggerId};
use super::super::tekst::Tekst;
use super::super::tijd::Tijdstip;
use super::velden::{Onderdeel, Velden, deel, gezegd, straks};
use super::{Dossier, Gezet, Regel, RegelSoort};

/// The parts of a voorlegger. A part that is absent stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VoorleggerVelden {
    /// What is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gevraagd: Option<Tekst>,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uiterlijk: Option<Tijdstip>,
    /// On which ground.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grond: Option<Tekst>,
    /// What else could be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alternatieven: Option<Tekst>,
    /// The adverse effects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nadelen: Option<Tekst>,
    /// Whether a huisverbod is asked: then only facts that are marked as a ground for it stand on the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub huisverbod: Option<bool>,
    /// The facts on the page, where no huisverbod is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feiten: Option<Vec<RegelId>>,
    /// The decision that waits for the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub besluit: Option<BesluitId>,
}

#[rustfmt::skip]
impl Velden for VoorleggerVelden {
    type Ding = Voorlegger;

    fn delen<'a>(&self, was: Option<&'a Voorlegger>) -> Vec<Onderdeel<'a>> {
        let Self { gevraagd, uiterlijk, grond, alternatieven, nadelen, huisverbod, feiten, besluit } = self;
        vec![
            gezegd("tekst", gevraagd.as_ref(), was.map(|w| &w.gevraagd)),
            straks("uiterlijk", "uiterlijk", *uiterlijk, was.and_then(|w| w.uiterlijk)),
            gezegd("grond", grond.as_ref(), was.map(|w| &w.grond)),
            gezegd("alternatieven", alternatieven.as_ref(), was.map(|w| &w.alternatieven)),
            gezegd("nadelen", nadelen.as_ref(), was.map(|w| &w.nadelen)),
            deel("huisverbod", huisverbod.as_ref(), was.map(|w| &w.huisverbod)),
            deel("feiten", feiten.as_ref(), was.map(|w| &w.feiten)),
            deel("besluit", besluit.as_ref(), was.and_then(|w| w.besluit.as_ref())),
        ]
    }
}

/// What the burgemeester said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VoorleggerUitslag {
    /// Yes, as asked.
    Toegezegd,
    /// No.
    Afgewezen,
    /// Something else.
    Anders,
}

impl fmt::Display for VoorleggerUitslag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Toegezegd => "toegezegd",
            Self::Afgewezen => "afgewezen",
            Self::Anders => "anders besloten",
        })
    }
}

/// The burgemeester's own answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VoorleggerAntwoord {
    /// Yes, no, or something else.
    pub uitslag: VoorleggerUitslag,
    /// In the burgemeester's own words.
    #[serde(default)]
    pub tekst: Tekst,
    /// Who answered.
    pub naam: Tekst,
    /// When.
    pub op: Tijdstip,
}

/// One page for the burgemeester.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Voorlegger {
    /// Its number.
    pub id: VoorleggerId,
    /// The meeting that asks.
    pub overleg: OverlegNr,
    /// What is asked.
    pub gevraagd: Tekst,
    /// By when.
    pub uiterlijk: Option<Tijdstip>,
    /// On which ground.
    pub grond: Tekst,
    /// What else could be done.
    pub alternatieven: Tekst,
    /// The adverse effects.
    pub nadelen: Tekst,
    /// Whether a huisverbod is asked.
    pub huisverbod: bool,
    /// The facts that were chosen for the page.
    pub feiten: Vec<RegelId>,
    /// The decision that waits for the answer.
    pub besluit: Option<BesluitId>,
    /// The answer, when and by whom it was recorded.
    pub antwoord: Option<(VoorleggerAntwoord, Gezet)>,
    /// When it was made.
    pub op: Tijdstip,
}

impl Voorlegger {
    /// Whether the answer should have been there by now.
    pub fn is_te_laat(&self, nu: Tijdstip) -> bool {
        self.antwoord.is_none() && self.uiterlijk.is_some_and(|t| t.is_voorbij(nu))
    }

    /// The facts that stand on the page, in the order of the minutes: where a huisverbod is asked those that are marked as
    /// a ground for it, else those that were chosen. What is shielded or taken back never does.
    pub fn feiten_op_blad<'d>(&'d self, d: &'d Dossier) -> impl Iterator<Item = &'d Regel> {
        d.regels.values().filter(|r| r.ingetrokken.is_none() && !r.inhoud.afgeschermd).filter(|r| {
            let grond = r.huisverbodgrond.is_some() && r.inhoud.soort == RegelSoort::Feit;
            if self.huisverbod { grond } else { self.feiten.contains(&r.id) }
        })
    }
}
