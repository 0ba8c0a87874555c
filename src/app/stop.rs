//! Closing this terminal: what of it is recorded nowhere is counted and asked about first, however it is closed.

use super::screens::overleg;
use crate::app::state::effect::Effect;
use crate::app::state::keuze::{Keuze, KeuzeDoel};
use crate::app::state::laag::Laag;
use crate::app::state::model::{Model, Verbinding};

/// What is not recorded: what the service keeps, and what is gone when this terminal closes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Open {
    bewaard: usize,
    kwijt: usize,
    formulieren: usize,
}

/// How many pasted lines wait for their question.
fn geplakt(m: &Model) -> usize {
    m.lagen.iter().map(|l| if let Laag::Keuze(k) = l { k.geplakt() } else { 0 }).sum()
}

fn open(m: &Model) -> Open {
    let alle = m.niet_vastgelegd().len();
    let geplakt = geplakt(m);
    let hier = match m.verbinding {
        Verbinding::Er => overleg::alleen_hier(m),
        // what was typed since is kept nowhere else
        Verbinding::Zoekt | Verbinding::Kwijt(_) | Verbinding::Voorbij(_) => alle,
    };
    let begun = m.lagen.iter().filter(|l| matches!(l, Laag::Formulier(f) if f.is_begonnen())).count();
    Open { bewaard: alle.saturating_sub(hier), kwijt: hier + geplakt, formulieren: m.bewaard.len() + begun }
}

fn count(n: usize, one: &str, more: &str) -> Option<String> {
    (n > 0).then(|| format!("{n} {}", if n == 1 { one } else { more }))
}

/// What is gone when this terminal closes, in words.
pub(super) fn gaat_verloren(m: &Model) -> Vec<String> {
    let open = open(m);
    in_woorden(open.kwijt, open.formulieren)
}

fn in_woorden(regels: usize, formulieren: usize) -> Vec<String> {
    let regels = count(regels, "regel", "regels");
    let formulieren = count(formulieren, "begonnen formulier", "begonnen formulieren");
    regels.into_iter().chain(formulieren).collect()
}

/// What is gone when this terminal is locked, in words: the service keeps the rest, also what it still has to be told.
pub(super) fn gaat_verloren_op_slot(m: &Model) -> Vec<String> {
    let Open { formulieren, .. } = open(m);
    in_woorden(overleg::alleen_hier(m) + geplakt(m), formulieren)
}

/// Ends the program, or asks first.
pub(super) fn stop(m: &mut Model) -> Vec<Effect> {
    let open = open(m);
    if open == Open::default() {
        return vec![Effect::Quit];
    }
    let lost = [
        count(open.kwijt, "regel gaat verloren", "regels gaan verloren"),
        count(open.formulieren, "begonnen formulier gaat verloren", "begonnen formulieren gaan verloren"),
        count(open.bewaard, "regel blijft bewaard als concept", "regels blijven bewaard als concept"),
    ];
    let what: Vec<String> = lost.into_iter().flatten().collect();
    let opties = vec!["nee, terug".to_owned(), format!("ja, sluit af: {}", what.join(", "))];
    let titel = "Afsluiten? Niet alles is vastgelegd";
    m.lagen.push(Laag::Keuze(Keuze::new(titel, opties, KeuzeDoel::Stop)));
    Vec::new()
}
