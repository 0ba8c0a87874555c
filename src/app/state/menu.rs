//! The menu, as a value.

use crate::app::draft::LineEdit;

/// Opens the menu where nothing is typed yet, and stands before every name in it.
pub const OPENER: char = '/';

/// The menu's state.
#[derive(Clone, Debug, Default)]
pub struct Menu {
    /// What was typed.
    pub filter: LineEdit,
    /// Which row is chosen.
    pub gekozen: usize,
    /// Whether somebody went to that row, since they typed.
    pub gewezen: bool,
}

/// The rest of a name that ran at its first digit: who types it in full says nothing new by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Staart {
    pub(in crate::app) rest: &'static str,
    /// How many bytes of it were typed.
    pub(in crate::app) gezien: usize,
}
