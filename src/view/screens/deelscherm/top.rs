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
    let clocks = clocks(s, w, class.breadth, width);
    if class.height == Height::Low {
        return vec![first, low(s, w, class, width)];
    }
    let bar = bar(s, w, class, width);
    match class.height {
        Height::Low => vec![first, bar],
        Height::Plain => vec![first, bar, clocks.fit(width)],
        Height::Tall => vec![first, s.row(), bar, s.row(), clocks.fit(width), s.row()],
    }
}

/// Where every row counts: the block, and whether somebody is in danger.
fn low<'a>(s: Scene<'a>, w: &Wand, class: Class, width: usize) -> Row<'a> {
    let acuut = acuut(s, w, class.breadth > Breadth::Phone);
    let room = width.saturating_sub(acuut.width() + 2);
    let bar = bar(s, w, class, room);
    let bar = if class.breadth == Breadth::Phone { s.say(Meaning::Current, format!("▌{}▐", w.fase)) } else { bar };
    spread(bar, acuut, width)
}

/// Whether somebody is in danger now, or that it has to be asked again; when that was answered, where there is room.
fn acuut<'a>(s: Scene<'a>, w: &Wand, roomy: bool) -> Row<'a> {
    if !w.fase.loopt() {
        return s.row();
    }
    if !w.acuut.opnieuw.is_empty() {
        let why = if roomy { format!("ACUUT? opnieuw: {}", w.acuut.opnieuw) } else { "ACUUT? opnieuw".to_owned() };
        return s.say(Meaning::Danger, why);
    }
    let (what, word) = words::acuut(w.acuut.antwoord);
    let when = w.acuut.op.filter(|_| roomy).map(|op| format!(" {}", op.kort(s.m.nu)));
    s.say(what, word).maybe(Meaning::Muted, when)
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

/// Danger, the time of the block, the planned end and what is left of it, what is still open: in as many words as fit.
fn clocks<'a>(s: Scene<'a>, w: &Wand, breadth: Breadth, width: usize) -> Row<'a> {
    if !w.fase.loopt() {
        return s.row();
    }
    let in_words = |few: u8| {
        let gap = if few == 0 { 3 } else { 2 };
        let row = s.row().gap(1).append(acuut(s, w, few < 2)).gap(gap).append(block(s, w, few > 0));
        let (what, left) = words::left(w.einde, s.m.nu);
        let end = if few < 2 { format!("eindtijd {}, ", w.einde.klok()) } else { format!("tot {}, ", w.einde.klok()) };
        let row = row.gap(gap).add(Meaning::Muted, end).add(what, left);
        let before = if few == 0 { format!(" vóór {}", words::next_step(w.fase)) } else { String::new() };
        let open: u32 = w.nog_open.iter().map(|p| p.aantal).sum();
        row.gap(gap).maybe(Meaning::Missing, (open > 0).then(|| format!("nog {open} open{before}")))
    };
    let first = u8::from(breadth < Breadth::Two);
    (first..3).map(in_words).find(|row| row.width() <= width).unwrap_or_else(|| in_words(2))
}

/// How long the block took, and may take.
fn block<'a>(s: Scene<'a>, w: &Wand, few: bool) -> Row<'a> {
    if w.geschorst {
        return s.say(Meaning::Warning, "GESCHORST");
    }
    let gebruikt = w.loopt_sinds.map_or(TimeDelta::seconds(w.gebruikt_s), |sinds| s.m.nu.since(sinds));
    let klok = BlokKlok { gebruikt, budget: TimeDelta::minutes(i64::from(w.budget_min)) };
    let what = if klok.is_over() { Meaning::Warning } else { Meaning::Text };
    if few {
        return s.say(what, words::block_time_short(klok));
    }
    s.say(what, words::block_time(klok)).add(Meaning::Muted, format!(" voor {}", w.fase))
}
