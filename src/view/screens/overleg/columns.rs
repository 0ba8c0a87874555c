//! The columns of a line of the minutes.

/// The most cells that the text of a line takes: longer ones are hard to read.
const TEXT_MAX: usize = 100;

/// Where the parts of a line stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Columns {
    /// The cells for who brought it in; none on a phone.
    pub(crate) who: usize,
    /// The cells for what it is.
    pub(crate) kind: usize,
    /// The cells of the whole line.
    pub(crate) width: usize,
}

impl Columns {
    /// The columns that suit a width.
    pub(crate) fn of(width: usize) -> Self {
        let who = match width {
            ..64 => 0,
            _ => 16,
        };
        let kind = if who == 0 { 0 } else { 11 };
        Self { who, kind, width: width.min(TEXT_MAX + 38) }
    }

    /// Where the text begins.
    pub(crate) fn indent(self) -> usize {
        if self.who == 0 { 6 } else { 7 + self.who + 2 + self.kind + 2 }
    }
}
