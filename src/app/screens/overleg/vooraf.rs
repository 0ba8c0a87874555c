//! What is typed while the dossier is still being opened: kept in order, and put in the line when it is there. None of it was
//! read or shown as it will be recorded, so an Enter among it records nothing.

use super::concept::is_vrij;
use super::invoerregel::{leg_terzijde, volgende, zet};
use super::veranderd::changed;
use crate::app::regel::mag_typen;
use crate::app::state::blik::Blik;
use crate::app::state::effect::Effect;
use crate::app::state::menu::OPENER;
use crate::app::state::model::{BerichtSoort, Model};
use crate::app::state::overleg::{Invoerregel, Vooraf};
use crate::domain::invoer::Ondergrond;
use crate::domain::tekst::regels;
use crate::input::key::{KeyCode, KeyPress};
use crate::protocol::Soort;

/// How many characters are kept, and in how many lines.
const TEKENS_MAX: usize = 6000;
const REGELS_MAX: usize = 50;

/// Whether the dossier is still being opened, so that nothing can be read or recorded in it yet.
pub fn wordt_geopend(m: &Model) -> bool {
    let komt = m.soort == Soort::Terminal && m.replica.as_ref().is_some_and(|r| !r.bij);
    komt && m.blik == Blik::Overleg && m.overleg.draft.is_empty() && m.overleg.bewerkt.is_none()
}

/// Keeps a key that is typed meanwhile. False for one that means something else.
pub fn bewaar_toets(m: &mut Model, key: KeyPress) -> bool {
    let begins = m.overleg.vooraf.last().is_none_or(|r| r.tekst.is_empty());
    match (key.typed(), key.code()) {
        (Some(c), _) if !(begins && c == OPENER) => bij(m, c.encode_utf8(&mut [0; 4])),
        (None, KeyCode::Enter) => nieuwe(m),
        // an Enter from before the terminal was entered
        (None, KeyCode::Char('j')) if key.ctrl() => nieuwe(m),
        (None, KeyCode::Backspace) => terug(m),
        (None, KeyCode::Tab | KeyCode::BackTab | KeyCode::Left | KeyCode::Right | KeyCode::Up | KeyCode::Delete) => {
            m.zeg(BerichtSoort::Let, "deze toets doet nog niets: het dossier wordt nog geopend");
        }
        _ => return false,
    }
    true
}

/// Keeps what is pasted meanwhile, to the letter; each of its lines is one.
pub fn bewaar_plak(m: &mut Model, text: &str) {
    let lines: Vec<&str> = regels(text).map(str::trim).filter(|l| !l.is_empty()).collect();
    let count: usize = lines.iter().map(|l| l.chars().count()).sum();
    if lines.is_empty() || !past(m, lines.len(), count) {
        return;
    }
    let all = &mut m.overleg.vooraf;
    all.retain(|r| !r.tekst.is_empty());
    all.extend(lines.into_iter().map(|l| Vooraf { tekst: l.to_owned(), geplakt: true }));
    all.push(Vooraf::default());
}

/// Whether so much more can be kept; says so where it cannot.
fn past(m: &mut Model, lines: usize, chars: usize) -> bool {
    let now: usize = m.overleg.vooraf.iter().map(|r| r.tekst.chars().count()).sum();
    let fits = now + chars <= TEKENS_MAX && m.overleg.vooraf.len() + lines <= REGELS_MAX;
    if !fits {
        m.zeg(BerichtSoort::Weigering, "zoveel wordt niet onthouden voordat het dossier open is; dit is niet overgenomen");
    }
    fits
}

fn bij(m: &mut Model, typed: &str) {
    if past(m, usize::from(m.overleg.vooraf.is_empty()), 1) {
        match m.overleg.vooraf.last_mut() {
            Some(last) => last.tekst.push_str(typed),
            None => m.overleg.vooraf.push(Vooraf { tekst: typed.to_owned(), geplakt: false }),
        }
    }
}

fn nieuwe(m: &mut Model) {
    if m.overleg.vooraf.last().is_some_and(|r| !r.tekst.trim().is_empty()) && past(m, 1, 0) {
        m.overleg.vooraf.push(Vooraf::default());
    }
}

fn terug(m: &mut Model) {
    let all = &mut m.overleg.vooraf;
    if all.last_mut().is_some_and(|last| last.tekst.pop().is_none()) {
        all.pop();
    }
}

/// What of it is no line that is being typed: entered, or pasted.
fn lijnen(m: &mut Model) -> Vec<Invoerregel> {
    let dossier = m.replica.as_ref().map(|r| r.dossier.nummer);
    let all = std::mem::take(&mut m.overleg.vooraf).into_iter();
    all.map(|r| {
        let ondergrond = if r.geplakt { Ondergrond::letterlijk(&r.tekst) } else { Ondergrond::default() };
        Invoerregel { dossier, ..Invoerregel::van(&r.tekst, ondergrond) }
    })
    .collect()
}

/// Another dossier is opened: what was typed for this one waits for it.
pub(super) fn verlaat(m: &mut Model) {
    let all = lijnen(m).into_iter().filter(|s| !s.draft.text().trim().is_empty());
    m.overleg.wachtend.extend(all);
}

/// The dossier is there: what was typed meanwhile goes into the line, where somebody may type. What was entered waits until
/// the line is empty, to be looked at first.
pub(in crate::app) fn neem_over(m: &mut Model) -> Vec<Effect> {
    let there = m.ik.is_some() && m.replica.as_ref().is_some_and(|r| r.bij);
    if m.overleg.vooraf.is_empty() || !there {
        return Vec::new();
    }
    let mut entered = lijnen(m);
    if !mag_typen(m) {
        m.zeg(BerichtSoort::Let, "u kijkt hier mee: wat u typte voordat het dossier open was, is niet overgenomen");
        return Vec::new();
    }
    let line = entered.pop().filter(|s| !s.draft.text().is_empty());
    let say = match (entered.len(), &line) {
        (0, _) => "wat u typte tijdens het openen staat in de regel".to_owned(),
        (_, None) => "Enter telde nog niet: er is niets vastgelegd; kijk uw regels na".to_owned(),
        (1, Some(_)) => "Enter telde nog niet: er is niets vastgelegd; 1 regel wacht tot deze leeg is".to_owned(),
        (n, Some(_)) => format!("Enter telde nog niet: er is niets vastgelegd; {n} regels wachten tot deze leeg is"),
    };
    m.zeg(BerichtSoort::Let, say);
    if !is_vrij(m) {
        leg_terzijde(m);
    }
    m.overleg.wachtend.splice(0..0, entered);
    match line {
        Some(line) => {
            zet(m, line, Invoerregel::default());
            changed(m)
        }
        None => volgende(m),
    }
}

/// The dossier is not there for who typed.
pub(in crate::app) fn niet_daar(m: &mut Model, why: &str) {
    let typed = m.overleg.vooraf.iter().any(|r| !r.tekst.trim().is_empty());
    m.overleg.vooraf.clear();
    let lost = if typed { "; wat u typte is niet overgenomen" } else { "" };
    m.zeg(BerichtSoort::Let, format!("{why}{lost}"));
}
