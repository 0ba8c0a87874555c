//! An attack on sizes: somebody has the files of a sealed store and no key. Of ten thousand records they are given how long each
//! is, where it stands, and when its file was written; they learn of one half of the dossiers which kind of record goes with
//! what, and guess the kinds in the other half.
//!
//! ```sh
//! cargo bench --bench aanval
//! ```
//!
//! It ends with a failure where the best of their ways is more than two points better than always guessing the commonest
//! kind. The records are those of made-up meetings, each of its own seed; and, apart, those of the fictitious dossiers.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    dead_code,
    reason = "a bench talks to who runs it, and may end where it fails"
)]

#[path = "../tests/schijf/mod.rs"]
mod schijf;
#[path = "../tests/zwerm/mod.rs"]
mod zwerm;

use std::collections::BTreeMap;
use std::process::ExitCode;

use crisistafel::crypto::bos::Wijziger;
use crisistafel::domain::event::Event;
use crisistafel::domain::rol::Stamp;
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::Tijdstip;
use crisistafel::journal::{Envelope, FileJournal, Journal, JournalId, record};
use crisistafel::server::{self, Tafel};

use zwerm::droog::Droog;

/// How many records there are to guess from and at.
const RECORDS: usize = 10_000;
/// How many steps each meeting has.
const STAPPEN: usize = 200;
/// How much better than the commonest they may be, in points of a hundred.
const BETER_MAX: f64 = 2.0;

/// What somebody without a key sees of a record, and the kind that it is.
struct Gezien {
    bytes: usize,
    plek: usize,
    soort: String,
}

/// The records of one journal, in order.
type Dossier = Vec<Gezien>;
/// What of the records around one is looked at.
type Manier = (&'static str, fn(&[Gezien], usize) -> Vec<usize>);

const MANIEREN: [Manier; 6] = [
    ("its length", |all, at| vec![lang(all, at)]),
    ("its length and that before it", |all, at| vec![lang(all, at), voor(all, at, 1)]),
    ("its length and those around it", |all, at| vec![lang(all, at), voor(all, at, 1), na(all, at, 1)]),
    ("its length and four around it", |all, at| {
        vec![lang(all, at), voor(all, at, 1), na(all, at, 1), voor(all, at, 2), na(all, at, 2)]
    }),
    ("its place", |all, at| vec![all[at].plek.min(30)]),
    ("its place and length, by tens", |all, at| vec![all[at].plek / 10, lang(all, at)]),
];

fn lang(all: &[Gezien], at: usize) -> usize {
    all[at].bytes
}

fn voor(all: &[Gezien], at: usize, by: usize) -> usize {
    at.checked_sub(by).map_or(0, |at| all[at].bytes)
}

fn na(all: &[Gezien], at: usize, by: usize) -> usize {
    all.get(at + by).map_or(0, |seen| seen.bytes)
}

fn commonest<'a>(kinds: impl Iterator<Item = &'a str>) -> String {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    kinds.for_each(|kind| *count.entry(kind).or_default() += 1);
    count.into_iter().max_by_key(|(_, n)| *n).map(|(kind, _)| kind.to_owned()).unwrap_or_default()
}

/// How many of a hundred are guessed right in `proef`, where `leer` was learned from.
fn raak(leer: &[Dossier], proef: &[Dossier], manier: fn(&[Gezien], usize) -> Vec<usize>) -> f64 {
    let mut bekend: BTreeMap<Vec<usize>, Vec<&str>> = BTreeMap::new();
    for all in leer {
        for (at, seen) in all.iter().enumerate() {
            bekend.entry(manier(all, at)).or_default().push(&seen.soort);
        }
    }
    let gokken: BTreeMap<Vec<usize>, String> =
        bekend.into_iter().map(|(key, kinds)| (key, commonest(kinds.into_iter()))).collect();
    let anders = commonest(leer.iter().flatten().map(|seen| seen.soort.as_str()));
    let goed = |all: &Dossier| {
        let gok = |at: usize| gokken.get(&manier(all, at)).unwrap_or(&anders);
        (0..all.len()).filter(|at| *gok(*at) == all[*at].soort).count()
    };
    let count: usize = proef.iter().map(Vec::len).sum();
    100.0 * proef.iter().map(goed).sum::<usize>() as f64 / count as f64
}

/// Seals these records as one journal, and gives what is to be seen of it.
fn verzegeld(journal: &mut FileJournal, id: JournalId, feiten: Vec<(Stamp, Vec<Event>)>) -> Dossier {
    let mut head = journal.open(id, Tijdstip::from_millis(0)).unwrap().reading.head();
    let mut soorten = Vec::new();
    for (stamp, events) in feiten {
        let kind = serde_json::to_value(events.first().unwrap()).unwrap()["feit"].as_str().unwrap().to_owned();
        head = record::append(journal, &Envelope::next(id, head, stamp, events)).unwrap();
        soorten.push(kind);
    }
    let reading = journal.read(id).unwrap();
    let lengten: Vec<usize> = reading.frames().map(|frame| frame.payload.len()).collect();
    soorten.into_iter().zip(lengten).enumerate().map(|(plek, (soort, bytes))| Gezien { bytes, plek, soort }).collect()
}

/// Made-up meetings, until there are enough records.
fn verzonnen(journal: &mut FileJournal) -> Vec<Dossier> {
    let (mut all, mut count) = (Vec::new(), 0);
    for zaad in 0.. {
        if count >= RECORDS {
            break;
        }
        let mut w = Droog::new(zaad);
        (0..STAPPEN).for_each(|_| drop(w.stap()));
        let feiten: Vec<_> = w.spiegel.feiten().iter().map(|f| (f.stamp.clone(), f.events.clone())).collect();
        let id = JournalId::Dossier(crisistafel::domain::ids::DossierNummer::pick(2026, zaad.into()));
        let seen = verzegeld(journal, id, feiten);
        count += seen.len();
        all.push(seen);
    }
    all
}

fn main() -> ExitCode {
    let dir = tempfile::tempdir().unwrap();
    let store = dir.path().join("tafel");
    let wie = Wijziger { door: Tekst::from("proef"), nu: Tijdstip::from_millis(0) };
    server::create(&store, &Tafel::oefening(Vec::new()), &wie).unwrap();
    let mut journal = server::journaal(&store, None).unwrap();
    let all = verzonnen(&mut journal);
    let (leer, proef) = all.split_at(all.len() / 2);
    let kinds = |of: &[Dossier]| -> Vec<String> { of.iter().flatten().map(|seen| seen.soort.clone()).collect() };
    let (learned, tried) = (kinds(leer), kinds(proef));
    let gewoonst = commonest(learned.iter().map(String::as_str));
    let altijd = 100.0 * tried.iter().filter(|kind| **kind == gewoonst).count() as f64 / tried.len() as f64;
    let mut lengten: BTreeMap<usize, usize> = BTreeMap::new();
    all.iter().flatten().for_each(|seen| *lengten.entry(seen.bytes).or_default() += 1);
    println!(
        "{} records of {} dossiers; learned of {}, tried on {}",
        learned.len() + tried.len(),
        all.len(),
        learned.len(),
        tried.len()
    );
    println!("payloads by length: {lengten:?}");
    println!("always '{gewoonst}': {altijd:.1} of a hundred");
    let mut beste: f64 = 0.0;
    for (naam, manier) in MANIEREN {
        let goed = raak(leer, proef, manier);
        println!("by {naam}: {goed:.1} ({:+.1})", goed - altijd);
        beste = beste.max(goed);
    }
    if beste - altijd > BETER_MAX { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
