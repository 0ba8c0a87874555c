//! Which rows and which segments are the last: what is in memory of every dossier, and how it is read off the rows.

use std::collections::BTreeMap;
use std::io;

use sled::Db;

use super::fault::Trouble;
use super::row::{Actierijen, Dossierrij, Kind, Naam, Stempel, naam, open};
use crate::crypto::register::Registersleutels;
use crate::domain::ids::DossierNummer;

/// Which rows and which segment of a dossier are the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Laatste {
    pub(super) versie: u64,
    pub(super) acties: Option<u64>,
    pub(super) segment: Option<Stempel>,
}

/// The same of every dossier that there is.
pub(super) type Wijzer = BTreeMap<DossierNummer, Laatste>;

/// What the first row or segment is called: after all that there are; where there are none, not what those of a model were
/// that was thrown away.
pub(super) fn begin(wijzer: &Wijzer) -> io::Result<u64> {
    let all = wijzer.values().flat_map(|l| [Some(l.versie), l.acties, l.segment.map(|s| s.keer)]).flatten();
    if let Some(last) = all.max() {
        return Ok(last + 1);
    }
    let mut random = [0; 8];
    getrandom::fill(&mut random).map_err(io::Error::other)?;
    // far from the end
    Ok(u64::from_le_bytes(random) >> 2)
}

/// The open actions of a dossier, in the row that has to be there.
pub(super) fn acties_van(
    db: &Db,
    sleutels: &Registersleutels,
    nummer: DossierNummer,
    versie: u64,
) -> Result<Actierijen, Trouble> {
    let naam = naam(sleutels, Kind::Acties, nummer);
    let row: Actierijen = open(sleutels, &naam, &db.get(naam)?.ok_or(Trouble::Contradiction)?)?;
    if row.versie == versie { Ok(row) } else { Err(Trouble::Contradiction) }
}

/// Reads which rows and segments are the last: every row has to be the one that belongs there, and none too many.
pub(super) fn lees_wijzer(db: &Db, sleutels: &Registersleutels) -> Result<Wijzer, Trouble> {
    let mut wijzer = Wijzer::new();
    let mut acties = 0;
    for row in db.iter() {
        let (key, bytes) = row?;
        let Ok(key) = Naam::try_from(&*key) else { return Err(Trouble::Row) };
        if key.first() == Some(&(Kind::Acties as u8)) {
            acties += 1;
            continue;
        }
        let row: Dossierrij = open(sleutels, &key, &bytes)?;
        if key != naam(sleutels, Kind::Dossier, row.rij.nummer) {
            return Err(Trouble::Contradiction);
        }
        wijzer.insert(row.rij.nummer, Laatste { versie: row.versie, acties: row.acties, segment: row.segment });
    }
    for (nummer, laatste) in &wijzer {
        let Some(versie) = laatste.acties else { continue };
        acties_van(db, sleutels, *nummer, versie)?;
        acties -= 1;
    }
    if acties == 0 { Ok(wijzer) } else { Err(Trouble::Contradiction) }
}
