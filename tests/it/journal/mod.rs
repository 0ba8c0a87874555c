//! The record: what is acknowledged stays, and what is wrong is told.

mod contract;
mod damage;
mod faults;
mod frames;
mod golden;
mod golden_verzegeld;
mod knoeien;
mod parts;
mod recipe;
mod recipe_einde;
mod recipe_informatie;
mod recipe_kader;
mod recipe_melding;
mod recipe_toegang;
mod stores;
mod verify;
mod verzegeld;

use crisistafel::crypto::Stored;
use crisistafel::domain::ids::RequestId;
use crisistafel::domain::rol::{Actor, Rol, Stamp};
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::Tijdstip;
use crisistafel::journal::{Head, Journal, JournalId, Reading};

/// A fictitious dossier.
pub(crate) fn dossier(nummer: &str) -> JournalId {
    JournalId::Dossier(nummer.parse().unwrap())
}

/// Sunday 22 November 2026, 14:31:04 in Amsterdam, and a number of seconds.
pub(crate) fn at(seconds: i64) -> Tijdstip {
    Tijdstip::from_millis(1_795_354_264_000 + seconds * 1000)
}

/// What a fictitious notulist did, so many seconds after 14:31:04.
pub(crate) fn stamp(seconds: i64) -> Stamp {
    let wie = Actor { gebruiker: tekst("dewit"), naam: tekst("De Wit"), rol: Rol::Notulist, organisatie: None };
    Stamp { op: at(seconds), wie, verzoek: RequestId(u128::try_from(seconds).unwrap()) }
}

/// A text that needs no cleaning.
pub(crate) fn tekst(raw: &str) -> Tekst {
    Tekst::new(raw).unwrap()
}

/// A payload that is not sealed.
pub(crate) fn plain(text: &str) -> Stored {
    Stored { bytes: text.as_bytes().to_vec(), sealed: false }
}

/// The payloads of a reading as text.
pub(crate) fn texts(reading: &Reading) -> Vec<String> {
    reading.frames().map(|frame| String::from_utf8(frame.payload.to_vec()).unwrap()).collect()
}

/// Opens a journal and appends these payloads.
pub(crate) fn append_all(journal: &mut dyn Journal, id: JournalId, payloads: &[&str]) -> Head {
    let mut head = journal.open(id, at(0)).unwrap().reading.head();
    for text in payloads {
        head = journal.append(id, head, &plain(text)).unwrap();
    }
    head
}
