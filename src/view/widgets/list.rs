//! Lists with a chosen row: which rows are shown, and how the chosen one is told.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::row::{Row, print};

/// Stands before the chosen row.
pub(crate) const CHOSEN: &str = "▸ ";

/// The first of `rows` rows that is shown, so that `chosen` of `n` is among them, and not at the edge while there is more.
pub(crate) fn first(n: usize, chosen: usize, rows: usize) -> usize {
    let margin = usize::from(rows > 4);
    let last = n.saturating_sub(rows);
    (chosen + 1 + margin).saturating_sub(rows).min(last)
}

/// Draws the rows from `first` on, each made by `row`, the chosen one marked and in its own style.
pub(crate) fn draw<'a>(
    s: Scene<'a>,
    buf: &mut Buffer,
    area: Rect,
    (n, chosen): (usize, usize),
    row: impl Fn(usize, usize) -> Row<'a>,
) {
    let rows = usize::from(area.height);
    let from = first(n, chosen, rows);
    let width = usize::from(area.width);
    for (at, y) in (from..n).zip(area.top()..area.bottom()) {
        let here = Rect { y, height: 1, ..area };
        let mark = if at == chosen { s.say(Meaning::Current, CHOSEN) } else { s.row().gap(2) };
        print(buf, here, [mark.append(row(at, width.saturating_sub(3))).fit(width)]);
        if at == chosen {
            buf.set_style(here.intersection(buf.area), s.style(Meaning::Selected));
        }
    }
}
