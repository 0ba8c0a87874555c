//! The question of this moment, as large as letters can be: alone, bold, with air between its lines and a bar beside it.

use crate::app::available::available;
use crate::domain::dossier::Fase;
use crate::input::catalogue::Action;
use crate::projection::wand::Wand;
use crate::projection::wandblad::WandBlad;
use crate::theme::Meaning;
use crate::view::layout::{Breadth, Class, Height};
use crate::view::scene::Scene;
use crate::view::widgets::flow::Flow;
use crate::view::widgets::keys;
use crate::view::widgets::row::{Row, spread};

/// The cells of the question where there is room: short lines are read from afar.
const WIDTH: usize = 58;

/// What is asked, with the item above it.
pub(crate) fn rows<'a>(s: Scene<'a>, w: &'a Wand, class: Class, width: usize) -> Vec<Row<'a>> {
    let item = item(s, w, width);
    let asked = asked(s, w, class, width);
    if class.height == Height::Low {
        return item.into_iter().chain(asked).collect();
    }
    let mut rows: Vec<Row<'a>> = item.into_iter().collect();
    if class.height == Height::Tall {
        rows.push(s.row());
    }
    rows.extend(asked);
    rows
}

/// The item, and which of how many it is.
fn item<'a>(s: Scene<'a>, w: &'a Wand, width: usize) -> Option<Row<'a>> {
    let at = w.punten.iter().position(|p| p.huidig)?;
    let punt = w.punten.get(at)?;
    let title = s.say(Meaning::Current, punt.titel.as_str());
    let title = if punt.klaar { title.add(Meaning::Done, "  ✓ klaar") } else { title };
    Some(spread(title, s.say(Meaning::Muted, format!("punt {} van {}", at + 1, w.punten.len())), width))
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
    let waits = w.wacht_op_reden.filter(|_| !w.geschorst).map(|naar| {
        format!("De stap naar {naar} wacht op een reden: /reden op een eigen terminal.  {}", how(Action::NietVerder))
    });
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
    rows.extend(second(s, w, class, width));
    rows
}

/// The lines of a sentence, about as long as each other: a last line of one word reads badly from afar.
fn even<'a>(sentence: &Flow<'a>, most: usize) -> Vec<Row<'a>> {
    let n = sentence.rows(most).len();
    let narrowest = (1..=most).find(|width| sentence.rows(*width).len() <= n).unwrap_or(most);
    sentence.rows(narrowest)
}

/// The other questions of the item, where there is room.
fn second<'a>(s: Scene<'a>, w: &'a Wand, class: Class, width: usize) -> Vec<Row<'a>> {
    // what is agreed to needs the room
    let lang = matches!(w.blad, Some(WandBlad::Teruglezen(_)));
    if class.height < Height::Tall || w.geschorst || w.vragen.len() < 2 || lang {
        return Vec::new();
    }
    let mut rows = vec![s.row()];
    for vraag in w.vragen.iter().skip(1) {
        rows.extend(s.flow().add(Meaning::Muted, vraag.as_str()).hang(s.row(), 3, width));
    }
    rows
}

/// What stands there when no block is going on.
fn outside(fase: Fase) -> &'static str {
    match fase {
        Fase::Gepland => "Het overleg begint zo.",
        Fase::Gesloten => "Het overleg is gesloten.",
        _ => "Kies een agendapunt.",
    }
}
