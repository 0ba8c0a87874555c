//! What the organisation's journal is told of the dossiers, so that one that was shortened or lost is noticed.

use super::hand::{Hand, Work};
use super::loaded::{Frame, Loaded};
use super::{Clerk, Task};
use crate::domain::dossier::{Eindtelling, Vernietigopdracht, Vernietigrij, Vernietigstand};
use crate::domain::event::Event;
use crate::domain::ids::DossierNummer;
use crate::domain::tekst::Tekst;
use crate::journal::{Envelope, Fault, Head, JournalId, Opened, OrganisatieEvent};

impl Clerk {
    /// Appends the oldest mark to the organisation's journal. What the disk refuses, after that was read again, is written
    /// with the next.
    pub(super) fn write_mark(&mut self, again: bool) {
        let Some((stamp, mark)) = self.marks.front().cloned() else { return };
        let envelope = Envelope::next(JournalId::Organisatie, self.organisation, stamp, vec![mark]);
        self.hand = Some(Hand::Mark(again));
        self.tasks.push(Task::Mark(envelope));
    }

    /// A mark is durable, or not.
    pub(super) fn marked(&mut self, outcome: Result<Head, Fault>) {
        let Some(Hand::Mark(again)) = self.hand.take() else { return };
        match outcome {
            Ok(head) => {
                self.organisation = head;
                self.organisation_fault = None;
                self.marks.pop_front();
                if !self.marks.is_empty() {
                    self.later(Work::Marks);
                }
            }
            Err(_) if !again => {
                self.hand = Some(Hand::MarkReading);
                self.tasks.push(Task::Open(JournalId::Organisatie, None));
            }
            Err(fault) => self.not_marked(&fault),
        }
    }

    /// The organisation's journal takes nothing: it is logged each time, and said once to who can mend it.
    fn not_marked(&mut self, fault: &Fault) {
        tracing::error!(%fault, "the organisation's journal did not take a head");
        let why = super::hand::bare(fault);
        let said = format!(
            "het journaal van de organisatie neemt niets meer aan: {why}; de dossiers zelf gaan door, maar dat er een bij kwam \
             of hoe ver het was, wordt daar nu niet bewaard: kijk met crisistafel controleer"
        );
        let tekst = Tekst::cut(&said);
        if self.organisation_fault.replace(tekst.clone()) != Some(tekst.clone()) {
            self.tell_keepers(tekst);
        }
    }

    /// The organisation's journal was read again, after it did not take a mark.
    pub(super) fn mark_again(&mut self, opened: Result<Opened, Fault>) {
        match opened {
            Ok(opened) => {
                self.organisation = opened.reading.head();
                self.write_mark(true);
            }
            Err(fault) => self.not_marked(&fault),
        }
    }

    /// What of the last frame of a dossier the organisation's journal has to know.
    pub(super) fn mark(&mut self, nummer: DossierNummer) {
        let Some(loaded) = self.dossiers.get(&nummer) else { return };
        let Some(frame) = loaded.frames.last() else { return };
        for mark in landmarks(loaded, frame) {
            self.known.insert(nummer);
            if let OrganisatieEvent::VernietigingOpgedragen { opdracht } = &mark {
                let opdracht = Vernietigopdracht::clone(opdracht);
                self.vernietigingen.push(Vernietigrij { opdracht, stand: Vernietigstand::Opgedragen });
            }
            self.marks.push_back((frame.stamp.clone(), mark));
        }
        if !self.marks.is_empty() {
            self.later(Work::Marks);
        }
    }
}

/// What of a frame the organisation's journal has to know.
fn landmarks(loaded: &Loaded, frame: &Frame) -> Vec<OrganisatieEvent> {
    let (nummer, head) = (loaded.dossier.nummer, loaded.head);
    let opens = |e: &Event| matches!(e, Event::DossierGeopend { .. });
    let rests =
        |e: &Event| matches!(e, Event::Geschorst { .. } | Event::OverlegGesloten { .. } | Event::VerslagVastgesteld { .. });
    let made = frame.events.iter().any(opens).then_some(OrganisatieEvent::DossierAangemaakt { nummer });
    let far = frame.events.iter().any(rests).then_some(OrganisatieEvent::HeadVastgelegd { nummer, head });
    made.into_iter().chain(far).chain(opgedragen(loaded)).collect()
}

/// What a second person agreed to with the last frame. The organisation's journal has all of it, as the dossier goes.
fn opgedragen(loaded: &Loaded) -> Option<OrganisatieEvent> {
    let (d, Head { seq, hash }) = (&loaded.dossier, loaded.head);
    let v = d.vernietiging.as_ref()?;
    let opdracht = Vernietigopdracht {
        nummer: d.nummer,
        wat: v.wat,
        grond: v.grond.clone(),
        voorgesteld: v.voorgesteld.clone(),
        akkoord: v.akkoord.clone()?,
        record: seq,
        hash: Tekst::cut(&hash.to_string()),
        telling: Eindtelling::van(d),
    };
    Some(OrganisatieEvent::VernietigingOpgedragen { opdracht: Box::new(opdracht) })
}
