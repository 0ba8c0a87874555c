//! What seals the read model: the names of its rows and files, and the values in them. Every value goes in and out of
//! storage here.
//!
//! A sealed value is a nonce (24 bytes, random), XChaCha20-Poly1305 of its length (u32, little endian), itself and zeros, and
//! the tag (16 bytes). How long the whole is, is one of few lengths. To it is bound whatever its place is.
//!
//! Rows are sealed with the keyring's key of the read model. What was said and written in a dossier stands in a segment of its
//! own, sealed with a key that follows from the dossier's own: with that it is destroyed. A store from before the seal has no
//! keys, and its journals can be read beside it: there the key is no secret, and keeps nothing but damage out.

use std::ops::Deref;

use chacha20poly1305::aead::AeadInPlace;
use chacha20poly1305::{KeyInit, Tag, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::kluis::Kluis;
use super::sleutel::{Klasse, Sleutel};
use super::zegel::{OpenFault, ZegelFault};
use crate::domain::ids::DossierNummer;
use crate::journal::JournalId;

/// How long the name of a row is, in bytes.
pub const NAAM_BYTES: usize = 16;
const NONCE: usize = 24;
const TAG: usize = 16;
const LENGTE: usize = 4;
/// Values differ in length by so many bytes at the least.
const STAP_MIN: usize = 256;

/// The keys of a read model.
#[derive(Clone, Debug)]
pub struct Registersleutels {
    eigen: Sleutel,
    kluis: Option<Kluis>,
}

impl Registersleutels {
    /// Those of a store with these keys; none where it is from before the seal.
    pub fn van(kluis: Option<Kluis>) -> Self {
        Self { eigen: kluis.as_ref().map_or_else(Sleutel::leeg, Kluis::leesmodel), kluis }
    }

    /// The key of the rows.
    pub fn rijen(&self) -> Sleutel {
        self.eigen.afgeleid("crisistafel rijen", 0)
    }

    /// The key of the segment of a dossier.
    pub fn segment(&self, nummer: DossierNummer) -> Sleutel {
        let keys = self.kluis.as_ref().and_then(|kluis| kluis.sleutels(JournalId::Dossier(nummer)));
        let own =
            keys.as_ref().and_then(|keys| [Klasse::Verhaal, Klasse::Besluit].iter().find_map(|k| keys.van(*k).sleutel()));
        own.unwrap_or(&self.eigen).afgeleid(&format!("crisistafel segment {nummer}"), 0)
    }

    /// By what name something of a dossier is kept: it tells nobody which dossier that is.
    pub fn naam(&self, wat: &str, nummer: DossierNummer, keer: u64) -> [u8; NAAM_BYTES] {
        let name = self.eigen.afgeleid(&format!("crisistafel naam {wat} {nummer}"), keer);
        name.bytes().first_chunk().copied().unwrap_or_default()
    }

    /// What nobody without the key can write under this text.
    pub fn merk(&self, tekst: &str) -> String {
        let key = self.eigen.afgeleid("crisistafel inhoud", 0);
        blake3::keyed_hash(key.bytes(), tekst.as_bytes()).to_string()
    }
}

/// The length that a value of so many bytes is given.
fn maat(lengte: usize) -> usize {
    lengte.next_multiple_of((lengte.next_power_of_two() / 16).max(STAP_MIN))
}

/// How long a value of so many bytes is once it is sealed.
pub fn verzegelde_lengte(lengte: usize) -> usize {
    maat(NONCE + LENGTE + lengte + TAG)
}

/// Seals a value for the place that is `gebonden`.
pub fn verzegel(sleutel: &Sleutel, gebonden: &[u8], waarde: &[u8]) -> Result<Vec<u8>, ZegelFault> {
    let lengte = u32::try_from(waarde.len()).map_err(|_| ZegelFault::TeLang)?;
    let mut alles = Vec::with_capacity(verzegelde_lengte(waarde.len()));
    let mut nonce = [0; NONCE];
    getrandom::fill(&mut nonce).map_err(|_| ZegelFault::Machine)?;
    alles.extend(nonce);
    alles.extend(lengte.to_le_bytes());
    alles.extend(waarde);
    alles.resize(verzegelde_lengte(waarde.len()) - TAG, 0);
    let tekst = alles.get_mut(NONCE..).ok_or(ZegelFault::Machine)?;
    let cijfer = XChaCha20Poly1305::new(sleutel.bytes().into());
    let tag = cijfer.encrypt_in_place_detached(&XNonce::from(nonce), gebonden, tekst).map_err(|_| ZegelFault::Machine)?;
    alles.extend(tag);
    Ok(alles)
}

/// A value that was sealed. It is wiped when dropped.
pub struct Waarde {
    bytes: Zeroizing<Vec<u8>>,
    tot: usize,
}

impl Deref for Waarde {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.bytes.get(NONCE + LENGTE..self.tot).unwrap_or_default()
    }
}

/// Opens what [`verzegel`] sealed for this place.
pub fn open(sleutel: &Sleutel, gebonden: &[u8], verzegeld: Vec<u8>) -> Result<Waarde, OpenFault> {
    let mut bytes = Zeroizing::new(verzegeld);
    let (nonce, rest) = bytes.split_first_chunk_mut::<NONCE>().ok_or(OpenFault::Vorm)?;
    let (tekst, tag) = rest.split_last_chunk_mut::<TAG>().ok_or(OpenFault::Vorm)?;
    XChaCha20Poly1305::new(sleutel.bytes().into())
        .decrypt_in_place_detached(&XNonce::from(*nonce), gebonden, tekst, &Tag::from(*tag))
        .map_err(|_| OpenFault::Sleutel)?;
    let (lengte, rest) = tekst.split_first_chunk::<LENGTE>().ok_or(OpenFault::Vorm)?;
    let lengte = usize::try_from(u32::from_le_bytes(*lengte)).map_err(|_| OpenFault::Vorm)?;
    if lengte > rest.len() {
        return Err(OpenFault::Vorm);
    }
    Ok(Waarde { bytes, tot: NONCE + LENGTE + lengte })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_value_opens_in_its_place_and_nowhere_else(
            waarde in prop::collection::vec(any::<u8>(), 0..3000), flip in any::<usize>(), bit in 0..8_u8,
        ) {
            let (key, other) = (Sleutel::nieuw().unwrap(), Sleutel::nieuw().unwrap());
            let sealed = verzegel(&key, b"hier", &waarde).unwrap();
            prop_assert_eq!(sealed.len(), verzegelde_lengte(waarde.len()));
            prop_assert!(sealed.len().is_multiple_of(STAP_MIN) && sealed.len() <= (waarde.len() + 44) * 9 / 8 + STAP_MIN);
            prop_assert_eq!(&*open(&key, b"hier", sealed.clone()).unwrap(), waarde.as_slice());
            prop_assert!(open(&key, b"daar", sealed.clone()).is_err() && open(&other, b"hier", sealed.clone()).is_err());
            let mut torn = sealed;
            let at = flip % torn.len();
            torn[at] ^= 1 << bit;
            prop_assert!(open(&key, b"hier", torn.clone()).is_err());
            torn.truncate(at);
            prop_assert!(open(&key, b"hier", torn).is_err());
        }
    }

    #[test]
    fn names_differ_by_what_they_name_and_by_key() {
        let key = || Registersleutels { eigen: Sleutel::nieuw().unwrap(), kluis: None };
        let (one, other) = (key(), key());
        let [een, twee]: [DossierNummer; 2] = ["26-K7M4", "26-2222"].map(|n| n.parse().unwrap());
        let all = [
            one.naam("a", een, 0),
            one.naam("b", een, 0),
            one.naam("a", twee, 0),
            one.naam("a", een, 1),
            other.naam("a", een, 0),
        ];
        assert!((0..5).all(|a| (0..5).all(|b| a == b || all[a] != all[b])));
        assert_eq!(one.naam("a", een, 0), one.clone().naam("a", een, 0));
        assert!(one.merk("x") == one.merk("x") && one.merk("x") != one.merk("y") && one.merk("x") != other.merk("x"));
        assert!(one.segment(een) != one.segment(twee) && one.segment(een) != one.rijen());
    }
}
