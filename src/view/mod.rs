//! Drawing: what a model looks like, as a pure function of it. Nothing here changes a model, reads a key or a clock, or
//! knows a colour: a view asks the theme for what a style means.
//!
//! [`draw`] is the one way in: first the screen, then what lies over it. Everything is made of lines of pieces
//! (`widgets::row`), and every width is counted in cells ([`text`]).

mod drawn;
mod layout;
mod overlays;
mod scene;
mod screens;
pub mod text;
mod widgets;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::Model;
use crate::app::model::Verbinding;
use crate::app::screens::Blik;
use crate::theme::{Meaning, Theme};
use layout::Class;
use scene::Scene;
use screens::header;
use widgets::row::print;

/// Draws the model in the whole frame, and puts the terminal's own cursor where somebody types. Gives how many pages the
/// sheet of a shared screen has, so that its keys know which is the last; none where no sheet is shown.
pub fn draw(frame: &mut Frame<'_>, model: &Model, theme: &Theme) -> Option<usize> {
    let s = Scene { m: model, theme };
    let window = frame.area();
    let buf = frame.buffer_mut();
    buf.set_style(window, theme.style(Meaning::Screen));
    let area = layout::used(window);
    let (cursor, bladen) = if let Some(class) = layout::class(area) {
        whole(s, buf, area, class)
    } else {
        too_small(s, buf, area);
        (None, None)
    };
    if let Some(cursor) = cursor.filter(|at| window.contains(*at)) {
        frame.set_cursor_position(cursor);
    }
    bladen
}

/// The screen and what lies over it.
fn whole(s: Scene<'_>, buf: &mut Buffer, area: Rect, class: Class) -> (Option<Position>, Option<usize>) {
    let drawn = match &s.m.blik {
        Blik::Overzicht => screens::overzicht::draw(s, buf, area, class),
        Blik::Overleg => screens::overleg::draw(s, buf, area, class),
        Blik::Register(staat) => screens::register::draw(s, buf, area, class, *staat),
        Blik::Deelscherm => screens::deelscherm::draw(s, buf, area, class),
    };
    if let Verbinding::Voorbij(why) = &s.m.verbinding {
        overlays::over(s, buf, drawn.room, why);
        return (None, None);
    }
    let cursor = match s.m.lagen.last() {
        Some(laag) => {
            print(buf, drawn.footer, [overlays::footer(s, laag, usize::from(drawn.footer.width))]);
            overlays::draw(s, buf, drawn.room, laag)
        }
        None => drawn.cursor,
    };
    (cursor, drawn.bladen)
}

/// The window is too small for anything but a sentence.
fn too_small(s: Scene<'_>, buf: &mut Buffer, area: Rect) {
    let exercise = if s.m.oefening { header::oefening(s).trim() } else { "" };
    let text = s
        .flow()
        .part(Meaning::Exercise, exercise)
        .part(Meaning::Text, "Maak het venster groter; wat u typte blijft staan.");
    print(buf, area, text.rows(usize::from(area.width)));
}
