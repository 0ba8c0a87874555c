//! The head of a judgement: its level and whether it is acute, in any order, in the words in which it is said.

use std::ops::Range;

use super::Betekenis;
use crate::domain::dossier::Antwoord;
use crate::domain::kader::Kader;
use crate::domain::vouw::vouw;

/// Words that join the two, and say nothing by themselves.
const VERBINDT: [&str; 7] = ["maar", "en", "wel", "ook", "doch", "is", "niveau"];
/// In how many words behind the head a level or 'acuut' is taken for a part of the judgement that was not read.
const NABIJ: usize = 5;

/// What the head of a judgement says.
#[derive(Debug, Default)]
pub(super) struct Kop {
    /// Its parts: where each stands, and what it means.
    pub(super) delen: Vec<(Range<usize>, Betekenis)>,
    /// What looks like a part of it and was not read.
    pub(super) rest: Option<Range<usize>>,
}

/// A word with what it is compared by, and whether it closes the head.
struct Woord {
    plek: Range<usize>,
    vorm: String,
    sluit: bool,
}

/// Reads the head of a judgement: `hoog maar niet acuut: hij heeft een wapen`.
pub(super) fn lees(text: &str, kader: &Kader) -> Kop {
    let words: Vec<Woord> = woorden(text);
    let mut kop = Kop::default();
    let mut at = 0;
    let mut from = words.first().map_or(0, |w| w.plek.start);
    let mut closed = false;
    while !closed {
        let joins =
            words.get(at..).unwrap_or_default().iter().take_while(|w| VERBINDT.contains(&w.vorm.as_str()) && !w.sluit);
        let skip = joins.count();
        let Some((what, n)) = deel(words.get(at + skip..).unwrap_or_default(), kader) else { break };
        if kop.delen.iter().any(|(_, known)| std::mem::discriminant(known) == std::mem::discriminant(&what)) {
            break;
        }
        let Some(last) = words.get(at + skip + n - 1) else { break };
        kop.delen.push((from..last.plek.end, what));
        (from, closed) = (last.plek.end, last.sluit);
        at += skip + n;
        from = words.get(at).map_or(from, |w| w.plek.start);
    }
    kop.rest = if closed { None } else { rest(words.get(at..).unwrap_or_default(), kader) };
    kop
}

fn woorden(text: &str) -> Vec<Woord> {
    let mut found = Vec::new();
    for word in text.split_whitespace() {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let vorm = vouw(word.trim_end_matches([':', ',', ';', '.']));
        found.push(Woord { plek: start..start + word.len(), vorm, sluit: word.ends_with(':') });
    }
    found
}

/// One part at the head of these words, and how many it takes.
fn deel(words: &[Woord], kader: &Kader) -> Option<(Betekenis, usize)> {
    let forms: Vec<&str> = words.iter().take(3).map(|w| w.vorm.as_str()).collect();
    let open = |n: usize| words.iter().take(n).all(|w| !w.sluit);
    let acute = |a, n| Some((Betekenis::Acuut(a), n));
    match forms.as_slice() {
        ["niet" | "geen", "acuut", ..] if open(1) => acute(Antwoord::Nee, 2),
        ["niet-acuut" | "nietacuut", ..] => acute(Antwoord::Nee, 1),
        ["acuut", "nee" | "niet", ..] => acute(Antwoord::Nee, 2),
        ["acuut", "ja", ..] => acute(Antwoord::Ja, 2),
        ["acuut", "onbekend", ..] => acute(Antwoord::Onbekend, 2),
        ["acuut", ..] => acute(Antwoord::Ja, 1),
        [word, ..] => {
            let level = kader.niveaus.iter().find(|n| vouw(n.naam.as_str()) == *word || n.id.as_str() == *word)?;
            Some((Betekenis::Niveau(level.id.clone()), 1))
        }
        [] => None,
    }
}

/// The words behind the head up to the last that looks like a part of it.
fn rest(words: &[Woord], kader: &Kader) -> Option<Range<usize>> {
    let near = words.iter().position(|w| w.sluit).map_or(NABIJ, |colon| colon + 1);
    let near = words.get(..near.min(words.len())).unwrap_or_default();
    let part = |at: &usize| {
        let words = near.get(*at..).unwrap_or_default();
        deel(words, kader).is_some() || words.first().is_some_and(|w| lijkt(&w.vorm, kader))
    };
    let last = (0..near.len()).rev().find(part)?;
    Some(near.first()?.plek.start..near.get(last)?.plek.end)
}

/// Whether this is a part of a judgement with a letter doubled, forgotten or in another place: `accuut`, `hoogg`, `acutu`.
fn lijkt(word: &str, kader: &Kader) -> bool {
    let letters = |text: &str| {
        let mut all: Vec<char> = text.chars().collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let same = |other: &str| letters(word) == letters(other);
    same("acuut") || kader.niveaus.iter().any(|n| same(&vouw(n.naam.as_str())))
}
