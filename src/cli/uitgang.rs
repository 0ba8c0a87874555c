//! How a verb ends: the exit codes, and why it did not do what was asked.

use std::io;

use crate::client::SessionFault;

/// How a verb ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// Refused, not found, or found broken.
    Refused,
    /// The command line is not understood.
    Usage,
    /// There is no connection, or no access.
    NoConnection,
    /// The program or the machine failed.
    Fault,
}

impl Exit {
    /// Every way to end, with its code and what it means, for the help and the README.
    pub const ALL: [(Self, u8, &'static str); 5] = [
        (Self::Done, 0, "gelukt"),
        (Self::Refused, 1, "geweigerd, niet gevonden, of (controleer) niet in orde"),
        (Self::Usage, 2, "de opdrachtregel is niet begrepen"),
        (Self::NoConnection, 3, "geen verbinding met de dienst, of geen toegang"),
        (Self::Fault, 4, "een fout in het programma of van de machine"),
    ];

    pub(super) fn code(self) -> u8 {
        Self::ALL.iter().find(|(exit, ..)| *exit == self).map_or(4, |(_, code, _)| *code)
    }
}

/// Why a verb did not do what was asked. The sentence is for the user.
#[derive(Debug)]
pub(super) struct Failed {
    pub(super) exit: Exit,
    pub(super) text: String,
}

impl Failed {
    pub(super) fn new(exit: Exit, text: impl std::fmt::Display) -> Self {
        Self { exit, text: text.to_string() }
    }
}

impl From<SessionFault> for Failed {
    fn from(fault: SessionFault) -> Self {
        let exit = match fault {
            SessionFault::NotThere(_) | SessionFault::TooLong => Exit::Refused,
            SessionFault::NoAnswer(_) => Exit::Fault,
            SessionFault::Connect(_) | SessionFault::SentAway(_) | SessionFault::NotNow(_) | SessionFault::Lost => {
                Exit::NoConnection
            }
        };
        Self::new(exit, fault)
    }
}

impl From<io::Error> for Failed {
    /// Output that nobody reads any more.
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::new(Exit::Done, "");
        }
        Self::new(Exit::Fault, format!("schrijven lukte niet: {}", crate::domain::machine::zegt(&error)))
    }
}
