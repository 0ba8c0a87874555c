//! What follows from what happened, as data: what has to be done outside the model, and what is done next in it.

use crate::input::catalogue::Action;
use crate::protocol::ToServer;

/// What has to be done outside the model.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Send this to the server.
    Send(ToServer),
    /// Use this theme.
    Theme(String),
    /// Draw everything anew.
    Redraw,
    /// End the program.
    Quit,
}

/// What follows from a key: effects, and the action for which it stands, where that is one of another place. Nobody calls
/// back: `update` carries it out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gevolg {
    /// What has to be done outside the model.
    pub effects: Vec<Effect>,
    /// What is done next.
    pub dan: Option<Action>,
}

impl Gevolg {
    /// Only this action.
    pub fn dan(action: Action) -> Self {
        Self { effects: Vec::new(), dan: Some(action) }
    }
}

impl From<Vec<Effect>> for Gevolg {
    fn from(effects: Vec<Effect>) -> Self {
        Self { effects, dan: None }
    }
}
