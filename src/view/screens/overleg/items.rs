//! The items of the block, with what was ticked and where we are; the blocks themselves where no block is going on.

use super::workspace::how_far;
use crate::domain::dossier::{Fase, Overleg};
use crate::domain::kader::{AgendaPunt, Kader};
use crate::domain::voorlezen::is_klaar;
use crate::projection::klok;
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::row::{Row, spread};
use crate::view::widgets::words;

/// The column: a title and a line for each item.
pub(crate) fn rows(s: Scene<'_>, width: usize) -> Vec<Row<'_>> {
    let Some((o, kader)) = s.m.overleg().zip(s.m.kader()) else { return Vec::new() };
    let punten = kader.punten(o.fase);
    if punten.is_empty() {
        return blocks(s, o, kader, width);
    }
    let mut rows = vec![s.row().gap(1).add(Meaning::Heading, o.fase.naam().to_uppercase())];
    rows.extend(punten.iter().map(|p| item(s, o, p, width)));
    rows
}

/// One item: where we are, whether it was ticked, its title, and how far it is.
fn item<'a>(s: Scene<'a>, o: &Overleg, p: &'a AgendaPunt, width: usize) -> Row<'a> {
    let here = s.m.punt() == Some(&p.id);
    let done = s.m.dossier().is_some_and(|d| is_klaar(d, o, p));
    let what = match (here, done) {
        (true, _) => Meaning::Current,
        (false, true) => Meaning::Done,
        (false, false) => Meaning::Text,
    };
    let left = s
        .say(Meaning::Current, if here { "▸" } else { " " })
        .add(Meaning::Done, if done { "✓ " } else { "  " })
        .add(what, p.titel.as_str());
    let (what, far) = how_far(s, o, p);
    spread(left, s.say(what, far), width)
}

/// The blocks: what they may take before the meeting, what they took after it.
fn blocks<'a>(s: Scene<'a>, o: &Overleg, kader: &Kader, width: usize) -> Vec<Row<'a>> {
    let over = o.fase == Fase::Gesloten;
    let mut rows = vec![s.row().gap(1).add(Meaning::Heading, "AGENDA")];
    for fase in Fase::BLOKKEN {
        let klok = klok::blok(o, kader, fase, s.m.nu);
        let (what, sign) = if over { (Meaning::Done, " ✓ ") } else { (Meaning::Text, "   ") };
        let time = if over { words::block_time(klok) } else { format!("{} min", klok.budget.num_minutes()) };
        rows.push(spread(s.say(what, sign).add(what, fase.naam()), s.say(Meaning::Muted, time), width));
    }
    rows
}
