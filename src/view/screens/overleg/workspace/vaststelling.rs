//! What has to be settled in this meeting, and what was.

use super::{Content, Sheet};
use crate::domain::dossier::Onderwerp;
use crate::input::catalogue::Action;
use crate::theme::Meaning;
use crate::view::screens::register::subject_line;

/// Every subject with what was settled; what is still open stands first where there is little room.
pub(super) fn subjects(sheet: Sheet<'_>) -> Content<'_> {
    let settled = |o: &Onderwerp| sheet.o.afweging.vaststelling(*o).is_some();
    let mut all = Onderwerp::ALL;
    if sheet.tight {
        all.sort_by_key(settled);
    }
    let open = all.iter().filter(|o| !settled(o)).count();
    let mut rows: Vec<_> = all.iter().map(|o| subject_line(sheet.s, *o, sheet.width).fit(sheet.width)).collect();
    rows.insert(0, sheet.hint(Action::Onderwerpen, "legt ze vast"));
    let note = if open > 0 { format!("nog {open} vast te stellen") } else { String::new() };
    Content { note: (Meaning::Missing, note), rows }
}
