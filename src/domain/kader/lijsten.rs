//! What is weighed: factors, the lists that name them in their own words, and the levels of a conclusion.
//! Absent on purpose: weights, scores, thresholds. No source gives them, and the absence of flags is not safety.

use serde::{Deserialize, Serialize};

use super::super::ids::{FactorId, LijstId, NiveauId};
use super::super::tekst::Tekst;
use super::Herkomst;

/// A factor that is weighed: the one thing that is answered, however many lists ask for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Factor {
    /// Its key; what is typed after `#`.
    pub id: FactorId,
    /// Its name.
    pub naam: Tekst,
    /// What may also be typed for it.
    #[serde(default)]
    pub ook: Vec<Tekst>,
    /// The group in which it stands.
    pub groep: Tekst,
    /// What kind of factor it is, for the rules.
    #[serde(default)]
    pub soort: FactorSoort,
    /// How it is asked aloud; empty where the name says enough.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub vraag: Tekst,
    /// What it means, in a sentence or two.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub uitleg: Tekst,
    /// Whether 'now' and 'earlier' are two answers.
    #[serde(default, skip_serializing_if = "is_nee")]
    pub nu_eerder: bool,
    /// Whether it is the pattern of coercion and control itself, where the kind `dwang` is a part of it.
    #[serde(default, skip_serializing_if = "is_nee")]
    pub patroon: bool,
    /// Narrower factors: when one of these is answered yes, this one is proposed as yes. Never the other way round, and
    /// never for a no.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub volgt_uit: Vec<FactorId>,
    /// Where it comes from.
    pub bron: Herkomst,
}

/// What kind of factor it is. The rules look at the kind, never at the key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactorSoort {
    /// A red flag.
    RodeVlag,
    /// Weighs in combination with red flags.
    Bijkomend,
    /// A part of coercion and control.
    Dwang,
    /// A motive, a trigger or a point to be alert to.
    Aanleiding,
    /// The pleger can reach her or another. One at most.
    Toegang,
    /// Others see what goes on. One at most; its yes is the safe answer.
    Zicht,
    /// A condition, agreement or ban was breached. One at most.
    Schending,
    /// A trigger of acute unsafety.
    Acuut,
    /// Unsafety that goes on or comes back.
    Structureel,
    /// Protects; its yes is the safe answer. Never lowers anything.
    Beschermend,
    /// None of these.
    #[default]
    Overig,
}

impl FactorSoort {
    /// Whether yes is the safe answer.
    pub fn ja_is_gunstig(self) -> bool {
        matches!(self, Self::Zicht | Self::Beschermend)
    }
}

/// A list that the team goes through: its own wording of factors that it shares with other lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lijst {
    /// Its key.
    pub id: LijstId,
    /// Its title.
    pub titel: Tekst,
    /// What it is for and when it is used.
    pub doel: Tekst,
    /// What the rules do with it.
    pub soort: LijstSoort,
    /// Whether it is on the board from the start.
    #[serde(default, skip_serializing_if = "is_nee")]
    pub standaard: bool,
    /// It is offered as soon as one of these is answered yes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bij: Vec<FactorId>,
    /// Its version, as its owner counts.
    pub versie: Tekst,
    /// Under which licence or for which reason it may be used here.
    pub licentie: Tekst,
    /// Who allowed the use of a restricted list, when and for what; empty where no permission is needed.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub toestemming: Tekst,
    /// Whether the items have the words of the source; else they are ours.
    #[serde(default, skip_serializing_if = "is_nee")]
    pub letterlijk: bool,
    /// What a reader has to know.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub toelichting: Tekst,
    /// Where it comes from.
    pub bron: Herkomst,
    /// Its items, in order.
    pub items: Vec<Item>,
}

/// What the rules do with a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LijstSoort {
    /// Weighed on the board.
    Wegen,
    /// Any yes or unknown suggests acute unsafety, where there is access and no sight.
    Acuut,
    /// Asked per category, now and earlier.
    Structureel,
    /// A questionnaire with descriptions.
    Vragen,
    /// What protects.
    Beschermend,
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its number in the list, from 1.
    pub nr: u32,
    /// The list's own wording.
    pub tekst: Tekst,
    /// The category within the list; empty where it has none.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub groep: Tekst,
    /// What is answered.
    pub factor: FactorId,
    /// Whether the literal words are asked for: hers, or the pleger's.
    #[serde(default, skip_serializing_if = "is_nee")]
    pub letterlijke_woorden: bool,
    /// Where it comes from.
    pub bron: Herkomst,
}

/// A level of a conclusion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Niveau {
    /// Its key.
    pub id: NiveauId,
    /// Its name.
    pub naam: Tekst,
}

/// Whether a flag is not set, so that it need not be written.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
pub(super) fn is_nee(vlag: &bool) -> bool {
    !vlag
}
