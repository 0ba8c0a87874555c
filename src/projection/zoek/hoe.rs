//! How a line has a word of a question.

use serde::Serialize;

/// How a line has a word, the most literal first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Hoe {
    /// The word, or a longer one that begins with it.
    Letterlijk,
    /// The same number, written otherwise.
    Nummer,
    /// A name that sounds like it.
    Klank,
    /// Another form of it, part of another word, written apart or together, or an abbreviation.
    AnderWoord,
    /// A word that can have been meant.
    Getypt,
}

impl Hoe {
    /// In words; nothing for what is literal.
    pub fn naam(self) -> &'static str {
        match self {
            Self::Letterlijk => "",
            Self::Nummer => "zelfde nummer",
            Self::AnderWoord => "ander woord",
            Self::Klank => "klinkt als",
            Self::Getypt => "getypt als",
        }
    }
}
