//! Plain text, of at most 60 columns unless it is for paper, that a screen reader reads well: `label: value` lines, no tables, no signs that are
//! spelled out.
//!
//! Our own words begin a line at column 0, 2 or 4. What does not fit goes on at column 6, where our own words never begin:
//! so no text of a user can look like a label of ours.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The most cells of a line.
pub(super) const BREED: usize = 60;
/// Where the rest of a text that does not fit goes on.
pub(super) const VERVOLG: usize = 6;
/// Stands at the top and at the bottom of every document of an exercise.
pub(super) const OEFENING: &str = "OEFENING. Dit is geen echte zaak.";

/// Stands above a checkpoint.
pub(super) const CONTROLEPUNT: &str = "Controlepunt, voor controleer --tegen:";

/// A text that grows by lines.
pub(super) struct Papier {
    tekst: String,
    oefening: bool,
    breed: usize,
}

impl Papier {
    /// An empty text; that of an exercise begins by saying so.
    pub(super) fn new(oefening: bool) -> Self {
        Self::breed(oefening, BREED)
    }

    /// The same with lines of at most `breed` cells.
    pub(super) fn breed(oefening: bool, breed: usize) -> Self {
        let mut papier = Self { tekst: String::new(), oefening, breed };
        if oefening {
            papier.regel(0, OEFENING);
            papier.wit();
        }
        papier
    }

    /// An empty line.
    pub(super) fn wit(&mut self) {
        self.tekst.push('\n');
    }

    /// A line that begins with our own words, so many steps of two cells from the edge.
    pub(super) fn regel(&mut self, stap: usize, woorden: &str) {
        let begin = stap.min(2) * 2;
        for (i, deel) in gevouwen(woorden, self.breed - begin, self.breed - VERVOLG).iter().enumerate() {
            let wit = if i == 0 { begin } else { VERVOLG };
            self.tekst.push_str(&" ".repeat(wit));
            self.tekst.push_str(deel);
            self.tekst.push('\n');
        }
    }

    /// `label: value`
    pub(super) fn veld(&mut self, stap: usize, label: &str, waarde: &str) {
        self.regel(stap, &format!("{label}: {waarde}"));
    }

    /// `label: value`; nothing where there is no value.
    pub(super) fn veld_als(&mut self, stap: usize, label: &str, waarde: &str) {
        if !waarde.is_empty() {
            self.veld(stap, label, waarde);
        }
    }

    /// `label: 3`, or `label: geen.`
    pub(super) fn aantal(&mut self, label: &str, n: usize) {
        if n == 0 {
            self.regel(0, &format!("{label}: geen."));
        } else {
            self.veld(0, label, &n.to_string());
        }
    }

    /// The three lines of a checkpoint; nothing where there is none.
    pub(super) fn controlepunt(&mut self, punt: Option<&[String; 3]>) {
        let Some(punt) = punt else { return };
        self.wit();
        self.regel(0, CONTROLEPUNT);
        for regel in punt {
            self.regel(1, regel);
        }
    }

    /// The whole text, ended by a line break; that of an exercise ends by saying so.
    pub(super) fn klaar(mut self) -> String {
        if self.oefening {
            self.wit();
            self.regel(0, OEFENING);
        }
        self.tekst
    }
}

/// `tekst` in lines: the first of at most `eerst` cells, each other of at most `rest`. Broken at spaces, a word that is too
/// long between graphemes. Spaces in a row become one.
pub(super) fn gevouwen(tekst: &str, eerst: usize, rest: usize) -> Vec<String> {
    let mut regels = vec![String::new()];
    let mut ruimte = eerst;
    for woord in tekst.split(' ').filter(|w| !w.is_empty()) {
        let begint = regels.last().is_none_or(String::is_empty);
        let nodig = breedte(woord) + usize::from(!begint);
        if !begint && nodig <= ruimte {
            erbij(&mut regels, " ");
            erbij(&mut regels, woord);
            ruimte -= nodig;
            continue;
        }
        if !begint {
            regels.push(String::new());
            ruimte = rest;
        }
        ruimte = gebroken(&mut regels, woord, ruimte, rest);
    }
    regels
}

/// Writes `woord` on the last line, which is empty and has `ruimte` cells, and on as many more as it needs. Gives the cells
/// that are left.
fn gebroken(regels: &mut Vec<String>, woord: &str, mut ruimte: usize, rest: usize) -> usize {
    for teken in woord.graphemes(true) {
        let nodig = cellen(teken);
        if nodig > ruimte {
            regels.push(String::new());
            ruimte = rest;
        }
        erbij(regels, teken);
        ruimte = ruimte.saturating_sub(nodig);
    }
    ruimte
}

fn erbij(regels: &mut [String], tekst: &str) {
    if let Some(laatste) = regels.last_mut() {
        laatste.push_str(tekst);
    }
}

/// The cells of a text on one line.
fn breedte(tekst: &str) -> usize {
    tekst.graphemes(true).map(cellen).sum()
}

/// The cells of one grapheme; a control character is not drawn.
fn cellen(teken: &str) -> usize {
    if teken.contains(char::is_control) { 0 } else { teken.width() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_goes_on_where_no_label_can_stand() {
        let mut p = Papier::new(false);
        p.veld(1, "Reden", "hij weet het niet, en daarna volgt er een woord en dan Reden: vals");
        assert_eq!(p.klaar(), "  Reden: hij weet het niet, en daarna volgt er een woord en\n      dan Reden: vals\n");
    }

    #[test]
    fn a_word_without_end_is_broken_and_a_wide_sign_is_not() {
        let regels = gevouwen(&format!("kort {}", "会".repeat(9)), 10, 7);
        assert_eq!(regels, ["kort", "会会会", "会会会", "会会会"]);
        assert_eq!(gevouwen("", 10, 7), [""]);
    }
}
