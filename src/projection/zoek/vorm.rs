//! The forms of Dutch words. Each word has one key or a few; two words are forms of one another when they share a key.
//! Snowball's stem is one of them; it knows no participles, no past tense and no strong verbs, so these are taken to the
//! word that they are of first, and where a word can be read in two ways it has the keys of both.

use std::collections::{BTreeSet, HashMap, HashSet};

use rust_stemmers::{Algorithm, Stemmer};

/// Words of which no form is looked for, and that are no form of another word.
const GEWOON: &str = "aan af al als altijd bij binnen daar dan dat de den der des deze die dit door dus een eens en er geen had \
    hadden han heb hebben heeft hem hen het hier hij hun ieder iets ik in is ja je jij kan maar me meer men met mij mijn moe \
    moet na naar nee niet niets nog nu of om omdat onder ons ook op over reeds te ten ter tegen toch toen tot u uit uw van veel \
    voor waar want waren was wat we wel werd wezen wie wij wil won worden zal ze zei zelf zich zij zijn zo zonder zou haar kon \
    has heer per nou t s";
/// What can stand before a verb and before the `ge` of its participle.
const VOOR: [&str; 38] = [
    "aan", "achter", "achterna", "af", "bij", "binnen", "bloot", "buiten", "dicht", "door", "in", "klem", "langs",
    "lastig", "los", "mee", "mis", "na", "neer", "om", "onder", "op", "open", "over", "rond", "samen", "tegen", "terug",
    "thuis", "toe", "uit", "vast", "voor", "vrij", "weg", "kwijt", "plaats", "kapot",
];
/// What can stand before a strong verb and stays in its participle.
const ERVOOR: [&str; 5] = ["be", "er", "her", "ont", "ver"];
/// Words that begin with `ge` and are no participle.
const GEEN_DEELWOORD: [&str; 22] = [
    "geweld",
    "geluid",
    "gebied",
    "gebieden",
    "gezicht",
    "gemeenten",
    "gebeuren",
    "getuigen",
    "gesprekken",
    "gezinnen",
    "geheugen",
    "gegevens",
    "gezond",
    "gelegenheid",
    "gemiddeld",
    "gevangenen",
    "gerecht",
    "gebit",
    "gewicht",
    "gevoelens",
    "genoten",
    "gevaren",
];

/// What knows the forms. Making one is not free; keep it.
pub(super) struct Vormen {
    stemmer: Stemmer,
    /// The first of the family by each of its forms.
    sterk: HashMap<&'static str, &'static str>,
    gewoon: HashSet<&'static str>,
}

impl Default for Vormen {
    fn default() -> Self {
        let lines = include_str!("sterk.txt").lines().filter(|line| !line.starts_with('#'));
        let family = |line: &'static str| {
            let first = line.split(' ').next().unwrap_or_default();
            line.split(' ').map(move |form| (form, first))
        };
        Self {
            stemmer: Stemmer::create(Algorithm::Dutch),
            sterk: lines.flat_map(family).collect(),
            gewoon: GEWOON.split_whitespace().collect(),
        }
    }
}

impl Vormen {
    /// Whether it is a word that stands in every text.
    pub(super) fn is_gewoon(&self, word: &str) -> bool {
        self.gewoon.contains(word)
    }

    /// Whether it is a word that is known to be spelt so.
    pub(super) fn is_bekend(&self, word: &str) -> bool {
        self.is_gewoon(word) || self.sterk.contains_key(word)
    }

    /// The keys of a folded word. None for what has figures, is short, or is in every text.
    pub(super) fn sleutels(&self, word: &str) -> BTreeSet<String> {
        if word.chars().count() < 3 || word.contains(|c: char| c.is_numeric()) || self.is_gewoon(word) {
            return BTreeSet::new();
        }
        let mut keys: BTreeSet<String> = self.grondvormen(word).iter().map(|w| self.stam(w)).collect();
        keys.retain(|key| key.len() >= 3 && (!self.is_gewoon(key)));
        keys
    }

    /// The words that this word can be a form of.
    fn grondvormen(&self, word: &str) -> Vec<String> {
        if let Some(first) = self.sterke(word) {
            return vec![first];
        }
        let mut all = vec![word.to_owned()];
        if let Some(infinitive) = deelwoord(word) {
            all.extend(self.sterke(&infinitive));
            all.push(infinitive);
            return all;
        }
        let long = |rest: &&str| rest.chars().count() >= 4;
        let past = ["den", "ten", "de", "te"].iter().find_map(|end| word.strip_suffix(end));
        let past = past.filter(|rest| rest.len() >= 3 && !rest.ends_with(['a', 'e', 'i', 'o', 'u']));
        let now =
            word.strip_suffix(['t', 'd']).filter(|rest| long(rest) && !rest.ends_with(['a', 'e', 'i', 'o', 'u', 'h']));
        let who = ["ers", "er"].iter().find_map(|end| word.strip_suffix(end)).filter(long);
        let act = ["ingen", "ing"].iter().find_map(|end| word.strip_suffix(end)).filter(long);
        let said = word.strip_prefix("ge").filter(|rest| rest.len() >= 5 && !GEEN_DEELWOORD.contains(&word));
        let being = word.strip_suffix("schap").filter(long);
        let small =
            ["etjes", "etje", "tjes", "tje", "pjes", "pje", "jes", "je"].iter().find_map(|end| word.strip_suffix(end));
        for form in past
            .into_iter()
            .chain(now)
            .chain(who)
            .chain(act)
            .chain(said)
            .chain(being)
            .chain(small.filter(|rest| rest.len() >= 3))
        {
            all.push(form.to_owned());
        }
        all
    }

    /// The first of the family of a strong form, with what stands before it: `meegenomen` is of `meenemen`.
    fn sterke(&self, word: &str) -> Option<String> {
        if let Some(first) = self.sterk.get(word) {
            return Some((*first).to_owned());
        }
        let before = VOOR.iter().chain(&ERVOOR).filter_map(|before| Some((*before, word.strip_prefix(before)?)));
        before.filter(|(_, rest)| rest.len() >= 3).find_map(|(before, rest)| {
            let whole = self.sterk.get(rest).copied();
            // in `bezocht` and `verbroken` the `ge` of the participle is not there
            let first = whole.or_else(|| self.sterk.get(format!("ge{rest}").as_str()).copied())?;
            Some(format!("{before}{first}"))
        })
    }

    /// Snowball's stem with the letters that change at the end of a Dutch word made one: `huizen` and `huis`, `brieven` and
    /// `brief`.
    fn stam(&self, word: &str) -> String {
        let mut stem = self.stemmer.stem(word).into_owned();
        let last = stem.pop();
        match last {
            Some('v') => stem.push('f'),
            Some('z') => stem.push('s'),
            Some(c) if stem.ends_with(c) && !"aeiou".contains(c) => {}
            Some(c) => stem.push(c),
            None => {}
        }
        stem
    }
}

/// The verb that a participle is of: `gestalkt` of `stalken`, `aangevallen` of `aanvallen`.
fn deelwoord(word: &str) -> Option<String> {
    if GEEN_DEELWOORD.contains(&word) {
        return None;
    }
    let (before, rest) = std::iter::once("")
        .chain(VOOR)
        .filter_map(|before| Some((before, word.strip_prefix(before)?.strip_prefix("ge")?)))
        .find(|(_, rest)| rest.len() >= 3)?;
    let ended = ["en", "de", "te", "d", "t"].iter().find_map(|end| rest.strip_suffix(end))?;
    (ended.len() >= 3 || (ended.len() == 2 && rest.len() == 3)).then(|| format!("{before}{ended}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_share_a_key_and_other_words_do_not() {
        let v = Vormen::default();
        let shares = |a: &str, b: &str| !v.sleutels(a).is_disjoint(&v.sleutels(b));
        for (one, other) in [
            ("bedreigde", "bedreigen"),
            ("bedreigde", "bedreiging"),
            ("gestalkt", "stalken"),
            ("stalker", "stalken"),
            ("besluiten", "besluit"),
            ("beschuldigde", "beschuldiging"),
            ("huizen", "huis"),
            ("brieven", "brief"),
            ("geslagen", "slaan"),
            ("sloeg", "slaat"),
            ("aangevallen", "aanvallen"),
            ("meegenomen", "meenemen"),
            ("opgebeld", "opbellen"),
            ("belde", "bellen"),
            ("handen", "hand"),
            ("kinderen", "kind"),
            ("briefje", "brief"),
            ("bezocht", "bezoeken"),
            ("veiligheid", "veilig"),
        ] {
            assert!(shares(one, other), "{one} {other}: {:?} {:?}", v.sleutels(one), v.sleutels(other));
        }
        for (one, other) in
            [("bedrijf", "bedreigde"), ("kant", "kan"), ("kanten", "kan"), ("geweld", "weldra"), ("haard", "haar")]
        {
            assert!(!shares(one, other), "{one} {other}: {:?} {:?}", v.sleutels(one), v.sleutels(other));
        }
    }
}
