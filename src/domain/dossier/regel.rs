//! A line of the minutes.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::ids::{FactorId, MaatregelId, NiveauId, OverlegNr, PuntId, RegelId};
use super::super::rol::Actor;
use super::super::scherm::{Organisatie, Scherm};
use super::super::tekst::Tekst;
use super::super::tijd::Tijdstip;
use super::{Antwoord, Gezet, Wie};

/// What a line is. A fact and a suspicion are never the same thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RegelSoort {
    /// A plain note.
    Notitie,
    /// Established, by whom stands beside it.
    Feit,
    /// Not established.
    Vermoeden,
    /// A worry.
    Bezorgdheid,
    /// A feeling, 'onderbuik'.
    Gevoel,
    /// What we do not know.
    Onbekend,
    /// A decision.
    Besluit,
    /// An action.
    Actie,
    /// A measure.
    Maatregel,
    /// An organisation's judgement.
    Oordeel,
    /// Her own words, literally.
    Letterlijk,
}

impl RegelSoort {
    /// Every kind, in the order in which Tab goes round.
    pub const ALL: [Self; 11] = [
        Self::Notitie,
        Self::Feit,
        Self::Vermoeden,
        Self::Bezorgdheid,
        Self::Gevoel,
        Self::Onbekend,
        Self::Besluit,
        Self::Actie,
        Self::Maatregel,
        Self::Oordeel,
        Self::Letterlijk,
    ];

    /// The word that stands before the line.
    pub fn naam(self) -> &'static str {
        match self {
            Self::Notitie => "notitie",
            Self::Feit => "feit",
            Self::Vermoeden => "vermoeden",
            Self::Bezorgdheid => "bezorgdheid",
            Self::Gevoel => "gevoel",
            Self::Onbekend => "?",
            Self::Besluit => "besluit",
            Self::Actie => "actie",
            Self::Maatregel => "maatregel",
            Self::Oordeel => "oordeel",
            Self::Letterlijk => "letterlijk",
        }
    }

    /// The mark that makes a line of this kind; a plain note has none.
    pub fn merk(self) -> Option<char> {
        match self {
            Self::Notitie => None,
            Self::Feit => Some('f'),
            Self::Vermoeden => Some('v'),
            Self::Bezorgdheid => Some('z'),
            Self::Gevoel => Some('g'),
            Self::Onbekend => Some('?'),
            Self::Besluit => Some('b'),
            Self::Actie => Some('a'),
            Self::Maatregel => Some('m'),
            Self::Oordeel => Some('o'),
            Self::Letterlijk => Some('l'),
        }
    }

    /// The heading under which lines of this kind stand in the picture; none for what is decided or judged, which has a
    /// place of its own.
    pub fn kop(self) -> Option<&'static str> {
        match self {
            Self::Notitie => Some("Notities"),
            Self::Feit => Some("Feiten"),
            Self::Vermoeden => Some("Vermoedens"),
            Self::Bezorgdheid => Some("Bezorgdheden"),
            Self::Gevoel => Some("Gevoelens"),
            Self::Onbekend => Some("Wat we niet weten"),
            Self::Letterlijk => Some("Letterlijk"),
            Self::Besluit | Self::Actie | Self::Maatregel | Self::Oordeel => None,
        }
    }

    /// Whether a line of this kind belongs in a meeting: what it opens is decided or judged there.
    pub fn hoort_in_overleg(self) -> bool {
        match self {
            Self::Besluit | Self::Maatregel | Self::Oordeel => true,
            Self::Notitie
            | Self::Feit
            | Self::Vermoeden
            | Self::Bezorgdheid
            | Self::Gevoel
            | Self::Onbekend
            | Self::Actie
            | Self::Letterlijk => false,
        }
    }

    /// Whether `@` names who will do it (an owner), and not who knows it (a source).
    pub fn heeft_eigenaar(self) -> bool {
        matches!(self, Self::Onbekend | Self::Actie | Self::Maatregel | Self::Besluit)
    }
}

impl fmt::Display for RegelSoort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.naam())
    }
}

/// How exactly the moment of an event is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Precisie {
    /// To the minute.
    Minuut,
    /// Only the day.
    Dag,
    /// About then.
    Ongeveer,
}

/// When something happened, beside when it was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Gebeurd {
    /// The moment; for a day, its first.
    pub op: Tijdstip,
    /// How exactly that is known.
    pub precisie: Precisie,
}

impl Gebeurd {
    /// When it was, as exactly as it is known and no less: `dag` says a day, `uur` a day with its hour. About a day has no
    /// hour, about ten has one.
    pub fn woorden(self, dag: impl Fn(Tijdstip) -> String, uur: impl Fn(Tijdstip) -> String) -> String {
        /// The moment of a day without an hour.
        const HELE_DAG: &str = "00:00";
        match self.precisie {
            Precisie::Minuut => uur(self.op),
            Precisie::Dag => dag(self.op),
            Precisie::Ongeveer if self.op.klok() == HELE_DAG => format!("rond {}", dag(self.op)),
            Precisie::Ongeveer => format!("rond {}", uur(self.op)),
        }
    }
}

/// What a line says. Three different people, never mixed up: whose turn it is (inbreng), who knows it (bron), who will
/// do it (eigenaar).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegelInhoud {
    /// What it is.
    pub soort: RegelSoort,
    /// The sentence, with the tokens at its end lifted out.
    pub tekst: Tekst,
    /// What was typed, where that differs from the sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub getypt: Option<Tekst>,
    /// The organisation whose turn it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inbreng: Option<Tekst>,
    /// Who knows it; where nobody is named, the organisation whose turn it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bron: Option<Wie>,
    /// Who will do it, or decides it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eigenaar: Option<Wie>,
    /// When it is due or back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub termijn: Option<Tijdstip>,
    /// When it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gebeurd: Option<Gebeurd>,
    /// Factors that it bears on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub factoren: Vec<FactorId>,
    /// For an organisation's judgement: acute or not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acuut: Option<Antwoord>,
    /// For an organisation's judgement: the level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub niveau: Option<NiveauId>,
    /// For a measure: which one of the palette.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maatregel: Option<MaatregelId>,
    /// Shielded: never on a wall, and only for who may see shielded lines, or for those of `kring`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub afgeschermd: bool,
    /// The organisations that it is shielded for; none, and it is per role.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kring: Vec<Organisatie>,
}

impl RegelInhoud {
    /// Whether it says what `was` said. Its kind and its shield have events of their own; what was typed has other marks
    /// then, and is no other text.
    pub(in crate::domain) fn zegt_hetzelfde(&self, was: &Self) -> bool {
        let Self { soort, getypt, afgeschermd, kring, .. } = was.clone();
        Self { soort, getypt, afgeschermd, kring, ..self.clone() } == *was
    }

    /// Its shield.
    pub fn scherm(&self) -> Option<Scherm> {
        Scherm::van(self.afgeschermd, &self.kring)
    }

    /// Puts another shield in the place of its own.
    pub(in crate::domain) fn zet_scherm(&mut self, afgeschermd: bool, kring: &[Organisatie]) {
        self.afgeschermd = afgeschermd || !kring.is_empty();
        self.kring = kring.to_vec();
    }
}

impl RegelInhoud {
    /// A bare line of this kind.
    pub fn new(soort: RegelSoort, tekst: Tekst) -> Self {
        Self {
            soort,
            tekst,
            getypt: None,
            inbreng: None,
            bron: None,
            eigenaar: None,
            termijn: None,
            gebeurd: None,
            factoren: Vec::new(),
            acuut: None,
            niveau: None,
            maatregel: None,
            afgeschermd: false,
            kring: Vec::new(),
        }
    }
}

/// A line as it stands now, with all that it was.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Regel {
    /// Its number.
    pub id: RegelId,
    /// The meeting.
    pub overleg: OverlegNr,
    /// The agenda item at which it was typed.
    pub punt: PuntId,
    /// What it says now.
    pub inhoud: RegelInhoud,
    /// When it was recorded.
    pub op: Tijdstip,
    /// Who typed it.
    pub auteur: Actor,
    /// Earlier texts, the oldest first.
    pub correcties: Vec<Correctie>,
    /// Earlier kinds, the oldest first.
    pub soorten: Vec<SoortWissel>,
    /// Marked as a ground for a huisverbod: when and by whom.
    pub huisverbodgrond: Option<Gezet>,
    /// When it was taken back; it stays in the record.
    pub ingetrokken: Option<Gezet>,
    /// From when until when it could stand on a shared screen before it was shielded.
    pub getoond: Option<(Tijdstip, Tijdstip)>,
    /// Each time that its shield was lifted, with why.
    pub vrijgegeven: Vec<(Tekst, Gezet)>,
    /// When the words of what it opened last changed: a decision, an action, a measure.
    pub besloten: Option<Tijdstip>,
}

/// That a line's text was corrected.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Correctie {
    /// What it said before.
    pub was: Tekst,
    /// Why, where a reason was given.
    pub reden: Tekst,
    /// When and by whom.
    pub gezet: Gezet,
}

/// That a line became another kind.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SoortWissel {
    /// What it was before.
    pub was: RegelSoort,
    /// When and by whom.
    pub gezet: Gezet,
}
