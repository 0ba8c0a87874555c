//! The question of this moment, as large as letters can be: alone, bold, with air between its lines and a bar beside it.

use crate::app::available::available;
use crate::domain::dossier::Fase;
use crate::input::catalogue::Action;
use crate::projection::wand::Wand;
use crate::theme::Meaning;
use crate::view::layout::{Breadth, Class, Height};
use crate::view::scene::Scene;
use crate::view::text;
use crate::view::widgets::flow::Flow;
use crate::view::widgets::keys;
use crate::view::widgets::row::{Row, spread};

/// The cells of the question where there is room: short lines are read from afar.
const WIDTH: usize = 58;

/// The fewest lines that stay for the sheet when all questions of an item are shown.
const SHEET_MIN: usize = 8;

/// What is asked, with the item above it, where there are `height` lines for it and for the sheet.
pub(crate) fn rows<'a>(s: Scene<'a>, w: &'a Wand, class: Class, width: usize, height: usize) -> Vec<Row<'a>> {
    let asked = asked(s, w, class, width);
    let others = if w.geschorst { Vec::new() } else { others(s, w, class, width) };
    let all = asked.len() + others.len() + SHEET_MIN <= height;
    let mut rows: Vec<Row<'a>> = item(s, w, all || others.is_empty(), width).into_iter().collect();
    if class.height == Height::Tall {
        rows.push(s.row());
    }
    rows.extend(asked);
    rows.extend(others.into_iter().filter(|_| all));
    rows
}

/// The item, and which of how many it is; and where not `all` of its questions stand under it, that there are more.
fn item<'a>(s: Scene<'a>, w: &'a Wand, all: bool, width: usize) -> Option<Row<'a>> {
    let at = w.punten.iter().position(|p| p.huidig)?;
    let punt = w.punten.get(at)?;
    let title = s.say(Meaning::Current, punt.titel.as_str());
    let title = if punt.klaar { title.add(Meaning::Done, "  ✓ klaar") } else { title };
    let (here, of, n) = (at + 1, w.punten.len(), w.vragen.len());
    // the title stays whole: the place is said in fewer words
    let places = if all {
        [format!("punt {here} van {of}"), format!("punt {here}/{of}"), String::new()]
    } else {
        [
            format!("vraag 1 van {n} · punt {here} van {of}"),
            format!("vraag 1/{n} · punt {here}/{of}"),
            format!("vraag 1/{n}"),
        ]
    };
    let [.., fewest] = &places;
    let place = places.iter().find(|place| title.width() + text::width(place) + 2 <= width).unwrap_or(fewest);
    Some(spread(title, s.say(Meaning::Muted, place.clone()), width))
}

/// The sentence of this moment: a pause goes before the question. A step that waits for a reason is said above it, and
/// leaves the question where it is.
fn asked<'a>(s: Scene<'a>, w: &'a Wand, class: Class, width: usize) -> Vec<Row<'a>> {
    let how = |action| format!("{} {}", keys::way(s, action), keys::label(action));
    let (what, text, more) = if w.geschorst {
        let more = available(s.m, Action::Hervat).is_ok().then(|| how(Action::Hervat));
        (Meaning::Warning, "GESCHORST. Het overleg gaat straks verder.".to_owned(), more)
    } else if let Some(first) = w.vragen.first() {
        (Meaning::Accent, first.to_string(), None)
    } else {
        (Meaning::Accent, outside(w.fase).to_owned(), None)
    };
    let airy = class.height == Height::Tall;
    let waits = w.wacht_op_reden.filter(|_| !w.geschorst);
    let waits = waits.map(|naar| format!("De stap naar {naar} wacht op een reden: /reden op een eigen terminal."));
    let most = if class.breadth >= Breadth::Two { WIDTH.min(width) } else { width };
    let mut rows: Vec<Row<'a>> =
        waits.into_iter().flat_map(|text| s.flow().add(Meaning::Warning, &text).rows(width)).collect();
    let bar = || s.say(if what == Meaning::Accent { Meaning::Current } else { what }, "┃ ").gap(usize::from(airy));
    let top = rows.len();
    for (nr, line) in even(&s.flow().add(Meaning::Accent, &text), most.saturating_sub(4)).into_iter().enumerate() {
        if airy && nr > 0 {
            rows.push(bar());
        }
        rows.push(bar().append(line));
    }
    if airy {
        rows.insert(top, bar());
        rows.push(bar());
    }
    rows.extend(more.map(|more| bar().add(Meaning::Hint, more)));
    rows
}

/// The lines of a sentence, about as long as each other: a last line of one word reads badly from afar.
fn even<'a>(sentence: &Flow<'a>, most: usize) -> Vec<Row<'a>> {
    let n = sentence.rows(most).len();
    let narrowest = (1..=most).find(|width| sentence.rows(*width).len() <= n).unwrap_or(most);
    sentence.rows(narrowest)
}

/// The other questions of the item.
fn others<'a>(s: Scene<'a>, w: &'a Wand, class: Class, width: usize) -> Vec<Row<'a>> {
    let airy = usize::from(class.height == Height::Tall);
    let all = w.vragen.iter().skip(1).flat_map(|v| s.flow().add(Meaning::Muted, v.as_str()).hang(s.row(), 2 + airy, width));
    let rows: Vec<Row<'a>> = all.collect();
    let air = if rows.is_empty() { 0 } else { airy };
    std::iter::repeat_n(s.row(), air).chain(rows).collect()
}

/// What stands there when no block is going on.
fn outside(fase: Fase) -> &'static str {
    match fase {
        Fase::Gepland => "Het overleg begint zo.",
        Fase::Dossier => "Er is nog geen overleg.",
        Fase::Gesloten => "Het overleg is gesloten.",
        Fase::Opening | Fase::Beeldvorming | Fase::Oordeelsvorming | Fase::Besluitvorming | Fase::Afsluiting => {
            "Kies een agendapunt."
        }
    }
}
