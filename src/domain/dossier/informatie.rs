//! The informatiebeeld: what each partner was asked, until when, and what came of it; and the questions that the picture has
//! of itself. What a partner said stands behind a shield of its own: that it answered, and how, is for everybody who may see
//! the dossier.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::ids::{GrondId, InformatieId, ReeksId};
use super::super::scherm::{Organisatie, Scherm};
use super::super::tekst::Tekst;
use super::super::tijd::Tijdstip;
use super::{Antwoord, Gezet, Wie};

/// What partners are asked, all until the same moment: each has a request of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Informatievraag {
    /// The partners, by any of their names.
    pub partners: Vec<Tekst>,
    /// Until when they answer: as many hours as the procesregisseur sets.
    pub uiterlijk: Tijdstip,
    /// On which ground of the kader they are asked.
    pub grond: GrondId,
    /// What for, and what is asked. It is sent: a name of a person only where somebody typed it here.
    pub doel: Tekst,
    /// Where the answer goes: a number, an address, a person.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub antwoord_aan: Tekst,
}

/// What a partner answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Informatiemelding {
    /// The request.
    pub informatie: InformatieId,
    /// What kind of answer it is.
    pub soort: Informatiesoort,
    /// Who gave it; nobody in particular, and it is the partner.
    #[serde(default, skip_serializing_if = "Wie::is_empty")]
    pub door: Wie,
    /// When.
    pub op: Tijdstip,
    /// On which ground of the kader it is shared, where that is another than was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grond: Option<GrondId>,
    /// In words; of a refusal the reason. Shielded, unless it says otherwise.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub woorden: Tekst,
    /// The organisations that the words are for; none, and they are per role.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kring: Vec<Organisatie>,
    /// Whether the words are for everybody who may see the dossier.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub open: bool,
}

/// Another moment for a request that waits, or the same request again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Informatieverzet {
    /// The request.
    pub informatie: InformatieId,
    /// Until when the partner answers from now on.
    pub uiterlijk: Tijdstip,
    /// Why.
    pub reden: Tekst,
    /// Whether it is asked again: also where it was answered.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub opnieuw: bool,
}

/// What is said of a question that the picture has of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Beeldmelding {
    /// The series.
    pub reeks: ReeksId,
    /// The question's number in it, from 1.
    pub nr: u32,
    /// Yes, no, or that it is not known.
    pub antwoord: Antwoord,
    /// In a few words: with whom, since when.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub toelichting: Tekst,
    /// Who says so.
    #[serde(default, skip_serializing_if = "Wie::is_empty")]
    pub bron: Wie,
}

/// What kind of answer a partner gave. That it is late is never said: it follows from when. Own choice, from the answers
/// that the sources know: content, a higher level of abstraction (Rijswijk, 2.2), only *that* something runs (ZSM, lopende
/// trajecten).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Informatiesoort {
    /// What it knows.
    Ontvangen,
    /// It knows nothing.
    NietsBekend,
    /// Only that something runs there.
    Dat,
    /// In outline only.
    Hoofdlijnen,
    /// It gives nothing, and says why.
    Geweigerd,
}

impl Informatiesoort {
    /// Every kind, in the order of the digits from 1.
    pub const ALLE: [Self; 5] = [Self::Ontvangen, Self::NietsBekend, Self::Dat, Self::Hoofdlijnen, Self::Geweigerd];
}

impl fmt::Display for Informatiesoort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Ontvangen => "ontvangen",
            Self::NietsBekend => "niets bekend",
            Self::Dat => "alleen dát er iets loopt",
            Self::Hoofdlijnen => "op hoofdlijnen",
            Self::Geweigerd => "geweigerd",
        })
    }
}

/// A request to one partner.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Informatieverzoek {
    /// Its number.
    pub id: InformatieId,
    /// Who is asked, as the kader writes it.
    pub partner: Tekst,
    /// On which ground.
    pub grond: GrondId,
    /// What for, and what is asked.
    pub doel: Tekst,
    /// Where the answer goes.
    pub antwoord_aan: Tekst,
    /// Each time that it was asked or that its moment was moved, the first too.
    pub gevraagd: Vec<Informatietermijn>,
    /// What was answered, the oldest first; the last counts.
    pub antwoorden: Vec<Informatieantwoord>,
    /// Whether an answer is awaited: asked, or asked again, and not answered since.
    pub wacht: bool,
    /// Why it was withdrawn, when and by whom.
    pub ingetrokken: Option<(Tekst, Gezet)>,
}

/// That somebody was asked, or asked again, or has longer or shorter.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Informatietermijn {
    /// Until when.
    pub uiterlijk: Tijdstip,
    /// Why it was moved or asked again; empty the first time.
    pub reden: Tekst,
    /// Whether it was asked again.
    pub opnieuw: bool,
    /// When and by whom.
    pub gezet: Gezet,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Informatieantwoord {
    /// What kind it is.
    pub soort: Informatiesoort,
    /// Who gave it.
    pub door: Wie,
    /// When.
    pub op: Tijdstip,
    /// Until when it could be given.
    pub uiterlijk: Tijdstip,
    /// On which ground.
    pub grond: GrondId,
    /// In words, and their shield; none where there are none, or where they are not for who looks.
    pub inhoud: Option<Informatiewoorden>,
    /// When it was recorded, and by whom.
    pub gezet: Gezet,
}

/// The words of an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Informatiewoorden {
    /// What was said; of a refusal the reason.
    pub woorden: Tekst,
    /// What they are behind.
    pub scherm: Option<Scherm>,
}

/// An answer to a question that the picture has of itself.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Beeldantwoord {
    /// The answer; `onbekend` is one.
    pub antwoord: Antwoord,
    /// In a few words.
    pub toelichting: Tekst,
    /// Who says so.
    pub bron: Wie,
    /// When it was recorded, and by whom.
    pub gezet: Gezet,
}

/// How far a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Informatiestand {
    /// It is awaited.
    Wacht,
    /// The moment is past, and there is no answer.
    TeLaat,
    /// It was answered so.
    Beantwoord(Informatiesoort),
    /// It was withdrawn.
    Ingetrokken,
}

impl Informatieverzoek {
    /// Until when the partner answers.
    pub fn uiterlijk(&self) -> Option<Tijdstip> {
        self.gevraagd.last().map(|t| t.uiterlijk)
    }

    /// Whether an answer is awaited.
    pub fn is_open(&self) -> bool {
        self.wacht && self.ingetrokken.is_none()
    }

    /// Whether an answer is awaited that should have been there.
    pub fn is_te_laat(&self, nu: Tijdstip) -> bool {
        self.is_open() && self.uiterlijk().is_some_and(|t| t.is_voorbij(nu))
    }

    /// The answer that counts.
    pub fn antwoord(&self) -> Option<&Informatieantwoord> {
        self.antwoorden.last().filter(|_| !self.wacht)
    }

    /// How far it is.
    pub fn stand(&self, nu: Tijdstip) -> Informatiestand {
        match self.antwoord() {
            _ if self.ingetrokken.is_some() => Informatiestand::Ingetrokken,
            Some(a) => Informatiestand::Beantwoord(a.soort),
            None if self.is_te_laat(nu) => Informatiestand::TeLaat,
            None => Informatiestand::Wacht,
        }
    }
}

impl Informatieantwoord {
    /// Whether it came after the moment until which it was asked.
    pub fn was_te_laat(&self) -> bool {
        self.op > self.uiterlijk
    }
}
