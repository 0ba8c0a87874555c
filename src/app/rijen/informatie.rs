//! The rows of the informatiebeeld: what is awaited first, the earliest first; what was answered; what was withdrawn; then
//! what the picture asks of itself.

use crate::app::state::lijst::Rij;
use crate::domain::dossier::{Dossier, Informatieverzoek};
use crate::domain::kader::{Kader, ReeksSoort};

pub(super) fn rijen(d: &Dossier, kader: Option<&Kader>) -> Vec<Rij> {
    let mut all: Vec<&Informatieverzoek> = d.informatie.values().collect();
    all.sort_by_key(|i| (!i.is_open(), i.ingetrokken.is_some(), i.uiterlijk().filter(|_| i.is_open()), i.id));
    all.into_iter().map(|i| Rij::Informatie(i.id)).chain(kader.map(vragen).unwrap_or_default()).collect()
}

/// The questions of the kader's own series on the picture.
fn vragen(kader: &Kader) -> Vec<Rij> {
    let series = kader.reeksen.iter().enumerate().filter(|(_, r)| r.soort == ReeksSoort::Informatiebeeld);
    series.flat_map(|(at, r)| (1..).zip(&r.vragen).map(move |(nr, _)| Rij::Beeldvraag(at, nr))).collect()
}
