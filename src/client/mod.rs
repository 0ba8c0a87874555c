//! A terminal's end of the wire: a link that survives the server, a session for one question, and a replica that only
//! ever changes by what was committed.

mod connect;
mod link;
mod replica;
mod session;

pub use connect::{ConnectFault, Elsewhere, LinkConfig, Revive, Revived, is_served};
pub use link::{FromLink, Link};
pub use replica::{Gap, Replica, Versie};
pub use session::{Session, SessionFault};
