//! Text that came from a person: cleaned once, at the door, so that nothing behind the door has to be afraid of it.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::vouw;

/// The most characters that one piece of text may have: about two printed pages.
pub const CHARS_MAX: usize = 6_000;

/// One line of user text: NFC, trimmed, without control characters, line breaks or characters that change the
/// direction of what follows. May be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
pub struct Tekst(String);

/// The text has more than [`CHARS_MAX`] characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("de tekst is langer dan {CHARS_MAX} tekens: deel hem op")]
pub struct TooLong;

impl Tekst {
    /// Cleans `raw`: composes it (NFC), turns line breaks and tabs into spaces, drops every other control and
    /// direction character, trims both ends.
    pub fn new(raw: &str) -> Result<Self, TooLong> {
        // most text is plain ASCII, and replaying a journal comes by here for every word of it
        if raw.bytes().all(|b| matches!(b, b' '..=b'~')) {
            return Self::bounded(raw.trim());
        }
        Self::bounded(clean(raw).trim())
    }

    fn bounded(clean: &str) -> Result<Self, TooLong> {
        if clean.chars().count() > CHARS_MAX { Err(TooLong) } else { Ok(Self(clean.to_owned())) }
    }

    /// As [`Tekst::new`], but cuts off what is too long. For texts that the program itself composes.
    pub fn cut(raw: &str) -> Self {
        let short: String = raw.chars().take(CHARS_MAX).collect();
        Self::new(&short).unwrap_or_default()
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing is left to read.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether two texts are the same under the one folding ([`vouw`]).
    pub fn same(&self, other: &str) -> bool {
        vouw::gelijk(&self.0, other)
    }
}

/// Text without what a terminal would act on: composed (NFC), line breaks and tabs as spaces, no control or direction
/// characters. Not trimmed: for text that is still being typed.
pub fn clean(raw: &str) -> String {
    raw.nfc().filter_map(harmless).collect()
}

/// Whether this character stands in a [`Tekst`] as it is typed: no control, line break or direction character.
pub fn is_harmless(c: char) -> bool {
    harmless(c) == Some(c)
}

/// What becomes of one character of raw input.
fn harmless(c: char) -> Option<char> {
    match c {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if c.is_control() => None,
        // bidirectional overrides, marks and isolates; invisible operators, fillers and tags
        '\u{061C}'
        | '\u{00AD}'
        | '\u{180E}'
        | '\u{200B}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}' => None,
        c => Some(c),
    }
}

impl TryFrom<String> for Tekst {
    type Error = TooLong;

    fn try_from(raw: String) -> Result<Self, TooLong> {
        Self::new(&raw)
    }
}

impl From<&'static str> for Tekst {
    /// For texts of the program itself.
    fn from(raw: &'static str) -> Self {
        Self::cut(raw)
    }
}

impl fmt::Display for Tekst {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_and_direction_characters_do_not_survive() {
        let t = Tekst::new("  hij\u{1b}[31m zei\u{202e} \"ik\r\nkom\"\u{7} \u{200b}").unwrap();
        assert_eq!(t.as_str(), "hij[31m zei \"ik  kom\"");
    }

    #[test]
    fn an_accent_typed_in_two_parts_becomes_one_character() {
        assert_eq!(Tekst::new("cafe\u{301}").unwrap().as_str(), "café");
    }

    #[test]
    fn too_long_is_refused_and_not_cut() {
        assert_eq!(Tekst::new(&"a".repeat(CHARS_MAX + 1)), Err(TooLong));
        assert_eq!(Tekst::new(&"a".repeat(CHARS_MAX)).unwrap().as_str().len(), CHARS_MAX);
    }

    #[test]
    fn hostile_json_is_cleaned_on_the_way_in() {
        let t: Tekst = serde_json::from_str(r#""a\u001b]0;title\u0007b""#).unwrap();
        assert_eq!(t.as_str(), "a]0;titleb");
    }
}
