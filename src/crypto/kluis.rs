//! The opened keyring as those share it who record and who read: the keys of a journal, and new ones that are durable before
//! anything is sealed with them. Absent: the file of the keyring (`bos`), and what is sealed (`zegel`).

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::bos::{BosFault, Journaalsleutels, Resten, Sleutelbos, Wijziger};
use super::opener::Opener;
use super::sleutel::{Klasse, Sleutel};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::journal::JournalId;

/// The keys of a store. Clones are the same.
#[derive(Clone, Debug)]
pub struct Kluis(Arc<Mutex<Binnen>>);

#[derive(Debug)]
struct Binnen {
    bos: Sleutelbos,
    opener: Opener,
    dir: PathBuf,
    /// In whose name keys are made.
    door: Tekst,
}

impl Kluis {
    /// Opens the keyring of the store in `dir`. What is made in it later is made in the name of `door`.
    pub fn open(dir: &Path, opener: Opener, door: Tekst) -> Result<Self, BosFault> {
        Ok(Self::van(Sleutelbos::open(dir, &opener)?, dir, opener, door))
    }

    /// The same, of a keyring that was opened with this.
    pub fn van(bos: Sleutelbos, dir: &Path, opener: Opener, door: Tekst) -> Self {
        Self(Arc::new(Mutex::new(Binnen { bos, opener, dir: dir.to_path_buf(), door })))
    }

    /// The keys of a journal; none where none were made.
    pub fn sleutels(&self, id: JournalId) -> Option<Arc<Journaalsleutels>> {
        self.binnen().bos.sleutels(id).map(Arc::new)
    }

    /// The keys of a journal to which something is to be appended: where there are none they are made, and durable when this
    /// returns.
    pub fn om_te_schrijven(&self, id: JournalId, nu: Tijdstip) -> Result<Arc<Journaalsleutels>, BosFault> {
        let mut binnen = self.binnen();
        if binnen.bos.sleutels(id).is_none() {
            binnen.wijzig(nu, |bos| bos.maak(id).map(drop))?;
        }
        binnen.bos.sleutels(id).map(Arc::new).ok_or(BosFault::Geen)
    }

    /// The journals of which there are keys, or were.
    pub fn journalen(&self) -> Vec<JournalId> {
        self.binnen().bos.journalen().map(Journaalsleutels::id).collect()
    }

    /// The key of the read model.
    pub fn leesmodel(&self) -> Sleutel {
        self.binnen().bos.leesmodel().clone()
    }

    /// Whether all these keys of a journal are gone; none where it was never given any.
    pub fn is_vernietigd(&self, id: JournalId, klassen: &[Klasse]) -> Option<bool> {
        let binnen = self.binnen();
        let keys = binnen.bos.van(id)?;
        Some(klassen.iter().all(|k| keys.van(*k).sleutel().is_none()))
    }

    /// Destroys keys of a journal. When this returns well they are in no file of the store any more: the keyring has another
    /// key, and no copy from before lies beside it.
    pub fn vernietig(&self, id: JournalId, klassen: &[Klasse], nu: Tijdstip) -> Result<(), BosFault> {
        let mut binnen = self.binnen();
        if binnen.bos.van(id).is_some_and(|keys| klassen.iter().any(|k| keys.van(*k).sleutel().is_some())) {
            binnen.wijzig(nu, |bos| {
                bos.vernietig(id, klassen);
                Ok(())
            })?;
        }
        let Binnen { bos, dir, .. } = &mut *binnen;
        bos.ruim_op(dir)?;
        if bos.resten() == Resten::default() { Ok(()) } else { Err(BosFault::Teruglezen) }
    }

    fn binnen(&self) -> MutexGuard<'_, Binnen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Binnen {
    /// Makes or destroys keys. Somebody may have changed the openers under a running service: then once more, on what there
    /// is now.
    fn wijzig(&mut self, nu: Tijdstip, hoe: impl Fn(&mut Sleutelbos) -> Result<(), BosFault>) -> Result<(), BosFault> {
        match self.probeer(nu, &hoe) {
            Err(BosFault::Gewijzigd { .. }) => {
                self.bos = Sleutelbos::open(&self.dir, &self.opener)?;
                self.probeer(nu, &hoe)
            }
            other => other,
        }
    }

    fn probeer(&mut self, nu: Tijdstip, hoe: impl Fn(&mut Sleutelbos) -> Result<(), BosFault>) -> Result<(), BosFault> {
        hoe(&mut self.bos)?;
        match self.bos.bewaar(&self.dir, &Wijziger { door: self.door.clone(), nu }) {
            Ok(()) | Err(BosFault::VorigBlijft(_)) => Ok(()),
            Err(fault) => {
                // what may not be on the disk is not used
                self.bos = Sleutelbos::open(&self.dir, &self.opener)?;
                Err(fault)
            }
        }
    }
}
