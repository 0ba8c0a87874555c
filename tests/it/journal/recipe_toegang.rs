//! What stands in the golden journals of access: a fictitious dossier to which somebody is let in, until a moment, and is not
//! any more. Nobody in it exists.

use serde_json::{Value, json};

use super::recipe::store_of;
use crate::schijf::MemoryDisk;

/// The golden store, made by the code of today.
pub(super) fn access_store() -> MemoryDisk {
    store_of(&frames())
}

fn frames() -> Vec<Value> {
    vec![
        json!([{"feit": "dossier_geopend", "nummer": "26-K7M4", "werktitel": "Oefening Lentedijk"}]),
        json!([{"feit": "toegang_gegeven", "toegang":
                {"gebruiker": "bkuiper", "naam": "B. Kuiper", "organisatie": "politie", "rol": "deelnemer",
                 "tot": "2026-11-22T17:00:00.000Z", "reden": "zit vanmiddag aan tafel"}}]),
        json!([{"feit": "toegang_gegeven", "toegang":
                {"gebruiker": "jmaas", "naam": "J. Maas", "rol": "raadpleger", "reden": "neemt piket over"}}]),
        json!([{"feit": "toegang_ingetrokken", "gebruiker": "jmaas", "reden": "piket is geruild"}]),
    ]
}

/// The golden store of access in need, made by the code of today: taken, looked at, taken again and withdrawn.
pub(super) fn need_store() -> MemoryDisk {
    store_of(&[
        json!([{"feit": "dossier_geopend", "nummer": "26-K7M4", "werktitel": "Oefening Lentedijk"}]),
        json!([{"feit": "noodtoegang_genomen", "toegang":
                {"gebruiker": "jmaas", "naam": "J. Maas", "organisatie": "politie", "rol": "raadpleger",
                 "tot": "2026-11-23T12:00:00.000Z", "reden": "belt vannacht over haar adres", "nood": true}}]),
        json!([{"feit": "noodtoegang_beoordeeld", "gebruiker": "jmaas", "genomen": "2026-11-22T13:32:38.000Z",
                "akkoord": true, "toelichting": "terecht; piket weet nu wie er belt"}]),
        json!([{"feit": "noodtoegang_genomen", "toegang":
                {"gebruiker": "bkuiper", "naam": "B. Kuiper", "rol": "raadpleger",
                 "tot": "2026-11-23T12:00:00.000Z", "reden": "nieuwsgierig", "nood": true}}]),
        json!([{"feit": "noodtoegang_beoordeeld", "gebruiker": "bkuiper", "genomen": "2026-11-22T13:34:12.000Z",
                "akkoord": false, "toelichting": "had hier niets te zoeken"},
               {"feit": "toegang_ingetrokken", "gebruiker": "bkuiper", "reden": "had hier niets te zoeken"}]),
    ])
}
