//! A durable append, sealed and plain, beside a bare append and fdatasync of as many bytes on the same disk, in turn.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::time::Instant;

use crisistafel::domain::event::Event;
use crisistafel::journal::record;
use crisistafel::journal::{Envelope, FileJournal, Head, Journal, JournalId};

use super::row;
use super::world::{line, sealed_store, stamp};

const TRIES: u128 = 3000;

pub(super) fn run() {
    let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let id = JournalId::Dossier("26-K7M4".parse().unwrap());
    let (store, mut sealed) = sealed_store(dir.path());
    let mut plain = FileJournal::new(dir.path());
    let mut heads = [&mut sealed, &mut plain].map(|j| j.open(id, stamp(0).op).unwrap().reading.head());
    let mut bare = OpenOptions::new().create(true).append(true).open(dir.path().join("bare")).unwrap();
    let mut times = [const { Vec::new() }; 3];
    let file = store.join(id.file());
    for nr in 1..=TRIES {
        let before = fs::metadata(&file).map_or(0, |m| m.len());
        let append = |journal: &mut FileJournal, head: &mut Head| {
            let envelope: Envelope<Event> = Envelope::next(id, *head, stamp(nr), vec![line(nr)]);
            let begin = Instant::now();
            *head = record::append(journal, &envelope).unwrap();
            begin.elapsed()
        };
        times[0].push(append(&mut sealed, &mut heads[0]));
        times[1].push(append(&mut plain, &mut heads[1]));
        let bytes = vec![b'x'; usize::try_from(fs::metadata(&file).unwrap().len() - before).unwrap()];
        let begin = Instant::now();
        bare.write_all(&bytes).unwrap();
        bare.sync_data().unwrap();
        times[2].push(begin.elapsed());
    }
    let [sealed, plain, bare] = times;
    row("append: a line, durable, sealed, in the journal", sealed);
    row("append: the same line in a plain journal", plain);
    row("append: as many bytes as sealed, bare append + fdatasync", bare);
}
