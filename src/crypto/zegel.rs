//! A sealed payload: three parts, each under a key of its own, in sizes that tell nothing of what is in them.
//!
//! | offset | bytes | what |
//! |---|---|---|
//! | 0 | 24 | nonce: random, because a frame can be written twice after a write that failed |
//! | 24 | 1 | which parts are here: bit 0 the narrative, bit 1 the skeleton, bit 2 who recorded it |
//! | 25 | v | narrative |
//! | 25 + v | b | skeleton |
//! | 25 + v + b | k | who recorded it |
//!
//! A part that is here is XChaCha20-Poly1305 of its length (u32, little endian), its bytes and zeros up to its place less the
//! tag of 16 bytes; its key is that of its class, derived for the sequence number, and bound to it are the format, the class,
//! the journal, the sequence number and the hash of the frame before it. One nonce does for the three: they have three keys.
//! Of a part that is not here (destroyed, not handed over) the place begins with the BLAKE3 hash of what was there, and zeros
//! follow; so a chain over these hashes holds whichever parts are here, and can be walked without a key.
//!
//! How long the whole is, is for who seals to say: the frame around it is 2,048 bytes or the next power of two, and how it is
//! divided follows from that alone. A frame's size tells within a factor of two how long its longest part is, and nothing of
//! the others. From 2,048 because nearly every record fits in that: from 512 or 1,024, who learns what goes with which size
//! guesses the kind of 6.9 more in a hundred records than who always guesses the commonest, from 2,048 of 0.5 more
//! (`benches/aanval.rs`).

use std::ops::Range;

use chacha20poly1305::aead::AeadInPlace;
use chacha20poly1305::{KeyInit, Tag, XChaCha20Poly1305, XNonce};
use zeroize::Zeroize;

use super::bos::{Journaalsleutels, Klassesleutel};
use super::sleutel::{Klasse, Sleutel};

/// The shortest frame that is written, in bytes.
pub const FRAME_MIN: usize = 2048;
/// The shortest that is read: the first sealed stores have these.
const LEES_MIN: usize = 512;
const NONCE: usize = 24;
const TAG: usize = 16;
const LENGTE: usize = 4;
/// The bytes of a payload before its parts.
const KOP: usize = NONCE + 1;
/// The most that the part with who recorded it takes: a few names.
const WIE_MAX: usize = 1 << 16;
/// What a key is derived for, and what is bound to a part before all else.
const DOEL: &str = "crisistafel deel 2";

/// Where a payload stands.
#[derive(Clone, Copy, Debug)]
pub struct Plaats<'a> {
    /// The name of the journal.
    pub journaal: &'a str,
    /// The sequence number of the frame.
    pub seq: u64,
    /// The hash of the frame before it.
    pub vorige: &'a [u8; 32],
}

/// Why nothing is sealed.
#[derive(Debug, thiserror::Error)]
pub enum ZegelFault {
    /// A part is longer than the longest frame has room for.
    #[error("het record is te lang om te verzegelen")]
    TeLang,
    /// A key was destroyed, and there is something to seal with it.
    #[error("de sleutel van dit journaal is vernietigd; er kan niets meer bij")]
    Vernietigd,
    /// The machine gave no random bytes, or the cipher refused.
    #[error("het record kon niet worden verzegeld")]
    Machine,
}

/// A payload cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenFault {
    /// It is no sealed payload.
    #[error("het verzegelde record heeft een andere vorm")]
    Vorm,
    /// This is not its key, or somebody changed it.
    #[error("het record past niet op zijn sleutel: het is veranderd of hoort hier niet")]
    Sleutel,
}

/// What was opened of a payload, wiped when dropped: its bytes, deciphered where they stand.
pub struct Geopend {
    bytes: Vec<u8>,
    /// Where each part stands in them, in the order of [`Klasse::ALL`]. None is one that is not here or whose key was
    /// destroyed.
    waar: [Option<Range<usize>>; 3],
}

impl Geopend {
    /// The parts: narrative, skeleton, who.
    pub fn parten(&self) -> [Option<&[u8]>; 3] {
        self.waar.each_ref().map(|waar| self.bytes.get(waar.clone()?))
    }
}

impl Drop for Geopend {
    fn drop(&mut self) {
        // as a slice: at once, where a vector is wiped byte by byte; it never grew, so nothing lies beyond it
        self.bytes.as_mut_slice().zeroize();
    }
}

/// Where each part stands in a payload of so many bytes; none where no payload is so long.
fn verdeling(payload: usize, around: usize) -> Option<[Range<usize>; 3]> {
    let frame = payload.checked_add(around)?;
    if frame < LEES_MIN || !frame.is_power_of_two() {
        return None;
    }
    let ruimte = payload.checked_sub(KOP)?;
    let wie = (ruimte / 4).min(WIE_MAX);
    let verhaal = (ruimte - wie) / 2;
    let (een, twee) = (KOP + verhaal, payload - wie);
    Some([KOP..een, een..twee, twee..payload])
}

/// The length of the shortest payload that has room for these parts, in a frame with `around` bytes around it.
fn passend(parten: [&[u8]; 3], around: usize, max: usize) -> Option<usize> {
    let past = |payload: usize| {
        let plaatsen = verdeling(payload, around)?;
        plaatsen.iter().zip(parten).all(|(plaats, deel)| deel.len() + LENGTE + TAG <= plaats.len()).then_some(payload)
    };
    let sizes = std::iter::successors(Some(FRAME_MIN), |size| size.checked_mul(2));
    sizes.map_while(|size| size.checked_sub(around).filter(|payload| *payload <= max)).find_map(past)
}

/// What is bound to a part.
fn gebonden(plaats: Plaats<'_>, klasse: Klasse) -> Vec<u8> {
    let namen = [klasse.naam(), plaats.journaal];
    let lang = DOEL.len() + namen.map(|naam| 8 + naam.len()).iter().sum::<usize>() + 8 + plaats.vorige.len();
    let mut all = Vec::with_capacity(lang);
    all.extend(DOEL.as_bytes());
    for naam in namen {
        all.extend((naam.len() as u64).to_le_bytes());
        all.extend(naam.as_bytes());
    }
    all.extend(plaats.seq.to_le_bytes());
    all.extend(plaats.vorige);
    all
}

fn cijfer(sleutel: &Sleutel, seq: u64) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(sleutel.afgeleid(DOEL, seq).bytes().into())
}

/// Seals three parts, in the order of [`Klasse::ALL`], for a frame that has `around` bytes around its payload, which is at
/// most `max` bytes long.
pub fn verzegel(
    sleutels: &Journaalsleutels,
    plaats: Plaats<'_>,
    parten: [&[u8]; 3],
    (around, max): (usize, usize),
) -> Result<Vec<u8>, ZegelFault> {
    let lengte = passend(parten, around, max).ok_or(ZegelFault::TeLang)?;
    let mut payload = vec![0; lengte];
    let nonce = payload.first_chunk_mut::<NONCE>().ok_or(ZegelFault::TeLang)?;
    getrandom::fill(nonce).map_err(|_| ZegelFault::Machine)?;
    let nonce = XNonce::from(*nonce);
    let mut er = 0b111;
    let plaatsen = verdeling(lengte, around).ok_or(ZegelFault::TeLang)?;
    for (nr, ((klasse, waar), deel)) in Klasse::ALL.into_iter().zip(plaatsen).zip(parten).enumerate() {
        let sleutel = match sleutels.van(klasse) {
            Klassesleutel::Aanwezig(sleutel) => sleutel,
            // a part of which nothing is said is as one that is not here
            Klassesleutel::Vernietigd if deel.is_empty() => {
                let hash = blake3::hash(deel);
                let begin = payload.get_mut(waar).and_then(<[u8]>::first_chunk_mut).ok_or(ZegelFault::TeLang)?;
                *begin = *hash.as_bytes();
                er &= !(1 << nr);
                continue;
            }
            Klassesleutel::Vernietigd => return Err(ZegelFault::Vernietigd),
        };
        let (tekst, tag) = payload
            .get_mut(waar)
            .and_then(|waar| waar.len().checked_sub(TAG).and_then(|at| waar.split_at_mut_checked(at)))
            .ok_or(ZegelFault::TeLang)?;
        let hoe_lang = u32::try_from(deel.len()).map_err(|_| ZegelFault::TeLang)?.to_le_bytes();
        tekst.iter_mut().zip(hoe_lang.iter().chain(deel)).for_each(|(to, from)| *to = *from);
        let made = cijfer(sleutel, plaats.seq).encrypt_in_place_detached(&nonce, &gebonden(plaats, klasse), tekst);
        tag.copy_from_slice(&made.map_err(|_| ZegelFault::Machine)?);
    }
    if let Some(hier) = payload.get_mut(NONCE) {
        *hier = er;
    }
    Ok(payload)
}

/// Opens what [`verzegel`] sealed for this place.
pub fn open(sleutels: &Journaalsleutels, plaats: Plaats<'_>, payload: &[u8], around: usize) -> Result<Geopend, OpenFault> {
    let plaatsen = verdeling(payload.len(), around).ok_or(OpenFault::Vorm)?;
    let (nonce, hier) = payload.split_first_chunk::<NONCE>().ok_or(OpenFault::Vorm)?;
    let hier = *hier.first().filter(|hier| **hier <= 0b111).ok_or(OpenFault::Vorm)?;
    let nonce = XNonce::from(*nonce);
    let mut geopend = Geopend { bytes: payload.to_vec(), waar: [None, None, None] };
    let Geopend { bytes, waar: delen } = &mut geopend;
    for (nr, ((klasse, waar), deel)) in Klasse::ALL.into_iter().zip(plaatsen).zip(delen).enumerate() {
        let begin = waar.start + LENGTE;
        let bytes = bytes.get_mut(waar).ok_or(OpenFault::Vorm)?;
        if hier & 1 << nr == 0 {
            afwezig(bytes).ok_or(OpenFault::Vorm)?;
            continue;
        }
        let Klassesleutel::Aanwezig(sleutel) = sleutels.van(klasse) else { continue };
        let (tekst, tag) = bytes.split_last_chunk_mut::<TAG>().ok_or(OpenFault::Vorm)?;
        cijfer(sleutel, plaats.seq)
            .decrypt_in_place_detached(&nonce, &gebonden(plaats, klasse), tekst, &Tag::from(*tag))
            .map_err(|_| OpenFault::Sleutel)?;
        let (lengte, rest) = tekst.split_first_chunk().ok_or(OpenFault::Vorm)?;
        let lengte =
            usize::try_from(u32::from_le_bytes(*lengte)).ok().filter(|l| *l <= rest.len()).ok_or(OpenFault::Vorm)?;
        *deel = Some(begin..begin + lengte);
    }
    Ok(geopend)
}

/// The hash of a part that is not here. None where something else stands in its place.
fn afwezig(waar: &[u8]) -> Option<&[u8; 32]> {
    let (hash, rest) = waar.split_first_chunk()?;
    rest.iter().all(|b| *b == 0).then_some(hash)
}

/// What a chain covers of a payload: the nonce and the hash of each part. None where it is no sealed payload.
pub fn ketting(payload: &[u8], around: usize) -> Option<Vec<u8>> {
    let plaatsen = verdeling(payload.len(), around)?;
    let mut covered = Vec::with_capacity(NONCE + plaatsen.len() * blake3::OUT_LEN);
    covered.extend(payload.first_chunk::<NONCE>()?);
    let hier = *payload.get(NONCE).filter(|hier| **hier <= 0b111)?;
    for (nr, waar) in plaatsen.into_iter().enumerate() {
        let waar = payload.get(waar)?;
        if hier & 1 << nr != 0 {
            covered.extend(blake3::hash(waar).as_bytes());
        } else {
            covered.extend(afwezig(waar)?);
        }
    }
    Some(covered)
}

/// The same payload without a part: its hash in its place.
pub fn zonder(mut payload: Vec<u8>, klasse: Klasse, around: usize) -> Option<Vec<u8>> {
    let plaatsen = verdeling(payload.len(), around)?;
    let (nr, waar) = plaatsen.into_iter().enumerate().find(|(nr, _)| Klasse::ALL.get(*nr) == Some(&klasse))?;
    let hier = payload.get_mut(NONCE)?;
    if *hier & 1 << nr == 0 {
        return Some(payload);
    }
    *hier &= !(1 << nr);
    let waar = payload.get_mut(waar)?;
    let hash = blake3::hash(waar);
    waar.fill(0);
    waar.first_chunk_mut::<32>()?.copy_from_slice(hash.as_bytes());
    Some(payload)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::journal::JournalId;

    const AROUND: usize = 57;
    const MAX: usize = 8 << 20;

    fn keys() -> Journaalsleutels {
        Journaalsleutels::nieuw(JournalId::Organisatie).unwrap()
    }

    fn plaats(seq: u64) -> Plaats<'static> {
        Plaats { journaal: "26-K7M4", seq, vorige: &[7; 32] }
    }

    fn seal(keys: &Journaalsleutels, parten: [&[u8]; 3]) -> Vec<u8> {
        verzegel(keys, plaats(3), parten, (AROUND, MAX)).unwrap()
    }

    fn opened(keys: &Journaalsleutels, at: Plaats<'_>, payload: &[u8]) -> Result<Vec<Option<Vec<u8>>>, OpenFault> {
        open(keys, at, payload, AROUND).map(|all| all.parten().map(|deel| deel.map(<[u8]>::to_vec)).to_vec())
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens_in_its_place_and_nowhere_else(
            parten in prop::array::uniform3(prop::collection::vec(any::<u8>(), 0..3000)), flip in any::<usize>(), bit in 0..8_u8,
        ) {
            let keys = keys();
            let [v, b, k] = &parten;
            let payload = seal(&keys, [v, b, k]);
            prop_assert!((payload.len() + AROUND).is_power_of_two());
            let all: Vec<_> = parten.iter().cloned().map(Some).collect();
            prop_assert_eq!(opened(&keys, plaats(3), &payload), Ok(all.clone()));
            // another journal, number, chain or key
            let other = Plaats { journaal: "26-K7M5", ..plaats(3) };
            for at in [plaats(4), other, Plaats { vorige: &[8; 32], ..plaats(3) }] {
                prop_assert_eq!(opened(&keys, at, &payload), Err(OpenFault::Sleutel));
            }
            prop_assert_eq!(opened(&super::tests::keys(), plaats(3), &payload), Err(OpenFault::Sleutel));
            // any bit
            let mut torn = payload.clone();
            let at = flip % torn.len();
            torn[at] ^= 1 << bit;
            prop_assert!(opened(&keys, plaats(3), &torn) != Ok(all));
            prop_assert_ne!(ketting(&torn, AROUND), ketting(&payload, AROUND));
        }

        #[test]
        fn bytes_that_are_no_payload_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..1200)) {
            prop_assert!(opened(&keys(), plaats(3), &bytes).is_err());
            let _ = (ketting(&bytes, AROUND), zonder(bytes.clone(), Klasse::Kop, AROUND));
        }
    }

    #[test]
    fn a_part_that_is_gone_leaves_the_chain_and_the_others() {
        let keys = keys();
        let payload = seal(&keys, [b"verhaal", b"besluit", b"wie"]);
        let whole = ketting(&payload, AROUND);
        let mut left = payload;
        for (gone, klasse) in Klasse::ALL.into_iter().enumerate() {
            left = zonder(left, klasse, AROUND).unwrap();
            assert_eq!(zonder(left.clone(), klasse, AROUND).as_ref(), Some(&left), "once is enough");
            assert_eq!(ketting(&left, AROUND), whole);
            let all = opened(&keys, plaats(3), &left).unwrap();
            assert_eq!(all.iter().filter(|deel| deel.is_none()).count(), gone + 1);
        }
    }

    #[test]
    fn sizes_are_few_and_follow_from_the_longest_part() {
        let keys = keys();
        let size = |parten: [usize; 3]| {
            let [een, twee, drie] = parten.map(|n| vec![b'x'; n]);
            seal(&keys, [&een, &twee, &drie]).len() + AROUND
        };
        assert_eq!(size([0, 0, 0]), FRAME_MIN);
        assert_eq!(size([700, 700, 450]), FRAME_MIN);
        for parten in [[750, 0, 0], [0, 750, 0], [0, 0, 480], [750, 750, 480]] {
            assert_eq!(size(parten), 2 * FRAME_MIN, "{parten:?}");
        }
        let long = vec![0; MAX];
        let refused = verzegel(&keys, plaats(3), [&long, b"", b""], (AROUND, MAX));
        assert!(matches!(refused, Err(ZegelFault::TeLang)));
    }
}
