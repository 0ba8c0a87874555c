//! Journals are read beside the clerk: what needs a dossier that is not in memory waits, with all that the same terminal sends
//! after it, and what others ask in other dossiers goes on. What was read is taken over only where the dossier is still as
//! it was: one that was recorded in meanwhile is read again.

use std::collections::VecDeque;
use std::fmt;

use super::hand::{Hand, Looked};
use super::loaded::{Loaded, read_off};
use super::{Clerk, Input, PeerId, Task};
use crate::domain::ids::DossierNummer;
use crate::journal::{Fault, Head, Journal, JournalId, Opened, Reading};

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
    nummer: DossierNummer,
    read: Result<(Reading, Built), Fault>,
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

/// What of a terminal waits for a dossier.
pub(super) struct Waits {
    nummer: DossierNummer,
    inputs: VecDeque<Input>,
}

impl Clerk {
    /// Whether what comes from this connection waits for a dossier: what it sends next does so too.
    pub fn is_waiting(&self, id: PeerId) -> bool {
        self.waiting.contains_key(&id)
    }

    /// Whether a journal is being read.
    pub fn is_reading(&self) -> bool {
        !self.reading.is_empty()
    }

    /// Takes what came, or has it wait for the dossier that it needs.
    pub(super) fn take_or_wait(&mut self, input: Input) {
        let from = input.from();
        if let Some(waits) = from.and_then(|id| self.waiting.get_mut(&id)) {
            return waits.inputs.push_back(input);
        }
        match (from, self.needs(&input)) {
            (Some(id), Some(nummer)) => {
                self.waiting.insert(id, Waits { nummer, inputs: VecDeque::from([input]) });
                self.begin_read(nummer);
            }
            (from, _) => {
                self.take(input);
                if let Some(id) = from {
                    self.looked.remove(&id);
                }
            }
        }
    }

    /// Has a journal read, unless it is being read already.
    pub(super) fn begin_read(&mut self, nummer: DossierNummer) {
        if let std::collections::btree_map::Entry::Vacant(unread) = self.reading.entry(nummer) {
            unread.insert(false);
            self.tasks.push(Task::Read(ToRead { nummer, secret: self.secret }));
        }
    }

    /// Something is recorded in a dossier: what is being read of it is not all of it.
    pub(super) fn outdates(&mut self, nummer: DossierNummer) {
        if let Some(changed) = self.reading.get_mut(&nummer) {
            *changed = true;
        }
    }

    /// A journal was read. What is in memory and can be recorded in is more than that.
    pub(super) fn was_read(&mut self, ReadOff { nummer, read }: ReadOff) {
        let changed = self.reading.remove(&nummer).unwrap_or(true);
        if changed || !self.dossiers.get(&nummer).is_none_or(Loaded::may_heal) {
            return self.wake(nummer, None);
        }
        match read {
            Ok((reading, built)) => {
                self.hand = Some(Hand::Reading(nummer, Box::new(built)));
                self.tasks.push(Task::Open(JournalId::Dossier(nummer), Some(Box::new(reading))));
            }
            Err(fault) => self.read_in(nummer, Err(fault), None),
        }
    }

    /// Takes in what was read, and goes on with what waited for it.
    pub(super) fn read_in(&mut self, nummer: DossierNummer, opened: Result<Opened, Fault>, built: Option<Built>) {
        let looked = self.take_in(nummer, opened, built);
        self.wake(nummer, Some(looked));
    }

    /// What waited for a dossier is next.
    fn wake(&mut self, nummer: DossierNummer, looked: Option<Looked>) {
        let woken = self.waiting.iter().filter(|(_, w)| w.nummer == nummer).map(|(id, _)| *id);
        for id in woken.collect::<Vec<_>>().into_iter().rev() {
            let Some(waits) = self.waiting.remove(&id) else { continue };
            if let Some(looked) = &looked {
                self.looked.entry(id).or_default().insert(nummer, looked.clone());
            }
            waits.inputs.into_iter().rev().for_each(|input| self.inbox.push_front(input));
        }
    }

    /// What was found where this terminal looked for a dossier.
    pub(super) fn found(&self, id: PeerId, nummer: DossierNummer) -> Option<&Looked> {
        self.looked.get(&id)?.get(&nummer)
    }
}
