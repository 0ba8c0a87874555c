//! A disk that fails when it is told to. For tests of the journal and of whatever stands on it.

use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crisistafel::journal::disk::{Disk, DiskFile, Stat};

use super::memory::{MemoryDisk, MemoryFile, Reached};

/// A [`MemoryDisk`] that counts what it is asked and fails as planned. Clones are the same disk.
#[derive(Clone, Debug, Default)]
pub(crate) struct FaultyDisk {
    /// The disk below, which never fails by itself.
    pub(crate) below: MemoryDisk,
    plan: Arc<Mutex<Plan>>,
}

/// A file on a [`FaultyDisk`].
#[derive(Debug)]
pub(crate) struct FaultyFile {
    below: MemoryFile,
    disk: FaultyDisk,
}

/// When the disk fails, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// How many operations succeed first.
    pub(crate) after: u64,
    /// Whether only operations of this name count: `write`, `sync`, `sync_dir`, `create`, `open`, `rename`, `remove`,
    /// `truncate`, `make_dir`, `read`, `stat`, `list`. All of them where there is none.
    pub(crate) only: Option<&'static str>,
    /// How much was done before the failure; an operation that cannot be done by half is then not done.
    pub(crate) reached: Reached,
    /// Whether everything after it fails too, until the disk is healed.
    pub(crate) lasting: bool,
}

#[derive(Debug, Default)]
struct Plan {
    failure: Option<Failure>,
    /// Operations that counted since the failure was planned.
    counted: u64,
    /// Failures so far.
    failed: u64,
}

impl FaultyDisk {
    /// One over this disk, with no failure planned.
    pub(crate) fn over(below: MemoryDisk) -> Self {
        Self { below, ..Self::default() }
    }

    /// Plans a failure, in the place of what was planned before.
    pub(crate) fn fail(&self, failure: Failure) {
        *self.plan() = Plan { failure: Some(failure), ..Plan::default() };
    }

    /// Ends all failing. Returns how many operations failed since the failure was planned.
    pub(crate) fn heal(&self) -> u64 {
        std::mem::take(&mut *self.plan()).failed
    }

    fn plan(&self) -> MutexGuard<'_, Plan> {
        self.plan.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether this operation fails, and how much of it is done all the same.
    fn fails(&self, operation: &'static str) -> Option<Reached> {
        let mut plan = self.plan();
        let failure = plan.failure.filter(|f| f.only.is_none_or(|only| only == operation))?;
        plan.counted += 1;
        let now = plan.counted == failure.after + 1 || (failure.lasting && plan.counted > failure.after);
        if !now {
            return None;
        }
        plan.failed += 1;
        Some(failure.reached)
    }

    /// An operation that is done wholly or not at all.
    fn whole<T>(&self, operation: &'static str, act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        match self.fails(operation) {
            None => act(),
            Some(reached) => {
                if reached == Reached::All {
                    act()?;
                }
                Err(refused(operation))
            }
        }
    }
}

fn refused(operation: &'static str) -> io::Error {
    io::Error::other(format!("planned failure of {operation}"))
}

impl Disk for FaultyDisk {
    type File = FaultyFile;

    fn list(&self, dir: &Path) -> io::Result<Vec<String>> {
        self.whole("list", || self.below.list(dir))
    }

    fn read(&self, path: &Path, max: u64) -> io::Result<Vec<u8>> {
        self.whole("read", || self.below.read(path, max))
    }

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        self.whole("stat", || self.below.stat(path))
    }

    fn make_dir(&self, dir: &Path) -> io::Result<()> {
        self.whole("make_dir", || self.below.make_dir(dir))
    }

    fn create(&self, path: &Path) -> io::Result<FaultyFile> {
        let below = self.whole("create", || self.below.create(path))?;
        Ok(FaultyFile { below, disk: self.clone() })
    }

    fn open(&self, path: &Path) -> io::Result<FaultyFile> {
        let below = self.whole("open", || self.below.open(path))?;
        Ok(FaultyFile { below, disk: self.clone() })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.whole("rename", || self.below.rename(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.whole("remove", || self.below.remove(path))
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        self.whole("sync_dir", || self.below.sync_dir(dir))
    }
}

impl DiskFile for FaultyFile {
    fn stat(&self) -> io::Result<Stat> {
        self.disk.whole("stat", || self.below.stat())
    }

    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        let Some(reached) = self.disk.fails("write") else { return self.below.write_at(offset, bytes) };
        let (written, _) = bytes.split_at_checked(reached.of(bytes.len())).unwrap_or_default();
        self.below.write_at(offset, written)?;
        Err(refused("write"))
    }

    fn truncate(&mut self, len: u64) -> io::Result<()> {
        let below = &mut self.below;
        self.disk.whole("truncate", || below.truncate(len))
    }

    fn sync_data(&mut self) -> io::Result<()> {
        let Some(reached) = self.disk.fails("sync") else { return self.below.sync_data() };
        self.below.write_back(reached);
        Err(refused("sync"))
    }
}
