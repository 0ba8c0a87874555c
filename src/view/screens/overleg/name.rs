//! How much of a name stands before the line that is typed.

use ratatui::layout::Rect;

use crate::view::layout::{self, Breadth};
use crate::view::scene::Scene;
use crate::view::text;

/// The cells of whose contribution it is.
pub(super) fn cells(breadth: Breadth) -> usize {
    match breadth {
        Breadth::Phone => 8,
        Breadth::One => 12,
        Breadth::Two | Breadth::Three => 16,
    }
}

/// Whether a name stands whole before the line.
pub(super) fn is_named(s: Scene<'_>, org: &str) -> bool {
    let (width, height) = s.m.maat;
    layout::class(layout::used(Rect { x: 0, y: 0, width, height })).is_some_and(|c| text::width(org) <= cells(c.breadth))
}
