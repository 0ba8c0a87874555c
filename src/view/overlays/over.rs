//! About a partner or a role: the list, and beside it what the kader and the attendance list say of the chosen one.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::overlays::Over;
use crate::app::overlays::over::{Eerst, OverRij, rijen};
use crate::domain::kader::{EIGEN, Grond, Herkomst, Partner, RolTaak};
use crate::domain::tekst::Tekst;
use crate::input::catalogue::{Action, Scope};
use crate::theme::Meaning;
use crate::view::layout;
use crate::view::scene::Scene;
use crate::view::widgets::fields::{field, styled};
use crate::view::widgets::keys::key;
use crate::view::widgets::list;
use crate::view::widgets::panel::{at_bottom, panel};
use crate::view::widgets::row::{Row, print};

/// From how many columns the list stands beside what is told.
const BESIDE: u16 = 70;
/// From how many columns the list has room for whole names.
const WIDE: u16 = 100;

/// Draws it.
pub(crate) fn draw(s: Scene<'_>, buf: &mut Buffer, room: Rect, over: &Over) {
    let rows = rijen(s.m);
    let chosen = over.gekozen.min(rows.len().saturating_sub(1));
    let mut inner = panel(s, buf, at_bottom(room, room.width, room.height), "Over deze partner");
    if inner.width >= BESIDE {
        let columns = if inner.width >= WIDE { 36 } else { 24 };
        names(s, buf, layout::left(&mut inner, columns, 2), &rows, chosen);
    }
    let width = usize::from(inner.width);
    let told = match rows.get(chosen) {
        Some(OverRij::Partner(p)) => partner(s, p, over.eerst, width),
        Some(OverRij::Rol(r)) => rol(s, r, width),
        None => vec![s.say(Meaning::Missing, "het kader noemt geen partners")],
    };
    scrolled(s, buf, inner, told, over.vanaf);
}

/// The names under each other, long ones on two lines; so many that the chosen one is among them.
fn names(s: Scene<'_>, buf: &mut Buffer, area: Rect, all: &[OverRij<'_>], chosen: usize) {
    let width = usize::from(area.width);
    let mut rows: Vec<(bool, Row<'_>)> = Vec::new();
    let (mut at, mut group) = (0, "");
    for (nr, one) in all.iter().enumerate() {
        let of = if matches!(one, OverRij::Partner(_)) { "PARTNERS" } else { "ROLLEN" };
        if of != group {
            group = of;
            rows.push((false, s.say(Meaning::Heading, of)));
        }
        let mark = if nr == chosen { s.say(Meaning::Current, list::CHOSEN) } else { s.row() };
        if nr == chosen {
            at = rows.len();
        }
        let name = s.flow().add(Meaning::Text, one.naam().as_str()).hang(mark, 2, width);
        rows.extend(name.into_iter().map(|row| (nr == chosen, row)));
    }
    let from = list::first(rows.len(), at, usize::from(area.height), |_| 1);
    for ((is_chosen, row), y) in rows.into_iter().skip(from).zip(area.top()..area.bottom()) {
        let here = Rect { y, height: 1, ..area };
        print(buf, here, [row]);
        if is_chosen {
            buf.set_style(here.intersection(buf.area), s.style(Meaning::Selected));
        }
    }
}

/// As much as fits from line `from` on; the last line says that there is more.
fn scrolled(s: Scene<'_>, buf: &mut Buffer, area: Rect, rows: Vec<Row<'_>>, from: usize) {
    let (n, height) = (rows.len(), usize::from(area.height));
    if n <= height || height < 2 {
        print(buf, area, rows);
        return;
    }
    let shown = height - 1;
    let from = from.min(n - shown);
    let mut text = area;
    let foot = layout::bottom(&mut text, 1);
    print(buf, text, rows.into_iter().skip(from));
    let (action, word) = if from + shown < n { (Action::BladerNeer, "verder") } else { (Action::BladerOp, "terug") };
    let place = format!("regel {} tot {} van {n}", from + 1, from + shown);
    let key = key(s, &[Scope::Keuze], action).unwrap_or_default();
    print(buf, foot, [s.say(Meaning::Muted, place).gap(3).add(Meaning::Key, key).gap(1).add(Meaning::Hint, word)]);
}

/// All of a partner; what is asked here comes first.
fn partner<'a>(s: Scene<'a>, p: &'a Partner, eerst: Eerst, width: usize) -> Vec<Row<'a>> {
    let head = s.flow().part(Meaning::Accent, p.naam.as_str());
    let mut rows = if p.kern { head.part(Meaning::Muted, "kernteam") } else { head }.rows(width);
    rows.extend(aan_tafel(s, p, width));
    let mut parts =
        [(Eerst::Taak, taak(s, p, width)), (Eerst::Grond, gronden(s, p, width)), (Eerst::Bereik, bereik(s, p, width))];
    parts.sort_by_key(|(wat, _)| *wat != eerst);
    rows.extend(parts.into_iter().flat_map(|(_, rows)| rows));
    let ook: Vec<&str> = p.ook.iter().map(Tekst::as_str).collect();
    if !ook.is_empty() {
        rows.extend(styled(s, width, "na @ ook", &[(Meaning::Muted, &ook.join(", "))]));
    }
    rows.extend(styled(s, width, "bron", &[(Meaning::Muted, &source(s, &p.bron))]));
    rows
}

/// Who sits here for it, with what each may decide.
fn aan_tafel<'a>(s: Scene<'a>, p: &Partner, width: usize) -> Vec<Row<'a>> {
    let all = s.m.overleg().map(|o| o.deelnemers.as_slice()).unwrap_or_default();
    let here =
        all.iter().filter(|d| p.naam.same(d.organisatie.as_str()) || p.ook.iter().any(|o| o.same(d.organisatie.as_str())));
    let mut rows = Vec::new();
    for d in here.filter(|d| !d.naam.is_empty()) {
        let state = d.aanwezig.to_string();
        let flow = s.flow().part(Meaning::Text, d.naam.as_str()).part(Meaning::Muted, d.functie.as_str());
        let flow = flow.part(Meaning::Muted, &state).part(Meaning::Text, d.mandaat.as_str());
        let label = if rows.is_empty() { "dit overleg" } else { "" };
        rows.extend(flow.hang(s.say(Meaning::Muted, label), crate::view::widgets::fields::LABEL, width));
    }
    rows
}

fn taak<'a>(s: Scene<'a>, p: &Partner, width: usize) -> Vec<Row<'a>> {
    let mut rows = field(s, width, "kerntaak", p.kerntaak.as_str(), "niet gezegd");
    rows.extend(field(s, width, "kan weten", p.informatiepositie.as_str(), "niet gezegd"));
    rows
}

/// How it is reached; and the fixed contact person of the dossier, where that is one of its people.
fn bereik<'a>(s: Scene<'a>, p: &Partner, width: usize) -> Vec<Row<'a>> {
    let mut rows = field(s, width, "bereikbaar", p.bereikbaarheid.as_str(), "niet gezegd: vraag naam, nummer en uren");
    let contact = s.m.dossier().and_then(|d| d.contactpersoon.as_ref()).filter(|c| p.naam.same(c.organisatie.as_str()));
    if let Some(c) = contact {
        let flow = s.flow().part(Meaning::Text, c.naam.as_str()).part(Meaning::Text, c.bereikbaar.as_str());
        rows.extend(flow.hang(s.say(Meaning::Muted, "vast contact"), crate::view::widgets::fields::LABEL, width));
    }
    rows
}

/// On which grounds it may share: with whom, what for, under which conditions, and what a lawyer checks.
fn gronden<'a>(s: Scene<'a>, p: &Partner, width: usize) -> Vec<Row<'a>> {
    let kader = s.m.kader();
    let all: Vec<&Grond> = p.gronden.iter().filter_map(|id| kader.and_then(|k| k.grond(id))).collect();
    if all.is_empty() {
        return field(s, width, "mag delen op", "", "geen grond in het kader: vraag een jurist");
    }
    let mut rows = Vec::new();
    let mut checks: Vec<&str> = Vec::new();
    for (nr, g) in all.into_iter().enumerate() {
        let label = if nr == 0 { "mag delen op" } else { "of op" };
        let aan = format!(" (aan {})", g.aan);
        rows.extend(styled(s, width, label, &[(Meaning::Accent, g.grond.as_str()), (Meaning::Muted, &aan)]));
        rows.extend(styled(s, width, "", &[(Meaning::Text, g.doel.as_str())]));
        rows.extend(styled(s, width, "", &[(Meaning::Text, g.voorwaarden.as_str())]));
        // what a lawyer checks is told in full once, and as the same where it is the same
        let again = checks.contains(&g.te_toetsen.as_str());
        checks.push(g.te_toetsen.as_str());
        let check = if again { "Te toetsen door een jurist, om dezelfde reden." } else { g.te_toetsen.as_str() };
        rows.extend(styled(s, width, "", &[(Meaning::Muted, check)]));
    }
    rows
}

/// All of a role, and who holds it here where the record knows that.
fn rol<'a>(s: Scene<'a>, r: &'a RolTaak, width: usize) -> Vec<Row<'a>> {
    let mut rows = s.flow().part(Meaning::Accent, r.naam.as_str()).part(Meaning::Muted, "rol").rows(width);
    rows.extend(field(s, width, "taak", r.taak.as_str(), "niet gezegd"));
    rows.extend(styled(s, width, "bron", &[(Meaning::Muted, &source(s, &r.bron))]));
    rows
}

fn source(s: Scene<'_>, bron: &Herkomst) -> String {
    if bron.document == EIGEN {
        return "eigen keuze".to_owned();
    }
    let title = s.m.kader().and_then(|k| k.documenten.get(&bron.document)).map_or("", |d| d.titel.as_str());
    if bron.paragraaf.is_empty() { title.to_owned() } else { format!("{title}, {}", bron.paragraaf) }
}
