//! The columns that the rows of all lists share.

use crate::domain::scherm::Kring;
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::flow::Flow;
use crate::view::widgets::row::Row;

/// The columns of a row, and the text behind them.
pub(super) type Cells<'a> = (Row<'a>, Flow<'a>);

/// What stands before the text of what is shielded, so that it is not read aloud by mistake.
pub(super) fn shield<'a>(s: Scene<'a>, kring: &Kring) -> Flow<'a> {
    s.flow().part(Meaning::Afgeschermd, &kring.to_string())
}

/// The cells of a column, or none where the window is narrow.
pub(super) fn wide(width: usize, cells: usize) -> usize {
    if width >= 72 { cells } else { 0 }
}

/// The cells of the column that says until when.
pub(super) fn when_cells(width: usize) -> usize {
    if width < 72 { 14 } else { 26 }
}
