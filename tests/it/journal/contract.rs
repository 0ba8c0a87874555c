//! What every backend of the journal keeps to.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::{fs, io};

use crisistafel::crypto::Stored;
use crisistafel::journal::Indeling;
use crisistafel::journal::{
    AFTER_APPEND, AFTER_SYNC, Altered, BEFORE_APPEND, Closed, Fault, FileJournal, Found, Head, JournalId, Tail, Why, frame,
};
use proptest::prelude::*;

use super::stores::{Store, on_every_store, root};
use super::{append_all, at, dossier, plain, texts};
use crate::schijf::MemoryDisk;

fn file() -> std::path::PathBuf {
    dossier("26-K7M4").file()
}

#[test]
fn what_was_acknowledged_is_read_back_in_order_by_the_next_process() {
    on_every_store(|store| {
        let id = dossier("26-K7M4");
        let words = ["een", "twee", "", "vier", "vijf", "zes", "zeven"];
        let head = append_all(&mut *store.journal(), id, &words);
        let opened = store.journal().open(id, at(1)).unwrap();
        assert!(opened.closed.is_none());
        assert_eq!(*opened.reading.found(), Found::Whole);
        assert_eq!((opened.reading.head(), texts(&opened.reading)), (head, words.map(str::to_owned).to_vec()));
    });
}

#[test]
fn each_frame_carries_its_number_and_the_hash_of_the_one_before_it() {
    on_every_store(|store| {
        let id = dossier("26-K7M4");
        append_all(&mut *store.journal(), id, &["een", "twee", "drie"]);
        let reading = store.journal().read(id).unwrap();
        let mut previous = frame::start(id, Indeling::Leesbaar);
        for frame in reading.frames() {
            assert_eq!((frame.seq, frame.previous), (previous.seq + 1, previous.hash));
            previous = Head { seq: frame.seq, hash: frame.hash };
        }
        assert_eq!(previous, reading.head());
    });
}

#[test]
fn a_journal_that_is_not_there_is_empty_and_looking_does_not_make_it() {
    on_every_store(|store| {
        let id = dossier("26-K7M4");
        let mut journal = store.journal();
        assert_eq!(*journal.read(id).unwrap().found(), Found::Missing);
        let opened = journal.open(id, at(0)).unwrap();
        assert!(opened.closed.is_none());
        assert_eq!((opened.reading.head(), opened.reading.frames().len()), (frame::start(id, Indeling::Leesbaar), 0));
        assert_eq!(journal.list().unwrap(), []);
        assert_eq!(store.dossier_files(), Vec::<String>::new());
    });
}

#[test]
fn the_list_has_every_journal_and_nothing_else() {
    on_every_store(|store| {
        let mut journal = store.journal();
        let ids = [JournalId::Organisatie, dossier("26-2222"), dossier("26-K7M4")];
        for id in [ids[2], ids[0], ids[1]] {
            append_all(&mut *journal, id, &["een"]);
        }
        for stray in ["dossiers/26-K7M4.staart-20261122T133104000Z", "dossiers/organisatie.journaal", "26-3333.journaal"] {
            store.plant(Path::new(stray), b"");
        }
        assert_eq!(journal.list().unwrap(), ids);
    });
}

#[test]
fn a_frame_after_another_head_is_refused_and_not_written() {
    on_every_store(|store| {
        let id = dossier("26-K7M4");
        let mut journal = store.journal();
        let first = append_all(&mut *journal, id, &["een"]);
        let second = journal.append(id, first, &plain("twee")).unwrap();
        for after in [first, frame::start(id, Indeling::Leesbaar), Head { seq: 2, ..first }, Head { seq: 3, ..second }] {
            let refused = journal.append(id, after, &plain("drie"));
            assert!(matches!(refused, Err(Fault::OtherHead { found, .. }) if found == second));
        }
        assert_eq!(texts(&journal.read(id).unwrap()), ["een", "twee"]);
        assert!(journal.append(id, second, &plain("drie")).is_ok());
    });
}

#[test]
fn nothing_is_appended_to_a_journal_that_was_not_opened() {
    on_every_store(|store| {
        let id = dossier("26-K7M4");
        let refused = store.journal().append(id, frame::start(id, Indeling::Leesbaar), &plain("een"));
        assert!(matches!(refused, Err(Fault::NotOpen(named)) if named == id));
        assert_eq!(store.dossier_files(), Vec::<String>::new());
    });
}

#[test]
fn the_longest_payload_is_taken_and_a_longer_one_is_refused() {
    on_every_store(|store| {
        let id = dossier("26-K7M4");
        let mut journal = store.journal();
        let head = append_all(&mut *journal, id, &["een"]);
        let longest = "a".repeat(frame::PAYLOAD_MAX);
        assert!(matches!(journal.append(id, head, &plain(&format!("{longest}b"))), Err(Fault::TooLong(_))));
        journal.append(id, head, &plain(&longest)).unwrap();
        let reading = store.journal().read(id).unwrap();
        assert!(texts(&reading) == ["een", &longest]);
    });
}

#[test]
fn a_torn_tail_is_moved_aside_and_reported_and_the_journal_goes_on() {
    on_every_store(|store| {
        let id = dossier("26-K7M4");
        let head = append_all(&mut *store.journal(), id, &["een", "twee"]);
        let whole = store.bytes(&file()).unwrap();
        append_all(&mut *store.journal(), id, &["drie, en toen viel de stroom uit"]);
        let longer = store.bytes(&file()).unwrap();
        let torn = &longer[..longer.len() - 5];
        store.plant(&file(), torn);

        let mut journal = store.journal();
        let opened = journal.open(id, at(7)).unwrap();
        let name = "26-K7M4.staart-20261122T133111000Z";
        let bytes = (torn.len() - whole.len()) as u64;
        assert_eq!(*opened.reading.found(), Found::TornTail(Tail { seq: 3, bytes, moved_to: Some(name.to_owned()) }));
        assert!(opened.closed.is_none());
        assert_eq!((opened.reading.head(), texts(&opened.reading)), (head, vec!["een".to_owned(), "twee".to_owned()]));
        assert_eq!(store.bytes(&file()).unwrap(), whole);
        assert_eq!(store.bytes(&Path::new("dossiers").join(name)).unwrap(), torn[whole.len()..]);

        journal.append(id, head, &plain("drie, opnieuw")).unwrap();
        let reading = store.journal().open(id, at(8)).unwrap().reading;
        assert_eq!((reading.found(), reading.frames().len()), (&Found::Whole, 3));
    });
}

#[test]
fn no_tail_is_ever_written_over_another() {
    on_every_store(|store| {
        let id = dossier("26-K7M4");
        append_all(&mut *store.journal(), id, &["een"]);
        let whole = store.bytes(&file()).unwrap();
        for tail in [b"eerste", b"tweede"] {
            store.plant(&file(), &[&whole[..], tail].concat());
            store.journal().open(id, at(0)).unwrap();
        }
        let name = "26-K7M4.staart-20261122T133104000Z";
        assert_eq!(store.dossier_files(), ["26-K7M4.journaal", name, &format!("{name}-2")]);
        assert_eq!(store.bytes(&Path::new("dossiers").join(name)).unwrap(), b"eerste");
    });
}

#[test]
fn reading_moves_and_cuts_nothing() {
    on_every_store(|store| {
        let id = dossier("26-K7M4");
        append_all(&mut *store.journal(), id, &["een"]);
        let torn = [&store.bytes(&file()).unwrap()[..], b"rommel"].concat();
        store.plant(&file(), &torn);
        let reading = store.journal().read(id).unwrap();
        assert_eq!(*reading.found(), Found::TornTail(Tail { seq: 2, bytes: 6, moved_to: None }));
        assert_eq!(store.dossier_files(), ["26-K7M4.journaal"]);
        assert_eq!(store.bytes(&file()).unwrap(), torn);
    });
}

#[test]
fn a_damaged_dossier_can_be_read_up_to_the_damage_and_the_others_go_on() {
    on_every_store(|store| {
        let (id, other) = (dossier("26-K7M4"), dossier("26-2222"));
        append_all(&mut *store.journal(), id, &["een", "twee", "drie"]);
        let mut bytes = store.bytes(&file()).unwrap();
        let second = 32 + 57 + 3;
        bytes[second + 50] ^= 1;
        store.plant(&file(), &bytes);

        let mut journal = store.journal();
        let opened = journal.open(id, at(1)).unwrap();
        let Found::Damaged(damage) = opened.reading.found() else { panic!("{:?}", opened.reading.found()) };
        assert_eq!((damage.seq, damage.offset, &damage.why), (2, second as u64, &Why::Unreadable));
        assert_eq!(texts(&opened.reading), ["een"]);
        assert!(matches!(opened.closed, Some(Closed::Damaged(_))));
        let refused = journal.append(id, opened.reading.head(), &plain("vier"));
        assert!(matches!(refused, Err(Fault::Closed { id: named, why: Closed::Damaged(_) }) if named == id));
        assert_eq!(store.bytes(&file()).unwrap(), bytes);
        append_all(&mut *journal, other, &["gaat door"]);
    });
}

/// Review F14: a bounded number of files is open, however many dossiers are written to, and each goes on.
#[cfg(target_os = "linux")]
#[test]
fn a_bounded_number_of_files_is_open() {
    let folder = tempfile::TempDir::new().unwrap();
    let mut journal = folder.journal();
    let letters = "2346789CDFGHJKMNPQRTVWXY".chars();
    let ids: Vec<_> = letters.clone().flat_map(|a| letters.clone().take(4).map(move |b| (a, b))).collect();
    let ids: Vec<_> = ids.iter().map(|(a, b)| dossier(&format!("26-22{a}{b}"))).collect();
    let mut heads: Vec<_> = ids.iter().map(|id| append_all(&mut *journal, *id, &["een"])).collect();
    for _ in 0..2 {
        for (id, head) in ids.iter().zip(&mut heads) {
            *head = journal.append(*id, *head, &plain("meer")).unwrap();
        }
    }
    let names = fs::read_dir("/proc/self/fd").unwrap().filter_map(|fd| fs::read_link(fd.ok()?.path()).ok());
    let open = names.filter(|name| name.starts_with(folder.path())).count();
    assert!(ids.len() > 80 && (1..=64).contains(&open), "{open} of {}", ids.len());
    let all = ids.iter().map(|id| texts(&folder.journal().read(*id).unwrap()));
    assert!(all.into_iter().all(|words| words == ["een", "meer", "meer"]));
}

/// Review F12: whatever somebody does to a file under the running service, nothing is acknowledged that is not in the file
/// of that name, what stands there is left as it is, the others go on, and it goes on when the file is back.
#[test]
fn a_file_that_was_taken_cut_or_replaced_takes_nothing_more() {
    on_every_store(|store| {
        let (id, other) = (dossier("26-K7M4"), dossier("26-2222"));
        let mut journal = store.journal();
        let head = append_all(&mut *journal, id, &["een", "twee"]);
        let whole = store.bytes(&file()).unwrap();
        let shorter = &whole[..whole.len() - 57 - 4];
        let rewritten = [&whole[..whole.len() - 9], b"\0\0\0\0\0\0\0\0\0"].concat();
        for (what, bytes) in [("weggehaald", None), ("ingekort", Some(shorter)), ("vervangen", Some(&rewritten[..]))] {
            match bytes {
                None => store.remove(&file()),
                Some(bytes) => store.put(&file(), bytes, what == "ingekort"),
            }
            for _ in 0..2 {
                let refused = journal.append(id, head, &plain("drie")).unwrap_err();
                assert!(matches!(refused, Fault::Closed { why: Closed::Altered(_), .. }), "{refused:?}");
                assert!(refused.to_string().contains(what), "{refused}");
                assert_eq!(store.bytes(&file()).as_deref(), bytes);
            }
            // opening it again tells no less than this process knows
            assert!(matches!(journal.open(id, at(1)), Err(Fault::Closed { .. })), "{what}");
            assert!(matches!(journal.append(id, head, &plain("drie")), Err(Fault::Closed { .. })), "{what}");
            append_all(&mut *journal, other, &[what]);
            store.put(&file(), &whole, false);
            let opened = journal.open(id, at(2)).unwrap();
            assert_eq!((opened.closed.is_none(), opened.reading.head()), (true, head), "{what}");
        }
        journal.append(id, head, &plain("drie")).unwrap();
        assert_eq!(texts(&store.journal().read(id).unwrap()), ["een", "twee", "drie"]);
    });
}

/// Review F12: also before the first frame, and where somebody else wrote behind the last.
#[test]
fn what_somebody_else_wrote_is_not_written_over() {
    on_every_store(|store| {
        let id = dossier("26-K7M4");
        let mut journal = store.journal();
        let start = journal.open(id, at(0)).unwrap().reading.head();
        store.plant(&file(), b"van een ander");
        let refused = journal.append(id, start, &plain("een")).unwrap_err();
        assert!(refused.to_string().contains("vervangen"), "{refused}");
        assert_eq!(store.bytes(&file()).unwrap(), b"van een ander");
        store.remove(&file());
        let head = append_all(&mut *journal, id, &["een"]);
        let longer = [&store.bytes(&file()).unwrap()[..], b"van een ander"].concat();
        store.put(&file(), &longer, true);
        let refused = journal.append(id, head, &plain("twee")).unwrap_err();
        assert!(refused.to_string().contains("beschreven"), "{refused}");
        assert_eq!(store.bytes(&file()).unwrap(), longer);
    });
}

/// Review F12: what was cut between two looks is noticed as well, and what is left of it can be read.
#[test]
fn a_journal_that_is_opened_anew_reaches_what_it_reached() {
    on_every_store(|store| {
        let id = dossier("26-K7M4");
        let mut journal = store.journal();
        append_all(&mut *journal, id, &["een", "twee"]);
        let whole = store.bytes(&file()).unwrap();
        store.put(&file(), &whole[..whole.len() - 57 - 4], true);
        for _ in 0..2 {
            let opened = journal.open(id, at(1)).unwrap();
            assert!(matches!(opened.closed, Some(Closed::Altered(Altered::Shorter))), "{:?}", opened.closed);
            assert_eq!(texts(&opened.reading), ["een"]);
        }
    });
}

#[test]
fn the_copy_that_an_interrupted_append_left_is_cleared_away() {
    on_every_store(|store| {
        let id = dossier("26-K7M4");
        append_all(&mut *store.journal(), id, &["een"]);
        store.plant(Path::new("dossiers/26-K7M4.journaal.nieuw"), b"half");
        store.journal().open(id, at(0)).unwrap();
        assert_eq!(store.dossier_files(), ["26-K7M4.journaal"]);
    });
}

#[test]
fn the_named_points_are_passed_in_order_for_the_first_frame_and_for_later_ones() {
    let passed = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&passed);
    let disk = MemoryDisk::default();
    let mut journal = FileJournal::on(disk, root()).with_hook(Box::new(move |point| log.lock().unwrap().push(point)));
    append_all(&mut journal, dossier("26-K7M4"), &["een", "twee"]);
    let once = [BEFORE_APPEND, AFTER_APPEND, AFTER_SYNC];
    assert_eq!(*passed.lock().unwrap(), [once, once].concat());
}

#[cfg(unix)]
#[test]
fn files_and_folders_are_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::TempDir::new().unwrap();
    append_all(&mut *folder.journal(), dossier("26-K7M4"), &["een"]);
    for (path, mode) in [("dossiers", 0o700), ("dossiers/26-K7M4.journaal", 0o600)] {
        let found = folder.path().join(path).metadata().unwrap().permissions().mode();
        assert_eq!(found & 0o777, mode, "{path}");
    }
}

#[test]
fn a_file_longer_than_any_journal_is_refused_before_it_is_read() {
    let folder = tempfile::TempDir::new().unwrap();
    append_all(&mut *folder.journal(), dossier("26-K7M4"), &["een"]);
    let huge = fs::File::options().write(true).open(folder.path().join(file())).unwrap();
    huge.set_len((1 << 30) + 1).unwrap();
    let refused = folder.journal().open(dossier("26-K7M4"), at(0)).unwrap_err();
    assert!(matches!(refused, Fault::Read { source, .. } if source.kind() == io::ErrorKind::FileTooLarge));
}

/// What a process does with a journal.
#[derive(Clone, Debug)]
enum Step {
    Append(Vec<u8>),
    AppendAfterWrongHead,
    Restart,
    Tear(Vec<u8>),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => prop::collection::vec(any::<u8>(), 0..40).prop_map(Step::Append),
        1 => Just(Step::AppendAfterWrongHead),
        1 => Just(Step::Restart),
        1 => prop::collection::vec(any::<u8>(), 1..40).prop_map(Step::Tear),
    ];
    prop::collection::vec(step, 0..30)
}

proptest! {
    #[test]
    fn a_journal_is_the_list_of_what_was_acknowledged(steps in steps()) {
        let (store, id) = (MemoryDisk::default(), dossier("26-K7M4"));
        let mut model: Vec<Vec<u8>> = Vec::new();
        let mut journal = store.journal();
        let mut head = journal.open(id, at(0)).unwrap().reading.head();
        for step in steps {
            match step {
                Step::Append(bytes) => {
                    head = journal.append(id, head, &Stored { bytes: bytes.clone(), sealed: false }).unwrap();
                    model.push(bytes);
                }
                Step::AppendAfterWrongHead => {
                    let wrong = Head { seq: head.seq + 1, ..head };
                    prop_assert!(journal.append(id, wrong, &plain("fout")).is_err());
                }
                Step::Tear(garbage) => {
                    let Some(bytes) = store.bytes(&file()) else { continue };
                    Store::plant(&store, &file(), &[bytes, garbage].concat());
                    journal = store.journal();
                    prop_assert!(journal.open(id, at(0)).unwrap().closed.is_none());
                }
                Step::Restart => {
                    journal = store.journal();
                    journal.open(id, at(0)).unwrap();
                }
            }
            let reading = journal.read(id).unwrap();
            prop_assert_eq!(reading.head(), head);
            prop_assert_eq!(reading.frames().map(|f| f.payload.to_vec()).collect::<Vec<_>>(), model.clone());
        }
    }
}
