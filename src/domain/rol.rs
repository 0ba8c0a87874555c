//! Roles, and who acts.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ids::RequestId;
use super::tekst::Tekst;
use super::tijd::Tijdstip;

/// What somebody is at the table. Deputies have the role itself: they stand in the role table beside the first holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rol {
    /// Leads the meeting: phases, gates, closing.
    Voorzitter,
    /// Carries the dossier between meetings.
    Procesregisseur,
    /// Types the minutes.
    Notulist,
    /// Sits at the table for an organisation.
    Deelnemer,
    /// Asks the questions that the others do not ask.
    Tegendenker,
    /// Listens only.
    Waarnemer,
    /// Looks things up: piket, casusregisseur, burgemeester.
    Raadpleger,
    /// Keeps the program running; sees no content.
    Beheerder,
    /// No person: the shared terminal on the wall.
    Scherm,
}

impl Rol {
    /// Every role, in the order in which lists show them.
    pub const ALL: [Self; 9] = [
        Self::Voorzitter,
        Self::Procesregisseur,
        Self::Notulist,
        Self::Deelnemer,
        Self::Tegendenker,
        Self::Waarnemer,
        Self::Raadpleger,
        Self::Beheerder,
        Self::Scherm,
    ];

    /// The role as a person reads and types it.
    pub fn naam(self) -> &'static str {
        match self {
            Self::Voorzitter => "voorzitter",
            Self::Procesregisseur => "procesregisseur",
            Self::Notulist => "notulist",
            Self::Deelnemer => "deelnemer",
            Self::Tegendenker => "tegendenker",
            Self::Waarnemer => "waarnemer",
            Self::Raadpleger => "raadpleger",
            Self::Beheerder => "beheerder",
            Self::Scherm => "scherm",
        }
    }
}

impl fmt::Display for Rol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.naam())
    }
}

/// The text names no role.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "'{0}' is geen rol; kies uit voorzitter, procesregisseur, notulist, deelnemer, tegendenker, waarnemer, raadpleger, beheerder, scherm"
)]
pub struct NotARole(pub String);

impl FromStr for Rol {
    type Err = NotARole;

    fn from_str(raw: &str) -> Result<Self, NotARole> {
        Self::ALL.into_iter().find(|rol| rol.naam() == raw.trim().to_lowercase()).ok_or_else(|| NotARole(raw.to_owned()))
    }
}

/// Who did something, as the server established it: never what a client says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Actor {
    /// The account on the machine.
    pub gebruiker: Tekst,
    /// The name as it stands in the minutes.
    pub naam: Tekst,
    /// The role in which it was done.
    pub rol: Rol,
    /// The organisation, where the role table gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisatie: Option<Tekst>,
}

impl Actor {
    /// Whether two actions were the same person's, whatever the role.
    pub fn same_person(&self, other: &Self) -> bool {
        self.gebruiker == other.gebruiker
    }
}

/// What the server adds to a command: who, when, and which request. The same for all events of one frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// When it was recorded.
    pub op: Tijdstip,
    /// Who did it.
    pub wie: Actor,
    /// Which request it answers.
    pub verzoek: RequestId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_is_read_as_it_is_written() {
        for rol in Rol::ALL {
            assert_eq!(rol.naam().parse(), Ok(rol));
            assert_eq!(serde_json::to_string(&rol).unwrap(), format!("\"{rol}\""));
        }
        assert!("baas".parse::<Rol>().is_err());
    }
}
