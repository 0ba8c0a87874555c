//! Every operation of the disk refused, the first, the second, the third ..., until the script runs untouched; with and
//! without a power cut after it. What was acknowledged is there afterwards; what was refused is there wholly or not at all.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crisistafel::journal::disk::Disk;
use crisistafel::journal::{
    AFTER_APPEND, AFTER_SYNC, AtPoint, BEFORE_APPEND, Fault, FileJournal, Found, Head, Journal, JournalId,
};

use super::stores::{Store, root};
use super::{append_all, at, dossier, plain, texts};
use crate::schijf::{Failure, FaultyDisk, Reached};

/// What stands behind the last whole frame when the script begins.
const TORN: &[u8] = b"een half record";

/// What the script was told.
#[derive(Default)]
struct Told {
    acknowledged: Vec<(JournalId, String)>,
    refused: Vec<(JournalId, String)>,
}

impl Told {
    fn acknowledged(&self, id: JournalId) -> Vec<String> {
        self.acknowledged.iter().filter(|(of, _)| *of == id).map(|(_, text)| text.clone()).collect()
    }
}

/// A dossier with one frame and a torn tail, made by an earlier process.
fn prepared() -> (FaultyDisk, Told) {
    let disk = FaultyDisk::default();
    let id = dossier("26-K7M4");
    append_all(&mut FileJournal::on(disk.below.clone(), root()), id, &["eerder"]);
    let bytes = disk.bytes(&id.file()).unwrap();
    Store::plant(&disk.below, &id.file(), &[&bytes[..], TORN].concat());
    (disk, Told { acknowledged: vec![(id, "eerder".to_owned())], ..Told::default() })
}

/// Two dossiers and the organisation, by turns. What is refused is tried again once, after opening again, as a server
/// would.
fn script(disk: &FaultyDisk, told: &mut Told, word: &str, part_bytes: u64) {
    let mut journal = FileJournal::on(disk.clone(), root()).in_parts_of(part_bytes);
    let mut heads = BTreeMap::new();
    let (old, new) = (dossier("26-K7M4"), dossier("26-2222"));
    for (turn, id) in [old, new, JournalId::Organisatie, old, new, old].into_iter().enumerate() {
        for text in [format!("{word} {turn}"), format!("{word} {turn}, opnieuw")] {
            let head = heads.remove(&id).or_else(|| open(&mut journal, id));
            let after = head.and_then(|head| append(&mut journal, id, head, &text, told));
            if let Some(after) = after {
                heads.insert(id, after);
                break;
            }
        }
    }
}

fn open(journal: &mut impl Journal, id: JournalId) -> Option<Head> {
    let opened = journal.open(id, at(0)).ok()?;
    opened.closed.is_none().then(|| opened.reading.head())
}

fn append(journal: &mut impl Journal, id: JournalId, after: Head, text: &str, told: &mut Told) -> Option<Head> {
    match journal.append(id, after, &plain(text)) {
        Ok(head) => {
            told.acknowledged.push((id, text.to_owned()));
            Some(head)
        }
        Err(Fault::Append { .. }) => {
            told.refused.push((id, text.to_owned()));
            None
        }
        Err(other) => panic!("{other}"),
    }
}

/// Every acknowledged frame is there in its order, and between them only what was refused.
fn check(disk: &FaultyDisk, told: &Told, case: &str) {
    let mut journal = FileJournal::on(disk.clone(), root());
    for id in [dossier("26-K7M4"), dossier("26-2222"), JournalId::Organisatie] {
        let opened = journal.open(id, at(9)).unwrap();
        assert!(opened.closed.is_none(), "{case}: {id}: {:?}", opened.closed);
        assert!(!matches!(opened.reading.found(), Found::Damaged(_)), "{case}: {id}: {:?}", opened.reading.found());
        let (kept, extra): (Vec<_>, Vec<_>) =
            texts(&opened.reading).into_iter().partition(|text| told.acknowledged.contains(&(id, text.clone())));
        assert_eq!(kept, told.acknowledged(id), "{case}: {id}");
        for text in extra {
            assert!(told.refused.contains(&(id, text.clone())), "{case}: {id}: nobody gave {text}");
        }
    }
}

/// The torn tail that was there at the beginning is in a file of its own.
fn check_tail(disk: &FaultyDisk, case: &str) {
    let files = disk.dossier_files();
    let kept = files.iter().filter(|name| name.contains(".staart-"));
    let kept: Vec<_> = kept.filter_map(|name| disk.bytes(&Path::new("dossiers").join(name))).collect();
    assert!(kept.iter().any(|bytes| bytes == TORN), "{case}: {files:?}");
}

/// One run of the script with one failure. Returns how many operations failed.
fn run(failure: Failure, cut: Option<Reached>, part_bytes: u64) -> u64 {
    let case = format!("{failure:?}, power cut {cut:?}, parts of {part_bytes}");
    let (disk, mut told) = prepared();
    disk.fail(failure);
    script(&disk, &mut told, "beurt", part_bytes);
    let failed = disk.heal();
    if failed == 0 {
        assert!(told.refused.is_empty(), "{case}");
    }
    if let Some(reached) = cut {
        disk.below.cut_power(reached);
    }
    check(&disk, &told, &case);
    check_tail(&disk, &case);
    // what the page cache shows after a failure must not be built upon without being on the disk
    script(&disk, &mut told, "later", part_bytes);
    disk.below.cut_power(Reached::Nothing);
    check(&disk, &told, &case);
    failed
}

fn sweep(only: Option<&'static str>, lasting: bool) {
    // one file for each, and (review F4) one for every frame or two
    for part_bytes in [u64::MAX, 200] {
        for reached in [Reached::Nothing, Reached::Half, Reached::All] {
            for cut in [None, Some(Reached::Nothing), Some(Reached::Half), Some(Reached::All)] {
                let mut after = 0;
                while run(Failure { after, only, reached, lasting }, cut, part_bytes) > 0 {
                    after += 1;
                }
                assert!(after > 0, "{only:?} was never done, so never refused");
            }
        }
    }
}

const OPERATIONS: [&str; 11] =
    ["write", "sync", "sync_dir", "create", "open", "rename", "remove", "truncate", "make_dir", "read", "stat"];

#[test]
fn any_operation_may_fail_once() {
    sweep(None, false);
}

#[test]
fn the_disk_may_refuse_everything_from_any_operation_on() {
    sweep(None, true);
}

#[test]
fn one_kind_of_operation_may_fail_once() {
    for operation in OPERATIONS {
        sweep(Some(operation), false);
    }
}

#[test]
fn one_kind_of_operation_may_fail_from_any_moment_on() {
    for operation in OPERATIONS {
        sweep(Some(operation), true);
    }
}

#[test]
fn a_write_or_sync_that_fails_once_is_remedied_and_acknowledged() {
    for (operation, reached) in [("write", Reached::Half), ("sync", Reached::Nothing), ("sync", Reached::All)] {
        let (disk, id) = (FaultyDisk::default(), dossier("26-K7M4"));
        let mut journal = FileJournal::on(disk.clone(), root());
        let head = append_all(&mut journal, id, &["een"]);
        disk.fail(Failure { after: 0, only: Some(operation), reached, lasting: false });
        let head = journal.append(id, head, &plain("twee")).unwrap();
        assert_eq!(disk.heal(), 1);
        journal.append(id, head, &plain("drie")).unwrap();
        disk.below.cut_power(Reached::Nothing);
        let reading = FileJournal::on(disk.clone(), root()).read(id).unwrap();
        assert_eq!((reading.found(), texts(&reading).join(" ").as_str()), (&Found::Whole, "een twee drie"));
        assert_eq!(disk.dossier_files(), ["26-K7M4.journaal"]);
    }
}

#[test]
fn when_the_remedy_fails_too_the_dossier_is_read_only_until_it_is_opened_again_and_others_go_on() {
    let (disk, id) = (FaultyDisk::default(), dossier("26-K7M4"));
    let mut journal = FileJournal::on(disk.clone(), root());
    let head = append_all(&mut journal, id, &["een"]);
    disk.fail(Failure { after: 0, only: Some("sync"), reached: Reached::Nothing, lasting: true });
    assert!(matches!(journal.append(id, head, &plain("twee")), Err(Fault::Append { .. })));
    disk.heal();

    let refused = journal.append(id, head, &plain("twee")).unwrap_err();
    assert!(matches!(refused, Fault::Closed { .. }));
    let told = refused.to_string();
    assert!(told.starts_with("26-K7M4 kan alleen worden gelezen: de schijf weigert"), "{told}");
    append_all(&mut journal, dossier("26-2222"), &["gaat door"]);

    let opened = journal.open(id, at(1)).unwrap();
    assert!(opened.closed.is_none());
    journal.append(id, opened.reading.head(), &plain("drie")).unwrap();
    disk.below.cut_power(Reached::Nothing);
    assert_eq!(texts(&disk.journal().read(id).unwrap()), ["een", "twee", "drie"]);
}

#[test]
fn a_process_that_stops_at_a_named_point_leaves_the_state_before_or_after_the_frame() {
    for first in [true, false] {
        for (point, cut, kept) in [
            (BEFORE_APPEND, None, false),
            (BEFORE_APPEND, Some(Reached::Nothing), false),
            // the first frame begins as a copy that is not the journal yet
            (AFTER_APPEND, None, !first),
            (AFTER_APPEND, Some(Reached::Nothing), false),
            (AFTER_SYNC, None, true),
            (AFTER_SYNC, Some(Reached::Nothing), true),
        ] {
            let (disk, id) = (FaultyDisk::default(), dossier("26-K7M4"));
            let before: &[&str] = if first { &[] } else { &["een"] };
            append_all(&mut FileJournal::on(disk.clone(), root()), id, before);
            let stop: AtPoint = Box::new(move |passed| assert_ne!(passed, point, "the process stops here"));
            let mut journal = FileJournal::on(disk.clone(), root()).with_hook(stop);
            let stopped = catch_unwind(AssertUnwindSafe(|| append_all(&mut journal, id, &["twee"])));
            assert!(stopped.is_err());
            if let Some(reached) = cut {
                disk.below.cut_power(reached);
            }
            let opened = FileJournal::on(disk.clone(), root()).open(id, at(1)).unwrap();
            let expected: Vec<_> = before.iter().copied().chain(kept.then_some("twee")).collect();
            assert_eq!(texts(&opened.reading), expected, "{point}, first: {first}, {cut:?}");
            assert!(opened.closed.is_none());
        }
    }
}

#[test]
fn a_tail_that_cannot_be_set_aside_stays_where_it_is_and_the_dossier_can_be_read() {
    let (disk, _) = prepared();
    let id = dossier("26-K7M4");
    let before = disk.bytes(&id.file()).unwrap();
    disk.fail(Failure { after: 0, only: Some("sync"), reached: Reached::Nothing, lasting: true });
    let opened = FileJournal::on(disk.clone(), root()).open(id, at(0)).unwrap();
    assert!(opened.closed.is_some());
    assert_eq!(texts(&opened.reading), ["eerder"]);
    assert!(matches!(opened.reading.found(), Found::TornTail(tail) if tail.moved_to.is_none()));
    assert_eq!(disk.below.read(&root().join(id.file()), u64::MAX).unwrap(), before);
}

#[test]
fn an_acknowledged_part_that_reads_back_differently_is_never_copied_over_the_file() {
    let (disk, id) = (FaultyDisk::default(), dossier("26-K7M4"));
    let mut journal = FileJournal::on(disk.clone(), root());
    let head = append_all(&mut journal, id, &["een", "twee"]);
    let mut rotten = disk.bytes(&id.file()).unwrap();
    rotten[85] ^= 1;
    disk.put(&id.file(), &rotten, true);
    disk.fail(Failure { after: 0, only: Some("sync"), reached: Reached::Nothing, lasting: false });
    assert!(matches!(journal.append(id, head, &plain("drie")), Err(Fault::Append { .. })));
    assert!(disk.bytes(&id.file()).unwrap().starts_with(&rotten));
}
