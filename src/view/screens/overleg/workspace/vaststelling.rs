//! What has to be settled in this meeting, and what was.

use super::{Content, Sheet};
use crate::domain::dossier::Onderwerp;
use crate::input::catalogue::Action;
use crate::theme::Meaning;
use crate::view::screens::register::subject_line;
use crate::view::widgets::row::Row;

/// Every subject with what was settled. Where there is little room, first the names of what is still open.
pub(super) fn subjects(sheet: Sheet<'_>) -> Content<'_> {
    let settled = |o: &Onderwerp| sheet.o.afweging.vaststelling(*o).is_some();
    let open = Onderwerp::ALL.iter().filter(|o| !settled(o)).count();
    let line = |o: &Onderwerp| subject_line(sheet.s, *o, sheet.width).fit(sheet.width);
    let mut rows: Vec<Row<'_>> = if sheet.tight {
        let names = Onderwerp::ALL.iter().filter(|o| !settled(o));
        let names = names.fold(sheet.s.flow(), |flow, o| flow.part(Meaning::Missing, o.naam()));
        let done = Onderwerp::ALL.iter().filter(|o| settled(o)).map(line);
        names.rows(sheet.width).into_iter().chain(done).collect()
    } else {
        Onderwerp::ALL.iter().map(line).collect()
    };
    rows.splice(0..0, sheet.hint(Action::Onderwerpen, "legt ze vast"));
    let note = if open > 0 { format!("nog {open} vast te stellen") } else { String::new() };
    Content { note: (Meaning::Missing, note), rows }
}
