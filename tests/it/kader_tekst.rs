//! What is printed of a kader: it fits the narrowest terminal, names every source, and says what to do.

use std::collections::BTreeMap;

use crisistafel::kader::{self, tekst};

const COLUMNS: usize = 80;

fn fits(text: &str) {
    for line in text.lines() {
        assert!(line.chars().count() <= COLUMNS && line.trim_end() == line, "{line:?}");
        assert!(!line.chars().any(char::is_control), "{line:?}");
    }
    assert!(text.ends_with('\n'));
}

/// The text without its line breaks, so that a sentence is found however it was broken.
fn flowing(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn one(name: &str, text: &str) -> BTreeMap<String, String> {
    BTreeMap::from([(name.to_owned(), text.to_owned())])
}

#[test]
fn a_kader_in_brief_names_every_list_with_licence_version_and_source() {
    let geldend = kader::ingebouwd().unwrap();
    let text = tekst::toon(&geldend);
    fits(&text);
    let flat = flowing(&text);
    for list in &geldend.kader.lijsten {
        for part in [&list.titel, &list.licentie, &list.versie] {
            assert!(flat.contains(&flowing(part.as_str())), "{part}");
        }
    }
    for document in geldend.kader.documenten.values() {
        assert!(flat.contains(&flowing(document.titel.as_str())), "{}", document.titel);
    }
    assert!(text.contains(&geldend.hash.to_string()));
    for said in ["Criteria voor de burgemeester: generiek", "Te toetsen door een jurist: ", "De vragen zitten er niet in."]
    {
        assert!(flat.contains(said), "{said}");
    }
}

#[test]
fn a_kader_in_full_holds_every_item_and_everything_that_a_lawyer_checks() {
    let geldend = kader::ingebouwd().unwrap();
    let text = tekst::toon_alles(&geldend);
    fits(&text);
    let (flat, k) = (flowing(&text), &geldend.kader);
    let items = k.lijsten.iter().flat_map(|l| &l.items).map(|i| &i.tekst);
    let law = k.maatregelen.iter().flat_map(|m| [&m.grond, &m.te_toetsen]);
    let clocks = k.klokken.iter().flat_map(|c| [&c.naam, &c.te_toetsen]);
    let grounds = k.gronden.iter().flat_map(|g| [&g.grond, &g.te_toetsen]);
    let gates = k.poorten.iter().map(|p| &p.melding);
    for part in items.chain(law).chain(clocks).chain(grounds).chain(gates) {
        assert!(flat.contains(&flowing(part.as_str())), "{part}");
    }
    assert!(flat.contains("Lengte: 10 dagen, tot op het uur Hoogstens: 28 dagen, tot op het uur"));
    assert!(flat.contains("Lengte: 6 uur of 9 uur"));
}

#[test]
fn a_good_kader_is_told_what_is_its_own_and_what_comes_along() {
    let text = shipped_with_levels();
    let said = tekst::controleer(&one("niveaus.toml", &text)).unwrap();
    fits(&said);
    let flat = flowing(&said);
    assert!(said.starts_with("Dit kader klopt.\n"));
    assert!(flat.contains("Uw bestanden: niveaus.toml Meegeleverd: kader.toml, agenda.toml"));
    assert!(!flat.contains("Niveaus: eigen keuze"), "the levels are theirs");
    assert!(flat.contains("Criteria voor de burgemeester: generiek"));
}

fn shipped_with_levels() -> String {
    let (_, text) = kader::BESTANDEN.iter().find(|(n, _)| *n == "niveaus.toml").unwrap();
    text.replace("\"laag\"", "\"beperkt\"")
}

#[test]
fn a_bad_kader_is_told_everything_with_file_line_and_remedy() {
    let said = tekst::controleer(&one("niveaus.toml", "[[niveaus]]\nid = \"hoog\"\n")).unwrap_err();
    fits(&said);
    assert_eq!(
        said,
        "Dit kader klopt niet: 2 problemen.\n\
         \n\
         niveaus.toml, regel 1\n  \
           Wat: een niveau mist 'naam'\n  \
           Doe: voeg toe: naam = \"...\"\n\
         \n\
         niveaus.toml, regel 1\n  \
           Wat: er zijn minder dan twee niveaus\n  \
           Doe: noem er minstens twee, het laagste eerst\n"
    );
}

#[test]
fn hostile_files_do_not_break_the_lines() {
    let text = format!("\"{}\" = 1\n\"\\u001b[2J\" = 2\n", "x".repeat(300));
    let said = tekst::controleer(&one(&"y".repeat(200), &text)).unwrap_err();
    fits(&said);
    let said = tekst::controleer(&one("agenda.toml", &text)).unwrap_err();
    fits(&said);
}
