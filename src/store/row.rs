//! Rows as bytes. The format has a number: another number, and every row is made again.

use std::cmp::Ordering;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::fault::Trouble;
use crate::crypto::register::{self, NAAM_BYTES, Registersleutels};
use crate::domain::dossier::Toegang;
use crate::domain::ids::DossierNummer;
use crate::domain::scherm::Scherm;
use crate::domain::vouw::vouw;
use crate::projection::rij::{ActieRij, DossierRij, Hoofd, RegelRij};
use crate::projection::zoek::Termen;

/// The format of rows and segments, and of the terms in them. Raise it with every change of any of these.
pub(super) const ROW_FORMAT: u32 = 11;

/// So many bytes of changes are always few, and how many times they fit in the rest at the least.
const WIJZIGINGEN: (u64, u64) = (16 * 1024, 2);

/// What a row is; the first byte of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    Dossier = b'D',
    Acties = b'A',
}

/// The name of a row.
pub(super) type Naam = [u8; NAAM_BYTES + 1];

/// Which segment is the last, and how it is divided. It stands in the sealed row of the dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stempel {
    /// No two segments that were ever written have the same.
    pub(super) keer: u64,
    /// How long the two indexes are.
    pub(super) index: [u64; 2],
    /// How long the blocks of the first are.
    pub(super) blokken: u64,
    /// Where the changes begin.
    pub(super) geheel: u64,
    /// How many changes there are.
    pub(super) wijzigingen: u64,
    /// Where they end.
    pub(super) tot: u64,
}

impl Stempel {
    /// Whether there are so many changes, with so many bytes more, that it should be written anew.
    pub(super) fn is_vol(&self, meer: u64) -> bool {
        let (few, part) = WIJZIGINGEN;
        self.tot - self.geheel + meer > (self.geheel / part).max(few)
    }
}

/// The row of a dossier.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Dossierrij {
    /// No two rows that were ever written have the same.
    pub(super) versie: u64,
    /// The same of the row with its actions, where it has one.
    pub(super) acties: Option<u64>,
    pub(super) segment: Option<Stempel>,
    pub(super) hoofd: Hoofd,
    /// For the server only.
    pub(super) toegang: Vec<Toegang>,
    pub(super) rij: DossierRij,
}

/// The open actions of a dossier.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Actierijen {
    pub(super) versie: u64,
    pub(super) rijen: Vec<ActieRij>,
}

/// The name of a row.
pub(super) fn naam(sleutels: &Registersleutels, kind: Kind, nummer: DossierNummer) -> Naam {
    let mut naam = [kind as u8; NAAM_BYTES + 1];
    if let Some((_, rest)) = naam.split_first_chunk_mut::<1>() {
        rest.copy_from_slice(&sleutels.naam("rij", nummer, 0));
    }
    naam
}

/// A row as it is stored.
pub(super) fn seal<T: Serialize>(sleutels: &Registersleutels, naam: &Naam, row: &T) -> Result<Vec<u8>, Trouble> {
    let plain = serde_json::to_vec(row).map_err(|_| Trouble::Row)?;
    register::verzegel(&sleutels.rijen(), naam, &plain).map_err(|_| Trouble::Row)
}

/// A row as it was.
pub(super) fn open<T: DeserializeOwned>(sleutels: &Registersleutels, naam: &[u8], bytes: &[u8]) -> Result<T, Trouble> {
    let plain = register::open(&sleutels.rijen(), naam, bytes.to_vec()).map_err(|_| Trouble::Corruption)?;
    serde_json::from_slice(&plain).map_err(|_| Trouble::Row)
}

/// A line with the terms under which it stands in the index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Indexed {
    pub(super) rij: RegelRij,
    pub(super) termen: Vec<String>,
}

/// The words under which a line stands in the index by its shield: nobody types them, and no text has them.
pub(super) fn schermtermen(scherm: &Scherm) -> Vec<String> {
    match scherm {
        Scherm::Rol => vec!["\u{2}rol".to_owned()],
        Scherm::Organisaties(all) => all.iter().map(|o| format!("\u{2}@{}", vouw(o.as_str()))).collect(),
        Scherm::Niemand => Vec::new(),
    }
}

impl Indexed {
    /// The line under the words of what it says and of who knows it, and under its shield.
    pub(super) fn new(rij: RegelRij, woorden: &mut Termen<'_>) -> Self {
        let mut termen = woorden.van(rij.tekst.as_str());
        termen.extend(woorden.van(rij.bron.as_str()));
        termen.extend(rij.kring.schermen().iter().flat_map(schermtermen));
        termen.sort();
        termen.dedup();
        Self { rij, termen }
    }

    /// In the order of their numbers, which is that of time.
    pub(super) fn volgorde(&self, other: &Self) -> Ordering {
        self.rij.regel.cmp(&other.rij.regel)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::projection::zoek::Woordenboek;

    /// Fails when rows are written otherwise than before: then raise [`ROW_FORMAT`], and take over the new text here.
    #[test]
    fn a_row_looks_as_its_format_number_says() {
        let json = r#"{"dossier":"26-K7M4","overleg":2,"regel":9,"soort":"feit","tekst":"Café-bezoeken gezien",
            "bron":"de buurvrouw","op":"2026-11-22T13:31:04.123Z","kring":[{"organisaties":["gemeente","politie"]}]}"#;
        let rij: RegelRij = serde_json::from_str(json).unwrap();
        let row = Indexed::new(rij, &mut Woordenboek::default().van_vele());
        let (sleutels, nummer) = (Registersleutels::van(None), "26-K7M4".parse().unwrap());
        let naam = naam(&sleutels, Kind::Dossier, nummer);
        let sealed = seal(&sleutels, &naam, &row).unwrap();
        let plain = register::open(&sleutels.rijen(), &naam, sealed.clone()).unwrap();
        assert_eq!(ROW_FORMAT, 11);
        assert_eq!(
            std::str::from_utf8(&plain).unwrap(),
            r#"{"rij":{"dossier":"26-K7M4","overleg":2,"regel":9,"soort":"feit","tekst":"Café-bezoeken gezien","bron":"de buurvrouw","op":"2026-11-22T13:31:04.123Z","kring":[{"organisaties":["gemeente","politie"]}]},"termen":["\u0002@gemeente","\u0002@politie","<nekeozeb","<nekeozebefac","<wuorvruub","bezoek","bezoeken","buurvrouw","caf","cafe","cafebezoek","cafebezoeken","de","gezien","zien","~kAfE","~kAfbskn"]}"#
        );
        assert_eq!(open::<Indexed>(&sleutels, &naam, &sealed).unwrap(), row);
    }
}
