//! The work of putting measures in: the register of this meeting and what still holds, with what each lacks in words.

use super::{Content, Sheet};
use crate::domain::dossier::Inzet;
use crate::input::catalogue::Action;
use crate::theme::Meaning;
use crate::view::widgets::row::Row;
use crate::view::widgets::{words, zaken};

/// How many questions of one entry are asked where there is little room.
const ASKS_TIGHT: usize = 2;

/// The entries of this meeting, and those of earlier ones that hold.
pub(super) fn register(sheet: Sheet<'_>) -> Content<'_> {
    let mut all: Vec<&Inzet> = sheet.d.inzetten.values().filter(|i| i.overleg == sheet.o.nr || i.status.geldt()).collect();
    all.sort_by_key(|i| (i.overleg != sheet.o.nr, i.id));
    let mut rows: Vec<Row<'_>> = all.iter().flat_map(|i| entry(sheet, i)).collect();
    if rows.is_empty() {
        rows.push(sheet.s.say(Meaning::Hint, "Begin een regel met m voor een maatregel, of zoek er een in het palet."));
    }
    let list = sheet.hint(Action::Maatregelen, "vult ze aan").filter(|_| !all.is_empty()).map(|row| row.gap(3));
    let palette = sheet.hint(Action::Palet, "zoekt een maatregel");
    rows.push(list.into_iter().chain(palette).fold(sheet.s.row(), Row::append));
    let aside = sheet.o.afweging.opzij.len();
    let note = words::count(all.len(), "maatregel", "maatregelen");
    let note = if aside > 0 { format!("{note}, {aside} niet gekozen") } else { note };
    Content { note: (Meaning::Muted, note), rows }
}

fn entry<'a>(sheet: Sheet<'a>, i: &Inzet) -> Vec<Row<'a>> {
    let s = sheet.s;
    let mut rows = s.flow().add(Meaning::Accent, i.wat.as_str()).hang(s.cell_id(&i.id.to_string()), 5, sheet.width);
    let soort = i.soort.to_string();
    let mut flow = s.flow().part(zaken::of_entry(i.status), &i.status.to_string()).part(Meaning::Muted, &soort);
    flow = flow.part(Meaning::Muted, i.orgaan.as_str());
    if i.einde.is_some() || i.herziening.is_some() {
        let (what, until) = zaken::until(i, s.m.nu);
        flow = flow.part(what, &until);
    }
    flow = flow.part(Meaning::Danger, &zaken::breaches(i).unwrap_or_default());
    let gaps = zaken::entry_gaps(i, Some(sheet.kader));
    let most = if sheet.tight { ASKS_TIGHT } else { usize::MAX };
    flow = words::gaps(flow, gaps.get(..most).unwrap_or(&gaps));
    let more = gaps.len().saturating_sub(most);
    if more > 0 {
        flow = flow.part(Meaning::Missing, &format!("en nog {}", words::count(more, "vraag", "vragen")));
    }
    rows.extend(flow.hang(s.row(), 5, sheet.width));
    rows
}
