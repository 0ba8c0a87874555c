//! The keys of the rows, as the header of the module lays them down.

use crate::domain::ids::{ActieId, DossierNummer, RegelId};

/// The number of a dossier in a key: `26-K7M4`.
const NUMMER: usize = 7;

/// The number of a line in a key.
const REGEL: usize = 8;

/// A dossier and a line in it: what the keys of lines and terms end with.
pub(super) type Place = [u8; NUMMER + REGEL];

/// What a row is; the first byte of its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    Dossier = b'D',
    Hoofd = b'H',
    /// Who may see the dossier beside the role table.
    Toegang = b'G',
    Actie = b'A',
    Regel = b'R',
    /// A term of a line that everybody may see who may see the dossier.
    Term = b'T',
    /// A term of a shielded line: apart, so that who may not see these never passes by them.
    Afgeschermd = b'S',
}

/// Where the terms of a line stand.
pub(super) fn terms_of(afgeschermd: bool) -> Kind {
    if afgeschermd { Kind::Afgeschermd } else { Kind::Term }
}

/// What all keys of one kind begin with.
pub(super) fn all_of(kind: Kind) -> [u8; 1] {
    [kind as u8]
}

/// The key of a row that a dossier has one of, and what the keys of its actions and of its lines begin with.
pub(super) fn of_dossier(kind: Kind, nummer: DossierNummer) -> Vec<u8> {
    let mut key = vec![kind as u8];
    key.extend_from_slice(nummer.to_string().as_bytes());
    key
}

/// The key of an action.
pub(super) fn action(nummer: DossierNummer, actie: ActieId) -> Vec<u8> {
    let mut key = of_dossier(Kind::Actie, nummer);
    key.extend_from_slice(&actie.0.to_be_bytes());
    key
}

/// The key of a line.
pub(super) fn line(nummer: DossierNummer, regel: RegelId) -> Vec<u8> {
    let mut key = of_dossier(Kind::Regel, nummer);
    key.extend_from_slice(&regel.to_be_bytes());
    key
}

/// The key of the line at this place.
pub(super) fn line_at(place: &Place) -> Vec<u8> {
    let mut key = vec![Kind::Regel as u8];
    key.extend_from_slice(place);
    key
}

/// What the keys of all terms begin with that begin with this word.
pub(super) fn terms_from(kind: Kind, begin: &str) -> Vec<u8> {
    let mut key = vec![kind as u8];
    key.extend_from_slice(begin.as_bytes());
    key
}

/// What the keys of exactly this term begin with.
pub(super) fn term_exactly(kind: Kind, term: &str) -> Vec<u8> {
    let mut key = terms_from(kind, term);
    key.push(0);
    key
}

/// The key of a term of a line.
pub(super) fn term(kind: Kind, term: &str, nummer: DossierNummer, regel: RegelId) -> Vec<u8> {
    let mut key = term_exactly(kind, term);
    key.extend_from_slice(nummer.to_string().as_bytes());
    key.extend_from_slice(&regel.to_be_bytes());
    key
}

/// The term of a key.
pub(super) fn term_of(key: &[u8]) -> Option<&str> {
    let (_, rest) = key.split_first()?;
    let (term, _) = rest.split_last_chunk::<{ 1 + NUMMER + REGEL }>()?;
    std::str::from_utf8(term).ok()
}

/// The place that the key of a line or a term ends with.
pub(super) fn place(key: &[u8]) -> Option<Place> {
    key.last_chunk().copied()
}

/// The line that the key of a line or a term ends with.
pub(super) fn regel(key: &[u8]) -> Option<RegelId> {
    key.last_chunk().map(|id| RegelId::from_be_bytes(*id))
}

/// The dossier of a place.
pub(super) fn nummer(place: &Place) -> Option<DossierNummer> {
    let (nummer, _) = place.split_first_chunk::<NUMMER>()?;
    std::str::from_utf8(nummer).ok()?.parse().ok()
}

/// The dossier of the key of a row that a dossier has one of.
pub(super) fn nummer_of_row(key: &[u8]) -> Option<DossierNummer> {
    let (_, nummer) = key.split_first()?;
    std::str::from_utf8(nummer).ok()?.parse().ok()
}
