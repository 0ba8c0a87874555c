//! What is read off a dossier: rows for the overview and the lookup, the wall's view of a meeting, clocks, the round.
//! PURE; changes nothing.

pub mod inzage;
pub mod klok;
pub mod open;
pub mod relaas;
pub mod rij;
pub mod ronde;
pub mod termijn;
pub mod wand;
pub mod wandblad;
pub mod wandregel;
pub mod zoek;
