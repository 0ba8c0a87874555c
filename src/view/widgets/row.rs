//! One line of cells: pieces of text behind each other, each with what it means. Everything that stands on a screen is
//! made of these. No colours: the theme says what a meaning looks like.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::theme::{Meaning, Theme};
use crate::view::text;

/// A line in the making.
#[derive(Clone, Debug)]
pub(crate) struct Row<'a> {
    theme: &'a Theme,
    spans: Vec<Span<'a>>,
    width: usize,
}

impl<'a> Row<'a> {
    /// An empty line.
    pub(crate) fn new(theme: &'a Theme) -> Self {
        Self { theme, spans: Vec::new(), width: 0 }
    }

    /// The cells that it takes.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// Whether nothing stands on it.
    pub(crate) fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Whether nothing can be read on it.
    pub(crate) fn is_blank(&self) -> bool {
        self.spans.iter().all(|s| s.content.trim().is_empty())
    }

    /// Puts a piece behind it.
    pub(crate) fn add(mut self, what: Meaning, piece: impl Into<Cow<'a, str>>) -> Self {
        let piece = piece.into();
        self.width += text::width(&piece);
        self.spans.push(Span::styled(piece, self.theme.style(what)));
        self
    }

    /// Puts a piece behind it where there is one.
    pub(crate) fn maybe(self, what: Meaning, piece: Option<impl Into<Cow<'a, str>>>) -> Self {
        match piece {
            Some(piece) => self.add(what, piece),
            None => self,
        }
    }

    /// Puts empty cells behind it.
    pub(crate) fn gap(mut self, cells: usize) -> Self {
        if cells > 0 {
            self.spans.push(Span::raw(" ".repeat(cells)));
            self.width += cells;
        }
        self
    }

    /// Goes on at this column, or where it is when it is past that.
    pub(crate) fn to(self, column: usize) -> Self {
        let cells = column.saturating_sub(self.width);
        self.gap(cells)
    }

    /// Puts a piece in exactly `width` cells: cut, or with empty cells behind it.
    pub(crate) fn cell(self, what: Meaning, piece: &str, width: usize) -> Self {
        let end = self.width + width;
        self.add(what, text::cut(piece, width).into_owned()).to(end)
    }

    /// Puts a name in at least `width` cells: a name is never cut, what stands behind it moves.
    pub(crate) fn name(self, what: Meaning, piece: &str, width: usize) -> Self {
        let end = self.width + width;
        self.add(what, piece.to_owned()).to(end)
    }

    /// Puts another line behind it.
    pub(crate) fn append(mut self, other: Self) -> Self {
        self.width += other.width;
        self.spans.extend(other.spans);
        self
    }

    /// As [`Row::fit`], but cut between words where there is such a place.
    pub(crate) fn fit_words(self, max: usize) -> Self {
        if self.width <= max {
            return self;
        }
        let mut out = self.fit(max);
        let Some(last) = out.spans.pop() else { return out };
        let whole = last.content.rsplit_once(' ').map(|(head, _)| head.trim_end()).filter(|head| !head.is_empty());
        let cut = whole.map_or_else(|| last.content.to_string(), |head| format!("{head} …"));
        out.width = out.width + text::width(&cut) - text::width(&last.content);
        out.spans.push(Span::styled(cut, last.style));
        out
    }

    /// At most `max` cells of it, with an ellipsis where something was cut; empty cells at the end are nothing.
    pub(crate) fn fit(mut self, max: usize) -> Self {
        while self.width > max && self.spans.last().is_some_and(|s| s.content.trim_matches(' ').is_empty()) {
            self.width -= self.spans.pop().map_or(0, |s| text::width(&s.content));
        }
        if self.width <= max {
            return self;
        }
        let mut out = Self::new(self.theme);
        for span in self.spans {
            let room = max - out.width;
            let cells = text::width(&span.content);
            // the last cell is kept for the ellipsis: more is coming
            if cells < room {
                out.width += cells;
                out.spans.push(span);
                continue;
            }
            let cut = text::cut(&format!("{} ", span.content), room).into_owned();
            out.width += text::width(&cut);
            out.spans.push(Span::styled(cut, span.style));
            break;
        }
        out
    }

    /// The line as ratatui takes it.
    pub(crate) fn line(self) -> Line<'a> {
        Line::from(self.spans)
    }
}

/// `left` and `right` at both ends of `width` cells; the left one is cut where they would meet.
pub(crate) fn spread<'a>(left: Row<'a>, right: Row<'a>, width: usize) -> Row<'a> {
    let right = right.fit(width);
    let room = width.saturating_sub(right.width() + usize::from(right.width() > 0));
    let column = width - right.width();
    left.fit(room).to(column).append(right)
}

/// Puts lines under each other, from the top of `area`; what does not fit is left out.
pub(crate) fn print<'a>(buf: &mut Buffer, area: Rect, rows: impl IntoIterator<Item = Row<'a>>) {
    let area = area.intersection(buf.area);
    for (row, y) in rows.into_iter().zip(area.top()..area.bottom()) {
        put(buf, (area.x, y), row, usize::from(area.width));
    }
}

/// Puts a line in the cells from here on, at most so many: as the library does, which asks tables for every letter what most
/// of them are.
fn put(buf: &mut Buffer, (x, y): (u16, u16), row: Row<'_>, max: usize) {
    if !row.spans.iter().all(|s| s.content.chars().all(text::is_plain)) {
        buf.set_line(x, y, &row.line(), u16::try_from(max).unwrap_or(u16::MAX));
        return;
    }
    let from = if max == 0 { 0 } else { buf.index_of(x, y) };
    let letters = row.spans.iter().flat_map(|s| s.content.chars().map(|c| (c, s.style)));
    for (cell, (c, style)) in buf.content.iter_mut().skip(from).take(max).zip(letters) {
        cell.set_symbol(c.encode_utf8(&mut [0; 4])).set_style(style);
    }
}

/// Draws a line from side to side.
pub(crate) fn rule(buf: &mut Buffer, area: Rect, theme: &Theme) {
    let line = "─".repeat(usize::from(area.width));
    print(buf, area, [Row::new(theme).add(Meaning::Rule, line)]);
}
