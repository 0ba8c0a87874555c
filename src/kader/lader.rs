//! Puts the parts together: one file after another, then what only all of them together can tell.

use std::collections::{BTreeMap, BTreeSet};

use super::lezer::Lezer;
use super::lijst::{self, Lijsten};
use super::partners::Partners;
use super::probleem::Probleem;
use super::probleem::kort;
use super::uniek::Uniek;
use super::verwijzing::{Bekend, Naar, Verwijzing, dood};
use super::{
    AGENDA, BESTANDEN, BETROKKENEN, BEWAREN, DOSSIER, FACTOREN, GRONDEN, INSTRUMENTEN, KADER, KLOKKEN, MAATREGELEN,
    NIVEAUS, PARTNERS, POORTEN, VRAGEN,
};
use super::{
    agenda, betrokkenen, bewaren, factoren, gronden, instrumenten, klokken, kop, maatregelen, partners, poorten, samenhang,
    vragen,
};
use crate::domain::kader::{EIGEN, Factor, Grond, Instrument, Kader, Niveau};

/// What is found while the files are read.
pub(super) struct Lader<'a> {
    eigen: &'a BTreeMap<String, String>,
    /// Everything that is wrong.
    pub(super) problemen: Vec<Probleem>,
    verwijzingen: Vec<Verwijzing>,
}

/// The parts that others refer to.
struct Delen {
    factoren: Option<Vec<Factor>>,
    lijsten: Option<Lijsten>,
    niveaus: Option<Vec<Niveau>>,
    instrumenten: Option<Vec<Instrument>>,
    gronden: Option<Vec<Grond>>,
    klokken: Option<klokken::Klokken>,
}

impl<'a> Lader<'a> {
    /// A loader of these files, and of the program's own for what is not among them.
    pub(super) fn new(eigen: &'a BTreeMap<String, String>) -> Self {
        Self { eigen, problemen: onbekende(eigen), verwijzingen: Vec::new() }
    }

    /// The kader of all files together; none where a part could not be read. What is wrong is in `problemen`.
    pub(super) fn kader(&mut self) -> Option<Kader> {
        let kop = self.deel(KADER, kop::lees);
        let mut punten = Uniek::default();
        let blokken = self.deel(AGENDA, |l| agenda::lees(l, &mut punten));
        let dossier = self.deel(DOSSIER, |l| agenda::lees_dossier(l, &mut punten));
        let poorten = self.deel(POORTEN, poorten::lees);
        let partners = self.deel(PARTNERS, partners::lees);
        let palet = self.deel(MAATREGELEN, maatregelen::lees);
        let bewaren = self.deel(BEWAREN, bewaren::lees);
        let betrokkenrollen = self.deel(BETROKKENEN, betrokkenen::lees);
        let vragen = self.deel(VRAGEN, vragen::lees);
        let reeksen = vragen.as_ref().map(|v| v.reeksen.iter().map(|r| r.id.to_string()).collect());
        self.eis(Naar::Reeks, &reeksen, VRAGEN);
        if self.eigen.contains_key(BEWAREN) {
            let maatregelen = palet.as_ref().map(|p| sleutels(&p.maatregelen, |m| m.id.as_str()));
            self.eis(Naar::Maatregel, &maatregelen, MAATREGELEN);
        }
        let delen = self.delen();
        self.eis_verwijzingen(&delen);
        self.eis_samenhang(&delen);
        let mut kop = kop?;
        self.erf_documenten(&mut kop);
        self.eis_documenten(&kop);
        let (poorten, Partners { organisaties: partners, informanten, rollen }) = (poorten?, partners?);
        let (bewaren, inzage) = bewaren?;
        let (palet, vragen, klokken, lijsten) = (palet?, vragen?, delen.klokken?, delen.lijsten?);
        let mut factoren = delen.factoren?;
        factoren.extend(lijsten.factoren);
        Some(Kader {
            naam: kop.naam,
            versie: kop.versie,
            toelichting: kop.toelichting,
            documenten: kop.documenten,
            blokken: blokken?,
            dossier: dossier?,
            poorten,
            wachtend: Vec::new(),
            partners,
            informanten,
            factoren,
            niveaus: delen.niveaus?,
            lijsten: lijsten.lijsten.into_iter().map(|gelezen| gelezen.lijst).collect(),
            instrumenten: delen.instrumenten?,
            criteria: vragen.criteria,
            reeksen: vragen.reeksen,
            organen: palet.organen,
            maatregelen: palet.maatregelen,
            gronden: delen.gronden?,
            rollen,
            betrokkenrollen: betrokkenrollen?,
            klokken: klokken.klokken,
            feestdagen: klokken.feestdagen,
            bewaren,
            inzage,
        })
    }

    fn delen(&mut self) -> Delen {
        let mut namen = Uniek::default();
        Delen {
            factoren: self.deel(FACTOREN, |l| factoren::lees(l, &mut namen)),
            lijsten: self.lijsten(&mut namen),
            niveaus: self.deel(NIVEAUS, factoren::lees_niveaus),
            instrumenten: self.deel(INSTRUMENTEN, instrumenten::lees),
            gronden: self.deel(GRONDEN, gronden::lees),
            klokken: self.deel(KLOKKEN, klokken::lees),
        }
    }

    /// The lists that the program brings along, each file replaced where another is given, then the added files.
    fn lijsten(&mut self, namen: &mut Uniek) -> Option<Lijsten> {
        let onze = BESTANDEN.iter().map(|(naam, _)| *naam).filter(|naam| is_lijst(naam));
        let erbij = self.eigen.keys().map(String::as_str).filter(|naam| is_lijst(naam) && meegeleverd(naam).is_none());
        let bestanden: Vec<&str> = onze.chain(erbij).collect();
        let mut ids = Uniek::default();
        let gelezen: Vec<_> =
            bestanden.into_iter().map(|naam| self.deel(naam, |l| lijst::lees(l, &mut ids, namen))).collect();
        let mut alle = Lijsten::default();
        for deel in gelezen {
            let mut deel = deel?;
            alle.lijsten.append(&mut deel.lijsten);
            alle.factoren.append(&mut deel.factoren);
        }
        Some(alle)
    }

    /// One file: the one that was given, else the one that the program brings along.
    fn deel<T>(&mut self, bestand: &str, lees: impl FnOnce(&mut Lezer<'_>) -> Option<T>) -> Option<T> {
        let eigen = self.eigen.get(bestand).map(String::as_str);
        let mut l = Lezer::new(bestand, eigen.or_else(|| meegeleverd(bestand)).unwrap_or_default());
        let deel = lees(&mut l);
        self.verwijzingen.append(&mut l.verwijzingen);
        self.problemen.append(&mut l.problemen);
        deel
    }

    fn eis_verwijzingen(&mut self, delen: &Delen) {
        let factoren = delen.factoren.as_ref().zip(delen.lijsten.as_ref());
        let factoren = factoren.map(|(f, l)| sleutels(f.iter().chain(&l.factoren), |f| f.id.as_str()));
        let niveaus = delen.niveaus.as_ref().map(|n| sleutels(n, |n| n.id.as_str()));
        let gronden = delen.gronden.as_ref().map(|g| sleutels(g, |g| g.id.as_str()));
        let klokken = delen.klokken.as_ref().map(|k| sleutels(&k.klokken, |k| k.id.as_str()));
        self.eis(Naar::Factor, &factoren, FACTOREN);
        self.eis(Naar::Niveau, &niveaus, NIVEAUS);
        self.eis(Naar::Grond, &gronden, GRONDEN);
        self.eis(Naar::Klok, &klokken, KLOKKEN);
    }

    fn eis(&mut self, naar: Naar, bekend: &Bekend, waar: &str) {
        self.problemen.append(&mut dood(&self.verwijzingen, naar, bekend, waar));
    }

    fn eis_samenhang(&mut self, delen: &Delen) {
        let Some(lijsten) = &delen.lijsten else { return };
        if let Some(instrumenten) = &delen.instrumenten {
            self.problemen.append(&mut samenhang::afgeschermd(&lijsten.lijsten, instrumenten));
        }
        if let Some(factoren) = &delen.factoren {
            let alle: Vec<&Factor> = factoren.iter().chain(&lijsten.factoren).collect();
            self.problemen.append(&mut samenhang::enkel(&alle));
            self.problemen.append(&mut samenhang::acute_regel(&alle, &lijsten.lijsten));
        }
    }

    /// The documents that files of the program refer to come along with those files, under the same keys.
    fn erf_documenten(&mut self, kop: &mut kop::Kop) {
        let van_ons = |v: &&Verwijzing| v.naar == Naar::Document && !self.eigen.contains_key(&v.bestand);
        let nodig: BTreeSet<&str> = self.verwijzingen.iter().filter(van_ons).map(|v| v.sleutel.as_str()).collect();
        let onze = kop::lees(&mut Lezer::new(KADER, meegeleverd(KADER).unwrap_or_default()));
        for (sleutel, document) in onze.into_iter().flat_map(|k| k.documenten) {
            if !nodig.contains(sleutel.as_str()) {
                continue;
            }
            if kop.documenten.get(&sleutel).is_some_and(|eigen| *eigen != document) {
                let wat =
                    format!("'{}' is al een document van het meegeleverde kader, dat nog wordt gebruikt", kort(&sleutel));
                let doe = "geef uw document een andere sleutel, of vervang ook de andere bestanden";
                self.problemen.push(Probleem::new(KADER, None, &wat, doe));
            }
            kop.documenten.entry(sleutel).or_insert(document);
        }
    }

    fn eis_documenten(&mut self, kop: &kop::Kop) {
        let mut bekend: BTreeSet<String> = kop.documenten.keys().cloned().collect();
        bekend.insert(EIGEN.to_owned());
        self.eis(Naar::Document, &Some(bekend), KADER);
    }
}

fn sleutels<'t, T: 't>(dingen: impl IntoIterator<Item = &'t T>, sleutel: fn(&T) -> &str) -> BTreeSet<String> {
    dingen.into_iter().map(|ding| sleutel(ding).to_owned()).collect()
}

/// Files that no kader has.
fn onbekende(bestanden: &BTreeMap<String, String>) -> Vec<Probleem> {
    let namen: Vec<&str> = BESTANDEN.iter().map(|(naam, _)| *naam).filter(|naam| !is_lijst(naam)).collect();
    let doe = format!("haal het weg of noem het zoals het hoort: {} of lijst-....toml", namen.join(", "));
    let vreemd = bestanden.keys().filter(|naam| meegeleverd(naam).is_none() && !is_lijst(naam));
    vreemd.map(|naam| Probleem::new(naam, None, "dit bestand hoort niet in een kader", &doe)).collect()
}

/// Whether a file holds lists, by its name.
fn is_lijst(bestand: &str) -> bool {
    bestand.strip_prefix("lijst-").and_then(|rest| rest.strip_suffix(".toml")).is_some_and(|naam| !naam.is_empty())
}

/// The text that the program brings along for a file.
fn meegeleverd(bestand: &str) -> Option<&'static str> {
    BESTANDEN.iter().find(|(naam, _)| *naam == bestand).map(|(_, tekst)| *tekst)
}
