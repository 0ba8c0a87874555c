//! What stands around the items: a meeting that is called, a pause, a step that waits, the closing.

use super::{Content, Sheet};
use crate::app::available::available;
use crate::domain::dossier::{Fase, Sluiting};
use crate::domain::kader::Werkblad;
use crate::domain::poort::{Peiling, open_punten};
use crate::domain::tijd::Tijdstip;
use crate::input::catalogue::Action;
use crate::theme::Meaning;
use crate::view::widgets::fields::{field, styled};
use crate::view::widgets::keys::command;
use crate::view::widgets::row::Row;
use crate::view::widgets::words;

/// A pause, or a step that waits for a reason: before everything else.
pub(super) fn waits(sheet: Sheet<'_>) -> Vec<Row<'_>> {
    let (s, mut rows) = (sheet.s, Vec::new());
    if let Some(pause) = sheet.o.schorsingen.last().filter(|p| p.tot.is_none()) {
        let text = format!("GESCHORST sinds {}: {}", pause.van.kort(s.m.nu), pause.reden);
        rows.extend(s.flow().add(Meaning::Warning, &text).rows(sheet.width));
        rows.extend(sheet.hint(Action::Hervat, "gaat verder"));
    }
    if let Some(g) = &sheet.o.overgang {
        let text = format!("De voorzitter wil naar {}; de stap wacht op een reden.", g.naar);
        rows.extend(s.flow().add(Meaning::Warning, &text).rows(sheet.width));
        let most = if sheet.tight { 1 } else { 4 };
        for point in g.open.iter().take(most) {
            let flow = s.flow().add(Meaning::Missing, point.as_str());
            rows.extend(flow.hang(s.say(Meaning::Missing, "·"), 2, sheet.width));
        }
        if let Some(more) = g.open.len().checked_sub(most).filter(|n| *n > 0) {
            let more = s.row().gap(2).add(Meaning::Muted, format!("en nog {more} open: "));
            rows.push(more.add(Meaning::Key, command(Action::NogOpen)).add(Meaning::Hint, " toont alles"));
        }
        let drop = sheet.hint(Action::NietVerder, "laat de stap vallen").unwrap_or(s.row());
        let who = s.say(Meaning::Hint, "De notulist of de procesregisseur geeft de reden.");
        rows.push(sheet.hint(Action::RedenGeven, "geeft de reden").map_or(who, |give| give.gap(3).append(drop)));
    }
    rows.extend(closed_round(sheet));
    if !rows.is_empty() {
        rows.push(s.row());
    }
    rows
}

/// A closed round goes on while the meeting is at another item: who still has to judge, how, and who sees it when.
fn closed_round(sheet: Sheet<'_>) -> Vec<Row<'_>> {
    let Some(ronde) = sheet.o.afweging.open_ronde() else { return Vec::new() };
    if sheet.punt().is_some_and(|p| p.werkblad == Werkblad::Oordeelsronde) {
        return Vec::new();
    }
    let all = sheet.o.organisaties();
    let open = all.iter().filter(|org| !ronde.ontvangen.iter().any(|x| x.same(org.as_str())));
    let open: Vec<String> = open.map(ToString::to_string).collect();
    let oordeel = command(Action::Oordeel);
    let who = if open.is_empty() {
        format!("Gesloten oordeelsronde: alle {} oordelen zijn ontvangen.", all.len())
    } else {
        format!("Gesloten oordeelsronde: {oordeel} geeft een oordeel, gemaskeerd. Nog niet van {}.", open.join(", "))
    };
    let when = format!(" Niemand ziet er een vóór {}.", command(Action::Onthul));
    sheet.s.flow().add(Meaning::Current, &who).add(Meaning::Hint, &when).rows(sheet.width)
}

/// A meeting that has not begun, or is over.
pub(super) fn around(sheet: Sheet<'_>) -> Vec<Row<'_>> {
    match (sheet.o.fase, &sheet.o.sluiting) {
        (Fase::Gesloten, Some((sluiting, ..))) => closed(sheet, sluiting),
        (Fase::Gesloten, None) => Vec::new(),
        _ => called(sheet),
    }
}

/// Who called it, why, how, when; who is asked.
fn called(sheet: Sheet<'_>) -> Vec<Row<'_>> {
    let (s, width, b) = (sheet.s, sheet.width, &sheet.o.bijeenroeping);
    let begin = b.begin.map_or("zodra de voorzitter start".to_owned(), Tijdstip::datum_klok);
    let mut rows = vec![s.say(Meaning::Accent, format!("Overleg {} is bijeengeroepen", sheet.o.nr))];
    if available(s.m, Action::Start).is_ok() {
        rows.extend(sheet.hint(Action::Start, "start het overleg; u bent dan de voorzitter"));
    }
    rows.extend(field(s, width, "door", &b.door.to_string(), "wie?"));
    rows.extend(field(s, width, "reden", b.reden.as_str(), "waarom?"));
    rows.extend(field(s, width, "begin", &format!("{begin}, tot {} · {}", sheet.o.einde.klok(), b.vorm), ""));
    rows.push(s.row());
    rows.extend(super::opening::attendance(sheet).rows);
    rows
}

/// How it was closed.
fn closed<'a>(sheet: Sheet<'a>, sluiting: &Sluiting) -> Vec<Row<'a>> {
    let s = sheet.s;
    let mut rows = vec![s.say(Meaning::Accent, format!("Overleg {} is gesloten", sheet.o.nr))];
    rows.extend(as_closed(sheet, sluiting));
    if let Some((_, open, _)) = &sheet.o.sluiting {
        for point in open {
            rows.extend(styled(s, sheet.width, "bleef open", &[(Meaning::Missing, point.as_str())]));
        }
    }
    if available(s.m, Action::Vaststellen).is_ok() && sheet.o.vastgesteld.is_none() {
        rows.extend(sheet.hint(Action::Vaststellen, "stelt het verslag vast; daarna alleen nog correcties"));
    }
    rows
}

fn as_closed<'a>(sheet: Sheet<'a>, sluiting: &Sluiting) -> Vec<Row<'a>> {
    let (s, width) = (sheet.s, sheet.width);
    let veilig = sluiting.veilig.to_string();
    let why = format!("   {}", sluiting.veilig_toelichting);
    let what = if sluiting.veilig == crate::domain::dossier::Antwoord::Ja { Meaning::Text } else { Meaning::Missing };
    let mut rows = styled(s, width, "veilig tot dan", &[(what, &veilig), (Meaning::Text, &why)]);
    let next = sluiting.volgende.map(Tijdstip::datum_klok).unwrap_or_default();
    let none = format!("geen: {}", sluiting.geen_volgende);
    rows.extend(field(s, width, "volgende ronde", if next.is_empty() { &none } else { &next }, ""));
    rows.extend(field(s, width, "eerder bij", sluiting.eerder_bij.as_str(), "niet gezegd"));
    rows
}

/// What has to be said before the meeting can be closed.
pub(super) fn closing(sheet: Sheet<'_>) -> Content<'_> {
    let (s, width) = (sheet.s, sheet.width);
    let stand = Peiling { d: sheet.d, o: sheet.o, kader: sheet.kader, nu: sheet.s.m.nu };
    let open = open_punten(stand, Fase::Gesloten, None);
    let mut rows = Vec::new();
    for point in &open {
        let flow = s.flow().add(Meaning::Missing, point.tekst.as_str());
        rows.extend(flow.hang(s.say(Meaning::Missing, "·"), 2, width));
    }
    let rows = sheet.led(rows, sheet.hint(Action::Sluiten, "legt dit alles vast en sluit het overleg"));
    let note = if open.is_empty() { String::new() } else { words::count(open.len(), "ding", "dingen") + " nog te zeggen" };
    Content { note: (Meaning::Missing, note), rows }
}
