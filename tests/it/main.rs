//! The integration tests, in one binary: one module per topic.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

#[cfg(test)]
mod desks;
mod dossiers;
#[cfg(test)]
mod journal;
mod kader;
mod keymap;
mod keys;
mod read_model;
mod text;
mod themes;
