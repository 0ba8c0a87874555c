//! The work of besluitvorming: decisions with what they still lack, actions, who tells her.

use super::{Content, Sheet};
use crate::domain::dossier::{Actie, ActieStatus, Besluit};
use crate::domain::leemte::{self, Leemte};
use crate::domain::tijd::Tijdstip;
use crate::input::catalogue::Action;
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::fields::field;
use crate::view::widgets::row::Row;
use crate::view::widgets::words;

/// The decisions of this meeting.
pub(super) fn decisions(sheet: Sheet<'_>) -> Content<'_> {
    let all: Vec<&Besluit> = sheet.d.besluiten.values().filter(|b| b.overleg == sheet.o.nr).collect();
    let mut rows: Vec<Row<'_>> = all.iter().flat_map(|b| decision_line(sheet.s, b, sheet.width)).collect();
    if rows.is_empty() {
        rows.push(sheet.s.say(Meaning::Hint, "Begin een regel met b om een besluit op te schrijven."));
    } else {
        rows = sheet.led(rows, sheet.hint(Action::Besluiten, "opent ze, om ze aan te vullen"));
    }
    Content { note: (Meaning::Muted, words::count(all.len(), "besluit", "besluiten")), rows }
}

/// A decision: what, whose and how far it is; under it what is still missing, and who sees it differently.
pub(crate) fn decision_line<'a>(s: Scene<'a>, b: &Besluit, width: usize) -> Vec<Row<'a>> {
    let mut rows = s.flow().add(Meaning::Accent, b.besluit.as_str()).hang(s.cell_id(&b.id.to_string()), 5, width);
    let soort = b.soort.map(|x| x.to_string()).unwrap_or_default();
    let mut flow = s.flow().part(words::of_decision(b.status), &b.status.to_string()).part(Meaning::Muted, &soort);
    flow = flow.part(Meaning::Muted, b.door.as_str());
    if let Some((what, when)) = words::decision_term(b, s.m.nu) {
        flow = flow.part(what, &when);
    }
    let mist = leemte::van_besluit(b);
    flow = if mist.contains(&Leemte::Soort) {
        let n = words::count(mist.len(), "vraag", "vragen");
        flow.part(Meaning::Missing, &format!("nog {n}: soort, bevoegd, grond ..."))
    } else {
        words::gaps(flow, &mist)
    };
    if let Some((toets, _)) = b.toetsen.last() {
        let (what, word) = words::check(toets);
        flow = flow.part(what, &word);
    }
    for dissent in &b.dissent {
        flow = flow.part(Meaning::Warning, &format!("{} ziet het anders", words::short(&dissent.wie)));
    }
    rows.extend(flow.hang(s.row(), 5, width));
    rows
}

/// The actions of this meeting.
pub(super) fn actions(sheet: Sheet<'_>) -> Content<'_> {
    let all: Vec<&Actie> = sheet.d.acties.values().filter(|a| a.overleg == sheet.o.nr).collect();
    let mut rows: Vec<Row<'_>> = all.iter().flat_map(|a| action_line(sheet.s, a, sheet.width)).collect();
    if rows.is_empty() {
        rows.push(sheet.s.say(Meaning::Hint, "Begin een regel met a: wat, @wie, >vóór wanneer."));
    } else {
        rows = sheet.led(rows, sheet.hint(Action::Acties, "opent ze, om ze aan te vullen"));
    }
    Content { note: (Meaning::Muted, words::count(all.len(), "actie", "acties")), rows }
}

/// An action: what, who, before when, or how it ended; what is still missing as a question.
pub(crate) fn action_line<'a>(s: Scene<'a>, a: &Actie, width: usize) -> Vec<Row<'a>> {
    let open = a.status == ActieStatus::Open;
    let mut flow = s.flow().add(if open { Meaning::Text } else { Meaning::Muted }, a.wat.as_str());
    let mut tail = s.flow();
    if !open {
        tail = tail.part(Meaning::Done, &a.status.to_string());
    }
    if let Some(wie) = &a.eigenaar {
        tail = tail.part(Meaning::Actie, words::short(wie));
    }
    if let Some(t) = a.termijn.filter(|_| open) {
        let (what, word) = words::due(t, a.is_te_laat(s.m.nu), s.m.nu);
        tail = tail.part(what, &word);
    }
    tail = words::gaps(tail, &leemte::van_actie(a));
    flow = tail.behind(flow.add(Meaning::Text, "   "));
    flow.hang(s.cell_id(&a.id.to_string()), 5, width)
}

/// The one fixed contact person.
pub(super) fn contact(sheet: Sheet<'_>) -> Content<'_> {
    let c = sheet.d.contactpersoon.as_ref();
    let wie = c.map(|c| format!("{} ({})", c.naam, c.organisatie)).unwrap_or_default();
    let (s, width) = (sheet.s, sheet.width);
    let mut rows = field(s, width, "contactpersoon", &wie, "wie is de ene vaste contactpersoon?");
    let bereikbaar = c.map(|c| c.bereikbaar.as_str()).unwrap_or_default();
    rows.extend(field(s, width, "bereikbaar", bereikbaar, "hoe en wanneer?"));
    rows.extend(sheet.hint(Action::Contact, "legt vast wie het is"));
    Content::rows(rows)
}

/// Who tells her, how, before when.
pub(super) fn telling(sheet: Sheet<'_>) -> Content<'_> {
    let (s, width) = (sheet.s, sheet.width);
    let v = sheet.o.verteller.as_ref();
    let wie = v.map(|v| v.wie.to_string()).unwrap_or_default();
    let when = v.and_then(|v| v.wanneer).map(Tijdstip::datum_klok).unwrap_or_default();
    let mut rows = field(s, width, "wie", &wie, "wie vertelt het haar?");
    rows.extend(field(s, width, "hoe", v.map(|v| v.hoe.as_str()).unwrap_or_default(), "hoe?"));
    rows.extend(field(s, width, "vóór", &when, "vóór wanneer?"));
    let contact = sheet.d.contactpersoon.as_ref();
    let contact = contact.map(|c| format!("{} ({}) {}", c.naam, c.organisatie, c.bereik())).unwrap_or_default();
    rows.extend(field(s, width, "contactpersoon", &contact, "wie is de ene vaste contactpersoon?"));
    rows.extend(sheet.hint(Action::Vertelt, "legt vast wie het haar vertelt"));
    Content::rows(rows)
}
