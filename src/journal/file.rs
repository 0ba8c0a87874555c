//! The journal in files. What it acknowledges, and why that may be relied on:
//!
//! - A frame is acknowledged after its bytes were written and synced behind a part that was acknowledged before, or after
//!   that part and the frame were synced in a new file that took the old one's name, durably. Never after a write or a
//!   sync that failed: a second sync of the same pages may succeed without writing them.
//! - A frame that is refused is either not in the file, or there to its last byte, or a torn tail; the next opening says
//!   which. Until then nothing is appended to that journal, because what would follow is not known.
//! - Before anything is appended to a file that was there already, its last frame and its name are made durable again
//!   (`settle`), because this process does not know how the one before it ended.
//! - A torn tail is in a durable file of its own before the journal is cut.
//!
//! So after any failure every acknowledged frame is found by the next opening, and after a power cut as well. Other
//! journals of the store are not touched by what happens to one. Absent: a lock; one process owns a store (the server
//! sees to that).

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use super::damage::Found;
use super::disk::{Disk, DiskFile, RealDisk};
use super::fault::{Closed, Fault};
use super::files::{FILE_BYTES_MAX, Files, Prefix};
use super::frame::{self, Encoded};
use super::hash::Head;
use super::id::JournalId;
use super::scan::Reading;
use super::{AFTER_SYNC, BEFORE_APPEND, Hook, Journal, Opened};
use crate::crypto::Stored;
use crate::domain::tijd::Tijdstip;

/// The journals of a store, in files on a [`Disk`].
pub struct FileJournal<D: Disk = RealDisk> {
    files: Files<D>,
    opened: BTreeMap<JournalId, State<D::File>>,
}

/// An opened journal.
enum State<F> {
    Ready(Ready<F>),
    Closed(Closed),
}

/// A journal to which can be appended.
struct Ready<F> {
    prefix: Prefix,
    sealed: bool,
    /// Kept open from the first append on.
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
        let hook: Hook = Box::new(|_| ());
        Self { files: Files { root: root.into(), disk, hook }, opened: BTreeMap::new() }
    }

    /// The same, calling `hook` at every named point of an append.
    #[must_use]
    pub fn with_hook(mut self, hook: Hook) -> Self {
        self.files.hook = hook;
        self
    }
}

impl<D: Disk> Journal for FileJournal<D> {
    fn list(&self) -> Result<Vec<JournalId>, Fault> {
        self.files.list().map_err(Fault::List)
    }

    fn read(&self, id: JournalId) -> Result<Reading, Fault> {
        self.files.read(id).map_err(|source| Fault::Read { id, source })
    }

    fn open(&mut self, id: JournalId, now: Tijdstip) -> Result<Opened, Fault> {
        self.opened.remove(&id);
        let mut reading = self.read(id)?;
        let closed = self.files.prepare(id, &mut reading, now).err();
        let state = match &closed {
            None => State::Ready(Ready::after(&reading)),
            Some(why) => State::Closed(why.clone()),
        };
        self.opened.insert(id, state);
        Ok(Opened { reading, closed })
    }

    fn append(&mut self, id: JournalId, after: Head, payload: &Stored) -> Result<Head, Fault> {
        let state = self.opened.get_mut(&id).ok_or(Fault::NotOpen(id))?;
        let ready = match state {
            State::Ready(ready) => ready,
            State::Closed(why) => return Err(Fault::Closed { id, why: why.clone() }),
        };
        let frame = ready.frame(id, after, payload)?;
        (self.files.hook)(BEFORE_APPEND);
        if let Err(error) = ready.store(&self.files, id, &frame) {
            let why = Closed::from(error);
            *state = State::Closed(why.clone());
            return Err(Fault::Append { id, why });
        }
        (self.files.hook)(AFTER_SYNC);
        Ok(frame.head)
    }
}

impl<F: DiskFile> Ready<F> {
    fn after(reading: &Reading) -> Self {
        let begun = *reading.found() != Found::Missing;
        let bytes = reading.whole_len().max(frame::HEADER_LEN) as u64;
        Self { prefix: Prefix { begun, bytes, head: reading.head() }, sealed: reading.is_sealed(), file: None }
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
        let frame = frame::encode(after, payload).ok_or(Fault::TooLong(id))?;
        let room = FILE_BYTES_MAX.saturating_sub(self.prefix.bytes);
        if frame.bytes.len() as u64 > room { Err(Fault::Full(id)) } else { Ok(frame) }
    }

    /// Makes a frame durable: behind the others, and where that fails in a new file. On success it is acknowledged.
    fn store(&mut self, files: &Files<impl Disk<File = F>>, id: JournalId, frame: &Encoded) -> io::Result<()> {
        let file = match self.extend_or_begin(files, id, frame) {
            Ok(file) => file,
            Err(error) => {
                tracing::warn!(journal = %id, %error, "the disk refused an append; writing the journal anew");
                files.replace(id, self.prefix, &frame.bytes)?
            }
        };
        let bytes = self.prefix.bytes + frame.bytes.len() as u64;
        self.prefix = Prefix { begun: true, bytes, head: frame.head };
        self.sealed = frame.sealed;
        self.file = Some(file);
        Ok(())
    }

    fn extend_or_begin(&mut self, files: &Files<impl Disk<File = F>>, id: JournalId, frame: &Encoded) -> io::Result<F> {
        if !self.prefix.begun {
            return files.replace(id, self.prefix, &frame.bytes);
        }
        let mut file = match self.file.take() {
            Some(file) => file,
            None => files.open(id)?,
        };
        files.extend(&mut file, self.prefix, &frame.bytes)?;
        Ok(file)
    }
}
