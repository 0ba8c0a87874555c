//! Moments and lengths of time in words that can be read aloud, and moments as JSON gives them.

use chrono::{Datelike, TimeDelta, Weekday};
use serde::Serialize;

use crate::domain::tijd::Tijdstip;

/// A moment in JSON: for a program and for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct JsonMoment {
    /// RFC 3339 in UTC, to the millisecond.
    pub utc: Tijdstip,
    /// On the clock of Amsterdam: `zondag 22 november 2026 14:00`.
    pub lokaal: String,
}

impl From<Tijdstip> for JsonMoment {
    fn from(t: Tijdstip) -> Self {
        Self { utc: t, lokaal: voluit(t) }
    }
}

/// `22 november 2026`
pub(super) fn datum(t: Tijdstip) -> String {
    let l = t.lokaal();
    format!("{} {} {}", l.day(), maand(l.month()), l.year())
}

/// `zondag 22 november 2026`
pub(super) fn dag(t: Tijdstip) -> String {
    format!("{} {}", weekdag(t), datum(t))
}

/// `zondag 22 november 2026 14:00`
pub(super) fn voluit(t: Tijdstip) -> String {
    format!("{} {}", dag(t), t.klok())
}

/// `zondag 22 november 14:00`; with the year where that is not the year of `nu`.
pub(super) fn kort(t: Tijdstip, nu: Tijdstip) -> String {
    let l = t.lokaal();
    if l.year() == nu.lokaal().year() {
        format!("{} {} {} {}", weekdag(t), l.day(), maand(l.month()), t.klok())
    } else {
        voluit(t)
    }
}

/// `zondag 22 november 14:00, over 2 uur`; for a moment that is past `, 2 uur geleden`.
pub(super) fn met_afstand(t: Tijdstip, nu: Tijdstip) -> String {
    format!("{}, {}", kort(t, nu), afstand(t, nu))
}

/// A deadline: `zondag 22 november 14:00, over 2 uur`; once it is past `, 2 uur te laat`.
pub(super) fn termijn(t: Tijdstip, nu: Tijdstip) -> String {
    if t < nu { format!("{}, {} te laat", kort(t, nu), duur(nu.since(t))) } else { met_afstand(t, nu) }
}

/// `over 2 uur`, `nu`, `2 uur geleden`
fn afstand(t: Tijdstip, nu: Tijdstip) -> String {
    let delta = t.since(nu);
    match delta.num_minutes() {
        0 => "nu".to_owned(),
        1.. => format!("over {}", duur(delta)),
        _ => format!("{} geleden", duur(delta)),
    }
}

/// A length of time in words, rounded down: minutes within two hours, hours within two days, else days. The sign is
/// dropped; the moment itself always stands beside it.
pub(super) fn duur(delta: TimeDelta) -> String {
    let minutes = delta.num_minutes().abs();
    match minutes {
        1 => "1 minuut".to_owned(),
        0..120 => format!("{minutes} minuten"),
        120..2880 => format!("{} uur", minutes / 60),
        _ => format!("{} dagen", minutes / 1440),
    }
}

fn weekdag(t: Tijdstip) -> &'static str {
    match t.lokaal().weekday() {
        Weekday::Mon => "maandag",
        Weekday::Tue => "dinsdag",
        Weekday::Wed => "woensdag",
        Weekday::Thu => "donderdag",
        Weekday::Fri => "vrijdag",
        Weekday::Sat => "zaterdag",
        Weekday::Sun => "zondag",
    }
}

/// The name of a month, 1 to 12.
fn maand(nr: u32) -> &'static str {
    match nr {
        1 => "januari",
        2 => "februari",
        3 => "maart",
        4 => "april",
        5 => "mei",
        6 => "juni",
        7 => "juli",
        8 => "augustus",
        9 => "september",
        10 => "oktober",
        11 => "november",
        _ => "december",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(raw: &str) -> Tijdstip {
        Tijdstip::try_from(raw.to_owned()).unwrap()
    }

    #[test]
    fn a_moment_is_said_in_full_words_with_the_year_when_it_is_another() {
        let nu = at("2026-11-22T13:00:00Z");
        assert_eq!(kort(nu, nu), "zondag 22 november 14:00");
        assert_eq!(kort(at("2025-12-31T23:30:00Z"), nu), "donderdag 1 januari 00:30");
        assert_eq!(kort(at("2025-12-31T22:30:00Z"), nu), "woensdag 31 december 2025 23:30");
    }

    #[test]
    fn a_deadline_that_is_past_is_called_late() {
        let nu = at("2026-11-22T13:00:00Z");
        assert_eq!(termijn(at("2026-11-22T15:05:00Z"), nu), "zondag 22 november 16:05, over 2 uur");
        assert_eq!(termijn(at("2026-11-22T12:59:00Z"), nu), "zondag 22 november 13:59, 1 minuut te laat");
        assert_eq!(termijn(at("2026-11-19T13:00:00Z"), nu), "donderdag 19 november 14:00, 3 dagen te laat");
        assert_eq!(termijn(nu, nu), "zondag 22 november 14:00, nu");
    }
}
