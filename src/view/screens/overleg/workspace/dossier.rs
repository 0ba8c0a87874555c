//! The dossier between its meetings: what stands at each item of its own agenda.

use super::{Content, Sheet, action_line};
use crate::domain::dossier::{ActieStatus, Dossier, Fase, Melding, Overleg, Regel, RegelSoort};
use crate::domain::ids::OverlegNr;
use crate::domain::tijd::Tijdstip;
use crate::input::catalogue::Action;
use crate::projection::relaas::relaas;
use crate::projection::rij::{TermijnRij, klokken};
use crate::projection::termijn::termijnen;
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
    content.rows.extend(lines(sheet, here(sheet)));
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
    rows.extend(lines(sheet, here(sheet)));
    Content::rows(rows)
}

/// What partners were asked, what the picture asks of itself, what we do not know, and the lines of this item.
pub(super) fn picture(sheet: Sheet<'_>) -> Content<'_> {
    let mut content = super::informatie::asked(sheet);
    content.rows.extend(super::beeld::questions(sheet).rows);
    content.rows.extend(lines(sheet, here(sheet)));
    content
}

/// Her own words to the letter, wherever they were recorded, and what else was recorded at this item.
pub(super) fn intake(sheet: Sheet<'_>) -> Content<'_> {
    let of_her = |r: &&Regel| r.ingetrokken.is_none() && is_haar(r.inhoud.soort);
    let hers = sheet.d.regels.waarvan(|som| som.aantal(is_haar) > 0).filter(of_her);
    let mut all: Vec<&Regel> = hers.chain(here(sheet).filter(|r| !is_haar(r.inhoud.soort))).collect();
    all.sort_by_key(|r| (r.op, r.id));
    let note = words::count(all.len(), "regel", "regels");
    let mut rows = lines(sheet, all.into_iter());
    if rows.is_empty() {
        rows.push(sheet.s.say(Meaning::Hint, "Begin een regel met l voor haar eigen woorden, letterlijk."));
    }
    Content { note: (Meaning::Muted, note), rows }
}

fn is_haar(soort: RegelSoort) -> bool {
    soort == RegelSoort::Letterlijk
}

/// How many of her own words stand.
pub(super) fn hers(d: &Dossier) -> usize {
    d.regels.sommen().map(|som| som.aantal(is_haar)).sum()
}

/// The most events that a sheet tells; all of them are there to be read.
const EVENTS_MAX: usize = 40;

/// What happened: where it is read as a whole in the order in which it happened, else the latest first.
pub(super) fn account(sheet: Sheet<'_>) -> Content<'_> {
    let s = sheet.s;
    let all = relaas(sheet.d);
    let dated = all.partition_point(|r| r.inhoud.gebeurd.is_some());
    let (dated, undated) = all.split_at(dated);
    let latest: Vec<&Regel> = dated.iter().rev().chain(undated).take(EVENTS_MAX).copied().collect();
    let shown = if sheet.whole { &all } else { &latest };
    let mut rows: Vec<Row<'_>> = shown.iter().flat_map(|r| event(sheet, r)).collect();
    if shown.len() < all.len() {
        let more = s.say(Meaning::Muted, format!("… en nog {} eerder: ", all.len() - shown.len()));
        rows.push(more.add(Meaning::Key, command(Action::Blad)).add(Meaning::Hint, " toont alles, in volgorde"));
    }
    if rows.is_empty() {
        rows.push(s.say(Meaning::Hint, "Typ een feit met wanneer: f vorige week dinsdag belde hij aan @buurvrouw"));
    }
    let order = if sheet.whole || all.is_empty() { "" } else { ", de laatste eerst" };
    let note = format!("{}{order}", words::count(all.len(), "gebeurtenis", "gebeurtenissen"));
    Content { note: (Meaning::Muted, note), rows }
}

/// One event: when it happened, what it is, who knows it.
fn event<'a>(sheet: Sheet<'a>, r: &Regel) -> Vec<Row<'a>> {
    let s = sheet.s;
    let when = r.inhoud.gebeurd.map_or("onbekend".to_owned(), |g| words::happened(g, s.m.nu));
    let head = s.row().cell(Meaning::Muted, &when, 18).gap(1);
    let head = head.cell(words::of_kind(r.inhoud.soort), r.inhoud.soort.naam(), 11).gap(1);
    let bron = r.inhoud.bron.as_ref().map(ToString::to_string).or(r.inhoud.inbreng.as_ref().map(ToString::to_string));
    let scherm = r.inhoud.scherm().map(|scherm| scherm.to_string()).unwrap_or_default();
    let flow = s.flow().add(words::of_text(r.inhoud.soort), r.inhoud.tekst.as_str());
    let flow = flow.part(Meaning::Muted, &bron.unwrap_or_default()).part(Meaning::Afgeschermd, &scherm);
    flow.hang(head, 31, sheet.width)
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

/// The lines that were recorded between meetings at the item that is shown, the oldest first.
fn here(sheet: Sheet<'_>) -> impl Iterator<Item = &Regel> {
    let punt = sheet.s.m.punt();
    let tussen = |r: &Regel| r.overleg.is_dossier() && r.ingetrokken.is_none();
    let some = sheet.d.regels.waarvan(|som| som.is_van(OverlegNr::DOSSIER));
    some.filter(move |r| tussen(r) && punt == Some(&r.punt))
}

fn lines<'a>(sheet: Sheet<'a>, all: impl Iterator<Item = &'a Regel>) -> Vec<Row<'a>> {
    let s = sheet.s;
    let line = |r: &'a Regel| {
        let head = s.row().cell(Meaning::Muted, &r.op.kort(s.m.nu), 13).gap(1);
        let head = head.cell(words::of_kind(r.inhoud.soort), r.inhoud.soort.naam(), 11).gap(1);
        let scherm = r.inhoud.scherm().map(|scherm| scherm.to_string()).unwrap_or_default();
        let flow = s.flow().add(words::of_text(r.inhoud.soort), r.inhoud.tekst.as_str());
        flow.part(Meaning::Afgeschermd, &scherm).hang(head, 26, sheet.width)
    };
    all.flat_map(line).collect()
}

/// Where the meetings are: one that goes on, one that is called, or how many there were.
pub(super) fn meetings_far(d: &Dossier) -> (Meaning, String) {
    match d.actueel() {
        Some(o) if o.fase.loopt() => (Meaning::Current, "bezig".to_owned()),
        Some(o) if o.fase == Fase::Gepland => (Meaning::Text, "gepland".to_owned()),
        Some(_) => (Meaning::Muted, d.overleggen.len().to_string()),
        None => (Meaning::Muted, String::new()),
    }
}

/// How much is late, else how many actions are open.
pub(super) fn follow_up_far(d: &Dossier, nu: Tijdstip) -> (Meaning, String) {
    let late = termijnen(d).iter().filter(|t| t.op.is_voorbij(nu)).count();
    let open = || d.acties.values().filter(|a| a.status == ActieStatus::Open).count();
    match (late, open()) {
        (0, 0) => (Meaning::Muted, String::new()),
        (0, open) => (Meaning::Muted, open.to_string()),
        (late, _) => (Meaning::Warning, format!("{late} te laat")),
    }
}
