//! Who may see the dossier beside the role table: a line for each access that was given, and all that is known of it.

use super::cells::{Cells, wide};
use crate::domain::dossier::GegevenToegang;
use crate::domain::tijd::Tijdstip;
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::fields::{field, styled};
use crate::view::widgets::row::Row;

/// What is said of everybody else.
const TAFEL: &str = "Ook wie in de rollentabel van deze tafel staat, mag erbij; die houdt de beheerder bij.";

/// Until when, and as what to show it.
fn until(t: &GegevenToegang, nu: Tijdstip) -> (Meaning, String) {
    match (&t.ingetrokken, t.toegang.tot) {
        (Some((reden, g)), _) if reden.is_empty() => (Meaning::Muted, format!("vervangen {}", g.op.kort(nu))),
        (Some((_, g)), _) => (Meaning::Muted, format!("ingetrokken {}", g.op.kort(nu))),
        (None, Some(tot)) if t.geldt(nu) => (Meaning::Text, format!("tot {}", tot.kort(nu))),
        (None, Some(tot)) => (Meaning::Muted, format!("geëindigd {}", tot.kort(nu))),
        (None, None) => (Meaning::Text, "tot intrekken".to_owned()),
    }
}

/// That it was taken in need, and what came of that.
fn in_need(t: &GegevenToegang) -> Option<(Meaning, &'static str)> {
    t.toegang.nood.then_some(match t.beoordeeld.as_ref().map(|b| b.akkoord) {
        None => (Meaning::Warning, "nood, nog te beoordelen"),
        Some(true) => (Meaning::Muted, "nood, akkoord"),
        Some(false) => (Meaning::Warning, "nood, niet akkoord"),
    })
}

/// The line of one.
pub(super) fn row<'a>(s: Scene<'a>, t: &'a GegevenToegang, width: usize) -> Cells<'a> {
    let (what, until) = until(t, s.m.nu);
    let text = if t.geldt(s.m.nu) { Meaning::Text } else { Meaning::Muted };
    let row = s.row().name(text, t.toegang.naam.as_str(), if width < 72 { 14 } else { 20 }).gap(1);
    let row = row.cell(text, t.toegang.rol.naam(), wide(width, 16)).gap(1);
    let row = row.cell(what, &until, if width < 72 { 22 } else { 26 });
    let flow = match in_need(t) {
        Some((meaning, said)) => s.flow().part(meaning, said),
        None => s.flow(),
    };
    (row, flow.part(text, t.toegang.reden.as_str()))
}

/// All that is known of it.
pub(super) fn detail<'a>(s: Scene<'a>, t: &'a GegevenToegang, width: usize) -> Vec<Row<'a>> {
    let (x, nu) = (&t.toegang, s.m.nu);
    let (what, until) = until(t, nu);
    let mut rows = vec![s.say(Meaning::Accent, x.naam.as_str()).gap(2).add(what, until).fit(width)];
    rows.extend(field(s, width, "account", x.gebruiker.as_str(), ""));
    rows.extend(field(s, width, "organisatie", x.organisatie.as_str(), "voor wie spreekt deze persoon?"));
    rows.extend(field(s, width, "rol", &format!("{}, alleen in dit dossier", x.rol), ""));
    rows.extend(field(s, width, "sinds", &format!("{} door {}", t.gezet.op.datum_klok(), t.gezet.door.naam), ""));
    let tot = x.tot.map_or_else(|| "iemand het intrekt".to_owned(), Tijdstip::datum_klok);
    rows.extend(field(s, width, "tot", &tot, ""));
    rows.extend(field(s, width, "waarom", x.reden.as_str(), ""));
    if t.toegang.nood {
        let said = t.beoordeeld.as_ref().map(|b| {
            let niet = if b.akkoord { "" } else { "niet " };
            format!(
                "zelf genomen; {niet}akkoord, {} door {}: {}",
                b.gezet.op.datum_klok(),
                b.gezet.door.naam,
                b.toelichting
            )
        });
        let open = "zelf genomen; s: een ander beoordeelt het".to_owned();
        rows.extend(field(s, width, "nood", &said.unwrap_or(open), ""));
    }
    if let Some((reden, g)) = &t.ingetrokken {
        let hoe = if reden.is_empty() { "er kwam andere toegang voor in de plaats" } else { reden.as_str() };
        let text = format!("{} door {}: {hoe}", g.op.datum_klok(), g.door.naam);
        rows.extend(field(s, width, if reden.is_empty() { "vervangen" } else { "ingetrokken" }, &text, ""));
    }
    rows.extend(styled(s, width, "", &[(Meaning::Muted, TAFEL)]));
    rows
}
