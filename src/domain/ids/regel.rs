//! The numbers of the lines: they tell the order in which these were made, and to who may not see what is shielded nothing else.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Getal, NotANr};
use crate::domain::scherm::Scherm;

/// A line of the minutes. An open one takes the next number: `R12`, in JSON 12. One that is shielded when it is made is
/// counted from the open one before it: the first after R12 is `R12x1`, in JSON `"12x1"`. So the numbers that everybody may
/// know count up as if there were nothing else, and who walks lines by number walks them in the order of making; only among
/// those after one open line those of one circle stand together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "Getal", into = "Getal")]
#[schemars(with = "Getal")]
pub struct RegelId {
    /// That of the open line, or of the last one before a shielded one; 0 where there was none yet.
    open: u32,
    /// The how manyth shielded one after it; 0 is that line itself.
    na: u32,
}

impl RegelId {
    /// After every other.
    pub const LAATSTE: Self = Self { open: u32::MAX, na: u32::MAX };

    /// The number of an open line.
    pub const fn open(nr: u32) -> Self {
        Self { open: nr, na: 0 }
    }

    /// The number of a line that was shielded when it was made: the `na`th after the open one `open`.
    pub const fn afgeschermd(open: u32, na: u32) -> Self {
        Self { open, na }
    }

    /// The number of the line that is made after this one; none after the very last.
    #[must_use]
    pub fn volgende(self, afgeschermd: bool) -> Option<Self> {
        if afgeschermd {
            Some(Self { na: self.na.checked_add(1)?, ..self })
        } else {
            self.open.checked_add(1).map(Self::open)
        }
    }

    /// Before the first, and the last, of what is made behind this shield after the open line before this one: each circle
    /// of organisations has a series of its own, so that who sees one sees no gap of another.
    pub(in crate::domain) fn reeks(self, scherm: &Scherm) -> (Self, Self) {
        let reeks = scherm.reeks();
        (Self { na: reeks.start() - 1, ..self }, Self { na: *reeks.end(), ..self })
    }

    /// In which series it is.
    pub(in crate::domain) fn reeksnummer(self) -> u32 {
        if self.na == 0 { 0 } else { 1 + Scherm::reeks_met(self.na) }
    }

    /// As bytes that sort as the numbers do.
    pub fn to_be_bytes(self) -> [u8; 8] {
        (u64::from(self.open) << 32 | u64::from(self.na)).to_be_bytes()
    }

    /// The number of these bytes.
    pub fn from_be_bytes(bytes: [u8; 8]) -> Self {
        let [o, p, e, n, na @ ..] = bytes;
        Self { open: u32::from_be_bytes([o, p, e, n]), na: u32::from_be_bytes(na) }
    }
}

impl From<RegelId> for Getal {
    fn from(RegelId { open, na }: RegelId) -> Self {
        if na == 0 { Self::Nummer(open) } else { Self::Reeks(format!("{open}x{na}")) }
    }
}

impl TryFrom<Getal> for RegelId {
    type Error = NotANr;

    /// A series is read in the one way in which it is written.
    fn try_from(getal: Getal) -> Result<Self, NotANr> {
        let word = match getal {
            Getal::Nummer(nr) => return Ok(Self::open(nr)),
            Getal::Reeks(word) => word,
        };
        let id: Self = word.parse()?;
        if matches!(Getal::from(id), Getal::Reeks(own) if own == word) { Ok(id) } else { Err(NotANr) }
    }
}

impl FromStr for RegelId {
    type Err = NotANr;

    /// As it is shown, or without its letter; small letters too.
    fn from_str(raw: &str) -> Result<Self, NotANr> {
        let word = raw.trim().to_ascii_uppercase();
        let word = word.strip_prefix('R').unwrap_or(&word);
        let number = |word: &str| if word.bytes().all(|b| b.is_ascii_digit()) { word.parse().ok() } else { None };
        let id = match word.split_once('X') {
            Some((open, na)) => number(open).zip(number(na).filter(|na| *na > 0)).map(|(open, na)| Self { open, na }),
            None => number(word).filter(|nr| *nr > 0).map(Self::open),
        };
        id.ok_or(NotANr)
    }
}

impl crate::domain::gedeeld::Nummer for RegelId {
    /// Shielded lines stand with the open one before them.
    fn nummer(self) -> u32 {
        self.open
    }
}

impl fmt::Display for RegelId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self { open, na: 0 } => f.pad(&format!("R{open}")),
            Self { open, na } => f.pad(&format!("R{open}x{na}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn json(raw: &str) -> Option<RegelId> {
        serde_json::from_str(raw).ok()
    }

    fn any_id() -> impl Strategy<Value = RegelId> {
        let nr = || prop_oneof![0u32..4, 0u32..200, Just(u32::MAX), any::<u32>()];
        (nr(), nr()).prop_filter("there is no line 0", |id| *id != (0, 0)).prop_map(|(open, na)| RegelId { open, na })
    }

    #[test]
    fn an_open_line_is_written_as_before_and_a_shielded_one_after_it() {
        let (open, apart, first) = (RegelId::open(12), RegelId::afgeschermd(12, 1), RegelId::afgeschermd(0, 1));
        assert_eq!([open, apart, first].map(|id| id.to_string()), ["R12", "R12x1", "R0x1"]);
        assert_eq!([open, apart, first].map(|id| serde_json::to_string(&id).unwrap()), ["12", r#""12x1""#, r#""0x1""#],);
        assert_eq!(["R12x1", "r12X1", "12x1", " R12x1 "].map(str::parse), [Ok(apart); 4]);
    }

    #[test]
    fn nothing_else_is_a_line() {
        for raw in [
            "",
            "R",
            "0",
            "R0",
            "x1",
            "R-x1",
            "Rx1",
            "12x",
            "12x0",
            "12-x1",
            "R-12x1",
            "12x-1",
            "12x1x1",
            "-1",
            "+1",
            "1 2",
            "B1",
            "RR1",
            "12x+1",
            "4294967296",
            "4294967296x1",
            "1x4294967296",
        ] {
            assert_eq!(raw.parse::<RegelId>(), Err(NotANr), "{raw}");
        }
        // JSON has one spelling of each
        for raw in [r#""12""#, r#""R12""#, r#""R12x1""#, r#""12X1""#, r#""012x1""#, r#""12x01""#, r#"" 12x1""#] {
            assert_eq!(json(raw), None, "{raw}");
        }
        for raw in [r#""12x0""#, r#""x1""#, r#""1x4294967296""#, "4294967296", "-1", "1.5", "null", "[12,1]"] {
            assert_eq!(json(raw), None, "{raw}");
        }
    }

    proptest! {
        #[test]
        fn a_line_reads_back_as_it_is_written(id in any_id()) {
            prop_assert_eq!(id.to_string().parse(), Ok(id));
            prop_assert_eq!(json(&serde_json::to_string(&id).unwrap()), Some(id));
            prop_assert_eq!(RegelId::from_be_bytes(id.to_be_bytes()), id);
        }

        #[test]
        fn bytes_sort_as_numbers_do(one in any_id(), other in any_id()) {
            prop_assert_eq!(one.cmp(&other), one.to_be_bytes().cmp(&other.to_be_bytes()));
        }

        /// In whatever order open and shielded lines are made: each comes after all before it, and the open ones count up.
        #[test]
        fn what_is_made_later_sorts_later(shielded in proptest::collection::vec(any::<bool>(), 0..60)) {
            let mut all = vec![RegelId::default()];
            for afgeschermd in shielded {
                all.push(all.last().unwrap().volgende(afgeschermd).unwrap());
            }
            prop_assert!(all.is_sorted_by(|a, b| a < b), "{all:?}");
            let open = all.iter().filter(|id| id.na == 0).map(|id| id.open);
            prop_assert!(open.eq(0..=all.last().unwrap().open), "{all:?}");
        }
    }
}
