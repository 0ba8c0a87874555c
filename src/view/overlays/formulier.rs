//! A form: a label and a field per line, what a field is understood as beside it, what is wrong under it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::lezen::points;
use crate::app::draft::LineEdit;
use crate::app::forms::{Aard, Doel, Formulier, Formulierveld, Invoer, Sleutel, Veldoptie};
use crate::input::catalogue::{Action, Scope};
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::text;
use crate::view::widgets::flow::whole;
use crate::view::widgets::keys;
use crate::view::widgets::panel::{at_bottom, panel};
use crate::view::widgets::row::{Row, print, spread};
use crate::view::widgets::typing::typing;

/// The cells of a label with the sign before it, in a form of this width.
fn label_cells(width: usize) -> usize {
    if width < 60 { 14 } else { 20 }
}

/// The most lines of what is typed in one field.
const TEXT_ROWS: usize = 3;

/// The lines of a form.
struct Lines<'a> {
    rows: Vec<Row<'a>>,
    /// The lines of the field in which is typed.
    active: std::ops::Range<usize>,
    /// The lines that hold the text in which is typed.
    typed: std::ops::Range<usize>,
    /// Where the cursor stands: line and column.
    cursor: Option<(usize, usize)>,
}

/// Draws it; gives where the cursor stands.
pub(crate) fn draw(s: Scene<'_>, buf: &mut Buffer, room: Rect, f: &Formulier) -> Option<Position> {
    let columns = room.width.min(96);
    let lines = lines(s, f, usize::from(columns.saturating_sub(4)), usize::from(room.height.saturating_sub(2)));
    let height = u16::try_from(lines.rows.len()).unwrap_or(room.height).saturating_add(2);
    let inner = panel(s, buf, at_bottom(room, columns, height), &f.titel);
    let height = usize::from(inner.height);
    // of a field with much to think of, its beginning is what has to be seen
    let mut lines = lines;
    lines.active.end = lines.active.end.min(lines.active.start + height);
    let from = lines.active.end.saturating_sub(height).max(lines.rows.len().saturating_sub(height).min(lines.active.start));
    let from = from.min(lines.active.end.saturating_sub(height).max(lines.active.start.saturating_sub(height / 2)));
    for at in lines.typed.clone().filter(|at| (from..from + height).contains(at)) {
        let y = inner.y + u16::try_from(at - from).unwrap_or(0);
        buf.set_style(Rect { y, height: 1, ..inner }.intersection(buf.area), s.style(Meaning::CursorLine));
    }
    print(buf, inner, lines.rows.into_iter().skip(from));
    let (line, column) = lines.cursor.filter(|(line, _)| (from..from + height).contains(line))?;
    let cell = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    let x = inner.x.saturating_add(cell(column)).min(inner.right().saturating_sub(1));
    Some(Position { x, y: inner.y.saturating_add(cell(line - from)) })
}

/// What the keys do in it.
pub(crate) fn actions(f: &Formulier) -> &'static [Action] {
    let partner = f.doel == Doel::Bel112 || f.velden.get(f.actief).is_some_and(|v| v.sleutel == Sleutel::Grond);
    if partner {
        return &[Action::Bevestig, Action::Partners, Action::VolgendVeld, Action::Terug, Action::VorigVeld];
    }
    match f.velden.get(f.actief).map(|v| &v.invoer) {
        Some(Invoer::Keuze { .. } | Invoer::Vinkjes { .. }) => {
            &[Action::Bevestig, Action::KeuzeRechts, Action::VolgendVeld, Action::Terug, Action::KeuzeLinks]
        }
        _ if f.velden.len() > 1 => &[Action::Bevestig, Action::VolgendVeld, Action::Terug, Action::VorigVeld],
        _ => &[Action::Bevestig, Action::Terug],
    }
}

/// What the user has to know, in at most `height` lines. Of a long list of points as many as fit are shown, how many more
/// there are, and the key that shows them all; what stands before and behind the points always stays.
fn told<'a>(s: Scene<'a>, uitleg: &[String], width: usize, height: usize) -> Vec<Row<'a>> {
    let rows = points(s, uitleg, width);
    let first = uitleg.iter().position(|l| l.starts_with(POINT));
    let Some(first) = first.filter(|_| rows.len() > height) else { return rows };
    let last = uitleg.iter().rposition(|l| l.starts_with(POINT)).unwrap_or(first);
    let part = |range: std::ops::Range<usize>| points(s, uitleg.get(range).unwrap_or_default(), width);
    let (mut rows, tail) = (part(0..first), part(last + 1..uitleg.len()));
    let room = height.saturating_sub(rows.len() + tail.len() + 1);
    let mut used = 0;
    let mut shown = first;
    while shown <= last && used + part(shown..shown + 1).len() <= room {
        used += part(shown..shown + 1).len();
        shown += 1;
    }
    rows.extend(part(first..shown));
    let key = keys::key(s, &[Scope::Formulier], Action::BladerNeer).unwrap_or_default();
    let more = format!("… en nog {}; ", last + 1 - shown);
    rows.push(s.say(Meaning::Missing, more).add(Meaning::Key, key).add(Meaning::Hint, " leest alles").fit(width));
    rows.extend(tail);
    rows
}

/// What a point of a list begins with.
const POINT: &str = "· ";
/// The fewest lines that stay for what the user has to know.
const TOLD_MIN: usize = 4;

fn lines<'a>(s: Scene<'a>, f: &'a Formulier, width: usize, height: usize) -> Lines<'a> {
    let mut out = Lines { rows: Vec::new(), active: 0..0, typed: 0..0, cursor: None };
    // a field takes a line, and the one in which is typed may grow
    let room = height.saturating_sub(f.velden.len() + TEXT_ROWS + usize::from(f.fout.is_some())).max(TOLD_MIN);
    out.rows.extend(told(s, &f.uitleg, width, room));
    if !f.uitleg.is_empty() {
        out.rows.push(s.row());
    }
    for (nr, veld) in f.velden.iter().enumerate() {
        let active = nr == f.actief;
        let from = out.rows.len();
        field(s, &mut out, (f, veld), active, width);
        // where a field cannot be read it says so beside it already
        if let Some(fout) = f.fout.as_ref().filter(|fout| active && **fout != f.begrepen(veld, s.m)) {
            let text = s.flow().add(Meaning::Refusal, "✗ ").add(Meaning::Refusal, fout);
            out.rows.extend(text.hang(s.row(), label_cells(width), width));
        }
        if active {
            for text in &veld.uitleg {
                let dot = s.row().gap(label_cells(width)).add(Meaning::Muted, "· ");
                out.rows.extend(s.flow().add(Meaning::Muted, text).hang(dot, label_cells(width) + 2, width));
            }
            out.active = from..out.rows.len();
        }
    }
    if let Some(fout) = f.fout.as_ref().filter(|_| f.velden.is_empty()) {
        out.rows.extend(s.flow().add(Meaning::Refusal, fout).hang(s.say(Meaning::Refusal, "✗ "), 2, width));
    }
    out
}

/// One field: its label, what is in it, what it is understood as.
fn field<'a>(s: Scene<'a>, out: &mut Lines<'a>, (f, veld): (&'a Formulier, &'a Formulierveld), active: bool, width: usize) {
    let sign = if active { s.say(Meaning::Current, "▸ ") } else { s.row().gap(2) };
    let label =
        sign.cell(if active { Meaning::Current } else { Meaning::Muted }, &veld.label, label_cells(width) - 3).gap(1);
    match &veld.invoer {
        Invoer::Keuze { opties, gekozen } if f.is_gemaskeerd(s.m) => {
            out.rows.extend(masked_choice(s, label, (opties, *gekozen), active, width));
        }
        Invoer::Keuze { opties, gekozen } => out.rows.extend(choice(s, label, (opties, *gekozen), active, width)),
        Invoer::Vinkjes { opties, bij } => out.rows.extend(ticks(s, label, (opties, *bij), active, width)),
        // whose judgement it is may be read: the others are told that it was received
        Invoer::Tekst(draft) if f.is_gemaskeerd(s.m) && veld.aard != Aard::Wie => {
            let from = out.rows.len();
            let hidden = LineEdit::new(&DOT.repeat(draft.text().chars().count()));
            let at = DOT.len() * draft.before_cursor().chars().count();
            let cursor = typed(s, out, label, (&hidden, veld.hulp, ""), (active, at), width);
            if active {
                out.typed = from..out.rows.len();
                out.cursor = Some(cursor);
            }
        }
        Invoer::Tekst(draft) => {
            let from = out.rows.len();
            let read = f.begrepen(veld, s.m);
            let at = draft.before_cursor().len();
            let cursor = typed(s, out, label, (draft, veld.hulp, &read), (active, at), width);
            if active {
                out.typed = from..out.rows.len();
                out.cursor = Some(cursor);
            }
        }
    }
}

/// The text of a field, what it is understood as beside it, what will stand in it while it is empty; gives where the
/// cursor stands: line and column.
fn typed<'a>(
    s: Scene<'a>,
    out: &mut Lines<'a>,
    label: Row<'a>,
    (draft, hulp, read): (&LineEdit, &'a str, &str),
    (active, at): (bool, usize),
    width: usize,
) -> (usize, usize) {
    let cursor = if active { at } else { 0 };
    let indent = label_cells(width);
    let t = typing(draft.text(), cursor, width.saturating_sub(indent), if active { TEXT_ROWS } else { 1 });
    let from = out.rows.len();
    let mut label = Some(label);
    for (_, line) in &t.lines {
        let head = label.take().unwrap_or_else(|| s.row()).to(indent);
        let whole = active || text::width(draft.text()) <= text::width(line);
        let row =
            if draft.is_empty() { head.add(Meaning::Hint, hulp) } else { head.add(Meaning::Text, (*line).to_owned()) };
        out.rows.push(if whole { row.fit(width) } else { row.add(Meaning::Muted, "…").fit(width) });
    }
    if let Some(last) = out.rows.pop() {
        let room = width.saturating_sub(last.width() + 3);
        let beside = text::width(read) <= room;
        let right = s.row().maybe(Meaning::Muted, (beside && !read.is_empty()).then(|| read.to_owned()));
        out.rows.push(if right.is_empty() { last } else { spread(last, right, width) });
        if !beside {
            out.rows.extend(s.flow().add(Meaning::Muted, read).hang(s.row(), indent, width));
        }
    }
    (from + t.line, indent + t.column)
}

/// The choices by their digits, and whether one was taken; not which one.
fn masked_choice<'a>(
    s: Scene<'a>,
    label: Row<'a>,
    (opties, gekozen): (&[Veldoptie], Option<usize>),
    active: bool,
    width: usize,
) -> Vec<Row<'a>> {
    let state = match gekozen {
        None => (Meaning::Missing, NOTHING_CHOSEN.to_owned()),
        Some(_) => (Meaning::Text, DOT.repeat(4)),
    };
    let mut flow = s.flow().add(state.0, &whole(&state.1)).add(Meaning::Text, "   ");
    for (nr, optie) in opties.iter().enumerate().filter(|_| active) {
        flow = flow
            .add(Meaning::Key, &format!("{}\u{a0}", nr + 1))
            .add(Meaning::Muted, &whole(&optie.woord))
            .add(Meaning::Text, "  ");
    }
    flow.hang(label, label_cells(width), width)
}

/// Stands in the place of a letter that nobody may read.
const DOT: &str = "•";

/// Stands before choices of which none was taken.
const NOTHING_CHOSEN: &str = "kies …";

/// The words that can be ticked, each with its tick; where somebody is, between brackets.
fn ticks<'a>(
    s: Scene<'a>,
    label: Row<'a>,
    (opties, bij): (&[(Veldoptie, bool)], usize),
    active: bool,
    width: usize,
) -> Vec<Row<'a>> {
    let mut flow = s.flow();
    let shown = opties.iter().enumerate().filter(|(_, (_, aan))| active || *aan);
    for (nr, (optie, aan)) in shown {
        let sign = if *aan { "✓" } else { "·" };
        let (open, close) = if active && nr == bij { ("[", "]") } else { (" ", " ") };
        let what = match (active && nr == bij, *aan) {
            (true, _) => Meaning::Selected,
            (false, true) => Meaning::Text,
            (false, false) => Meaning::Muted,
        };
        flow = flow.add(what, &whole(&format!("{open}{sign} {}{close}", optie.woord))).add(Meaning::Text, " ");
    }
    if !active && opties.iter().all(|(_, aan)| !aan) {
        flow = flow.add(Meaning::Missing, NOTHING_CHOSEN);
    }
    flow.hang(label, label_cells(width), width)
}

/// The choices in a row, the one that is taken between brackets.
fn choice<'a>(
    s: Scene<'a>,
    label: Row<'a>,
    (opties, gekozen): (&[Veldoptie], Option<usize>),
    active: bool,
    width: usize,
) -> Vec<Row<'a>> {
    let mut flow = s.flow();
    if gekozen.is_none() {
        flow = flow.add(Meaning::Missing, &whole(NOTHING_CHOSEN)).add(Meaning::Text, " ");
    }
    for (nr, optie) in opties.iter().map(|o| &o.woord).enumerate() {
        // a choice is not broken where it fits on a line
        let fits = text::width(optie) + label_cells(width) + 2 <= width;
        let keep = |text: String| if fits { whole(&text) } else { text };
        flow = match (gekozen == Some(nr), active) {
            (true, true) => flow.add(Meaning::Selected, &keep(format!("[{optie}]"))),
            (true, false) => flow.add(Meaning::Text, &keep(format!("[{optie}]"))),
            (false, _) => flow.add(Meaning::Muted, &keep(format!(" {optie} "))),
        };
        flow = flow.add(Meaning::Text, " ");
    }
    flow.hang(label, label_cells(width), width)
}
