//! A meeting. Wide: the agenda and what is not known left, the work of this item and the minutes right. Narrow: the item
//! and the last lines. The line in which is typed always stands at the same place.

mod capture;
mod columns;
mod drafts;
pub(crate) mod items;
pub(crate) mod minutes;
mod name;
mod pending;
mod preview;
mod side;
pub(crate) mod unknown;
pub(crate) mod workspace;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::plek::blok_klaar;
use crate::app::screens::overleg::{mag_typen, wordt_geopend};
use crate::input::catalogue::Action;
use crate::view::drawn::{Drawn, rules};
use crate::view::layout::{self, Breadth, Class, Height};
use crate::view::scene::Scene;
use crate::view::screens::header;
use crate::view::widgets::keys;
use crate::view::widgets::row::{Row, print};

/// What the footer offers to who types, the most important first.
const TYPES: [Action; 9] = [
    Action::Bewaar,
    Action::AnderSoort,
    Action::PuntKlaar,
    Action::VolgendPunt,
    Action::VolgendeBeurt,
    Action::Acties,
    Action::BladerOp,
    Action::VorigeRegel,
    Action::Zoek,
];
/// What it offers between meetings, to who types and to who looks.
const TYPES_BETWEEN: [Action; 8] = [
    Action::Bewaar,
    Action::VolgendPunt,
    Action::VorigPunt,
    Action::AnderSoort,
    Action::NaarOverleg,
    Action::Acties,
    Action::Vandaag,
    Action::Zoek,
];
const LOOKS_BETWEEN: [Action; 6] =
    [Action::VolgendPunt, Action::VorigPunt, Action::NaarOverleg, Action::Acties, Action::Vandaag, Action::Zoek];
/// What it offers to who looks.
const LOOKS: [Action; 5] = [Action::Besluiten, Action::Acties, Action::Vragen, Action::BladerOp, Action::Zoek];

/// Draws it in `area`.
pub(crate) fn draw(s: Scene<'_>, buf: &mut Buffer, area: Rect, class: Class) -> Drawn {
    let width = usize::from(area.width);
    let line = match class.height {
        _ if !mag_typen(s.m) && !wordt_geopend(s.m) => 1,
        Height::Low => 2,
        // a second row of text takes none from the preview: what it does not show was not taken
        Height::Plain if capture::text_height(s, class, width) > 1 => 4,
        Height::Plain => 3,
        Height::Tall => 5,
    };
    let parts = layout::parts(area, class, header::height(s, class.breadth), line);
    s.kept.above((s.m, s.theme), buf, parts.body.bottom().max(parts.lower_rule.bottom()), |buf| {
        print(buf, parts.header, header::rows(s, class.breadth, width));
        rules(s, buf, parts);
        if class.breadth < Breadth::Three {
            drafts::on_rule(s, buf, parts.lower_rule);
        }
        body(s, buf, parts.body, class);
    });
    let cursor = capture::draw(s, buf, parts.line, class);
    if s.m.lagen.is_empty() {
        print(buf, parts.footer, [footer(s, class, width)]);
    }
    let room = layout::between(area, parts.lower_rule.y.max(parts.body.bottom()));
    Drawn { room, cursor, footer: parts.footer, bladen: None }
}

fn body(s: Scene<'_>, buf: &mut Buffer, area: Rect, class: Class) {
    let mut rest = area;
    match class.breadth {
        Breadth::Phone => return narrow(s, buf, layout::inset(area, 0), class),
        Breadth::One => return narrow(s, buf, layout::inset(area, 1), class),
        Breadth::Two => {}
        Breadth::Three => {
            let right = layout::right(&mut rest, 48, 2);
            side::draw(s, buf, layout::inset(right, 1));
        }
    }
    let columns = if class.breadth == Breadth::Three { 36 } else { area.width / 16 + 25 };
    let mut left = layout::left(&mut rest, columns, 2);
    agenda(s, buf, layout::left(&mut left, columns, 0));
    rest.width = rest.width.saturating_sub(1);
    let work = workspace::work(s, usize::from(rest.width), class.height < Height::Tall);
    let most = usize::from(rest.height) * if goes_on(s) { 3 } else { 4 } / 5;
    work_and_minutes(s, buf, rest, work, most, 1);
}

/// The left column: the items, what is open before the next step, what is not known.
fn agenda(s: Scene<'_>, buf: &mut Buffer, area: Rect) {
    let width = usize::from(area.width);
    let mut rest = area;
    let items = items::rows(s, width);
    print(buf, layout::top(&mut rest, items.len()), items);
    layout::top(&mut rest, 1);
    let room = usize::from(rest.height);
    // each may have half, and what the other leaves; where that is too little for both the step comes first
    let asked = unknown::questions(s, width, usize::MAX).len();
    let any = !unknown::open(s, width, usize::MAX).is_empty();
    let for_unknown = if room < 8 && any { 0 } else { asked.min(room / 2) + 1 };
    let open = unknown::open(s, width, room.saturating_sub(for_unknown));
    if !open.is_empty() {
        print(buf, layout::top(&mut rest, open.len()), open);
        layout::top(&mut rest, 1);
    }
    let height = usize::from(rest.height);
    if height > 2 {
        print(buf, rest, unknown::questions(s, width, height));
    }
}

/// One column: what is asked now, and the last lines.
fn narrow(s: Scene<'_>, buf: &mut Buffer, area: Rect, class: Class) {
    let (width, height) = (usize::from(area.width), usize::from(area.height));
    match class.height {
        Height::Low => {
            let most = height.saturating_sub(2).min(3);
            work_and_minutes(s, buf, area, workspace::brief(s, width), most, 0);
        }
        Height::Plain => {
            let most = if goes_on(s) { height / 2 } else { height * 2 / 3 };
            work_and_minutes(s, buf, area, workspace::work(s, width, true), most, 1);
        }
        Height::Tall => work_and_minutes(s, buf, area, workspace::work(s, width, false), height * 3 / 5, 1),
    }
}

/// Whether the meeting goes on. Before it who is asked, and after it how it was closed, is more than the lines.
fn goes_on(s: Scene<'_>) -> bool {
    s.m.overleg().is_some_and(|o| o.fase.loopt())
}

/// What the item asks in at most `most` rows, and the minutes in what is left.
fn work_and_minutes<'a>(s: Scene<'a>, buf: &mut Buffer, area: Rect, work: Vec<Row<'a>>, most: usize, gap: usize) {
    let mut rest = area;
    let height = work.len().min(most);
    let upper = layout::top(&mut rest, height);
    print(buf, upper, workspace::clip(s, work, height, Action::Blad));
    layout::top(&mut rest, gap);
    minutes::draw(s, buf, rest);
}

/// What the keys do, and up to when everything typed here is safe.
fn footer(s: Scene<'_>, class: Class, width: usize) -> Row<'_> {
    let state = capture::state(s, class.breadth == Breadth::Phone).filter(|_| mag_typen(s.m));
    let right = state.map_or(s.row(), |(what, word)| s.say(what, word));
    // a block of which every item is done is left by the next one, not by an item
    let step = blok_klaar(s.m).map(|_| Action::Verder);
    let base: &[Action] = match (s.m.in_dossier(), mag_typen(s.m)) {
        (true, true) => &TYPES_BETWEEN,
        (true, false) => &LOOKS_BETWEEN,
        (false, true) => &TYPES,
        (false, false) => &LOOKS,
    };
    let actions: Vec<Action> = step.into_iter().chain(base.iter().copied()).collect();
    keys::footer(s, &actions, right, width)
}
