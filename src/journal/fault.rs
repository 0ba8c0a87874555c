//! Why a journal could not be read or appended to: faults of ours or of the machine, never of the user. They name the
//! journal, what was being done and what to do, and nothing out of a payload.

use std::io;
use std::sync::Arc;

use super::damage::Damage;
use super::frame::PAYLOAD_MAX;
use super::hash::Head;
use super::id::JournalId;
use crate::crypto::bos::BosFault;
use crate::crypto::zegel::ZegelFault;

/// Reading or appending failed.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The folders of the store cannot be listed.
    #[error("de mappen van de opslag zijn niet te lezen: {}", crate::domain::machine::zegt(.0))]
    List(#[source] io::Error),
    /// The file cannot be read at all.
    #[error("het journaal van {id} is niet te lezen: {}", crate::domain::machine::zegt(.source))]
    Read {
        /// The journal.
        id: JournalId,
        /// What the disk said.
        source: io::Error,
    },
    /// The disk refused. The frame is not acknowledged; whether it is there is known after opening the journal again.
    #[error("{id} kon niet worden vastgelegd: {why}")]
    Append {
        /// The journal.
        id: JournalId,
        /// What the disk said, and that nothing more can be appended.
        #[source]
        why: Closed,
    },
    /// Nothing can be appended to this journal; nothing was written.
    #[error("{id} kan alleen worden gelezen: {why}")]
    Closed {
        /// The journal.
        id: JournalId,
        /// Why.
        #[source]
        why: Closed,
    },
    /// The journal was not opened before; nothing was written.
    #[error("{0} is niet geopend")]
    NotOpen(JournalId),
    /// The frame was meant to follow another head; nothing was written.
    #[error("{id} staat op record {}, niet op {}", found.seq, after.seq)]
    OtherHead {
        /// The journal.
        id: JournalId,
        /// The head that the frame was to follow.
        after: Head,
        /// The head of the journal.
        found: Head,
    },
    /// An unsealed frame was to follow a sealed one; nothing was written.
    #[error("{0} is verzegeld; een onverzegeld record mag er niet achter")]
    Unsealed(JournalId),
    /// A plain journal is there, and who writes it seals; nothing was written.
    #[error("{0} is van vóór de verzegeling; het kan worden gelezen, en er kan niets meer bij")]
    Leesbaar(JournalId),
    /// Its keys cannot be had, or nothing can be sealed with them; nothing was written.
    #[error("{id} kon niet worden verzegeld: {why}")]
    Verzegel {
        /// The journal.
        id: JournalId,
        /// Why not.
        #[source]
        why: ZegelFault,
    },
    /// The keyring did not give or take keys of this journal; nothing was written.
    #[error("de sleutels van {id} zijn er niet: {why}")]
    Sleutels {
        /// The journal.
        id: JournalId,
        /// Why not.
        #[source]
        why: Box<BosFault>,
    },
    /// The payload is too long for a frame; nothing was written.
    #[error(
        "wat voor {0} is vast te leggen, is te groot voor een record (hoogstens {PAYLOAD_MAX} bytes); leg het in delen vast"
    )]
    TooLong(JournalId),
    /// Events of one kind were meant for a journal of another; nothing was written.
    #[error("{0} houdt een ander soort gebeurtenissen bij")]
    Misplaced(JournalId),
    /// The events cannot be written as JSON; nothing was written.
    #[error("wat voor {id} is vast te leggen, is niet te schrijven")]
    Encode {
        /// The journal.
        id: JournalId,
        /// What the encoder said.
        source: serde_json::Error,
    },
}

/// Why nothing can be appended to a journal until it is opened again.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Closed {
    /// It is damaged.
    #[error(transparent)]
    Damaged(#[from] Damage),
    /// The disk refused something on which the record depends, and refused the remedy too.
    #[error("{}", crate::domain::machine::weigert(.0))]
    Disk(#[source] Arc<io::Error>),
    /// Somebody took, cut or replaced the file under the running service. What was acknowledged is what the service still
    /// knows.
    #[error(
        "het bestand is onder de dienst {0}; zet het terug zoals het was, of bewaar wat de dienst nog weet (toon --alles, \
         verslag) voordat die stopt"
    )]
    Altered(Altered),
}

/// What happened to a journal's file that this process did not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Altered {
    /// Nothing has its name any more.
    #[error("weggehaald")]
    Gone,
    /// Another file has its name.
    #[error("door een ander bestand vervangen")]
    Replaced,
    /// It is shorter than what was acknowledged.
    #[error("ingekort")]
    Shorter,
    /// Something else wrote to it.
    #[error("door iets anders beschreven")]
    Longer,
}

impl From<io::Error> for Closed {
    fn from(error: io::Error) -> Self {
        Self::Disk(Arc::new(error))
    }
}
