//! The shared screen: what the server made for it, and one thing of its own: whether it is blank.

use crate::domain::ids::DossierNummer;
use crate::projection::wand::Wand;

/// The shared screen's state.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Staat {
    /// The dossier that was asked for; none leaves it to the server.
    pub gevraagd: Option<DossierNummer>,
    /// What may be shown; none while no meeting goes on.
    pub wand: Option<Wand>,
    /// Whether the server has said anything yet.
    pub gehoord: bool,
    /// Whether it is blank.
    pub leeg: bool,
}

impl Staat {
    /// Takes what may be shown now.
    pub fn toon(&mut self, wand: Option<Wand>) {
        self.gehoord = true;
        self.wand = wand;
    }
}
