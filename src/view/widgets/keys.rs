//! Keys and commands by name, from the one catalogue and the keymap in force. Never written by hand.

use crate::app::available::available;
use crate::app::overlays::menu::OPENER;
use crate::input::catalogue::{Action, Scope, entry};
use crate::input::key::KeyPress;
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::row::{Row, spread};

/// `/klaar`: the name of an action in the menu.
pub(crate) fn command(action: Action) -> String {
    format!("{OPENER}{}", entry(action).map_or("", |e| e.name))
}

/// The key of an action where these scopes count, as it is shown.
pub(crate) fn key(s: Scene<'_>, scopes: &[Scope], action: Action) -> Option<String> {
    scopes.iter().find_map(|scope| s.m.keymap.keys(*scope, action).next()).map(KeyPress::label)
}

/// The scopes of the screen, whatever lies over it.
fn under(s: Scene<'_>) -> &'static [Scope] {
    s.m.blik_scopes()
}

/// How an action is had on the screen: its key, else its name in the menu; empty when it cannot be had.
pub(crate) fn way(s: Scene<'_>, action: Action) -> String {
    let name = || entry(action).filter(|e| e.menu).map(|_| command(action));
    key(s, under(s), action).or_else(name).unwrap_or_default()
}

/// What a footer says.
pub(crate) fn label(action: Action) -> &'static str {
    entry(action).map_or("", |e| e.label)
}

/// A piece of a footer: the way, and what it does.
pub(crate) fn hint(s: Scene<'_>, action: Action) -> Row<'_> {
    piece(s, way(s, action), action)
}

fn piece(s: Scene<'_>, way: String, action: Action) -> Row<'_> {
    s.say(Meaning::Key, way).gap(1).add(Meaning::Hint, label(action))
}

/// The footer of a screen: the menu, as many of these as fit, and where 112 is, with `right` before it. What cannot be
/// done now is left out.
pub(crate) fn footer<'a>(s: Scene<'a>, actions: &[Action], right: Row<'a>, width: usize) -> Row<'a> {
    footer_as(s, actions, right, width, |action| label(action).to_owned())
}

/// The same, where the words say what a key will do now.
pub(crate) fn footer_as<'a>(
    s: Scene<'a>,
    actions: &[Action],
    right: Row<'a>,
    width: usize,
    said: impl Fn(Action) -> String,
) -> Row<'a> {
    let head = s.row().gap(1).append(menu(s, width)).gap(1).add(Meaning::Hint, label(Action::Menu));
    let gap = if right.is_empty() { 0 } else { GAP };
    let right = right.gap(gap).add(Meaning::Key, command(Action::Bel112)).gap(1);
    let can = actions.iter().filter(|a| available(s.m, **a).is_ok());
    let pieces = can.map(|a| (way(s, *a), *a)).filter(|(way, _)| !way.is_empty());
    let pieces = pieces.map(|(way, a)| s.say(Meaning::Key, way).gap(1).add(Meaning::Hint, said(a)));
    let left = as_many_as_fit(head, pieces, width.saturating_sub(right.width() + GAP));
    spread(left, right, width)
}

/// How the menu is opened: with one character where nothing is typed, and with a key everywhere.
fn menu(s: Scene<'_>, width: usize) -> Row<'_> {
    let key = key(s, under(s), Action::Menu).unwrap_or_default();
    if key == OPENER.to_string() || width < 64 {
        return s.say(Meaning::Key, key);
    }
    s.say(Meaning::Key, OPENER.to_string()).add(Meaning::Hint, " of ").add(Meaning::Key, key)
}

/// The footer while something lies over the screen: its own keys, and where 112 is from there.
pub(crate) fn overlay_footer<'a>(s: Scene<'a>, actions: &[Action], width: usize) -> Row<'a> {
    let scopes = s.m.scopes();
    let menu = key(s, scopes, Action::Menu).unwrap_or_default();
    let right = s.say(Meaning::Key, menu).gap(1).add(Meaning::Key, command(Action::Bel112)).gap(1);
    let pieces = actions.iter().filter_map(|a| key(s, scopes, *a).map(|way| piece(s, way, *a)));
    let left = as_many_as_fit(s.row().gap(1), pieces, width.saturating_sub(right.width() + GAP));
    spread(left, right, width)
}

/// Empty cells between two keys.
const GAP: usize = 3;

/// As many of `pieces` behind `head` as fit in `width` cells.
fn as_many_as_fit<'a>(head: Row<'a>, pieces: impl Iterator<Item = Row<'a>>, width: usize) -> Row<'a> {
    let mut row = head;
    for piece in pieces {
        let gap = if row.width() > 1 { GAP } else { 0 };
        if row.width() + gap + piece.width() > width {
            return row;
        }
        row = row.gap(gap).append(piece);
    }
    row
}
