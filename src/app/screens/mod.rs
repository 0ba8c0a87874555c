//! What can stand on the screen, one file each: its state, and what keys do to it.

pub mod aanwezig;
pub mod deelscherm;
pub mod dossier;
mod informatiebeeld;
pub mod lijsten;
pub mod overleg;
pub mod overzicht;
pub mod register;
pub(super) mod stukken;
pub mod vandaag;
mod volgt;
pub mod weging;

pub use super::state::blik::Blik;
