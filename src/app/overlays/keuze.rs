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
}

/// The state of a choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Keuze {
    /// What is asked.
    pub titel: String,
    /// What can be chosen, in words.
    pub opties: Vec<String>,
    /// Which one.
    pub gekozen: usize,
    /// What is done with it.
    pub doel: KeuzeDoel,
    /// Up to where the record was seen when it opened.
    pub basis: Option<Basis>,
}

impl Keuze {
    /// A choice with the first one chosen.
    pub fn new(titel: impl Into<String>, opties: Vec<String>, doel: KeuzeDoel) -> Self {
        Self { titel: titel.into(), opties, gekozen: 0, doel, basis: None }
    }

    /// One up or down, not round the end.
    pub fn ga(&mut self, up: bool) {
        let last = self.opties.len().saturating_sub(1);
        self.gekozen = if up { self.gekozen.saturating_sub(1) } else { (self.gekozen + 1).min(last) };
    }
}

/// A letter goes to the next choice that begins with it; a digit chooses that row.
pub fn letter(m: &mut Model, key: KeyPress) -> Vec<Effect> {
    let Some(Laag::Keuze(k)) = m.lagen.last_mut() else { return Vec::new() };
    let Some(c) = key.typed() else { return Vec::new() };
    if let Some(nr) = c.to_digit(10).and_then(|d| usize::try_from(d).ok()).filter(|d| (1..=k.opties.len()).contains(d)) {
        k.gekozen = nr - 1;
        return kies(m);
    }
    let typed = vouw(&c.to_string());
    let begins = |o: &String| vouw(o.trim_start_matches(['✓', '▸', '·', ' '])).starts_with(&typed);
    let after = k.gekozen + 1;
    let order = (after..k.opties.len()).chain(0..after.min(k.opties.len()));
    if let Some(found) = order.into_iter().find(|&i| k.opties.get(i).is_some_and(begins)) {
        k.gekozen = found;
    }
    Vec::new()
}

/// Does what was chosen.
pub fn kies(m: &mut Model) -> Vec<Effect> {
    let Some(Laag::Keuze(k)) = m.lagen.pop() else { return Vec::new() };
    m.gezien = k.basis;
    let at = k.gekozen;
    let nr = m.overleg_nr();
    let open = |m: &mut Model, doel| {
        let f = Formulier::van(doel, m);
        m.lagen.push(Laag::Formulier(Box::new(f)));
        Vec::new()
    };
    match (k.doel, nr) {
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
