//! What was recorded, what nobody knows, what is still open: short lines, the latest last.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::blad;
use crate::projection::wand::{Wand, WandRegel, WandVraag};
use crate::theme::Meaning;
use crate::view::layout::{self, Breadth, Class, Height};
use crate::view::scene::Scene;
use crate::view::screens::overleg::workspace::clip;
use crate::view::widgets::row::{Row, print};
use crate::view::widgets::words;

/// How much of what is missing is told.
#[derive(Clone, Copy)]
struct Most {
    /// How many open things are named.
    open: usize,
    /// Whether what nobody knows stands under it.
    questions: bool,
}

/// The rows that lines take at least, with what stands above them; with fewer they are left out.
const LINES_MIN: usize = 3;

/// Draws the lines left and what is missing right; under each other where the window is narrow.
pub(crate) fn draw(s: Scene<'_>, buf: &mut Buffer, area: Rect, w: &Wand, class: Class) {
    let mut rest = area;
    // a wall with twenty open things is not read
    let most = Most {
        open: if class.breadth >= Breadth::Two && class.height == Height::Tall { 4 } else { 2 },
        // above each other, what stands at the item needs the room
        questions: class.breadth >= Breadth::Two || w.blad.is_none(),
    };
    let missing = if class.breadth >= Breadth::Two {
        layout::right(&mut rest, area.width * 3 / 8, 4)
    } else if class.height > Height::Low {
        let wished = missing(s, w, most, usize::from(area.width)).len();
        layout::bottom(&mut rest, wished.min(usize::from(area.height) * 2 / 5))
    } else {
        Rect::default()
    };
    let below = missing.width == area.width && missing.height > 0;
    let width = usize::from(missing.width);
    print(buf, missing, clip(s, self::missing(s, w, most, width), usize::from(missing.height)));
    if below {
        layout::bottom(&mut rest, 1);
    }
    sheet(s, buf, &mut rest, w);
    if class.height > Height::Low && rest.height > 1 {
        print(buf, layout::top(&mut rest, 1), [s.say(Meaning::Heading, "VASTGELEGD")]);
    }
    print(buf, rest, lines(s, w, usize::from(rest.width), usize::from(rest.height)));
}

/// What stands at the item goes before the lines; they take what is left, where that is enough for a few of them.
fn sheet(s: Scene<'_>, buf: &mut Buffer, rest: &mut Rect, w: &Wand) {
    let Some(blad) = &w.blad else { return };
    let (width, height) = (usize::from(rest.width), usize::from(rest.height));
    let rows = blad::rows(s, blad, width, height);
    let taken = if rows.len() + LINES_MIN + 1 > height { height } else { rows.len() + 1 };
    print(buf, layout::top(rest, taken), rows);
}

/// The latest lines that fit.
fn lines<'a>(s: Scene<'a>, w: &Wand, width: usize, height: usize) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'a>> = Vec::new();
    for r in w.regels.iter().rev().take(height) {
        let mut one = line(s, r, width);
        if rows.len() + one.len() > height {
            break;
        }
        one.extend(rows);
        rows = one;
    }
    if rows.is_empty() && height > 0 {
        rows.push(s.say(Meaning::Hint, "Hier komt wat wordt vastgelegd.").fit(width));
    }
    rows
}

fn line<'a>(s: Scene<'a>, r: &WandRegel, width: usize) -> Vec<Row<'a>> {
    let kind = s.row().cell(words::of_kind(r.soort), r.soort.naam(), 11).gap(2);
    let mut flow = s.flow().add(words::of_text(r.soort), r.tekst.as_str());
    let due = r.termijn.map(|t| t.kort(s.m.nu));
    for (nr, part) in [Some(r.wie.to_string()).filter(|w| !w.is_empty()), due].into_iter().flatten().enumerate() {
        flow = flow.add(Meaning::Muted, if nr == 0 { "   " } else { " · " }).add(Meaning::Muted, &part);
    }
    flow.hang(kind, 13, width)
}

/// What is open before the next step, the first of it by name, and what nobody knows.
fn missing<'a>(s: Scene<'a>, w: &Wand, most: Most, width: usize) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    if !w.nog_open.is_empty() {
        rows.push(s.say(Meaning::Heading, format!("NOG OPEN VÓÓR {}", words::next_step(w.fase).to_uppercase())).fit(width));
        for open in w.nog_open.iter().take(most.open) {
            let text = s.flow().add(Meaning::Missing, open.as_str());
            rows.extend(text.hang(s.say(Meaning::Missing, "·"), 2, width));
        }
        if w.nog_open.len() > most.open {
            rows.push(s.say(Meaning::Muted, format!("  en nog {}", w.nog_open.len() - most.open)).fit(width));
        }
    }
    if most.questions && !w.onbekend.is_empty() {
        if !rows.is_empty() {
            rows.push(s.row());
        }
        rows.push(s.say(Meaning::Heading, "NOG NIET BEKEND"));
        rows.extend(w.onbekend.iter().flat_map(|v| question(s, v, width)));
    }
    rows
}

fn question<'a>(s: Scene<'a>, v: &WandVraag, width: usize) -> Vec<Row<'a>> {
    let mut rows = s.flow().add(Meaning::Text, v.vraag.as_str()).rows(width);
    let who = if v.wie.is_empty() { (Meaning::Missing, "wie zoekt het uit?") } else { (Meaning::Muted, v.wie.as_str()) };
    let back = v.terug.map_or("wanneer terug?".to_owned(), |t| format!("terug {}", t.kort(s.m.nu)));
    let what = if v.terug.is_some() { Meaning::Muted } else { Meaning::Missing };
    rows.extend(s.flow().part(who.0, who.1).part(what, &back).hang(s.row(), 2, width));
    rows
}
