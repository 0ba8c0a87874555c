//! Who can be at the table, what they know and do, on which ground they may share it, and the roles in and around a
//! meeting. Telephone numbers are a municipality's own: the program brings none along.

use serde::{Deserialize, Serialize};

use super::super::ids::{GrondId, RolId};
use super::super::tekst::Tekst;
use super::Herkomst;

/// An organisation that can be at the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    /// The name as it stands in the minutes.
    pub naam: Tekst,
    /// What may be typed for it after `@`.
    #[serde(default)]
    pub ook: Vec<Tekst>,
    /// Whether it belongs to the core team.
    #[serde(default)]
    pub kern: bool,
    /// What it is there for.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub kerntaak: Tekst,
    /// What it can know.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub informatiepositie: Tekst,
    /// The grounds on which it gives information.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gronden: Vec<GrondId>,
    /// When it can be reached, in general.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub bereikbaarheid: Tekst,
    /// At which number it is called at night; a municipality's own.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub telefoon: Tekst,
    /// Where it comes from.
    pub bron: Herkomst,
}

/// A ground on which one shares with another. Dated, to be checked, never legal advice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grond {
    /// Its key.
    pub id: GrondId,
    /// Who gives.
    pub wie: Tekst,
    /// To whom.
    pub aan: Tekst,
    /// What for.
    pub doel: Tekst,
    /// Under which conditions.
    pub voorwaarden: Tekst,
    /// The ground, by article.
    pub grond: Tekst,
    /// To be checked by a lawyer: as of when the source speaks, and what is doubtful.
    pub te_toetsen: Tekst,
    /// Where it comes from.
    pub bron: Herkomst,
}

/// A role in or around a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RolTaak {
    /// Its key.
    pub id: RolId,
    /// Its name.
    pub naam: Tekst,
    /// What it does.
    pub taak: Tekst,
    /// Where it comes from.
    pub bron: Herkomst,
}
