//! The work of the opening: danger, who is here, what is recorded and shared, what was open.

use super::{Content, Sheet, action_line};
use crate::domain::dossier::{Aanwezig, Actie, ActieStatus, Deelname};
use crate::input::catalogue::Action;
use crate::theme::Meaning;
use crate::view::widgets::fields::{LABEL, field};
use crate::view::widgets::row::Row;
use crate::view::widgets::words;

/// The latest answer, by whom and when, and whether 112 was called.
pub(super) fn danger(sheet: Sheet<'_>) -> Content<'_> {
    let (s, nu) = (sheet.s, sheet.s.m.nu);
    let mut rows: Vec<Row<'_>> =
        words::again(sheet.d, s.m.nu).map(|again| s.say(Meaning::Danger, again).fit(sheet.width)).into_iter().collect();
    let (what, word) = words::acuut(sheet.d.acuut.as_ref().map(|a| a.antwoord));
    match &sheet.d.acuut {
        Some(a) => {
            let by = format!("   {}", words::given(a, nu));
            rows.push(s.say(what, word).add(Meaning::Muted, by).fit(sheet.width));
            let why = if a.toelichting.is_empty() { "geen toelichting" } else { a.toelichting.as_str() };
            rows.extend(s.flow().add(Meaning::Text, why).rows(sheet.width));
        }
        None => rows.push(s.say(what, word)),
    }
    for call in sheet.d.meldingen_112.iter().rev().take(2) {
        let head = format!("112 gebeld {}, vastgelegd door {}", call.gezet.op.kort(nu), call.gezet.door.naam);
        let flow = s.flow().part(Meaning::Text, &head).part(Meaning::Muted, call.toelichting.as_str());
        let flow = match call.uitkomsten.last() {
            Some((u, _)) => flow.part(Meaning::Text, &format!("uitkomst: {}", u.wat)),
            None => flow.part(Meaning::Danger, "uitkomst nog niet genoteerd"),
        };
        rows.extend(flow.rows(sheet.width));
    }
    let call = s.say(Meaning::Key, super::command(Action::Bel112)).add(Meaning::Hint, " als er nu gevaar is");
    let answer = sheet.hint(Action::Acuut, "legt het antwoord vast");
    let hint = answer.map_or(call.clone(), |answer| answer.gap(3).append(call));
    Content::rows(sheet.led(rows, [hint]))
}

/// One line per person: here or not, in what function, what may be promised; or why not here.
pub(super) fn attendance(sheet: Sheet<'_>) -> Content<'_> {
    let all = &sheet.o.deelnemers;
    let here = all.iter().filter(|d| d.is_aan_tafel()).count();
    let mut order: Vec<&Deelname> = all.iter().collect();
    let org = |d: &Deelname| all.iter().position(|e| e.organisatie.same(d.organisatie.as_str()));
    order.sort_by_key(|d| (sheet.tight && d.is_aan_tafel(), d.aanwezig == Aanwezig::Afwezig, org(d)));
    let (mut rows, mut left_out): (Vec<Row<'_>>, bool) = (Vec::new(), false);
    for d in order {
        let (lines, whole) = person(sheet, d);
        rows.extend(lines);
        left_out |= !whole;
    }
    if all.is_empty() {
        rows.extend(sheet.hint(Action::Aanwezig, "noteert wie er is, en wie niet en waarom"));
    } else if left_out {
        let more = sheet.s.say(Meaning::Key, super::command(Action::Blad));
        rows.push(more.add(Meaning::Hint, " toont ook elke functie en wat ieder mag toezeggen"));
    }
    Content { note: (Meaning::Muted, words::count(here, "mens aan tafel", "mensen aan tafel")), rows }
}

/// Who it is and how; why somebody is not here in full; of what else is known as much as fits beside it, and whether that is
/// all. Nothing is cut.
fn person<'a>(sheet: Sheet<'a>, d: &'a Deelname) -> (Vec<Row<'a>>, bool) {
    let (sign, what) = match d.aanwezig {
        Aanwezig::Aanwezig if d.gegaan.is_none() => ("● ", Meaning::Done),
        Aanwezig::Aanwezig | Aanwezig::Schriftelijk => ("◦ ", Meaning::Done),
        Aanwezig::Uitgenodigd if sheet.o.fase.loopt() => ("○ ", Meaning::Missing),
        Aanwezig::Uitgenodigd => ("○ ", Meaning::Text),
        Aanwezig::Afwezig => ("– ", Meaning::Muted),
    };
    let nu = sheet.s.m.nu;
    let mut state = d.aanwezig.to_string();
    if let Some(op) = d.gekomen {
        state = format!("{state} sinds {}", op.kort(nu));
    }
    if let Some(op) = d.gegaan {
        state = format!("{state}, weg {}", op.kort(nu));
    }
    let org = sheet.s.say(what, sign).name(Meaning::Text, d.organisatie.as_str(), 16).gap(2);
    let row = org.name(Meaning::Text, d.naam.as_str(), 12).gap(2).name(what, &state, 12).gap(2);
    let room = sheet.width.saturating_sub(row.width());
    let (mut flow, mut all) = (sheet.s.flow().part(Meaning::Muted, d.reden.as_str()), true);
    for part in [&d.functie, &d.telefoon, &d.bereikbaar, &d.mandaat] {
        let more = flow.clone().part(Meaning::Muted, part.as_str());
        if sheet.whole || more.width() <= room { flow = more } else { all = false }
    }
    (beside(sheet, row, &flow), all)
}

/// A text beside what it belongs to, or under it where there is no room for it.
fn beside<'a>(sheet: Sheet<'a>, row: Row<'a>, flow: &crate::view::widgets::flow::Flow<'a>) -> Vec<Row<'a>> {
    /// The fewest cells in which a text reads well.
    const BESIDE: usize = 24;
    let indent = row.width();
    if flow.is_empty() || indent + flow.width() <= sheet.width || indent + BESIDE <= sheet.width {
        return flow.hang(row, indent, sheet.width.max(indent + 1));
    }
    std::iter::once(row).chain(flow.hang(sheet.s.row(), 4, sheet.width)).collect()
}

/// What is recorded, with whom it is shared, on which ground, and who must not know.
pub(super) fn agreements(sheet: Sheet<'_>) -> Content<'_> {
    let (s, width) = (sheet.s, sheet.width);
    let now = sheet.o.afspraken.as_ref();
    let text = |f: fn(&crate::domain::dossier::Afspraken) -> &str| now.map(f).unwrap_or_default();
    let mut rows = field(s, width, "vastleggen", text(|a| a.vastleggen.as_str()), "wat wordt vastgelegd?");
    rows.extend(field(s, width, "delen", text(|a| a.delen.as_str()), "met wie wordt het gedeeld?"));
    rows.extend(field(s, width, "grond", text(|a| a.grond.as_str()), "op welke grond?"));
    let names = sheet.d.niet_weten.iter().fold(s.flow(), |names, n| names.part(Meaning::Text, n.wie.as_str()));
    let names = if names.is_empty() { names.add(Meaning::Muted, "niemand genoemd") } else { names };
    rows.extend(names.hang(s.say(Meaning::Muted, "mag niet weten"), LABEL, width));
    Content::rows(sheet.led(rows, sheet.hint(Action::Afspraken, "vult aan")))
}

/// The actions of earlier meetings: what is open, the latest first what is overdue, and what was reported since.
pub(super) fn open_actions(sheet: Sheet<'_>) -> Content<'_> {
    let mut all: Vec<&Actie> = sheet.d.acties.values().filter(|a| a.overleg < sheet.o.nr).collect();
    let now = |a: &Actie| a.wissels.last().is_some_and(|w| sheet.o.begonnen.is_some_and(|b| w.gezet.op >= b));
    all.retain(|a| a.status == ActieStatus::Open || now(a));
    all.sort_by_key(|a| (a.status != ActieStatus::Open, a.termijn.is_none(), a.termijn, a.id));
    let open = all.iter().filter(|a| a.status == ActieStatus::Open).count();
    let mut rows: Vec<Row<'_>> = all.into_iter().flat_map(|a| action_line(sheet.s, a, sheet.width)).collect();
    if rows.is_empty() {
        rows.push(sheet.s.say(Meaning::Muted, "Van eerdere overleggen staat niets open."));
    } else {
        rows = sheet.led(rows, sheet.hint(Action::Acties, "opent ze, om ze af te melden"));
    }
    Content { note: (Meaning::Muted, format!("{open} open")), rows }
}
