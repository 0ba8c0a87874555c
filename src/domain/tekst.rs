//! Text that came from a person: cleaned once, at the door, so that nothing behind the door has to be afraid of it.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::vouw::{self, is_invisible};

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
    ///
    /// Cleaning twice is cleaning once, and a text of which nothing can be seen is empty.
    pub fn new(raw: &str) -> Result<Self, TooLong> {
        if is_plain(raw) {
            return Self::bounded(raw.trim());
        }
        let clean = clean(raw);
        let seen = clean.chars().any(|c| !c.is_whitespace() && !is_invisible(c));
        Self::bounded(if seen { clean.trim() } else { "" })
    }

    fn bounded(clean: &str) -> Result<Self, TooLong> {
        if clean.chars().count() > CHARS_MAX { Err(TooLong) } else { Ok(Self(clean.to_owned())) }
    }

    /// As [`Tekst::new`], but cuts off what is too long. Only for texts that the program itself composes: what a user
    /// typed is refused when it is too long, and kept. `tests/it/tidy.rs` keeps this away from the doors for users.
    pub fn cut(raw: &str) -> Self {
        if is_plain(raw) && raw.len() <= CHARS_MAX {
            return Self(raw.trim().to_owned());
        }
        let short: String = clean(raw).trim().chars().take(CHARS_MAX).collect();
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

/// Whether nothing has to be cleaned: most text is plain ASCII, and replaying a journal comes by here for every word of it.
fn is_plain(raw: &str) -> bool {
    raw.bytes().all(|b| matches!(b, b' '..=b'~'))
}

/// Text without what a terminal would act on: composed (NFC), line breaks and tabs as spaces, no control or direction
/// characters. Not trimmed: for text that is still being typed.
pub fn clean(raw: &str) -> String {
    // composed last: what stood between a letter and its accent can be gone
    raw.chars().filter_map(harmless).nfc().collect()
}

/// The lines of a text, whatever ends them: CR, CRLF, LF, vertical tab, form feed, NEL and the separators of Unicode.
///
/// ```
/// use crisistafel::domain::tekst::regels;
/// assert_eq!(regels("een\r\ntwee\rdrie\u{2028}vier").collect::<Vec<_>>(), ["een", "twee", "drie", "vier"]);
/// ```
pub fn regels(text: &str) -> impl Iterator<Item = &str> {
    let text = text.strip_suffix('\n').map_or(text, |t| t.strip_suffix('\r').unwrap_or(t));
    let mut after_cr = false;
    text.split_inclusive(is_line_end).filter_map(move |line| {
        // the LF of a CRLF is no line of its own
        let twin = after_cr && line == "\n";
        after_cr = line.ends_with('\r');
        (!twin).then(|| line.trim_end_matches(is_line_end))
    })
}

/// Whether this character ends a line.
pub fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether this character stands in a [`Tekst`] as it is typed: no control, line break or direction character.
pub fn is_harmless(c: char) -> bool {
    harmless(c) == Some(c)
}

/// What becomes of one character of raw input.
fn harmless(c: char) -> Option<char> {
    match c {
        '\t' => Some(' '),
        c if is_line_end(c) => Some(' '),
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

    /// Review F15.
    #[test]
    fn invisible_characters_alone_are_empty() {
        for raw in ["\u{200d}", "\u{3164} \u{2800}", "\u{fe0f}\u{200c}", "\u{115f}\u{200b}", "\u{a0}\u{34f}"] {
            assert!(Tekst::new(raw).unwrap().is_empty(), "{raw:?}");
        }
        assert_eq!(Tekst::new("👨\u{200d}👩").unwrap().as_str(), "👨\u{200d}👩", "a part of another sign");
    }

    /// Review A2: every line end at every door.
    #[test]
    fn every_line_end_ends_a_line() {
        for end in ["\n", "\r", "\r\n", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}"] {
            let text = ["een", "", "twee", "drie"].join(end);
            assert_eq!(regels(&text).collect::<Vec<_>>(), ["een", "", "twee", "drie"], "{end:?}");
            assert_eq!(Tekst::new(&format!("een{end}twee")).unwrap().as_str().split(' ').next(), Some("een"), "{end:?}");
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(1024))]
        /// Review F15.
        #[test]
        fn cleaning_twice_is_cleaning_once(raw in "([e\u{301}\u{200b}\u{202e}\u{958}\u{3164} \r\n]|\\PC|.){0,12}") {
            let once = Tekst::new(&raw).unwrap();
            proptest::prop_assert_eq!(Tekst::new(once.as_str()).unwrap(), once.clone());
            proptest::prop_assert_eq!(clean(&clean(&raw)), clean(&raw));
            proptest::prop_assert_eq!(once.as_str().chars().count() <= CHARS_MAX, true);
        }
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
