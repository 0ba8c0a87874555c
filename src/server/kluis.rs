//! The keys of a store for who works on it: none where it was made before there was a seal; from beside the data where it is
//! an exercise. Absent: the openers of a store for real dossiers, which does not exist yet.

use std::path::Path;

use super::{READ_MODEL, READ_MODEL_BUSY, claim};
use crate::crypto::bestand::{self, BestandFault, Hoede};
use crate::crypto::bos::{BosFault, NAAM, OEFENSLEUTEL, Sleutelbos};
use crate::crypto::kluis::Kluis;
use crate::crypto::opener::Opener;
use crate::crypto::register::Registersleutels;
use crate::domain::ids::DossierNummer;
use crate::domain::tekst::Tekst;
use crate::journal::FileJournal;
use crate::projection::rij::Hoofd;
use crate::store::ReadModel;

/// In whose name the service makes keys.
const DIENST: &str = "dienst";

/// The keys of the store in `dir`; none where it has no keyring: it is from before the seal, and goes on unsealed.
pub fn kluis(dir: &Path) -> Result<Option<Kluis>, BosFault> {
    if !dir.join(NAAM).exists() {
        return Ok(None);
    }
    let beside = dir.join(OEFENSLEUTEL);
    if !claim::look(dir).is_ok_and(|tafel| tafel.oefening) || !beside.exists() {
        return Err(BosFault::OpSlot { openers: Sleutelbos::bekijk(dir)?.openers });
    }
    let identity = bestand::lees(&beside, Hoede::Eigen).map_err(|fault| match fault {
        BestandFault::Io(what, source) => BosFault::Io { what, source },
        _ => BosFault::Beschadigd { vorig: false },
    })?;
    Kluis::open(dir, Opener::Identiteit(identity), Tekst::from(DIENST)).map(Some)
}

/// The journals of the store in `dir`, with its keys.
pub fn journaal(dir: &Path) -> Result<FileJournal, BosFault> {
    Ok(FileJournal::new(dir).verzegeld(kluis(dir)?))
}

/// The heads that the read model of the store in `dir` remembers while nobody serves it; none where it cannot be opened.
pub fn hoofden_in_rust(dir: &Path) -> Vec<(DossierNummer, Hoofd)> {
    let Ok(kluis) = kluis(dir) else { return Vec::new() };
    ReadModel::heads_at_rest(&dir.join(READ_MODEL), &dir.join(READ_MODEL_BUSY), &Registersleutels::van(kluis))
}
