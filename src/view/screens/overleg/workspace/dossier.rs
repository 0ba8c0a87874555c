//! The dossier between its meetings: what stands at each item of its own agenda.

use super::{Content, Sheet, action_line};
use crate::domain::dossier::{ActieStatus, Dossier, Fase, Melding, Overleg, Regel, RegelSoort};
use crate::domain::kader::Werkblad;
use crate::domain::tijd::Tijdstip;
use crate::input::catalogue::Action;
use crate::projection::relaas::relaas;
use crate::projection::rij::{TermijnRij, klokken};
use crate::theme::Meaning;
use crate::view::widgets::fields::{LABEL, field};
use crate::view::widgets::keys::command;
use crate::view::widgets::row::Row;
use crate::view::widgets::words;

/// How it came in: danger now, 112, and the lines that were written down at it.
pub(super) fn report(sheet: Sheet<'_>) -> Content<'_> {
    let mut content = super::opening::danger(sheet);
    let (s, nu) = (sheet.s, sheet.s.m.nu);
    let staan = || sheet.d.meldingen.values().filter(|m| m.stand.staat());
    for m in staan() {
        let head = s.cell_id(&m.id.to_string()).cell(Meaning::Muted, &m.ontvangen.kort(nu), 13).gap(1);
        let (what, scope) = scope(m);
        let scherm = m.stand.scherm().map(|scherm| scherm.to_string()).unwrap_or_default();
        let flow = s.flow().add(Meaning::Text, m.tekst.as_str()).part(Meaning::Muted, &m.melder.to_string());
        let flow = flow.part(what, scope).part(Meaning::Afgeschermd, &scherm);
        content.rows.extend(flow.hang(head, 20, sheet.width));
    }
    content.rows.extend(sheet.hint(Action::Meldingen, "opent de meldingen; n noteert er een"));
    if sheet.d.open_112().is_some() {
        content.rows.extend(sheet.hint(Action::Uitkomst112, "noteert wat er van 112 kwam"));
    }
    content.note = (Meaning::Muted, words::count(staan().count(), "melding", "meldingen"));
    content.rows.extend(lines(sheet, |r| r.overleg.is_dossier() && is_at(sheet, r)));
    content
}

/// Whether it falls within the approach, where that is not so or not said.
fn scope(m: &Melding) -> (Meaning, &'static str) {
    match m.binnen {
        Some(true) => (Meaning::Muted, ""),
        Some(false) => (Meaning::Warning, "buiten de aanpak"),
        None => (Meaning::Missing, "binnen de aanpak?"),
    }
}

/// Who is involved, who can be asked, and who must not know.
pub(super) fn people(sheet: Sheet<'_>) -> Content<'_> {
    let (s, width) = (sheet.s, sheet.width);
    let kader = s.m.kader();
    let mut rows = super::besluit::contact(sheet).rows;
    for b in sheet.d.betrokkenen.values().filter(|b| b.stand.staat()) {
        let head = s.row().cell(Meaning::Accent, &b.aanduiding(kader), 18).gap(1);
        let flow =
            s.flow().add(Meaning::Text, b.open_naam().map_or("", |n| n.as_str())).part(Meaning::Muted, b.relatie.as_str());
        let flow = b.waarschuwingen().into_iter().fold(flow, |flow, warning| flow.part(Meaning::Warning, warning));
        let safe = if b.moment.is_empty() { String::new() } else { format!("veilig: {}", b.moment) };
        let ask = b.moment.is_empty() && b.rol(kader).is_some_and(|r| r.veilig_contact);
        let flow =
            flow.part(Meaning::Text, &safe).part(Meaning::Missing, if ask { "wanneer is contact veilig?" } else { "" });
        rows.extend(flow.hang(head, 19, width));
    }
    rows.extend(sheet.hint(Action::Betrokkenen, "opent wie erbij horen; n noteert iemand"));
    for n in &sheet.d.niet_weten {
        rows.extend(field(s, width, "mag niet weten", &format!("{}  {}", n.wie, n.reden), ""));
    }
    rows.extend(sheet.hint(Action::NietWeten, "noteert wie hier niet van mag weten"));
    rows.extend(lines(sheet, |r| r.overleg.is_dossier() && is_at(sheet, r)));
    Content::rows(rows)
}

/// What partners were asked, what the picture asks of itself, what we do not know, and the lines of this item.
pub(super) fn picture(sheet: Sheet<'_>) -> Content<'_> {
    let mut content = super::informatie::asked(sheet);
    content.rows.extend(super::beeld::questions(sheet).rows);
    content.rows.extend(lines(sheet, |r| r.overleg.is_dossier() && is_at(sheet, r)));
    content
}

/// Her own words to the letter, wherever they were recorded, and what else was recorded at this item.
pub(super) fn intake(sheet: Sheet<'_>) -> Content<'_> {
    let of_her = |r: &Regel| r.inhoud.soort == RegelSoort::Letterlijk || (r.overleg.is_dossier() && is_at(sheet, r));
    let rows = lines(sheet, of_her);
    let note = words::count(rows.len(), "regel", "regels");
    let hint = || sheet.s.say(Meaning::Hint, "Begin een regel met l voor haar eigen woorden, letterlijk.");
    Content { note: (Meaning::Muted, note), rows: if rows.is_empty() { vec![hint()] } else { rows } }
}

/// What happened, in the order in which it happened.
pub(super) fn account(sheet: Sheet<'_>) -> Content<'_> {
    let s = sheet.s;
    let all = relaas(sheet.d);
    let mut rows: Vec<Row<'_>> = Vec::new();
    for r in &all {
        let when = r.inhoud.gebeurd.map_or("onbekend".to_owned(), |g| words::happened(g, s.m.nu));
        let head =
            s.row().cell(Meaning::Muted, &when, 18).gap(1).cell(words::of_kind(r.inhoud.soort), r.inhoud.soort.naam(), 11);
        let bron = r.inhoud.bron.as_ref().map(ToString::to_string).or(r.inhoud.inbreng.as_ref().map(ToString::to_string));
        let flow = s.flow().add(Meaning::Text, r.inhoud.tekst.as_str()).part(Meaning::Muted, &bron.unwrap_or_default());
        rows.extend(flow.hang(head.gap(1), 31, sheet.width));
    }
    if rows.is_empty() {
        rows.push(s.say(Meaning::Hint, "Typ een feit met wanneer: f vorige week dinsdag belde hij aan @buurvrouw"));
    }
    Content { note: (Meaning::Muted, words::count(all.len(), "gebeurtenis", "gebeurtenissen")), rows }
}

/// The meetings there were and the one that comes.
pub(super) fn meetings(sheet: Sheet<'_>) -> Content<'_> {
    let (s, nu) = (sheet.s, sheet.s.m.nu);
    let mut rows: Vec<Row<'_>> = Vec::new();
    for o in sheet.d.overleggen.iter().rev() {
        let when = o.begonnen.or(o.bijeenroeping.begin).map(|t| t.kort(nu)).unwrap_or_default();
        let head = s.row().cell(Meaning::Accent, &format!("overleg {}", o.nr), 11).gap(1).cell(Meaning::Muted, &when, 16);
        let flow = s.flow().part(Meaning::Text, stand(o)).part(Meaning::Muted, o.bijeenroeping.reden.as_str());
        rows.extend(flow.hang(head.gap(1), 29, sheet.width));
    }
    if rows.is_empty() {
        rows.push(s.say(Meaning::Hint, "Er is nog geen overleg geweest."));
    } else {
        let way =
            s.say(Meaning::Key, command(Action::NaarOverleg)).add(Meaning::Hint, " gaat naar het overleg dat nu telt");
        rows.push(way);
    }
    rows.extend(sheet.hint(Action::Bijeenroepen, "roept een overleg bijeen"));
    Content { note: (Meaning::Muted, words::count(sheet.d.overleggen.len(), "overleg", "overleggen")), rows }
}

fn stand(o: &Overleg) -> &'static str {
    match (o.fase, &o.vastgesteld) {
        (Fase::Gesloten, Some(_)) => "gesloten, verslag vastgesteld",
        (Fase::Gesloten, None) => "gesloten, verslag nog niet vastgesteld",
        (fase, _) => fase.naam(),
    }
}

/// What is due, the latest first; and the actions that nobody gave a moment.
pub(super) fn follow_up(sheet: Sheet<'_>) -> Content<'_> {
    let (s, nu) = (sheet.s, sheet.s.m.nu);
    let all = klokken(sheet.d);
    let mut rows: Vec<Row<'_>> = all.iter().flat_map(|k| term(sheet, k)).collect();
    let open = sheet.d.acties.values().filter(|a| a.status == ActieStatus::Open && a.termijn.is_none());
    rows.extend(open.flat_map(|a| action_line(s, a, sheet.width)));
    if rows.is_empty() {
        rows.push(s.say(Meaning::Hint, "Er staat niets open."));
    }
    rows.extend(sheet.hint(Action::Acties, "meldt terug hoe een actie ging"));
    let late = all.iter().filter(|k| k.is_voorbij(nu)).count();
    let note = if late > 0 { format!("{late} te laat") } else { String::new() };
    Content { note: (Meaning::Warning, note), rows }
}

/// Something that is due: when, and what.
fn term<'a>(sheet: Sheet<'a>, k: &TermijnRij) -> Vec<Row<'a>> {
    let (s, nu) = (sheet.s, sheet.s.m.nu);
    let (what, when) = words::due(k.op, k.is_voorbij(nu), nu);
    s.flow().add(Meaning::Text, k.wat.as_str()).hang(s.row().cell(what, &when, 28), 29, sheet.width)
}

/// Where the dossier is in its life, and what would end it.
pub(super) fn ending(sheet: Sheet<'_>) -> Content<'_> {
    let (s, width) = (sheet.s, sheet.width);
    let mut rows = field(s, width, "status", &sheet.d.status.to_string(), "");
    let open = sheet.d.acties.values().filter(|a| a.status == ActieStatus::Open).count();
    let vragen = sheet.d.vragen.values().filter(|v| v.is_open()).count();
    let inzet = sheet.d.inzetten.values().filter(|i| i.status.geldt()).count();
    let parts = [
        words::count(open, "open actie", "open acties"),
        words::count(vragen, "open vraag", "open vragen"),
        words::count(inzet, "maatregel die geldt", "maatregelen die gelden"),
    ];
    rows.extend(s.flow().add(Meaning::Text, &parts.join(", ")).hang(s.say(Meaning::Muted, "nog open"), LABEL, width));
    rows.extend(sheet.hint(Action::Status, "zet het dossier op een andere status, met een reden"));
    Content::rows(rows)
}

/// Whether a line was recorded at the item that is shown.
fn is_at(sheet: Sheet<'_>, r: &Regel) -> bool {
    sheet.s.m.punt() == Some(&r.punt)
}

/// The lines of the dossier that count, the oldest first.
fn lines<'a>(sheet: Sheet<'a>, counts: impl Fn(&Regel) -> bool) -> Vec<Row<'a>> {
    let s = sheet.s;
    let all = sheet.d.regels.values().filter(|r| r.ingetrokken.is_none() && counts(r));
    let line = |r: &'a Regel| {
        let head = s.row().cell(Meaning::Muted, &r.op.kort(s.m.nu), 13).gap(1);
        let head = head.cell(words::of_kind(r.inhoud.soort), r.inhoud.soort.naam(), 11).gap(1);
        let scherm = r.inhoud.scherm().map(|scherm| scherm.to_string()).unwrap_or_default();
        let flow = s.flow().add(words::of_text(r.inhoud.soort), r.inhoud.tekst.as_str());
        flow.part(Meaning::Afgeschermd, &scherm).hang(head, 26, sheet.width)
    };
    all.flat_map(line).collect()
}

/// How far an item of the dossier is, in a word or a number.
pub(super) fn far(d: &Dossier, werkblad: Werkblad, nu: Tijdstip) -> (Meaning, String) {
    let number = |n: usize| (Meaning::Muted, if n == 0 { String::new() } else { n.to_string() });
    match werkblad {
        Werkblad::Informatiebeeld => super::informatie::far(d, nu),
        Werkblad::Melding if d.open_112().is_some() => (Meaning::Danger, "112?".to_owned()),
        Werkblad::Melding => number(d.meldingen.values().filter(|m| m.stand.staat()).count()),
        Werkblad::Betrokkenen => number(d.betrokkenen.values().filter(|b| b.stand.staat()).count()),
        Werkblad::Intake => number(d.regels.values().filter(|r| r.inhoud.soort == RegelSoort::Letterlijk).count()),
        Werkblad::Relaas => number(relaas(d).len()),
        Werkblad::Overleggen => match d.actueel() {
            Some(o) if o.fase.loopt() => (Meaning::Current, "bezig".to_owned()),
            Some(o) if o.fase == Fase::Gepland => (Meaning::Text, "gepland".to_owned()),
            _ => number(d.overleggen.len()),
        },
        Werkblad::Opvolging => match klokken(d).iter().filter(|k| k.is_voorbij(nu)).count() {
            0 => number(d.acties.values().filter(|a| a.status == ActieStatus::Open).count()),
            late => (Meaning::Warning, format!("{late} te laat")),
        },
        Werkblad::Afronding => (Meaning::Muted, d.status.to_string()),
        _ => (Meaning::Muted, String::new()),
    }
}
