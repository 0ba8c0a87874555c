//! The shared screen: what the server made for it, and two things of its own: whether it is blank, and which page of the
//! sheet it shows.

use crate::app::model::Model;
use crate::app::update::Effect;
use crate::domain::dossier::Fase;
use crate::domain::ids::{DossierNummer, PuntId};
use crate::input::key::KeyPress;
use crate::projection::wand::Wand;
use crate::protocol::ToServer;

/// The shared screen's state.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Staat {
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
    /// How many pages on from the first; the view knows how many there are, and goes round.
    blad: i32,
}

impl Staat {
    /// Takes what may be shown now. Another item begins at its first page.
    pub fn toon(&mut self, wand: Option<Wand>) {
        self.gehoord = true;
        self.keuze.clear();
        if plaats(self.wand.as_ref()) != plaats(wand.as_ref()) {
            self.blad = 0;
        }
        self.wand = wand;
    }

    /// A page on, or back.
    pub fn blader(&mut self, terug: bool) {
        self.blad = self.blad.wrapping_add(if terug { -1 } else { 1 });
    }

    /// Which of `n` pages is shown, from 0; after the last comes the first.
    pub fn bladzijde(&self, n: usize) -> usize {
        let of = i32::try_from(n).unwrap_or(i32::MAX).max(1);
        usize::try_from(self.blad.rem_euclid(of)).unwrap_or(0)
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

/// A digit chooses a meeting, while it is asked which one belongs here.
pub fn typed(m: &mut Model, key: KeyPress) -> Vec<Effect> {
    let digit = key.typed().and_then(|c| c.to_digit(10)).and_then(|d| usize::try_from(d).ok()?.checked_sub(1));
    let Some(nummer) = digit.and_then(|at| m.deelscherm.keuze.get(at)).copied() else { return Vec::new() };
    m.deelscherm.gevraagd = Some(nummer);
    m.deelscherm.keuze.clear();
    vec![Effect::Send(ToServer::Volg { dossier: Some(nummer), sinds: 0 })]
}

/// Where the meeting is.
fn plaats(wand: Option<&Wand>) -> Option<(DossierNummer, Fase, Option<PuntId>)> {
    wand.map(|w| (w.nummer, w.fase, w.punten.iter().find(|p| p.huidig).map(|p| p.id.clone())))
}
