//! The feitenrelaas: what happened, in the order in which it happened, whoever recorded it and when. (mensgerichte
//! crisisaanpak, 3.3, punt 6.)

use crate::domain::dossier::{Dossier, Regel, RegelSoort};

/// The facts, suspicions and worries that stand, the oldest first; those of which nobody knows when they happened last, in
/// the order in which they were recorded.
pub fn relaas(d: &Dossier) -> Vec<&Regel> {
    let mut all: Vec<&Regel> = d.regels.values().filter(|r| r.ingetrokken.is_none() && hoort(r.inhoud.soort)).collect();
    all.sort_by_key(|r| (r.inhoud.gebeurd.map_or(i64::MAX, |g| g.op.millis()), r.op, r.id));
    all
}

/// Whether a line of this kind tells what happened.
fn hoort(soort: RegelSoort) -> bool {
    match soort {
        RegelSoort::Feit | RegelSoort::Vermoeden | RegelSoort::Bezorgdheid => true,
        RegelSoort::Notitie
        | RegelSoort::Gevoel
        | RegelSoort::Onbekend
        | RegelSoort::Besluit
        | RegelSoort::Actie
        | RegelSoort::Maatregel
        | RegelSoort::Oordeel
        | RegelSoort::Letterlijk => false,
    }
}
