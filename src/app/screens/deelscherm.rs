//! Keys on the shared screen.

use crate::app::state::effect::Effect;
use crate::app::state::model::Model;
use crate::input::key::KeyPress;
use crate::protocol::ToServer;

/// A digit chooses a meeting, while it is asked which one belongs here.
pub fn typed(m: &mut Model, key: KeyPress) -> Vec<Effect> {
    let digit = key.typed().and_then(|c| c.to_digit(10)).and_then(|d| usize::try_from(d).ok()?.checked_sub(1));
    let Some(nummer) = digit.and_then(|at| m.deelscherm.keuze.get(at)).copied() else { return Vec::new() };
    m.deelscherm.gevraagd = Some(nummer);
    m.deelscherm.keuze.clear();
    vec![Effect::Send(ToServer::Volg { dossier: Some(nummer), sinds: None })]
}
