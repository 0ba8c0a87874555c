//! A dossier as this terminal may see it. Changed by committed frames only, in order; a gap is never guessed over.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::controlepunt::Controlepunten;
use crate::domain::dossier::{Dossier, Overleg};
use crate::domain::event::Event;
use crate::domain::evolve::evolve;
use crate::domain::ids::DossierNummer;
use crate::domain::kader::{GeldendKader, KaderHash};
use crate::domain::kenmerk::kenmerk;
use crate::domain::rol::Stamp;
use crate::domain::tijd::Tijdstip;
use crate::domain::zicht::{heeft_afgeschermd, is_ding_afgeschermd, kring, openbaar, verandert_zicht};
use crate::protocol::{Committed, Stand};

/// A frame came that does not follow on the last one: everything has to be asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap;

/// Names what a replica held at one time: another as soon as anything in it changes. What was derived of it is good for as
/// long as it is the same.
#[derive(Clone, Debug, Default)]
pub struct Versie(Arc<()>);

impl PartialEq for Versie {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// What this terminal holds of one dossier.
#[derive(Clone, Debug)]
pub struct Replica {
    /// The state up to `stand`.
    pub dossier: Dossier,
    /// Up to where it has the record; none for nothing.
    pub stand: Option<Stand>,
    /// When the last frame was recorded that it has.
    pub gewijzigd: Option<Tijdstip>,
    /// By which can be told later whether the record is still what it was when it was given.
    pub punten: Controlepunten,
    /// Whether everything that the server had was received.
    pub bij: bool,
    /// Whether the server began to give it, from the start: until then what comes is of an earlier time.
    begonnen: bool,
    /// The same without what is shielded; none while nothing is. Made when it is asked for, and changed with the dossier.
    gezien: OnceCell<Option<Box<Dossier>>>,
    versie: Versie,
    kaders: BTreeMap<KaderHash, GeldendKader>,
    geldend: Option<KaderHash>,
}

impl Replica {
    /// Nothing yet.
    pub fn new(nummer: DossierNummer) -> Self {
        Self {
            dossier: Dossier::new(nummer),
            stand: None,
            gewijzigd: None,
            punten: Controlepunten::default(),
            bij: false,
            begonnen: false,
            gezien: OnceCell::new(),
            versie: Versie::default(),
            kaders: BTreeMap::new(),
            geldend: None,
        }
    }

    /// The server gives it from the start.
    pub fn again(&mut self) {
        self.forget();
        self.begonnen = true;
    }

    /// Forgets the record, to be asked again; kaders stay, they are named by their content.
    pub fn forget(&mut self) {
        self.begonnen = false;
        self.dossier = Dossier::new(self.dossier.nummer);
        self.gezien = OnceCell::new();
        self.stand = None;
        self.bij = false;
        self.versie = Versie::default();
    }

    /// What it holds now.
    pub fn versie(&self) -> &Versie {
        &self.versie
    }

    /// The dossier as the wall may know it; none where that is all of it.
    pub fn gezien(&self) -> Option<&Dossier> {
        let made = || heeft_afgeschermd(&self.dossier).then(|| Box::new(openbaar(&self.dossier)));
        self.gezien.get_or_init(made).as_deref()
    }

    /// Applies frames that come after `na`.
    pub fn apply(&mut self, na: Option<Stand>, frames: &[Committed]) -> Result<(), Gap> {
        if !self.begonnen {
            return Ok(());
        }
        if na != self.stand {
            return Err(Gap);
        }
        self.versie = Versie::default();
        for frame in frames {
            for event in &frame.events {
                evolve(&mut self.dossier, &frame.stamp, event);
            }
            self.gezien = self.zie_ook(&frame.stamp, frame.events.iter());
            self.stand = Some(frame.stand);
            self.gewijzigd = Some(frame.stamp.op);
        }
        Ok(())
    }

    /// What was made of the dossier without what is shielded, after these events too: it is what a terminal holds that is not
    /// sent the others. Thrown away where what may be seen of it changes.
    fn zie_ook<'e>(
        &mut self,
        stamp: &Stamp,
        events: impl Iterator<Item = &'e Event> + Clone,
    ) -> OnceCell<Option<Box<Dossier>>> {
        let Some(mut seen) = self.gezien.take() else { return OnceCell::new() };
        let d = &self.dossier;
        // what is for nobody yet is not in a dossier at all
        let everybody = |e: &Event| {
            let kring = kring(d, stamp, e);
            kring.is_iedereen() || kring.is_niemand()
        };
        // what names something shielded is known without that name
        let noemt = |e: &Event| kenmerk(e).noemt.iter().any(|ding| is_ding_afgeschermd(d, ding));
        let anders = |e: &Event| verandert_zicht(d, stamp, e) || noemt(e) || (seen.is_none() && !everybody(e));
        if events.clone().any(anders) {
            return OnceCell::new();
        }
        for event in events.filter(|e| everybody(e)) {
            if let Some(seen) = &mut seen {
                evolve(seen, stamp, event);
            }
        }
        OnceCell::from(seen)
    }

    /// Keeps a kader that the record refers to.
    pub fn keep(&mut self, kader: GeldendKader) {
        self.kaders.insert(kader.hash.clone(), kader);
        self.versie = Versie::default();
    }

    /// It has everything up to here.
    pub fn is_at(&mut self, stand: Stand) {
        if self.bij {
            self.stand = Some(stand);
        }
    }

    /// Everything up to here has been sent, and this kader is in force for meetings that have not started.
    pub fn caught_up(&mut self, stand: Option<Stand>, geldend: KaderHash) {
        if !self.begonnen {
            return;
        }
        self.stand = stand;
        self.bij = true;
        self.geldend = Some(geldend);
        self.versie = Versie::default();
    }

    /// The kader of a meeting: the one with which it opened, else the one in force.
    pub fn kader(&self, overleg: Option<&Overleg>) -> Option<&GeldendKader> {
        let hash = overleg.and_then(|o| o.kader.as_ref()).or(self.geldend.as_ref())?;
        self.kaders.get(hash)
    }
}
