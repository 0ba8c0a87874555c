//! The model itself: opened, used until something fails, closed.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, DirBuilder};
use std::io::{self, ErrorKind};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError, RwLock, RwLockReadGuard};

use sled::Db;

use super::catching::caught;
use super::claim::{Claim, is_held};
use super::fault::{ModelState, Reason, StoreFault, Trouble};
use super::files::Files;
use super::geheugen::Geheugen;
use super::segment::Segmenten;
use super::sled_open;
use super::wijzer::{self, Wijzer};
use crate::crypto::register::Registersleutels;
use crate::domain::ids::DossierNummer;
use crate::projection::rij::Hoofd;
use crate::projection::zoek::{Woordenboek, Zoekvraag};

/// The rows and segments of all dossiers. One at a time writes; many may read meanwhile, each what there was when it began.
/// After a fault other than [`StoreFault::Segment`] every call says [`StoreFault::Unusable`]: drop it, open it again, and fill
/// it from the journals.
pub struct ReadModel {
    /// There until it is closed or dropped.
    db: Option<Db>,
    files: Files,
    broken: AtomicBool,
    pub(super) woorden: Woordenboek,
    pub(super) sleutels: Registersleutels,
    pub(super) segmenten: Segmenten,
    pub(super) geheugen: Geheugen,
    pub(super) wijzer: RwLock<Wijzer>,
    /// Whose turn it is to write; which segments were written since it was opened.
    pub(super) schrijft: Mutex<BTreeSet<DossierNummer>>,
    /// What the next row or segment is called.
    keer: AtomicU64,
    /// Given back last, when sled has let go of the files.
    _claim: Claim,
    /// Removed after that.
    _passing: Option<Passing>,
}

/// A directory in the memory of the machine, for the owner only, that goes with this value: what is in a dossier is kept
/// on no other disk than the store's.
struct Passing(PathBuf);

impl Passing {
    fn make() -> io::Result<Self> {
        let mut random = [0; 16];
        getrandom::fill(&mut random).map_err(io::Error::other)?;
        let dir = PathBuf::from(format!("/dev/shm/crisistafel-{:032x}", u128::from_le_bytes(random)));
        DirBuilder::new().mode(0o700).create(&dir)?;
        Ok(Self(dir))
    }
}

impl Drop for Passing {
    fn drop(&mut self) {
        let _it_was_made_for_this = fs::remove_dir_all(&self.0);
    }
}

impl ReadModel {
    /// Opens the model in `dir`, which is made where it is missing. `marker` is a file beside `dir`, in a directory that
    /// exists. With [`ModelState::Rebuild`] the model is empty, and to be filled with [`ReadModel::replace`].
    ///
    /// [`StoreFault::Held`] when another has it open, in this process or elsewhere: then nothing was touched.
    ///
    /// Where the disk can only be read, the model is one in memory that is gone when it is dropped, and to be filled.
    pub fn open(dir: &Path, marker: &Path, sleutels: &Registersleutels) -> Result<(Self, ModelState), StoreFault> {
        match Self::open_at(dir, marker, sleutels, None) {
            Err(StoreFault::CannotMake(Trouble::Files(e))) if e.kind() == ErrorKind::ReadOnlyFilesystem => {
                let passing = Passing::make().map_err(|_| cannot_make(e))?;
                let (dir, marker) = (passing.0.join("leesmodel"), passing.0.join("bezig"));
                Self::open_at(&dir, &marker, sleutels, Some(passing))
            }
            other => other,
        }
    }

    fn open_at(
        dir: &Path,
        marker: &Path,
        sleutels: &Registersleutels,
        passing: Option<Passing>,
    ) -> Result<(Self, ModelState), StoreFault> {
        let files = Files::new(dir, marker);
        files.make_dir().map_err(cannot_make)?;
        let claim = Claim::take(&files.slot())?;
        if is_held(&files.sled_lock()) {
            return Err(StoreFault::Held { by: None });
        }
        let checked = files.check(sleutels);
        files.mark().map_err(cannot_make)?;
        let opened = checked.and_then(|()| start_with(&files, sleutels));
        let ((db, wijzer), how) = match opened {
            Ok(whole) => (whole, ModelState::Whole),
            Err(Reason::DoesNotOpen(Trouble::Locked)) => return Err(StoreFault::Held { by: None }),
            Err(reason) => ((start_afresh(&files)?, Wijzer::new()), ModelState::Rebuild(reason)),
        };
        let segmenten = Segmenten { dir: files.segmenten(), sleutels: sleutels.clone() };
        segmenten.make_dir().map_err(cannot_make)?;
        let model = Self {
            db: Some(db),
            files,
            broken: AtomicBool::new(false),
            woorden: Woordenboek::default(),
            sleutels: sleutels.clone(),
            segmenten,
            geheugen: Geheugen::default(),
            keer: AtomicU64::new(wijzer::begin(&wijzer).map_err(cannot_make)?),
            wijzer: RwLock::new(wijzer),
            schrijft: Mutex::default(),
            _claim: claim,
            _passing: passing,
        };
        Ok((model, how))
    }

    /// The heads that a model at rest remembers. Nothing where it is in use, or not as it was closed: then nothing was
    /// touched.
    pub fn heads_at_rest(dir: &Path, marker: &Path, sleutels: &Registersleutels) -> Vec<(DossierNummer, Hoofd)> {
        let files = Files::new(dir, marker);
        if !files.slot().exists() || files.check(sleutels).is_err() || is_held(&files.sled_lock()) {
            return Vec::new();
        }
        let Ok((model, ModelState::Whole)) = Self::open(dir, marker, sleutels) else { return Vec::new() };
        let heads = model.hoofden().unwrap_or_default();
        // a model that does not close is made again, and the heads were read
        let _ = model.close();
        heads
    }

    /// Closes the model so that the next open finds it whole. A model that is dropped without this is made again.
    pub fn close(mut self) -> Result<(), StoreFault> {
        if self.broken.load(Ordering::Relaxed) {
            return Err(StoreFault::Unusable);
        }
        let db = self.db.take().ok_or(StoreFault::Unusable)?;
        sled_open::stop(db, &self.files.sled_lock()).map_err(StoreFault::Failed)?;
        self.settle().map_err(|e| StoreFault::Failed(Trouble::Files(e)))
    }

    /// Has on disk what was written, and says so. Of what was not it reads nothing.
    fn settle(&self) -> io::Result<()> {
        let written = self.schrijft.lock().unwrap_or_else(PoisonError::into_inner);
        let wijzer = self.wijzer();
        for nummer in written.iter() {
            if let Some(stempel) = wijzer.get(nummer).and_then(|laatste| laatste.segment) {
                self.segmenten.sync(*nummer, stempel)?;
            }
        }
        fs::File::open(self.files.segmenten())?.sync_all()?;
        self.files.settle(&self.sleutels)
    }

    /// Which rows and segments are the last, as long as nobody writes.
    pub(super) fn wijzer(&self) -> RwLockReadGuard<'_, Wijzer> {
        self.wijzer.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a row or a segment is called that nothing was called before.
    pub(super) fn volgende(&self) -> u64 {
        self.keer.fetch_add(1, Ordering::Relaxed)
    }

    /// How many there are of the dossiers that are there for who asks.
    pub fn aantal(&self, dossier: &dyn Fn(&DossierNummer) -> bool) -> usize {
        self.wijzer().keys().filter(|n| dossier(n)).count()
    }

    /// Lets go of what was opened for searches: the next one opens it again.
    pub fn laat_los(&self) {
        self.geheugen.leeg();
    }

    /// What to look up for the words of a question.
    pub fn vraag(&self, woorden: &str) -> Zoekvraag {
        self.woorden.vraag(woorden)
    }

    /// Runs `call` on the rows. A fault or a panic in it is the model's last, but for one of a segment.
    pub(super) fn run<T>(&self, call: impl FnOnce(&Db) -> Result<T, Trouble>) -> Result<T, StoreFault> {
        let Some(db) = self.db.as_ref().filter(|_| !self.broken.load(Ordering::Relaxed)) else {
            return Err(StoreFault::Unusable);
        };
        let done = caught(|| call(db)).unwrap_or(Err(Trouble::Panic));
        done.map_err(|trouble| {
            if let Trouble::Segment(nummer) = trouble {
                return StoreFault::Segment(nummer);
            }
            self.broken.store(true, Ordering::Relaxed);
            StoreFault::Failed(trouble)
        })
    }
}

impl Drop for ReadModel {
    /// Lets go of the files, so that another can open them. The marker stays.
    fn drop(&mut self) {
        if let Some(db) = self.db.take() {
            let _is_made_again = sled_open::stop(db, &self.files.sled_lock());
        }
    }
}

impl fmt::Debug for ReadModel {
    /// Says nothing of the rows; sled's own would print them all.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReadModel").field("files", &self.files).field("broken", &self.broken).finish_non_exhaustive()
    }
}

/// Opens sled, and reads which rows and segments are the last. Every row has to open: then there is nothing else in it.
fn start_with(files: &Files, sleutels: &Registersleutels) -> Result<(Db, Wijzer), Reason> {
    let db = sled_open::start(&files.sled()).map_err(Reason::DoesNotOpen)?;
    if let Some(Ok(wijzer)) = caught(|| wijzer::lees_wijzer(&db, sleutels)) {
        return Ok((db, wijzer));
    }
    let _is_thrown_away = sled_open::stop(db, &files.sled_lock());
    Err(Reason::Damaged)
}

/// Throws the rows away and begins with none.
fn start_afresh(files: &Files) -> Result<Db, StoreFault> {
    files.clear().map_err(cannot_make)?;
    sled_open::start(&files.sled()).map_err(StoreFault::CannotMake)
}

fn cannot_make(error: std::io::Error) -> StoreFault {
    StoreFault::CannotMake(Trouble::Files(error))
}

#[cfg(test)]
mod tests {
    use super::super::row::{Kind, naam};
    use super::*;
    use crate::domain::dossier::Dossier;
    use crate::domain::tijd::Tijdstip;
    use crate::projection::rij::{self, Rijen};

    #[test]
    fn after_a_panic_every_call_says_that_the_model_is_of_no_use_and_it_can_be_opened_again() {
        let dir = tempfile::tempdir().unwrap();
        let (at, marker) = (dir.path().join("leesmodel"), dir.path().join("bezig"));
        let (model, _) = ReadModel::open(&at, &marker, &Registersleutels::van(None)).unwrap();
        let fault = model.run(|_| -> Result<(), Trouble> { panic!("fictitious") });
        assert!(matches!(fault, Err(StoreFault::Failed(Trouble::Panic))));
        assert!(matches!(model.hoofden(), Err(StoreFault::Unusable)));
        assert!(matches!(model.close(), Err(StoreFault::Unusable)));
        let (_, how) = ReadModel::open(&at, &marker, &Registersleutels::van(None)).unwrap();
        assert!(matches!(how, ModelState::Rebuild(Reason::NotClosed)));
    }

    type Damage<'a> = &'a dyn Fn(&ReadModel, &Db);

    /// The rows of an empty dossier.
    fn rows(nummer: DossierNummer, seq: u64) -> Rijen {
        rij::alle(&Dossier::new(nummer), Tijdstip::from_millis(0).into(), Hoofd { seq, hash: String::new() })
    }

    /// Whoever can write in sled's files has rows that are sealed, and not those that belong there.
    #[test]
    fn a_row_of_another_dossier_or_of_before_or_that_is_gone_is_refused() {
        let sleutels = Registersleutels::van(None);
        let [een, twee]: [DossierNummer; 2] = ["26-K7M4", "26-2222"].map(|n| n.parse().unwrap());
        let name = |nummer| naam(&sleutels, Kind::Dossier, nummer);
        let damages: [Damage<'_>; 4] = [
            &|_, db| drop(db.insert(name(een), db.get(name(twee)).unwrap().unwrap()).unwrap()),
            &|_, db| drop(db.remove(name(een)).unwrap()),
            &|model, db| {
                let before = db.get(name(een)).unwrap().unwrap();
                model.write(&rows(een, 2)).unwrap();
                db.insert(name(een), before).unwrap();
            },
            &|_, db| {
                let mut torn = db.get(name(een)).unwrap().unwrap().to_vec();
                torn[40] ^= 1;
                db.insert(name(een), torn).unwrap();
            },
        ];
        for (nr, damage) in damages.into_iter().enumerate() {
            let dir = tempfile::tempdir().unwrap();
            let (model, _) = ReadModel::open(&dir.path().join("leesmodel"), &dir.path().join("bezig"), &sleutels).unwrap();
            model.replace(&rows(een, 1)).unwrap();
            model.replace(&rows(twee, 1)).unwrap();
            assert_eq!(model.hoofden().unwrap().len(), 2);
            let wijzer = wijzer::lees_wijzer(model.db.as_ref().unwrap(), &sleutels).unwrap();
            assert_eq!(wijzer, *model.wijzer());
            damage(&model, model.db.as_ref().unwrap());
            let again = wijzer::lees_wijzer(model.db.as_ref().unwrap(), &sleutels);
            assert!(again.ok() != Some(model.wijzer().clone()), "{nr}");
            assert!(matches!(model.hoofden(), Err(StoreFault::Failed(_))), "{nr}");
        }
    }
}
