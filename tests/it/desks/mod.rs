//! The service with real terminals: in this process, on a real Unix socket in a directory of its own, with the clock and
//! the ids of the test. Nothing sleeps: a test waits for a fact, and when that does not come it shows what it saw and the
//! log. That nothing comes is never waited for: it is seen in what the clerk gives (`clerk.rs`), or before an answer that
//! has to come after it ([`desk::Desk::hears_nothing`]). Everybody and everything in these dossiers is made up.

mod child;
mod desk;
mod log;
mod meeting;
mod nood;
mod people;
mod program;
mod service;

mod access;
mod claims;
mod clerk;
mod converge;
mod crash;
mod disk;
mod doe;
mod drafts;
mod einde;
mod frames;
mod hostile;
mod inzage;
mod kept;
mod kopie;
mod maatregel;
mod many;
mod read_model;
mod resend;
mod resume;
mod roles;
mod ronde;
mod shielded;
mod sleutel;
mod slow;
mod stranger;
mod table;
mod toegang;
mod users;
mod verbs;
mod vergrendeld;
mod versies;
mod wall;
mod wie_mag_wat;

use std::time::Duration;

/// How long a test waits for a fact before it gives up: long, because it is only ever waited out when something is wrong.
const PATIENCE: Duration = Duration::from_secs(30);

/// The drafts on the disk of a store.
fn drafts_in(store: &std::path::Path) -> Vec<crisistafel::server::Draft> {
    crisistafel::server::DraftFiles::of(store).unwrap().all().0
}

/// Whether these bytes hold this text.
fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// The name of every command.
pub(crate) fn commands() -> impl Iterator<Item = &'static str> {
    roles::names()
}
