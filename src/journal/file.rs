//! The journal in files. What it acknowledges, and why that may be relied on:
//!
//! - A frame is acknowledged after its bytes were written and synced behind a part that was acknowledged before, or after
//!   that part and the frame were synced in a new file that took the old one's name, durably. Never after a write or a
//!   sync that failed: a second sync of the same pages may succeed without writing them.
//! - A frame that is refused is either not in the file, or there to its last byte, or a torn tail; the next opening says
//!   which. Until then nothing is appended to that journal, because what would follow is not known.
//! - Before anything is appended to a file that was there already, its last frame and its name are made durable again
//!   (`settle`), because this process does not know how the one before it ended.
//! - Before each append the file is looked at: whether it is still the one that has the name, and ends where the last
//!   append ended. A file that was taken, cut or replaced under this process takes nothing more, and is not ready again
//!   before it holds what was acknowledged.
//! - A journal goes on in another part before its file is too long to be read. The part before is whole and durable by
//!   then, and is only read from there on.
//! - A torn tail is in a durable file of its own before the journal is cut.
//!
//! So after any failure every acknowledged frame is found by the next opening, and after a power cut as well. Other
//! journals of the store are not touched by what happens to one. Absent: a lock; one process owns a store (the server
//! sees to that).

use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use super::damage::Found;
use super::disk::{Disk, DiskFile, RealDisk, Stat};
use super::fault::{Altered, Closed, Fault};
use super::files::{FILE_BYTES_MAX, Files, Prefix};
use super::frame::{self, Encoded, Indeling};
use super::hash::Head;
use super::id::JournalId;
use super::scan::{Reading, Remembered};
use super::{AFTER_SYNC, AtPoint, BEFORE_APPEND, Journal, Opened};
use crate::crypto::Stored;
use crate::crypto::bos::Journaalsleutels;
use crate::crypto::kluis::Kluis;
use crate::domain::tijd::Tijdstip;

/// How many files are kept open at most: the process has other uses for descriptors.
const OPEN_MAX: usize = 64;

/// The journals of a store, in files on a [`Disk`].
pub struct FileJournal<D: Disk = RealDisk> {
    files: Files<D>,
    opened: BTreeMap<JournalId, State<D::File>>,
    /// Those whose file is open, the last one to which was appended at the end.
    recent: VecDeque<JournalId>,
    /// The keys; none in a store that seals nothing.
    kluis: Option<Kluis>,
}

/// An opened journal.
struct State<F> {
    /// The head that this process read or acknowledged last.
    known: Head,
    /// Whether an append was refused, so that who appended knows what was acknowledged.
    refused: bool,
    ready: Result<Ready<F>, Closed>,
}

/// A journal to which can be appended.
struct Ready<F> {
    prefix: Prefix,
    sealed: bool,
    /// Which file it is in; none where there is none yet.
    stat: Option<Stat>,
    /// Kept open from an append on.
    file: Option<F>,
}

impl FileJournal {
    /// The journals in the store directory `root`, which is there.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self::on(RealDisk, root)
    }
}

impl<D: Disk> FileJournal<D> {
    /// The journals in the directory `root` of `disk`.
    pub fn on(disk: D, root: impl Into<PathBuf>) -> Self {
        let hook: AtPoint = Box::new(|_| ());
        Self {
            files: Files {
                root: root.into(),
                disk,
                hook,
                part_bytes_max: FILE_BYTES_MAX,
                indeling: Indeling::Leesbaar,
                wacht: false,
            },
            opened: BTreeMap::new(),
            recent: VecDeque::new(),
            kluis: None,
        }
    }

    /// The same, sealed with the keys of the store: what is written, and what is read of what was sealed.
    #[must_use]
    pub fn verzegeld(mut self, kluis: Option<Kluis>) -> Self {
        self.files.indeling = if kluis.is_some() { Indeling::Verzegeld } else { Indeling::Leesbaar };
        self.kluis = kluis;
        self
    }

    /// The same, in files of so many bytes at most; a longer frame has one of its own.
    #[must_use]
    pub fn in_parts_of(mut self, bytes: u64) -> Self {
        self.files.part_bytes_max = bytes.min(FILE_BYTES_MAX);
        self
    }

    /// The same, of which what is appended is in the file when it is acknowledged, and durable when [`Journal::sync`] returns:
    /// a process that is killed takes nothing with it, a power cut takes what was not synced.
    #[must_use]
    pub fn met_uitstel(mut self) -> Self {
        self.files.wacht = true;
        self
    }

    /// The same, calling `hook` at every named point of an append.
    #[must_use]
    pub fn with_hook(mut self, hook: AtPoint) -> Self {
        self.files.hook = hook;
        self
    }
}

impl<D: Disk> FileJournal<D> {
    /// Closes the file to which nothing was appended for the longest time, where one too many is open.
    fn close_others(&mut self, used: JournalId) {
        self.recent.retain(|id| *id != used);
        self.recent.push_back(used);
        let oldest = if self.recent.len() > OPEN_MAX { self.recent.pop_front() } else { None };
        if let Some(Ok(ready)) = oldest.and_then(|id| self.opened.get_mut(&id)).map(|state| state.ready.as_mut()) {
            ready.file = None;
        }
    }
}

impl<D: Disk> Journal for FileJournal<D> {
    fn list(&self) -> Result<Vec<JournalId>, Fault> {
        self.files.list().map_err(Fault::List)
    }

    fn read(&self, id: JournalId) -> Result<Reading, Fault> {
        let reading = self.files.read(id).map_err(|source| Fault::Read { id, source })?;
        Ok(reading.met(self.kluis.as_ref().and_then(|kluis| kluis.sleutels(id))))
    }

    fn sleutels(&self, id: JournalId, nu: Tijdstip) -> Result<Option<Arc<Journaalsleutels>>, Fault> {
        let keys = self.kluis.as_ref().map(|kluis| kluis.om_te_schrijven(id, nu));
        keys.transpose().map_err(|why| Fault::Sleutels { id, why: Box::new(why) })
    }

    fn vernietig(&mut self, id: JournalId) -> Result<(), Fault> {
        self.opened.remove(&id);
        self.recent.retain(|recent| *recent != id);
        self.files.vernietig(id).map_err(|source| Fault::Read { id, source })
    }

    fn ready(&mut self, id: JournalId, reading: Reading, now: Tijdstip) -> Result<Opened, Fault> {
        let as_read = self.files.is_as_read(id, &reading).map_err(|source| Fault::Read { id, source })?;
        let mut reading = if as_read { reading } else { self.read(id)? };
        let before = self.opened.get(&id).map(|state| (state.known, state.refused));
        let lost = before.and_then(|(known, _)| lost(&reading, known));
        let ready = match lost {
            Some(why) => Err(why),
            None => self.files.prepare(id, &mut reading, now).map(|stat| Ready::after(&reading, stat)),
        };
        let closed = ready.as_ref().err().cloned();
        let known = before.filter(|_| ready.is_err()).map_or_else(|| reading.head(), |(known, _)| known);
        let refused = ready.is_err() && before.is_some_and(|(_, refused)| refused);
        self.opened.insert(id, State { known, refused, ready });
        match closed {
            Some(why) if refused && !reading.has(known) => Err(Fault::Closed { id, why }),
            closed => Ok(Opened { reading, closed }),
        }
    }

    fn append(&mut self, id: JournalId, after: Head, payload: &Stored) -> Result<Head, Fault> {
        let state = self.opened.get_mut(&id).ok_or(Fault::NotOpen(id))?;
        let ready = state.ready.as_mut().map_err(|why| Fault::Closed { id, why: why.clone() })?;
        let frame = ready.frame(id, after, payload)?;
        (self.files.hook)(BEFORE_APPEND);
        if let Err(why) = ready.store(&self.files, id, &frame) {
            (state.refused, state.ready) = (true, Err(why.clone()));
            return Err(match why {
                why @ Closed::Altered(_) => Fault::Closed { id, why },
                why => Fault::Append { id, why },
            });
        }
        state.known = frame.head;
        self.close_others(id);
        (self.files.hook)(AFTER_SYNC);
        Ok(frame.head)
    }

    fn sync(&mut self, id: JournalId) -> Result<(), Fault> {
        let Some(state) = self.opened.get_mut(&id) else { return Ok(()) };
        let Ok(ready) = &mut state.ready else { return Ok(()) };
        ready.sync(&self.files, id).map_err(|why| {
            (state.refused, state.ready) = (true, Err(why.clone()));
            Fault::Append { id, why }
        })
    }
}

/// What happened to a journal that once had a head, where it has not any more.
fn lost(reading: &Reading, known: Head) -> Option<Closed> {
    match (reading.remembered(known), reading.found()) {
        (Remembered::Present, _) => None,
        (_, Found::Damaged(damage)) => Some(damage.clone().into()),
        (_, Found::Missing) => Some(Closed::Altered(Altered::Gone)),
        (Remembered::Beyond, Found::Whole | Found::TornTail(_)) => Some(Closed::Altered(Altered::Shorter)),
        (Remembered::Differs, Found::Whole | Found::TornTail(_)) => Some(Closed::Altered(Altered::Replaced)),
    }
}

impl<F: DiskFile> Ready<F> {
    fn after(reading: &Reading, stat: Option<Stat>) -> Self {
        let begun = *reading.found() != Found::Missing;
        let bytes = reading.whole_len().max(frame::HEADER_LEN) as u64;
        let (part, before) = reading.last_part();
        Self {
            prefix: Prefix { indeling: reading.indeling(), part, before, begun, bytes, head: reading.head() },
            sealed: reading.is_sealed() || reading.indeling() == Indeling::Verzegeld,
            stat,
            file: None,
        }
    }

    /// The frame to write; a fault says why there is none.
    fn frame(&self, id: JournalId, after: Head, payload: &Stored) -> Result<Encoded, Fault> {
        let found = self.prefix.head;
        if after != found {
            return Err(Fault::OtherHead { id, after, found });
        }
        if self.sealed && !payload.sealed {
            return Err(Fault::Unsealed(id));
        }
        if payload.sealed && self.prefix.indeling == Indeling::Leesbaar {
            return Err(Fault::Leesbaar(id));
        }
        frame::encode(after, payload).ok_or(Fault::TooLong(id))
    }

    /// Makes a frame durable: behind the others, and where that fails in a new file. On success it is acknowledged.
    fn store(&mut self, files: &Files<impl Disk<File = F>>, id: JournalId, frame: &Encoded) -> Result<(), Closed> {
        files.unaltered(id, self.prefix, self.stat)?;
        let prefix = self.prefix.or_next(frame.bytes.len(), files.part_bytes_max);
        if prefix.part != self.prefix.part {
            if files.wacht {
                self.sync(files, id)?;
            }
            // what was acknowledged is in the part before, which nothing touches any more
            (self.prefix, self.stat, self.file) = (prefix, None, None);
            files.unaltered(id, self.prefix, self.stat)?;
        }
        let (file, stat) = match self.extend_or_begin(files, id, frame) {
            Ok(written) => written,
            Err(error) => {
                tracing::warn!(journal = %id, %error, "the disk refused an append; writing the journal anew");
                files.replace(id, self.prefix, &frame.bytes)?
            }
        };
        let bytes = self.prefix.bytes + frame.bytes.len() as u64;
        self.prefix = Prefix { begun: true, bytes, head: frame.head, ..self.prefix };
        self.sealed = frame.sealed;
        (self.file, self.stat) = (Some(file), Some(stat));
        Ok(())
    }

    /// Makes what waits durable: in its file, and where that fails in a new one.
    fn sync(&mut self, files: &Files<impl Disk<File = F>>, id: JournalId) -> Result<(), Closed> {
        let Some(file) = &mut self.file else { return Ok(()) };
        if let Err(error) = file.sync_data() {
            tracing::warn!(journal = %id, %error, "the disk refused a sync; writing the journal anew");
            let (file, stat) = files.replace(id, self.prefix, &[])?;
            (self.file, self.stat) = (Some(file), Some(stat));
        }
        Ok(())
    }

    fn extend_or_begin(
        &mut self,
        files: &Files<impl Disk<File = F>>,
        id: JournalId,
        frame: &Encoded,
    ) -> io::Result<(F, Stat)> {
        let Some(stat) = self.stat.filter(|_| self.prefix.begun) else {
            return files.replace(id, self.prefix, &frame.bytes);
        };
        let mut file = match self.file.take() {
            Some(file) => file,
            None => files.open(id, self.prefix.part)?,
        };
        files.extend(&mut file, self.prefix, &frame.bytes)?;
        Ok((file, stat))
    }
}
