//! Keys, what they seal, and what opens them. Journals are sealed by `zegel`, part by part, the read model by `register`, small
//! files by `pakje`; the PIN of a person is hashed by `pin`.

pub mod bestand;
pub mod bos;
pub mod kluis;
pub mod opener;
pub mod pakje;
pub mod pin;
pub mod register;
pub mod sleutel;
pub mod zegel;

/// A payload as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The bytes on disk.
    pub bytes: Vec<u8>,
    /// Whether they are sealed.
    pub sealed: bool,
}
