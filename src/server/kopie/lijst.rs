//! The list of a copy: every file with its length and hash, and how far each journal was. Absent: copying.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{KopieFault, schrijf};
use crate::domain::tijd::Tijdstip;
use crate::journal::{Head, JournalId};

/// The file, within the copy. It is written last: a copy without it was interrupted.
const NAME: &str = "kopie.json";
/// The form of the list.
const VORM: u32 = 1;
/// The longest list that is read, in bytes.
const BYTES_MAX: u64 = 64 << 20;

/// What is in a copy. Nothing of what is in the files is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kopielijst {
    vorm: u32,
    /// Whether it is of an exercise.
    pub oefening: bool,
    /// When it was begun.
    pub gemaakt: Tijdstip,
    /// The files, by their path within the copy.
    pub bestanden: BTreeMap<String, Bestand>,
    /// How far each journal was.
    pub hoofden: BTreeMap<JournalId, Head>,
    /// The journals that were damaged when they were copied.
    pub beschadigd: Vec<JournalId>,
}

/// A file in a copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bestand {
    /// How long it is.
    pub bytes: u64,
    /// Its hash, BLAKE3, in hexadecimal.
    pub blake3: String,
}

/// What was copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gekopieerd {
    /// The list of it.
    pub lijst: Kopielijst,
    /// What stood in the store and is nothing of ours: it is not in the copy.
    pub vreemd: Vec<String>,
}

impl Bestand {
    fn van(bytes: &[u8]) -> Self {
        Self { bytes: bytes.len() as u64, blake3: blake3::hash(bytes).to_hex().to_string() }
    }
}

impl Kopielijst {
    pub(super) fn nieuw(oefening: bool, gemaakt: Tijdstip) -> Self {
        let (bestanden, hoofden) = (BTreeMap::new(), BTreeMap::new());
        Self { vorm: VORM, oefening, gemaakt, bestanden, hoofden, beschadigd: Vec::new() }
    }

    pub(super) fn bevat(&mut self, pad: &str, bytes: &[u8]) {
        self.bestanden.insert(pad.to_owned(), Bestand::van(bytes));
    }

    pub(super) fn is_tot(&mut self, id: JournalId, head: Head, whole: bool) {
        self.hoofden.insert(id, head);
        self.beschadigd.retain(|other| *other != id);
        if !whole {
            self.beschadigd.push(id);
        }
    }

    pub(super) fn bewaar(&self, dir: &Path) -> Result<(), KopieFault> {
        let io = |source: io::Error| KopieFault::Io { what: "schrijven van", path: dir.join(NAME), source };
        let next = dir.join("kopie.json.nieuw");
        schrijf(&next, &serde_json::to_vec_pretty(self).map_err(io::Error::from).map_err(io)?)?;
        fs::rename(&next, dir.join(NAME)).map_err(io)
    }

    /// The list of the copy in `dir`.
    pub fn van(dir: &Path) -> Result<Self, KopieFault> {
        let none = || KopieFault::GeenKopie(dir.to_owned());
        let path = dir.join(NAME);
        if !path.metadata().is_ok_and(|m| m.is_file() && m.len() <= BYTES_MAX) {
            return Err(none());
        }
        let bytes = fs::read(&path).map_err(|_| none())?;
        let lijst: Self = serde_json::from_slice(&bytes).map_err(|_| none())?;
        // what is in it leads nowhere else
        let within = |pad: &String| !pad.split('/').any(|part| part.is_empty() || part == "." || part == "..");
        if lijst.vorm == VORM && lijst.bestanden.keys().all(within) { Ok(lijst) } else { Err(none()) }
    }

    /// The files that are not in `dir` as the list has them.
    pub fn anders_in(&self, dir: &Path) -> Result<Vec<String>, KopieFault> {
        let mut anders = Vec::new();
        for (pad, bestand) in &self.bestanden {
            let path = dir.join(pad);
            let mut hasher = blake3::Hasher::new();
            let read = match File::open(&path) {
                Err(e) if e.kind() == io::ErrorKind::NotFound => None,
                Err(source) => return Err(KopieFault::Io { what: "lezen van", path, source }),
                Ok(file) => match hasher.update_reader(file) {
                    Ok(hasher) => Some((hasher.count(), hasher.finalize().to_hex().to_string())),
                    // a disk that gives an error gives no file
                    Err(_) => None,
                },
            };
            if read != Some((bestand.bytes, bestand.blake3.clone())) {
                anders.push(pad.clone());
            }
        }
        Ok(anders)
    }
}
