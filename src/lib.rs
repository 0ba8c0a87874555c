//! Crisistafel.
pub mod domain;
