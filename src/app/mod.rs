//! What the program does with what happens: a model, messages, and an update that returns effects as data. PURE: no
//! terminal, no socket, no clock; every message brings its moment. Prompts and menus are values in the model, so that a
//! decision can appear while somebody types.

pub mod act;
mod afgeleid;
pub mod available;
pub mod draft;
pub mod forms;
pub mod model;
pub mod oplossing;
pub mod overlays;
pub mod screens;
mod stop;
mod submit;
mod terug;
mod update;
mod wire;

pub use afgeleid::Beeld;
pub use model::{Model, Start};
pub use submit::{Herkomst, Verzonden};
pub use update::{Effect, Msg, begin, update};
