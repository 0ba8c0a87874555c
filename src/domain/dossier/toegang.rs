//! Who may see this dossier beside those to whom the role table gives it: one account, in one role, until a moment or until
//! somebody withdraws it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::ids::DossierNummer;
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
    /// Whether somebody took it in need, by themselves. Nobody gives it so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[schemars(skip)]
    pub nood: bool,
}

/// How long access in need lasts, in hours. Own choice: the night, and the working day on which somebody looks at it.
pub const NOOD_UREN: i64 = 24;

/// What somebody in need looks for: the dossier with this number, or the only one in which this name stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Noodzoek {
    /// By its number.
    Nummer(DossierNummer),
    /// By a name: every word of it in one line, or in the title.
    Naam(Tekst),
}

/// What a second person says of access that was taken in need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Noodbeoordeling {
    /// The account that took it, to the letter.
    pub gebruiker: Tekst,
    /// When it was taken.
    pub genomen: Tijdstip,
    /// Whether that was right; where not, it ends.
    pub akkoord: bool,
    /// Why.
    pub toelichting: Tekst,
}

/// What a second person said of access that was taken in need.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Noodoordeel {
    /// Whether it was right.
    pub akkoord: bool,
    /// In words.
    pub toelichting: Tekst,
    /// When, and by whom.
    pub gezet: Gezet,
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
    /// Where it was taken in need: what a second person said of it; none while nobody did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beoordeeld: Option<Noodoordeel>,
}

impl GegevenToegang {
    /// Whether it counts now.
    pub fn geldt(&self, nu: Tijdstip) -> bool {
        self.ingetrokken.is_none() && self.toegang.duurt_nog(nu)
    }

    /// Whether this account took it in need at this moment.
    pub fn is_nood_van(&self, gebruiker: &Tekst, genomen: Tijdstip) -> bool {
        self.toegang.nood && self.toegang.gebruiker == *gebruiker && self.gezet.op == genomen
    }

    /// Whether a second person still has to look at it, also when it is over.
    pub fn wacht_op_oordeel(&self) -> bool {
        self.toegang.nood && self.beoordeeld.is_none()
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

    /// The access that this account took in need at this moment.
    pub fn noodtoegang(&self, gebruiker: &Tekst, genomen: Tijdstip) -> Option<&GegevenToegang> {
        self.toegang.iter().find(|t| t.is_nood_van(gebruiker, genomen))
    }
}
