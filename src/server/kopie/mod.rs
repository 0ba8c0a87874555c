//! A copy of a store, made while it may be served, and the way back: journals up to their last whole record, what lies beside
//! them, and a list with the hash of every file, written last. The keyring goes apart. Absent: who asks for it (`cli::kopie`).
//!
//! Journals only grow, and the organisation's journal names a dossier and how far it was only after that was durable. So a
//! copy of that journal, and of the others after it, agree with one another whatever is recorded meanwhile.

mod lijst;
mod terug;

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use nix::fcntl::{PosixFadviseAdvice, posix_fadvise};

pub use lijst::{Gekopieerd, Kopielijst};
pub use terug::{Teruggezet, zet_terug};

use super::{LOG, LOG_OUD, READ_MODEL, READ_MODEL_BUSY, claim};
use crate::crypto::bos::{NAAM, NIEUW, OEFENSLEUTEL, VORIG};
use crate::domain::tijd::Tijdstip;
use crate::journal::{self, FileJournal, Found, Journal, JournalId};

/// How often what a running service does meanwhile is looked at again.
const KEREN: u32 = 20;
/// What of a store is in a copy besides its journals: files, and folders with files.
const BESTANDEN: [&str; 3] = ["tafel.json", "rollen.toml", "nummers.geheim"];
const MAPPEN: [&str; 4] = ["kaders", "concepten", "inzage", "dossiers"];
/// What is not: it is made again, or is of the process that runs.
const NIET: [&str; 15] = [
    READ_MODEL,
    READ_MODEL_BUSY,
    "hoofden",
    "luistert",
    "begin",
    "slot",
    LOG,
    LOG_OUD,
    "sleutelbos.slot",
    // how often somebody guessed is of this store: in one that was put back everybody chooses a PIN again
    "pins",
    "pins.nieuw",
    NAAM,
    NIEUW,
    VORIG,
    OEFENSLEUTEL,
];

/// Why there is no copy, or it is not put back. Each is a sentence for the user.
#[derive(Debug, thiserror::Error)]
pub enum KopieFault {
    /// There is something there already.
    #[error("{0} is er al; noem een map die er nog niet is")]
    IsEr(PathBuf),
    /// The keyring would lie with what it opens.
    #[error("de sleutelbos hoort niet bij de kopie die hij opent; noem een map erbuiten, liefst op een andere schijf")]
    Bijeen,
    /// New dossiers keep coming.
    #[error("er kwamen telkens dossiers bij; probeer het zo nog eens")]
    Onrustig,
    /// There is no list, or it is none of ours.
    #[error("{0} is geen kopie van Crisistafel, of het maken ervan werd afgebroken")]
    GeenKopie(PathBuf),
    /// What was written does not read back as it was.
    #[error("{0} leest anders terug dan het is geschreven; de schijf is niet te vertrouwen")]
    Teruglezen(PathBuf),
    /// The record.
    #[error(transparent)]
    Journal(#[from] journal::Fault),
    /// The store.
    #[error(transparent)]
    Claim(#[from] claim::ClaimFault),
    /// The disk.
    #[error("{what} {path} mislukte: {}", crate::domain::machine::zegt(.source))]
    Io {
        /// What was tried.
        what: &'static str,
        /// On what.
        path: PathBuf,
        /// How it failed.
        source: io::Error,
    },
}

/// Copies the store in `dir` to the new folder `naar`, and its keyring to the new folder `bos`, where one is named. `vordering`
/// is told of how many journals how many are done. Everything is durable and was read back when this returns.
pub fn kopieer(
    dir: &Path,
    naar: &Path,
    bos: Option<&Path>,
    nu: Tijdstip,
    vordering: &mut dyn FnMut(usize, usize),
) -> Result<Gekopieerd, KopieFault> {
    let tafel = claim::look(dir)?;
    is_nieuw(naar, bos)?;
    [Some(naar), bos].into_iter().flatten().try_for_each(nieuwe_map)?;
    let mut lijst = Kopielijst::nieuw(tafel.oefening, nu);
    let vreemd = rest(dir, naar, &mut lijst)?;
    journalen(dir, naar, &mut lijst, vordering)?;
    // last of all, so that it has every key that the copied journals need
    if let Some(bos) = bos {
        for naam in [NAAM, OEFENSLEUTEL].into_iter().filter(|naam| dir.join(naam).exists()) {
            let bytes = lees(&dir.join(naam))?;
            schrijf(&bos.join(naam), &bytes)?;
        }
        sync(bos)?;
    }
    lijst.bewaar(naar)?;
    sync(naar)?;
    lijst.anders_in(naar)?.first().map_or(Ok(()), |naam| Err(KopieFault::Teruglezen(naar.join(naam))))?;
    Ok(Gekopieerd { lijst, vreemd })
}

/// That a copy can be made here: nothing is there yet, and the keyring would not lie with what it opens.
pub fn is_nieuw(naar: &Path, bos: Option<&Path>) -> Result<(), KopieFault> {
    if bos.is_some_and(|bos| bos.starts_with(naar) || naar.starts_with(bos)) {
        return Err(KopieFault::Bijeen);
    }
    let there = [Some(naar), bos].into_iter().flatten().find(|dir| dir.exists());
    there.map_or(Ok(()), |dir| Err(KopieFault::IsEr(dir.to_owned())))
}

/// Copies the journals: that of the organisation before the others, until no dossier came meanwhile.
fn journalen(
    dir: &Path,
    naar: &Path,
    lijst: &mut Kopielijst,
    vordering: &mut dyn FnMut(usize, usize),
) -> Result<(), KopieFault> {
    let journal = FileJournal::new(dir);
    for _ in 0..KEREN {
        let all = journal.list()?;
        een_journaal(&journal, JournalId::Organisatie, naar, lijst)?;
        // all of them again: what that journal says now may be more than what was copied of them before
        let mut done = BTreeSet::from([JournalId::Organisatie]);
        for id in &all {
            if done.insert(*id) {
                een_journaal(&journal, *id, naar, lijst)?;
                vordering(done.len(), all.len());
            }
        }
        if journal.list()? == all {
            return Ok(());
        }
    }
    Err(KopieFault::Onrustig)
}

/// Copies one journal up to its last whole record; one that is damaged as it is.
fn een_journaal(journal: &FileJournal, id: JournalId, naar: &Path, lijst: &mut Kopielijst) -> Result<(), KopieFault> {
    let reading = journal.read(id)?;
    for (file, bytes) in reading.files(id) {
        let file = file.display().to_string();
        map(&naar.join(&file))?;
        schrijf_over(&naar.join(&file), bytes)?;
        lijst.bevat(&file, bytes);
    }
    lijst.is_tot(id, reading.head(), !matches!(reading.found(), Found::Damaged(_)));
    Ok(())
}

/// Copies what lies beside the journals, and names what is of nobody.
fn rest(dir: &Path, naar: &Path, lijst: &mut Kopielijst) -> Result<Vec<String>, KopieFault> {
    let mut vreemd = Vec::new();
    for (naam, is_map) in namen(dir)? {
        if is_map && MAPPEN.contains(&naam.as_str()) {
            for (binnen, is_map) in namen(&dir.join(&naam))? {
                let pad = format!("{naam}/{binnen}");
                let half = Path::new(&binnen).extension().is_some_and(|e| e == "nieuw");
                let ons = half || JournalId::from_file_name(&binnen).is_some_and(|id| id.file().starts_with(&naam));
                match (is_map, ons) {
                    (false, true) => {}
                    (false, false) => bestand(dir, naar, &pad, lijst)?,
                    (true, _) => vreemd.push(pad),
                }
            }
        } else if !is_map && BESTANDEN.contains(&naam.as_str()) {
            bestand(dir, naar, &naam, lijst)?;
        } else if JournalId::from_file_name(&naam).is_none() && !NIET.contains(&naam.as_str()) {
            vreemd.push(naam);
        }
    }
    Ok(vreemd)
}

/// Copies a file that is replaced whole, if it is still there.
fn bestand(dir: &Path, naar: &Path, pad: &str, lijst: &mut Kopielijst) -> Result<(), KopieFault> {
    let bytes = match fs::read(dir.join(pad)) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        other => other.map_err(|source| KopieFault::Io { what: "lezen van", path: dir.join(pad), source })?,
    };
    map(&naar.join(pad))?;
    schrijf(&naar.join(pad), &bytes)?;
    lijst.bevat(pad, &bytes);
    Ok(())
}

/// The names in a folder, in order, each with whether it is a folder.
fn namen(dir: &Path) -> Result<Vec<(String, bool)>, KopieFault> {
    let io = |source| KopieFault::Io { what: "lezen van", path: dir.to_owned(), source };
    let mut all = Vec::new();
    for entry in fs::read_dir(dir).map_err(io)? {
        let entry = entry.map_err(io)?;
        let is_map = entry.file_type().map_err(io)?.is_dir();
        all.push((entry.file_name().to_string_lossy().into_owned(), is_map));
    }
    all.sort();
    Ok(all)
}

fn nieuwe_map(dir: &Path) -> Result<(), KopieFault> {
    match fs::DirBuilder::new().mode(0o700).create(dir) {
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Err(KopieFault::IsEr(dir.to_owned())),
        other => other.map_err(|source| KopieFault::Io { what: "aanmaken van", path: dir.to_owned(), source }),
    }
}

/// Makes the folder of a file where it lacks.
fn map(file: &Path) -> Result<(), KopieFault> {
    let Some(dir) = file.parent() else { return Ok(()) };
    let io = |source| KopieFault::Io { what: "aanmaken van", path: dir.to_owned(), source };
    fs::DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(io)
}

fn schrijf(path: &Path, bytes: &[u8]) -> Result<(), KopieFault> {
    schrijf_met(path, bytes, OpenOptions::new().write(true).create_new(true))
}

/// The same, where a copy of before it may stand: the organisation's journal, when dossiers came meanwhile.
fn schrijf_over(path: &Path, bytes: &[u8]) -> Result<(), KopieFault> {
    schrijf_met(path, bytes, OpenOptions::new().write(true).create(true).truncate(true))
}

fn schrijf_met(path: &Path, bytes: &[u8], how: &mut OpenOptions) -> Result<(), KopieFault> {
    let io = |source| KopieFault::Io { what: "schrijven van", path: path.to_owned(), source };
    let mut file = how.mode(0o600).open(path).map_err(io)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(io)?;
    // so that it is read back from the disk, where the system heeds that
    let _ = posix_fadvise(&file, 0, 0, PosixFadviseAdvice::POSIX_FADV_DONTNEED);
    Ok(())
}

fn lees(path: &Path) -> Result<Vec<u8>, KopieFault> {
    let io = |source| KopieFault::Io { what: "lezen van", path: path.to_owned(), source };
    let mut bytes = Vec::new();
    File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)).map_err(io)?;
    Ok(bytes)
}

/// Makes the names in a folder, and in those in it, durable.
fn sync(dir: &Path) -> Result<(), KopieFault> {
    let io = |source| KopieFault::Io { what: "bewaren van", path: dir.to_owned(), source };
    for (naam, is_map) in namen(dir)? {
        if is_map {
            sync(&dir.join(naam))?;
        }
    }
    let above = dir.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    [dir, above].into_iter().try_for_each(|d| File::open(d)?.sync_all()).map_err(io)
}
