//! The search: what is looked for, and the lines in which it was found.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::overlays::Zoeken;
use crate::projection::rij::RegelRij;
use crate::theme::Meaning;
use crate::view::layout;
use crate::view::scene::Scene;
use crate::view::text;
use crate::view::widgets::list;
use crate::view::widgets::panel::{at_bottom, panel};
use crate::view::widgets::row::{Row, print};
use crate::view::widgets::typing::typing;
use crate::view::widgets::words;

/// The cells in which what was found is one line.
const ONE_LINE: usize = 100;

/// Draws it; gives where the cursor stands.
pub(crate) fn draw(s: Scene<'_>, buf: &mut Buffer, room: Rect, z: &Zoeken) -> Position {
    let height = room.height.min(26);
    let mut inner = panel(s, buf, at_bottom(room, 116, height), "Zoeken in alle dossiers waar u bij kunt");
    let typed = layout::top(&mut inner, 1);
    let label = s.say(Meaning::Muted, "woorden ▏");
    let indent = label.width();
    let width = usize::from(typed.width);
    buf.set_style(typed, s.style(Meaning::CursorLine));
    let t = typing(z.woorden.text(), z.woorden.before_cursor().len(), width.saturating_sub(indent), 1);
    let shown = t.lines.first().map(|(_, line)| *line).unwrap_or_default();
    print(buf, typed, [label.add(Meaning::Text, shown)]);
    print(buf, layout::top(&mut inner, 1), [state(s, z, width)]);
    let all = (z.gevonden.len(), z.gekozen);
    let narrow = usize::from(inner.width) < ONE_LINE;
    list::draw(s, buf, inner, all, |at, width| {
        let hit = z.gevonden.get(at);
        let row = |r| if narrow { in_two(s, r, why(z, at), width).into() } else { vec![found(s, r, why(z, at), width)] };
        hit.map(row).unwrap_or_default()
    });
    let x = typed.x.saturating_add(u16::try_from(indent + t.column).unwrap_or(0));
    Position { x: x.min(typed.right().saturating_sub(1)), y: typed.y }
}

/// How many were found, or what to do.
fn state<'a>(s: Scene<'a>, z: &Zoeken, width: usize) -> Row<'a> {
    let short = z.is_leeg();
    let n = z.gevonden.len();
    let row = match (short, z.beantwoord, n) {
        (true, ..) => s.say(Meaning::Hint, "typ een of meer woorden; alle moeten voorkomen, ook in een andere vorm"),
        (false, false, _) => s.say(Meaning::Pending, "zoekt ..."),
        (false, true, 0) => s.say(Meaning::Text, "niets gevonden; probeer minder of andere woorden"),
        (false, true, n) if z.meer => {
            let head = format!("de eerste {n}, er zijn er meer");
            s.say(Meaning::Text, head).add(Meaning::Hint, "; een woord erbij zoekt preciezer")
        }
        (false, true, n) => s.say(Meaning::Text, words::count(n, "regel gevonden", "regels gevonden")),
    };
    row.fit(width)
}

/// Where and when, who said it, and what: in one line.
fn found<'a>(s: Scene<'a>, r: &RegelRij, why: &str, width: usize) -> Row<'a> {
    let row = s.row().cell(Meaning::Text, &r.dossier.to_string(), 9).cell(Meaning::Muted, &r.op.kort(s.m.nu), 13);
    let row = row.cell(Meaning::Muted, &r.bron.to_string(), 16).gap(2);
    row.cell(words::of_kind(r.soort), r.soort.naam(), 11).gap(2).append(said(s, r, why)).fit(width)
}

/// The same with what was said in a line of its own.
fn in_two<'a>(s: Scene<'a>, r: &RegelRij, why: &str, width: usize) -> [Row<'a>; 2] {
    let head = s.row().cell(Meaning::Text, &r.dossier.to_string(), 9).add(words::of_kind(r.soort), r.soort.naam());
    let (bron, op) = (r.bron.to_string(), r.op.kort(s.m.nu));
    let op = format!(" · {op}");
    // who said it stands whole: behind the kind, or before the words
    let beside = head.width() + text::width(&bron) + text::width(&op) + 3 <= width;
    let (above, before) =
        if beside { (format!(" · {bron}"), String::new()) } else { (String::new(), format!("{bron} · ")) };
    let some = |text: String| Some(text).filter(|_| !bron.is_empty());
    let head = head.maybe(Meaning::Muted, some(above)).add(Meaning::Muted, op);
    let words = s.row().gap(2).maybe(Meaning::Muted, some(before)).append(said(s, r, why));
    [head.fit(width), words.fit(width)]
}

/// Why the row at this place was found; nothing where that is literal.
fn why(z: &Zoeken, at: usize) -> &str {
    z.waarom.get(at).map_or("", String::as_str)
}

fn said<'a>(s: Scene<'a>, r: &RegelRij, why: &str) -> Row<'a> {
    let shield = r.kring.schermen().first().map(|scherm| format!("{scherm} · "));
    let why = Some(format!("{why} · ")).filter(|_| !why.is_empty());
    s.row().maybe(Meaning::Afgeschermd, shield).maybe(Meaning::Hint, why).add(words::of_text(r.soort), r.tekst.to_string())
}
