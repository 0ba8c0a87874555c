//! Time: kept in UTC, shown in Europe/Amsterdam on a 24-hour clock. Nothing here reads a clock.

use chrono::{DateTime, Datelike, LocalResult, NaiveDateTime, SecondsFormat, TimeDelta, TimeZone, Timelike, Utc, Weekday};
use chrono_tz::{Europe::Amsterdam, Tz};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A moment in UTC, to the millisecond. Written as RFC 3339, `2026-11-22T13:31:04.123Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Tijdstip(i64);

/// The text is not a moment, or lies outside the years 1900 to 2999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("een tijdstip ziet eruit als 2026-11-22T13:31:04Z")]
pub struct NotAMoment;

/// 1900-01-01 and 3000-01-01 in milliseconds: everything in between has a year of four digits.
const RANGE_MS: std::ops::Range<i64> = -2_208_988_800_000..32_503_680_000_000;

/// Tells the time. The program has one that reads the machine's clock; tests have their own.
pub trait Clock: Send + Sync {
    /// This moment.
    fn now(&self) -> Tijdstip;

    /// How long it is since some moment, by a clock that nobody can set and that goes on while the machine sleeps; none
    /// where there is no such clock.
    fn steady(&self) -> Option<TimeDelta> {
        None
    }
}

impl Tijdstip {
    /// Whether what had to be there by now is past: the one rule of what is late.
    pub fn is_voorbij(self, nu: Self) -> bool {
        self < nu
    }

    /// The moment `ms` milliseconds after 1970-01-01T00:00Z, moved into the years 1900 to 2999.
    pub fn from_millis(ms: i64) -> Self {
        Self(ms.clamp(RANGE_MS.start, RANGE_MS.end - 1))
    }

    /// Milliseconds since 1970-01-01T00:00Z.
    pub fn millis(self) -> i64 {
        self.0
    }

    /// This moment moved by `delta`, which may be negative.
    #[must_use]
    pub fn plus(self, delta: TimeDelta) -> Self {
        Self::from_millis(self.0.saturating_add(delta.num_milliseconds()))
    }

    /// How long after `earlier` this is; negative when it is before.
    pub fn since(self, earlier: Self) -> TimeDelta {
        TimeDelta::milliseconds(self.0 - earlier.0)
    }

    /// In UTC.
    pub fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or_default()
    }

    /// On the wall clock of Amsterdam.
    pub fn lokaal(self) -> DateTime<Tz> {
        self.utc().with_timezone(&Amsterdam)
    }

    /// `14:31`; in the night in which that hour is there twice `02:30 zomertijd`. The one place that writes an hour.
    pub fn klok(self) -> String {
        let t = self.lokaal();
        let season = match Self::op_wandklok(t.naive_local()) {
            Wandklok::Twee { zomer, .. } if self < zomer.plus(TimeDelta::minutes(1)) => " zomertijd",
            Wandklok::Twee { .. } => " wintertijd",
            Wandklok::Een(_) | Wandklok::Geen { .. } => "",
        };
        format!("{:02}:{:02}{season}", t.hour(), t.minute())
    }

    /// `za 21-11-2026`
    pub fn datum(self) -> String {
        let t = self.lokaal();
        format!("{} {:02}-{:02}-{}", dag_kort(t.weekday()), t.day(), t.month(), t.year())
    }

    /// `za 21-11-2026 14:31`
    pub fn datum_klok(self) -> String {
        format!("{} {}", self.datum(), self.klok())
    }

    /// As short as it can be without doubt, seen from `nu`: `14:31`, `za 14:31` within six days, `21-11 14:31` in
    /// the same year, else with the year.
    pub fn kort(self, nu: Self) -> String {
        let (t, n) = (self.lokaal(), nu.lokaal());
        let days = t.date_naive().signed_duration_since(n.date_naive()).num_days();
        match days {
            0 => self.klok(),
            -6..=6 => format!("{} {}", dag_kort(t.weekday()), self.klok()),
            _ if t.year() == n.year() => format!("{:02}-{:02} {}", t.day(), t.month(), self.klok()),
            _ => format!("{:02}-{:02}-{} {}", t.day(), t.month(), t.year(), self.klok()),
        }
    }

    /// The moment at which the wall clock of Amsterdam shows `wall`.
    pub fn op_wandklok(wall: NaiveDateTime) -> Wandklok {
        match Amsterdam.from_local_datetime(&wall) {
            LocalResult::Single(t) => Wandklok::Een(t.into()),
            LocalResult::Ambiguous(first, second) => Wandklok::Twee { zomer: first.into(), winter: second.into() },
            LocalResult::None => {
                Wandklok::Geen { ervoor: around(wall - TimeDelta::hours(1)), erna: around(wall + TimeDelta::hours(1)) }
            }
        }
    }
}

/// The moment at which the wall clock shows `wall`; its first, where there are two.
fn around(wall: NaiveDateTime) -> Tijdstip {
    Amsterdam.from_local_datetime(&wall).earliest().map_or(Tijdstip(0), Into::into)
}

/// What an hour on the wall clock can mean when summer time starts or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wandklok {
    /// One moment, as nearly always.
    Een(Tijdstip),
    /// The hour passes twice: first in summer time, then in winter time.
    Twee {
        /// The first time.
        zomer: Tijdstip,
        /// An hour later.
        winter: Tijdstip,
    },
    /// The clock jumps over this hour.
    Geen {
        /// The same minutes, an hour earlier on the clock.
        ervoor: Tijdstip,
        /// The same minutes, an hour later on the clock.
        erna: Tijdstip,
    },
}

/// `ma` to `zo`
pub fn dag_kort(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "ma",
        Weekday::Tue => "di",
        Weekday::Wed => "wo",
        Weekday::Thu => "do",
        Weekday::Fri => "vr",
        Weekday::Sat => "za",
        Weekday::Sun => "zo",
    }
}

/// A length of time in words: `43 min`, `2 u 10`, `3 d 4 u`. The sign is dropped.
pub fn duur(delta: TimeDelta) -> String {
    let minutes = delta.num_minutes().abs();
    match minutes {
        0..60 => format!("{minutes} min"),
        60..1440 => format!("{} u {:02}", minutes / 60, minutes % 60),
        _ => format!("{} d {} u", minutes / 1440, minutes % 1440 / 60),
    }
}

impl<T: TimeZone> From<DateTime<T>> for Tijdstip {
    fn from(t: DateTime<T>) -> Self {
        Self::from_millis(t.timestamp_millis())
    }
}

impl TryFrom<String> for Tijdstip {
    type Error = NotAMoment;

    fn try_from(raw: String) -> Result<Self, NotAMoment> {
        let ms = DateTime::parse_from_rfc3339(&raw).map_err(|_| NotAMoment)?.timestamp_millis();
        if RANGE_MS.contains(&ms) { Ok(Self(ms)) } else { Err(NotAMoment) }
    }
}

impl From<Tijdstip> for String {
    fn from(t: Tijdstip) -> Self {
        t.utc().to_rfc3339_opts(SecondsFormat::Millis, true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(raw: &str) -> Tijdstip {
        Tijdstip::try_from(raw.to_owned()).unwrap()
    }

    fn wall(raw: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(raw, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn a_moment_is_shown_on_the_clock_of_amsterdam() {
        assert_eq!(at("2026-11-22T13:31:04Z").datum_klok(), "zo 22-11-2026 14:31");
        assert_eq!(at("2026-07-01T13:31:04Z").klok(), "15:31");
        assert_eq!(at("2026-12-31T23:30:00Z").datum(), "vr 01-01-2027");
    }

    /// Review B28.
    #[test]
    fn the_doubled_hour_says_which_one_it_is_wherever_it_is_written() {
        let (summer, winter) = (at("2026-10-25T00:30:59.500Z"), at("2026-10-25T01:30:59.500Z"));
        assert_eq!((summer.klok(), winter.klok()), ("02:30 zomertijd".to_owned(), "02:30 wintertijd".to_owned()));
        assert_eq!(winter.datum_klok(), "zo 25-10-2026 02:30 wintertijd");
        assert_eq!(summer.kort(at("2026-10-24T10:00:00Z")), "zo 02:30 zomertijd");
        assert_eq!(at("2026-10-25T02:30:00Z").klok(), "03:30");
    }

    #[test]
    fn the_short_form_never_leaves_a_doubt_about_the_day() {
        let nu = at("2026-11-22T13:00:00Z");
        assert_eq!(at("2026-11-22T22:59:00Z").kort(nu), "23:59");
        assert_eq!(at("2026-11-28T11:00:00Z").kort(nu), "za 12:00");
        assert_eq!(at("2026-11-29T11:00:00Z").kort(nu), "29-11 12:00");
        assert_eq!(at("2025-11-22T11:00:00Z").kort(nu), "22-11-2025 12:00");
    }

    #[test]
    fn the_hour_that_passes_twice_and_the_hour_that_is_skipped_are_told() {
        assert_eq!(
            Tijdstip::op_wandklok(wall("2026-10-25 02:30")),
            Wandklok::Twee { zomer: at("2026-10-25T00:30:00Z"), winter: at("2026-10-25T01:30:00Z") }
        );
        assert_eq!(
            Tijdstip::op_wandklok(wall("2026-03-29 02:30")),
            Wandklok::Geen { ervoor: at("2026-03-29T00:30:00Z"), erna: at("2026-03-29T01:30:00Z") }
        );
        assert_eq!(Tijdstip::op_wandklok(wall("2026-03-29 03:00")), Wandklok::Een(at("2026-03-29T01:00:00Z")));
    }

    #[test]
    fn written_and_read_back_it_is_the_same_millisecond() {
        let t = Tijdstip::from_millis(1_795_354_264_123);
        assert_eq!(serde_json::to_string(&t).unwrap(), "\"2026-11-22T13:31:04.123Z\"");
        assert_eq!(serde_json::from_str::<Tijdstip>("\"2026-11-22T14:31:04.123+01:00\"").unwrap(), t);
        assert!(serde_json::from_str::<Tijdstip>("\"+9999-11-22T14:31:04Z\"").is_err());
    }

    #[test]
    fn lengths_of_time_read_as_words() {
        for (minutes, words) in [(0, "0 min"), (43, "43 min"), (130, "2 u 10"), (-130, "2 u 10"), (4561, "3 d 4 u")] {
            assert_eq!(duur(TimeDelta::minutes(minutes)), words);
        }
    }
}
