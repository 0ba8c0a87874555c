//! What the indexer does when it falls behind, is stopped, or is asked meanwhile.

use std::sync::Mutex;

use super::*;
use crate::crypto::Stored;
use crate::crypto::bos::Journaalsleutels;
use crate::domain::dossier::Dossier;
use crate::domain::event::Event;
use crate::domain::rol::{Actor, Rol, Stamp};
use crate::domain::scherm::Kijker;
use crate::domain::tijd::Tijdstip;
use crate::journal::{Envelope, Fault, FileJournal, Head, Opened as Geopend, Reading, record};
use crate::projection::rij;
use crate::server::access::Ziet;
use crate::server::clerk::PeerId;

/// Journals that tell when they are read, and list and give nothing before they may.
struct Told {
    files: FileJournal,
    may_list: Mutex<Receiver<()>>,
    reads: SyncSender<JournalId>,
    may_read: Mutex<Receiver<()>>,
}

impl Journal for Told {
    fn list(&self) -> Result<Vec<JournalId>, Fault> {
        self.may_list.lock().unwrap().recv().unwrap();
        self.files.list()
    }

    fn read(&self, id: JournalId) -> Result<Reading, Fault> {
        self.reads.send(id).unwrap();
        // whoever lets it read at all lets it read on
        let _ = self.may_read.lock().unwrap().recv();
        self.files.read(id)
    }

    fn ready(&mut self, id: JournalId, reading: Reading, now: Tijdstip) -> Result<Geopend, Fault> {
        self.files.ready(id, reading, now)
    }

    fn append(&mut self, id: JournalId, after: Head, payload: &Stored) -> Result<Head, Fault> {
        self.files.append(id, after, payload)
    }

    fn vernietig(&mut self, id: JournalId) -> Result<(), Fault> {
        self.files.vernietig(id)
    }

    fn sleutels(&self, id: JournalId, nu: Tijdstip) -> Result<Option<Arc<Journaalsleutels>>, Fault> {
        self.files.sleutels(id, nu)
    }
}

/// An indexer that fills from the journals in `dir`, and the ends of its journals: may list, reads, may read.
type Ends = (SyncSender<()>, Receiver<JournalId>, SyncSender<()>);

fn fills(dir: &std::path::Path, answer: Answer) -> (Indexer, Ends) {
    fills_and_says(dir, answer, Box::new(|_| {}))
}

fn fills_and_says(dir: &std::path::Path, answer: Answer, notice: Box<dyn Fn(String) + Send>) -> (Indexer, Ends) {
    let place = (dir.join("leesmodel"), dir.join("aan-het-werk"));
    let register = Registersleutels::van(None);
    let (model, _) = ReadModel::open(&place.0, &place.1, &register).unwrap();
    let ((go, may_list), (reads, read), (on, may_read)) = (sync_channel(1), sync_channel(64), sync_channel(64));
    let (may_list, may_read) = (Mutex::new(may_list), Mutex::new(may_read));
    let journal = Box::new(Told { files: FileJournal::new(dir), may_list, reads, may_read });
    let naslag: Option<Box<dyn Journal>> = None;
    let (toegang, in_need) = (Box::new(|_, _, _| {}), Box::new(|_, _| {}));
    let source = Source { place, register, journal, naslag, notice, answer, in_need, toegang };
    (Indexer::start(model, ModelState::Rebuild(Reason::New), source).unwrap(), (go, read, on))
}

/// A dossier with one record, and its rows.
fn dossier(dir: &std::path::Path, nummer: DossierNummer) -> Rijen {
    let op = Tijdstip::from_millis(1_795_000_000_000);
    let wie = Actor { gebruiker: "dewit".into(), naam: "De Wit".into(), rol: Rol::Notulist, organisatie: None };
    let stamp = Stamp { op, wie, verzoek: crate::domain::ids::RequestId(1) };
    let mut files = FileJournal::new(dir);
    let id = JournalId::Dossier(nummer);
    let head = files.open(id, op).unwrap().reading.head();
    let event = Event::DossierGeopend { nummer, werktitel: "Proef".into() };
    let head = record::append(&mut files, &Envelope::next(id, head, stamp, vec![event])).unwrap();
    rij::alle(&Dossier::new(nummer), op.into(), Hoofd { seq: head.seq, hash: head.hash.to_string() })
}

/// Review H, cause 1: 49 rebuilds in two minutes.
#[test]
fn however_much_falls_behind_it_is_read_off_once() {
    let dir = tempfile::tempdir().unwrap();
    let nummer: DossierNummer = "26-K7M4".parse().unwrap();
    let (rows, id) = (dossier(dir.path(), nummer), JournalId::Dossier(nummer));
    let (indexer, (go, read, on)) = fills(dir.path(), Arc::new(|_, _| {}));
    (0..3 * QUEUE_MAX).for_each(|_| indexer.update(rows.clone()));
    go.send(()).unwrap();
    drop(on);
    assert_eq!((read.recv(), read.recv()), (Ok(id), Ok(id)), "the fill, and what fell behind");
    drop(indexer);
    assert!(read.recv().is_err(), "nothing is read a third time");
}

/// Who may see some dossiers, or one, was told how many there are: `75 van 300`.
#[test]
fn how_far_a_long_fill_is_is_said_without_saying_how_many_dossiers_there_are() {
    let dir = tempfile::tempdir().unwrap();
    (1..=120).for_each(|nr| drop(dossier(dir.path(), DossierNummer::pick(2026, nr))));
    let (says, said) = sync_channel(16);
    let (indexer, (go, read, on)) =
        fills_and_says(dir.path(), Arc::new(|_, _| {}), Box::new(move |text| says.send(text).unwrap()));
    go.send(()).unwrap();
    drop(on);
    (1..=120).for_each(|_| assert!(read.recv().is_ok()));
    let said: Vec<String> = (0..5).map(|_| said.recv().unwrap()).collect();
    drop(indexer);
    assert!(said.windows(2).all(|two| two[0] != two[1]) && said[4] == "de zoekindex is opgebouwd", "{said:?}");
    assert!(!said.iter().any(|s| s.contains("120") || s.contains(" van ")), "{said:?}");
}

/// Issue 7, part 6: who looks something up does not wait until all that fell behind is read off again.
#[test]
fn who_asks_is_answered_between_two_dossiers_that_fell_behind() {
    let dir = tempfile::tempdir().unwrap();
    let both = [1, 2].map(|nr| dossier(dir.path(), DossierNummer::pick(2026, nr)));
    let (answers, answered) = sync_channel(1);
    let (indexer, (go, read, on)) =
        fills(dir.path(), Arc::new(move |question: Question, _| answers.send(question.peer).unwrap()));
    for _ in 0..2 * QUEUE_MAX {
        for rows in &both {
            indexer.update(rows.clone());
        }
    }
    go.send(()).unwrap();
    // the fill reads both; then the first of those that fell behind is being read
    for _ in 0..2 {
        read.recv().unwrap();
        on.send(()).unwrap();
    }
    read.recv().unwrap();
    asks(&indexer, None, Raadpleging::Dossiers);
    on.send(()).unwrap();
    read.recv().unwrap();
    assert_eq!(answered.recv(), Ok(PeerId(7)), "before the second is read");
    drop(on);
    drop(indexer);
}

/// Asks something for who may see these dossiers; none means all.
fn asks(indexer: &Indexer, tafel: Option<Vec<DossierNummer>>, vraag: Raadpleging) {
    let ziet = Ziet { tafel, kijker: Kijker::IEDEREEN, gegeven: BTreeMap::new() };
    let question = Question { peer: PeerId(7), nr: 1, vraag, ziet };
    assert!(indexer.ask(Inquiry { question, _place: None }).is_none(), "there is room");
}

/// The messages that are sent, as text.
fn heard() -> (Answer, Receiver<String>) {
    let (told, hears) = sync_channel(64);
    (
        Arc::new(move |_, answered: Answered| told.send(String::from_utf8_lossy(&answered.bytes).into_owned()).unwrap()),
        hears,
    )
}

/// Issue 8: for minutes the overview and the lookup did not work. What is there is given, with how much that is of what there
/// is for who asks, and the overview again when it is whole.
#[test]
fn who_asks_while_much_is_filled_in_is_told_how_far_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let all: Vec<DossierNummer> = (1..=24).map(|nr| DossierNummer::pick(2026, nr * 7919)).collect();
    for nummer in &all {
        dossier(dir.path(), *nummer);
    }
    let (answer, hears) = heard();
    let (indexer, (go, read, on)) = fills(dir.path(), answer);
    go.send(()).unwrap();
    let first: Vec<JournalId> = (0..3)
        .map(|_| {
            on.send(()).unwrap();
            read.recv().unwrap()
        })
        .collect();
    // the fourth is being read when it is asked, and the fifth when it is answered: that is not written before the fourth is
    read.recv().unwrap();
    asks(&indexer, None, Raadpleging::Dossiers);
    asks(&indexer, None, Raadpleging::Zoek { woorden: "spreeuw".into() });
    let own: Vec<_> = first.into_iter().map(|id| if let JournalId::Dossier(n) = id { n } else { panic!() }).collect();
    asks(&indexer, Some(own), Raadpleging::Acties);
    on.send(()).unwrap();
    read.recv().unwrap();
    let mut answers: Vec<String> = (0..3).map(|_| hears.recv().unwrap()).collect();
    answers.sort_by_key(|a| ["\"acties\"", "\"dossiers\"", "\"regels\""].iter().position(|kind| a.contains(kind)));
    assert!(!answers[0].contains("onvolledig"), "whole for who asks: {}", answers[0]);
    assert!(answers[1].contains("niet heel: toont 3 van 24 dossiers"), "{}", answers[1]);
    assert!(answers[2].contains("niet heel: zoekt in 3 van 24 dossiers"), "{}", answers[2]);
    drop(on);
    let whole = hears.recv().unwrap();
    assert!(whole.contains("\"dossiers\"") && !whole.contains("onvolledig"), "{whole}");
    assert!(all.iter().all(|n| whole.contains(&n.to_string())));
    drop(indexer);
    let register = Registersleutels::van(None);
    let place = (dir.path().join("leesmodel"), dir.path().join("aan-het-werk"));
    assert!(matches!(ReadModel::open(&place.0, &place.1, &register), Ok((_, ModelState::Whole))));
}

#[test]
fn who_asks_while_a_few_are_filled_in_waits_for_these() {
    let dir = tempfile::tempdir().unwrap();
    for nr in 1..=2 {
        dossier(dir.path(), DossierNummer::pick(2026, nr * 7919));
    }
    let (answer, hears) = heard();
    let (indexer, (go, read, on)) = fills(dir.path(), answer);
    go.send(()).unwrap();
    read.recv().unwrap();
    asks(&indexer, None, Raadpleging::Dossiers);
    on.send(()).unwrap();
    read.recv().unwrap();
    drop(on);
    let whole = hears.recv().unwrap();
    assert!(!whole.contains("onvolledig") && whole.matches("Proef").count() == 2, "{whole}");
    drop(indexer);
}
