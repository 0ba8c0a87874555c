//! Dutch deadlines and Dutch 'when it happened', resolved to a moment in Europe/Amsterdam.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::kalender::{self, Kant, Lengte, Seizoen};
use crate::domain::dossier::{Gebeurd, Precisie};
use crate::domain::tijd::{Tijdstip, Wandklok};

/// The hour of a deadline that names only a day (our own choice: the end of an office day).
const EINDE_WERKDAG: NaiveTime = clock(17, 0);
/// The same, once that hour has passed today.
const EINDE_DAG: NaiveTime = clock(23, 59);
const fn clock(hour: u32, minute: u32) -> NaiveTime {
    match NaiveTime::from_hms_opt(hour, minute, 0) {
        Some(time) => time,
        None => NaiveTime::MIN,
    }
}

/// The most words that a moment takes: `ongeveer 24 november 09:30`.
const WORDS_MAX: usize = 4;

/// A moment that was read, or the question that it leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gelezen<T> {
    /// One moment.
    Een(T),
    /// The hour passes twice that night; which one is meant has to be asked.
    Twee {
        /// In summer time.
        zomer: T,
        /// In winter time.
        winter: T,
    },
    /// The clock jumps over that hour; the hour before or after it has to be chosen.
    Geen {
        /// An hour earlier.
        ervoor: T,
        /// An hour later.
        erna: T,
    },
}

impl<T> Gelezen<T> {
    /// The same question about something else.
    pub fn map<U>(self, f: impl Fn(T) -> U) -> Gelezen<U> {
        match self {
            Self::Een(t) => Gelezen::Een(f(t)),
            Self::Twee { zomer, winter } => Gelezen::Twee { zomer: f(zomer), winter: f(winter) },
            Self::Geen { ervoor, erna } => Gelezen::Geen { ervoor: f(ervoor), erna: f(erna) },
        }
    }

    /// The moment, where there is no question.
    pub fn een(self) -> Option<T> {
        match self {
            Self::Een(t) => Some(t),
            _ => None,
        }
    }
}

/// Reads a deadline from the first of `words`, as many as make sense, seen from `nu`. Also says how many words it took.
pub fn termijn(words: &[&str], nu: Tijdstip) -> Option<(Gelezen<Tijdstip>, usize)> {
    longest(words, |words| een_termijn(words, nu))
}

/// Reads when something happened, in the same way.
pub fn gebeurd(words: &[&str], nu: Tijdstip) -> Option<(Gelezen<Gebeurd>, usize)> {
    longest(words, |words| een_gebeurd(words, nu))
}

fn longest<T>(words: &[&str], read: impl Fn(&[&str]) -> Option<T>) -> Option<(T, usize)> {
    (1..=words.len().min(WORDS_MAX)).rev().find_map(|n| {
        let lower: Vec<String> = words.iter().take(n).map(|w| w.to_lowercase()).collect();
        let mut lower: Vec<&str> = lower.iter().map(String::as_str).collect();
        if let Some(last) = lower.last_mut() {
            *last = last.trim_end_matches(['.', ',', ';', ')', '!']);
        }
        read(&lower).map(|t| (t, n))
    })
}

fn een_termijn(words: &[&str], nu: Tijdstip) -> Option<Gelezen<Tijdstip>> {
    match words {
        ["binnen" | "over", count, unit] => Some(Gelezen::Een(vooruit(kalender::lengte(count, unit)?, nu))),
        [hour] if kalender::uur(hour).is_some() => {
            let (time, seizoen) = kalender::uur(hour)?;
            let today = nu.lokaal().date_naive();
            let day = if time > nu.lokaal().time() { today } else { today.succ_opt()? };
            Some(op_klok(day, time, seizoen))
        }
        _ => {
            let (day, weekday, time) = dag_en_uur(words, nu, Kant::Straks)?;
            let (time, seizoen) = time.unwrap_or_else(|| (einde_van(day, nu), None));
            let passed = day == nu.lokaal().date_naive() && time <= nu.lokaal().time();
            let day = if weekday && passed { day.checked_add_days(chrono::Days::new(7))? } else { day };
            Some(op_klok(day, time, seizoen))
        }
    }
}

fn een_gebeurd(words: &[&str], nu: Tijdstip) -> Option<Gelezen<Gebeurd>> {
    if let ["ongeveer" | "ca" | "ca.", rest @ ..] = words {
        return een_gebeurd(rest, nu).map(|g| g.map(|g| Gebeurd { precisie: Precisie::Ongeveer, ..g }));
    }
    match words {
        [count, unit, "geleden"] => {
            let (op, precisie) = match kalender::lengte(count, unit)? {
                Lengte::Verstreken(t) => (nu.plus(-t), Precisie::Minuut),
                Lengte::Dagen(n) => {
                    (begin_van(nu.lokaal().date_naive().checked_sub_signed(TimeDelta::days(n))?), Precisie::Dag)
                }
            };
            Some(Gelezen::Een(Gebeurd { op, precisie }))
        }
        [hour] if kalender::uur(hour).is_some() => {
            let (time, seizoen) = kalender::uur(hour)?;
            let today = nu.lokaal().date_naive();
            let day = if time <= nu.lokaal().time() { today } else { today.pred_opt()? };
            Some(op_klok(day, time, seizoen).map(|op| Gebeurd { op, precisie: Precisie::Minuut }))
        }
        _ => match dag_en_uur(words, nu, Kant::Toen)? {
            (day, _, None) => Some(Gelezen::Een(Gebeurd { op: begin_van(day), precisie: Precisie::Dag })),
            (day, _, Some((time, seizoen))) => {
                Some(op_klok(day, time, seizoen).map(|op| Gebeurd { op, precisie: Precisie::Minuut }))
            }
        },
    }
}

type Hour = (NaiveTime, Option<Seizoen>);

/// A day, whether it was named as a weekday, and the hour where one stands behind it.
fn dag_en_uur(words: &[&str], nu: Tijdstip, kant: Kant) -> Option<(NaiveDate, bool, Option<Hour>)> {
    let today = nu.lokaal().date_naive();
    let one = |word: &str| kalender::dag(word, today, kant).or_else(|| Some((kalender::datum(word, today, kant)?, false)));
    let two = |day: &str, month: &str| kalender::datum_in_woorden(day, month, today, kant);
    match words {
        [day] => one(day).map(|(d, w)| (d, w, None)),
        [day, hour] => match (one(day), kalender::uur(hour)) {
            (Some((d, w)), Some(time)) => Some((d, w, Some(time))),
            _ => Some((two(day, hour)?, false, None)),
        },
        [day, "om", hour] => one(day).and_then(|(d, w)| Some((d, w, Some(kalender::uur(hour)?)))),
        [day, month, hour] | [day, month, "om", hour] => Some((two(day, month)?, false, Some(kalender::uur(hour)?))),
        _ => None,
    }
}

fn einde_van(day: NaiveDate, nu: Tijdstip) -> NaiveTime {
    let local = nu.lokaal();
    if day == local.date_naive() && local.time() >= EINDE_WERKDAG { EINDE_DAG } else { EINDE_WERKDAG }
}

/// Days keep the hour on the clock; where that hour passes twice or not at all, nothing has to be asked: the first, or
/// the hour after it.
fn vooruit(lengte: Lengte, nu: Tijdstip) -> Tijdstip {
    match lengte {
        Lengte::Verstreken(t) => nu.plus(t),
        Lengte::Dagen(n) => {
            let wall = nu.lokaal().naive_local();
            match Tijdstip::op_wandklok(wall.checked_add_signed(TimeDelta::days(n)).unwrap_or(wall)) {
                Wandklok::Een(t) | Wandklok::Twee { zomer: t, .. } | Wandklok::Geen { erna: t, .. } => t,
            }
        }
    }
}

fn begin_van(day: NaiveDate) -> Tijdstip {
    match Tijdstip::op_wandklok(day.and_time(NaiveTime::MIN)) {
        Wandklok::Een(t) | Wandklok::Twee { zomer: t, .. } | Wandklok::Geen { erna: t, .. } => t,
    }
}

fn op_klok(day: NaiveDate, time: NaiveTime, seizoen: Option<Seizoen>) -> Gelezen<Tijdstip> {
    match (Tijdstip::op_wandklok(day.and_time(time)), seizoen) {
        (Wandklok::Een(t), _) => Gelezen::Een(t),
        (Wandklok::Twee { zomer, .. }, Some(Seizoen::Zomer)) => Gelezen::Een(zomer),
        (Wandklok::Twee { winter, .. }, Some(Seizoen::Winter)) => Gelezen::Een(winter),
        (Wandklok::Twee { zomer, winter }, None) => Gelezen::Twee { zomer, winter },
        (Wandklok::Geen { ervoor, erna }, _) => Gelezen::Geen { ervoor, erna },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(raw: &str) -> Tijdstip {
        Tijdstip::try_from(raw.to_owned()).unwrap()
    }

    /// Sunday 22 November 2026, 14:31 in Amsterdam.
    fn nu() -> Tijdstip {
        at("2026-11-22T13:31:00Z")
    }

    fn due(text: &str) -> String {
        let words: Vec<&str> = text.split(' ').collect();
        match termijn(&words, nu()) {
            Some((Gelezen::Een(t), n)) => format!("{} ({n})", t.datum_klok()),
            Some((other, _)) => format!("{other:?}"),
            None => "-".to_owned(),
        }
    }

    #[test]
    fn deadlines_as_people_say_them() {
        for (typed, meant) in [
            ("vandaag 17:00", "zo 22-11-2026 17:00 (2)"),
            ("vandaag", "zo 22-11-2026 17:00 (1)"),
            ("morgen 12:00", "ma 23-11-2026 12:00 (2)"),
            ("Morgen om 9u", "ma 23-11-2026 09:00 (3)"),
            ("vr 12:00", "vr 27-11-2026 12:00 (2)"),
            ("zo 12:00", "zo 29-11-2026 12:00 (2)"),
            ("zo 16:00", "zo 22-11-2026 16:00 (2)"),
            ("binnen 2 uur", "zo 22-11-2026 16:31 (3)"),
            ("over 3 dagen", "wo 25-11-2026 14:31 (3)"),
            ("over een week", "zo 29-11-2026 14:31 (3)"),
            ("24-11 09:30", "di 24-11-2026 09:30 (2)"),
            ("24 november 09:30", "di 24-11-2026 09:30 (3)"),
            ("1 dec", "di 01-12-2026 17:00 (2)"),
            ("16:00", "zo 22-11-2026 16:00 (1)"),
            ("12:00", "ma 23-11-2026 12:00 (1)"),
            ("morgen na de zitting", "ma 23-11-2026 17:00 (1)"),
            ("vr 12:00.", "vr 27-11-2026 12:00 (2)"),
            ("ooit", "-"),
            ("gisteren", "-"),
            ("31-11", "-"),
        ] {
            assert_eq!(due(typed), meant, "{typed}");
        }
    }

    #[test]
    fn the_doubled_hour_asks_and_a_letter_answers() {
        let words = ["25-10-2026", "02:30"];
        assert!(matches!(termijn(&words, nu()), Some((Gelezen::Twee { .. }, 2))));
        let (winter, _) = termijn(&["25-10-2026", "02:30w"], nu()).unwrap();
        assert_eq!(winter, Gelezen::Een(at("2026-10-25T01:30:00Z")));
        let (summer, _) = termijn(&["25-10-2026", "02:30z"], nu()).unwrap();
        assert_eq!(summer, Gelezen::Een(at("2026-10-25T00:30:00Z")));
    }

    #[test]
    fn the_skipped_hour_asks_for_the_hour_before_or_after() {
        let (read, _) = termijn(&["28-3-2027", "02:30"], nu()).unwrap();
        assert_eq!(read, Gelezen::Geen { ervoor: at("2027-03-28T00:30:00Z"), erna: at("2027-03-28T01:30:00Z") });
    }

    #[test]
    fn hours_across_the_change_are_real_hours_and_days_keep_the_clock() {
        let before = at("2027-03-27T22:00:00Z"); // 23:00, summer time starts that night
        let (t, _) = termijn(&["binnen", "6", "uur"], before).unwrap();
        assert_eq!(t.een().unwrap().datum_klok(), "zo 28-03-2027 06:00");
        let (t, _) = termijn(&["over", "1", "dag"], before).unwrap();
        assert_eq!(t.een().unwrap().datum_klok(), "zo 28-03-2027 23:00");
    }

    #[test]
    fn what_happened_lies_behind_us_and_says_how_exactly() {
        for (typed, when, exact) in [
            ("gisteren 22:00", "za 21-11-2026 22:00", Precisie::Minuut),
            ("13:00", "zo 22-11-2026 13:00", Precisie::Minuut),
            ("16:00", "za 21-11-2026 16:00", Precisie::Minuut),
            ("3 maart", "di 03-03-2026 00:00", Precisie::Dag),
            ("ongeveer 3 maart", "di 03-03-2026 00:00", Precisie::Ongeveer),
            ("2 uur geleden", "zo 22-11-2026 12:31", Precisie::Minuut),
            ("3 weken geleden", "zo 01-11-2026 00:00", Precisie::Dag),
            ("za 23:15", "za 21-11-2026 23:15", Precisie::Minuut),
        ] {
            let words: Vec<&str> = typed.split(' ').collect();
            let (read, n) = gebeurd(&words, nu()).unwrap();
            let g = read.een().unwrap();
            assert_eq!((g.op.datum_klok().as_str(), g.precisie, n), (when, exact, words.len()), "{typed}");
        }
    }
}
