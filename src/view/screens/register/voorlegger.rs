//! What is put before the burgemeester: a line per page, and the page itself. On it stand only facts that may be there:
//! for a huisverbod those that are marked as a ground for it, and never a shielded one.

use super::cells::{Cells, shield, when_cells};
use crate::domain::dossier::{Dossier, RegelSoort, Voorlegger};
use crate::domain::leemte::{self, Leemte};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::domain::zicht::voorlegger_kring;
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::fields::{LABEL, field, styled};
use crate::view::widgets::row::Row;
use crate::view::widgets::{words, zaken};

/// The line of a page.
pub(super) fn row<'a>(s: Scene<'a>, d: &Dossier, v: &'a Voorlegger, width: usize) -> Cells<'a> {
    let (what, state) = zaken::page_state(v);
    let row = s.cell_id(&v.id.to_string()).cell(what, &state, 18).gap(1);
    let (what, due) = match (v.uiterlijk, &v.antwoord) {
        (_, Some((a, _))) => (Meaning::Muted, a.op.kort(s.m.nu)),
        (Some(t), None) => words::due(t, v.is_te_laat(s.m.nu), s.m.nu),
        (None, None) => (Meaning::Missing, Leemte::Uiterlijk.vraag().to_owned()),
    };
    let text = shield(s, &voorlegger_kring(d, v));
    (row.cell(what, &due, when_cells(width)).gap(1), text.part(Meaning::Text, v.gevraagd.as_str()))
}

/// The page, with what it lacks.
pub(super) fn detail<'a>(s: Scene<'a>, d: &Dossier, v: &Voorlegger, width: usize) -> Vec<Row<'a>> {
    let facts = v.feiten_op_blad(d).count();
    let asks = words::gaps(s.flow(), &leemte::van_voorlegger(v, facts));
    let mut rows = page(s, d, v, width);
    if !asks.is_empty() {
        let at = 1.min(rows.len());
        let asks = asks.hang(s.say(Meaning::Muted, "nog te zeggen"), LABEL, width);
        rows.splice(at..at, asks);
    }
    rows
}

/// The page as the burgemeester reads it.
pub(crate) fn page<'a>(s: Scene<'a>, d: &Dossier, v: &Voorlegger, width: usize) -> Vec<Row<'a>> {
    let (what, state) = zaken::page_state(v);
    let from = format!("overleg {}, {}", v.overleg, v.op.datum_klok());
    let head = s.say(Meaning::Accent, v.id.to_string()).gap(2).add(what, state).gap(3).add(Meaning::Muted, from);
    let mut rows = vec![head.fit(width)];
    let until = v.uiterlijk.map(Tijdstip::datum_klok).unwrap_or_default();
    rows.extend(styled(s, width, "gevraagd", &[(Meaning::Accent, v.gevraagd.as_str())]));
    rows.extend(field(s, width, "uiterlijk", &until, "niet gezegd"));
    rows.extend(field(s, width, "grond", v.grond.as_str(), "niet gezegd"));
    rows.extend(field(s, width, "alternatieven", v.alternatieven.as_str(), "niet gezegd"));
    rows.extend(field(s, width, "nadelen", v.nadelen.as_str(), "niet gezegd"));
    rows.extend(answer(s, v, width));
    rows.extend(facts(s, d, v, width));
    rows
}

fn answer<'a>(s: Scene<'a>, v: &Voorlegger, width: usize) -> Vec<Row<'a>> {
    let Some((a, gezet)) = &v.antwoord else { return Vec::new() };
    let said = if a.tekst.is_empty() { String::new() } else { format!(": {}", a.tekst) };
    let by = format!("   {}, {}; vastgelegd door {}", a.naam, a.op.datum_klok(), gezet.door.naam);
    let pieces = [(Meaning::Accent, a.uitslag.to_string()), (Meaning::Text, said), (Meaning::Muted, by)];
    let pieces: Vec<(Meaning, &str)> = pieces.iter().map(|(what, text)| (*what, text.as_str())).collect();
    styled(s, width, "antwoord", &pieces)
}

fn facts<'a>(s: Scene<'a>, d: &Dossier, v: &Voorlegger, width: usize) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    let label = if v.huisverbod { "gronden" } else { "feiten" };
    for r in v.feiten_op_blad(d) {
        let i = &r.inhoud;
        let who = i.bron.as_ref().map(words::short).or(i.inbreng.as_ref().map(Tekst::as_str)).unwrap_or_default();
        let when = i.gebeurd.map(|g| words::happened(g, s.m.nu)).unwrap_or_default();
        let kind = if i.soort == RegelSoort::Feit { "" } else { i.soort.naam() };
        let tail = [kind, who, &when].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ");
        let tail = if tail.is_empty() { String::new() } else { format!("   {tail}") };
        let head = format!("{} ", r.id);
        let pieces = [(Meaning::Muted, head.as_str()), (Meaning::Text, i.tekst.as_str()), (Meaning::Muted, &tail)];
        rows.extend(styled(s, width, if rows.is_empty() { label } else { "" }, &pieces));
    }
    if rows.is_empty() {
        let ask = if v.huisverbod { "geen feit is gemerkt als grond: h in /regels" } else { "geen feit gekozen" };
        rows.extend(field(s, width, label, "", ask));
    }
    rows
}
