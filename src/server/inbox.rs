//! How much of what the terminals sent is in hand: bounded in messages and bytes for each, and in bytes for all. Beyond
//! that a terminal's thread waits before it decodes what it read, and so the terminal waits for itself.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::clerk::{PeerId, Volume};

/// The most of one terminal that is in hand.
const ONE: Volume = Volume { messages: 16, bytes: 2 << 20 };
/// The most bytes of all terminals of one account.
const ACCOUNT_BYTES: usize = 8 << 20;
/// The most bytes of all together.
const ALL_BYTES: usize = 32 << 20;
/// A message of so few bytes does not wait for what others have in hand: a line is never held up by somebody's floods.
const SMALL_BYTES: usize = 16 << 10;

/// What is in hand of each terminal.
#[derive(Clone, Debug, Default)]
pub(super) struct Inbox(Arc<(Mutex<BTreeMap<Origin, Volume>>, Condvar)>);

/// A terminal, behind its account.
type Origin = (u32, PeerId);

/// A message's place among those that the clerk has in hand; given back by dropping it.
#[derive(Debug)]
pub(super) struct InHand {
    inbox: Inbox,
    from: Origin,
    /// How many bytes the message came in.
    pub(super) bytes: usize,
}

impl Inbox {
    /// Returns when there is room for a message of so many bytes from this account (a uid) and terminal.
    pub(super) fn admit(&self, from: Origin, bytes: usize) -> InHand {
        let full = |all: &mut BTreeMap<Origin, Volume>| !has_room(all, from, bytes);
        let mut all = self.0.1.wait_while(self.lock(), full).unwrap_or_else(PoisonError::into_inner);
        let own = all.entry(from).or_default();
        own.messages += 1;
        own.bytes += bytes;
        InHand { inbox: self.clone(), from, bytes }
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Origin, Volume>> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a message of so many bytes can be taken in hand beside these.
fn has_room(all: &BTreeMap<Origin, Volume>, from: Origin, bytes: usize) -> bool {
    let own = all.get(&from).copied().unwrap_or_default();
    let together = |which: &dyn Fn(u32) -> bool| -> usize {
        all.iter().filter(|((account, _), _)| which(*account)).map(|(_, v)| v.bytes).sum()
    };
    let room = || together(&|_| true) + bytes <= ALL_BYTES && together(&|a| a == from.0) + bytes <= ACCOUNT_BYTES;
    own.messages < ONE.messages && own.bytes + bytes <= ONE.bytes && (bytes <= SMALL_BYTES || room())
}

impl Drop for InHand {
    fn drop(&mut self) {
        let mut all = self.inbox.lock();
        if let Some(own) = all.get_mut(&self.from) {
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
    fn what_is_in_hand_is_bounded_for_one_for_an_account_and_for_all_and_a_line_is_never_held_up_by_others() {
        let inbox = Inbox::default();
        let long = TO_SERVER_BYTES_MAX as usize;
        // four terminals of each account
        let at = |peer: u64| (u32::try_from(peer / 4).unwrap(), PeerId(peer));
        let fits = |peer, bytes| has_room(&inbox.lock(), at(peer), bytes);
        let mut held: Vec<InHand> = (0..16).flat_map(|peer| [peer, peer]).map(|p| inbox.admit(at(p), long)).collect();
        assert!(!fits(0, 1), "of one");
        assert!(!fits(99, long) && fits(99, SMALL_BYTES), "of all");
        held.truncate(30);
        assert!(fits(99, long) && fits(15, long) && !fits(0, 1));
        let fifth = (0, PeerId(50));
        assert!(!has_room(&inbox.lock(), fifth, long) && has_room(&inbox.lock(), fifth, SMALL_BYTES), "of an account");
        drop(held);
        assert!(inbox.lock().is_empty());
        let lines: Vec<InHand> = (0..16).map(|_| inbox.admit(at(1), 10)).collect();
        assert!(!fits(1, 10) && fits(2, 10), "so many messages of one");
        drop(lines);
    }
}
