//! The third column of a very wide window: what others type, and what hangs on the dossier.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::dossier::{Actie, ActieStatus, Dossier};
use crate::input::catalogue::Action;
use crate::theme::Meaning;
use crate::view::layout;
use crate::view::scene::Scene;
use crate::view::screens::overleg::drafts;
use crate::view::screens::overleg::workspace::{action_line, clip, decision_line};
use crate::view::widgets::row::{Row, print};

/// The rows that stay for what others type: what stands under it never moves when they do.
const DRAFTS: usize = 7;

/// Draws the column.
pub(crate) fn draw(s: Scene<'_>, buf: &mut Buffer, area: Rect) {
    let Some(d) = s.m.dossier() else { return };
    let width = usize::from(area.width);
    let mut rest = area;
    let contact = contact(s, d, width);
    print(buf, layout::top(&mut rest, 4), contact);
    layout::top(&mut rest, 1);
    let drafts = layout::bottom(&mut rest, DRAFTS);
    let each = usize::from(rest.height) / 2;
    let decisions = layout::top(&mut rest, each);
    print(buf, decisions, clip(s, decided(s, d, width), each.saturating_sub(1), Action::Besluiten));
    let room = usize::from(rest.height.saturating_sub(1));
    print(buf, rest, clip(s, actions(s, d, width), room, Action::Acties));
    let typed = s.m.concepten.is_empty();
    let quiet = || vec![s.say(Meaning::Muted, "niemand")];
    let rows = if typed { quiet() } else { drafts::in_full(s, width) };
    let mut below = drafts;
    print(buf, layout::top(&mut below, 1), [s.say(Meaning::Heading, "DE ANDEREN TYPEN")]);
    // the latest words are at the end
    let over = rows.len().saturating_sub(usize::from(below.height));
    print(buf, below, rows.into_iter().skip(over));
}

/// The one person who can always be asked.
fn contact<'a>(s: Scene<'a>, d: &Dossier, width: usize) -> Vec<Row<'a>> {
    let mut rows = vec![s.say(Meaning::Heading, "VASTE CONTACTPERSOON")];
    rows.extend(match &d.contactpersoon {
        Some(c) => {
            let flow = s.flow().part(Meaning::Text, &format!("{} ({})", c.naam, c.organisatie));
            flow.part(Meaning::Muted, &c.bereik()).rows(width)
        }
        None => vec![s.say(Meaning::Missing, "nog niet benoemd")],
    });
    rows
}

/// The decisions that stand, the latest first.
fn decided<'a>(s: Scene<'a>, d: &Dossier, width: usize) -> Vec<Row<'a>> {
    let mut rows = vec![s.say(Meaning::Heading, "BESLUITEN")];
    let standing: Vec<_> = d.besluiten.values().rev().filter(|b| !b.status.is_eind()).collect();
    if standing.is_empty() {
        rows.push(s.say(Meaning::Muted, "nog geen"));
    }
    rows.extend(standing.into_iter().flat_map(|b| decision_line(s, b, width)));
    rows
}

/// The actions that are open, the first deadline first.
fn actions<'a>(s: Scene<'a>, d: &Dossier, width: usize) -> Vec<Row<'a>> {
    let mut open: Vec<&Actie> = d.acties.values().filter(|a| a.status == ActieStatus::Open).collect();
    open.sort_by_key(|a| (a.termijn.is_none(), a.termijn, a.id));
    let late = open.iter().filter(|a| a.is_te_laat(s.m.nu)).count();
    let title = s.say(Meaning::Heading, "OPEN ACTIES");
    let late = (late > 0).then(|| format!("  {late} te laat"));
    let mut rows = vec![title.maybe(Meaning::Warning, late)];
    if open.is_empty() {
        rows.push(s.say(Meaning::Muted, "geen"));
    }
    rows.extend(open.into_iter().flat_map(|a| action_line(s, a, width)));
    rows
}
