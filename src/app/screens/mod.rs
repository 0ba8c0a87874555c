//! What can stand on the screen, one file each: its state, and what keys do to it.

pub mod aanwezig;
pub mod deelscherm;
mod lijst_zoek;
pub mod lijsten;
pub mod overleg;
pub mod overzicht;
pub mod register;
mod volgt;
pub mod weging;

/// What stands on the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Blik {
    /// The list of dossiers.
    Overzicht,
    /// A meeting.
    Overleg,
    /// A list of what hangs on the meetings.
    Register(register::Staat),
    /// The shared screen.
    Deelscherm,
}
