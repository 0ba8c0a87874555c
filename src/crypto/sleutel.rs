//! Secret keys, and what is derived of them. Absent: every way to print, compare in a telling time, or serialise one; only
//! the body of the keyring takes their bytes.

use std::fmt;
use std::io;

use zeroize::{Zeroize, Zeroizing};

/// How long a key is, in bytes.
pub const SLEUTEL_BYTES: usize = 32;

/// A secret key. It stands in a place of its own, so that giving it on leaves no copy behind, and is wiped when dropped.
#[derive(Clone)]
pub struct Sleutel(Box<Zeroizing<[u8; SLEUTEL_BYTES]>>);

impl Sleutel {
    /// A new key, of what the machine gives at random.
    pub fn nieuw() -> io::Result<Self> {
        let mut key = Self::leeg();
        getrandom::fill(&mut key.0[..]).map_err(io::Error::other)?;
        Ok(key)
    }

    /// The key that follows from this one for this purpose and number, and tells nothing of this one or of another: BLAKE3
    /// with this key, of the length of `context` in bytes (8, little-endian), `context` itself, and `nummer` (8,
    /// little-endian). The length keeps every pair apart from every other.
    #[must_use]
    pub fn afgeleid(&self, context: &str, nummer: u64) -> Self {
        // at once: a hasher would have two thousand bytes to wipe
        let mut gezegd = Vec::with_capacity(context.len() + 16);
        gezegd.extend((context.len() as u64).to_le_bytes());
        gezegd.extend(context.as_bytes());
        gezegd.extend(nummer.to_le_bytes());
        let mut hash = blake3::keyed_hash(&self.0, &gezegd);
        let mut derived = Self::leeg();
        derived.0.copy_from_slice(hash.as_bytes());
        hash.zeroize();
        derived
    }

    /// The bytes, for a cipher or the body of the keyring.
    pub(super) fn bytes(&self) -> &[u8; SLEUTEL_BYTES] {
        &self.0
    }

    /// The key that these bytes are; none when they are not as many as a key has.
    pub(super) fn van_bytes(bytes: &[u8]) -> Option<Self> {
        if bytes.len() != SLEUTEL_BYTES {
            return None;
        }
        let mut key = Self::leeg();
        key.0.copy_from_slice(bytes);
        Some(key)
    }

    /// No secret: what is sealed with it anybody can open.
    pub(super) fn leeg() -> Self {
        Self(Box::new(Zeroizing::new([0; SLEUTEL_BYTES])))
    }
}

impl PartialEq for Sleutel {
    /// Takes as long whatever they are.
    fn eq(&self, other: &Self) -> bool {
        blake3::Hash::from_bytes(**self.0) == blake3::Hash::from_bytes(**other.0)
    }
}

impl Eq for Sleutel {}

impl fmt::Debug for Sleutel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sleutel")
    }
}

/// What of a journal has a key of its own, because it may have to be destroyed while the rest stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, std::hash::Hash)]
pub enum Klasse {
    /// What was said and written.
    Verhaal,
    /// The skeleton: ids, moments, shield, agenda, decisions' own words, measures, actions, clocks.
    Besluit,
    /// Who recorded it, and the id of the request.
    Kop,
}

impl Klasse {
    /// Every class, in the order of the keyring.
    pub const ALL: [Self; 3] = [Self::Verhaal, Self::Besluit, Self::Kop];

    /// Its name.
    pub fn naam(self) -> &'static str {
        match self {
            Self::Verhaal => "verhaal",
            Self::Besluit => "besluit",
            Self::Kop => "kop",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_of_its_own_and_says_nothing_of_itself() {
        let (one, other) = (Sleutel::nieuw().unwrap(), Sleutel::nieuw().unwrap());
        assert!(one != other && one == one.clone() && one != Sleutel::leeg());
        assert_eq!(format!("{one:?}"), "Sleutel");
        assert_eq!(Sleutel::van_bytes(one.bytes()).as_ref(), Some(&one));
        assert!(Sleutel::van_bytes(&[0; 31]).is_none() && Sleutel::van_bytes(&[0; 33]).is_none());
    }

    /// What a key stands in wipes itself: an array in its place does not compile here.
    #[test]
    fn a_key_is_wiped_when_it_is_dropped() {
        fn is_wiped(_: &impl zeroize::ZeroizeOnDrop) {}
        let mut key = Sleutel::nieuw().unwrap();
        is_wiped(&*key.0);
        key.0.zeroize();
        assert!(key == Sleutel::leeg());
    }

    /// What was derived once has to be derived again in twenty years.
    #[test]
    fn what_is_derived_stays_the_same_and_differs_by_key_purpose_and_number() {
        let key = Sleutel::van_bytes(&[7; 32]).unwrap();
        let mut spelled = 6u64.to_le_bytes().to_vec();
        spelled.extend(b"kopije");
        spelled.extend(3u64.to_le_bytes());
        assert_eq!(key.afgeleid("kopije", 3).bytes(), blake3::keyed_hash(&[7; 32], &spelled).as_bytes());
        let other = Sleutel::van_bytes(&[8; 32]).unwrap();
        let all = [
            key.afgeleid("a", 1),
            key.afgeleid("a", 2),
            key.afgeleid("b", 1),
            key.afgeleid("", 1),
            other.afgeleid("a", 1),
            key.clone(),
        ];
        for (n, one) in all.iter().enumerate() {
            assert!(all.iter().skip(n + 1).all(|another| one != another), "{n}");
        }
    }
}
