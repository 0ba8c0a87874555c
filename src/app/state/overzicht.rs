//! The list of dossiers.

use crate::domain::ids::DossierNummer;

/// The list's state: the chosen dossier by its number, so that a list that moves keeps the choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overzichtstaat {
    /// The chosen dossier; none before somebody chose.
    pub gekozen: Option<DossierNummer>,
}
