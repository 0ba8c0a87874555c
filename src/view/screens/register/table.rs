//! One line per row of a list.

use crate::app::screens::register::Rij;
use crate::domain::dossier::{Actie, ActieStatus, Besluit, Dossier, Optie, Regel, Vraag};
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::row::Row;
use crate::view::widgets::words;

/// The line of a row, in at most `width` cells.
pub(crate) fn row(s: Scene<'_>, rij: Rij, width: usize) -> Row<'_> {
    let Some(d) = s.m.dossier() else { return s.row() };
    let row = match rij {
        Rij::Besluit(id) => d.besluiten.get(&id).map(|b| decision(s, b, width)),
        Rij::Actie(id) => d.acties.get(&id).map(|a| action(s, d, a, width)),
        Rij::Vraag(id) => d.vragen.get(&id).map(|v| question(s, v, width)),
        Rij::Regel(id) => d.regels.get(&id).map(|r| line(s, r, width)),
        Rij::Inzet(id) => d.inzetten.get(&id).map(|i| super::maatregel::row(s, d, i, width)),
        Rij::Klok(nr) => d.klokken.get(&nr).map(|k| super::klok::row(s, k, width)),
        Rij::Voorlegger(id) => d.voorleggers.get(&id).map(|v| super::voorlegger::row(s, v, width)),
        Rij::Optie(id) => s.m.overleg().and_then(|o| o.opties.iter().find(|x| x.id == id)).map(|x| option(s, x)),
        Rij::Onderwerp(o) => Some(super::onderwerp::subject_line(s, o, width)),
        _ => Some(super::weging::row(s, rij, width)),
    };
    row.unwrap_or_else(|| s.row()).fit(width)
}

/// The cells of a column, or none where the window is narrow.
pub(super) fn wide(width: usize, cells: usize) -> usize {
    if width >= 72 { cells } else { 0 }
}

/// The cells of the column that says who.
fn who_cells(width: usize) -> usize {
    wide(width, if width < 100 { 12 } else { 16 })
}

/// Until when, in the cells of its column.
fn until_when<'a>(row: Row<'a>, what: Meaning, when: &str, width: usize) -> Row<'a> {
    match width {
        ..72 => row.cell(what, when, 14).gap(1),
        72..100 => row.cell(what, &when.replace("te laat sinds", "te laat"), 20).gap(1),
        _ => row.cell(what, when, 26).gap(1),
    }
}

/// The cells of the column that says until when.
pub(super) fn when_cells(width: usize) -> usize {
    if width < 72 { 14 } else { 26 }
}

fn decision<'a>(s: Scene<'a>, b: &'a Besluit, width: usize) -> Row<'a> {
    let ask = if b.status.is_eind() { "" } else { "soort nog niet gezegd" };
    let soort = b.soort.map_or(ask.to_owned(), |x| x.to_string());
    let row = s.cell_id(&b.id.to_string()).cell(words::of_decision(b.status), &b.status.kort(), 13);
    let what = if b.soort.is_some() { Meaning::Muted } else { Meaning::Missing };
    let kind = wide(width, if width >= 100 { 28 } else { 0 });
    let row = if kind > 0 { row.cell(what, &soort, kind).gap(2) } else { row };
    let gaps = words::decision_gaps(b).len();
    let row = if gaps > 0 { row.cell(Meaning::Missing, &format!("nog {gaps} open"), 12) } else { row.gap(wide(width, 12)) };
    let row = row.add(if b.status.is_eind() { Meaning::Muted } else { Meaning::Text }, b.besluit.as_str());
    let row = match words::decision_term(b, s.m.nu).filter(|_| b.einde.is_none()) {
        Some((what, when)) => row.gap(2).add(what, when),
        None => row,
    };
    row.maybe(Meaning::Warning, (!b.dissent.is_empty()).then_some("  niet iedereen eens"))
}

fn action<'a>(s: Scene<'a>, d: &Dossier, a: &'a Actie, width: usize) -> Row<'a> {
    let open = a.status == ActieStatus::Open;
    let (what, when) = match (open, a.termijn) {
        (true, Some(t)) => words::due(t, s.m.nu),
        (true, None) => (Meaning::Missing, "vóór wanneer?".to_owned()),
        (false, _) => {
            (Meaning::Done, if a.status == ActieStatus::Vervallen { "vervallen".to_owned() } else { a.status.to_string() })
        }
    };
    let when = if width < 72 && a.is_te_laat(s.m.nu) { "te laat".to_owned() } else { when };
    let row = until_when(s.cell_id(&a.id.to_string()), what, &when, width);
    let (who_what, who) = match &a.eigenaar {
        Some(wie) => (Meaning::Text, words::short(wie)),
        None => (Meaning::Missing, if width < 100 { "wie?" } else { "wie doet het?" }),
    };
    let cells = who_cells(width);
    let row = if cells > 0 { row.cell(who_what, who, cells).gap(2) } else { row };
    let row = if d.is_afgeschermd(Some(a.regel)) { row.add(Meaning::Afgeschermd, "afgeschermd ") } else { row };
    row.add(if open { Meaning::Text } else { Meaning::Muted }, a.wat.as_str())
}

fn question<'a>(s: Scene<'a>, v: &'a Vraag, width: usize) -> Row<'a> {
    let (what, when) = match (&v.antwoord, v.terug) {
        (Some(_), _) => (Meaning::Done, "beantwoord".to_owned()),
        (None, Some(t)) if t < s.m.nu => (Meaning::Warning, format!("te laat sinds {}", t.kort(s.m.nu))),
        (None, Some(t)) => (Meaning::Text, format!("terug {}", t.kort(s.m.nu))),
        (None, None) => (Meaning::Missing, "wanneer terug?".to_owned()),
    };
    let row = until_when(s.cell_id(&v.id.to_string()), what, &when, width);
    let (who_what, who) = match &v.eigenaar {
        Some(wie) => (Meaning::Text, words::short(wie)),
        None => (Meaning::Missing, "wie?"),
    };
    let cells = who_cells(width);
    let row = if cells > 0 { row.cell(who_what, who, cells).gap(2) } else { row };
    row.add(if v.is_open() { Meaning::Text } else { Meaning::Muted }, v.vraag.as_str())
}

fn option<'a>(s: Scene<'a>, x: &'a Optie) -> Row<'a> {
    let (what, word) = match x.keuze.as_ref().map(|k| k.gekozen) {
        Some(true) => (Meaning::Done, "gekozen"),
        Some(false) => (Meaning::Muted, "niet gekozen"),
        None => (Meaning::Missing, "nog te kiezen"),
    };
    let row = s.cell_id(&x.id.to_string()).cell(what, word, 14);
    row.maybe(Meaning::Afgeschermd, x.afgeschermd.then_some("afgeschermd ")).add(Meaning::Text, x.optie.as_str())
}

fn line<'a>(s: Scene<'a>, r: &'a Regel, width: usize) -> Row<'a> {
    let i = &r.inhoud;
    let row = s.cell_id(&r.id.to_string()).cell(Meaning::Muted, &r.op.kort(s.m.nu), 12);
    let who = i.inbreng.as_ref().map(crate::domain::tekst::Tekst::as_str).or(i.bron.as_ref().map(words::short));
    let cells = who_cells(width);
    let row = if cells > 0 { row.cell(Meaning::Muted, who.unwrap_or_default(), cells).gap(2) } else { row };
    let row = row.cell(words::of_kind(i.soort), i.soort.naam(), 12);
    let gone = r.ingetrokken.as_ref().map(|_| "ingetrokken · ");
    let shield = i.afgeschermd.then_some("afgeschermd · ");
    let row = row.maybe(Meaning::Muted, gone).maybe(Meaning::Afgeschermd, shield);
    let what = if gone.is_some() { Meaning::Muted } else { words::of_text(i.soort) };
    let fixed = (!r.correcties.is_empty()).then_some(" · gecorrigeerd");
    // before the text, so that it is never what is cut off
    let ground = r.huisverbodgrond.as_ref().map(|_| "grond huisverbod · ");
    row.maybe(Meaning::Accent, ground).add(what, i.tekst.as_str()).maybe(Meaning::Muted, fixed)
}
