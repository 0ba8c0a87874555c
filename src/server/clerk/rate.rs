//! How much somebody may ask for in a short time who does not lead, carry or record: by the role, so that nobody who may
//! only read or mark can fill a journal, or keep the service from a meeting. Who leads, carries or records is never held up.

use super::hand::Failed;
use super::{Clerk, PeerId, Task};
use crate::domain::rechten;
use crate::domain::rol::Rol;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::protocol::{ToClient, ToServer};
use crate::server::outbox::encode;

/// How many users are kept whose bucket is not full; who asked longest ago goes first.
const KEPT_MAX: usize = 512;

/// What is counted apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Counted {
    /// To carry something out.
    Requests,
    /// To be given something: a dossier, the overview, an answer.
    Questions,
    /// What is being typed.
    Typing,
    /// What was refused, and is traced.
    Refusals,
}

impl Counted {
    /// As what a message counts; none for what is counted nowhere.
    pub(super) fn of(message: &ToServer) -> Option<Self> {
        match message {
            ToServer::Doe { .. } => Some(Self::Requests),
            ToServer::Volg { .. } | ToServer::VolgOverzicht | ToServer::Vraag { .. } => Some(Self::Questions),
            ToServer::Concept(_) | ToServer::Terzijde { .. } => Some(Self::Typing),
            // a PIN has bounds of its own (`pins`), and one at a time of a terminal is looked at
            ToServer::Hallo { .. }
            | ToServer::Vergrendel
            | ToServer::Ontgrendel { .. }
            | ToServer::ZetPin { .. }
            | ToServer::WisPin { .. } => None,
        }
    }
}

/// What a role may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rate {
    /// Requests at once, and how many come back in a minute.
    requests: (u64, u64),
    /// Bytes at once, and how many come back in a minute.
    bytes: (u64, u64),
}

/// Who speaks in a meeting, and the shared screen.
const SPEAKS: Rate = Rate { requests: (240, 120), bytes: (1 << 20, 256 << 10) };
/// Who reads, and may report.
const READS: Rate = Rate { requests: (120, 30), bytes: (256 << 10, 64 << 10) };

/// What anybody may ask to be given who does not lead, carry or record: a search is asked at every key.
const ASKS: Rate = Rate { requests: (600, 240), bytes: (1 << 20, 256 << 10) };
/// What they may type: a draft is told some seven times a second.
const TYPES: Rate = Rate { requests: (1200, 600), bytes: (4 << 20, 1 << 20) };

/// How many refusals of an account are traced.
pub(super) const REFUSALS: Rate = Rate { requests: (60, 20), bytes: (1, 1) };

/// What somebody may still ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bucket {
    /// Requests, each as the milliseconds of a minute that it takes.
    requests: u64,
    bytes: u64,
    at: Tijdstip,
}

const MINUTE_MS: u64 = 60_000;

/// The most of this that these roles may ask for; none is no bound.
fn rate(rollen: &[Rol], what: Counted) -> Option<Rate> {
    let speaks = |rol: &Rol| rechten::SPREKERS.contains(rol) || *rol == Rol::Scherm;
    match what {
        _ if rollen.iter().any(|rol| rechten::KERN.contains(rol)) => None,
        Counted::Requests if rollen.iter().any(speaks) => Some(SPEAKS),
        Counted::Requests => Some(READS),
        Counted::Questions => Some(ASKS),
        Counted::Typing => Some(TYPES),
        Counted::Refusals => Some(REFUSALS),
    }
}

impl Bucket {
    pub(super) fn full(rate: Rate, at: Tijdstip) -> Self {
        Self { requests: rate.requests.0 * MINUTE_MS, bytes: rate.bytes.0 * MINUTE_MS, at }
    }

    /// What it is at `nu`, after what came back; a clock that went back gives nothing.
    pub(super) fn filled(self, rate: Rate, nu: Tijdstip) -> Self {
        let passed = u64::try_from(nu.since(self.at).num_milliseconds()).unwrap_or(0);
        let more =
            |now: u64, (most, back): (u64, u64)| now.saturating_add(passed.saturating_mul(back)).min(most * MINUTE_MS);
        Self { requests: more(self.requests, rate.requests), bytes: more(self.bytes, rate.bytes), at: nu }
    }

    /// What is left after a request of so many bytes; none where there is not so much.
    pub(super) fn after(self, bytes: usize) -> Option<Self> {
        let cost = u64::try_from(bytes).unwrap_or(u64::MAX).saturating_mul(MINUTE_MS);
        Some(Self { requests: self.requests.checked_sub(MINUTE_MS)?, bytes: self.bytes.checked_sub(cost)?, ..self })
    }
}

/// What is said to who asks for too much.
const TOO_MUCH: &str = "u vraagt te veel in korte tijd: probeer het over een minuut";

/// What becomes of a request that is too much.
pub(super) fn too_much() -> Failed {
    Failed::Fault(format!("{TOO_MUCH}; er is niets vastgelegd, uw tekst staat er nog"))
}

impl Clerk {
    /// What this user may ask for now, before and after a message of so many bytes; none where there is no bound. Counted
    /// per user: another connection gives nothing more.
    fn bucket(&self, id: PeerId, what: Counted, bytes: usize) -> Option<(Tekst, Bucket, Option<Bucket>)> {
        let peer = self.peers.get(&id)?;
        let who = &peer.who;
        let rollen: Vec<Rol> = who.rollen.iter().copied().chain(peer.toegang.values().map(|t| t.rol)).collect();
        let rate = rate(&rollen, what)?;
        let now = match self.rates.get(&(who.gebruiker.clone(), what)) {
            Some(bucket) => bucket.filled(rate, self.nu),
            None => Bucket::full(rate, self.nu),
        };
        Some((who.gebruiker.clone(), now, now.after(bytes)))
    }

    /// Whether a message is within what its sender may ask for. Nothing is read from disk for one that is not.
    pub(super) fn may_ask(&self, id: PeerId, message: &ToServer, bytes: usize) -> bool {
        Counted::of(message).and_then(|what| self.bucket(id, what, bytes)).is_none_or(|(.., left)| left.is_some())
    }

    /// Counts a message; false where it is more than its sender may ask for.
    pub(super) fn count(&mut self, id: PeerId, message: &ToServer, bytes: usize) -> bool {
        let counted = Counted::of(message).and_then(|what| Some((what, self.bucket(id, what, bytes)?)));
        let Some((what, (user, now, left))) = counted else { return true };
        self.keep_rate((user, what), left.unwrap_or(now));
        left.is_some()
    }

    /// Keeps what a user may still ask for.
    pub(super) fn keep_rate(&mut self, key: (Tekst, Counted), bucket: Bucket) {
        self.rates.insert(key, bucket);
        if self.rates.len() > KEPT_MAX
            && let Some(oldest) = self.rates.iter().min_by_key(|(_, b)| b.at).map(|(user, _)| user.clone())
        {
            self.rates.remove(&oldest);
        }
    }

    /// Refuses a message that is too much: a request and a question are answered; of anything else its sender cannot be told
    /// one by one, and says it again when it comes back.
    pub(super) fn too_much(&mut self, id: PeerId, message: &ToServer) {
        match message {
            ToServer::Doe { .. }
            | ToServer::Hallo { .. }
            | ToServer::Vergrendel
            | ToServer::Ontgrendel { .. }
            | ToServer::ZetPin { .. }
            | ToServer::WisPin { .. } => {}
            ToServer::Vraag { nr, .. } => self.tell(id, &ToClient::GeenLijst { nr: *nr, melding: TOO_MUCH.into() }),
            ToServer::Volg { .. } | ToServer::VolgOverzicht | ToServer::Concept(_) | ToServer::Terzijde { .. } => {
                let reden = TOO_MUCH.to_owned();
                if let Some(bytes) = encode(&ToClient::Weg { reden, opnieuw: true }) {
                    self.tasks.push(Task::Send(id, bytes));
                }
                self.gone(id);
            }
        }
    }
}
