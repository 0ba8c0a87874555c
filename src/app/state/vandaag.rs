//! What waits, in all dossiers.

use crate::domain::ids::DossierNummer;
use crate::projection::termijn::Wat;

/// The state of the list of what waits.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Vandaagstaat {
    /// The chosen row; none before somebody chose.
    pub gekozen: Option<(DossierNummer, Wacht)>,
    /// Whether everything is shown: of others and later too.
    pub alles: bool,
}

/// What waits in a dossier, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wacht {
    /// Nobody said what came of a call to 112.
    Gebeld112,
    /// Somebody may be in danger now, or that has to be asked again.
    Acuut,
    /// Something is due.
    Termijn(Wat),
}
