//! Sealed journals: what is written reads back with the keys and with no others, tells nothing without them, and no bit of
//! it can be changed unnoticed. And how a record is cut in parts.

use std::fs;
use std::path::Path;

use crisistafel::crypto::bos::{Sleutelbos, Wijziger};
use crisistafel::crypto::sleutel::Klasse;
use crisistafel::domain::dossier::Dossier;
use crisistafel::domain::event::Event;
use crisistafel::domain::evolve::evolve;
use crisistafel::domain::zicht::openbaar;
use crisistafel::journal::delen::{Delen, VERNIETIGD};
use crisistafel::journal::{Envelope, Fault, FileJournal, Finding, Found, Indeling, Journal, JournalId, record, verify};
use crisistafel::projection::wand::wand;
use crisistafel::report::{self, Aanvraag};
use crisistafel::server::{self, Tafel};
use tempfile::TempDir;

use super::{at, dossier, plain, stamp, tekst};
use crate::zwerm::droog::{self, Droog};
use crate::zwerm::geplant::woorden_in;

const ID: &str = "26-K7M4";

fn wie() -> Wijziger {
    Wijziger { door: tekst("proef"), nu: at(0) }
}

/// An exercise store, as it is made now.
fn store() -> TempDir {
    let dir = TempDir::new().unwrap();
    server::create(&dir.path().join("tafel"), &Tafel::oefening(Vec::new()), &wie()).unwrap();
    dir
}

fn tafel(dir: &TempDir) -> std::path::PathBuf {
    dir.path().join("tafel")
}

/// Records these titles.
fn recorded(journal: &mut dyn Journal, titles: &[&str]) -> Vec<Envelope<Event>> {
    let id = dossier(ID);
    let mut head = journal.open(id, at(0)).unwrap().reading.head();
    let mut all = Vec::new();
    for (nr, title) in (1..).zip(titles) {
        let event = Event::WerktitelGewijzigd { werktitel: tekst(title) };
        let envelope = Envelope::next(id, head, stamp(nr), vec![event]);
        head = record::append(journal, &envelope).unwrap();
        all.push(envelope);
    }
    all
}

/// The bytes of every file below a folder, but the keys of the exercise.
fn bytes_below(dir: &Path) -> Vec<u8> {
    let entries = fs::read_dir(dir).unwrap().map(|e| e.unwrap().path());
    let all = entries.flat_map(|path| if path.is_dir() { bytes_below(&path) } else { fs::read(&path).unwrap() });
    all.collect()
}

#[test]
fn what_is_sealed_reads_back_and_stands_nowhere_in_the_store() {
    let dir = store();
    let secret = ["Wilgenhof zwijgt", "De tante in Zutphen", ""];
    let mut journal = server::journaal(&tafel(&dir), None).unwrap();
    let written = recorded(&mut journal, &secret);
    // another process
    let reading = server::journaal(&tafel(&dir), None).unwrap().read(dossier(ID)).unwrap();
    let read: Vec<_> = record::envelopes::<Event>(dossier(ID), &reading).map(Result::unwrap).collect();
    assert_eq!(read, written);
    let bytes = bytes_below(&tafel(&dir));
    for word in ["Wilgenhof", "Zutphen", "werktitel", "dewit", "De Wit", "notulist"] {
        assert!(!bytes.windows(word.len()).any(|w| w == word.as_bytes()), "{word}");
    }
    // all of one size
    let file = fs::read(tafel(&dir).join(dossier(ID).file())).unwrap();
    assert_eq!(file.len(), 32 + 3 * 2048);
}

#[test]
fn without_the_keys_the_chain_can_be_walked_and_nothing_read() {
    let dir = store();
    let head = {
        let mut journal = server::journaal(&tafel(&dir), None).unwrap();
        recorded(&mut journal, &["een", "twee"]);
        journal.read(dossier(ID)).unwrap().head()
    };
    let reading = FileJournal::new(tafel(&dir)).read(dossier(ID)).unwrap();
    assert_eq!((reading.found(), reading.head()), (&Found::Whole, head));
    let said = record::envelopes::<Event>(dossier(ID), &reading).next().unwrap().unwrap_err().to_string();
    assert!(said.contains("verzegeld"), "{said}");
    // nor with the keys of another store
    let other = store();
    fs::create_dir(tafel(&other).join("dossiers")).unwrap();
    fs::copy(tafel(&dir).join(dossier(ID).file()), tafel(&other).join(dossier(ID).file())).unwrap();
    let mut keys = server::journaal(&tafel(&other), None).unwrap();
    recorded(&mut keys, &[]);
    Journal::sleutels(&keys, dossier(ID), at(0)).unwrap();
    let reports = verify(&server::journaal(&tafel(&other), None).unwrap(), []).unwrap();
    let broken = reports.iter().find(|r| r.id == dossier(ID)).unwrap();
    assert!(broken.findings.iter().any(|f| matches!(f, Finding::Broken(d) if d.to_string().contains("sleutel"))));
}

/// Every bit of a small sealed journal.
#[test]
fn no_bit_can_be_changed_unnoticed() {
    let dir = store();
    let mut journal = server::journaal(&tafel(&dir), None).unwrap();
    recorded(&mut journal, &["een", "twee"]);
    let path = tafel(&dir).join(dossier(ID).file());
    let whole = fs::read(&path).unwrap();
    let head = journal.read(dossier(ID)).unwrap().head();
    for at in 0..whole.len() {
        for bit in 0..8 {
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << bit;
            let reading = crisistafel::journal::scan(dossier(ID), bytes);
            assert!(*reading.found() != Found::Whole && reading.head() != head, "byte {at} bit {bit}");
        }
    }
}

#[test]
fn a_plain_record_gets_into_no_sealed_journal_and_a_plain_journal_takes_no_sealed_one() {
    let dir = store();
    let mut journal = server::journaal(&tafel(&dir), None).unwrap();
    recorded(&mut journal, &["een"]);
    let head = journal.read(dossier(ID)).unwrap().head();
    assert!(matches!(journal.append(dossier(ID), head, &plain("{}")), Err(Fault::Unsealed(_))));
    let old = dossier("26-2222");
    let mut plainly = FileJournal::new(tafel(&dir));
    let start = plainly.open(old, at(0)).unwrap().reading.head();
    plainly.append(old, start, &plain("{}")).unwrap();
    let reading = journal.open(old, at(0)).unwrap().reading;
    assert_eq!(reading.frames().len(), 1);
    let event = Event::WerktitelGewijzigd { werktitel: tekst("nieuw") };
    let envelope = Envelope::next(old, reading.head(), stamp(1), vec![event]);
    assert!(matches!(record::append(&mut journal, &envelope), Err(Fault::Leesbaar(_))));
    assert_eq!(crisistafel::journal::frame::start(old, Indeling::Leesbaar), start);
}

#[test]
fn keys_that_were_destroyed_leave_what_the_others_open() {
    let dir = store();
    let mut journal = server::journaal(&tafel(&dir), None).unwrap();
    recorded(&mut journal, &["Wilgenhof"]);
    let opener = || {
        let path = tafel(&dir).join(crisistafel::crypto::bos::OEFENSLEUTEL);
        let identity = crisistafel::crypto::bestand::lees(&path, crisistafel::crypto::bestand::Hoede::Eigen).unwrap();
        crisistafel::crypto::opener::Opener::Identiteit(identity)
    };
    for (klasse, titel, naam) in [(Klasse::Verhaal, VERNIETIGD, "De Wit"), (Klasse::Kop, VERNIETIGD, VERNIETIGD)] {
        let mut bos = Sleutelbos::open(&tafel(&dir), &opener()).unwrap();
        assert!(bos.vernietig(dossier(ID), &[klasse]));
        bos.bewaar(&tafel(&dir), &wie()).unwrap();
        let reading = server::journaal(&tafel(&dir), None).unwrap().read(dossier(ID)).unwrap();
        let one = record::envelopes::<Event>(dossier(ID), &reading).next().unwrap().unwrap();
        assert_eq!(one.events, [Event::WerktitelGewijzigd { werktitel: tekst(titel) }]);
        assert_eq!(one.stamp.wie.naam.as_str(), naam);
    }
}

/// Records of whole meetings that were made up.
fn records(seeds: std::ops::Range<u64>) -> Vec<Envelope<Event>> {
    let mut all = Vec::new();
    for seed in seeds {
        let mut w = Droog::new(seed);
        for _ in 0..200 {
            w.stap();
        }
        let id = JournalId::Dossier(w.d.nummer);
        let start = crisistafel::journal::frame::start(id, Indeling::Verzegeld);
        all.extend(w.spiegel.feiten().iter().map(|f| Envelope::next(id, start, f.stamp.clone(), f.events.clone())));
    }
    all
}

/// The events in which words stay as long as the decision.
const BLIJFT: [&str; 10] = [
    // recorded also where the narrative is gone
    "bevroren",
    "ontdooid",
    "vernietiging_",
    "regel_vastgelegd",
    "regel_gecorrigeerd",
    "besluit_",
    "inzet_",
    "actie_",
    "klok_",
    // what a decision's line opens repeats its words
    "voorgelegd",
];

#[test]
fn what_is_cut_joins_byte_for_byte_and_reads_whatever_was_destroyed() {
    let mut moved = 0;
    for envelope in records(0..12) {
        let whole = serde_json::to_vec(&envelope).unwrap();
        let cut = Delen::snijd(&envelope).unwrap();
        assert_eq!(cut.voeg().unwrap(), whole);
        for (verhaal, kop) in [(true, false), (false, true), (false, false)] {
            let cut = Delen::snijd(&envelope).unwrap();
            let left = Delen { verhaal: cut.verhaal.filter(|_| verhaal), kop: cut.kop.filter(|_| kop), ..cut };
            let json = left.voeg().unwrap();
            let read: Result<Envelope<Event>, _> = serde_json::from_slice(&json);
            assert!(read.is_ok(), "{:?}: {:?}", envelope.events.first().map(std::mem::discriminant), read.err());
        }
        let skeleton = String::from_utf8(cut.besluit.clone()).unwrap();
        let stays = BLIJFT.iter().any(|kind| skeleton.contains(&format!("\"feit\":\"{kind}")));
        assert!(stays || woorden_in(&skeleton).next().is_none(), "a word stays that should go: {skeleton}");
        let named = [envelope.stamp.wie.naam.as_str(), envelope.stamp.wie.gebruiker.as_str()];
        assert!(!named.iter().any(|name| skeleton.contains(&format!("\"{name}\""))), "{skeleton}");
        moved += woorden_in(&String::from_utf8(cut.verhaal.unwrap()).unwrap()).count();
    }
    assert!(moved > 500, "there was something to move: {moved}");
}

/// A meeting of which the narrative was destroyed is told in every document, and each says what is gone.
#[test]
fn a_meeting_without_its_narrative_is_told_in_every_document_and_says_what_is_gone() {
    let mut gone = 0;
    for seed in 0..8 {
        let all = records(seed..seed + 1);
        let JournalId::Dossier(nummer) = all[0].journal else { panic!() };
        let mut d = Dossier::new(nummer);
        for envelope in all {
            let cut = Delen::snijd(&envelope).unwrap();
            let json = Delen { verhaal: None, ..cut }.voeg().unwrap();
            let read: Envelope<Event> = serde_json::from_slice(&json).unwrap();
            read.events.iter().for_each(|event| evolve(&mut d, &read.stamp, event));
        }
        let (kader, nu) = (droog::kader(), at(0));
        for met_afgeschermd in [true, false] {
            let asked = Aanvraag { dossier: &d, kader, met_afgeschermd, oefening: true, nu, controlepunt: None };
            let mut told = vec![report::toon(&asked, None).alles()];
            told.extend(d.overleggen.iter().filter_map(|o| Some(report::markdown(&report::verslag(&asked, o.nr)?))));
            let walls = d.overleggen.iter().map(|o| wand(&openbaar(&d), o, &kader.kader, 1, nu));
            told.extend(walls.map(|w| serde_json::to_string(&w).unwrap()));
            gone += told.iter().filter(|text| text.contains("vernietigd")).count();
        }
    }
    assert!(gone > 20, "{gone}");
}
