//! The one reader of the machine's clock, and the clock that an exercise can be given instead.

use chrono::{TimeDelta, Utc};
use nix::time::{ClockId, clock_gettime};

use crate::domain::tijd::{Clock, Tijdstip};

/// The environment variable that gives an exercise a clock of its own.
pub(super) const VARIABLE: &str = "CRISISTAFEL_KLOK";
/// The farthest that it can be moved, in seconds: from any day to any other that can be recorded.
const SECONDS_MAX: i64 = 1_000 * 366 * 86_400;

/// The machine's clock, moved by a fixed length of time that is nothing but in an exercise that asks for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct SystemClock {
    moved: TimeDelta,
}

/// What was asked for is no clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{VARIABLE} is een moment zoals 2026-11-22T13:31:00Z, of een aantal seconden zoals +86400 of -3600")]
pub(super) struct NoClock;

impl SystemClock {
    /// The clock that was asked for: a moment at which it begins now, or by how many seconds it differs.
    pub(super) fn asked(text: Option<&str>) -> Result<Self, NoClock> {
        let Some(text) = text else { return Ok(Self::default()) };
        let moved = match text.strip_prefix(['+', '-']) {
            Some(digits) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
                let seconds: i64 = text.parse().map_err(|_| NoClock)?;
                TimeDelta::seconds(Some(seconds).filter(|s| s.abs() <= SECONDS_MAX).ok_or(NoClock)?)
            }
            Some(_) => return Err(NoClock),
            None => Tijdstip::try_from(text.to_owned()).map_err(|_| NoClock)?.since(Self::default().now()),
        };
        Ok(Self { moved })
    }

    /// Whether it is another clock than that of the machine.
    pub(super) fn is_moved(self) -> bool {
        !self.moved.is_zero()
    }
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "everything else is handed this clock")]
    fn now(&self) -> Tijdstip {
        Tijdstip::from(Utc::now()).plus(self.moved)
    }

    fn steady(&self) -> Option<TimeDelta> {
        let since = clock_gettime(ClockId::CLOCK_BOOTTIME).ok()?;
        Some(TimeDelta::seconds(since.tv_sec()) + TimeDelta::nanoseconds(since.tv_nsec()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_a_moment_or_a_number_of_seconds_and_nothing_else() {
        assert_eq!(SystemClock::asked(None), Ok(SystemClock::default()));
        for (text, seconds) in [("+86400", 86_400), ("-3600", -3_600), ("+0", 0)] {
            let clock = SystemClock::asked(Some(text)).unwrap();
            assert_eq!((clock.moved, clock.is_moved()), (TimeDelta::seconds(seconds), seconds != 0));
        }
        let then = Tijdstip::try_from("2026-11-22T13:31:00Z".to_owned()).unwrap();
        let begun = SystemClock::asked(Some("2026-11-22T13:31:00Z")).unwrap().now();
        assert!(begun >= then && begun.since(then) < TimeDelta::minutes(1), "{begun:?}");
        for wrong in ["", "morgen", "3600", "+", "-", "+1d", "+-5", "2026-11-22", "+99999999999", "+99999999999999999999"] {
            assert_eq!(SystemClock::asked(Some(wrong)), Err(NoClock), "{wrong}");
        }
    }
}
