//! What a screen gives when it is drawn, and the lines between its parts.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::layout::Areas;
use super::scene::Scene;
use super::widgets::row::rule;

/// What a screen leaves for what lies over it.
pub(super) struct Drawn {
    /// Where overlays may lie without hiding what is being typed.
    pub(super) room: Rect,
    /// Where somebody types; none where nobody does.
    pub(super) cursor: Option<Position>,
    /// Where it says what the keys do. While something lies over the screen it is that thing's.
    pub(super) footer: Rect,
    /// How many pages the sheet of the shared screen has; none where none is shown.
    pub(super) bladen: Option<usize>,
}

/// Draws the lines between the parts.
pub(super) fn rules(s: Scene<'_>, buf: &mut Buffer, parts: Areas) {
    for area in [parts.upper_rule, parts.lower_rule] {
        rule(buf, area, s.theme);
    }
}
