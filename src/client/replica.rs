//! A dossier as this terminal may see it. Changed by committed frames only, in order; a gap is never guessed over.

use std::collections::BTreeMap;

use crate::domain::dossier::{Dossier, Overleg};
use crate::domain::evolve::evolve;
use crate::domain::ids::DossierNummer;
use crate::domain::kader::{GeldendKader, KaderHash};
use crate::domain::tijd::Tijdstip;
use crate::domain::zicht::{heeft_afgeschermd, openbaar};
use crate::protocol::{Committed, Zicht};

/// A frame came that does not follow on the last one: everything has to be asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap;

/// What this terminal holds of one dossier.
#[derive(Clone, Debug)]
pub struct Replica {
    /// The state after frame `seq`.
    pub dossier: Dossier,
    /// The last frame that was applied.
    pub seq: u64,
    /// When it was recorded.
    pub gewijzigd: Option<Tijdstip>,
    /// Whether everything that the server had was received.
    pub bij: bool,
    /// The same without what is shielded; none while nothing is. Made once per change, not once per frame.
    gezien: Option<Box<Dossier>>,
    kaders: BTreeMap<KaderHash, GeldendKader>,
    geldend: Option<KaderHash>,
}

impl Replica {
    /// Nothing yet.
    pub fn new(nummer: DossierNummer) -> Self {
        Self {
            dossier: Dossier::new(nummer),
            seq: 0,
            gewijzigd: None,
            bij: false,
            gezien: None,
            kaders: BTreeMap::new(),
            geldend: None,
        }
    }

    /// Forgets the record; kaders stay, they are named by their content.
    pub fn again(&mut self) {
        self.dossier = Dossier::new(self.dossier.nummer);
        self.gezien = None;
        self.seq = 0;
        self.bij = false;
    }

    /// Applies frames. Frames that it has already are skipped.
    pub fn apply(&mut self, frames: &[Committed]) -> Result<(), Gap> {
        let done = self.apply_all(frames);
        self.gezien = heeft_afgeschermd(&self.dossier).then(|| Box::new(openbaar(&self.dossier)));
        done
    }

    /// The dossier as the wall may know it; none where that is all of it.
    pub fn gezien(&self) -> Option<&Dossier> {
        self.gezien.as_deref()
    }

    fn apply_all(&mut self, frames: &[Committed]) -> Result<(), Gap> {
        for frame in frames {
            if frame.seq <= self.seq {
                continue;
            }
            if frame.seq != self.seq + 1 {
                return Err(Gap);
            }
            for zicht in &frame.inhoud {
                if let Zicht::Open(event) = zicht {
                    evolve(&mut self.dossier, &frame.stamp, event);
                }
            }
            self.seq = frame.seq;
            self.gewijzigd = Some(frame.stamp.op);
        }
        Ok(())
    }

    /// Keeps a kader that the record refers to.
    pub fn keep(&mut self, kader: GeldendKader) {
        self.kaders.insert(kader.hash.clone(), kader);
    }

    /// Everything up to `seq` has been sent, and this kader is in force for meetings that have not started.
    pub fn caught_up(&mut self, geldend: KaderHash) {
        self.bij = true;
        self.geldend = Some(geldend);
    }

    /// The kader of a meeting: the one with which it opened, else the one in force.
    pub fn kader(&self, overleg: Option<&Overleg>) -> Option<&GeldendKader> {
        let hash = overleg.and_then(|o| o.kader.as_ref()).or(self.geldend.as_ref())?;
        self.kaders.get(hash)
    }
}
