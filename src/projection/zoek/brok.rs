//! A text in pieces: runs of letters and figures, each folded, with what stands between them.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::domain::vouw::{is_invisible, vouw};

/// The most characters of a piece that are kept.
const CHARS_MAX: usize = 40;

/// A run of letters and figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Brok {
    /// Folded.
    pub woord: String,
    /// As it was typed.
    pub ruw: String,
    /// What stands before it, as far as it matters: between this piece and the one before.
    pub voor: String,
    /// Whether it begins with a capital.
    pub hoofd: bool,
}

impl Brok {
    /// Whether only one sign, such as a hyphen, stands between the one before and this: `ex-partner`, `v/d`, `foto's`.
    pub(super) fn vast(&self) -> bool {
        matches!(vouw(&self.voor).as_str(), "-" | "'" | "." | "/" | "_" | "&")
    }

    /// Whether it has figures only.
    pub(super) fn cijfers(&self) -> bool {
        self.woord.bytes().all(|b| b.is_ascii_digit())
    }

    /// Whether it has no figure.
    pub(super) fn letters(&self) -> bool {
        !self.woord.contains(|c: char| c.is_numeric())
    }
}

/// The pieces of a text, in order.
pub(super) fn brokken(text: &str) -> Vec<Brok> {
    let mut all = Vec::new();
    let (mut voor, mut ruw) = (String::new(), String::new());
    for c in text.nfkc().filter(|c| !hides(*c)).chain([' ']) {
        if c.is_alphanumeric() || (is_combining_mark(c) && !ruw.is_empty()) {
            ruw.push(c);
            continue;
        }
        if !ruw.is_empty() {
            all.extend(brok(std::mem::take(&mut ruw), std::mem::take(&mut voor)));
        }
        voor.push(c);
    }
    all
}

/// Signs that nobody sees: a word with one in it is still that word.
fn hides(c: char) -> bool {
    // the empty cell of Braille looks like a space, and parts words as one does
    is_invisible(c) && c != '\u{2800}'
}

fn brok(ruw: String, voor: String) -> Option<Brok> {
    let woord: String = vouw(&ruw).chars().filter(|c| c.is_alphanumeric()).take(CHARS_MAX).collect();
    let hoofd = ruw.chars().next().is_some_and(char::is_uppercase);
    (!woord.is_empty()).then_some(Brok { woord, ruw, voor, hoofd })
}

/// The pieces `of` as they were typed, from the first to the last.
pub(super) fn ruw(of: &[Brok]) -> String {
    let mut text = String::new();
    for (i, b) in of.iter().enumerate() {
        if i > 0 {
            text.push_str(&b.voor);
        }
        text.push_str(&b.ruw);
    }
    text
}
