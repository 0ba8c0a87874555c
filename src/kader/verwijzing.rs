//! What files refer to by key, and whether it exists. Checked when all files have been read, because a key may stand in
//! another file than the one that uses it.

use std::collections::BTreeSet;

use super::probleem::{Probleem, kort};

/// What kind of thing a key stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Naar {
    /// A document that content was taken from.
    Document,
    /// A factor.
    Factor,
    /// A level of a conclusion.
    Niveau,
    /// A ground for sharing.
    Grond,
    /// A clock.
    Klok,
    /// A series of questions.
    Reeks,
    /// A measure of the palette.
    Maatregel,
}

/// That a file refers to something.
pub(super) struct Verwijzing {
    /// What kind of thing.
    pub(super) naar: Naar,
    /// Its key.
    pub(super) sleutel: String,
    /// The file that refers to it.
    pub(super) bestand: String,
    /// The line.
    pub(super) regel: u32,
}

/// The keys of one kind that exist; none where their file could not be read, so that nothing can be said of them.
pub(super) type Bekend = Option<BTreeSet<String>>;

/// The references that lead nowhere. `waar` is the file in which such keys stand.
pub(super) fn dood(verwijzingen: &[Verwijzing], naar: Naar, bekend: &Bekend, waar: &str) -> Vec<Probleem> {
    let Some(bekend) = bekend else { return Vec::new() };
    let (wat, doe) = match naar {
        Naar::Document => ("document", "zet het daar als [documenten.sleutel], of schrijf: document = \"eigen\""),
        Naar::Factor => ("factor", "zet hem daar of bij de lijst zelf, of gebruik een factor die er staat"),
        Naar::Niveau => ("niveau", "zet het daar, of gebruik een niveau dat er staat"),
        Naar::Grond => ("grond", "zet hem daar, of gebruik een grond die er staat"),
        Naar::Klok => ("klok", "zet hem daar, of gebruik een klok die er staat"),
        Naar::Maatregel => ("maatregel", "zet hem daar, of gebruik een maatregel die er staat"),
        Naar::Reeks => ("reeks", "zet hem daar, of gebruik een reeks die er staat"),
    };
    let verkeerd = verwijzingen.iter().filter(|v| v.naar == naar && !bekend.contains(&v.sleutel));
    verkeerd
        .map(|v| {
            let wat = format!("{wat} '{}' staat niet in {waar}", kort(&v.sleutel));
            Probleem::new(&v.bestand, Some(v.regel), &wat, doe)
        })
        .collect()
}
