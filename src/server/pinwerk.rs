//! What is done with PINs beside the clerk: hashing, in one thread, so that many at once take no more memory than one; and the
//! file of the store in which the hashes stand, sealed. In a store from before the seal there is no key, and so no PIN.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{SyncSender, TrySendError, sync_channel};
use std::thread;

use zeroize::Zeroizing;

use super::pins::{Pins, Pintaak, Pinuitslag};
use crate::crypto::kluis::Kluis;
use crate::crypto::pakje;
use crate::crypto::pin::Pinkosten;
use crate::crypto::sleutel::Sleutel;

/// The file, within the store.
pub(super) const NAAM: &str = "pins";
/// What its key is derived for.
const DOEL: &str = "crisistafel pin 1";
/// How many may wait to be hashed: one for every terminal that there can be, and some that went away meanwhile.
const WACHTEN_MAX: usize = 256;

/// The file with the hashes.
pub(super) struct Pinbestand {
    path: PathBuf,
    sleutel: Option<Sleutel>,
    /// Whether there is one that cannot be read: then nobody has a PIN, and an idle terminal ends.
    pub(super) stuk: bool,
}

impl Pinbestand {
    /// That of the store in `dir`, and what is in it; none where nothing can be kept.
    pub(super) fn gelezen(dir: &Path, kluis: Option<&Kluis>) -> (Self, Option<Pins>) {
        let sleutel = kluis.map(|kluis| kluis.leesmodel().afgeleid(DOEL, 0));
        let mut bestand = Self { path: dir.join(NAAM), sleutel, stuk: false };
        let pins = bestand.lees();
        bestand.stuk = pins.is_none();
        let pins = bestand.sleutel.is_some().then(|| pins.unwrap_or_default());
        (bestand, pins)
    }

    fn lees(&self) -> Option<Pins> {
        let bytes = match fs::read(&self.path) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Some(Pins::default()),
            other => other.ok()?,
        };
        let plain = pakje::pak_uit(self.sleutel.as_ref()?, NAAM, &bytes).ok()?;
        serde_json::from_slice(&plain).ok()
    }

    fn bewaar(&self, pins: &Pins) -> io::Result<()> {
        let sleutel = self.sleutel.as_ref().ok_or_else(|| io::Error::other("the store has no key"))?;
        let plain = Zeroizing::new(serde_json::to_vec(pins)?);
        let bytes = pakje::verpak(sleutel, NAAM, &plain)?;
        let next = self.path.with_extension("nieuw");
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&next)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        fs::rename(&next, &self.path)?;
        File::open(self.path.parent().unwrap_or(&self.path))?.sync_all()
    }
}

/// The thread that hashes, and the file.
pub(super) struct Pinwerk(SyncSender<Pintaak>, Pinbestand);

impl Pinwerk {
    /// Starts it; `tell` is given what came of each.
    pub(super) fn start(
        kosten: Pinkosten,
        bestand: Pinbestand,
        tell: impl Fn(Pinuitslag) + Send + 'static,
    ) -> io::Result<Self> {
        let (queue, taken) = sync_channel::<Pintaak>(WACHTEN_MAX);
        thread::Builder::new().name("pin".to_owned()).spawn(move || {
            for taak in taken {
                tell(taak.zoek_uit(kosten));
            }
        })?;
        Ok(Self(queue, bestand))
    }

    /// Has these in the file, durable when it returns.
    pub(super) fn bewaar(&self, pins: &Pins) -> io::Result<()> {
        self.1.bewaar(pins)
    }

    /// Has this found out. Where too many wait it is wrong at once.
    pub(super) fn vraag(&self, taak: Pintaak) -> Option<Pinuitslag> {
        match self.0.try_send(taak) {
            Ok(()) => None,
            Err(TrySendError::Full(t) | TrySendError::Disconnected(t)) => {
                let Pintaak { peer, gebruiker, doel, regel, .. } = t;
                Some(Pinuitslag { peer, gebruiker, doel, regel, klopt: false, nieuw: None })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::pin::Pinhash;
    use crate::domain::pin::Pin;
    use crate::domain::tekst::Tekst;
    use crate::domain::tijd::Tijdstip;

    /// The file holds no account in the open, and one that was changed, or is of another store, opens for nobody.
    #[test]
    fn the_file_is_sealed_and_reads_back_in_its_own_store_only() {
        let dir = tempfile::tempdir().unwrap();
        let stores = ["een", "twee"].map(|naam| dir.path().join(naam));
        let files = stores.each_ref().map(|store| {
            let wie = crate::crypto::bos::Wijziger { door: Tekst::from("duin"), nu: Tijdstip::from_millis(0) };
            super::super::claim::create(store, &super::super::Tafel::oefening(Vec::new()), &wie).unwrap();
            let (bestand, pins) = Pinbestand::gelezen(store, super::super::kluis(store, None).unwrap().as_ref());
            assert_eq!((pins, bestand.stuk), (Some(Pins::default()), false));
            bestand
        });
        let mut pins = Pins::default();
        pins.zet(&"spreeuw".into(), Some(Pinhash::van(&Pin::gegeven("482915").unwrap(), Pinkosten::PROEF).unwrap()));
        files[0].bewaar(&pins).unwrap();
        assert_eq!(files[0].lees(), Some(pins));
        let bytes = fs::read(&files[0].path).unwrap();
        assert!(!bytes.windows(7).any(|w| w == b"spreeuw"));
        fs::copy(&files[0].path, &files[1].path).unwrap();
        assert_eq!(files[1].lees(), None);
        let (unsealed, pins) = Pinbestand::gelezen(&stores[0], None);
        assert!(pins.is_none() && unsealed.stuk && unsealed.bewaar(&Pins::default()).is_err());
    }
}
