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
    /// The latest first.
    pub regels: Vec<RegelRij>,
    /// Whether there are more than were asked for.
    pub meer: bool,
}

/// A line in which a term was found: when it was recorded, and whether it is shielded.
type Hits = HashMap<Place, (i64, bool)>;

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

    /// At most `limit` lines in which every word of `vraag` is found, in what the line says or in who knows it: as the
    /// beginning of a word, or as its stem. `vraag` comes from [`Woorden::vraag`](crate::projection::zoek::Woorden::vraag):
    /// for each word its stem and the word itself. No words find nothing.
    pub fn zoek(&self, vraag: &[[String; 2]], limit: usize, inzage: Inzage<'_>) -> Result<Gevonden, StoreFault> {
        let hits = self.run(|db| in_all(db, vraag))?;
        let mut shown = visible_to(hits, inzage);
        let meer = shown.len() > limit;
        shown.truncate(limit);
        let regels = self.run(|db| shown.iter().map(|(place, hit)| regel(db, place, *hit)).collect())?;
        Ok(Gevonden { regels, meer })
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
fn in_all(db: &Db, vraag: &[[String; 2]]) -> Result<Hits, Trouble> {
    // the longest word is in the fewest lines
    let mut words: Vec<&[String; 2]> = vraag.iter().collect();
    words.sort_by_key(|[_, word]| Reverse(word.len()));
    let mut words = words.into_iter();
    let mut found = words.next().map_or_else(|| Ok(Hits::new()), |first| in_one(db, first))?;
    for word in words {
        if found.is_empty() {
            break;
        }
        let also = in_one(db, word)?;
        found.retain(|place, _| also.contains_key(place));
    }
    Ok(found)
}

/// The lines in which this word is found.
fn in_one(db: &Db, [stem, word]: &[String; 2]) -> Result<Hits, Trouble> {
    let rows = db.scan_prefix(key::terms_from(word)).chain(db.scan_prefix(key::term_exactly(stem)));
    rows.map(|row| {
        let (key, value) = row?;
        Ok((key::place(&key).ok_or(Trouble::Row)?, hit(&value)?))
    })
    .collect()
}

/// What exists for the user, the latest first.
fn visible_to(hits: Hits, inzage: Inzage<'_>) -> Vec<(Place, (i64, bool))> {
    let mut allowed: HashMap<DossierNummer, bool> = HashMap::new();
    let mut shown: Vec<(Place, (i64, bool))> = hits
        .into_iter()
        .filter(|(_, (_, afgeschermd))| inzage.afgeschermd || !afgeschermd)
        .filter(|(place, _)| {
            key::nummer(place).is_some_and(|nr| *allowed.entry(nr).or_insert_with(|| (inzage.dossier)(&nr)))
        })
        .collect();
    shown.sort_unstable_by_key(|(place, (op, _))| Reverse((*op, *place)));
    shown
}

/// The line at a place, which the index said is there, with this in the index.
fn regel(db: &Db, place: &Place, hit: (i64, bool)) -> Result<RegelRij, Trouble> {
    let bytes = db.get(key::line_at(place))?.ok_or(Trouble::Contradiction)?;
    let Indexed { rij, .. } = from_bytes(&bytes)?;
    if (rij.op.millis(), rij.afgeschermd) == hit { Ok(rij) } else { Err(Trouble::Contradiction) }
}
