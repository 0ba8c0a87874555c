//! What can stand on the screen.

use super::lijst::Lijststaat;
use crate::input::catalogue::Scope;

/// What stands on the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Blik {
    /// The list of dossiers.
    Overzicht,
    /// What waits, in all dossiers.
    Vandaag,
    /// A meeting.
    Overleg,
    /// A list of what hangs on the meetings.
    Register(Lijststaat),
    /// The shared screen.
    Deelscherm,
}

impl Blik {
    /// Whether it is about all dossiers, and not about one.
    pub fn is_van_alle(&self) -> bool {
        match self {
            Self::Overzicht | Self::Vandaag => true,
            Self::Overleg | Self::Register(_) | Self::Deelscherm => false,
        }
    }

    /// The scope of the screen.
    pub(super) fn scope(&self) -> Scope {
        match self {
            Self::Overzicht => Scope::Overzicht,
            Self::Vandaag => Scope::Vandaag,
            Self::Overleg => Scope::Overleg,
            Self::Register(_) => Scope::Register,
            Self::Deelscherm => Scope::Deelscherm,
        }
    }

    /// The scopes in which a key counts on it, the innermost first.
    pub(super) fn scopes(&self) -> &'static [Scope] {
        match self {
            Self::Overzicht => &[Scope::Overzicht, Scope::Overal],
            Self::Vandaag => &[Scope::Vandaag, Scope::Overzicht, Scope::Overal],
            Self::Overleg => &[Scope::Overleg, Scope::Overal],
            Self::Register(staat) if staat.lijst.weegt() => &[Scope::Weging, Scope::Register, Scope::Overal],
            Self::Register(_) => &[Scope::Register, Scope::Overal],
            Self::Deelscherm => &[Scope::Deelscherm, Scope::Overal],
        }
    }
}
