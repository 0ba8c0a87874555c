//! The palette of measures, as a value.

use crate::app::draft::LineEdit;

/// The palette's state.
#[derive(Clone, Debug, Default)]
pub struct Palet {
    /// What is looked for.
    pub zoek: LineEdit,
    /// Which measure is chosen.
    pub gekozen: usize,
    /// The first line of its explanation that is shown.
    pub vanaf: usize,
}

/// How many lines of the explanation a page is.
const PAGE: usize = 6;

impl Palet {
    /// A measure up or down; its explanation starts at the top.
    pub fn ga(&mut self, up: bool) {
        self.gekozen = if up { self.gekozen.saturating_sub(1) } else { self.gekozen + 1 };
        self.vanaf = 0;
    }

    /// A page of the explanation on, or back; the view stops at its end.
    pub fn blader(&mut self, back: bool) {
        self.vanaf = if back { self.vanaf.saturating_sub(PAGE) } else { self.vanaf + PAGE };
    }
}
