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
        let mut idle: Vec<(Tijdstip, DossierNummer, usize)> = Vec::new();
        for (nummer, loaded) in &mut self.dossiers {
            // a clock that was set back makes nothing stay for longer
            loaded.idle = (!followed.contains(nummer)).then(|| loaded.idle.map_or(nu, |since| since.min(nu)));
            let leaves = loaded.idle.filter(|_| !only_here(loaded) && !reading.contains_key(nummer));
            idle.extend(leaves.map(|since| (since, *nummer, loaded.frames.len())));
        }
        idle.sort_unstable();
        let mut records = 0;
        self.idle_ends = None;
        for (at, (since, nummer, length)) in idle.into_iter().rev().enumerate() {
            records += length;
            if ends(since) > nu && at < IDLE_MAX && (at == 0 || records <= IDLE_RECORDS_MAX) {
                self.idle_ends = Some(ends(since));
            } else {
                self.dossiers.remove(&nummer);
            }
        }
    }
}
