//! What the team makes of it: judgements, conclusion, options.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::ids::{NiveauId, OptieId, OverlegNr, RegelId};
use super::super::scherm::{Organisatie, Scherm};
use super::super::tekst::Tekst;
use super::super::tijd::Tijdstip;
use super::velden::{Onderdeel, Velden, deel, gezegd};
use super::{Antwoord, Gezet, Wie};

/// What one organisation makes of it, as given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OordeelInhoud {
    /// The organisation.
    pub organisatie: Tekst,
    /// Acute or not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acuut: Option<Antwoord>,
    /// The level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub niveau: Option<NiveauId>,
    /// Why.
    pub argument: Tekst,
}

/// That an organisation changed its judgement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bijstelling {
    /// The meeting.
    pub overleg: OverlegNr,
    /// What it says now.
    pub oordeel: OordeelInhoud,
    /// Why it changed.
    pub reden: Tekst,
}

/// A judgement in the record. An organisation's later judgement does not erase its earlier one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Oordeel {
    /// What was said.
    pub inhoud: OordeelInhoud,
    /// The line in which it was typed, where there is one; of a changed judgement, that of the one that it changed.
    pub regel: Option<RegelId>,
    /// Why it is another than the organisation gave before; nothing for its first.
    pub bijgesteld: Option<Tekst>,
    /// When and by whom it was recorded.
    pub gezet: Gezet,
    /// No judgement any more: its line was taken back or became another kind.
    pub vervallen: bool,
}

impl Oordeel {
    /// The line in which it was typed. A judgement that changed an earlier one names that one's line, to be shielded with
    /// it, and does not stand in it.
    pub fn in_regel(&self) -> Option<RegelId> {
        self.regel.filter(|_| self.bijgesteld.is_none())
    }

    /// Whether it was typed in this line.
    pub fn staat_in(&self, regel: RegelId) -> bool {
        self.in_regel() == Some(regel)
    }
}

/// The meeting's conclusion. It has two parts and no score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conclusie {
    /// Acute or not.
    pub acuut: Antwoord,
    /// The level, from the kader.
    pub niveau: NiveauId,
    /// Why.
    pub reden: Tekst,
    /// Why not acute, where what is known suggests that it is.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub afwijking: Tekst,
}

/// The parts of an option. A part that is absent stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OptieVelden {
    /// What could be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub optie: Option<Tekst>,
    /// What speaks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voor: Option<Tekst>,
    /// What speaks against it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tegen: Option<Tekst>,
    /// What can go wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risico: Option<Tekst>,
    /// Whether this is the option of doing nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub niets_doen: Option<bool>,
    /// Whether it was chosen, and why or why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keuze: Option<OptieKeuze>,
    /// Whether it is shielded: `true` shields it. The shield is lifted by a command of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub afgeschermd: Option<bool>,
    /// The organisations that it is shielded for; none, and it is per role.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kring: Vec<Organisatie>,
}

#[rustfmt::skip]
impl Velden for OptieVelden {
    type Ding = Optie;

    fn delen<'a>(&self, was: Option<&'a Optie>) -> Vec<Onderdeel<'a>> {
        let Self { optie, voor, tegen, risico, niets_doen, keuze, afgeschermd, kring } = self;
        let gegeven = afgeschermd.is_some() || !kring.is_empty();
        let scherm = gegeven.then(|| Scherm::van(*afgeschermd == Some(true), kring));
        vec![
            gezegd("tekst", optie.as_ref(), was.map(|w| &w.optie)),
            gezegd("voor", voor.as_ref(), was.map(|w| &w.voor)),
            gezegd("tegen", tegen.as_ref(), was.map(|w| &w.tegen)),
            gezegd("risico", risico.as_ref(), was.map(|w| &w.risico)),
            deel("niets doen", niets_doen.as_ref(), was.map(|w| &w.niets_doen)),
            deel("keuze", keuze.as_ref(), was.and_then(|w| w.keuze.as_ref())),
            deel("scherm", scherm.as_ref(), was.map(Optie::scherm).as_ref()),
        ]
    }
}

/// Whether an option was chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OptieKeuze {
    /// Chosen, or considered and not chosen.
    pub gekozen: bool,
    /// Why.
    #[serde(default)]
    pub reden: Tekst,
}

/// An option that is weighed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Optie {
    /// Its number.
    pub id: OptieId,
    /// What could be done.
    pub optie: Tekst,
    /// What speaks for it.
    pub voor: Tekst,
    /// What speaks against it.
    pub tegen: Tekst,
    /// What can go wrong.
    pub risico: Tekst,
    /// Whether this is the option of doing nothing.
    pub niets_doen: bool,
    /// Whether it was chosen; nothing while it is being weighed.
    pub keuze: Option<OptieKeuze>,
    /// When it was named first.
    pub op: Tijdstip,
    /// Whether it is shielded, as a line can be.
    pub afgeschermd: bool,
    /// The organisations that it is shielded for; none, and it is per role.
    pub kring: Vec<Organisatie>,
    /// From when until when it could be read on a shared screen, where it was shielded later.
    pub getoond: Option<(Tijdstip, Tijdstip)>,
    /// Each time that the shield was lifted: why, when and by whom.
    pub vrijgegeven: Vec<(Tekst, Gezet)>,
}

impl Optie {
    /// Its shield.
    pub fn scherm(&self) -> Option<Scherm> {
        Scherm::van(self.afgeschermd, &self.kring)
    }
}

/// Who tells the woman what was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Verteller {
    /// Who.
    pub wie: Wie,
    /// How: by telephone, in person.
    #[serde(default)]
    pub hoe: Tekst,
    /// Before when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wanneer: Option<Tijdstip>,
    /// In which language, or with which interpreter.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub taal: Tekst,
    /// Where she reports a breach, and who explains that to her.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub meldpunt: Tekst,
}

/// That she was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Vertelling {
    /// When.
    pub op: Tijdstip,
    /// Whether it was explained to her where a breach is reported.
    pub meldpunt_uitgelegd: bool,
    /// What she said, or why it went otherwise.
    #[serde(default)]
    pub toelichting: Tekst,
}
