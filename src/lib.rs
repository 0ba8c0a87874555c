//! Crisistafel.
pub mod domain;
pub mod input;
pub mod theme;
pub mod view;
