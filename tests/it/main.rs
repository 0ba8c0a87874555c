//! The integration tests, in one binary: one module per topic.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod dossiers;
mod kader;
mod keymap;
mod keys;
mod read_model;
mod report;
mod text;
mod themes;
