//! In which order the clerk takes what the terminals sent: those of a running meeting first, and of the others each in
//! turn, so that who sends much waits for itself. What one terminal sent keeps its order, and so does what is alone.

use std::collections::{BTreeMap, VecDeque};

use super::clerk::PeerId;

/// What waits of each terminal.
#[derive(Debug)]
pub(super) struct Turns<T> {
    waiting: BTreeMap<PeerId, VecDeque<Waiting<T>>>,
    /// The turn that is served.
    now: u64,
    arrived: u64,
}

#[derive(Debug)]
struct Waiting<T> {
    turn: u64,
    arrived: u64,
    what: T,
}

impl<T> Default for Turns<T> {
    fn default() -> Self {
        Self { waiting: BTreeMap::new(), now: 0, arrived: 0 }
    }
}

impl<T> Turns<T> {
    /// Puts something in line.
    pub(super) fn put(&mut self, peer: PeerId, what: T) {
        let line = self.waiting.entry(peer).or_default();
        let turn = line.back().map_or(self.now, |last| last.turn + 1);
        line.push_back(Waiting { turn, arrived: self.arrived, what });
        self.arrived += 1;
    }

    /// What is next, where `first` says which terminals come before the others, and `not_yet` which wait themselves.
    pub(super) fn next(&mut self, first: impl Fn(PeerId) -> bool, not_yet: impl Fn(PeerId) -> bool) -> Option<(PeerId, T)> {
        let all = self.waiting.iter().filter(|(peer, _)| !not_yet(**peer));
        let heads = all.filter_map(|(peer, line)| line.front().map(|w| (*peer, w)));
        let (peer, _) = heads.min_by_key(|(peer, w)| (!first(*peer), w.turn, w.arrived))?;
        let line = self.waiting.get_mut(&peer)?;
        let next = line.pop_front()?;
        if line.is_empty() {
            self.waiting.remove(&peer);
        }
        self.now = self.now.max(next.turn);
        Some((peer, next.what))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(turns: &mut Turns<&'static str>, first: Option<u64>) -> Vec<&'static str> {
        std::iter::from_fn(|| turns.next(|p| Some(p.0) == first, |_| false)).map(|(_, what)| what).collect()
    }

    /// Review F6: who floods waits for itself, and the meeting's own terminals are served first.
    #[test]
    fn each_in_turn_and_the_meeting_first() {
        let filled = || {
            let mut turns = Turns::default();
            for (peer, what) in [(1, "a1"), (1, "a2"), (1, "a3"), (2, "b1"), (3, "c1"), (2, "b2")] {
                turns.put(PeerId(peer), what);
            }
            turns
        };
        assert_eq!(order(&mut filled(), None), ["a1", "b1", "c1", "a2", "b2", "a3"]);
        assert_eq!(order(&mut filled(), Some(2)), ["b1", "b2", "a1", "c1", "a2", "a3"]);
        // who comes while others wait is not behind all that they sent
        let mut turns = filled();
        assert_eq!(turns.next(|_| false, |_| false), Some((PeerId(1), "a1")));
        turns.put(PeerId(4), "d1");
        assert_eq!(order(&mut turns, None), ["b1", "c1", "d1", "a2", "b2", "a3"]);
        // what waits alone goes in the order in which it came: one is gone before its successor says hello
        turns.put(PeerId(9), "gone");
        turns.put(PeerId(4), "hello");
        assert_eq!(order(&mut turns, None), ["gone", "hello"]);
        assert!(turns.waiting.is_empty());
        // who waits for a long dossier keeps its order, and nobody waits for it
        let mut turns = filled();
        assert_eq!(std::iter::from_fn(|| turns.next(|_| true, |p| p.0 == 1)).count(), 3);
        assert_eq!(order(&mut turns, None), ["a1", "a2", "a3"]);
    }
}
