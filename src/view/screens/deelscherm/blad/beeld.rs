//! The sheets of beeldvorming: lines, the round, what nobody knows, the picture as a whole.

use super::{Bladdeel, leeg};
use crate::domain::dossier::RegelSoort;
use crate::domain::leemte::Leemte;
use crate::projection::wand::{Wand, WandRegel};
use crate::projection::wandblad::{WandBeurt, WandBeurtStand, WandBlad, WandReeks, WandVraag};
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::row::Row;
use crate::view::widgets::words;

/// The cells of the kind of a line.
const KIND: usize = 13;
/// The cells of an organisation's name.
const NAME: usize = 20;

/// What stands where the earliest lines are not sent any more.
fn eerdere<'a>(s: Scene<'a>, w: &Wand, width: usize) -> Option<Vec<Row<'a>>> {
    let n = usize::try_from(w.eerdere_regels).unwrap_or(usize::MAX);
    let text = format!("{} staan op een eigen terminal.", words::count(n, "eerdere regel", "eerdere regels"));
    (n > 0).then(|| leeg(s, &text, width))
}

/// The lines of this item, the newest on top, so that it is always seen. Those before it stand under the sheet.
pub(super) fn regels<'a>(s: Scene<'a>, w: &Wand, width: usize) -> Vec<Bladdeel<'a>> {
    let mut here: Vec<_> = w.regels.iter().rev().filter(|r| r.hier).map(|r| line(s, r, true, width)).collect();
    if here.is_empty() {
        here.push(leeg(s, "Hier komt wat bij dit punt wordt vastgelegd.", width));
    }
    vec![Bladdeel::nieuw("BIJ DIT PUNT", here)]
}

/// What she says, the oldest first, each with who heard it and when; then what she is asked.
pub(super) fn haar_woorden<'a>(
    s: Scene<'a>,
    (all, eerder): (&[WandRegel], u32),
    reeks: &WandReeks,
    width: usize,
) -> Vec<Bladdeel<'a>> {
    let before = (eerder > 0).then(|| leeg(s, &format!("Eerder nog {eerder}: die staan op de eigen terminals."), width));
    let mut rows: Vec<_> = before.into_iter().chain(all.iter().map(|r| line(s, r, true, width))).collect();
    if rows.is_empty() {
        rows.push(leeg(s, "Nog niets van haar zelf vastgelegd.", width));
    }
    let asked = super::oordeel::reeks(s, reeks, width);
    std::iter::once(Bladdeel::nieuw("LETTERLIJKE WOORDEN", rows)).chain(asked).collect()
}

/// A line: its kind as a word, its text, whose it is. `bold` where it is what is looked at.
fn line<'a>(s: Scene<'a>, r: &WandRegel, bold: bool, width: usize) -> Vec<Row<'a>> {
    let kind = s.row().cell(words::of_kind(r.soort), r.soort.naam(), KIND - 2).gap(2);
    let what = match words::of_text(r.soort) {
        Meaning::Text if bold => Meaning::Accent,
        what => what,
    };
    let mut flow = s.flow().add(what, r.tekst.as_str());
    let due = r.termijn.map(|t| t.kort(s.m.nu));
    for (nr, part) in [Some(r.wie.to_string()).filter(|w| !w.is_empty()), due].into_iter().flatten().enumerate() {
        flow = flow.add(Meaning::Muted, if nr == 0 { "   " } else { " · " }).add(Meaning::Muted, &part);
    }
    flow.hang(kind, KIND, width)
}

/// The latest lines of the meeting that fit in `height` under a sheet, the newest on top, under a heading that says how many
/// of how many they are; those that the sheet shows itself left out.
pub(crate) fn lines<'a>(s: Scene<'a>, w: &Wand, width: usize, height: usize) -> Vec<Row<'a>> {
    let own = matches!(w.blad, Some(WandBlad::Regels | WandBlad::Aanleiding(_)));
    let all: Vec<&WandRegel> = w.regels.iter().rev().filter(|r| !(own && r.hier)).collect();
    let (mut rows, mut shown): (Vec<Row<'a>>, u32) = (Vec::new(), 0);
    for r in &all {
        let one = line(s, r, false, width);
        if rows.len() + one.len() >= height {
            break;
        }
        rows.extend(one);
        shown += 1;
    }
    let total = u32::try_from(all.len()).unwrap_or(u32::MAX).saturating_add(w.eerdere_regels);
    let kop = if shown < total { format!("DE LAATSTE {shown} VAN {total} REGELS") } else { "EERDER VASTGELEGD".to_owned() };
    if rows.is_empty() { rows } else { std::iter::once(s.say(Meaning::Heading, kop)).chain(rows).collect() }
}

/// Whose turn it is, who was heard and brought what, who comes; then the lines of the meeting.
pub(super) fn ronde<'a>(s: Scene<'a>, w: &Wand, all: &[WandBeurt], width: usize) -> Vec<Bladdeel<'a>> {
    let mut order: Vec<&WandBeurt> = all.iter().collect();
    order.sort_by_key(|r| match r.stand {
        WandBeurtStand::AanHetWoord => 0,
        WandBeurtStand::NogNiet => 1,
        WandBeurtStand::Ingebracht(_) | WandBeurtStand::Schriftelijk => 2,
    });
    let mut rows: Vec<_> = order.into_iter().map(|r| turn(s, r, width)).collect();
    if rows.is_empty() {
        rows.push(leeg(s, "Nog niemand genoteerd.", width));
    }
    let heard = w.ronde.iter().filter(|(_, heard)| *heard).count();
    vec![Bladdeel::nieuw(format!("DE RONDE: {heard} VAN {} GEHOORD", all.len()), rows)]
}

fn turn<'a>(s: Scene<'a>, r: &WandBeurt, width: usize) -> Vec<Row<'a>> {
    let (sign, what, state) = match r.stand {
        WandBeurtStand::NogNiet => ("○", Meaning::Text, "nog niet".to_owned()),
        WandBeurtStand::AanHetWoord => ("▸", Meaning::Current, "aan het woord".to_owned()),
        WandBeurtStand::Ingebracht(tot) => ("●", Meaning::Done, tot.klok()),
        WandBeurtStand::Schriftelijk => ("●", Meaning::Done, "schriftelijk".to_owned()),
    };
    let speaks = r.stand == WandBeurtStand::AanHetWoord;
    let mut flow = s.flow().part(if speaks { Meaning::Current } else { Meaning::Muted }, &state);
    for (soort, n) in &r.regels {
        flow = flow.part(words::of_kind(*soort), &words::kinds(*soort, usize::try_from(*n).unwrap_or(usize::MAX)));
    }
    let name = NAME.min(width / 2).max(crate::view::text::width(r.organisatie.as_str()) + 1);
    let head =
        s.say(what, sign).gap(1).cell(if speaks { Meaning::Current } else { Meaning::Text }, r.organisatie.as_str(), name);
    flow.hang(head, name + 2, width)
}

/// What nobody knows: what is late first, each with who finds out and when it is back.
pub(super) fn vragen<'a>(s: Scene<'a>, all: &[WandVraag], width: usize) -> Vec<Bladdeel<'a>> {
    let mut rows: Vec<_> = all.iter().map(|v| question(s, v, Meaning::Accent, width)).collect();
    if rows.is_empty() {
        rows.push(leeg(s, "Er staat geen vraag open.", width));
    }
    vec![Bladdeel::nieuw("WAT WE NIET WETEN", rows).ruim()]
}

/// A question with who finds out and when it is back.
pub(crate) fn question<'a>(s: Scene<'a>, v: &WandVraag, what: Meaning, width: usize) -> Vec<Row<'a>> {
    let late = v.is_te_laat(s.m.nu);
    let id = s.row().cell(if late { Meaning::Warning } else { Meaning::Onbekend }, &v.id.to_string(), 4).gap(1);
    let mut rows = s.flow().add(what, v.vraag.as_str()).hang(id, 5, width);
    let who = if v.mist.contains(&Leemte::Zoeker) {
        (Meaning::Missing, Leemte::Zoeker.vraag())
    } else {
        (Meaning::Muted, v.wie.as_str())
    };
    let (when, back) = match v.terug {
        Some(t) if late => (Meaning::Warning, format!("te laat sinds {}", t.kort(s.m.nu))),
        Some(t) => (Meaning::Muted, format!("terug {}", t.kort(s.m.nu))),
        None => (Meaning::Missing, Leemte::Terug.vraag().to_owned()),
    };
    rows.extend(s.flow().part(who.0, who.1).part(when, &back).hang(s.row(), 5, width));
    rows
}

/// The picture: what is known, what is suspected, what she says, what worries; each kind with its lines, the newest last.
pub(super) fn beeld<'a>(s: Scene<'a>, w: &Wand, width: usize) -> Vec<Bladdeel<'a>> {
    const FIRST: [RegelSoort; 3] = [RegelSoort::Feit, RegelSoort::Vermoeden, RegelSoort::Letterlijk];
    const LAST: [RegelSoort; 2] = [RegelSoort::Notitie, RegelSoort::Onbekend];
    let between = RegelSoort::ALL.into_iter().filter(|soort| !FIRST.contains(soort) && !LAST.contains(soort));
    let order = FIRST.into_iter().chain(between).chain(LAST);
    let order = order.filter_map(|soort| Some((soort, soort.kop()?.to_uppercase())));
    let mut delen: Vec<Bladdeel<'a>> = eerdere(s, w, width).map(|e| Bladdeel::nieuw("", vec![e])).into_iter().collect();
    for (soort, kop) in order {
        let found = w.regels.iter().filter(|r| r.soort == soort);
        let entry = |r: &WandRegel| {
            let flow = s
                .flow()
                .add(if soort == RegelSoort::Feit { Meaning::Accent } else { words::of_text(soort) }, r.tekst.as_str());
            let flow = if r.wie.is_empty() { flow } else { flow.add(Meaning::Muted, &format!("   {}", r.wie)) };
            flow.hang(s.say(words::of_kind(soort), "·"), 2, width)
        };
        delen.push(Bladdeel::nieuw(kop, found.map(entry).collect()));
    }
    if delen.iter().all(|d| d.stukken.is_empty()) {
        delen.push(Bladdeel::nieuw("HET BEELD", vec![leeg(s, "Nog niets vastgelegd.", width)]));
    }
    delen
}
