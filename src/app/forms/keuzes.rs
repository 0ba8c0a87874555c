//! Choices that more than one form has: each word with what it stands for.

use std::fmt::Display;

use crate::app::state::model::Model;
use crate::domain::dossier::Antwoord;
use crate::domain::ids::NiveauId;

/// The answers, by the same digits in every form and on the board: 1 ja, 2 nee, 3 onbekend.
pub(super) const ANTWOORDEN: [(&str, Antwoord); 3] =
    [("ja", Antwoord::Ja), ("nee", Antwoord::Nee), ("onbekend", Antwoord::Onbekend)];

/// The answers, and last that there is none, in this word.
pub(super) fn antwoord_of(geen: &'static str) -> impl Iterator<Item = (&'static str, Option<Antwoord>)> {
    ANTWOORDEN.into_iter().map(|(woord, a)| (woord, Some(a))).chain([(geen, None)])
}

/// As [`antwoord_of`], for what cannot become unsaid again: that there is no answer can be chosen only while it is so.
pub(super) fn antwoord_zolang(
    geen: &'static str,
    nu: Option<Antwoord>,
) -> impl Iterator<Item = (&'static str, Option<Antwoord>)> {
    antwoord_of(geen).filter(move |(_, a)| a.is_some() || nu.is_none())
}

/// Values that have their own words.
pub(super) fn genoemd<T: Display>(all: impl IntoIterator<Item = T>) -> impl Iterator<Item = (String, T)> {
    all.into_iter().map(|x| (x.to_string(), x))
}

/// The levels of the kader.
pub(super) fn niveaus(m: &Model) -> Vec<(String, NiveauId)> {
    m.kader().into_iter().flat_map(|k| k.niveaus.iter().map(|n| (n.naam.to_string(), n.id.clone()))).collect()
}
