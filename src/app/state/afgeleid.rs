//! What the screen shows of a whole meeting and no key changes: who brought in what, how many lines there are, what is open.
//! It is derived when it is asked for, and kept until the replica holds something else (or, for what is open, until a moment
//! passes at which that changes). A screen that is drawn with it is the one that is drawn without.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::client::{Replica, Versie};
use crate::domain::dossier::{Dossier, Overleg};
use crate::domain::ids::{OverlegNr, PuntId};
use crate::domain::kader::Kader;
use crate::domain::poort::Peiling;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::projection::open::{Open, open};
use crate::projection::ronde::{RondeRij, ronde};

/// What was derived last.
#[derive(Debug, Default)]
pub(in crate::app) struct Afgeleid {
    beeld: RefCell<Option<(Versie, OverlegNr, Arc<Beeld>)>>,
    open: RefCell<Option<Bewaard>>,
}

/// What is open, of what the replica held, of which meeting, and from when until when.
type Bewaard = (Versie, OverlegNr, Range<Tijdstip>, Arc<Open>);

/// What follows from the lines of a meeting.
#[derive(Debug)]
pub struct Beeld {
    /// The round of contributions.
    pub ronde: Vec<RondeRij>,
    /// How many lines stand.
    pub regels: usize,
    per_punt: BTreeMap<PuntId, usize>,
    laatste: BTreeMap<Tekst, Tijdstip>,
}

impl Beeld {
    fn new(d: &Dossier, o: &Overleg) -> Self {
        let mut per_punt: BTreeMap<PuntId, usize> = BTreeMap::new();
        for groep in d.sommen_van(o.nr).flat_map(|som| &som.groepen) {
            if let Some(n) = per_punt.get_mut(&groep.punt) {
                *n += groep.regels;
            } else {
                per_punt.insert(groep.punt.clone(), groep.regels);
            }
        }
        // the parts in their order, so that the last one stays
        let laatste = d.sommen_van(o.nr).flat_map(|som| &som.laatste).map(|(wie, op)| (wie.clone(), *op)).collect();
        Self { ronde: ronde(d, o), regels: per_punt.values().sum(), per_punt, laatste }
    }

    /// When this account recorded its last line that stands.
    pub fn laatste_van(&self, gebruiker: &Tekst) -> Option<Tijdstip> {
        self.laatste.get(gebruiker).copied()
    }

    /// How many lines stand at an item.
    pub fn van_punt(&self, punt: &PuntId) -> usize {
        self.per_punt.get(punt).copied().unwrap_or(0)
    }
}

impl Afgeleid {
    /// What follows from the lines of this meeting.
    pub(super) fn beeld(&self, replica: &Replica, o: &Overleg) -> Arc<Beeld> {
        let mut kept = self.beeld.borrow_mut();
        match &*kept {
            Some((versie, nr, beeld)) if versie == replica.versie() && *nr == o.nr => Arc::clone(beeld),
            _ => {
                let beeld = Arc::new(Beeld::new(&replica.dossier, o));
                *kept = Some((replica.versie().clone(), o.nr, Arc::clone(&beeld)));
                beeld
            }
        }
    }

    /// What is open before the next step of this meeting.
    pub(super) fn open(&self, replica: &Replica, o: &Overleg, kader: &Kader, nu: Tijdstip) -> Arc<Open> {
        let mut kept = self.open.borrow_mut();
        match &*kept {
            Some((versie, nr, zolang, open)) if versie == replica.versie() && *nr == o.nr && zolang.contains(&nu) => {
                Arc::clone(open)
            }
            _ => {
                let d = &replica.dossier;
                let found = Arc::new(open(Peiling { d, o, kader, nu }, replica.gezien()));
                *kept = Some((replica.versie().clone(), o.nr, nu..verandert(d, nu), Arc::clone(&found)));
                found
            }
        }
    }
}

/// When what is open changes by itself: when a measure begins or ends.
fn verandert(d: &Dossier, nu: Tijdstip) -> Tijdstip {
    let moments = d.inzetten.values().flat_map(|i| [i.begin, i.einde]).flatten();
    moments.filter(|op| *op > nu).min().unwrap_or(Tijdstip::from_millis(i64::MAX))
}
