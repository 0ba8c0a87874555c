//! Instruments that others take. Absent: their questions, which are restricted or not ours, and any computing.

use serde::{Deserialize, Serialize};

use super::super::ids::{FactorId, InstrumentId, NiveauId, VeldId};
use super::super::tekst::Tekst;
use super::Herkomst;
use super::lijsten::is_nee;

/// An instrument that others take. Its outcome is recorded, never computed; its questions are not in the kader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Its key.
    pub id: InstrumentId,
    /// Its name.
    pub naam: Tekst,
    /// Other names, in full or as people say it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ook: Vec<Tekst>,
    /// Who takes it.
    pub afnemer: Tekst,
    /// When it is taken, and what it says.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub uitleg: Tekst,
    /// The words that an outcome can have, the lowest first where they have an order; empty for free words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uitkomsten: Vec<Tekst>,
    /// Answers that are recorded beside the outcome.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub velden: Vec<Instrumentveld>,
    /// It is expected as soon as one of these is answered yes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub verwacht_bij: Vec<FactorId>,
    /// Whether its text is restricted: a list with its name needs a permission.
    #[serde(default, skip_serializing_if = "is_nee")]
    pub afgeschermd: bool,
    /// What its owner allows, as far as known.
    pub licentie: Tekst,
    /// Where it comes from.
    pub bron: Herkomst,
}

/// An answer that is recorded beside an instrument's outcome, as the one who took it gave it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrumentveld {
    /// Its key within the instrument.
    pub id: VeldId,
    /// What is asked for; not the instrument's own wording.
    pub vraag: Tekst,
    /// The answers that it can have.
    pub antwoorden: Vec<Tekst>,
    /// The floor that one of these answers puts under the meeting's conclusion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bodem: Option<Bodem>,
    /// Where it comes from.
    pub bron: Herkomst,
}

/// A floor under the level of the meeting's conclusion. It never touches an organisation's own judgement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bodem {
    /// The answer that puts it there.
    pub bij: Tekst,
    /// The level below which the conclusion does not go.
    pub niveau: NiveauId,
}
