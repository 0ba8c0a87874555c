//! Crisistafel.
pub mod app;
pub mod cli;
pub mod client;
pub mod crypto;
pub mod domain;
pub mod input;
pub mod journal;
pub mod kader;
pub mod projection;
pub mod protocol;
pub mod server;
pub mod store;
pub mod terminal;
pub mod theme;
pub mod view;
