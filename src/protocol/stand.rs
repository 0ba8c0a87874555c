//! Up to where somebody has the record. A number would tell how many records there are that they may not know of.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::ids::RequestId;

/// A place in the record of a dossier, as the server names it: only the server knows what it names, and what lies between
/// two of them. Sixteen hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Stand(pub u64);

/// The text does not name a place in a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("een stand bestaat uit 16 hexadecimale cijfers, zoals de dienst die gaf")]
pub struct NotAStand;

impl TryFrom<String> for Stand {
    type Error = NotAStand;

    fn try_from(raw: String) -> Result<Self, NotAStand> {
        if raw.len() != 16 || raw.starts_with('+') {
            return Err(NotAStand);
        }
        u64::from_str_radix(&raw, 16).map(Self).map_err(|_| NotAStand)
    }
}

impl From<Stand> for String {
    fn from(stand: Stand) -> Self {
        stand.to_string()
    }
}

impl fmt::Display for Stand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// Up to where somebody had seen the record when they began to edit: when the line was taken back, the form or the choice
/// opened, the key pressed; not when it was sent. One that names no place that the server knows, as of a version before
/// this one, is of who had seen nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// The last that the terminal had been given; none for nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stand: Option<Stand>,
    /// Own requests that were under way then: whoever sent them knows what they do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub eigen: Vec<RequestId>,
}
