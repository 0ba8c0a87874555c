//! The PINs of a store: whose there are, as hashes, and how often a wrong one was given, so that nobody guesses one by trying.
//! Values; what hashes and what writes them down is `pinwerk`.

use std::collections::BTreeMap;
use std::fmt;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::clerk::PeerId;
use crate::crypto::pin::{Pinhash, Pinkosten};
use crate::domain::inzage::Inzageregel;
use crate::domain::pin::Pin;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

/// How often a wrong PIN may be given before its terminal ends, and its account has to wait.
pub(super) const KEREN: u32 = 5;
/// How long it has to wait then, in minutes; each time after that twice as long.
const WACHT_MIN: i64 = 1;
/// The longest that it has to wait, in minutes: four hours.
const WACHT_MAX: i64 = 240;

/// The PINs, by account.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pins(BTreeMap<Tekst, Pinrij>);

impl fmt::Debug for Pins {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pins({})", self.0.len())
    }
}

/// The PIN of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Pinrij {
    hash: Pinhash,
    /// How often a wrong one was given since a right one was.
    #[serde(default)]
    mislukt: Mislukt,
}

/// How often a wrong PIN was given since a right one was, and when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mislukt {
    /// How often.
    pub keer: u32,
    /// When for the first time.
    pub eerste: Option<Tijdstip>,
    /// When for the last.
    laatste: Option<Tijdstip>,
}

impl Mislukt {
    /// Until when no PIN is taken, right or wrong.
    fn wacht_tot(&self) -> Option<Tijdstip> {
        let te_vaak = self.keer.checked_sub(KEREN)?;
        Some(self.laatste?.plus(TimeDelta::minutes(WACHT_MAX.min(WACHT_MIN << te_vaak.min(30)))))
    }
}

impl Pinrij {
    /// How often a wrong one was given since a right one was.
    pub(super) fn mislukt(&self) -> Mislukt {
        self.mislukt
    }
}

impl Pins {
    /// Whether this account has a PIN.
    pub fn heeft(&self, wie: &Tekst) -> bool {
        self.0.contains_key(wie)
    }

    /// Against what a PIN of this account is held; none where there is none, or no PIN is taken now.
    pub fn tegen(&self, wie: &Tekst, nu: Tijdstip) -> Option<Pinhash> {
        self.0.get(wie).filter(|_| !self.wacht(wie, nu)).map(|rij| rij.hash.clone())
    }

    /// That of this account.
    pub(super) fn hash(&self, wie: &Tekst) -> Option<&Pinhash> {
        self.0.get(wie).map(|rij| &rij.hash)
    }

    /// Whether no PIN of this account is taken now: too many were wrong.
    pub fn wacht(&self, wie: &Tekst, nu: Tijdstip) -> bool {
        self.0.get(wie).and_then(|rij| rij.mislukt.wacht_tot()).is_some_and(|tot| nu < tot)
    }

    /// How often a wrong one was given since a right one was.
    pub fn mislukt(&self, wie: &Tekst) -> Mislukt {
        self.0.get(wie).map(Pinrij::mislukt).unwrap_or_default()
    }

    /// A wrong one was given. False where that changes nothing: there is none, or none is taken now.
    pub(super) fn mis(&mut self, wie: &Tekst, nu: Tijdstip) -> bool {
        if self.wacht(wie, nu) {
            return false;
        }
        let Some(Mislukt { keer, eerste, laatste }) = self.0.get_mut(wie).map(|rij| &mut rij.mislukt) else { return false };
        *keer = keer.saturating_add(1);
        eerste.get_or_insert(nu);
        *laatste = Some(nu);
        true
    }

    /// The right one was given. False where no wrong one was before it.
    pub(super) fn raak(&mut self, wie: &Tekst) -> bool {
        let Some(rij) = self.0.get_mut(wie) else { return false };
        std::mem::take(&mut rij.mislukt) != Mislukt::default()
    }

    /// This account has this PIN now, or none; gives what it was.
    pub(super) fn zet(&mut self, wie: &Tekst, hash: Option<Pinhash>) -> Option<Pinrij> {
        match hash {
            Some(hash) => self.0.insert(wie.clone(), Pinrij { hash, mislukt: Mislukt::default() }),
            None => self.0.remove(wie),
        }
    }

    /// Puts back what it was.
    pub(super) fn herstel(&mut self, wie: &Tekst, was: Option<Pinrij>) {
        match was {
            Some(rij) => drop(self.0.insert(wie.clone(), rij)),
            None => drop(self.0.remove(wie)),
        }
    }
}

/// For what a PIN is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pindoel {
    /// To bring a locked terminal back.
    Ontgrendel,
    /// To have a PIN, or another one.
    Zet,
    /// To have none any more.
    Verwijder,
}

/// What has to be found out beside the clerk, because it is slow on purpose.
#[derive(Debug)]
pub struct Pintaak {
    /// Who gave it.
    pub peer: PeerId,
    /// Whose it is.
    pub gebruiker: Tekst,
    /// For what.
    pub doel: Pindoel,
    /// What is traced of it, as if it had been given.
    pub regel: Box<Inzageregel>,
    /// What was given, and against what it is held: nothing, which takes as long, where it cannot be right. None where none was
    /// asked.
    pub gegeven: Option<(Pin, Option<Pinhash>)>,
    /// Of what a hash is made, where what was given is right.
    pub nieuw: Option<Pin>,
}

/// What came of it.
#[derive(Debug)]
pub struct Pinuitslag {
    /// Who gave it.
    pub peer: PeerId,
    /// Whose it is.
    pub gebruiker: Tekst,
    /// For what.
    pub doel: Pindoel,
    /// What is traced of it, as if it had been given.
    pub regel: Box<Inzageregel>,
    /// Against what it was held.
    pub tegen: Option<Pinhash>,
    /// Whether what was given is right; so where nothing had to be.
    pub klopt: bool,
    /// The hash that was asked for; none where the machine could not make one.
    pub nieuw: Option<Pinhash>,
}

impl Pintaak {
    /// Finds it out.
    pub fn zoek_uit(self, kosten: Pinkosten) -> Pinuitslag {
        let Self { peer, gebruiker, doel, regel, gegeven, nieuw } = self;
        let tegen = gegeven.as_ref().and_then(|(_, tegen)| tegen.clone());
        let klopt = gegeven.is_none_or(|(pin, tegen)| {
            if let Some(hash) = tegen {
                return hash.is_van(&pin);
            }
            // as long as if there were one
            drop(Pinhash::van(&pin, kosten));
            false
        });
        let nieuw = nieuw.filter(|_| klopt).and_then(|pin| Pinhash::van(&pin, kosten).ok());
        Pinuitslag { peer, gebruiker, doel, regel, tegen, klopt, nieuw }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Tijdstip {
        Tijdstip::from_millis(1_795_352_400_000 + seconds * 1000)
    }

    /// Five may be wrong; then each next one waits twice as long, up to four hours, and the right one as well.
    #[test]
    fn who_guesses_waits_longer_and_longer_and_a_right_one_ends_that() {
        let pin = Pin::gegeven("482915").unwrap();
        let (mut pins, wie) = (Pins::default(), Tekst::from("duin"));
        assert!(!pins.mis(&wie, at(0)) && pins.tegen(&wie, at(0)).is_none());
        assert!(pins.zet(&wie, Some(Pinhash::van(&pin, Pinkosten::PROEF).unwrap())).is_none());
        let mut nu = 0;
        for keer in 1..=4 {
            assert!(pins.mis(&wie, at(nu)) && !pins.wacht(&wie, at(nu)), "{keer}");
        }
        let mut waits = Vec::new();
        for _ in 0..12 {
            assert!(pins.mis(&wie, at(nu)) && pins.tegen(&wie, at(nu)).is_none());
            assert!(!pins.mis(&wie, at(nu)), "while it waits nothing counts");
            let wait = (0..1000).find(|m| !pins.wacht(&wie, at(nu + m * 60))).unwrap();
            assert!(pins.wacht(&wie, at(nu + wait * 60 - 1)));
            waits.push(wait);
            nu += wait * 60;
        }
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 64, 128, 240, 240, 240, 240]);
        let Mislukt { keer, eerste, .. } = pins.mislukt(&wie);
        assert_eq!((keer, eerste), (16, Some(at(0))));
        let back: Pins = serde_json::from_str(&serde_json::to_string(&pins).unwrap()).unwrap();
        assert_eq!(back, pins, "also when the service is started again");
        assert!(pins.raak(&wie) && !pins.raak(&wie) && pins.mislukt(&wie) == Mislukt::default());
        assert!(pins.tegen(&wie, at(nu)).is_some_and(|hash| hash.is_van(&pin)));
        assert!(!format!("{pins:?}").contains("duin"));
    }
}
