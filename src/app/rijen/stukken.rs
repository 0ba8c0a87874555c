//! The rows of what stands in a dossier by itself: what counts first, the latest first.

use std::cmp::Reverse;

use crate::app::state::lijst::Rij;
use crate::domain::dossier::Dossier;

/// The meldingen.
pub(super) fn meldingen(d: &Dossier) -> Vec<Rij> {
    let mut rows: Vec<_> = d.meldingen.values().collect();
    rows.sort_by_key(|m| (!m.stand.staat(), Reverse((m.ontvangen, m.id))));
    rows.into_iter().map(|m| Rij::Melding(m.id)).collect()
}
