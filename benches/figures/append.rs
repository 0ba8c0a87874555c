//! A durable append beside a bare append and fdatasync of the same bytes on the same disk, in turn.

use std::fs::OpenOptions;
use std::io::Write;
use std::time::Instant;

use crisistafel::domain::event::Event;
use crisistafel::journal::record;
use crisistafel::journal::{Envelope, FileJournal, Journal, JournalId};

use super::row;
use super::world::{line, stamp};

const TRIES: u128 = 3000;

pub(super) fn run() {
    let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let mut journal = FileJournal::new(dir.path());
    let id = JournalId::Dossier("26-K7M4".parse().unwrap());
    let mut head = journal.open(id, stamp(0).op).unwrap().reading.head();
    let mut bare = OpenOptions::new().create(true).append(true).open(dir.path().join("bare")).unwrap();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for nr in 1..=TRIES {
        let envelope: Envelope<Event> = Envelope::next(id, head, stamp(nr), vec![line(nr)]);
        let bytes = serde_json::to_vec(&envelope).unwrap();
        let begin = Instant::now();
        bare.write_all(&bytes).unwrap();
        bare.sync_data().unwrap();
        theirs.push(begin.elapsed());
        let begin = Instant::now();
        head = record::append(&mut journal, &envelope).unwrap();
        ours.push(begin.elapsed());
    }
    row("append: a line, durable, in the journal", ours);
    row("append: the same bytes, bare append + fdatasync", theirs);
}
