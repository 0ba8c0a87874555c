//! What reading a journal can find. The sentences are read by people (`crisistafel controleer`), so they are Dutch; none
//! of them contains anything out of a payload.

use std::fmt;

use super::delen::PastNiet;
use super::id::JournalId;
use crate::crypto::zegel::OpenFault;

/// What was found of a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// There is no file.
    Missing,
    /// Every byte is accounted for.
    Whole,
    /// The file ends in a frame that was not written to its end; every frame before it is whole.
    TornTail(Tail),
    /// Something else is wrong; every frame before it is whole.
    Damaged(Damage),
}

/// The end of a file, where a last frame should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tail {
    /// The sequence number that this frame should have had.
    pub seq: u64,
    /// How many bytes there are of it.
    pub bytes: u64,
    /// The file beside the journal to which they were moved; none while they still stand in the journal.
    pub moved_to: Option<String>,
}

impl fmt::Display for Tail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "record {} aan het einde is niet afgemaakt ({} bytes)", self.seq, self.bytes)?;
        match &self.moved_to {
            Some(file) => write!(f, "; het is apart gezet in {file}"),
            None => Ok(()),
        }
    }
}

/// What is wrong with a journal, and where. Nothing can be appended to it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("beschadigd bij record {seq} (byte {offset}): {why}")]
pub struct Damage {
    /// The sequence number that should have stood here; 0 for the header.
    pub seq: u64,
    /// Where in the file it begins, in bytes.
    pub offset: u64,
    /// What is wrong.
    #[source]
    pub why: Why,
}

/// What is wrong with a header or a frame.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// The file ends inside its header.
    #[error("het bestand is leeg of houdt op in de kop")]
    HeaderShort,
    /// The file begins with something else.
    #[error("dit bestand is geen journaal")]
    NoJournal,
    /// The header does not match its own check.
    #[error("de kop van het bestand is veranderd")]
    Header,
    /// The header is of a version that this program does not know.
    #[error("dit bestand heeft indeling {0}, van een nieuwere versie; werk Crisistafel bij")]
    Version(u16),
    /// The header is that of another journal.
    #[error("dit is het bestand van {0}")]
    OtherFile(JournalId),
    /// The header of a later part does not carry on what was read before it.
    #[error("deel {0} van het journaal sluit niet aan op het deel ervoor")]
    PartHeader(u32),
    /// A part is not there, and a later one is.
    #[error("deel {0} van het journaal is weg, en er is een later deel")]
    PartMissing(u32),
    /// A part ends inside a frame, and a later one is there.
    #[error("een deel van het journaal houdt op midden in een record, en er is een later deel")]
    PartTorn,
    /// The frame cannot be read, and it is not just the last one.
    #[error("het record is onleesbaar en er staat meer achter")]
    Unreadable,
    /// The frame has another sequence number.
    #[error("hier staat record {0}")]
    Sequence(u64),
    /// The frame was written after another frame than the one before it.
    #[error("het record sluit niet aan op het vorige")]
    Previous,
    /// The flags mean nothing to this program.
    #[error("het record heeft een onbekend kenmerk ({0}), misschien van een nieuwere versie; werk Crisistafel bij")]
    Flags(u8),
    /// It is plain, in a journal of which every frame is sealed.
    #[error("het record is onverzegeld, in een verzegeld journaal")]
    Unsealed,
    /// The frame is whole, but what is in it is no record of this place.
    #[error(transparent)]
    Envelope(#[from] EnvelopeFault),
}

/// A payload is no envelope of the place where it stands. Says nothing of what is in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeFault {
    /// It is sealed, and there is no key.
    #[error("het record is verzegeld, en er is geen sleutel om het te openen")]
    Sealed,
    /// It is sealed, and does not open with its key.
    #[error(transparent)]
    Opens(#[from] OpenFault),
    /// The skeleton was destroyed: nothing of the record can be read.
    #[error("het record is vernietigd")]
    Vernietigd,
    /// Its parts do not belong together.
    #[error(transparent)]
    Delen(#[from] PastNiet),
    /// It is no JSON of an envelope with the events of this journal.
    #[error("de inhoud is niet te lezen (teken {column})")]
    Malformed {
        /// The byte at which reading stopped, from 1; 0 where it was of an older format.
        column: usize,
    },
    /// It does not say in which format it is.
    #[error("de inhoud zegt niet in welk formaat hij is")]
    NoFormat,
    /// It is in a format that this program does not know.
    #[error("de inhoud heeft formaat {0}, van een nieuwere versie; werk Crisistafel bij")]
    Format(u64),
    /// It names another journal.
    #[error("de inhoud is van {0}")]
    OtherJournal(JournalId),
    /// It names another sequence number.
    #[error("de inhoud is van record {0}")]
    OtherSeq(u64),
    /// It names another frame as the one before it.
    #[error("de inhoud noemt een ander vorig record")]
    OtherPrevious,
}
