//! The shared screen, for eyes across a room: where are we, what is asked now, what do we have, what is missing, how
//! late is it. Shows what the server made for it and nothing else.

mod blad;
mod missing;
mod question;
mod sheet;
mod top;

pub(crate) use blad::question;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::input::catalogue::Action;
use crate::projection::wand::Wand;
use crate::theme::Meaning;
use crate::view::drawn::{Drawn, rules};
use crate::view::layout::{self, Class, Height};
use crate::view::scene::Scene;
use crate::view::screens::header::{connection, oefening};
use crate::view::widgets::keys;
use crate::view::widgets::row::{Row, print};
use crate::view::widgets::said::said;

/// What the footer offers, the most important first.
const KEYS: [Action; 9] = [
    Action::Hervat,
    Action::NietVerder,
    Action::LeesVerder,
    Action::VolgendeBeurt,
    Action::NogOpen,
    Action::VolgendPunt,
    Action::Verder,
    Action::Schors,
    Action::Leeg,
];
/// The same when every item of the block was ticked.
const DONE: [Action; 6] =
    [Action::Hervat, Action::NietVerder, Action::Verder, Action::NogOpen, Action::Schors, Action::Leeg];
/// The same where the sheet goes on.
const DONE_MORE: [Action; 7] =
    [Action::LeesVerder, Action::Hervat, Action::NietVerder, Action::Verder, Action::NogOpen, Action::Schors, Action::Leeg];

/// Draws it in `area`.
pub(crate) fn draw(s: Scene<'_>, buf: &mut Buffer, area: Rect, class: Class) -> Drawn {
    let blank = s.m.deelscherm.leeg;
    let wand = s.m.deelscherm.wand.as_ref().filter(|_| !blank);
    let Some(wand) = wand else { return without(s, buf, area, class, blank) };
    let parts = layout::parts(area, class, top::height(class), 1);
    let width = usize::from(area.width);
    print(buf, parts.header, top::rows(s, wand, class, width));
    if class.height == Height::Plain {
        rules(s, buf, layout::Areas { lower_rule: Rect::default(), ..parts });
    }
    let of = body(s, buf, parts.body, wand, class);
    print(buf, parts.line, [message(s).fit(width)]);
    footer(s, buf, parts.footer, of);
    Drawn { room: layout::between(area, parts.body.bottom()), cursor: None, footer: parts.footer, bladen: Some(of) }
}

/// What the keys do, with a sheet of `of` pages.
fn footer(s: Scene<'_>, buf: &mut Buffer, area: Rect, of: usize) {
    if !s.m.lagen.is_empty() {
        return;
    }
    let at = s.m.deelscherm.bladzijde(of) + 1;
    let more = (at < of).then(|| format!("volgende bladzijde ({at} van {of})"));
    let round = s.m.deelscherm.is_in_ronde();
    let shown = |a: &&Action| round || **a != Action::VolgendeBeurt;
    let keys = match (s.m.deelscherm.is_blok_klaar(), &more) {
        (true, Some(_)) => &DONE_MORE[..],
        (true, None) => &DONE[..],
        (false, _) => &KEYS[..],
    };
    let keys: Vec<Action> = keys.iter().filter(shown).copied().collect();
    let said = |action| match &more {
        Some(more) if action == Action::LeesVerder => more.clone(),
        _ => keys::label(action).to_owned(),
    };
    print(buf, area, [keys::footer_as(s, &keys, s.row(), usize::from(area.width), said)]);
}

/// Draws it, and gives how many pages the sheet has.
fn body(s: Scene<'_>, buf: &mut Buffer, area: Rect, wand: &Wand, class: Class) -> usize {
    let margin = match area.width {
        ..64 => 0,
        64..110 => 2,
        _ => 6,
    };
    let mut rest = layout::inset(area, margin);
    let width = usize::from(rest.width);
    let asked = question::rows(s, wand, class, width, usize::from(rest.height));
    print(buf, layout::top(&mut rest, asked.len()), asked);
    if class.height > Height::Low {
        layout::top(&mut rest, 1);
    }
    sheet::draw(s, buf, rest, wand, class)
}

/// What the program has to say, in one calm line.
fn message(s: Scene<'_>) -> Row<'_> {
    let row = s.row().gap(1);
    match (said(s), connection(s, true)) {
        (Some(said), _) => row.append(said),
        (None, Some(lost)) => row.append(lost),
        (None, None) => row.append(onward(s)),
    }
}

/// When the block is done: how it goes on.
fn onward(s: Scene<'_>) -> Row<'_> {
    let staat = &s.m.deelscherm;
    let Some(w) = staat.wand.as_ref().filter(|w| staat.is_blok_klaar() && !w.geschorst && w.wacht_op_reden.is_none())
    else {
        return s.row();
    };
    let row = s.say(Meaning::Done, "Alle punten van dit blok zijn klaar.  ");
    match w.fase.volgende() {
        Some(naar) => row.add(Meaning::Key, keys::way(s, Action::Verder)).add(Meaning::Hint, format!(" gaat naar {naar}")),
        None => row.add(Meaning::Hint, "De voorzitter sluit op een eigen terminal met /sluiten."),
    }
}

/// The meetings of which one can be chosen, each behind its digit: nothing but their numbers, this is a wall.
fn choice(s: Scene<'_>) -> Vec<String> {
    /// How many digits there are to choose by.
    const DIGITS: usize = 9;
    let all = &s.m.deelscherm.keuze;
    let lines = all.iter().take(DIGITS).zip(1..).map(|(nummer, digit)| format!("{digit}  {nummer}"));
    let more = (all.len() > DIGITS).then(|| "meer: crisistafel deelscherm NUMMER".to_owned());
    lines.chain(more).collect()
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
    let choice = if blank { Vec::new() } else { choice(s) };
    let mut rows = vec![s.row(); usize::from(area.height / 2).saturating_sub(3)];
    rows.push(if s.m.oefening { middle(Meaning::Exercise, oefening(s).to_owned()) } else { s.row() });
    if choice.is_empty() {
        rows.extend([s.row(), middle(Meaning::Text, first), middle(Meaning::Hint, second)]);
    } else {
        rows.push(middle(Meaning::Text, "Er is meer dan een overleg. Welk hoort op dit scherm?".to_owned()));
        rows.extend(choice.into_iter().map(|line| middle(Meaning::Accent, line)));
    }
    let parts = layout::parts(area, class, 0, 1);
    print(buf, parts.body, rows);
    if !blank {
        print(buf, parts.line, [message(s).fit(width)]);
        footer(s, buf, parts.footer, 1);
    }
    let bladen = (!blank).then_some(1);
    Drawn { room: layout::between(area, parts.body.bottom()), cursor: None, footer: parts.footer, bladen }
}
