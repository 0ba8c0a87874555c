//! The notulist's line: from what was typed to what will be recorded. Pure, so that the preview on every key and the
//! record on Enter are the same reading. Nothing is ever thrown away because it could not be read: every byte of the line
//! is a mark, a token or text, and what looks like a token and is none stays text and is named.

mod lezer;
pub mod merk;
pub mod naam;
mod ondergrond;
mod oordeel;
pub mod splits;
pub mod termijn;
mod zin;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::dossier::{Antwoord, Gebeurd, RegelInhoud, Wie};
use super::ids::{FactorId, NiveauId};
use super::tekst::{CHARS_MAX, Tekst};
use super::tijd::Tijdstip;
use merk::Merk;
use naam::Bekend;
pub use ondergrond::{Ondergrond, als_woorden, met_afscherming, met_moment};
use termijn::{Eigen, Kant, Tijdvraag};

/// Against what a line is read.
#[derive(Clone, Copy)]
pub struct Achtergrond<'a> {
    /// Names and factors.
    pub bekend: Bekend<'a>,
    /// The organisation whose turn it is.
    pub inbreng: Option<&'a Tekst>,
    /// The organisation of who types.
    pub eigen: Option<&'a Tekst>,
    /// This moment, for deadlines.
    pub nu: Tijdstip,
}

/// A line as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ontleed {
    /// What will be recorded.
    pub inhoud: RegelInhoud,
    /// The marks at its head.
    pub merk: Merk,
    /// The line, cut in pieces without a gap.
    pub stukken: Vec<Stuk>,
    /// Why it cannot be shielded for whom the line says.
    pub kring: Option<Kringfout>,
    /// A moment that has to be asked before the line is recorded.
    pub vraag: Option<Navraag>,
    /// What looks like a token and is none: it stays text.
    pub onbekend: Vec<Onbekend>,
    /// What of the deadline is our own choice.
    pub eigen: Option<Eigen>,
    /// What of the moment at which it happened is our own choice.
    pub eigen_toen: Option<Eigen>,
    /// Whether words in it stay to the letter because they were pasted.
    pub letterlijk: bool,
    /// How many characters it has, where that is more than a line can have: it can not be recorded as it stands.
    pub te_lang: Option<usize>,
}

/// Why a line cannot be shielded for whom it says: that is asked, and no name is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kringfout {
    /// No partner goes by this.
    Onbekend(String),
    /// Who types is of none, and would not see it themselves.
    Zonder,
    /// It was recorded with another shield, which is not changed by typing.
    Anders,
}

impl Kringfout {
    /// In words.
    pub fn zin(&self) -> String {
        match self {
            Self::Onbekend(naam) => format!("'{naam}' is geen organisatie van het kader."),
            Self::Zonder => {
                "Uw account hoort bij geen organisatie van het kader: u zou de regel zelf niet zien.".to_owned()
            }
            Self::Anders => "Deze regel is voor anderen afgeschermd; dat verandert u in /regels met v.".to_owned(),
        }
    }
}

/// A piece of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stuk {
    /// Its bytes.
    pub plek: Range<usize>,
    /// What it is.
    pub wat: Stuksoort,
}

/// What a piece of the line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stuksoort {
    /// The sign of a shield, with the space behind it.
    Afscherming,
    /// A mark, with the space behind it.
    Merk,
    /// A token that is known.
    Teken(Betekenis),
    /// A token that is known, and in whose place another one counts: it stays as words.
    Woord,
    /// A token that is not known: it stays text.
    Onbekend,
    /// Text.
    Tekst,
}

/// What a token means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Betekenis {
    /// Who knows it, does it or decides it.
    Wie(Wie),
    /// A factor.
    Factor(FactorId),
    /// When it is due.
    Termijn(Tijdstip),
    /// When it happened.
    Gebeurd(Gebeurd),
    /// A moment that is still to be asked: a deadline, or when something happened.
    Vraag(Kant),
    /// The level of a judgement.
    Niveau(NiveauId),
    /// Whether a judgement says that it is acute.
    Acuut(Antwoord),
}

impl Betekenis {
    /// Whether two of these cannot both count.
    fn botst(&self, other: &Self) -> bool {
        let moment = |b: &Self| match b {
            Self::Termijn(_) => Some(Kant::Straks),
            Self::Gebeurd(_) => Some(Kant::Toen),
            Self::Vraag(kant) => Some(*kant),
            Self::Wie(_) | Self::Factor(_) | Self::Niveau(_) | Self::Acuut(_) => None,
        };
        match (self, other) {
            (Self::Factor(_), _) => false,
            (one, other) if moment(one).is_some() => moment(one) == moment(other),
            (one, other) => std::mem::discriminant(one) == std::mem::discriminant(other),
        }
    }
}

/// What looks like a token and is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Onbekend {
    /// What was typed.
    pub tekst: String,
    /// Why it is none.
    pub reden: Reden,
}

/// Why something that looks like a token is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reden {
    /// Nobody and nothing goes by it.
    NietBekend,
    /// More than one go by it.
    Meer(Vec<String>),
    /// This part of a moment was not understood.
    Rest(String),
    /// A line of this kind has no such thing.
    HoortNiet,
    /// A later one counts.
    Later,
    /// It looks like a level or like 'acuut'.
    Oordeel,
}

/// A moment that has to be asked before the line is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Navraag {
    /// The bytes of the token, its sign included.
    pub plek: Range<usize>,
    /// The question.
    pub vraag: Tijdvraag,
}

impl Ontleed {
    /// Where every token stands in the line, in order: its bytes, and whether it is known.
    pub fn tokens(&self) -> impl Iterator<Item = (Range<usize>, bool)> + '_ {
        self.stukken.iter().filter_map(|s| match &s.wat {
            Stuksoort::Teken(_) => Some((s.plek.clone(), true)),
            Stuksoort::Onbekend | Stuksoort::Woord => Some((s.plek.clone(), false)),
            Stuksoort::Afscherming | Stuksoort::Merk | Stuksoort::Tekst => None,
        })
    }
}

/// Reads a line that was typed from its first to its last letter.
pub fn ontleed(raw: &str, a: Achtergrond<'_>) -> Ontleed {
    lees(raw, &Ondergrond::default(), a)
}

/// Reads a line of which parts are settled: these are taken as they were, the rest is read.
pub fn lees(raw: &str, ondergrond: &Ondergrond, a: Achtergrond<'_>) -> Ontleed {
    let (mut o, los) = lezer::Lezer::new(raw, ondergrond, a).lees();
    let zin = zin::zin(raw, &o.stukken, &los);
    match (Tekst::new(&zin), Tekst::new(raw)) {
        (Ok(tekst), Ok(getypt)) => {
            o.inhoud.getypt = (getypt != tekst).then_some(getypt);
            o.inhoud.tekst = tekst;
        }
        _ => o.te_lang = Some(raw.chars().count().max(CHARS_MAX + 1)),
    }
    o
}
