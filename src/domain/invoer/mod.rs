//! The notulist's line: from what was typed to what will be recorded. Pure, so that the preview on every key and the
//! record on Enter are the same reading. Nothing is ever thrown away because it could not be read: what is no token
//! stays text.

mod kalender;
pub mod merk;
pub mod naam;
pub mod termijn;

use std::ops::Range;

use super::dossier::{Antwoord, Gebeurd, RegelInhoud, RegelSoort, Wie};
use super::tekst::Tekst;
use super::tijd::Tijdstip;
use naam::Bekend;
use termijn::Gelezen;

/// Against what a line is read.
#[derive(Clone, Copy)]
pub struct Achtergrond<'a> {
    /// Names and factors.
    pub bekend: Bekend<'a>,
    /// The organisation whose turn it is.
    pub inbreng: Option<&'a Tekst>,
    /// This moment, for deadlines.
    pub nu: Tijdstip,
}

/// A line as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ontleed {
    /// What will be recorded.
    pub inhoud: RegelInhoud,
    /// A moment that can be two, or none: it has to be asked before the line is recorded.
    pub vraag: Option<Tijdvraag>,
    /// Tokens that are not known, as they were typed: they stay text.
    pub onbekend: Vec<String>,
    /// Where every token stands in the line, in order: its bytes, and whether it is known.
    pub tokens: Vec<(Range<usize>, bool)>,
}

/// A deadline or a moment in the night in which the clock is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tijdvraag {
    /// The token as it was typed, with its `>` or `<`.
    pub token: String,
    /// What it can mean.
    pub gelezen: Gelezen<Tijdstip>,
}

/// Reads a line.
pub fn ontleed(raw: &str, a: Achtergrond<'_>) -> Ontleed {
    let merk = merk::merk(raw);
    let inhoud = RegelInhoud::new(merk.soort, Tekst::default());
    let mut o = Ontleed { inhoud, vraag: None, onbekend: Vec::new(), tokens: Vec::new() };
    o.inhoud.afgeschermd = merk.afgeschermd;
    o.inhoud.inbreng = a.inbreng.cloned();
    let mut text = raw.get(merk.bytes..).unwrap_or_default();
    if merk.soort == RegelSoort::Oordeel {
        text = oordeel(text, a, &mut o.inhoud);
    }
    let zin = zin(text, a, &mut o);
    let head = raw.len() - text.len();
    o.tokens.iter_mut().for_each(|(at, _)| *at = at.start + head..at.end + head);
    o.inhoud.tekst = Tekst::cut(&zin);
    let getypt = Tekst::cut(raw);
    o.inhoud.getypt = (getypt != o.inhoud.tekst).then_some(getypt);
    o
}

/// A word of the line with where it stands.
#[derive(Clone, Copy)]
struct Word<'a> {
    start: usize,
    text: &'a str,
}

fn words(text: &str) -> Vec<Word<'_>> {
    let offset = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    text.split_whitespace().map(|word| Word { start: offset(word), text: word }).collect()
}

/// Reads the tokens of `text` into `o`, places counted from its beginning, and gives the sentence: tokens at the end are lifted out of it, tokens inside it
/// stay as words without their sign.
fn zin(text: &str, a: Achtergrond<'_>, o: &mut Ontleed) -> String {
    let all = words(text);
    // pieces of the sentence, each with whether it is a token
    let mut pieces: Vec<(String, bool)> = Vec::new();
    let mut i = 0;
    while let Some(word) = all.get(i) {
        let rest = text.get(word.start..).unwrap_or_default();
        let behind: Vec<&str> = all.iter().skip(i).map(|w| w.text).collect();
        let unknown = o.onbekend.len();
        let taken = token(&behind, rest, a, o);
        let n = taken.max(1);
        let end = all.get(i + n - 1).map_or(text.len(), |w| w.start + w.text.len());
        if taken > 0 || o.onbekend.len() > unknown {
            o.tokens.push((word.start..end, taken > 0));
        }
        let typed = text.get(word.start..end).unwrap_or_default();
        let gap = all.get(i.wrapping_sub(1)).map_or(0, |w| w.start + w.text.len());
        let space = if i == 0 { "" } else { text.get(gap..word.start).unwrap_or(" ") };
        let shown = if taken > 0 { typed.get(1..).unwrap_or_default().replace('"', "") } else { typed.to_owned() };
        pieces.push((format!("{space}{shown}"), taken > 0));
        i += n;
    }
    let last = pieces.iter().rposition(|(_, token)| !token).map_or(0, |p| p + 1);
    // a line of nothing but tokens keeps them as its words
    let kept = if last == 0 { pieces.len() } else { last };
    pieces.into_iter().take(kept).map(|(text, _)| text).collect()
}

/// Reads one token at the head of `behind` into `o`; says how many words it took, none when it is no token.
fn token(behind: &[&str], rest: &str, a: Achtergrond<'_>, o: &mut Ontleed) -> usize {
    let Some((first, others)) = behind.split_first() else { return 0 };
    let mut signs = first.chars();
    let (sign, head) = (signs.next(), signs.as_str());
    if head.is_empty() {
        return 0;
    }
    let with_head: Vec<&str> = std::iter::once(head).chain(others.iter().copied()).collect();
    let taken = match sign {
        Some('@') => wie(&with_head, rest, a, &mut o.inhoud),
        Some('#') => factor(head, a, &mut o.inhoud),
        Some('>') if o.inhoud.soort.heeft_eigenaar() => termijn_token(&with_head, a, o),
        Some('<') if o.inhoud.soort != RegelSoort::Actie => gebeurd_token(&with_head, a, o),
        _ => return 0,
    };
    if taken == 0 {
        o.onbekend.push((*first).to_owned());
    }
    taken
}

fn wie(words: &[&str], rest: &str, a: Achtergrond<'_>, inhoud: &mut RegelInhoud) -> usize {
    let (wie, taken) = match rest.strip_prefix("@\"").and_then(|r| r.split_once('"')) {
        Some((quoted, _)) if !quoted.trim().is_empty() => {
            let naam = Tekst::cut(quoted);
            (Wie { naam, organisatie: Tekst::default() }, format!("@{quoted}\"").split_whitespace().count())
        }
        _ => match a.bekend.wie(words) {
            Some(found) => found,
            None => return 0,
        },
    };
    if inhoud.soort.heeft_eigenaar() {
        inhoud.eigenaar = Some(wie);
    } else {
        inhoud.bron = Some(wie);
    }
    taken
}

fn factor(word: &str, a: Achtergrond<'_>, inhoud: &mut RegelInhoud) -> usize {
    let Some(id) = a.bekend.factor(word) else { return 0 };
    if !inhoud.factoren.contains(&id) {
        inhoud.factoren.push(id);
    }
    1
}

fn termijn_token(words: &[&str], a: Achtergrond<'_>, o: &mut Ontleed) -> usize {
    let Some((gelezen, n)) = termijn::termijn(words, a.nu) else { return 0 };
    o.inhoud.termijn = gelezen.een();
    vraag(o, '>', words, n, gelezen);
    n
}

fn gebeurd_token(words: &[&str], a: Achtergrond<'_>, o: &mut Ontleed) -> usize {
    let Some((gelezen, n)) = termijn::gebeurd(words, a.nu) else { return 0 };
    o.inhoud.gebeurd = gelezen.een();
    vraag(o, '<', words, n, gelezen.map(|g: Gebeurd| g.op));
    n
}

fn vraag(o: &mut Ontleed, sign: char, words: &[&str], n: usize, gelezen: Gelezen<Tijdstip>) {
    if gelezen.een().is_none() {
        let token = format!("{sign}{}", words.get(..n).unwrap_or_default().join(" "));
        o.vraag = Some(Tijdvraag { token, gelezen });
    }
}

/// Lifts the level and 'acuut' off the head of a judgement: `hoog acuut: hij heeft een wapen`. Gives the rest.
fn oordeel<'a>(text: &'a str, a: Achtergrond<'_>, inhoud: &mut RegelInhoud) -> &'a str {
    let mut rest = text.trim_start();
    loop {
        let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
        let bare = word.trim_end_matches([':', ',']).to_lowercase();
        let ends = word.ends_with(':');
        let niveau = a.bekend.kader.niveaus.iter().find(|n| n.naam.same(&bare));
        match bare.as_str() {
            "acuut" => inhoud.acuut = Some(Antwoord::Ja),
            "niet-acuut" => inhoud.acuut = Some(Antwoord::Nee),
            "niet" if after.trim_start().to_lowercase().starts_with("acuut") => inhoud.acuut = Some(Antwoord::Nee),
            _ if niveau.is_some() => inhoud.niveau = niveau.map(|n| n.id.clone()),
            _ => return rest,
        }
        let after = if bare == "niet" { after.trim_start().split_once(' ').map_or("", |(_, r)| r) } else { after };
        if after.trim().is_empty() {
            return rest;
        }
        rest = after.trim_start();
        if ends {
            return rest;
        }
    }
}
