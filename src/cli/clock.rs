//! The one reader of the machine's clock.

use chrono::Utc;

use crate::domain::tijd::{Clock, Tijdstip};

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "everything else is handed this clock")]
    fn now(&self) -> Tijdstip {
        Utc::now().into()
    }
}
