//! What can stand on the screen.

use super::lijst::Staat;

/// What stands on the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Blik {
    /// The list of dossiers.
    Overzicht,
    /// A meeting.
    Overleg,
    /// A list of what hangs on the meetings.
    Register(Staat),
    /// The shared screen.
    Deelscherm,
}
