//! Finding lines by words. PURE: a text gives the terms under which it stands in an index, a question gives what to look
//! up, and a line says why it was found. How an index is stored is not known here.
//!
//! A term is a folded word ([`vouw`](crate::domain::vouw::vouw)), a key of its forms, or a number written as one. Some stand apart, behind a sign that no
//! word has: `~` the sound of a name, `<` the letters of a long word from its end, `^` an abbreviation in capitals.

mod brok;
mod getal;
mod gok;
mod hoe;
mod klank;
mod vorm;
mod vraag;
mod waarom;

use std::collections::{HashMap, HashSet};

use brok::{Brok, brokken};
use vorm::Vormen;

pub use hoe::Hoe;
pub use vraag::{Gezocht, Manier, Zoekterm, Zoekvraag};
pub use waarom::Waarom;

/// The fewest letters of a word that can be found by its end: three before, four of what is looked for.
const EIND_MIN: usize = 7;
/// The most pieces that are written as one: `e-mail-adres`.
const AANEEN_MAX: usize = 4;
/// After these somebody's name follows, with or without a capital.
const AANSPREEK: [&str; 11] =
    ["mevrouw", "mevr", "mw", "meneer", "mijnheer", "dhr", "heer", "familie", "fam", "buurman", "buurvrouw"];
/// What can stand before a name, or be left out.
const TUSSEN: [&str; 23] = [
    "van", "de", "der", "den", "het", "ten", "ter", "te", "vd", "v", "d", "t", "el", "al", "la", "le", "da", "dos", "du",
    "von", "ben", "bin", "ibn",
];

/// Turns texts into terms and questions into what to look up. Making one is not free; keep it.
#[derive(Default)]
pub struct Woordenboek {
    vormen: Vormen,
    gelijk: vraag::Gelijk,
}

/// The keys of the words of texts, each found once.
type Gezien = HashMap<String, Vec<String>>;
/// The most words of which the keys are kept from one text to the next.
const GEZIEN_MAX: usize = 20_000;

/// Gives the terms of many texts: the keys of a word that they share are found once.
pub struct Termen<'w> {
    woorden: &'w Woordenboek,
    gezien: Gezien,
}

impl Termen<'_> {
    /// The terms of a text, sorted, each once.
    pub fn van(&mut self, text: &str) -> Vec<String> {
        if self.gezien.len() > GEZIEN_MAX {
            self.gezien.clear();
        }
        let all = self.woorden.van(&brokken(text), true, &mut self.gezien);
        let mut terms: Vec<String> = all.into_iter().map(|t| t.tekst).collect();
        terms.sort_unstable();
        terms.dedup();
        terms
    }
}

/// A term of a text, and the pieces that it was made of.
struct Term {
    tekst: String,
    van: usize,
    tot: usize,
}

impl Woordenboek {
    /// The terms of a text, sorted, each once.
    pub fn termen(&self, text: &str) -> Vec<String> {
        self.van_vele().van(text)
    }

    /// For the terms of many texts.
    pub fn van_vele(&self) -> Termen<'_> {
        Termen { woorden: self, gezien: Gezien::new() }
    }

    /// The terms of these pieces, in the order in which they stand; with `eens` those of a word once, wherever it stands.
    fn van(&self, all: &[Brok], eens: bool, seen: &mut Gezien) -> Vec<Term> {
        let mut terms = Vec::new();
        // a long text has few different words, and the forms of one are not free
        let mut told = HashSet::new();
        for (at, b) in all.iter().enumerate() {
            let naam = self.is_naam(b, at.checked_sub(1).and_then(|at| all.get(at)));
            let again = eens && !told.insert((b.ruw.as_str(), naam));
            let mut add = |tekst: String, count: usize| terms.push(Term { tekst, van: at, tot: at + count });
            let rest = all.get(at..).unwrap_or_default();
            if !again {
                // one small letter is no word and no name
                if b.woord.chars().nth(1).is_some() || b.hoofd || b.cijfers() {
                    add(b.woord.clone(), 1);
                }
                self.vormen(seen, &b.woord, 1, &mut add);
                if naam && let Some(key) = klank::klank(&b.woord) {
                    add(format!("~{key}"), 1);
                }
                if afkorting(b) {
                    add(format!("^{}", b.woord), 1);
                }
            }
            self.aaneen(seen, rest, &mut add);
            if let Some((number, count)) = getal::telefoon(rest) {
                add(vanaf_het_eind(&number), count);
                add(number, count);
            }
            if let Some((number, count)) = getal::kenteken(rest, true) {
                add(number, count);
            }
        }
        terms
    }

    fn vormen(&self, seen: &mut Gezien, word: &str, count: usize, add: &mut impl FnMut(String, usize)) {
        if !seen.contains_key(word) {
            seen.insert(word.to_owned(), self.vormen.sleutels(word).into_iter().collect());
        }
        let keys = seen.get(word).map(Vec::as_slice).unwrap_or_default();
        if !keys.is_empty() && word.chars().count() >= EIND_MIN {
            add(vanaf_het_eind(word), count);
        }
        for key in keys.iter().filter(|key| *key != word) {
            add(key.clone(), count);
        }
    }

    /// What is written with hyphens and the like, as one word: the whole, and each two.
    fn aaneen(&self, seen: &mut Gezien, rest: &[Brok], add: &mut impl FnMut(String, usize)) {
        let run = rest.iter().skip(1).take_while(|b| b.vast()).count() + 1;
        let starts = rest.first().is_some_and(|b| !b.vast());
        let mut counts = Vec::new();
        if run >= 2 && starts && run <= AANEEN_MAX {
            counts.push(run);
        }
        if run >= 2 && rest.get(..2).is_some_and(|two| two.iter().all(Brok::letters)) && !(starts && run == 2) {
            counts.push(2);
        }
        for count in counts {
            let of = rest.get(..count).unwrap_or_default();
            let word: String = of.iter().map(|b| b.woord.as_str()).collect();
            if of.iter().all(Brok::letters) {
                self.vormen(seen, &word, count, add);
                if of.first().is_some_and(|b| b.hoofd)
                    && let Some(key) = klank::klank(&word)
                {
                    add(format!("~{key}"), count);
                }
            }
            add(word, count);
        }
    }

    /// Whether it looks like somebody's name: a capital, or after `mevrouw`.
    fn is_naam(&self, b: &Brok, before: Option<&Brok>) -> bool {
        let called = before.is_some_and(|b| AANSPREEK.contains(&b.woord.as_str()));
        (b.hoofd || called) && !self.vormen.is_gewoon(&b.woord)
    }
}

/// A short word in capitals.
fn afkorting(b: &Brok) -> bool {
    (2..=5).contains(&b.woord.len()) && b.letters() && !b.ruw.contains(char::is_lowercase)
}

/// The term under which something is found by its end.
fn vanaf_het_eind(word: &str) -> String {
    std::iter::once('<').chain(word.chars().rev()).collect()
}
