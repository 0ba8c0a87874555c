//! The list of dossiers, the most urgent first.

use crate::app::openen::open_dossier;
use crate::app::rijen::{Sprong, na_sprong};
use crate::app::state::effect::Effect;
use crate::app::state::model::Model;
use crate::projection::rij::DossierRij;
use crate::protocol::{Raadpleging, ToServer};

pub use crate::app::state::overzicht::Overzichtstaat;

/// What to ask the server for the list.
pub fn vraag() -> Vec<Effect> {
    vec![Effect::Send(ToServer::VolgOverzicht), Effect::Send(ToServer::Vraag { nr: 0, vraag: Raadpleging::Dossiers })]
}

/// The rows, the most urgent first.
pub fn rijen(m: &Model) -> Vec<&DossierRij> {
    let mut rows: Vec<&DossierRij> = m.dossiers.values().collect();
    rows.sort_by_key(|r| (r.urgentie(m.nu), r.nummer));
    rows
}

/// Which row is chosen.
pub fn gekozen(m: &Model) -> usize {
    let rows = rijen(m);
    m.overzicht.gekozen.and_then(|n| rows.iter().position(|r| r.nummer == n)).unwrap_or(0)
}

/// Goes up or down.
pub fn ga(m: &mut Model, sprong: (Sprong, bool)) {
    let at = gekozen(m);
    let rows = rijen(m);
    let next = na_sprong(m, (at, rows.len()), sprong);
    m.overzicht.gekozen = rows.get(next).map(|r| r.nummer);
}

/// Opens the chosen dossier.
pub fn open(m: &mut Model) -> Vec<Effect> {
    match rijen(m).get(gekozen(m)).map(|r| r.nummer) {
        Some(nummer) => open_dossier(m, nummer),
        None => Vec::new(),
    }
}
