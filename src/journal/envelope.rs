//! What a payload says: an envelope in JSON with the events of one command. Absent: how it is sealed (`record`) and how
//! it is stored (`frame`).

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::damage::EnvelopeFault;
use super::hash::{Hash, Head};
use super::id::JournalId;
use super::scan::StoredFrame;
use super::upcast::{self, FORMAT};
use crate::domain::dossier::Vernietigopdracht;
use crate::domain::event::Event;
use crate::domain::ids::DossierNummer;
use crate::domain::inzage::Inzageregel;
use crate::domain::rol::Stamp;
use crate::domain::rollentabel::Rollenstand;
use crate::domain::tekst::Tekst;

/// All that one command gave. Where it stands in its journal is written in it once more, so that an exported line can
/// be checked by itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope<E> {
    /// The format of this JSON, [`FORMAT`] when it is written.
    pub format: u32,
    /// The journal.
    pub journal: JournalId,
    /// Its place in the journal; the first has 1.
    pub seq: u64,
    /// When it was recorded, by whom, and which request it answers.
    pub stamp: Stamp,
    /// The hash of the frame before it; for the first, of the file's header.
    pub previous: Hash,
    /// What happened, in order.
    pub events: Vec<E>,
}

/// What happens to the organisation as a whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "feit", rename_all = "snake_case", deny_unknown_fields)]
pub enum OrganisatieEvent {
    /// There is a dossier with this number.
    DossierAangemaakt {
        /// The dossier.
        nummer: DossierNummer,
    },
    /// A dossier was this far at a schorsing or a closing, so that its journal is at least as long ever after.
    HeadVastgelegd {
        /// The dossier.
        nummer: DossierNummer,
        /// How far its journal was, durable.
        head: Head,
    },
    /// Somebody accepted that acknowledged records of a dossier are lost, and said why; who, the stamp says.
    VerliesAanvaard {
        /// The dossier.
        nummer: DossierNummer,
        /// Where its journal ends now; it goes on from there.
        tot: Head,
        /// The heads that were remembered and that it does not have. They count no more; any other head does.
        verloren: Vec<Head>,
        /// Why this can be.
        reden: Tekst,
    },
    /// A second person agreed to destroy a dossier or its narrative: it is done when the service starts next. It stays
    /// to be done until one of the two that follow is recorded.
    VernietigingOpgedragen {
        /// What was agreed.
        opdracht: Box<Vernietigopdracht>,
    },
    /// It is not done any more.
    VernietigingVervallen {
        /// The dossier.
        nummer: DossierNummer,
        /// The record with which it was agreed.
        record: u64,
        /// Why.
        reden: Tekst,
    },
    /// It was done: this is the certificate.
    Vernietigd {
        /// What was agreed, and was done.
        opdracht: Box<Vernietigopdracht>,
    },
}

/// What the trace keeps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "feit", rename_all = "snake_case", deny_unknown_fields)]
pub enum InzageEvent {
    /// This journal goes on after another one of the trace, which was this far.
    Vervolgd {
        /// That journal.
        na: JournalId,
        /// How far it was.
        head: Head,
    },
    /// Somebody looked.
    Ingezien {
        /// At what.
        regel: Inzageregel,
    },
    /// What the role table gives from here on, so that the next one can be held against it.
    Rollentabel {
        /// What it gives.
        stand: Rollenstand,
    },
    /// The disk refused for so long that readings were not kept.
    Gemist {
        /// How many.
        aantal: u64,
    },
}

/// A kind of event that has journals of its own.
pub trait Recordable: Serialize + DeserializeOwned {
    /// Whether this journal holds such events.
    fn belongs_in(id: JournalId) -> bool;
}

impl Recordable for Event {
    fn belongs_in(id: JournalId) -> bool {
        matches!(id, JournalId::Dossier(_))
    }
}

impl Recordable for OrganisatieEvent {
    fn belongs_in(id: JournalId) -> bool {
        id == JournalId::Organisatie
    }
}

impl Recordable for InzageEvent {
    fn belongs_in(id: JournalId) -> bool {
        matches!(id, JournalId::Inzage(_))
    }
}

impl<E: Recordable> Envelope<E> {
    /// The envelope that comes after `after` in journal `id`.
    pub fn next(id: JournalId, after: Head, stamp: Stamp, events: Vec<E>) -> Self {
        let seq = after.seq.saturating_add(1);
        Self { format: FORMAT, journal: id, seq, stamp, previous: after.hash, events }
    }

    /// Reads the plain JSON of a payload, in whatever format it was written.
    pub fn decode(plain: &[u8]) -> Result<Self, EnvelopeFault> {
        let newest = match serde_json::from_slice::<Self>(plain) {
            Ok(envelope) if envelope.format == FORMAT => return Ok(envelope),
            other => other,
        };
        let column = newest.err().map_or(0, |e| e.column());
        let raw = serde_json::from_slice(plain).map_err(|_| EnvelopeFault::Malformed { column })?;
        serde_json::from_value(upcast::upcast(raw)?).map_err(|_| EnvelopeFault::Malformed { column })
    }

    /// Checks that it says of itself where it stands.
    pub(super) fn check_place(&self, id: JournalId, frame: &StoredFrame<'_>) -> Result<(), EnvelopeFault> {
        if self.journal != id {
            return Err(EnvelopeFault::OtherJournal(self.journal));
        }
        if self.seq != frame.seq {
            return Err(EnvelopeFault::OtherSeq(self.seq));
        }
        if self.previous != frame.previous {
            return Err(EnvelopeFault::OtherPrevious);
        }
        Ok(())
    }
}
