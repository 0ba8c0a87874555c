//! The work of beeldvorming: the round of contributions, what we do not know, the lines of an item.

use super::{Content, Sheet};
use crate::domain::kader::AgendaPunt;
use crate::input::catalogue::Action;
use crate::projection::ronde::{Beurtstand, RondeRij};
use crate::projection::wandblad::AANLEIDING;
use crate::theme::Meaning;
use crate::view::screens::overleg::unknown;
use crate::view::widgets::fields::field;
use crate::view::widgets::flow::whole;
use crate::view::widgets::row::Row;
use crate::view::widgets::words;

/// The cells of an organisation's name.
const ORG: usize = 18;

/// One line per organisation: heard and when, who has the floor, who is still to come, what each brought in.
pub(super) fn round(sheet: Sheet<'_>) -> Content<'_> {
    let beeld = sheet.s.m.beeld();
    let mut round: Vec<&RondeRij> = beeld.iter().flat_map(|b| &b.ronde).collect();
    let away = |r: &RondeRij| matches!(r.stand, Beurtstand::Afwezig(_));
    let heard = round.iter().filter(|r| r.is_klaar() && !away(r)).count();
    let note = format!("{heard} van {} ingebracht", round.iter().filter(|r| !away(r)).count());
    if sheet.tight {
        round.sort_by_key(|r| (r.is_klaar(), matches!(r.stand, Beurtstand::NogNiet)));
    }
    let mut rows: Vec<Row<'_>> = round.iter().flat_map(|r| organisation(sheet, r)).collect();
    if rows.is_empty() {
        rows.extend(sheet.hint(Action::Aanwezig, "noteert wie er is; dan staat hier de ronde"));
    } else if !sheet.tight {
        rows.extend(sheet.hint(Action::Partners, "wat deze partner doet, kan weten en op welke grond mag delen"));
    }
    Content { note: (Meaning::Muted, note), rows }
}

fn organisation<'a>(sheet: Sheet<'a>, r: &RondeRij) -> Vec<Row<'a>> {
    /// The cells of how far it is.
    const STATE: usize = 14;
    let (sign, what, state, reden) = match &r.stand {
        Beurtstand::NogNiet => ("○ ", Meaning::Text, "nog niet".to_owned(), None),
        Beurtstand::AanHetWoord(van) => ("▸ ", Meaning::Current, format!("aan het woord sinds {}", van.klok()), None),
        Beurtstand::Ingebracht(tot) => ("● ", Meaning::Done, tot.klok(), None),
        Beurtstand::Schriftelijk(reden) => ("● ", Meaning::Done, "schriftelijk".to_owned(), Some(reden)),
        Beurtstand::Afwezig(reden) => ("– ", Meaning::Muted, "afwezig".to_owned(), Some(reden)),
    };
    let speaks = what == Meaning::Current;
    let head = sheet.s.say(what, sign).name(what, r.organisatie.as_str(), ORG);
    let head = if speaks { head.add(what, state).gap(2) } else { head.cell(Meaning::Muted, &state, STATE) };
    let mut flow = sheet.s.flow();
    for (soort, n) in &r.regels {
        let apart = if flow.is_empty() { "" } else { "  " };
        flow = flow.add(Meaning::Muted, apart).add(words::of_kind(*soort), &whole(&words::kinds(*soort, *n)));
    }
    // where there is little room why somebody is not here is left out, whole
    if let Some(reden) = reden.filter(|text| !text.is_empty() && !sheet.tight) {
        flow = flow.add(Meaning::Muted, &format!("  ({reden})"));
    }
    let indent = head.width().min(ORG + STATE + 2);
    flow.hang(head, indent, sheet.width)
}

/// What we do not know: the question, who finds out, when it is back.
pub(super) fn questions(sheet: Sheet<'_>) -> Content<'_> {
    let open = unknown::sorted(sheet.s);
    let note = words::count(open.len(), "open vraag", "open vragen");
    let mut rows: Vec<Row<'_>> = Vec::new();
    for v in open {
        let head = sheet.s.cell_id(&v.id.to_string());
        let flow = sheet.s.flow().add(Meaning::Text, v.vraag.as_str()).add(Meaning::Text, "   ");
        rows.extend(unknown::who_and_when(sheet.s, v).behind(flow).hang(head, 5, sheet.width));
    }
    if rows.is_empty() {
        rows.push(sheet.s.say(Meaning::Hint, "Begin een regel met ? om op te schrijven wat niemand weet."));
    } else {
        rows = sheet.led(rows, sheet.hint(Action::Vragen, "opent ze: wie zoekt het uit, wat is het antwoord"));
    }
    Content { note: (Meaning::Missing, note), rows }
}

/// What the dossier knows of an item whose work is its lines: why and until when there is a meeting, who can always be asked.
/// The agenda's keys say which these are; an agenda without them shows lines only.
fn known(sheet: Sheet<'_>, punt: &AgendaPunt) -> Vec<(&'static str, String)> {
    let b = &sheet.o.bijeenroeping;
    match (punt.id.as_str(), &sheet.d.contactpersoon) {
        (AANLEIDING, _) => vec![
            ("door", b.door.to_string()),
            ("waarom", b.reden.to_string()),
            ("eindtijd", sheet.o.einde.kort(sheet.s.m.nu)),
        ],
        ("contactpersoon", Some(c)) => {
            let wie = crate::domain::dossier::Wie { naam: c.naam.clone(), organisatie: c.organisatie.clone() };
            let all = [("wie", wie.to_string()), ("bereikbaar", c.bereikbaar.to_string())];
            all.into_iter().filter(|(_, text)| !text.is_empty()).collect()
        }
        _ => Vec::new(),
    }
}

/// The lines of this item, the latest last.
pub(super) fn lines<'a>(sheet: Sheet<'a>, punt: &AgendaPunt) -> Content<'a> {
    let most = if sheet.tight { 3 } else { 8 };
    let of_item = || sheet.d.regels_van(sheet.o.nr).filter(|r| r.punt == punt.id);
    let n = sheet.s.m.beeld().map_or(0, |b| b.van_punt(&punt.id));
    let mut last: Vec<_> = of_item().rev().take(most).collect();
    last.reverse();
    let known = known(sheet, punt);
    let mut rows: Vec<Row<'a>> =
        known.iter().flat_map(|(label, text)| field(sheet.s, sheet.width, label, text, "")).collect();
    let told = rows.len();
    for r in last {
        let i = &r.inhoud;
        let head = sheet.s.row().cell(words::of_kind(i.soort), i.soort.naam(), 13);
        let flow = if i.afgeschermd { sheet.s.flow().add(Meaning::Afgeschermd, "afgeschermd · ") } else { sheet.s.flow() };
        rows.extend(flow.add(words::of_text(i.soort), i.tekst.as_str()).hang(head, 13, sheet.width));
    }
    if rows.len() == told {
        rows.push(sheet.s.say(Meaning::Hint, "Hier komen de regels van dit punt."));
    }
    let note = if n == 0 && told > 0 {
        "bekend".to_owned()
    } else if n > most {
        format!("de laatste {most} van {n} regels")
    } else {
        words::count(n, "regel", "regels")
    };
    Content { note: (Meaning::Muted, note), rows }
}
