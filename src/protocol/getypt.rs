//! A line as it is typed, with all that it was begun with: what is kept of it, so that it comes back as the same line.

use serde::{Deserialize, Serialize};

use super::Basis;

use crate::domain::ids::{PuntId, RegelId, RequestId};
use crate::domain::invoer::Ondergrond;
use crate::domain::tekst::Tekst;

/// A line as it is typed. What an older version kept of it is its text and its request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Getypt {
    /// The text so far.
    pub tekst: Tekst,
    /// The request that it is, or will be when it is entered: so it is known of what was left behind whether it was
    /// recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verzoek: Option<RequestId>,
    /// What of it is settled: recorded before, or pasted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    vast: Option<Vast>,
    /// The recorded line that it corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correctie: Option<BegonnenCorrectie>,
    /// Where the meeting was when it was begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begin: Option<Begin>,
}

/// What of a line is settled. Of a line that is foreign text as a whole its text is not said twice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Vast {
    Letterlijk,
    Deels(Box<Ondergrond>),
}

/// The correction of a recorded line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BegonnenCorrectie {
    /// The line.
    pub regel: RegelId,
    /// Up to where the record was seen when it was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
}

/// Where the meeting was when a line was begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begin {
    /// The agenda item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub punt: Option<PuntId>,
    /// Who had the floor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inbreng: Option<Tekst>,
}

impl Getypt {
    /// A text of which nothing is settled.
    pub fn nieuw(tekst: Tekst) -> Self {
        Self { tekst, ..Self::default() }
    }

    /// The same line, of which this is settled.
    #[must_use]
    pub fn op(self, ondergrond: &Ondergrond) -> Self {
        let vast = if *ondergrond == Ondergrond::default() {
            None
        } else if *ondergrond == Ondergrond::letterlijk(self.tekst.as_str()) {
            Some(Vast::Letterlijk)
        } else {
            Some(Vast::Deels(Box::new(ondergrond.clone())))
        };
        Self { vast, ..self }
    }

    /// What of it is settled. What cannot be so is taken as foreign text: it is rather read too literally.
    pub fn ondergrond(&self) -> Ondergrond {
        match &self.vast {
            None => Ondergrond::default(),
            Some(Vast::Deels(o)) if o.is_heel() => (**o).clone(),
            Some(Vast::Letterlijk | Vast::Deels(_)) => Ondergrond::letterlijk(self.tekst.as_str()),
        }
    }

    /// Whether the other one is the same line, under whatever request.
    pub fn is_zelfde(&self, other: &Self) -> bool {
        let of = |g: &Self| g.correctie.as_ref().map(|c| c.regel);
        (&self.tekst, of(self)) == (&other.tekst, of(other))
    }
}
