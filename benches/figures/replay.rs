//! Reading 50,000 records back: from the file to the state of the dossier.

use std::time::Instant;

use crisistafel::domain::dossier::Dossier;
use crisistafel::domain::event::Event;
use crisistafel::domain::evolve::evolve;
use crisistafel::journal::record::{self, all_envelopes};
use crisistafel::journal::{Envelope, FileJournal, Journal, JournalId};

use super::row;
use super::world::{line, meeting, sealed_store, stamp};

const RECORDS: u128 = 50_000;

pub(super) fn run() {
    let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let (_, sealed) = sealed_store(dir.path());
    // how it is written is not what is measured: synced once
    read_back("replay: 50,000 records, sealed, file to state", sealed.met_uitstel());
    read_back("replay: the same in a plain journal", FileJournal::new(dir.path()).met_uitstel());
}

fn read_back(name: &'static str, mut journal: FileJournal) {
    let id = JournalId::Dossier("26-K7M4".parse().unwrap());
    let mut head = journal.open(id, stamp(0).op).unwrap().reading.head();
    for nr in 1..=RECORDS {
        let events = if nr == 1 { meeting() } else { vec![line(nr)] };
        head = record::append(&mut journal, &Envelope::next(id, head, stamp(nr), events)).unwrap();
    }
    journal.sync(id).unwrap();
    let mut times = Vec::new();
    for _ in 0..10 {
        let begin = Instant::now();
        let reading = journal.read(id).unwrap();
        let mut d = Dossier::new("26-K7M4".parse().unwrap());
        for envelope in all_envelopes::<Event>(id, &reading) {
            let envelope = envelope.unwrap();
            for event in &envelope.events {
                evolve(&mut d, &envelope.stamp, event);
            }
        }
        times.push(begin.elapsed());
        assert_eq!(d.regels.len() as u128, RECORDS - 1);
    }
    row(name, times);
}
