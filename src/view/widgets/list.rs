//! Lists with a chosen row: which rows are shown, and how the chosen one is told.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::theme::Meaning;
use crate::view::layout;
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
    list: (usize, usize),
    row: impl Fn(usize, usize) -> Row<'a>,
) {
    draw_tall(s, buf, area, list, |at, width| [row(at, width)]);
}

/// As [`draw`], with `LINES` lines for each row.
pub(crate) fn draw_tall<'a, const LINES: usize>(
    s: Scene<'a>,
    buf: &mut Buffer,
    area: Rect,
    (n, chosen): (usize, usize),
    lines: impl Fn(usize, usize) -> [Row<'a>; LINES],
) {
    let width = usize::from(area.width);
    let mut rest = area;
    for at in first(n, chosen, usize::from(area.height) / LINES)..n {
        let here = layout::top(&mut rest, LINES);
        if usize::from(here.height) < LINES {
            return;
        }
        let mark = if at == chosen { s.say(Meaning::Current, CHOSEN) } else { s.row().gap(2) };
        let mut head = Some(mark);
        let behind = |row: Row<'a>| head.take().unwrap_or_else(|| s.row().gap(2)).append(row).fit(width);
        print(buf, here, lines(at, width.saturating_sub(3)).map(behind));
        if at == chosen {
            choose(s, buf, here.intersection(buf.area));
        }
    }
}

/// Gives the chosen row its style; danger stays red in it.
fn choose(s: Scene<'_>, buf: &mut Buffer, here: Rect) {
    let (chosen, danger) = (s.style(Meaning::Selected), s.style(Meaning::Danger).fg);
    for cell in here.positions() {
        if let Some(cell) = buf.cell_mut(cell).filter(|cell| danger != Some(cell.fg)) {
            cell.set_style(chosen);
        }
    }
}
