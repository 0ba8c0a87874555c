//! The sheets of the opening, and what has to be settled.

use super::{Bladdeel, leeg};
use crate::domain::dossier::Aanwezig;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::projection::wand::Wand;
use crate::projection::wandblad::{WandAanleiding, WandAfspraken, WandDeelname};
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::row::Row;
use crate::view::widgets::words;

/// The cells of a label.
const LABEL: usize = 12;

/// The answer, when and by whom; whether it is open again; when 112 was called.
pub(super) fn acuut<'a>(s: Scene<'a>, w: &Wand, gebeld: &[Tijdstip], width: usize) -> Vec<Bladdeel<'a>> {
    let nu = s.m.nu;
    let mut answer: Vec<Row<'a>> = Vec::new();
    if !w.acuut.opnieuw.is_empty() {
        let text = format!("OPNIEUW BEANTWOORDEN: {}", w.acuut.opnieuw);
        answer.extend(s.flow().add(Meaning::Danger, &text).rows(width));
    }
    match (w.acuut.antwoord, w.acuut.op) {
        (Some(antwoord), Some(op)) => {
            let flow = s.flow().add(words::of_answer(antwoord), &antwoord.to_string().to_uppercase());
            let by = format!("   {}, door {}", op.kort(nu), w.acuut.door);
            answer.extend(flow.add(Meaning::Muted, &by).rows(width));
        }
        _ => answer.extend(s.flow().add(Meaning::Onbekend, "Nog niet beantwoord: dat telt als onveilig.").rows(width)),
    }
    let calls = gebeld.iter().rev().map(|op| vec![s.say(Meaning::Danger, format!("112 gebeld {}", op.kort(nu)))]);
    vec![Bladdeel::nieuw("NU IN DIRECT GEVAAR?", vec![answer]), Bladdeel::nieuw("112", calls.collect())]
}

/// Who is here, who contributes in writing, who is still expected.
pub(super) fn aanwezigen<'a>(s: Scene<'a>, all: &[WandDeelname], width: usize) -> Vec<Bladdeel<'a>> {
    let of = |hoe: Aanwezig| {
        let found = all.iter().filter(move |d| d.hoe == hoe);
        found.map(|d| person(s, d, width)).collect::<Vec<_>>()
    };
    let here = of(Aanwezig::Aanwezig);
    let here = if here.is_empty() { vec![leeg(s, "Nog niemand genoteerd.", width)] } else { here };
    vec![
        Bladdeel::nieuw("AAN TAFEL", here),
        Bladdeel::nieuw("SCHRIFTELIJK", of(Aanwezig::Schriftelijk)),
        Bladdeel::nieuw("NOG VERWACHT", of(Aanwezig::Uitgenodigd)),
    ]
}

fn person<'a>(s: Scene<'a>, d: &WandDeelname, width: usize) -> Vec<Row<'a>> {
    let (sign, what) = match d.hoe {
        Aanwezig::Aanwezig if d.weg => ("◦", Meaning::Muted),
        Aanwezig::Aanwezig | Aanwezig::Schriftelijk => ("●", Meaning::Done),
        Aanwezig::Uitgenodigd | Aanwezig::Afwezig => ("○", Meaning::Text),
    };
    let flow = s.flow().part(Meaning::Accent, d.organisatie.as_str()).part(Meaning::Text, d.naam.as_str());
    let flow = if d.weg { flow.part(Meaning::Muted, "weggegaan") } else { flow };
    flow.hang(s.say(what, sign), 2, width)
}

/// Who called the meeting, why, and until when; then what was recorded.
pub(super) fn aanleiding<'a>(s: Scene<'a>, w: &Wand, a: &WandAanleiding, width: usize) -> Vec<Bladdeel<'a>> {
    let part = |label: &'static str, text: &str| {
        s.flow().add(Meaning::Accent, text).hang(s.say(Meaning::Muted, label), LABEL, width)
    };
    let rows = vec![part("door", a.door.as_str()), part("waarom", a.waarom.as_str()), part("eindtijd", &w.einde.klok())];
    std::iter::once(Bladdeel::nieuw("BIJEENGEROEPEN", rows)).chain(super::beeld::regels(s, w, width)).collect()
}

/// What is recorded and shared, on which ground.
pub(super) fn afspraken<'a>(s: Scene<'a>, a: Option<&WandAfspraken>, width: usize) -> Vec<Bladdeel<'a>> {
    let part = |label: &'static str, text: Option<&Tekst>, ask: &str| {
        let text = text.filter(|t| !t.is_empty());
        let flow = match text {
            Some(text) => s.flow().add(Meaning::Accent, text.as_str()),
            None => s.flow().add(Meaning::Missing, ask),
        };
        flow.hang(s.say(Meaning::Muted, label), LABEL, width)
    };
    let rows = vec![
        part("vastleggen", a.map(|a| &a.vastleggen), "wat wordt vastgelegd?"),
        part("delen", a.map(|a| &a.delen), "met wie wordt het gedeeld?"),
        part("grond", a.map(|a| &a.grond), "op welke grond?"),
    ];
    vec![Bladdeel::nieuw("AFGESPROKEN", rows).ruim()]
}

/// Each subject, what is still open first.
pub(super) fn vaststellingen<'a>(s: Scene<'a>, all: &[(Tekst, bool)], width: usize) -> Vec<Bladdeel<'a>> {
    let of = |done: bool| {
        let (sign, what) = if done { ("●", Meaning::Done) } else { ("○", Meaning::Missing) };
        let found = all.iter().filter(move |(_, d)| *d == done);
        let row = move |naam: &Tekst| s.flow().add(Meaning::Accent, naam.as_str()).hang(s.say(what, sign), 2, width);
        found.map(|(naam, _)| row(naam)).collect::<Vec<_>>()
    };
    vec![Bladdeel::nieuw("NOG VAST TE STELLEN", of(false)), Bladdeel::nieuw("VASTGESTELD", of(true))]
}

/// Whether there is one contact person; who it is, is said aloud.
pub(super) fn contactpersoon(s: Scene<'_>, benoemd: bool, width: usize) -> Vec<Bladdeel<'_>> {
    let (what, text) = if benoemd {
        (Meaning::Accent, "Er is een vaste contactpersoon. De naam staat niet op dit scherm: lees die voor.")
    } else {
        (Meaning::Missing, "Er is nog geen vaste contactpersoon.")
    };
    vec![Bladdeel::nieuw("VASTE CONTACTPERSOON", vec![s.flow().add(what, text).rows(width)])]
}
