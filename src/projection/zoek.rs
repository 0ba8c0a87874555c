//! The words under which a line can be found: small letters, without accents, with their Dutch stems.

use rust_stemmers::{Algorithm, Stemmer};

use crate::domain::vouw::vouw;

/// The shortest word that is kept.
const CHARS_MIN: usize = 2;
/// The most characters of a word that are kept.
const CHARS_MAX: usize = 40;
/// The most words of a question that are looked at.
const WORDS_MAX: usize = 12;

/// Turns text into words and stems. Making one is not free; keep it.
pub struct Woorden {
    stemmer: Stemmer,
}

impl Default for Woorden {
    fn default() -> Self {
        Self { stemmer: Stemmer::create(Algorithm::Dutch) }
    }
}

impl Woorden {
    /// The terms of a text: each word, and its stem where that differs; sorted, each once.
    pub fn termen(&self, text: &str) -> Vec<String> {
        let mut terms: Vec<String> = words(text).flat_map(|w| [self.stem(&w), w]).collect();
        terms.sort();
        terms.dedup();
        terms
    }

    /// What to look for: for each word of a question its own beginning and its stem. A line is found when each word is.
    pub fn vraag(&self, text: &str) -> Vec<[String; 2]> {
        words(text).take(WORDS_MAX).map(|w| [self.stem(&w), w]).collect()
    }

    fn stem(&self, word: &str) -> String {
        self.stemmer.stem(word).into_owned()
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let plain = vouw(text);
    let words: Vec<String> = plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.chars().count() >= CHARS_MIN)
        .map(|w| w.chars().take(CHARS_MAX).collect())
        .collect();
    words.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_by_its_other_forms() {
        let w = Woorden::default();
        let terms = w.termen("De besluiten over Café-bezoek");
        for asked in ["besluit", "besluiten", "cafe", "CAFÉ", "bezoek"] {
            let [stem, word] = w.vraag(asked).remove(0);
            assert!(terms.iter().any(|t| *t == stem || t.starts_with(&word)), "{asked}: {terms:?}");
        }
    }
}
