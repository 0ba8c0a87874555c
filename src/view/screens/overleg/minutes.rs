//! The running minutes. Only the lines that can be seen are looked at, however long the meeting is.

use std::ops::Bound;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::dossier::{Dossier, Overleg, Regel};
use crate::domain::ids::{OverlegNr, RegelId};
use crate::domain::tijd::Tijdstip;
use crate::input::catalogue::Action;
use crate::theme::Meaning;
use crate::view::layout;
use crate::view::scene::Scene;
use crate::view::screens::header::earlier;
use crate::view::screens::overleg::columns::Columns;
use crate::view::screens::overleg::pending;
use crate::view::widgets::flow::{Flow, whole};
use crate::view::widgets::keys;
use crate::view::widgets::row::{Row, print, spread};
use crate::view::widgets::words;

/// Draws a title and the lines under it.
pub(crate) fn draw(s: Scene<'_>, buf: &mut Buffer, area: Rect) {
    let mut rest = area;
    let width = usize::from(area.width);
    if area.height > 3 || held(s).is_some() {
        print(buf, layout::top(&mut rest, 1), [title(s, width)]);
    }
    print(buf, rest, rows(s, width, usize::from(rest.height)));
}

/// What the minutes are, and whether somebody looks back in them.
fn title(s: Scene<'_>, width: usize) -> Row<'_> {
    let state = match s.m.overleg().map(|o| &o.vastgesteld) {
        Some(Some(v)) => format!("  vastgesteld {}", v.op.kort(s.m.nu)),
        Some(None) => "  concept".to_owned(),
        None => String::new(),
    };
    let dossier = s.m.in_dossier();
    let (kop, state) = if dossier { ("TUSSEN DE OVERLEGGEN", String::new()) } else { ("VERSLAG", state) };
    let left = s.say(Meaning::Heading, kop).add(Meaning::Muted, state);
    let Some(held) = held(s) else { return left.fit(width) };
    let held = s.say(Meaning::Warning, held).add(Meaning::Hint, " · ").append(keys::hint(s, Action::NaarEinde));
    spread(left, held, width)
}

/// That somebody looks back, in this meeting or in an earlier one.
fn held(s: Scene<'_>) -> Option<String> {
    let (d, o) = s.m.dossier().zip(s.m.overleg())?;
    if earlier(s, o) {
        return Some(format!("u bekijkt {}", o.nr.waar()));
    }
    let later = after(d, o.nr, s.m.overleg.anker?).count();
    Some(format!("u kijkt terug, {} later", words::count(later, "regel", "regels")))
}

/// The lines after one.
fn after(d: &Dossier, nr: OverlegNr, anker: RegelId) -> impl Iterator<Item = &Regel> {
    let stands = move |r: &&Regel| r.overleg == nr && r.ingetrokken.is_none();
    d.regels.range((Bound::Excluded(anker), Bound::Unbounded)).map(|(_, r)| r).filter(stands)
}

/// The lines up to one, the latest first.
fn before(d: &Dossier, nr: OverlegNr, anker: RegelId) -> impl Iterator<Item = &Regel> {
    let stands = move |r: &&Regel| r.overleg == nr && r.ingetrokken.is_none();
    d.regels.range(..=anker).rev().map(|(_, r)| r).filter(stands)
}

/// The last `height` rows of the minutes, or those that end where somebody looks back. No line is shown in part, unless
/// it is longer than all of it.
fn rows(s: Scene<'_>, width: usize, height: usize) -> Vec<Row<'_>> {
    let Some((d, o)) = s.m.dossier().zip(s.m.overleg()) else { return Vec::new() };
    let last = s.m.overleg.anker.unwrap_or(RegelId::LAATSTE);
    let columns = Columns::of(width);
    let waiting = if s.m.overleg.anker.is_none() { pending::rows(s, columns) } else { Vec::new() };
    let room = height.saturating_sub(waiting.len());
    let (mut rows, more) = upwards(s, d, before(d, o.nr, last), columns, room);
    for r in after(d, o.nr, last).take(room.saturating_sub(rows.len())) {
        let block = one(s, d, r, columns);
        if rows.len() + block.len() > room {
            break;
        }
        rows.extend(block);
    }
    rows.extend(waiting);
    if rows.is_empty() && !more {
        return empty(s, o, width);
    }
    // the last line stands at the bottom once there are more lines than fit
    let over = if more { height.saturating_sub(rows.len()) } else { 0 };
    std::iter::repeat_n(s.row(), over).chain(rows).collect()
}

/// The lines from the bottom up, at most `room` rows, and whether there are more. Lines of another day stand under their
/// date; the first one that is seen needs none when it is of today.
fn upwards<'a>(
    s: Scene<'a>,
    d: &Dossier,
    lines: impl Iterator<Item = &'a Regel>,
    columns: Columns,
    room: usize,
) -> (Vec<Row<'a>>, bool) {
    let date = |op: Tijdstip| s.say(Meaning::Muted, op.datum());
    let same = |a: Tijdstip, b: Tijdstip| a.lokaal().date_naive() == b.lokaal().date_naive();
    let mut rows: Vec<Row<'a>> = Vec::new();
    let mut top: Option<Tijdstip> = None;
    let mut more = false;
    for r in lines {
        let mut block = one(s, d, r, columns);
        // the date of the lines under this one, and its own if it stays the first
        let dates = top.filter(|t| !same(*t, r.op)).map(date);
        let own = usize::from(!same(r.op, s.m.nu));
        more = rows.len() + block.len() + usize::from(dates.is_some()) + own > room;
        if more && top.is_some() {
            break;
        }
        // a line that is longer than the whole window shows its beginning: what it is stands there
        if block.len() > room {
            block.truncate(room);
            let last = block.pop();
            block.extend(last.map(|row| row.fit(columns.width.saturating_sub(2)).add(Meaning::Muted, " …")));
        }
        rows = block.into_iter().chain(dates).chain(rows).collect();
        top = Some(r.op);
    }
    let first = top.filter(|t| !same(*t, s.m.nu)).map(date);
    let full = rows.len() >= room;
    (first.filter(|_| !full).into_iter().chain(rows).collect(), more)
}

/// One line of the minutes, in as many rows as it takes.
fn one<'a>(s: Scene<'a>, d: &Dossier, r: &'a Regel, columns: Columns) -> Vec<Row<'a>> {
    let i = &r.inhoud;
    let (mark, kind) = (words::of_kind(i.soort), i.soort.naam());
    let bron = i.bron.as_ref().map(words::short);
    let who = i.inbreng.as_ref().map(crate::domain::tekst::Tekst::as_str).or(bron).unwrap_or_default();
    let head = s.say(Meaning::Muted, r.op.klok());
    let (head, flow) = if columns.who == 0 {
        (head.gap(1), s.flow().add(mark, kind).add(Meaning::Text, "  "))
    } else {
        let head = head.to(7).name(Meaning::Muted, who, columns.who).gap(2);
        (head.cell(mark, kind, columns.kind).gap(2), s.flow())
    };
    let flow = match i.scherm() {
        Some(scherm) => flow.add(Meaning::Afgeschermd, &format!("{scherm} · ")),
        None => flow,
    };
    let flow = flow.add(words::of_text(i.soort), i.tekst.as_str());
    let indent = columns.indent().max(head.width());
    tail(s, d, r, (who, columns.who == 0), flow).hang(head, indent, columns.width)
}

/// What stands behind the text: who brought it in, where that has no column; who does it and when, who knows it, when it
/// happened, that it was corrected.
fn tail<'a>(s: Scene<'a>, d: &Dossier, r: &Regel, (who, says_who): (&str, bool), flow: Flow<'a>) -> Flow<'a> {
    let (i, nu) = (&r.inhoud, s.m.nu);
    let (owner, due) = owner_and_due(d, r);
    let mut parts: Vec<(Meaning, String)> = Vec::new();
    let add = |parts: &mut Vec<(Meaning, String)>, what, text: String| parts.push((what, text));
    if says_who && !who.is_empty() {
        add(&mut parts, Meaning::Muted, who.to_owned());
    }
    if let Some(owner) = owner {
        add(&mut parts, Meaning::Actie, owner);
    }
    if let Some(due) = due {
        add(&mut parts, Meaning::Actie, due.kort(nu));
    }
    if let Some(bron) = i.bron.as_ref().map(ToString::to_string).filter(|b| b != who) {
        add(&mut parts, Meaning::Muted, format!("bron {bron}"));
    }
    if let Some(g) = i.gebeurd {
        add(&mut parts, Meaning::Muted, format!("gebeurd {}", words::happened(g, nu)));
    }
    if !r.correcties.is_empty() {
        add(&mut parts, Meaning::Muted, "gecorrigeerd".to_owned());
    }
    let (mut flow, mut first) = (flow, true);
    for (what, part) in parts {
        flow = flow.add(Meaning::Muted, if first { "   " } else { " · " }).add(what, &whole(&part));
        first = false;
    }
    flow
}

/// Who does what a line asks, and before when, as it stands now: a question and an action go on after the line was typed.
fn owner_and_due(d: &Dossier, r: &Regel) -> (Option<String>, Option<Tijdstip>) {
    let name = |wie: &Option<crate::domain::dossier::Wie>| wie.as_ref().map(|w| words::short(w).to_owned());
    if let Some(v) = d.vragen_van(r.id).next() {
        return (name(&v.eigenaar), v.terug);
    }
    if let Some(a) = d.acties_van(r.id).next() {
        return (name(&a.eigenaar), a.termijn);
    }
    (name(&r.inhoud.eigenaar), r.inhoud.termijn)
}

/// What will stand here.
fn empty<'a>(s: Scene<'a>, o: &Overleg, width: usize) -> Vec<Row<'a>> {
    let what = if o.nr.is_dossier() { "wat u tussen de overleggen vastlegt" } else { "het verslag" };
    let text = if crate::app::screens::overleg::mag_typen(s.m) && o.vastgesteld.is_none() {
        format!("Hier komt {what}: typ in de regel onderaan, {} bewaart.", keys::way(s, Action::Bewaar))
    } else {
        format!("Hier komt {what}.")
    };
    s.flow().add(Meaning::Hint, &text).rows(width)
}
