//! The search, as a value.

use crate::app::draft::LineEdit;
use crate::projection::rij::RegelRij;

/// The search's state.
#[derive(Clone, Debug, Default)]
pub struct Zoeken {
    /// What is looked for.
    pub woorden: LineEdit,
    /// The number of the last question; answers to earlier ones are old.
    pub nr: u32,
    /// What was found, what is literal first.
    pub gevonden: Vec<RegelRij>,
    /// For each of these why it was found; nothing where that is literal.
    pub waarom: Vec<String>,
    /// Whether there was more.
    pub meer: bool,
    /// Whether the answer is here.
    pub beantwoord: bool,
    /// Which row is chosen.
    pub gekozen: usize,
}

impl Zoeken {
    /// Whether nothing is looked for: somebody can be called by one letter.
    pub fn is_leeg(&self) -> bool {
        !self.woorden.text().contains(char::is_alphanumeric)
    }

    /// A row up or down.
    pub fn ga(&mut self, up: bool) {
        let last = self.gevonden.len().saturating_sub(1);
        self.gekozen = if up { self.gekozen.saturating_sub(1) } else { (self.gekozen + 1).min(last) };
    }
}
