//! Frames and files out of any bytes: never a panic, never more than there is.

use crisistafel::crypto::Stored;
use crisistafel::journal::Indeling;
use crisistafel::journal::{Found, Head, JournalId, Why, frame, scan};
use proptest::prelude::*;

use super::stores::Store;
use super::{append_all, at, dossier};
use crate::schijf::MemoryDisk;

/// The file of a small journal.
fn file_of(payloads: &[&str]) -> Vec<u8> {
    let (store, id) = (MemoryDisk::default(), dossier("26-K7M4"));
    append_all(&mut *store.journal(), id, payloads);
    store.bytes(&id.file()).unwrap()
}

/// Bytes in which markers, lengths and whole frames turn up more often than by chance.
fn hostile() -> impl Strategy<Value = Vec<u8>> {
    let part = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..60),
        Just(frame::MARKER.to_vec()),
        any::<u32>().prop_map(|n| n.to_le_bytes().to_vec()),
        (0u32..100).prop_map(|n| [&frame::MARKER[..], &n.to_le_bytes()].concat()),
        Just(frame::header(dossier("26-K7M4"), Indeling::Leesbaar).to_vec()),
        Just(file_of(&["een"])[frame::HEADER_LEN..].to_vec()),
    ];
    prop::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_bytes_are_a_frame_or_not_and_never_a_panic(bytes in hostile()) {
        if let Some(found) = frame::decode(&bytes) {
            prop_assert!(found.size() <= bytes.len());
            prop_assert_eq!(found.size(), found.payload.len() + frame::OVERHEAD);
        }
    }

    #[test]
    fn any_bytes_are_a_journal_with_something_to_say_of_each_byte(bytes in hostile()) {
        let id = dossier("26-K7M4");
        for file in [bytes.clone(), [&frame::header(id, Indeling::Leesbaar)[..], &bytes].concat(), [&file_of(&["een", "twee"])[..], &bytes].concat()] {
            let reading = scan(id, file.clone());
            let whole: usize = frame::HEADER_LEN + reading.frames().map(|f| f.payload.len() + frame::OVERHEAD).sum::<usize>();
            match reading.found() {
                Found::Whole => prop_assert_eq!(whole, file.len()),
                Found::TornTail(tail) => prop_assert_eq!(whole as u64 + tail.bytes, file.len() as u64),
                Found::Damaged(damage) if damage.seq == 0 => prop_assert_eq!(reading.frames().len(), 0),
                Found::Damaged(damage) => {
                    prop_assert_eq!((damage.seq, damage.offset), (reading.head().seq + 1, whole as u64));
                }
                Found::Missing => prop_assert!(false, "there was a file"),
            }
        }
    }

    #[test]
    fn a_payload_comes_back_byte_for_byte(payload in prop::collection::vec(any::<u8>(), 0..300)) {
        let (store, id) = (MemoryDisk::default(), dossier("26-K7M4"));
        let mut journal = store.journal();
        let head = journal.open(id, at(0)).unwrap().reading.head();
        journal.append(id, head, &Stored { bytes: payload.clone(), sealed: false }).unwrap();
        let file = store.bytes(&id.file()).unwrap();
        let found = frame::decode(&file[frame::HEADER_LEN..]).unwrap();
        prop_assert_eq!((found.seq, found.previous, found.payload), (1, head.hash, &payload[..]));
    }
}

#[test]
fn the_layout_is_the_one_that_is_written_down() {
    let id = dossier("26-K7M4");
    let file = file_of(&["een"]);
    assert_eq!(&file[..10], b"\x89TAFEL\r\n\x01\0");
    assert_eq!(&file[10..24], b"26-K7M4\0\0\0\0\0\0\0");
    assert_eq!(&file[24..32], &blake3::hash(&file[..24]).as_bytes()[..8]);
    let first = &file[32..];
    assert_eq!(first.len(), frame::OVERHEAD + 3);
    assert_eq!(&first[..8], b"\xffTF\xfe\x03\0\0\0");
    assert_eq!(&first[8..17], [0, 1, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(&first[17..49], blake3::hash(&file[..32]).as_bytes());
    assert_eq!(&first[49..52], b"een");
    assert_eq!(&first[52..], &blake3::hash(&first[..52]).as_bytes()[..8]);
    let head = Head { seq: 1, hash: blake3::hash(first).to_hex().parse().unwrap() };
    assert_eq!(scan(id, file).head(), head);
}

#[test]
fn every_journal_has_a_header_of_its_own() {
    let ids = [JournalId::Organisatie, dossier("26-K7M4"), dossier("26-K7M6")];
    for id in ids {
        for other in ids {
            let found = scan(other, frame::header(id, Indeling::Leesbaar).to_vec());
            let expected = if id == other { None } else { Some(Why::OtherFile(id)) };
            let why = match found.found() {
                Found::Damaged(damage) => Some(damage.why.clone()),
                _ => None,
            };
            assert_eq!(why, expected);
        }
    }
}

#[test]
fn a_file_made_of_markers_is_damage_and_not_a_search_without_end() {
    let id = dossier("26-K7M4");
    let claim = [&frame::MARKER[..], &0x0010_0000_u32.to_le_bytes(), &[0; 41]].concat();
    let file = [&file_of(&["een"])[..], &claim.repeat(120_000)].concat();
    let reading = scan(id, file);
    assert!(matches!(reading.found(), Found::Damaged(damage) if damage.seq == 2));
}
