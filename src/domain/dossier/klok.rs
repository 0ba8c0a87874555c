//! Clocks that count down in a dossier: entered or proposed, never started by themselves. Deadlines of actions, questions
//! and meetings are clocks too, and stand with what they belong to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::ids::{InzetId, KlokId, KlokNr};
use super::super::tekst::Tekst;
use super::super::tijd::Tijdstip;
use super::Gezet;
use super::velden::{Onderdeel, Velden, deel, gezegd, ooit, straks};

/// The parts of a clock. A part that is absent stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KlokVelden {
    /// Which clock of the kader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub soort: Option<KlokId>,
    /// What it is called here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub naam: Option<Tekst>,
    /// From when it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begin: Option<Tijdstip>,
    /// When it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub einde: Option<Tijdstip>,
    /// Who gave the end: 'OM', 'beschikking van 3 maart'.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gegeven_door: Option<Tekst>,
    /// The measure that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inzet: Option<InzetId>,
    /// Why it is longer than the kader knows, or was changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reden: Option<Tekst>,
}

impl Velden for KlokVelden {
    type Ding = LopendeKlok;

    /// A clock may begin later, and one that nobody gave an end may turn out to have run out. The reason is of the change
    /// itself, and replaces nothing: see [`KlokVelden::zegt_niets_nieuws`].
    fn delen<'a>(&self, was: Option<&'a LopendeKlok>) -> Vec<Onderdeel<'a>> {
        let Self { soort, naam, begin, einde, gegeven_door, inzet, reden: _ } = self;
        vec![
            deel("soort", soort.as_ref(), was.and_then(|w| w.soort.as_ref())),
            gezegd("naam", naam.as_ref(), was.map(|w| &w.naam)),
            ooit("begin", *begin, was.and_then(|w| w.begin)),
            straks("einde", "wanneer de klok afloopt", *einde, was.map(|w| w.einde)),
            gezegd("gegeven door", gegeven_door.as_ref(), was.map(|w| &w.gegeven_door)),
            deel("maatregel", inzet.as_ref(), was.and_then(|w| w.inzet.as_ref())),
        ]
    }
}

impl KlokVelden {
    /// Whether all that is given is what stands there. A reason alone is a remark on a clock that stays as it is.
    pub(in crate::domain) fn zegt_niets_nieuws(&self, was: &LopendeKlok) -> bool {
        self.al_zo(was) && self.reden.as_ref().is_none_or(Tekst::is_empty)
    }
}

/// A clock that runs, or ran.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LopendeKlok {
    /// Its number.
    pub nr: KlokNr,
    /// Which clock of the kader, where it is one.
    pub soort: Option<KlokId>,
    /// What it is called.
    pub naam: Tekst,
    /// From when it counts.
    pub begin: Option<Tijdstip>,
    /// When it ends.
    pub einde: Tijdstip,
    /// Who gave the end.
    pub gegeven_door: Tekst,
    /// The measure that it belongs to.
    pub inzet: Option<InzetId>,
    /// Every setting of its end, the first too: the end, why, when and by whom.
    pub gezet: Vec<(Tijdstip, Tekst, Gezet)>,
    /// Why it stopped, when and by whom.
    pub gestopt: Option<(Tekst, Gezet)>,
}

impl LopendeKlok {
    /// Whether it counts down.
    pub fn loopt(&self) -> bool {
        self.gestopt.is_none()
    }

    /// Whether it ran out and was not stopped.
    pub fn is_afgelopen(&self, nu: Tijdstip) -> bool {
        self.loopt() && self.einde.is_voorbij(nu)
    }
}
