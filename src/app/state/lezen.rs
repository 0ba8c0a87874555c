//! Something to read: the help, the page for the burgemeester, or a text that was too long where it stood.

use crate::domain::ids::VoorleggerId;

/// What is read, and from where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lezen {
    /// The first line that is shown; the view stops at the end.
    pub vanaf: usize,
    /// What is read.
    pub stof: Stof,
}

/// What can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stof {
    /// The help.
    Hulp,
    /// A page for the burgemeester.
    Voorlegger(VoorleggerId),
    /// A text in lines, with its title.
    Tekst {
        /// What it is.
        titel: String,
        /// Its lines; one that begins with a dot is a point of a list.
        regels: Vec<String>,
    },
    /// All that belongs to the chosen row of the list.
    Rij,
    /// All that stands at the agenda item.
    Blad,
    /// What is open before the next step, and what nobody knows.
    NogOpen,
}

/// How many lines a page is.
const PAGE: usize = 10;

impl Lezen {
    /// This, from its beginning.
    pub fn van(stof: Stof) -> Self {
        Self { vanaf: 0, stof }
    }

    /// A text, from its beginning.
    pub fn tekst(titel: String, regels: Vec<String>) -> Self {
        Self::van(Stof::Tekst { titel, regels })
    }

    /// Whether it is a text that was too long where it stood.
    pub fn is_tekst(&self) -> bool {
        matches!(self.stof, Stof::Tekst { .. })
    }

    /// A line or a page on, or back.
    pub fn blader(&mut self, page: bool, back: bool) {
        let by = if page { PAGE } else { 1 };
        self.vanaf = if back { self.vanaf.saturating_sub(by) } else { self.vanaf + by };
    }
}
