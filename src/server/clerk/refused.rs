//! What follows when the disk refuses: nothing is acknowledged that is not known to be there, what is in memory can still
//! be read, and it is tried again with the next request.

use super::hand::{Answer, Failed, Hand, Looked, bare, not_sure};
use super::loaded::Broken;
use super::{Clerk, Task};
use crate::domain::ids::{DossierNummer, RequestId};
use crate::domain::rol::Stamp;
use crate::domain::tekst::Tekst;
use crate::journal::{Fault, JournalId};

impl Clerk {
    /// An append failed, and the disk may have taken the frame all the same: the journal is read again. Where that cannot
    /// be done now, nobody knows, and the dossier is read before the next try.
    pub(super) fn not_appended(&mut self, nummer: DossierNummer, answer: Answer, stamp: &Stamp, fault: &Fault) {
        tracing::error!(dossier = %nummer, %fault, "nothing was acknowledged");
        if let Some(loaded) = self.dossiers.get_mut(&nummer) {
            loaded.broken = Some(Broken::refused(bare(fault)));
        }
        let request = (stamp.wie.gebruiker.clone(), stamp.verzoek);
        let failed = Failed::Fault(not_sure(fault));
        self.hand = Some(Hand::Doubt { nummer, answer, request, fault: fault.to_string(), failed });
        self.tasks.push(Task::Open(JournalId::Dossier(nummer), None));
    }

    /// The journal was read again after an append that failed: now it is known, or it is not.
    pub(super) fn after_doubt(
        &mut self,
        nummer: DossierNummer,
        answer: Answer,
        (gebruiker, verzoek): &(Tekst, RequestId),
        (looked, fault, failed): (Looked, String, Failed),
    ) {
        let loaded = self.dossiers.get(&nummer);
        let whole = loaded.filter(|l| l.broken.is_none());
        if let Some(seq) = whole.and_then(|l| l.done(gebruiker, *verzoek)) {
            self.echo(nummer);
            return self.finish(answer, Ok((nummer, seq)));
        }
        if whole.is_some() || matches!(looked, Looked::Free(_)) {
            let text = format!("{fault}; er is niets vastgelegd, uw tekst staat er nog: probeer het opnieuw");
            return self.finish(answer, Err(Failed::Fault(text)));
        }
        self.forget_unheard_of(nummer);
        self.finish(answer, Err(failed));
    }

    /// A dossier of which no frame is known, and that nobody was told of, is not there.
    fn forget_unheard_of(&mut self, nummer: DossierNummer) {
        if !self.known.contains(&nummer) && self.dossiers.get(&nummer).is_some_and(|l| l.frames.is_empty()) {
            self.dossiers.remove(&nummer);
        }
    }
}
