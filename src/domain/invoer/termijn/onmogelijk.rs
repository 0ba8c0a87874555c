//! What has the shape of a day or an hour and is none: `31 februari`, `32-12`, `25:00`. It is asked about, and never taken
//! for ordinary words.

use super::dag;
use super::getal::cijfers;
use super::uur;
use super::zinsdeel::INLEIDEND;

/// How many of these words say a day or an hour that does not exist, with the words that lead to it.
pub(super) fn onmogelijk(words: &[&str]) -> usize {
    let lead = words.iter().take_while(|w| INLEIDEND.contains(w)).count();
    let rest = words.get(lead..).unwrap_or_default();
    match datum(rest).max(uur(rest)) {
        0 => 0,
        n => lead + n,
    }
}

/// A number of at most two figures.
fn kort(part: &str) -> bool {
    part.len() <= 2 && cijfers(part).is_some()
}

fn datum(words: &[&str]) -> usize {
    let Some(first) = words.first() else { return 0 };
    if let [day, month] | [day, month, _] = first.split(['-', '/']).collect::<Vec<_>>().as_slice()
        && kort(day)
        && kort(month)
        && dag::figures(first).is_none()
    {
        return 1;
    }
    let full = first.split(['-', '/', '.']).collect::<Vec<_>>();
    if let [a, b, c] = full.as_slice() {
        let year = [(a, [b, c]), (c, [a, b])]
            .into_iter()
            .any(|(y, rest)| (y.len() == 4 || y.len() == 2) && cijfers(y).is_some() && rest.iter().all(|p| kort(p)));
        return usize::from(year && dag::figures(first).is_none());
    }
    let day = first.strip_suffix("ste").or_else(|| first.strip_suffix("de")).or_else(|| first.strip_suffix('e'));
    let month = words.get(1).is_some_and(|w| dag::maand(w).is_some());
    let named = month && kort(day.unwrap_or(first)) && dag::datum(words).is_none();
    if named { 2 } else { 0 }
}

fn uur(words: &[&str]) -> usize {
    let Some(first) = words.first() else { return 0 };
    let two = |m: &str| m.len() == 2 && kort(m);
    let colon = first.split_once(':').is_some_and(|(h, m)| kort(h) && two(m));
    let written =
        colon || first.split_once(['u', 'h']).is_some_and(|(h, m)| kort(h) && (two(m) || m.is_empty() || m == "ur"));
    if written && uur::geschreven(first).is_none() {
        return 1;
    }
    let said = kort(first) && words.get(1).is_some_and(|w| matches!(*w, "uur" | "u" | "h"));
    if said && uur::klok(words, true).is_none() { 2 } else { 0 }
}
