//! The role table as the trace remembers it: what it gives, a line for each thing, so many at most; and what changed between
//! two. Absent: reading its file (`server::table`).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::tekst::Tekst;

/// How many lines of a table are remembered. Own choice: some hundreds of people.
const REGELS_MAX: usize = 2_000;
/// How long such a line is at most, in characters; of a longer one its hash stands behind what was cut.
const TEKENS_MAX: usize = 160;
/// How many lines that changed are named, of each kind.
const GENOEMD_MAX: usize = 200;

/// What a role table gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rollenstand {
    /// The hash of all that it gives, in its order: who is named twice has the first name.
    som: String,
    /// What it gives, sorted.
    regels: BTreeSet<Tekst>,
    /// How many lines more it has than are remembered; they are the last ones.
    #[serde(default)]
    meer: usize,
}

/// What another table gives.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rollenverschil {
    /// What is given and was not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub erbij: Vec<Tekst>,
    /// What was given and is not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub eraf: Vec<Tekst>,
    /// How many lines more changed than are named.
    #[serde(default)]
    pub meer: usize,
    /// Whether a table was too long to remember all of, so that more may have changed than is counted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub te_lang: bool,
}

impl Rollenstand {
    /// That of a table that gives this, in this order.
    pub fn van(all: &[String]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for regel in all {
            hasher.update(&(regel.len() as u64).to_le_bytes()).update(regel.as_bytes());
        }
        let each: BTreeSet<Tekst> = all.iter().map(|regel| kort(regel)).collect();
        let meer = each.len().saturating_sub(REGELS_MAX);
        let regels = each.into_iter().take(REGELS_MAX).collect();
        Self { som: hasher.finalize().to_hex().to_string(), regels, meer }
    }

    /// What it gives that `vorige` did not, and the other way round; none where they are the same table. Of no table before
    /// it, all is new.
    pub fn verschil(&self, vorige: Option<&Self>) -> Option<Rollenverschil> {
        if vorige.is_some_and(|vorige| vorige.som == self.som) {
            return None;
        }
        // where one was cut, what comes behind its last line is not known
        let tot = [Some(self), vorige].into_iter().flatten().filter(|s| s.meer > 0).filter_map(|s| s.regels.last()).min();
        let known = |s: &Self| -> BTreeSet<Tekst> {
            s.regels.iter().filter(|r| tot.is_none_or(|tot| *r <= tot)).cloned().collect()
        };
        let (nu, toen) = (known(self), vorige.map(known).unwrap_or_default());
        let (erbij, eraf): (Vec<_>, Vec<_>) = (nu.difference(&toen).collect(), toen.difference(&nu).collect());
        let meer = [&erbij, &eraf].map(|all| all.len().saturating_sub(GENOEMD_MAX)).iter().sum();
        let named = |all: Vec<&Tekst>| all.into_iter().take(GENOEMD_MAX).cloned().collect();
        Some(Rollenverschil { erbij: named(erbij), eraf: named(eraf), meer, te_lang: tot.is_some() })
    }
}

impl Rollenverschil {
    /// How many lines came and went, in words.
    pub fn telling(&self) -> String {
        let [erbij, eraf] = [&self.erbij, &self.eraf].map(|all| match all.len() {
            1 => "1 regel".to_owned(),
            n => format!("{n} regels"),
        });
        let meer = if self.meer > 0 || self.te_lang { ", en meer" } else { "" };
        format!("{erbij} erbij, {eraf} eraf{meer}")
    }

    /// Names no more lines than are left to name.
    pub fn kort_in(&mut self, left: &mut usize) {
        for all in [&mut self.erbij, &mut self.eraf] {
            self.meer += all.len().saturating_sub(*left);
            all.truncate(*left);
            *left -= all.len();
        }
    }
}

/// A line, or the beginning of one that is too long with its hash: so that two of which only the end differs do.
fn kort(regel: &str) -> Tekst {
    if regel.chars().count() <= TEKENS_MAX {
        return Tekst::cut(regel);
    }
    let begin: String = regel.chars().take(TEKENS_MAX).collect();
    let som = blake3::hash(regel.as_bytes()).to_hex();
    Tekst::cut(&format!("{begin}... ({})", som.get(..16).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stand(regels: &[&str]) -> Rollenstand {
        Rollenstand::van(&regels.iter().map(|r| (*r).to_owned()).collect::<Vec<_>>())
    }

    fn texts(all: &[Tekst]) -> Vec<&str> {
        all.iter().map(Tekst::as_str).collect()
    }

    #[test]
    fn what_came_and_what_went_is_named_and_the_same_table_is_no_change() {
        let (old, new) = (stand(&["b", "a"]), stand(&["c", "b"]));
        assert_eq!(old.verschil(Some(&old)), None);
        let found = new.verschil(Some(&old)).unwrap();
        assert_eq!((texts(&found.erbij), texts(&found.eraf), found.meer, found.te_lang), (vec!["c"], vec!["a"], 0, false));
        assert_eq!(texts(&new.verschil(None).unwrap().erbij), ["b", "c"], "of none before it all is new");
        let other_order = stand(&["a", "b"]).verschil(Some(&old)).unwrap();
        assert_eq!((other_order.erbij.len(), other_order.eraf.len()), (0, 0), "whose name counts can change by the order");
        assert_eq!(found.telling(), "1 regel erbij, 1 regel eraf");
    }

    /// What is cut is said to be, and nothing beyond the cut is said to have come or gone.
    #[test]
    fn a_table_that_is_too_long_is_cut_and_said_to_be() {
        let many = |from: usize, to: usize| (from..to).map(|n| format!("{n:06}")).collect::<Vec<_>>();
        let (old, new) = (Rollenstand::van(&many(0, REGELS_MAX + 5)), Rollenstand::van(&many(1, REGELS_MAX + 5)));
        assert_eq!((old.regels.len(), old.meer, new.meer), (REGELS_MAX, 5, 4));
        let found = new.verschil(Some(&old)).unwrap();
        assert_eq!((texts(&found.erbij), texts(&found.eraf), found.te_lang), (vec![], vec!["000000"], true));
        let whole = new.verschil(None).unwrap();
        assert_eq!((whole.erbij.len(), whole.meer), (GENOEMD_MAX, REGELS_MAX - GENOEMD_MAX));
        let (one, other) = ("x".repeat(TEKENS_MAX) + "1", "x".repeat(TEKENS_MAX) + "2");
        let found = stand(&[&one]).verschil(Some(&stand(&[&other]))).unwrap();
        assert_eq!((found.erbij.len(), found.eraf.len()), (1, 1), "lines that differ at their end");
        let (mut left, mut short) = (150, whole);
        short.kort_in(&mut left);
        assert_eq!((short.erbij.len(), short.meer, left), (150, REGELS_MAX - 150, 0));
    }
}
