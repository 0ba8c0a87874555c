//! The shared screen: what the server made for it, and two things of its own: whether it is blank, and which page of the
//! sheet it shows.

use crate::domain::dossier::Fase;
use crate::domain::ids::{DossierNummer, PuntId};
use crate::projection::wand::Wand;

/// The shared screen's state.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deelschermstaat {
    /// The dossier that was asked for; none leaves it to the server.
    pub gevraagd: Option<DossierNummer>,
    /// What may be shown; none while no meeting goes on.
    pub wand: Option<Wand>,
    /// Whether the server has said anything yet.
    pub gehoord: bool,
    /// The meetings of which one has to be chosen.
    pub keuze: Vec<DossierNummer>,
    /// Whether it is blank.
    pub leeg: bool,
    /// Which page of the sheet is shown, from 0.
    blad: usize,
    /// How many pages the sheet had when it was last drawn; none while it was not drawn, or is blank.
    bladen: Option<usize>,
}

impl Deelschermstaat {
    /// Takes what may be shown now. Another item begins at its first page.
    pub fn toon(&mut self, wand: Option<Wand>) {
        self.gehoord = true;
        self.keuze.clear();
        if plaats(self.wand.as_ref()) != plaats(wand.as_ref()) {
            (self.blad, self.bladen) = (0, None);
        }
        self.wand = wand;
    }

    /// The sheet was drawn on so many pages; none where none is shown.
    pub fn getoond(&mut self, bladen: Option<usize>) {
        self.bladen = bladen;
        self.blad = self.bladzijde(bladen.unwrap_or(usize::MAX));
    }

    /// Whether somebody saw what stands at this item.
    pub fn is_getoond(&self) -> bool {
        self.bladen.is_some()
    }

    /// Whether the sheet goes on after the page that is shown.
    pub fn volgende_bladzijde(&self) -> bool {
        self.bladen.is_some_and(|n| self.blad + 1 < n)
    }

    /// A page on, or back; after the last comes the first.
    pub fn blader(&mut self, terug: bool) {
        let n = self.bladen.unwrap_or(1).max(1);
        self.blad = (self.blad + if terug { n - 1 } else { 1 }) % n;
    }

    /// Which of `n` pages is shown, from 0.
    pub fn bladzijde(&self, n: usize) -> usize {
        self.blad.min(n.saturating_sub(1))
    }

    /// Whether every item of the block was ticked.
    pub fn is_blok_klaar(&self) -> bool {
        self.wand.as_ref().is_some_and(|w| w.fase.loopt() && !w.punten.is_empty() && w.punten.iter().all(|p| p.klaar))
    }

    /// Whether the round is going on: somebody has the floor, or is still to be heard.
    pub fn is_in_ronde(&self) -> bool {
        let w = self.wand.as_ref().filter(|w| w.fase == Fase::Beeldvorming);
        w.is_some_and(|w| w.aan_het_woord.is_some() || w.ronde.iter().any(|(_, gehoord)| !gehoord))
    }

    /// Asks which of these meetings belongs on this screen.
    pub fn vraag(&mut self, dossiers: Vec<DossierNummer>) {
        self.toon(None);
        self.keuze = dossiers;
    }
}

/// Where the meeting is.
fn plaats(wand: Option<&Wand>) -> Option<(DossierNummer, Fase, Option<PuntId>)> {
    wand.map(|w| (w.nummer, w.fase, w.punten.iter().find(|p| p.huidig).map(|p| p.id.clone())))
}
