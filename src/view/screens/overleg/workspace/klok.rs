//! The clocks that run: how long each still has, until when.

use super::{Content, Sheet};
use crate::domain::dossier::LopendeKlok;
use crate::input::catalogue::Action;
use crate::projection::termijn::lopende_klokken;
use crate::theme::Meaning;
use crate::view::widgets::row::Row;
use crate::view::widgets::{words, zaken};

/// The clocks that were not stopped, the earliest end first.
pub(super) fn clocks(sheet: Sheet<'_>) -> Content<'_> {
    let all = lopende_klokken(sheet.d);
    let mut rows: Vec<Row<'_>> = all.iter().flat_map(|k| clock(sheet, k)).collect();
    if rows.is_empty() {
        rows.push(sheet.s.say(Meaning::Hint, "Er loopt geen klok."));
    }
    rows.extend(sheet.hint(Action::Klokken, "zet er een, wijzigt of stopt er een"));
    Content { note: (Meaning::Muted, words::count(all.len(), "klok", "klokken")), rows }
}

fn clock<'a>(sheet: Sheet<'a>, k: &LopendeKlok) -> Vec<Row<'a>> {
    let s = sheet.s;
    let (what, left) = zaken::clock_left(k, s.m.nu);
    let flow = s.flow().part(Meaning::Text, k.naam.as_str()).part(what, &left).part(Meaning::Muted, &k.einde.datum_klok());
    let flow = flow.part(Meaning::Muted, k.gegeven_door.as_str());
    let flow = k.inzet.map(|i| i.to_string()).iter().fold(flow, |flow, i| flow.part(Meaning::Muted, i));
    flow.hang(s.cell_id(&k.nr.to_string()), 5, sheet.width)
}
