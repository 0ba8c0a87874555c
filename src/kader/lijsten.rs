//! Reads the lists: partners with their other names, factors, levels.

use toml::Spanned;

use super::lezer::{Lezer, Tabel, Vorm};
use super::uniek::Uniek;
use crate::domain::ids::{FactorId, NiveauId};
use crate::domain::kader::{Factor, Niveau, Partner};
use crate::domain::tekst::Tekst;

const PARTNERS: Vorm = Vorm { naam: "het bestand met partners", kop: "", sleutels: &["informanten", "partners"] };
const PARTNER: Vorm = Vorm { naam: "een partner", kop: "[[partners]]", sleutels: &["naam", "ook", "kern", "bron"] };
const FACTOREN: Vorm = Vorm { naam: "het bestand met factoren", kop: "", sleutels: &["factoren"] };
const FACTOR: Vorm = Vorm { naam: "een factor", kop: "[[factoren]]", sleutels: &["id", "naam", "ook", "groep", "bron"] };
const NIVEAUS: Vorm = Vorm { naam: "het bestand met niveaus", kop: "", sleutels: &["niveaus"] };
const NIVEAU: Vorm = Vorm { naam: "een niveau", kop: "[[niveaus]]", sleutels: &["id", "naam"] };

/// The partners and the informants of `partners.toml`.
pub(super) fn lees_partners(l: &mut Lezer<'_>) -> Option<(Vec<Partner>, Vec<Tekst>)> {
    let wortel = l.wortel()?;
    let t = l.tabel(wortel.get_ref(), 0, &PARTNERS);
    let mut namen = Uniek::default();
    let informanten = l.teksten_of_geen(t, "informanten");
    for naam in informanten.iter().flatten() {
        namen.neem(l, naam.get_ref().as_str(), naam.span().start, naam.span().start);
    }
    let partners = l.tabellen(t, "partners", &PARTNER)?;
    let gelezen: Vec<_> = partners.into_iter().map(|t| partner(l, t, &mut namen)).collect();
    let informanten = informanten?.into_iter().map(Spanned::into_inner).collect();
    Some((gelezen.into_iter().collect::<Option<_>>()?, informanten))
}

fn partner(l: &mut Lezer<'_>, t: Tabel<'_>, namen: &mut Uniek) -> Option<Partner> {
    let (naam, ook) = (l.tekst(t, "naam"), l.teksten_of_geen(t, "ook"));
    for n in naam.iter().chain(ook.iter().flatten()) {
        namen.neem(l, n.get_ref().as_str(), n.span().start, t.plek);
    }
    let (kern, bron) = (l.vlag(t, "kern"), l.herkomst(t));
    Some(Partner { naam: naam?.into_inner(), ook: zonder_plek(ook?), kern: kern?, bron: bron? })
}

/// The factors of `factoren.toml`.
pub(super) fn lees_factoren(l: &mut Lezer<'_>) -> Option<Vec<Factor>> {
    let wortel = l.wortel()?;
    let t = l.tabel(wortel.get_ref(), 0, &FACTOREN);
    let mut namen = Uniek::default();
    let factoren = l.tabellen(t, "factoren", &FACTOR)?;
    let gelezen: Vec<_> = factoren.into_iter().map(|t| factor(l, t, &mut namen)).collect();
    gelezen.into_iter().collect()
}

fn factor(l: &mut Lezer<'_>, t: Tabel<'_>, namen: &mut Uniek) -> Option<Factor> {
    let id = l.id::<FactorId>(t, "id");
    if let Some(id) = &id {
        namen.neem(l, id.get_ref().as_str(), id.span().start, t.plek);
    }
    let (naam, ook) = (l.tekst(t, "naam"), l.teksten_of_geen(t, "ook"));
    for n in naam.iter().chain(ook.iter().flatten()) {
        namen.neem(l, n.get_ref().as_str(), n.span().start, t.plek);
    }
    let (groep, bron) = (l.tekst(t, "groep"), l.herkomst(t));
    Some(Factor {
        id: id?.into_inner(),
        naam: naam?.into_inner(),
        ook: zonder_plek(ook?),
        groep: groep?.into_inner(),
        bron: bron?,
    })
}

/// The levels of `niveaus.toml`.
pub(super) fn lees_niveaus(l: &mut Lezer<'_>) -> Option<Vec<Niveau>> {
    let wortel = l.wortel()?;
    let t = l.tabel(wortel.get_ref(), 0, &NIVEAUS);
    let mut namen = Uniek::default();
    let niveaus = l.tabellen(t, "niveaus", &NIVEAU)?;
    if niveaus.len() < 2 {
        l.meld(0, "er zijn minder dan twee niveaus", "noem er minstens twee, het laagste eerst");
    }
    let gelezen: Vec<_> = niveaus.into_iter().map(|t| niveau(l, t, &mut namen)).collect();
    gelezen.into_iter().collect()
}

fn niveau(l: &mut Lezer<'_>, t: Tabel<'_>, namen: &mut Uniek) -> Option<Niveau> {
    let (id, naam) = (l.id::<NiveauId>(t, "id"), l.tekst(t, "naam"));
    if let Some(id) = &id {
        namen.neem(l, id.get_ref().as_str(), id.span().start, t.plek);
    }
    if let Some(naam) = &naam {
        namen.neem(l, naam.get_ref().as_str(), naam.span().start, t.plek);
    }
    Some(Niveau { id: id?.into_inner(), naam: naam?.into_inner() })
}

fn zonder_plek(teksten: Vec<Spanned<Tekst>>) -> Vec<Tekst> {
    teksten.into_iter().map(Spanned::into_inner).collect()
}
