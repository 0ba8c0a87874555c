//! The informatiebeeld: a line for each partner that was asked and for each question of the picture itself, and all that is
//! known of the chosen one, with what that partner can know and on which ground it may share.

use super::cells::{Cells, wide};
use crate::domain::dossier::{Beeldantwoord, Informatieantwoord, Informatiestand, Informatieverzoek};
use crate::domain::kader::{Partner, Vraagregel};
use crate::domain::tijd::{Tijdstip, duur};
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::fields::{field, styled};
use crate::view::widgets::row::Row;

/// How far a request is, and as what to show it.
pub(crate) fn state(i: &Informatieverzoek, nu: Tijdstip) -> (Meaning, String) {
    let tot = i.uiterlijk();
    match i.stand(nu) {
        Informatiestand::TeLaat => {
            (Meaning::Warning, tot.map_or_else(String::new, |t| format!("te laat sinds {}", t.kort(nu))))
        }
        Informatiestand::Wacht => (Meaning::Text, tot.map_or_else(String::new, |t| format!("nog {}", duur(t.since(nu))))),
        Informatiestand::Beantwoord(soort) => (Meaning::Done, soort.to_string()),
        Informatiestand::Ingetrokken => (Meaning::Muted, "ingetrokken".to_owned()),
    }
}

/// The line of a request.
pub(super) fn row<'a>(s: Scene<'a>, i: &'a Informatieverzoek, width: usize) -> Cells<'a> {
    let nu = s.m.nu;
    let (what, state) = state(i, nu);
    let text = if i.ingetrokken.is_some() { Meaning::Muted } else { Meaning::Text };
    let row = s.cell_id(&i.id.to_string()).name(text, i.partner.as_str(), if width < 72 { 14 } else { 20 }).gap(1);
    let row = row.cell(what, &state, if width < 72 { 18 } else { 26 }).gap(1);
    let when =
        i.antwoord().map_or_else(|| i.uiterlijk().map(|t| format!("uiterlijk {}", t.kort(nu))), |a| Some(a.op.kort(nu)));
    let row = row.cell(Meaning::Muted, &when.unwrap_or_default(), wide(width, 24));
    let flow = match i.antwoord().and_then(|a| a.inhoud.as_ref()) {
        Some(said) => {
            let shield = said.scherm.as_ref().map(ToString::to_string).unwrap_or_default();
            s.flow().part(Meaning::Afgeschermd, &shield).part(text, said.woorden.as_str())
        }
        None => s.flow().part(Meaning::Muted, i.doel.as_str()),
    };
    (row, flow)
}

/// A question of the picture itself.
fn asked(s: Scene<'_>, (at, nr): (usize, u32)) -> Option<(&Vraagregel, &[Beeldantwoord])> {
    let r = s.m.kader()?.reeksen.get(at)?;
    let vraag = usize::try_from(nr).ok().and_then(|n| r.vragen.get(n.checked_sub(1)?))?;
    let answers = s.m.dossier()?.beeldvragen.get(&r.id).and_then(|all| all.get(&nr));
    Some((vraag, answers.map(Vec::as_slice).unwrap_or_default()))
}

/// What was said of it, and who says so.
pub(crate) fn told(a: &Beeldantwoord) -> String {
    let more = if a.toelichting.is_empty() { String::new() } else { format!(": {}", a.toelichting) };
    let who = if a.bron.is_empty() { String::new() } else { format!(" ({})", a.bron) };
    format!("{}{more}{who}", a.antwoord)
}

/// The line of such a question.
pub(super) fn question(s: Scene<'_>, which: (usize, u32), width: usize) -> Option<Cells<'_>> {
    let (vraag, answers) = asked(s, which)?;
    let row = s.cell_id("").name(Meaning::Text, vraag.tekst.as_str(), 42.min(width / 2)).gap(1);
    let flow = match answers.last() {
        Some(a) => s.flow().add(Meaning::Text, &told(a)),
        None => s.flow().add(Meaning::Missing, "nog niet beantwoord"),
    };
    Some((row, flow))
}

/// All that was said of it, the latest first.
pub(super) fn answers(s: Scene<'_>, which: (usize, u32), width: usize) -> Option<Vec<Row<'_>>> {
    let (vraag, answers) = asked(s, which)?;
    let mut rows = vec![s.say(Meaning::Accent, vraag.tekst.as_str()).fit(width)];
    rows.extend(field(s, width, "wat telt", vraag.uitleg.as_str(), ""));
    for (nr, a) in answers.iter().rev().enumerate() {
        let (label, what) = if nr == 0 { ("antwoord", Meaning::Text) } else { ("eerder", Meaning::Muted) };
        let by = format!("   {}, {}", a.gezet.op.kort(s.m.nu), a.gezet.door.naam);
        rows.extend(styled(s, width, label, &[(what, &told(a)), (Meaning::Muted, &by)]));
    }
    if answers.is_empty() {
        rows.extend(field(s, width, "antwoord", "", "nog niet; 1 ja, 2 nee, 3 onbekend"));
    }
    Some(rows)
}

/// All that is known of a request, and what can be known of its partner.
pub(super) fn detail<'a>(s: Scene<'a>, i: &'a Informatieverzoek, width: usize) -> Vec<Row<'a>> {
    let nu = s.m.nu;
    let (what, state) = state(i, nu);
    let head = s.say(Meaning::Accent, format!("{} {}", i.id, i.partner)).gap(2).add(what, state);
    let mut rows = vec![head.fit(width)];
    rows.extend(field(s, width, "vraag en doel", i.doel.as_str(), ""));
    rows.extend(field(s, width, "antwoord aan", i.antwoord_aan.as_str(), "waar gaat het antwoord heen?"));
    rows.extend(field(s, width, "grond", &ground(s, i), ""));
    for (nr, t) in i.gevraagd.iter().enumerate() {
        let how = if t.opnieuw { "opnieuw, " } else { "" };
        let why = if t.reden.is_empty() { String::new() } else { format!(": {}", t.reden) };
        let (op, tot, door) = (t.gezet.op.kort(nu), t.uiterlijk.datum_klok(), &t.gezet.door.naam);
        let text = format!("{op} door {door}, {how}uiterlijk {tot}{why}");
        rows.extend(styled(s, width, if nr == 0 { "gevraagd" } else { "" }, &[(Meaning::Muted, &text)]));
    }
    for (nr, a) in i.antwoorden.iter().rev().enumerate() {
        rows.extend(answer(s, a, if nr == 0 && !i.wacht { "antwoord" } else { "eerder" }, width));
    }
    if let Some((reden, g)) = &i.ingetrokken {
        rows.extend(field(s, width, "ingetrokken", &format!("{} door {}: {reden}", g.op.kort(nu), g.door.naam), ""));
    }
    let partner = s.m.kader().and_then(|k| k.partner(i.partner.as_str()));
    rows.extend(partner.into_iter().flat_map(|p| known(s, p, width)));
    rows
}

fn answer<'a>(s: Scene<'a>, a: &'a Informatieantwoord, label: &'a str, width: usize) -> Vec<Row<'a>> {
    let nu = s.m.nu;
    let late = if a.was_te_laat() { ", te laat" } else { "" };
    let by = format!("{}, {} van {}{late}", a.soort, a.op.kort(nu), a.door);
    let mut rows = styled(s, width, label, &[(Meaning::Text, &by)]);
    if let Some(said) = &a.inhoud {
        let shield = said.scherm.as_ref().map(|scherm| format!("{scherm}  ")).unwrap_or_default();
        rows.extend(styled(s, width, "", &[(Meaning::Afgeschermd, &shield), (Meaning::Text, said.woorden.as_str())]));
    }
    rows
}

/// The ground by article, and that it has to be checked.
fn ground(s: Scene<'_>, i: &Informatieverzoek) -> String {
    let known = s.m.kader().and_then(|k| k.grond(&i.grond));
    known.map_or_else(|| i.grond.to_string(), |g| g.grond.to_string())
}

/// What this partner can know, and on which ground it may share.
fn known<'a>(s: Scene<'a>, p: &'a Partner, width: usize) -> Vec<Row<'a>> {
    let mut rows = field(s, width, "kan weten", p.informatiepositie.as_str(), "");
    for (nr, g) in p.gronden.iter().filter_map(|id| s.m.kader()?.grond(id)).enumerate() {
        let doubt = if g.te_toetsen.is_empty() { "" } else { " (te toetsen)" };
        let text = format!("aan {}: {}{doubt}. {}", g.aan, g.grond, g.voorwaarden);
        rows.extend(styled(s, width, if nr == 0 { "mag delen op" } else { "" }, &[(Meaning::Muted, &text)]));
    }
    rows
}
