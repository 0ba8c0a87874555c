//! A shield, who looks, and who is in the circle of a shield: decided here and nowhere else.

#![deny(clippy::wildcard_enum_match_arm)]

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::tekst::Tekst;
use super::vouw::{gelijk, vouw};

/// An organisation that is named by a shield, as the kader writes it. It is part of the audience of a record and not of
/// what that says: it is kept where the words of it are destroyed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(from = "Tekst", into = "String")]
#[schemars(with = "Tekst")]
pub struct Organisatie(String);

impl Organisatie {
    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Tekst> for Organisatie {
    fn from(naam: Tekst) -> Self {
        Self(naam.to_string())
    }
}

impl From<&str> for Organisatie {
    fn from(naam: &str) -> Self {
        Self(Tekst::cut(naam).to_string())
    }
}

impl From<Organisatie> for String {
    fn from(Organisatie(naam): Organisatie) -> Self {
        naam
    }
}

impl fmt::Display for Organisatie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for Organisatie {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// Names in one breath: `gemeente, politie en OM`.
pub fn opgesomd(all: &[Organisatie]) -> String {
    let names: Vec<&str> = all.iter().map(Organisatie::as_str).collect();
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} en {last}", rest.join(", ")),
        None => "niemand".to_owned(),
    }
}

/// Who looks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kijker {
    /// The program itself, for what it never tells anybody.
    Programma,
    /// Somebody.
    Iemand {
        /// Whether one of their roles sees what is shielded per role.
        vol: bool,
        /// The organisation of their account.
        organisatie: Option<Tekst>,
    },
}

impl Kijker {
    /// Who sees what everybody may see who may see the dossier, and nothing else: the wall, a document.
    pub const IEDEREEN: Self = Self::Iemand { vol: false, organisatie: None };
    /// Who sees what is shielded per role, and of no organisation.
    pub const VOL: Self = Self::Iemand { vol: true, organisatie: None };

    /// Whether they see what is shielded per role.
    pub fn is_vol(&self) -> bool {
        match self {
            Self::Programma => true,
            Self::Iemand { vol, .. } => *vol,
        }
    }

    /// As which organisation they are named by a shield; none where that gives them nothing. Of a partner everybody who may
    /// see the dossier, of the gemeente who sees what is shielded per role.
    pub fn kringlid(&self) -> Option<&str> {
        match self {
            Self::Programma => None,
            Self::Iemand { vol, organisatie } => {
                organisatie.as_ref().map(Tekst::as_str).filter(|own| *vol || !is_gemeente(own))
            }
        }
    }

    /// Whether anything that is shielded can be for them.
    pub fn ziet_iets(&self) -> bool {
        self.is_vol() || self.kringlid().is_some()
    }
}

/// Whether this is the gemeente's own organisation, whose people see what their role sees.
fn is_gemeente(naam: &str) -> bool {
    vouw(naam).split_whitespace().next() == Some("gemeente")
}

/// What something is shielded by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scherm {
    /// Only for who leads, carries or records.
    Rol,
    /// Only for these organisations.
    Organisaties(Vec<Organisatie>),
    /// For nobody at all.
    Niemand,
}

impl Scherm {
    /// The shield of what says this of it; none of what is open.
    pub fn van(afgeschermd: bool, kring: &[Organisatie]) -> Option<Self> {
        match (afgeschermd, kring) {
            (false, []) => None,
            (true, []) => Some(Self::Rol),
            (_, kring) => Some(Self::Organisaties(kring.to_vec())),
        }
    }

    /// The organisations that it is for; none where that is another question.
    pub fn organisaties(&self) -> &[Organisatie] {
        match self {
            Self::Organisaties(all) => all,
            Self::Rol | Self::Niemand => &[],
        }
    }

    /// Whether somebody sees what stands behind it.
    pub fn laat_zien(&self, wie: &Kijker) -> bool {
        match (self, wie) {
            (Self::Niemand, _) => false,
            (Self::Rol | Self::Organisaties(_), Kijker::Programma) => true,
            (Self::Rol, Kijker::Iemand { vol, .. }) => *vol,
            (Self::Organisaties(all), Kijker::Iemand { .. }) => {
                wie.kringlid().is_some_and(|own| all.iter().any(|o| gelijk(o.as_str(), own)))
            }
        }
    }

    /// Whether nobody sees what is behind this one who does not see what is behind the other: putting it in the place of that
    /// one shows nobody anything.
    pub fn is_binnen(&self, ander: Option<&Self>) -> bool {
        match (self, ander) {
            (_, None) | (Self::Niemand, _) | (Self::Rol, Some(Self::Rol)) => true,
            (Self::Organisaties(all), Some(Self::Organisaties(other))) => all.iter().all(|o| other.contains(o)),
            (Self::Organisaties(all), Some(Self::Rol)) => all.iter().all(|o| is_gemeente(o.as_str())),
            (Self::Rol, Some(Self::Organisaties(_) | Self::Niemand)) | (Self::Organisaties(_), Some(Self::Niemand)) => {
                false
            }
        }
    }

    /// How what is made behind it is numbered: each circle in a series of its own, so that who sees one sees no gap of
    /// another.
    pub(in crate::domain) fn reeks(&self) -> std::ops::RangeInclusive<u32> {
        match self {
            Self::Rol | Self::Niemand => 1..=KRINGEN.start,
            Self::Organisaties(all) => {
                let byte = |hash: u32, b: u8| (hash ^ u32::from(b)).wrapping_mul(16_777_619);
                let folded = all.iter().map(|o| vouw(o.as_str()));
                let hash = folded.fold(2_166_136_261, |hash, naam| naam.bytes().chain([0]).fold(hash, byte));
                let begin = KRINGEN.start + hash % ((KRINGEN.end - KRINGEN.start) / REEKS) * REEKS;
                begin + 1..=begin + REEKS
            }
        }
    }

    /// In which series a number is, as those of one circle share it.
    pub(in crate::domain) fn reeks_met(nr: u32) -> u32 {
        if nr <= KRINGEN.start { 0 } else { (nr - 1) / REEKS }
    }
}

/// How many numbers a series of a circle has. Those of what is shielded per role come before the first, and the last are
/// for what finds no room in its own.
pub(in crate::domain) const REEKS: u32 = 10_000;
/// Where the first series of a circle begins, and where the last ends.
pub(in crate::domain) const KRINGEN: std::ops::Range<u32> = 100 * REEKS..1_000 * REEKS;

impl fmt::Display for Scherm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rol => f.pad("afgeschermd"),
            Self::Organisaties(all) => f.pad(&format!("alleen {}", opgesomd(all))),
            Self::Niemand => f.pad("voor niemand"),
        }
    }
}

/// For whom something is, of those who may see the dossier: who sees what is behind each of these shields. None, and it is
/// for everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Kring(Vec<Scherm>);

impl Kring {
    /// For everybody.
    pub const IEDEREEN: Self = Self(Vec::new());

    /// For who leads, carries or records.
    pub fn vol() -> Self {
        Self(vec![Scherm::Rol])
    }

    /// For nobody at all.
    pub fn niemand() -> Self {
        Self(vec![Scherm::Niemand])
    }

    /// Only for who sees behind this one too.
    pub fn met(&mut self, scherm: Scherm) {
        if let Err(at) = self.0.binary_search(&scherm) {
            self.0.insert(at, scherm);
        }
    }

    /// Only for who is in the other one too.
    #[must_use]
    pub fn en(mut self, ander: Self) -> Self {
        ander.0.into_iter().for_each(|scherm| self.met(scherm));
        self
    }

    /// Whether somebody is in it.
    pub fn hoort(&self, wie: &Kijker) -> bool {
        self.0.iter().all(|scherm| scherm.laat_zien(wie))
    }

    /// Whether everybody is.
    pub fn is_iedereen(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether nobody is.
    pub fn is_niemand(&self) -> bool {
        self.0.contains(&Scherm::Niemand)
    }

    /// Whether it keeps something from somebody.
    pub fn is_dicht(&self) -> bool {
        !self.is_iedereen()
    }

    /// Whether it is for organisations.
    pub fn is_besloten(&self) -> bool {
        self.0.iter().any(|scherm| matches!(scherm, Scherm::Organisaties(_)))
    }

    /// Its shields.
    pub fn schermen(&self) -> &[Scherm] {
        &self.0
    }
}

impl fmt::Display for Kring {
    /// Nothing for everybody.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.pad(&all.join(", "))
    }
}

impl From<Option<Scherm>> for Kring {
    fn from(scherm: Option<Scherm>) -> Self {
        Self(scherm.into_iter().collect())
    }
}

impl FromIterator<Self> for Kring {
    fn from_iter<I: IntoIterator<Item = Self>>(all: I) -> Self {
        all.into_iter().fold(Self::IEDEREEN, Self::en)
    }
}
