//! A question: for each of its words the ways in which a line can have it.

use std::collections::BTreeSet;

use super::brok::{Brok, brokken, ruw};
use super::{AANEEN_MAX, Hoe, TUSSEN, Woordenboek, afkorting, getal, gok, klank, vanaf_het_eind};

/// The most words of a question that are looked at.
const WOORDEN_MAX: usize = 12;
/// The fewest letters of what is looked for at the end of words.
const EIND_MIN: usize = 4;
/// The fewest letters of a word that can have been two, and of each of these.
const APART_MIN: (usize, usize) = (6, 3);
/// What a word can end with that is looked for at the end of longer words.
const UITGANGEN: [&str; 7] = ["", "d", "e", "en", "ing", "s", "t"];

/// What is looked for. A line is found when it has each of the words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Zoekvraag {
    /// The words.
    pub woorden: Vec<Gezocht>,
}

/// One word, in one of these ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gezocht {
    /// As it was typed.
    pub woord: String,
    /// Folded; none for what stands for more than one piece, such as a telephone number.
    pub(super) gevouwen: Option<String>,
    /// The ways, the most literal first.
    pub manieren: Vec<Manier>,
}

/// One way: a line must have all of these terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manier {
    /// What that makes of it.
    pub hoe: Hoe,
    /// The terms; more than one stand next to each other in the line.
    pub termen: Vec<Zoekterm>,
}

/// What to look up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Zoekterm {
    /// Exactly this term.
    Precies(String),
    /// Each term that begins so.
    Begin(String),
    /// Each term that begins so and goes on for three characters at least: a word by its end.
    Eind(String),
}

impl Zoekterm {
    /// How many characters more than what is looked for a term must have at the least.
    pub const EIND_VOOR: usize = 3;

    /// Whether this term is looked for.
    pub fn is(&self, term: &str) -> bool {
        match self {
            Self::Precies(word) => term == word,
            Self::Begin(word) => term.starts_with(word),
            Self::Eind(word) => {
                term.strip_prefix(word.as_str()).is_some_and(|rest| rest.chars().count() >= Self::EIND_VOOR)
            }
        }
    }
}

/// Groups of what says the same: each has members, each member has words.
pub(super) struct Gelijk(Vec<Vec<Vec<&'static str>>>);

impl Default for Gelijk {
    fn default() -> Self {
        let lines = include_str!("gelijk.txt").lines().filter(|line| !line.starts_with('#'));
        let group = |line: &'static str| line.split(", ").map(|member| member.split(' ').collect()).collect();
        Self(lines.map(group).collect())
    }
}

impl Gelijk {
    /// For the pieces `all`: by which other members of its group the piece `at` can be replaced, alone or with its
    /// neighbours.
    fn anders(&self, all: &[Brok], at: usize) -> Vec<Vec<Zoekterm>> {
        let mut found = Vec::new();
        for group in &self.0 {
            let here = |member: &&Vec<&str>| {
                let first = at.saturating_sub(member.len() - 1);
                (first..=at).any(|from| {
                    let pieces = all.get(from..from + member.len()).unwrap_or_default();
                    pieces.len() == member.len() && pieces.iter().zip(*member).all(|(b, w)| *b.woord == w.to_lowercase())
                })
            };
            let Some(own) = group.iter().find(here) else { continue };
            found.extend(group.iter().filter(|m| *m != own).map(|m| m.iter().map(|w| gelijk(w)).collect()));
        }
        found
    }
}

/// A word of a group as a term: in capitals only where these are in the text too.
fn gelijk(word: &str) -> Zoekterm {
    let loud = word.chars().all(char::is_uppercase);
    Zoekterm::Precies(if loud { format!("^{}", word.to_lowercase()) } else { word.to_owned() })
}

impl Woordenboek {
    /// What to look up for the words of a question. No words: nothing.
    pub fn vraag(&self, text: &str) -> Zoekvraag {
        let all = brokken(text);
        let name = |b: &Brok| !TUSSEN.contains(&b.woord.as_str());
        let leave_out = all.iter().any(name);
        let (mut woorden, mut at) = (Vec::new(), 0);
        while let Some(rest) = all.get(at..).filter(|rest| !rest.is_empty() && woorden.len() < WOORDEN_MAX) {
            if let Some((number, count)) = getal::telefoon(rest) {
                woorden.push(nummer(&number, rest.get(..count).unwrap_or_default()));
                at += count;
                continue;
            }
            if !leave_out || rest.first().is_some_and(name) {
                woorden.extend(self.gezocht(&all, at));
            }
            at += 1;
        }
        Zoekvraag { woorden }
    }

    /// The ways in which a line can have the piece `at`.
    fn gezocht(&self, all: &[Brok], at: usize) -> Option<Gezocht> {
        let b = all.get(at)?;
        let mut manieren = Vec::new();
        let mut add = |hoe: Hoe, termen: Vec<Zoekterm>| manieren.push(Manier { hoe, termen });
        add(Hoe::Letterlijk, vec![self.letterlijk(b)]);
        for whole in aaneen(all, at) {
            let hoe = if whole.contains(|c: char| c.is_numeric()) { Hoe::Nummer } else { Hoe::AnderWoord };
            for key in self.vormen.sleutels(&whole) {
                add(hoe, vec![Zoekterm::Precies(key)]);
            }
            add(hoe, vec![Zoekterm::Begin(whole)]);
        }
        if b.cijfers() && b.woord.len() >= EIND_MIN {
            add(Hoe::Nummer, vec![Zoekterm::Eind(vanaf_het_eind(&b.woord))]);
        }
        let keys = self.vormen.sleutels(&b.woord);
        for end in uitgangen(&b.woord, &keys) {
            add(Hoe::AnderWoord, vec![Zoekterm::Eind(vanaf_het_eind(&end))]);
        }
        for key in keys {
            add(Hoe::AnderWoord, vec![Zoekterm::Precies(key)]);
        }
        for termen in self.gelijk.anders(all, at) {
            add(Hoe::AnderWoord, termen);
        }
        for key in klanken(&b.woord) {
            add(Hoe::Klank, vec![Zoekterm::Precies(format!("~{key}"))]);
        }
        Some(Gezocht { woord: b.ruw.clone(), gevouwen: Some(b.woord.clone()), manieren })
    }

    /// The word itself: the beginning of a word, but for one letter and for a word that stands in every text.
    fn letterlijk(&self, b: &Brok) -> Zoekterm {
        let word = b.woord.clone();
        let common = self.vormen.is_gewoon(&word);
        if common && afkorting(b) {
            Zoekterm::Precies(format!("^{word}"))
        } else if common || word.chars().nth(1).is_none() {
            Zoekterm::Precies(word)
        } else {
            Zoekterm::Begin(word)
        }
    }

    /// The same question taken more widely: also what somebody can have meant who mistyped a word, or wrote two as one.
    /// For when nothing was found.
    #[must_use]
    pub fn ruimer(&self, vraag: &Zoekvraag) -> Zoekvraag {
        let mut vraag = vraag.clone();
        for gezocht in &mut vraag.woorden {
            let Some(word) = &gezocht.gevouwen else { continue };
            let terms = if self.vormen.is_bekend(word) { BTreeSet::new() } else { gok::varianten(word) };
            let guess = |term| Manier { hoe: Hoe::Getypt, termen: vec![Zoekterm::Precies(term)] };
            gezocht.manieren.extend(apart(word));
            gezocht.manieren.extend(terms.into_iter().map(guess));
        }
        vraag
    }
}

/// A telephone number: whole, or by its end.
fn nummer(number: &str, of: &[Brok]) -> Gezocht {
    let manier = |hoe, term| Manier { hoe, termen: vec![term] };
    let manieren = vec![
        manier(Hoe::Nummer, Zoekterm::Begin(number.to_owned())),
        manier(Hoe::Nummer, Zoekterm::Eind(vanaf_het_eind(number))),
    ];
    Gezocht { woord: ruw(of), gevouwen: None, manieren }
}

/// The piece written as one with its neighbours: with each of them, and what hyphens hold together or is a number plate.
fn aaneen(all: &[Brok], at: usize) -> BTreeSet<String> {
    let word = |of: &[Brok]| of.iter().map(|b| b.woord.as_str()).collect::<String>();
    let mut found: BTreeSet<String> =
        (at.saturating_sub(1)..=at).filter_map(|from| all.get(from..from + 2)).map(word).collect();
    let first = (0..=at).rev().find(|i| all.get(*i).is_some_and(|b| !b.vast())).unwrap_or_default();
    let run = all.iter().skip(first + 1).take_while(|b| b.vast()).count() + 1;
    if (2..=AANEEN_MAX).contains(&run) {
        found.extend(all.get(first..first + run).map(word));
    }
    for from in at.saturating_sub(2)..=at {
        let plate = getal::kenteken(all.get(from..).unwrap_or_default(), false);
        found.extend(plate.filter(|(_, count)| from + count > at).map(|(plate, _)| plate));
    }
    found.remove(all.get(at).map_or("", |b| b.woord.as_str()));
    found
}

/// The word as two that stand next to each other.
fn apart(word: &str) -> Vec<Manier> {
    let (whole, each) = APART_MIN;
    let count = word.chars().count();
    if count < whole {
        return Vec::new();
    }
    let two = word.char_indices().skip(each).take((count + 1).saturating_sub(2 * each)).map(|(at, _)| word.split_at(at));
    let two = two.chain(word.strip_prefix("ex").map(|rest| ("ex", rest)));
    let manier = |(one, other): (&str, &str)| {
        let termen = vec![Zoekterm::Precies(one.to_owned()), Zoekterm::Precies(other.to_owned())];
        Manier { hoe: Hoe::AnderWoord, termen }
    };
    two.map(manier).collect()
}

/// What longer words can end with when this word is the last part of them: the word and its forms.
fn uitgangen(word: &str, keys: &BTreeSet<String>) -> BTreeSet<String> {
    let forms = keys.iter().flat_map(|key| UITGANGEN.iter().map(move |end| format!("{key}{end}")));
    let long = |end: &String| end.chars().count() >= EIND_MIN;
    if keys.is_empty() { BTreeSet::new() } else { forms.chain([word.to_owned()]).filter(long).collect() }
}

/// How it sounds as a name, and how it sounds without what can stand before a name: `vandijk`.
fn klanken(word: &str) -> BTreeSet<String> {
    fn without<'a>(word: &'a str, before: &str) -> Option<&'a str> {
        word.strip_prefix(before).filter(|rest| before.len() > 1 && rest.len() >= 4)
    }
    let once: Vec<&str> = TUSSEN.iter().filter_map(|before| without(word, before)).collect();
    let twice = once.iter().flat_map(|word| TUSSEN.iter().filter_map(|before| without(word, before)));
    twice.chain(once.iter().copied()).chain([word]).filter_map(klank::klank).collect()
}
