//! The golden journals in `fixtures/journals/` load and export as they always did, whatever the program has become.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use crisistafel::domain::dossier::{ActieStatus, Dossier, DossierStatus, Fase, InzetStatus};
use crisistafel::domain::event::Event;
use crisistafel::domain::evolve::evolve;
use crisistafel::domain::ids::{ActieId, OverlegNr, RegelId};
use crisistafel::journal::{FORMAT, FileJournal, Journal, JournalId, Reading, export, record, verify};

use super::recipe::golden_store;
use super::recipe_einde::end_store;
use super::recipe_informatie::informatie_store;
use super::recipe_kader::kader_store;
use super::recipe_melding::melding_store;
use super::recipe_toegang::{access_store, need_store};
use super::stores::Store;
use super::{append_all, dossier};
use crate::schijf::MemoryDisk;

/// Makes a golden store by the code of today.
type Make = fn() -> MemoryDisk;

/// Every golden store of today's format, with what makes it: the kinds of events that there were first, those that came
/// with the kader, those of access, those of access in need, those of the end, those of meldingen and persons, and those of
/// the informatiebeeld.
const STORES: [(&str, Make); 7] = [
    ("v1", golden_store),
    ("v1-informatie", informatie_store),
    ("v1-kader", kader_store),
    ("v1-melding", melding_store),
    ("v1-nood", need_store),
    ("v1-toegang", access_store),
    ("v1-einde", end_store),
];

/// A golden store; they are never written to.
fn golden(folder: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/journals").join(folder)
}

fn ids() -> [JournalId; 2] {
    [JournalId::Organisatie, dossier("26-K7M4")]
}

fn exported(id: JournalId, reading: &Reading) -> String {
    let mut lines = Vec::new();
    export(id, reading, &mut lines).unwrap();
    String::from_utf8(lines).unwrap()
}

#[test]
fn the_golden_journals_of_every_format_are_whole_and_export_byte_for_byte() {
    let entries = fs::read_dir(golden("")).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    // what begins with v2 is sealed, and has its tests in `golden_verzegeld`
    let folders: BTreeSet<String> = entries.filter(|name| name != "README.md" && !name.starts_with("v2")).collect();
    assert_eq!(folders, STORES.iter().map(|(folder, _)| (*folder).to_owned()).collect());
    for folder in folders {
        let journal = FileJournal::new(golden(&folder));
        assert_eq!(journal.list().unwrap(), ids());
        for report in verify(&journal, []).unwrap() {
            assert!(report.is_whole(), "{folder} {}: {:?}", report.id, report.findings);
            let lines = fs::read_to_string(golden(&folder).join(report.id.file()).with_extension("jsonl")).unwrap();
            assert_eq!(exported(report.id, &journal.read(report.id).unwrap()), lines, "{folder} {}", report.id);
        }
    }
}

#[test]
fn a_golden_dossier_of_every_format_replays_to_the_same_state() {
    for version in 1..=FORMAT {
        let state = replayed(&format!("v{version}"));
        let overleg = state.overleg(OverlegNr(1)).unwrap();
        assert_eq!((state.status, overleg.fase), (DossierStatus::Informatiebeeld, Fase::Gesloten));
        assert_eq!(state.regels[&RegelId::open(2)].inhoud.tekst.as_str(), "Hij slaapt bij een vriend");
        assert_eq!(state.acties[&ActieId(1)].status, ActieStatus::Gedaan);
        assert_eq!((state.regels.len(), state.vragen.len(), state.besluiten.len()), (7, 2, 1));
        assert!(overleg.vastgesteld.is_some());
    }
}

/// The state that a golden dossier leads to.
fn replayed(folder: &str) -> Dossier {
    let reading = FileJournal::new(golden(folder)).read(dossier("26-K7M4")).unwrap();
    let mut state = Dossier::new("26-K7M4".parse().unwrap());
    for envelope in record::envelopes::<Event>(dossier("26-K7M4"), &reading) {
        let envelope = envelope.unwrap();
        envelope.events.iter().for_each(|event| evolve(&mut state, &envelope.stamp, event));
    }
    state
}

#[test]
fn the_golden_dossier_with_a_kader_replays_to_what_was_weighed_and_decided() {
    let state = replayed("v1-kader");
    let o = state.overleg(OverlegNr(1)).unwrap();
    let a = &o.afweging;
    assert_eq!((a.wegingen.len(), a.scenarios.len(), a.criteria.len(), a.opzij.len()), (1, 1, 1, 1));
    assert_eq!((a.vaststellingen.len(), a.besproken.len(), a.momenten.len(), a.opschaling.len()), (1, 1, 1, 1));
    assert!(a.rondes[0].onthuld.is_some() && o.oordelen.len() == 1 && o.verteld.len() == 1);
    let inzet = state.inzetten.values().next().unwrap();
    assert_eq!((inzet.status, inzet.schendingen.len(), inzet.hoort_bij.len()), (InzetStatus::Geschonden, 1, 1));
    assert!(state.voorleggers.values().all(|v| v.antwoord.is_some()));
    assert_eq!((state.uitkomsten.len(), state.herbeoordelen.len(), state.klokken.len()), (1, 1, 1));
    assert!(state.klokken.values().all(|k| !k.loopt()));
}

#[test]
fn the_golden_dossier_of_access_replays_to_who_was_let_in() {
    let state = replayed("v1-toegang");
    let all: Vec<_> = state.toegang.iter().map(|t| (t.toegang.gebruiker.as_str(), t.ingetrokken.is_some())).collect();
    assert_eq!(all, [("bkuiper", false), ("jmaas", true)]);
}

#[test]
fn the_golden_dossier_of_need_replays_to_what_was_taken_and_what_somebody_said_of_it() {
    let state = replayed("v1-nood");
    let said = |t: &crisistafel::domain::dossier::GegevenToegang| t.beoordeeld.as_ref().map(|b| b.akkoord);
    let all: Vec<_> = state.toegang.iter().map(|t| (t.toegang.nood, said(t), t.ingetrokken.is_some())).collect();
    assert_eq!(all, [(true, Some(true), false), (true, Some(false), true)]);
}

#[test]
fn the_golden_dossier_of_meldingen_replays_to_who_reported_and_who_is_involved() {
    let state = replayed("v1-melding");
    let meldingen: Vec<_> = state.meldingen.values().map(|m| (m.id.to_string(), m.stand.staat())).collect();
    assert_eq!(meldingen, [("G1".to_owned(), false), ("G-x1".to_owned(), true)]);
    let zij = state.betrokkenen.values().next().unwrap();
    assert_eq!((zij.geheim.codewoord.as_str(), zij.naam_verborgen, zij.stand.afgeschermd), ("blauwe fiets", true, true));
    assert!(state.open_112().is_none());
}

#[test]
fn the_golden_dossier_between_meetings_replays_to_who_answered_and_what_was_recorded_there() {
    let state = replayed("v1-informatie");
    let said = |i: &crisistafel::domain::dossier::Informatieverzoek| i.antwoord().map(|a| a.inhoud.is_some());
    let all: Vec<_> = state.informatie.values().map(|i| (said(i), i.ingetrokken.is_some())).collect();
    assert_eq!(all, [(Some(true), false), (None, true)]);
    let lines: Vec<_> = state.regels_van(OverlegNr::DOSSIER).map(|r| r.inhoud.tekst.as_str()).collect();
    assert_eq!(lines, ["Hij stond bij de school"]);
}

#[test]
fn the_golden_dossier_of_the_end_replays_to_what_two_people_agreed_on() {
    let state = replayed("v1-einde");
    let v = state.vernietiging.unwrap();
    let by = [Some(v.voorgesteld), v.akkoord].map(|gezet| gezet.unwrap().door.gebruiker.to_string());
    assert!(state.bevroren.is_none() && state.afgesloten.is_some() && by[0] != by[1], "{by:?}");
    assert_eq!(v.grond.as_str(), "besluit archivaris 12");
}

#[test]
fn every_kind_of_event_occurs_in_the_golden_dossiers() {
    let kinds = |folder: &str| -> BTreeSet<String> {
        let lines = fs::read_to_string(golden(folder).join("dossiers/26-K7M4.jsonl")).unwrap();
        lines.split(r#""feit":""#).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
    };
    let (first, later) = (kinds("v1"), kinds("v1-kader"));
    assert_eq!(first.len(), 50, "{first:?}");
    let new: Vec<_> = later.difference(&first).collect();
    assert_eq!(new.len(), 25, "{new:?}");
    let known: BTreeSet<String> = first.union(&later).cloned().collect();
    let access: Vec<_> = kinds("v1-toegang").difference(&known).cloned().collect();
    assert_eq!(access, ["toegang_gegeven", "toegang_ingetrokken"]);
    let known: BTreeSet<String> = known.union(&kinds("v1-toegang")).cloned().collect();
    let need: Vec<_> = kinds("v1-nood").difference(&known).cloned().collect();
    assert_eq!(need, ["noodtoegang_beoordeeld", "noodtoegang_genomen"]);
    let alone: Vec<_> = kinds("v1-melding").difference(&known).cloned().collect();
    assert_eq!(
        alone,
        [
            "betrokkene_aangevuld",
            "betrokkene_genoteerd",
            "geheim_genoteerd",
            "melding_aangevuld",
            "melding_genoteerd",
            "stuk_afgeschermd",
            "stuk_ingetrokken",
            "stuk_vrijgegeven",
            "uitkomst_112_genoteerd"
        ]
    );
    let informatie: Vec<_> = kinds("v1-informatie").difference(&known).cloned().collect();
    assert_eq!(
        informatie,
        [
            "beeldvraag_beantwoord",
            "informatie_beantwoord",
            "informatie_gevraagd",
            "informatie_ingetrokken",
            "informatie_inhoud",
            "informatie_verzet"
        ]
    );
    let end: Vec<_> = kinds("v1-einde").difference(&known).cloned().collect();
    assert_eq!(end, ["bevroren", "ontdooid", "vernietiging_goedgekeurd", "vernietiging_voorgesteld"]);
}

/// The way of writing is part of the format: where this fails without a new number of the format, the change is wrong.
/// For a new format (see `fixtures/journals/README.md`) the files to add are left in the folder that it names.
#[test]
fn what_is_written_today_is_the_newest_golden_journal_byte_for_byte() {
    let mut differs = Vec::new();
    for (folder, make) in STORES {
        let made = make();
        for id in ids() {
            let lines = exported(id, &made.journal().read(id).unwrap()).into_bytes();
            for (file, bytes) in [(id.file(), made.bytes(&id.file()).unwrap()), (id.file().with_extension("jsonl"), lines)]
            {
                if fs::read(golden(folder).join(&file)).ok().as_ref() != Some(&bytes) {
                    let left = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("journals").join(folder).join(&file);
                    fs::create_dir_all(left.parent().unwrap()).unwrap();
                    fs::write(&left, bytes).unwrap();
                    differs.push(left);
                }
            }
        }
    }
    assert!(differs.is_empty(), "not as in {}: {differs:?}", golden("").display());
}

#[test]
fn an_export_lets_no_control_or_direction_character_out() {
    let (store, id) = (MemoryDisk::default(), dossier("26-K7M4"));
    append_all(&mut *store.journal(), id, &["{\"a\":\n\"\u{9b}31m\u{202e}\u{e0041}\u{7f}é\"}", "{}"]);
    let expected = "{\"a\": \"\\u009b31m\\u202e\\udb40\\udc41\\u007fé\"}\n{}\n";
    assert_eq!(exported(id, &store.journal().read(id).unwrap()), expected);
    let text: serde_json::Value = serde_json::from_str(expected.lines().next().unwrap()).unwrap();
    assert_eq!(text["a"], "\u{9b}31m\u{202e}\u{e0041}\u{7f}é");
}
