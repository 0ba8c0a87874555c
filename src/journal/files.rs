//! The orders of disk operations on which the record rests. Each is written so that stopping anywhere in it, by an error,
//! a kill or a power cut, leaves every acknowledged frame where the next opening finds it. Absent: what may be
//! acknowledged (`file` decides).

use std::cmp::Ordering;
use std::io;
use std::path::{Path, PathBuf};

use super::damage::Found;
use super::disk::{Disk, DiskFile, Stat};
use super::fault::{Altered, Closed};
use super::frame::Indeling;
use super::hash::Head;
use super::id::{DOSSIERS, INZAGE, JournalId};
use super::scan::{Reading, scan_parts};
use super::{AFTER_APPEND, AtPoint, frame};
use crate::domain::tijd::Tijdstip;

/// The longest file that is read, in bytes: 1 GiB. A journal goes on in another part before it is longer.
pub(super) const FILE_BYTES_MAX: u64 = 1 << 30;
/// How many parts may be missing before a later one so that it is noticed by that.
const MISSING_MAX: u32 = 3;
/// How many bytes are written over at once.
const ZEROS: usize = 1 << 16;
/// How many tails of one journal may be set aside within one millisecond.
const TAILS_MAX: u32 = 100;

/// The files of a store.
pub(super) struct Files<D> {
    pub(super) root: PathBuf,
    pub(super) disk: D,
    pub(super) hook: AtPoint,
    /// How long a part becomes; one frame it takes in any case.
    pub(super) part_bytes_max: u64,
    /// Of which format a journal is that begins.
    pub(super) indeling: Indeling,
    /// Whether what is appended to a file that is there waits for [`super::Journal::sync`].
    pub(super) wacht: bool,
}

/// What is acknowledged of the last part of a journal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prefix {
    /// Of which format it is.
    pub(super) indeling: Indeling,
    /// The number of the part.
    pub(super) part: u32,
    /// The head before it.
    pub(super) before: Head,
    /// Whether there is a file; if not, the header is still to be written.
    pub(super) begun: bool,
    /// Its length in bytes, with the header.
    pub(super) bytes: u64,
    /// The head at its end.
    pub(super) head: Head,
}

impl Prefix {
    /// Where the next frame goes: behind what there is, or at the beginning of another part.
    pub(super) fn or_next(self, frame_bytes: usize, part_bytes_max: u64) -> Self {
        let fits = self.bytes.saturating_add(frame_bytes as u64) <= part_bytes_max;
        if fits || self.head == self.before {
            return self;
        }
        let (part, before) = (self.part + 1, self.head);
        Self { part, before, begun: false, bytes: frame::PART_HEADER_LEN, ..self }
    }
}

impl<D: Disk> Files<D> {
    pub(super) fn list(&self) -> io::Result<Vec<JournalId>> {
        let mut found = Vec::new();
        for folder in [self.root.clone(), self.root.join(DOSSIERS), self.root.join(INZAGE)] {
            let names = match self.disk.list(&folder) {
                Err(e) if e.kind() == io::ErrorKind::NotFound => Vec::new(),
                // what is wrong with the trace keeps nobody from the dossiers; it is found where one of its journals is opened
                Err(_) if folder.ends_with(INZAGE) => Vec::new(),
                other => other?,
            };
            let here = names.iter().filter_map(|name| JournalId::from_file_name(name));
            found.extend(here.filter(|id| self.root.join(id.folder()) == folder));
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// Reads and checks a journal. Changes nothing.
    pub(super) fn read(&self, id: JournalId) -> io::Result<Reading> {
        let (reading, parts) = self.read_parts(id)?;
        // a part may have become full, and the next one begun, between reading the one and the other
        if parts > 1 && matches!(reading.found(), Found::Damaged(_)) {
            return self.read_parts(id).map(|(reading, _)| reading);
        }
        Ok(reading)
    }

    fn read_parts(&self, id: JournalId) -> io::Result<(Reading, usize)> {
        let mut parts = Vec::new();
        let mut next = 1;
        loop {
            match self.disk.read(&self.path(id, next), FILE_BYTES_MAX) {
                Ok(bytes) => parts.push(bytes),
                Err(e) if e.kind() == io::ErrorKind::NotFound => break,
                Err(e) => return Err(e),
            }
            next += 1;
        }
        let later = (next + 1..=next + MISSING_MAX).map(|part| self.named(id, part));
        let missing = later.collect::<io::Result<Vec<_>>>()?.iter().any(Option::is_some).then_some(next);
        if parts.is_empty() && missing.is_none() {
            return Ok((Reading::missing(id, self.indeling), 0));
        }
        let count = parts.len();
        Ok((scan_parts(id, None, parts, missing), count))
    }

    /// The file that has the name of a part now; none where there is no such file.
    fn named(&self, id: JournalId, part: u32) -> io::Result<Option<Stat>> {
        match self.disk.stat(&self.path(id, part)) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
            other => other.map(Some),
        }
    }

    /// Whether the last file of a journal is as long as it was when it was read.
    pub(super) fn is_as_read(&self, id: JournalId, reading: &Reading) -> io::Result<bool> {
        let found = self.named(id, reading.last_part().0)?.map(|stat| stat.bytes);
        Ok(found == reading.last_len())
    }

    /// Makes a journal ready for appending: its tail set aside, what was read durable. Returns the file that it is in, if
    /// it has one.
    pub(super) fn prepare(&self, id: JournalId, reading: &mut Reading, now: Tijdstip) -> Result<Option<Stat>, Closed> {
        if let Found::Damaged(damage) = reading.found() {
            return Err(damage.clone().into());
        }
        let (part, _) = reading.last_part();
        self.clear(&self.new_path(id, part))?;
        self.clear(&self.new_path(id, part + 1))?;
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

    /// Whether the last file of a journal is the one to which was written last, neither longer nor shorter.
    pub(super) fn unaltered(&self, id: JournalId, prefix: Prefix, known: Option<Stat>) -> Result<(), Closed> {
        match (self.named(id, prefix.part)?, known) {
            (None, None) => Ok(()),
            (None, Some(_)) => Err(Closed::Altered(Altered::Gone)),
            (Some(named), Some(known)) if named.is_same_file(known) => {
                is_long(named, prefix.bytes).map_err(Closed::Altered)
            }
            (Some(_), _) => Err(Closed::Altered(Altered::Replaced)),
        }
    }

    /// Writes a frame behind the acknowledged part: one write, one sync, unless that waits.
    pub(super) fn extend(&self, file: &mut D::File, prefix: Prefix, frame: &[u8]) -> io::Result<()> {
        file.write_at(prefix.bytes, frame)?;
        (self.hook)(AFTER_APPEND);
        if self.wacht { Ok(()) } else { file.sync_data() }
    }

    /// Writes the acknowledged part and a frame to a new file, and puts that in the place of the old one, which is not
    /// touched before. This is how a journal begins, and the remedy after a failed write or sync, when the pages of the
    /// old file may be marked clean without being on the disk.
    pub(super) fn replace(&self, id: JournalId, prefix: Prefix, frame: &[u8]) -> io::Result<(D::File, Stat)> {
        let mut bytes = self.acknowledged(id, prefix)?;
        bytes.extend(frame);
        if !prefix.begun && prefix.part == 1 && self.folder(id) != self.root {
            self.disk.make_dir(&self.folder(id))?;
            self.disk.sync_dir(&self.root)?;
        }
        let new = self.new_path(id, prefix.part);
        self.clear(&new)?;
        let mut file = self.disk.create(&new)?;
        file.write_at(0, &bytes)?;
        (self.hook)(AFTER_APPEND);
        file.sync_data()?;
        let stat = file.stat()?;
        self.disk.rename(&new, &self.path(id, prefix.part))?;
        self.disk.sync_dir(&self.folder(id))?;
        Ok((file, stat))
    }

    /// The bytes of the acknowledged part, checked again from the first to the last.
    fn acknowledged(&self, id: JournalId, prefix: Prefix) -> io::Result<Vec<u8>> {
        if !prefix.begun {
            return Ok(frame::part_header(id, prefix.indeling, prefix.part, prefix.before));
        }
        let mut bytes = self.disk.read(&self.path(id, prefix.part), FILE_BYTES_MAX)?;
        bytes.truncate(usize::try_from(prefix.bytes).unwrap_or(usize::MAX));
        let reading = scan_parts(id, Some((prefix.part, prefix.before)), vec![bytes], None);
        if reading.head() != prefix.head || reading.whole_len() as u64 != prefix.bytes {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "the acknowledged part reads back differently"));
        }
        Ok(reading.into_bytes())
    }

    /// Moves a torn tail to a file of its own, then cuts the journal. Returns the name of that file.
    fn set_tail_aside(&self, id: JournalId, reading: &Reading, now: Tijdstip) -> io::Result<String> {
        let name = self.keep(id, reading.tail(), now)?;
        let mut file = self.open(id, reading.last_part().0)?;
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
        let mut file = self.open(id, reading.last_part().0)?;
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

    /// Writes every file of a journal over, removes it, and has that durable.
    pub(super) fn vernietig(&self, id: JournalId) -> io::Result<()> {
        let folder = self.folder(id);
        let names = match self.disk.list(&folder) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
            other => other?,
        };
        for name in names.iter().filter(|name| JournalId::owns(id, name)) {
            let path = folder.join(name);
            let mut file = self.disk.open(&path)?;
            let (zeros, bytes) = (vec![0; ZEROS], file.stat()?.bytes);
            let mut at = 0;
            while at < bytes {
                let len = usize::try_from(bytes - at).unwrap_or(ZEROS).min(ZEROS);
                file.write_at(at, zeros.get(..len).unwrap_or_default())?;
                at += len as u64;
            }
            file.sync_data()?;
            self.disk.remove(&path)?;
        }
        self.disk.sync_dir(&folder)
    }

    /// The file of a part that there is.
    pub(super) fn open(&self, id: JournalId, part: u32) -> io::Result<D::File> {
        self.disk.open(&self.path(id, part))
    }

    fn path(&self, id: JournalId, part: u32) -> PathBuf {
        self.root.join(id.part(part))
    }

    fn new_path(&self, id: JournalId, part: u32) -> PathBuf {
        self.path(id, part).with_extension("journaal.nieuw")
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
