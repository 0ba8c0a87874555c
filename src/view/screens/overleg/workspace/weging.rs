//! The work of weighing, read-only: what the answers suggest, what is yes, what nobody knows; scenarios, series of
//! questions, the moment, going up. A hint says which list or form fills it in.

use super::{Content, Sheet};
use crate::domain::advies;
use crate::domain::dossier::{Antwoord, RegelSoort};
use crate::domain::ids::ReeksId;
use crate::domain::kader::{AgendaPunt, Factor, Reeks};
use crate::input::catalogue::Action;
use crate::projection::wandblad::HAAR_WOORDEN;
use crate::theme::Meaning;
use crate::view::screens::register::bord::{of_answer, suggestion};
use crate::view::screens::register::weging;
use crate::view::widgets::fields::LABEL;
use crate::view::widgets::flow::Flow;
use crate::view::widgets::row::Row;
use crate::view::widgets::words;

/// From this many on, what was not discussed is named by its groups.
const NAMED_MAX: usize = 6;

/// What the answers suggest and why, the floor, the yes answers, what is unknown and what was not discussed.
pub(super) fn board(sheet: Sheet<'_>) -> Content<'_> {
    let s = sheet.s;
    let all = advies::bord(sheet.d, sheet.o, sheet.kader);
    let with = |antwoord: Option<Antwoord>| {
        all.iter().copied().filter(|f| sheet.o.afweging.nu(&f.id) == antwoord).collect::<Vec<&Factor>>()
    };
    let (yes, unknown, not_yet) = (with(Some(Antwoord::Ja)), with(Some(Antwoord::Onbekend)), with(None));
    let mut rows = suggestion(s, sheet.width, LABEL);
    let names = |some: &[&Factor], antwoord| {
        some.iter().fold(s.flow(), |flow, f| flow.part(of_answer(f, antwoord), f.naam.as_str()))
    };
    let open = if not_yet.len() > NAMED_MAX { groups(sheet, &not_yet) } else { names(&not_yet, None) };
    for (label, flow, none) in [
        ("ja", names(&yes, Some(Antwoord::Ja)), "nog nergens op gezegd"),
        ("onbekend", names(&unknown, Some(Antwoord::Onbekend)), "van geen factor gezegd"),
        ("niet besproken", open, "alles is besproken"),
    ] {
        let head = s.say(Meaning::Muted, label).to(LABEL);
        let flow = if flow.is_empty() { flow.add(Meaning::Muted, none) } else { flow };
        rows.extend(flow.hang(head, LABEL, sheet.width));
    }
    let rows = sheet.led(rows, sheet.hint(Action::Bord, "opent het afwegingskader: 1 ja, 2 nee, 3 onbekend"));
    let note = if not_yet.is_empty() { String::new() } else { "nog niet alles besproken".to_owned() };
    Content { note: (Meaning::Missing, note), rows }
}

/// The groups in which something was not discussed.
fn groups<'a>(sheet: Sheet<'a>, open: &[&Factor]) -> Flow<'a> {
    let mut seen: Vec<&str> = Vec::new();
    let mut flow = sheet.s.flow();
    for f in open {
        if !seen.contains(&f.groep.as_str()) {
            seen.push(f.groep.as_str());
            flow = flow.part(Meaning::Missing, f.groep.as_str());
        }
    }
    flow
}

/// What could happen, and what sets it off.
pub(super) fn scenarios(sheet: Sheet<'_>) -> Content<'_> {
    let all = &sheet.o.afweging.scenarios;
    let mut rows = Vec::from_iter(sheet.hint(Action::Scenarios, "schetst wat waarschijnlijk is, en het ergste geval"));
    rows.extend(all.iter().flat_map(|x| weging::scenario(sheet.s, x, sheet.width)));
    Content { note: (Meaning::Muted, words::count(all.len(), "scenario", "scenario's")), rows }
}

/// The series of the item: each question, and what was said.
pub(super) fn series<'a>(sheet: Sheet<'a>, punt: &AgendaPunt) -> Content<'a> {
    let found = punt.reeks.as_ref().and_then(|id| sheet.kader.reeksen.iter().find(|r| r.id == *id));
    let Some(reeks) = found else { return super::beeld::lines(sheet, punt) };
    let mut rows = Vec::from_iter(sheet.hint(Action::Reeksen, "opent de vragen; Enter legt vast wat erop is gezegd"));
    rows.extend(her_words(sheet, punt));
    rows.extend(questions(sheet, reeks));
    Content { note: (Meaning::Muted, discussed(sheet, &reeks.id, reeks.vragen.len())), rows }
}

/// At the item of her own words: everything that she said in this meeting, the oldest first.
fn her_words<'a>(sheet: Sheet<'a>, punt: &AgendaPunt) -> Vec<Row<'a>> {
    if punt.id.as_str() != HAAR_WOORDEN {
        return Vec::new();
    }
    let line = |r: &'a crate::domain::dossier::Regel| {
        let shield = if r.inhoud.afgeschermd { "afgeschermd · " } else { "" };
        let flow = sheet.s.flow().add(Meaning::Afgeschermd, shield).add(Meaning::Letterlijk, r.inhoud.tekst.as_str());
        flow.hang(sheet.s.say(Meaning::Muted, r.op.klok()), 7, sheet.width)
    };
    let of_her = sheet.d.regels_van(sheet.o.nr).filter(|r| r.inhoud.soort == RegelSoort::Letterlijk);
    of_her.flat_map(line).collect()
}

fn questions<'a>(sheet: Sheet<'a>, reeks: &'a Reeks) -> Vec<Row<'a>> {
    let said = sheet.o.afweging.besproken.get(&reeks.id);
    let mut all: Vec<(u32, &crate::domain::kader::Vraagregel)> = (1..).zip(&reeks.vragen).collect();
    if sheet.tight {
        // where there is little room, what is still open comes first
        all.sort_by_key(|(nr, _)| said.is_some_and(|s| s.contains_key(nr)));
    }
    let line = |(nr, v): (u32, &'a crate::domain::kader::Vraagregel)| {
        let answer = said.and_then(|s| s.get(&nr)).map(|(t, _)| t.as_str());
        let sign = if answer.is_some() { (Meaning::Done, "● ") } else { (Meaning::Muted, "○ ") };
        let flow = sheet.s.flow().add(Meaning::Text, v.tekst.as_str());
        let flow = answer.map_or(flow.clone(), |a| flow.add(Meaning::Muted, "   ").add(Meaning::Accent, a));
        flow.hang(sheet.s.say(sign.0, sign.1), 2, sheet.width)
    };
    all.into_iter().flat_map(line).collect()
}

fn discussed(sheet: Sheet<'_>, reeks: &ReeksId, of: usize) -> String {
    let n = sheet.o.afweging.besproken.get(reeks).map_or(0, std::collections::BTreeMap::len);
    format!("{n} van {of} besproken")
}

/// Acute or not, with why; the questions that go with it.
pub(super) fn moment<'a>(sheet: Sheet<'a>, punt: &AgendaPunt) -> Content<'a> {
    let s = sheet.s;
    let (mut rows, note) = match sheet.o.afweging.momenten.last() {
        Some((m, gezet)) => {
            let flow = s.flow().part(Meaning::Accent, &m.vervolg.to_string()).part(Meaning::Text, m.reden.as_str());
            (flow.rows(sheet.width), (Meaning::Muted, format!("{}, door {}", gezet.op.kort(s.m.nu), gezet.door.naam)))
        }
        None => (Vec::new(), (Meaning::Missing, "nog niet gewogen".to_owned())),
    };
    rows.extend(suggestion(s, sheet.width, LABEL));
    rows.extend(sheet.hint(Action::Moment, "legt vast hoe het overleg verdergaat, en waarom"));
    let found = punt.reeks.as_ref().and_then(|id| sheet.kader.reeksen.iter().find(|r| r.id == *id));
    if let Some(reeks) = found {
        rows.extend(sheet.hint(Action::Reeksen, "opent de vragen hierbij"));
        rows.extend(questions(sheet, reeks).into_iter().filter(|_| !sheet.tight));
    }
    Content { note, rows }
}

/// The criteria for going to the burgemeester, and whether the matter goes up.
pub(super) fn going_up(sheet: Sheet<'_>) -> Content<'_> {
    let (s, a) = (sheet.s, &sheet.o.afweging);
    let mut rows = weging::going_up(s).hang(s.say(Meaning::Muted, "opschalen"), LABEL, sheet.width);
    rows.extend(sheet.hint(Action::Opschalen, "legt vast of u opschaalt, naar wie en hoe laat"));
    rows.extend(sheet.hint(Action::Criteria, "opent de criteria: 1 ja, 2 nee, 3 onbekend"));
    let mut all: Vec<_> = sheet.kader.criteria.iter().map(|k| (k, a.criteria.get(&k.id).map(|(x, _)| x))).collect();
    all.sort_by_key(|(_, x)| x.map_or(1, |x| if x.antwoord == Antwoord::Nee { 2 } else { 0 }));
    for (k, x) in all {
        let (what, word) =
            x.map_or((Meaning::Missing, "nog niet".to_owned()), |x| (words::of_answer(x.antwoord), x.antwoord.to_string()));
        let reden = x.map(|x| x.reden.as_str()).unwrap_or_default();
        let flow = s.flow().part(Meaning::Text, k.vraag.as_str()).part(Meaning::Muted, reden);
        rows.extend(flow.hang(s.row().cell(what, &word, 10), 10, sheet.width));
    }
    let open = sheet.kader.criteria.iter().filter(|k| !a.criteria.contains_key(&k.id)).count();
    let note = if open == 0 { String::new() } else { format!("{open} nog niet beantwoord") };
    Content { note: (Meaning::Missing, note), rows }
}
