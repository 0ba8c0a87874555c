//! The end of a dossier: what of it can be destroyed, what was asked and agreed, and what is left to tell of it.

use std::fmt;

use chrono::Datelike;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::ids::DossierNummer;
use super::super::tekst::Tekst;
use super::super::tijd::Tijdstip;
use super::{Dossier, DossierStatus, Gezet};

/// What can be destroyed: decisions never without the rest, as they are the skeleton of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Vernietigbaar {
    /// What was said and written; decisions, measures, actions and clocks stay.
    Verhaal,
    /// The whole dossier.
    Alles,
}

impl Vernietigbaar {
    /// All of them, the narrative first: it goes first.
    pub const ALLE: [Self; 2] = [Self::Verhaal, Self::Alles];

    /// The name, as it is typed.
    pub fn naam(self) -> &'static str {
        match self {
            Self::Verhaal => "verhaal",
            Self::Alles => "alles",
        }
    }

    /// In a sentence.
    pub fn voluit(self) -> &'static str {
        match self {
            Self::Verhaal => "het verhaal (besluiten, maatregelen, acties en klokken blijven)",
            Self::Alles => "het hele dossier",
        }
    }
}

impl fmt::Display for Vernietigbaar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.naam())
    }
}

/// That somebody wants it destroyed, and whether a second person agreed. Whatever else is recorded ends it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Vernietiging {
    /// What.
    pub wat: Vernietigbaar,
    /// On which ground.
    pub grond: Tekst,
    /// Who proposed it.
    pub voorgesteld: Gezet,
    /// Who agreed.
    pub akkoord: Option<Gezet>,
}

/// How long a dossier was open, in classes in which many are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Openduur {
    /// At most a week.
    Week,
    /// At most a month.
    Maand,
    /// At most a quarter.
    Kwartaal,
    /// At most a year.
    Jaar,
    /// Longer.
    Langer,
}

impl fmt::Display for Openduur {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Week => "hoogstens een week",
            Self::Maand => "hoogstens een maand",
            Self::Kwartaal => "hoogstens een kwartaal",
            Self::Jaar => "hoogstens een jaar",
            Self::Langer => "langer dan een jaar",
        })
    }
}

/// What is kept of a destroyed dossier to evaluate by: counts, and nobody in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Eindtelling {
    /// The year in which it was opened.
    pub jaar: i32,
    /// How many meetings began.
    pub overleggen: u32,
    /// How long it was open.
    pub open: Openduur,
    /// How it was closed.
    pub status: DossierStatus,
}

impl Eindtelling {
    /// Of this dossier, which is over.
    pub fn van(d: &Dossier) -> Option<Self> {
        let (van, tot) = (d.geopend.as_ref()?.op, d.afgesloten?);
        let open = match tot.since(van).num_days() {
            ..=7 => Openduur::Week,
            8..=31 => Openduur::Maand,
            32..=92 => Openduur::Kwartaal,
            93..=366 => Openduur::Jaar,
            _ => Openduur::Langer,
        };
        let begonnen = d.overleggen.iter().filter(|o| o.begonnen.is_some()).count();
        let overleggen = u32::try_from(begonnen).unwrap_or(u32::MAX);
        Some(Self { jaar: van.lokaal().year(), overleggen, open, status: d.status })
    }
}

/// What was agreed to be destroyed: all that a certificate says. No word of the dossier is in it but its number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vernietigopdracht {
    /// The dossier.
    pub nummer: DossierNummer,
    /// What of it.
    pub wat: Vernietigbaar,
    /// On which ground.
    pub grond: Tekst,
    /// Who proposed it, and when.
    pub voorgesteld: Gezet,
    /// Who agreed, and when.
    pub akkoord: Gezet,
    /// The number of the last record: that of the agreement.
    pub record: u64,
    /// Its hash.
    pub hash: Tekst,
    /// What is kept to evaluate by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telling: Option<Eindtelling>,
}

/// How far it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "stand")]
pub enum Vernietigstand {
    /// Agreed; done when the service starts next.
    Opgedragen,
    /// It is not done any more, and why.
    Vervallen {
        /// Why.
        reden: Tekst,
    },
    /// Done.
    Uitgevoerd {
        /// When.
        op: Tijdstip,
    },
}

/// What was agreed and how far it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Vernietigrij {
    /// What was agreed.
    pub opdracht: Vernietigopdracht,
    /// How far it is.
    #[serde(flatten)]
    pub stand: Vernietigstand,
}

impl Vernietigrij {
    /// When it was done, where it was.
    pub fn uitgevoerd(&self) -> Option<Tijdstip> {
        match self.stand {
            Vernietigstand::Uitgevoerd { op } => Some(op),
            Vernietigstand::Opgedragen | Vernietigstand::Vervallen { .. } => None,
        }
    }

    /// When this was destroyed of a dossier, where it was.
    pub fn toen(rijen: &[Self], nummer: DossierNummer, wat: Vernietigbaar) -> Option<Tijdstip> {
        let deze = |r: &&Self| r.opdracht.nummer == nummer && r.opdracht.wat == wat;
        rijen.iter().filter(deze).find_map(Self::uitgevoerd)
    }
}
