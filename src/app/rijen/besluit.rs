//! The rows of besluitvorming: the maatregelenregister, the clocks, the pages for the burgemeester, what has to be settled.

use std::cmp::Reverse;

use crate::app::state::lijst::{Registerlijst, Rij};
use crate::domain::dossier::{Dossier, Inzet, InzetStatus, Onderwerp};
use crate::domain::ids::InzetId;
use crate::domain::tijd::Tijdstip;

/// The rows: what asks for attention first.
pub(super) fn rijen(d: &Dossier, lijst: Registerlijst) -> Vec<Rij> {
    match lijst {
        Registerlijst::Inzetten => {
            let mut rows: Vec<_> = d.inzetten.values().collect();
            rows.sort_by_key(|i| orde(i));
            rows.into_iter().map(|i| Rij::Inzet(i.id)).collect()
        }
        Registerlijst::Klokken => {
            let mut rows: Vec<_> = d.klokken.values().collect();
            rows.sort_by_key(|k| (!k.loopt(), k.einde, k.nr));
            rows.into_iter().map(|k| Rij::Klok(k.nr)).collect()
        }
        Registerlijst::Voorleggers => {
            let mut rows: Vec<_> = d.voorleggers.values().collect();
            rows.sort_by_key(|v| (v.antwoord.is_some(), Reverse(v.id)));
            rows.into_iter().map(|v| Rij::Voorlegger(v.id)).collect()
        }
        Registerlijst::Onderwerpen => Onderwerp::ALL.into_iter().map(Rij::Onderwerp).collect(),
        Registerlijst::Besluiten
        | Registerlijst::Acties
        | Registerlijst::Vragen
        | Registerlijst::Regels
        | Registerlijst::Opties
        | Registerlijst::Toegang
        | Registerlijst::Informatiebeeld
        | Registerlijst::Meldingen
        | Registerlijst::Betrokkenen
        | Registerlijst::Factoren
        | Registerlijst::Uitkomsten
        | Registerlijst::Scenarios
        | Registerlijst::Criteria
        | Registerlijst::Reeksen => Vec::new(),
    }
}

/// What was breached first, then what holds by its end, then what is still to come, then what is over.
fn orde(i: &Inzet) -> (u8, i64, Reverse<InzetId>) {
    let rank = match i.status {
        InzetStatus::Geschonden => 0,
        InzetStatus::Opgelegd => 1,
        InzetStatus::Gevraagd => 2,
        InzetStatus::Voorgesteld => 3,
        InzetStatus::Vervallen => 4,
    };
    let einde = if i.status.geldt() { i.einde.map_or(i64::MAX, Tijdstip::millis) } else { i64::MAX };
    (rank, einde, Reverse(i.id))
}
