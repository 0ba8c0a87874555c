//! A journal of a dossier, read beside the clerk: by whom is for who carries it out to say.

use std::fmt;

use super::loaded::{Loaded, read_off};
use crate::domain::ids::DossierNummer;
use crate::journal::{Fault, Head, Journal, JournalId, Reading};

/// A journal that has to be read.
#[derive(Clone, PartialEq, Eq)]
pub struct ToRead {
    nummer: DossierNummer,
    /// From what follows what terminals call a record.
    secret: [u8; 32],
}

impl fmt::Debug for ToRead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ToRead({})", self.nummer)
    }
}

/// What was read of it, and the dossier that follows from that.
pub struct ReadOff {
    pub(super) nummer: DossierNummer,
    pub(super) read: Result<(Reading, Built), Fault>,
}

/// A dossier as it follows from a reading with this head.
pub(super) struct Built {
    head: Head,
    loaded: Loaded,
}

impl fmt::Debug for ReadOff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReadOff({})", self.nummer)
    }
}

impl ToRead {
    pub(super) fn new(nummer: DossierNummer, secret: [u8; 32]) -> Self {
        Self { nummer, secret }
    }

    /// The dossier.
    pub fn nummer(&self) -> DossierNummer {
        self.nummer
    }

    /// Reads it, from whatever thread: nothing is changed.
    pub fn read(self, journal: &dyn Journal) -> ReadOff {
        let Self { nummer, secret } = self;
        let read = journal.read(JournalId::Dossier(nummer)).map(|reading| {
            let built = Built::from(Loaded::new(nummer, reading.head(), secret), &reading);
            (reading, built)
        });
        ReadOff { nummer, read }
    }
}

impl Built {
    fn from(empty: Loaded, reading: &Reading) -> Self {
        Self { head: reading.head(), loaded: read_off(empty, reading) }
    }

    /// The dossier, where it follows from this reading too.
    pub(super) fn of(self, reading: &Reading) -> Option<Loaded> {
        (self.head == reading.head()).then_some(self.loaded)
    }
}
