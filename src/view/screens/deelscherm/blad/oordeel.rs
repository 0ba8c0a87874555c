//! The sheets of oordeelsvorming: the board, the round, the conclusion, the options. No totals, no argument.

use super::{Bladdeel, leeg};
use crate::domain::dossier::{Antwoord, Vervolg};
use crate::domain::tekst::Tekst;
use crate::projection::wandblad::{
    WandBord, WandConclusie, WandEerder, WandMoment, WandOordeel, WandOordelen, WandOpschaling, WandOptie, WandReeks,
    WandScenario,
};
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::text;
use crate::view::widgets::row::Row;
use crate::view::widgets::words;

/// The cells of an organisation's name.
const NAME: usize = 24;

/// What is so by name, what nobody knows and what was not discussed in words: no sum, and nothing that says 'safe'.
pub(super) fn bord<'a>(s: Scene<'a>, b: &WandBord, width: usize) -> Vec<Bladdeel<'a>> {
    let names = |all: &[Tekst]| -> Vec<Vec<Row<'a>>> {
        let name = |n: &Tekst| s.flow().add(Meaning::Accent, n.as_str()).hang(s.say(Meaning::Muted, "·"), 2, width);
        all.iter().map(name).collect()
    };
    let mut ja = names(&b.ja);
    if ja.is_empty() {
        ja.push(leeg(s, "Nog geen factor met ja beantwoord.", width));
    }
    let unknown = unknown(s, b, width);
    let unknown = if unknown.is_empty() { Vec::new() } else { vec![unknown] };
    vec![
        Bladdeel::nieuw("WAT SPEELT", ja),
        Bladdeel::nieuw("WAT BESCHERMT", names(&b.beschermt)),
        Bladdeel::nieuw("WAT WE NOG NIET WETEN", unknown),
    ]
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

/// How many of each kind; what they say is read aloud.
pub(super) fn scenarios<'a>(s: Scene<'a>, all: &[WandScenario], width: usize) -> Vec<Bladdeel<'a>> {
    let row = |x: &WandScenario| {
        let (what, sign, far) = match x.aantal {
            0 => (Meaning::Missing, "○", "nog niet geschetst".to_owned()),
            n => (Meaning::Done, "●", format!("{n} geschetst")),
        };
        let flow = s.flow().part(Meaning::Accent, &x.soort.to_string()).part(Meaning::Muted, &far);
        flow.hang(s.say(what, sign), 2, width)
    };
    let mut rows: Vec<_> = all.iter().map(row).collect();
    rows.push(leeg(s, "Wat erin staat, staat niet op dit scherm: lees het voor.", width));
    vec![Bladdeel::nieuw("SCENARIO'S", rows)]
}

/// The questions, what was discussed told apart.
pub(super) fn reeks<'a>(s: Scene<'a>, r: &WandReeks, width: usize) -> Option<Bladdeel<'a>> {
    let row = |(vraag, done): &(Tekst, bool)| {
        let (sign, what) = if *done { ("●", Meaning::Done) } else { ("○", Meaning::Text) };
        let text = if *done { Meaning::Muted } else { Meaning::Accent };
        s.flow().add(text, vraag.as_str()).hang(s.say(what, sign), 2, width)
    };
    let done = r.vragen.iter().filter(|(_, done)| *done).count();
    let kop = format!("{}: {done} VAN {} BESPROKEN", r.titel.as_str().to_uppercase(), r.vragen.len());
    (!r.vragen.is_empty()).then(|| Bladdeel::nieuw(kop, r.vragen.iter().map(row).collect()))
}

/// How it goes on, then what is asked.
pub(super) fn moment<'a>(s: Scene<'a>, m: &WandMoment, width: usize) -> Vec<Bladdeel<'a>> {
    let said = match m.vervolg {
        Some((vervolg, op)) => {
            let what = if vervolg == Vervolg::Acuut { Meaning::Danger } else { Meaning::Accent };
            let flow = s.flow().add(what, &vervolg.to_string()).add(Meaning::Muted, &format!("   {}", op.kort(s.m.nu)));
            flow.rows(width)
        }
        None => s.flow().add(Meaning::Missing, "Nog niet bepaald: acuut verder, of niet?").rows(width),
    };
    [Some(Bladdeel::nieuw("HOE GAAN WE VERDER", vec![said])), reeks(s, &m.reeks, width)].into_iter().flatten().collect()
}

/// Whether it goes up, and each criterion with its answer; what is so first.
pub(super) fn opschaling<'a>(s: Scene<'a>, o: &WandOpschaling, width: usize) -> Vec<Bladdeel<'a>> {
    let said = match o.besluit {
        Some((true, om)) => {
            let when = om.map(|t| format!("   {}", t.kort(s.m.nu))).unwrap_or_default();
            s.flow().add(Meaning::Accent, "We schalen op.").add(Meaning::Muted, &when).rows(width)
        }
        Some((false, _)) => s.flow().add(Meaning::Accent, "We schalen niet op.").rows(width),
        None => s.flow().add(Meaning::Missing, "Nog niet besloten.").rows(width),
    };
    let mut order: Vec<_> = o.criteria.iter().collect();
    order.sort_by_key(|(_, a)| match a {
        Some(Antwoord::Ja) => 0,
        Some(Antwoord::Onbekend) => 1,
        None => 2,
        Some(Antwoord::Nee) => 3,
    });
    let row = |(vraag, a): &(Tekst, Option<Antwoord>)| {
        let (what, word) = match a {
            Some(Antwoord::Nee) => (Meaning::Muted, "nee".to_owned()),
            Some(a) => (if *a == Antwoord::Ja { Meaning::Accent } else { Meaning::Onbekend }, a.to_string()),
            None => (Meaning::Missing, "?".to_owned()),
        };
        s.flow().add(Meaning::Text, vraag.as_str()).hang(s.row().cell(what, &word, 9), 9, width)
    };
    vec![
        Bladdeel::nieuw("NAAR DE BURGEMEESTER", vec![said]),
        Bladdeel::nieuw("CRITERIA", order.into_iter().map(row).collect()),
    ]
}

/// Who gave a judgement and, after the reveal, what.
pub(super) fn oordelen<'a>(s: Scene<'a>, o: &WandOordelen, width: usize) -> Vec<Bladdeel<'a>> {
    let given = o.rijen.iter().filter(|r| r.ontvangen).count();
    let of = format!("{given} VAN {}", o.rijen.len());
    let kop = if o.gesloten { format!("GESLOTEN RONDE: {of} ONTVANGEN") } else { format!("OORDEEL PER ORGANISATIE: {of}") };
    let mut rows: Vec<_> = o.rijen.iter().map(|r| judgement(s, r, width)).collect();
    if o.gesloten {
        rows.push(leeg(s, "Alle oordelen komen tegelijk op tafel.", width));
    } else if rows.is_empty() {
        rows.push(leeg(s, "Nog niemand genoteerd.", width));
    }
    vec![Bladdeel::nieuw(kop, rows)]
}

fn judgement<'a>(s: Scene<'a>, r: &WandOordeel, width: usize) -> Vec<Row<'a>> {
    let (sign, what) = if r.ontvangen { ("●", Meaning::Done) } else { ("○", Meaning::Text) };
    let name = NAME.min(width / 2).max(text::width(r.organisatie.as_str()));
    let head = s.say(what, sign).gap(1).cell(Meaning::Text, r.organisatie.as_str(), name).gap(2);
    let level = if r.niveau.is_empty() { String::new() } else { format!("niveau {}", r.niveau) };
    let flow = match (r.ontvangen, r.acuut, r.niveau.is_empty()) {
        (false, ..) => s.flow().add(Meaning::Missing, "nog niet"),
        (true, None, true) => s.flow().add(Meaning::Muted, "ontvangen"),
        (true, None, false) => s.flow().part(Meaning::Accent, &level),
        (true, Some(a), _) => s.flow().part(words::of_answer(a), &format!("acuut {a}")).part(Meaning::Accent, &level),
    };
    let flow = match &r.eerder {
        Some(was) => flow.part(Meaning::Muted, &before(was)),
        None => flow,
    };
    flow.hang(head, name + 4, width)
}

/// `bijgesteld 14:40, eerst: acuut nee, niveau laag`
fn before(was: &WandEerder) -> String {
    let acuut = was.acuut.map(|a| format!("acuut {a}"));
    let niveau = (!was.niveau.is_empty()).then(|| format!("niveau {}", was.niveau));
    let said: Vec<String> = acuut.into_iter().chain(niveau).collect();
    format!("bijgesteld {}, eerst: {}", was.bijgesteld.klok(), said.join(", "))
}

/// The conclusion in its two parts, and when.
pub(super) fn conclusie<'a>(s: Scene<'a>, c: Option<&WandConclusie>, width: usize) -> Vec<Bladdeel<'a>> {
    let rows = match c {
        Some(c) => {
            let acuut = s.flow().add(words::of_answer(c.acuut), &format!("acuut: {}", c.acuut)).rows(width);
            let niveau = s.flow().add(Meaning::Accent, &format!("niveau: {}", c.niveau)).rows(width);
            let when = s.flow().add(Meaning::Muted, &format!("vastgelegd {}", c.op.kort(s.m.nu))).rows(width);
            vec![acuut, niveau, when]
        }
        None => vec![
            s.flow().add(Meaning::Missing, "acuut: ja, nee of onbekend?").rows(width),
            s.flow().add(Meaning::Missing, "niveau: welk?").rows(width),
        ],
    };
    vec![Bladdeel::nieuw("CONCLUSIE", rows)]
}

/// The options with what speaks for and against.
pub(super) fn opties<'a>(s: Scene<'a>, all: &[WandOptie], width: usize) -> Vec<Bladdeel<'a>> {
    let mut rows: Vec<_> = all.iter().map(|x| option(s, x, width)).collect();
    if rows.is_empty() {
        rows.push(leeg(s, "Nog geen optie genoemd. Noem ook altijd: niets doen.", width));
    }
    vec![Bladdeel::nieuw("OPTIES", rows).ruim()]
}

fn option<'a>(s: Scene<'a>, x: &WandOptie, width: usize) -> Vec<Row<'a>> {
    let flow = s.flow().add(Meaning::Accent, x.optie.as_str());
    let flow = match x.gekozen {
        Some(true) => flow.add(Meaning::Done, "   gekozen"),
        Some(false) => flow.add(Meaning::Muted, "   niet gekozen"),
        None => flow,
    };
    let mut rows = flow.hang(s.row().cell(Meaning::Oordeel, &x.id.to_string(), 4).gap(1), 5, width);
    for (word, side) in [("voor", &x.voor), ("tegen", &x.tegen)] {
        let (what, text) =
            if side.is_empty() { (Meaning::Missing, "nog niet gezegd") } else { (Meaning::Text, side.as_str()) };
        rows.extend(s.flow().add(what, text).hang(s.row().gap(5).cell(Meaning::Muted, word, 7), 12, width));
    }
    rows
}
