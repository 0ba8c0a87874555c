//! The terminal itself: entered and left by a guard, read by a thread, and the one loop that carries out effects.

mod canvas;
mod guard;
mod keyboard;
mod run;
mod thrifty;

pub use canvas::Canvas;
pub use guard::{leave, printable_panic};
pub use run::{ByName, Looks, Setup, TerminalFault, run};
pub use thrifty::Thrifty;
