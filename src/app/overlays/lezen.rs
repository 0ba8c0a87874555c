//! Something to read: the help.

/// What is read, and from where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lezen {
    /// The first line that is shown; the view stops at the end.
    pub vanaf: usize,
}

/// How many lines a page is.
const PAGE: usize = 10;

impl Lezen {
    /// A line or a page on, or back.
    pub fn blader(&mut self, page: bool, back: bool) {
        let by = if page { PAGE } else { 1 };
        self.vanaf = if back { self.vanaf.saturating_sub(by) } else { self.vanaf + by };
    }
}
