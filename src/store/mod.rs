//! The read model, in sled: small rows from which the overview, the lookup and the verbs answer, so that nobody has to
//! replay a journal to ask something. Everything in it can be rebuilt from the journals, and that is the only repair:
//! after damage, a panic, a full disk, another row format or a stop without [`ReadModel::close`] its files are thrown
//! away and an empty model is handed over, with the reason.
//!
//! Absent: anything that exists only here, anything that an acknowledgement waits for, blobs, and who may see what: the
//! caller says that with an [`Inzage`], and what it hides has no influence on an answer.
//!
//! # The rows
//! One tree; a number `n` of an action takes four bytes, `r` of a line twice four, the highest first, so that keys sort as
//! numbers do. `26-K7M4` stands for the number of a dossier, always seven bytes.
//!
//! | key | value |
//! |---|---|
//! | `D` `26-K7M4` | the dossier's row in the overview |
//! | `H` `26-K7M4` | the head of its journal up to which its rows were read off |
//! | `G` `26-K7M4` | who may see it beside the role table: for the server only |
//! | `A` `26-K7M4` `n` | an action |
//! | `R` `26-K7M4` `r` | a line and the terms under which it can be found; lines are numbered in order of time |
//! | `T` term 0 `26-K7M4` `r` | that this line has this term: when it was recorded, and that it is not shielded |
//! | `S` term 0 `26-K7M4` `r` | the same of a shielded line: who may not see these never passes by them |
//!
//! Values of `D`, `H`, `G`, `A` and `R` pass through the seal. The keys do not: terms must sort to be found by their beginning.
//!
//! # The files
//! In the directory: `slot`, locked by who uses the model; `sled/`, sled's own; `inhoud`, written when the model is closed:
//! the row format and a hash of every file of sled. Beside it the marker, there as long as sled is at work. sled is only
//! given files that are byte for byte those of the last close, because on damaged ones it panics or leaves rows out
//! without a word.

mod catching;
mod claim;
mod fault;
mod files;
mod key;
mod model;
mod query;
mod row;
mod sled_open;
mod write;

pub use catching::catching;
pub use fault::{ModelState, Reason, StoreFault, Trouble};
pub use model::ReadModel;
pub use query::{Gevonden, Inzage};
