//! The names of things: dossiers, lines, decisions, requests. Numbers within a dossier start at 1 and are never reused.

mod regel;

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scherm::{KRINGEN, Scherm};

pub use self::regel::RegelId;

/// Letters and digits that nobody mistakes for one another, on paper or by telephone; no vowels, so no words.
const ALPHABET: &[u8; 24] = b"2346789CDFGHJKMNPQRTVWXY";

/// The number of a dossier, such as `26-K7M4`: the year and four characters that reveal neither order nor count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct DossierNummer {
    year: u8,
    code: [u8; 4],
}

/// The text is not a dossier number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("een dossiernummer ziet eruit als 26-K7M4: het jaar, een streepje en vier tekens")]
pub struct NotANumber;

impl DossierNummer {
    /// The number of the calendar `year` (2000 to 2099) that `random` picks.
    pub fn pick(year: i32, random: u32) -> Self {
        let mut rest = random as usize;
        let code = [(); 4].map(|()| {
            let c = ALPHABET.get(rest % ALPHABET.len()).copied().unwrap_or(b'2');
            rest /= ALPHABET.len();
            c
        });
        Self { year: u8::try_from(year.rem_euclid(100)).unwrap_or(0), code }
    }
}

impl fmt::Display for DossierNummer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code: String = self.code.iter().map(|&b| char::from(b)).collect();
        f.pad(&format!("{:02}-{code}", self.year))
    }
}

impl FromStr for DossierNummer {
    type Err = NotANumber;

    /// Accepts small letters and surrounding space.
    fn from_str(raw: &str) -> Result<Self, NotANumber> {
        let upper = raw.trim().to_ascii_uppercase();
        let (year, code) = upper.split_once('-').ok_or(NotANumber)?;
        let code: [u8; 4] = code.as_bytes().try_into().map_err(|_| NotANumber)?;
        if year.len() != 2 || !year.bytes().all(|b| b.is_ascii_digit()) || !code.iter().all(|c| ALPHABET.contains(c)) {
            return Err(NotANumber);
        }
        Ok(Self { year: year.parse().map_err(|_| NotANumber)?, code })
    }
}

impl TryFrom<String> for DossierNummer {
    type Error = NotANumber;

    fn try_from(raw: String) -> Result<Self, NotANumber> {
        raw.parse()
    }
}

impl From<DossierNummer> for String {
    fn from(nummer: DossierNummer) -> Self {
        nummer.to_string()
    }
}

/// From here on are the numbers of what was shielded when it was made: a series of its own, so that what everybody may know
/// is numbered as if there were nothing else.
pub(in crate::domain) const AFGESCHERMD: u32 = 1 << 31;

/// The text is no number of a thing in a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("een nummer is een getal; van wat afgeschermd is gemaakt met een x ervoor (x1), van een regel 12x1")]
pub struct NotANr;

/// How such a number is written: 3, or `"x1"`; of a line 12, or `"12x1"`.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "een nummer, of een tekst als \"x1\", van een regel \"12x1\"")]
enum Getal {
    Nummer(u32),
    Reeks(String),
}

/// Numbers that count up within one dossier, shown with a letter; those of the shielded series as `B-x1`.
macro_rules! counted {
    ($($(#[$doc:meta])* $name:ident = $letter:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(try_from = "Getal", into = "Getal")]
        #[schemars(with = "Getal")]
        pub struct $name(pub u32);

        impl $name {
            /// The numbers of a series: of what is shielded when it is made, or of the rest.
            pub fn reeks(afgeschermd: bool) -> std::ops::RangeInclusive<Self> {
                if afgeschermd { Self(AFGESCHERMD + 1)..=Self(u32::MAX) } else { Self(1)..=Self(AFGESCHERMD - 1) }
            }

            /// The numbers of what is made behind this shield: each circle of organisations has a series of its own, so
            /// that who sees one sees no gap of another.
            pub fn reeks_van(scherm: Option<&Scherm>) -> std::ops::RangeInclusive<Self> {
                let Some(reeks) = scherm.map(Scherm::reeks) else { return Self::reeks(false) };
                Self(AFGESCHERMD + reeks.start())..=Self(AFGESCHERMD + reeks.end())
            }

            /// The number of its series after the highest of `used`; where a record that is not ours took the very last one,
            /// the first that is free.
            pub fn after<'a>(used: impl IntoIterator<Item = &'a Self>, scherm: Option<&Scherm>) -> Self {
                let reeks = Self::reeks_van(scherm);
                let used: std::collections::BTreeSet<u32> = used.into_iter().map(|id| id.0).collect();
                let (first, last) = (reeks.start().0, reeks.end().0);
                let next = used.range(first..=last).next_back().map_or(Some(first), |used| (*used < last).then(|| used + 1));
                // a circle of which all are taken goes on where no circle begins
                let over = AFGESCHERMD + KRINGEN.end + 1..=u32::MAX;
                Self(next.or_else(|| (first..=last).chain(over).find(|n| !used.contains(n))).unwrap_or(last))
            }
        }

        impl From<$name> for Getal {
            fn from(id: $name) -> Self {
                id.0.checked_sub(AFGESCHERMD).map_or(Self::Nummer(id.0), |nr| Self::Reeks(format!("x{nr}")))
            }
        }

        impl TryFrom<Getal> for $name {
            type Error = NotANr;

            fn try_from(getal: Getal) -> Result<Self, Self::Error> {
                match getal {
                    Getal::Nummer(nr) => Ok(Self(nr)),
                    Getal::Reeks(word) => word.parse(),
                }
            }
        }

        impl FromStr for $name {
            type Err = NotANr;

            /// As it is shown, or without its letter; small letters too.
            fn from_str(raw: &str) -> Result<Self, Self::Err> {
                let word = raw.trim().to_ascii_uppercase();
                let word = word.strip_prefix($letter).unwrap_or(&word);
                let (word, reeks) = match word.strip_prefix("-X").or(word.strip_prefix('X')) {
                    Some(word) => (word, Self::reeks(true)),
                    None => (word, Self::reeks(false)),
                };
                let nr = word.parse().ok().filter(|_| word.bytes().all(|b| b.is_ascii_digit()));
                let id = nr.and_then(|nr: u32| reeks.start().0.checked_add(nr.checked_sub(1)?)).map(Self);
                id.filter(|id| reeks.contains(id)).ok_or(NotANr)
            }
        }

        impl super::gedeeld::Nummer for $name {
            fn nummer(self) -> u32 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self.0.checked_sub(AFGESCHERMD) {
                    Some(nr) => f.pad(&format!(concat!($letter, "-x{}"), nr)),
                    None => f.pad(&format!(concat!($letter, "{}"), self.0)),
                }
            }
        }
    )*};
}

counted! {
    /// An overleg within its dossier, the first is 1.
    OverlegNr = "";
    /// An open question: what we do not know.
    VraagId = "V";
    /// A decision.
    BesluitId = "B";
    /// An action.
    ActieId = "A";
    /// An option that was weighed.
    OptieId = "O";
    /// An entry of the maatregelenregister: a condition, an agreement or a measure.
    InzetId = "M";
    /// A melding.
    MeldingId = "G";
    /// A person who is involved.
    BetrokkeneId = "P";
    /// A scenario.
    ScenarioId = "S";
    /// A page for the burgemeester.
    VoorleggerId = "L";
    /// A clock that runs in a dossier.
    KlokNr = "K";
    /// A request to a partner for what it knows.
    InformatieId = "I";
}

impl OverlegNr {
    /// The dossier itself: what is recorded between meetings.
    pub const DOSSIER: Self = Self(0);

    /// Whether this is the dossier itself and no meeting.
    pub fn is_dossier(self) -> bool {
        self == Self::DOSSIER
    }

    /// Where that is, in words: 'overleg 3', or 'het dossier'.
    pub fn waar(self) -> String {
        if self.is_dossier() { "het dossier".to_owned() } else { format!("overleg {self}") }
    }
}

/// Short names of things in the kader: small letters, digits and `_`, at most 60.
macro_rules! slug {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(try_from = "String")]
        pub struct $name(String);

        impl $name {
            /// The name as it stands in the data.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotASlug;

            fn try_from(raw: String) -> Result<Self, NotASlug> {
                if is_slug(&raw) { Ok(Self(raw)) } else { Err(NotASlug) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    )*};
}

slug! {
    /// An item of the agenda.
    PuntId;
    /// A factor that is weighed.
    FactorId;
    /// A level of the conclusion.
    NiveauId;
    /// A list of factors.
    LijstId;
    /// An instrument of others.
    InstrumentId;
    /// An answer beside an instrument's outcome.
    VeldId;
    /// A criterion for going to the burgemeester.
    CriteriumId;
    /// A series of questions.
    ReeksId;
    /// A measure of the palette.
    MaatregelId;
    /// A ground for sharing.
    GrondId;
    /// A clock.
    KlokId;
    /// A role in or around a meeting.
    RolId;
    /// A role of a person in a dossier.
    BetrokkenrolId;
}

/// The text cannot name a thing of the kader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("een sleutel bestaat uit kleine letters, cijfers en _ (hoogstens 60)")]
pub struct NotASlug;

fn is_slug(raw: &str) -> bool {
    (1..=60).contains(&raw.len()) && raw.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// Names one request of one terminal, so that a resend is never applied twice: 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct RequestId(pub u128);

/// The text does not name a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("een verzoeknummer bestaat uit 32 hexadecimale cijfers")]
pub struct NotARequestId;

impl TryFrom<String> for RequestId {
    type Error = NotARequestId;

    fn try_from(raw: String) -> Result<Self, NotARequestId> {
        if raw.len() != 32 || raw.starts_with('+') {
            return Err(NotARequestId);
        }
        u128::from_str_radix(&raw, 16).map(Self).map_err(|_| NotARequestId)
    }
}

impl From<RequestId> for String {
    fn from(id: RequestId) -> Self {
        id.to_string()
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dossier_number_reads_back_as_it_is_written() {
        for random in [0, 1, 24 * 24, 331_775, u32::MAX] {
            let nummer = DossierNummer::pick(2026, random);
            assert_eq!(nummer.to_string().parse(), Ok(nummer));
            assert_eq!(nummer.to_string().to_lowercase().parse(), Ok(nummer));
        }
    }

    #[test]
    fn what_is_no_dossier_number_is_refused() {
        for raw in
            ["", "26K7M4", "26-K7M", "26-K7M44", "2026-K7M4", "26-A7M4", "26-K7M\u{e9}", "../K7M4", "+6-K7M4", "-6-K7M4"]
        {
            assert_eq!(raw.parse::<DossierNummer>(), Err(NotANumber), "{raw}");
        }
    }

    #[test]
    fn a_number_of_the_shielded_series_reads_back_as_it_is_written_and_nothing_else_is_one() {
        let (open, apart) = (BesluitId(6), *BesluitId::reeks(true).start());
        assert_eq!((open.to_string().as_str(), apart.to_string().as_str()), ("B6", "B-x1"));
        for id in [open, apart, *BesluitId::reeks(true).end(), *BesluitId::reeks(false).end()] {
            let json = serde_json::to_string(&id).unwrap();
            assert_eq!((id.to_string().parse(), serde_json::from_str(&json).ok()), (Ok(id), Some(id)), "{json}");
        }
        assert_eq!(["b-x1", "x1", " X1 "].map(str::parse), [Ok(apart); 3]);
        for raw in ["", "B", "x", "x0", "0", "B--5", "B-5", "+5", "A1", "x2147483648", "2147483648", "4294967296", "1x"] {
            assert_eq!(raw.parse::<BesluitId>(), Err(NotANr), "{raw}");
        }
    }

    #[test]
    fn a_request_id_reads_back_as_it_is_written() {
        let id = RequestId(0x0123_4567_89ab_cdef_u128 << 7);
        assert_eq!(RequestId::try_from(id.to_string()), Ok(id));
        assert!(RequestId::try_from("zz".to_owned()).is_err());
    }
}
