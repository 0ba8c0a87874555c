//! What was sent to each terminal and is not written yet. Bounded in bytes, for one and for all together: who does not
//! take what it is sent is cut, and comes back.

use super::{Clerk, PeerId, Task, Volume};
use crate::protocol::ToClient;
use crate::server::outbox::{Encoded, MESSAGES_MAX, encode};

/// The most that may wait for one terminal. A long dossier is sent at once when somebody comes.
const ONE: Volume = Volume { messages: MESSAGES_MAX, bytes: 64 << 20 };
/// The most bytes that may wait for all together; beyond that, who has most waiting is cut.
const ALL_BYTES: usize = 96 << 20;

/// What waits for a terminal.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Waiting {
    now: Volume,
    /// Its connection was cut; nothing more is sent.
    cut: bool,
}

impl Clerk {
    /// Sends to one terminal.
    pub(super) fn tell(&mut self, id: PeerId, message: &ToClient) {
        if let Some(bytes) = encode(message) {
            self.tell_bytes(id, bytes);
        }
    }

    /// Sends to one terminal; one that does not keep up is cut.
    pub(super) fn tell_bytes(&mut self, id: PeerId, bytes: Encoded) {
        // a locked terminal is sent nothing, whatever there is
        let open = self.peers.get_mut(&id).filter(|p| !p.pin.dicht);
        let Some(w) = open.map(|p| &mut p.waiting).filter(|w| !w.cut) else { return };
        w.now.messages += 1;
        w.now.bytes += bytes.len();
        let too_much = w.now.messages > ONE.messages || w.now.bytes > ONE.bytes;
        self.tasks.push(Task::Send(id, bytes));
        if too_much {
            self.cut(id);
        }
        self.within_all();
    }

    /// Cuts whoever has most waiting for as long as too much waits for all together.
    fn within_all(&mut self) {
        let open = || self.peers.iter().map(|(id, p)| (*id, p.waiting)).filter(|(_, w)| !w.cut);
        if open().map(|(_, w)| w.now.bytes).sum::<usize>() > ALL_BYTES
            && let Some((id, _)) = open().max_by_key(|(_, w)| w.now.bytes)
        {
            self.cut(id);
        }
    }

    fn cut(&mut self, id: PeerId) {
        if let Some(w) = self.peers.get_mut(&id).map(|p| &mut p.waiting) {
            tracing::warn!(peer = id.0, "a terminal did not keep up and was dropped");
            w.cut = true;
            self.tasks.push(Task::Cut(id));
        }
    }

    /// Some of what waited is written.
    pub(super) fn written(&mut self, id: PeerId, written: Volume) {
        if let Some(w) = self.peers.get_mut(&id).map(|p| &mut p.waiting) {
            w.now.messages = w.now.messages.saturating_sub(written.messages);
            w.now.bytes = w.now.bytes.saturating_sub(written.bytes);
        }
    }

    /// Sends to every terminal; to a shared screen only that the server ends.
    pub(super) fn tell_all(&mut self, message: &ToClient) {
        let walls_too = matches!(message, ToClient::Weg { .. });
        let all: Vec<PeerId> = self.peers.iter().filter(|(_, p)| walls_too || !p.is_wall()).map(|(id, _)| *id).collect();
        self.tell_each(&all, message);
    }

    /// Sends the same to each of these.
    pub(super) fn tell_each(&mut self, ids: &[PeerId], message: &ToClient) {
        if ids.is_empty() {
            return;
        }
        let Some(bytes) = encode(message) else { return };
        for id in ids {
            self.tell_bytes(*id, Encoded::clone(&bytes));
        }
    }
}
