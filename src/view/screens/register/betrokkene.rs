//! Who is involved: a line for each, and all that is known. A hidden name stands in neither; its form shows it.

use super::cells::{Cells, shield, wide};
use super::melding::{head, told};
use crate::domain::dossier::Betrokkene;
use crate::domain::tekst::Tekst;
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::fields::{field, styled};
use crate::view::widgets::row::Row;

/// The line of a person.
pub(super) fn row<'a>(s: Scene<'a>, b: &'a Betrokkene, width: usize) -> Cells<'a> {
    let text = if b.stand.staat() { Meaning::Text } else { Meaning::Muted };
    let rol = b.rol(s.m.kader()).map(|r| r.aanduiding.to_string()).unwrap_or_default();
    let row = s.cell_id(&b.id.to_string()).cell(text, &rol, wide(width, 16)).gap(1);
    let row = row.name(text, &named(s, b), if width < 72 { 14 } else { 22 }).gap(1);
    let mut flow = shield(s, &b.stand.scherm().into());
    if !b.stand.staat() {
        flow = flow.part(Meaning::Muted, "ingetrokken");
    }
    for warning in b.waarschuwingen() {
        flow = flow.part(Meaning::Warning, warning);
    }
    let (what, how) = contact(s, b);
    (row, flow.part(text, b.relatie.as_str()).part(what, &how))
}

/// The name, or what a line calls this person.
fn named(s: Scene<'_>, b: &Betrokkene) -> String {
    b.open_naam().map_or_else(|| b.aanduiding(s.m.kader()), Tekst::to_string)
}

/// When somebody can be reached; asked of who it is asked of.
fn contact(s: Scene<'_>, b: &Betrokkene) -> (Meaning, String) {
    let asked = b.stand.staat() && b.rol(s.m.kader()).is_some_and(|r| r.veilig_contact);
    match (b.moment.is_empty(), asked) {
        (false, _) => (Meaning::Text, format!("veilig: {}", b.moment)),
        (true, true) => (Meaning::Missing, "wanneer is contact veilig?".to_owned()),
        (true, false) => (Meaning::Muted, String::new()),
    }
}

/// All that is known.
pub(super) fn detail<'a>(s: Scene<'a>, b: &'a Betrokkene, width: usize) -> Vec<Row<'a>> {
    let rollen: Vec<String> = b.rollen.iter().map(|r| role(s, r)).collect();
    let mut rows = vec![head(s, &b.aanduiding(s.m.kader()), &rollen.join(", "), &b.stand).fit(width)];
    let mut part = |label: &'a str, text: &str, ask: &str| {
        if !(text.is_empty() && ask.is_empty()) {
            rows.extend(field(s, width, label, text, ask));
        }
    };
    let naam = if b.naam_verborgen && !b.naam.is_empty() { "verborgen; Enter toont hem" } else { b.naam.as_str() };
    part("naam", naam, "nog niet bekend");
    part("ook bekend als", if b.naam_verborgen { "" } else { b.ook.as_str() }, "");
    part("geboren", b.geboren.as_str(), "");
    part("relatie", b.relatie.as_str(), "");
    let asked = b.rol(s.m.kader()).is_some_and(|r| r.veilig_contact);
    let ask = |zo: &'static str| if asked { zo } else { "" };
    part("veilig moment", b.moment.as_str(), ask("wanneer is contact veilig? (s)"));
    part("hoe", b.kanaal.as_str(), ask("langs welke weg?"));
    part("nooit", b.nooit.as_str(), "");
    part("codewoord", secret(&b.geheim.codewoord, "afgeschermd; s toont het"), "");
    part("vervanger", b.vervanger.as_str(), "");
    part("telefoon", b.telefoon.as_str(), "");
    part("adres", b.adres.as_str(), "");
    part("geheim adres", secret(&b.geheim.adres, "afgeschermd; Enter toont het"), "");
    let tolk = b.tolk.map(|t| t.to_string()).unwrap_or_default();
    let taal = [b.taal.as_str(), &tolk].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ");
    part("taal", &taal, "");
    let warnings = b.waarschuwingen().join(", ");
    let at_door: Vec<&str> = [warnings.as_str(), b.bezoek.as_str()].into_iter().filter(|t| !t.is_empty()).collect();
    if !at_door.is_empty() {
        rows.extend(styled(s, width, "bij bezoek", &[(Meaning::Warning, &at_door.join(" · "))]));
    }
    rows.extend(told(s, &b.stand, width));
    rows
}

/// That there is one, and what shows it: who looks along at a list does not read it.
fn secret(text: &Tekst, how: &'static str) -> &'static str {
    if text.is_empty() { "" } else { how }
}

/// A role by name; one that the kader does not know by its key.
fn role(s: Scene<'_>, id: &crate::domain::ids::BetrokkenrolId) -> String {
    s.m.kader().and_then(|k| k.betrokkenrol(id)).map_or_else(|| id.to_string(), |r| r.naam.to_string())
}
