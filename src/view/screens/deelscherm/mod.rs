//! The shared screen, for eyes across a room: where are we, what is asked now, what do we have, what is missing, how
//! late is it. Shows what the server made for it and nothing else.

mod blad;
mod question;
mod recorded;
mod top;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::input::catalogue::Action;
use crate::projection::wand::Wand;
use crate::theme::Meaning;
use crate::view::layout::{self, Class, Height};
use crate::view::scene::Scene;
use crate::view::screens::header::{connection, oefening};
use crate::view::widgets::keys;
use crate::view::widgets::row::{Row, print};
use crate::view::widgets::said::said;
use crate::view::{Drawn, rules};

const KEYS: [Action; 7] = [
    Action::Hervat,
    Action::NietVerder,
    Action::PuntKlaar,
    Action::VolgendPunt,
    Action::VolgendeBeurt,
    Action::Verder,
    Action::Leeg,
];

/// Draws it in `area`.
pub(crate) fn draw(s: Scene<'_>, buf: &mut Buffer, area: Rect, class: Class) -> Drawn {
    let blank = s.m.deelscherm.leeg;
    let wand = s.m.deelscherm.wand.as_ref().filter(|_| !blank);
    let Some(wand) = wand else { return without(s, buf, area, class, blank) };
    let parts = layout::parts(area, class, top::height(class), 1);
    let width = usize::from(area.width);
    print(buf, parts.header, top::rows(s, wand, class, width));
    if class.height == Height::Plain {
        rules(s, buf, layout::Parts { lower_rule: Rect::default(), ..parts });
    }
    body(s, buf, parts.body, wand, class);
    print(buf, parts.line, [message(s).fit(width)]);
    footer(s, buf, parts.footer);
    Drawn { room: layout::between(area, parts.body.bottom()), cursor: None, footer: parts.footer }
}

fn footer(s: Scene<'_>, buf: &mut Buffer, area: Rect) {
    if s.m.lagen.is_empty() {
        print(buf, area, [keys::footer(s, &KEYS, s.row(), usize::from(area.width))]);
    }
}

fn body(s: Scene<'_>, buf: &mut Buffer, area: Rect, wand: &Wand, class: Class) {
    let margin = match area.width {
        ..64 => 0,
        64..110 => 2,
        _ => 6,
    };
    let mut rest = layout::inset(area, margin);
    let width = usize::from(rest.width);
    let asked = question::rows(s, wand, class, width);
    print(buf, layout::top(&mut rest, asked.len()), asked);
    if class.height > Height::Low {
        layout::top(&mut rest, 1);
    }
    recorded::draw(s, buf, rest, wand, class);
}

/// What the program has to say, in one calm line.
fn message(s: Scene<'_>) -> Row<'_> {
    let row = s.row().gap(1);
    match (said(s), connection(s, true)) {
        (Some(said), _) => row.append(said),
        (None, Some(lost)) => row.append(lost),
        (None, None) => row,
    }
}

/// Nothing to show: it was blanked, or no meeting is going on, or nothing is known yet.
fn without(s: Scene<'_>, buf: &mut Buffer, area: Rect, class: Class, blank: bool) -> Drawn {
    let width = usize::from(area.width);
    let key = keys::way(s, Action::Leeg);
    let lines: [String; 2] = match (blank, s.m.deelscherm.gehoord) {
        (true, _) => ["Dit scherm is leeg gemaakt.".to_owned(), format!("{key} toont het weer")],
        (false, true) => ["Er is nu geen overleg op dit scherm.".to_owned(), "Het verschijnt zodra het begint.".to_owned()],
        (false, false) => ["Dit scherm wacht op de tafel ...".to_owned(), String::new()],
    };
    let middle = |what: Meaning, text: String| {
        let row = s.say(what, text).fit(width);
        s.row().gap(width.saturating_sub(row.width()) / 2).append(row)
    };
    let [first, second] = lines;
    let mut rows = vec![s.row(); usize::from(area.height / 2).saturating_sub(3)];
    rows.push(if s.m.oefening { middle(Meaning::Exercise, oefening(s).to_owned()) } else { s.row() });
    rows.extend([s.row(), middle(Meaning::Text, first), middle(Meaning::Hint, second)]);
    let parts = layout::parts(area, class, 0, 1);
    print(buf, parts.body, rows);
    if !blank {
        print(buf, parts.line, [message(s).fit(width)]);
        footer(s, buf, parts.footer);
    }
    Drawn { room: layout::between(area, parts.body.bottom()), cursor: None, footer: parts.footer }
}
