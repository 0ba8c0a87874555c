//! What fits where: a window belongs to one of a few classes, and each class has one way of dividing it. Sizes in cells.
//! Nothing is drawn here.

use ratatui::layout::Rect;

use crate::app::model::MAAT_MIN;

/// The most columns that are used: longer lines are hard to read.
pub(crate) const COLUMNS_MAX: u16 = 200;

/// How much stands beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Breadth {
    /// A phone: one narrow column, few words.
    Phone,
    /// One column.
    One,
    /// The agenda left, the work right.
    Two,
    /// The same, and what hangs on the meeting in a third column.
    Three,
}

/// How much stands above each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Height {
    /// Every row counts.
    Low,
    /// A terminal of 24 rows.
    Plain,
    /// There is room for air.
    Tall,
}

/// The class of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Class {
    /// From side to side.
    pub(crate) breadth: Breadth,
    /// From top to bottom.
    pub(crate) height: Height,
}

/// The class of a window, or none when it is too small for anything but a sentence.
pub(crate) fn class(area: Rect) -> Option<Class> {
    if area.width < MAAT_MIN.0 || area.height < MAAT_MIN.1 {
        return None;
    }
    let height = match area.height {
        ..16 => Height::Low,
        16..30 => Height::Plain,
        _ => Height::Tall,
    };
    let breadth = match area.width {
        ..64 => Breadth::Phone,
        64..110 => Breadth::One,
        _ if height == Height::Low => Breadth::One,
        110..170 => Breadth::Two,
        _ => Breadth::Three,
    };
    Some(Class { breadth, height })
}

/// The part of the window that is used: all of it, or its middle when it is very wide.
pub(crate) fn used(window: Rect) -> Rect {
    let width = window.width.min(COLUMNS_MAX);
    Rect { x: window.x + (window.width - width) / 2, width, ..window }
}

/// What is left of `area` under its first `rows` rows.
pub(crate) fn below(area: Rect, rows: usize) -> Rect {
    let mut rest = area;
    top(&mut rest, rows);
    rest
}

/// The parts of a screen that stand under each other. A part that is not there has no rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Areas {
    /// Where are we.
    pub(crate) header: Rect,
    /// The line under it.
    pub(crate) upper_rule: Rect,
    /// What it is about.
    pub(crate) body: Rect,
    /// The line above where is typed.
    pub(crate) lower_rule: Rect,
    /// Where is typed, with what the program understood, and what it has to say.
    pub(crate) line: Rect,
    /// What the keys do.
    pub(crate) footer: Rect,
}

/// Divides `area` from both ends; the body gets what is left. `header` and `line` are wished heights.
pub(crate) fn parts(area: Rect, class: Class, header: usize, line: usize) -> Areas {
    let rule = usize::from(class.height > Height::Low);
    let mut rest = area;
    let header = top(&mut rest, header);
    let upper_rule = top(&mut rest, rule);
    let footer = bottom(&mut rest, 1);
    let line = bottom(&mut rest, line);
    let lower_rule = bottom(&mut rest, if line.height > 0 { rule } else { 0 });
    Areas { header, upper_rule, body: rest, lower_rule, line, footer }
}

/// A number of rows or columns as the terminal counts them.
pub(crate) fn rows_of(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

/// Takes rows off the top of `rest`.
pub(crate) fn top(rest: &mut Rect, rows: usize) -> Rect {
    let height = rows_of(rows).min(rest.height);
    let taken = Rect { height, ..*rest };
    rest.y += height;
    rest.height -= height;
    taken
}

/// Takes rows off the bottom of `rest`.
pub(crate) fn bottom(rest: &mut Rect, rows: usize) -> Rect {
    let height = rows_of(rows).min(rest.height);
    rest.height -= height;
    Rect { y: rest.y + rest.height, height, ..*rest }
}

/// The rows of `area` above `bottom` but for the first: there it says whether this is an exercise, and nothing may lie
/// over that.
pub(crate) fn between(area: Rect, bottom: u16) -> Rect {
    let mut room = Rect { height: bottom.saturating_sub(area.y).min(area.height), ..area };
    top(&mut room, 1);
    room
}

/// Takes columns off the left of `rest`, and a gap behind them.
pub(crate) fn left(rest: &mut Rect, columns: u16, gap: u16) -> Rect {
    let width = columns.min(rest.width);
    let taken = Rect { width, ..*rest };
    let gone = (width + gap).min(rest.width);
    rest.x += gone;
    rest.width -= gone;
    taken
}

/// Takes columns off the right of `rest`, and a gap before them.
pub(crate) fn right(rest: &mut Rect, columns: u16, gap: u16) -> Rect {
    let width = columns.min(rest.width);
    let x = rest.x + rest.width - width;
    rest.width = rest.width.saturating_sub(width + gap);
    Rect { x, width, ..*rest }
}

/// `area` without `columns` at both sides.
pub(crate) fn inset(area: Rect, columns: u16) -> Rect {
    let columns = columns.min(area.width / 2);
    Rect { x: area.x + columns, width: area.width - 2 * columns, ..area }
}
