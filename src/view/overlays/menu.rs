//! The menu: every action by name, what it does, its key; what cannot be done now stands below and says why.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::overlays::menu::{Menu, Menurij, OPENER, rijen};
use crate::input::catalogue::Scope;
use crate::theme::Meaning;
use crate::view::layout;
use crate::view::scene::Scene;
use crate::view::text;
use crate::view::widgets::keys::{command, key};
use crate::view::widgets::list;
use crate::view::widgets::panel::{at_bottom, panel};
use crate::view::widgets::row::{Row, print, spread};
use crate::view::widgets::said::said;

/// The cells of a name.
const NAME: usize = 17;

/// Draws it; gives where the cursor stands.
pub(crate) fn draw(s: Scene<'_>, buf: &mut Buffer, room: Rect, menu: &Menu) -> Position {
    let rows = rijen(s.m, menu.filter.text());
    let height = u16::try_from(rows.len().max(1)).unwrap_or(room.height).saturating_add(4).min(24);
    let mut inner = panel(s, buf, at_bottom(room, 100, height.max(8)), "Wat wilt u doen?");
    let typed = layout::bottom(&mut inner, 1);
    if inner.height > 6 {
        layout::bottom(&mut inner, 1);
    }
    if rows.is_empty() {
        let nothing = "Er is geen opdracht die zo heet. Backspace wist wat u typte.";
        print(buf, inner, s.flow().add(Meaning::Missing, nothing).rows(usize::from(inner.width)));
    }
    // no row is chosen where Enter takes none
    let chosen = menu.gekozen(&rows);
    list::draw(s, buf, inner, (rows.len(), chosen), |at, width| {
        rows.get(at).map(|rij| row(s, menu, rij, width)).into_iter().collect()
    });
    let line = s.say(Meaning::Key, OPENER.to_string()).add(Meaning::Text, menu.filter.text().trim_start_matches(OPENER));
    let before = text::width(menu.filter.before_cursor().trim_start_matches(OPENER)) + 1;
    let right = said(s).unwrap_or_else(|| s.row());
    print(buf, typed, [spread(line, right, usize::from(typed.width))]);
    let x = typed.x.saturating_add(u16::try_from(before).unwrap_or(0).min(typed.width.saturating_sub(1)));
    Position { x, y: typed.y }
}

fn row<'a>(s: Scene<'a>, menu: &Menu, rij: &Menurij, width: usize) -> Row<'a> {
    let (entry, can) = match rij {
        Menurij::Opdracht(entry, can) => (entry, can),
        Menurij::InLijst => {
            let typed = menu.filter.text().trim().trim_start_matches(OPENER);
            let found = s.row().cell(Meaning::Text, "zoek hier", NAME).add(Meaning::Muted, "Toont alleen de rijen met: ");
            return found.add(Meaning::Accent, typed.to_owned()).fit(width);
        }
    };
    // a key counts as it would without the menu over the screen
    let keys = key(s, &[s.m.blik_scope(), Scope::Overal], entry.action).unwrap_or_default();
    let name = command(entry.action);
    match can {
        Ok(()) => {
            let left = s.row().cell(Meaning::Text, &name, NAME).add(Meaning::Muted, entry.doc);
            spread(left, s.say(Meaning::Key, keys), width)
        }
        Err(why) => s.row().cell(Meaning::Muted, &name, NAME).add(Meaning::Muted, format!("kan nu niet: {why}")).fit(width),
    }
}
