//! What follows when the disk refuses: nothing is acknowledged that is not known to be there, what is in memory can still
//! be read, and it is tried again with the next command.

use super::Clerk;
use super::commit::Failed;
use super::loaded::{Broken, Loaded};
use crate::domain::ids::DossierNummer;
use crate::domain::rol::Stamp;
use crate::journal::Fault;
use crate::server::peer::PeerId;

impl Clerk {
    /// An append failed, and the disk may have taken the frame all the same: the journal is read again. Where that cannot
    /// be done now, nobody knows, and the dossier is read before the next try.
    pub(super) fn not_appended(
        &mut self,
        nummer: DossierNummer,
        stamp: &Stamp,
        fault: &Fault,
    ) -> Result<(DossierNummer, u64), Failed> {
        let failed = self.failed(nummer, fault);
        self.read_again(nummer);
        let done = self.dossiers.get(&nummer).and_then(|l| l.done(&stamp.wie.gebruiker, stamp.verzoek));
        if let Some(seq) = done {
            self.echo(nummer);
            return Ok((nummer, seq));
        }
        let loaded = self.dossiers.get(&nummer);
        if loaded.is_some_and(|l| l.broken.is_none()) {
            let text = format!("{fault}; er is niets vastgelegd, uw tekst staat er nog: probeer het opnieuw");
            return Err(Failed::Fault(text));
        }
        self.forget_unheard_of(nummer);
        Err(failed)
    }

    /// What a failure of the disk means: nothing is acknowledged, and the dossier is read again before the next try.
    pub(super) fn failed(&mut self, nummer: DossierNummer, fault: &Fault) -> Failed {
        tracing::error!(dossier = %nummer, %fault, "nothing was acknowledged");
        if let Some(loaded) = self.dossiers.get_mut(&nummer) {
            loaded.broken = Some(Broken::refused(fault));
        }
        Failed::Fault(format!(
            "{fault}; dit is niet bevestigd: uw tekst staat er nog, en kijk straks of de regel er al staat; \
             het log staat bij de tafel (dienst.log)"
        ))
    }

    /// A dossier of which no frame is known, and that nobody was told of, is not there.
    fn forget_unheard_of(&mut self, nummer: DossierNummer) {
        if !self.known.contains(&nummer) && self.dossiers.get(&nummer).is_some_and(|l| l.frames.is_empty()) {
            self.dossiers.remove(&nummer);
        }
    }

    /// Reads a dossier again after the disk refused; who follows it is given what they did not have. While the disk does
    /// not even let it be read, what is in memory stays.
    pub(super) fn read_again(&mut self, nummer: DossierNummer) {
        let wants = |l: &Loaded| l.broken.as_ref().is_some_and(|b| b.try_again);
        let Some((before, frames)) = self.dossiers.get(&nummer).filter(|l| wants(l)).map(|l| (l.head.seq, l.frames.len()))
        else {
            return;
        };
        let Some(again) = self.replay(nummer) else {
            self.dossiers.remove(&nummer);
            return;
        };
        if wants(&again) && again.frames.len() < frames {
            return;
        }
        let now = again.head.seq;
        self.dossiers.insert(nummer, again);
        self.wall_left(nummer);
        if now != before {
            let all: Vec<PeerId> = self.followers(nummer).map(|(id, _)| id).collect();
            for id in all {
                self.give_from(id, nummer, if now > before { before } else { 0 });
            }
        }
    }
}
