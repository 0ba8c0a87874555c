//! What of a line was settled before it was typed on: the recorded content that is being corrected, and what was pasted.
//! Only what differs from it is read as syntax. So a line that is not changed is the line that it was, and nobody else's
//! text ever becomes a token.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Betekenis;
use super::merk::{self, kop};
use super::termijn::{gaat_door, geschreven};
use crate::domain::dossier::{Antwoord, Gebeurd, Precisie, RegelInhoud, RegelSoort};
use crate::domain::scherm::Organisatie;

/// The most cells of the table in which two lines are compared word by word.
const CELLS_MAX: usize = 400_000;

/// A text of which parts are settled.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ondergrond {
    /// The line as it stood when they were.
    tekst: String,
    /// The settled parts, in order.
    vast: Vec<Vast>,
    /// What was recorded, where a recorded line is corrected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    inhoud: Option<RegelInhoud>,
}

/// A settled part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Vast {
    pub(super) plek: Range<usize>,
    pub(super) wat: Vaste,
}

/// What a settled part is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Vaste {
    /// The marks at the head.
    Merk {
        /// Whether the line is shielded.
        afgeschermd: bool,
        /// How many bytes of it the shield takes.
        #[serde(rename = "scherm")]
        afscherming: usize,
        /// What the line is.
        soort: RegelSoort,
    },
    /// A token, with what it meant.
    Teken(Betekenis),
    /// Words, to the letter.
    Letter,
}

impl Ondergrond {
    /// The line of which this is the content: what is not changed in it keeps its meaning. Moments are written as dates,
    /// so that they are the same tomorrow.
    pub fn van(inhoud: &RegelInhoud) -> Self {
        let mut ondergrond = Self { tekst: String::new(), vast: Vec::new(), inhoud: Some(inhoud.clone()) };
        let names: Vec<&str> = inhoud.kring.iter().map(Organisatie::as_str).collect();
        let names = (!names.is_empty()).then(|| names.join(", "));
        let head = kop(inhoud.afgeschermd, names.as_deref(), inhoud.soort);
        let afscherming = kop(inhoud.afgeschermd, names.as_deref(), RegelSoort::Notitie).len();
        let mark = Vaste::Merk { afgeschermd: inhoud.afgeschermd, afscherming, soort: inhoud.soort };
        ondergrond.tekst.clone_from(&head);
        // a plain note has an empty one, so that its first word is no mark
        ondergrond.vast.push(Vast { plek: 0..head.len(), wat: mark });
        if inhoud.soort == RegelSoort::Oordeel {
            ondergrond.oordeel(inhoud);
        }
        ondergrond.zet(inhoud.tekst.as_str(), Vaste::Letter);
        let owner = inhoud.soort.heeft_eigenaar();
        if let Some(wie) = if owner { &inhoud.eigenaar } else { &inhoud.bron } {
            ondergrond.teken(&format!("@{wie}"), Betekenis::Wie(wie.clone()));
        }
        if let Some(t) = inhoud.termijn.filter(|_| owner) {
            ondergrond.teken(&format!(">{}", geschreven(t)), Betekenis::Termijn(t));
        }
        if let Some(g) = inhoud.gebeurd.filter(|_| inhoud.soort != RegelSoort::Actie) {
            ondergrond.teken(&format!("<{}", moment(g)), Betekenis::Gebeurd(g));
        }
        for id in &inhoud.factoren {
            ondergrond.teken(&format!("#{id}"), Betekenis::Factor(id.clone()));
        }
        ondergrond
    }

    fn oordeel(&mut self, inhoud: &RegelInhoud) {
        let acuut = inhoud.acuut.map(|a| match a {
            Antwoord::Ja => ("acuut", a),
            Antwoord::Nee => ("niet acuut", a),
            Antwoord::Onbekend => ("acuut onbekend", a),
        });
        let end = |last: bool| if last { ":" } else { "" };
        if let Some(id) = &inhoud.niveau {
            self.zet(&format!("{id}{}", end(acuut.is_none())), Vaste::Teken(Betekenis::Niveau(id.clone())));
            self.tekst.push(' ');
        }
        if let Some((word, a)) = acuut {
            self.zet(&format!("{word}{}", end(true)), Vaste::Teken(Betekenis::Acuut(a)));
            self.tekst.push(' ');
        }
    }

    fn zet(&mut self, text: &str, wat: Vaste) {
        let start = self.tekst.len();
        self.tekst.push_str(text);
        self.vast.push(Vast { plek: start..self.tekst.len(), wat });
    }

    fn teken(&mut self, text: &str, wat: Betekenis) {
        self.tekst.push(' ');
        self.zet(text, Vaste::Teken(wat));
    }

    /// Whether every settled part lies in the text, in order: what comes from a file may be anything.
    pub fn is_heel(&self) -> bool {
        let mut from = 0;
        self.vast.iter().all(|v| {
            let whole = v.plek.start >= from && self.tekst.get(v.plek.clone()).is_some();
            from = v.plek.end;
            whole
        })
    }

    /// The line as it stood.
    pub fn tekst(&self) -> &str {
        &self.tekst
    }

    /// What was recorded of it.
    pub fn inhoud(&self) -> Option<&RegelInhoud> {
        self.inhoud.as_ref()
    }

    /// A line that is foreign text from its first to its last letter.
    pub fn letterlijk(text: &str) -> Self {
        Self::default().met_plak("", 0, text)
    }

    /// After `pasted` was put in the line `raw` at byte `at`: the pasted text is words to the letter.
    #[must_use]
    pub fn met_plak(&self, raw: &str, at: usize, pasted: &str) -> Self {
        let (head, tail) = raw.split_at_checked(at).unwrap_or((raw, ""));
        let mut ondergrond = Self { tekst: format!("{head}{pasted}{tail}"), vast: Vec::new(), inhoud: self.inhoud.clone() };
        let moved = |r: Range<usize>| r.start + pasted.len()..r.end + pasted.len();
        let mut behind = Vec::new();
        for v in self.over(raw) {
            match (&v.wat, v.plek.end <= at, v.plek.start >= at) {
                (_, true, _) => ondergrond.vast.push(v),
                (_, _, true) => behind.push(Vast { plek: moved(v.plek), wat: v.wat }),
                (Vaste::Letter, ..) => {
                    ondergrond.vast.push(Vast { plek: v.plek.start..at, wat: Vaste::Letter });
                    behind.push(Vast { plek: moved(at..v.plek.end), wat: Vaste::Letter });
                }
                // a paste in the middle of a token or a mark takes it apart
                (Vaste::Teken(_) | Vaste::Merk { .. }, ..) => {}
            }
        }
        ondergrond.vast.push(Vast { plek: at..at + pasted.len(), wat: Vaste::Letter });
        ondergrond.vast.extend(behind);
        ondergrond
    }

    /// What is still settled of the line as it is typed now: the parts in its unchanged head and its unchanged tail.
    pub(super) fn over(&self, raw: &str) -> Vec<Vast> {
        if self.vast.is_empty() {
            return Vec::new();
        }
        let old = &self.tekst;
        let head: usize = old.chars().zip(raw.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        let (old_rest, rest) = (old.get(head..).unwrap_or_default(), raw.get(head..).unwrap_or_default());
        let same = |(a, b): &(char, char)| a == b;
        let tail: usize = old_rest.chars().rev().zip(rest.chars().rev()).take_while(same).map(|(a, _)| a.len_utf8()).sum();
        let changed = Changed { head, old_tail: old.len() - tail, tail: raw.len() - tail, old, raw };
        let same = changed.gelijke_woorden();
        self.vast.iter().flat_map(|v| changed.kept(v, &same)).collect()
    }
}

/// A change of a line: what stands before `head` and from `tail` on is as it was.
struct Changed<'a> {
    head: usize,
    /// Where the unchanged tail begins in the line as it was.
    old_tail: usize,
    /// And in the line as it is.
    tail: usize,
    /// The line as it was.
    old: &'a str,
    /// The line as it is.
    raw: &'a str,
}

/// A word that is the same in both lines: where it stood, and where it stands.
type Gelijk = (Range<usize>, Range<usize>);

impl Changed<'_> {
    /// The words between the unchanged head and tail that are in both lines, in the same order: who changes a line in two
    /// places leaves what stands between them as it was.
    fn gelijke_woorden(&self) -> Vec<Gelijk> {
        let old = words(self.old, self.head, self.old_tail);
        let new = words(self.raw, self.head, self.tail);
        let text = |line: &'_ str, r: &Range<usize>| line.get(r.clone()).unwrap_or_default().to_owned();
        let (a, b): (Vec<String>, Vec<String>) =
            (old.iter().map(|r| text(self.old, r)).collect(), new.iter().map(|r| text(self.raw, r)).collect());
        let pairs = gemeen(&a, &b);
        pairs.into_iter().filter_map(|(i, j)| Some((old.get(i)?.clone(), new.get(j)?.clone()))).collect()
    }

    /// Where the bytes `r` of the line as it was stand now, if all of them are unchanged.
    fn now(&self, r: &Range<usize>, same: &[Gelijk]) -> Option<Range<usize>> {
        if r.end <= self.head {
            return Some(r.clone());
        }
        if r.start >= self.old_tail {
            return Some(r.start - self.old_tail + self.tail..r.end - self.old_tail + self.tail);
        }
        let inside: Vec<&Gelijk> = same.iter().filter(|(old, _)| old.start >= r.start && old.end <= r.end).collect();
        let (first, last) = (inside.first()?, inside.last()?);
        let place = first.1.start..last.1.end;
        let whole = first.0.start == r.start && last.0.end == r.end;
        (whole && self.raw.get(place.clone()) == self.old.get(r.clone())).then_some(place)
    }

    fn kept(&self, v: &Vast, same: &[Gelijk]) -> Vec<Vast> {
        let moved = |r: Range<usize>| r.start - self.old_tail + self.tail..r.end - self.old_tail + self.tail;
        let at = |plek: Range<usize>| Vast { plek, wat: v.wat.clone() };
        let (start, end) = (v.plek.start, v.plek.end);
        match &v.wat {
            Vaste::Letter => {
                let front = (start < self.head.min(end)).then(|| at(start..end.min(self.head)));
                let within =
                    same.iter().filter(|(old, _)| old.start >= start && old.end <= end).map(|(_, new)| at(new.clone()));
                let from = start.max(self.old_tail);
                let back = (from < end).then(|| at(moved(from..end)));
                front.into_iter().chain(within).chain(back).collect()
            }
            // the marks hold as long as nothing is typed in or before them
            Vaste::Merk { .. } => {
                let typed_first = end == 0 && self.head == 0 && self.tail > 0;
                (end <= self.head && !typed_first).then(|| at(v.plek.clone())).into_iter().collect()
            }
            Vaste::Teken(betekenis) => {
                let plek = self.now(&v.plek, same).filter(|plek| self.apart(plek) && !self.goes_on(plek, betekenis));
                plek.map(at).into_iter().collect()
            }
        }
    }

    /// Whether a token still stands by itself.
    fn apart(&self, plek: &Range<usize>) -> bool {
        let before = self.raw.get(..plek.start).and_then(|s| s.chars().next_back());
        let behind = self.raw.get(plek.end..).and_then(|s| s.chars().next());
        before.is_none_or(char::is_whitespace) && behind.is_none_or(char::is_whitespace)
    }

    /// Whether what is typed behind a moment goes on about it: then it is read anew.
    fn goes_on(&self, plek: &Range<usize>, betekenis: &Betekenis) -> bool {
        let moment = matches!(betekenis, Betekenis::Termijn(_) | Betekenis::Gebeurd(_));
        let behind = self.raw.get(plek.end..).unwrap_or_default();
        let next = plek.end + behind.len() - behind.trim_start().len();
        moment && next >= self.head && next < self.tail && gaat_door(behind)
    }
}

/// The words that lie between these bytes, and each other sign by itself: a comma behind a word makes it no other word.
fn words(line: &str, from: usize, to: usize) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut in_word = false;
    for (at, c) in line.get(from..to).unwrap_or_default().char_indices() {
        let (start, end) = (from + at, from + at + c.len_utf8());
        match found.last_mut().filter(|_| in_word && c.is_alphanumeric()) {
            Some(word) => word.end = end,
            None if c.is_whitespace() => {}
            None => found.push(start..end),
        }
        in_word = c.is_alphanumeric();
    }
    found
}

/// The longest row of words that is in both, as pairs of places. Where that would take too long, the words of the one
/// that are in the other at all: recorded text is rather taken too literally than read as syntax.
fn gemeen(a: &[String], b: &[String]) -> Vec<(usize, usize)> {
    if a.len().saturating_mul(b.len()) > CELLS_MAX {
        let place = |word: &String| a.iter().position(|w| w == word);
        return b.iter().enumerate().filter_map(|(j, word)| Some((place(word)?, j))).collect();
    }
    let width = b.len() + 1;
    let mut best = vec![0_u32; width * (a.len() + 1)];
    let of = |best: &[u32], i: usize, j: usize| best.get(i * width + j).copied().unwrap_or_default();
    for (i, x) in a.iter().enumerate().rev() {
        for (j, y) in b.iter().enumerate().rev() {
            let n = if x == y { of(&best, i + 1, j + 1) + 1 } else { of(&best, i + 1, j).max(of(&best, i, j + 1)) };
            if let Some(cell) = best.get_mut(i * width + j) {
                *cell = n;
            }
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        if x == y {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if of(&best, i + 1, j) >= of(&best, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// When something happened, so that it is read back with the same exactness.
fn moment(g: Gebeurd) -> String {
    match g.precisie {
        Precisie::Minuut => geschreven(g.op),
        Precisie::Dag => g.op.lokaal().format("%d-%m-%Y").to_string(),
        Precisie::Ongeveer => format!("rond {}", geschreven(g.op)),
    }
}

/// The answer to a question about the moment at `plek`: the line with it in the place of what was typed.
pub fn met_moment(raw: &str, plek: Range<usize>, g: Gebeurd) -> String {
    let sign: String = raw.get(plek.clone()).and_then(|t| t.chars().next()).into_iter().collect();
    let mut line = raw.to_owned();
    if raw.get(plek.clone()).is_some() {
        line.replace_range(plek, &format!("{sign}{}", moment(g)));
    }
    line
}

/// The line with the token at `plek` as ordinary words.
pub fn als_woorden(raw: &str, plek: Range<usize>) -> String {
    let mut line = raw.to_owned();
    if let Some(token) = raw.get(plek.clone()) {
        let words = token.trim_start_matches(['>', '<']).to_owned();
        line.replace_range(plek, &words);
    }
    line
}

/// The line that was in doubt, shielded.
pub fn met_afscherming(raw: &str) -> String {
    let rest = raw.trim_start_matches(|c: char| !matches!(c, merk::AFSCHERMING | '\u{FF01}'));
    // behind other words it was begun in the middle: nothing of the line is left out
    if !merk::begint_met_afscherming(raw) {
        return format!("! {}", raw.trim_start());
    }
    let text = rest.get(rest.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default();
    format!("! {text}")
}
