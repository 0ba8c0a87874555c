//! Reading back aloud: what the wall shows, and beside it what it may not show and has to be heard all the same.

use super::{Content, Sheet, action_line, decision_line};
use crate::domain::voorlezen::{na_het_teruglezen, nog_voor_te_lezen, voor_te_lezen};
use crate::input::catalogue::Action;
use crate::theme::Meaning;
use crate::view::widgets::row::Row;
use crate::view::widgets::words;

/// What has to be read aloud first, because nobody sees it; then the decisions and actions that stand on the wall.
pub(super) fn decided(sheet: Sheet<'_>) -> Content<'_> {
    let (s, width) = (sheet.s, sheet.width);
    let mut rows = anew(sheet);
    rows.extend(aloud(sheet));
    let open = |regel| !sheet.d.is_afgeschermd(Some(regel));
    let besluiten: Vec<_> = sheet.d.besluiten.values().filter(|b| b.overleg == sheet.o.nr && open(b.regel)).collect();
    let acties: Vec<_> = sheet.d.acties.values().filter(|a| a.overleg == sheet.o.nr && open(a.regel)).collect();
    let note = format!(
        "{}, {}",
        words::count(besluiten.len(), "besluit", "besluiten"),
        words::count(acties.len(), "actie", "acties")
    );
    rows.extend(besluiten.into_iter().flat_map(|b| decision_line(s, b, width)));
    rows.extend(acties.into_iter().flat_map(|a| action_line(s, a, width)));
    if rows.is_empty() {
        rows.push(s.say(Meaning::Hint, "Er is niets besloten."));
    }
    Content { note: (Meaning::Muted, note), rows }
}

/// That it was read back, and something was decided or changed since.
fn anew(sheet: Sheet<'_>) -> Vec<Row<'_>> {
    let later = sheet.punt().and_then(|punt| na_het_teruglezen(sheet.d, sheet.o, punt));
    let Some((op, later)) = later else { return Vec::new() };
    let mut rows = sheet.s.flow().add(Meaning::Warning, &words::read_again(op, &later)).rows(sheet.width);
    rows.push(sheet.s.row());
    rows
}

/// What may not be on the wall, in full, and whether it was read.
fn aloud(sheet: Sheet<'_>) -> Vec<Row<'_>> {
    let (s, width) = (sheet.s, sheet.width);
    let alles = voor_te_lezen(sheet.d, sheet.o);
    if alles.aantal() == 0 {
        return Vec::new();
    }
    let mut rows = vec![s.say(Meaning::Afgeschermd, "LEES DIT HARDOP: HET STAAT NIET OP HET GEDEELDE SCHERM")];
    rows.extend(alles.besluiten.iter().flat_map(|b| decision_line(s, b, width)));
    rows.extend(alles.acties.iter().flat_map(|a| action_line(s, a, width)));
    for i in &alles.inzetten {
        let flow =
            s.flow().part(Meaning::Accent, i.wat.as_str()).part(Meaning::Muted, &format!("{}: {}", i.soort, i.status));
        rows.extend(flow.hang(s.cell_id(&i.id.to_string()), 5, width));
    }
    for x in &alles.opties {
        let flow = s.flow().part(Meaning::Accent, x.optie.as_str()).part(Meaning::Muted, "optie");
        rows.extend(flow.hang(s.cell_id(&x.id.to_string()), 5, width));
    }
    match (nog_voor_te_lezen(sheet.d, sheet.o), &sheet.o.voorgelezen) {
        (0, Some((_, gezet))) => {
            let text = format!("voorgelezen {}, door {}", gezet.op.kort(s.m.nu), gezet.door.naam);
            rows.push(s.say(Meaning::Done, text).fit(width));
        }
        _ => rows.extend(sheet.hint(Action::Voorgelezen, "legt vast dat dit is voorgelezen")),
    }
    rows.push(s.row());
    rows
}
