//! How a task went, and what the clerk goes on with then; and how a frame comes to be appended.

use super::hand::{Failed, Hand, Pending, Work, not_there};
use super::{Clerk, Task};
use crate::domain::event::Event;
use crate::domain::ids::DossierNummer;
use crate::journal::{Envelope, Fault, Head, JournalId, Opened};
use crate::projection::rij::{self, Hoofd};

impl Clerk {
    /// Has something done after this.
    pub(super) fn later(&mut self, work: Work) {
        if !self.follow_up.contains(&work) {
            self.follow_up.push_back(work);
        }
    }

    pub(super) fn work(&mut self, work: Work) {
        match work {
            Work::Screens(nummer) => self.record_screens(nummer),
            Work::Marks => self.write_mark(false),
        }
    }

    /// A journal was made ready, or read again.
    pub(super) fn journal_opened(&mut self, opened: Result<Opened, Fault>) {
        match self.hand.take() {
            Some(Hand::Reading(nummer)) => self.read_in(nummer, opened),
            Some(Hand::Doubt { nummer, answer, request, fault, failed }) => {
                let looked = self.take_in(nummer, opened, None);
                self.after_doubt(nummer, answer, &request, (looked, fault, failed));
            }
            Some(Hand::MarkReading) => self.mark_again(opened),
            other => self.hand = other,
        }
    }

    /// Keeps the kader first where a meeting begins with it, then appends.
    pub(super) fn commit(&mut self, pending: Pending) {
        let begins = pending.events.iter().any(|e| matches!(e, Event::OverlegGestart { .. }));
        match self.kaders.to_keep().filter(|_| begins) {
            Some(kader) => {
                self.tasks.push(Task::KeepKader(kader));
                self.hand = Some(Hand::Kader(pending));
            }
            None => self.append(pending),
        }
    }

    /// The kader was kept.
    pub(super) fn kader_kept(&mut self, outcome: Result<(), String>) {
        let Some(Hand::Kader(pending)) = self.hand.take() else { return };
        match outcome {
            Ok(()) => {
                self.kaders.kept_current();
                self.append(pending);
            }
            Err(why) => {
                self.forget_empty(pending.nummer);
                self.finish(pending.answer, Err(Failed::Fault(format!("het kader kon niet worden bewaard: {why}"))));
            }
        }
    }

    fn append(&mut self, p: Pending) {
        let Some(head) = self.dossiers.get(&p.nummer).map(|l| l.head) else {
            return self.finish(p.answer, Err(not_there(p.nummer)));
        };
        self.outdates(p.nummer);
        let envelope = Envelope::next(JournalId::Dossier(p.nummer), head, p.stamp, p.events);
        self.hand = Some(Hand::Append(p.nummer, p.answer));
        self.tasks.push(Task::Append(Box::new(envelope)));
    }

    /// A frame is durable, or not.
    pub(super) fn appended(&mut self, envelope: Envelope<Event>, outcome: Result<Head, Fault>) {
        let Some(Hand::Append(nummer, answer)) = self.hand.take() else { return };
        match outcome {
            Ok(head) => {
                if let Some(loaded) = self.dossiers.get_mut(&nummer) {
                    loaded.add(envelope.stamp, envelope.events, head);
                    loaded.idle = None;
                }
                self.indexed.insert(nummer, head.seq);
                self.remember(nummer, head);
                // who asked hears of it first: they wait for it, and the others do not know yet that there is something
                let asker = answer.asker();
                // who is not let in any more hears nothing of it but that
                let changed = self.access_in(nummer);
                self.spread(nummer, |id| Some(id) == asker);
                self.finish(answer, Ok((nummer, head.seq)));
                self.spread(nummer, |id| Some(id) != asker);
                self.open_access(&changed);
                self.tell_unshared(asker, nummer);
                self.tell_taken(asker, nummer);
                self.echo(nummer);
            }
            Err(fault) => self.not_appended(nummer, answer, &envelope.stamp, &fault),
        }
    }

    /// Gives the read model the rows of a dossier that went on without it.
    pub(super) fn catch_up(&mut self, nummer: DossierNummer) {
        let Some(loaded) = self.dossiers.get(&nummer) else { return };
        let Some(gewijzigd) = loaded.gewijzigd() else { return };
        if self.indexed.insert(nummer, loaded.head.seq) != Some(loaded.head.seq) {
            let hoofd = Hoofd { seq: loaded.head.seq, hash: loaded.head.hash.to_string() };
            self.tasks.push(Task::Index(Box::new(rij::alle(&loaded.dossier, gewijzigd, hoofd))));
        }
    }
}
