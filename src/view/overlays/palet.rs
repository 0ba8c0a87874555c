//! The palette: the measures that fit what was typed, and all that is known of the chosen one beside or under them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::overlays::Palet;
use crate::app::overlays::palet::{PaletRij, in_register, rijen};
use crate::domain::ids::FactorId;
use crate::domain::kader::{EIGEN, Kader, Maatregel};
use crate::domain::tekst::Tekst;
use crate::input::catalogue::{Action, Scope};
use crate::theme::Meaning;
use crate::view::layout;
use crate::view::scene::Scene;
use crate::view::widgets::fields::{field, styled};
use crate::view::widgets::keys::key;
use crate::view::widgets::list;
use crate::view::widgets::panel::{at_bottom, panel};
use crate::view::widgets::row::{Row, print, rule, spread};
use crate::view::widgets::said::said;
use crate::view::widgets::typing::typing;

/// From how many columns the explanation stands beside the list.
const BESIDE: u16 = 100;
/// The columns of the list then.
const LIST: u16 = 62;

/// A line of the list: the head of a group, or a measure by its place.
enum Line {
    Head(&'static str),
    One(usize),
}

/// Draws it; gives where the cursor stands.
pub(crate) fn draw(s: Scene<'_>, buf: &mut Buffer, room: Rect, p: &Palet) -> Position {
    let rows = rijen(s.m, p.zoek.text());
    let mut inner = panel(s, buf, at_bottom(room, room.width, room.height), "Palet van maatregelen");
    let cursor = search(s, buf, layout::top(&mut inner, 1), p, rows.len());
    let chosen = p.gekozen.min(rows.len().saturating_sub(1));
    let list = if inner.width >= BESIDE {
        layout::top(&mut inner, 1);
        layout::left(&mut inner, LIST, 2)
    } else {
        let height = usize::from(inner.height);
        let list = layout::top(&mut inner, if height > 8 { height * 2 / 5 } else { height });
        rule(buf, layout::top(&mut inner, 1), s.theme);
        list
    };
    names(s, buf, list, &rows, chosen);
    match rows.get(chosen) {
        Some(row) => explained(s, buf, inner, row, p.vanaf),
        None => print(buf, inner, nothing(s, usize::from(inner.width))),
    }
    cursor
}

/// What is looked for, and how many there are.
fn search(s: Scene<'_>, buf: &mut Buffer, area: Rect, palet: &Palet, found: usize) -> Position {
    buf.set_style(area, s.style(Meaning::CursorLine));
    let width = usize::from(area.width);
    let label = s.say(Meaning::Muted, "zoek ▏");
    let indent = label.width();
    let typed = typing(palet.zoek.text(), palet.zoek.before_cursor().len(), width.saturating_sub(indent + 20), 1);
    let shown = typed.lines.first().map(|(_, line)| *line).unwrap_or_default();
    let all = s.m.kader().map_or(0, |k| k.maatregelen.len());
    let right = said(s).filter(|_| palet.zoek.is_empty());
    let right = right.unwrap_or_else(|| s.say(Meaning::Muted, format!("{found} van {all}")));
    print(buf, area, [spread(label.add(Meaning::Text, shown), right, width)]);
    let x = area.x.saturating_add(layout::rows_of(indent + typed.column));
    Position { x: x.min(area.right().saturating_sub(1)), y: area.y }
}

fn nothing(s: Scene<'_>, width: usize) -> Vec<Row<'_>> {
    let text =
        "Er is geen maatregel die zo heet. Probeer minder of andere woorden, of typ een vrije maatregel als regel: m wat.";
    s.flow().add(Meaning::Missing, text).rows(width)
}

/// The measures in their groups.
fn names(s: Scene<'_>, buf: &mut Buffer, area: Rect, rows: &[PaletRij<'_>], chosen: usize) {
    let group = |r: &PaletRij<'_>| if r.past.is_empty() { r.maatregel.kader.naam() } else { "past bij wat bekend is" };
    let mut lines = Vec::with_capacity(rows.len() + 9);
    let (mut at, mut last) = (0, "");
    for (nr, row) in rows.iter().enumerate() {
        if group(row) != last {
            last = group(row);
            lines.push(Line::Head(last));
        }
        if nr == chosen {
            at = lines.len();
        }
        lines.push(Line::One(nr));
    }
    list::draw(s, buf, area, (lines.len(), at), |i, width| match lines.get(i) {
        Some(Line::Head(title)) => vec![s.say(Meaning::Heading, title.to_uppercase())],
        Some(Line::One(nr)) => rows.get(*nr).map(|row| name(s, row, width)).into_iter().collect(),
        None => Vec::new(),
    });
}

/// A measure, and in a word what there is to know before it is chosen.
fn name<'a>(s: Scene<'a>, row: &PaletRij<'_>, width: usize) -> Row<'a> {
    let x = row.maatregel;
    let aside = s.m.overleg().is_some_and(|o| o.afweging.opzij.contains_key(&x.id));
    let right = match in_register(s.m, &x.id) {
        Some(id) => s.say(Meaning::Done, format!("al {id}")),
        None if aside => s.say(Meaning::Muted, "terzijde"),
        None if !row.botst.is_empty() => s.say(Meaning::Warning, "botst"),
        None if x.altijd_overwegen && (!row.past.is_empty() || x.past_bij.is_empty()) => {
            s.say(Meaning::Missing, "overwegen")
        }
        None => s.row(),
    };
    spread(s.say(Meaning::Text, x.naam.to_string()), right, width)
}

/// As much of the explanation as fits, from line `from` on; the last line says that there is more.
fn explained(s: Scene<'_>, buf: &mut Buffer, area: Rect, row: &PaletRij<'_>, from: usize) {
    let Some(kader) = s.m.kader() else { return };
    let rows = explanation(s, kader, row, usize::from(area.width));
    let (n, height) = (rows.len(), usize::from(area.height));
    if n <= height || height < 2 {
        print(buf, area, rows);
        return;
    }
    let shown = height - 1;
    let from = from.min(n - shown);
    let mut text = area;
    let foot = layout::bottom(&mut text, 1);
    print(buf, text, rows.into_iter().skip(from));
    let (action, word) = if from + shown < n { (Action::BladerNeer, "verder") } else { (Action::BladerOp, "terug") };
    let place = format!("regel {} tot {} van {n}", from + 1, from + shown);
    let key = key(s, &[Scope::Palet], action).unwrap_or_default();
    print(buf, foot, [s.say(Meaning::Muted, place).gap(3).add(Meaning::Key, key).gap(1).add(Meaning::Hint, word)]);
}

/// All that the kader says of a measure, the most pressing first.
fn explanation<'a>(s: Scene<'a>, kader: &'a Kader, row: &PaletRij<'a>, width: usize) -> Vec<Row<'a>> {
    let x = row.maatregel;
    let mut rows = s.flow().add(Meaning::Accent, x.naam.as_str()).rows(width);
    let names = |ids: &[&FactorId]| {
        let all: Vec<&str> = ids.iter().filter_map(|f| kader.factor(f)).map(|f| f.naam.as_str()).collect();
        all.join("; ")
    };
    if let Some((reden, _)) = s.m.overleg().and_then(|o| o.afweging.opzij.get(&x.id)) {
        rows.extend(styled(s, width, "niet gekozen", &[(Meaning::Muted, reden.as_str())]));
    }
    if !row.botst.is_empty() {
        rows.extend(styled(s, width, "botst met", &[(Meaning::Warning, &names(&row.botst))]));
    }
    if !row.past.is_empty() {
        rows.extend(styled(s, width, "past bij", &[(Meaning::Text, &names(&row.past))]));
    }
    let bevoegd: Vec<&str> = x.bevoegd.iter().map(Tekst::as_str).collect();
    rows.extend(field(s, width, "bevoegd", &bevoegd.join(", "), "niet gezegd"));
    rows.extend(field(s, width, "grond", x.grond.as_str(), "niet gezegd"));
    rows.extend(field(s, width, "duur", &lasts(x), "niet gezegd in de bron"));
    if !x.verlenging.is_empty() {
        rows.extend(field(s, width, "verlengen", x.verlenging.as_str(), ""));
    }
    let clock = x.klok.as_ref().and_then(|id| kader.klok(id));
    rows.extend(clock.into_iter().flat_map(|k| field(s, width, "klok", k.naam.as_str(), "")));
    for (label, all) in [("eerst nagaan", &x.vraagt), ("grens", &x.grenzen), ("let op", &x.let_op), ("nadeel", &x.nadelen)]
    {
        for (nr, text) in all.iter().enumerate() {
            rows.extend(field(s, width, if nr == 0 { label } else { "" }, text.as_str(), ""));
        }
    }
    let check = if x.te_toetsen.is_empty() { "geen juridische toets vermeld" } else { x.te_toetsen.as_str() };
    rows.extend(styled(s, width, "recht", &[(Meaning::Muted, check)]));
    rows.extend(styled(s, width, "bron", &[(Meaning::Muted, &source(kader, x))]));
    rows
}

/// How long, and at most.
fn lasts(x: &Maatregel) -> String {
    let usual = x.duur.map(|d| format!("meestal {d}"));
    let most = x.hoogstens.map(|d| format!("hoogstens {d}"));
    usual.into_iter().chain(most).collect::<Vec<_>>().join(", ")
}

fn source(kader: &Kader, x: &Maatregel) -> String {
    if x.bron.document == EIGEN {
        return "eigen keuze".to_owned();
    }
    let title = kader.documenten.get(&x.bron.document).map_or("", |d| d.titel.as_str());
    if x.bron.paragraaf.is_empty() { title.to_owned() } else { format!("{title}, {}", x.bron.paragraaf) }
}
