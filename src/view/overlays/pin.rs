//! Choosing a PIN: what is typed stands there as dots.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::overlays::{Pininvoer, Pinscherm, Pinveld};
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::panel::{at_bottom, panel};
use crate::view::widgets::row::{Row, print};

/// The cells of the box.
const WIDTH: u16 = 76;
/// The cells of what a field asks, with the sign before it.
const LABEL: usize = 22;

/// Draws it; gives where the cursor stands.
pub(crate) fn draw(s: Scene<'_>, buf: &mut Buffer, room: Rect, p: &Pinscherm) -> Option<Position> {
    let width = usize::from(at_bottom(room, WIDTH, 0).width.saturating_sub(4));
    let mut rows: Vec<Row<'_>> = s.flow().add(Meaning::Text, told(p)).rows(width);
    rows.push(s.row());
    let first = rows.len();
    rows.extend(p.velden.iter().enumerate().map(|(nr, veld)| field(s, veld, nr == p.actief).fit(width)));
    let below = if p.wacht { Some((Meaning::Muted, "wordt bewaard ...")) } else { None };
    let below = below.or(p.fout.as_deref().map(|fout| (Meaning::Refusal, fout)));
    if let Some((what, text)) = below {
        let sign = if p.wacht { "  " } else { "✗ " };
        rows.extend(s.flow().add(what, text).hang(s.say(what, sign), 2, width));
    }
    let title = if p.haalt_weg() { "Uw PIN weghalen" } else { "Een PIN kiezen" };
    let height = u16::try_from(rows.len()).unwrap_or(room.height).saturating_add(2);
    let inner = panel(s, buf, at_bottom(room, WIDTH, height), title);
    print(buf, inner, rows);
    let typed = p.velden.get(p.actief).map_or(0, |(_, invoer)| invoer.aantal());
    let cell = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    let x = inner.x.saturating_add(cell(LABEL + typed)).min(inner.right().saturating_sub(1));
    let at = Position { x, y: inner.y.saturating_add(cell(first + p.actief)) };
    (!p.wacht && inner.contains(at)).then_some(at)
}

/// What it is for.
fn told(p: &Pinscherm) -> &'static str {
    if p.haalt_weg() {
        "Zonder PIN sluit een terminal na stilte; u begint dan opnieuw."
    } else {
        "6 tot 32 cijfers, van u alleen, op al uw terminals. De PIN opent een scherm weer dat vergrendeld is; wie bij uw account \
         kan, kan ook zonder."
    }
}

fn field<'a>(s: Scene<'a>, (veld, invoer): &(Pinveld, Pininvoer), active: bool) -> Row<'a> {
    let (sign, what) = if active { ("▸ ", Meaning::Current) } else { ("  ", Meaning::Muted) };
    let label = match veld {
        Pinveld::Nu => "de PIN van nu",
        Pinveld::Nieuw => "nieuwe PIN",
        Pinveld::Nogmaals => "nog een keer",
    };
    s.say(what, sign).cell(what, label, LABEL - 3).gap(1).add(Meaning::Text, "•".repeat(invoer.aantal()))
}
