//! The lists of oordeelsvorming: a line per row, its heading, all that belongs to it, and what stands beside the list.

use super::bord;
use super::cells::Cells;
use crate::app::screens::register::{Registerlijst, Rij};
use crate::app::screens::weging::tafel;
use crate::domain::dossier::{Overleg, Scenario, UitkomstGenoteerd};
use crate::domain::kader::{Criterium, Instrument, Kader};
use crate::domain::tijd::Tijdstip;
use crate::input::catalogue::Action;
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::text;
use crate::view::widgets::flow::Flow;
use crate::view::widgets::keys::{self, command};
use crate::view::widgets::row::{Row, spread};
use crate::view::widgets::words;

/// Each list with its name and how it is opened.
const LISTS: [(Registerlijst, &str, Action); 5] = [
    (Registerlijst::Factoren, "Afwegingskader", Action::Bord),
    (Registerlijst::Uitkomsten, "Uitkomsten", Action::Uitkomsten),
    (Registerlijst::Scenarios, "Scenario's", Action::Scenarios),
    (Registerlijst::Criteria, "Naar de burgemeester?", Action::Criteria),
    (Registerlijst::Reeksen, "Vragen", Action::Reeksen),
];

/// The cells of a name before what is suggested.
const SUGGESTED: usize = 12;

/// The list that is shown by name, the others by how they are opened; right, what the board shows.
pub(crate) fn tabs(s: Scene<'_>, shown: Registerlijst, width: usize) -> Row<'_> {
    let name = LISTS.iter().find(|(l, ..)| *l == shown).map_or("", |(_, name, _)| *name);
    let filter =
        (shown == Registerlijst::Factoren).then(|| format!("{}: {}", keys::way(s, Action::Filter), s.m.filter.naam()));
    let right = s.row().maybe(Meaning::Hint, filter);
    let mut row = s.say(Meaning::Current, format!("▌{name}▐"));
    for (_, _, action) in LISTS.iter().filter(|(l, ..)| *l != shown) {
        let piece = s.row().gap(2).add(Meaning::Key, command(*action));
        if row.width() + piece.width() + right.width() + 2 <= width {
            row = row.append(piece);
        }
    }
    spread(row, right, width)
}

/// What can be done with a row.
pub(crate) fn actions(lijst: Registerlijst) -> &'static [Action] {
    match lijst {
        Registerlijst::Factoren => &[
            Action::AntwoordJa,
            Action::AntwoordNee,
            Action::AntwoordOnbekend,
            Action::NeemOver,
            Action::Vul,
            Action::Lees,
            Action::AntwoordGeen,
            Action::Filter,
            Action::Terug,
        ],
        Registerlijst::Criteria => {
            &[Action::AntwoordJa, Action::AntwoordNee, Action::AntwoordOnbekend, Action::Vul, Action::Lees, Action::Terug]
        }
        Registerlijst::Uitkomsten | Registerlijst::Scenarios | Registerlijst::Reeksen => {
            &[Action::Vul, Action::Lees, Action::Terug]
        }
        // these have keys of their own
        Registerlijst::Besluiten
        | Registerlijst::Acties
        | Registerlijst::Vragen
        | Registerlijst::Regels
        | Registerlijst::Opties
        | Registerlijst::Inzetten
        | Registerlijst::Klokken
        | Registerlijst::Toegang
        | Registerlijst::Informatiebeeld
        | Registerlijst::Meldingen
        | Registerlijst::Betrokkenen
        | Registerlijst::Voorleggers
        | Registerlijst::Onderwerpen => &[],
    }
}

/// The heading above a row, where its list has headings.
pub(crate) fn heading(s: Scene<'_>, rij: Rij) -> Option<String> {
    let kader = s.m.kader()?;
    match rij {
        Rij::Factor(at) => kader.factoren.get(at).map(|f| f.groep.to_string()),
        Rij::Reeksvraag(at, _) => kader.reeksen.get(at).map(|r| r.titel.to_string()),
        #[rustfmt::skip]
        Rij::Besluit(_) | Rij::Actie(_) | Rij::Vraag(_) | Rij::Regel(_) | Rij::Instrument(_) | Rij::Scenario(_)
        | Rij::Criterium(_) | Rij::Opschaling | Rij::Inzet(_) | Rij::Klok(_) | Rij::Voorlegger(_) | Rij::Onderwerp(_)
        | Rij::Optie(_) | Rij::Toegang(_)
        | Rij::Informatie(_) | Rij::Beeldvraag(..) | Rij::Melding(_) | Rij::Betrokkene(_) => None,
    }
}

/// The columns of a row, and the text behind them.
pub(super) fn cells(s: Scene<'_>, rij: Rij, width: usize) -> Cells<'_> {
    let empty = (s.row(), s.flow());
    let Some((_, o, kader)) = tafel(s.m) else { return empty };
    match rij {
        Rij::Factor(at) => bord::cells(s, at),
        Rij::Instrument(at) => kader.instrumenten.get(at).map_or(empty, |i| instrument(s, i, width)),
        Rij::Scenario(Some(id)) => {
            let Some(x) = o.afweging.scenarios.iter().find(|x| x.id == id) else { return empty };
            let row = s.cell_id(&x.id.to_string()).cell(Meaning::Accent, &x.soort.to_string(), 17);
            (row, s.flow().add(Meaning::Text, x.wat.as_str()))
        }
        Rij::Scenario(None) => (s.row(), s.flow().add(Meaning::Hint, "nieuw scenario ...")),
        Rij::Criterium(at) => kader.criteria.get(at).map_or(empty, |k| criterion(s, o, k)),
        Rij::Opschaling => (s.row().cell(Meaning::Accent, "opschalen", 10), going_up(s)),
        Rij::Reeksvraag(at, nr) => question(s, kader, at, nr),
        Rij::Besluit(_)
        | Rij::Actie(_)
        | Rij::Vraag(_)
        | Rij::Regel(_)
        | Rij::Inzet(_)
        | Rij::Klok(_)
        | Rij::Voorlegger(_)
        | Rij::Optie(_)
        | Rij::Melding(_)
        | Rij::Betrokkene(_)
        | Rij::Toegang(_)
        | Rij::Informatie(_)
        | Rij::Beeldvraag(..)
        | Rij::Onderwerp(_) => empty,
    }
}

fn criterion<'a>(s: Scene<'a>, o: &Overleg, k: &'a Criterium) -> Cells<'a> {
    let given = o.afweging.criteria.get(&k.id).map(|(a, _)| a);
    let (what, word) =
        given.map_or((Meaning::Missing, "nog niet".to_owned()), |a| (words::of_answer(a.antwoord), a.antwoord.to_string()));
    let text = s.flow().part(Meaning::Text, k.vraag.as_str());
    (s.row().cell(what, &word, 10), text.part(Meaning::Muted, given.map_or("", |a| a.reden.as_str())))
}

/// The latest outcome of an instrument.
fn latest<'a>(s: Scene<'a>, i: &Instrument) -> Option<&'a UitkomstGenoteerd> {
    s.m.dossier()?.uitkomsten.iter().rev().find(|u| u.uitkomst.instrument == i.id)
}

/// What is expected of an instrument and not there: the names of the factors that ask for it.
fn expected(s: Scene<'_>, i: &Instrument) -> Option<String> {
    let (_, o, kader) = tafel(s.m)?;
    let ja = |f: &&crate::domain::ids::FactorId| o.afweging.nu(f) == Some(crate::domain::dossier::Antwoord::Ja);
    let first = i.verwacht_bij.iter().find(ja)?;
    kader.factor(first).map(|f| f.naam.to_string())
}

fn instrument<'a>(s: Scene<'a>, i: &'a Instrument, width: usize) -> Cells<'a> {
    let name = text::width(i.naam.as_str()).max((width / 2).min(36));
    let row = s.row().cell(Meaning::Text, i.naam.as_str(), name).gap(2);
    let flow = match (latest(s, i), expected(s, i)) {
        (Some(u), _) => outcome(s, i, u),
        (None, Some(f)) => s.flow().add(Meaning::Missing, &format!("wordt verwacht: {f} is ja")),
        (None, None) => s.flow().add(Meaning::Muted, "geen uitkomst"),
    };
    (row, flow)
}

/// An outcome in words, with who took it and when.
fn outcome<'a>(s: Scene<'a>, i: &Instrument, u: &UitkomstGenoteerd) -> Flow<'a> {
    let given = &u.uitkomst;
    let mut flow = s.flow().part(Meaning::Accent, given.uitkomst.as_str());
    for v in &i.velden {
        let Some(answer) = given.antwoorden.get(&v.id) else { continue };
        let floor = v.bodem.as_ref().is_some_and(|b| answer.same(b.bij.as_str()));
        flow = flow.part(if floor { Meaning::Warning } else { Meaning::Text }, &format!("{}: {answer}", v.vraag));
    }
    let when = given.op.map(Tijdstip::datum).unwrap_or_default();
    flow.part(Meaning::Muted, &given.afnemer.to_string()).part(Meaning::Muted, &when)
}

fn question<'a>(s: Scene<'a>, kader: &'a Kader, at: usize, nr: u32) -> Cells<'a> {
    let Some(r) = kader.reeksen.get(at) else { return (s.row(), s.flow()) };
    let place = usize::try_from(nr).ok().and_then(|n| n.checked_sub(1));
    let Some(v) = place.and_then(|at| r.vragen.get(at)) else { return (s.row(), s.flow()) };
    let given = s.m.overleg().and_then(|o| o.afweging.besproken.get(&r.id)?.get(&nr));
    let sign = if given.is_some() { (Meaning::Done, "● ") } else { (Meaning::Muted, "○ ") };
    let text = s.flow().part(Meaning::Text, v.tekst.as_str());
    (s.say(sign.0, sign.1), text.part(Meaning::Muted, given.map_or("", |(t, _)| t.as_str())))
}

/// Whether the matter goes up: to whom, when, why.
pub(crate) fn going_up(s: Scene<'_>) -> Flow<'_> {
    let Some((x, gezet)) = s.m.overleg().and_then(|o| o.afweging.opschaling.last()) else {
        return s.flow().add(Meaning::Missing, "nog niet gezegd of u opschaalt");
    };
    let head = if x.opschalen { format!("ja, naar {}", x.aan) } else { "nee".to_owned() };
    let when = x.om.map(|t| t.kort(s.m.nu)).unwrap_or_default();
    let flow = s.flow().part(Meaning::Accent, &head).part(Meaning::Text, &when).part(Meaning::Text, x.reden.as_str());
    flow.part(Meaning::Muted, &gezet.door.naam.to_string())
}

/// All that belongs to a row.
pub(crate) fn detail(s: Scene<'_>, rij: Rij, width: usize) -> Vec<Row<'_>> {
    let Some((_, o, kader)) = tafel(s.m) else { return Vec::new() };
    let told = |texts: &[(Meaning, &str)]| {
        let full = texts.iter().filter(|(_, t)| !t.is_empty());
        full.flat_map(|(what, t)| s.flow().add(*what, t).rows(width)).collect::<Vec<_>>()
    };
    match rij {
        Rij::Factor(at) => bord::detail(s, at, width),
        Rij::Instrument(at) => {
            let Some(i) = kader.instrumenten.get(at) else { return Vec::new() };
            let mut rows = told(&[(Meaning::Accent, i.naam.as_str()), (Meaning::Text, i.uitleg.as_str())]);
            rows.extend(told(&[(Meaning::Muted, &format!("afnemer: {}", i.afnemer))]));
            let all = s.m.dossier().map(|d| d.uitkomsten.as_slice()).unwrap_or_default();
            for u in all.iter().rev().filter(|u| u.uitkomst.instrument == i.id) {
                let flow = outcome(s, i, u).part(Meaning::Muted, u.uitkomst.toelichting.as_str());
                rows.extend(flow.hang(s.say(Meaning::Muted, format!("overleg {}", u.overleg)), 12, width));
            }
            rows
        }
        Rij::Scenario(Some(id)) => {
            o.afweging.scenarios.iter().find(|x| x.id == id).map(|x| scenario(s, x, width)).unwrap_or_default()
        }
        Rij::Scenario(None) => {
            told(&[(Meaning::Hint, "Wat is waarschijnlijk, wat is het ergste geval, en wat zet het in gang?")])
        }
        Rij::Criterium(at) => {
            let Some(k) = kader.criteria.get(at) else { return Vec::new() };
            let given = o.afweging.criteria.get(&k.id).map(|(a, _)| a.reden.as_str());
            told(&[
                (Meaning::Accent, k.vraag.as_str()),
                (Meaning::Muted, k.uitleg.as_str()),
                (Meaning::Text, given.unwrap_or_default()),
            ])
        }
        Rij::Opschaling => going_up(s).rows(width),
        Rij::Reeksvraag(at, nr) => {
            let Some(r) = kader.reeksen.get(at) else { return Vec::new() };
            let place = usize::try_from(nr).ok().and_then(|n| n.checked_sub(1));
            let Some(v) = place.and_then(|at| r.vragen.get(at)) else { return Vec::new() };
            let given = o.afweging.besproken.get(&r.id).and_then(|all| all.get(&nr)).map(|(t, _)| t.as_str());
            told(&[
                (Meaning::Accent, v.tekst.as_str()),
                (Meaning::Muted, v.uitleg.as_str()),
                (Meaning::Text, given.unwrap_or_default()),
            ])
        }
        // each of these has a detail of its own
        #[rustfmt::skip]
        Rij::Besluit(_) | Rij::Actie(_) | Rij::Vraag(_) | Rij::Regel(_) | Rij::Inzet(_) | Rij::Klok(_)
        | Rij::Voorlegger(_) | Rij::Onderwerp(_) | Rij::Optie(_) | Rij::Toegang(_)
        | Rij::Informatie(_) | Rij::Beeldvraag(..) | Rij::Melding(_) | Rij::Betrokkene(_) => Vec::new(),
    }
}

/// A scenario with what sets it off.
pub(crate) fn scenario<'a>(s: Scene<'a>, x: &'a Scenario, width: usize) -> Vec<Row<'a>> {
    let head = s.cell_id(&x.id.to_string()).cell(Meaning::Accent, &x.soort.to_string(), 16);
    let mut rows = s.flow().add(Meaning::Text, x.wat.as_str()).hang(head, 21, width);
    for a in &x.aanleidingen {
        let when = a.wanneer.map(Tijdstip::datum_klok).unwrap_or_default();
        let flow = s.flow().part(Meaning::Text, a.wat.as_str()).part(Meaning::Muted, &when);
        rows.extend(flow.hang(s.row().gap(5).add(Meaning::Muted, "aanleiding"), 21, width));
    }
    rows
}

/// What stands beside the list where there is room, or under it: first what is suggested, then the row, then the rest.
pub(crate) fn beside(s: Scene<'_>, lijst: Registerlijst, rij: Rij, width: usize, roomy: bool) -> Vec<Row<'_>> {
    if lijst != Registerlijst::Factoren {
        return detail(s, rij, width);
    }
    let mut rows = bord::suggestion(s, width, SUGGESTED);
    if roomy {
        rows.push(s.row());
    }
    rows.extend(detail(s, rij, width));
    if roomy {
        rows.push(s.row());
        rows.extend(bord::unknowns(s, width));
        rows.push(s.row());
        rows.extend(bord::together(s, width));
    }
    rows
}
