//! Why a line was found, where it does not say the words literally.

use serde::Serialize;

use super::brok::{brokken, ruw};
use super::{Gezien, Gezocht, Hoe, Term, Woordenboek, Zoekterm, Zoekvraag};

/// That a line was found by something else than the word itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Waarom {
    /// The word that was looked for.
    pub gezocht: String,
    /// How the line has it.
    pub hoe: Hoe,
    /// What the line has.
    pub gevonden: String,
}

impl std::fmt::Display for Waarom {
    /// `klinkt als: Janssen`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.hoe.naam(), self.gevonden)
    }
}

/// The line: where the text of one part ends and that of the other begins, nothing stands next to anything.
struct Regel {
    terms: Vec<Term>,
    raw: Vec<String>,
}

impl Woordenboek {
    /// Why the question `gezocht` finds a line with this text and source; nothing where all of it is literal. None when it
    /// does not find the line.
    pub fn waarom(&self, gezocht: &str, tekst: &str, bron: &str) -> Option<Vec<Waarom>> {
        let vraag = self.vraag(gezocht);
        self.past(&vraag, tekst, bron).or_else(|| self.past(&self.ruimer(&vraag), tekst, bron))
    }

    /// The same for a question that was read already, no more widely than it is.
    pub fn past(&self, vraag: &Zoekvraag, tekst: &str, bron: &str) -> Option<Vec<Waarom>> {
        let line = self.regel(tekst, bron);
        let mut why = Vec::new();
        for gezocht in &vraag.woorden {
            let (hoe, gevonden) = best(gezocht, &line)?;
            if hoe != Hoe::Letterlijk {
                why.push(Waarom { gezocht: gezocht.woord.clone(), hoe, gevonden });
            }
        }
        // what two words were found by is said once
        why.dedup_by(|a, b| a.hoe == b.hoe && a.gevonden == b.gevonden);
        (!vraag.woorden.is_empty()).then_some(why)
    }

    fn regel(&self, tekst: &str, bron: &str) -> Regel {
        let mut line = Regel { terms: Vec::new(), raw: Vec::new() };
        let mut shift = 0;
        for part in [tekst, bron] {
            let pieces = brokken(part);
            for Term { tekst, van, tot } in self.van(&pieces, false, &mut Gezien::new()) {
                line.raw.push(ruw(pieces.get(van..tot).unwrap_or_default()));
                line.terms.push(Term { tekst, van: van + shift, tot: tot + shift });
            }
            shift += pieces.len() + 1;
        }
        line
    }
}

/// The most literal way in which the line has the word, and by what.
fn best(gezocht: &Gezocht, line: &Regel) -> Option<(Hoe, String)> {
    let found = gezocht.manieren.iter().filter_map(|m| Some((m.hoe, beside(&m.termen, line)?)));
    found.min_by_key(|(hoe, _)| *hoe)
}

/// Where these terms stand next to each other, as it was typed.
fn beside(terms: &[Zoekterm], line: &Regel) -> Option<String> {
    let (first, rest) = terms.split_first()?;
    let here = |term: &Zoekterm, from: Option<usize>| -> Vec<(usize, usize)> {
        let all = line.terms.iter().enumerate();
        all.filter(|(_, t)| from.is_none_or(|from| t.van == from) && term.is(&t.tekst)).map(|(i, t)| (i, t.tot)).collect()
    };
    here(first, None).into_iter().find_map(|(at, mut end)| {
        let mut text = line.raw.get(at)?.clone();
        for term in rest {
            let (next, to) = here(term, Some(end)).into_iter().next()?;
            text = format!("{text} {}", line.raw.get(next)?);
            end = to;
        }
        Some(text)
    })
}
