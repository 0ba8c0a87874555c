//! Keys: what was pressed, and which action that is. PURE: knows no terminal library (the reader in `terminal/`
//! translates), no model and no screen. Which actions there are is the catalogue's; a keymap is data.

mod burst;
pub mod bytes;
pub mod catalogue;
pub mod key;
pub mod keymap;
pub mod script;
pub mod swallowed;
