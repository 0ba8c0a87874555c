//! Journals are read beside the clerk: what needs a dossier that is not in memory waits, with all that the same terminal sends
//! after it, and what others ask in other dossiers goes on. What was read is taken over only where the dossier is still as
//! it was: one that was recorded in meanwhile is read again.

use std::collections::VecDeque;
use std::collections::btree_map::Entry;

use super::hand::{Hand, Looked};
use super::loaded::Loaded;
use super::read::{ReadOff, ToRead};
use super::{Clerk, Input, PeerId, Task};
use crate::domain::ids::DossierNummer;
use crate::journal::{Fault, JournalId, Opened};

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
        if let Entry::Vacant(unread) = self.reading.entry(nummer) {
            unread.insert(false);
            self.tasks.push(Task::Read(ToRead::new(nummer, self.secret)));
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
                self.built = Some(built);
                self.hand = Some(Hand::Reading(nummer));
                self.tasks.push(Task::Open(JournalId::Dossier(nummer), Some(Box::new(reading))));
            }
            Err(fault) => self.read_in(nummer, Err(fault)),
        }
    }

    /// Takes in what was read, and goes on with what waited for it.
    pub(super) fn read_in(&mut self, nummer: DossierNummer, opened: Result<Opened, Fault>) {
        let read = self.built.take().zip(opened.as_ref().ok()).and_then(|(built, opened)| built.of(&opened.reading));
        let looked = self.take_in(nummer, opened, read);
        self.wake(nummer, Some(&looked));
    }

    /// What waited for a dossier is next.
    fn wake(&mut self, nummer: DossierNummer, looked: Option<&Looked>) {
        let woken = self.waiting.iter().filter(|(_, w)| w.nummer == nummer).map(|(id, _)| *id);
        for id in woken.collect::<Vec<_>>().into_iter().rev() {
            let Some(waits) = self.waiting.remove(&id) else { continue };
            if let Some(looked) = looked {
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
