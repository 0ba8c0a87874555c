//! Crisistafel.
pub mod app;
pub mod client;
pub mod domain;
pub mod input;
pub mod kader;
pub mod projection;
pub mod protocol;
pub mod report;
pub mod store;
pub mod theme;
pub mod view;
