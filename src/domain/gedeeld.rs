//! A map of numbered things that is copied without copying the things: it is kept in small parts, and two copies share each
//! part until one of them changes it. So what looks ahead in a dossier (a record of several commands, the wall, what may be
//! seen of it) costs the same in a long meeting as in a short one. What the things of a part add up to is kept beside them
//! until one of them changes, so that what is counted over all of them is counted over the parts; and of what few things have
//! it is kept in which parts they are, so that asking for it looks at no other part.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::{Bound, Index, RangeBounds};
use std::sync::{Arc, OnceLock};

use serde::{Serialize, Serializer};

/// How many numbers following each other stand in one part.
const DEEL: u32 = 64;

/// A number by which a thing is kept.
pub trait Nummer: Copy + Ord {
    /// The number itself, or what things that follow each other share of it: never less than that of one before it.
    fn nummer(self) -> u32;
}

/// What adds up: what can be said of things together, without looking at each of them again.
pub trait Optelbaar: Sized {
    /// What they add up to.
    type Som;

    /// What these add up to.
    fn som<'a>(all: impl Iterator<Item = &'a Self>) -> Self::Som
    where
        Self: 'a;

    /// Whether it has what is asked for over all of them and few have: see [`Gedeeld::opvallende`].
    fn valt_op(&self) -> bool {
        false
    }
}

/// A map from numbers to things, in their order.
pub struct Gedeeld<K, V: Optelbaar> {
    delen: BTreeMap<u32, Arc<Deel<K, V>>>,
    aantal: usize,
    /// The parts with something that stands out; of those that were changed last it is not known yet.
    opvallend: BTreeSet<u32>,
    /// The parts that were changed last.
    gewijzigd: BTreeSet<u32>,
}

/// Things whose numbers follow each other.
struct Deel<K, V: Optelbaar> {
    dingen: BTreeMap<K, V>,
    /// What they add up to, where that was asked since one of them changed.
    som: OnceLock<V::Som>,
}

impl<K, V: Optelbaar> Deel<K, V> {
    fn som(&self) -> &V::Som {
        self.som.get_or_init(|| V::som(self.dingen.values()))
    }
}

impl<K: Ord + Clone, V: Optelbaar + Clone> Deel<K, V> {
    /// The things, to change: copied first where somebody shares them, and added up anew.
    fn te_wijzigen(deel: &mut Arc<Self>) -> &mut BTreeMap<K, V> {
        let deel = Arc::make_mut(deel);
        deel.som.take();
        &mut deel.dingen
    }
}

impl<K: Clone, V: Optelbaar + Clone> Clone for Deel<K, V> {
    /// A copy is made to be changed.
    fn clone(&self) -> Self {
        Self { dingen: self.dingen.clone(), som: OnceLock::new() }
    }
}

impl<K, V: Optelbaar> Default for Deel<K, V> {
    fn default() -> Self {
        Self { dingen: BTreeMap::new(), som: OnceLock::new() }
    }
}

fn deel<K: Nummer>(id: K) -> u32 {
    id.nummer() / DEEL
}

impl<K: Nummer, V: Optelbaar> Gedeeld<K, V> {
    /// The thing with this number.
    pub fn get(&self, id: &K) -> Option<&V> {
        self.delen.get(&deel(*id))?.dingen.get(id)
    }

    /// Whether there is one.
    pub fn contains_key(&self, id: &K) -> bool {
        self.get(id).is_some()
    }

    /// What the things add up to, part by part, in their order.
    pub fn sommen(&self) -> impl Iterator<Item = &V::Som> {
        self.delen.values().map(|deel| deel.som())
    }

    /// The same of no other parts than those where something stands out, and those that were changed last.
    pub fn opvallende(&self) -> impl Iterator<Item = &V::Som> {
        let parts = self.opvallend.union(&self.gewijzigd);
        parts.filter_map(|nr| self.delen.get(nr)).map(|deel| deel.som())
    }

    /// The things of those parts of which the sum is so: where few are looked for, few are looked at.
    pub fn waarvan<'a>(&'a self, zo: impl Fn(&V::Som) -> bool + 'a) -> impl Iterator<Item = &'a V> {
        self.delen.values().filter(move |deel| zo(deel.som())).flat_map(|deel| deel.dingen.values())
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
        self.delen.values().flat_map(|deel| deel.dingen.iter())
    }

    /// The things.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.delen.values().flat_map(|deel| deel.dingen.values())
    }

    /// The numbers.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> {
        self.delen.values().flat_map(|deel| deel.dingen.keys())
    }

    /// Those with a number in this range.
    pub fn range(&self, range: impl RangeBounds<K> + Clone) -> impl DoubleEndedIterator<Item = (&K, &V)> {
        let part = |bound: Bound<&K>| match bound {
            Bound::Included(id) | Bound::Excluded(id) => Bound::Included(deel(*id)),
            Bound::Unbounded => Bound::Unbounded,
        };
        let delen = (part(range.start_bound()), part(range.end_bound()));
        self.delen.range(delen).flat_map(move |(_, deel)| deel.dingen.range(range.clone()))
    }
}

impl<K: Nummer, V: Optelbaar + Clone> Gedeeld<K, V> {
    /// Notes that these parts are going to be changed, and of those before them whether anything in them stands out now.
    fn wijzigt(&mut self, parts: impl IntoIterator<Item = u32>) {
        let nu: BTreeSet<u32> = parts.into_iter().collect();
        for nr in std::mem::replace(&mut self.gewijzigd, nu) {
            if self.delen.get(&nr).is_some_and(|deel| deel.dingen.values().any(V::valt_op)) {
                self.opvallend.insert(nr);
            } else {
                self.opvallend.remove(&nr);
            }
        }
    }

    /// The things of one part, to change.
    fn te_wijzigen(&mut self, nr: u32) -> &mut BTreeMap<K, V> {
        if !self.gewijzigd.iter().eq([&nr]) {
            self.wijzigt([nr]);
        }
        Deel::te_wijzigen(self.delen.entry(nr).or_default())
    }

    /// The same, to change.
    pub fn get_mut(&mut self, id: &K) -> Option<&mut V> {
        // a part that is shared is copied only where there is something to change
        if self.contains_key(id) { self.te_wijzigen(deel(*id)).get_mut(id) } else { None }
    }

    /// Those of which this is so, to change.
    pub fn waar<'a>(&'a mut self, zo: impl Fn(&V) -> bool + Copy + 'a) -> impl Iterator<Item = &'a mut V> {
        let with = |(nr, part): (&u32, &Arc<Deel<K, V>>)| part.dingen.values().any(zo).then_some(*nr);
        let touched: BTreeSet<u32> = self.delen.iter().filter_map(with).collect();
        self.wijzigt(touched.iter().copied());
        let parts = self.delen.iter_mut().filter(move |(nr, _)| touched.contains(nr)).map(|(_, part)| part);
        parts.flat_map(|part| Deel::te_wijzigen(part).values_mut()).filter(move |what| zo(what))
    }

    /// Keeps a thing; gives what had its number.
    pub fn insert(&mut self, id: K, what: V) -> Option<V> {
        let was = self.te_wijzigen(deel(id)).insert(id, what);
        self.aantal += usize::from(was.is_none());
        was
    }

    /// Takes a thing away.
    pub fn remove(&mut self, id: &K) -> Option<V> {
        if !self.contains_key(id) {
            return None;
        }
        let part = self.te_wijzigen(deel(*id));
        let was = part.remove(id);
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

impl<K, V: Optelbaar> Clone for Gedeeld<K, V> {
    fn clone(&self) -> Self {
        let Self { delen, aantal, opvallend, gewijzigd } = self;
        Self { delen: delen.clone(), aantal: *aantal, opvallend: opvallend.clone(), gewijzigd: gewijzigd.clone() }
    }
}

impl<K, V: Optelbaar> Default for Gedeeld<K, V> {
    fn default() -> Self {
        let none = BTreeSet::new;
        Self { delen: BTreeMap::new(), aantal: 0, opvallend: none(), gewijzigd: none() }
    }
}

impl<K: PartialEq, V: Optelbaar + PartialEq> PartialEq for Gedeeld<K, V> {
    fn eq(&self, other: &Self) -> bool {
        let mut parts = self.delen.values().zip(other.delen.values());
        // no part is empty, so the same things stand in the same parts
        self.aantal == other.aantal && parts.all(|(a, b)| Arc::ptr_eq(a, b) || a.dingen == b.dingen)
    }
}

impl<K: Nummer + fmt::Debug, V: Optelbaar + fmt::Debug> fmt::Debug for Gedeeld<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<K: Nummer + Serialize, V: Optelbaar + Serialize> Serialize for Gedeeld<K, V> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_map(self.iter())
    }
}

impl<K: Nummer, V: Optelbaar> Index<&K> for Gedeeld<K, V> {
    type Output = V;

    #[expect(
        clippy::indexing_slicing,
        reason = "as of the map that it stands for; for tests, the lint keeps it out of the library"
    )]
    fn index(&self, id: &K) -> &V {
        &self.delen[&deel(*id)].dingen[id]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::ids::RegelId;

    impl Optelbaar for u32 {
        type Som = u32;

        fn som<'a>(all: impl Iterator<Item = &'a Self>) -> u32 {
            all.sum()
        }

        fn valt_op(&self) -> bool {
            self.is_multiple_of(7)
        }
    }

    proptest! {
        /// Whatever is done to a copy, each is what a plain map would be.
        #[test]
        fn a_shared_map_is_a_map(steps in proptest::collection::vec((0u32..200, 0u32..3, 0u8..4, any::<bool>()), 0..120)) {
            let mut both = [(Gedeeld::default(), BTreeMap::new()), (Gedeeld::default(), BTreeMap::new())];
            for (nr, na, step, second) in steps {
                let id = RegelId::afgeschermd(nr, na);
                if step == 3 {
                    both[1] = both[0].clone();
                    continue;
                }
                let (ours, plain) = &mut both[usize::from(second)];
                match step {
                    0 => prop_assert_eq!(ours.insert(id, nr), plain.insert(id, nr)),
                    1 => prop_assert_eq!(ours.remove(&id), plain.remove(&id)),
                    _ if nr % 5 == 0 => {
                        ours.waar(|x| x % 3 == 0).for_each(|x| *x += 1);
                        plain.values_mut().filter(|x| **x % 3 == 0).for_each(|x| *x += 1);
                    }
                    _ => {
                        if let Some(x) = ours.get_mut(&id) { *x += 1000; }
                        if let Some(x) = plain.get_mut(&id) { *x += 1000; }
                    }
                }
                // kept beside a part, and right after each change of it
                prop_assert_eq!(ours.sommen().sum::<u32>(), plain.values().sum::<u32>());
                // every part with something that stands out, and few beside
                let parts: BTreeSet<u32> = plain.iter().filter(|(_, x)| x.valt_op()).map(|(id, _)| deel(*id)).collect();
                let looked: BTreeSet<u32> = ours.opvallend.union(&ours.gewijzigd).copied().collect();
                prop_assert!(parts.is_subset(&looked) && looked.difference(&parts).all(|nr| ours.gewijzigd.contains(nr)));
            }
            let middle = RegelId::open(70)..=RegelId::open(130);
            let id = RegelId::afgeschermd(64, 1);
            for (ours, plain) in &both {
                prop_assert_eq!(ours.sommen().sum::<u32>(), plain.values().sum::<u32>());
                prop_assert!(ours.iter().eq(plain.iter()) && ours.values().rev().eq(plain.values().rev()));
                prop_assert!(ours.len() == plain.len() && ours.keys().eq(plain.keys()));
                prop_assert!(ours.range(middle.clone()).eq(plain.range(middle.clone())));
                prop_assert!(ours.range(..=id).rev().eq(plain.range(..=id).rev()));
                let mut even = ours.clone();
                even.retain(|_, x| x % 2 == 0);
                prop_assert!(even.values().copied().eq(plain.values().copied().filter(|x| x % 2 == 0)));
                prop_assert_eq!(&even == ours, plain.values().all(|x| x % 2 == 0));
            }
        }
    }
}
