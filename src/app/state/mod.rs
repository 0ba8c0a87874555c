//! All that the program knows, as plain values: they know each other and nothing of what is done with them.

pub mod aanzicht;
pub mod afgeleid;
pub mod blik;
pub mod deelscherm;
pub mod effect;
pub mod formulier;
pub mod keuze;
pub mod laag;
pub mod lezen;
pub mod lijst;
pub mod menu;
pub mod model;
pub mod over;
pub mod overleg;
pub mod overzicht;
pub mod palet;
pub mod pin;
pub mod vandaag;
pub mod veld;
pub mod verzoek;
pub mod weg;
pub mod zoeken;
