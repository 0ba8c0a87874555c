//! The window: what it shows now, and the next frame. Drawn and compared is only what may be another than before; the rest of
//! a frame is the one before it.

use std::borrow::Cow;

use ratatui::backend::{Backend, ClearType};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::Model;
use crate::theme::Theme;
use crate::view::{self, Kept};

/// A window on a backend.
pub struct Canvas<B: Backend> {
    backend: B,
    shown: Buffer,
    next: Buffer,
    kept: Kept,
}

impl<B: Backend> Canvas<B> {
    /// A window of which is not known what it shows.
    pub fn new(backend: B) -> Result<Self, B::Error> {
        let area = Rect::from((Position::ORIGIN, backend.size()?));
        Ok(Self { backend, shown: Buffer::empty(area), next: Buffer::empty(area), kept: Kept::default() })
    }

    /// What it is drawn on.
    pub fn backend_mut(&mut self) -> &mut B {
        &mut self.backend
    }

    /// Empties the window; the next frame is drawn whole.
    pub fn clear(&mut self) -> Result<(), B::Error> {
        self.shown.reset();
        self.kept = Kept::default();
        self.backend.clear_region(ClearType::All)
    }

    /// Draws a frame. Gives how many pages the sheet of a shared screen has.
    pub fn draw(&mut self, model: &Model, theme: &Theme) -> Result<Option<usize>, B::Error> {
        let area = Rect::from((Position::ORIGIN, self.backend.size()?));
        if area != self.shown.area {
            (self.shown, self.next) = (Buffer::empty(area), Buffer::empty(area));
            self.clear()?;
        }
        let drawn = view::draw_over(&mut self.next, model, theme, &self.kept);
        let (before, now) = (below(&self.shown, drawn.stood), below(&self.next, drawn.stood));
        self.backend.draw(before.diff_iter(&now))?;
        match drawn.cursor {
            None => self.backend.hide_cursor()?,
            Some(position) => {
                self.backend.show_cursor()?;
                self.backend.set_cursor_position(position)?;
            }
        }
        let stood = usize::from(drawn.stood) * usize::from(area.width);
        for (cell, now) in self.shown.content.iter_mut().zip(&self.next.content).skip(stood) {
            if cell != now {
                cell.clone_from(now);
            }
        }
        self.backend.flush()?;
        Ok(drawn.bladen)
    }
}

/// The rows from this one on.
fn below(buf: &Buffer, row: u16) -> Cow<'_, Buffer> {
    if row == 0 {
        return Cow::Borrowed(buf);
    }
    let area = Rect { y: buf.area.y + row, height: buf.area.height.saturating_sub(row), ..buf.area };
    let skipped = usize::from(row) * usize::from(buf.area.width);
    Cow::Owned(Buffer { area, content: buf.content.iter().skip(skipped).cloned().collect() })
}
