//! Forms: for what does not fit in the line. A form is a value in the model; what is typed in it stays until it is
//! confirmed, also when it is closed or refused.
//!
//! A form is two functions beside each other: what it asks, and what command the answers make. One table leads to both
//! (`vorm`). Fields are found by a [`Sleutel`], choices are words with their values; there are no positions. To add a
//! field: a key in `state::veld`, the field in the one function, its key in the other. To add a form: a [`Doel`], its two
//! functions, its line in `vorm` - and its line in the test that changes every field of every form.

mod basis;
mod begrepen;
mod besluit;
mod betrokkene;
mod dossier;
mod formulier;
mod informatie;
mod invullen;
mod inzet;
mod keuzes;
mod klok;
mod kring;
mod lezen;
mod melding;
mod overleg;
mod stap;
mod toegang;
mod verschil;
mod voorlegger;
mod vorm;
mod weging;

pub(in crate::app) use self::formulier::open;
pub(in crate::app) use self::melding::scherm_af;
pub use super::state::formulier::{Doel, Formulier};
pub use super::state::veld::{Aard, Formulierveld, Invoer, Sleutel, Veldoptie};
