//! The maatregelenregister: what is put in ('ingezet') to keep people safe. A condition, an agreement and a measure are
//! three kinds that can belong together. Each hangs on the line in which it was typed, and is shielded with it.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::ids::{BesluitId, InzetId, MaatregelId, OverlegNr, RegelId};
use super::super::kader::Doelgroep;
use super::super::tekst::Tekst;
use super::super::tijd::Tijdstip;
use super::velden::{Onderdeel, Velden, deel, gezegd, ooit, straks, vul};
use super::{Antwoord, Gebeurd, Gezet, StatusWissel};

/// What it is (ZSM, step 4 and annex VII).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InzetSoort {
    /// What has to be so for it to be safe: veiligheidsvoorwaarde.
    Voorwaarde,
    /// What people promised: veiligheidsafspraak.
    Afspraak,
    /// What a body imposes or does: veiligheidsmaatregel.
    #[default]
    Maatregel,
}

impl fmt::Display for InzetSoort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Voorwaarde => "voorwaarde",
            Self::Afspraak => "afspraak",
            Self::Maatregel => "maatregel",
        })
    }
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InzetStatus {
    /// Proposed.
    Voorgesteld,
    /// Asked of the body that may decide.
    Gevraagd,
    /// In force: imposed, or agreed.
    Opgelegd,
    /// Over.
    Vervallen,
    /// Breached, and in force.
    Geschonden,
}

impl InzetStatus {
    /// Whether it holds now.
    pub fn geldt(self) -> bool {
        matches!(self, Self::Opgelegd | Self::Geschonden)
    }

    /// The steps that the record knows from here, in the order of the screens.
    pub fn stappen(self) -> Vec<Self> {
        [Self::Gevraagd, Self::Opgelegd, Self::Vervallen].into_iter().filter(|naar| self.mag_naar(*naar)).collect()
    }

    /// Whether the record knows this step. A breach is recorded by an event of its own.
    pub fn mag_naar(self, naar: Self) -> bool {
        match self {
            Self::Voorgesteld => matches!(naar, Self::Gevraagd | Self::Opgelegd | Self::Vervallen),
            Self::Gevraagd => matches!(naar, Self::Opgelegd | Self::Vervallen),
            Self::Opgelegd => naar == Self::Vervallen,
            Self::Geschonden => matches!(naar, Self::Opgelegd | Self::Vervallen),
            Self::Vervallen => false,
        }
    }
}

impl fmt::Display for InzetStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Voorgesteld => "voorgesteld",
            Self::Gevraagd => "gevraagd",
            Self::Opgelegd => "geldt",
            Self::Vervallen => "vervallen",
            Self::Geschonden => "geschonden",
        })
    }
}

/// The parts of an entry. A part that is absent stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InzetVelden {
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub soort: Option<InzetSoort>,
    /// Which measure of the palette.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub palet: Option<MaatregelId>,
    /// What it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wat: Option<Tekst>,
    /// At whom it is aimed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voor: Option<Vec<Doelgroep>>,
    /// The body that decides, or who keeps to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub orgaan: Option<Tekst>,
    /// Why a body that the palette does not name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub orgaan_reden: Option<Tekst>,
    /// On which ground.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grond: Option<Tekst>,
    /// From when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begin: Option<Tijdstip>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub einde: Option<Tijdstip>,
    /// When it is looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub herziening: Option<Tijdstip>,
    /// Who supervises.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub toezicht: Option<Tekst>,
    /// Where a breach is reported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meldpunt: Option<Tekst>,
    /// What happens then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gevolg: Option<Tekst>,
    /// The adverse effects that were considered, and what is done about them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nadelen: Option<Tekst>,
    /// Whether what the palette asks for is so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kan: Option<Antwoord>,
    /// Whether the police on the street know of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub politie_weet: Option<bool>,
    /// The decision that it carries out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub besluit: Option<BesluitId>,
    /// The condition or agreement that it serves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hoort_bij: Option<Vec<InzetId>>,
}

#[rustfmt::skip]
impl Velden for InzetVelden {
    type Ding = Inzet;

    fn delen<'a>(&self, was: Option<&'a Inzet>) -> Vec<Onderdeel<'a>> {
        let Self {
            soort, palet, wat, voor, orgaan, orgaan_reden, grond, begin, einde, herziening, toezicht, meldpunt, gevolg,
            nadelen, kan, politie_weet, besluit, hoort_bij,
        } = self;
        vec![
            gezegd("soort", soort.as_ref(), was.map(|w| &w.soort)),
            deel("palet", palet.as_ref(), was.and_then(|w| w.palet.as_ref())),
            gezegd("tekst", wat.as_ref(), was.map(|w| &w.wat)),
            deel("voor wie", voor.as_ref(), was.map(|w| &w.voor)),
            gezegd("orgaan", orgaan.as_ref(), was.map(|w| &w.orgaan)),
            gezegd("reden voor dit orgaan", orgaan_reden.as_ref(), was.map(|w| &w.orgaan_reden)),
            gezegd("grond", grond.as_ref(), was.map(|w| &w.grond)),
            // it may begin later, or have begun
            ooit("begin", *begin, was.and_then(|w| w.begin)),
            straks("einde", "het einde", *einde, was.and_then(|w| w.einde)),
            straks("herziening", "de herziening", *herziening, was.and_then(|w| w.herziening)),
            gezegd("toezicht", toezicht.as_ref(), was.map(|w| &w.toezicht)),
            gezegd("meldpunt", meldpunt.as_ref(), was.map(|w| &w.meldpunt)),
            gezegd("gevolg", gevolg.as_ref(), was.map(|w| &w.gevolg)),
            gezegd("nadelen", nadelen.as_ref(), was.map(|w| &w.nadelen)),
            gezegd("kan het", kan.as_ref(), was.and_then(|w| w.kan.as_ref())),
            deel("politie weet het", politie_weet.as_ref(), was.map(|w| &w.politie_weet)),
            deel("besluit", besluit.as_ref(), was.and_then(|w| w.besluit.as_ref())),
            deel("hoort bij", hoort_bij.as_ref(), was.map(|w| &w.hoort_bij)),
        ]
    }
}

/// A breach.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Schending {
    /// The earlier report of this entry that it tells more about, from 1; none for a new breach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bij: Option<u32>,
    /// What happened; can be told later.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub wat: Tekst,
    /// When it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gebeurd: Option<Gebeurd>,
    /// Who reported it.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub melder: Tekst,
}

impl Schending {
    /// Whether nothing was told yet but that it happened.
    pub fn is_kaal(&self) -> bool {
        self.wat.is_empty() && self.gebeurd.is_none() && self.melder.is_empty()
    }

    /// Adds what a later report tells; what it leaves out stays.
    pub(in crate::domain) fn vul_aan(&mut self, later: &Self) {
        if !later.wat.is_empty() {
            self.wat.clone_from(&later.wat);
        }
        if !later.melder.is_empty() {
            self.melder.clone_from(&later.melder);
        }
        self.gebeurd = later.gebeurd.or(self.gebeurd);
    }
}

impl Inzet {
    /// An entry of which nothing is known yet.
    pub(in crate::domain) fn leeg(id: InzetId, regel: RegelId, overleg: OverlegNr, op: Tijdstip) -> Self {
        Self {
            id,
            regel,
            overleg,
            soort: InzetSoort::default(),
            palet: None,
            wat: Tekst::default(),
            voor: Vec::new(),
            orgaan: Tekst::default(),
            orgaan_reden: Tekst::default(),
            grond: Tekst::default(),
            begin: None,
            einde: None,
            eindes: Vec::new(),
            herziening: None,
            toezicht: Tekst::default(),
            meldpunt: Tekst::default(),
            gevolg: Tekst::default(),
            nadelen: Tekst::default(),
            kan: None,
            politie_weet: false,
            besluit: None,
            hoort_bij: Vec::new(),
            status: InzetStatus::Voorgesteld,
            wissels: Vec::new(),
            schendingen: Vec::new(),
            op,
        }
    }

    /// Fills in what is given, and leaves the rest.
    #[rustfmt::skip]
    pub(in crate::domain) fn vul(&mut self, v: &InzetVelden, gezet: &Gezet) {
        let InzetVelden {
            soort, palet, wat, voor, orgaan, orgaan_reden, grond, begin, einde, herziening, toezicht, meldpunt, gevolg,
            nadelen, kan, politie_weet, besluit, hoort_bij,
        } = v;
        vul(&mut self.soort, soort.as_ref());
        vul(&mut self.wat, wat.as_ref());
        vul(&mut self.voor, voor.as_ref());
        vul(&mut self.orgaan, orgaan.as_ref());
        vul(&mut self.orgaan_reden, orgaan_reden.as_ref());
        vul(&mut self.grond, grond.as_ref());
        vul(&mut self.toezicht, toezicht.as_ref());
        vul(&mut self.meldpunt, meldpunt.as_ref());
        vul(&mut self.gevolg, gevolg.as_ref());
        vul(&mut self.nadelen, nadelen.as_ref());
        vul(&mut self.politie_weet, politie_weet.as_ref());
        vul(&mut self.hoort_bij, hoort_bij.as_ref());
        self.palet = palet.clone().or(self.palet.take());
        self.begin = begin.or(self.begin);
        self.eindes.extend(einde.filter(|op| Some(*op) != self.einde).map(|op| (op, gezet.clone())));
        self.einde = einde.or(self.einde);
        self.herziening = herziening.or(self.herziening);
        self.kan = kan.or(self.kan);
        self.besluit = besluit.or(self.besluit);
    }

    /// Whether it should have ended by now, and did not.
    pub fn is_verlopen(&self, nu: Tijdstip) -> bool {
        self.status != InzetStatus::Vervallen && self.einde.is_some_and(|t| t.is_voorbij(nu))
    }

    /// How far it was at `op`.
    pub fn status_op(&self, op: Tijdstip) -> InzetStatus {
        let wissel = self.wissels.iter().rev().find(|w| w.gezet.op <= op);
        let geschonden = self.schendingen.iter().rev().find(|(_, gezet)| gezet.op <= op).map(|(_, gezet)| gezet.op);
        match (wissel, geschonden) {
            (Some(w), Some(op)) if w.gezet.op < op && w.naar.geldt() => InzetStatus::Geschonden,
            (Some(w), _) => w.naar,
            (None, _) => InzetStatus::Voorgesteld,
        }
    }

    /// Until when it was at `op`.
    pub fn einde_op(&self, op: Tijdstip) -> Option<Tijdstip> {
        if self.eindes.iter().all(|(_, gezet)| gezet.op <= op) {
            return self.einde;
        }
        self.eindes.iter().rev().find(|(_, gezet)| gezet.op <= op).map(|(einde, _)| *einde)
    }
}

/// An entry in the register.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Inzet {
    /// Its number.
    pub id: InzetId,
    /// The line in which it was typed.
    pub regel: RegelId,
    /// The meeting.
    pub overleg: OverlegNr,
    /// What it is.
    pub soort: InzetSoort,
    /// Which measure of the palette, where it is one.
    pub palet: Option<MaatregelId>,
    /// What it says.
    pub wat: Tekst,
    /// At whom it is aimed.
    pub voor: Vec<Doelgroep>,
    /// The body that decides, or who keeps to it.
    pub orgaan: Tekst,
    /// Why a body that the palette does not name.
    pub orgaan_reden: Tekst,
    /// On which ground.
    pub grond: Tekst,
    /// From when.
    pub begin: Option<Tijdstip>,
    /// Until when.
    pub einde: Option<Tijdstip>,
    /// Every end that was recorded, the oldest first, with when and by whom.
    pub eindes: Vec<(Tijdstip, Gezet)>,
    /// When it is looked at again.
    pub herziening: Option<Tijdstip>,
    /// Who supervises.
    pub toezicht: Tekst,
    /// Where a breach is reported.
    pub meldpunt: Tekst,
    /// What happens then.
    pub gevolg: Tekst,
    /// The adverse effects that were considered.
    pub nadelen: Tekst,
    /// Whether what the palette asks for is so.
    pub kan: Option<Antwoord>,
    /// Whether the police on the street know of it.
    pub politie_weet: bool,
    /// The decision that it carries out.
    pub besluit: Option<BesluitId>,
    /// The conditions or agreements that it serves.
    pub hoort_bij: Vec<InzetId>,
    /// How far it is.
    pub status: InzetStatus,
    /// How it got there.
    pub wissels: Vec<StatusWissel<InzetStatus>>,
    /// Every breach.
    pub schendingen: Vec<(Schending, Gezet)>,
    /// When it was recorded.
    pub op: Tijdstip,
}
