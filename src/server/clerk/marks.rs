//! What the organisation's journal is told of the dossiers, so that one that was shortened or lost is noticed.

use super::Clerk;
use super::loaded::Frame;
use crate::domain::event::Event;
use crate::domain::ids::DossierNummer;
use crate::journal::{Envelope, Fault, Head, JournalId, OrganisatieEvent, record};

impl Clerk {
    /// Writes in the organisation's journal what makes a shortened or missing dossier noticed. What the disk refuses is
    /// written with the next.
    pub(super) fn write_marks(&mut self) {
        while let Some((stamp, mark)) = self.marks.front().cloned() {
            let envelope = Envelope::next(JournalId::Organisatie, self.organisation, stamp, vec![mark]);
            match record::append(self.journal.as_mut(), &envelope).or_else(|_| self.append_again(envelope)) {
                Ok(head) => {
                    self.organisation = head;
                    self.marks.pop_front();
                }
                Err(fault) => {
                    tracing::error!(%fault, "the organisation's journal did not take a head");
                    return;
                }
            }
        }
    }

    /// Appends to the organisation's journal after it was read again.
    fn append_again(&mut self, envelope: Envelope<OrganisatieEvent>) -> Result<Head, Fault> {
        self.organisation = self.journal.open(JournalId::Organisatie, envelope.stamp.op)?.reading.head();
        let Envelope { stamp, events, .. } = envelope;
        record::append(self.journal.as_mut(), &Envelope::next(JournalId::Organisatie, self.organisation, stamp, events))
    }
}

/// What of a frame the organisation's journal has to know.
pub(super) fn landmarks(nummer: DossierNummer, frame: &Frame, head: Head) -> Vec<OrganisatieEvent> {
    let mark = |event: &Event| match event {
        Event::DossierGeopend { .. } => Some(OrganisatieEvent::DossierAangemaakt { nummer }),
        Event::Geschorst { .. } | Event::OverlegGesloten { .. } | Event::VerslagVastgesteld { .. } => {
            Some(OrganisatieEvent::HeadVastgelegd { nummer, head })
        }
        _ => None,
    };
    frame.events.iter().filter_map(mark).collect()
}
