//! The work of oordeelsvorming: each organisation's own judgement, the conclusion, the options. No totals, no score.

use super::{Content, Sheet};
use crate::app::available::available;
use crate::domain::dossier::{GeslotenRonde, Oordeel, Optie};
use crate::domain::ids::NiveauId;
use crate::domain::tekst::Tekst;
use crate::input::catalogue::Action;
use crate::theme::Meaning;
use crate::view::screens::register::bord::suggestion;
use crate::view::widgets::fields::{LABEL, field, styled};
use crate::view::widgets::flow::Flow;
use crate::view::widgets::row::Row;
use crate::view::widgets::words;

/// The cells of an organisation's name.
const ORG: usize = 18;

/// Per organisation its judgement as given, or that it is still to come; one line each where there is little room.
pub(super) fn round(sheet: Sheet<'_>) -> Content<'_> {
    if let Some(ronde) = sheet.o.afweging.open_ronde() {
        return closed(sheet, ronde);
    }
    let all = sheet.o.organisaties();
    let given = all.iter().filter(|org| sheet.o.oordeel_van(org.as_str()).is_some()).count();
    let mut rows = Vec::new();
    for org in &all {
        let judged = sheet.o.oordeel_van(org.as_str());
        let (sign, what) = if judged.is_some() { ("● ", Meaning::Done) } else { ("○ ", Meaning::Text) };
        let head = sheet.s.say(what, sign).name(what, org.as_str(), ORG);
        let before = sheet.o.eerder_oordeel_van(org.as_str());
        match judged {
            Some(oordeel) if sheet.tight => rows.push(as_given(sheet, oordeel).append_one(head, sheet.width)),
            Some(oordeel) => {
                let indent = head.width();
                rows.extend(as_given(sheet, oordeel).hang(head, indent, sheet.width));
                if let Some(before) = before {
                    let flow = was_given(sheet, before);
                    rows.extend(flow.hang(sheet.s.row().gap(indent), indent, sheet.width));
                }
            }
            None => rows.push(head.add(Meaning::Missing, "nog geen oordeel")),
        }
    }
    let give = sheet.hint(Action::Oordeel, "legt een oordeel vast, zoals gegeven");
    let may = given == 0 && available(sheet.s.m, Action::GeslotenRonde).is_ok();
    let closed = sheet.hint(Action::GeslotenRonde, "laat elk zijn oordeel geven zonder dat van een ander te kennen");
    let rows = sheet.led(rows, give.into_iter().chain(closed.filter(|_| may)));
    Content { note: (Meaning::Muted, format!("{given} van {} oordelen gegeven", all.len())), rows }
}

/// A closed round: whose judgement was received, and nothing of what it says.
fn closed<'a>(sheet: Sheet<'a>, ronde: &GeslotenRonde) -> Content<'a> {
    let all = sheet.o.organisaties();
    let received = |org: &Tekst| ronde.ontvangen.iter().any(|x| x.same(org.as_str()));
    let n = all.iter().filter(|org| received(org)).count();
    let mut rows = Vec::new();
    for org in &all {
        let (sign, what, word) = if received(org) {
            ("● ", Meaning::Done, "ontvangen")
        } else {
            ("○ ", Meaning::Missing, "nog niet ontvangen")
        };
        rows.push(sheet.s.say(what, sign).name(Meaning::Text, org.as_str(), ORG).add(what, word));
    }
    let give = sheet.hint(Action::Oordeel, "geeft een oordeel, gemaskeerd; niemand leest het voor de onthulling");
    let who = sheet.s.say(Meaning::Hint, "De voorzitter toont straks alle oordelen tegelijk.");
    let mine = available(sheet.s.m, Action::Onthul).is_ok();
    let reveal = sheet.hint(Action::Onthul, "toont alle oordelen tegelijk").filter(|_| mine);
    if sheet.tight {
        // one line, before what may be cut off
        let give = sheet.hint(Action::Oordeel, "geeft er een, gemaskeerd");
        let reveal = sheet.hint(Action::Onthul, "toont ze tegelijk").filter(|_| mine);
        let both = give.into_iter().chain(reveal).reduce(|row, next| row.gap(3).append(next));
        rows.insert(0, both.unwrap_or(who));
    } else {
        rows.extend(give);
        rows.push(reveal.unwrap_or(who));
    }
    Content { note: (Meaning::Current, format!("gesloten ronde: {n} van {} ontvangen", all.len())), rows }
}

/// What an organisation said before it changed its judgement.
fn was_given<'a>(sheet: Sheet<'a>, before: &Oordeel) -> Flow<'a> {
    let i = &before.inhoud;
    let mut said: Vec<String> = i.acuut.map(|a| format!("acuut: {a}")).into_iter().collect();
    said.extend(i.niveau.as_ref().map(|n| level(sheet, n)));
    let when = before.gezet.op.klok();
    sheet
        .s
        .flow()
        .part(Meaning::Muted, &format!("eerder, {when}: {}", said.join(", ")))
        .part(Meaning::Muted, i.argument.as_str())
}

/// A judgement in words; one that was changed says when and why.
fn as_given<'a>(sheet: Sheet<'a>, oordeel: &Oordeel) -> Flow<'a> {
    let i = &oordeel.inhoud;
    let mut flow = sheet.s.flow();
    if let Some(acuut) = i.acuut {
        flow = flow.part(words::of_answer(acuut), &format!("acuut: {acuut}"));
    }
    if let Some(niveau) = &i.niveau {
        flow = flow.part(Meaning::Oordeel, &level(sheet, niveau));
    }
    let flow = flow.part(Meaning::Text, i.argument.as_str());
    match &oordeel.bijgesteld {
        Some(why) => flow
            .part(Meaning::Warning, &format!("bijgesteld, {}", oordeel.gezet.op.klok()))
            .part(Meaning::Text, why.as_str()),
        None => flow,
    }
}

/// The name of a level; its key where the kader does not know it.
fn level(sheet: Sheet<'_>, niveau: &NiveauId) -> String {
    sheet.kader.niveau(niveau).map_or_else(|| niveau.to_string(), |n| n.naam.to_string())
}

/// The conclusion in its two parts, and who judged otherwise.
pub(super) fn conclusion(sheet: Sheet<'_>) -> Content<'_> {
    let (s, width) = (sheet.s, sheet.width);
    let Some((c, gezet)) = sheet.o.conclusies.last() else {
        let mut rows = field(s, width, "acuut", "", "ja, nee of onbekend?");
        rows.extend(field(s, width, "niveau", "", "welk niveau?"));
        rows.extend(field(s, width, "motivering", "", "waarom?"));
        rows.extend(sheet.hint(Action::Conclusie, "legt de conclusie vast"));
        rows.extend(suggestion(s, width, LABEL));
        return Content { note: (Meaning::Missing, "nog geen conclusie".to_owned()), rows };
    };
    let acuut = c.acuut.to_string();
    let mut rows = styled(s, width, "acuut", &[(words::of_answer(c.acuut), &acuut)]);
    rows.extend(field(s, width, "niveau", &level(sheet, &c.niveau), ""));
    rows.extend(field(s, width, "motivering", c.reden.as_str(), "waarom?"));
    for org in sheet.o.organisaties() {
        let Some(oordeel) = sheet.o.oordeel_van(org.as_str()) else { continue };
        let i = &oordeel.inhoud;
        let other = i.acuut.is_some_and(|a| a != c.acuut) || i.niveau.as_ref().is_some_and(|n| *n != c.niveau);
        if other {
            let flow = s.flow().add(Meaning::Text, &format!("{org}: ")).join(&as_given(sheet, oordeel));
            rows.extend(flow.hang(s.say(Meaning::Muted, "anders"), LABEL, width));
        }
    }
    let known = sheet.d.acuut.as_ref().map(|a| a.antwoord);
    if known != Some(c.acuut) {
        let (what, word) = words::acuut(known);
        let flow = s.flow().add(Meaning::Text, "het dossier zegt nu ").add(what, &word).add(Meaning::Text, "; ");
        let flow = flow.add(Meaning::Key, &super::command(Action::Acuut)).add(Meaning::Text, " legt het antwoord vast");
        rows.extend(flow.rows(width));
    }
    let when = format!("{}, door {}", gezet.op.kort(s.m.nu), gezet.door.naam);
    Content { note: (Meaning::Muted, when), rows }
}

/// The options with what speaks for and against them; doing nothing is one of them.
pub(super) fn options(sheet: Sheet<'_>) -> Content<'_> {
    let mut rows: Vec<Row<'_>> = sheet.o.opties.iter().flat_map(|optie| option(sheet, optie)).collect();
    if !sheet.o.opties.iter().any(|o| o.niets_doen) {
        rows.push(sheet.s.say(Meaning::Missing, "'niets doen' is nog niet genoemd"));
    }
    rows.extend(sheet.hint(Action::Optie, "weegt een optie"));
    Content { note: (Meaning::Muted, words::count(sheet.o.opties.len(), "optie", "opties")), rows }
}

fn option<'a>(sheet: Sheet<'a>, optie: &Optie) -> Vec<Row<'a>> {
    let (s, width) = (sheet.s, sheet.width);
    let shield = if optie.afgeschermd { "afgeschermd · " } else { "" };
    let flow = s.flow().add(Meaning::Afgeschermd, shield).add(Meaning::Accent, optie.optie.as_str());
    let mut rows = flow.hang(s.cell_id(&optie.id.to_string()), 5, width);
    if sheet.tight {
        return rows;
    }
    let sides = [("voor", &optie.voor), ("tegen", &optie.tegen), ("risico", &optie.risico)];
    for (word, text) in sides {
        let (what, text) =
            if text.is_empty() { (Meaning::Missing, "nog niet gewogen") } else { (Meaning::Text, text.as_str()) };
        let head = s.row().gap(5).cell(Meaning::Muted, word, 8);
        rows.extend(s.flow().add(what, text).hang(head, 13, width));
    }
    rows
}
