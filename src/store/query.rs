//! Answers. What a user may not see is left out before anything is counted, cut off or ordered.

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::de::DeserializeOwned;
use sled::Db;

use super::fault::{StoreFault, Trouble};
use super::key::{self, Kind, Place};
use super::model::ReadModel;
use super::row::{Indexed, from_bytes, hit};
use crate::domain::dossier::ActieStatus;
use crate::domain::ids::DossierNummer;
use crate::projection::rij::{ActieRij, DossierRij, Hoofd, RegelRij};
use crate::projection::zoek::{Gezocht, Hoe, Vraag, Zoekterm};

/// What exists for the user who asks.
#[derive(Clone, Copy)]
pub struct Inzage<'a> {
    /// Whether this dossier does.
    pub dossier: &'a dyn Fn(&DossierNummer) -> bool,
    /// Whether what is shielded does.
    pub afgeschermd: bool,
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

/// A line in which a term was found.
#[derive(Clone, Copy, Debug)]
struct Hit {
    /// When it was recorded, in milliseconds since 1970.
    op: i64,
    afgeschermd: bool,
    hoe: Hoe,
}

/// Lines that were found.
type Hits = HashMap<Place, Hit>;

impl ReadModel {
    /// The dossiers, in the order of their numbers.
    pub fn dossiers(&self, inzage: Inzage<'_>) -> Result<Vec<DossierRij>, StoreFault> {
        let mut all: Vec<DossierRij> = self.run(|db| read_all(db, Kind::Dossier))?;
        all.retain(|d| (inzage.dossier)(&d.nummer));
        Ok(if inzage.afgeschermd { all } else { all.into_iter().map(DossierRij::openbaar).collect() })
    }

    /// The open actions, by dossier and number.
    pub fn acties(&self, inzage: Inzage<'_>) -> Result<Vec<ActieRij>, StoreFault> {
        let mut all: Vec<ActieRij> = self.run(|db| read_all(db, Kind::Actie))?;
        all.retain(|a| {
            a.status == ActieStatus::Open && (inzage.afgeschermd || !a.afgeschermd) && (inzage.dossier)(&a.dossier)
        });
        Ok(all)
    }

    /// At most `limit` lines in which every word of `vraag` is found, in what the line says or in who knows it; those that
    /// say each word literally first, then the latest first. When there are none for who asks, the question is taken more
    /// widely. No words find nothing.
    pub fn zoek(&self, vraag: &Vraag, limit: usize, inzage: Inzage<'_>) -> Result<Gevonden, StoreFault> {
        let mut shown = visible_to(self.run(|db| in_all(db, vraag))?, inzage);
        if shown.is_empty() {
            // only what may be seen decides this, so that nothing hidden changes the answer
            shown = self.wider(vraag, inzage)?;
        }
        let meer = shown.len() > limit;
        shown.truncate(limit);
        let regels = self.run(|db| shown.iter().map(|(place, hit)| regel(db, place, *hit)).collect())?;
        Ok(Gevonden { regels, meer })
    }

    /// What can have been meant. Each of the latest lines is looked at: whether words stand next to each other is not in
    /// the index.
    fn wider(&self, vraag: &Vraag, inzage: Inzage<'_>) -> Result<Vec<(Place, Hit)>, StoreFault> {
        let vraag = self.woorden.ruimer(vraag);
        let mut shown = visible_to(self.run(|db| in_all(db, &vraag))?, inzage);
        shown.truncate(GUESSED_MAX);
        let fits = |r: &RegelRij| self.woorden.past(&vraag, r.tekst.as_str(), r.bron.as_str()).is_some();
        self.run(|db| {
            let mut fitting = Vec::new();
            for (place, hit) in shown {
                if fits(&regel(db, &place, hit)?) {
                    fitting.push((place, hit));
                }
            }
            Ok(fitting)
        })
    }

    /// The heads of the journals up to which rows were written, by dossier. For the program itself: unfiltered.
    pub fn hoofden(&self) -> Result<Vec<(DossierNummer, Hoofd)>, StoreFault> {
        self.run(|db| {
            let rows = db.scan_prefix(key::all_of(Kind::Hoofd));
            rows.map(|row| {
                let (key, bytes) = row?;
                Ok((key::nummer_of_row(&key).ok_or(Trouble::Row)?, from_bytes(&bytes)?))
            })
            .collect()
        })
    }
}

/// All rows of one kind.
fn read_all<T: DeserializeOwned>(db: &Db, kind: Kind) -> Result<Vec<T>, Trouble> {
    db.scan_prefix(key::all_of(kind)).values().map(|bytes| from_bytes(&bytes?)).collect()
}

/// The lines in which every word is found.
fn in_all(db: &Db, vraag: &Vraag) -> Result<Hits, Trouble> {
    // the longest word is in the fewest lines
    let mut words: Vec<&Gezocht> = vraag.woorden.iter().collect();
    words.sort_by_key(|w| Reverse(w.woord.len()));
    let mut words = words.into_iter();
    let mut found = words.next().map_or_else(|| Ok(Hits::new()), |first| in_one(db, first))?;
    for word in words {
        if found.is_empty() {
            break;
        }
        let also = in_one(db, word)?;
        found.retain(|place, hit| {
            let other = also.get(place);
            hit.hoe = other.map_or(hit.hoe, |other| hit.hoe.max(other.hoe));
            other.is_some()
        });
    }
    Ok(found)
}

/// The lines in which this word is found, each in the most literal of its ways.
fn in_one(db: &Db, word: &Gezocht) -> Result<Hits, Trouble> {
    let mut all = Hits::new();
    for manier in &word.manieren {
        let mut terms = manier.termen.iter();
        let mut found = terms.next().map_or_else(|| Ok(Hits::new()), |term| with_term(db, term, manier.hoe))?;
        for term in terms {
            let also = if found.is_empty() { Hits::new() } else { with_term(db, term, manier.hoe)? };
            found.retain(|place, _| also.contains_key(place));
        }
        for (place, hit) in found {
            all.entry(place).and_modify(|h| h.hoe = h.hoe.min(hit.hoe)).or_insert(hit);
        }
    }
    Ok(all)
}

/// The lines that have this term.
fn with_term(db: &Db, term: &Zoekterm, hoe: Hoe) -> Result<Hits, Trouble> {
    let (begin, length_min) = match term {
        Zoekterm::Precies(word) => (key::term_exactly(word), 0),
        Zoekterm::Begin(word) => (key::terms_from(word), 0),
        Zoekterm::Eind(word) => (key::terms_from(word), word.chars().count() + Zoekterm::EIND_VOOR),
    };
    let mut hits = Hits::new();
    for row in db.scan_prefix(begin) {
        let (key, value) = row?;
        if length_min > 0 && key::term_of(&key).ok_or(Trouble::Row)?.chars().count() < length_min {
            continue;
        }
        let (op, afgeschermd) = hit(&value)?;
        hits.insert(key::place(&key).ok_or(Trouble::Row)?, Hit { op, afgeschermd, hoe });
    }
    Ok(hits)
}

/// What exists for the user: what is literal first, then the latest.
fn visible_to(hits: Hits, inzage: Inzage<'_>) -> Vec<(Place, Hit)> {
    let mut allowed: HashMap<DossierNummer, bool> = HashMap::new();
    let mut shown: Vec<(Place, Hit)> = hits
        .into_iter()
        .filter(|(_, hit)| inzage.afgeschermd || !hit.afgeschermd)
        .filter(|(place, _)| {
            key::nummer(place).is_some_and(|nr| *allowed.entry(nr).or_insert_with(|| (inzage.dossier)(&nr)))
        })
        .collect();
    shown.sort_unstable_by_key(|(place, hit)| (hit.hoe != Hoe::Letterlijk, Reverse((hit.op, *place))));
    shown
}

/// The line at a place, which the index said is there, with this in the index.
fn regel(db: &Db, place: &Place, hit: Hit) -> Result<RegelRij, Trouble> {
    let bytes = db.get(key::line_at(place))?.ok_or(Trouble::Contradiction)?;
    let Indexed { rij, .. } = from_bytes(&bytes)?;
    if (rij.op.millis(), rij.afgeschermd) == (hit.op, hit.afgeschermd) { Ok(rij) } else { Err(Trouble::Contradiction) }
}
