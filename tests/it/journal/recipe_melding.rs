//! What stands in the golden journals of meldingen and persons: a fictitious dossier that begins with a melding, of which
//! somebody is in danger, with who is involved and what came of a call to 112. Nobody in it exists.

use serde_json::{Value, json};

use super::recipe::store_of;
use crate::schijf::MemoryDisk;

/// The golden store, made by the code of today: every kind of event of what stands in a dossier by itself.
pub(super) fn melding_store() -> MemoryDisk {
    store_of(&frames())
}

fn frames() -> Vec<Value> {
    vec![
        json!([{"feit": "dossier_geopend", "nummer": "26-K7M4", "werktitel": "Oefening Lentedijk"},
               {"feit": "gemeld_112", "toelichting": "hij staat voor de deur"},
               {"feit": "melding_genoteerd", "melding": "x1", "velden":
                {"melder": "zijzelf", "via": "haar zus", "kanaal": "telefoon", "ontvangen": "2026-11-22T13:30:00.000Z",
                 "tekst": "Hij heeft gezegd dat hij mij vindt", "binnen": true}},
               {"feit": "stuk_afgeschermd", "stuk": {"melding": "x1"}}]),
        json!([{"feit": "uitkomst_112_genoteerd", "nr": 1, "uitkomst":
                {"wat": "hij was weg", "door": "meldkamer", "op": "2026-11-22T13:31:00.000Z"}}]),
        json!([{"feit": "melding_genoteerd", "melding": 1, "velden":
                {"melder": "partner", "tekst": "Zij kwam niet op haar afspraak", "binnen": false,
                 "reden": "hoort bij een ander gezin", "overgenomen": "wijkteam"}}]),
        json!([{"feit": "melding_aangevuld", "melding": 1, "velden": {"via": "wijkteam"}}]),
        json!([{"feit": "betrokkene_genoteerd", "betrokkene": 1, "velden":
                {"rollen": ["vrouw"], "naam": "S. Verhulst", "geboren": "07-03-1990", "tolk": "gecertificeerd",
                 "wapens": "onbekend"}},
               {"feit": "geheim_genoteerd", "betrokkene": 1, "geheim": {"codewoord": "blauwe fiets"}}]),
        json!([{"feit": "betrokkene_aangevuld", "betrokkene": 1, "velden":
                {"naam_verborgen": true, "moment": "werkdagen 9:00 tot 12:00", "nooit": "geen voicemail"}}]),
        json!([{"feit": "stuk_afgeschermd", "stuk": {"betrokkene": 1}, "kring": ["politie"]}]),
        json!([{"feit": "stuk_vrijgegeven", "stuk": {"betrokkene": 1}, "reden": "ook de school belt haar", "scherm": "rol"}]),
        json!([{"feit": "stuk_ingetrokken", "stuk": {"melding": 1}, "reden": "hoort bij een ander dossier"}]),
    ]
}
