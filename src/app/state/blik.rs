//! What can stand on the screen.

use super::lijst::{Lijststaat, Registerlijst};
use crate::input::catalogue::Scope;

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

impl Blik {
    /// The scope of the screen.
    pub(super) fn scope(&self) -> Scope {
        match self {
            Self::Overzicht => Scope::Overzicht,
            Self::Overleg => Scope::Overleg,
            Self::Register(_) => Scope::Register,
            Self::Deelscherm => Scope::Deelscherm,
        }
    }

    /// The scopes in which a key counts on it, the innermost first.
    pub(super) fn scopes(&self) -> &'static [Scope] {
        match self {
            Self::Overzicht => &[Scope::Overzicht, Scope::Overal],
            Self::Overleg => &[Scope::Overleg, Scope::Overal],
            Self::Register(staat) if staat.lijst.weegt() => &[Scope::Weging, Scope::Register, Scope::Overal],
            Self::Register(staat) if staat.lijst == Registerlijst::Informatiebeeld => {
                &[Scope::Informatiebeeld, Scope::Register, Scope::Overal]
            }
            Self::Register(_) => &[Scope::Register, Scope::Overal],
            Self::Deelscherm => &[Scope::Deelscherm, Scope::Overal],
        }
    }
}
