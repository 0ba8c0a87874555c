//! What waits, in all dossiers: when, what, in which dossier, whose.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::overzicht::message;
use crate::app::screens::vandaag::{Wacht, Wachtrij, plaats, rijen};
use crate::input::catalogue::Action;
use crate::projection::rij::TermijnRij;
use crate::theme::Meaning;
use crate::view::drawn::{Drawn, rules};
use crate::view::layout::{self, Breadth, Class};
use crate::view::scene::Scene;
use crate::view::screens::header::oefening;
use crate::view::widgets::keys;
use crate::view::widgets::list;
use crate::view::widgets::row::{Row, print, spread};
use crate::view::widgets::words;

const KEYS: [Action; 6] =
    [Action::Open, Action::AllesWatWacht, Action::Overzicht, Action::NieuwDossier, Action::Zoek, Action::Stop];

/// Draws it in `area`.
pub(crate) fn draw(s: Scene<'_>, buf: &mut Buffer, area: Rect, class: Class) -> Drawn {
    let parts = layout::parts(area, class, 1, 1);
    let width = usize::from(area.width);
    let rows = rijen(s.m);
    print(buf, parts.header, [header(s, rows.len(), width)]);
    rules(s, buf, parts);
    let body = layout::inset(parts.body, u16::from(class.breadth > Breadth::Phone));
    if rows.is_empty() {
        print(buf, body, empty(s, usize::from(body.width)));
    } else {
        list::draw(s, buf, body, (rows.len(), plaats(s.m, &rows)), |at, width| {
            rows.get(at).map(|row| one(s, *row, class.breadth, width)).unwrap_or_default()
        });
    }
    print(buf, parts.line, [message(s).fit(width)]);
    if s.m.lagen.is_empty() {
        let said = |action| match action {
            Action::AllesWatWacht if s.m.vandaag.alles => "van u, tot morgen".to_owned(),
            action => keys::label(action).to_owned(),
        };
        print(buf, parts.footer, [keys::footer_as(s, &KEYS, s.row(), width, said)]);
    }
    let room = layout::between(area, parts.body.bottom());
    Drawn { room, cursor: None, footer: parts.footer, bladen: None }
}

fn header(s: Scene<'_>, n: usize, width: usize) -> Row<'_> {
    let left = s.row().gap(1).add(Meaning::Accent, "Vandaag");
    let left = if s.m.oefening { left.gap(2).add(Meaning::Exercise, oefening(s)) } else { left };
    let what = if s.m.vandaag.alles { "alles wat wacht" } else { "wat op u wacht, tot morgen" };
    let left = left.gap(2).add(Meaning::Muted, format!("{what}: {n}"));
    let right = s.m.ik.as_ref().map(|ik| format!("{}   ", ik.naam));
    let right = s.row().maybe(Meaning::Muted, right.filter(|_| width >= 64)).add(Meaning::Accent, s.m.nu.klok()).gap(1);
    spread(left, right, width)
}

/// One thing that waits.
fn one<'a>(s: Scene<'a>, row: Wachtrij<'a>, breadth: Breadth, width: usize) -> Vec<Row<'a>> {
    let (wide, r) = (breadth > Breadth::One, row.dossier);
    let (what, when) = match (row.wacht, row.termijn) {
        (_, Some(k)) => due(s, k, wide),
        (Wacht::Gebeld112, None) => (Meaning::Danger, "112 gebeld".to_owned()),
        (Wacht::Acuut | Wacht::Termijn(_), None) if r.moet_opnieuw(s.m.nu) => {
            (Meaning::Danger, "ACUUT? opnieuw".to_owned())
        }
        (Wacht::Acuut | Wacht::Termijn(_), None) => words::acuut(r.acuut.map(|(a, _)| a)),
    };
    let columns = s.row().cell(what, &when, if wide { 28 } else { 20 }).gap(1);
    let columns = columns.cell(Meaning::Accent, &r.nummer.to_string(), 7).gap(1);
    let columns = if wide { columns.cell(Meaning::Muted, r.werktitel.as_str(), 22).gap(1) } else { columns };
    let flow = match (row.wacht, row.termijn) {
        (_, Some(k)) => s.flow().add(Meaning::Text, k.wat.as_str()).part(Meaning::Muted, k.wie.as_str()),
        (Wacht::Gebeld112, None) => s.flow().add(Meaning::Text, "uitkomst nog niet genoteerd: /na112"),
        (Wacht::Acuut | Wacht::Termijn(_), None) => s.flow().add(Meaning::Text, "is er nu iemand in direct gevaar?"),
    };
    list::tall(s, columns, &flow, width)
}

/// When it is due, with what that means.
fn due(s: Scene<'_>, k: &TermijnRij, wide: bool) -> (Meaning, String) {
    let (what, when) = words::due(k.op, k.is_voorbij(s.m.nu), s.m.nu);
    // the hour is never what is cut
    (what, if wide { when } else { when.replace("te laat sinds", "te laat") })
}

/// What will stand here.
fn empty(s: Scene<'_>, width: usize) -> Vec<Row<'_>> {
    let all = keys::way(s, Action::AllesWatWacht);
    let text = if s.m.vandaag.alles {
        "Hier staat wat in de dossiers wacht: acties, antwoorden, klokken. Er wacht niets.".to_owned()
    } else {
        format!("Er wacht nu niets op u, en tot morgen ook niet. {all} toont ook wat later komt, en van anderen.")
    };
    let mut rows = vec![s.row()];
    rows.extend(s.flow().add(Meaning::Hint, &text).rows(width));
    rows
}
