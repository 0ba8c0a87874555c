//! What stands on the screen at the item where the meeting is: what is asked first, then what is there.

mod beeld;
mod besluit;
mod dossier;
mod informatie;
mod klok;
mod maatregel;
mod oordeel;
mod opening;
mod randen;
mod teruglezen;
mod vaststelling;
mod voorlegger;
mod weging;

use crate::app::available::is_voor;
use crate::app::screens::weging::heeft_geoordeeld;
use crate::domain::advies::te_herbeoordelen;
use crate::domain::dossier::{ActieStatus, Dossier, Overleg};
use crate::domain::kader::{AgendaPunt, Kader, Werkblad};
use crate::domain::voorlezen::na_het_teruglezen;
use crate::input::catalogue::Action;
use crate::projection::relaas::aantal;
use crate::projection::ronde::{self, Beurtstand};
use crate::projection::termijn::lopende_klokken;
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::keys::{self, command};
use crate::view::widgets::row::{Row, spread};
use crate::view::widgets::words;

pub(crate) use besluit::{action_line, decision_line};

/// The most cells of a line: longer ones are hard to read.
const WIDTH_MAX: usize = 104;

/// Where the meeting is, and how much room there is for it.
#[derive(Clone, Copy)]
pub(crate) struct Sheet<'a> {
    /// What is drawn and how it looks.
    s: Scene<'a>,
    d: &'a Dossier,
    o: &'a Overleg,
    kader: &'a Kader,
    /// The cells of a line.
    width: usize,
    /// Whether there is room for a few lines only.
    tight: bool,
    /// Whether everything is told, however many lines it takes.
    whole: bool,
}

/// What an item shows under its questions, with a word for the right of its title.
struct Content<'a> {
    note: (Meaning, String),
    rows: Vec<Row<'a>>,
}

impl<'a> Content<'a> {
    /// Lines without a word at the title.
    fn rows(rows: Vec<Row<'a>>) -> Self {
        Self { note: (Meaning::Muted, String::new()), rows }
    }
}

/// Everything that belongs to the item. `tight` leaves out what can be missed.
pub(crate) fn work(s: Scene<'_>, width: usize, tight: bool) -> Vec<Row<'_>> {
    let width = width.min(WIDTH_MAX);
    let Some(sheet) = sheet(s, width, tight) else { return without_meeting(s, width) };
    laid_out(sheet)
}

/// The same with nothing left out, to be read.
pub(crate) fn all_work(s: Scene<'_>, width: usize) -> Vec<Row<'_>> {
    let width = width.min(WIDTH_MAX);
    let Some(sheet) = sheet(s, width, false) else { return without_meeting(s, width) };
    laid_out(Sheet { whole: true, ..sheet })
}

fn laid_out(sheet: Sheet<'_>) -> Vec<Row<'_>> {
    let Sheet { s, width, tight, .. } = sheet;
    let mut rows = randen::waits(sheet);
    let Some(punt) = sheet.punt() else {
        rows.extend(randen::around(sheet));
        return rows;
    };
    let content = content(sheet, punt);
    let (what, note) = content.note;
    rows.push(spread(s.say(Meaning::Accent, punt.titel.as_str()), s.say(what, note), width));
    rows.extend(questions(sheet, punt));
    if !content.rows.is_empty() {
        rows.extend((!tight).then(|| s.row()));
        rows.extend(content.rows);
    }
    rows
}

/// The item and its first question, for where every row counts.
pub(crate) fn brief(s: Scene<'_>, width: usize) -> Vec<Row<'_>> {
    let Some(sheet) = sheet(s, width, true) else { return without_meeting(s, width) };
    let mut rows = randen::waits(sheet);
    match sheet.punt() {
        Some(punt) => {
            rows.push(s.say(Meaning::Accent, punt.titel.as_str()).fit(width));
            rows.extend(punt.vragen.first().map(|v| s.say(Meaning::Text, v.as_str()).fit(width)));
        }
        None => rows.extend(randen::around(sheet)),
    }
    rows
}

/// At most `height` of the lines; the last one says how many lines of the screen there is no room for, and what shows all
/// of them.
pub(crate) fn clip<'a>(s: Scene<'a>, mut rows: Vec<Row<'a>>, height: usize, all: Action) -> Vec<Row<'a>> {
    // rows without a word on them are nothing that anybody misses
    while rows.last().is_some_and(Row::is_blank) {
        rows.pop();
    }
    if rows.len() > height && height > 0 {
        let hidden = rows.iter().skip(height - 1).filter(|row| !row.is_blank()).count();
        rows.truncate(height - 1);
        while rows.last().is_some_and(Row::is_empty) {
            rows.pop();
        }
        let more = s.say(Meaning::Muted, format!("… nog {}: ", words::count(hidden, "schermregel", "schermregels")));
        rows.push(more.add(Meaning::Key, keys::way(s, all)).add(Meaning::Hint, " toont alles"));
    }
    rows
}

fn sheet(s: Scene<'_>, width: usize, tight: bool) -> Option<Sheet<'_>> {
    Some(Sheet { s, d: s.m.dossier()?, o: s.m.overleg()?, kader: s.m.kader()?, width, tight, whole: false })
}

impl<'a> Sheet<'a> {
    /// The item where the meeting is, while it is going on.
    fn punt(self) -> Option<&'a AgendaPunt> {
        let id = self.s.m.punt().filter(|_| self.o.fase.loopt() || self.o.nr.is_dossier())?;
        self.kader.punt(id).map(|(_, punt)| punt)
    }

    /// What stands at an item with how it is filled in: behind it, or where little fits before it, so that the way is never
    /// what is cut off.
    fn led(self, rows: Vec<Row<'a>>, hints: impl IntoIterator<Item = Row<'a>>) -> Vec<Row<'a>> {
        let hints: Vec<Row<'a>> = hints.into_iter().collect();
        if self.tight { hints.into_iter().chain(rows).collect() } else { rows.into_iter().chain(hints).collect() }
    }

    /// A hint that says how something is done, to who may do it.
    fn hint(self, action: Action, what: &str) -> Option<Row<'a>> {
        let row = || self.s.say(Meaning::Key, command(action)).add(Meaning::Hint, format!(" {what}"));
        is_voor(self.s.m, action).then(row)
    }
}

/// What is asked: the first question in full, the others where there is room.
fn questions<'a>(sheet: Sheet<'a>, punt: &'a AgendaPunt) -> Vec<Row<'a>> {
    let most = if sheet.tight { 1 } else { usize::MAX };
    let ask = |(nr, vraag): (usize, &'a crate::domain::tekst::Tekst)| {
        let what = if nr == 0 { Meaning::Text } else { Meaning::Muted };
        sheet.s.flow().add(what, vraag.as_str()).rows(sheet.width)
    };
    punt.vragen.iter().take(most).enumerate().flat_map(ask).collect()
}

/// What stands at an item.
fn content<'a>(sheet: Sheet<'a>, punt: &'a AgendaPunt) -> Content<'a> {
    match punt.werkblad {
        Werkblad::Afweging => weging::board(sheet),
        Werkblad::Scenarios => weging::scenarios(sheet),
        Werkblad::Reeks => weging::series(sheet, punt),
        Werkblad::Moment => weging::moment(sheet, punt),
        Werkblad::Opschaling => weging::going_up(sheet),
        Werkblad::Regels | Werkblad::Beeld => beeld::lines(sheet, punt),
        Werkblad::Contactpersoon => besluit::contact(sheet),
        Werkblad::Teruglezen => teruglezen::decided(sheet),
        Werkblad::Aanwezigen => opening::attendance(sheet),
        Werkblad::Afspraken => opening::agreements(sheet),
        Werkblad::AcuteToets => opening::danger(sheet),
        Werkblad::OpenActies => opening::open_actions(sheet),
        Werkblad::Inbrengronde => beeld::round(sheet),
        Werkblad::Vragen => beeld::questions(sheet),
        Werkblad::Oordeelsronde => oordeel::round(sheet),
        Werkblad::Conclusie => oordeel::conclusion(sheet),
        Werkblad::Opties => oordeel::options(sheet),
        Werkblad::Besluiten => besluit::decisions(sheet),
        Werkblad::Acties => besluit::actions(sheet),
        Werkblad::Verteller => besluit::telling(sheet),
        Werkblad::Sluiting => randen::closing(sheet),
        Werkblad::Maatregelen => maatregel::register(sheet),
        Werkblad::Voorlegger => voorlegger::pages(sheet),
        Werkblad::Vaststellingen => vaststelling::subjects(sheet),
        Werkblad::Klokken => klok::clocks(sheet),
        Werkblad::Melding => dossier::report(sheet),
        Werkblad::Betrokkenen => dossier::people(sheet),
        Werkblad::Informatiebeeld => dossier::picture(sheet),
        Werkblad::Intake => dossier::intake(sheet),
        Werkblad::Relaas => dossier::account(sheet),
        Werkblad::Overleggen => dossier::meetings(sheet),
        Werkblad::Opvolging => dossier::follow_up(sheet),
        Werkblad::Afronding => dossier::ending(sheet),
    }
}

/// How far an item is, in a word or a number.
pub(crate) fn how_far(s: Scene<'_>, o: &Overleg, p: &AgendaPunt) -> (Meaning, String) {
    let Some(d) = s.m.dossier() else { return (Meaning::Muted, String::new()) };
    let number = |n: usize| (Meaning::Muted, if n == 0 { String::new() } else { n.to_string() });
    let none = || (Meaning::Muted, String::new());
    match p.werkblad {
        Werkblad::Scenarios => number(o.afweging.scenarios.len()),
        Werkblad::AcuteToets if !te_herbeoordelen(d, s.m.nu).is_empty() => (Meaning::Danger, "opnieuw?".to_owned()),
        Werkblad::AcuteToets => {
            d.acuut.as_ref().map_or_else(none, |a| (words::of_answer(a.antwoord), a.antwoord.to_string()))
        }
        Werkblad::Aanwezigen => number(o.deelnemers.iter().filter(|e| e.is_aan_tafel()).count()),
        Werkblad::Inbrengronde => {
            let Some(beeld) = s.m.beeld() else { return none() };
            let round = &beeld.ronde;
            let away = |r: &&ronde::RondeRij| !matches!(r.stand, Beurtstand::Afwezig(_));
            let heard = round.iter().filter(away).filter(|r| r.is_klaar()).count();
            (Meaning::Muted, format!("{heard} van {}", round.iter().filter(away).count()))
        }
        Werkblad::Oordeelsronde => {
            let all = o.organisaties();
            let given = all.iter().filter(|org| heeft_geoordeeld(o, org)).count();
            (Meaning::Muted, format!("{given} van {}", all.len()))
        }
        Werkblad::OpenActies => {
            number(d.acties.values().filter(|a| a.overleg < o.nr && a.status == ActieStatus::Open).count())
        }
        Werkblad::Vragen => number(d.vragen.values().filter(|v| v.is_open()).count()),
        Werkblad::Conclusie => {
            let niveau = o.conclusie().and_then(|c| s.m.kader()?.niveau(&c.niveau));
            niveau.map_or_else(none, |n| (Meaning::Text, n.naam.to_string()))
        }
        Werkblad::Opties => number(o.opties.len()),
        Werkblad::Teruglezen if na_het_teruglezen(d, o, p).is_some() => (Meaning::Missing, "opnieuw".to_owned()),
        Werkblad::Besluiten | Werkblad::Teruglezen => number(d.besluiten.values().filter(|b| b.overleg == o.nr).count()),
        Werkblad::Acties => number(d.acties.values().filter(|a| a.overleg == o.nr).count()),
        Werkblad::Verteller => o.verteller.as_ref().map_or_else(none, |v| (Meaning::Text, words::short(&v.wie).to_owned())),
        Werkblad::Contactpersoon => {
            d.contactpersoon.as_ref().map_or_else(none, |c| (Meaning::Text, c.organisatie.to_string()))
        }
        Werkblad::Beeld => number(s.m.beeld().map_or(0, |b| b.regels)),
        Werkblad::Regels | Werkblad::Afweging | Werkblad::Reeks | Werkblad::Moment | Werkblad::Opschaling => {
            number(s.m.beeld().map_or(0, |b| b.van_punt(&p.id)))
        }
        Werkblad::Maatregelen => number(d.inzetten.values().filter(|i| i.overleg == o.nr).count()),
        Werkblad::Voorlegger => number(d.voorleggers.values().filter(|v| v.overleg == o.nr).count()),
        Werkblad::Vaststellingen => number(o.afweging.vaststellingen.len()),
        Werkblad::Klokken => number(lopende_klokken(d).len()),
        Werkblad::Afspraken | Werkblad::Sluiting => none(),
        Werkblad::Melding if d.open_112().is_some() => (Meaning::Danger, "112?".to_owned()),
        Werkblad::Melding => number(d.meldingen.values().filter(|m| m.stand.staat()).count()),
        Werkblad::Betrokkenen => number(d.betrokkenen.values().filter(|b| b.stand.staat()).count()),
        Werkblad::Informatiebeeld => informatie::far(d, s.m.nu),
        Werkblad::Intake => number(dossier::hers(d)),
        Werkblad::Relaas => number(aantal(d)),
        Werkblad::Overleggen => dossier::meetings_far(d),
        Werkblad::Opvolging => dossier::follow_up_far(d, s.m.nu),
        Werkblad::Afronding => (Meaning::Muted, d.status.to_string()),
    }
}

/// Nothing is here to show yet.
fn without_meeting(s: Scene<'_>, width: usize) -> Vec<Row<'_>> {
    let text = match (&s.m.replica, s.m.dossier(), s.m.overleg()) {
        (None, ..) => format!("Er is geen dossier open: {} toont de dossiers.", command(Action::Overzicht)),
        (_, None, _) | (_, Some(_), None) => "Het dossier wordt opgehaald ...".to_owned(),
        (_, _, Some(_)) => "De agenda van dit overleg wordt opgehaald ...".to_owned(),
    };
    s.flow().add(Meaning::Hint, &text).rows(width)
}
