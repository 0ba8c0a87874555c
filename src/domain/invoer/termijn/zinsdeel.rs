//! The grammar: which words say a day, an hour, a part of the day or a length, and which words go on about it.

use chrono::{DateTime, NaiveDate};

use super::Kant;
use super::dag::{self, Dag};
use super::getal::{self, Lengte};
use super::uur::{self, Dagdeel, Kloktijd};
use crate::domain::tijd::Tijdstip;

/// The parts of a moment, as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Zinsdeel {
    pub(super) dag: Option<Dag>,
    pub(super) dagdeel: Option<Dagdeel>,
    pub(super) klok: Option<Kloktijd>,
    /// A date and an hour in one: `4.12`.
    pub(super) dubbel: Option<(Dag, Kloktijd)>,
    pub(super) lengte: Option<Lengte>,
    /// A moment that says everything itself: ISO with an offset, or `nu`.
    pub(super) exact: Option<Tijdstip>,
    /// 'Rond', 'ongeveer'.
    pub(super) ongeveer: bool,
    /// 'Voor' that day: before it begins.
    pub(super) voor: bool,
    /// Whether the day is our own choice.
    pub(super) eigen_dag: bool,
    /// How many words it takes.
    pub(super) woorden: usize,
}

impl Zinsdeel {
    /// Reads as many of the words as say a moment; none when the first ones say none.
    pub(super) fn lees(words: &[&str], vandaag: NaiveDate, kant: Kant) -> Option<Self> {
        if let Some(whole) = lengte(words, kant).or_else(|| iso(words)) {
            return Some(whole);
        }
        if kant == Kant::Toen && matches!(words.first(), Some(&"nu" | &"zojuist" | &"zonet")) {
            return Some(Self { lengte: Some(Lengte::Dagen(0)), woorden: 1, ..Self::default() });
        }
        let mut deel = Self::default();
        while deel.nog_een(words, vandaag, kant) {}
        let leeg = deel.dag.is_none() && deel.dagdeel.is_none() && deel.klok.is_none() && deel.dubbel.is_none();
        // a deadline is a moment: 'rond' is not understood there
        (!leeg).then_some(deel)
    }

    /// Whether an hour was typed.
    pub(super) fn heeft_uur(&self) -> bool {
        self.klok.is_some() || self.dubbel.is_some() || self.exact.is_some()
    }

    /// Takes one more part: the words before it that belong to it, and the part.
    fn nog_een(&mut self, words: &[&str], vandaag: NaiveDate, kant: Kant) -> bool {
        let mut at = self.woorden;
        let (mut om, mut ongeveer, mut voor) = (false, false, false);
        while let Some(word) = words.get(at) {
            match *word {
                "om" => om = true,
                "rond" | "ongeveer" | "ca" | "circa" | "omstreeks" if kant == Kant::Toen => ongeveer = true,
                "voor" if kant == Kant::Straks => voor = true,
                "uiterlijk" | "per" | "tegen" if kant == Kant::Straks => {}
                "op" | "in" | "de" if words.get(at + 1).is_some() => {}
                _ => break,
            }
            at += 1;
        }
        let taken = self.deel(words.get(at..).unwrap_or_default(), vandaag, (kant, om, ongeveer));
        if taken == 0 {
            return false;
        }
        self.woorden = at + taken;
        self.ongeveer |= ongeveer;
        self.voor |= voor;
        true
    }

    /// One part at the head of these words; gives how many it takes.
    fn deel(&mut self, words: &[&str], vandaag: NaiveDate, (kant, om, rond): (Kant, bool, bool)) -> usize {
        let no_hour = self.klok.is_none() && self.dubbel.is_none();
        if let Some((dag, klok)) = words.first().and_then(|w| Some((dag::met_punt(w)?, uur::met_punt(w)?)))
            && no_hour
            && !om
            && self.dag.is_none()
            && uur::klok(words, false).is_none()
        {
            if uur::klok(words.get(1..).unwrap_or_default(), false).is_some() {
                return self.met_dag(dag, 1);
            }
            self.dubbel = Some((dag, klok));
            return 1;
        }
        let room = self.dag.is_none() && self.dubbel.is_none();
        if let Some(g) = dag::dag(words, vandaag, kant).filter(|_| room && !om_uur(words, om)) {
            (self.dag, self.eigen_dag) = (Some(g.dag), g.eigen);
            self.dagdeel = self.dagdeel.or(g.dagdeel);
            return g.woorden;
        }
        if no_hour && let Some((klok, n)) = uur::klok(words, om || rond || self.na_dag(words)) {
            self.klok = Some(klok);
            return n;
        }
        if let (None, Some((part, n))) = (self.dagdeel, dagdeel(words)) {
            self.dagdeel = Some(part);
            return n;
        }
        match words.first().and_then(|w| dag::met_punt(w)).filter(|_| room && !om) {
            Some(dag) => self.met_dag(dag, 1),
            None => 0,
        }
    }

    /// Behind a day `9.30` is an hour.
    fn na_dag(&self, words: &[&str]) -> bool {
        let one = words.first().is_some_and(|w| uur::met_punt(w).is_some());
        one && (self.dag.is_some() || words.first().is_some_and(|w| dag::met_punt(w).is_none()))
    }

    fn met_dag(&mut self, dag: Dag, words: usize) -> usize {
        self.dag = Some(dag);
        words
    }
}

/// Whether these words say an hour where a day could be read too: 'om 9 uur'.
fn om_uur(words: &[&str], om: bool) -> bool {
    om && uur::klok(words, true).is_some()
}

/// A part of the day as a word of its own: `avond`, `'s avonds`.
fn dagdeel(words: &[&str]) -> Option<(Dagdeel, usize)> {
    match words {
        ["'s", part, ..] => Dagdeel::bij(part).map(|p| (p, 2)),
        [part, ..] => Dagdeel::bij(part).map(|p| (p, 1)),
        [] => None,
    }
}

/// A length that says the moment: `over 3 dagen`, `binnen het uur`, `2 uur geleden`.
fn lengte(words: &[&str], kant: Kant) -> Option<Zinsdeel> {
    let found = |lengte, woorden| Some(Zinsdeel { lengte: Some(lengte), woorden, ..Zinsdeel::default() });
    match (kant, words) {
        (Kant::Straks, ["binnen" | "over", rest @ ..]) => {
            let (lengte, n) = getal::lengte(rest)?;
            found(lengte, n + 1)
        }
        (Kant::Toen, ["ongeveer" | "ca" | "circa" | "rond", rest @ ..]) => {
            lengte(rest, kant).map(|z| Zinsdeel { ongeveer: true, woorden: z.woorden + 1, ..z })
        }
        (Kant::Toen, _) => {
            let (lengte, n) = getal::lengte(words)?;
            if words.get(n).is_some_and(|w| *w == "geleden") { found(lengte, n + 1) } else { None }
        }
        (Kant::Straks, _) => None,
    }
}

/// `2026-12-04T12:00`, with seconds and an offset where they are there.
fn iso(words: &[&str]) -> Option<Zinsdeel> {
    let first = words.first()?.to_uppercase();
    let (day, hour) = first.split_once('T').filter(|(day, _)| day.len() == 10)?;
    if let Ok(t) = DateTime::parse_from_rfc3339(&first) {
        return Some(Zinsdeel { exact: Some(t.into()), woorden: 1, ..Zinsdeel::default() });
    }
    let (dag, klok) = (dag::figures(day)?, uur::geschreven(&hour.to_lowercase())?);
    Some(Zinsdeel { dag: Some(dag), klok: Some(klok), woorden: 1, ..Zinsdeel::default() })
}

/// Words that lead to a day or an hour.
pub(super) const INLEIDEND: [&str; 13] =
    ["om", "rond", "ongeveer", "ca", "circa", "omstreeks", "voor", "uiterlijk", "per", "tegen", "op", "in", "de"];

/// Words that lead to more of a time, and say nothing by themselves.
const VOEGWOORDEN: [&str; 26] = [
    "en",
    "of",
    "tot",
    "t/m",
    "tussen",
    "na",
    "voor",
    "vanaf",
    "van",
    "op",
    "om",
    "in",
    "de",
    "het",
    "rond",
    "ongeveer",
    "ca",
    "circa",
    "omstreeks",
    "tegen",
    "uiterlijk",
    "'s",
    "a",
    "over",
    "&",
    "+",
];
/// Those of them behind which a bare number is a time.
const MET_GETAL: [&str; 13] =
    ["en", "of", "tot", "t/m", "tussen", "na", "voor", "vanaf", "om", "rond", "ongeveer", "omstreeks", "tegen"];

/// How many of these words go on about a time; `uur` says that an hour was read already, so that a bare number is none.
pub(super) fn vervolg(words: &[&str], uur: bool) -> usize {
    let mut end = 0;
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let before = at.checked_sub(1).and_then(|b| words.get(b)).copied().unwrap_or_default();
        let number = word.bytes().all(|b| b.is_ascii_digit()) && !word.is_empty();
        let counts = number && (MET_GETAL.contains(&before) || (at == 0 && !uur));
        if counts || tijdachtig(word, words.get(at + 1).copied().unwrap_or_default()) {
            end = at + 1;
        } else if !VOEGWOORDEN.contains(word) || at > end + 2 {
            break;
        }
        at += 1;
    }
    end
}

/// Whether a word can only be about a time.
fn tijdachtig(word: &str, next: &str) -> bool {
    let figure = |w: &str| w.starts_with(|c: char| c.is_ascii_digit());
    let dash = word.strip_prefix(['-', '\u{2013}']).is_some_and(figure);
    let hour = uur::geschreven(word).is_some() || uur::met_punt(word).is_some() || half_uur(word);
    let day = matches!(word, "vandaag" | "morgen" | "overmorgen" | "gisteren" | "eergisteren" | "vannacht")
        || word.starts_with("van") && Dagdeel::bij(word.trim_start_matches("van")).is_some();
    let weekday = dag::weekdag(word).is_some_and(|(_, whole)| whole || figure(next));
    let compound = word.find("dag").is_some_and(|at| {
        let (head, rest) = word.split_at_checked(at + 3).unwrap_or_default();
        dag::weekdag(head).is_some() && Dagdeel::bij(rest).is_some()
    });
    let spoken = matches!(word, "half" | "kwart") && getal::getal(next).is_some() || (word == "kwart" && next == "voor");
    let part = Dagdeel::bij(word).is_some() && word != "vroeg";
    let week = matches!(word, "week" | "weken") && figure(next) || matches!(word, "a.s" | "geleden");
    let month = dag::maand(word).is_some() && word.len() > 3;
    dash || hour
        || dag::figures(word).is_some()
        || day
        || weekday
        || compound
        || spoken
        || part
        || week
        || month
        || word == "uur"
}

/// `12:0`, `25:00`: an hour that does not exist.
fn half_uur(word: &str) -> bool {
    word.split_once(':').is_some_and(|(h, m)| !h.is_empty() && [h, m].iter().all(|p| p.bytes().all(|b| b.is_ascii_digit())))
}
