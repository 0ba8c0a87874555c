//! Keys, what they seal, and what opens them. Journals are sealed by `zegel`, part by part, small files by `pakje`; the read
//! model is not yet, and [`CAN_SEAL`] says so to whoever is asked to make a store for real dossiers.

pub mod bestand;
pub mod bos;
pub mod kluis;
pub mod opener;
pub mod pakje;
pub mod sleutel;
pub mod zegel;

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
