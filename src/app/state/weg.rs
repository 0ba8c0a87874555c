//! That nobody is at this terminal: what is known of where it was, and the PIN that is being typed to bring it back.

use super::blik::Blik;
use super::pin::Pininvoer;
use crate::domain::ids::DossierNummer;

/// Nobody is at this terminal: nothing of any dossier stands on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Weg {
    /// How far it is.
    pub stand: Wegstand,
    /// What stood on the screen; none where it is not brought back.
    pub(in crate::app) blik: Blik,
    /// The number of the dossier that was followed: the one thing of it that stays here, and is not shown.
    pub(in crate::app) dossier: Option<DossierNummer>,
    /// What of it is kept nowhere, in words.
    pub kwijt: Vec<String>,
    /// What is typed.
    pub pin: Pininvoer,
    /// What is said under it.
    pub gezegd: Option<String>,
}

/// How far a terminal is at which nobody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wegstand {
    /// It ends, when what was entered is on disk: there is no PIN that brings it back.
    Sluit,
    /// It is locked when what was entered has its answer.
    Wacht,
    /// The service was told.
    Gevraagd,
    /// The service keeps it locked.
    Dicht,
    /// A PIN is being looked at.
    Nagekeken,
}
