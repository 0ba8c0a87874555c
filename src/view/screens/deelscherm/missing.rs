//! What is still missing: what is open before the next step, and what nobody knows. What does not fit is counted, with the
//! key that shows all of it.

use super::blad::question;
use crate::input::catalogue::Action;
use crate::projection::wand::Wand;
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::keys;
use crate::view::widgets::row::Row;
use crate::view::widgets::words;

/// How much of each is told.
#[derive(Clone, Copy)]
pub(crate) struct Most {
    /// How many open things are named; a wall with twenty of them is not read.
    pub(crate) open: usize,
    /// How many questions.
    pub(crate) vragen: usize,
}

/// The lines, at most `height` of them.
pub(crate) fn rows<'a>(s: Scene<'a>, w: &Wand, most: Most, width: usize, height: usize) -> Vec<Row<'a>> {
    let open: Vec<Vec<Row<'a>>> = w.nog_open.iter().map(|p| point(s, &p.tekst, p.aantal, width)).collect();
    let title = format!("NOG OPEN VÓÓR {}", words::next_step(w.fase).to_uppercase());
    let mut rows = part(s, &title, open, most.open, (width, height));
    let asked: Vec<Vec<Row<'a>>> = w.onbekend.iter().map(|v| question(s, v, Meaning::Text, width)).collect();
    let gap = usize::from(!rows.is_empty());
    let left = height.saturating_sub(rows.len() + gap);
    let asked = part(s, "NOG NIET BEKEND", asked, most.vragen, (width, left));
    if !asked.is_empty() {
        rows.extend((0..gap).map(|_| s.row()));
        rows.extend(asked);
    }
    rows
}

/// One open thing, and how many of it there are.
fn point<'a>(s: Scene<'a>, tekst: &crate::domain::tekst::Tekst, aantal: u32, width: usize) -> Vec<Row<'a>> {
    let times = if aantal > 1 { format!(" ({aantal} keer)") } else { String::new() };
    let flow = s.flow().add(Meaning::Missing, tekst.as_str()).add(Meaning::Muted, &times);
    flow.hang(s.say(Meaning::Missing, "·"), 2, width)
}

/// A heading with as many entries as fit and are wished; the rest is counted with the key that shows it.
fn part<'a>(s: Scene<'a>, kop: &str, all: Vec<Vec<Row<'a>>>, most: usize, (width, height): (usize, usize)) -> Vec<Row<'a>> {
    let n = all.len();
    if n == 0 || most == 0 || height < 2 {
        return Vec::new();
    }
    let mut rows = vec![s.say(Meaning::Heading, kop.to_owned()).fit(width)];
    let mut shown = 0;
    for entry in all.into_iter().take(most) {
        let counted = usize::from(shown + 1 < n);
        if rows.len() + entry.len() + counted > height {
            break;
        }
        shown += 1;
        rows.extend(entry);
    }
    if shown < n {
        let rest = s.row().gap(2).add(Meaning::Muted, format!("{}{}: ", if shown > 0 { "en nog " } else { "" }, n - shown));
        rows.push(rest.add(Meaning::Key, keys::way(s, Action::NogOpen)).add(Meaning::Hint, " toont alles"));
    }
    rows
}
