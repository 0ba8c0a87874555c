//! What was drawn and is not drawn anew: all of the meeting's screen above the line, for as long as it would look the same.

use std::cell::{Cell, RefCell};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{Aanzicht, Model};
use crate::theme::{Meaning, Theme};

/// What is known of the cells of a window between two frames.
#[derive(Default)]
pub struct Kept {
    above: RefCell<Option<Above>>,
    /// How many rows, from the top, still stand in the frame that is being drawn.
    stands: Cell<u16>,
}

/// The rows above the line, and what they were drawn of.
#[derive(PartialEq)]
struct Above {
    aanzicht: Aanzicht,
    theme: String,
    window: Rect,
    rows: u16,
}

impl Kept {
    /// A frame begins: what does not stand is wiped.
    pub(super) fn begin(&self, (model, theme): (&Model, &Theme), buf: &mut Buffer) {
        let above = self.above.borrow();
        let rows = above.as_ref().map_or(0, |a| a.rows);
        let stands = *above == Some(of((model, theme), buf.area, rows));
        self.stands.set(if stands { rows } else { 0 });
        wipe(buf, theme, self.stands.get());
    }

    /// Draws the rows of the window above `bottom`, where they do not stand already.
    pub(super) fn above(
        &self,
        (model, theme): (&Model, &Theme),
        buf: &mut Buffer,
        bottom: u16,
        draw: impl FnOnce(&mut Buffer),
    ) {
        let rows = bottom.saturating_sub(buf.area.y);
        if self.stands.get() == rows {
            return;
        }
        // the line takes more or fewer rows than it did
        self.all_anew(theme, buf);
        draw(buf);
        *self.above.borrow_mut() = Some(of((model, theme), buf.area, rows));
    }

    /// Nothing stands: all of the window is drawn in this frame.
    pub(super) fn all_anew(&self, theme: &Theme, buf: &mut Buffer) {
        if self.stands.take() > 0 {
            wipe(buf, theme, 0);
        }
        self.forget();
    }

    /// Something else lies over what was drawn: the next frame is drawn whole.
    pub(super) fn forget(&self) {
        self.above.take();
    }

    /// How many rows, from the top, this frame left as they were.
    pub(super) fn stood(&self) -> u16 {
        self.stands.get()
    }
}

fn of((model, theme): (&Model, &Theme), window: Rect, rows: u16) -> Above {
    Above { aanzicht: model.aanzicht().clone(), theme: theme.name().to_owned(), window, rows }
}

/// Empties the rows from this one on.
fn wipe(buf: &mut Buffer, theme: &Theme, from: u16) {
    let style = theme.style(Meaning::Screen);
    for cell in buf.content.iter_mut().skip(usize::from(from) * usize::from(buf.area.width)) {
        cell.reset();
        cell.set_style(style);
    }
}
