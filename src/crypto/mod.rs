//! Keys, what they seal, and what opens them. Journals are sealed by `zegel`, part by part, the read model by `register`;
//! drafts are not yet ([`seal`] passes them through), and [`CAN_SEAL`] says so to whoever is asked to make a store for real
//! dossiers.

pub mod bestand;
pub mod bos;
pub mod kluis;
pub mod opener;
pub mod register;
pub mod sleutel;
pub mod zegel;

use std::borrow::Cow;

/// Whether records can be sealed. While they cannot, the program makes exercise stores only.
pub const CAN_SEAL: bool = false;

/// A payload as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The bytes on disk.
    pub bytes: Vec<u8>,
    /// Whether they are sealed.
    pub sealed: bool,
}

/// A sealed payload cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("het record is verzegeld en deze versie van Crisistafel kan het niet openen; gebruik een nieuwere versie")]
pub struct CannotOpen;

/// Seals `plain` for storage. Today the bytes are returned as they came, marked as not sealed.
pub fn seal(plain: Vec<u8>) -> Stored {
    Stored { bytes: plain, sealed: false }
}

/// The plain bytes of what was stored.
pub fn open(stored: &[u8], sealed: bool) -> Result<Cow<'_, [u8]>, CannotOpen> {
    if sealed { Err(CannotOpen) } else { Ok(Cow::Borrowed(stored)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_to_what_it_was() {
        let stored = seal(b"{}".to_vec());
        assert_eq!(stored.sealed, CAN_SEAL);
        assert_eq!(open(&stored.bytes, stored.sealed).as_deref(), Ok(&b"{}"[..]));
    }

    #[test]
    fn a_sealed_payload_is_never_taken_for_a_plain_one() {
        assert_eq!(open(b"{}", true), Err(CannotOpen));
    }
}
