//! What the clerk has in hand: one task of which it waits for the outcome, and what it goes on with then. So nothing is
//! decided on a state that is about to change. What takes long, reading a journal, is not in hand (`read`).

use super::PeerId;
use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::ids::{DossierNummer, RequestId};
use crate::domain::refusal::Refusal;
use crate::domain::rol::Stamp;
use crate::domain::tekst::Tekst;
use crate::journal::{Closed, Fault, Head};

/// What waits for an outcome.
pub(super) enum Hand {
    /// A journal that was read is made ready.
    Reading(DossierNummer),
    /// The kader is kept, for a meeting that begins with this.
    Kader(Pending),
    /// A frame is on its way.
    Append(DossierNummer, Answer),
    /// Its append failed, and the disk may have taken it all the same: the journal is read again.
    Doubt {
        /// The dossier.
        nummer: DossierNummer,
        /// Whom to tell.
        answer: Answer,
        /// Whose request it was.
        request: (Tekst, RequestId),
        /// What the disk said.
        fault: String,
        /// What to say where nothing better is known after that.
        failed: Failed,
    },
    /// The organisation's journal is told something; whether that was read again before.
    Mark(bool),
    /// It is read again.
    MarkReading,
}

/// What is to be appended.
pub(super) struct Pending {
    pub(super) nummer: DossierNummer,
    pub(super) stamp: Stamp,
    pub(super) events: Vec<Event>,
    pub(super) answer: Answer,
}

/// What was found where a dossier was looked for.
#[derive(Clone)]
pub(super) enum Looked {
    /// A dossier, which is in memory.
    There,
    /// None; its journal would begin here.
    Free(Head),
    /// Nobody can tell, and why; nobody ever heard of it.
    Unknown(String),
}

/// What follows from what was done.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Work {
    /// Record when a shared screen began or ended to show a meeting of this dossier.
    Screens(DossierNummer),
    /// Tell the organisation's journal.
    Marks,
}

/// How a request that gave no frame ended.
pub(super) enum Failed {
    /// The rules do not allow it.
    Refused(Refusal),
    /// The program or the machine failed.
    Fault(String),
}

impl From<Refusal> for Failed {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// How a request ended: the dossier and the frame, or why there is none.
pub(super) type Ended = Result<(DossierNummer, u64), Failed>;

/// Whom to tell how a request ended; nobody, where the server itself recorded something.
pub(super) struct Answer(pub(super) Option<Asker>);

pub(super) struct Asker {
    pub(super) peer: PeerId,
    pub(super) verzoek: RequestId,
    pub(super) wall: bool,
    pub(super) opdrachten: Vec<Command>,
}

impl Answer {
    /// Nobody asked.
    pub(super) const NOBODY: Self = Self(None);

    /// Who asked, where somebody did.
    pub(super) fn asker(&self) -> Option<PeerId> {
        self.0.as_ref().map(|a| a.peer)
    }
}

pub(super) fn not_there(nummer: DossierNummer) -> Failed {
    Failed::Refused(Refusal::GeenDossier { nummer: Tekst::cut(&nummer.to_string()) })
}

/// What is said where it is not known whether the disk took a frame.
pub(super) fn not_sure(fault: &Fault) -> String {
    format!(
        "{fault}; dit is niet bevestigd: uw tekst staat er nog, en kijk straks of de regel er al staat; \
         het log staat bij de tafel (dienst.log)"
    )
}

/// What to do where what is in memory is more than what can be read.
pub(super) const KEEP: &str =
    "zet het bestand terug zoals het was, of bewaar wat de dienst nog weet (toon --alles, verslag) voordat die stopt";

/// What is wrong, for a sentence that names the dossier already and says that it can only be read.
pub(super) fn bare(fault: &Fault) -> String {
    match fault {
        Fault::Closed { why: Closed::Damaged(damage), .. } => format!("{damage}; {KEEP}"),
        Fault::Closed { why, .. } | Fault::Append { why, .. } => why.to_string(),
        other => other.to_string(),
    }
}
