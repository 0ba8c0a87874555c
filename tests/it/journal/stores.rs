//! The stores on which the contract has to hold.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crisistafel::crypto::Stored;
use crisistafel::crypto::bos::Journaalsleutels;
use crisistafel::domain::tijd::Tijdstip;
use crisistafel::journal::disk::{Disk, DiskFile};
use crisistafel::journal::{Fault, FileJournal, Head, Journal, JournalId, Opened, Reading};
use tempfile::TempDir;

use crate::schijf::{Failure, FaultyDisk, MemoryDisk, Reached};

/// A store that outlives the processes that work on it.
pub(crate) trait Store {
    /// The journals, as a process that has just started has them.
    fn journal(&self) -> Box<dyn Journal>;
    /// Puts a file into the store, from outside.
    fn plant(&self, file: &Path, bytes: &[u8]);
    /// Takes a file away, from outside.
    fn remove(&self, file: &Path);
    /// Gives a file other bytes from outside: the same file, or another one with its name.
    fn put(&self, file: &Path, bytes: &[u8], same: bool);
    /// The bytes of a file; none where there is no such file.
    fn bytes(&self, file: &Path) -> Option<Vec<u8>>;
    /// The names of the files of dossiers, sorted.
    fn dossier_files(&self) -> Vec<String>;
}

/// Tries a rule on each kind of store: the file system; memory; and a disk on which every append fails at first.
pub(crate) fn on_every_store(rule: impl Fn(&dyn Store)) {
    println!("on the file system");
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("dossiers")).unwrap();
    rule(&folder);
    println!("in memory");
    rule(&MemoryDisk::default());
    println!("on a disk that refuses every append once");
    rule(&FaultyDisk::default());
}

/// Where the store is on a disk in memory.
pub(crate) fn root() -> PathBuf {
    PathBuf::from("/winkel")
}

/// The names of the files of dossiers on a disk in memory, sorted.
fn names(disk: &impl Disk) -> Vec<String> {
    let mut names = disk.list(&root().join("dossiers")).unwrap();
    names.sort();
    names
}

impl Store for TempDir {
    fn journal(&self) -> Box<dyn Journal> {
        Box::new(FileJournal::new(self.path()))
    }

    fn plant(&self, file: &Path, bytes: &[u8]) {
        fs::write(self.path().join(file), bytes).unwrap();
    }

    fn remove(&self, file: &Path) {
        fs::remove_file(self.path().join(file)).unwrap();
    }

    fn put(&self, file: &Path, bytes: &[u8], same: bool) {
        let path = self.path().join(if same { file.to_owned() } else { "ernaast".into() });
        fs::write(&path, bytes).unwrap();
        fs::rename(path, self.path().join(file)).unwrap();
    }

    fn bytes(&self, file: &Path) -> Option<Vec<u8>> {
        fs::read(self.path().join(file)).ok()
    }

    fn dossier_files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path().join("dossiers")).unwrap();
        let mut names: Vec<_> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Store for MemoryDisk {
    fn journal(&self) -> Box<dyn Journal> {
        Box::new(FileJournal::on(self.clone(), root()))
    }

    fn plant(&self, file: &Path, bytes: &[u8]) {
        MemoryDisk::plant(self, &root().join(file), bytes);
    }

    fn remove(&self, file: &Path) {
        Disk::remove(self, &root().join(file)).unwrap();
    }

    fn put(&self, file: &Path, bytes: &[u8], same: bool) {
        if !same {
            return Store::plant(self, file, bytes);
        }
        let mut open = Disk::open(self, &root().join(file)).unwrap();
        open.truncate(bytes.len() as u64).unwrap();
        open.write_at(0, bytes).unwrap();
    }

    fn bytes(&self, file: &Path) -> Option<Vec<u8>> {
        self.read(&root().join(file), u64::MAX).ok()
    }

    fn dossier_files(&self) -> Vec<String> {
        names(self)
    }
}

impl Store for FaultyDisk {
    fn journal(&self) -> Box<dyn Journal> {
        Box::new(Stumbling { inner: FileJournal::on(self.clone(), root()), disk: self.clone(), appends: 0 })
    }

    fn plant(&self, file: &Path, bytes: &[u8]) {
        Store::plant(&self.below, file, bytes);
    }

    fn remove(&self, file: &Path) {
        Store::remove(&self.below, file);
    }

    fn put(&self, file: &Path, bytes: &[u8], same: bool) {
        self.below.put(file, bytes, same);
    }

    fn bytes(&self, file: &Path) -> Option<Vec<u8>> {
        self.below.bytes(file)
    }

    fn dossier_files(&self) -> Vec<String> {
        self.below.dossier_files()
    }
}

/// A journal on a disk that refuses something once in every append, each time something else.
struct Stumbling {
    inner: FileJournal<FaultyDisk>,
    disk: FaultyDisk,
    appends: usize,
}

/// What the disk refuses, in turn.
const REFUSED: [(&str, Reached); 6] = [
    ("sync", Reached::Nothing),
    ("write", Reached::Half),
    ("sync", Reached::All),
    ("write", Reached::Nothing),
    ("sync", Reached::Half),
    ("write", Reached::All),
];

impl Journal for Stumbling {
    fn list(&self) -> Result<Vec<JournalId>, Fault> {
        self.inner.list()
    }

    fn read(&self, id: JournalId) -> Result<Reading, Fault> {
        self.inner.read(id)
    }

    fn ready(&mut self, id: JournalId, reading: Reading, now: Tijdstip) -> Result<Opened, Fault> {
        self.inner.ready(id, reading, now)
    }

    fn append(&mut self, id: JournalId, after: Head, payload: &Stored) -> Result<Head, Fault> {
        let (operation, reached) = REFUSED[self.appends % REFUSED.len()];
        self.appends += 1;
        self.disk.fail(Failure { after: 0, only: Some(operation), reached, lasting: false });
        let result = self.inner.append(id, after, payload);
        assert_eq!(self.disk.heal(), u64::from(result.is_ok()), "the disk refused {operation} once");
        result
    }

    fn vernietig(&mut self, id: JournalId) -> Result<(), Fault> {
        self.inner.vernietig(id)
    }

    fn sleutels(&self, id: JournalId, nu: Tijdstip) -> Result<Option<Arc<Journaalsleutels>>, Fault> {
        self.inner.sleutels(id, nu)
    }
}
