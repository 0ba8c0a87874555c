//! A disk in memory that keeps apart what is durable and what only the page cache knows, so that a test can cut the
//! power. It is as treacherous as Linux: after a sync that failed, the cache still shows what is not on the disk.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crisistafel::journal::disk::{Disk, DiskFile, Stat};

/// Files and names in memory. Clones are the same disk. A folder that nobody made is there, and durable.
#[derive(Clone, Debug, Default)]
pub(crate) struct MemoryDisk(Arc<Mutex<Medium>>);

/// A file on a [`MemoryDisk`].
#[derive(Debug)]
pub(crate) struct MemoryFile {
    disk: MemoryDisk,
    inode: u64,
}

/// How much of what was on its way got there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reached {
    /// Nothing.
    Nothing,
    /// The first half of each piece, and no name.
    Half,
    /// All of it.
    All,
}

impl Reached {
    /// How many of `len` bytes.
    pub(crate) fn of(self, len: usize) -> usize {
        match self {
            Self::Nothing => 0,
            Self::Half => len / 2,
            Self::All => len,
        }
    }
}

#[derive(Debug, Default)]
struct Medium {
    files: BTreeMap<u64, Contents>,
    names: BTreeMap<PathBuf, u64>,
    durable_names: BTreeMap<PathBuf, u64>,
    folders: BTreeSet<PathBuf>,
    durable_folders: BTreeSet<PathBuf>,
}

/// A file's bytes.
#[derive(Debug, Default)]
struct Contents {
    cached: Vec<u8>,
    durable: Vec<u8>,
    /// What of the cache is to be written.
    dirty: Vec<Range<usize>>,
}

impl MemoryDisk {
    /// Puts a durable file there, from outside any program.
    pub(crate) fn plant(&self, path: &Path, bytes: &[u8]) {
        let mut medium = self.medium();
        let inode = medium.add();
        medium.files.insert(inode, Contents { cached: bytes.to_vec(), durable: bytes.to_vec(), dirty: Vec::new() });
        medium.names.insert(path.to_path_buf(), inode);
        medium.durable_names.insert(path.to_path_buf(), inode);
    }

    /// Cuts the power and starts again: what was not durable is gone, but for what had `reached` the disk by itself.
    pub(crate) fn cut_power(&self, reached: Reached) {
        let mut medium = self.medium();
        for contents in medium.files.values_mut() {
            contents.write_back(reached);
            contents.cached.clone_from(&contents.durable);
        }
        if reached == Reached::All {
            medium.keep_names();
        }
        medium.lose_names();
    }

    /// Another disk with what is durable on this one.
    pub(crate) fn copy(&self) -> Self {
        let medium = self.medium();
        let whole = |c: &Contents| Contents { cached: c.durable.clone(), durable: c.durable.clone(), dirty: Vec::new() };
        let files = medium.files.iter().map(|(inode, c)| (*inode, whole(c))).collect();
        let (names, folders) = (medium.durable_names.clone(), medium.durable_folders.clone());
        let copied = Medium { files, durable_names: names.clone(), names, durable_folders: folders.clone(), folders };
        Self(Arc::new(Mutex::new(copied)))
    }

    /// The files that have a name.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        self.medium().names.keys().cloned().collect()
    }

    /// Flips one bit of a file, where the disk keeps it; nothing where there is no such byte.
    pub(crate) fn flip(&self, path: &Path, at: usize, bit: usize) {
        let mut medium = self.medium();
        let Ok(inode) = medium.inode(path) else { return };
        if let Some(contents) = medium.files.get_mut(&inode)
            && let Some(byte) = contents.durable.get_mut(at)
        {
            *byte ^= 1 << bit;
            contents.cached.clone_from(&contents.durable);
        }
    }

    fn medium(&self) -> MutexGuard<'_, Medium> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Medium {
    fn add(&mut self) -> u64 {
        let inode = self.files.last_key_value().map_or(0, |(last, _)| last + 1);
        self.files.insert(inode, Contents::default());
        inode
    }

    /// Makes every name durable.
    fn keep_names(&mut self) {
        self.durable_names.clone_from(&self.names);
        self.durable_folders.clone_from(&self.folders);
    }

    /// Forgets the names that are not durable, and all that was in a folder that is not.
    fn lose_names(&mut self) {
        let lost: BTreeSet<PathBuf> = self.folders.difference(&self.durable_folders).cloned().collect();
        self.durable_names.retain(|path, _| path.parent().is_none_or(|folder| !lost.contains(folder)));
        self.names.clone_from(&self.durable_names);
        self.folders.clone_from(&self.durable_folders);
    }

    fn stat(&self, inode: u64) -> Stat {
        Stat { volume: 0, inode, bytes: self.files.get(&inode).map_or(0, |c| c.cached.len() as u64) }
    }

    fn inode(&self, path: &Path) -> io::Result<u64> {
        self.names.get(path).copied().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl Contents {
    /// Writes what is dirty to the disk, as far as it gets; nothing is dirty afterwards.
    fn write_back(&mut self, reached: Reached) {
        let grown = self.cached.len().saturating_sub(self.durable.len());
        let kept = if reached == Reached::All { self.cached.len() } else { self.durable.len() + reached.of(grown) };
        self.durable.resize(kept, 0);
        for piece in std::mem::take(&mut self.dirty) {
            let end = (piece.start + reached.of(piece.len())).min(self.durable.len()).min(self.cached.len());
            let (from, to) = (self.cached.get(piece.start..end), self.durable.get_mut(piece.start..end));
            if let (Some(from), Some(to)) = (from, to) {
                to.copy_from_slice(from);
            }
        }
    }
}

impl MemoryFile {
    /// Ends a sync: what got there is durable, and nothing counts as dirty any more.
    pub(crate) fn write_back(&self, reached: Reached) {
        self.with(|contents| contents.write_back(reached));
    }

    fn with(&self, change: impl FnOnce(&mut Contents)) {
        if let Some(contents) = self.disk.medium().files.get_mut(&self.inode) {
            change(contents);
        }
    }
}

impl Disk for MemoryDisk {
    type File = MemoryFile;

    fn list(&self, dir: &Path) -> io::Result<Vec<String>> {
        let medium = self.medium();
        let here = medium.names.keys().filter(|path| path.parent() == Some(dir));
        Ok(here.filter_map(|path| path.file_name()?.to_str()).map(str::to_owned).collect())
    }

    fn read(&self, path: &Path, max: u64) -> io::Result<Vec<u8>> {
        let medium = self.medium();
        let bytes = medium.files.get(&medium.inode(path)?).map(|c| c.cached.clone()).unwrap_or_default();
        if bytes.len() as u64 > max { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
    }

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        let medium = self.medium();
        Ok(medium.stat(medium.inode(path)?))
    }

    fn make_dir(&self, dir: &Path) -> io::Result<()> {
        self.medium().folders.insert(dir.to_path_buf());
        Ok(())
    }

    fn create(&self, path: &Path) -> io::Result<MemoryFile> {
        let mut medium = self.medium();
        if medium.names.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let inode = medium.add();
        medium.names.insert(path.to_path_buf(), inode);
        Ok(MemoryFile { disk: self.clone(), inode })
    }

    fn open(&self, path: &Path) -> io::Result<MemoryFile> {
        let inode = self.medium().inode(path)?;
        Ok(MemoryFile { disk: self.clone(), inode })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut medium = self.medium();
        let inode = medium.inode(from)?;
        medium.names.remove(from);
        medium.names.insert(to.to_path_buf(), inode);
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let removed = self.medium().names.remove(path);
        removed.map(|_| ()).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        let mut medium = self.medium();
        let Medium { names, durable_names, folders, durable_folders, .. } = &mut *medium;
        let here = |path: &Path| path.parent() == Some(dir);
        durable_names.retain(|path, _| !here(path));
        durable_names.extend(names.iter().filter(|(path, _)| here(path)).map(|(path, inode)| (path.clone(), *inode)));
        durable_folders.extend(folders.iter().filter(|folder| here(folder)).cloned());
        Ok(())
    }
}

impl DiskFile for MemoryFile {
    fn stat(&self) -> io::Result<Stat> {
        Ok(self.disk.medium().stat(self.inode))
    }

    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        let start = usize::try_from(offset).map_err(io::Error::other)?;
        let end = start + bytes.len();
        self.with(|contents| {
            if contents.cached.len() < end {
                contents.cached.resize(end, 0);
            }
            if let Some(to) = contents.cached.get_mut(start..end) {
                to.copy_from_slice(bytes);
            }
            contents.dirty.push(start..end);
        });
        Ok(())
    }

    fn truncate(&mut self, len: u64) -> io::Result<()> {
        let len = usize::try_from(len).map_err(io::Error::other)?;
        self.with(|contents| contents.cached.resize(len, 0));
        Ok(())
    }

    fn sync_data(&mut self) -> io::Result<()> {
        self.write_back(Reached::All);
        Ok(())
    }
}
