//! The rows of what stands in a dossier by itself: what counts first, the latest first.

use std::cmp::Reverse;

use crate::app::state::lijst::Rij;
use crate::domain::dossier::Dossier;
use crate::domain::ids::BetrokkenrolId;
use crate::domain::kader::Kader;

/// The meldingen.
pub(super) fn meldingen(d: &Dossier) -> Vec<Rij> {
    let mut rows: Vec<_> = d.meldingen.values().collect();
    rows.sort_by_key(|m| (!m.stand.staat(), Reverse((m.ontvangen, m.id))));
    rows.into_iter().map(|m| Rij::Melding(m.id)).collect()
}

/// The persons: by their role in the order of the kader, then as they were noted.
pub(super) fn betrokkenen(d: &Dossier, kader: Option<&Kader>) -> Vec<Rij> {
    let rollen = kader.map(|k| k.betrokkenrollen.as_slice()).unwrap_or_default();
    let plaats = |rol: Option<&BetrokkenrolId>| rollen.iter().position(|r| Some(&r.id) == rol).unwrap_or(rollen.len());
    let mut rows: Vec<_> = d.betrokkenen.values().collect();
    rows.sort_by_key(|b| (!b.stand.staat(), plaats(b.rollen.first()), b.stand.gezet.op, b.id));
    rows.into_iter().map(|b| Rij::Betrokkene(b.id)).collect()
}
