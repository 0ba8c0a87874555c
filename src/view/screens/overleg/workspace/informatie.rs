//! The informatiebeeld at its item of the dossier: each partner that was asked with how far it is, and what the picture asks
//! of itself.

use super::{Content, Sheet};
use crate::domain::dossier::{Dossier, Informatieverzoek};
use crate::domain::kader::ReeksSoort;
use crate::domain::tijd::Tijdstip;
use crate::input::catalogue::Action;
use crate::theme::Meaning;
use crate::view::screens::register::informatie::{state, told};
use crate::view::widgets::row::Row;

/// The requests in the order of the list, then the questions.
pub(super) fn asked(sheet: Sheet<'_>) -> Content<'_> {
    let (s, nu, width) = (sheet.s, sheet.s.m.nu, sheet.width);
    let mut all: Vec<&Informatieverzoek> = sheet.d.informatie.values().filter(|i| i.ingetrokken.is_none()).collect();
    all.sort_by_key(|i| (!i.is_open(), i.uiterlijk().filter(|_| i.is_open()), i.id));
    let mut rows: Vec<Row<'_>> = Vec::new();
    for i in &all {
        let (what, state) = state(i, nu);
        let head = s.cell_id(&i.id.to_string()).name(Meaning::Text, i.partner.as_str(), 20.min(width / 3)).gap(1);
        rows.extend(s.flow().add(what, &state).hang(head, 27.min(width / 2), width));
    }
    let series = sheet.kader.reeksen.iter().filter(|r| r.soort == ReeksSoort::Informatiebeeld);
    for (reeks, nr, vraag) in series.flat_map(|r| (1u32..).zip(&r.vragen).map(move |(nr, v)| (&r.id, nr, v))) {
        let last = sheet.d.beeldvragen.get(reeks).and_then(|all| all.get(&nr)?.last());
        let (what, said) = last.map_or((Meaning::Missing, "nog niet beantwoord".to_owned()), |a| (Meaning::Text, told(a)));
        rows.extend(
            s.flow().add(Meaning::Muted, vraag.tekst.as_str()).add(Meaning::Text, "  ").add(what, &said).rows(width),
        );
    }
    rows.extend(sheet.hint(Action::Informatiebeeld, "vraagt partners wat zij weten, en noteert wie wat leverde"));
    let open = all.iter().filter(|i| i.is_open()).count();
    let note = if all.is_empty() { String::new() } else { format!("{} van {} geantwoord", all.len() - open, all.len()) };
    Content { note: (Meaning::Muted, note), rows }
}

/// How far it is: who is late, else how many are awaited or what we do not know.
pub(super) fn far(d: &Dossier, nu: Tijdstip) -> (Meaning, String) {
    let late = d.informatie.values().filter(|i| i.is_te_laat(nu)).count();
    let open = d.informatie.values().filter(|i| i.is_open()).count() + d.vragen.values().filter(|v| v.is_open()).count();
    match (late, open) {
        (0, 0) => (Meaning::Muted, String::new()),
        (0, open) => (Meaning::Muted, open.to_string()),
        (late, _) => (Meaning::Warning, format!("{late} te laat")),
    }
}
