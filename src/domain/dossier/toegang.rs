//! Who may see this dossier beside those to whom the role table gives it: one account, in one role, until a moment or until
//! somebody withdraws it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::rol::Rol;
use super::super::tekst::Tekst;
use super::super::tijd::Tijdstip;
use super::{Dossier, Gezet};

/// What is given to an account: a role in this dossier, and in no other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Toegang {
    /// The account on the machine, or the name that the gateway passes on; to the letter.
    pub gebruiker: Tekst,
    /// The name as it stands in the minutes.
    pub naam: Tekst,
    /// For which organisation this person speaks.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub organisatie: Tekst,
    /// As what.
    pub rol: Rol,
    /// Until when; none until it is withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tot: Option<Tijdstip>,
    /// Why.
    pub reden: Tekst,
}

impl Toegang {
    /// Whether it holds at this moment, where nobody withdrew it: it ends by itself.
    pub fn duurt_nog(&self, nu: Tijdstip) -> bool {
        self.tot.is_none_or(|tot| tot > nu)
    }
}

/// Access that was given, and how it ended.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GegevenToegang {
    /// What was given.
    pub toegang: Toegang,
    /// Since when, and by whom.
    pub gezet: Gezet,
    /// Why it was withdrawn, when and by whom; without a reason another access took its place.
    pub ingetrokken: Option<(Tekst, Gezet)>,
}

impl GegevenToegang {
    /// Whether it counts now.
    pub fn geldt(&self, nu: Tijdstip) -> bool {
        self.ingetrokken.is_none() && self.toegang.duurt_nog(nu)
    }
}

impl Dossier {
    /// The access that this account was given last, and that nobody withdrew; its moment can be past.
    pub fn toegang_van(&self, gebruiker: &str) -> Option<&GegevenToegang> {
        self.niet_ingetrokken().find(|t| t.toegang.gebruiker.as_str() == gebruiker)
    }

    /// What was given and nobody withdrew: at most one for each account; its moment can be past.
    pub fn niet_ingetrokken(&self) -> impl Iterator<Item = &GegevenToegang> {
        self.toegang.iter().filter(|t| t.ingetrokken.is_none())
    }
}
