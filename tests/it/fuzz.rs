//! What was collected for the fuzz targets, played: each input whole, cut, and with a few of its bytes changed. The fuzzer
//! itself is in `tests/fuzz`.

use std::fs;
use std::path::PathBuf;

#[path = "../fuzz/doelen.rs"]
mod doelen;

use doelen::DOELEN;

/// The inputs that were collected for this target, by name.
fn inputs(naam: &str) -> Vec<(String, Vec<u8>)> {
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(naam);
    let all = fs::read_dir(&dir).unwrap_or_else(|e| panic!("{}: {e}", dir.display()));
    let mut all: Vec<_> = all
        .map(|file| file.unwrap())
        .map(|file| (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap()))
        .collect();
    all.sort();
    all
}

#[test]
fn what_was_collected_breaks_no_promise() {
    for (naam, doel) in DOELEN {
        let all = inputs(naam);
        assert!(all.len() >= 3, "{naam}: something to begin with");
        for (_, bytes) in &all {
            doel(bytes);
        }
    }
}

/// A few changes of each, the same at every run: the fuzzer makes millions.
#[test]
fn nor_do_pieces_and_changes_of_it() {
    for (naam, doel) in DOELEN {
        for (at, (_, bytes)) in inputs(naam).iter().enumerate().filter(|(_, (_, bytes))| !bytes.is_empty()) {
            for n in 0..4 {
                // spread over the input, another place for each
                let place = (at * 7919 + n * 104_729) % bytes.len();
                doel(&bytes[..place]);
                doel(&bytes[place..]);
                let mut changed = bytes.clone();
                changed[place] = changed[place].wrapping_add(1 << n);
                doel(&changed);
                changed.insert(place, b"\x1b\"[\xff"[n]);
                doel(&changed);
            }
        }
    }
}
