//! What ties a journal together: the hash of each frame, and the head that says how far a journal is.

use std::fmt::{self, Write};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A BLAKE3 hash of stored bytes. Written as 64 small hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, std::hash::Hash)]
pub struct Hash([u8; 32]);

/// How far a journal is: the last sequence number and the hash of that frame. Before the first frame the number is 0 and
/// the hash is that of the file's header, which follows from the journal's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, std::hash::Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The sequence number of the last frame; the first frame has 1.
    pub seq: u64,
    /// The hash of that frame.
    pub hash: Hash,
}

/// The text is not a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("een hash bestaat uit 64 hexadecimale cijfers in kleine letters")]
pub struct NotAHash;

impl Hash {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// The hash that was stored as these bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes in which it is stored.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut hex = String::with_capacity(64);
        for byte in self.0 {
            write!(hex, "{byte:02x}")?;
        }
        f.pad(&hex)
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self:.12})")
    }
}

impl FromStr for Hash {
    type Err = NotAHash;

    fn from_str(raw: &str) -> Result<Self, NotAHash> {
        let (pairs, []) = raw.as_bytes().as_chunks::<2>() else { return Err(NotAHash) };
        let pairs: &[[u8; 2]; 32] = pairs.try_into().map_err(|_| NotAHash)?;
        let mut bytes = [0; 32];
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = digit(*high)? << 4 | digit(*low)?;
        }
        Ok(Self(bytes))
    }
}

fn digit(c: u8) -> Result<u8, NotAHash> {
    match c {
        b'0'..=b'9' => Ok(c - b'0'),
        b'a'..=b'f' => Ok(c - b'a' + 10),
        _ => Err(NotAHash),
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(Hex)
    }
}

/// Reads the digits where they stand, without a copy.
struct Hex;

impl de::Visitor<'_> for Hex {
    type Value = Hash;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("64 hexadecimal digits")
    }

    fn visit_str<E: de::Error>(self, raw: &str) -> Result<Hash, E> {
        raw.parse().map_err(E::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_reads_back_as_it_is_written() {
        let hash = Hash::of(b"26-K7M4");
        assert_eq!(hash.to_string().parse(), Ok(hash));
        assert_eq!(serde_json::from_str::<Hash>(&serde_json::to_string(&hash).unwrap()).unwrap(), hash);
        assert_eq!(hash.to_string(), blake3::hash(b"26-K7M4").to_hex().as_str());
    }

    #[test]
    fn what_is_no_hash_is_refused() {
        let hex = Hash::of(b"").to_string();
        for raw in ["", "0", &format!("{hex}0"), &format!("{hex}00"), &hex.to_uppercase(), &hex.replace('f', "g")] {
            assert_eq!(raw.parse::<Hash>(), Err(NotAHash), "{raw}");
        }
    }
}
