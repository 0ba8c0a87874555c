//! A PIN that is being typed, and what is asked to have one, another one, or none. It stands nowhere else: no line of text of
//! the program has it, and it is wiped when it is left.

use std::fmt;

use zeroize::{Zeroize, Zeroizing};

use crate::domain::pin::{CIJFERS_MAX, Pin, Pinfout};

/// The digits so far.
#[derive(Clone, PartialEq, Eq)]
pub struct Pininvoer(Zeroizing<String>);

impl Default for Pininvoer {
    fn default() -> Self {
        // never moved while it grows
        Self(Zeroizing::new(String::with_capacity(CIJFERS_MAX)))
    }
}

impl fmt::Debug for Pininvoer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pininvoer")
    }
}

impl Pininvoer {
    /// Types a digit; false for what is none, or is too much.
    pub fn typ(&mut self, c: char) -> bool {
        let can = c.is_ascii_digit() && self.0.len() < CIJFERS_MAX;
        if can {
            self.0.push(c);
        }
        can
    }

    /// Takes the last one back.
    pub fn terug(&mut self) {
        self.0.pop();
    }

    /// Empties it.
    pub fn leeg(&mut self) {
        self.0.zeroize();
    }

    /// How many there are.
    pub fn aantal(&self) -> usize {
        self.0.len()
    }

    /// What was typed, as a PIN.
    pub fn pin(&self) -> Result<Pin, Pinfout> {
        Pin::gegeven(&self.0)
    }
}

/// What a field of it asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pinveld {
    /// The PIN that there is.
    Nu,
    /// The one that there is to be.
    Nieuw,
    /// The same once more.
    Nogmaals,
}

/// What asks for PINs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pinscherm {
    /// The fields, each with what is in it.
    pub velden: Vec<(Pinveld, Pininvoer)>,
    /// The field in which is typed.
    pub actief: usize,
    /// What is wrong.
    pub fout: Option<String>,
    /// Whether it was sent, and has no answer yet.
    pub wacht: bool,
}

impl Pinscherm {
    /// That which asks for these.
    pub fn van(velden: &[Pinveld]) -> Self {
        let velden = velden.iter().map(|veld| (*veld, Pininvoer::default())).collect();
        Self { velden, actief: 0, fout: None, wacht: false }
    }

    /// Whether it takes the PIN away.
    pub fn haalt_weg(&self) -> bool {
        !self.velden.iter().any(|(veld, _)| *veld == Pinveld::Nieuw)
    }

    /// What is typed in one of its fields; none where it has no such field.
    pub fn in_veld(&self, veld: Pinveld) -> Option<&Pininvoer> {
        self.velden.iter().find(|(v, _)| *v == veld).map(|(_, invoer)| invoer)
    }

    /// Goes a field on, or back, round the ends.
    pub fn ga(&mut self, terug: bool) {
        let n = self.velden.len().max(1);
        self.actief = (self.actief + if terug { n - 1 } else { 1 }) % n;
    }

    /// Says what is wrong, and empties the fields from this one on: what cannot be seen is typed anew.
    pub fn wijs_aan(&mut self, veld: Pinveld, fout: impl Into<String>) {
        self.actief = self.velden.iter().position(|(v, _)| *v == veld).unwrap_or(0);
        self.velden.iter_mut().skip(self.actief).for_each(|(_, invoer)| invoer.leeg());
        (self.fout, self.wacht) = (Some(fout.into()), false);
    }
}
