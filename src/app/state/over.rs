//! What is told about a partner or a role, as a value.

/// The overlay's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Over {
    /// Which row is chosen.
    pub gekozen: usize,
    /// The first line about it that is shown.
    pub vanaf: usize,
    /// What is told first.
    pub eerst: Eerst,
}

/// What is told first: what is asked where it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eerst {
    /// What it is there for and what it can know: at its turn.
    Taak,
    /// On which ground it may share: at a ground.
    Grond,
    /// How it is reached: at a telephone call.
    Bereik,
}
