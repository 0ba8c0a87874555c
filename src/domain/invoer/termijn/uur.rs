//! Hours as Dutch is typed: `9:30`, `9u30`, `half tien`, `kwart voor 9`, `9 uur`, and parts of the day.

use super::getal::{cijfers, getal};

/// Which of two equal hours is meant when summer time ends: `02:30z` or `02:30w`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seizoen {
    Zomer,
    Winter,
}

/// An hour on the clock; 24 is the end of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kloktijd {
    pub(super) uur: u32,
    pub(super) minuut: u32,
    pub(super) seizoen: Option<Seizoen>,
    /// Whether it can be an hour of the afternoon or evening too: `9 uur`, and not `09:00`.
    pub(super) twaalf: bool,
    /// Whether it was said and not written: `half drie`, `3 uur`.
    pub(super) gezegd: bool,
}

impl Kloktijd {
    /// The same hour in the afternoon, where an hour that was said can be that as well as one of the night.
    pub(super) fn in_de_middag(self) -> Option<Self> {
        (self.gezegd && self.twaalf && self.uur < 7).then(|| Self { uur: self.uur + 12, gezegd: false, ..self })
    }
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dagdeel {
    Ochtend,
    Middag,
    Avond,
    Nacht,
}

impl Dagdeel {
    /// The part that goes by this word.
    pub(super) fn bij(word: &str) -> Option<Self> {
        let bare = word.trim_start_matches("'s-").trim_start_matches("'s").trim_start_matches("s-");
        Some(match bare {
            "ochtend" | "ochtends" | "morgens" | "vroeg" | "sochtends" | "smorgens" => Self::Ochtend,
            "middag" | "middags" | "namiddag" | "smiddags" => Self::Middag,
            "avond" | "avonds" | "savonds" => Self::Avond,
            "nacht" | "nachts" | "snachts" => Self::Nacht,
            _ => return None,
        })
    }

    /// Our own hour for it, and the hour at which it ends.
    pub(super) fn uren(self) -> ((u32, u32), (u32, u32)) {
        match self {
            Self::Ochtend => ((9, 0), (12, 0)),
            Self::Middag => ((15, 0), (18, 0)),
            Self::Avond => ((20, 0), (23, 59)),
            Self::Nacht => ((2, 0), (6, 0)),
        }
    }

    /// The hour as it is meant in this part of the day: `8 uur` in the evening is 20:00. None where it does not lie in it.
    pub(super) fn klok(self, k: Kloktijd) -> Option<Kloktijd> {
        let (own, later) = match self {
            Self::Ochtend => (4..=12, 0..=0),
            Self::Middag => (12..=18, 1..=6),
            Self::Avond => (17..=24, 5..=12),
            Self::Nacht => (0..=6, 10..=12),
        };
        if own.contains(&k.uur) || (self == Self::Nacht && k.uur >= 22) {
            return Some(k);
        }
        (k.twaalf && later.contains(&k.uur)).then(|| Kloktijd { uur: k.uur + 12, ..k })
    }
}

/// An hour at the head of these words, and how many words it takes. `om` says that an hour comes: then a bare number is
/// one, and so is `4.12`.
pub(super) fn klok(words: &[&str], om: bool) -> Option<(Kloktijd, usize)> {
    if let Some((k, n)) = gesproken(words) {
        let uur = usize::from(words.get(n).is_some_and(|w| is_uur(w)));
        return Some((k, n + uur));
    }
    let first = words.first()?;
    let next = words.get(1).is_some_and(|w| is_uur(w));
    if let Some(k) = geschreven(first) {
        return Some((k, 1 + usize::from(next)));
    }
    if let Some(k) = met_punt(first).filter(|_| om || next) {
        return Some((k, 1 + usize::from(next)));
    }
    let n = getal(first)?;
    if !(next || om) || n > 24 {
        return None;
    }
    // 9 uur 30
    let minutes = words.get(2).filter(|w| next && w.len() == 2).and_then(|w| cijfers(w)).filter(|m| *m < 60 && n < 24);
    let k = Kloktijd { uur: n, minuut: minutes.unwrap_or(0), seizoen: None, twaalf: !first.starts_with('0'), gezegd: true };
    Some((k, 1 + usize::from(next) + usize::from(minutes.is_some())))
}

fn is_uur(word: &str) -> bool {
    matches!(word, "uur" | "u" | "h")
}

/// `half tien`, `kwart over 9`, `tien voor half tien`.
fn gesproken(words: &[&str]) -> Option<(Kloktijd, usize)> {
    let hour = |w: &str| getal(w).filter(|n| (1..=12).contains(n));
    let (uur, minuut, n) = match words {
        ["half", x, ..] => (hour(x)? + 11, 30, 2),
        ["kwart", "voor", x, ..] => (hour(x)? + 11, 45, 3),
        ["kwart", "over", x, ..] => (hour(x)? + 12, 15, 3),
        [m, "minuten", "voor" | "over", ..] => return verschoven(getal(m)?, words.get(2..)?).map(|(k, n)| (k, n + 2)),
        [m, "voor" | "over", ..] => return verschoven(getal(m)?, words.get(1..)?).map(|(k, n)| (k, n + 1)),
        _ => return None,
    };
    Some((gezegd(uur, minuut), n))
}

/// The hour as it is said: half one is 12:30, half two 01:30.
fn gezegd(uur: u32, minuut: u32) -> Kloktijd {
    let uur = if uur > 12 { uur - 12 } else { uur };
    Kloktijd { uur, minuut, seizoen: None, twaalf: true, gezegd: true }
}

fn verschoven(m: u32, words: &[&str]) -> Option<(Kloktijd, usize)> {
    let hour = |w: &str| getal(w).filter(|n| (1..=12).contains(n));
    if !(1..30).contains(&m) {
        return None;
    }
    let (uur, minuut, n) = match words {
        ["voor", "half", x, ..] if m < 30 => (hour(x)? + 11, 30 - m, 3),
        ["over", "half", x, ..] if m < 30 => (hour(x)? + 11, 30 + m, 3),
        ["voor", x, ..] => (hour(x)? + 11, 60 - m, 2),
        ["over", x, ..] => (hour(x)? + 12, m, 2),
        _ => return None,
    };
    Some((gezegd(uur, minuut), n))
}

/// `9:30`, `09:30:05`, `9u30`, `9u`, `12h`, `12uur`, `02:30w`.
pub(super) fn geschreven(word: &str) -> Option<Kloktijd> {
    let (word, seizoen) = match word.strip_suffix('z') {
        Some(w) => (w, Some(Seizoen::Zomer)),
        None => match word.strip_suffix('w') {
            Some(w) => (w, Some(Seizoen::Winter)),
            None => (word, None),
        },
    };
    if word.contains(':') {
        let word = word.strip_suffix("uur").or_else(|| word.strip_suffix(['u', 'h'])).unwrap_or(word);
        let parts: Vec<&str> = word.split(':').collect();
        return match parts.as_slice() {
            [h, m] => maak(h, m, seizoen),
            [h, m, s] if s.len() == 2 && cijfers(s)? < 60 => maak(h, m, seizoen),
            _ => None,
        };
    }
    if let Some(h) = word.strip_suffix("uur").or_else(|| word.strip_suffix(['u', 'h'])) {
        return match h.split_once('.') {
            Some((h, m)) => maak(h, m, seizoen),
            None => maak(h, "00", seizoen),
        };
    }
    let (h, m) = word.split_once(['u', 'h'])?;
    maak(h, m, seizoen)
}

/// `9.30`: an hour, if it is no date.
pub(super) fn met_punt(word: &str) -> Option<Kloktijd> {
    let (h, m) = word.split_once('.')?;
    maak(h, m, None)
}

fn maak(h: &str, m: &str, seizoen: Option<Seizoen>) -> Option<Kloktijd> {
    let (uur, minuut) = (cijfers(h).filter(|_| h.len() <= 2)?, cijfers(m).filter(|_| m.len() == 2)?);
    let valid = minuut < 60 && (uur < 24 || (uur == 24 && minuut == 0));
    valid.then(|| Kloktijd { uur, minuut, seizoen, twaalf: !h.starts_with('0'), gezegd: false })
}
