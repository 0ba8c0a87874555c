//! Lengths of time as data: clocks, and the days that are no working days. Absent: counting, which needs a moment.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::ids::KlokId;
use super::super::tekst::Tekst;
use super::Herkomst;
use super::lijsten::is_nee;

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duur {
    /// How many, from 1.
    pub aantal: u32,
    /// Of what.
    pub eenheid: Eenheid,
    /// Until when on the last day.
    #[serde(default)]
    pub tot: Tot,
}

impl fmt::Display for Duur {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (een, meer) = match self.eenheid {
            Eenheid::Uren => ("uur", "uur"),
            Eenheid::Dagen => ("dag", "dagen"),
            Eenheid::Werkdagen => ("werkdag", "werkdagen"),
            Eenheid::Weken => ("week", "weken"),
            Eenheid::Maanden => ("maand", "maanden"),
            Eenheid::Jaren => ("jaar", "jaar"),
        };
        f.pad(&format!("{} {}", self.aantal, if self.aantal == 1 { een } else { meer }))
    }
}

/// What is counted, on the clock and calendar of Europe/Amsterdam.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Eenheid {
    /// Hours that pass, also when summer time begins or ends.
    Uren,
    /// Days on the calendar.
    Dagen,
    /// Days that are no Saturday, Sunday or holiday.
    Werkdagen,
    /// Weeks on the calendar.
    Weken,
    /// Months on the calendar.
    Maanden,
    /// Years on the calendar.
    Jaren,
}

/// Until when on the last day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tot {
    /// Until the hour and minute at which it began.
    #[default]
    HetUur,
    /// Until the end of the day.
    EindeDag,
}

/// A clock that can count down in a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Klok {
    /// Its key.
    pub id: KlokId,
    /// Its name.
    pub naam: Tekst,
    /// How long; more than one where somebody says which it is, none where the end is only given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lengtes: Vec<Duur>,
    /// The longest, with every extension; none where that is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hoogstens: Option<Duur>,
    /// Whether the end is the one that an authority gives, and is never computed without being asked.
    #[serde(default, skip_serializing_if = "is_nee")]
    pub zoals_gegeven: bool,
    /// Whether an end on a Saturday, Sunday or holiday moves to the next working day.
    #[serde(default, skip_serializing_if = "is_nee")]
    pub schuift: bool,
    /// From when it counts.
    pub begint_bij: Tekst,
    /// What happens at the end, and what has to be ready.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub uitleg: Tekst,
    /// To be checked by a lawyer: as of when the source speaks. Empty where it rests on no law.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub te_toetsen: Tekst,
    /// Where it comes from.
    pub bron: Herkomst,
}

/// A holiday with its dates. What lies outside the years that are given is not known, and nobody guesses it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feestdag {
    /// Its name.
    pub naam: Tekst,
    /// Its dates.
    pub datums: Vec<NaiveDate>,
    /// Whether it is put on a par with a holiday for terms of law only, and is a working day otherwise.
    #[serde(default, skip_serializing_if = "is_nee")]
    pub gelijkgesteld: bool,
    /// Where it comes from.
    pub bron: Herkomst,
}
