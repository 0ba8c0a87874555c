//! The integration tests, in one binary: one module per topic.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking, in its helpers too"
)]
#![expect(clippy::type_complexity, reason = "a table of cases beside its loop reads better than a name for its type")]

mod begin;
mod bytes;
mod catalogue;
mod circles;
#[cfg(test)]
mod desks;
mod docs;
mod dossiers;
mod dossiers_kloppen;
#[cfg(test)]
mod fuzz;
mod geldend;
mod invoer;
#[cfg(test)]
mod journal;
mod kader;
mod kader_bronnen;
mod kader_inhoud;
mod kader_tekst;
mod kader_verb;
mod keymap;
mod keys;
#[cfg(test)]
mod pty;
mod read_model;
mod report;
#[cfg(test)]
mod rules;
#[path = "../schijf/mod.rs"]
#[cfg(test)]
mod schijf;
mod screens;
mod shifted;
#[cfg(test)]
mod sleutelbos;
mod text;
mod themes;
#[cfg(test)]
mod tidy;
#[path = "../zwerm/mod.rs"]
#[cfg(test)]
mod zwerm;
#[cfg(test)]
mod zwerm_proeven;
