//! Text that is being typed: one line, composed (NFC), with undo. The only place that knows the textarea.

use tui_textarea::{CursorMove, Input, Key, TextArea};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

use crate::domain::tekst::clean;
use crate::input::key::{KeyCode, KeyPress};

/// The most single undo steps that one undo takes: the textarea keeps one per character.
const UNDO_STEPS_MAX: usize = 80;

/// One line of text with a cursor.
#[derive(Clone, Debug, Default)]
pub struct LineEdit {
    area: TextArea<'static>,
}

impl PartialEq for LineEdit {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text() && self.cursor() == other.cursor()
    }
}

impl LineEdit {
    /// A line with this text and the cursor behind it. Line breaks become spaces.
    pub fn new(text: &str) -> Self {
        let mut area = TextArea::new(vec![clean(text)]);
        area.move_cursor(CursorMove::End);
        Self { area }
    }

    /// The text.
    pub fn text(&self) -> &str {
        self.area.lines().first().map_or("", String::as_str)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Where the cursor stands, in characters from the beginning.
    pub fn cursor(&self) -> usize {
        self.area.cursor().1
    }

    /// The text before the cursor.
    pub fn before_cursor(&self) -> &str {
        let end = self.text().char_indices().nth(self.cursor()).map_or(self.text().len(), |(i, _)| i);
        self.text().get(..end).unwrap_or_default()
    }

    /// Takes a key. False when the key types nothing here.
    pub fn press(&mut self, key: KeyPress) -> bool {
        if let Some(c) = key.typed() {
            self.insert(c.encode_utf8(&mut [0; 4]));
            return true;
        }
        match (key.code(), key.ctrl()) {
            (KeyCode::Backspace, _) => self.delete_back(self.sign(true)),
            (KeyCode::Delete, false) => drop(self.area.delete_str(self.sign(false))),
            (KeyCode::Left, false) => self.step(CursorMove::Back, self.sign(true)),
            (KeyCode::Right, false) => self.step(CursorMove::Forward, self.sign(false)),
            _ => {
                let Some(input) = editing(key) else { return false };
                self.area.input(input);
                self.leave_sign();
            }
        }
        true
    }

    /// How many characters the sign before or behind the cursor has: a flag, or a letter with an accent that is none of
    /// its own, is several and never left in halves.
    fn sign(&self, before: bool) -> usize {
        let head = self.before_cursor();
        let sign = if before {
            head.graphemes(true).next_back()
        } else {
            self.text().get(head.len()..).and_then(|tail| tail.graphemes(true).next())
        };
        sign.map_or(0, |sign| sign.chars().count())
    }

    fn step(&mut self, to: CursorMove, chars: usize) {
        for _ in 0..chars {
            self.area.move_cursor(to);
        }
    }

    /// Takes so many characters before the cursor away, as one change.
    pub fn delete_back(&mut self, chars: usize) {
        let chars = chars.min(self.cursor());
        self.step(CursorMove::Back, chars);
        self.area.delete_str(chars);
    }

    /// A word can end within a sign: the cursor never stays there.
    fn leave_sign(&mut self) {
        let at = self.before_cursor().len();
        let signs = self.text().grapheme_indices(true);
        let within = signs.take_while(|(begin, _)| *begin < at).last().filter(|(begin, sign)| begin + sign.len() > at);
        if let Some((begin, _)) = within {
            let chars = self.text().get(begin..at).map_or(0, |half| half.chars().count());
            self.step(CursorMove::Back, chars);
        }
    }

    /// Puts text at the cursor.
    pub fn insert(&mut self, text: &str) {
        if text.chars().next().is_some_and(is_combining_mark) {
            return self.compose(text);
        }
        self.area.insert_str(clean(text));
    }

    /// An accent that came as a sign of its own becomes one character with the letter before it.
    fn compose(&mut self, mark: &str) {
        let Some(letter) = self.before_cursor().chars().next_back() else { return };
        let composed: String = letter.to_string().nfc().chain(mark.chars()).collect::<String>().nfc().collect();
        self.area.delete_char();
        self.area.insert_str(composed);
    }

    /// Replaces the whole text; the cursor goes behind it. Can be undone.
    pub fn replace(&mut self, text: &str) {
        self.area.move_cursor(CursorMove::End);
        self.area.delete_line_by_head();
        self.area.insert_str(clean(text));
    }

    /// Replaces the whole text and leaves the cursor as many characters from the end as it was.
    pub fn replace_before(&mut self, text: &str) {
        let from_end = self.text().chars().count() - self.cursor();
        self.replace(text);
        self.step(CursorMove::Back, from_end);
    }

    /// Takes the last word, or the last change, back. False when there is nothing to take back.
    pub fn undo(&mut self) -> bool {
        let before = self.text().to_owned();
        for _ in 0..UNDO_STEPS_MAX {
            if !self.area.undo() || self.before_cursor().is_empty() || self.before_cursor().ends_with(' ') {
                break;
            }
        }
        before != self.text()
    }
}

/// The editing keys that arrive everywhere, and what the textarea calls them.
fn editing(key: KeyPress) -> Option<Input> {
    let (ctrl, code) = (key.ctrl(), key.code());
    let key = match (code, ctrl) {
        (KeyCode::Left, true) => Key::Left,
        (KeyCode::Right, true) => Key::Right,
        (KeyCode::Home, false) => Key::Home,
        (KeyCode::End, false) => Key::End,
        (KeyCode::Char('w'), true) => Key::Char('w'),
        (KeyCode::Char('k'), true) => Key::Char('k'),
        _ => return None,
    };
    Some(Input { key, ctrl, alt: false, shift: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> LineEdit {
        let mut d = LineEdit::default();
        for c in text.chars() {
            d.press(KeyPress::new(KeyCode::Char(c), false, false, false).unwrap());
        }
        d
    }

    #[test]
    fn an_accent_typed_apart_becomes_one_character() {
        let d = typed("cafe\u{301} is");
        assert_eq!(d.text(), "café is");
        assert_eq!(d.cursor(), 7);
    }

    fn press(d: &mut LineEdit, code: KeyCode) {
        d.press(KeyPress::new(code, false, false, false).unwrap());
    }

    /// A Backspace left half a flag in the record.
    #[test]
    fn what_is_one_sign_on_the_screen_is_one_sign_to_every_key() {
        for sign in ["🇳🇱", "👍🏽", "👨‍👩‍👧", "x\u{323}\u{302}", "❤️", "é", "#️⃣"] {
            let mut d = typed(&format!("a{sign}b"));
            press(&mut d, KeyCode::Left);
            press(&mut d, KeyCode::Left);
            assert_eq!(d.before_cursor(), "a", "{sign}");
            press(&mut d, KeyCode::Right);
            assert_eq!(d.before_cursor(), format!("a{sign}"), "{sign}");
            press(&mut d, KeyCode::Backspace);
            assert_eq!(d.text(), "ab", "{sign}");
            let mut d = typed(&format!("a{sign}b"));
            press(&mut d, KeyCode::Home);
            press(&mut d, KeyCode::Right);
            press(&mut d, KeyCode::Delete);
            assert_eq!((d.text(), d.before_cursor()), ("ab", "a"), "{sign}");
        }
        let mut d = LineEdit::default();
        press(&mut d, KeyCode::Backspace);
        press(&mut d, KeyCode::Delete);
        assert!(d.is_empty());
    }

    #[test]
    fn undo_takes_back_a_word_at_a_time_and_then_says_that_nothing_is_left() {
        let mut d = typed("hij kwam weer");
        assert!(d.undo());
        assert_eq!(d.text(), "hij kwam ");
        assert!(d.undo());
        assert_eq!(d.text(), "hij ");
        assert!(d.undo());
        assert!(!d.undo());
    }

    #[test]
    fn a_paste_of_two_lines_is_one_line_here() {
        let mut d = LineEdit::default();
        d.insert("een\r\ntwee\u{1b}[31m");
        assert_eq!(d.text(), "een  twee[31m");
    }
}
