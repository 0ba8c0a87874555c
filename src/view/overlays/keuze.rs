//! A choice between a few things: a digit takes one at once.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::overlays::Keuze;
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::list;
use crate::view::widgets::panel::{at_bottom, panel};

/// Draws it, as high as its choices are when they are wrapped. Nothing is typed in it.
pub(crate) fn draw(s: Scene<'_>, buf: &mut Buffer, room: Rect, k: &Keuze) {
    /// The cells of the frame, and of the mark of the chosen row with what stands behind it.
    const AROUND: u16 = 4 + 3;
    let n = k.opties.len();
    let choice = |at: usize, width: usize| {
        let digit = if at < 9 { format!("{} ", at + 1) } else { "  ".to_owned() };
        let option = k.opties.get(at).map(String::as_str).unwrap_or_default();
        list::tall(s, s.say(Meaning::Key, digit), &s.flow().add(Meaning::Text, option), width)
    };
    let width = usize::from(at_bottom(room, WIDTH, 0).width.saturating_sub(AROUND));
    let lines: usize = (0..n).map(|at| choice(at, width).len()).sum();
    let height = u16::try_from(lines).unwrap_or(room.height).saturating_add(2);
    let inner = panel(s, buf, at_bottom(room, WIDTH, height), &k.titel);
    list::draw(s, buf, inner, (n, k.gekozen), choice);
}

/// The cells of the box.
const WIDTH: u16 = 76;
