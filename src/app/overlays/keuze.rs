//! A choice between a few things.

use crate::app::act;
use crate::app::forms::{Doel, Formulier};
use crate::app::model::{BerichtSoort, Model};
use crate::app::overlays::Laag;
use crate::app::screens;
use crate::app::screens::aanwezig::Wie;
use crate::app::submit::Herkomst;
use crate::app::update::Effect;
use crate::domain::command::Command;
use crate::domain::dossier::{Fase, RegelSoort};
use crate::domain::ids::{InzetId, KlokId, OverlegNr, PuntId, RegelId};
use crate::domain::tekst::Tekst;
use crate::domain::versie::Basis;
use crate::domain::vouw::vouw;
use crate::input::catalogue::Action;
use crate::input::key::KeyPress;

/// What is done with what is chosen; each choice has its own value.
#[derive(Clone, Debug, PartialEq)]
pub enum KeuzeDoel {
    /// Go to an agenda item; true opens a ticked one again.
    Punt(Vec<(PuntId, bool)>),
    /// Give an organisation the floor.
    Beurt(Vec<Tekst>),
    /// Set whose contribution the line is; none is nobody's.
    Inbreng(Vec<Option<Tekst>>),
    /// Go back to a block.
    Terug(Fase, Vec<Fase>),
    /// Record that a measure was breached, or not.
    Schending(InzetId),
    /// Make a line another kind.
    Soort(RegelId, Vec<RegelSoort>),
    /// Note who takes part.
    Aanwezig(Vec<Wie>),
    /// Give a judgement for an organisation.
    Oordeel(Vec<Tekst>),
    /// What is asked before a line is recorded.
    Uur {
        /// The line of which it is asked.
        regel: String,
        /// The answers.
        antwoorden: Vec<screens::overleg::Antwoord>,
    },
    /// Record pasted lines: to the letter, as they are read, or not.
    Plakken(Vec<String>),
    /// Record pasted lines as they were read and shown; the first choice does.
    Voorstel(Vec<screens::overleg::Plakregel>),
    /// From the wall: record that 112 was called, or not.
    Gebeld112,
    /// From the wall: pause the meeting, for one of these reasons.
    Pauze(OverlegNr, Vec<Tekst>),
    /// Go to the next block, or not yet.
    Verder(Fase, Fase),
    /// Settle the minutes, or not.
    Vaststellen,
    /// Reveal the closed round, or not yet.
    Onthul,
    /// Set a clock of the kader, or one of one's own.
    Klok(Vec<Option<KlokId>>),
    /// Close this terminal though not everything is recorded, or not.
    Stop,
}

impl KeuzeDoel {
    /// Whether it matters what is chosen: then nothing is chosen beforehand, and an Enter too many does nothing.
    fn doet_ertoe(&self) -> bool {
        match self {
            Self::Uur { .. }
            | Self::Plakken(_)
            | Self::Voorstel(_)
            | Self::Schending(_)
            | Self::Gebeld112
            | Self::Onthul
            | Self::Aanwezig(_)
            | Self::Stop => true,
            // a step that can be gone back on, a form that asks on, or first what changes nothing
            Self::Punt(_)
            | Self::Beurt(_)
            | Self::Inbreng(_)
            | Self::Terug(..)
            | Self::Soort(..)
            | Self::Oordeel(_)
            | Self::Pauze(..)
            | Self::Verder(..)
            | Self::Vaststellen
            | Self::Klok(_) => false,
        }
    }
}

/// The state of a choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Keuze {
    /// What is asked.
    pub titel: String,
    /// What can be chosen, in words.
    pub opties: Vec<String>,
    /// Which one; none until somebody chose, where it matters.
    pub gekozen: Option<usize>,
    /// What was typed to choose one by its beginning.
    pub getypt: String,
    /// What is done with it.
    pub doel: KeuzeDoel,
    /// Up to where the record was seen when it opened.
    pub basis: Option<Basis>,
}

impl Keuze {
    /// A choice with the first one chosen, or none where it matters.
    pub fn new(titel: impl Into<String>, opties: Vec<String>, doel: KeuzeDoel) -> Self {
        let gekozen = (!doel.doet_ertoe()).then_some(0);
        Self { titel: titel.into(), opties, gekozen, getypt: String::new(), doel, basis: None }
    }

    /// One up or down, not round the end.
    pub fn ga(&mut self, up: bool) {
        let last = self.opties.len().saturating_sub(1);
        self.getypt.clear();
        self.gekozen = Some(match (self.gekozen, up) {
            (None, true) => last,
            (None, false) => 0,
            (Some(at), true) => at.saturating_sub(1),
            (Some(at), false) => (at + 1).min(last),
        });
    }

    /// How many pasted lines wait for this choice.
    pub fn geplakt(&self) -> usize {
        match &self.doel {
            KeuzeDoel::Plakken(lines) => lines.len(),
            KeuzeDoel::Voorstel(lines) => lines.len(),
            _ => 0,
        }
    }

    /// The choice that begins with what was typed: of one letter, or one and the same again, the next that does.
    fn begint_met(&self, typed: &str) -> Option<usize> {
        let begin = vouw(typed);
        let again = begin.chars().next().filter(|c| begin.chars().all(|other| other == *c));
        let begins = |o: &str, typed: &str| vouw(o.trim_start_matches(['✓', '▸', '·', ' '])).starts_with(typed);
        let after = self.gekozen.map_or(0, |at| at + 1);
        let order = || (after..self.opties.len()).chain(0..after.min(self.opties.len()));
        let found = |typed: &str| order().find(|&i| self.opties.get(i).is_some_and(|o| begins(o, typed)));
        let here =
            self.gekozen.filter(|&at| self.opties.get(at).is_some_and(|o| begin.chars().count() > 1 && begins(o, &begin)));
        here.or_else(|| found(&begin)).or_else(|| again.and_then(|c| found(c.encode_utf8(&mut [0; 4]))))
    }
}

/// Letters go to the choice that begins with them; a digit chooses that row. What begins no choice is never lost: where a
/// line was asked about it begins the next line, else it is said.
pub fn letter(m: &mut Model, key: KeyPress) -> Vec<Effect> {
    let Some(Laag::Keuze(k)) = m.lagen.last_mut() else { return Vec::new() };
    let Some(c) = key.typed() else { return Vec::new() };
    let digit = c.to_digit(10).and_then(|d| usize::try_from(d).ok()).filter(|d| (1..=k.opties.len()).contains(d));
    if let Some(nr) = digit.filter(|_| k.getypt.is_empty()) {
        k.gekozen = Some(nr - 1);
        return kies(m);
    }
    k.getypt.push(c);
    if let Some(found) = k.begint_met(&k.getypt) {
        k.gekozen = Some(found);
        return Vec::new();
    }
    let typed = std::mem::take(&mut k.getypt);
    if matches!(k.doel, KeuzeDoel::Uur { .. }) {
        m.lagen.pop();
        return screens::overleg::typ_verder(m, &typed);
    }
    if let Some(found) = k.begint_met(c.encode_utf8(&mut [0; 4])) {
        (k.gekozen, k.getypt) = (Some(found), c.to_string());
        return Vec::new();
    }
    m.zeg(BerichtSoort::Let, format!("geen keuze begint met '{typed}'; kies met een cijfer of een pijl, Esc gaat terug"));
    Vec::new()
}

/// Does what was chosen; where nothing was, nothing.
pub fn kies(m: &mut Model) -> Vec<Effect> {
    let Some(Laag::Keuze(k)) = m.lagen.last() else { return Vec::new() };
    let read = matches!(k.doel, KeuzeDoel::Voorstel(_));
    let last = k.opties.len().saturating_sub(1);
    let Some(at) = k.gekozen.filter(|&at| !read || at == 0 || at == last) else {
        let say = if read { "kies de eerste rij om ze zo vast te leggen, of de laatste" } else { "kies eerst" };
        m.zeg(BerichtSoort::Let, format!("{say}: een cijfer, een pijl of de eerste letters; Esc gaat terug"));
        return Vec::new();
    };
    let Some(Laag::Keuze(k)) = m.lagen.pop() else { return Vec::new() };
    m.gezien = k.basis;
    doe(m, k.doel, at)
}

fn doe(m: &mut Model, doel: KeuzeDoel, at: usize) -> Vec<Effect> {
    let nr = m.overleg_nr();
    let open = |m: &mut Model, doel| {
        let f = Formulier::van(doel, m);
        m.lagen.push(Laag::Formulier(Box::new(f)));
        Vec::new()
    };
    match (doel, nr) {
        (KeuzeDoel::Punt(punten), Some(overleg)) => match punten.get(at).cloned() {
            Some((punt, true)) => {
                let open = vec![Command::HeropenPunt { overleg, punt: punt.clone() }, Command::KiesPunt { overleg, punt }];
                m.stuur(open, Herkomst::Toets)
            }
            Some((punt, false)) => m.stuur(vec![Command::KiesPunt { overleg, punt }], Herkomst::Toets),
            None => Vec::new(),
        },
        (KeuzeDoel::Beurt(namen), Some(overleg)) => match namen.get(at).cloned() {
            Some(organisatie) => m.stuur(vec![Command::GeefBeurt { overleg, organisatie }], Herkomst::Toets),
            None => Vec::new(),
        },
        (KeuzeDoel::Inbreng(namen), _) => {
            m.overleg.zet_inbreng(namen.get(at).cloned().flatten());
            Vec::new()
        }
        (KeuzeDoel::Terug(van, fasen), _) => match fasen.get(at) {
            Some(naar) => open(m, Doel::NaarFase { van, naar: *naar }),
            None => Vec::new(),
        },
        (KeuzeDoel::Soort(regel, soorten), _) => match soorten.get(at) {
            Some(naar) => {
                let zin = format!("{regel} is nu: {naar}");
                m.stuur(vec![Command::WijzigSoort { regel, naar: *naar }], Herkomst::Daad(zin))
            }
            None => Vec::new(),
        },
        (KeuzeDoel::Aanwezig(wie), Some(overleg)) => aanwezig(m, overleg, wie.get(at).cloned()),
        (KeuzeDoel::Vaststellen, Some(overleg)) if at == 1 => {
            m.stuur(vec![Command::StelVerslagVast { overleg }], Herkomst::Toets)
        }
        (KeuzeDoel::Oordeel(namen), _) => {
            let organisatie = namen.get(at).map(ToString::to_string).unwrap_or_default();
            open(m, Doel::Oordeel { organisatie })
        }
        (KeuzeDoel::Uur { regel, antwoorden }, _) => match antwoorden.get(at) {
            Some(antwoord) => screens::overleg::beantwoord(m, &regel, antwoord),
            None => Vec::new(),
        },
        (KeuzeDoel::Voorstel(regels), _) if at == 0 => screens::overleg::voorgesteld(m, regels),
        (KeuzeDoel::Plakken(regels), _) => screens::overleg::geplakt(m, regels, at),
        (KeuzeDoel::Schending(inzet), _) if at == 0 => screens::lijsten::meld_schending(m, inzet),
        (KeuzeDoel::Gebeld112, _) if at == 0 => act::gebeld_112(m),
        (KeuzeDoel::Pauze(overleg, redenen), _) => match redenen.get(at).cloned() {
            Some(reden) => m.stuur(vec![Command::Schors { overleg, reden }], Herkomst::Toets),
            None => Vec::new(),
        },
        (KeuzeDoel::Verder(..), _) if at == 0 => act::run(m, Action::Verder),
        (KeuzeDoel::Onthul, Some(overleg)) if at == 0 => {
            m.stuur(vec![Command::OnthulOordelen { overleg }], Herkomst::Toets)
        }
        (KeuzeDoel::Stop, _) if at == 1 => vec![Effect::Quit],
        (KeuzeDoel::Klok(soorten), _) => {
            let soort = soorten.get(at).cloned().flatten();
            open(m, Doel::Klok { nr: None, soort, inzet: None })
        }
        _ => Vec::new(),
    }
}

/// Records everybody at once, or asks how one takes part.
fn aanwezig(m: &mut Model, overleg: OverlegNr, wie: Option<Wie>) -> Vec<Effect> {
    match wie {
        Some(Wie::Een(organisatie, naam)) => {
            let doel = Doel::Aanwezig { organisatie: organisatie.to_string(), naam: naam.to_string() };
            let f = Formulier::van(doel, m);
            m.lagen.push(Laag::Formulier(Box::new(f)));
            Vec::new()
        }
        Some(Wie::Samen(all, zin)) => {
            let note = |deelname| Command::NoteerAanwezigheid { overleg, deelname };
            m.zeg(BerichtSoort::Let, zin);
            m.stuur(all.into_iter().map(note).collect(), Herkomst::Toets)
        }
        None => Vec::new(),
    }
}
