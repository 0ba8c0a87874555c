//! Crisistafel.
pub mod crypto;
pub mod domain;
pub mod journal;
