//! What is still missing: what is open before the next step, and what nobody knows. What does not fit is counted, with the
//! key that shows all of it.

use super::blad::question;
use crate::input::catalogue::Action;
use crate::projection::wand::Wand;
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::part::{PartEntry, part};
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
    let open: Vec<PartEntry<'a>> = w.nog_open.iter().map(|p| (point(s, &p.tekst, p.aantal, width), p.aantal)).collect();
    let kop = |title: String| s.say(Meaning::Heading, title).fit(width);
    let title = kop(format!("NOG OPEN VÓÓR {}", words::next_step(w.fase).to_uppercase()));
    let mut rows = part(s, title, open, most.open, (width, height), (("open", "open"), Action::NogOpen, 2));
    let asked: Vec<PartEntry<'a>> = w.onbekend.iter().map(|v| (question(s, v, Meaning::Text, width), 1)).collect();
    let gap = usize::from(!rows.is_empty());
    let left = height.saturating_sub(rows.len() + gap);
    let asked = part(
        s,
        kop("NOG NIET BEKEND".to_owned()),
        asked,
        most.vragen,
        (width, left),
        (("vraag", "vragen"), Action::NogOpen, 2),
    );
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
