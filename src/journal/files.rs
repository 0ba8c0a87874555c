//! The orders of disk operations on which the record rests. Each is written so that stopping anywhere in it, by an error,
//! a kill or a power cut, leaves every acknowledged frame where the next opening finds it. Absent: what may be
//! acknowledged (`file` decides).

use std::cmp::Ordering;
use std::io;
use std::path::{Path, PathBuf};

use super::damage::Found;
use super::disk::{Disk, DiskFile, Stat};
use super::fault::{Altered, Closed};
use super::hash::Head;
use super::id::{DOSSIERS, JournalId};
use super::scan::{Reading, scan};
use super::{AFTER_APPEND, Hook, frame};
use crate::domain::tijd::Tijdstip;

/// The longest file that is read or written, in bytes: 1 GiB.
pub(super) const FILE_BYTES_MAX: u64 = 1 << 30;
/// How many tails of one journal may be set aside within one millisecond.
const TAILS_MAX: u32 = 100;

/// The files of a store.
pub(super) struct Files<D> {
    pub(super) root: PathBuf,
    pub(super) disk: D,
    pub(super) hook: Hook,
}

/// The part of a journal's file that is acknowledged.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prefix {
    /// Whether there is a file; if not, the header is still to be written.
    pub(super) begun: bool,
    /// Its length in bytes, with the header.
    pub(super) bytes: u64,
    /// The head at its end.
    pub(super) head: Head,
}

impl<D: Disk> Files<D> {
    pub(super) fn list(&self) -> io::Result<Vec<JournalId>> {
        let mut found = Vec::new();
        for folder in [self.root.clone(), self.root.join(DOSSIERS)] {
            let names = match self.disk.list(&folder) {
                Err(e) if e.kind() == io::ErrorKind::NotFound => Vec::new(),
                other => other?,
            };
            let here = names.iter().filter_map(|name| JournalId::from_file_name(name));
            found.extend(here.filter(|id| self.root.join(id.folder()) == folder));
        }
        found.sort_unstable();
        Ok(found)
    }

    /// Reads and checks a journal. Changes nothing.
    pub(super) fn read(&self, id: JournalId) -> io::Result<Reading> {
        match self.disk.read(&self.path(id), FILE_BYTES_MAX) {
            Ok(bytes) => Ok(scan(id, bytes)),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(Reading::missing(id)),
            Err(e) => Err(e),
        }
    }

    /// Makes a journal ready for appending: its tail set aside, what was read durable. Returns the file that it is in, if
    /// it has one.
    pub(super) fn prepare(&self, id: JournalId, reading: &mut Reading, now: Tijdstip) -> Result<Option<Stat>, Closed> {
        if let Found::Damaged(damage) = reading.found() {
            return Err(damage.clone().into());
        }
        self.clear(&self.new_path(id))?;
        if let Found::TornTail(_) = reading.found() {
            let file = self.set_tail_aside(id, reading, now)?;
            reading.tail_moved_to(file);
        }
        if *reading.found() == Found::Missing {
            return Ok(None);
        }
        let found = self.settle(id, reading)?;
        is_long(found, reading.whole_len() as u64).map_err(Closed::Altered)?;
        Ok(Some(found))
    }

    /// Whether the file of a journal is the one to which was written last, neither longer nor shorter.
    pub(super) fn unaltered(&self, id: JournalId, prefix: Prefix, known: Option<Stat>) -> Result<(), Closed> {
        let named = match self.disk.stat(&self.path(id)) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => None,
            other => Some(other?),
        };
        match (named, known) {
            (None, None) => Ok(()),
            (None, Some(_)) => Err(Closed::Altered(Altered::Gone)),
            (Some(named), Some(known)) if named.is_same_file(known) => {
                is_long(named, prefix.bytes).map_err(Closed::Altered)
            }
            (Some(_), _) => Err(Closed::Altered(Altered::Replaced)),
        }
    }

    /// Writes a frame behind the acknowledged part: one write, one sync.
    pub(super) fn extend(&self, file: &mut D::File, prefix: Prefix, frame: &[u8]) -> io::Result<()> {
        file.write_at(prefix.bytes, frame)?;
        (self.hook)(AFTER_APPEND);
        file.sync_data()
    }

    /// Writes the acknowledged part and a frame to a new file, and puts that in the place of the old one, which is not
    /// touched before. This is how a journal begins, and the remedy after a failed write or sync, when the pages of the
    /// old file may be marked clean without being on the disk.
    pub(super) fn replace(&self, id: JournalId, prefix: Prefix, frame: &[u8]) -> io::Result<(D::File, Stat)> {
        let mut bytes = self.acknowledged(id, prefix)?;
        bytes.extend(frame);
        if !prefix.begun && self.folder(id) != self.root {
            self.disk.make_dir(&self.folder(id))?;
            self.disk.sync_dir(&self.root)?;
        }
        let new = self.new_path(id);
        self.clear(&new)?;
        let mut file = self.disk.create(&new)?;
        file.write_at(0, &bytes)?;
        (self.hook)(AFTER_APPEND);
        file.sync_data()?;
        let stat = file.stat()?;
        self.disk.rename(&new, &self.path(id))?;
        self.disk.sync_dir(&self.folder(id))?;
        Ok((file, stat))
    }

    /// The bytes of the acknowledged part, checked again from the first to the last.
    fn acknowledged(&self, id: JournalId, prefix: Prefix) -> io::Result<Vec<u8>> {
        if !prefix.begun {
            return Ok(frame::header(id).to_vec());
        }
        let mut bytes = self.disk.read(&self.path(id), FILE_BYTES_MAX)?;
        bytes.truncate(usize::try_from(prefix.bytes).unwrap_or(usize::MAX));
        let reading = scan(id, bytes);
        if reading.head() != prefix.head || reading.whole_len() as u64 != prefix.bytes {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "the acknowledged part reads back differently"));
        }
        Ok(reading.into_bytes())
    }

    /// Moves a torn tail to a file of its own, then cuts the journal. Returns the name of that file.
    fn set_tail_aside(&self, id: JournalId, reading: &Reading, now: Tijdstip) -> io::Result<String> {
        let name = self.keep(id, reading.tail(), now)?;
        let mut file = self.open(id)?;
        file.truncate(reading.whole_len() as u64)?;
        file.sync_data()?;
        Ok(name)
    }

    /// Writes a tail to a durable file under a name that nothing has yet.
    fn keep(&self, id: JournalId, tail: &[u8], now: Tijdstip) -> io::Result<String> {
        let time = now.utc().format("%Y%m%dT%H%M%S%3fZ");
        let folder = self.folder(id);
        for count in 1..=TAILS_MAX {
            let more = if count == 1 { String::new() } else { format!("-{count}") };
            let name = format!("{id}.staart-{time}{more}");
            let mut file = match self.disk.create(&folder.join(&name)) {
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => continue,
                other => other?,
            };
            file.write_at(0, tail)?;
            file.sync_data()?;
            self.disk.sync_dir(&folder)?;
            return Ok(name);
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Makes certain that what was read is on the disk and not only in the page cache. An earlier process may have been
    /// killed between write and sync, or have been refused a sync, after which the cache shows as clean what the disk does
    /// not hold. Only the last frame can be so: nothing is appended to a journal before its last frame is durable. So that
    /// frame is written once more over itself, and synced with the name of the file. Returns which file that is.
    fn settle(&self, id: JournalId, reading: &Reading) -> io::Result<Stat> {
        let (offset, bytes) = reading.last_piece();
        let mut file = self.open(id)?;
        file.write_at(offset, bytes)?;
        file.sync_data()?;
        self.disk.sync_dir(&self.folder(id))?;
        file.stat()
    }

    /// Removes what an interrupted [`Files::replace`] left: a copy that never was the journal.
    fn clear(&self, path: &Path) -> io::Result<()> {
        match self.disk.remove(path) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }

    /// The file of a journal that has one.
    pub(super) fn open(&self, id: JournalId) -> io::Result<D::File> {
        self.disk.open(&self.path(id))
    }

    fn path(&self, id: JournalId) -> PathBuf {
        self.root.join(id.file())
    }

    fn new_path(&self, id: JournalId) -> PathBuf {
        self.path(id).with_extension("journaal.nieuw")
    }

    fn folder(&self, id: JournalId) -> PathBuf {
        self.root.join(id.folder())
    }
}

fn is_long(file: Stat, bytes: u64) -> Result<(), Altered> {
    match file.bytes.cmp(&bytes) {
        Ordering::Equal => Ok(()),
        Ordering::Less => Err(Altered::Shorter),
        Ordering::Greater => Err(Altered::Longer),
    }
}
