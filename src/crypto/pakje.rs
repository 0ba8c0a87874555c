//! A small sealed file: what lies beside the journals and is replaced whole. Absent: what a journal seals (`zegel`), where its
//! key comes from, and files.
//!
//! | offset | bytes | what |
//! |---|---|---|
//! | 0 | 4 | `CTP1` |
//! | 4 | 24 | nonce, random |
//! | 28 | n | XChaCha20-Poly1305 of the length (u32, little endian), the bytes, and zeros |
//! | 28 + n | 16 | its tag |
//!
//! The whole is 512 bytes or the next power of two, so that its size tells little. Bound to it are its form and its name: a
//! file in the place of another does not open.

use std::io;

use chacha20poly1305::aead::AeadInPlace;
use chacha20poly1305::{KeyInit, Tag, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::sleutel::Sleutel;

/// What it begins with.
const VORM: &[u8; 4] = b"CTP1";
const NONCE: usize = 24;
const TAG: usize = 16;
const LENGTE: usize = 4;
const AROUND: usize = VORM.len() + NONCE + TAG;
/// The shortest, in bytes.
const MIN: usize = 512;

/// It is none, was changed, or this is not its key or its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("het is niet te openen: het is veranderd, hoort hier niet, of is van een andere sleutel")]
pub struct GaatNietOpen;

/// Seals `plain` as the file of this name.
pub fn verpak(sleutel: &Sleutel, naam: &str, plain: &[u8]) -> io::Result<Vec<u8>> {
    let lengte = u32::try_from(plain.len()).map_err(io::Error::other)?.to_le_bytes();
    let size = (plain.len() + LENGTE + AROUND).max(MIN).next_power_of_two();
    let mut nonce = XNonce::default();
    getrandom::fill(&mut nonce).map_err(io::Error::other)?;
    let mut tekst = Zeroizing::new(vec![0; size - AROUND]);
    tekst.iter_mut().zip(lengte.iter().chain(plain)).for_each(|(to, from)| *to = *from);
    let tag = cijfer(sleutel).encrypt_in_place_detached(&nonce, &gebonden(naam), &mut tekst);
    let tag = tag.map_err(|_| io::Error::other("the cipher refused"))?;
    Ok([&VORM[..], &nonce, &tekst, &tag].concat())
}

/// Opens what [`verpak`] sealed with this key and name.
pub fn pak_uit(sleutel: &Sleutel, naam: &str, bytes: &[u8]) -> Result<Zeroizing<Vec<u8>>, GaatNietOpen> {
    let rest = bytes.strip_prefix(VORM).ok_or(GaatNietOpen)?;
    let (nonce, rest) = rest.split_first_chunk::<NONCE>().ok_or(GaatNietOpen)?;
    let (tekst, tag) = rest.split_last_chunk::<TAG>().ok_or(GaatNietOpen)?;
    let mut tekst = Zeroizing::new(tekst.to_vec());
    cijfer(sleutel)
        .decrypt_in_place_detached(&XNonce::from(*nonce), &gebonden(naam), &mut tekst, &Tag::from(*tag))
        .map_err(|_| GaatNietOpen)?;
    let lengte = tekst.first_chunk().and_then(|l| usize::try_from(u32::from_le_bytes(*l)).ok());
    let eind = lengte.and_then(|l| l.checked_add(LENGTE)).filter(|eind| *eind <= tekst.len()).ok_or(GaatNietOpen)?;
    tekst.truncate(eind);
    tekst.drain(..LENGTE);
    Ok(tekst)
}

fn cijfer(sleutel: &Sleutel) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(sleutel.bytes().into())
}

fn gebonden(naam: &str) -> Vec<u8> {
    [&VORM[..], naam.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_sealed_opens_under_its_name_and_key_and_no_other(
            plain in prop::collection::vec(any::<u8>(), 0..2000), at in any::<usize>(), bit in 0..8_u8,
        ) {
            let (key, other) = (Sleutel::nieuw().unwrap(), Sleutel::nieuw().unwrap());
            let mut sealed = verpak(&key, "een", &plain).unwrap();
            prop_assert!(sealed.len().is_power_of_two() && sealed.len() >= MIN);
            prop_assert_eq!(pak_uit(&key, "een", &sealed).map(|p| p.to_vec()), Ok(plain));
            prop_assert_eq!(pak_uit(&key, "twee", &sealed), Err(GaatNietOpen));
            prop_assert_eq!(pak_uit(&other, "een", &sealed), Err(GaatNietOpen));
            let cut = at % sealed.len();
            prop_assert_eq!(pak_uit(&key, "een", &sealed[..cut]), Err(GaatNietOpen));
            sealed[cut] ^= 1 << bit;
            prop_assert_eq!(pak_uit(&key, "een", &sealed), Err(GaatNietOpen));
        }

        #[test]
        fn bytes_that_are_none_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
            prop_assert!(pak_uit(&Sleutel::nieuw().unwrap(), "een", &bytes).is_err());
        }
    }
}
