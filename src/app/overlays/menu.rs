//! The menu: everything that can be done here, by name. On an empty line `/` opens it, Ctrl+G everywhere. A digit that is
//! the beginning of exactly one name runs it at once, so that 112 is two keys away from everywhere.

use std::ops::ControlFlow;

use crate::app::available::available;
use crate::app::state::blik::Blik;
use crate::app::state::effect::Gevolg;
use crate::app::state::laag::Laag;
use crate::app::state::menu::Staart;
pub use crate::app::state::menu::{Menu, OPENER};
use crate::app::state::model::{BerichtSoort, Model};
use crate::domain::vouw::vouw;
use crate::input::catalogue::{Action, CATALOGUE, Entry, Scope};
use crate::input::key::{KeyCode, KeyPress};

/// Takes a key that types the name on. For any other key goes on, with what turns out to be text after all.
pub fn maakt_af(m: &mut Model, key: KeyPress) -> ControlFlow<(), Option<&'static str>> {
    let Staart { rest, gezien } = std::mem::take(&mut m.staart);
    // nor does the Enter behind the whole name: it never confirms what opened at the first digit
    if !rest.is_empty() && gezien == rest.len() && key.code() == KeyCode::Enter {
        return ControlFlow::Break(());
    }
    let Some(c) = key.typed() else { return ControlFlow::Continue(None) };
    if rest.get(gezien..).is_some_and(|rest| rest.starts_with(c)) {
        m.staart = Staart { rest, gezien: gezien + c.len_utf8() };
        return ControlFlow::Break(());
    }
    ControlFlow::Continue(rest.get(..gezien).filter(|_| gezien < rest.len()))
}

/// One row of the menu.
#[derive(Clone, Debug)]
pub enum Menurij {
    /// An action, and why it cannot be done now, where it cannot.
    Opdracht(&'static Entry, Result<(), String>),
    /// Look in the list on the screen for what was typed.
    InLijst,
}

impl Menu {
    /// The row that Enter takes: none where it only comes near what was typed, and nobody went to it.
    pub fn gekozen(&self, rows: &[Menurij]) -> Option<usize> {
        let at = self.gekozen.min(rows.len().checked_sub(1)?);
        let near = match rows.get(at)? {
            Menurij::Opdracht(entry, _) => !entry.name.starts_with(&getypt(self.filter.text())),
            Menurij::InLijst => false,
        };
        (self.gewezen || !near).then_some(at)
    }
}

/// A row up or down; the view shows as many as fit. Where no row was chosen yet the first one is.
pub fn ga(m: &mut Model, up: bool) {
    let Some(Laag::Menu(menu)) = m.lagen.last() else { return };
    let chosen = menu.gekozen(&rijen(m, menu.filter.text()));
    let Some(Laag::Menu(menu)) = m.lagen.last_mut() else { return };
    menu.gewezen = true;
    menu.gekozen = chosen.map_or(0, |at| if up { at.saturating_sub(1) } else { at + 1 });
}

/// What was typed, as names are compared.
fn getypt(filter: &str) -> String {
    vouw(filter.trim().trim_start_matches(OPENER))
}

/// The rows that fit what was typed: names that begin so before all others, then those that can be done first.
pub fn rijen(m: &Model, typed: &str) -> Vec<Menurij> {
    let typed = getypt(typed);
    let here = m.blik_scope();
    let fits = |e: &&Entry| e.menu && e.scopes.iter().any(|s| *s == here || *s == Scope::Overal);
    let hit = |e: &Entry| e.name.contains(&typed) || e.label.contains(&typed) || vouw(e.doc).contains(&typed);
    let mut rows: Vec<(&Entry, Result<(), String>)> =
        CATALOGUE.iter().filter(fits).filter(|e| hit(e)).map(|e| (e, available(m, e.action))).collect();
    // who typed a name, or how it begins, means that one, and is told why it cannot be done now
    let begins = |e: &Entry| (e.name != typed, !e.name.starts_with(&typed));
    // what cannot be undone never stands above a neighbour that begins the same
    rows.sort_by_key(|(e, can)| (begins(e), can.is_err(), !e.name.contains(&typed), e.action.is_voorgoed()));
    let is_name = rows.first().is_some_and(|(e, _)| e.name.starts_with(&typed));
    let mut rows: Vec<Menurij> = rows.into_iter().map(|(e, can)| Menurij::Opdracht(e, can)).collect();
    if matches!(m.blik, Blik::Register(_)) && !typed.is_empty() {
        // what begins no name is looked for; else looking comes last
        rows.insert(if is_name { rows.len() } else { 0 }, Menurij::InLijst);
    }
    rows
}

/// What was typed changed.
pub fn filtered(m: &mut Model) -> Gevolg {
    let Some(Laag::Menu(menu)) = m.lagen.last_mut() else { return Gevolg::default() };
    (menu.gekozen, menu.gewezen) = (0, false);
    let typed = menu.filter.text().to_owned();
    let digits = !typed.is_empty() && typed.chars().all(|c| c.is_ascii_digit());
    let mut names = CATALOGUE.iter().filter(|e| digits && e.menu && e.name.starts_with(&typed));
    match (names.next(), names.next()) {
        (Some(only), None) => {
            m.staart = Staart { rest: only.name.get(typed.len()..).unwrap_or_default(), gezien: 0 };
            run(m, only.action)
        }
        _ => Gevolg::default(),
    }
}

/// Runs the chosen row.
pub fn kies(m: &mut Model) -> Gevolg {
    let Some(Laag::Menu(menu)) = m.lagen.last() else { return Gevolg::default() };
    let typed = menu.filter.text().to_owned();
    let mut rows = rijen(m, &typed);
    if let Some(at) = menu.gekozen(&rows) {
        return match rows.swap_remove(at) {
            Menurij::Opdracht(entry, _) => run(m, entry.action),
            Menurij::InLijst => zoek_in_lijst(m, &typed),
        };
    }
    let near = if rows.is_empty() { "" } else { ", ↓ kiest wat erop lijkt" };
    m.zeg(BerichtSoort::Let, format!("er is geen opdracht die zo heet; Backspace wist wat u typte{near}"));
    Gevolg::default()
}

/// Shows only the rows of the list that hold what was typed; Esc shows all of them again.
fn zoek_in_lijst(m: &mut Model, typed: &str) -> Gevolg {
    m.lagen.pop();
    typed.trim().trim_start_matches(OPENER).clone_into(&mut m.lijst_zoek);
    if let Blik::Register(staat) = &mut m.blik {
        staat.gekozen = None;
    }
    Gevolg::default()
}

fn run(m: &mut Model, action: Action) -> Gevolg {
    m.lagen.pop();
    Gevolg::dan(action)
}
