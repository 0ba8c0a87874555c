//! What lies over a screen, one file each; the mirror of `app::overlays`. Only the topmost is drawn: the others wait.

mod formulier;
mod keuze;
pub(crate) mod lezen;
mod menu;
mod nog_open;
mod over;
mod palet;
mod pin;
mod zoeken;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::overlays::Laag;
use crate::input::catalogue::Action;
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::keys;
use crate::view::widgets::panel::{at_bottom, panel};
use crate::view::widgets::row::{Row, print};
use crate::view::widgets::words;

/// Draws the topmost overlay within `room`; gives where the cursor stands in it.
pub(crate) fn draw(s: Scene<'_>, buf: &mut Buffer, room: Rect, laag: &Laag) -> Option<Position> {
    match laag {
        Laag::Menu(menu) => return Some(menu::draw(s, buf, room, menu)),
        Laag::Formulier(f) => return formulier::draw(s, buf, room, f),
        Laag::Pin(p) => return pin::draw(s, buf, room, p),
        Laag::Zoeken(z) => return Some(zoeken::draw(s, buf, room, z)),
        Laag::Keuze(k) => keuze::draw(s, buf, room, k),
        Laag::Lezen(l) => lezen::draw(s, buf, room, l),
        Laag::Over(o) => over::draw(s, buf, room, o),
        Laag::Palet(p) => return Some(palet::draw(s, buf, room, p)),
    }
    None
}

/// What the keys do in the topmost overlay.
pub(crate) fn footer<'a>(s: Scene<'a>, laag: &Laag, width: usize) -> Row<'a> {
    let actions: &[Action] = match laag {
        Laag::Menu(_) | Laag::Keuze(_) | Laag::Zoeken(_) => &[Action::Kies, Action::Op, Action::Neer, Action::Terug],
        Laag::Formulier(f) => formulier::actions(f),
        Laag::Pin(p) if p.velden.len() > 1 => &[Action::Bevestig, Action::VolgendVeld, Action::Terug, Action::VorigVeld],
        Laag::Pin(_) => &[Action::Bevestig, Action::Terug],
        Laag::Over(_) => &[Action::Op, Action::Neer, Action::BladerNeer, Action::BladerOp, Action::Terug],
        Laag::Lezen(_) => &[Action::BladerNeer, Action::BladerOp, Action::Terug],
        Laag::Palet(_) => &[Action::Kies, Action::Terzijde, Action::Op, Action::Neer, Action::Terug],
    };
    keys::overlay_footer(s, actions, width)
}

/// What was typed here and is recorded nowhere, as far as there is room: to be written down before the program ends.
fn lost_lines<'a>(s: Scene<'a>, lost: &[&'a str], width: usize, room: usize) -> Vec<Row<'a>> {
    let n = words::count(lost.len(), "regel is niet vastgelegd", "regels zijn niet vastgelegd");
    let head = s.say(Meaning::Warning, format!("{n}; schrijf over wat u wilt houden:")).fit(width);
    let all: Vec<Row<'a>> = lost.iter().flat_map(|t| s.flow().add(Meaning::Pending, t).rows(width)).collect();
    let more = all.len().saturating_sub(room);
    let rest = (more > 0).then(|| s.say(Meaning::Warning, format!("... en nog {more} rijen; maak het venster groter")));
    [s.row(), head].into_iter().chain(all.into_iter().take(room)).chain(rest).collect()
}

/// The connection is over and nothing can be done any more but leave.
pub(crate) fn over(s: Scene<'_>, buf: &mut Buffer, room: Rect, why: &str) {
    let width = room.width.min(70);
    let inside = usize::from(width.saturating_sub(4));
    let mut text = s.flow().add(Meaning::Text, why).rows(inside);
    let lost = s.m.niet_vastgelegd();
    if !lost.is_empty() {
        text.extend(lost_lines(s, &lost, inside, usize::from(room.height).saturating_sub(text.len() + 6)));
    }
    let height = u16::try_from(text.len()).unwrap_or(room.height).saturating_add(4);
    let inner = panel(s, buf, at_bottom(room, width, height), "De verbinding is voorbij");
    let key = if lost.is_empty() { "Enter" } else { "q" };
    let leave = s.say(Meaning::Key, key).add(Meaning::Hint, " sluit af; wat is vastgelegd, is er");
    print(buf, inner, text.into_iter().chain([s.row(), leave]));
}
