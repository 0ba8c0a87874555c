//! The golden journals in `fixtures/journals/` load and export as they always did, whatever the program has become.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use crisistafel::domain::dossier::{ActieStatus, Dossier, DossierStatus, Fase};
use crisistafel::domain::event::Event;
use crisistafel::domain::evolve::evolve;
use crisistafel::domain::ids::{ActieId, OverlegNr, RegelId};
use crisistafel::journal::disk::MemoryDisk;
use crisistafel::journal::{FORMAT, FileJournal, Journal, JournalId, Reading, export, record, verify};

use super::recipe::golden_store;
use super::stores::Store;
use super::{append_all, dossier};

/// A golden store; they are never written to.
fn golden(version: u32) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/journals/v{version}"))
}

fn ids() -> [JournalId; 2] {
    [JournalId::Organisatie, dossier("26-K7M4")]
}

fn exported(reading: &Reading) -> String {
    let mut lines = Vec::new();
    export(reading, &mut lines).unwrap();
    String::from_utf8(lines).unwrap()
}

#[test]
fn the_golden_journals_of_every_format_are_whole_and_export_byte_for_byte() {
    for version in 1..=FORMAT {
        let journal = FileJournal::new(golden(version));
        assert_eq!(journal.list().unwrap(), ids());
        for report in verify(&journal, []).unwrap() {
            assert!(report.is_whole(), "v{version} {}: {:?}", report.id, report.findings);
            let lines = fs::read_to_string(golden(version).join(report.id.file()).with_extension("jsonl")).unwrap();
            assert_eq!(exported(&journal.read(report.id).unwrap()), lines, "v{version} {}", report.id);
        }
    }
}

#[test]
fn a_golden_dossier_of_every_format_replays_to_the_same_state() {
    for version in 1..=FORMAT {
        let reading = FileJournal::new(golden(version)).read(dossier("26-K7M4")).unwrap();
        let mut state = Dossier::new("26-K7M4".parse().unwrap());
        for envelope in record::envelopes::<Event>(dossier("26-K7M4"), &reading) {
            let envelope = envelope.unwrap();
            envelope.events.iter().for_each(|event| evolve(&mut state, &envelope.stamp, event));
        }
        let overleg = state.overleg(OverlegNr(1)).unwrap();
        assert_eq!((state.status, overleg.fase), (DossierStatus::Informatiebeeld, Fase::Gesloten));
        assert_eq!(state.regels[&RegelId(2)].inhoud.tekst.as_str(), "Hij slaapt bij een vriend");
        assert_eq!(state.acties[&ActieId(1)].status, ActieStatus::Gedaan);
        assert_eq!((state.regels.len(), state.vragen.len(), state.besluiten.len()), (7, 2, 1));
        assert!(overleg.vastgesteld.is_some());
    }
}

#[test]
fn every_kind_of_event_occurs_in_the_golden_dossier() {
    let lines = fs::read_to_string(golden(1).join("dossiers/26-K7M4.jsonl")).unwrap();
    let kinds: BTreeSet<&str> = lines.split(r#""feit":""#).skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(kinds.len(), 50, "{kinds:?}");
}

/// The way of writing is part of the format: where this fails without a new number of the format, the change is wrong.
/// For a new format (see `fixtures/journals/README.md`) the files to add are left in the folder that it names.
#[test]
fn what_is_written_today_is_the_newest_golden_journal_byte_for_byte() {
    let made = golden_store();
    let mut differs = Vec::new();
    for id in ids() {
        let lines = exported(&made.journal().read(id).unwrap()).into_bytes();
        for (file, bytes) in [(id.file(), made.bytes(&id.file()).unwrap()), (id.file().with_extension("jsonl"), lines)] {
            if fs::read(golden(FORMAT).join(&file)).ok().as_ref() != Some(&bytes) {
                let left = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("journals/v{FORMAT}")).join(&file);
                fs::create_dir_all(left.parent().unwrap()).unwrap();
                fs::write(&left, bytes).unwrap();
                differs.push(left);
            }
        }
    }
    assert!(differs.is_empty(), "not as in {}: {differs:?}", golden(FORMAT).display());
}

#[test]
fn an_export_lets_no_control_or_direction_character_out() {
    let (store, id) = (MemoryDisk::default(), dossier("26-K7M4"));
    append_all(&mut *store.journal(), id, &["{\"a\":\n\"\u{9b}31m\u{202e}\u{e0041}\u{7f}é\"}", "{}"]);
    let expected = "{\"a\": \"\\u009b31m\\u202e\\udb40\\udc41\\u007fé\"}\n{}\n";
    assert_eq!(exported(&store.journal().read(id).unwrap()), expected);
    let text: serde_json::Value = serde_json::from_str(expected.lines().next().unwrap()).unwrap();
    assert_eq!(text["a"], "\u{9b}31m\u{202e}\u{e0041}\u{7f}é");
}
