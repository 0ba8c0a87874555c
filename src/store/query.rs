//! Answers. What a user may not see is left out before anything is counted, cut off or ordered.

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::de::DeserializeOwned;
use sled::Db;

use super::fault::{StoreFault, Trouble};
use super::key::{self, Kind, Place};
use super::model::ReadModel;
use super::row::{Indexed, from_bytes, hit};
use crate::domain::dossier::{ActieStatus, Toegang};
use crate::domain::ids::DossierNummer;
use crate::projection::rij::{ActieRij, DossierRij, Hoofd, RegelRij};
use crate::projection::zoek::{Gezocht, Hoe, Zoekterm, Zoekvraag};

/// What exists for the user who asks.
#[derive(Clone, Copy)]
pub struct Inzage<'a> {
    /// Whether this dossier does.
    pub dossier: &'a dyn Fn(&DossierNummer) -> bool,
    /// Whether what is shielded in it does; none where that is so in no dossier.
    pub afgeschermd: Option<&'a dyn Fn(&DossierNummer) -> bool>,
}

impl Inzage<'_> {
    fn ziet_afgeschermd(&self, nummer: DossierNummer) -> bool {
        self.afgeschermd.is_some_and(|in_dossier| in_dossier(&nummer))
    }
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

/// The most lines that are looked at one by one for a word more, rather than all lines that have that word.
const LOOKED_AT_MAX: usize = 1_000;

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
        let seen = |d: DossierRij| if inzage.ziet_afgeschermd(d.nummer) { d } else { d.openbaar() };
        Ok(all.into_iter().map(seen).collect())
    }

    /// The open actions, by dossier and number.
    pub fn acties(&self, inzage: Inzage<'_>) -> Result<Vec<ActieRij>, StoreFault> {
        let mut all: Vec<ActieRij> = self.run(|db| read_all(db, Kind::Actie))?;
        all.retain(|a| {
            let seen = !a.afgeschermd || inzage.ziet_afgeschermd(a.dossier);
            a.status == ActieStatus::Open && seen && (inzage.dossier)(&a.dossier)
        });
        Ok(all)
    }

    /// At most `limit` lines in which every word of `vraag` is found, in what the line says or in who knows it; those that
    /// say each word literally first, then the latest first. When there are none for who asks, the question is taken more
    /// widely. No words find nothing.
    pub fn zoek(&self, vraag: &Zoekvraag, limit: usize, inzage: Inzage<'_>) -> Result<Gevonden, StoreFault> {
        let mut shown = in_order(self.run(|db| in_all(db, vraag, inzage))?);
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
    fn wider(&self, vraag: &Zoekvraag, inzage: Inzage<'_>) -> Result<Vec<(Place, Hit)>, StoreFault> {
        let vraag = self.woorden.ruimer(vraag);
        let mut shown = in_order(self.run(|db| in_all(db, &vraag, inzage))?);
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

    /// Who may see which dossier beside the role table. For the program itself: unfiltered.
    pub fn toegang(&self) -> Result<Vec<(DossierNummer, Vec<Toegang>)>, StoreFault> {
        self.per_dossier(Kind::Toegang)
    }

    /// The heads of the journals up to which rows were written, by dossier. For the program itself: unfiltered.
    pub fn hoofden(&self) -> Result<Vec<(DossierNummer, Hoofd)>, StoreFault> {
        self.per_dossier(Kind::Hoofd)
    }

    /// The rows of a kind of which each dossier has one.
    fn per_dossier<T: DeserializeOwned>(&self, kind: Kind) -> Result<Vec<(DossierNummer, T)>, StoreFault> {
        self.run(|db| {
            let rows = db.scan_prefix(key::all_of(kind));
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

/// The lines in which every word is found, as far as they exist for who asks.
fn in_all(db: &Db, vraag: &Zoekvraag, inzage: Inzage<'_>) -> Result<Hits, Trouble> {
    let Some((rarest, mut found)) = rarest(db, &vraag.woorden, inzage)? else { return Ok(Hits::new()) };
    let mut allowed: HashMap<DossierNummer, [bool; 2]> = HashMap::new();
    found.retain(|place, hit| {
        let Some(nr) = key::nummer(place) else { return false };
        let look = || [(inzage.dossier)(&nr), inzage.ziet_afgeschermd(nr)];
        let [open, shielded] = *allowed.entry(nr).or_insert_with(look);
        open && (shielded || !hit.afgeschermd)
    });
    for (_, word) in vraag.woorden.iter().enumerate().filter(|(at, _)| *at != rarest) {
        found = if found.len() <= LOOKED_AT_MAX { narrowed(db, found, word)? } else { also_in(db, found, word, inzage)? };
    }
    Ok(found)
}

/// The word that is in the fewest lines, as far as looking at some of them tells, and these lines. The effort follows
/// from the rarest word, whatever the others are.
fn rarest(db: &Db, words: &[Gezocht], inzage: Inzage<'_>) -> Result<Option<(usize, Hits)>, Trouble> {
    let mut most = LOOKED_AT_MAX;
    while !words.is_empty() {
        for (at, word) in words.iter().enumerate() {
            if let Some(hits) = in_one(db, word, inzage, most)? {
                return Ok(Some((at, hits)));
            }
        }
        most = if words.len() == 1 { usize::MAX } else { most.saturating_mul(8) };
    }
    Ok(None)
}

/// Those of these lines in which this word is found as well: each is looked at, however many others have the word.
fn narrowed(db: &Db, found: Hits, word: &Gezocht) -> Result<Hits, Trouble> {
    let mut both = Hits::new();
    for (place, hit) in found {
        let Indexed { termen, .. } = from_bytes(&db.get(key::line_at(&place))?.ok_or(Trouble::Contradiction)?)?;
        let has = |term: &Zoekterm| termen.iter().any(|of_line| term.is(of_line));
        let ways = word.manieren.iter().filter(|m| !m.termen.is_empty() && m.termen.iter().all(has));
        if let Some(hoe) = ways.map(|m| m.hoe).min() {
            both.insert(place, Hit { hoe: hit.hoe.max(hoe), ..hit });
        }
    }
    Ok(both)
}

/// The same for more lines than can be looked at one by one.
fn also_in(db: &Db, mut found: Hits, word: &Gezocht, inzage: Inzage<'_>) -> Result<Hits, Trouble> {
    let also = in_one(db, word, inzage, usize::MAX)?.unwrap_or_default();
    found.retain(|place, hit| {
        let other = also.get(place);
        hit.hoe = other.map_or(hit.hoe, |other| hit.hoe.max(other.hoe));
        other.is_some()
    });
    Ok(found)
}

/// The lines in which this word is found, each in the most literal of its ways; none when more than `most` had to be
/// looked at.
fn in_one(db: &Db, word: &Gezocht, inzage: Inzage<'_>, most: usize) -> Result<Option<Hits>, Trouble> {
    let mut all = Hits::new();
    let mut room = most;
    for manier in &word.manieren {
        let mut found: Option<Hits> = None;
        for term in &manier.termen {
            if found.as_ref().is_some_and(Hits::is_empty) {
                break;
            }
            let Some(also) = with_term(db, (term, manier.hoe), inzage, &mut room)? else { return Ok(None) };
            match &mut found {
                Some(found) => found.retain(|place, _| also.contains_key(place)),
                None => found = Some(also),
            }
        }
        for (place, hit) in found.unwrap_or_default() {
            all.entry(place).and_modify(|h| h.hoe = h.hoe.min(hit.hoe)).or_insert(hit);
        }
    }
    Ok(Some(all))
}

/// The lines that have this term, as far as there is room for them.
fn with_term(
    db: &Db,
    (term, hoe): (&Zoekterm, Hoe),
    inzage: Inzage<'_>,
    room: &mut usize,
) -> Result<Option<Hits>, Trouble> {
    let mut hits = Hits::new();
    for kind in [Kind::Term, Kind::Afgeschermd].into_iter().take(if inzage.afgeschermd.is_some() { 2 } else { 1 }) {
        let begin = match term {
            Zoekterm::Precies(word) => key::term_exactly(kind, word),
            Zoekterm::Begin(word) | Zoekterm::Eind(word) => key::terms_from(kind, word),
        };
        for row in db.scan_prefix(begin) {
            let (key, value) = row?;
            let Some(left) = room.checked_sub(1) else { return Ok(None) };
            *room = left;
            if matches!(term, Zoekterm::Eind(_)) && !term.is(key::term_of(&key).ok_or(Trouble::Row)?) {
                continue;
            }
            let (op, afgeschermd) = hit(&value)?;
            if afgeschermd != (kind == Kind::Afgeschermd) {
                return Err(Trouble::Row);
            }
            hits.insert(key::place(&key).ok_or(Trouble::Row)?, Hit { op, afgeschermd, hoe });
        }
    }
    Ok(Some(hits))
}

/// What is literal first, then the latest.
fn in_order(hits: Hits) -> Vec<(Place, Hit)> {
    let mut shown: Vec<(Place, Hit)> = hits.into_iter().collect();
    shown.sort_unstable_by_key(|(place, hit)| (hit.hoe != Hoe::Letterlijk, Reverse((hit.op, *place))));
    shown
}

/// The line at a place, which the index said is there, with this in the index.
fn regel(db: &Db, place: &Place, hit: Hit) -> Result<RegelRij, Trouble> {
    let bytes = db.get(key::line_at(place))?.ok_or(Trouble::Contradiction)?;
    let Indexed { rij, .. } = from_bytes(&bytes)?;
    if (rij.op.millis(), rij.afgeschermd) == (hit.op, hit.afgeschermd) { Ok(rij) } else { Err(Trouble::Contradiction) }
}

#[cfg(test)]
mod tests {
    use super::super::row::Indexed;
    use super::*;
    use crate::projection::rij::RegelRij;
    use crate::projection::zoek::Woordenboek;

    /// Review F16: what is looked at for a question does not grow by what who asks may not see.
    #[test]
    fn shielded_lines_cost_nothing_to_who_may_not_see_them() {
        let dir = tempfile::tempdir().unwrap();
        let (model, _) = ReadModel::open(&dir.path().join("leesmodel"), &dir.path().join("bezig")).unwrap();
        let woorden = Woordenboek::default();
        let nr: DossierNummer = "26-K7M4".parse().unwrap();
        for id in 1..=200 {
            let json = format!(
                r#"{{"dossier":"26-K7M4","overleg":1,"regel":{id},"soort":"feit","tekst":"het wapen is gezien","bron":"",
                    "op":"2026-11-22T13:31:04.123Z","afgeschermd":{}}}"#,
                id > 3
            );
            let row = Indexed::new(serde_json::from_str::<RegelRij>(&json).unwrap(), &woorden);
            model
                .run(|db| {
                    for term in &row.termen {
                        let kind = key::terms_of(row.rij.afgeschermd);
                        db.insert(key::term(kind, term, nr, row.rij.regel), row.hit().to_vec())?;
                    }
                    Ok(())
                })
                .unwrap();
        }
        let all = Inzage { dossier: &|_| true, afgeschermd: Some(&|_| true) };
        let looked = |inzage, most| model.run(|db| in_one(db, &woorden.vraag("wapen").woorden[0], inzage, most)).unwrap();
        let open = Inzage { afgeschermd: None, ..all };
        let ways = woorden.vraag("wapen").woorden[0].manieren.iter().map(|m| m.termen.len()).sum::<usize>();
        assert_eq!(looked(open, 3 * ways).map(|hits| hits.len()), Some(3));
        assert!(looked(all, 3 * ways).is_none());
        assert_eq!(looked(all, usize::MAX).map(|hits| hits.len()), Some(200));
    }
}
