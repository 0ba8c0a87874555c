//! Writing rows. A call that fails halfway leaves the model unusable, so none of it needs a transaction.

use std::collections::BTreeMap;

use sled::Db;

use super::fault::{StoreFault, Trouble};
use super::key::{self, Kind};
use super::model::ReadModel;
use super::row::{Indexed, from_bytes, to_bytes};
use crate::domain::ids::{DossierNummer, RegelId};
use crate::projection::rij::Rijen;
use crate::projection::zoek::Woordenboek;

impl ReadModel {
    /// Writes the rows of one dossier that a commit touched; rows that are not among them stay as they are. Not durable
    /// before the model is closed.
    pub fn write(&mut self, rijen: &Rijen) -> Result<(), StoreFault> {
        self.run(|db| put(db, rijen, &self.woorden))
    }

    /// Writes all rows of a dossier in the place of those that were there.
    pub fn replace(&mut self, rijen: &Rijen) -> Result<(), StoreFault> {
        self.run(|db| {
            remove_all(db, rijen.dossier.nummer)?;
            put(db, rijen, &self.woorden)
        })
    }

    /// Removes all rows of a dossier; none is fine too. sled's files keep old bytes until the model is made again.
    pub fn forget(&mut self, nummer: DossierNummer) -> Result<(), StoreFault> {
        self.run(|db| remove_all(db, nummer))
    }
}

/// Rows to write, and keys to remove, in the order of their keys: neighbours share a page.
type Changes = BTreeMap<Vec<u8>, Option<Vec<u8>>>;

fn put(db: &Db, rijen: &Rijen, woorden: &Woordenboek) -> Result<(), Trouble> {
    let nummer = rijen.dossier.nummer;
    let mut all = Changes::new();
    for (id, rij) in &rijen.regels {
        let new = rij.clone().map(|rij| Indexed::new(rij, woorden));
        change_line(db, &mut all, (nummer, *id), new.as_ref())?;
    }
    for rij in &rijen.acties {
        all.insert(key::action(nummer, rij.actie), Some(to_bytes(rij)?));
    }
    all.extend(rijen.acties_weg.iter().map(|id| (key::action(nummer, *id), None)));
    all.insert(key::of_dossier(Kind::Dossier, nummer), Some(to_bytes(&rijen.dossier)?));
    all.insert(key::of_dossier(Kind::Hoofd, nummer), Some(to_bytes(&rijen.hoofd)?));
    all.insert(key::of_dossier(Kind::Toegang, nummer), Some(to_bytes(&rijen.toegang)?));
    apply(db, all)
}

/// Adds what has to be done for a line to become `new`, or to go: its row, and what that changes in the index.
fn change_line(
    db: &Db,
    all: &mut Changes,
    (nummer, id): (DossierNummer, RegelId),
    new: Option<&Indexed>,
) -> Result<(), Trouble> {
    let key = key::line(nummer, id);
    let old: Option<Indexed> = db.get(&key)?.map(|bytes| from_bytes(&bytes)).transpose()?;
    if let Some(old) = &old {
        let kind = key::terms_of(old.rij.afgeschermd);
        all.extend(old.termen.iter().map(|term| (key::term(kind, term, nummer, id), None)));
    }
    if let Some(new) = new {
        let kind = key::terms_of(new.rij.afgeschermd);
        all.extend(new.termen.iter().map(|term| (key::term(kind, term, nummer, id), Some(new.hit().to_vec()))));
    }
    all.insert(key, new.map(to_bytes).transpose()?);
    Ok(())
}

fn remove_all(db: &Db, nummer: DossierNummer) -> Result<(), Trouble> {
    let mut all = Changes::new();
    for key in db.scan_prefix(key::of_dossier(Kind::Regel, nummer)).keys() {
        let id = key::regel(&key?).ok_or(Trouble::Row)?;
        change_line(db, &mut all, (nummer, id), None)?;
    }
    for kind in [Kind::Actie, Kind::Dossier, Kind::Hoofd, Kind::Toegang] {
        for key in db.scan_prefix(key::of_dossier(kind, nummer)).keys() {
            all.insert(key?.to_vec(), None);
        }
    }
    apply(db, all)
}

/// sled writes nothing for a value that it has already.
fn apply(db: &Db, all: Changes) -> Result<(), Trouble> {
    for (key, value) in all {
        match value {
            Some(value) => db.insert(key, value)?,
            None => db.remove(key)?,
        };
    }
    Ok(())
}
