//! Crisistafel.
pub mod domain;
pub mod projection;
pub mod protocol;
pub mod store;
