//! The list of dossiers: the most urgent first, and why it is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::screens::overzicht::{gekozen, rijen};
use crate::domain::dossier::{Antwoord, DossierStatus, Fase};
use crate::domain::tijd::{Tijdstip, duur};
use crate::input::catalogue::Action;
use crate::projection::rij::{DossierRij, TermijnRij};
use crate::theme::Meaning;
use crate::view::drawn::{Drawn, rules};
use crate::view::layout::{self, Breadth, Class, Height};
use crate::view::scene::Scene;
use crate::view::screens::header::{connection, oefening};
use crate::view::screens::overleg::workspace::clip;
use crate::view::text;
use crate::view::widgets::fields::{LABEL, field};
use crate::view::widgets::keys;
use crate::view::widgets::list;
use crate::view::widgets::row::{Row, print, spread};
use crate::view::widgets::said::said;
use crate::view::widgets::words;

const KEYS: [Action; 6] = [Action::Open, Action::Vandaag, Action::NieuwDossier, Action::Zoek, Action::Help, Action::Stop];

/// The cells of each part of a row: title, state, why, what is late, what comes next, last change. None is left out.
struct Columns([usize; 6]);

impl Columns {
    fn of(width: usize) -> Self {
        Self(match width {
            ..60 => [0, 0, 16, 9, 0, 0],
            60..103 => [14, 0, 20, 0, 24, 0],
            103..115 => [14, 20, 20, 9, 24, 0],
            115..160 => [12, 20, 20, 9, 24, 11],
            _ => [30, 28, 22, 10, 60, 14],
        })
    }

    /// A row of cells.
    fn row<'a>(&self, s: Scene<'a>, number: (Meaning, &str), cells: [(Meaning, &str); 6]) -> Row<'a> {
        let row = s.row().cell(number.0, number.1, 7);
        let shown = cells.into_iter().zip(self.0).filter(|(_, width)| *width > 0);
        shown.fold(row, |row, ((what, text), width)| row.gap(2).cell(what, text, width))
    }
}

/// Draws it in `area`.
pub(crate) fn draw(s: Scene<'_>, buf: &mut Buffer, area: Rect, class: Class) -> Drawn {
    let parts = layout::parts(area, class, 1, 1);
    let width = usize::from(area.width);
    print(buf, parts.header, [header(s, width)]);
    rules(s, buf, parts);
    let rows = rijen(s.m);
    let mut body = layout::inset(parts.body, u16::from(class.breadth > Breadth::Phone));
    if class.height > Height::Low && !rows.is_empty() {
        let detail = layout::bottom(&mut body, if class.height == Height::Tall { 11 } else { 7 });
        layout::bottom(&mut body, 1);
        let shown = rows.get(gekozen(s.m)).map(|r| chosen(s, r, usize::from(detail.width))).unwrap_or_default();
        print(buf, detail, clip(s, shown, usize::from(detail.height), Action::Open));
    }
    if rows.is_empty() {
        print(buf, body, empty(s, usize::from(body.width)));
    } else {
        table(s, buf, body, class.breadth, &rows);
    }
    print(buf, parts.line, [message(s).fit(width)]);
    if s.m.lagen.is_empty() {
        print(buf, parts.footer, [keys::footer(s, &KEYS, s.row(), width)]);
    }
    let room = layout::between(area, parts.body.bottom());
    Drawn { room, cursor: None, footer: parts.footer, bladen: None }
}

/// What the program has to say, or that the connection is not there.
pub(crate) fn message(s: Scene<'_>) -> Row<'_> {
    let row = s.row().gap(1);
    match (said(s), connection(s, false)) {
        (Some(said), _) => row.append(said),
        (None, Some(lost)) => row.append(lost),
        (None, None) => row,
    }
}

fn header(s: Scene<'_>, width: usize) -> Row<'_> {
    let (gap, word) = if width < 40 { (1, oefening(s).trim()) } else { (2, oefening(s)) };
    let left = s.row().gap(gap - 1).add(Meaning::Accent, "Dossiers");
    let left = if s.m.oefening { left.gap(gap).add(Meaning::Exercise, word) } else { left };
    let left = left.gap(2).add(Meaning::Muted, words::count(s.m.dossiers.len(), "dossier", "dossiers"));
    let right = s.m.ik.as_ref().map(|ik| format!("{}   ", ik.naam));
    let right = s.row().maybe(Meaning::Muted, right.filter(|_| width >= 64)).add(Meaning::Accent, s.m.nu.klok()).gap(1);
    spread(left, right, width)
}

fn table(s: Scene<'_>, buf: &mut Buffer, area: Rect, breadth: Breadth, rows: &[&DossierRij]) {
    let columns = Columns::of(usize::from(area.width.saturating_sub(3)));
    let mut rest = area;
    if breadth > Breadth::Phone {
        let heads =
            ["werktitel", "stand", "waarom hier", "acties", "eerstvolgend", "gewijzigd"].map(|h| (Meaning::Heading, h));
        let head = s.row().gap(2).append(columns.row(s, (Meaning::Heading, "nummer"), heads));
        print(buf, layout::top(&mut rest, 1), [head]);
    }
    list::draw(s, buf, rest, (rows.len(), gekozen(s.m)), |at, width| {
        rows.get(at).map(|r| one(s, r, &columns, width)).unwrap_or_default()
    });
}

/// A dossier; a title that is longer than its column goes on under it.
fn one<'a>(s: Scene<'a>, r: &DossierRij, columns: &Columns, width: usize) -> Vec<Row<'a>> {
    let nu = s.m.nu;
    let over = if r.status.is_afgesloten() { Meaning::Muted } else { Meaning::Text };
    let (what, why) = why(r, nu, columns.0.get(2).is_some_and(|cells| *cells > 19));
    let roomy = columns.0.get(4).is_some_and(|cells| *cells > 40);
    let next = r.volgende(nu).map(|k| next(k, nu, roomy)).unwrap_or_default();
    let (state, changed) = (state(r), r.gewijzigd.kort(nu));
    let late = r.te_laat(nu);
    let late = if late > 0 { format!("{late} te laat") } else { String::new() };
    let cells = columns.0.first().copied().filter(|cells| *cells > 0);
    let mut title = cells.map_or_else(Vec::new, |cells| text::wrap(r.werktitel.as_str(), cells)).into_iter();
    let title_begin = (over, title.next().unwrap_or_default());
    let cells =
        [title_begin, (over, &state), (what, &why), (Meaning::Warning, &late), (over, &next), (Meaning::Muted, &changed)];
    let row = columns.row(s, (if over == Meaning::Text { Meaning::Accent } else { over }, &r.nummer.to_string()), cells);
    std::iter::once(row.fit(width)).chain(title.map(|more| s.row().gap(9).add(over, more.to_owned()))).collect()
}

/// Where a dossier is, in words.
fn state(r: &DossierRij) -> String {
    match r.overleg {
        Some((nr, Fase::Gepland)) => format!("overleg {nr} gepland"),
        Some((_, fase)) if fase.loopt() => fase.to_string(),
        _ if r.status == DossierStatus::Melding && r.meldingen.len() > 1 => format!("{} meldingen", r.meldingen.len()),
        _ => r.status.to_string(),
    }
}

/// Why a dossier stands where it stands.
fn why(r: &DossierRij, nu: Tijdstip, wide: bool) -> (Meaning, String) {
    let acuut = r.acuut.map(|(a, _)| a);
    if let Some(op) = r.gebeld {
        let why = if wide { format!("112 gebeld {}", op.kort(nu)) } else { "112, uitkomst?".to_owned() };
        return (Meaning::Danger, why);
    }
    if r.status.is_afgesloten() {
        return (Meaning::Muted, "afgesloten".to_owned());
    }
    match (acuut, r.overleg) {
        (Some(Antwoord::Ja), _) => words::acuut(acuut),
        _ if r.moet_opnieuw(nu) => (Meaning::Danger, "acuut? opnieuw".to_owned()),
        (_, Some((_, fase))) if fase.loopt() => (Meaning::Current, "overleg bezig".to_owned()),
        _ if r.te_laat(nu) > 0 => (Meaning::Warning, "actie te laat".to_owned()),
        (Some(Antwoord::Nee), _) => (Meaning::Muted, "op termijn".to_owned()),
        _ => words::acuut(acuut),
    }
}

/// What comes next, and how long until then.
fn next(k: &TermijnRij, nu: Tijdstip, roomy: bool) -> String {
    let when = format!("{}, nog {}", k.op.kort(nu), duur(k.op.since(nu)));
    if roomy { format!("{when}   {}", k.wat) } else { when }
}

/// What a raadpleger wants to know in five seconds, of the chosen dossier.
fn chosen<'a>(s: Scene<'a>, r: &DossierRij, width: usize) -> Vec<Row<'a>> {
    let nu = s.m.nu;
    let (what, word) = words::acuut(r.acuut.map(|(a, _)| a));
    let since = r.acuut.map(|(_, op)| format!(" sinds {}", op.kort(nu)));
    let head = s.say(Meaning::Accent, format!("{} {}", r.nummer, r.werktitel)).gap(3).add(what, word);
    let again = r.moet_opnieuw(nu).then_some("   acuut? opnieuw");
    let mut rows = vec![head.maybe(Meaning::Muted, since).maybe(Meaning::Danger, again).fit(width)];
    // where there is room for few columns the others are told here
    let late = r.te_laat(nu);
    let late = if late > 0 { format!("{late} te laat") } else { String::new() };
    if let Some(op) = r.gebeld {
        rows.push(s.say(Meaning::Danger, format!("112 gebeld {}: uitkomst nog niet genoteerd", op.kort(nu))).fit(width));
    }
    let flow = s.flow().part(Meaning::Text, &state(r)).part(Meaning::Warning, &late);
    let flow = match r.meldingen.len() {
        0 => flow,
        n => flow.part(Meaning::Muted, &words::count(n, "melding", "meldingen")),
    };
    let flow = flow.part(Meaning::Muted, &format!("gewijzigd {}", r.gewijzigd.kort(nu)));
    rows.extend(flow.hang(s.say(Meaning::Muted, "stand"), LABEL, width));
    rows.extend(field(s, width, "contactpersoon", r.contactpersoon.as_str(), "nog niet benoemd"));
    let mut label = Some(s.say(Meaning::Muted, "klokken"));
    for k in &r.klokken {
        let (what, when) = match (k.is_actie(), k.is_voorbij(nu)) {
            (true, late) => words::due(k.op, late, nu),
            (false, true) => (Meaning::Warning, format!("afgelopen {}", k.op.kort(nu))),
            (false, false) => (Meaning::Text, k.op.kort(nu)),
        };
        let row = label.take().unwrap_or_else(|| s.row()).to(LABEL).cell(what, &when, 28);
        rows.extend(s.flow().add(Meaning::Text, k.wat.as_str()).hang(row, LABEL + 28, width));
    }
    if let Some(label) = label {
        rows.push(label.to(LABEL).add(Meaning::Muted, "er loopt geen termijn"));
    }
    rows
}

/// What will stand here.
fn empty(s: Scene<'_>, width: usize) -> Vec<Row<'_>> {
    let text = match s.m.verbinding {
        crate::app::model::Verbinding::Er => {
            format!(
                "Hier staan de dossiers waar u bij kunt. {} opent een nieuw dossier.",
                keys::way(s, Action::NieuwDossier)
            )
        }
        _ => "Hier staan straks de dossiers waar u bij kunt.".to_owned(),
    };
    let mut rows = vec![s.row()];
    rows.extend(s.flow().add(Meaning::Hint, &text).rows(width));
    rows
}
