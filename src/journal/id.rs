//! Which journals there are, and in which file each of them lives.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::domain::ids::DossierNummer;
use crate::domain::tijd::Tijdstip;

/// Names one journal. The organisation's comes first in every list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, std::hash::Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum JournalId {
    /// The organisation's: which dossiers there are, and how far each of them was.
    Organisatie,
    /// A dossier's.
    Dossier(DossierNummer),
    /// The trace's of one month.
    Inzage(Inzagedeel),
}

/// The month of a journal of the trace, by UTC; and which one of that month it is: where one can take nothing more, it goes on
/// in another. Written as `2026-11`, the second one as `2026-11-2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, std::hash::Hash)]
pub struct Inzagedeel {
    jaar: u16,
    maand: u8,
    reeks: u8,
}

impl Inzagedeel {
    /// The first one of the month of this moment.
    pub fn van(op: Tijdstip) -> Self {
        let dag = op.utc();
        let (jaar, maand) = (u16::try_from(dag.year()), u8::try_from(dag.month()));
        Self { jaar: jaar.unwrap_or(1900), maand: maand.unwrap_or(1), reeks: 1 }
    }

    /// The next one of the same month; none after the last.
    pub fn volgende(self) -> Option<Self> {
        Some(Self { reeks: self.reeks.checked_add(1).filter(|nr| *nr <= REEKS_MAX)?, ..self })
    }

    /// When its month is over.
    pub fn einde(self) -> Tijdstip {
        let (jaar, maand) = if self.maand == 12 { (self.jaar.saturating_add(1), 1) } else { (self.jaar, self.maand + 1) };
        let dag = NaiveDate::from_ymd_opt(i32::from(jaar), u32::from(maand), 1).unwrap_or_default();
        Tijdstip::from_millis(dag.and_time(NaiveTime::MIN).and_utc().timestamp_millis())
    }

    /// Whether it is of the same month.
    pub fn zelfde_maand(self, ander: Self) -> bool {
        (self.jaar, self.maand) == (ander.jaar, ander.maand)
    }
}

/// The folder of the dossiers, within the store.
pub(super) const DOSSIERS: &str = "dossiers";
/// The folder of the trace, within the store.
pub(super) const INZAGE: &str = "inzage";
/// How many journals of the trace a month may have.
const REEKS_MAX: u8 = 99;
/// How the name of a journal's file ends.
const EXTENSION: &str = ".journaal";
/// The name of the organisation's journal.
const ORGANISATIE: &str = "organisatie";

/// The text names no journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "een journaal heet organisatie, of naar het nummer van een dossier, zoals 26-K7M4, of de inzage naar haar maand, zoals 2026-11"
)]
pub struct NotAJournal;

impl JournalId {
    /// The journal of which a file with this name is a part, with nothing before or after it.
    pub fn from_file_name(name: &str) -> Option<Self> {
        let stem = name.strip_suffix(EXTENSION)?;
        let (id, part) = stem.rsplit_once('.').unwrap_or((stem, "1"));
        let id: Self = id.parse().ok()?;
        let file = id.part(part.parse().ok()?);
        (file.file_name()? == name).then_some(id)
    }

    /// Whether a file with this name is of this journal: a part of it, one that was not finished, or a tail that was set
    /// aside.
    pub fn owns(self, name: &str) -> bool {
        let made = name.strip_suffix(".nieuw").unwrap_or(name);
        let tail = |(head, _): (&str, &str)| head.parse() == Ok(self);
        Self::from_file_name(made) == Some(self) || name.split_once(".staart-").is_some_and(tail)
    }

    /// The file of a part, within the store; the first has number 1.
    pub(super) fn part(self, part: u32) -> PathBuf {
        match part {
            1 => self.file(),
            part => self.folder().join(format!("{self}.{part}{EXTENSION}")),
        }
    }

    /// The folder of its file, within the store.
    pub(super) fn folder(self) -> PathBuf {
        match self {
            Self::Organisatie => PathBuf::new(),
            Self::Dossier(_) => PathBuf::from(DOSSIERS),
            Self::Inzage(_) => PathBuf::from(INZAGE),
        }
    }

    /// Its file, within the store.
    pub fn file(self) -> PathBuf {
        self.folder().join(format!("{self}{EXTENSION}"))
    }
}

impl fmt::Display for JournalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Organisatie => f.pad(ORGANISATIE),
            Self::Dossier(nummer) => nummer.fmt(f),
            Self::Inzage(deel) => f.pad(&deel.to_string()),
        }
    }
}

impl fmt::Display for Inzagedeel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.jaar, self.maand)?;
        if self.reeks > 1 { write!(f, "-{}", self.reeks) } else { Ok(()) }
    }
}

impl FromStr for Inzagedeel {
    type Err = NotAJournal;

    fn from_str(raw: &str) -> Result<Self, NotAJournal> {
        let mut delen = raw.split('-');
        let (jaar, maand) = (delen.next().and_then(|j| j.parse().ok()), delen.next().and_then(|m| m.parse().ok()));
        let reeks = delen.next().map_or(Some(1), |nr| nr.parse().ok());
        let (Some(jaar), Some(maand), Some(reeks)) = (jaar, maand, reeks) else { return Err(NotAJournal) };
        let deel = Self { jaar, maand, reeks };
        let well = (1..=12).contains(&maand) && (1..=REEKS_MAX).contains(&reeks) && deel.to_string() == raw;
        if well { Ok(deel) } else { Err(NotAJournal) }
    }
}

impl FromStr for JournalId {
    type Err = NotAJournal;

    fn from_str(raw: &str) -> Result<Self, NotAJournal> {
        if raw == ORGANISATIE {
            return Ok(Self::Organisatie);
        }
        raw.parse().map(Self::Inzage).or_else(|_| raw.parse().map(Self::Dossier)).map_err(|_| NotAJournal)
    }
}

impl TryFrom<String> for JournalId {
    type Error = NotAJournal;

    fn try_from(raw: String) -> Result<Self, NotAJournal> {
        raw.parse()
    }
}

impl From<JournalId> for String {
    fn from(id: JournalId) -> Self {
        id.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_part_has_its_number_in_its_name() {
        let dossier = JournalId::Dossier("26-K7M4".parse().unwrap());
        assert_eq!(dossier.part(12).file_name().unwrap(), "26-K7M4.12.journaal");
        assert_eq!(JournalId::from_file_name("26-K7M4.12.journaal"), Some(dossier));
    }

    #[test]
    fn only_the_exact_name_of_a_file_is_a_journal() {
        let dossier = JournalId::Dossier("26-K7M4".parse().unwrap());
        let [maand, tweede] = ["2026-11", "2026-11-2"].map(|deel| JournalId::Inzage(deel.parse().unwrap()));
        let november = Inzagedeel::van(Tijdstip::from_millis(1_795_000_000_000));
        assert_eq!(november.volgende(), "2026-11-2".parse().ok());
        let december = Inzagedeel::van(november.einde());
        assert_eq!([december.to_string(), Inzagedeel::van(december.einde()).to_string()], ["2026-12", "2027-01"]);
        for (name, id) in [
            ("26-K7M4.journaal", dossier),
            ("organisatie.journaal", JournalId::Organisatie),
            ("2026-11.journaal", maand),
            ("2026-11-2.journaal", tweede),
        ] {
            assert_eq!(JournalId::from_file_name(name), Some(id));
            assert_eq!(id.file().file_name().unwrap(), name);
        }
        for name in [
            "26-k7m4.journaal",
            " 26-K7M4.journaal",
            "26-K7M4.journaal.nieuw",
            "26-K7M4.staart-1",
            "x.journaal",
            "26-K7M4.1.journaal",
            "26-K7M4.02.journaal",
            "2026-1.journaal",
            "2026-13.journaal",
            "2026-11-1.journaal",
            "2026-11-02.journaal",
            "+2026-11.journaal",
        ] {
            assert_eq!(JournalId::from_file_name(name), None, "{name}");
        }
    }
}
