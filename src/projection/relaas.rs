//! The feitenrelaas: what happened, in the order in which it happened, whoever recorded it and when. (mensgerichte
//! crisisaanpak, 3.3, punt 6.)

use crate::domain::dossier::{Dossier, Regel, RegelSoort};

/// The facts, suspicions and worries that stand, the oldest first; those of which nobody knows when they happened last, in
/// the order in which they were recorded.
pub fn relaas(d: &Dossier) -> Vec<&Regel> {
    let some = d.regels.waarvan(|som| som.aantal(hoort) > 0);
    let mut all: Vec<&Regel> = some.filter(|r| r.ingetrokken.is_none() && hoort(r.inhoud.soort)).collect();
    all.sort_by_key(|r| (r.inhoud.gebeurd.map_or(i64::MAX, |g| g.op.millis()), r.op, r.id));
    all
}

/// How many there are of those.
pub fn aantal(d: &Dossier) -> usize {
    d.regels.sommen().map(|som| som.aantal(hoort)).sum()
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
