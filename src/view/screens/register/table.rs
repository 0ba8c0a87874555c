//! A row of a list: its columns, and behind them its text, wrapped.

use super::cells::{Cells, shield, wide};
use crate::app::screens::register::Rij;
use crate::domain::dossier::{Actie, ActieStatus, Besluit, Dossier, Optie, Regel, Vraag};
use crate::domain::leemte::{self, Leemte};
use crate::domain::zicht::regel_kring;
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::list;
use crate::view::widgets::row::Row;
use crate::view::widgets::words;

/// The lines of a row, of at most `width` cells.
pub(crate) fn rows(s: Scene<'_>, rij: Rij, width: usize) -> Vec<Row<'_>> {
    let Some(d) = s.m.dossier() else { return Vec::new() };
    let cells = match rij {
        Rij::Besluit(id) => d.besluiten.get(&id).map(|b| decision(s, d, b, width)),
        Rij::Actie(id) => d.acties.get(&id).map(|a| action(s, d, a, width)),
        Rij::Vraag(id) => d.vragen.get(&id).map(|v| question(s, d, v, width)),
        Rij::Regel(id) => d.regels.get(&id).map(|r| line(s, r, width)),
        Rij::Inzet(id) => d.inzetten.get(&id).map(|i| super::maatregel::row(s, d, i, width)),
        Rij::Klok(nr) => d.klokken.get(&nr).map(|k| super::klok::row(s, d, k, width)),
        Rij::Voorlegger(id) => d.voorleggers.get(&id).map(|v| super::voorlegger::row(s, d, v, width)),
        Rij::Optie(id) => s.m.overleg().and_then(|o| o.opties.iter().find(|x| x.id == id)).map(|x| option(s, x)),
        Rij::Toegang(at) => d.toegang.get(at).map(|t| super::toegang::row(s, t, width)),
        Rij::Informatie(id) => d.informatie.get(&id).map(|i| super::informatie::row(s, i, width)),
        Rij::Beeldvraag(at, nr) => super::informatie::question(s, (at, nr), width),
        Rij::Betrokkene(id) => d.betrokkenen.get(&id).map(|b| super::betrokkene::row(s, b, width)),
        Rij::Melding(id) => d.meldingen.get(&id).map(|m| super::melding::row(s, m, width)),
        Rij::Onderwerp(o) => Some(super::onderwerp::cells(s, o, width)),
        Rij::Factor(_)
        | Rij::Instrument(_)
        | Rij::Scenario(_)
        | Rij::Criterium(_)
        | Rij::Opschaling
        | Rij::Reeksvraag(..) => Some(super::weging::cells(s, rij, width)),
    };
    cells.map(|(columns, text)| list::tall(s, columns, &text, width)).unwrap_or_default()
}

/// The cells of the column that says who.
fn who_cells(width: usize) -> usize {
    wide(width, 16)
}

/// Until when, in the cells of its column.
fn until_when<'a>(row: Row<'a>, what: Meaning, when: &str, width: usize) -> Row<'a> {
    match width {
        ..72 => row.cell(what, when, 14).gap(1),
        72..100 => row.cell(what, &when.replace("te laat sinds", "te laat"), 20).gap(1),
        _ => row.cell(what, when, 26).gap(1),
    }
}

fn decision<'a>(s: Scene<'a>, d: &Dossier, b: &'a Besluit, width: usize) -> Cells<'a> {
    let mist = leemte::van_besluit(b);
    let open = mist.contains(&Leemte::Soort);
    let ask = if open { "soort nog niet gezegd" } else { "" };
    let soort = b.soort.map_or(ask.to_owned(), |x| x.to_string());
    let row = s.cell_id(&b.id.to_string()).cell(words::of_decision(b.status), &b.status.kort(), 13);
    let what = if open { Meaning::Missing } else { Meaning::Muted };
    let kind = wide(width, if width >= 100 { 28 } else { 0 });
    let row = if kind > 0 { row.cell(what, &soort, kind).gap(2) } else { row };
    let gaps = mist.len();
    let row = if gaps > 0 { row.cell(Meaning::Missing, &format!("nog {gaps} open"), 12) } else { row.gap(wide(width, 12)) };
    let what = if b.status.is_eind() { Meaning::Muted } else { Meaning::Text };
    let text = shield(s, &regel_kring(d, b.regel)).part(what, b.besluit.as_str());
    let dissent = if b.dissent.is_empty() { "" } else { "niet iedereen eens" };
    let text = match words::decision_term(b, s.m.nu).filter(|_| b.einde.is_none()) {
        Some((what, when)) => text.part(what, &when),
        None => text,
    };
    (row, text.part(Meaning::Warning, dissent))
}

fn action<'a>(s: Scene<'a>, d: &Dossier, a: &'a Actie, width: usize) -> Cells<'a> {
    let open = a.status == ActieStatus::Open;
    let (what, when) = match (open, a.termijn) {
        (true, Some(t)) => words::due(t, a.is_te_laat(s.m.nu), s.m.nu),
        (true, None) => (Meaning::Missing, Leemte::Termijn.vraag().to_owned()),
        (false, _) => {
            (Meaning::Done, if a.status == ActieStatus::Vervallen { "vervallen".to_owned() } else { a.status.to_string() })
        }
    };
    let when = if width < 72 && a.is_te_laat(s.m.nu) { "te laat".to_owned() } else { when };
    let row = until_when(s.cell_id(&a.id.to_string()), what, &when, width);
    let (who_what, who) = match &a.eigenaar {
        Some(wie) => (Meaning::Text, words::short(wie)),
        None if leemte::van_actie(a).contains(&Leemte::Eigenaar) => {
            (Meaning::Missing, if width < 100 { "wie?" } else { Leemte::Eigenaar.vraag() })
        }
        None => (Meaning::Muted, ""),
    };
    let cells = who_cells(width);
    let row = if cells > 0 { row.name(who_what, who, cells).gap(2) } else { row };
    let text = shield(s, &regel_kring(d, a.regel));
    (row, text.part(if open { Meaning::Text } else { Meaning::Muted }, a.wat.as_str()))
}

fn question<'a>(s: Scene<'a>, d: &Dossier, v: &'a Vraag, width: usize) -> Cells<'a> {
    let (what, when) = match (&v.antwoord, v.terug) {
        (Some(_), _) => (Meaning::Done, "beantwoord".to_owned()),
        (None, Some(t)) if v.is_te_laat(s.m.nu) => (Meaning::Warning, format!("te laat sinds {}", t.kort(s.m.nu))),
        (None, Some(t)) => (Meaning::Text, format!("terug {}", t.kort(s.m.nu))),
        (None, None) => (Meaning::Missing, Leemte::Terug.vraag().to_owned()),
    };
    let row = until_when(s.cell_id(&v.id.to_string()), what, &when, width);
    let (who_what, who) = match &v.eigenaar {
        Some(wie) => (Meaning::Text, words::short(wie)),
        None if leemte::van_vraag(v).contains(&Leemte::Zoeker) => (Meaning::Missing, "wie?"),
        None => (Meaning::Muted, ""),
    };
    let cells = who_cells(width);
    let row = if cells > 0 { row.name(who_what, who, cells).gap(2) } else { row };
    let text = shield(s, &regel_kring(d, v.regel));
    (row, text.part(if v.is_open() { Meaning::Text } else { Meaning::Muted }, v.vraag.as_str()))
}

fn option<'a>(s: Scene<'a>, x: &'a Optie) -> Cells<'a> {
    let (what, word) = match x.keuze.as_ref().map(|k| k.gekozen) {
        Some(true) => (Meaning::Done, "gekozen"),
        Some(false) => (Meaning::Muted, "niet gekozen"),
        None => (Meaning::Missing, "nog te kiezen"),
    };
    let row = s.cell_id(&x.id.to_string()).cell(what, word, 14);
    (row, shield(s, &x.scherm().into()).part(Meaning::Text, x.optie.as_str()))
}

fn line<'a>(s: Scene<'a>, r: &'a Regel, width: usize) -> Cells<'a> {
    let i = &r.inhoud;
    // a line that was shielded when it was made has a long number; where there is no room, it moves what stands behind it
    let row =
        s.cell_id(&r.id.to_string()).to(if width >= 100 { 8 } else { 0 }).cell(Meaning::Muted, &r.op.kort(s.m.nu), 12);
    let who = i.inbreng.as_ref().map(crate::domain::tekst::Tekst::as_str).or(i.bron.as_ref().map(words::short));
    let cells = who_cells(width);
    let row = if cells > 0 { row.name(Meaning::Muted, who.unwrap_or_default(), cells).gap(2) } else { row };
    let row = row.cell(words::of_kind(i.soort), i.soort.naam(), 12);
    let gone = if r.ingetrokken.is_some() { "ingetrokken" } else { "" };
    let shield = i.scherm().map(|scherm| scherm.to_string()).unwrap_or_default();
    let ground = if r.huisverbodgrond.is_some() { "grond huisverbod" } else { "" };
    let fixed = if r.correcties.is_empty() { "" } else { "gecorrigeerd" };
    let what = if gone.is_empty() { words::of_text(i.soort) } else { Meaning::Muted };
    let text = s.flow().part(Meaning::Muted, gone).part(Meaning::Afgeschermd, &shield).part(Meaning::Accent, ground);
    (row, text.part(what, i.tekst.as_str()).part(Meaning::Muted, fixed))
}
