//! What `crisistafel kader controleer` and `crisistafel kader toon` print: plain Dutch text of at most eighty columns, each
//! line ended, with the source of what it names. PURE; absent: reading a folder and printing.

mod blad;
mod overzicht;
mod volledig;

use std::collections::BTreeMap;

use self::blad::Blad;
use super::{Problemen, load};
use crate::domain::kader::{Brondocument, EIGEN, GeldendKader, Herkomst, Kader};

/// Checks the files of a kader as [`load`] does: what is in it, or everything that is wrong with it, each with file, line
/// and remedy.
pub fn controleer(bestanden: &BTreeMap<String, String>) -> Result<String, String> {
    match load(bestanden) {
        Ok(geldend) => Ok(overzicht::goedgekeurd(&geldend, bestanden)),
        Err(problemen) => Err(afgekeurd(&problemen)),
    }
}

/// The kader in brief: its lists with licence, version and source, its parts, what is generic, what a lawyer checks.
pub fn toon(geldend: &GeldendKader) -> String {
    overzicht::overzicht(geldend)
}

/// The kader in full: the same, and then every item of it with its source.
pub fn toon_alles(geldend: &GeldendKader) -> String {
    let mut tekst = overzicht::overzicht(geldend);
    tekst.push('\n');
    tekst.push_str(&volledig::volledig(&geldend.kader));
    tekst
}

fn afgekeurd(problemen: &Problemen) -> String {
    let mut blad = Blad::default();
    let aantal = problemen.as_slice().len();
    blad.regel(0, &format!("Dit kader klopt niet: {}.", telt(aantal, "probleem", "problemen")));
    for p in problemen.as_slice() {
        blad.regel(0, "");
        match p.regel {
            Some(regel) => blad.regel(0, &format!("{}, regel {regel}", p.bestand)),
            None => blad.regel(0, p.bestand.as_str()),
        }
        blad.veld(2, "Wat", p.wat.as_str());
        blad.veld(2, "Doe", p.doe.as_str());
    }
    blad.klaar()
}

/// A count with its noun.
fn telt(aantal: usize, een: &str, meer: &str) -> String {
    format!("{aantal} {}", if aantal == 1 { een } else { meer })
}

/// A source by the key of its document, which is explained at the documents: 'zsm, bijlage II'.
fn bron(herkomst: &Herkomst) -> String {
    let document = if herkomst.document == EIGEN { "eigen keuze" } else { herkomst.document.as_str() };
    if herkomst.paragraaf.is_empty() { document.to_owned() } else { format!("{document}, {}", herkomst.paragraaf) }
}

/// A source in full: title, issuer, date, section.
fn bron_voluit(kader: &Kader, herkomst: &Herkomst) -> String {
    let Some(d) = kader.documenten.get(&herkomst.document) else { return bron(herkomst) };
    let heel = document(d);
    if herkomst.paragraaf.is_empty() { heel } else { format!("{heel}; {}", herkomst.paragraaf) }
}

/// A document: title, issuer, date.
fn document(d: &Brondocument) -> String {
    let punt = if d.titel.as_str().ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{}{punt} {}, {}", d.titel, d.uitgever, d.datum)
}
