//! Terminals that are locked and brought back, by dice of their own. What a locked one says meanwhile nobody hears; the witness
//! sees to it that nothing is sent to it.

use crisistafel::domain::pin::Pin;
use crisistafel::protocol::ToServer;

use super::toeval::Toeval;
use super::vergadering::Vergadering;

/// The PIN of everybody, and what somebody else tries.
const PIN: &str = "482915";
const ANDERE: &str = "730264";

fn pin(cijfers: &str) -> Pin {
    Pin::gegeven(cijfers).unwrap()
}

impl Vergadering {
    /// Now and then somebody leaves their terminal, or comes back to it, or somebody else tries.
    pub(super) fn op_slot(&mut self, mut t: Toeval) {
        if !t.kans(3) {
            return;
        }
        let mensen = (0..self.terminals.len()).filter(|at| !self.terminals[*at].is_wand());
        let Some(at) = t.een(&mensen.filter(|at| self.terminals[*at].peer.is_some()).collect::<Vec<_>>()) else { return };
        // its line is read first: what was sent before the lock came before it
        self.lees_alles(true);
        let Some(peer) = self.terminals[at].peer else { return };
        if !self.dienst.getuige.dicht.contains(&peer) {
            self.noem("(locks)");
            self.zend(at, ToServer::ZetPin { oud: None, nieuw: Some(pin(PIN)) });
            self.zend(at, ToServer::Vergrendel);
            self.telling.sloten += 1;
            return;
        }
        self.noem("(a PIN)");
        let goed = t.kans(70);
        self.zend(at, ToServer::Ontgrendel { pin: pin(if goed { PIN } else { ANDERE }) });
        if !self.dienst.getuige.dicht.contains(&peer) && self.terminals[at].peer == Some(peer) {
            self.telling.ontsloten += 1;
            std::mem::swap(&mut self.t, &mut t);
            self.volg_iets(at);
            std::mem::swap(&mut self.t, &mut t);
        }
    }
}
