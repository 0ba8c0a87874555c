//! How long a block takes, how long is left. Pauses do not count.

use chrono::TimeDelta;

use crate::domain::dossier::{Fase, Overleg};
use crate::domain::kader::Kader;
use crate::domain::tijd::Tijdstip;

/// The clock of one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlokKlok {
    /// How long the meeting has been in it, over all its visits.
    pub gebruikt: TimeDelta,
    /// How long it may take.
    pub budget: TimeDelta,
}

impl BlokKlok {
    /// Whether it took longer than it may.
    pub fn is_over(self) -> bool {
        self.gebruikt > self.budget
    }
}

/// The clock of a block at `nu`.
pub fn blok(o: &Overleg, kader: &Kader, fase: Fase, nu: Tijdstip) -> BlokKlok {
    let budget = TimeDelta::minutes(kader.blok(fase).map_or(0, |b| i64::from(b.minuten)));
    let gebruikt = bezoeken(o, nu).into_iter().filter(|(f, ..)| *f == fase).map(|(_, van, tot)| netto(o, van, tot)).sum();
    BlokKlok { gebruikt, budget }
}

/// Every stay in a block, with its beginning and its end; the current one ends at `nu`.
fn bezoeken(o: &Overleg, nu: Tijdstip) -> Vec<(Fase, Tijdstip, Tijdstip)> {
    let Some(begonnen) = o.begonnen else { return Vec::new() };
    let mut visits = Vec::new();
    let (mut fase, mut van) = (Fase::Opening, begonnen);
    for w in &o.wissels {
        visits.push((fase, van, w.gezet.op));
        (fase, van) = (w.naar, w.gezet.op);
    }
    if fase.loopt() {
        visits.push((fase, van, nu.max(van)));
    }
    visits
}

/// The time from `van` until `tot` without the pauses in it.
fn netto(o: &Overleg, van: Tijdstip, tot: Tijdstip) -> TimeDelta {
    let pauses = o.schorsingen.iter().map(|s| {
        let (begin, end) = (s.van.max(van), s.tot.unwrap_or(tot).min(tot));
        end.since(begin).max(TimeDelta::zero())
    });
    tot.since(van) - pauses.sum::<TimeDelta>()
}
