//! Which journals there are, and in which file each of them lives.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::domain::ids::DossierNummer;

/// Names one journal. The organisation's comes first in every list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, std::hash::Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum JournalId {
    /// The organisation's: which dossiers there are, and how far each of them was.
    Organisatie,
    /// A dossier's.
    Dossier(DossierNummer),
}

/// The folder of the dossiers, within the store.
pub(super) const DOSSIERS: &str = "dossiers";
/// How the name of a journal's file ends.
const EXTENSION: &str = ".journaal";
/// The name of the organisation's journal.
const ORGANISATIE: &str = "organisatie";

/// The text names no journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("een journaal heet organisatie, of naar het nummer van een dossier, zoals 26-K7M4")]
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
        }
    }
}

impl FromStr for JournalId {
    type Err = NotAJournal;

    fn from_str(raw: &str) -> Result<Self, NotAJournal> {
        if raw == ORGANISATIE {
            return Ok(Self::Organisatie);
        }
        raw.parse().map(Self::Dossier).map_err(|_| NotAJournal)
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
        for (name, id) in [("26-K7M4.journaal", dossier), ("organisatie.journaal", JournalId::Organisatie)] {
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
        ] {
            assert_eq!(JournalId::from_file_name(name), None, "{name}");
        }
    }
}
