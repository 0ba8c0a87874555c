//! What this meeting puts before the burgemeester: how far each page is, and what it lacks.

use super::{Content, Sheet};
use crate::domain::dossier::Voorlegger;
use crate::domain::leemte;
use crate::input::catalogue::Action;
use crate::theme::Meaning;
use crate::view::widgets::row::Row;
use crate::view::widgets::{words, zaken};

/// The pages of this meeting.
pub(super) fn pages(sheet: Sheet<'_>) -> Content<'_> {
    let all: Vec<&Voorlegger> = sheet.d.voorleggers.values().filter(|v| v.overleg == sheet.o.nr).collect();
    let mut rows: Vec<Row<'_>> = all.iter().flat_map(|v| page(sheet, v)).collect();
    if rows.is_empty() {
        rows.push(sheet.s.say(Meaning::Hint, "Er is nog niets aan de burgemeester voorgelegd."));
    }
    rows.extend(sheet.hint(Action::Voorlegger, "maakt de pagina, toont die en legt het antwoord vast"));
    Content { note: (Meaning::Muted, words::count(all.len(), "voorlegger", "voorleggers")), rows }
}

fn page<'a>(sheet: Sheet<'a>, v: &Voorlegger) -> Vec<Row<'a>> {
    let s = sheet.s;
    let mut rows = s.flow().add(Meaning::Accent, v.gevraagd.as_str()).hang(s.cell_id(&v.id.to_string()), 5, sheet.width);
    let facts = v.feiten_op_blad(sheet.d).count();
    let (what, state) = zaken::page_state(v);
    let mut flow = s.flow().part(what, &state);
    if let Some(t) = v.uiterlijk.filter(|_| v.antwoord.is_none()) {
        let (what, due) = words::due(t, v.is_te_laat(s.m.nu), s.m.nu);
        flow = flow.part(what, &due);
    }
    flow = flow.part(Meaning::Muted, &words::count(facts, "feit", "feiten"));
    flow = words::gaps(flow, &leemte::van_voorlegger(v, facts));
    rows.extend(flow.hang(s.row(), 5, sheet.width));
    rows
}
