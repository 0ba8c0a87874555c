//! The words of a moment, each with where it stands, in the one folding.

use std::ops::Range;

use crate::domain::vouw::vouw;

/// Short forms whose full stop belongs to them.
const KORT: [&str; 17] =
    ["a.s", "as", "jl", "j.l", "ca", "jan", "feb", "mrt", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dec"];

/// A word as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Woord {
    /// Its bytes in the text, without the punctuation behind it.
    pub(super) plek: Range<usize>,
    /// Small letters, without accents and without the punctuation behind it.
    pub(super) vorm: String,
}

/// The words of a text. `12:00-13:00` is two of them: an hour, and what stands behind it.
pub(super) fn woorden(text: &str) -> Vec<Woord> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| !c.is_whitespace()) {
        let from = text.len() - rest.len() + start;
        let word = text.get(from..).unwrap_or_default();
        let word = word.split(char::is_whitespace).next().unwrap_or_default();
        let cut = dash(word).unwrap_or(word.len());
        for (at, part) in [(0, word.get(..cut)), (cut, word.get(cut..))] {
            found.extend(part.filter(|p| !p.is_empty()).map(|p| een(p, from + at)));
        }
        rest = text.get(from + word.len()..).unwrap_or_default();
    }
    found
}

fn een(word: &str, from: usize) -> Woord {
    let bare = word.trim_end_matches(['.', ',', ';', ':', ')', '!', '?', ']']);
    let vorm = vouw(bare);
    let stop = word.get(bare.len()..).is_some_and(|end| end.starts_with('.')) && KORT.contains(&vorm.as_str());
    Woord { plek: from..from + bare.len() + usize::from(stop), vorm }
}

/// Where an hour ends and a dash goes on behind it.
fn dash(word: &str) -> Option<usize> {
    let at =
        word.char_indices().find(|(_, c)| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')).map(|(at, _)| at)?;
    let hour = word.get(..at)?.to_lowercase();
    let has = hour.contains([':', 'u', 'h']) && hour.starts_with(|c: char| c.is_ascii_digit());
    has.then_some(at)
}
