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

    /// Whether it is one in which words are ticked.
    pub fn is_vinkjes(&self) -> bool {
        self.velden.get(self.actief).is_some_and(|v| matches!(v.invoer, Invoer::Vinkjes { .. }))
    }

    /// A space ticks the word at which somebody is, or takes the tick away; letters in a row go to the first word that
    /// begins so. True where a tick changed.
    pub fn typ_vinkje(&mut self, c: char) -> bool {
        let begin = format!("{}{c}", self.letters);
        let Some(Invoer::Vinkjes { opties, bij }) = self.veld_mut().map(|v| &mut v.invoer) else { return false };
        if c == ' ' {
            let Some((_, aan)) = opties.get_mut(*bij) else { return false };
            *aan = !*aan;
            (self.fout, self.letters) = (None, String::new());
            return true;
        }
        let find = |begin: &str| opties.iter().position(|(o, _)| vouw(&o.woord).starts_with(&vouw(begin)));
        let alone = c.to_string();
        let found = find(&begin).map(|at| (at, begin)).or_else(|| find(&alone).map(|at| (at, alone)));
        if let Some((at, _)) = &found {
            *bij = *at;
        }
        let geen = "niets begint zo; typ het begin van een naam, spatie vinkt aan, Tab gaat verder";
        self.fout = found.is_none().then(|| geen.to_owned());
        self.letters = found.map(|(_, letters)| letters).unwrap_or_default();
        false
    }

    /// Goes to the word next to the one at which somebody is, round the ends.
    pub fn schuif_vinkje(&mut self, links: bool) {
        (self.fout, self.letters) = (None, String::new());
        if let Some(Invoer::Vinkjes { opties, bij }) = self.veld_mut().map(|v| &mut v.invoer) {
            let n = opties.len().max(1);
            *bij = (*bij + if links { n - 1 } else { 1 }) % n;
        }
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
