//! The role table in the trace: what it gave when that was kept last, so that a change is seen whenever it was made, and what
//! is kept of a change. The table itself stays an open file that its owner edits. Absent: reading it (`server::table`).

use super::here;
use crate::domain::inzage::{Inzagedaad, Rollenvondst};
use crate::domain::rollentabel::{Rollenstand, Rollenverschil};
use crate::domain::tijd::Tijdstip;
use crate::journal::record::envelopes;
use crate::journal::{InzageEvent, Journal, JournalId};

/// Behind how many records it is kept once more, so that the next start finds it soon.
const VER: usize = 1_000;

/// What the trace has of the role table.
pub(crate) struct Rollenspoor {
    bekend: Option<Rollenstand>,
    /// Whether that stands so far back that it is kept once more.
    ver: bool,
}

impl Rollenspoor {
    /// What was kept last. What cannot be read of the trace is passed over: it is found by who walks it.
    pub(crate) fn lees(journal: &dyn Journal) -> Self {
        let mut behind = 0;
        for id in journal.list().unwrap_or_default().into_iter().rev().filter(|id| matches!(id, JournalId::Inzage(_))) {
            let Ok(reading) = journal.read(id) else { continue };
            for envelope in envelopes::<InzageEvent>(id, &reading).rev() {
                behind += 1;
                let events = envelope.map(|envelope| envelope.events).unwrap_or_default();
                let kept = events.into_iter().rev().find_map(|event| match event {
                    InzageEvent::Rollentabel { stand } => Some(stand),
                    InzageEvent::Vervolgd { .. } | InzageEvent::Ingezien { .. } | InzageEvent::Gemist { .. } => None,
                });
                if let Some(stand) = kept {
                    return Self { bekend: Some(stand), ver: behind > VER };
                }
            }
        }
        Self { bekend: None, ver: false }
    }

    /// What has to be kept of the table that is in force now, with what changed; nothing where that is what was kept.
    pub(crate) fn neem(
        &mut self,
        nu: Rollenstand,
        (account, op, start): (&str, Tijdstip, bool),
    ) -> (Vec<InzageEvent>, Option<(Rollenvondst, Rollenverschil)>) {
        let Some(verschil) = nu.verschil(self.bekend.as_ref()) else {
            let again = std::mem::take(&mut self.ver).then_some(InzageEvent::Rollentabel { stand: nu });
            return (again.into_iter().collect(), None);
        };
        let bij = match (&self.bekend, start) {
            (None, _) => Rollenvondst::Eerste,
            (Some(_), true) => Rollenvondst::Start,
            (Some(_), false) => Rollenvondst::Lopend,
        };
        self.bekend = Some(nu.clone());
        let daad = Inzagedaad::Rollentabel { bij, verschil: verschil.clone() };
        let regel = here(daad, account, op);
        (vec![InzageEvent::Ingezien { regel }, InzageEvent::Rollentabel { stand: nu }], Some((bij, verschil)))
    }

    /// Whether none was ever kept.
    pub(crate) fn is_nieuw(&self) -> bool {
        self.bekend.is_none()
    }
}
