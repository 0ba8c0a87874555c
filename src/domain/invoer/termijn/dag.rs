//! Days as Dutch is typed: `morgen`, `vr 4-12`, `volgende week vrijdag`, `2026-12-04`, `week 49`.

use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday};

use super::Kant;
use super::getal::{cijfers, getal};
use super::uur::Dagdeel;

/// A day, as exactly as it was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dag {
    /// This one.
    Vast(NaiveDate),
    /// The nearest one of this name.
    Weekdag(Weekday),
    /// This one of some year: day and month.
    Jaarloos(u32, u32),
    /// The name and the date are two different days.
    Strijdig(NaiveDate, Weekday),
    /// The night of today, which began or begins in the evening.
    Vannacht,
}

/// What stands at the head of the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gevonden {
    pub(super) dag: Dag,
    pub(super) dagdeel: Option<Dagdeel>,
    /// Whether the day in that week or month is our own choice.
    pub(super) eigen: bool,
    /// How many words it takes.
    pub(super) woorden: usize,
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

/// The number of the month that goes by this word.
pub(super) fn maand(word: &str) -> Option<u32> {
    let short =
        |naam: &str| (word.len() >= 3 && word.len() <= 4 && naam.starts_with(word)) || (naam == "maart" && word == "mrt");
    (1u32..).zip(MAANDEN).find(|(_, naam)| *naam == word || short(naam)).map(|(nr, _)| nr)
}

/// The weekday that goes by this word, and whether the word is whole: `zo` is also an ordinary word.
pub(super) fn weekdag(word: &str) -> Option<(Weekday, bool)> {
    use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    Some(match word {
        "ma" => (Mon, false),
        "di" => (Tue, false),
        "wo" => (Wed, false),
        "do" => (Thu, false),
        "vr" => (Fri, false),
        "za" => (Sat, false),
        "zo" => (Sun, false),
        "maandag" => (Mon, true),
        "dinsdag" => (Tue, true),
        "woensdag" => (Wed, true),
        "donderdag" => (Thu, true),
        "vrijdag" => (Fri, true),
        "zaterdag" => (Sat, true),
        "zondag" => (Sun, true),
        _ => return None,
    })
}

/// The day at the head of these words.
pub(super) fn dag(words: &[&str], vandaag: NaiveDate, kant: Kant) -> Option<Gevonden> {
    let first = words.first()?;
    let found = |dag, woorden| Some(Gevonden { dag, dagdeel: None, eigen: false, woorden });
    if let Some((dag, dagdeel)) = woord(first, vandaag) {
        return Some(Gevonden { dag, dagdeel, eigen: false, woorden: 1 });
    }
    if let Some(g) = weken(words, vandaag, kant) {
        return Some(g);
    }
    if let Some((dag, n)) = datum(words) {
        return found(dag, n);
    }
    if matches!(*first, "a.s" | "as" | "aanstaande" | "komende" | "eerstvolgende" | "afgelopen" | "jl") {
        let (day, _) = weekdag(words.get(1)?)?;
        let side = if matches!(*first, "afgelopen" | "jl") { Kant::Toen } else { Kant::Straks };
        return found(Dag::Vast(naast(day, vandaag, side)?), 2);
    }
    let (day, whole) = weekdag(first)?;
    weekdag_en_meer(day, whole, words, vandaag, kant)
}

/// A weekday with what may stand behind it: a date, `a.s.`, `over een week`, `volgende week`.
fn weekdag_en_meer(day: Weekday, whole: bool, words: &[&str], vandaag: NaiveDate, kant: Kant) -> Option<Gevonden> {
    let rest = words.get(1..)?;
    let found = |dag, woorden| Some(Gevonden { dag, dagdeel: None, eigen: false, woorden });
    match rest {
        ["a.s" | "as" | "aanstaande", ..] => return found(Dag::Vast(naast(day, vandaag, Kant::Straks)?), 2),
        ["jl" | "j.l", ..] => return found(Dag::Vast(naast(day, vandaag, Kant::Toen)?), 2),
        ["over", n, "week" | "weken", ..] => {
            let ahead = ahead(day, vandaag) + 7 * u64::from(getal(n).filter(|n| *n < 100)?);
            return found(Dag::Vast(vandaag.checked_add_days(Days::new(ahead))?), 4);
        }
        ["volgende", "week", ..] => return found(Dag::Vast(in_week(vandaag, 1, day)?), 3),
        ["deze", "week", ..] => return found(Dag::Vast(in_week(vandaag, 0, day)?), 3),
        ["vorige", "week", ..] => return found(Dag::Vast(in_week(vandaag, -1, day)?), 3),
        ["in" | "van", "week", n, ..] => return found(Dag::Vast(week_nummer(n, day, vandaag, kant)?), 4),
        ["week", n, ..] => return found(Dag::Vast(week_nummer(n, day, vandaag, kant)?), 3),
        _ => {}
    }
    match datum(rest) {
        Some((dag, n)) => found(kloppend(day, dag, vandaag, kant), n + 1),
        // a bare 'zo' before an ordinary word is no Sunday
        None if !whole
            && *words.first()? == "zo"
            && rest.first().is_some_and(|w| !w.contains(|c: char| c.is_ascii_digit())) =>
        {
            let goes_on = rest.first().is_some_and(|w| matches!(*w, "om" | "half" | "kwart") || Dagdeel::bij(w).is_some());
            if goes_on { found(Dag::Weekdag(day), 1) } else { None }
        }
        None => found(Dag::Weekdag(day), 1),
    }
}

/// A weekday with a date behind it: the same day, or two of which one is a mistake.
fn kloppend(day: Weekday, dag: Dag, vandaag: NaiveDate, kant: Kant) -> Dag {
    match dag {
        Dag::Vast(d) if d.weekday() != day => Dag::Strijdig(d, day),
        Dag::Jaarloos(d, m) => {
            let this = NaiveDate::from_ymd_opt(vandaag.year(), m, d);
            match (this, jaar(d, m, vandaag, kant)) {
                (Some(this), _) if this.weekday() == day => Dag::Vast(this),
                (_, Some(near)) if near.weekday() == day => Dag::Vast(near),
                (_, Some(near)) => Dag::Strijdig(near, day),
                _ => dag,
            }
        }
        other => other,
    }
}

/// The day and month in the nearest year on that side of today, today included.
pub(super) fn jaar(day: u32, month: u32, vandaag: NaiveDate, kant: Kant) -> Option<NaiveDate> {
    let step = if kant == Kant::Straks { 1 } else { -1 };
    let in_year = |n: i32| NaiveDate::from_ymd_opt(vandaag.year() + step * n, month, day);
    (0..=8).filter_map(in_year).find(|d| if kant == Kant::Straks { *d >= vandaag } else { *d <= vandaag })
}

/// How many days ahead the first such day is; none when it is today.
pub(super) fn ahead(day: Weekday, vandaag: NaiveDate) -> u64 {
    u64::from((7 + day.num_days_from_monday() - vandaag.weekday().num_days_from_monday()) % 7)
}

/// The nearest such day on that side of today; today is none.
pub(super) fn naast(day: Weekday, vandaag: NaiveDate, kant: Kant) -> Option<NaiveDate> {
    let ahead = ahead(day, vandaag);
    match kant {
        Kant::Straks => vandaag.checked_add_days(Days::new(if ahead == 0 { 7 } else { ahead })),
        Kant::Toen => vandaag.checked_sub_days(Days::new(7 - ahead)),
    }
}

/// A day named by one word, with the part of the day that is in it: `vandaag`, `morgenochtend`, `vrijdagavond`.
fn woord(word: &str, vandaag: NaiveDate) -> Option<(Dag, Option<Dagdeel>)> {
    let van = |rest: &str| match rest {
        "morgen" => Some(Dagdeel::Ochtend),
        _ => Dagdeel::bij(rest).filter(|_| !rest.ends_with('s') && rest != "vroeg"),
    };
    let in_days = |n: i64| vandaag.checked_add_signed(TimeDelta::days(n)).map(Dag::Vast);
    for (head, n) in [("vandaag", 0), ("overmorgen", 2), ("morgen", 1), ("eergisteren", -2), ("gisteren", -1)] {
        match word.strip_prefix(head) {
            Some("") => return Some((in_days(n)?, None)),
            Some(rest) => return van(rest).and_then(|part| Some((in_days(n)?, Some(part)))),
            None => {}
        }
    }
    if word == "vannacht" {
        return Some((Dag::Vannacht, Some(Dagdeel::Nacht)));
    }
    for (head, n) in [("van", 0), ("gister", -1)] {
        if let Some(part) = word.strip_prefix(head).and_then(van) {
            return Some((in_days(n)?, Some(part)));
        }
    }
    let at = word.find("dag")? + "dag".len();
    let (head, rest) = word.split_at_checked(at)?;
    let (day, part) = (weekdag(head)?.0, van(rest)?);
    Some((Dag::Weekdag(day), Some(part)))
}

/// Weeks and what lies in them.
fn weken(words: &[&str], vandaag: NaiveDate, kant: Kant) -> Option<Gevonden> {
    let on = |dag: NaiveDate, eigen, woorden| Some(Gevonden { dag: Dag::Vast(dag), dagdeel: None, eigen, woorden });
    let friday = |weeks| in_week(vandaag, weeks, Weekday::Fri);
    // at the weekend the end of the week that counts is the next one
    let this = i64::from(vandaag.weekday().num_days_from_monday() > 4);
    match words {
        ["week", n, day, ..] if weekdag(day).is_some() => on(week_nummer(n, weekdag(day)?.0, vandaag, kant)?, false, 3),
        ["week", n, ..] => on(week_nummer(n, Weekday::Fri, vandaag, kant)?, true, 2),
        ["volgende", "week", day, ..] if weekdag(day).is_some() => on(in_week(vandaag, 1, weekdag(day)?.0)?, false, 3),
        ["vorige", "week", day, ..] if weekdag(day).is_some() => on(in_week(vandaag, -1, weekdag(day)?.0)?, false, 3),
        ["deze", "week", day, ..] if weekdag(day).is_some() => on(in_week(vandaag, 0, weekdag(day)?.0)?, false, 3),
        _ if kant == Kant::Toen => None,
        ["volgende", "week", ..] => on(friday(1)?, true, 2),
        ["deze", "week", ..] => on(friday(this)?, true, 2),
        ["eind" | "einde", "van", "de", "week", ..] => on(friday(this)?, true, 4),
        ["eind" | "einde", "deze", "week", ..] => on(friday(this)?, true, 3),
        ["eind" | "einde", "volgende", "week", ..] => on(friday(1)?, true, 3),
        ["begin", "volgende", "week", ..] | ["na", "het", "weekend", ..] => on(in_week(vandaag, 1, Weekday::Mon)?, true, 3),
        ["midden" | "halverwege", "volgende", "week", ..] => on(in_week(vandaag, 1, Weekday::Wed)?, true, 3),
        ["eind" | "einde", "van", "de", "maand", ..] => on(maandeinde(vandaag.year(), vandaag.month())?, false, 4),
        ["eind" | "einde", month, ..] => {
            let month = maand(month)?;
            let year = vandaag.year() + i32::from(month < vandaag.month());
            on(maandeinde(year, month)?, false, 2)
        }
        _ => None,
    }
}

fn maandeinde(year: i32, month: u32) -> Option<NaiveDate> {
    let (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    NaiveDate::from_ymd_opt(year, month, 1)?.pred_opt()
}

/// This day of the week that lies so many weeks from this one.
fn in_week(vandaag: NaiveDate, weeks: i64, day: Weekday) -> Option<NaiveDate> {
    let monday = vandaag.checked_sub_days(Days::new(u64::from(vandaag.weekday().num_days_from_monday())))?;
    monday.checked_add_signed(TimeDelta::days(7 * weeks + i64::from(day.num_days_from_monday())))
}

/// The day of the week with this number, in the nearest year on its side.
fn week_nummer(nr: &str, day: Weekday, vandaag: NaiveDate, kant: Kant) -> Option<NaiveDate> {
    let nr = cijfers(nr)?;
    let year = vandaag.iso_week().year();
    let step = if kant == Kant::Straks { 1 } else { -1 };
    let right = |d: &NaiveDate| if kant == Kant::Straks { *d >= vandaag } else { *d <= vandaag };
    (0..=6).filter_map(|n| NaiveDate::from_isoywd_opt(year + step * n, nr, day)).find(right)
}

/// A date at the head of these words: `4-12`, `4/12/2026`, `2026-12-04`, `4 december 2026`, `de 4e december`.
pub(super) fn datum(words: &[&str]) -> Option<(Dag, usize)> {
    let first = words.first()?;
    if let Some(dag) = figures(first) {
        return Some((dag, 1));
    }
    let article = usize::from(*first == "de");
    let day = words.get(article)?;
    let bare = day.strip_suffix("ste").or_else(|| day.strip_suffix("de")).or_else(|| day.strip_suffix('e')).unwrap_or(day);
    let day = cijfers(bare).or_else(|| getal(day)).filter(|d| (1..=31).contains(d))?;
    let month = maand(words.get(article + 1)?)?;
    let year = words.get(article + 2).filter(|w| w.len() == 4).and_then(|w| cijfers(w)).and_then(|y| jaartal(y, 4));
    match year {
        Some(year) => Some((Dag::Vast(NaiveDate::from_ymd_opt(year, month, day)?), article + 3)),
        None => Some((jaarloos(day, month)?, article + 2)),
    }
}

/// `24-11`, `24/11/26`, `24.11.2026`, `2026-11-24`. Not `24.11`, which can be an hour: see [`met_punt`].
pub(super) fn figures(word: &str) -> Option<Dag> {
    let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
    let short = |s: &str| cijfers(s).filter(|_| s.len() <= 2);
    match parts.as_slice() {
        [d, m] if !word.contains('.') => jaarloos(short(d)?, short(m)?),
        [y, m, d] if y.len() == 4 => NaiveDate::from_ymd_opt(jaartal(cijfers(y)?, 4)?, short(m)?, short(d)?).map(Dag::Vast),
        [d, m, y] => NaiveDate::from_ymd_opt(jaartal(cijfers(y)?, y.len())?, short(m)?, short(d)?).map(Dag::Vast),
        _ => None,
    }
}

/// `24.11` as a date.
pub(super) fn met_punt(word: &str) -> Option<Dag> {
    let (d, m) = word.split_once('.')?;
    let short = |s: &str| cijfers(s).filter(|_| s.len() <= 2);
    jaarloos(short(d)?, short(m)?)
}

fn jaarloos(day: u32, month: u32) -> Option<Dag> {
    // a leap year has every day that there is
    NaiveDate::from_ymd_opt(2028, month, day).map(|_| Dag::Jaarloos(day, month))
}

fn jaartal(year: u32, figures: usize) -> Option<i32> {
    let year = if figures == 2 { 2000 + year } else { year };
    i32::try_from(year).ok().filter(|y| (1900..=2999).contains(y))
}
