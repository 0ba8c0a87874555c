//! Somebody who can write in the store, without its keys: every bit, cut, swap, repetition and drop of records in a small sealed
//! store, files in each other's place, and files of before. Each is found by what `controleer` does; what cannot be found
//! without something outside the store is shown too.

use std::fs;
use std::path::{Path, PathBuf};

use crisistafel::crypto::bos::Wijziger;
use crisistafel::domain::event::Event;
use crisistafel::journal::{
    Envelope, FileJournal, Head, InzageEvent, Journal, JournalId, OrganisatieEvent, Report, record, verify,
};
use crisistafel::server::{self, Tafel};
use tempfile::TempDir;

use super::{at, dossier, stamp, tekst};

const IDS: [&str; 2] = ["26-K7M4", "26-M2QR"];
const RECORDS: i64 = 2;
/// The bytes before the first frame, and of each frame of these.
const HEADER: usize = 32;
const FRAME: usize = 2048;

/// A sealed store with two dossiers of a few records, of which the organisation's journal knows how far they were.
struct Scene {
    dir: TempDir,
    journal: FileJournal,
}

impl Scene {
    fn new() -> Self {
        let dir = TempDir::new().unwrap();
        let store = dir.path().join("tafel");
        let wie = Wijziger { door: tekst("proef"), nu: at(0) };
        server::create(&store, &Tafel::oefening(Vec::new()), &wie).unwrap();
        let mut journal = server::journaal(&store, None).unwrap();
        let mut own = journal.open(JournalId::Organisatie, at(0)).unwrap().reading.head();
        for name in IDS {
            let id = dossier(name);
            let nummer = name.parse().unwrap();
            let mut head = journal.open(id, at(0)).unwrap().reading.head();
            for nr in 1..=RECORDS {
                let event = Event::WerktitelGewijzigd { werktitel: tekst(&format!("{name} {nr}")) };
                head = record::append(&mut journal, &Envelope::next(id, head, stamp(nr), vec![event])).unwrap();
            }
            for event in [OrganisatieEvent::DossierAangemaakt { nummer }, OrganisatieEvent::HeadVastgelegd { nummer, head }]
            {
                let next = Envelope::next(JournalId::Organisatie, own, stamp(9), vec![event]);
                own = record::append(&mut journal, &next).unwrap();
            }
        }
        let scene = Self { dir, journal };
        assert!(scene.found().is_empty());
        scene
    }

    fn path(&self, id: JournalId) -> PathBuf {
        self.dir.path().join("tafel").join(id.file())
    }

    fn bytes(&self, id: JournalId) -> Vec<u8> {
        fs::read(self.path(id)).unwrap()
    }

    /// The journals in which something is found.
    fn found(&self) -> Vec<Report> {
        verify(&self.journal, []).unwrap().into_iter().filter(|report| !report.is_whole()).collect()
    }

    /// Whether something is found with these bytes in the place of those of a journal; what was there is put back.
    fn finds(&self, id: JournalId, bytes: &[u8]) -> bool {
        let was = self.bytes(id);
        fs::write(self.path(id), bytes).unwrap();
        let found = !self.found().is_empty();
        fs::write(self.path(id), was).unwrap();
        found
    }

    fn all() -> [JournalId; 3] {
        [JournalId::Organisatie, dossier(IDS[0]), dossier(IDS[1])]
    }
}

/// A journal's header, and its frames.
fn parts(bytes: &[u8]) -> (Vec<u8>, Vec<Vec<u8>>) {
    let (header, rest) = bytes.split_at(HEADER);
    assert_eq!(rest.len() % FRAME, 0);
    (header.to_vec(), rest.chunks(FRAME).map(<[u8]>::to_vec).collect())
}

fn joined(header: &[u8], frames: &[Vec<u8>]) -> Vec<u8> {
    [header, &frames.concat()].concat()
}

/// Each bit of each byte is tried in turn; of the frames in the middle one bit of each byte, another in each next byte.
#[test]
fn every_bit_that_is_changed_is_found() {
    let scene = Scene::new();
    for id in [JournalId::Organisatie, dossier(IDS[0])] {
        let bytes = scene.bytes(id);
        let last = bytes.len() - FRAME;
        let mut left = Vec::new();
        for at in 0..bytes.len() {
            let bits = if at < HEADER || at >= last { 0..8 } else { at % 8..at % 8 + 1 };
            for bit in bits {
                let mut changed = bytes.clone();
                changed[at] ^= 1 << bit;
                // only this journal is read, as the others are as they were
                fs::write(scene.path(id), &changed).unwrap();
                left.extend((alone(&scene.journal, id)).then_some((at, bit)));
            }
        }
        fs::write(scene.path(id), bytes).unwrap();
        assert_eq!(left, [], "{id}");
    }
}

/// Whether a journal by itself is whole, every record of it opened.
fn alone(journal: &FileJournal, id: JournalId) -> bool {
    let Ok(reading) = journal.read(id) else { return false };
    let whole = *reading.found() == crisistafel::journal::Found::Whole;
    whole
        && match id {
            JournalId::Organisatie => record::envelopes::<OrganisatieEvent>(id, &reading).all(|e| e.is_ok()),
            JournalId::Dossier(_) => record::envelopes::<Event>(id, &reading).all(|e| e.is_ok()),
            JournalId::Inzage(_) => record::envelopes::<InzageEvent>(id, &reading).all(|e| e.is_ok()),
        }
}

#[test]
fn every_cut_is_found() {
    let scene = Scene::new();
    for id in [JournalId::Organisatie, dossier(IDS[0])] {
        let bytes = scene.bytes(id);
        let (frames, whole) =
            ((bytes.len() - HEADER) / FRAME, |len: usize| len >= HEADER && (len - HEADER).is_multiple_of(FRAME));
        for len in 0..bytes.len() {
            fs::write(scene.path(id), &bytes[..len]).unwrap();
            // between two records it is seen by itself, else by what the others remember
            let found = !alone(&scene.journal, id) || !scene.found().is_empty();
            // nothing remembers how far the organisation's journal was but its own first record: see below
            let bare = id == JournalId::Organisatie && whole(len) && (len - HEADER) / FRAME > 0;
            assert!(found || bare, "{id} cut at {len} of {frames} frames");
        }
        fs::write(scene.path(id), &bytes).unwrap();
        assert!(scene.finds(id, &[]), "empty");
    }
}

#[test]
fn every_swap_repetition_and_drop_of_records_is_found() {
    let scene = Scene::new();
    for id in Scene::all() {
        let (header, frames) = parts(&scene.bytes(id));
        for one in 0..frames.len() {
            let mut dropped = frames.clone();
            dropped.remove(one);
            // the last record of the organisation's journal: nothing else in the store remembers it
            let last = id == JournalId::Organisatie && one + 1 == frames.len();
            assert!(scene.finds(id, &joined(&header, &dropped)) || last, "{id}: {one} dropped");
            for other in 0..=frames.len() {
                let mut repeated = frames.clone();
                repeated.insert(other, frames[one].clone());
                assert!(scene.finds(id, &joined(&header, &repeated)), "{id}: {one} again at {other}");
            }
            for other in one + 1..frames.len() {
                let mut swapped = frames.clone();
                swapped.swap(one, other);
                assert!(scene.finds(id, &joined(&header, &swapped)), "{id}: {one} and {other} swapped");
            }
        }
    }
}

#[test]
fn a_record_or_a_file_in_the_place_of_another_is_found() {
    let scene = Scene::new();
    for id in Scene::all() {
        let (header, frames) = parts(&scene.bytes(id));
        for other in Scene::all().into_iter().filter(|other| *other != id) {
            assert!(scene.finds(id, &scene.bytes(other)), "{other} as {id}");
            let (_, theirs) = parts(&scene.bytes(other));
            for at in 0..frames.len() {
                let mut mixed = frames.clone();
                mixed[at].clone_from(&theirs[at.min(theirs.len() - 1)]);
                assert!(scene.finds(id, &joined(&header, &mixed)), "{id}: a record of {other} at {at}");
            }
        }
    }
    let (one, other) = (dossier(IDS[0]), dossier(IDS[1]));
    let (first, second) = (scene.bytes(one), scene.bytes(other));
    fs::write(scene.path(one), &second).unwrap();
    fs::write(scene.path(other), &first).unwrap();
    assert_eq!(scene.found().iter().map(|r| r.id).collect::<Vec<_>>(), [one, other]);
}

/// A journal of before is shorter than what the organisation's journal says; a store of before, all of it, is whole: only what
/// stands outside it (`controleer --tegen`, the file `hoofden` of a machine that was not rolled back) tells.
#[test]
fn a_file_of_before_is_found_and_a_whole_store_of_before_only_with_something_from_outside() {
    let scene = Scene::new();
    let id = dossier(IDS[0]);
    let (header, frames) = parts(&scene.bytes(id));
    for left in 0..frames.len() {
        assert!(scene.finds(id, &joined(&header, &frames[..left])), "{left} of {}", frames.len());
    }
    let known: Vec<(JournalId, Head)> = verify(&scene.journal, []).unwrap().iter().map(|r| (r.id, r.head)).collect();
    let (own_header, own) = parts(&scene.bytes(JournalId::Organisatie));
    fs::write(scene.path(JournalId::Organisatie), joined(&own_header, &own[..2])).unwrap();
    fs::remove_file(scene.path(dossier(IDS[1]))).unwrap();
    assert!(scene.found().is_empty(), "{:?}: this is what nobody can see from within", scene.found());
    let seen = verify(&scene.journal, known).unwrap();
    assert_eq!(
        seen.iter().filter(|r| !r.is_whole()).count(),
        2,
        "the organisation's journal, and the dossier that is gone"
    );
    assert!(Path::new(&scene.path(id)).exists());
}
