//! A journal that is longer than one file. Review F4: it is never full, and its parts are read as one.

use std::path::{Path, PathBuf};

use crisistafel::crypto::Stored;
use crisistafel::journal::disk::Disk;
use crisistafel::journal::{Altered, Closed, Fault, FileJournal, Found, Journal, JournalId, Tail, Why, verify};
use proptest::prelude::*;

use super::stores::{Store, root};
use super::{append_all, at, dossier, plain, texts};
use crate::schijf::MemoryDisk;

/// Room for the header of a later part and two short frames.
const SMALL: u64 = 76 + 2 * 62;
const WORDS: [&str; 7] = ["een", "twee", "drie", "vier", "vijf", "zes", "zeven"];

fn id() -> JournalId {
    dossier("26-K7M4")
}

fn journal(disk: &MemoryDisk) -> FileJournal<MemoryDisk> {
    FileJournal::on(disk.clone(), root()).in_parts_of(SMALL)
}

fn part(number: u32) -> PathBuf {
    if number == 1 { id().file() } else { PathBuf::from(format!("dossiers/26-K7M4.{number}.journaal")) }
}

/// A dossier in some parts.
fn written() -> MemoryDisk {
    let disk = MemoryDisk::default();
    append_all(&mut journal(&disk), id(), &WORDS);
    disk
}

fn why(disk: &MemoryDisk) -> (Vec<String>, Why) {
    let opened = journal(disk).open(id(), at(1)).unwrap();
    assert!(matches!(opened.closed, Some(Closed::Damaged(_))), "{:?}", opened.closed);
    let Found::Damaged(damage) = opened.reading.found() else { panic!("{:?}", opened.reading.found()) };
    (texts(&opened.reading), damage.why.clone())
}

/// Review F4.
#[test]
fn a_journal_goes_on_in_another_part_and_is_read_as_one() {
    let disk = written();
    assert_eq!(disk.dossier_files().len(), 4, "{:?}", disk.dossier_files());
    for name in disk.dossier_files() {
        assert!(disk.bytes(&Path::new("dossiers").join(name)).unwrap().len() as u64 <= SMALL);
    }
    let whole = MemoryDisk::default();
    let head = append_all(&mut FileJournal::on(whole.clone(), root()), id(), &WORDS);
    let reading = journal(&disk).open(id(), at(1)).unwrap().reading;
    assert_eq!(
        (reading.found(), reading.head(), texts(&reading)),
        (&Found::Whole, head, WORDS.map(str::to_owned).to_vec())
    );
    // the chain is that of one file, and the first part is its beginning
    assert!(whole.bytes(&part(1)).unwrap().starts_with(&disk.bytes(&part(1)).unwrap()));
    assert_eq!(journal(&disk).list().unwrap(), [id()]);
    append_all(&mut journal(&disk), id(), &["acht", "negen"]);
    // however long its parts are, whoever comes next reads them
    assert_eq!(FileJournal::on(disk, root()).read(id()).unwrap().frames().len(), 9);
}

/// Review F4.
#[test]
fn a_frame_longer_than_a_part_has_one_of_its_own() {
    let (disk, long) = (MemoryDisk::default(), "x".repeat(500));
    append_all(&mut journal(&disk), id(), &["een", &long, "drie"]);
    assert_eq!(texts(&journal(&disk).read(id()).unwrap()), ["een", &long, "drie"]);
    assert_eq!(disk.dossier_files().len(), 3);
}

/// Review F4.
#[test]
fn a_missing_part_is_damage_unless_it_is_the_last_which_a_remembered_head_tells() {
    for missing in [1, 2, 3] {
        let disk = written();
        Store::remove(&disk, &part(missing));
        let (read, why) = why(&disk);
        assert_eq!((read.len(), why), (missing as usize * 2 - 2, Why::PartMissing(missing)));
        assert_eq!(journal(&disk).list().unwrap(), [id()]);
    }
    let disk = written();
    let head = journal(&disk).read(id()).unwrap().head();
    Store::remove(&disk, &part(4));
    let reports = verify(&journal(&disk), [(id(), head)]).unwrap();
    assert!(!reports.iter().find(|r| r.id == id()).unwrap().is_whole());
    // and the process that wrote it knows
    let disk = written();
    let mut journal = journal(&disk);
    let head = journal.open(id(), at(1)).unwrap().reading.head();
    Store::remove(&disk, &part(4));
    let refused = journal.append(id(), head, &plain("acht"));
    assert!(matches!(refused, Err(Fault::Closed { why: Closed::Altered(Altered::Gone), .. })), "{refused:?}");
}

/// Review F4.
#[test]
fn a_part_of_another_place_or_journal_is_not_read_on() {
    let bytes = |disk: &MemoryDisk, number| disk.bytes(&part(number)).unwrap();
    let disk = written();
    let (two, three) = (bytes(&disk, 2), bytes(&disk, 3));
    Store::plant(&disk, &part(2), &three);
    assert_eq!(why(&disk), (vec!["een".to_owned(), "twee".to_owned()], Why::PartHeader(2)));
    // the same part after another beginning
    let other = MemoryDisk::default();
    append_all(&mut journal(&other), id(), &["een", "twÉE", "drie", "vier"]);
    Store::plant(&other, &part(2), &two);
    assert_eq!(why(&other).1, Why::PartHeader(2));
    for len in [0, 40, 75] {
        Store::plant(&disk, &part(2), &two[..len]);
        assert_eq!(why(&disk).1, Why::HeaderShort, "{len}");
    }
}

/// Review F4: every bit of a later part is watched over.
#[test]
fn a_tail_is_torn_in_the_last_part_and_damage_in_another() {
    let disk = written();
    let last = disk.bytes(&part(4)).unwrap();
    Store::plant(&disk, &part(4), &last[..last.len() - 3]);
    let opened = journal(&disk).open(id(), at(1)).unwrap();
    assert!(matches!(opened.reading.found(), Found::TornTail(Tail { seq: 7, moved_to: Some(_), .. })));
    assert_eq!((opened.closed.is_none(), opened.reading.frames().len()), (true, 6));
    append_all(&mut journal(&disk), id(), &["zeven"]);
    assert_eq!(texts(&journal(&disk).read(id()).unwrap()), WORDS);
    let second = disk.bytes(&part(2)).unwrap();
    Store::plant(&disk, &part(2), &second[..second.len() - 3]);
    assert_eq!((why(&disk).0.len(), why(&disk).1), (3, Why::PartTorn));
    for at in 0..second.len() {
        let mut flipped = second.clone();
        flipped[at] ^= 1;
        Store::plant(&disk, &part(2), &flipped);
        assert!(why(&disk).0.len() < 4, "{at}");
    }
}

/// What a process does with a journal.
#[derive(Clone, Debug)]
enum Step {
    Append(Vec<u8>),
    Restart,
    Tear(Vec<u8>),
}

proptest! {
    /// Review F4: whatever the sizes, a journal in parts is the list of what was acknowledged.
    #[test]
    fn parts_are_the_list_of_what_was_acknowledged(
        size in 100u64..400,
        steps in prop::collection::vec(prop_oneof![
            6 => prop::collection::vec(any::<u8>(), 0..90).prop_map(Step::Append),
            1 => Just(Step::Restart),
            1 => prop::collection::vec(any::<u8>(), 1..40).prop_map(Step::Tear),
        ], 0..30),
    ) {
        let disk = MemoryDisk::default();
        let fresh = || FileJournal::on(disk.clone(), root()).in_parts_of(size);
        let mut model: Vec<Vec<u8>> = Vec::new();
        let mut journal = fresh();
        let mut head = journal.open(id(), at(0)).unwrap().reading.head();
        for step in steps {
            match step {
                Step::Append(bytes) => {
                    head = journal.append(id(), head, &Stored { bytes: bytes.clone(), sealed: false }).unwrap();
                    model.push(bytes);
                }
                Step::Tear(garbage) => {
                    let count = disk.list(&root().join("dossiers")).unwrap().iter().filter(|n| n.ends_with(".journaal")).count();
                    if count == 0 {
                        continue;
                    }
                    let last = part(u32::try_from(count).unwrap());
                    let bytes = disk.bytes(&last).unwrap();
                    Store::plant(&disk, &last, &[bytes, garbage].concat());
                    journal = fresh();
                    prop_assert!(journal.open(id(), at(0)).unwrap().closed.is_none());
                }
                Step::Restart => {
                    journal = fresh();
                    journal.open(id(), at(0)).unwrap();
                }
            }
            let reading = journal.read(id()).unwrap();
            prop_assert_eq!(reading.head(), head);
            prop_assert_eq!(reading.frames().map(|f| f.payload.to_vec()).collect::<Vec<_>>(), model.clone());
        }
    }
}
