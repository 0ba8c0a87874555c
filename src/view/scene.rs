//! What is drawn and how it looks: the two things that every view is given.

use ratatui::style::Style;

use crate::app::Model;
use crate::theme::{Meaning, Theme};
use crate::view::kept::Kept;
use crate::view::widgets::flow::Flow;
use crate::view::widgets::row::Row;

/// The model and the theme, and what was drawn of them before.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a> {
    /// What is drawn.
    pub(crate) m: &'a Model,
    /// How it looks.
    pub(crate) theme: &'a Theme,
    /// What was drawn before.
    pub(crate) kept: &'a Kept,
}

impl<'a> Scene<'a> {
    /// How a meaning looks.
    pub(crate) fn style(self, what: Meaning) -> Style {
        self.theme.style(what)
    }

    /// An empty line.
    pub(crate) fn row(self) -> Row<'a> {
        Row::new(self.theme)
    }

    /// A line with one piece.
    pub(crate) fn say(self, what: Meaning, piece: impl Into<std::borrow::Cow<'a, str>>) -> Row<'a> {
        self.row().add(what, piece)
    }

    /// A line that begins with the number of a thing: `B2`, in the cells that all numbers take.
    pub(crate) fn cell_id(self, id: &str) -> Row<'a> {
        self.row().name(Meaning::Muted, id, 5.max(crate::view::text::width(id) + 1))
    }

    /// An empty running text.
    pub(crate) fn flow(self) -> Flow<'a> {
        Flow::new(self.theme)
    }
}
