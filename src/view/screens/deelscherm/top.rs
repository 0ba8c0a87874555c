//! The top of the shared screen: exercise or not, the blocks, the clocks.

use chrono::TimeDelta;

use crate::domain::dossier::Fase;
use crate::projection::klok::BlokKlok;
use crate::projection::wand::Wand;
use crate::theme::Meaning;
use crate::view::layout::{Breadth, Class, Height};
use crate::view::scene::Scene;
use crate::view::screens::header::oefening;
use crate::view::text;
use crate::view::widgets::row::{Row, spread};
use crate::view::widgets::words;

/// How many lines it takes.
pub(crate) fn height(class: Class) -> usize {
    match class.height {
        Height::Low => 2,
        Height::Plain => 3,
        Height::Tall => 6,
    }
}

/// The lines.
pub(crate) fn rows<'a>(s: Scene<'a>, w: &Wand, class: Class, width: usize) -> Vec<Row<'a>> {
    let phone = class.breadth == Breadth::Phone;
    let (margin, apart, word) = if phone { (0, "·", oefening(s).trim()) } else { (1, " · overleg ", oefening(s)) };
    let which = s.row().gap(margin).add(Meaning::Muted, format!("{}{apart}{}", w.nummer, w.overleg));
    let which = if s.m.oefening { which.gap(1 + margin).add(Meaning::Exercise, word) } else { which };
    let people = usize::try_from(w.aanwezigen).unwrap_or(usize::MAX);
    let people = words::count(people, "mens aan tafel", "mensen aan tafel");
    let chair = if w.voorzitter.is_empty() { people } else { format!("voorzitter {} · {people}", w.voorzitter) };
    let roomy = which.width() + text::width(&chair) + 12 <= width;
    let right = s.row().maybe(Meaning::Muted, roomy.then(|| format!("{chair}   ")));
    let first = spread(which, right.add(Meaning::Accent, s.m.nu.klok()).gap(margin), width);
    let (bar, clocks) = (bar(s, w, class, width), clocks(s, w, class.breadth));
    match class.height {
        Height::Low => vec![first, bar],
        Height::Plain => vec![first, bar, clocks.fit(width)],
        Height::Tall => vec![first, s.row(), bar, s.row(), clocks.fit(width), s.row()],
    }
}

/// The blocks: what was, where we are, what comes.
fn bar<'a>(s: Scene<'a>, w: &Wand, class: Class, width: usize) -> Row<'a> {
    let gap = if class.breadth >= Breadth::Two { 4 } else { 2 };
    let mut row = s.row().gap(1);
    for fase in Fase::BLOKKEN {
        row = match fase.cmp(&w.fase) {
            std::cmp::Ordering::Less => row.add(Meaning::Done, format!("✓ {fase}")),
            std::cmp::Ordering::Equal => row.add(Meaning::Current, format!("▌{fase}▐")),
            std::cmp::Ordering::Greater => row.add(Meaning::Muted, fase.naam()),
        };
        row = row.gap(gap);
    }
    if row.width() <= width + gap {
        return row.fit(width);
    }
    let at = Fase::BLOKKEN.iter().position(|f| *f == w.fase);
    let place = at.map(|at| format!(" {} van {} ", at + 1, Fase::BLOKKEN.len()));
    let row = s.row().maybe(Meaning::Muted, place).add(Meaning::Current, format!("▌{}▐", w.fase));
    let next = w.fase.volgende().filter(|_| w.fase.loopt()).map(|next| format!("  hierna {next}"));
    row.maybe(Meaning::Muted, next).fit(width)
}

/// The time of the block, the planned end and what is left of it, what is still open.
fn clocks<'a>(s: Scene<'a>, w: &Wand, breadth: Breadth) -> Row<'a> {
    let nu = s.m.nu;
    let gebruikt = w.loopt_sinds.map_or(TimeDelta::seconds(w.gebruikt_s), |sinds| nu.since(sinds));
    let klok = BlokKlok { gebruikt, budget: TimeDelta::minutes(i64::from(w.budget_min)) };
    let row = s.row().gap(1);
    if !w.fase.loopt() {
        return row;
    }
    let what = if klok.is_over() { Meaning::Warning } else { Meaning::Text };
    let row = if w.geschorst {
        row.add(Meaning::Warning, "GESCHORST")
    } else {
        row.add(what, words::block_time(klok)).add(Meaning::Muted, format!(" voor {}", w.fase))
    };
    let (what, left) = words::left(w.einde, nu);
    let row = row.gap(3).add(Meaning::Muted, format!("eindtijd {}, ", w.einde.klok())).add(what, left);
    let open = w.nog_open.len();
    let before = format!(" vóór {}", words::next_step(w.fase));
    let gate = (open > 0).then(|| format!("nog {open} open{}", if breadth >= Breadth::Two { &before } else { "" }));
    if breadth == Breadth::Phone { row } else { row.gap(3).maybe(Meaning::Missing, gate) }
}
