//! Text that goes on at the next line: pieces with what they mean, wrapped together as one text.

use crate::theme::{Meaning, Theme};
use crate::view::text;
use crate::view::widgets::row::Row;

/// A space at which no line is broken; it is drawn as any other.
const NO_BREAK: char = '\u{a0}';
/// The most cells of a part that is kept whole.
const WHOLE: usize = 24;

/// `piece` without places to break.
pub(crate) fn whole(piece: &str) -> String {
    piece.replace(' ', "\u{a0}")
}

/// A text in the making.
#[derive(Clone, Debug)]
pub(crate) struct Flow<'a> {
    theme: &'a Theme,
    text: String,
    /// Each piece by where it ends, in bytes.
    pieces: Vec<(usize, Meaning)>,
}

impl<'a> Flow<'a> {
    /// Nothing yet.
    pub(crate) fn new(theme: &'a Theme) -> Self {
        Self { theme, text: String::new(), pieces: Vec::new() }
    }

    /// Whether there is nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The cells that it takes on one line.
    pub(crate) fn width(&self) -> usize {
        text::width(&self.text)
    }

    /// Puts a piece behind it.
    pub(crate) fn add(mut self, what: Meaning, piece: &str) -> Self {
        self.text.push_str(piece);
        self.pieces.push((self.text.len(), what));
        self
    }

    /// Puts a piece behind it, with a dot between it and what stands before it. A short piece stays whole: its spaces are
    /// no places to break.
    pub(crate) fn part(self, what: Meaning, piece: &str) -> Self {
        if piece.is_empty() {
            return self;
        }
        let first = self.is_empty();
        let flow = if first { self } else { self.add(Meaning::Muted, " · ") };
        if text::width(piece) > WHOLE { flow.add(what, piece) } else { flow.add(what, &whole(piece)) }
    }

    /// Puts another text behind it.
    pub(crate) fn join(mut self, other: &Self) -> Self {
        let from = self.text.len();
        self.text.push_str(&other.text);
        self.pieces.extend(other.pieces.iter().map(|(end, what)| (end + from, *what)));
        self
    }

    /// Puts it behind another text.
    pub(crate) fn behind(&self, other: Self) -> Self {
        other.join(self)
    }

    /// One line: as much of it as fits behind `head` in `max` cells.
    pub(crate) fn append_one(&self, head: Row<'a>, max: usize) -> Row<'a> {
        head.append(self.row(&self.text)).fit(max)
    }

    /// The lines of at most `max` cells; one at least.
    pub(crate) fn rows(&self, max: usize) -> Vec<Row<'a>> {
        // a dot between two parts is nothing at the end of a line
        let shown = |line: &str| self.row(line.strip_suffix(" ·").unwrap_or(line));
        text::wrap(&self.text, max.max(1)).into_iter().map(shown).collect()
    }

    /// The lines behind something of at least `indent` cells: `first` before the first, empty cells before the others.
    pub(crate) fn hang(&self, first: Row<'a>, indent: usize, max: usize) -> Vec<Row<'a>> {
        let indent = indent.max(first.width());
        let mut head = Some(first);
        let behind = |row: Row<'a>| head.take().unwrap_or_else(|| Row::new(self.theme)).to(indent).append(row);
        self.rows(max.saturating_sub(indent)).into_iter().map(behind).collect()
    }

    /// The pieces of one line of the text.
    fn row(&self, line: &str) -> Row<'a> {
        let begin = line.as_ptr() as usize - self.text.as_ptr() as usize;
        let end = begin + line.len();
        let mut row = Row::new(self.theme);
        let mut from = 0;
        for (to, what) in &self.pieces {
            if let Some(piece) = self.text.get(from.max(begin)..(*to).min(end)).filter(|p| !p.is_empty()) {
                row = row.add(*what, piece.replace(NO_BREAK, " "));
            }
            from = *to;
        }
        row
    }
}
