//! Plain text that fits a terminal of eighty columns, and a screen reader: no frames, no colour, no columns that depend on
//! their place. Absent: what is written.

use unicode_width::UnicodeWidthStr;

/// The width of a line.
pub(super) const BREEDTE: usize = 80;

/// Text that is being written, line by line.
#[derive(Default)]
pub(super) struct Blad(String);

impl Blad {
    /// A heading, with an empty line before it.
    pub(super) fn kop(&mut self, kop: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.alinea(0, 0, &kop.to_uppercase());
    }

    /// A paragraph, indented by `in_te_springen` columns.
    pub(super) fn regel(&mut self, in_te_springen: usize, tekst: &str) {
        self.alinea(in_te_springen, in_te_springen, tekst);
    }

    /// A paragraph with its label; further lines are indented a little more. Nothing when the text is empty.
    pub(super) fn veld(&mut self, in_te_springen: usize, label: &str, tekst: &str) {
        if !tekst.is_empty() {
            self.alinea(in_te_springen, in_te_springen + 2, &format!("{label}: {tekst}"));
        }
    }

    /// The text as it was written.
    pub(super) fn klaar(self) -> String {
        self.0
    }

    /// Breaks a text into lines: the first indented by `eerste` columns, the others by `verder`.
    fn alinea(&mut self, eerste: usize, verder: usize, tekst: &str) {
        let mut regel = " ".repeat(eerste);
        let mut leeg = true;
        for woord in tekst.split(' ').flat_map(|w| stukken(w, BREEDTE.saturating_sub(verder.max(eerste)))) {
            let breed = regel.width() + usize::from(!leeg) + woord.width();
            if !leeg && breed > BREEDTE {
                self.zet(&regel);
                regel = " ".repeat(verder);
            } else if !leeg {
                regel.push(' ');
            }
            regel.push_str(&woord);
            leeg = false;
        }
        self.zet(&regel);
    }

    fn zet(&mut self, regel: &str) {
        self.0.push_str(regel.trim_end());
        self.0.push('\n');
    }
}

/// A word, in pieces when it is wider than a line.
fn stukken(woord: &str, breedte: usize) -> Vec<String> {
    let mut stukken = vec![String::new()];
    for letter in woord.chars() {
        let vol = stukken.last().is_some_and(|s| s.width() + letter.to_string().width() > breedte);
        if vol {
            stukken.push(String::new());
        }
        if let Some(stuk) = stukken.last_mut() {
            stuk.push(letter);
        }
    }
    stukken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_broken_between_words_and_a_long_word_within_itself() {
        let mut blad = Blad::default();
        blad.veld(2, "Bron", &format!("{} {}", "woord ".repeat(20).trim(), "x".repeat(200)));
        let tekst = blad.klaar();
        assert!(tekst.lines().all(|l| l.width() <= BREEDTE), "{tekst}");
        assert!(tekst.starts_with("  Bron: woord woord"));
        assert_eq!(tekst.matches("woord").count(), 20);
        assert_eq!(tekst.matches('x').count(), 200);
        assert_eq!(tekst.lines().nth(1).map(|l| l.starts_with("    woord")), Some(true));
    }

    #[test]
    fn wide_characters_count_for_what_they_take() {
        let mut blad = Blad::default();
        blad.regel(0, &"漢".repeat(60));
        assert!(blad.klaar().lines().all(|l| l.width() <= BREEDTE));
    }
}
