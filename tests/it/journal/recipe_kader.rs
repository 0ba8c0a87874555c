//! What stands in the golden journals of the kader: a fictitious dossier in which every kind of event occurs that came with
//! it. Nobody in it exists.

use serde_json::{Value, json};

use super::recipe::{KADER, store_of};
use crate::schijf::MemoryDisk;

/// The golden store, made by the code of today.
pub(super) fn kader_store() -> MemoryDisk {
    store_of(&[opened(), weighed(), judged(), measured(), asked(), ended()].concat())
}

fn regel(regel: u32, soort: &str, tekst: &str, key: &str, value: Value) -> Value {
    let mut inhoud = json!({"soort": soort, "tekst": tekst});
    if !key.is_empty() {
        inhoud[key] = value;
    }
    json!({"feit": "regel_vastgelegd", "overleg": 1, "regel": regel, "punt": "inbrengronde", "inhoud": inhoud})
}

fn opened() -> Vec<Value> {
    vec![
        json!([{"feit": "dossier_geopend", "nummer": "26-K7M4", "werktitel": "Oefening Winterdijk"}]),
        json!([{"feit": "overleg_bijeengeroepen", "overleg": 1, "bijeenroeping":
                {"door": {"organisatie": "politie"}, "reden": "schending", "vorm": "fysiek",
                 "einde": "2026-11-22T15:00:00.000Z"}}]),
        json!([{"feit": "overleg_gestart", "overleg": 1, "kader": KADER, "punt": "aanwezigen"}]),
        json!([regel(1, "feit", "Blauwe plekken in de hals", "factoren", json!(["verwurging"]))]),
        json!([regel(2, "besluit", "Huisverbod vragen", "", Value::Null),
               {"feit": "besluit_voorgenomen", "besluit": 1, "regel": 2, "tekst": "Huisverbod vragen", "door": "burgemeester"}]),
    ]
}

fn weighed() -> Vec<Value> {
    vec![
        json!([{"feit": "factor_gewogen", "overleg": 1, "factor": "verwurging", "weging":
                {"nu": "ja", "eerder": "onbekend", "bron": {"naam": "zijzelf"},
                 "woorden": "\u{201e}Hij kneep tot ik niets meer zag\u{201d}", "regels": [1]}}]),
        json!([{"feit": "uitkomst_genoteerd", "overleg": 1, "uitkomst":
                {"instrument": "sash", "afnemer": {"naam": "Bakker", "organisatie": "politie"},
                 "op": "2026-11-21T09:00:00.000Z", "uitkomst": "hoog",
                 "antwoorden": {"doodsangst": "ja", "niets_te_verliezen": "onbekend"}, "toelichting": "na de aanhouding"}}]),
        json!([{"feit": "scenario_geschetst", "overleg": 1, "scenario": 1, "velden":
                {"soort": "ergst", "wat": "Hij wacht haar op", "aanleidingen":
                 [{"wat": "zitting", "wanneer": "2026-12-01T09:30:00.000Z"}, {"wat": "nieuwe partner"}]}}]),
        json!([{"feit": "criterium_beantwoord", "overleg": 1, "criterium": "levensgevaar",
                "antwoord": {"antwoord": "ja", "reden": "de burgemeester weet het vandaag"}}]),
        json!([{"feit": "opschaling_beslist", "overleg": 1, "opschaling":
                {"opschalen": true, "aan": "burgemeester", "om": "2026-11-22T14:40:00.000Z", "reden": "levensgevaar"}}]),
        json!([{"feit": "moment_bepaald", "overleg": 1, "moment": {"vervolg": "acuut", "reden": "vannacht"}}]),
        json!([{"feit": "vastgesteld", "overleg": 1, "onderwerp": "kindcheck", "vaststelling":
                {"antwoord": "ja", "tekst": "een zoon van negen", "wie": {"organisatie": "Veilig Thuis"}}}]),
        json!([{"feit": "vraag_besproken", "overleg": 1, "reeks": "tegendenker", "nr": 1, "antwoord": "dan is zij alleen"}]),
    ]
}

fn judged() -> Vec<Value> {
    let oordeel = json!({"organisatie": "politie", "acuut": "ja", "niveau": "hoog", "argument": "de hals"});
    vec![
        json!([{"feit": "gesloten_ronde_geopend", "overleg": 1}]),
        json!([{"feit": "oordeel_ontvangen", "overleg": 1, "organisatie": "politie"},
               {"feit": "oordeel_verzegeld", "overleg": 1, "ronde": 1, "oordeel": oordeel}]),
        json!([{"feit": "oordelen_onthuld", "overleg": 1}]),
    ]
}

fn measured() -> Vec<Value> {
    vec![
        json!([regel(3, "maatregel", "Huisverbod", "maatregel", "huisverbod".into()),
               {"feit": "inzet_geopend", "inzet": 1, "regel": 3, "velden":
                {"soort": "maatregel", "palet": "huisverbod", "wat": "Huisverbod", "voor": ["pleger", "slachtoffer"],
                 "orgaan": "burgemeester", "grond": "artikel 2 Wth", "einde": "2026-12-02T14:00:00.000Z"}}]),
        json!([regel(4, "maatregel", "Hij komt niet in haar straat", "", Value::Null),
               {"feit": "inzet_geopend", "inzet": 2, "regel": 4, "velden": {"wat": "Hij komt niet in haar straat"}}]),
        json!([{"feit": "inzet_aangevuld", "inzet": 1, "velden":
                {"orgaan_reden": "namens de burgemeester", "begin": "2026-11-22T14:00:00.000Z",
                 "herziening": "2026-11-29T10:00:00.000Z", "toezicht": "politie", "meldpunt": "112",
                 "gevolg": "aanhouden", "nadelen": "hij weet waar zij is", "kan": "ja", "politie_weet": true,
                 "besluit": 1, "hoort_bij": [2]}}]),
        json!([{"feit": "inzet_aangevuld", "inzet": 2, "velden": {"soort": "voorwaarde"}}]),
        json!([{"feit": "inzet_status_gewijzigd", "inzet": 1, "naar": "opgelegd", "reden": ""}]),
        json!([{"feit": "schending_gemeld", "inzet": 1, "schending":
                {"wat": "hij stond voor de deur", "gebeurd": {"op": "2026-11-22T18:10:00.000Z", "precisie": "minuut"},
                 "melder": "buurvrouw"}},
               {"feit": "herbeoordeling_gevraagd", "aanzet": "schending", "toelichting": "M1", "regel": 3}]),
        json!([{"feit": "terzijde_gelegd", "overleg": 1, "maatregel": "dut", "reden": "er is geen vonnis"}]),
    ]
}

fn asked() -> Vec<Value> {
    vec![
        json!([{"feit": "huisverbodgrond_gemerkt", "regel": 1, "grond": true}]),
        json!([{"feit": "voorgelegd", "overleg": 1, "voorlegger": 1, "velden":
                {"gevraagd": "Een huisverbod van tien dagen", "uiterlijk": "2026-11-22T17:00:00.000Z",
                 "grond": "artikel 2 Wth", "alternatieven": "opvang", "nadelen": "na tien dagen is hij terug",
                 "huisverbod": true, "feiten": [1], "besluit": 1}}]),
        json!([{"feit": "voorlegger_beantwoord", "voorlegger": 1, "antwoord":
                {"uitslag": "toegezegd", "tekst": "per direct", "naam": "Van Dam", "op": "2026-11-22T15:20:00.000Z"}}]),
        json!([{"feit": "toets_genoteerd", "besluit": 1, "toets":
                {"nodig": true, "door": "jurist", "uitkomst": "akkoord", "op": "2026-11-22T15:10:00.000Z"}}]),
    ]
}

fn ended() -> Vec<Value> {
    vec![
        json!([{"feit": "verteld", "overleg": 1, "vertelling":
                {"op": "2026-11-22T16:00:00.000Z", "meldpunt_uitgelegd": true, "toelichting": "bij haar thuis"}}]),
        json!([{"feit": "klok_gezet", "klok": 1, "velden":
                {"soort": "huisverbod", "naam": "huisverbod", "begin": "2026-11-22T14:00:00.000Z",
                 "einde": "2026-12-02T14:00:00.000Z", "gegeven_door": "beschikking", "inzet": 1, "reden": "eerste"}}]),
        json!([{"feit": "klok_gestopt", "klok": 1, "reden": "verlengd door de rechter"}]),
    ]
}
