//! What the program does with what happens: a model, messages, and an update that returns effects as data. PURE: no
//! terminal, no socket, no clock; every message brings its moment. Prompts and menus are values in the model, so that a
//! decision can appear while somebody types.
//!
//! What is known is in `state`, plain values. What is read off it stands in `available`, `regel` and `rijen`; what is asked
//! of the server goes through `submit`; what keys do is in `forms`, `screens` and `overlays`, above these in this order. None
//! calls back: what is to be done elsewhere is returned, as effects and a follow-up action ([`state::effect::Gevolg`]), and
//! `update` does it.

pub mod act;
mod answer;
pub mod available;
mod daden;
pub mod draft;
pub mod forms;
mod openen;
pub mod oplossing;
pub mod overlays;
pub mod plek;
pub mod regel;
mod rest;
pub mod rijen;
pub mod screens;
pub mod state;
mod stop;
mod submit;
mod terug;
mod update;
mod weg;
mod wire;

pub use state::aanzicht::Aanzicht;
pub use state::afgeleid::Beeld;
pub use state::effect::Effect;
pub use state::model::{self, Model, Start};
pub use state::verzoek::{Verzoekherkomst, Verzonden};
pub use state::weg::{Weg, Wegstand};
pub use update::{Msg, begin, update};
