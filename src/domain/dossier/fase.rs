//! The blocks of a meeting.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a meeting is. The order is that of the meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Fase {
    /// No meeting: the dossier itself, between meetings.
    Dossier,
    /// Called, not started.
    Gepland,
    /// Who is here, what is recorded, open actions.
    Opening,
    /// What do we know, what do we suspect, what do we not know.
    Beeldvorming,
    /// What do we make of it.
    Oordeelsvorming,
    /// What do we do.
    Besluitvorming,
    /// Is everyone safe until the next step.
    Afsluiting,
    /// Over.
    Gesloten,
}

impl Fase {
    /// The five blocks of an agenda.
    pub const BLOKKEN: [Self; 5] =
        [Self::Opening, Self::Beeldvorming, Self::Oordeelsvorming, Self::Besluitvorming, Self::Afsluiting];

    /// Whether a meeting in this phase is going on.
    pub fn loopt(self) -> bool {
        !matches!(self, Self::Dossier | Self::Gepland | Self::Gesloten)
    }

    /// The next block; the last block has none, because closing is a step of its own.
    pub fn volgende(self) -> Option<Self> {
        match self {
            Self::Gepland => Some(Self::Opening),
            Self::Opening => Some(Self::Beeldvorming),
            Self::Beeldvorming => Some(Self::Oordeelsvorming),
            Self::Oordeelsvorming => Some(Self::Besluitvorming),
            Self::Besluitvorming => Some(Self::Afsluiting),
            Self::Dossier | Self::Afsluiting | Self::Gesloten => None,
        }
    }

    /// The name as it stands on the screen.
    pub fn naam(self) -> &'static str {
        match self {
            Self::Dossier => "Dossier",
            Self::Gepland => "Gepland",
            Self::Opening => "Opening",
            Self::Beeldvorming => "Beeldvorming",
            Self::Oordeelsvorming => "Oordeelsvorming",
            Self::Besluitvorming => "Besluitvorming",
            Self::Afsluiting => "Afsluiting",
            Self::Gesloten => "Gesloten",
        }
    }
}

impl fmt::Display for Fase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.naam())
    }
}
