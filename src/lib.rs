//! Crisistafel.
pub mod domain;
pub mod input;
pub mod view;
