//! The clocks: a line per clock, and every setting of its end.

use super::cells::{Cells, shield, wide};
use crate::domain::dossier::{Dossier, LopendeKlok};
use crate::domain::tijd::Tijdstip;
use crate::domain::zicht::klok_lijn;
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::fields::{field, styled};
use crate::view::widgets::row::Row;
use crate::view::widgets::zaken;

/// The line of a clock.
pub(super) fn row<'a>(s: Scene<'a>, d: &Dossier, k: &'a LopendeKlok, width: usize) -> Cells<'a> {
    let (what, left) = zaken::clock_left(k, s.m.nu);
    let row = s.cell_id(&k.nr.to_string()).cell(what, &left, if width < 72 { 14 } else { 24 }).gap(1);
    let row = if width >= 72 { row.cell(Meaning::Muted, &k.einde.kort(s.m.nu), 16).gap(1) } else { row };
    let row = row.cell(Meaning::Muted, &k.inzet.map(|i| i.to_string()).unwrap_or_default(), wide(width, 5));
    let row = if width >= 100 { row.name(Meaning::Muted, k.gegeven_door.as_str(), 22).gap(1) } else { row };
    let text = shield(s, &klok_lijn(d, k).kring(d));
    (row, text.part(if k.loopt() { Meaning::Text } else { Meaning::Muted }, k.naam.as_str()))
}

/// All that is known of a clock.
pub(super) fn detail<'a>(s: Scene<'a>, k: &LopendeKlok, width: usize) -> Vec<Row<'a>> {
    let nu = s.m.nu;
    let (what, left) = zaken::clock_left(k, nu);
    let mut rows = vec![s.say(Meaning::Accent, k.nr.to_string()).gap(2).add(what, left).fit(width)];
    let begin = k.begin.map(Tijdstip::datum_klok).unwrap_or_default();
    rows.extend(field(s, width, "klok", k.naam.as_str(), ""));
    rows.extend(field(s, width, "begin", &begin, "vanaf wanneer telt hij?"));
    rows.extend(field(s, width, "einde", &k.einde.datum_klok(), ""));
    rows.extend(field(s, width, "gegeven door", k.gegeven_door.as_str(), "wie gaf dit einde?"));
    let soort = k.soort.as_ref().and_then(|id| s.m.kader()?.klok(id));
    if let Some(x) = soort {
        rows.extend(field(s, width, "bij het einde", x.uitleg.as_str(), ""));
        if !x.te_toetsen.is_empty() {
            rows.extend(styled(s, width, "", &[(Meaning::Muted, x.te_toetsen.as_str())]));
        }
    }
    if let Some((reden, g)) = &k.gestopt {
        rows.extend(field(s, width, "gestopt", &format!("{} door {}: {reden}", g.op.kort(nu), g.door.naam), ""));
    }
    for (nr, (einde, reden, g)) in k.gezet.iter().enumerate() {
        let why = if reden.is_empty() { String::new() } else { format!(", {reden}") };
        let text = format!("{} door {}: tot {}{why}", g.op.kort(nu), g.door.naam, einde.datum_klok());
        rows.extend(styled(s, width, if nr == 0 { "gezet" } else { "" }, &[(Meaning::Muted, &text)]));
    }
    rows
}
