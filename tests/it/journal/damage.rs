//! A small journal cut at every length and changed at every bit, and what else happens to files. Nothing goes unnoticed.

use crisistafel::journal::Indeling;
use crisistafel::journal::{Damage, Found, JournalId, Reading, Remembered, Tail, Why, frame, scan};

use super::stores::Store;
use super::{append_all, at, dossier, texts};
use crate::schijf::MemoryDisk;

const PAYLOADS: [&str; 4] = [r#"{"a":1}"#, "", r#"{"b":[2,3]}"#, r#"{"c":"laatste"}"#];

fn id() -> JournalId {
    dossier("26-K7M4")
}

/// The file of a small journal, and where each of its frames begins; the last number is its length.
fn small() -> (Vec<u8>, Vec<usize>) {
    let store = MemoryDisk::default();
    append_all(&mut *store.journal(), id(), &PAYLOADS);
    let mut begins = vec![frame::HEADER_LEN];
    for payload in PAYLOADS {
        begins.push(begins[begins.len() - 1] + frame::OVERHEAD + payload.len());
    }
    let bytes = store.bytes(&id().file()).unwrap();
    assert_eq!(begins[PAYLOADS.len()], bytes.len());
    (bytes, begins)
}

/// Checks that the first `whole` frames are there as they were.
fn check_frames(reading: &Reading, whole: usize, case: &str) {
    assert_eq!(texts(reading), PAYLOADS[..whole], "{case}");
    assert_eq!(reading.head().seq, whole as u64, "{case}");
}

fn damage(reading: &Reading) -> &Damage {
    match reading.found() {
        Found::Damaged(damage) => damage,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_file_cut_at_any_length_keeps_its_whole_frames_and_tells_the_rest() {
    let (bytes, begins) = small();
    let head = scan(id(), bytes.clone()).head();
    for len in 0..bytes.len() {
        let case = format!("cut to {len}");
        let reading = scan(id(), bytes[..len].to_vec());
        let whole = begins.iter().filter(|begin| **begin <= len).count().saturating_sub(1);
        check_frames(&reading, whole, &case);
        match len {
            0..frame::HEADER_LEN => {
                assert_eq!(*damage(&reading), Damage { seq: 0, offset: 0, why: Why::HeaderShort }, "{case}");
            }
            _ if begins.contains(&len) => assert_eq!(*reading.found(), Found::Whole, "{case}"),
            _ => {
                let (seq, bytes) = (whole as u64 + 1, (len - begins[whole]) as u64);
                assert_eq!(*reading.found(), Found::TornTail(Tail { seq, bytes, moved_to: None }), "{case}");
            }
        }
        assert_eq!(reading.remembered(head), Remembered::Beyond, "{case}: who remembers the head notices");
    }
}

#[test]
fn one_bit_changed_anywhere_is_told_at_the_record_in_which_it_lies() {
    let (bytes, begins) = small();
    let last = PAYLOADS.len();
    for bit in 0..bytes.len() * 8 {
        let mut changed = bytes.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        let case = format!("byte {}, bit {}", bit / 8, bit % 8);
        let seq = begins.iter().filter(|begin| **begin <= bit / 8).count();
        let reading = scan(id(), changed);
        check_frames(&reading, seq.saturating_sub(1), &case);
        match reading.found() {
            Found::Damaged(damage) => assert_eq!(damage.seq, seq as u64, "{case}"),
            Found::TornTail(tail) => assert_eq!((tail.seq, seq), (seq as u64, last), "{case}"),
            other => panic!("{case}: {other:?}"),
        }
    }
}

#[test]
fn a_changed_length_does_not_make_a_middle_frame_look_like_the_tail() {
    let (bytes, begins) = small();
    for length in [0, 1, 6, 8, 200, 0x00ff_ffff, u32::MAX] {
        let mut changed = bytes.clone();
        changed[begins[0] + 4..begins[0] + 8].copy_from_slice(&u32::to_le_bytes(length));
        let reading = scan(id(), changed);
        check_frames(&reading, 0, "length");
        assert_eq!(*damage(&reading), Damage { seq: 1, offset: 32, why: Why::Unreadable });
    }
}

#[test]
fn two_last_frames_that_were_both_changed_are_damage_and_no_tail() {
    let (mut bytes, begins) = small();
    bytes[begins[2] + 50] ^= 1;
    bytes[begins[3] + 50] ^= 1;
    let reading = scan(id(), bytes);
    check_frames(&reading, 2, "both");
    assert_eq!((damage(&reading).seq, &damage(&reading).why), (3, &Why::Unreadable));
}

#[test]
fn garbage_behind_the_last_frame_is_a_torn_tail() {
    let (bytes, _) = small();
    for garbage in [vec![0; 4096], vec![0xff; 1], b"geen frame".to_vec(), frame::MARKER.to_vec()] {
        let reading = scan(id(), [&bytes[..], &garbage].concat());
        check_frames(&reading, 4, "garbage");
        let tail = Tail { seq: 5, bytes: garbage.len() as u64, moved_to: None };
        assert_eq!(*reading.found(), Found::TornTail(tail));
    }
}

#[test]
fn more_garbage_than_one_frame_can_be_is_damage() {
    let (bytes, _) = small();
    let reading = scan(id(), [bytes, vec![0; frame::PAYLOAD_MAX + frame::OVERHEAD + 1]].concat());
    check_frames(&reading, 4, "much garbage");
    assert_eq!(damage(&reading).seq, 5);
}

#[test]
fn an_empty_file_is_damage_and_a_file_of_only_a_header_is_a_journal_without_frames() {
    assert_eq!(damage(&scan(id(), Vec::new())).why, Why::HeaderShort);
    let reading = scan(id(), frame::header(id(), Indeling::Leesbaar).to_vec());
    assert_eq!((reading.found(), reading.head()), (&Found::Whole, frame::start(id(), Indeling::Leesbaar)));
    let store = MemoryDisk::default();
    Store::plant(&store, &id().file(), &frame::header(id(), Indeling::Leesbaar));
    append_all(&mut *store.journal(), id(), &["een"]);
    assert_eq!(texts(&store.journal().read(id()).unwrap()), ["een"]);
}

#[test]
fn another_dossiers_file_under_this_name_is_told_by_its_number() {
    let (bytes, _) = small();
    let store = MemoryDisk::default();
    let other = dossier("26-2222");
    Store::plant(&store, &other.file(), &bytes);
    let opened = store.journal().open(other, at(0)).unwrap();
    assert_eq!(damage(&opened.reading).why, Why::OtherFile(id()));
    assert!(opened.closed.is_some());
    assert_eq!(damage(&opened.reading).to_string(), "beschadigd bij record 0 (byte 0): dit is het bestand van 26-K7M4");
}

#[test]
fn another_dossiers_frames_behind_this_ones_header_do_not_fit() {
    let (bytes, begins) = small();
    let other = dossier("26-2222");
    let reading = scan(other, [&frame::header(other, Indeling::Leesbaar)[..], &bytes[begins[0]..]].concat());
    assert_eq!(*damage(&reading), Damage { seq: 1, offset: 32, why: Why::Previous });
}

#[test]
fn a_header_of_a_newer_layout_or_of_something_else_is_told() {
    let newer = [
        &frame::header(id(), Indeling::Leesbaar)[..8],
        &3u16.to_le_bytes(),
        &frame::header(id(), Indeling::Leesbaar)[10..24],
    ]
    .concat();
    let newer = [&newer[..], &blake3::hash(&newer).as_bytes()[..8]].concat();
    assert_eq!(damage(&scan(id(), newer)).why, Why::Version(3));
    assert_eq!(damage(&scan(id(), vec![b'#'; 100])).why, Why::NoJournal);
}

#[test]
fn a_frame_that_is_missing_repeated_or_out_of_turn_is_told() {
    let (bytes, b) = small();
    let part = |n: usize| &bytes[b[n]..b[n + 1]];
    let header = &bytes[..b[0]];
    for (parts, whole, why) in [
        ([header, part(0), part(2), part(3)], 1, Why::Sequence(3)),
        ([header, part(0), part(0), part(1)], 1, Why::Sequence(1)),
        ([header, part(0), part(2), part(1)], 1, Why::Sequence(3)),
        ([header, part(1), part(2), part(3)], 0, Why::Sequence(2)),
        ([header, part(0), part(1), part(3)], 2, Why::Sequence(4)),
    ] {
        let reading = scan(id(), parts.concat());
        check_frames(&reading, whole, &format!("{why:?}"));
        assert_eq!((damage(&reading).seq, &damage(&reading).why), (whole as u64 + 1, &why));
    }
}

/// A frame, whole, with these flags and no payload, that follows what `file` has.
fn with_frame(mut file: Vec<u8>, flags: u8) -> Vec<u8> {
    let head = scan(id(), file.clone()).head();
    let seq = (head.seq + 1).to_le_bytes();
    let body = [&frame::MARKER[..], &[0, 0, 0, 0, flags], &seq, head.hash.as_bytes()].concat();
    file.extend_from_slice(&body);
    file.extend_from_slice(&blake3::hash(&body).as_bytes()[..8]);
    file
}

#[test]
fn a_plain_frame_in_a_sealed_journal_is_damage_and_so_is_one_with_flags_that_mean_nothing() {
    let sealed = frame::header(id(), Indeling::Verzegeld).to_vec();
    assert_eq!(damage(&scan(id(), with_frame(sealed, 0))).why, Why::Unsealed);
    let (plainly, _) = small();
    assert_eq!(damage(&scan(id(), with_frame(plainly, 2))).why, Why::Flags(2), "whole, so no tail to be moved aside");
}
