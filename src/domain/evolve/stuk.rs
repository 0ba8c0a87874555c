//! What stands in a dossier by itself: pieces with a shield of their own, and what came of a call to 112.

use crate::domain::dossier::{Betrokkene, Dossier, Dossierstuk, Gezet, Stukstand, Uitkomst112};
use crate::domain::ids::BetrokkeneId;

/// Changes what a piece has beside what it says.
pub(super) fn met(d: &mut Dossier, stuk: Dossierstuk, change: impl FnOnce(&mut Stukstand)) {
    if let Some(stand) = d.stuk_mut(stuk) {
        change(stand);
    }
}

/// Changes what is known of a person.
pub(super) fn persoon(d: &mut Dossier, id: BetrokkeneId, change: impl FnOnce(&mut Betrokkene)) {
    if let Some(b) = d.betrokkenen.get_mut(&id) {
        change(b);
    }
}

/// What came of a call, by its number from 1.
pub(super) fn uitkomst_112(d: &mut Dossier, nr: u32, uitkomst: &Uitkomst112, gezet: Gezet) {
    let at = usize::try_from(nr).ok().and_then(|nr| nr.checked_sub(1));
    if let Some(m) = at.and_then(|at| d.meldingen_112.get_mut(at)) {
        m.uitkomsten.push((uitkomst.clone(), gezet));
    }
}
