//! The lists of what hangs on the meetings: a table, and all that is known of the chosen row under it.

mod betrokkene;
pub(crate) mod bord;
mod cells;
mod detail;
pub(crate) mod informatie;
mod klok;
mod maatregel;
mod melding;
mod onderwerp;
mod table;
mod toegang;
mod told;
mod voorlegger;
pub(crate) mod weging;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::screens::Blik;
use crate::app::screens::register::{Lijststaat, Registerlijst, Rij, gekozen, rijen};
use crate::input::catalogue::Action;
use crate::theme::Meaning;
use crate::view::drawn::{Drawn, rules};
use crate::view::layout::{self, Breadth, Class, Height};
use crate::view::scene::Scene;
use crate::view::screens::header;
use crate::view::screens::overleg::workspace::clip;
use crate::view::widgets::keys::{self, command};
use crate::view::widgets::list;
use crate::view::widgets::row::{Row, print, rule};
use crate::view::widgets::said::said;

pub(crate) use onderwerp::subject_line;
pub(crate) use voorlegger::page;

/// A list by name, with how it is opened.
type Tab = (Registerlijst, &'static str, Action);

/// The lists, those beside each other that fit beside each other.
const LISTS: [&[Tab]; 4] = [
    &[
        (Registerlijst::Besluiten, "Besluiten", Action::Besluiten),
        (Registerlijst::Acties, "Acties", Action::Acties),
        (Registerlijst::Vragen, "Open vragen", Action::Vragen),
        (Registerlijst::Regels, "Regels", Action::Regels),
    ],
    &[
        (Registerlijst::Inzetten, "Maatregelen", Action::Maatregelen),
        (Registerlijst::Klokken, "Klokken", Action::Klokken),
        (Registerlijst::Voorleggers, "Burgemeester", Action::Voorlegger),
        (Registerlijst::Onderwerpen, "Vast te stellen", Action::Onderwerpen),
        (Registerlijst::Opties, "Opties", Action::Opties),
    ],
    &[
        (Registerlijst::Meldingen, "Meldingen", Action::Meldingen),
        (Registerlijst::Betrokkenen, "Betrokkenen", Action::Betrokkenen),
        (Registerlijst::Informatiebeeld, "Informatiebeeld", Action::Informatiebeeld),
    ],
    &[(Registerlijst::Toegang, "Wie mag erbij", Action::Toegang)],
];

/// Draws it in `area`.
pub(crate) fn draw(s: Scene<'_>, buf: &mut Buffer, area: Rect, class: Class, staat: Lijststaat) -> Drawn {
    let parts = layout::parts(area, class, header::height(s, class.breadth), 1);
    let width = usize::from(area.width);
    print(buf, parts.header, header::rows(s, class.breadth, width));
    rules(s, buf, parts);
    let mut body = layout::inset(parts.body, u16::from(class.breadth > Breadth::Phone));
    let tabs = if staat.lijst.weegt() { weging::tabs } else { tabs };
    print(buf, layout::top(&mut body, 1), [tabs(s, staat.lijst, usize::from(body.width))]);
    if class.height > Height::Low {
        layout::top(&mut body, 1);
    }
    if !s.m.lijst_zoek.is_empty() {
        print(buf, layout::top(&mut body, 1), [searched(s, usize::from(body.width))]);
    }
    let rows = rijen(s.m, staat.lijst);
    let (at, chosen) = gekozen(s.m, &staat);
    match chosen {
        None => print(buf, body, empty(s, staat.lijst, usize::from(body.width))),
        Some(chosen) if staat.lijst.weegt() => weighed(s, buf, body, class, (staat.lijst, &rows, at, chosen)),
        Some(chosen) => {
            let wished = detail::rows(s, chosen, usize::from(body.width));
            // the list takes no more rows than it has
            let left = usize::from(body.height).saturating_sub(rows.len() + 1);
            let most = if class.height == Height::Low { 0 } else { left.max(usize::from(body.height) / 2) };
            let height = wished.len().min(most);
            let detail = layout::bottom(&mut body, height);
            if class.height > Height::Low {
                rule(buf, layout::bottom(&mut body, 1), s.theme);
            }
            print(buf, detail, clip(s, wished, height, Action::Lees));
            list::draw(s, buf, body, (rows.len(), at), |i, width| {
                rows.get(i).map(|rij| table::rows(s, *rij, width)).unwrap_or_default()
            });
        }
    }
    print(buf, parts.line, [message(s).fit(width)]);
    if s.m.lagen.is_empty() {
        let said = |action| does(chosen, action).unwrap_or_else(|| keys::label(action)).to_owned();
        let offered: Vec<Action> = actions(staat.lijst).iter().copied().filter(|a| !said(*a).is_empty()).collect();
        print(buf, parts.footer, [keys::footer_as(s, &offered, s.row(), width, said)]);
    }
    let room = layout::between(area, parts.body.bottom());
    Drawn { room, cursor: None, footer: parts.footer, bladen: None }
}

/// A list of oordeelsvorming under headings; what belongs to the chosen row beside it, or under it where it is narrow.
fn weighed(
    s: Scene<'_>,
    buf: &mut Buffer,
    area: Rect,
    class: Class,
    (lijst, rows, at, chosen): (Registerlijst, &[Rij], usize, Rij),
) {
    let mut body = area;
    let roomy = class.breadth >= Breadth::Two && class.height > Height::Low;
    if roomy {
        let side = layout::right(&mut body, (area.width * 3 / 8).min(area.width.saturating_sub(NARROW)).max(SIDE_MIN), 2);
        let told = weging::beside(s, lijst, chosen, usize::from(side.width), true);
        print(buf, side, clip(s, told, usize::from(side.height), Action::Lees));
    } else if class.height > Height::Low {
        let told = weging::beside(s, lijst, chosen, usize::from(area.width), false);
        let height = told.len().min(usize::from(area.height) * 2 / 5);
        let below = layout::bottom(&mut body, height);
        rule(buf, layout::bottom(&mut body, 1), s.theme);
        print(buf, below, clip(s, told, height, Action::Lees));
    }
    let heading = |i: usize| rows.get(i).and_then(|rij| weging::heading(s, *rij));
    list::draw_grouped(s, buf, body, (rows.len(), at), heading, |i, width| {
        rows.get(i).map(|rij| table::rows(s, *rij, width)).unwrap_or_default()
    });
}

/// The cells that a list keeps beside what belongs to its row.
const NARROW: u16 = 80;
/// The fewest cells for what belongs to a row.
const SIDE_MIN: u16 = 36;

/// All that belongs to the chosen row, and what stands beside its list, to be read.
pub(crate) fn everything(s: Scene<'_>, width: usize) -> Vec<Row<'_>> {
    let Blik::Register(staat) = s.m.blik else { return Vec::new() };
    match gekozen(s.m, &staat).1 {
        Some(chosen) if staat.lijst.weegt() => weging::beside(s, staat.lijst, chosen, width, true),
        Some(chosen) => detail::rows(s, chosen, width),
        None => Vec::new(),
    }
}

/// The lists by name, the one that is shown told apart.
fn tabs(s: Scene<'_>, shown: Registerlijst, width: usize) -> Row<'_> {
    let beside = LISTS.iter().find(|tabs| tabs.iter().any(|(lijst, ..)| *lijst == shown)).copied().unwrap_or_default();
    let tab = |(lijst, name, action): &Tab, named: bool| {
        let row = s.row();
        if *lijst == shown {
            row.add(Meaning::Current, format!("▌{name}▐")).gap(3)
        } else if named {
            row.add(Meaning::Muted, *name).gap(1).add(Meaning::Key, command(*action)).gap(3)
        } else {
            row.add(Meaning::Key, command(*action)).gap(3)
        }
    };
    let all = |named: bool| beside.iter().fold(s.row(), |row, x| row.append(tab(x, named)));
    let full = all(true);
    // the command says the same as the name where there is no room for both
    if full.width() <= width + 3 { full.fit(width) } else { all(false).fit(width) }
}

/// What is looked for in the list, and how all of it is shown again.
fn searched(s: Scene<'_>, width: usize) -> Row<'_> {
    let row = s.say(Meaning::Muted, "alleen rijen met ").add(Meaning::Accent, s.m.lijst_zoek.as_str());
    row.gap(3).add(Meaning::Key, keys::way(s, Action::Terug)).add(Meaning::Hint, " toont alles").fit(width)
}

/// What the program has to say; else what is being typed, because a line in progress is never out of sight.
fn message(s: Scene<'_>) -> Row<'_> {
    let row = s.row().gap(1);
    if let Some(said) = said(s) {
        return row.append(said);
    }
    let typed = s.m.overleg.draft.text();
    if typed.is_empty() {
        return row;
    }
    let back = keys::way(s, Action::Terug);
    row.add(Meaning::Hint, format!("{back}: terug naar uw regel  ")).add(Meaning::Pending, typed)
}

/// What a key does with the chosen row, where that is something else than its name says; nothing where it does nothing.
fn does(chosen: Option<Rij>, action: Action) -> Option<&'static str> {
    match (chosen?, action) {
        (Rij::Beeldvraag(..), Action::InformatieOntvangen) => Some("ja"),
        (Rij::Beeldvraag(..), Action::InformatieNiets) => Some("nee"),
        (Rij::Beeldvraag(..), Action::InformatieDat) => Some("onbekend"),
        (Rij::Beeldvraag(..), Action::InformatieHoofdlijnen | Action::InformatieGeweigerd) => Some(""),
        (Rij::Betrokkene(_), Action::Wissel) => Some("veilig contact"),
        _ => None,
    }
}

/// What can be done with a row.
fn actions(lijst: Registerlijst) -> &'static [Action] {
    match lijst {
        Registerlijst::Besluiten => {
            &[Action::Vul, Action::Wissel, Action::Toets, Action::Dissent, Action::ZetAfscherming, Action::Terug]
        }
        Registerlijst::Acties | Registerlijst::Vragen => {
            &[Action::Vul, Action::Wissel, Action::ZetAfscherming, Action::Terug]
        }
        Registerlijst::Regels => &[
            Action::Vul,
            Action::Soort,
            Action::ZetAfscherming,
            Action::ZetKring,
            Action::Huisverbodgrond,
            Action::TrekIn,
            Action::Terug,
        ],
        Registerlijst::Inzetten => {
            &[Action::Vul, Action::Wissel, Action::Schending, Action::NieuweRij, Action::ZetAfscherming, Action::Terug]
        }
        Registerlijst::Klokken => &[Action::Vul, Action::Wissel, Action::NieuweRij, Action::Terug],
        Registerlijst::Voorleggers => &[Action::Lees, Action::Vul, Action::Wissel, Action::NieuweRij, Action::Terug],
        Registerlijst::Onderwerpen => &[Action::Vul, Action::Terug],
        Registerlijst::Informatiebeeld => &[
            Action::NieuweRij,
            Action::InformatieOntvangen,
            Action::InformatieNiets,
            Action::InformatieDat,
            Action::InformatieHoofdlijnen,
            Action::InformatieGeweigerd,
            Action::Vul,
            Action::Wissel,
            Action::TrekIn,
            Action::Terug,
        ],
        Registerlijst::Toegang => &[Action::NieuweRij, Action::Vul, Action::Wissel, Action::TrekIn, Action::Terug],
        Registerlijst::Betrokkenen => {
            &[Action::Vul, Action::Wissel, Action::NieuweRij, Action::ZetAfscherming, Action::TrekIn, Action::Terug]
        }
        Registerlijst::Meldingen => {
            &[Action::Vul, Action::NieuweRij, Action::ZetAfscherming, Action::ZetKring, Action::TrekIn, Action::Terug]
        }
        Registerlijst::Opties => &[Action::Vul, Action::ZetAfscherming, Action::NieuweRij, Action::Terug],
        Registerlijst::Factoren
        | Registerlijst::Uitkomsten
        | Registerlijst::Scenarios
        | Registerlijst::Criteria
        | Registerlijst::Reeksen => weging::actions(lijst),
    }
}

/// What will stand here.
fn empty(s: Scene<'_>, lijst: Registerlijst, width: usize) -> Vec<Row<'_>> {
    if !s.m.lijst_zoek.is_empty() {
        return s.flow().add(Meaning::Hint, "Geen rij van deze lijst heeft al die woorden.").rows(width);
    }
    let (back, new) = (keys::way(s, Action::Terug), keys::way(s, Action::NieuweRij));
    let text = match lijst {
        Registerlijst::Besluiten => {
            format!("Hier staan de besluiten. {back}, en begin een regel met b: b wat er besloten is.")
        }
        Registerlijst::Acties => {
            format!("Hier staan de acties. {back}, en begin een regel met a: a wat, @wie, >vóór wanneer.")
        }
        Registerlijst::Vragen => format!("Hier staat wat niemand weet. {back}, en begin een regel met een vraagteken."),
        Registerlijst::Regels if s.m.in_dossier() => {
            format!("Hier staan alle regels van dit dossier. {back} gaat terug om er een te typen.")
        }
        Registerlijst::Regels => format!("Hier staan de regels van dit overleg. {back} gaat terug om er een te typen."),
        Registerlijst::Inzetten => {
            format!("Hier staan de maatregelen, voorwaarden en afspraken. {new} zoekt er een in het palet.")
        }
        Registerlijst::Klokken => format!("Hier staan de klokken: hoe lang nog, en tot wanneer. {new} zet er een."),
        Registerlijst::Voorleggers => format!("Hier staat wat aan de burgemeester wordt gevraagd. {new} maakt een pagina."),
        Registerlijst::Onderwerpen => "Hier staat wat vastgesteld moet zijn.".to_owned(),
        Registerlijst::Toegang => {
            format!("Hier staat wie bij dit dossier mag naast wie in de rollentabel staat. {new} geeft iemand toegang.")
        }
        Registerlijst::Informatiebeeld => {
            format!("Hier staat wat partners gevraagd is, en wie wat leverde. {new} vraagt partners wat zij weten.")
        }
        Registerlijst::Betrokkenen => format!("Hier staat wie erbij betrokken zijn. {new} noteert iemand."),
        Registerlijst::Meldingen => format!("Hier staan de meldingen. {new} noteert er een."),
        Registerlijst::Opties => format!("Hier staan de opties van dit overleg. {new} weegt er een."),
        Registerlijst::Factoren
        | Registerlijst::Uitkomsten
        | Registerlijst::Scenarios
        | Registerlijst::Criteria
        | Registerlijst::Reeksen => {
            format!("Niets wat hierbij hoort. {} toont wat het afwegingskader laat zien.", keys::way(s, Action::Filter))
        }
    };
    s.flow().add(Meaning::Hint, &text).rows(width)
}
