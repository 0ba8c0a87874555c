//! Meldingen: who reported what, by which road, and whether it falls within the approach; and what came of a call to 112.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::ids::MeldingId;
use super::super::scherm::{Organisatie, Scherm};
use super::super::tekst::Tekst;
use super::super::tijd::Tijdstip;
use super::velden::{Onderdeel, Velden, deel, gezegd, toen, vul};
use super::{Gezet, Stukstand};

/// Who reports (Rijswijk, 3.3 item 1: a partner or the gemeente; the foreword: she herself, to the burgemeester in person).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Melder {
    /// An organisation: a partner, or the gemeente itself.
    Partner,
    /// The woman herself.
    Zijzelf,
    /// It came to the burgemeester in person, from whomever.
    Burgemeester,
    /// Somebody else: family, a neighbour, an employer.
    Anders,
}

impl Melder {
    /// Each, in the order in which it is asked.
    pub const ALLE: [Self; 4] = [Self::Partner, Self::Zijzelf, Self::Burgemeester, Self::Anders];

    /// What the approach itself says of the risks of this road, in our words; empty where it says nothing.
    pub fn risico(self) -> &'static str {
        match self {
            Self::Burgemeester => {
                "Rechtstreeks aan de burgemeester kan lopend werk van partners doorkruisen, en geeft soms onevenredige \
                 aandacht. Vraag wie er al bij betrokken is, en weeg met redenen (Rijswijk, 2.6 en bijlage 2)."
            }
            Self::Partner | Self::Zijzelf | Self::Anders => "",
        }
    }
}

impl fmt::Display for Melder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Partner => "partner",
            Self::Zijzelf => "zijzelf",
            Self::Burgemeester => "burgemeester",
            Self::Anders => "iemand anders",
        })
    }
}

/// How it came in (our own list).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kanaal {
    /// By telephone.
    Telefoon,
    /// By e-mail or another written message.
    Bericht,
    /// In person.
    Gesprek,
    /// By a system of a partner.
    Systeem,
    /// In another way.
    Anders,
}

impl Kanaal {
    /// Each, in the order in which it is asked.
    pub const ALLE: [Self; 5] = [Self::Telefoon, Self::Bericht, Self::Gesprek, Self::Systeem, Self::Anders];
}

impl fmt::Display for Kanaal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Telefoon => "telefoon",
            Self::Bericht => "bericht",
            Self::Gesprek => "gesprek",
            Self::Systeem => "systeem",
            Self::Anders => "anders",
        })
    }
}

/// The parts of a melding. A part that is absent stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeldingVelden {
    /// Who reports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub melder: Option<Melder>,
    /// By name, or through whom it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<Tekst>,
    /// How it came in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kanaal: Option<Kanaal>,
    /// When it came in; now, where nothing is said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ontvangen: Option<Tijdstip>,
    /// What was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tekst: Option<Tekst>,
    /// Whether it falls within the approach (Rijswijk, 2.4). The relation limits nothing: a neighbour counts too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub binnen: Option<bool>,
    /// Why it does, or does not; needed where it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reden: Option<Tekst>,
    /// Who takes it over where it does not; needed then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overgenomen: Option<Tekst>,
    /// Whether it is shielded: `true` shields it. The shield is lifted by a command of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub afgeschermd: Option<bool>,
    /// The organisations that it is shielded for; none, and it is per role.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kring: Vec<Organisatie>,
}

#[rustfmt::skip]
impl Velden for MeldingVelden {
    type Ding = Melding;

    fn delen<'a>(&self, was: Option<&'a Melding>) -> Vec<Onderdeel<'a>> {
        let Self { melder, via, kanaal, ontvangen, tekst, binnen, reden, overgenomen, afgeschermd, kring } = self;
        let gegeven = afgeschermd.is_some() || !kring.is_empty();
        let scherm = gegeven.then(|| Scherm::van(*afgeschermd == Some(true), kring));
        vec![
            gezegd("melder", melder.as_ref(), was.map(|w| &w.melder)),
            gezegd("via", via.as_ref(), was.map(|w| &w.via)),
            gezegd("kanaal", kanaal.as_ref(), was.and_then(|w| w.kanaal.as_ref())),
            toen("ontvangen", "wanneer de melding kwam", *ontvangen, was.map(|w| w.ontvangen)),
            gezegd("tekst", tekst.as_ref(), was.map(|w| &w.tekst)),
            deel("binnen de aanpak", binnen.as_ref(), was.and_then(|w| w.binnen.as_ref())),
            gezegd("reden", reden.as_ref(), was.map(|w| &w.reden)),
            gezegd("overgenomen", overgenomen.as_ref(), was.map(|w| &w.overgenomen)),
            deel("scherm", scherm.as_ref(), was.map(|w| w.stand.scherm()).as_ref()),
        ]
    }
}

/// A melding.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Melding {
    /// Its number.
    pub id: MeldingId,
    /// Who reports.
    pub melder: Melder,
    /// By name, or through whom it came.
    pub via: Tekst,
    /// How it came in.
    pub kanaal: Option<Kanaal>,
    /// When it came in.
    pub ontvangen: Tijdstip,
    /// What was said.
    pub tekst: Tekst,
    /// Whether it falls within the approach; none while nobody said so.
    pub binnen: Option<bool>,
    /// Why it does, or does not.
    pub reden: Tekst,
    /// Who takes it over where it does not.
    pub overgenomen: Tekst,
    /// Its shield, and whether it still counts.
    pub stand: Stukstand,
}

impl Melding {
    /// One of which nothing is known yet.
    pub(in crate::domain) fn leeg(id: MeldingId, gezet: Gezet) -> Self {
        let leeg = Tekst::default;
        let (ontvangen, stand) = (gezet.op, Stukstand::nieuw(gezet));
        let (melder, kanaal, binnen) = (Melder::Anders, None, None);
        Self {
            id,
            melder,
            via: leeg(),
            kanaal,
            ontvangen,
            tekst: leeg(),
            binnen,
            reden: leeg(),
            overgenomen: leeg(),
            stand,
        }
    }

    /// Fills in what is given, and leaves the rest. A shield is an event of its own.
    #[rustfmt::skip]
    pub(in crate::domain) fn vul(&mut self, v: &MeldingVelden) {
        let MeldingVelden {
            melder, via, kanaal, ontvangen, tekst, binnen, reden, overgenomen, afgeschermd: _, kring: _,
        } = v;
        vul(&mut self.melder, melder.as_ref());
        vul(&mut self.via, via.as_ref());
        vul(&mut self.ontvangen, ontvangen.as_ref());
        vul(&mut self.tekst, tekst.as_ref());
        vul(&mut self.reden, reden.as_ref());
        vul(&mut self.overgenomen, overgenomen.as_ref());
        self.kanaal = kanaal.or(self.kanaal);
        self.binnen = binnen.or(self.binnen);
    }

    /// Whether it falls outside the approach, in words; nothing while nobody said so.
    pub fn afbakening(&self) -> &'static str {
        match self.binnen {
            Some(true) => "binnen de aanpak",
            Some(false) => "buiten de aanpak",
            None => "",
        }
    }
}

/// A call to 112.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Melding112 {
    /// What was said or asked.
    pub toelichting: Tekst,
    /// When and by whom.
    pub gezet: Gezet,
    /// What came of it, the oldest first, each with when that was recorded and by whom.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub uitkomsten: Vec<(Uitkomst112, Gezet)>,
}

impl Melding112 {
    /// Whether nobody said yet what came of it.
    pub fn is_open(&self) -> bool {
        self.uitkomsten.is_empty()
    }
}

/// What somebody says of one call to 112.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Uitkomstnotitie {
    /// Which call of the dossier, from 1.
    pub nr: u32,
    /// What came of it, who says so, when.
    pub uitkomst: Uitkomst112,
}

/// What somebody says of a melding: a new one, or more about one that is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Meldingnotitie {
    /// The melding that is there; none for a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub melding: Option<MeldingId>,
    /// What is said of it.
    pub velden: Box<MeldingVelden>,
}

/// What came of a call to 112.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Uitkomst112 {
    /// What came of it.
    pub wat: Tekst,
    /// Who says so: the meldkamer, a patrol.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub door: Tekst,
    /// When that was; when it is recorded, where nothing is said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub op: Option<Tijdstip>,
}
