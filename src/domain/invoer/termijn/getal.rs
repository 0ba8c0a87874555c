//! Numbers and lengths of time, in figures and in words.

use chrono::TimeDelta;

const WOORDEN: [(&str, u32); 31] = [
    ("een", 1),
    ("twee", 2),
    ("drie", 3),
    ("vier", 4),
    ("vijf", 5),
    ("zes", 6),
    ("zeven", 7),
    ("acht", 8),
    ("negen", 9),
    ("tien", 10),
    ("elf", 11),
    ("twaalf", 12),
    ("dertien", 13),
    ("veertien", 14),
    ("vijftien", 15),
    ("zestien", 16),
    ("zeventien", 17),
    ("achttien", 18),
    ("negentien", 19),
    ("twintig", 20),
    ("eenentwintig", 21),
    ("tweeentwintig", 22),
    ("drieentwintig", 23),
    ("vierentwintig", 24),
    ("dertig", 30),
    ("veertig", 40),
    ("vijfenveertig", 45),
    ("achtenveertig", 48),
    ("vijftig", 50),
    ("zestig", 60),
    ("tweeenzeventig", 72),
];

/// A number in at most four figures.
pub(super) fn cijfers(word: &str) -> Option<u32> {
    let figures = (1..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    if figures { word.parse().ok() } else { None }
}

/// A number in figures or in words.
pub(super) fn getal(word: &str) -> Option<u32> {
    cijfers(word).or_else(|| WOORDEN.iter().find(|(naam, _)| *naam == word).map(|(_, n)| *n))
}

/// A length of time. Whether it counts hours on the clock or days on the calendar matters in the nights in which the
/// clock is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lengte {
    /// So much time.
    Verstreken(TimeDelta),
    /// So many days, at the same hour.
    Dagen(u32),
    /// So many days that are no Saturday or Sunday, at the same hour.
    Werkdagen(u32),
    /// So many months, at the same hour.
    Maanden(u32),
}

/// A length at the head of these words, and how many it takes: `2 uur`, `30min`, `anderhalf uur`, `een half uur`.
pub(super) fn lengte(words: &[&str]) -> Option<(Lengte, usize)> {
    let half = |minutes: i64, n: usize| Some((Lengte::Verstreken(TimeDelta::minutes(minutes)), n));
    match words {
        ["een", "half", "uur", ..] => return half(30, 3),
        ["half", "uur", ..] => return half(30, 2),
        ["anderhalf", "uur", ..] => return half(90, 2),
        ["het", "uur", ..] => return half(60, 2),
        _ => {}
    }
    let first = words.first()?;
    let figures = first.find(|c: char| !c.is_ascii_digit()).unwrap_or(first.len());
    let (glued, unit) = first.split_at_checked(figures)?;
    if !glued.is_empty() && !unit.is_empty() {
        return Some((eenheid(cijfers(glued)?, unit)?, 1));
    }
    Some((eenheid(getal(first)?, words.get(1)?)?, 2))
}

fn eenheid(n: u32, unit: &str) -> Option<Lengte> {
    if n == 0 || n > 999 {
        return None;
    }
    let many = i64::from(n);
    Some(match unit {
        "min" | "minuut" | "minuten" => Lengte::Verstreken(TimeDelta::minutes(many)),
        "kwartier" => Lengte::Verstreken(TimeDelta::minutes(15 * many)),
        "u" | "uur" | "uren" | "h" => Lengte::Verstreken(TimeDelta::hours(many)),
        "d" | "dag" | "dagen" => Lengte::Dagen(n),
        "werkdag" | "werkdagen" => Lengte::Werkdagen(n),
        "week" | "weken" | "wk" => Lengte::Dagen(7 * n),
        "maand" | "maanden" => Lengte::Maanden(n),
        _ => return None,
    })
}
