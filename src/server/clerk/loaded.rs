//! A dossier in memory: replayed from its journal when somebody first asks for it.

use std::collections::BTreeMap;

use super::Clerk;
use crate::domain::dossier::Dossier;
use crate::domain::event::Event;
use crate::domain::evolve::evolve;
use crate::domain::ids::{DossierNummer, RequestId};
use crate::domain::rol::Stamp;
use crate::journal::{Found, Head, JournalId, envelopes};

/// How many dossiers that nobody follows stay in memory.
const IDLE_MAX: usize = 16;

/// One frame as it was replayed or committed.
pub struct Frame {
    /// Its sequence number.
    pub seq: u64,
    /// Who, when, which request.
    pub stamp: Stamp,
    /// What happened.
    pub events: Vec<Event>,
}

/// A dossier in memory.
pub struct Loaded {
    /// The state after the last frame.
    pub dossier: Dossier,
    /// Every frame, in order.
    pub frames: Vec<Frame>,
    /// The end of the journal.
    pub head: Head,
    /// The frame of each request, so that a resend is never applied twice.
    pub requests: BTreeMap<RequestId, u64>,
    /// Why nothing can be recorded; what there is can still be read.
    pub broken: Option<Broken>,
}

/// Why nothing can be recorded in a dossier.
pub struct Broken {
    /// In words, for the user.
    pub why: String,
    /// Whether reading the journal again can help: the disk refused, the record itself is whole.
    pub try_again: bool,
}

impl Broken {
    fn damaged(why: impl std::fmt::Display) -> Self {
        Self { why: why.to_string(), try_again: false }
    }

    /// The disk refused.
    pub fn refused(why: impl std::fmt::Display) -> Self {
        Self { why: why.to_string(), try_again: true }
    }
}

impl Loaded {
    /// A dossier without a frame.
    pub fn new(nummer: DossierNummer) -> Self {
        Self {
            dossier: Dossier::new(nummer),
            frames: Vec::new(),
            head: Head::start(JournalId::Dossier(nummer)),
            requests: BTreeMap::new(),
            broken: None,
        }
    }

    /// Adds a frame that is durable.
    pub fn add(&mut self, stamp: Stamp, events: Vec<Event>, head: Head) {
        for event in &events {
            evolve(&mut self.dossier, &stamp, event);
        }
        self.requests.insert(stamp.verzoek, head.seq);
        self.frames.push(Frame { seq: head.seq, stamp, events });
        self.head = head;
    }
}

impl Clerk {
    /// The dossier, replayed if it was not in memory; none when there is no such dossier.
    pub(super) fn load(&mut self, nummer: DossierNummer) -> Option<&mut Loaded> {
        if !self.dossiers.contains_key(&nummer) {
            let loaded = self.replay(nummer)?;
            self.make_room();
            self.dossiers.insert(nummer, loaded);
            self.wall_left(nummer);
        }
        self.dossiers.get_mut(&nummer)
    }

    fn replay(&mut self, nummer: DossierNummer) -> Option<Loaded> {
        let id = JournalId::Dossier(nummer);
        let reading = match self.journal.open(id, self.clock.now()) {
            Ok(reading) if matches!(reading.found, Found::Missing) && !self.remembered.contains_key(&nummer) => return None,
            Ok(reading) => reading,
            Err(fault) => {
                tracing::error!(dossier = %nummer, %fault, "a journal cannot be read");
                let mut loaded = Loaded::new(nummer);
                loaded.broken = Some(Broken::refused(fault));
                return Some(loaded);
            }
        };
        let mut loaded = Loaded::new(nummer);
        for envelope in envelopes::<Event>(id, &reading) {
            match envelope {
                Ok(e) => {
                    let head = Head { seq: e.seq, hash: reading.hash_of(e.seq) };
                    loaded.add(e.stamp, e.events, head);
                }
                Err(damage) => {
                    loaded.broken = Some(Broken::damaged(damage));
                    break;
                }
            }
        }
        self.judge(nummer, &reading.found, &mut loaded);
        Some(loaded)
    }

    /// What was found wrong with a journal, and whether it is shorter than it once was.
    fn judge(&self, nummer: DossierNummer, found: &Found, loaded: &mut Loaded) {
        match found {
            Found::Whole => {}
            Found::TornTail(tail) => {
                tracing::warn!(dossier = %nummer, %tail, "a torn tail was set aside");
                self.tell_all(&crate::protocol::ToClient::Melding {
                    tekst: crate::domain::tekst::Tekst::cut(&format!("dossier {nummer}: {tail}; wat was bevestigd, is er")),
                });
            }
            Found::Damaged(damage) => loaded.broken = Some(Broken::damaged(damage)),
            Found::Missing => loaded.broken = Some(Broken::damaged("het journaal is weg")),
        }
        if let Some(known) = self.remembered.get(&nummer) {
            let other = known.seq == loaded.head.seq && known.hash != loaded.head.hash;
            if known.seq > loaded.head.seq || other {
                let here = loaded.head.seq;
                let why = format!("het journaal gaat tot record {here}, maar het ging tot {}", known.seq);
                loaded.broken.get_or_insert_with(|| Broken::damaged(why));
            }
        }
        if let Some(Broken { why, .. }) = &loaded.broken {
            tracing::error!(dossier = %nummer, %why, "a dossier is read only");
        }
    }

    /// Lets go of dossiers that nobody follows, the lowest number first.
    fn make_room(&mut self) {
        let followed = |n: &DossierNummer| self.peers.values().any(|p| p.follows == Some(*n));
        let idle: Vec<DossierNummer> = self.dossiers.keys().copied().filter(|n| !followed(n)).collect();
        for nummer in idle.iter().take((idle.len() + 1).saturating_sub(IDLE_MAX)) {
            self.dossiers.remove(nummer);
        }
    }
}
