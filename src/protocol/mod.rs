//! The wire between terminals and the server: messages, framing, version. No sockets here.

pub mod frame;
mod getypt;
pub mod message;
mod stand;
mod verzoek;

pub use getypt::{Begin, BegonnenCorrectie, Getypt};
pub use message::{Afhandeling, Ander, Committed, Hier, InzageVraag, Opgehaald, Raadpleging, Soort, ToClient, ToServer};
pub use stand::{Basis, Stand};
pub use verzoek::verzoek;
