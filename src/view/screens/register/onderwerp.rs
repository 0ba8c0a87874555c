//! What has to be settled: a line per subject, and what was settled before.

use super::cells::Cells;
use crate::domain::dossier::{Onderwerp, Vaststelling};
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::fields::{field, styled};
use crate::view::widgets::row::Row;

/// The cells of a subject's name.
const NAME: usize = 29;

/// The line of a subject.
pub(crate) fn subject_line(s: Scene<'_>, o: Onderwerp, width: usize) -> Row<'_> {
    let (row, text) = cells(s, o, width);
    text.append_one(row, width)
}

/// A subject, and what was settled.
pub(super) fn cells(s: Scene<'_>, o: Onderwerp, width: usize) -> Cells<'_> {
    let settled = s.m.overleg().and_then(|x| x.afweging.vaststelling(o));
    let row = s.row().name(Meaning::Text, o.naam(), NAME.min(width / 2)).gap(1);
    let text = match settled {
        Some(v) => s.flow().add(Meaning::Text, &said(v)),
        None => s.flow().add(Meaning::Missing, "nog niet vastgesteld"),
    };
    (row, text)
}

fn said(v: &Vaststelling) -> String {
    let answer = v.antwoord.map(|a| format!("{a}: ")).unwrap_or_default();
    let who = if v.wie.is_empty() { String::new() } else { format!(" ({})", v.wie) };
    format!("{answer}{}{who}", v.tekst)
}

/// The question, and everything that was settled, the latest first.
pub(super) fn detail(s: Scene<'_>, o: Onderwerp, width: usize) -> Vec<Row<'_>> {
    let mut rows = vec![s.say(Meaning::Accent, o.naam())];
    rows.extend(field(s, width, "vraag", o.vraag(), ""));
    let all = s.m.overleg().and_then(|x| x.afweging.vaststellingen.get(&o)).map(Vec::as_slice).unwrap_or_default();
    for (nr, (v, gezet)) in all.iter().rev().enumerate() {
        let (label, what) = if nr == 0 { ("vastgesteld", Meaning::Text) } else { ("eerder", Meaning::Muted) };
        let (text, by) = (said(v), format!("   {}, {}", gezet.op.kort(s.m.nu), gezet.door.naam));
        rows.extend(styled(s, width, label, &[(what, &text), (Meaning::Muted, &by)]));
    }
    if all.is_empty() {
        rows.extend(field(s, width, "vastgesteld", "", "nog niet"));
    }
    rows
}
