//! The shared screen: what the server made for it, and one thing of its own: whether it is blank.

use crate::app::model::Model;
use crate::app::update::Effect;
use crate::domain::ids::DossierNummer;
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
}

impl Staat {
    /// Takes what may be shown now.
    pub fn toon(&mut self, wand: Option<Wand>) {
        self.gehoord = true;
        self.keuze.clear();
        self.wand = wand;
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
