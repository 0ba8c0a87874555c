//! The few things that a journal asks of a disk, so that a test can refuse each of them. Paths are handed in whole.

mod real;

use std::io;
use std::path::Path;

pub use real::{RealDisk, RealFile};

/// Which file it is, and how long: two that are the same file have the same volume and inode for as long as both are
/// there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stat {
    /// The volume on which it is.
    pub volume: u64,
    /// Its number there.
    pub inode: u64,
    /// Its length.
    pub bytes: u64,
}

impl Stat {
    /// Whether this is the same file, whatever its length.
    pub fn is_same_file(self, other: Self) -> bool {
        (self.volume, self.inode) == (other.volume, other.inode)
    }
}

/// Something that keeps files in folders. Nothing is durable before it was synced: contents by [`DiskFile::sync_data`],
/// names (made, renamed, removed) by [`Disk::sync_dir`].
pub trait Disk: Send {
    /// A file that is open for writing.
    type File: DiskFile;

    /// The names of the files in a folder, in no order; the error is `NotFound` where there is no folder.
    fn list(&self, dir: &Path) -> io::Result<Vec<String>>;

    /// All bytes of a file, at most `max`; a longer one is an error.
    fn read(&self, path: &Path, max: u64) -> io::Result<Vec<u8>>;

    /// What has this name now; the error is `NotFound` where nothing has.
    fn stat(&self, path: &Path) -> io::Result<Stat>;

    /// Makes a folder where there is none yet; its parent is there.
    fn make_dir(&self, dir: &Path) -> io::Result<()>;

    /// Makes an empty file; the error is `AlreadyExists` where there is one.
    fn create(&self, path: &Path) -> io::Result<Self::File>;

    /// Opens a file that is there for writing, and leaves its contents.
    fn open(&self, path: &Path) -> io::Result<Self::File>;

    /// Gives a file another name, in the place of whatever had it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Returns when the names in a folder are durable.
    fn sync_dir(&self, dir: &Path) -> io::Result<()>;
}

/// A file that is open for writing.
pub trait DiskFile: Send {
    /// Which file this is, whatever its name is by now.
    fn stat(&self) -> io::Result<Stat>;

    /// Writes all of `bytes` from `offset` on; after an error any part of them may have been written.
    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()>;

    /// Cuts the file to `len` bytes.
    fn truncate(&mut self, len: u64) -> io::Result<()>;

    /// Returns when the contents and the length are durable. After an error nothing that was written since the last
    /// success can be relied on, whatever reading the file gives.
    fn sync_data(&mut self) -> io::Result<()>;
}
