//! Dossiers leave memory when nobody follows them for a while, or when there are too many of them. Nothing is lost by that:
//! who is let in is known of each without it, and what was asked of it before is in its journal.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use super::Clerk;
use super::loaded::Loaded;
use crate::domain::ids::DossierNummer;
use crate::domain::tijd::Tijdstip;

/// How long a dossier that nobody follows stays in memory.
const IDLE_MINUTES: i64 = 15;
/// How many of those stay.
const IDLE_MAX: usize = 16;
/// Of how many records together; the last one that was used stays in any case.
const IDLE_RECORDS_MAX: usize = 50_000;

/// Since when nobody uses a dossier, and how many records it has.
type Idle = (Tijdstip, DossierNummer, usize);

/// When a dossier that was let go by all at `since` leaves memory.
fn ends(since: Tijdstip) -> Tijdstip {
    since.plus(TimeDelta::minutes(IDLE_MINUTES))
}

impl Clerk {
    /// Lets go of dossiers that nobody follows, those first that nobody used for the longest time; of none that is being read
    /// or cannot be written, as this may be the only place where all of it still is.
    pub(super) fn let_go(&mut self) {
        let (nu, reading) = (self.nu, &self.reading);
        let followed: BTreeSet<DossierNummer> = self.peers.values().filter_map(|p| p.follows).collect();
        let only_here = |l: &Loaded| l.broken.is_some() && !l.frames.is_empty();
        let mut idle: Vec<Idle> = Vec::new();
        for (nummer, loaded) in &mut self.dossiers {
            // a clock that was set back makes nothing stay for longer
            loaded.idle = (!followed.contains(nummer)).then(|| loaded.idle.map_or(nu, |since| since.min(nu)));
            let leaves = loaded.idle.filter(|_| !only_here(loaded) && !reading.contains_key(nummer));
            idle.extend(leaves.map(|since| (since, *nummer, loaded.frames.len())));
        }
        let (leave, ends) = leaving(idle, nu);
        self.idle_ends = ends;
        for nummer in leave {
            self.dossiers.remove(&nummer);
        }
    }
}

/// Of dossiers that nobody follows (since when, and of how many records) those that leave memory now, and when the next does.
fn leaving(mut idle: Vec<Idle>, nu: Tijdstip) -> (Vec<DossierNummer>, Option<Tijdstip>) {
    idle.sort_unstable();
    let (mut leave, mut next, mut records) = (Vec::new(), None, 0);
    for (at, (since, nummer, length)) in idle.into_iter().rev().enumerate() {
        records += length;
        if ends(since) > nu && at < IDLE_MAX && (at == 0 || records <= IDLE_RECORDS_MAX) {
            next = Some(ends(since));
        } else {
            leave.push(nummer);
        }
    }
    (leave, next)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The last that was used stays, however long it is; of the others so many and so much of them.
    #[test]
    fn those_leave_that_nobody_used_for_the_longest_time() {
        let at = |minutes: i64| Tijdstip::from_millis(0).plus(TimeDelta::minutes(minutes));
        let nummer = |n: u32| DossierNummer::pick(2026, n);
        let left = |idle: &[(i64, u32, usize)]| {
            let idle = idle.iter().map(|(since, n, length)| (at(*since), nummer(*n), *length)).collect();
            let (leave, next) = leaving(idle, at(20));
            (leave.len(), leave.first().copied(), next)
        };
        assert_eq!(left(&[]), (0, None, None));
        assert_eq!(left(&[(5, 1, 1), (6, 2, 1)]), (1, Some(nummer(1)), Some(at(21))));
        let long = IDLE_RECORDS_MAX + 1;
        assert_eq!(left(&[(19, 1, 10), (20, 2, long)]), (1, Some(nummer(1)), Some(at(35))));
        assert_eq!(left(&[(19, 1, long), (20, 2, 10)]), (1, Some(nummer(1)), Some(at(35))));
        let many: Vec<(i64, u32, usize)> = (0..40).map(|n| (10, n, 1)).collect();
        assert_eq!(left(&many).0, many.len() - IDLE_MAX);
    }
}
