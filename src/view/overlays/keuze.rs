//! A choice between a few things: a digit takes one at once.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::overlays::Keuze;
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::list;
use crate::view::widgets::panel::{at_bottom, panel};

/// Draws it. Nothing is typed in it.
pub(crate) fn draw(s: Scene<'_>, buf: &mut Buffer, room: Rect, k: &Keuze) {
    let n = k.opties.len();
    let height = u16::try_from(n).unwrap_or(room.height).saturating_add(2);
    let inner = panel(s, buf, at_bottom(room, 76, height), &k.titel);
    list::draw(s, buf, inner, (n, k.gekozen), |at, width| {
        let digit = if at < 9 { format!("{} ", at + 1) } else { "  ".to_owned() };
        let option = k.opties.get(at).map(String::as_str).unwrap_or_default();
        list::tall(s, s.say(Meaning::Key, digit), &s.flow().add(Meaning::Text, option), width)
    });
}
