//! A map of numbered things that is copied without copying the things: it is kept in small parts, and two copies share each
//! part until one of them changes it. So what looks ahead in a dossier (a record of several commands, the wall, what may be
//! seen of it) costs the same in a long meeting as in a short one.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::{Bound, Index, RangeBounds};
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// How many numbers following each other stand in one part.
const DEEL: u32 = 64;

/// A number by which a thing is kept.
pub trait Nummer: Copy + Ord {
    /// The number itself.
    fn nummer(self) -> u32;
}

/// A map from numbers to things, in their order.
pub struct Gedeeld<K, V> {
    delen: BTreeMap<u32, Arc<BTreeMap<K, V>>>,
    aantal: usize,
}

fn deel<K: Nummer>(id: K) -> u32 {
    id.nummer() / DEEL
}

impl<K: Nummer, V> Gedeeld<K, V> {
    /// The thing with this number.
    pub fn get(&self, id: &K) -> Option<&V> {
        self.delen.get(&deel(*id))?.get(id)
    }

    /// Whether there is one.
    pub fn contains_key(&self, id: &K) -> bool {
        self.get(id).is_some()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.aantal
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.aantal == 0
    }

    /// Each with its number.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> {
        self.delen.values().flat_map(|deel| deel.iter())
    }

    /// The things.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.delen.values().flat_map(|deel| deel.values())
    }

    /// The numbers.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> {
        self.delen.values().flat_map(|deel| deel.keys())
    }

    /// Those with a number in this range.
    pub fn range(&self, range: impl RangeBounds<K> + Clone) -> impl DoubleEndedIterator<Item = (&K, &V)> {
        let part = |bound: Bound<&K>| match bound {
            Bound::Included(id) | Bound::Excluded(id) => Bound::Included(deel(*id)),
            Bound::Unbounded => Bound::Unbounded,
        };
        let delen = (part(range.start_bound()), part(range.end_bound()));
        self.delen.range(delen).flat_map(move |(_, deel)| deel.range(range.clone()))
    }
}

impl<K: Nummer, V: Clone> Gedeeld<K, V> {
    /// The same, to change.
    pub fn get_mut(&mut self, id: &K) -> Option<&mut V> {
        // a part that is shared is copied only where there is something to change
        let part = self.delen.get_mut(&deel(*id)).filter(|part| part.contains_key(id))?;
        Arc::make_mut(part).get_mut(id)
    }

    /// Those of which this is so, to change.
    pub fn waar<'a>(&'a mut self, zo: impl Fn(&V) -> bool + Copy + 'a) -> impl Iterator<Item = &'a mut V> {
        let parts = self.delen.values_mut().filter(move |part| part.values().any(zo));
        parts.flat_map(|part| Arc::make_mut(part).values_mut()).filter(move |what| zo(what))
    }

    /// Keeps a thing; gives what had its number.
    pub fn insert(&mut self, id: K, what: V) -> Option<V> {
        let was = Arc::make_mut(self.delen.entry(deel(id)).or_default()).insert(id, what);
        self.aantal += usize::from(was.is_none());
        was
    }

    /// Takes a thing away.
    pub fn remove(&mut self, id: &K) -> Option<V> {
        let part = self.delen.get_mut(&deel(*id)).filter(|part| part.contains_key(id))?;
        let was = Arc::make_mut(part).remove(id);
        if part.is_empty() {
            self.delen.remove(&deel(*id));
        }
        self.aantal -= usize::from(was.is_some());
        was
    }

    /// Keeps those of which this is so. A part of which all is kept stays shared.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &V) -> bool) {
        let gone: Vec<K> = self.iter().filter(|(id, what)| !keep(id, what)).map(|(id, _)| *id).collect();
        for id in gone {
            self.remove(&id);
        }
    }
}

impl<K, V> Clone for Gedeeld<K, V> {
    fn clone(&self) -> Self {
        Self { delen: self.delen.clone(), aantal: self.aantal }
    }
}

impl<K, V> Default for Gedeeld<K, V> {
    fn default() -> Self {
        Self { delen: BTreeMap::new(), aantal: 0 }
    }
}

impl<K: PartialEq, V: PartialEq> PartialEq for Gedeeld<K, V> {
    fn eq(&self, other: &Self) -> bool {
        let mut parts = self.delen.values().zip(other.delen.values());
        // no part is empty, so the same things stand in the same parts
        self.aantal == other.aantal && parts.all(|(a, b)| Arc::ptr_eq(a, b) || a == b)
    }
}

impl<K: Nummer + fmt::Debug, V: fmt::Debug> fmt::Debug for Gedeeld<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<K: Nummer + Serialize, V: Serialize> Serialize for Gedeeld<K, V> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_map(self.iter())
    }
}

impl<K: Nummer, V> Index<&K> for Gedeeld<K, V> {
    type Output = V;

    #[expect(
        clippy::indexing_slicing,
        reason = "as of the map that it stands for; for tests, the lint keeps it out of the library"
    )]
    fn index(&self, id: &K) -> &V {
        &self.delen[&deel(*id)][id]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::ids::RegelId;

    proptest! {
        /// Whatever is done to a copy, each is what a plain map would be.
        #[test]
        fn a_shared_map_is_a_map(steps in proptest::collection::vec((0u32..200, 0u8..4, any::<bool>()), 0..120)) {
            let mut both = [(Gedeeld::default(), BTreeMap::new()), (Gedeeld::default(), BTreeMap::new())];
            for (nr, step, second) in steps {
                let id = RegelId(nr);
                if step == 3 {
                    both[1] = both[0].clone();
                    continue;
                }
                let (ours, plain) = &mut both[usize::from(second)];
                match step {
                    0 => prop_assert_eq!(ours.insert(id, nr), plain.insert(id, nr)),
                    1 => prop_assert_eq!(ours.remove(&id), plain.remove(&id)),
                    _ => {
                        if let Some(x) = ours.get_mut(&id) { *x += 1000; }
                        if let Some(x) = plain.get_mut(&id) { *x += 1000; }
                    }
                }
            }
            for (ours, plain) in &both {
                prop_assert!(ours.iter().eq(plain.iter()) && ours.values().rev().eq(plain.values().rev()));
                prop_assert!(ours.len() == plain.len() && ours.keys().eq(plain.keys()));
                prop_assert!(ours.range(RegelId(70)..=RegelId(130)).eq(plain.range(RegelId(70)..=RegelId(130))));
                prop_assert!(ours.range(..=RegelId(64)).rev().eq(plain.range(..=RegelId(64)).rev()));
                let mut even = ours.clone();
                even.retain(|_, x| x % 2 == 0);
                prop_assert!(even.values().copied().eq(plain.values().copied().filter(|x| x % 2 == 0)));
                prop_assert_eq!(&even == ours, plain.values().all(|x| x % 2 == 0));
            }
        }
    }
}
