//! A line as who sends it sees it: from sending it over the socket to the answer that it is on disk, beside a bare append and
//! fdatasync of the same bytes on the same disk.

use std::fs::OpenOptions;
use std::io::Write;

use crisistafel::domain::dossier::RegelSoort;
use crisistafel::domain::event::Event;
use crisistafel::domain::ids::RequestId;
use crisistafel::journal::{Envelope, FileJournal, Journal, JournalId};

use super::service::Service;
use super::world::{line, records, stamp};
use super::{compare, each};

/// How many lines are recorded in a round.
const TRIES: usize = 300;

pub(super) fn run() {
    let service = Service::start();
    let mut client = service.asks(1);
    let id = JournalId::Dossier(service.nummer);
    let head = FileJournal::new(service.dir.path()).open(id, stamp(0).op).unwrap().reading.head();
    let envelope: Envelope<Event> = Envelope::next(id, head, stamp(1), vec![line(1)]);
    let bytes = serde_json::to_vec(&envelope).unwrap();
    let mut bare = OpenOptions::new().create(true).append(true).open(service.dir.path().join("bare")).unwrap();
    let mut nr = 0;
    let mut sends = || {
        nr += 1;
        client.does(RequestId(nr).0 << 64, vec![records(nr, RegelSoort::Feit)]);
    };
    let mut appends = || {
        bare.write_all(&bytes).unwrap();
        bare.sync_data().unwrap();
    };
    compare(vec![
        ("the same bytes, bare append and fdatasync".to_owned(), Box::new(|| each(TRIES, &mut appends))),
        ("a line, sent over the socket until its answer".to_owned(), Box::new(|| each(TRIES, &mut sends))),
    ]);
}
