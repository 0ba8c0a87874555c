//! The line in which is typed, and what the program understood of it. Everything keeps its place while somebody types:
//! over SSH every cell that moves is sent.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::Verzonden;
use crate::app::model::Verbinding;
use crate::app::screens::overleg::{mag_typen, niet_op_schijf, voorbeeld, wordt_geopend};
use crate::domain::invoer::{Ontleed, merk};
use crate::theme::Meaning;
use crate::view::layout::{self, Breadth, Class, Height};
use crate::view::scene::Scene;
use crate::view::screens::header::earlier;
use crate::view::screens::overleg::{name, preview};
use crate::view::text;
use crate::view::widgets::row::{Row, print};
use crate::view::widgets::said::said;
use crate::view::widgets::typing::{Typing, typing};
use crate::view::widgets::words;

/// Stands between the label and the text.
const EDGE: &str = "▏";

/// The rows that the text always has, and the most that it takes.
fn text_rows(height: Height) -> (usize, usize) {
    match height {
        Height::Low => (1, 1),
        Height::Plain => (1, 2),
        Height::Tall => (2, 3),
    }
}

/// The rows that the text takes now.
pub(super) fn text_height(s: Scene<'_>, class: Class, width: usize) -> usize {
    let draft = &s.m.overleg.draft;
    let (least, most) = text_rows(class.height);
    let width = width.saturating_sub(label(s, class.breadth).width());
    typing(draft.text(), draft.before_cursor().len(), width, most).lines.len().max(least)
}

/// Draws the line, the preview under it and what the program has to say; gives where the cursor stands.
pub(crate) fn draw(s: Scene<'_>, buf: &mut Buffer, area: Rect, class: Class) -> Option<Position> {
    if wordt_geopend(s.m) {
        opening(s, buf, area);
        return None;
    }
    if !mag_typen(s.m) {
        let said = said(s).map(|said| s.row().gap(1).append(said));
        print(buf, area, [said.unwrap_or_else(|| looking(s)).fit(usize::from(area.width))]);
        return None;
    }
    let read = voorbeeld(s.m);
    let label = label(s, class.breadth);
    let indent = label.width();
    let (least, most) = text_rows(class.height);
    let draft = &s.m.overleg.draft;
    let width = usize::from(area.width).saturating_sub(indent);
    let t = typing(draft.text(), draft.before_cursor().len(), width, most);
    let mut rest = area;
    let lines = layout::top(&mut rest, t.lines.len().max(least));
    buf.set_style(lines.intersection(buf.area), s.style(Meaning::CursorLine));
    print(buf, lines, typed(s, &t, read.as_ref(), label));
    understood(s, buf, rest, (indent, class.height), read.as_ref());
    let cell = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    Some(Position { x: area.x.saturating_add(cell(indent + t.column)), y: area.y.saturating_add(cell(t.line)) })
}

/// While the dossier is being opened: what is typed meanwhile, its end first where there is no room for all of it.
fn opening(s: Scene<'_>, buf: &mut Buffer, area: Rect) {
    let width = usize::from(area.width).saturating_sub(1);
    let typed: Vec<&str> = s.m.overleg.vooraf.iter().map(|r| r.tekst.as_str()).collect();
    let typed = typed.join(" ↵ ");
    let hint = if typed.is_empty() {
        "bezig met openen ..."
    } else {
        "bezig met openen; wat u typt komt in de regel, Enter legt nog niets vast"
    };
    let t = typing(&typed, typed.len(), width, 1);
    let last = t.lines.last().map_or("", |(_, line)| *line);
    let mut rows = vec![s.row().gap(1).add(Meaning::Pending, last.to_owned())];
    let said = said(s).map(|said| s.row().gap(1).append(said).fit(width));
    let hint = s.row().gap(1).add(Meaning::Hint, hint).fit(width);
    match said {
        Some(said) if area.height < 3 => rows.push(said),
        said => rows.extend(std::iter::once(hint).chain(said)),
    }
    print(buf, area, rows);
}

/// The preview, the marks where there is room for them, and in the last row what the program has to say.
fn understood(s: Scene<'_>, buf: &mut Buffer, area: Rect, (indent, height): (usize, Height), read: Option<&Ontleed>) {
    let width = usize::from(area.width);
    let tall = height == Height::Tall;
    let mut room = area;
    let said = said(s);
    if said.is_some() || tall {
        print(buf, layout::bottom(&mut room, 1), said.map(|said| s.row().gap(1).append(said).fit(width)));
    }
    if room.height == 0 {
        return;
    }
    let most = width.saturating_sub(indent + 1);
    let mut rows = preview::rows(s, read, most, usize::from(room.height));
    if rows.len() == 1 && tall && s.m.overleg().is_some() {
        rows.push(preview::legend(s, most));
    }
    print(buf, room, rows.into_iter().map(|row| s.row().gap(indent).append(row)));
}

/// Whose contribution it is, which earlier line is being edited, or that it goes into another meeting. Always as wide, so that another turn moves nothing.
fn label(s: Scene<'_>, breadth: Breadth) -> Row<'_> {
    let (margin, most) = (usize::from(breadth > Breadth::Phone), name::cells(breadth));
    let other = s.m.overleg().filter(|o| earlier(s, o)).map(|o| o.nr.waar());
    let (what, name) = match (&s.m.overleg.bewerkt, other, s.m.inbreng()) {
        (Some((id, _)), ..) => (Meaning::Warning, format!("wijzigt {id}")),
        (None, Some(other), _) => (Meaning::Warning, other),
        (None, None, Some(org)) if text::width(org.as_str()) <= most => (Meaning::Current, org.to_string()),
        // whose it is stands whole in the line under it
        (None, None, Some(_)) => (Meaning::Current, "inbreng".to_owned()),
        (None, None, None) if s.m.in_dossier() => (Meaning::Muted, "dossier".to_owned()),
        (None, None, None) => (Meaning::Muted, "verslag".to_owned()),
    };
    s.row().gap(margin).add(what, text::pad_left(&name, most)).gap(1).add(Meaning::Current, EDGE)
}

/// The lines of the text, its pieces told apart.
fn typed<'a>(s: Scene<'a>, t: &Typing<'a>, read: Option<&Ontleed>, label: Row<'a>) -> Vec<Row<'a>> {
    let indent = label.width();
    let pieces = pieces(s.m.overleg.draft.text(), read);
    let mut head = Some(label);
    let more = || s.row().to(indent - 1).add(Meaning::Muted, if t.cut { "…" } else { " " });
    let line = |(begin, line): &(usize, &'a str)| {
        let label = if t.cut { None } else { head.take() };
        label.unwrap_or_else(more).append(told_apart(s, (*begin, line), &pieces))
    };
    t.lines.iter().map(line).collect()
}

/// One line of the text, cut where a piece begins or ends.
fn told_apart<'a>(s: Scene<'a>, (begin, line): (usize, &'a str), pieces: &[(Range<usize>, Meaning)]) -> Row<'a> {
    let mut row = s.row();
    let mut from = 0;
    let within = |at: usize| at.saturating_sub(begin).min(line.len());
    for (piece, what) in pieces {
        let (start, end) = (within(piece.start), within(piece.end));
        if start >= end {
            continue;
        }
        row = row.add(Meaning::Text, line.get(from..start).unwrap_or_default());
        row = row.add(*what, line.get(start..end).unwrap_or_default());
        from = end;
    }
    row.add(Meaning::Text, line.get(from..).unwrap_or_default())
}

/// The marks and tokens of the text, in order: a token that is known stands firm, one that is not yet stands loose.
fn pieces(raw: &str, read: Option<&Ontleed>) -> Vec<(Range<usize>, Meaning)> {
    let mark = read.map_or_else(|| merk::merk(raw), |o| o.merk);
    let mut pieces =
        vec![(0..mark.afscherming, Meaning::Afgeschermd), (mark.afscherming..mark.bytes, words::of_kind(mark.soort))];
    let tokens = read.into_iter().flat_map(Ontleed::tokens);
    pieces.extend(tokens.map(|(at, known)| (at, if known { Meaning::Current } else { Meaning::Pending })));
    pieces
}

/// Up to when everything typed here is safe, or that the server has not answered yet.
pub(crate) fn state(s: Scene<'_>, short: bool) -> Option<(Meaning, String)> {
    let waits: usize = s.m.verzonden.iter().map(Verzonden::regels).sum();
    if waits > 0 {
        let lost = !matches!(s.m.verbinding, Verbinding::Er);
        if s.m.stil_sinds().is_some() {
            return Some((Meaning::Warning, words::count(waits, "regel zonder antwoord", "regels zonder antwoord")));
        }
        let word = if lost { words::count(waits, "regel wacht", "regels wachten") } else { "wordt bewaard ...".to_owned() };
        return Some((Meaning::Pending, word));
    }
    if niet_op_schijf(s.m) != (false, 0) {
        return Some((Meaning::Warning, "niet op schijf".to_owned()));
    }
    let last = s.m.beeld()?.laatste_van(&s.m.ik.as_ref()?.gebruiker)?;
    Some((Meaning::Success, format!("bewaard {}{}", if short { "" } else { "tot " }, last.kort(s.m.nu))))
}

/// For who does not type.
fn looking(s: Scene<'_>) -> Row<'_> {
    let rollen: Vec<&str> = s.m.rollen().iter().map(|r| r.naam()).collect();
    if rollen.is_empty() {
        return s.row();
    }
    let who = if s.m.in_dossier() { "" } else { "; het verslag typt de notulist" };
    s.row().gap(1).add(Meaning::Hint, format!("u kijkt mee als {}{who}", rollen.join(", ")))
}
