//! Dutch words for days and hours, read against a moment. Pure pieces; what they mean together is `termijn`'s.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Weekday};

/// In which direction an unfinished date looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kant {
    /// A deadline: the first such day from today.
    Straks,
    /// Something that happened: the last such day up to today.
    Toen,
}

/// Which of two equal hours is meant when summer time ends: `02:30z` or `02:30w`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seizoen {
    Zomer,
    Winter,
}

const MAANDEN: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// A day named by one word: vandaag, morgen, gisteren, vr, vrijdag. The second value says that the word names a weekday,
/// so that a deadline on it may also be a week later.
pub(super) fn dag(word: &str, vandaag: NaiveDate, kant: Kant) -> Option<(NaiveDate, bool)> {
    let offset: i64 = match (word, kant) {
        ("vandaag" | "vanmiddag" | "vanavond" | "vanochtend", _) => 0,
        ("morgen", Kant::Straks) => 1,
        ("overmorgen", Kant::Straks) => 2,
        ("gisteren" | "gisteravond", Kant::Toen) => -1,
        ("eergisteren", Kant::Toen) => -2,
        _ => return Some((weekdag(word, vandaag, kant)?, true)),
    };
    Some((vandaag.checked_add_signed(TimeDelta::days(offset))?, false))
}

fn weekdag(word: &str, vandaag: NaiveDate, kant: Kant) -> Option<NaiveDate> {
    use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    let wanted = match word {
        "ma" | "maandag" => Mon,
        "di" | "dinsdag" => Tue,
        "wo" | "woensdag" => Wed,
        "do" | "donderdag" => Thu,
        "vr" | "vrijdag" => Fri,
        "za" | "zaterdag" => Sat,
        "zo" | "zondag" => Sun,
        _ => return None,
    };
    let ahead = u64::from((7 + wanted.num_days_from_monday() - vandaag.weekday().num_days_from_monday()) % 7);
    match kant {
        Kant::Straks => vandaag.checked_add_days(Days::new(ahead)),
        Kant::Toen => vandaag.checked_sub_days(Days::new((7 - ahead) % 7)),
    }
}

/// A date in figures: 24-11, 24/11, 24-11-2026.
pub(super) fn datum(word: &str, vandaag: NaiveDate, kant: Kant) -> Option<NaiveDate> {
    let parts: Vec<&str> = word.split(['-', '/']).collect();
    let number =
        |s: &&str| if s.len() <= 4 && s.bytes().all(|b| b.is_ascii_digit()) { s.parse::<u32>().ok() } else { None };
    match parts.as_slice() {
        [d, m] => jaarloos(number(d)?, number(m)?, vandaag, kant),
        [d, m, y] => {
            let year = number(y)?;
            let year = if y.len() == 2 { 2000 + year } else { year };
            let year = i32::try_from(year).ok().filter(|y| (1900..=2999).contains(y))?;
            NaiveDate::from_ymd_opt(year, number(m)?, number(d)?)
        }
        _ => None,
    }
}

/// A date in two words: 24 november, 3 mrt.
pub(super) fn datum_in_woorden(day: &str, month: &str, vandaag: NaiveDate, kant: Kant) -> Option<NaiveDate> {
    let day: u32 = day.parse().ok().filter(|d| (1..=31).contains(d))?;
    let month = month.trim_end_matches('.');
    let nr = (1u32..).zip(MAANDEN).find(|(_, naam)| *naam == month || kort_voor(naam, month)).map(|(nr, _)| nr)?;
    jaarloos(day, nr, vandaag, kant)
}

fn kort_voor(naam: &str, kort: &str) -> bool {
    (kort.len() >= 3 && kort.len() <= 4 && naam.starts_with(kort)) || (naam == "maart" && kort == "mrt")
}

/// The day and month in the nearest year on the right side of today.
fn jaarloos(day: u32, month: u32, vandaag: NaiveDate, kant: Kant) -> Option<NaiveDate> {
    let years = match kant {
        Kant::Straks => [0, 1, 2, 3, 4],
        Kant::Toen => [0, -1, -2, -3, -4],
    };
    years
        .into_iter()
        .filter_map(|y| NaiveDate::from_ymd_opt(vandaag.year() + y, month, day))
        .find(|d| if kant == Kant::Straks { *d >= vandaag } else { *d <= vandaag })
}

/// An hour: 12:00, 9:30, 09.30, 9u, 9u30, 12uur, with `z` or `w` behind it for summer or winter time.
pub(super) fn uur(word: &str) -> Option<(NaiveTime, Option<Seizoen>)> {
    let (word, seizoen) = if let Some(w) = word.strip_suffix('z') {
        (w, Some(Seizoen::Zomer))
    } else if let Some(w) = word.strip_suffix('w') {
        (w, Some(Seizoen::Winter))
    } else {
        (word, None)
    };
    let (hour, minute) = match word.split_once([':', '.']) {
        Some((h, m)) if m.len() == 2 => (h, m),
        Some(_) => return None,
        None => match word.strip_suffix("uur").or_else(|| word.strip_suffix('u')) {
            Some(h) => (h, "00"),
            None => word.split_once('u').filter(|(_, m)| m.len() == 2)?,
        },
    };
    let figures = |s: &str| (1..=2).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    if !figures(hour) || !figures(minute) {
        return None;
    }
    Some((NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)?, seizoen))
}

/// A length of time in two words: 2 uur, 30 min, 3 dagen, een week. Whether it counts hours on the clock or days on the
/// calendar matters in the nights in which the clock is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lengte {
    /// So much time.
    Verstreken(TimeDelta),
    /// So many days, at the same hour.
    Dagen(i64),
}

pub(super) fn lengte(count: &str, unit: &str) -> Option<Lengte> {
    let n: i64 = match count {
        "een" | "één" | "1" => 1,
        _ => count.parse().ok().filter(|n| (1..=999).contains(n))?,
    };
    match unit {
        "min" | "minuut" | "minuten" => Some(Lengte::Verstreken(TimeDelta::minutes(n))),
        "u" | "uur" | "uren" => Some(Lengte::Verstreken(TimeDelta::hours(n))),
        "d" | "dag" | "dagen" => Some(Lengte::Dagen(n)),
        "week" | "weken" => Some(Lengte::Dagen(7 * n)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zo_22_nov() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
    }

    #[test]
    fn days_look_ahead_for_a_deadline_and_back_for_what_happened() {
        let show = |word, kant| dag(word, zo_22_nov(), kant).map(|(d, _)| d.to_string());
        assert_eq!(show("vr", Kant::Straks).as_deref(), Some("2026-11-27"));
        assert_eq!(show("zondag", Kant::Straks).as_deref(), Some("2026-11-22"));
        assert_eq!(show("ma", Kant::Toen).as_deref(), Some("2026-11-16"));
        assert_eq!(show("zo", Kant::Toen).as_deref(), Some("2026-11-22"));
        assert_eq!(show("gisteren", Kant::Straks), None);
        assert_eq!(show("morgen", Kant::Toen), None);
    }

    #[test]
    fn a_date_without_a_year_is_the_nearest_one_on_its_side() {
        let show = |word, kant| datum(word, zo_22_nov(), kant).map(|d| d.to_string());
        assert_eq!(show("24-11", Kant::Straks).as_deref(), Some("2026-11-24"));
        assert_eq!(show("3/3", Kant::Straks).as_deref(), Some("2027-03-03"));
        assert_eq!(show("3-3", Kant::Toen).as_deref(), Some("2026-03-03"));
        assert_eq!(show("29-2", Kant::Straks).as_deref(), Some("2028-02-29"));
        assert_eq!(show("31-11", Kant::Straks), None);
        assert_eq!(show("24-11-26", Kant::Straks).as_deref(), Some("2026-11-24"));
        assert_eq!(show("0800-2000", Kant::Straks), None);
        assert_eq!(datum_in_woorden("3", "mrt", zo_22_nov(), Kant::Toen).unwrap().to_string(), "2026-03-03");
        assert_eq!(datum_in_woorden("3", "maar", zo_22_nov(), Kant::Toen).unwrap().to_string(), "2026-03-03");
    }

    #[test]
    fn hours_are_read_in_every_way_in_which_people_write_them() {
        for word in ["9:30", "09:30", "09.30", "9u30"] {
            assert_eq!(uur(word), Some((NaiveTime::from_hms_opt(9, 30, 0).unwrap(), None)), "{word}");
        }
        assert_eq!(uur("17u"), Some((NaiveTime::from_hms_opt(17, 0, 0).unwrap(), None)));
        assert_eq!(uur("02:30w"), Some((NaiveTime::from_hms_opt(2, 30, 0).unwrap(), Some(Seizoen::Winter))));
        for word in ["24:00", "12", "12:5", "12:60", "a:30", "", "u", "+9:30", "112"] {
            assert_eq!(uur(word), None, "{word}");
        }
    }
}
