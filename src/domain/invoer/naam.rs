//! Who is meant by `@`, and what by `#`. A name counts only when it is known; capitals, spaces and hyphens do not matter.

use crate::domain::dossier::{Overleg, Wie};
use crate::domain::ids::FactorId;
use crate::domain::kader::Kader;
use crate::domain::tekst::Tekst;
use crate::domain::vouw::vouw;

/// The most words that a name takes: `@raad voor de kinderbescherming`.
const WORDS_MAX: usize = 5;

/// Where names are looked up.
#[derive(Clone, Copy)]
pub struct Bekend<'a> {
    /// The method's partners, usual sources and factors.
    pub kader: &'a Kader,
    /// The meeting's people.
    pub overleg: Option<&'a Overleg>,
}

/// One way to go on from what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aanvulling {
    /// What will stand behind the `@` or `#`.
    pub tekst: String,
    /// What it is.
    pub uitleg: String,
}

impl Bekend<'_> {
    /// Who stands at the head of `words`, the longest name that is known. Also says how many words it took.
    pub fn wie(self, words: &[&str]) -> Option<(Wie, usize)> {
        (1..=words.len().min(WORDS_MAX)).rev().find_map(|n| {
            let typed = plain(words.get(..n)?.join(" ").trim_end_matches(['.', ',', ';', ':', ')', '!', '?']));
            self.genaamd(&typed).map(|wie| (wie, n))
        })
    }

    /// The factor that goes by this word.
    pub fn factor(self, word: &str) -> Option<FactorId> {
        let typed = plain(word.trim_end_matches(['.', ',', ';', ':', ')', '!', '?']));
        let found = self.kader.factoren.iter().find(|f| {
            plain(f.id.as_str()) == typed
                || plain(f.naam.as_str()) == typed
                || f.ook.iter().any(|o| plain(o.as_str()) == typed)
        });
        found.map(|f| f.id.clone())
    }

    fn genaamd(self, typed: &str) -> Option<Wie> {
        if typed.is_empty() {
            return None;
        }
        let is = |t: &Tekst| plain(t.as_str()) == typed;
        if let Some(p) = self.kader.partners.iter().find(|p| is(&p.naam) || p.ook.iter().any(is)) {
            return Some(Wie::organisatie(p.naam.clone()));
        }
        let deelnemers = self.overleg.map(|o| o.deelnemers.as_slice()).unwrap_or_default();
        if let Some(d) = deelnemers.iter().find(|d| is(&d.naam)) {
            return Some(Wie { naam: d.naam.clone(), organisatie: d.organisatie.clone() });
        }
        if let Some(d) = deelnemers.iter().find(|d| is(&d.organisatie)) {
            return Some(Wie::organisatie(d.organisatie.clone()));
        }
        let informant = self.kader.informanten.iter().find(|i| is(i))?;
        Some(Wie { naam: informant.clone(), organisatie: Tekst::default() })
    }

    /// What can stand behind `@`, given what already stands there: who sits at the table first, other names last.
    pub fn namen(self, begin: &str) -> Vec<Aanvulling> {
        let typed = plain(begin);
        let begins = |t: &Tekst| plain(t.as_str()).starts_with(&typed);
        let mut found: Vec<Aanvulling> = Vec::new();
        let mut add = |tekst: &Tekst, uitleg: &str| {
            if !tekst.is_empty() && !found.iter().any(|a| plain(&a.tekst) == plain(tekst.as_str())) {
                found.push(Aanvulling { tekst: tekst.to_string(), uitleg: uitleg.to_owned() });
            }
        };
        for d in self.overleg.map(|o| o.deelnemers.as_slice()).unwrap_or_default() {
            for (naam, uitleg) in [(&d.organisatie, "aan tafel"), (&d.naam, d.organisatie.as_str())] {
                if begins(naam) {
                    add(naam, uitleg);
                }
            }
        }
        let partners = &self.kader.partners;
        partners.iter().filter(|p| begins(&p.naam)).for_each(|p| add(&p.naam, "partner"));
        self.kader.informanten.iter().filter(|i| begins(i)).for_each(|i| add(i, "bron"));
        partners.iter().filter(|p| p.ook.iter().any(begins)).for_each(|p| add(&p.naam, "partner"));
        found
    }

    /// What can stand behind `#`, given what already stands there.
    pub fn factoren(self, begin: &str) -> Vec<Aanvulling> {
        let typed = plain(begin);
        let fits = |t: &str| plain(t).contains(&typed);
        self.kader
            .factoren
            .iter()
            .filter(|f| fits(f.id.as_str()) || fits(f.naam.as_str()) || f.ook.iter().any(|o| fits(o.as_str())))
            .map(|f| Aanvulling { tekst: f.id.to_string(), uitleg: f.naam.to_string() })
            .collect()
    }
}

/// A name as it is compared: small letters, without spaces, hyphens and underscores.
fn plain(raw: &str) -> String {
    vouw(raw).chars().filter(|c| !matches!(c, ' ' | '-' | '_')).collect()
}
