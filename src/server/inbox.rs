//! How much of what the terminals sent is in hand: bounded in messages and bytes for each, and in bytes for all. Beyond
//! that a terminal's thread waits before it decodes what it read, and so the terminal waits for itself.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::clerk::{PeerId, Volume};

/// The most of one terminal that is in hand.
const ONE: Volume = Volume { messages: 16, bytes: 2 << 20 };
/// The most bytes of all together.
const ALL_BYTES: usize = 32 << 20;
/// A message of so few bytes does not wait for what others have in hand: a line is never held up by somebody's floods.
const SMALL_BYTES: usize = 16 << 10;

/// What is in hand of each terminal.
#[derive(Clone, Debug, Default)]
pub(super) struct Inbox(Arc<(Mutex<BTreeMap<PeerId, Volume>>, Condvar)>);

/// A message's place among those that the clerk has in hand; given back by dropping it.
#[derive(Debug)]
pub(super) struct InHand {
    inbox: Inbox,
    peer: PeerId,
    /// How many bytes the message came in.
    pub(super) bytes: usize,
}

impl Inbox {
    /// Returns when there is room for a message of so many bytes.
    pub(super) fn admit(&self, peer: PeerId, bytes: usize) -> InHand {
        let full = |all: &mut BTreeMap<PeerId, Volume>| !has_room(all, peer, bytes);
        let mut all = self.0.1.wait_while(self.lock(), full).unwrap_or_else(PoisonError::into_inner);
        let own = all.entry(peer).or_default();
        own.messages += 1;
        own.bytes += bytes;
        InHand { inbox: self.clone(), peer, bytes }
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<PeerId, Volume>> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a message of so many bytes can be taken in hand beside these.
fn has_room(all: &BTreeMap<PeerId, Volume>, peer: PeerId, bytes: usize) -> bool {
    let own = all.get(&peer).copied().unwrap_or_default();
    let together = || all.values().map(|v| v.bytes).sum::<usize>();
    own.messages < ONE.messages
        && own.bytes + bytes <= ONE.bytes
        && (bytes <= SMALL_BYTES || together() + bytes <= ALL_BYTES)
}

impl Drop for InHand {
    fn drop(&mut self) {
        let mut all = self.inbox.lock();
        if let Some(own) = all.get_mut(&self.peer) {
            own.messages = own.messages.saturating_sub(1);
            own.bytes = own.bytes.saturating_sub(self.bytes);
        }
        all.retain(|_, own| own.messages > 0);
        drop(all);
        self.inbox.0.1.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::frame::TO_SERVER_BYTES_MAX;

    /// Review F6: so much of one and so much of all is in hand and no more, and a line always is.
    #[test]
    fn what_is_in_hand_is_bounded_for_one_and_for_all_and_a_line_is_never_held_up_by_others() {
        let inbox = Inbox::default();
        let long = TO_SERVER_BYTES_MAX as usize;
        let fits = |peer, bytes| has_room(&inbox.lock(), PeerId(peer), bytes);
        let mut held: Vec<InHand> = (0..16).flat_map(|peer| [peer, peer]).map(|p| inbox.admit(PeerId(p), long)).collect();
        assert!(!fits(0, 1), "of one");
        assert!(!fits(99, long) && fits(99, SMALL_BYTES), "of all");
        held.truncate(30);
        assert!(fits(99, long) && fits(15, long) && !fits(0, 1));
        drop(held);
        assert!(inbox.lock().is_empty());
        let lines: Vec<InHand> = (0..16).map(|_| inbox.admit(PeerId(1), 10)).collect();
        assert!(!fits(1, 10) && fits(2, 10), "so many messages of one");
        drop(lines);
    }
}
