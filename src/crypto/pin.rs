//! The hash of a PIN: Argon2id, slow and large on purpose, so that who has the file of a store and its key still has to guess.
//! Absent: where hashes are kept (`server::pins`) and how often somebody may try.

use std::fmt;
use std::io;

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::domain::pin::Pin;

const ZOUT: usize = 16;
const HASH: usize = 32;

/// What a hash costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pinkosten {
    /// Memory, in KiB.
    geheugen: u32,
    /// How often all of it is gone through.
    rondes: u32,
}

impl Pinkosten {
    /// More than three times the least that OWASP asks of Argon2id (19 MiB, twice).
    pub const ECHT: Self = Self { geheugen: 64 << 10, rondes: 3 };
    /// For tests of what is around it: keeps nobody from guessing.
    pub const PROEF: Self = Self { geheugen: 8, rondes: 1 };
}

/// The hash of a PIN, and all that is needed to tell whether another one is the same.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pinhash {
    kosten: Pinkosten,
    zout: [u8; ZOUT],
    hash: [u8; HASH],
}

impl Pinhash {
    /// That of this PIN.
    pub fn van(pin: &Pin, kosten: Pinkosten) -> io::Result<Self> {
        let mut zout = [0; ZOUT];
        getrandom::fill(&mut zout).map_err(io::Error::other)?;
        let hash = hash(pin, &zout, kosten).ok_or_else(|| io::Error::other("the hash of a PIN failed"))?;
        Ok(Self { kosten, zout, hash: *hash })
    }

    /// Whether it is of this PIN. Takes as long whatever that is.
    pub fn is_van(&self, pin: &Pin) -> bool {
        let other = hash(pin, &self.zout, self.kosten);
        // the comparison of blake3 is in constant time
        other.is_some_and(|other| blake3::Hash::from_bytes(*other) == blake3::Hash::from_bytes(self.hash))
    }
}

impl fmt::Debug for Pinhash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pinhash")
    }
}

fn hash(pin: &Pin, zout: &[u8], kosten: Pinkosten) -> Option<Zeroizing<[u8; HASH]>> {
    let params = Params::new(kosten.geheugen, kosten.rondes, 1, Some(HASH)).ok()?;
    let mut out = Zeroizing::new([0; HASH]);
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon.hash_password_into(pin.cijfers(), zout, &mut out[..]).ok()?;
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pin(cijfers: &str) -> Pin {
        Pin::gegeven(cijfers).unwrap()
    }

    #[test]
    fn a_hash_knows_its_pin_and_no_other_and_says_nothing_of_it() {
        let [one, again] = [(); 2].map(|()| Pinhash::van(&pin("482915"), Pinkosten::PROEF).unwrap());
        assert!(one.is_van(&pin("482915")) && again.is_van(&pin("482915")) && !one.is_van(&pin("482916")));
        assert_ne!(one, again, "each has a salt of its own");
        assert_eq!(format!("{one:?}"), "Pinhash");
        let back: Pinhash = serde_json::from_str(&serde_json::to_string(&one).unwrap()).unwrap();
        assert!(back.is_van(&pin("482915")));
    }

    /// What was hashed once has to be known again by a later version: Argon2id 1.3 of these bytes, checked with the reference
    /// implementation (libargon2).
    #[test]
    fn it_is_argon2id_as_others_make_it() {
        let made = hash(&pin("482915"), b"zoutzoutzoutzout", Pinkosten { geheugen: 64, rondes: 2 }).unwrap();
        let theirs = "07f44d156d56de48f11e16c6f380585ba8ac4ca6516fdd26c1f3a41b303e6a3e";
        assert_eq!(blake3::Hash::from_bytes(*made).to_hex().as_str(), theirs);
    }

    /// Review of the cost: what is asked of a machine in earnest is no less than OWASP's least.
    #[test]
    fn in_earnest_it_costs_no_less_than_it_should() {
        let Pinkosten { geheugen, rondes } = Pinkosten::ECHT;
        assert!(geheugen >= 19 * 1024 && rondes >= 2);
    }
}
