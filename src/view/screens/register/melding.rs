//! The meldingen: a line for each, and all that is known of it.

use super::cells::{Cells, shield, wide};
use crate::domain::dossier::{Melding, Stukstand};
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::fields::{field, styled};
use crate::view::widgets::row::Row;

/// The line of a melding.
pub(super) fn row<'a>(s: Scene<'a>, m: &'a Melding, width: usize) -> Cells<'a> {
    let text = if m.stand.staat() { Meaning::Text } else { Meaning::Muted };
    let row = s.cell_id(&m.id.to_string()).cell(text, &m.ontvangen.kort(s.m.nu), 16).gap(1);
    let row = row.cell(text, &m.melder.to_string(), wide(width, 14)).gap(1);
    let (what, word) = scope(m);
    let flow = shield(s, &m.stand.scherm().into()).part(what, word);
    (row, flow.part(text, m.tekst.as_str()))
}

fn scope(m: &Melding) -> (Meaning, &'static str) {
    match (m.stand.staat(), m.binnen) {
        (false, _) => (Meaning::Muted, "ingetrokken"),
        (true, Some(true)) => (Meaning::Muted, ""),
        (true, Some(false)) => (Meaning::Warning, "buiten de aanpak"),
        (true, None) => (Meaning::Missing, "binnen de aanpak?"),
    }
}

/// All that is known of it.
pub(super) fn detail<'a>(s: Scene<'a>, m: &'a Melding, width: usize) -> Vec<Row<'a>> {
    let mut rows = vec![head(s, &m.id.to_string(), &m.melder.to_string(), &m.stand).fit(width)];
    let mut part = |label: &'a str, text: &str, ask: &str| rows.extend(field(s, width, label, text, ask));
    part("gemeld", m.tekst.as_str(), "");
    part("via", m.via.as_str(), "wie, of via wie?");
    part("hoe", &m.kanaal.map(|k| k.to_string()).unwrap_or_default(), "hoe kwam het binnen?");
    part("ontvangen", &m.ontvangen.datum_klok(), "");
    part("aanpak", m.afbakening(), "valt het binnen de aanpak?");
    if !m.reden.is_empty() {
        part("reden", m.reden.as_str(), "");
    }
    if m.binnen == Some(false) || !m.overgenomen.is_empty() {
        part("overgenomen", m.overgenomen.as_str(), "wie neemt het over?");
    }
    if !m.melder.risico().is_empty() {
        rows.extend(styled(s, width, "let op", &[(Meaning::Warning, m.melder.risico())]));
    }
    rows.extend(told(s, &m.stand, width));
    rows
}

/// The number, what it is, and its shield.
pub(super) fn head<'a>(s: Scene<'a>, id: &str, what: &str, stand: &Stukstand) -> Row<'a> {
    let gone = stand.ingetrokken.as_ref().map(|(_, g)| format!("  ingetrokken {}", g.op.kort(s.m.nu)));
    let shield = stand.scherm().map(|scherm| format!("  {scherm}"));
    let row = s.say(Meaning::Accent, id.to_owned()).gap(2).add(Meaning::Text, what.to_owned());
    row.maybe(Meaning::Warning, gone).maybe(Meaning::Afgeschermd, shield)
}

/// When and by whom it was recorded, freed and taken back.
pub(super) fn told<'a>(s: Scene<'a>, stand: &Stukstand, width: usize) -> Vec<Row<'a>> {
    let by = format!("{} door {}", stand.gezet.op.datum_klok(), stand.gezet.door.naam);
    let mut rows = styled(s, width, "genoteerd", &[(Meaning::Muted, &by)]);
    for (why, g) in &stand.vrijgegeven {
        let text = format!("{} door {}: {why}", g.op.kort(s.m.nu), g.door.naam);
        rows.extend(styled(s, width, "vrijgegeven", &[(Meaning::Muted, &text)]));
    }
    if let Some((why, g)) = &stand.ingetrokken {
        let text = format!("{} door {}: {why}", g.op.kort(s.m.nu), g.door.naam);
        rows.extend(styled(s, width, "ingetrokken", &[(Meaning::Muted, &text)]));
    }
    rows
}
