//! Dutch deadlines and Dutch 'when it happened', resolved to a moment in Europe/Amsterdam. A moment is read whole, or it
//! is not read and what could not be understood is named: never the first half of what was typed.

mod dag;
mod getal;
mod onmogelijk;
mod plaats;
mod uur;
mod woord;
mod zinsdeel;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::domain::dossier::{Gebeurd, Precisie};
use crate::domain::tijd::{Tijdstip, Wandklok};
use woord::woorden;
use zinsdeel::Zinsdeel;

/// In which direction an unfinished moment looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kant {
    /// A deadline: ahead of us.
    Straks,
    /// Something that happened: behind us.
    Toen,
}

/// A moment, with how exactly it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GelezenMoment {
    /// When.
    pub op: Tijdstip,
    /// How exactly.
    pub precisie: Precisie,
}

impl From<GelezenMoment> for Gebeurd {
    fn from(m: GelezenMoment) -> Self {
        Self { op: m.op, precisie: m.precisie }
    }
}

/// What was read: a moment, or the question that it leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gelezen {
    /// One moment.
    Een(GelezenMoment),
    /// It has to be asked first.
    Vraag(Tijdvraag),
}

/// Why a moment has to be asked, and what it can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tijdvraag {
    /// What is not clear.
    pub waarom: Onduidelijkheid,
    /// What it can be; each is on the right side of now.
    pub keuzes: Vec<GelezenMoment>,
}

/// What is not clear about a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Onduidelijkheid {
    /// That hour passes twice that night: first in summer time, then in winter time.
    Twee,
    /// The clock jumps over that hour.
    Geen,
    /// A deadline that is past.
    Voorbij,
    /// Something that happened, and is still to come.
    NogKomen,
    /// `4.12` is a date and an hour.
    DatumOfUur,
    /// The weekday and the date are two different days.
    DagKloptNiet,
    /// `Half drie` is in the night and in the afternoon.
    NachtOfMiddag,
    /// There is no such day, or no such hour: `31 februari`, `25:00`.
    BestaatNiet,
}

impl Onduidelijkheid {
    /// The sentence that asks.
    pub fn zin(self) -> &'static str {
        match self {
            Self::Twee => "Die nacht gaat de klok terug: dat uur is er twee keer.",
            Self::Geen => "Die nacht gaat de klok vooruit: dat uur is er niet.",
            Self::Voorbij => "Die termijn is al voorbij.",
            Self::NogKomen => "Dat moment moet nog komen.",
            Self::DatumOfUur => "Dat kan een datum zijn en een tijd.",
            Self::DagKloptNiet => "De dag en de datum zijn niet dezelfde.",
            Self::NachtOfMiddag => "Dat uur is er in de nacht en in de middag.",
            Self::BestaatNiet => "Die dag of dat uur bestaat niet.",
        }
    }
}

/// What of a moment is our own choice, because it was not typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eigen {
    /// The hour.
    Uur,
    /// The day in that week, and the hour.
    DagEnUur,
}

impl Eigen {
    /// What the preview says of it.
    pub fn zin(self) -> &'static str {
        match self {
            Self::Uur => "uur door ons gekozen",
            Self::DagEnUur => "dag en uur door ons gekozen",
        }
    }
}

/// A moment that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lezing {
    /// The moment or the question.
    pub gelezen: Gelezen,
    /// What of it is our own choice.
    pub eigen: Option<Eigen>,
    /// How many bytes of the text it takes.
    pub bytes: usize,
}

/// What stands at the head of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tijdkop {
    /// A moment.
    Tijd(Lezing),
    /// Something that looks like a moment and is not understood as a whole: the part that was not.
    Rest(Range<usize>),
    /// No moment.
    Geen,
}

/// Reads the moment at the head of `text`, seen from `nu`. Ordinary words behind it are not taken; words that go on about
/// the time and are not understood make that nothing is read.
pub fn lees(text: &str, kant: Kant, nu: Tijdstip) -> Tijdkop {
    let all = woorden(text);
    let forms: Vec<&str> = all.iter().map(|w| w.vorm.as_str()).collect();
    let span = |from: usize, n: usize| {
        let start = all.get(from).map_or(0, |w| w.plek.start);
        start..all.get((from + n).saturating_sub(1)).map_or(start, |w| w.plek.end)
    };
    let vandaag = nu.lokaal().date_naive();
    let deel = Zinsdeel::lees(&forms, vandaag, kant);
    let read = deel.as_ref().map_or(0, |d| d.woorden);
    let n = onmogelijk::onmogelijk(forms.get(read..).unwrap_or_default());
    if n > 0 {
        // an hour behind a day that does not exist belongs to it
        let more = Zinsdeel::lees(forms.get(read + n..).unwrap_or_default(), vandaag, kant).map_or(0, |d| d.woorden);
        let vraag = Tijdvraag { waarom: Onduidelijkheid::BestaatNiet, keuzes: Vec::new() };
        let bytes = span(0, read + n + more).end;
        return Tijdkop::Tijd(Lezing { gelezen: Gelezen::Vraag(vraag), eigen: None, bytes });
    }
    let Some(deel) = deel else {
        return match zinsdeel::vervolg(&forms, false) {
            0 => Tijdkop::Geen,
            n => Tijdkop::Rest(span(0, n)),
        };
    };
    let rest = zinsdeel::vervolg(forms.get(deel.woorden..).unwrap_or_default(), deel.heeft_uur());
    if rest > 0 {
        return Tijdkop::Rest(span(deel.woorden, rest));
    }
    match plaats::plaats(&deel, kant, nu) {
        Some((gelezen, eigen)) => Tijdkop::Tijd(Lezing { gelezen, eigen, bytes: span(0, deel.woorden).end }),
        None => Tijdkop::Rest(span(0, deel.woorden)),
    }
}

/// Whether these words go on about a time: what stands before them can not be read without them.
pub fn gaat_door(text: &str) -> bool {
    let all = woorden(text);
    let forms: Vec<&str> = all.iter().map(|w| w.vorm.as_str()).collect();
    zinsdeel::vervolg(&forms, true) > 0
}

/// Reads a text that is a moment and nothing else; otherwise what to do.
pub fn geheel(text: &str, kant: Kant, nu: Tijdstip) -> Result<GelezenMoment, String> {
    let voorbeeld = match kant {
        Kant::Straks => "schrijf een tijd als morgen 12:00, vr 17:00, binnen 2 uur of 24-11 09:30",
        Kant::Toen => "schrijf een tijd als nu, 14:10, gisteren 22:00 of 24-11 09:30",
    };
    let unread = |rest: &str| match rest.trim() {
        rest if rest.is_empty() || rest == text.trim() => voorbeeld.to_owned(),
        rest => format!("niet begrepen: {rest}; {voorbeeld}"),
    };
    let lezing = match lees(text, kant, nu) {
        Tijdkop::Tijd(lezing) => lezing,
        Tijdkop::Rest(rest) => return Err(unread(text.get(rest).unwrap_or_default())),
        Tijdkop::Geen => return Err(voorbeeld.to_owned()),
    };
    let behind = text.get(lezing.bytes..).unwrap_or_default().trim_start_matches(['.', ',', ';']).trim();
    match lezing.gelezen {
        _ if !behind.is_empty() => Err(unread(behind)),
        Gelezen::Een(moment) => Ok(moment),
        Gelezen::Vraag(vraag) => Err(vraag.doe()),
    }
}

impl Tijdvraag {
    /// What to write instead, where nothing can be chosen.
    pub fn doe(&self) -> String {
        let choices: Vec<String> = self.keuzes.iter().map(|m| geschreven(m.op)).collect();
        match self.waarom {
            Onduidelijkheid::Twee => {
                "dat uur is er twee keer die nacht: zet er z (zomertijd) of w (wintertijd) achter".to_owned()
            }
            Onduidelijkheid::Geen => format!("dat uur slaat de klok over: kies {}", choices.join(" of ")),
            Onduidelijkheid::Voorbij
            | Onduidelijkheid::NogKomen
            | Onduidelijkheid::DatumOfUur
            | Onduidelijkheid::DagKloptNiet
            | Onduidelijkheid::NachtOfMiddag
            | Onduidelijkheid::BestaatNiet => {
                let zin = self.waarom.zin().trim_end_matches('.').to_lowercase();
                let kies = if choices.is_empty() { "schrijf een andere tijd".to_owned() } else { choices.join(" of ") };
                format!("{zin}: {kies}?")
            }
        }
    }
}

/// A moment so that it is read back as the same minute, on every day: an hour that passes twice says which one it is.
pub fn geschreven(t: Tijdstip) -> String {
    let local = t.lokaal().format("%d-%m-%Y %H:%M").to_string();
    match Tijdstip::op_wandklok(t.lokaal().naive_local()) {
        Wandklok::Twee { zomer, .. } if zomer == t => local + "z",
        Wandklok::Twee { .. } => local + "w",
        Wandklok::Een(_) | Wandklok::Geen { .. } => local,
    }
}

#[cfg(test)]
mod tests;
