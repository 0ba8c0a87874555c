//! Something to read: the help, or the page for the burgemeester.

use crate::domain::ids::VoorleggerId;

/// What is read, and from where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lezen {
    /// What.
    pub wat: Leesbaar,
    /// The first line that is shown; the view stops at the end.
    pub vanaf: usize,
}

/// What can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leesbaar {
    /// The help.
    Hulp,
    /// A page for the burgemeester.
    Voorlegger(VoorleggerId),
}

/// How many lines a page is.
const PAGE: usize = 10;

impl Lezen {
    /// The help, from its beginning.
    pub fn hulp() -> Self {
        Self { wat: Leesbaar::Hulp, vanaf: 0 }
    }

    /// A page for the burgemeester, from its beginning.
    pub fn voorlegger(id: VoorleggerId) -> Self {
        Self { wat: Leesbaar::Voorlegger(id), vanaf: 0 }
    }

    /// A line or a page on, or back.
    pub fn blader(&mut self, page: bool, back: bool) {
        let by = if page { PAGE } else { 1 };
        self.vanaf = if back { self.vanaf.saturating_sub(by) } else { self.vanaf + by };
    }
}
