//! app
pub mod draft;
