//! What is asked beside the lists: criteria for going to the burgemeester, and series of questions and reminders.

use serde::{Deserialize, Serialize};

use super::super::ids::{CriteriumId, ReeksId};
use super::super::tekst::Tekst;
use super::{Herkomst, MaatregelKader};

/// A criterion for going to the burgemeester. Each is answered, with a reason; none decides by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterium {
    /// Its key.
    pub id: CriteriumId,
    /// How it is asked.
    pub vraag: Tekst,
    /// What it means.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub uitleg: Tekst,
    /// Where it comes from.
    pub bron: Herkomst,
}

/// Questions or reminders that are shown together at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reeks {
    /// Its key.
    pub id: ReeksId,
    /// Its title.
    pub titel: Tekst,
    /// At which moment it is shown.
    pub soort: ReeksSoort,
    /// For adverse effects: the kind of measure that they belong to; none for every kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kader: Option<MaatregelKader>,
    /// What a reader has to know.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub toelichting: Tekst,
    /// The questions, in order.
    pub vragen: Vec<Vraagregel>,
}

/// The moment at which questions are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReeksSoort {
    /// Going on with the crisis approach, or over to the non-acute one.
    Moment,
    /// What makes that the acute question is asked again.
    Herbeoordelen,
    /// How acute unsafety can be lifted.
    Opheffen,
    /// The tegendenker's.
    Tegendenker,
    /// Adverse effects of measures.
    Nadelen,
    /// What has to be settled around a set of measures.
    Regelen,
    /// Sharing without consent.
    Delen,
    /// What the informatiebeeld asks of itself: before a meeting, and of the dossier.
    Informatiebeeld,
    /// What the woman is asked.
    Haar,
    /// Principles, as reminders for the chair.
    Principes,
    /// The quality of the meeting, at its end.
    Kwaliteit,
}

/// One question of such a series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vraagregel {
    /// The question or reminder.
    pub tekst: Tekst,
    /// What it means, or where it stands.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub uitleg: Tekst,
    /// Where it comes from.
    pub bron: Herkomst,
}
