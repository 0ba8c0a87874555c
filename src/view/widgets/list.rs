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

/// The same with a heading above the first row of each group: `heading` is the name of the group of a row. Where the rows
/// scroll, the heading of the first row that is shown stays on top.
pub(crate) fn draw_grouped<'a>(
    s: Scene<'a>,
    buf: &mut Buffer,
    area: Rect,
    (n, chosen): (usize, usize),
    heading: impl Fn(usize) -> Option<String>,
    row: impl Fn(usize, usize) -> Row<'a>,
) {
    let names: Vec<Option<String>> = (0..n).map(heading).collect();
    let begins = |at: usize| at.checked_sub(1).and_then(|before| names.get(before)) != names.get(at);
    let has_name = |at: usize| names.get(at).is_some_and(Option::is_some);
    // a line is a row, or with `false` the heading above it
    let lines: Vec<(usize, bool)> = (0..n)
        .flat_map(|at| [(at, false), (at, true)])
        .filter(|(at, is_row)| *is_row || (begins(*at) && has_name(*at)))
        .collect();
    let place = lines.iter().position(|l| *l == (chosen, true)).unwrap_or(0);
    let rows = usize::from(area.height);
    let from = first(lines.len(), place, rows);
    let width = usize::from(area.width);
    for ((line, y), nr) in lines.iter().skip(from).zip(area.top()..area.bottom()).zip(0..) {
        let here = Rect { y, height: 1, ..area };
        let (at, is_row) = *line;
        let sticky = nr == 0 && is_row && at != chosen && has_name(at) && rows > 3;
        if !is_row || sticky {
            let name = names.get(at).cloned().flatten().unwrap_or_default().to_uppercase();
            print(buf, here, [s.say(Meaning::Heading, name).fit(width)]);
            continue;
        }
        let mark = if at == chosen { s.say(Meaning::Current, CHOSEN) } else { s.row().gap(2) };
        print(buf, here, [mark.append(row(at, width.saturating_sub(3))).fit(width)]);
        if at == chosen {
            buf.set_style(here.intersection(buf.area), s.style(Meaning::Selected));
        }
    }
}
