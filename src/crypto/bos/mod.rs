//! The keyring: one small file with all keys of a store, sealed to its openers. Whoever can open it can read everything;
//! without it nothing can be read by anybody. Every change makes it anew, with another key, wrapped for every opener.
//!
//! `vorm` has the bytes of the file, `inhoud` what is sealed in it, `kast` how one file takes the place of another,
//! `ingang` what an opener is. Absent: where the secret of an opener comes from (`cli::sleutel`), and a clock.

mod fault;
mod ingang;
mod inhoud;
mod kast;
mod vorm;

#[cfg(test)]
mod tests;

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use nix::fcntl::{Flock, FlockArg};

pub use fault::{BosFault, Resten};
pub use ingang::{Ingang, IngangFault, NAAM_TEKENS_MAX, Openerlijst, Openersoort};
use inhoud::{Inhoud, JOURNALEN_MAX};
pub use inhoud::{Journaalsleutels, Klassesleutel, TAFEL_BYTES};
pub use kast::Kast;
use vorm::{Boven, Gelezen, Leesfout, OPENERS_MAX};

use super::bestand::{self, BestandFault, Hoede};
use super::opener::{Identiteit, Opener};
use super::sleutel::{Klasse, Sleutel};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::journal::JournalId;
use crate::journal::disk::Disk;

/// The file, within the store.
pub const NAAM: &str = "sleutelbos";
/// The next one, until it takes its place.
pub const NIEUW: &str = "sleutelbos.nieuw";
/// The one from before, until the next one was read back from its place.
pub const VORIG: &str = "sleutelbos.vorig";
/// The key of an exercise, within its store: the one key that may lie beside what it opens.
pub const OEFENSLEUTEL: &str = "oefensleutel";
/// What stands above it in its file.
const VOOR_OEFENING: &str = "ALLEEN VOOR OEFENINGEN: deze sleutel ligt bij de gegevens en beschermt ze dus niet";
/// The file that is locked while the keyring changes.
const SLOT: &str = "sleutelbos.slot";

/// Who changes a keyring, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wijziger {
    /// Who: the name of an account.
    pub door: Tekst,
    /// When.
    pub nu: Tijdstip,
}

/// A keyring that was opened. What is changed in it counts only when [`Sleutelbos::bewaar`] says so; after a failure of
/// that it is opened again before it is used or changed.
#[derive(Debug)]
pub struct Sleutelbos {
    generatie: u64,
    ingangen: Vec<Ingang>,
    inhoud: Inhoud,
    /// The file as it was read or written last, and what lay beside it then.
    bestand: Vec<u8>,
    resten: Resten,
}

/// What a keyring says of itself to whoever has no key. Nothing of it is certain before it was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aanblik {
    /// How often it was written.
    pub generatie: u64,
    /// When it was written last.
    pub gewijzigd: Tijdstip,
    /// By whom.
    pub door: Tekst,
    /// Of how many journals it has keys.
    pub journalen: usize,
    /// Its openers.
    pub openers: Openerlijst,
    /// What an interrupted change left beside it.
    pub resten: Resten,
}

impl Sleutelbos {
    /// Makes the keyring of a store that has none, with new keys of its own and for no journal yet.
    pub fn begin(dir: &Path, openers: Vec<Ingang>, wie: &Wijziger) -> Result<Self, BosFault> {
        let _slot = slot(dir)?;
        Self::begin_in(&Kast::van(dir), openers, wie)
    }

    /// Makes the keyring of a store for exercises, with a key that lies beside it and says so. Whether it is such a store is
    /// for who calls this to know.
    pub fn begin_oefening(dir: &Path, wie: &Wijziger) -> Result<Self, BosFault> {
        let (path, new) = (dir.join(OEFENSLEUTEL), Identiteit::nieuw());
        let identity = match bestand::schrijf(&path, &new, VOOR_OEFENING) {
            // of a beginning that was interrupted
            Err(BestandFault::IsEr) => bestand::lees(&path, Hoede::Eigen),
            written => written.map(|()| new),
        };
        let what = "schrijven of lezen van de oefensleutel";
        let identity = identity.map_err(|fault| match fault {
            BestandFault::Io(_, source) => BosFault::Io { what, source },
            _ => BosFault::Io { what, source: io::ErrorKind::InvalidData.into() },
        })?;
        let opener = Ingang::new(Openersoort::Oefening, Tekst::from("oefening"), identity.ontvanger())?;
        Self::begin(dir, vec![opener], wie)
    }

    /// Opens the keyring of a store.
    pub fn open(dir: &Path, opener: &Opener) -> Result<Self, BosFault> {
        Self::open_uit(&Kast::van(dir), opener)
    }

    /// Makes the changes durable, with another key for the keyring, wrapped for every opener. When this returns well they
    /// are on the disk; of [`BosFault::VorigBlijft`] too. Refused where somebody else changed it since it was opened.
    pub fn bewaar(&mut self, dir: &Path, wie: &Wijziger) -> Result<(), BosFault> {
        let _slot = slot(dir)?;
        self.bewaar_in(&Kast::van(dir), wie)
    }

    /// Removes what an interrupted change left beside the keyring: a copy from before may have keys that were destroyed.
    pub fn ruim_op(&mut self, dir: &Path) -> Result<(), BosFault> {
        let _slot = slot(dir)?;
        let kast = Kast::van(dir);
        if kast.lees()? == self.bestand && kast.resten() != Resten::default() {
            kast.ruim_op().map_err(BosFault::io("opruimen"))?;
        }
        self.resten = kast.resten();
        Ok(())
    }

    /// What the keyring of a store says of itself, without a key.
    pub fn bekijk(dir: &Path) -> Result<Aanblik, BosFault> {
        let kast = Kast::van(dir);
        let bytes = kast.lees()?;
        let resten = kast.resten();
        let Gelezen { opschrift: o, ingangen, .. } = vorm::lees(&bytes).map_err(|e| geen(e, resten, &[]))?;
        let openers = Openerlijst(ingangen);
        Ok(Aanblik {
            generatie: o.generatie,
            gewijzigd: o.gewijzigd,
            door: o.door,
            journalen: o.journalen,
            openers,
            resten,
        })
    }

    /// As [`Sleutelbos::begin`], on any disk. Whoever calls it has it to themselves.
    pub fn begin_in<D: Disk>(kast: &Kast<D>, openers: Vec<Ingang>, wie: &Wijziger) -> Result<Self, BosFault> {
        let inhoud = Inhoud::nieuw().map_err(|_| BosFault::Toeval)?;
        let bestand = Vec::new();
        let mut bos = Self { generatie: 0, ingangen: Vec::new(), inhoud, bestand, resten: Resten::default() };
        openers.into_iter().try_for_each(|i| bos.voeg_toe(i))?;
        if bos.ingangen.is_empty() {
            return Err(BosFault::Laatste);
        }
        let (bytes, key) = bos.geschreven(wie)?;
        kast.begin(&bytes, |back| bos.opent(back, &key))?;
        (bos.generatie, bos.bestand) = (1, bytes);
        Ok(bos)
    }

    /// As [`Sleutelbos::open`], on any disk.
    pub fn open_uit<D: Disk>(kast: &Kast<D>, opener: &Opener) -> Result<Self, BosFault> {
        let bestand = kast.lees()?;
        let resten = kast.resten();
        let read = vorm::lees(&bestand).map_err(|e| geen(e, resten, &[]))?;
        let fault = |e| geen(e, resten, &read.ingangen);
        let (_, body) = read.open(opener).map_err(fault)?;
        let inhoud = Inhoud::van_bytes(&body).ok_or_else(|| fault(Leesfout::Beschadigd))?;
        let (generatie, ingangen) = (read.opschrift.generatie, read.ingangen.clone());
        Ok(Self { generatie, ingangen, inhoud, bestand, resten })
    }

    /// As [`Sleutelbos::bewaar`], on any disk. Whoever calls it has it to themselves.
    pub fn bewaar_in<D: Disk>(&mut self, kast: &Kast<D>, wie: &Wijziger) -> Result<(), BosFault> {
        let now = kast.lees()?;
        if now != self.bestand {
            let resten = kast.resten();
            let other = vorm::lees(&now).map_err(|e| geen(e, resten, &[]))?.opschrift;
            return Err(BosFault::Gewijzigd { door: other.door, op: other.gewijzigd });
        }
        let (bytes, key) = self.geschreven(wie)?;
        let done = kast.vervang(&now, &bytes, |back| self.opent(back, &key));
        if matches!(done, Ok(()) | Err(BosFault::VorigBlijft(_))) {
            self.generatie += 1;
            self.bestand = bytes;
        }
        self.resten = kast.resten();
        done
    }

    /// The bytes of the next generation, and its key.
    fn geschreven(&self, wie: &Wijziger) -> Result<(Vec<u8>, Sleutel), BosFault> {
        let key = Sleutel::nieuw().map_err(|_| BosFault::Toeval)?;
        let boven = Boven {
            generatie: self.generatie + 1,
            gewijzigd: wie.nu,
            door: &wie.door,
            journalen: self.inhoud.journalen.len(),
            ingangen: &self.ingangen,
        };
        let bytes = vorm::schrijf(&boven, &key, self.inhoud.bytes()).ok_or(BosFault::Toeval)?;
        Ok((bytes, key))
    }

    /// Whether this file holds what we hold.
    fn opent(&self, bytes: &[u8], key: &Sleutel) -> bool {
        let read = vorm::lees(bytes).ok().filter(|read| read.ingangen == self.ingangen);
        let body = read.and_then(|read| read.inhoud(key).ok());
        body.and_then(|body| Inhoud::van_bytes(&body)).is_some_and(|inhoud| inhoud == self.inhoud)
    }
}

/// What is in it.
impl Sleutelbos {
    /// The store's own id: random, and the same for as long as it lasts.
    pub fn tafel_id(&self) -> [u8; TAFEL_BYTES] {
        self.inhoud.tafel
    }

    /// How often it was written.
    pub fn generatie(&self) -> u64 {
        self.generatie
    }

    /// Its openers.
    pub fn openers(&self) -> &[Ingang] {
        &self.ingangen
    }

    /// What an interrupted change left beside it.
    pub fn resten(&self) -> Resten {
        self.resten
    }

    /// The key of the read model.
    pub fn leesmodel(&self) -> &Sleutel {
        &self.inhoud.leesmodel
    }

    /// The key of the drafts.
    pub fn concepten(&self) -> &Sleutel {
        &self.inhoud.concepten
    }

    /// The key of the trace.
    pub fn spoor(&self) -> &Sleutel {
        &self.inhoud.spoor
    }

    /// The keys of a journal; none when it was never given any.
    pub fn van(&self, id: JournalId) -> Option<&Journaalsleutels> {
        self.inhoud.journalen.get(&id)
    }

    /// The keys with which a journal is sealed; none when it was never given any. Those of the trace follow from its key.
    pub fn sleutels(&self, id: JournalId) -> Option<Journaalsleutels> {
        match id {
            JournalId::Inzage(_) => Some(Journaalsleutels::van_spoor(id, self.spoor())),
            JournalId::Organisatie | JournalId::Dossier(_) => self.van(id).cloned(),
        }
    }

    /// The journals that have keys, or had them.
    pub fn journalen(&self) -> impl Iterator<Item = &Journaalsleutels> {
        self.inhoud.journalen.values()
    }
}

/// What changes it, until it is kept.
impl Sleutelbos {
    /// Gives a journal its keys; one that has them, or had them, keeps what it has. Gives whether they are new.
    pub fn maak(&mut self, id: JournalId) -> Result<bool, BosFault> {
        if self.van(id).is_some() {
            return Ok(false);
        }
        if self.inhoud.journalen.len() >= JOURNALEN_MAX {
            return Err(BosFault::Vol { openers: OPENERS_MAX, journalen: JOURNALEN_MAX });
        }
        let keys = Journaalsleutels::nieuw(id).map_err(|_| BosFault::Toeval)?;
        self.inhoud.journalen.insert(id, keys);
        Ok(true)
    }

    /// Destroys keys of a journal. Gives whether the journal is known.
    pub fn vernietig(&mut self, id: JournalId, klassen: &[Klasse]) -> bool {
        let Some(keys) = self.inhoud.journalen.get_mut(&id) else { return false };
        for klasse in klassen {
            keys.vernietig(*klasse);
        }
        true
    }

    /// Adds an opener.
    pub fn voeg_toe(&mut self, opener: Ingang) -> Result<(), BosFault> {
        let same = |i: &&Ingang| i.naam.same(opener.naam.as_str()) || i.ontvanger == opener.ontvanger;
        if let Some(known) = self.ingangen.iter().find(same) {
            return Err(BosFault::Bezet(known.naam.clone()));
        }
        if self.ingangen.len() >= OPENERS_MAX {
            return Err(BosFault::Vol { openers: OPENERS_MAX, journalen: JOURNALEN_MAX });
        }
        self.ingangen.push(opener);
        Ok(())
    }

    /// Takes an opener away, by its name; the last one stays.
    pub fn haal_weg(&mut self, naam: &Tekst) -> Result<Ingang, BosFault> {
        let at = self.ingangen.iter().position(|i| i.naam.same(naam.as_str()));
        match at {
            None => Err(BosFault::Onbekend { naam: naam.clone(), openers: Openerlijst(self.ingangen.clone()) }),
            Some(_) if self.ingangen.len() == 1 => Err(BosFault::Laatste),
            Some(at) => Ok(self.ingangen.remove(at)),
        }
    }
}

/// Waits for the turn to change the keyring in `dir`, and keeps it until the value is dropped.
fn slot(dir: &Path) -> Result<Flock<File>, BosFault> {
    let fault = BosFault::io("vergrendelen");
    let path = dir.join(SLOT);
    let file = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path).map_err(&fault)?;
    Flock::lock(file, FlockArg::LockExclusive).map_err(|(_, errno)| fault(io::Error::from(errno)))
}

/// Why a file does not open, for the user.
fn geen(fout: Leesfout, resten: Resten, ingangen: &[Ingang]) -> BosFault {
    match fout {
        Leesfout::Vorm => BosFault::Vorm,
        Leesfout::Beschadigd => BosFault::Beschadigd { vorig: resten.vorig },
        Leesfout::Verkeerd => BosFault::Verkeerd { openers: Openerlijst(ingangen.to_vec()) },
    }
}
