//! What stands in the golden journals of the end: a fictitious dossier that was kept and not kept any more, of which two
//! people agreed to destroy the narrative; and what the organisation's journal tells of that. Nobody in it exists.

use crisistafel::journal::{JournalId, OrganisatieEvent};
use serde_json::{Value, json};

use super::recipe::{append, store_of};
use super::stores::Store;
use crate::schijf::MemoryDisk;

/// The golden store, made by the code of today.
pub(super) fn end_store() -> MemoryDisk {
    let store = store_of(&frames());
    for (seconds, events) in (1_000..).zip(told()) {
        append::<OrganisatieEvent>(&mut *store.journal(), JournalId::Organisatie, seconds, &events);
    }
    store
}

fn frames() -> Vec<Value> {
    vec![
        json!([{"feit": "dossier_geopend", "nummer": "26-K7M4", "werktitel": "Oefening Winterdijk"}]),
        json!([{"feit": "status_gewijzigd", "naar": "geen_dreiging", "reden": "hij is verhuisd"}]),
        json!([{"feit": "bevroren", "reden": "onderzoek door de inspectie"}]),
        json!([{"feit": "ontdooid", "reden": "het onderzoek is klaar"}]),
        json!([{"feit": "vernietiging_voorgesteld", "wat": "verhaal", "grond": "besluit archivaris 12"}]),
        json!([{"feit": "vernietiging_goedgekeurd", "wat": "verhaal"}]),
    ]
}

/// What the organisation's journal is told: one that was agreed and lapsed, and one that was done.
fn told() -> Vec<Value> {
    let gezet =
        |naam: &str, op: &str| json!({"op": op, "door": {"gebruiker": naam, "naam": naam, "rol": "procesregisseur"}});
    let opdracht = |wat: &str, record: u64| {
        json!({"nummer": "26-K7M4", "wat": wat, "grond": "besluit archivaris 12",
               "voorgesteld": gezet("maas", "2026-11-22T13:03:55.000Z"),
               "akkoord": gezet("dewit", "2026-11-22T13:04:42.000Z"),
               "record": record, "hash": "00".repeat(32),
               "telling": {"jaar": 2026, "overleggen": 0, "open": "week", "status": "geen_dreiging"}})
    };
    vec![
        json!([{"feit": "vernietiging_opgedragen", "opdracht": opdracht("alles", 5)}]),
        json!([{"feit": "vernietiging_vervallen", "nummer": "26-K7M4", "record": 5, "reden": "er is nog iets vastgelegd"}]),
        json!([{"feit": "vernietiging_opgedragen", "opdracht": opdracht("verhaal", 6)}]),
        json!([{"feit": "vernietigd", "opdracht": opdracht("verhaal", 6)}]),
    ]
}
