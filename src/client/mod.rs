//! A terminal's end of the wire: a link that survives the server, and a replica that only ever changes by what was
//! committed.

mod link;
mod replica;

pub use link::{FromLink, Link, LinkConfig, Revive};
pub use replica::{Gap, Replica};
