//! The roles that somebody can have in a dossier: the family system, and who is around it.

use serde::{Deserialize, Serialize};

use super::super::ids::BetrokkenrolId;
use super::super::tekst::Tekst;
use super::Herkomst;
use super::lijsten::is_nee;

/// A role of a person in a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Betrokkenrol {
    /// Its key.
    pub id: BetrokkenrolId,
    /// Its name, as it is chosen.
    pub naam: Tekst,
    /// What somebody with this role is called where no name may stand, with the number behind it: `kind P3`.
    pub aanduiding: Tekst,
    /// Whether the name is hidden unless somebody says otherwise.
    #[serde(default, skip_serializing_if = "is_nee")]
    pub verborgen: bool,
    /// Whether it is asked how and when this person can be reached without harm.
    #[serde(default, skip_serializing_if = "is_nee")]
    pub veilig_contact: bool,
    /// What to think of.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub uitleg: Tekst,
    /// Where it comes from.
    pub bron: Herkomst,
}
