//! Crisistafel.
pub mod domain;
pub mod kader;
