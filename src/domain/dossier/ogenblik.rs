//! On which side of now something lies that a command says: what happened has been, what is due is still to come.

use super::super::tijd::Tijdstip;

/// On which side of now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::domain) enum Tijdzijde {
    /// It has been.
    Geweest,
    /// It is still to come.
    Komt,
}

/// A moment that a command says, which is no other than what stood there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::domain) struct Ogenblik {
    /// What happens or is due then, as a refusal calls it.
    pub(in crate::domain) wat: &'static str,
    /// When.
    pub(in crate::domain) op: Tijdstip,
    /// Where that has to lie.
    pub(in crate::domain) kant: Tijdzijde,
}

/// A moment that has been; one that stood there already is not looked at again.
pub(in crate::domain) fn geweest(
    wat: &'static str,
    op: impl Into<Option<Tijdstip>>,
    was: Option<Tijdstip>,
) -> Option<Ogenblik> {
    op.into().filter(|op| Some(*op) != was).map(|op| Ogenblik { wat, op, kant: Tijdzijde::Geweest })
}

/// A moment that is still to come, likewise.
pub(in crate::domain) fn komt(
    wat: &'static str,
    op: impl Into<Option<Tijdstip>>,
    was: Option<Tijdstip>,
) -> Option<Ogenblik> {
    op.into().filter(|op| Some(*op) != was).map(|op| Ogenblik { wat, op, kant: Tijdzijde::Komt })
}
