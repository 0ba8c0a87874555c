//! What stands at an item of oordeels- and besluitvorming: the board, the round, what keeps people safe. One thing per line,
//! the most important first, and what does not fit is counted.

use crate::domain::dossier::InzetStatus;
use crate::projection::wandblad::{WandBlad, WandBord, WandInzet, WandKlok, WandMaatregel, WandOordeel, WandOordelen};
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::row::Row;
use crate::view::widgets::words;

/// The cells of an organisation's name.
const NAME: usize = 24;

/// The lines, at most `height` of them; one at least.
pub(crate) fn rows<'a>(s: Scene<'a>, blad: &WandBlad, width: usize, height: usize) -> Vec<Row<'a>> {
    match blad {
        WandBlad::Bord(b) => board(s, b, width, height),
        WandBlad::Oordelen(o) => first(s, judgements(s, o, width), height),
        WandBlad::Inzet(i) => first(s, measures(s, i, width), height),
    }
}

/// As many of the lines as fit; the last one says how many more there are.
fn first<'a>(s: Scene<'a>, mut rows: Vec<Row<'a>>, height: usize) -> Vec<Row<'a>> {
    if rows.len() > height && height > 1 {
        let more = rows.len() + 1 - height;
        rows.truncate(height - 1);
        rows.push(s.say(Meaning::Muted, format!("  en nog {more}")));
    }
    rows
}

/// What is so by name, what nobody knows and what was not discussed in words: no sum, and nothing that says 'safe'.
fn board<'a>(s: Scene<'a>, b: &WandBord, width: usize, height: usize) -> Vec<Row<'a>> {
    let mut rows = vec![s.say(Meaning::Heading, "WAT SPEELT")];
    let names = |all: &[crate::domain::tekst::Tekst], what: Meaning| -> Vec<Row<'a>> {
        all.iter().flat_map(|n| s.flow().add(what, n.as_str()).hang(s.say(Meaning::Muted, "·"), 2, width)).collect()
    };
    let protects = names(&b.beschermt, Meaning::Text);
    let below = 2 + if protects.is_empty() { 0 } else { 2 + protects.len() };
    let mut ja = names(&b.ja, Meaning::Text);
    if ja.is_empty() {
        ja.push(s.say(Meaning::Hint, "Nog geen factor met ja beantwoord.").fit(width));
    }
    rows.extend(first(s, ja, height.saturating_sub(1 + below).max(2)));
    if !protects.is_empty() {
        rows.push(s.row());
        rows.push(s.say(Meaning::Heading, "WAT BESCHERMT"));
        rows.extend(protects);
    }
    rows.push(s.row());
    rows.extend(unknown(s, b, width));
    rows
}

fn unknown<'a>(s: Scene<'a>, b: &WandBord, width: usize) -> Vec<Row<'a>> {
    let mut flow = s.flow();
    if b.onbekend > 0 {
        flow = flow.part(Meaning::Onbekend, &format!("{} niet bekend: dat telt als onveilig", b.onbekend));
    }
    if b.niet_besproken > 0 {
        flow = flow.part(Meaning::Missing, &format!("{} nog niet besproken", b.niet_besproken));
    }
    if flow.is_empty() { Vec::new() } else { flow.rows(width) }
}

fn judgements<'a>(s: Scene<'a>, o: &WandOordelen, width: usize) -> Vec<Row<'a>> {
    let head = if o.gesloten { "GESLOTEN RONDE" } else { "OORDEEL PER ORGANISATIE" };
    let mut rows = vec![s.say(Meaning::Heading, head)];
    if o.gesloten {
        rows.push(s.say(Meaning::Hint, "Alle oordelen komen tegelijk op tafel.").fit(width));
    }
    rows.extend(o.rijen.iter().map(|r| judgement(s, r, width)));
    rows
}

fn judgement<'a>(s: Scene<'a>, r: &WandOordeel, width: usize) -> Row<'a> {
    let (sign, what) = if r.ontvangen { ("●", Meaning::Done) } else { ("○", Meaning::Text) };
    let row = s.say(what, sign).gap(1).cell(Meaning::Text, r.organisatie.as_str(), NAME.min(width / 2)).gap(2);
    let row = match (r.ontvangen, r.acuut, r.niveau.is_empty()) {
        (false, ..) => row.add(Meaning::Missing, "nog niet"),
        (true, None, true) => row.add(Meaning::Muted, "ontvangen"),
        (true, acuut, _) => {
            let level = (!r.niveau.is_empty()).then(|| format!("niveau {}", r.niveau));
            let gap = if acuut.is_some() && level.is_some() { 3 } else { 0 };
            let row = row.maybe(acuut.map_or(Meaning::Text, words::of_answer), acuut.map(|a| format!("acuut {a}")));
            row.gap(gap).maybe(Meaning::Text, level)
        }
    };
    row.fit(width)
}

fn measures<'a>(s: Scene<'a>, i: &WandInzet, width: usize) -> Vec<Row<'a>> {
    let mut rows = vec![s.say(Meaning::Heading, "MAATREGELEN")];
    rows.extend(i.maatregelen.iter().flat_map(|m| measure(s, m, width)));
    if i.maatregelen.is_empty() {
        rows.push(s.say(Meaning::Hint, "Nog geen maatregel vastgelegd.").fit(width));
    }
    if i.voorgelegd {
        rows.push(s.say(Meaning::Text, "Er ligt een vraag bij de burgemeester.").fit(width));
    }
    if !i.klokken.is_empty() {
        rows.push(s.row());
        rows.push(s.say(Meaning::Heading, "KLOKKEN"));
        rows.extend(i.klokken.iter().flat_map(|k| clock(s, k, width)));
    }
    rows
}

fn measure<'a>(s: Scene<'a>, m: &WandMaatregel, width: usize) -> Vec<Row<'a>> {
    let id = s.row().cell(Meaning::Maatregel, &m.id.to_string(), 4).gap(1);
    let what = if m.status == InzetStatus::Geschonden { Meaning::Danger } else { Meaning::Muted };
    let until = m.tot.map(|t| if t < s.m.nu { "eindtijd voorbij".to_owned() } else { format!("tot {}", t.kort(s.m.nu)) });
    let flow = s.flow().part(Meaning::Text, m.wat.as_str()).part(what, &format!("{}: {}", m.soort, m.status));
    flow.part(Meaning::Muted, until.as_deref().unwrap_or_default()).hang(id, 5, width)
}

fn clock<'a>(s: Scene<'a>, k: &WandKlok, width: usize) -> Vec<Row<'a>> {
    let (what, left) = words::left(k.einde, s.m.nu);
    let flow = s.flow().part(Meaning::Text, k.naam.as_str()).part(Meaning::Muted, &k.einde.kort(s.m.nu));
    flow.part(what, &left).hang(s.say(Meaning::Muted, "·"), 2, width)
}
