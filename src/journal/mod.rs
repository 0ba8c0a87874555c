//! The record: an append-only, hash-chained journal per dossier and one for the organisation. It is the truth; everything
//! else in a store can be rebuilt from it. One command is one frame with one envelope, acknowledged when it is durable.
//!
//! `frame` has the layout of the bytes, `scan` reads them back, `envelope` has what they say, `record` stands between with
//! the seal, `file` and `files` keep them on a [`disk`], `verify` walks a whole store, `export` writes it out to be read.
//! Absent: rules (`domain::decide`), a clock, a lock on the store, and anything that changes what was recorded.

mod damage;
pub mod delen;
pub mod disk;
mod envelope;
mod export;
mod fault;
mod file;
mod files;
pub mod frame;
mod hash;
mod id;
pub mod record;
mod samen;
mod scan;
mod upcast;
mod verify;

pub use damage::{Damage, EnvelopeFault, Found, Tail, Why};
pub use envelope::{Envelope, InzageEvent, OrganisatieEvent, Recordable};
pub use export::{ExportFault, export};
pub use fault::{Altered, Closed, Fault};
pub use file::FileJournal;
pub use frame::Indeling;
pub use hash::{Hash, Head};
pub use id::{Inzagedeel, JournalId};
pub use scan::{Reading, Remembered, StoredFrame, scan};
pub use upcast::FORMAT;
pub use verify::{Finding, Report, verify};

use std::sync::Arc;

use crate::crypto::Stored;
use crate::crypto::bos::Journaalsleutels;
use crate::domain::tijd::Tijdstip;

/// The point before anything of a frame is written.
pub const BEFORE_APPEND: &str = "before-append";
/// The point at which a frame is written and not synced.
pub const AFTER_APPEND: &str = "after-append";
/// The point at which a frame is durable and not yet acknowledged.
pub const AFTER_SYNC: &str = "after-sync";

/// What is called at the named points of an append, so that a test can stop the program exactly there.
pub type AtPoint = Box<dyn Fn(&'static str) + Send>;

/// A journal that was opened for appending.
#[derive(Debug)]
pub struct Opened {
    /// What was read; a torn tail was moved aside.
    pub reading: Reading,
    /// Why nothing can be appended; none when all is well. What was read can be shown all the same.
    pub closed: Option<Closed>,
}

/// The journals of one store. Of frames it knows only payloads; see [`record`] for what is in them.
pub trait Journal: Send {
    /// The journals that there are, the organisation's first, then by number.
    fn list(&self) -> Result<Vec<JournalId>, Fault>;

    /// Reads and checks a journal. Changes nothing on disk, whatever is found. While another process appends to it, its
    /// end may read as torn.
    fn read(&self, id: JournalId) -> Result<Reading, Fault>;

    /// Reads and checks a journal, and makes it ready for appending: a torn tail is moved to a file beside it, named after
    /// `now`, and what was read is made durable. A journal that is not there yet is ready as well. Opening again reads
    /// again, and tries again what the disk refused before. What this process once acknowledged has to be there still: if
    /// not, nothing can be appended, and after an append that was refused the fault is [`Fault::Closed`], as whoever
    /// appended knows more than what could be read.
    fn open(&mut self, id: JournalId, now: Tijdstip) -> Result<Opened, Fault> {
        let reading = self.read(id)?;
        self.ready(id, reading, now)
    }

    /// The same of a journal that was read, by this or by another one on the same files. Where its file is another one or
    /// longer or shorter by now, it is read again.
    fn ready(&mut self, id: JournalId, reading: Reading, now: Tijdstip) -> Result<Opened, Fault>;

    /// Appends a frame to a journal that was opened, after the head `after`. Returns the head after it when it is durable.
    /// The first frame makes the file. After [`Fault::Append`] the frame may or may not be there, wholly, and nothing can
    /// be appended until the journal was opened again; after any other fault it is not there. A file that somebody took,
    /// cut or replaced meanwhile is looked at first, and takes nothing ([`Closed::Altered`]).
    fn append(&mut self, id: JournalId, after: Head, payload: &Stored) -> Result<Head, Fault>;

    /// Destroys a journal: its files are written over with zeros, as far as the disk writes in place, and removed, with
    /// what lies beside them (tails that were set aside, what was not finished). Done twice it is as done once.
    fn vernietig(&mut self, id: JournalId) -> Result<(), Fault>;

    /// Makes durable what was appended and waits for it, where not every append is durable by itself. After a fault it may or
    /// may not be, and the journal has to be opened again.
    fn sync(&mut self, _id: JournalId) -> Result<(), Fault> {
        Ok(())
    }

    /// The keys with which a record of a journal is sealed; none where this store seals nothing. Where there were none yet
    /// they are made and durable.
    fn sleutels(&self, id: JournalId, nu: Tijdstip) -> Result<Option<Arc<Journaalsleutels>>, Fault>;
}
