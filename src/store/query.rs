//! Answers. What a user may not see is left out before anything is counted, cut off or ordered: its segment is not opened.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;

use super::deel::heeft;
use super::fault::{StoreFault, Trouble};
use super::model::ReadModel;
use super::row::{Dossierrij, Kind, Stempel, naam, open};
use super::segment::{Deelzicht, Zicht};
use super::wijzer::{Laatste, Wijzer, acties_van};
use crate::domain::dossier::Toegang;
use crate::domain::ids::{DossierNummer, RegelId};
use crate::domain::scherm::Kijker;
use crate::projection::rij::{ActieRij, DossierRij, Hoofd, RegelRij};
use crate::projection::zoek::{Hoe, Zoekvraag};

/// What exists for the user who asks.
#[derive(Clone, Copy)]
pub struct Inzage<'a> {
    /// Whether this dossier does.
    pub dossier: &'a dyn Fn(&DossierNummer) -> bool,
    /// As whom they see what is shielded in it.
    pub kijker: &'a dyn Fn(&DossierNummer) -> Kijker,
}

impl Inzage<'_> {
    /// All that there is: for the program itself.
    pub const ALLES: Self = Self { dossier: &|_| true, kijker: &|_| Kijker::Programma };
}

/// Lines that were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gevonden {
    /// Those that say the words literally first; of these and of the others the latest first.
    pub regels: Vec<RegelRij>,
    /// Whether there are more than were asked for.
    pub meer: bool,
}

/// The most lines that are looked at when a question is taken more widely.
const GUESSED_MAX: usize = 1_000;
/// How many segments are worth a thread of their own.
const SEGMENTEN_MIN: usize = 32;
/// The most threads of one piece of work.
const DRADEN_MAX: usize = 4;
/// How often a search begins again because what it found was written anew meanwhile; after that nobody writes.
const TRIES: usize = 4;

/// A segment that is there for who asks.
#[derive(Clone)]
struct Waar {
    nummer: DossierNummer,
    segment: Stempel,
    kijker: Kijker,
}

/// A line that was found. In the order in which they are shown: what is literal first, then the latest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Treffer {
    niet_letterlijk: bool,
    plek: Reverse<(i64, DossierNummer, RegelId)>,
    zicht: Zicht,
}

/// The first `hoogstens` of what was found, and whether there was more.
struct Beste {
    hoogstens: usize,
    alle: Vec<Treffer>,
    meer: bool,
}

impl Beste {
    fn new(hoogstens: usize) -> Self {
        Self { hoogstens, alle: Vec::new(), meer: false }
    }

    fn voeg(&mut self, nieuw: impl Iterator<Item = Treffer>) {
        self.alle.extend(nieuw);
        // not after each: most of what is sorted would be again
        if self.alle.len() / 4 > self.hoogstens {
            self.snijd();
        }
    }

    fn snijd(&mut self) {
        self.alle.sort_unstable();
        self.meer |= self.alle.len() > self.hoogstens;
        self.alle.truncate(self.hoogstens);
    }
}

impl ReadModel {
    /// The dossiers, in the order of their numbers.
    pub fn dossiers(&self, inzage: Inzage<'_>) -> Result<Vec<DossierRij>, StoreFault> {
        let all = self.dossierrijen(inzage.dossier)?.into_iter().map(|row| row.rij);
        let voor = |d: DossierRij| {
            let wie = (inzage.kijker)(&d.nummer);
            d.voor(&wie)
        };
        Ok(all.map(voor).collect())
    }

    /// The open actions, by dossier and number.
    pub fn acties(&self, inzage: Inzage<'_>) -> Result<Vec<ActieRij>, StoreFault> {
        let mut all = Vec::new();
        self.run(|db| {
            for (nummer, laatste) in self.wijzer().iter().filter(|(n, _)| (inzage.dossier)(n)) {
                let Some(versie) = laatste.acties else { continue };
                all.extend(acties_van(db, &self.sleutels, *nummer, versie)?.rijen);
            }
            Ok(())
        })?;
        all.retain(|a| a.kring.hoort(&(inzage.kijker)(&a.dossier)));
        Ok(all)
    }

    /// At most `limit` lines in which every word of `vraag` is found, in what the line says or in who knows it; those that
    /// say each word literally first, then the latest first. When there are none for who asks, the question is taken more
    /// widely. No words find nothing.
    pub fn zoek(&self, vraag: &Zoekvraag, limit: usize, inzage: Inzage<'_>) -> Result<Gevonden, StoreFault> {
        for _ in 0..TRIES {
            let waar = waar(&self.wijzer(), inzage);
            match self.zoek_in(&waar, vraag, limit) {
                Err(StoreFault::Segment(nummer)) if !self.is_last(&waar, nummer) => {}
                other => return other,
            }
        }
        let wijzer = self.wijzer();
        self.zoek_in(&waar(&wijzer, inzage), vraag, limit)
    }

    /// Whether this segment was not written anew meanwhile.
    fn is_last(&self, waar: &[Waar], nummer: DossierNummer) -> bool {
        let had = waar.iter().find(|w| w.nummer == nummer).map(|w| w.segment.keer);
        had == self.wijzer().get(&nummer).and_then(|laatste| laatste.segment).map(|s| s.keer)
    }

    fn zoek_in(&self, waar: &[Waar], vraag: &Zoekvraag, limit: usize) -> Result<Gevonden, StoreFault> {
        let mut beste = self.run(|_| self.treffers(waar, vraag, limit))?;
        if beste.alle.is_empty() && !beste.meer {
            // only what may be seen decides this, so that nothing hidden changes the answer
            return self.run(|_| self.ruimer(waar, vraag, limit));
        }
        beste.snijd();
        Ok(Gevonden { regels: self.run(|_| self.regels(waar, &beste.alle))?, meer: beste.meer })
    }

    /// What can have been meant. Each of the latest lines is looked at: whether words stand next to each other is not in
    /// the index.
    fn ruimer(&self, waar: &[Waar], vraag: &Zoekvraag, limit: usize) -> Result<Gevonden, Trouble> {
        let vraag = self.woorden.ruimer(vraag);
        let mut beste = self.treffers(waar, &vraag, GUESSED_MAX)?;
        beste.snijd();
        let mut regels = self.regels(waar, &beste.alle)?;
        regels.retain(|r| self.woorden.past(&vraag, r.tekst.as_str(), r.bron.as_str()).is_some());
        let meer = regels.len() > limit;
        regels.truncate(limit);
        Ok(Gevonden { regels, meer })
    }

    /// Where the words are found, by as many threads as that is worth.
    fn treffers(&self, waar: &[Waar], vraag: &Zoekvraag, hoogstens: usize) -> Result<Beste, Trouble> {
        let mut beste = Beste::new(hoogstens);
        for part in in_draden(waar, SEGMENTEN_MIN, |part| self.treffers_in(part, vraag, hoogstens)) {
            let part = part?;
            beste.meer |= part.meer;
            beste.voeg(part.alle.into_iter());
        }
        Ok(beste)
    }

    fn treffers_in(&self, waar: &[Waar], vraag: &Zoekvraag, hoogstens: usize) -> Result<Beste, Trouble> {
        let mut beste = Beste::new(hoogstens);
        for waar in waar {
            for zicht in Zicht::ALL.into_iter().take(if waar.kijker.ziet_iets() { 2 } else { 1 }) {
                let found = self.in_segment(waar, zicht, vraag).map_err(|_| Trouble::Segment(waar.nummer))?;
                beste.voeg(found.into_iter());
            }
        }
        Ok(beste)
    }

    fn in_segment(&self, waar: &Waar, zicht: Zicht, vraag: &Zoekvraag) -> Result<Vec<Treffer>, Trouble> {
        let deel = self.deel(waar, zicht)?;
        // what is not for who asks is in none of it: nothing that is hidden changes what is found besides
        let voor = match zicht {
            Zicht::Open => None,
            Zicht::Afgeschermd => Some(deel.index.zichtbaar(&waar.kijker).ok_or(Trouble::Row)?),
        };
        let treffer = |(hoe, op, id): (Hoe, i64, RegelId)| Treffer {
            niet_letterlijk: hoe != Hoe::Letterlijk,
            plek: Reverse((op, waar.nummer, id)),
            zicht,
        };
        let changed = deel.gewijzigd.iter().filter_map(|(id, regel)| regel.as_ref().map(|r| (id, r)));
        let changed = changed.filter(|(_, r)| r.rij.kring.hoort(&waar.kijker));
        let mut found: Vec<Treffer> =
            changed.filter_map(|(id, r)| Some(treffer((heeft(vraag, &r.termen)?, r.rij.op.millis(), *id)))).collect();
        let plekken = deel.index.zoek(vraag).ok_or(Trouble::Row)?;
        if plekken.is_empty() {
            return Ok(found);
        }
        let (_, tabel) = deel.index.regels().ok_or(Trouble::Row)?;
        for (plek, hoe) in plekken {
            let (id, op) = *tabel.get(plek).ok_or(Trouble::Row)?;
            if !deel.gewijzigd.contains_key(&id) && voor.as_ref().is_none_or(|voor| voor.contains(&plek)) {
                found.push(treffer((hoe, op, id)));
            }
        }
        Ok(found)
    }

    fn deel(&self, Waar { nummer, segment, .. }: &Waar, zicht: Zicht) -> Result<Arc<Deelzicht>, Trouble> {
        let open = || self.segmenten.open(*nummer, *segment)?.deel(zicht);
        self.geheugen.deel((*nummer, zicht), *segment, open)
    }

    /// What these lines say, in this order.
    fn regels(&self, waar: &[Waar], treffers: &[Treffer]) -> Result<Vec<RegelRij>, Trouble> {
        let mut per: BTreeMap<(DossierNummer, Zicht), Vec<RegelId>> = BTreeMap::new();
        for Treffer { plek: Reverse((_, nummer, id)), zicht, .. } in treffers {
            per.entry((*nummer, *zicht)).or_default().push(*id);
        }
        let mut found = BTreeMap::new();
        for ((nummer, zicht), ids) in per {
            let here = waar.iter().find(|w| w.nummer == nummer).ok_or(Trouble::Contradiction)?;
            let segment = self.segmenten.open(nummer, here.segment);
            let read = segment.and_then(|s| s.regels(zicht, &*self.deel(here, zicht)?, &ids));
            let read = read.map_err(|_| Trouble::Segment(nummer))?;
            found.extend(read.into_iter().map(|r| ((r.op.millis(), nummer, r.regel), r)));
        }
        let regel = |t: &Treffer| found.remove(&t.plek.0).ok_or(Trouble::Segment(t.plek.0.1));
        treffers.iter().map(regel).collect()
    }

    /// The dossiers whose segment cannot be searched.
    pub fn beschadigd(&self) -> Vec<DossierNummer> {
        let broken = |w: &Waar| {
            let segment = self.segmenten.open(w.nummer, w.segment);
            segment.and_then(|s| Zicht::ALL.into_iter().try_for_each(|zicht| s.deel(zicht).map(drop))).is_err()
        };
        waar(&self.wijzer(), Inzage::ALLES).iter().filter(|w| broken(w)).map(|w| w.nummer).collect()
    }

    /// Who may see which dossier beside the role table. For the program itself: unfiltered.
    pub fn toegang(&self) -> Result<Vec<(DossierNummer, Vec<Toegang>)>, StoreFault> {
        Ok(self.dossierrijen(&|_| true)?.into_iter().map(|row| (row.rij.nummer, row.toegang)).collect())
    }

    /// The heads of the journals up to which rows were written, by dossier. For the program itself: unfiltered.
    pub fn hoofden(&self) -> Result<Vec<(DossierNummer, Hoofd)>, StoreFault> {
        Ok(self.dossierrijen(&|_| true)?.into_iter().map(|row| (row.rij.nummer, row.hoofd)).collect())
    }

    fn dossierrijen(&self, mag: &dyn Fn(&DossierNummer) -> bool) -> Result<Vec<Dossierrij>, StoreFault> {
        self.run(|db| {
            let wijzer = self.wijzer();
            let read = |(nummer, laatste): (&DossierNummer, &Laatste)| -> Result<Dossierrij, Trouble> {
                let naam = naam(&self.sleutels, Kind::Dossier, *nummer);
                let row: Dossierrij = open(&self.sleutels, &naam, &db.get(naam)?.ok_or(Trouble::Contradiction)?)?;
                if row.versie == laatste.versie { Ok(row) } else { Err(Trouble::Contradiction) }
            };
            wijzer.iter().filter(|(n, _)| mag(n)).map(read).collect()
        })
    }
}

/// What `work` makes of parts of this, in order: by as many threads as that is worth.
pub(super) fn in_draden<T: Sync, R: Send>(all: &[T], worth: usize, work: impl Fn(&[T]) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get).min(DRADEN_MAX);
    let mut parts = all.chunks(all.len().div_ceil(cores).max(worth));
    let own = parts.next().unwrap_or_default();
    thread::scope(|scope| {
        let others: Vec<_> = parts.map(|part| scope.spawn(|| work(part))).collect();
        let mut done = vec![work(own)];
        for other in others {
            match other.join() {
                Ok(part) => done.push(part),
                // as if it had been this thread
                Err(panic) => resume_unwind(panic),
            }
        }
        done
    })
}

/// The segments of the dossiers that are there for who asks.
fn waar(wijzer: &Wijzer, inzage: Inzage<'_>) -> Vec<Waar> {
    let there = wijzer.iter().filter(|(n, _)| (inzage.dossier)(n));
    let waar =
        |(n, l): (&DossierNummer, &Laatste)| Some(Waar { nummer: *n, segment: l.segment?, kijker: (inzage.kijker)(n) });
    there.filter_map(waar).collect()
}
