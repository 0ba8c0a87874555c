//! Opening a dossier: its number, and that the same request never opens two.

use super::Clerk;
use super::commit::{Failed, Request, not_there};
use super::loaded::Loaded;
use crate::domain::ids::{DossierNummer, RequestId};
use crate::journal::JournalId;

/// A number for a dossier that is to be opened.
#[derive(Clone, Copy)]
enum Picked {
    /// Nobody has it.
    Free(DossierNummer),
    /// This very request opened it before.
    Opened(DossierNummer),
}

impl Picked {
    fn nummer(self) -> DossierNummer {
        match self {
            Self::Free(nummer) | Self::Opened(nummer) => nummer,
        }
    }
}

/// The number that a request picks in a year after so many that were taken. The terminal chooses the request's id, and
/// must not learn from the number whether another one was taken: that takes what only this store knows.
fn number(secret: &[u8; 32], verzoek: RequestId, year: i32, attempt: u32) -> DossierNummer {
    let mut hasher = blake3::Hasher::new_keyed(secret);
    hasher.update(&verzoek.0.to_le_bytes()).update(&attempt.to_le_bytes());
    DossierNummer::pick(year, hasher.finalize().as_bytes().first_chunk().map_or(0, |b| u32::from_le_bytes(*b)))
}

impl Clerk {
    /// The dossier that this request opens, or opened when it was sent before.
    pub(super) fn new_dossier(&mut self, r: &Request<'_>) -> Result<DossierNummer, Failed> {
        if r.wall || r.who.dossiers.is_some() {
            use chrono::Datelike;
            // whatever it would have been, without a look at what there is
            return Err(not_there(number(&self.secret, r.id, self.now().lokaal().year(), 0)));
        }
        let picked = self.pick_number(r)?;
        if let Picked::Free(nummer) = picked {
            self.begin(nummer)?;
        }
        Ok(picked.nummer())
    }

    /// The number of the dossier that this request opens. It follows from the request, so that a resend finds the dossier
    /// again; in the first hours of a year also one that was opened in the last of the year before.
    fn pick_number(&mut self, r: &Request<'_>) -> Result<Picked, Failed> {
        use chrono::Datelike;
        let year = self.now().lokaal().year();
        match self.look_up_number(r, year - 1)? {
            Picked::Free(_) => self.look_up_number(r, year),
            Picked::Opened(nummer) => Ok(Picked::Opened(nummer)),
        }
    }

    /// The number that this request has in a year, or would have.
    fn look_up_number(&mut self, r: &Request<'_>, year: i32) -> Result<Picked, Failed> {
        let mut attempt = 0u32;
        loop {
            let nummer = number(&self.secret, r.id, year, attempt);
            self.read_again(nummer);
            let Some(taken) = self.load(nummer) else { return Ok(Picked::Free(nummer)) };
            if taken.done(&r.who.gebruiker, r.id).is_some() {
                return Ok(Picked::Opened(nummer));
            }
            if let Some(broken) = taken.broken.as_ref().filter(|b| b.try_again) {
                return Err(Failed::Fault(format!(
                    "{}; er is geen dossier geopend: probeer het later opnieuw",
                    broken.why
                )));
            }
            attempt += 1;
        }
    }

    /// Makes the place of a dossier that is about to be opened.
    fn begin(&mut self, nummer: DossierNummer) -> Result<(), Failed> {
        let now = self.now();
        match self.journal.open(JournalId::Dossier(nummer), now) {
            Ok(opened) => drop(self.dossiers.insert(nummer, Loaded::new(nummer, opened.reading.head()))),
            Err(fault) => return Err(self.failed(nummer, &fault)),
        }
        Ok(())
    }

    /// A dossier that was not opened after all leaves nothing behind.
    pub(super) fn forget_empty(&mut self, nummer: DossierNummer) {
        if self.dossiers.get(&nummer).is_some_and(|l| l.frames.is_empty() && l.broken.is_none()) {
            self.dossiers.remove(&nummer);
        }
    }
}
