//! The keys of a store for who works on it: none where it was made before there was a seal; opened from beside the data where
//! it is an exercise, and else by what the caller brings. Absent: where an opener comes from (`cli::opener`).

use std::path::Path;

use super::claim;
use crate::crypto::bestand::{self, BestandFault, Hoede};
use crate::crypto::bos::{BosFault, NAAM, OEFENSLEUTEL, Sleutelbos};
use crate::crypto::kluis::Kluis;
use crate::crypto::opener::{Identiteit, Opener};
use crate::domain::tekst::Tekst;
use crate::journal::FileJournal;

/// In whose name the service makes keys.
const DIENST: &str = "dienst";

/// The keys of the store in `dir`, opened with `opener`; none where it has no keyring: it is from before the seal, and goes
/// on unsealed. Without an opener an exercise is opened with the key beside it, and anything else is locked.
pub fn kluis(dir: &Path, opener: Option<Opener>) -> Result<Option<Kluis>, BosFault> {
    if !dir.join(NAAM).exists() {
        return Ok(None);
    }
    let opener = match opener {
        Some(opener) => opener,
        None => Opener::Identiteit(beside(dir)?),
    };
    Kluis::open(dir, opener, Tekst::from(DIENST)).map(Some)
}

/// The key that lies beside an exercise.
fn beside(dir: &Path) -> Result<Identiteit, BosFault> {
    let path = dir.join(OEFENSLEUTEL);
    if !claim::look(dir).is_ok_and(|tafel| tafel.oefening) || !path.exists() {
        return Err(BosFault::OpSlot { openers: Sleutelbos::bekijk(dir)?.openers });
    }
    bestand::lees(&path, Hoede::Eigen).map_err(|fault| match fault {
        BestandFault::Io(what, source) => BosFault::Io { what, source },
        _ => BosFault::Beschadigd { vorig: false },
    })
}

/// The journals of the store in `dir`, with its keys.
pub fn journaal(dir: &Path, opener: Option<Opener>) -> Result<FileJournal, BosFault> {
    Ok(FileJournal::new(dir).verzegeld(kluis(dir, opener)?))
}
