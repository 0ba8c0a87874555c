//! What was opened of segments, kept so that a search does not open it again: so many bytes at the most, until nobody
//! searches for a while. What does not fit is opened each time.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::fault::Trouble;
use super::row::Stempel;
use super::segment::{Deelzicht, Zicht};
use crate::domain::ids::DossierNummer;

/// The most bytes: the words of a million lines.
const BYTES_MAX: usize = 96 * 1024 * 1024;

/// What was opened, by dossier and sight.
#[derive(Default)]
pub(super) struct Geheugen(Mutex<Delen>);

#[derive(Default)]
struct Delen {
    bytes: usize,
    open: HashMap<(DossierNummer, Zicht), (Stempel, Arc<Deelzicht>)>,
}

impl Delen {
    fn weg(&mut self, of: (DossierNummer, Zicht)) {
        if let Some((_, deel)) = self.open.remove(&of) {
            self.bytes -= deel.bytes();
        }
    }
}

impl Geheugen {
    fn delen(&self) -> MutexGuard<'_, Delen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What there is of a sight in this segment; where it is not kept, `open` opens it.
    pub(super) fn deel(
        &self,
        of: (DossierNummer, Zicht),
        stempel: Stempel,
        open: impl FnOnce() -> Result<Deelzicht, Trouble>,
    ) -> Result<Arc<Deelzicht>, Trouble> {
        if let Some((_, kept)) = self.delen().open.get(&of).filter(|(as_of, _)| *as_of == stempel) {
            return Ok(Arc::clone(kept));
        }
        let deel = Arc::new(open()?);
        let mut delen = self.delen();
        delen.weg(of);
        if delen.bytes + deel.bytes() <= BYTES_MAX {
            delen.bytes += deel.bytes();
            delen.open.insert(of, (stempel, Arc::clone(&deel)));
        }
        Ok(deel)
    }

    /// Lets go of what is kept of a dossier.
    pub(super) fn vergeet(&self, nummer: DossierNummer) {
        let mut delen = self.delen();
        for zicht in Zicht::ALL {
            delen.weg((nummer, zicht));
        }
    }

    /// Lets go of everything.
    pub(super) fn leeg(&self) {
        *self.delen() = Delen::default();
    }
}
