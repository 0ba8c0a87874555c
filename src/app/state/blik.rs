//! What can stand on the screen.

use super::lijst::Lijststaat;

/// What stands on the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Blik {
    /// The list of dossiers.
    Overzicht,
    /// A meeting.
    Overleg,
    /// A list of what hangs on the meetings.
    Register(Lijststaat),
    /// The shared screen.
    Deelscherm,
}
