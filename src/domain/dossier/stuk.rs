//! Pieces that stand in a dossier by themselves, in no line of a meeting: each has a shield of its own, and is taken back
//! with a reason.

#![deny(clippy::wildcard_enum_match_arm)]

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::ids::{BetrokkeneId, MeldingId};
use super::super::scherm::{Organisatie, Scherm};
use super::super::tekst::Tekst;
use super::{Ding, Dossier, Gezet};

/// Which piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Dossierstuk {
    /// A melding.
    Melding(MeldingId),
    /// A person who is involved.
    Betrokkene(BetrokkeneId),
}

impl Dossierstuk {
    /// The thing in the record.
    pub fn ding(self) -> Ding {
        match self {
            Self::Melding(id) => Ding::Melding(id),
            Self::Betrokkene(id) => Ding::Betrokkene(id),
        }
    }
}

impl fmt::Display for Dossierstuk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Melding(id) => id.fmt(f),
            Self::Betrokkene(id) => id.fmt(f),
        }
    }
}

/// That the shield of a piece is lifted, or that another comes in its place that shows it to others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stukvrijgave {
    /// The piece.
    pub stuk: Dossierstuk,
    /// Why.
    pub reden: Tekst,
    /// The shield that it has from now on; none, and it is for everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scherm: Option<Scherm>,
}

/// That a piece is taken back; it stays in the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stukintrekking {
    /// The piece.
    pub stuk: Dossierstuk,
    /// Why.
    pub reden: Tekst,
}

/// What every piece has beside what it says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stukstand {
    /// Whether it is shielded.
    pub afgeschermd: bool,
    /// The organisations that it is shielded for; none, and it is per role.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kring: Vec<Organisatie>,
    /// Each time that the shield was lifted: why, when and by whom.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub vrijgegeven: Vec<(Tekst, Gezet)>,
    /// Why it was taken back, when and by whom; it stays in the record.
    pub ingetrokken: Option<(Tekst, Gezet)>,
    /// When it was recorded, and by whom.
    pub gezet: Gezet,
}

impl Stukstand {
    /// Of a piece that is made now.
    pub(in crate::domain) fn nieuw(gezet: Gezet) -> Self {
        Self { afgeschermd: false, kring: Vec::new(), vrijgegeven: Vec::new(), ingetrokken: None, gezet }
    }

    /// Its shield.
    pub fn scherm(&self) -> Option<Scherm> {
        Scherm::van(self.afgeschermd, &self.kring)
    }

    /// Whether it still counts.
    pub fn staat(&self) -> bool {
        self.ingetrokken.is_none()
    }
}

impl Dossier {
    /// What a piece has beside what it says.
    pub fn stuk(&self, stuk: Dossierstuk) -> Option<&Stukstand> {
        match stuk {
            Dossierstuk::Melding(id) => self.meldingen.get(&id).map(|m| &m.stand),
            Dossierstuk::Betrokkene(id) => self.betrokkenen.get(&id).map(|b| &b.stand),
        }
    }

    /// The same, to change. For `evolve`.
    pub(in crate::domain) fn stuk_mut(&mut self, stuk: Dossierstuk) -> Option<&mut Stukstand> {
        match stuk {
            Dossierstuk::Melding(id) => self.meldingen.get_mut(&id).map(|m| &mut m.stand),
            Dossierstuk::Betrokkene(id) => self.betrokkenen.get_mut(&id).map(|b| &mut b.stand),
        }
    }

    /// Every piece.
    pub fn stukken(&self) -> impl Iterator<Item = &Stukstand> {
        self.meldingen.values().map(|m| &m.stand).chain(self.betrokkenen.values().map(|b| &b.stand))
    }
}
