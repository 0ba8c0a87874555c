//! Filling a form in: which field, and which choice. A key on a choice always does something, or says why not.

use crate::app::state::formulier::{Formulier, Misvuld};
use crate::app::state::veld::{Formulierveld, Invoer, Kies, Sleutel};
use crate::domain::vouw::vouw;

impl Formulier {
    /// The field in which is typed.
    pub fn veld_mut(&mut self) -> Option<&mut Formulierveld> {
        self.velden.get_mut(self.actief)
    }

    /// Whether the field in which somebody is, is a choice.
    pub fn is_keuze(&self) -> bool {
        self.velden.get(self.actief).is_some_and(|v| matches!(v.invoer, Invoer::Keuze { .. }))
    }

    /// Goes a field on, or back, round the ends. What was wrong with the field that is left is not said of the next one.
    pub fn ga(&mut self, terug: bool) {
        (self.fout, self.letters) = (None, String::new());
        let n = self.velden.len().max(1);
        self.actief = (self.actief + if terug { n - 1 } else { 1 }) % n;
    }

    /// Goes to the field with this key, where there is one.
    pub fn ga_naar(&mut self, sleutel: Sleutel) {
        if let Some(at) = self.velden.iter().position(|v| v.sleutel == sleutel) {
            (self.actief, self.letters) = (at, String::new());
        }
    }

    /// Goes to what cannot be read and says what to do.
    pub fn wijs_aan(&mut self, misvuld: Misvuld) {
        if let Some(sleutel) = misvuld.veld {
            self.ga_naar(sleutel);
        }
        self.fout = Some(misvuld.doe);
    }

    /// Takes the choice that stands for this, in the field with this key; false where there is none.
    pub fn neem<T: Kies>(&mut self, sleutel: Sleutel, nu: &T) -> bool {
        self.velden.iter_mut().find(|v| v.sleutel == sleutel).is_some_and(|v| v.neem(&nu.waarde()))
    }

    /// Takes the choice next to the one that is chosen, round the ends; false where there is none.
    pub fn schuif(&mut self, links: bool) -> bool {
        self.letters.clear();
        let Some(Invoer::Keuze { opties, gekozen }) = self.veld_mut().map(|v| &mut v.invoer) else { return false };
        let n = opties.len();
        if n == 0 {
            return false;
        }
        *gekozen = Some(match *gekozen {
            Some(at) => (at + if links { n - 1 } else { 1 }) % n,
            None if links => n - 1,
            None => 0,
        });
        self.fout = None;
        true
    }

    /// A digit takes a choice by its number from 1; a letter the first that begins so, and letters in a row narrow down.
    /// What fits no choice is said. True where something was chosen.
    pub fn typ_keuze(&mut self, c: char) -> bool {
        if let Some(nr) = c.to_digit(10).and_then(|d| usize::try_from(d).ok()) {
            self.letters.clear();
            return self.kies(nr);
        }
        let begun = !self.letters.is_empty();
        let more = format!("{}{c}", self.letters);
        // a letter that does not go on with the ones before it begins anew
        self.kies_woord(&more) || (begun && self.kies_woord(c.encode_utf8(&mut [0; 4])))
    }

    /// Takes a choice by its number from 1.
    fn kies(&mut self, nr: usize) -> bool {
        let Some(Invoer::Keuze { opties, gekozen }) = self.veld_mut().map(|v| &mut v.invoer) else { return false };
        let can = (1..=opties.len()).contains(&nr);
        let n = opties.len();
        if can {
            *gekozen = Some(nr - 1);
        }
        self.fout = (!can).then(|| format!("er is geen keuze {nr}; kies 1 tot {n}"));
        can
    }

    /// Takes the first choice that begins with this; says so where none does.
    pub fn kies_woord(&mut self, begin: &str) -> bool {
        let folded = vouw(begin.trim_start());
        let Some(Invoer::Keuze { opties, gekozen }) = self.veld_mut().map(|v| &mut v.invoer) else { return false };
        let found = opties.iter().position(|o| !folded.is_empty() && vouw(&o.woord).starts_with(&folded));
        *gekozen = found.or(*gekozen);
        // not the letters themselves: the form of a closed round shows none
        let geen = "geen keuze begint zo; typ een cijfer of het begin van een keuze, Tab gaat verder";
        self.fout = found.is_none().then(|| geen.to_owned());
        self.letters = if found.is_some() { begin.to_owned() } else { String::new() };
        found.is_some()
    }
}
