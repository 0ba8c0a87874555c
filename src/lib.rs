//! Crisistafel.
pub mod domain;
pub mod kader;
pub mod projection;
pub mod protocol;
