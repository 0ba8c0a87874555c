//! A choice between a few things, as a value.

use super::overleg::{Navraagantwoord, Plakregel};
use crate::domain::dossier::{Deelname, Fase, RegelSoort};
use crate::domain::ids::{InzetId, KlokId, OverlegNr, PuntId, RegelId};
use crate::domain::tekst::Tekst;
use crate::domain::vouw::vouw;
use crate::protocol::Basis;

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
    Aanwezig(Vec<Opkomst>),
    /// Give a judgement for an organisation.
    Oordeel(Vec<Tekst>),
    /// What is asked before a line is recorded.
    Uur {
        /// The line of which it is asked.
        regel: String,
        /// The answers.
        antwoorden: Vec<Navraagantwoord>,
    },
    /// Record pasted lines: to the letter, as they are read, or not.
    Plakken(Vec<String>),
    /// Record pasted lines as they were read and shown; the first choice does.
    Voorstel(Vec<Plakregel>),
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
    pub(in crate::app) fn begint_met(&self, typed: &str) -> Option<usize> {
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

/// What one choice records.
#[derive(Clone, Debug, PartialEq)]
pub enum Opkomst {
    /// All of these, as they stand here; with what is said of it.
    Samen(Vec<Deelname>, String),
    /// One, by organisation and name: how that one takes part is asked.
    Een(Tekst, Tekst),
}
