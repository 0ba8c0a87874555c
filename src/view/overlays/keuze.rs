//! A choice between a few things: a digit takes one at once.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::overlays::Keuze;
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::list;
use crate::view::widgets::panel::{at_bottom, panel};

/// The cells beside an option: the box, and the mark of what is chosen.
const BESIDE: usize = 7;

/// Draws it, with all of each option where there is room. Nothing is typed in it.
pub(crate) fn draw(s: Scene<'_>, buf: &mut Buffer, room: Rect, k: &Keuze) {
    let n = k.opties.len();
    let rows = |at: usize, width: usize| {
        let digit = if at < 9 { format!("{} ", at + 1) } else { "  ".to_owned() };
        let option = k.opties.get(at).map(String::as_str).unwrap_or_default();
        list::tall(s, s.say(Meaning::Key, digit), &s.flow().add(Meaning::Text, option), width)
    };
    let width = usize::from(at_bottom(room, 76, 0).width).saturating_sub(BESIDE);
    let height = (0..n).map(|at| rows(at, width).len()).sum::<usize>() + 2;
    let height = u16::try_from(height).unwrap_or(room.height);
    let inner = panel(s, buf, at_bottom(room, 76, height), &k.titel);
    list::draw(s, buf, inner, (n, k.gekozen), rows);
}
