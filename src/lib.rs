//! Crisistafel.
pub mod domain;
pub mod input;
pub mod kader;
pub mod projection;
pub mod protocol;
pub mod view;
pub mod app;
