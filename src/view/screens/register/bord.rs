//! The board of factors: a row per factor, and what belongs to it. Answers are words; what is unknown or was not discussed
//! stays visible. Absent on purpose: any sum, any share, any colour that says safe.

use super::cells::Cells;
use crate::app::screens::weging::{spreekt, tafel, voorstel};
use crate::domain::advies::{self, AcuutVoorstel};
use crate::domain::dossier::{Antwoord, Dossier, Overleg, Vraag, Weging};
use crate::domain::ids::FactorId;
use crate::domain::kader::{EIGEN, Factor, FactorSoort, Herkomst, Kader};
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::screens::overleg::unknown::who_and_when;
use crate::view::widgets::fields::styled;
use crate::view::widgets::row::Row;
use crate::view::widgets::words;

/// The cells of an answer.
const ANSWER: usize = 16;

/// What an answer means: a yes to what endangers is danger, a yes to what protects is no safety, unknown is no no.
pub(crate) fn of_answer(f: &Factor, antwoord: Option<Antwoord>) -> Meaning {
    match antwoord {
        None => Meaning::Missing,
        Some(Antwoord::Onbekend) => Meaning::Onbekend,
        Some(Antwoord::Nee) => Meaning::Text,
        Some(Antwoord::Ja) if f.soort.ja_is_gunstig() => Meaning::Text,
        Some(Antwoord::Ja) => match f.soort {
            FactorSoort::RodeVlag | FactorSoort::Acuut | FactorSoort::Toegang | FactorSoort::Schending => Meaning::Danger,
            FactorSoort::Bijkomend
            | FactorSoort::Dwang
            | FactorSoort::Aanleiding
            | FactorSoort::Zicht
            | FactorSoort::Structureel
            | FactorSoort::Beschermend
            | FactorSoort::Overig => Meaning::Accent,
        },
    }
}

/// An answer as a word.
pub(crate) fn word(antwoord: Option<Antwoord>) -> String {
    antwoord.map_or_else(|| "niet besproken".to_owned(), |a| a.to_string())
}

/// A factor: the answer, and behind it the whole name with what is known of it.
pub(crate) fn cells(s: Scene<'_>, at: usize) -> Cells<'_> {
    let Some((d, o, kader)) = tafel(s.m) else { return (s.row(), s.flow()) };
    let Some(factor) = kader.factoren.get(at) else { return (s.row(), s.flow()) };
    let weging = o.afweging.weging(&factor.id);
    let nu = weging.and_then(|weging| weging.nu);
    let text = s.flow().add(Meaning::Text, factor.naam.as_str());
    let rest = behind(s, (d, o, factor), weging);
    let text = if rest.is_empty() { text } else { text.add(Meaning::Muted, " · ").join(&rest) };
    (s.row().cell(of_answer(factor, nu), &word(nu), ANSWER), text)
}

/// What stands behind an answer: earlier, how many lines, who says so; a proposal; the answer of last time.
fn behind<'a>(
    s: Scene<'a>,
    (d, o, factor): (&Dossier, &Overleg, &Factor),
    weging: Option<&Weging>,
) -> crate::view::widgets::flow::Flow<'a> {
    let mut flow = s.flow();
    let nu = weging.and_then(|weging| weging.nu);
    match (advies::tegenspraak(d, &o.afweging, factor), voorstel(d, o, factor)) {
        // the lines that speak against it are those of the proposal: they are told once
        (Some(against), _) => flow = flow.part(Meaning::Warning, &spreekt(&against)),
        // what was said last time stands with the rest of the row
        (None, Some(found)) if nu.is_none() => return flow.part(Meaning::Hint, &proposal(&found)),
        (None, Some(found)) if nu != Some(found.antwoord) => flow = flow.part(Meaning::Hint, &proposal(&found)),
        (None, _) => {}
    }
    if let Some(eerder) = weging.and_then(|weging| weging.eerder) {
        flow = flow.part(of_answer(factor, Some(eerder)), &format!("eerder {eerder}"));
    }
    if let Some(weging) = weging.filter(|weging| weging.nu.is_some()) {
        let lines = weging.regels.len();
        let lines = if lines == 0 { String::new() } else { format!("op {}", words::count(lines, "regel", "regels")) };
        return flow.part(Meaning::Muted, &lines).part(Meaning::Muted, words::short(&weging.bron));
    }
    match advies::vorige_keer(d, o.nr, &factor.id) {
        Some(earlier) => flow.part(Meaning::Muted, &format!("vorige keer: {earlier}")),
        None => flow,
    }
}

/// `voorstel: ja, R12 R15`
fn proposal(v: &advies::FactorVoorstel) -> String {
    let lines: Vec<String> = v.regels.iter().map(ToString::to_string).collect();
    let from = if lines.is_empty() { "andere factoren".to_owned() } else { lines.join(" ") };
    format!("voorstel: {}, {from}", v.antwoord)
}

/// What the answers suggest about immediate danger, and the floor, each with why; `indent` cells are for their names.
pub(crate) fn suggestion(s: Scene<'_>, width: usize, indent: usize) -> Vec<Row<'_>> {
    let Some((d, o, kader)) = tafel(s.m) else { return Vec::new() };
    let v = advies::acuut(d, o, kader, s.m.nu);
    let what = match v {
        AcuutVoorstel::Acuut { .. } => Meaning::Danger,
        AcuutVoorstel::NogNiet { .. } => Meaning::Missing,
        AcuutVoorstel::GeenAanwijzing { .. } => Meaning::Text,
    };
    let label = |word: &'static str| s.say(Meaning::Muted, word);
    let mut rows = s.flow().add(what, &v.zin(kader)).hang(label("voorstel"), indent, width);
    if let Some(g) = advies::ondergrens(d, kader) {
        rows.extend(s.flow().add(Meaning::Warning, &g.zin(kader)).hang(label("ondergrens"), indent, width));
    }
    rows
}

/// All that is known of a factor.
pub(crate) fn detail(s: Scene<'_>, at: usize, width: usize) -> Vec<Row<'_>> {
    let Some((d, o, kader)) = tafel(s.m) else { return Vec::new() };
    let Some(f) = kader.factoren.get(at) else { return Vec::new() };
    let mut rows = s.flow().add(Meaning::Accent, f.naam.as_str()).rows(width);
    for (what, text) in [(Meaning::Text, &f.vraag), (Meaning::Muted, &f.uitleg)] {
        if !text.is_empty() {
            rows.extend(s.flow().add(what, text.as_str()).rows(width));
        }
    }
    rows.extend(answered(s, (d, o, f), width));
    for l in kader.lijsten_met(&f.id) {
        for i in l.items.iter().filter(|i| i.factor == f.id) {
            let flow = s.flow().add(Meaning::Muted, &format!("{}: ", l.titel)).add(Meaning::Text, i.tekst.as_str());
            rows.extend(flow.add(Meaning::Muted, &format!(" ({})", source(kader, &i.bron))).rows(width));
        }
    }
    rows
}

/// The answer with who says so and when, the words, the lines, the proposal, last time.
fn answered<'a>(s: Scene<'a>, (d, o, factor): (&'a Dossier, &Overleg, &Factor), width: usize) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    if let Some(given) = o.afweging.wegingen.get(&factor.id).and_then(|all| all.last()) {
        let weging = &given.weging;
        let mut flow = s.flow().part(of_answer(factor, weging.nu), &word(weging.nu));
        flow = flow.part(Meaning::Text, &weging.eerder.map(|was| format!("eerder {was}")).unwrap_or_default());
        let by = if weging.bron.is_empty() { String::new() } else { format!("volgens {}", weging.bron) };
        flow = flow.part(Meaning::Text, &by);
        rows.extend(
            flow.part(Meaning::Muted, &format!("{} {}", given.gezet.op.kort(s.m.nu), given.gezet.door.naam)).rows(width),
        );
        if !weging.woorden.is_empty() {
            rows.extend(styled(s, width, "letterlijk", &[(Meaning::Letterlijk, weging.woorden.as_str())]));
        }
        for line in weging.regels.iter().filter_map(|id| d.regels.get(id)) {
            let head = s.cell_id(&line.id.to_string());
            let kind = format!("{} ", line.inhoud.soort.naam());
            let flow = s.flow().add(words::of_kind(line.inhoud.soort), &kind);
            rows.extend(flow.add(words::of_text(line.inhoud.soort), line.inhoud.tekst.as_str()).hang(head, 5, width));
        }
    }
    if let Some(against) = advies::tegenspraak(d, &o.afweging, factor) {
        rows.extend(s.flow().add(Meaning::Warning, &format!("let op: {}", spreekt(&against))).rows(width));
    }
    if let Some(found) = voorstel(d, o, factor) {
        rows.extend(s.flow().add(Meaning::Hint, &proposal(&found)).rows(width));
    }
    if let Some(earlier) = advies::vorige_keer(d, o.nr, &factor.id) {
        rows.push(s.say(Meaning::Muted, format!("vorige keer: {earlier}")));
    }
    rows
}

/// Where something comes from: title and section, or our own choice.
fn source(kader: &Kader, bron: &Herkomst) -> String {
    let titel = kader.documenten.get(&bron.document).map(|d| d.titel.to_string());
    match (bron.document == EIGEN, titel) {
        (true, _) => "eigen keuze".to_owned(),
        (false, titel) => {
            let titel = titel.unwrap_or_else(|| bron.document.clone());
            if bron.paragraaf.is_empty() { titel } else { format!("{titel}, {}", bron.paragraaf) }
        }
    }
}

/// What is unknown, with who finds out.
pub(crate) fn unknowns(s: Scene<'_>, width: usize) -> Vec<Row<'_>> {
    let Some((d, o, kader)) = tafel(s.m) else { return Vec::new() };
    let mut rows = vec![s.say(Meaning::Heading, "ONBEKEND")];
    let board = advies::bord(d, o, kader);
    let open: Vec<&Factor> = board.into_iter().filter(|f| o.afweging.nu(&f.id) == Some(Antwoord::Onbekend)).collect();
    if open.is_empty() {
        rows.push(s.say(Meaning::Muted, "van geen factor gezegd").fit(width));
    }
    for f in open {
        rows.extend(s.flow().add(Meaning::Onbekend, f.naam.as_str()).rows(width));
        let asked = questions(d, o, &f.id);
        for v in &asked {
            let flow = s.flow().part(Meaning::Muted, &v.id.to_string());
            rows.extend(who_and_when(s, v).behind(flow.add(Meaning::Muted, " ")).hang(s.row(), 2, width));
        }
        if asked.is_empty() {
            rows.push(s.row().gap(2).add(Meaning::Missing, "wie zoekt het uit?"));
        }
    }
    rows
}

/// The open questions that speak of a factor.
fn questions<'a>(d: &'a Dossier, o: &Overleg, f: &FactorId) -> Vec<&'a Vraag> {
    let linked = o.afweging.weging(f).map(|w| w.regels.as_slice()).unwrap_or_default();
    let tagged = |v: &&Vraag| d.regels.get(&v.regel).is_some_and(|r| r.inhoud.factoren.contains(f));
    d.vragen.values().filter(|v| v.is_open()).filter(|v| linked.contains(&v.regel) || tagged(v)).collect()
}

/// Per list what was answered yes, in words.
pub(crate) fn together(s: Scene<'_>, width: usize) -> Vec<Row<'_>> {
    let Some((_, o, kader)) = tafel(s.m) else { return Vec::new() };
    let mut rows = vec![s.say(Meaning::Heading, "IN SAMENHANG")];
    for l in &kader.lijsten {
        let yes = l.items.iter().filter(|i| o.afweging.nu(&i.factor) == Some(Antwoord::Ja));
        let mut named: Vec<&FactorId> = Vec::new();
        let mut flow = s.flow();
        for f in yes.filter_map(|i| kader.factor(&i.factor)) {
            if !named.contains(&&f.id) {
                named.push(&f.id);
                flow = flow.part(of_answer(f, Some(Antwoord::Ja)), f.naam.as_str());
            }
        }
        if !named.is_empty() {
            rows.push(s.say(Meaning::Muted, l.titel.as_str()).fit(width));
            rows.extend(flow.hang(s.row(), 2, width));
        }
    }
    if rows.len() == 1 {
        rows.push(s.say(Meaning::Muted, "nog nergens ja op gezegd").fit(width));
    }
    rows
}
