//! What of a line was settled before it was typed on: the recorded content that is being corrected, and what was pasted.
//! Only what differs from it is read as syntax. So a line that is not changed is the line that it was, and nobody else's
//! text ever becomes a token.

use std::ops::Range;

use super::Betekenis;
use super::merk::{self, kop};
use super::termijn::{gaat_door, geschreven};
use crate::domain::dossier::{Antwoord, Gebeurd, Precisie, RegelInhoud, RegelSoort};

/// A text of which parts are settled.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Basis {
    /// The line as it stood when they were.
    tekst: String,
    /// The settled parts, in order.
    vast: Vec<Vast>,
    /// What was recorded, where a recorded line is corrected.
    inhoud: Option<RegelInhoud>,
}

/// A settled part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Vast {
    pub(super) plek: Range<usize>,
    pub(super) wat: Vaste,
}

/// What a settled part is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Vaste {
    /// The marks at the head.
    Merk {
        /// Whether the line is shielded.
        afgeschermd: bool,
        /// How many bytes of it the shield takes.
        scherm: usize,
        /// What the line is.
        soort: RegelSoort,
    },
    /// A token, with what it meant.
    Teken(Betekenis),
    /// Words, to the letter.
    Letter,
}

impl Basis {
    /// The line of which this is the content: what is not changed in it keeps its meaning. Moments are written as dates,
    /// so that they are the same tomorrow.
    pub fn van(inhoud: &RegelInhoud) -> Self {
        let mut basis = Self { tekst: String::new(), vast: Vec::new(), inhoud: Some(inhoud.clone()) };
        let head = kop(inhoud.afgeschermd, inhoud.soort);
        let scherm = kop(inhoud.afgeschermd, RegelSoort::Notitie).len();
        let mark = Vaste::Merk { afgeschermd: inhoud.afgeschermd, scherm, soort: inhoud.soort };
        basis.tekst.clone_from(&head);
        // a plain note has an empty one, so that its first word is no mark
        basis.vast.push(Vast { plek: 0..head.len(), wat: mark });
        if inhoud.soort == RegelSoort::Oordeel {
            basis.oordeel(inhoud);
        }
        basis.zet(inhoud.tekst.as_str(), Vaste::Letter);
        let owner = inhoud.soort.heeft_eigenaar();
        if let Some(wie) = if owner { &inhoud.eigenaar } else { &inhoud.bron } {
            basis.teken(&format!("@{wie}"), Betekenis::Wie(wie.clone()));
        }
        if let Some(t) = inhoud.termijn.filter(|_| owner) {
            basis.teken(&format!(">{}", geschreven(t)), Betekenis::Termijn(t));
        }
        if let Some(g) = inhoud.gebeurd.filter(|_| inhoud.soort != RegelSoort::Actie) {
            basis.teken(&format!("<{}", moment(g)), Betekenis::Gebeurd(g));
        }
        for id in &inhoud.factoren {
            basis.teken(&format!("#{id}"), Betekenis::Factor(id.clone()));
        }
        basis
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
        let mut basis = Self { tekst: format!("{head}{pasted}{tail}"), vast: Vec::new(), inhoud: self.inhoud.clone() };
        let moved = |r: Range<usize>| r.start + pasted.len()..r.end + pasted.len();
        let mut behind = Vec::new();
        for v in self.over(raw) {
            match (&v.wat, v.plek.end <= at, v.plek.start >= at) {
                (_, true, _) => basis.vast.push(v),
                (_, _, true) => behind.push(Vast { plek: moved(v.plek), wat: v.wat }),
                (Vaste::Letter, ..) => {
                    basis.vast.push(Vast { plek: v.plek.start..at, wat: Vaste::Letter });
                    behind.push(Vast { plek: moved(at..v.plek.end), wat: Vaste::Letter });
                }
                // a paste in the middle of a token or a mark takes it apart
                _ => {}
            }
        }
        basis.vast.push(Vast { plek: at..at + pasted.len(), wat: Vaste::Letter });
        basis.vast.extend(behind);
        basis
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
        let changed = Changed { head, old_tail: old.len() - tail, tail: raw.len() - tail, raw };
        self.vast.iter().flat_map(|v| changed.kept(v)).collect()
    }
}

/// A change of a line: what stands before `head` and from `tail` on is as it was.
struct Changed<'a> {
    head: usize,
    /// Where the unchanged tail begins in the line as it was.
    old_tail: usize,
    /// And in the line as it is.
    tail: usize,
    raw: &'a str,
}

impl Changed<'_> {
    fn kept(&self, v: &Vast) -> Vec<Vast> {
        let moved = |r: Range<usize>| r.start - self.old_tail + self.tail..r.end - self.old_tail + self.tail;
        let at = |plek: Range<usize>| Vast { plek, wat: v.wat.clone() };
        let (start, end) = (v.plek.start, v.plek.end);
        match &v.wat {
            Vaste::Letter => {
                let front = (start < self.head.min(end)).then(|| at(start..end.min(self.head)));
                let from = start.max(self.old_tail);
                let back = (from < end && end > self.head).then(|| at(moved(from.max(self.head)..end)));
                front.into_iter().chain(back).collect()
            }
            // the marks hold as long as nothing is typed in or before them
            Vaste::Merk { .. } => {
                let typed_first = end == 0 && self.head == 0 && self.tail > 0;
                (end <= self.head && !typed_first).then(|| at(v.plek.clone())).into_iter().collect()
            }
            Vaste::Teken(betekenis) => {
                let plek = if end <= self.head {
                    v.plek.clone()
                } else if start >= self.old_tail {
                    moved(v.plek.clone())
                } else {
                    return Vec::new();
                };
                let apart = self.apart(&plek) && !self.goes_on(&plek, betekenis);
                apart.then(|| at(plek)).into_iter().collect()
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
pub fn met_scherm(raw: &str) -> String {
    let rest = raw.trim_start_matches(|c: char| !matches!(c, merk::AFSCHERMING | '\u{FF01}'));
    let text = rest.get(rest.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default();
    format!("! {text}")
}
