//! Something to read. The help: keys per place, the marks, the tokens; from the tables that the program itself works with.
//! The page for the burgemeester. And all of a text that was too long where it stood.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::overlays::{Lezen, Stof};
use crate::app::screens::overleg::mag_typen;
use crate::domain::dossier::RegelSoort;
use crate::domain::ids::VoorleggerId;
use crate::domain::invoer::merk::{AFSCHERMING, merken};
use crate::input::catalogue::{Action, CATALOGUE, Scope};
use crate::input::key::KeyPress;
use crate::theme::Meaning;
use crate::view::layout;
use crate::view::overlays::nog_open;
use crate::view::scene::Scene;
use crate::view::screens::overleg::workspace;
use crate::view::screens::register::{self, page};
use crate::view::widgets::keys::command;
use crate::view::widgets::panel::{at_bottom, panel};
use crate::view::widgets::row::{Row, print, spread};
use crate::view::widgets::words;

/// The signs in a line, with what each does.
const TOKENS: [(&str, &str); 4] = [
    ("@politie", "wie het weet (bron); bij een actie, een besluit of een ? wie het doet (eigenaar)"),
    (">morgen 12:00", "vóór wanneer, of wanneer het terug is; ook vr 17:00, binnen 2 uur, 24-11 09:30"),
    ("<gisteren 22:00", "wanneer het gebeurde; ook 14:10 of ongeveer 3 november"),
    ("#wapen", "op welke factor het wijst"),
];

/// The cells of what stands before an explanation.
const NAME: usize = 18;

/// Draws it from its first line on. Nothing is typed in it.
pub(crate) fn draw(s: Scene<'_>, buf: &mut Buffer, room: Rect, l: &Lezen) {
    let titel = match &l.stof {
        Stof::Hulp => "Hulp",
        Stof::Voorlegger(_) => "Voor de burgemeester",
        Stof::Tekst { titel, .. } => titel,
        Stof::Rij => "Alles bij deze rij",
        Stof::Blad => "Alles bij dit punt",
        Stof::NogOpen => "Nog open",
    };
    let mut inner = panel(s, buf, at_bottom(room, 100, room.height), titel);
    let width = usize::from(inner.width);
    let foot = if inner.height > 3 { layout::bottom(&mut inner, 1) } else { Rect::default() };
    let from = l.vanaf;
    let rows = match &l.stof {
        Stof::Hulp => rows(s, width),
        Stof::Voorlegger(id) => burgemeester(s, *id, width),
        Stof::Tekst { regels, .. } => points(s, regels, width),
        Stof::Rij => register::everything(s, width),
        Stof::Blad => workspace::all_work(s, width),
        Stof::NogOpen => nog_open::rows(s, width),
    };
    let height = usize::from(inner.height);
    let last = rows.len().saturating_sub(height);
    let from = from.min(last);
    let place =
        if last == 0 { String::new() } else { format!("regel {} van {}", (from + height).min(rows.len()), rows.len()) };
    print(buf, foot, [spread(s.row(), s.say(Meaning::Muted, place), width)]);
    print(buf, inner, rows.into_iter().skip(from));
}

/// The lines of a text; the points of a list hang behind their dot.
pub(crate) fn points<'a>(s: Scene<'a>, regels: &[String], width: usize) -> Vec<Row<'a>> {
    let line = |line: &String| match line.strip_prefix("· ") {
        Some(point) => s.flow().add(Meaning::Text, point).hang(s.say(Meaning::Missing, "·"), 2, width),
        None => s.flow().add(Meaning::Text, line).rows(width),
    };
    regels.iter().flat_map(line).collect()
}

/// The page for the burgemeester; gone when the line that it hangs on was shielded.
fn burgemeester(s: Scene<'_>, id: VoorleggerId, width: usize) -> Vec<Row<'_>> {
    let found = s.m.dossier().and_then(|d| Some((d, d.voorleggers.get(&id)?)));
    found.map_or_else(|| vec![s.say(Meaning::Missing, "deze pagina is er niet meer")], |(d, v)| page(s, d, v, width))
}

fn rows(s: Scene<'_>, width: usize) -> Vec<Row<'_>> {
    // who looks on has no line to type in
    let mut rows = if mag_typen(s.m) { line(s, width) } else { Vec::new() };
    // the place where the help was opened comes first
    let here = s.m.blik_scope();
    let mut scopes: Vec<Scope> = Scope::ALL.iter().map(|(scope, _)| *scope).collect();
    scopes.sort_by_key(|scope| *scope != here);
    for scope in scopes {
        rows.extend(keys_of(s, scope, width));
    }
    rows.push(s.row());
    rows.push(s.say(Meaning::Heading, "OPDRACHTEN IN HET MENU"));
    for entry in CATALOGUE.iter().filter(|e| e.menu) {
        rows.extend(explained(s, Meaning::Key, &command(entry.action), entry.doc, width));
    }
    // an empty line stands between two parts, not above the first
    if rows.first().is_some_and(Row::is_empty) { rows.split_off(1) } else { rows }
}

/// What can be typed in a line: the marks before it, the signs in it.
fn line(s: Scene<'_>, width: usize) -> Vec<Row<'_>> {
    let mut rows = marks(s, width);
    rows.push(s.row());
    rows.push(s.say(Meaning::Heading, "IN EEN REGEL"));
    rows.extend(TOKENS.iter().flat_map(|(sign, what)| explained(s, Meaning::Key, sign, what, width)));
    let known = "Wat niet bekend is, blijft gewoon tekst; de regel eronder zegt het.";
    rows.extend(explained(s, Meaning::Key, "", known, width));
    rows
}

/// The marks at the head of a line, two beside each other where that fits.
fn marks(s: Scene<'_>, width: usize) -> Vec<Row<'_>> {
    let mut rows = vec![s.say(Meaning::Heading, "AAN HET BEGIN VAN EEN REGEL, MET EEN SPATIE ERACHTER")];
    let mark = |(c, soort): &(char, RegelSoort)| {
        let name = if *soort == RegelSoort::Onbekend { "wat we niet weten" } else { soort.naam() };
        s.row().add(Meaning::Key, format!("{c} ")).cell(words::of_kind(*soort), name, 22)
    };
    let beside = (width / 24).clamp(1, 4);
    let all: Vec<(char, RegelSoort)> = merken().collect();
    rows.extend(all.chunks(beside).map(|some| some.iter().fold(s.row(), |row, m| row.append(mark(m)))));
    let shield = format!("{AFSCHERMING} ");
    rows.push(
        s.say(Meaning::Key, shield)
            .add(Meaning::Afgeschermd, "afgeschermd")
            .add(Meaning::Hint, ": gaat vóór elk ander merk"),
    );
    rows.push(
        s.say(Meaning::Key, format!("{AFSCHERMING}(politie, OM) "))
            .add(Meaning::Afgeschermd, "afgeschermd")
            .add(Meaning::Hint, ": alleen voor die organisaties en de uwe"),
    );
    rows
}

/// The keys that count in one place, in the order of the keymap.
fn keys_of(s: Scene<'_>, scope: Scope, width: usize) -> Vec<Row<'_>> {
    let mut rows = vec![s.row(), s.say(Meaning::Heading, title(scope))];
    let mut seen: Vec<Action> = Vec::new();
    for binding in s.m.keymap.bindings().iter().filter(|b| b.scope == scope) {
        if seen.contains(&binding.action) {
            continue;
        }
        seen.push(binding.action);
        let keys: Vec<String> = s.m.keymap.keys(scope, binding.action).map(KeyPress::label).collect();
        let doc = crate::input::catalogue::entry(binding.action).map_or("", |e| e.doc);
        rows.extend(explained(s, Meaning::Key, &keys.join(" of "), doc, width));
    }
    if rows.len() > 2 { rows } else { Vec::new() }
}

fn title(scope: Scope) -> &'static str {
    match scope {
        Scope::Overal => "OVERAL",
        Scope::Overzicht => "IN HET OVERZICHT",
        Scope::Overleg => "IN HET OVERLEG",
        Scope::Dossier => "IN HET DOSSIER",
        Scope::Vandaag => "IN VANDAAG",
        Scope::Register => "IN DE LIJSTEN",
        Scope::Weging => "BIJ HET WEGEN: AFWEGINGSKADER, CRITERIA EN VRAGEN",
        Scope::Deelscherm => "OP HET GEDEELDE SCHERM",
        Scope::Menu => "IN HET MENU",
        Scope::Formulier => "IN EEN FORMULIER",
        Scope::Keuze => "IN EEN KEUZE, HET ZOEKEN EN DE HULP",
        Scope::Palet => "IN HET PALET",
    }
}

fn explained<'a>(s: Scene<'a>, what: Meaning, name: &str, text: &str, width: usize) -> Vec<Row<'a>> {
    s.flow().add(Meaning::Text, text).hang(s.row().cell(what, name, NAME), NAME, width)
}
