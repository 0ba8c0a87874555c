//! The keyring's file on a disk: how it is read, and how another takes its place. Stopping anywhere in that, by an error, a
//! kill or a power cut, leaves a file under its name that is wholly the old one or wholly the new one.

use std::io;
use std::path::{Path, PathBuf};

use super::fault::{BosFault, Resten};
use super::vorm::BYTES_MAX;
use super::{NAAM, NIEUW, VORIG};
use crate::journal::disk::{Disk, DiskFile, RealDisk};

/// Where a keyring lies.
#[derive(Debug)]
pub struct Kast<D> {
    dir: PathBuf,
    disk: D,
}

impl Kast<RealDisk> {
    /// A directory of this machine.
    pub fn van(dir: &Path) -> Self {
        Self::op(RealDisk, dir)
    }
}

impl<D: Disk> Kast<D> {
    /// A directory of this disk.
    pub fn op(disk: D, dir: &Path) -> Self {
        Self { dir: dir.to_owned(), disk }
    }

    /// The file as it is now.
    pub(super) fn lees(&self) -> Result<Vec<u8>, BosFault> {
        match self.bytes(NAAM) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                Err(if self.resten().vorig { BosFault::Weg } else { BosFault::Geen })
            }
            other => other.map_err(BosFault::io("lezen")),
        }
    }

    /// What an interrupted change left beside it.
    pub(super) fn resten(&self) -> Resten {
        let is_there = |name| self.disk.stat(&self.path(name)).is_ok();
        Resten { nieuw: is_there(NIEUW), vorig: is_there(VORIG) }
    }

    /// Puts the first keyring there.
    pub(super) fn begin(&self, bytes: &[u8], opens: impl Fn(&[u8]) -> bool) -> Result<(), BosFault> {
        match self.lees() {
            // a new one that never took its place is of a beginning that was interrupted
            Err(BosFault::Geen) => self.leg_klaar(bytes, opens)?,
            Ok(_) => return Err(BosFault::IsEr),
            Err(other) => return Err(other),
        }
        self.zet_neer(bytes).map_err(|fault| match fault {
            Neerzetfout::Schijf(error) => BosFault::Onzeker(error),
            Neerzetfout::Anders => BosFault::Beschadigd { vorig: false },
        })
    }

    /// Puts `bytes` in the place of `was`, which is there now and opens. The old one is kept beside it until the new one was
    /// read back from its place.
    pub(super) fn vervang(&self, was: &[u8], bytes: &[u8], opens: impl Fn(&[u8]) -> bool) -> Result<(), BosFault> {
        let ready = self.schrijf(VORIG, was, |back| back == was).and_then(|()| self.leg_klaar(bytes, opens));
        if let Err(fault) = ready {
            // what cannot be removed is not read, and said at the next opening
            let _ = (self.verwijder(NIEUW), self.verwijder(VORIG));
            return Err(fault);
        }
        if let Err(fault) = self.zet_neer(bytes) {
            return Err(self.zet_terug(was, fault));
        }
        self.ruim_op().map_err(BosFault::VorigBlijft)
    }

    /// Removes what a change leaves. Only while the keyring itself was read and opened.
    pub(super) fn ruim_op(&self) -> io::Result<()> {
        self.verwijder(NIEUW)?;
        self.verwijder(VORIG)?;
        self.disk.sync_dir(&self.dir)
    }

    /// Writes the new one beside its place, and reads it back.
    fn leg_klaar(&self, bytes: &[u8], opens: impl Fn(&[u8]) -> bool) -> Result<(), BosFault> {
        self.schrijf(NIEUW, bytes, |back| back == bytes && opens(back))
    }

    /// Gives the new one its place, durably, and reads it back from there.
    fn zet_neer(&self, bytes: &[u8]) -> Result<(), Neerzetfout> {
        let moved = self.disk.rename(&self.path(NIEUW), &self.path(NAAM)).and_then(|()| self.disk.sync_dir(&self.dir));
        moved.map_err(Neerzetfout::Schijf)?;
        let back = self.bytes(NAAM).map_err(Neerzetfout::Schijf)?;
        if back == bytes { Ok(()) } else { Err(Neerzetfout::Anders) }
    }

    /// After a failure in which the new one may have taken its place: where it did not wholly, the old one gets it back.
    fn zet_terug(&self, was: &[u8], fault: Neerzetfout) -> BosFault {
        match fault {
            Neerzetfout::Schijf(error) => BosFault::Onzeker(error),
            Neerzetfout::Anders => {
                let back = self.bytes(VORIG).is_ok_and(|kept| kept == was)
                    && self.disk.rename(&self.path(VORIG), &self.path(NAAM)).is_ok()
                    && self.disk.sync_dir(&self.dir).is_ok();
                if back { BosFault::Teruglezen } else { BosFault::Beschadigd { vorig: self.resten().vorig } }
            }
        }
    }

    /// Writes a file under this name in the place of whatever had it, durably, and reads it back.
    fn schrijf(&self, name: &str, bytes: &[u8], is_it: impl Fn(&[u8]) -> bool) -> Result<(), BosFault> {
        let written = || {
            self.verwijder(name)?;
            let mut file = self.disk.create(&self.path(name))?;
            file.write_at(0, bytes)?;
            file.sync_data()?;
            self.disk.sync_dir(&self.dir)?;
            self.bytes(name)
        };
        let back = written().map_err(BosFault::io("schrijven"))?;
        if is_it(&back) { Ok(()) } else { Err(BosFault::Teruglezen) }
    }

    fn verwijder(&self, name: &str) -> io::Result<()> {
        match self.disk.remove(&self.path(name)) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }

    fn bytes(&self, name: &str) -> io::Result<Vec<u8>> {
        self.disk.read(&self.path(name), BYTES_MAX)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }
}

/// Why a new file is not certain to have its place.
enum Neerzetfout {
    Schijf(io::Error),
    Anders,
}
