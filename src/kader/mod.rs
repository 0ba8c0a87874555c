//! Loads and checks the method's content: agenda, gates, partners, factors, levels. PURE: it is given the texts of files;
//! reading a folder is the caller's. The types live in `crate::domain::kader`, because meetings record the kader that
//! they opened with.

mod agenda;
mod bewaard;
mod keuze;
mod kop;
mod lezer;
mod lijsten;
mod poorten;
mod probleem;
mod syntax;
mod uniek;

use std::collections::{BTreeMap, BTreeSet};

use lezer::{Lezer, kort};

use crate::domain::kader::{EIGEN, GeldendKader, Kader};

pub use bewaard::{BewaardFout, hash, naar_json, uit_json};
pub use probleem::{Probleem, Problemen};
pub(crate) use syntax::geen_toml;

const KADER: &str = "kader.toml";
const AGENDA: &str = "agenda.toml";
const POORTEN: &str = "poorten.toml";
const PARTNERS: &str = "partners.toml";
const FACTOREN: &str = "factoren.toml";
const NIVEAUS: &str = "niveaus.toml";

/// The files of a kader, by name, with the text that the program brings along.
pub const BESTANDEN: [(&str, &str); 6] = [
    (KADER, include_str!("../../fixtures/kader/kader.toml")),
    (AGENDA, include_str!("../../fixtures/kader/agenda.toml")),
    (POORTEN, include_str!("../../fixtures/kader/poorten.toml")),
    (PARTNERS, include_str!("../../fixtures/kader/partners.toml")),
    (FACTOREN, include_str!("../../fixtures/kader/factoren.toml")),
    (NIVEAUS, include_str!("../../fixtures/kader/niveaus.toml")),
];

/// The kader that the program brings along: a generic model.
pub fn ingebouwd() -> Result<GeldendKader, Problemen> {
    load(&BTreeMap::new())
}

/// The kader of these files: `bestanden` holds the text of each by its name without folder. A file that is not given is
/// taken from what the program brings along, with the documents that it refers to; so a municipality can replace one
/// file, or all. The error names everything that is wrong, not only the first thing.
pub fn load(bestanden: &BTreeMap<String, String>) -> Result<GeldendKader, Problemen> {
    let mut lader = Lader { eigen: bestanden, problemen: onbekende(bestanden), verwijzingen: Vec::new() };
    let kader = lader.kader();
    match (kader, lader.problemen.is_empty()) {
        (Some(kader), true) => geldend(kader),
        _ => Err(Problemen::new(lader.problemen)),
    }
}

/// The kader with its hash.
fn geldend(kader: Kader) -> Result<GeldendKader, Problemen> {
    let Ok(json) = naar_json(&kader) else {
        let doe = "meld dit: het is een fout in het programma";
        return Err(Problemen::new(vec![Probleem::new(KADER, None, "het kader laat zich niet bewaren", doe)]));
    };
    Ok(GeldendKader { hash: hash(&json), kader })
}

/// Files that no kader has.
fn onbekende(bestanden: &BTreeMap<String, String>) -> Vec<Probleem> {
    let bekend = BESTANDEN.map(|(naam, _)| naam);
    let doe = format!("haal het weg of noem het zoals het hoort: {}", bekend.join(", "));
    let vreemd = bestanden.keys().filter(|naam| !bekend.contains(&naam.as_str()));
    vreemd.map(|naam| Probleem::new(naam, None, "dit bestand hoort niet in een kader", &doe)).collect()
}

/// What is found while the files are read.
struct Lader<'a> {
    eigen: &'a BTreeMap<String, String>,
    problemen: Vec<Probleem>,
    verwijzingen: Vec<Verwijzing>,
}

/// That a file refers to a document.
struct Verwijzing {
    bestand: &'static str,
    regel: u32,
    document: String,
}

impl Lader<'_> {
    fn kader(&mut self) -> Option<Kader> {
        let kop = self.deel(KADER, kop::lees);
        let blokken = self.deel(AGENDA, agenda::lees);
        let poorten = self.deel(POORTEN, poorten::lees);
        let partners = self.deel(PARTNERS, lijsten::lees_partners);
        let factoren = self.deel(FACTOREN, lijsten::lees_factoren);
        let niveaus = self.deel(NIVEAUS, lijsten::lees_niveaus);
        let mut kop = kop?;
        self.erf_documenten(&mut kop);
        self.eis_documenten(&kop);
        let (partners, informanten) = partners?;
        Some(Kader {
            naam: kop.naam,
            versie: kop.versie,
            toelichting: kop.toelichting,
            documenten: kop.documenten,
            blokken: blokken?,
            poorten: poorten?,
            partners,
            informanten,
            factoren: factoren?,
            niveaus: niveaus?,
        })
    }

    /// One file: the one that was given, else the one that the program brings along.
    fn deel<T>(&mut self, bestand: &'static str, lees: fn(&mut Lezer<'_>) -> Option<T>) -> Option<T> {
        let tekst = self.eigen.get(bestand).map_or_else(|| meegeleverd(bestand), String::as_str);
        let mut l = Lezer::new(bestand, tekst);
        let deel = lees(&mut l);
        for (document, plek) in std::mem::take(&mut l.verwijzingen) {
            self.verwijzingen.push(Verwijzing { bestand, regel: l.regel(plek), document });
        }
        self.problemen.append(&mut l.problemen);
        deel
    }

    /// The documents that files of the program refer to come along with those files, under the same keys.
    fn erf_documenten(&mut self, kop: &mut kop::Kop) {
        let van_ons = |v: &&Verwijzing| !self.eigen.contains_key(v.bestand);
        let nodig: BTreeSet<&str> = self.verwijzingen.iter().filter(van_ons).map(|v| v.document.as_str()).collect();
        let onze = kop::lees(&mut Lezer::new(KADER, meegeleverd(KADER)));
        for (sleutel, document) in onze.into_iter().flat_map(|k| k.documenten) {
            if !nodig.contains(sleutel.as_str()) {
                continue;
            }
            if kop.documenten.get(&sleutel).is_some_and(|eigen| *eigen != document) {
                let wat = format!("'{sleutel}' is al een document van het meegeleverde kader, dat nog wordt gebruikt");
                let doe = "geef uw document een andere sleutel, of vervang ook de andere bestanden";
                self.problemen.push(Probleem::new(KADER, None, &wat, doe));
            }
            kop.documenten.entry(sleutel).or_insert(document);
        }
    }

    fn eis_documenten(&mut self, kop: &kop::Kop) {
        for v in &self.verwijzingen {
            if v.document != EIGEN && !kop.documenten.contains_key(&v.document) {
                let wat = format!("document '{}' staat niet in {KADER}", kort(&v.document));
                let doe = "zet het daar als [documenten.sleutel], of schrijf: document = \"eigen\"";
                self.problemen.push(Probleem::new(v.bestand, Some(v.regel), &wat, doe));
            }
        }
    }
}

/// The text that the program brings along for a file.
fn meegeleverd(bestand: &str) -> &'static str {
    BESTANDEN.iter().find(|(naam, _)| *naam == bestand).map_or("", |(_, tekst)| tekst)
}
