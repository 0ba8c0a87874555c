//! What can lie over a screen: a stack of values, the topmost takes the keys. While one is open everything else goes on.

pub mod keuze;
mod keys;
pub mod menu;
pub mod over;
pub mod palet;
pub mod pin;
mod sluiten;
pub mod zoeken;

pub use keys::{handle, paste, typed};
pub use sluiten::sluit;

pub use super::state::keuze::Keuze;
pub use super::state::laag::Laag;
pub use super::state::lezen::{Lezen, Stof};
pub use super::state::over::Over;
pub use super::state::palet::Palet;
pub use super::state::pin::{Pininvoer, Pinscherm, Pinveld};
pub use super::state::zoeken::Zoeken;
