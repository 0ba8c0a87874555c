//! Who is meant by `@`, and what by `#`. A name counts only when it is known; capitals, spaces and hyphens do not matter.

use crate::domain::dossier::{Betrokkene, Dossier, Overleg, Wie};
use crate::domain::ids::FactorId;
use crate::domain::kader::Kader;
use crate::domain::tekst::Tekst;
use crate::domain::vouw::vouw;

/// The most words that a name takes: `@raad voor de kinderbescherming`.
const WORDS_MAX: usize = 5;
/// Words before a name that say nobody.
const VOORVOEGSELS: [&str; 12] = ["de", "het", "een", "van", "den", "der", "ten", "ter", "te", "in", "op", "voor"];
/// A first word of fewer letters says nobody.
const LETTERS_MIN: usize = 3;

/// Who is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Naam {
    /// This one, and how many bytes of the text it takes.
    Een(Wie, usize),
    /// It can be more than one.
    Meer(Vec<String>),
    /// Nobody that is known.
    Geen,
}

/// Where names are looked up.
#[derive(Clone, Copy)]
pub struct Bekend<'a> {
    /// The method's partners, usual sources and factors.
    pub kader: &'a Kader,
    /// The meeting's people.
    pub overleg: Option<&'a Overleg>,
    /// Who is involved. A line calls somebody by role and number, whatever was typed: a name would stand on a wall.
    pub dossier: Option<&'a Dossier>,
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
    /// Who stands at the head of `text`: the longest name that is known, else the first words of exactly one name.
    pub fn naam(self, text: &str) -> Naam {
        let ends = ends(text);
        let whole = |end: usize| {
            let typed = text.get(..end)?;
            let bare = typed.trim_end_matches(['.', ',', ';', ':', ')', '!', '?', ']']);
            [typed, bare].into_iter().find_map(|t| Some((self.genaamd(&plain(t))?, t.len())))
        };
        if let Some((wie, bytes)) = ends.iter().rev().find_map(|end| whole(*end)) {
            return Naam::Een(wie, bytes);
        }
        for end in ends.iter().rev() {
            let bare = text.get(..*end).unwrap_or_default().trim_end_matches(['.', ',', ';', ':', ')', '!', '?', ']']);
            match self.begint_met(bare).as_slice() {
                [] => {}
                [one] => return Naam::Een(one.clone(), bare.len()),
                more => return Naam::Meer(more.iter().map(ToString::to_string).collect()),
            }
        }
        Naam::Geen
    }

    /// Who stands at the head of `words`, the longest name that is known. Also says how many words it took. Whoever is
    /// involved goes by name here too: what is taken of it is their role and number, and nothing that was typed.
    pub fn wie(self, words: &[&str]) -> Option<(Wie, usize)> {
        let typed = plain(&words.join(" "));
        if let Some(b) = self.personen().find(|b| self.heet(b).iter().any(|naam| plain(naam.as_str()) == typed)) {
            return Some((self.persoon(b), words.len()));
        }
        match self.naam(&words.join(" ")) {
            Naam::Een(wie, bytes) => {
                let taken = words.join(" ").get(..bytes).map_or(0, |t| t.split(' ').count());
                Some((wie, taken))
            }
            Naam::Meer(_) | Naam::Geen => None,
        }
    }

    /// Everybody whose name has more words, and begins with these; a word that stands before many names counts for none.
    fn begint_met(self, typed: &str) -> Vec<Wie> {
        let folded = vouw(typed);
        let words: Vec<&str> = folded.split_whitespace().collect();
        if words.iter().all(|w| VOORVOEGSELS.contains(w) || w.chars().count() < LETTERS_MIN) {
            return Vec::new();
        }
        let begins = |naam: &Tekst| {
            let naam = vouw(naam.as_str());
            let mut all = naam.split_whitespace();
            words.iter().all(|w| all.next() == Some(*w)) && all.next().is_some()
        };
        let mut found: Vec<Wie> = Vec::new();
        let mut add = |wie: Wie| {
            if !found.contains(&wie) {
                found.push(wie);
            }
        };
        for p in self.kader.partners.iter().filter(|p| begins(&p.naam) || p.ook.iter().any(begins)) {
            add(Wie::organisatie(p.naam.clone()));
        }
        for d in self.overleg.map(|o| o.deelnemers.as_slice()).unwrap_or_default() {
            if begins(&d.naam) {
                add(Wie { naam: d.naam.clone(), organisatie: d.organisatie.clone() });
            }
            if begins(&d.organisatie) {
                add(self
                    .genaamd(&plain(d.organisatie.as_str()))
                    .unwrap_or_else(|| Wie::organisatie(d.organisatie.clone())));
            }
        }
        for b in self.personen().filter(|b| begins(&self.persoon(b).naam)) {
            add(self.persoon(b));
        }
        for i in self.kader.informanten.iter().filter(|i| begins(i)) {
            add(Wie { naam: i.clone(), organisatie: Tekst::default() });
        }
        found
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
        // not by name: what is typed stands in the line, and is read by who may not know it
        if let Some(b) = self.personen().find(|b| is(&self.persoon(b).naam)) {
            return Some(self.persoon(b));
        }
        let informant = self.kader.informanten.iter().find(|i| is(i))?;
        Some(Wie { naam: informant.clone(), organisatie: Tekst::default() })
    }

    /// Who is involved, and still counts. Not who is shielded: a line is for others than that shield.
    fn personen(&self) -> impl Iterator<Item = &Betrokkene> {
        let all = self.dossier.into_iter().flat_map(|d| d.betrokkenen.values());
        all.filter(|b| b.stand.staat() && b.stand.scherm().is_none())
    }

    /// All by which a person is looked for behind `@`; what is put there is their role and number.
    fn heet(&self, b: &Betrokkene) -> Vec<Tekst> {
        let ook = b.ook.as_str().split(',').map(str::trim);
        let all = [b.naam.as_str()].into_iter().chain(ook).filter(|naam| !naam.is_empty());
        all.chain([b.aanduiding(Some(self.kader)).as_str()]).filter_map(|naam| Tekst::new(naam).ok()).collect()
    }

    /// A person as a line calls somebody: by role and number.
    fn persoon(&self, b: &Betrokkene) -> Wie {
        let naam = Tekst::new(&b.aanduiding(Some(self.kader))).unwrap_or_default();
        Wie { naam, organisatie: Tekst::default() }
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
        for b in self.personen().filter(|b| self.heet(b).iter().any(begins)) {
            let wie = b.open_naam().unwrap_or(&b.relatie);
            add(&self.persoon(b).naam, if wie.is_empty() { "betrokkene" } else { wie.as_str() });
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

/// Where the first words of a text end.
fn ends(text: &str) -> Vec<usize> {
    let words = text.split_whitespace().take(WORDS_MAX);
    words.map(|w| w.as_ptr() as usize - text.as_ptr() as usize + w.len()).collect()
}

/// A name as it is compared: small letters, without spaces, hyphens and underscores.
fn plain(raw: &str) -> String {
    vouw(raw).chars().filter(|c| !matches!(c, ' ' | '-' | '_')).collect()
}
