//! What somebody can have meant who mistyped a word: one letter more, less, other or exchanged, or spelt as it sounds. Only
//! looked at when nothing else was found.

use std::collections::BTreeSet;

/// The fewest letters of a word in which one can be wrong.
const LETTERS_MIN: usize = 5;
/// The fewest letters of a word that can be spelt as it sounds.
const SOUND_MIN: usize = 4;
/// Spellings of one sound.
const SOUNDS: [[&str; 2]; 14] = [
    ["ei", "ij"],
    ["au", "ou"],
    ["ch", "g"],
    ["f", "v"],
    ["s", "z"],
    ["c", "k"],
    ["ie", "i"],
    ["c", "s"],
    ["d", "t"],
    ["dt", "t"],
    ["ph", "f"],
    ["kw", "qu"],
    ["ks", "x"],
    ["oe", "u"],
];

/// Other spellings of a folded word of letters only.
pub(super) fn varianten(word: &str) -> BTreeSet<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut all = BTreeSet::new();
    if letters.iter().any(|c| c.is_numeric()) {
        return all;
    }
    if letters.len() >= SOUND_MIN {
        by_sound(word, &mut all);
    }
    if letters.len() >= LETTERS_MIN {
        one_letter(&letters, &mut all);
    }
    all.remove(word);
    all
}

/// The word with one sound spelt otherwise, and with two.
fn by_sound(word: &str, all: &mut BTreeSet<String>) {
    let once = respelt(word);
    all.extend(once.iter().flat_map(|w| respelt(w)));
    all.extend(once);
}

fn respelt(word: &str) -> BTreeSet<String> {
    let pairs = SOUNDS.iter().flat_map(|[a, b]| [(*a, *b), (*b, *a)]);
    let mut all: BTreeSet<String> = pairs
        .flat_map(|(from, to)| word.match_indices(from).map(move |(at, _)| replaced(word, at, from.len(), to)))
        .collect();
    for (at, c) in word.char_indices() {
        let double = word.get(at + c.len_utf8()..).is_some_and(|rest| rest.starts_with(c));
        let twice = if double { String::new() } else { format!("{c}{c}") };
        all.insert(replaced(word, at, c.len_utf8(), &twice));
    }
    all
}

fn replaced(word: &str, at: usize, len: usize, to: &str) -> String {
    let (before, after) = (word.get(..at).unwrap_or_default(), word.get(at + len..).unwrap_or_default());
    format!("{before}{to}{after}")
}

/// The word with one letter more, less or other, and with two neighbours exchanged. Nobody mistakes the first letter.
fn one_letter(letters: &[char], all: &mut BTreeSet<String>) {
    for at in 1..=letters.len() {
        let (before, after) = letters.split_at(at);
        let with = |middle: &[char], after: &[char]| -> String { before.iter().chain(middle).chain(after).collect() };
        all.extend(('a'..='z').map(|c| with(&[c], after)));
        let Some((first, rest)) = after.split_first() else { continue };
        all.insert(with(&[], rest));
        all.extend(('a'..='z').map(|c| with(&[c], rest)));
        if let Some((second, rest)) = rest.split_first() {
            all.insert(with(&[*second, *first], rest));
        }
    }
}
