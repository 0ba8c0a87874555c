//! Lists with a chosen row: which rows are shown, and how the chosen one is told.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::theme::Meaning;
use crate::view::layout;
use crate::view::scene::Scene;
use crate::view::widgets::flow::Flow;
use crate::view::widgets::row::{Row, print};

/// Stands before the chosen row.
pub(crate) const CHOSEN: &str = "▸ ";

/// The most lines that a row takes; what is chosen is told in whole beside or under the list.
const TALL: usize = 4;
/// The fewest cells in which text is wrapped beside the columns before it; where there are fewer it goes under them.
const BESIDE: usize = 24;

/// The lines of a row: its columns, and the text behind them, wrapped. The last line says when there is more.
pub(crate) fn tall<'a>(s: Scene<'a>, columns: Row<'a>, text: &Flow<'a>, width: usize) -> Vec<Row<'a>> {
    let indent = columns.width();
    let beside = indent + BESIDE <= width || indent + text.width() <= width;
    let mut rows = if beside {
        text.hang(columns, indent, width)
    } else {
        let mut rows = vec![columns.fit(width)];
        rows.extend(text.hang(s.row(), UNDER, width));
        rows
    };
    if rows.len() > TALL {
        rows.truncate(TALL);
        if let Some(last) = rows.pop() {
            rows.push(last.add(Meaning::Muted, " …").fit(width));
        }
    }
    rows
}

/// The cells before text that stands under its columns.
const UNDER: usize = 5;

/// The first row that is shown, so that all of `chosen` is among them, and the row after it begins. `tall` is how many
/// lines a row takes, its heading included.
pub(crate) fn first(n: usize, chosen: usize, height: usize, tall: impl Fn(usize) -> usize) -> usize {
    let margin = usize::from(height > 4 && chosen + 1 < n);
    let mut room = height.saturating_sub(tall(chosen) + margin);
    let mut from = chosen;
    while let Some(before) = from.checked_sub(1) {
        let lines = tall(before);
        if lines > room {
            break;
        }
        room -= lines;
        from = before;
    }
    from
}

/// Draws the rows of a list, each made by `lines`, the chosen one marked and in its own style.
pub(crate) fn draw<'a>(
    s: Scene<'a>,
    buf: &mut Buffer,
    area: Rect,
    list: (usize, impl Into<Option<usize>>),
    lines: impl Fn(usize, usize) -> Vec<Row<'a>>,
) {
    draw_grouped(s, buf, area, list, |_| None, lines);
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

/// As [`draw`], with a heading above the first row of each group: `heading` is the name of the group of a row. Where the
/// rows scroll, the heading of the first row that is shown stays on top.
pub(crate) fn draw_grouped<'a>(
    s: Scene<'a>,
    buf: &mut Buffer,
    area: Rect,
    (n, chosen): (usize, impl Into<Option<usize>>),
    heading: impl Fn(usize) -> Option<String>,
    lines: impl Fn(usize, usize) -> Vec<Row<'a>>,
) {
    let width = usize::from(area.width);
    let inner = width.saturating_sub(3);
    let is_chosen: Option<usize> = chosen.into();
    let chosen = is_chosen.unwrap_or(0);
    let mut area = area;
    let begins = |at: usize| at.checked_sub(1).is_none_or(|before| heading(before) != heading(at));
    let named = |at: usize| heading(at).filter(|_| begins(at));
    let sticky = usize::from(area.height > 3 && n > 0 && heading(chosen).is_some());
    let tall = |at: usize| lines(at, inner).len().max(1) + usize::from(named(at).is_some());
    let mut height = 0;
    let fits = (0..n).all(|at| {
        height += tall(at);
        height <= usize::from(area.height)
    });
    let foot = if fits || area.height < 5 { Rect::default() } else { layout::bottom(&mut area, 1) };
    let (mut rest, mut last) = (area, n);
    let height = usize::from(area.height).saturating_sub(sticky);
    let from = first(n, chosen, height, tall);
    for at in from..n {
        if let Some(name) = if at == from && sticky > 0 { heading(at) } else { named(at) } {
            let here = layout::top(&mut rest, 1);
            print(buf, here, [s.say(Meaning::Heading, name.to_uppercase()).fit(width)]);
        }
        let mut rows = lines(at, inner);
        let cut = rows.len() > usize::from(rest.height);
        if cut {
            rows.truncate(usize::from(rest.height));
            let row = rows.pop().unwrap_or(s.row());
            rows.push(row.add(Meaning::Muted, " …").fit(inner));
        }
        let here = layout::top(&mut rest, rows.len().max(1));
        let mut mark = Some(if is_chosen == Some(at) { s.say(Meaning::Current, CHOSEN) } else { s.row().gap(2) });
        let behind = |row: Row<'a>| mark.take().unwrap_or_else(|| s.row().gap(2)).append(row).fit(width);
        print(buf, here, rows.into_iter().map(behind));
        if is_chosen == Some(at) {
            choose(s, buf, here.intersection(buf.area));
        }
        if rest.height == 0 {
            last = if cut { at } else { at + 1 };
            break;
        }
    }
    print(buf, foot, [beyond(s, from, n - last)]);
}

/// How many rows of a list stand above and under what is shown.
fn beyond(s: Scene<'_>, above: usize, under: usize) -> Row<'_> {
    let part = |n: usize, word: &str| (n > 0).then(|| format!("{n} {word}"));
    let said: Vec<String> = [part(above, "erboven"), part(under, "eronder")].into_iter().flatten().collect();
    if said.is_empty() { s.row() } else { s.row().gap(2).add(Meaning::Muted, format!("… nog {}", said.join(", "))) }
}
