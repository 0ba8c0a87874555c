//! When a length of time ends, on the clock and calendar of Amsterdam.

use crisistafel::domain::kader::{Duur, Eenheid, Kader, Klok, Tot};
use crisistafel::domain::looptijd::{einde, einde_klok};
use crisistafel::domain::tijd::Tijdstip;

use super::world::{at, id, t};

fn kader() -> Kader {
    crate::geldend::ingebouwd().kader.clone()
}

fn duur(aantal: u32, eenheid: Eenheid) -> Duur {
    Duur { aantal, eenheid, tot: Tot::HetUur }
}

/// The end on the wall clock, or a dash where nothing is proposed.
fn ends(begin: &str, duur: Duur) -> String {
    einde(at(begin), duur, &kader()).map_or_else(|| "-".to_owned(), Tijdstip::datum_klok)
}

#[test]
fn hours_are_hours_that_pass_and_days_end_at_the_same_hour_when_summer_time_begins_or_ends() {
    // zaterdag 28 maart 2026 20:00, the night in which an hour is skipped
    let spring = "2026-03-28T19:00:00Z";
    assert_eq!(ends(spring, duur(24, Eenheid::Uren)), "zo 29-03-2026 21:00");
    assert_eq!(ends(spring, duur(1, Eenheid::Dagen)), "zo 29-03-2026 20:00");
    // zaterdag 24 oktober 2026 20:00, the night in which an hour passes twice
    let autumn = "2026-10-24T18:00:00Z";
    assert_eq!(ends(autumn, duur(24, Eenheid::Uren)), "zo 25-10-2026 19:00");
    assert_eq!(ends(autumn, duur(1, Eenheid::Dagen)), "zo 25-10-2026 20:00");
    assert_eq!(ends(autumn, duur(9, Eenheid::Uren)), "zo 25-10-2026 04:00");
}

#[test]
fn an_hour_that_is_skipped_ends_after_it_and_of_an_hour_that_passes_twice_the_first_counts() {
    let skipped = einde(at("2026-03-28T01:30:00Z"), duur(1, Eenheid::Dagen), &kader()).unwrap();
    assert_eq!(skipped, at("2026-03-29T01:30:00Z"), "02:30 does not exist: 03:30");
    let twice = einde(at("2026-10-24T00:30:00Z"), duur(1, Eenheid::Dagen), &kader()).unwrap();
    assert_eq!(twice, at("2026-10-25T00:30:00Z"), "02:30 of summer time: too early is the safe side");
}

#[test]
fn a_month_from_the_last_day_ends_on_the_last_day_that_there_is() {
    for (begin, months, end) in [
        ("2026-01-31T11:00:00Z", 1, "za 28-02-2026 12:00"),
        ("2028-01-31T11:00:00Z", 1, "di 29-02-2028 12:00"),
        ("2026-01-31T11:00:00Z", 3, "do 30-04-2026 12:00"),
        ("2026-08-31T10:00:00Z", 6, "zo 28-02-2027 12:00"),
        ("2026-12-15T11:00:00Z", 1, "vr 15-01-2027 12:00"),
    ] {
        assert_eq!(ends(begin, duur(months, Eenheid::Maanden)), end);
    }
    assert_eq!(ends("2028-02-29T11:00:00Z", duur(1, Eenheid::Jaren)), "wo 28-02-2029 12:00");
    assert_eq!(ends("2026-11-22T13:00:00Z", duur(2, Eenheid::Weken)), "zo 06-12-2026 14:00");
}

#[test]
fn the_end_of_the_day_is_its_last_minute() {
    let dag = Duur { aantal: 90, eenheid: Eenheid::Dagen, tot: Tot::EindeDag };
    assert_eq!(ends("2026-11-03T14:00:00Z", dag), "ma 01-02-2027 23:59");
}

#[test]
fn working_days_pass_over_weekends_easter_and_christmas() {
    for (begin, days, end) in [
        ("2026-11-19T14:00:00Z", 1, "vr 20-11-2026 15:00"),
        ("2026-11-20T14:00:00Z", 1, "ma 23-11-2026 15:00"),
        ("2026-11-21T14:00:00Z", 1, "ma 23-11-2026 15:00"),
        ("2026-11-20T14:00:00Z", 5, "vr 27-11-2026 15:00"),
        // Goede Vrijdag is a day on which people work; tweede paasdag is not
        ("2026-04-02T13:00:00Z", 1, "vr 03-04-2026 15:00"),
        ("2026-04-02T13:00:00Z", 2, "di 07-04-2026 15:00"),
        // eerste kerstdag is a Friday, tweede kerstdag a Saturday
        ("2026-12-24T14:00:00Z", 1, "ma 28-12-2026 15:00"),
        ("2026-12-30T14:00:00Z", 2, "ma 04-01-2027 15:00"),
    ] {
        assert_eq!(ends(begin, duur(days, Eenheid::Werkdagen)), end, "{begin} {days}");
    }
}

#[test]
fn beyond_the_years_whose_holidays_are_given_working_days_are_not_guessed() {
    assert_eq!(ends("2030-12-27T14:00:00Z", duur(1, Eenheid::Werkdagen)), "ma 30-12-2030 15:00");
    assert_eq!(ends("2030-12-30T14:00:00Z", duur(5, Eenheid::Werkdagen)), "-");
    assert_eq!(ends("2025-06-02T14:00:00Z", duur(1, Eenheid::Werkdagen)), "-");
    assert_eq!(ends("2035-06-01T10:00:00Z", duur(10, Eenheid::Dagen)), "ma 11-06-2035 12:00", "the calendar goes on");
}

/// A term of law that moves; no shipped clock does.
fn moving(lengte: Duur) -> Klok {
    let shipped = kader().klok(&id("huisverbod")).unwrap().clone();
    Klok { lengtes: vec![lengte], hoogstens: None, schuift: true, naam: t("termijn"), ..shipped }
}

#[test]
fn a_term_that_moves_ends_on_the_next_working_day_and_for_the_law_goede_vrijdag_is_none() {
    let end = |begin: &str, lengte: Duur| {
        einde_klok(&moving(lengte), at(begin), lengte, &kader()).map_or_else(|| "-".to_owned(), Tijdstip::datum_klok)
    };
    let days = |n| Duur { aantal: n, eenheid: Eenheid::Dagen, tot: Tot::EindeDag };
    assert_eq!(end("2026-11-16T10:00:00Z", days(5)), "ma 23-11-2026 23:59", "from a Saturday");
    assert_eq!(end("2026-11-16T10:00:00Z", days(4)), "vr 20-11-2026 23:59", "a working day stays");
    assert_eq!(end("2026-03-31T10:00:00Z", days(3)), "di 07-04-2026 23:59", "from Goede Vrijdag over Easter");
    assert_eq!(end("2026-12-20T10:00:00Z", days(5)), "ma 28-12-2026 23:59", "from eerste kerstdag");
    assert_eq!(end("2030-12-25T10:00:00Z", days(10)), "-", "no proposal outside the years that are known");
}

#[test]
fn no_shipped_clock_moves_because_no_source_says_so() {
    assert!(kader().klokken.iter().all(|k| !k.schuift));
}
