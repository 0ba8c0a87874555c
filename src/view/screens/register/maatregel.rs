//! The maatregelenregister: a line per entry, and all that is known of one.

use super::cells::{Cells, shield, wide};
use super::told::{head, history};
use crate::domain::dossier::{Dossier, Inzet};
use crate::domain::leemte::Leemte;
use crate::domain::tijd::Tijdstip;
use crate::domain::zicht::regel_kring;
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::fields::{field, styled};
use crate::view::widgets::row::Row;
use crate::view::widgets::{words, zaken};

/// The line of an entry.
pub(super) fn row<'a>(s: Scene<'a>, d: &Dossier, i: &'a Inzet, width: usize) -> Cells<'a> {
    let over = i.status == crate::domain::dossier::InzetStatus::Vervallen;
    let row = s.cell_id(&i.id.to_string()).cell(zaken::of_entry(i.status), &i.status.to_string(), 12);
    let row = if width >= 100 { row.cell(Meaning::Muted, &i.soort.to_string(), 12) } else { row };
    let (what, until) = zaken::until(i, s.m.nu);
    let row = row.cell(what, &until, wide(width, if width < 100 { 20 } else { 24 })).gap(2);
    let cells = if width >= 100 { 22 } else { 0 };
    let mist = zaken::entry_gaps(i, s.m.kader());
    let open = mist.iter().any(|l| matches!(l, Leemte::Orgaan | Leemte::Nakomen));
    let (body_what, body) = if open { (Meaning::Missing, "wie besluit?") } else { (Meaning::Text, i.orgaan.as_str()) };
    let row = if cells > 0 { row.name(body_what, body, cells).gap(2) } else { row };
    let text = shield(s, &regel_kring(d, i.regel));
    let text = text.part(Meaning::Danger, &zaken::breaches(i).unwrap_or_default());
    (row, text.part(if over { Meaning::Muted } else { Meaning::Text }, i.wat.as_str()))
}

/// All that is known of an entry: what was said, then what was not.
pub(super) fn detail<'a>(s: Scene<'a>, d: &Dossier, i: &Inzet, width: usize) -> Vec<Row<'a>> {
    let state = i.status.to_string();
    let mut rows = vec![head(s, d, &i.id.to_string(), (zaken::of_entry(i.status), &state), i.regel).fit(width)];
    let ask = words::gaps(s.flow(), &zaken::entry_gaps(i, s.m.kader()));
    let voor: Vec<&str> = i.voor.iter().map(|g| g.naam()).collect();
    let soort = if voor.is_empty() { i.soort.to_string() } else { format!("{} voor {}", i.soort, voor.join(", ")) };
    rows.extend(field(s, width, "wat", &format!("{} ({soort})", i.wat), ""));
    rows.extend(broken(s, i, width));
    let mut part = |label: &'static str, text: &str| {
        if !text.is_empty() {
            rows.extend(field(s, width, label, text, ""));
        }
    };
    let why = if i.orgaan_reden.is_empty() { String::new() } else { format!(", omdat: {}", i.orgaan_reden) };
    part("orgaan", &if i.orgaan.is_empty() { String::new() } else { format!("{}{why}", i.orgaan) });
    part("grond", i.grond.as_str());
    part("looptijd", &span(i));
    if !ask.is_empty() {
        rows.extend(ask.hang(s.say(Meaning::Muted, "nog te zeggen"), crate::view::widgets::fields::LABEL, width));
    }
    rows.extend(rest(s, i, width));
    rows.extend(history(s, &i.wissels, width));
    rows
}

/// From when until when, and when it is looked at again.
fn span(i: &Inzet) -> String {
    let part = |word: &str, t: Option<Tijdstip>| t.map(|t| format!("{word} {}", t.datum_klok()));
    let all = [part("vanaf", i.begin), part("tot", i.einde), part("herzien", i.herziening)];
    all.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Every breach: when, by whom it was reported, what happened.
fn broken<'a>(s: Scene<'a>, i: &Inzet, width: usize) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    for (nr, (x, gezet)) in (1..).zip(&i.schendingen) {
        let when = x.gebeurd.map_or_else(|| format!("gemeld {}", gezet.op.kort(s.m.nu)), |g| g.op.kort(s.m.nu));
        let by = if x.melder.is_empty() { String::new() } else { format!(", door {}", x.melder) };
        let (what, text) =
            if x.wat.is_empty() { (Meaning::Missing, "wat gebeurde er?") } else { (Meaning::Text, x.wat.as_str()) };
        let head = format!("nr {nr}, {when}{by}");
        rows.extend(styled(s, width, "schending", &[(Meaning::Danger, &head), (Meaning::Muted, ": "), (what, text)]));
    }
    rows
}

/// Supervision, adverse effects, what it hangs on.
fn rest<'a>(s: Scene<'a>, i: &Inzet, width: usize) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    let links: Vec<String> =
        i.besluit.iter().map(ToString::to_string).chain(i.hoort_bij.iter().map(ToString::to_string)).collect();
    let kan = i.kan.map(|k| k.to_string()).unwrap_or_default();
    let politie = if i.politie_weet { "weet het" } else { "" };
    let parts = [
        ("toezicht", i.toezicht.as_str()),
        ("meldpunt", i.meldpunt.as_str()),
        ("gevolg", i.gevolg.as_str()),
        ("nadelen", i.nadelen.as_str()),
        ("kan dit hier", kan.as_str()),
        ("politie", politie),
        ("hoort bij", &links.join(", ")),
    ];
    for (label, text) in parts.into_iter().filter(|(_, text)| !text.is_empty()) {
        rows.extend(field(s, width, label, text, ""));
    }
    rows
}
