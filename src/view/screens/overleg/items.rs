//! The items of the block, with what was ticked and where we are; the blocks themselves where no block is going on.

use crate::app::screens::weging::heeft_geoordeeld;
use crate::domain::advies::te_herbeoordelen;
use crate::domain::dossier::{ActieStatus, Fase, Overleg};
use crate::domain::kader::{AgendaPunt, Kader, Werkblad};
use crate::domain::voorlezen::{is_klaar, na_het_teruglezen};
use crate::projection::klok;
use crate::projection::ronde::{self, Beurtstand};
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::row::{Row, spread};
use crate::view::widgets::words;

/// The column: a title and a line for each item.
pub(crate) fn rows(s: Scene<'_>, width: usize) -> Vec<Row<'_>> {
    let Some((o, kader)) = s.m.overleg().zip(s.m.kader()) else { return Vec::new() };
    let Some(blok) = kader.blok(o.fase) else { return blocks(s, o, kader, width) };
    let mut rows = vec![s.row().gap(1).add(Meaning::Heading, o.fase.naam().to_uppercase())];
    rows.extend(blok.punten.iter().map(|p| item(s, o, p, width)));
    rows
}

/// One item: where we are, whether it was ticked, its title, and how far it is.
fn item<'a>(s: Scene<'a>, o: &Overleg, p: &'a AgendaPunt, width: usize) -> Row<'a> {
    let here = o.huidig_punt.as_ref() == Some(&p.id);
    let done = s.m.dossier().is_some_and(|d| is_klaar(d, o, p));
    let what = match (here, done) {
        (true, _) => Meaning::Current,
        (false, true) => Meaning::Done,
        (false, false) => Meaning::Text,
    };
    let left = s
        .say(Meaning::Current, if here { "▸" } else { " " })
        .add(Meaning::Done, if done { "✓ " } else { "  " })
        .add(what, p.titel.as_str());
    let (what, far) = how_far(s, o, p);
    spread(left, s.say(what, far), width)
}

/// How far an item is, in a word or a number.
fn how_far(s: Scene<'_>, o: &Overleg, p: &AgendaPunt) -> (Meaning, String) {
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
        Werkblad::Klokken => number(d.klokken.values().filter(|k| k.loopt()).count()),
        Werkblad::Afspraken | Werkblad::Sluiting => none(),
    }
}

/// The blocks: what they may take before the meeting, what they took after it.
fn blocks<'a>(s: Scene<'a>, o: &Overleg, kader: &Kader, width: usize) -> Vec<Row<'a>> {
    let over = o.fase == Fase::Gesloten;
    let mut rows = vec![s.row().gap(1).add(Meaning::Heading, "AGENDA")];
    for fase in Fase::BLOKKEN {
        let klok = klok::blok(o, kader, fase, s.m.nu);
        let (what, sign) = if over { (Meaning::Done, " ✓ ") } else { (Meaning::Text, "   ") };
        let time = if over { words::block_time(klok) } else { format!("{} min", klok.budget.num_minutes()) };
        rows.push(spread(s.say(what, sign).add(what, fase.naam()), s.say(Meaning::Muted, time), width));
    }
    rows
}
