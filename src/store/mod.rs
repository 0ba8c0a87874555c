//! The read model: what the overview, the lookup and the verbs answer from, so that nobody has to replay a journal to ask
//! something. Everything in it can be rebuilt from the journals, and that is the only repair: after damage, a panic, a full
//! disk, another format or a stop without [`ReadModel::close`] its files are thrown away and an empty model is handed over,
//! with the reason. Of a dossier whose segment cannot be read that dossier is written again ([`StoreFault::Segment`]).
//!
//! Absent: anything that exists only here, anything that an acknowledgement waits for, and who may see what: the caller says
//! that with an [`Inzage`], and what it hides has no influence on an answer, nor on how long it takes.
//!
//! # The rows
//! In sled, two at most of a dossier; the name of each is its kind and a keyed hash of the number, its value is sealed and
//! bound to that name ([`crypto::register`](crate::crypto::register)).
//!
//! | kind | value |
//! |---|---|
//! | `D` | the row in the overview, who may see it beside the role table, the head of the journal up to which it was read off, and which segment belongs to it |
//! | `A` | its open actions |
//!
//! Which dossiers there are, and of each which row and which segment is the last, is in memory: a row or a segment of before,
//! of elsewhere, or that is gone, is damage.
//!
//! # The segments
//! One file per dossier, under a hash, sealed with a key of its own. A search opens those of the dossiers that are there for
//! who asks, and no others.
//!
//! | part | what |
//! |---|---|
//! | index, of the lines that everybody may see, and of those that are shielded | words, and the lines that have each (`deel`) |
//! | blocks, of each of the two | what the lines say; opened only to show a line |
//! | changes, in pairs of the two | lines that changed since, until there are many and all is written anew |
//!
//! # The files
//! In the directory: `slot`, locked by who uses the model; `sled/`, sled's own; `segmenten/`; `inhoud`, written when the model
//! is closed: the format, a hash of every file of sled, and a mark that only who has the key can make. Beside it the marker,
//! there as long as sled is at work. sled is only given files that are byte for byte those of the last close, because on
//! damaged ones it panics or leaves rows out without a word; they are small. A segment is checked by its seal when it is read.

mod catching;
mod claim;
mod deel;
mod fault;
mod files;
mod geheugen;
mod model;
mod query;
mod row;
mod segment;
mod sled_open;
mod wijzer;
mod write;

pub use catching::catching;
pub use fault::{ModelState, Reason, StoreFault, Trouble};
pub use model::ReadModel;
pub use query::{Gevonden, Inzage};
