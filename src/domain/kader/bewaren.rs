//! How long things are kept, as data. Absent: whether a term is over (`domain::bewaren`).

use serde::{Deserialize, Serialize};

use super::super::dossier::Vernietigbaar;
use super::super::ids::MaatregelId;
use super::super::tekst::Tekst;
use super::Herkomst;

/// How long a part of a dossier is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bewaartermijn {
    /// Of what.
    pub wat: Vernietigbaar,
    /// For dossiers in which this measure was imposed, counted from then; none for all others, counted from their closing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maatregel: Option<MaatregelId>,
    /// So many years; none where the municipality did not set it: then it is never over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jaren: Option<u32>,
    /// What has to be known of it.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub uitleg: Tekst,
    /// To be checked by a lawyer: as of when the source speaks.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub te_toetsen: Tekst,
    /// Where it comes from.
    pub bron: Herkomst,
}

/// How long it is kept who read what: of each month, counted from its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inzagetermijn {
    /// So many years; none where the municipality did not set it: then no month is ever due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jaren: Option<u32>,
    /// What has to be known of it.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub uitleg: Tekst,
    /// To be checked by a lawyer: as of when the source speaks.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub te_toetsen: Tekst,
    /// Where it comes from.
    pub bron: Herkomst,
}
