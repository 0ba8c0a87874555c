//! What the kader says, held against the lines of its sources: the rows of review E, each with the document, the section
//! and the lines at which it was read.

use crisistafel::domain::advies;
use crisistafel::domain::kader::{EIGEN, Kader, Werkblad};
use serde_json::Value;

fn shipped() -> Kader {
    crate::geldend::ingebouwd().kader.clone()
}

/// The record with this key in one of the lists of the kader, as it goes over the wire.
fn record(list: &str, id: &str) -> Value {
    let json = serde_json::to_value(shipped()).unwrap();
    let found = json[list].as_array().unwrap().iter().find(|r| r["id"] == id || r["naam"] == id);
    found.unwrap_or_else(|| panic!("{list} has no {id}")).clone()
}

/// Every text of a record, in one.
fn prose(value: &Value) -> String {
    match value {
        Value::String(s) => format!("{s}\n"),
        Value::Array(all) => all.iter().map(prose).collect(),
        Value::Object(fields) => fields.values().map(prose).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => String::new(),
    }
}

/// Review E: what each record must say, and must not say any more.
const SAYS: [(&str, &str, &str, &str); 27] = [
    ("maatregelen", "huisverbod", "Is ook een contactverbod", ""),
    ("maatregelen", "gedragsaanwijzing", "Hoogstens negentig dagen per keer: neem het einde over van de officier", ""),
    ("klokken", "gedragsaanwijzing", "Hoogstens negentig dagen per keer; neem het einde over van de officier", ""),
    ("maatregelen", "sporen_veiligstellen", "alleen dan kan later nog", "Binnen zes uur; daarna"),
    ("klokken", "sporen", "Alleen als sporen en feiten in deze uren zijn vastgelegd", "Daarna kan later nog"),
    ("klokken", "beslissing_rechter", "beslissing van de rechter", "verbod"),
    ("maatregelen", "aanhouding", "artikel 54 Sv", ""),
    ("maatregelen", "aanhouding", "hulpofficier van justitie", ""),
    ("maatregelen", "aanhouding", "Wie alleen is gehoord", ""),
    ("maatregelen", "actieoverleg", "3641-3645", ""),
    (
        "maatregelen",
        "bewaken_beveiligen",
        "Nieuwe circulaire sinds 24 februari 2026: vraag politie en OM",
        "niet helemaal lazen",
    ),
    ("instrumenten", "vt_veiligheidsbeoordeling", "acuut niet uitgesloten", ""),
    ("instrumenten", "sash", "aanhoudend", ""),
    ("gronden", "politie_partners", "van artikel 9 Wpg alleen via het OM", "Alleen gegevens van artikel 8"),
    ("gronden", "meldcode", "4461-4465", ""),
    ("gronden", "vt_reclassering", "geen toestemming geeft", ""),
    ("factoren", "verplicht_contact", "Is er nog contact tussen hen, verplicht of niet?", "Moet zij nog contact"),
    ("factoren", "conflict_kinderen", "eenrichtingsverkeer", "strijd"),
    ("partners", "gemeente", "Steunpunt", ""),
    ("partners", "gemeente", "team veiligheid", ""),
    ("partners", "gemeente", "Coördinatoren zorg en veiligheid", ""),
    ("reeksen", "stalking_kinderen", "rol als partner", ""),
    ("reeksen", "stalking_kinderen", "Vanuit welke rol handelt zij", ""),
    ("reeksen", "kwaliteit", "het stoppen van de stalking", "het stoppen van hem"),
    ("reeksen", "opheffen", "artikel 54 Sv", ""),
    ("maatregelen", "kind_spreken", "Veilig Thuis of de RvdK spreekt de kinderen", ""),
    ("klokken", "respijthuis", "Waar slaapt zij daarna", "hij of zij"),
];

#[test]
fn each_record_says_what_its_source_says() {
    for (list, id, says, not) in SAYS {
        let text = prose(&record(list, id));
        assert!(text.contains(says), "{list} {id}: '{says}' is not in\n{text}");
        assert!(not.is_empty() || !text.contains(not), "{list} {id}: '{not}' is still in\n{text}");
    }
}

/// Review E, citations: where each was moved to. Read again at those lines.
const CITED: [(&str, &str, &str, &str); 11] = [
    ("maatregelen", "opvang_kind", EIGEN, ""),
    ("maatregelen", "opvang_elders", EIGEN, ""),
    ("maatregelen", "opvang_pleger", "rotterdam", "1871-1872"),
    ("maatregelen", "schadefonds", "zsm", "342-343"),
    ("maatregelen", "slachtofferhulp", "zsm", "339-347, 1446-1448"),
    ("maatregelen", "begeleide_omgang", "zsm", "5581-5584"),
    ("klokken", "stalking_gestopt", "zsm", "5578-5581"),
    ("klokken", "respijthuis", "rotterdam", "687-688, 746-748"),
    ("instrumenten", "srp", "zsm", "5423-5429, 5497-5522"),
    ("gronden", "politie_partners", "samen_acuut", "122-124, 659-768"),
    ("factoren", "verplicht_contact", "zsm", "5470-5473, 5833"),
];

#[test]
fn each_citation_stands_where_it_was_read() {
    for (list, id, document, lines) in CITED {
        let source = &record(list, id)["bron"];
        assert_eq!(source["document"], document, "{list} {id}");
        assert_eq!(source["regels"].as_str().unwrap_or_default(), lines, "{list} {id}");
    }
    let third = "bijlage 2, derde casuïstiekbespreking, casus 1";
    for (series, nr, section) in [
        ("nadelen_bestuursrecht", 1, third),
        ("nadelen_bestuursrecht", 2, third),
        ("nadelen_zorg", 1, "bijlage 2, tweede casuïstiekbespreking"),
        ("nadelen_slachtoffer", 0, "bijlage 2, derde casuïstiekbespreking, casus 2"),
    ] {
        assert_eq!(record("reeksen", series)["vragen"][nr]["bron"]["paragraaf"], section, "{series} {nr}");
    }
    assert_eq!(record("maatregelen", "opvang_pleger")["bron"]["paragraaf"], third);
}

/// Calls `check` with every source in the kader and the path to it.
fn sources(value: &Value, path: &str, check: &mut impl FnMut(&str, &Value)) {
    match value {
        Value::Object(fields) => {
            fields.get("bron").into_iter().for_each(|bron| check(path, bron));
            fields.iter().for_each(|(key, v)| sources(v, &format!("{path}.{key}"), check));
        }
        Value::Array(items) => items.iter().enumerate().for_each(|(i, v)| sources(v, &format!("{path}[{i}]"), check)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn every_citation_names_a_document_of_the_kader_and_lines_that_can_be_looked_up() {
    let kader = shipped();
    let mut cited = 0;
    sources(&serde_json::to_value(&kader).unwrap(), "", &mut |path, bron| {
        let document = bron["document"].as_str().unwrap();
        assert!(document == EIGEN || kader.documenten.contains_key(document), "{path}: {document}");
        let Some(lines) = bron["regels"].as_str() else { return };
        assert_ne!(document, EIGEN, "{path}: our own choice has no lines");
        cited += 1;
        for part in lines.split(", ") {
            let (from, to) = part.split_once('-').unwrap_or((part, part));
            let nr = |x: &str| x.parse::<u32>().unwrap_or_else(|_| panic!("{path}: {lines}"));
            assert!(0 < nr(from) && nr(from) <= nr(to), "{path}: {lines}");
        }
    });
    assert!(cited > 300, "{cited}");
}

/// Review E: decisions of a judge that are no ban have the clock that says so; a safety assessment has five working days, an
/// investigation does not; the clock of a gedragsaanwijzing is the officier's.
#[test]
fn each_measure_has_the_clock_of_its_kind() {
    for id in ["bewaring", "ots", "uithuisplaatsing_kind", "gezag_omgang", "voorlopige_voorzieningen"] {
        assert_eq!(record("maatregelen", id)["klok"], "beslissing_rechter", "{id}");
    }
    for id in ["vw_contactverbod", "straatverbod", "schorsing"] {
        assert_eq!(record("maatregelen", id)["klok"], "verbod_rechter", "{id}");
    }
    assert!(record("maatregelen", "vt_onderzoek")["klok"].is_null());
    assert_eq!(record("klokken", "gedragsaanwijzing")["zoals_gegeven"], true);
    assert!(record("maatregelen", "gedragsaanwijzing")["duur"].is_null(), "at most ninety days, not usually");
    assert_eq!(record("maatregelen", "respijthuis")["voor"], serde_json::json!(["slachtoffer"]));
}

/// Review E: no text of the kader speaks of drawing something out of him, of strife between two, or of stopping him instead
/// of the stalking; and who is at the table only suspected is called so where the meeting reads it aloud.
#[test]
fn the_wording_blames_nobody_for_being_stalked() {
    let kader = shipped();
    let all = prose(&serde_json::to_value(&kader).unwrap()).to_lowercase();
    for line in all.lines() {
        for gone in ["uitlok", "lokt", "strijd over", "met strijd", "stoppen van hem", "vechtscheiding"] {
            assert!(!line.contains(gone), "{line}");
        }
    }
    let asked = kader.blokken.iter().flat_map(|b| &b.punten).flat_map(|p| p.vragen.iter().chain([&p.titel]));
    for text in asked.map(|t| t.as_str().to_lowercase()).filter(|t| t.contains("pleger")) {
        assert!(text.contains("(vermoedelijke) pleger"), "{text}");
    }
}

/// Review E: the series that had no item of the agenda have one, and the hour is still an hour.
#[test]
fn every_series_of_a_moment_has_an_item_and_the_blocks_are_an_hour_together() {
    let kader = shipped();
    let items: Vec<_> = kader.blokken.iter().flat_map(|b| b.punten.iter().map(move |p| (b.fase, p))).collect();
    for (series, block) in [
        ("delen", "Opening"),
        ("principes", "Besluitvorming"),
        ("regelen", "Besluitvorming"),
        ("stalking_kinderen", "Beeldvorming"),
    ] {
        let of = items.iter().find(|(_, p)| p.reeks.as_ref().is_some_and(|r| r.as_str() == series));
        let (fase, punt) = of.unwrap_or_else(|| panic!("{series} has no item"));
        assert_eq!(fase.naam(), block, "{series}");
        assert!(punt.werkblad == Werkblad::Reeks || series == "stalking_kinderen", "{series}");
    }
    assert_eq!(kader.blokken.iter().map(|b| b.minuten).sum::<u32>(), 60);
}

/// Review E: a new incident with somebody who does not stop asks for a SASH, and a report of violence for Veilig Thuis.
#[test]
fn instruments_are_expected_where_their_source_expects_them() {
    let kader = shipped();
    for (instrument, factor) in
        [("sash", "aanhoudend"), ("vt_veiligheidsbeoordeling", "partnergeweld"), ("vt_veiligheidsbeoordeling", "stalking")]
    {
        let i = kader.instrumenten.iter().find(|i| i.id.as_str() == instrument).unwrap();
        assert!(i.verwacht_bij.iter().any(|f| f.as_str() == factor), "{instrument} {factor}");
    }
    // the word that is ours puts no floor under anything
    let vt = kader.instrumenten.iter().find(|i| i.id.as_str() == "vt_veiligheidsbeoordeling").unwrap();
    assert!(vt.velden.iter().all(|v| v.bodem.is_none()));
    let (_, dossier) = crate::dossiers::play(crate::dossiers::CONTROLE, crate::dossiers::start());
    assert!(advies::ondergrens(&dossier, &kader).is_none());
}
