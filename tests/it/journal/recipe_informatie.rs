//! What stands in the golden journal of what is asked and recorded between meetings: a fictitious dossier with requests to
//! partners, what they answered, and lines that belong to no meeting. Nobody in it exists.

use serde_json::{Value, json};

use super::recipe::store_of;
use crate::schijf::MemoryDisk;

/// The golden store, made by the code of today: every kind of event of the informatiebeeld, and the dossier's own lines.
pub(super) fn informatie_store() -> MemoryDisk {
    store_of(&frames())
}

fn frames() -> Vec<Value> {
    vec![
        json!([{"feit": "dossier_geopend", "nummer": "26-K7M4", "werktitel": "Oefening Lentedijk"}]),
        json!([{"feit": "informatie_gevraagd", "informatie": 1, "partner": "politie",
                "uiterlijk": "2026-11-22T18:00:00.000Z", "grond": "ernstig_gevaar", "doel": "Wat is bij u bekend?",
                "antwoord_aan": "procesregie"},
               {"feit": "informatie_gevraagd", "informatie": 2, "partner": "OM",
                "uiterlijk": "2026-11-22T18:00:00.000Z", "grond": "ernstig_gevaar", "doel": "Wat is bij u bekend?", "antwoord_aan": ""}]),
        json!([{"feit": "informatie_beantwoord", "informatie": 1, "soort": "ontvangen", "door": {"organisatie": "politie"},
                "op": "2026-11-22T15:00:00.000Z", "grond": "ernstig_gevaar"},
               {"feit": "informatie_inhoud", "informatie": 1, "nr": 1, "woorden": "twee aangiften", "scherm": "rol"}]),
        json!([{"feit": "informatie_verzet", "informatie": 2, "uiterlijk": "2026-11-23T10:00:00.000Z",
                "reden": "zitting", "opnieuw": false}]),
        json!([{"feit": "informatie_ingetrokken", "informatie": 2, "reden": "niet meer nodig"}]),
        json!([{"feit": "beeldvraag_beantwoord", "reeks": "informatiebeeld", "nr": 1, "antwoord": "onbekend",
                "toelichting": "wordt nagevraagd", "bron": {"organisatie": "Veilig Thuis"}}]),
        json!([{"feit": "regel_vastgelegd", "overleg": 0, "regel": 1, "punt": "relaas",
                "inhoud": {"soort": "feit", "tekst": "Hij stond bij de school"}}]),
    ]
}
