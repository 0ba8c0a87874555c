//! The sentence that is recorded of a line: every byte that is no mark and no token, with the tokens at its end lifted out.

use std::ops::Range;

use super::{Betekenis, Stuk, Stuksoort};

/// The sentence of these pieces. A token inside it stays as words without its sign, but for those of a recorded line
/// (`los`): they were no words of it, and are none when something is typed behind them. A line of nothing but tokens
/// keeps them as its words.
pub(super) fn zin(raw: &str, stukken: &[Stuk], los: &[Range<usize>]) -> String {
    let body: Vec<&Stuk> = stukken.iter().filter(|s| !matches!(s.wat, Stuksoort::Afscherming | Stuksoort::Merk)).collect();
    let text = |s: &Stuk| raw.get(s.plek.clone()).unwrap_or_default();
    let blank = |s: &Stuk| matches!(s.wat, Stuksoort::Tekst) && text(s).trim().is_empty();
    let head = |s: &&&Stuk| blank(s) || matches!(s.wat, Stuksoort::Teken(Betekenis::Niveau(_) | Betekenis::Acuut(_)));
    let start = body.iter().take_while(head).count();
    // a full stop behind the last token closes the sentence before it
    let closing = |s: &Stuk| matches!(s.wat, Stuksoort::Tekst) && text(s).trim_end().chars().all(|c| ".!?…".contains(c));
    let behind_token =
        body.len().checked_sub(2).and_then(|at| body.get(at)).is_some_and(|s| matches!(s.wat, Stuksoort::Teken(_)));
    let slot = body.last().filter(|s| behind_token && closing(s)).map_or("", |s| text(s).trim());
    let lifted = |s: &&&Stuk| blank(s) || matches!(s.wat, Stuksoort::Teken(_));
    let tail = body.iter().rev().skip(usize::from(!slot.is_empty())).take_while(lifted).count();
    let end = body.len().saturating_sub(tail + usize::from(!slot.is_empty()));
    let shown = |s: &&Stuk| match &s.wat {
        Stuksoort::Tekst | Stuksoort::Onbekend | Stuksoort::Teken(Betekenis::Niveau(_) | Betekenis::Acuut(_)) => {
            text(s).to_owned()
        }
        Stuksoort::Teken(_) | Stuksoort::Woord => {
            let mut chars = text(s).chars();
            chars.next();
            chars.as_str().replace(['"', '“', '”', '„'], "")
        }
        Stuksoort::Afscherming | Stuksoort::Merk => String::new(),
    };
    let is_los = |s: &Stuk| los.contains(&s.plek);
    match body.get(start..end).filter(|kept| kept.iter().any(|s| !blank(s) && !is_los(s))) {
        Some(kept) => {
            let mut said = String::new();
            for (at, s) in kept.iter().enumerate().filter(|(_, s)| !is_los(s)) {
                // one of the spaces around a token goes with it
                let behind = at.checked_sub(1).and_then(|before| kept.get(before)).is_some_and(|before| is_los(before));
                let twice = behind && said.ends_with(char::is_whitespace);
                let words = shown(s);
                said.push_str(if twice { words.trim_start() } else { &words });
            }
            format!("{}{slot}", said.trim())
        }
        None => body.iter().map(shown).collect::<String>().trim().to_owned(),
    }
}
