//! Crisistafel.
pub mod domain;
pub mod projection;
pub mod protocol;
