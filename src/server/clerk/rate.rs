//! How much somebody may ask for in a short time who does not lead, carry or record: by the role, so that nobody who may
//! only read or mark can fill a journal. Who leads, carries or records is never held up.

use super::hand::Failed;
use super::{Clerk, PeerId};
use crate::domain::rechten;
use crate::domain::rol::Rol;
use crate::domain::tijd::Tijdstip;

/// How many users are kept whose bucket is not full; who asked longest ago goes first.
const KEPT_MAX: usize = 512;

/// What a role may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rate {
    /// Requests at once, and how many come back in a minute.
    requests: (u64, u64),
    /// Bytes at once, and how many come back in a minute.
    bytes: (u64, u64),
}

/// Who speaks in a meeting, and the shared screen.
const SPEAKS: Rate = Rate { requests: (240, 120), bytes: (1 << 20, 256 << 10) };
/// Who reads, and may report.
const READS: Rate = Rate { requests: (120, 30), bytes: (256 << 10, 64 << 10) };

/// What somebody may still ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bucket {
    /// Requests, each as the milliseconds of a minute that it takes.
    requests: u64,
    bytes: u64,
    at: Tijdstip,
}

const MINUTE_MS: u64 = 60_000;

/// The most that these roles may ask for; none is no bound.
fn rate(rollen: &[Rol]) -> Option<Rate> {
    let speaks = |rol: &Rol| rechten::SPREKERS.contains(rol) || *rol == Rol::Scherm;
    match rollen {
        all if all.iter().any(|rol| rechten::KERN.contains(rol)) => None,
        all if all.iter().any(speaks) => Some(SPEAKS),
        _ => Some(READS),
    }
}

impl Bucket {
    fn full(rate: Rate, at: Tijdstip) -> Self {
        Self { requests: rate.requests.0 * MINUTE_MS, bytes: rate.bytes.0 * MINUTE_MS, at }
    }

    /// What it is at `nu`, after what came back; a clock that went back gives nothing.
    fn filled(self, rate: Rate, nu: Tijdstip) -> Self {
        let passed = u64::try_from(nu.since(self.at).num_milliseconds()).unwrap_or(0);
        let more =
            |now: u64, (most, back): (u64, u64)| now.saturating_add(passed.saturating_mul(back)).min(most * MINUTE_MS);
        Self { requests: more(self.requests, rate.requests), bytes: more(self.bytes, rate.bytes), at: nu }
    }

    /// What is left after a request of so many bytes; none where there is not so much.
    fn after(self, bytes: usize) -> Option<Self> {
        let cost = u64::try_from(bytes).unwrap_or(u64::MAX).saturating_mul(MINUTE_MS);
        Some(Self { requests: self.requests.checked_sub(MINUTE_MS)?, bytes: self.bytes.checked_sub(cost)?, ..self })
    }
}

impl Clerk {
    /// Counts a request of so many bytes, or refuses it. Counted per user: another connection gives nothing more.
    pub(super) fn within_rate(&mut self, id: PeerId, bytes: usize) -> Result<(), Failed> {
        let Some(who) = self.peers.get(&id).map(|p| &p.who) else { return Ok(()) };
        let Some(rate) = rate(&who.rollen) else { return Ok(()) };
        let user = who.gebruiker.clone();
        let now = match self.rates.get(&user) {
            Some(bucket) => bucket.filled(rate, self.nu),
            None => Bucket::full(rate, self.nu),
        };
        let left = now.after(bytes);
        self.rates.insert(user, left.unwrap_or(now));
        if self.rates.len() > KEPT_MAX
            && let Some(oldest) = self.rates.iter().min_by_key(|(_, b)| b.at).map(|(user, _)| user.clone())
        {
            self.rates.remove(&oldest);
        }
        match left {
            Some(_) => Ok(()),
            None => Err(Failed::Fault(
                "u vraagt te veel in korte tijd: probeer het over een minuut; er is niets vastgelegd, uw tekst staat er nog"
                    .to_owned(),
            )),
        }
    }
}
