//! Reads the factors, of `factoren.toml` and of lists that bring their own, and the levels.

use toml::Spanned;

use super::lezer::{Lezer, Tabel, Vorm, zonder_plek};
use super::uniek::Uniek;
use super::verwijzing::Naar;
use crate::domain::ids::{FactorId, NiveauId};
use crate::domain::kader::{Factor, FactorSoort, Niveau};

const FACTOREN: Vorm = Vorm { naam: "het bestand met factoren", kop: "", sleutels: &["factoren"] };
const FACTOR: Vorm = Vorm {
    naam: "een factor",
    kop: "[[factoren]]",
    sleutels: &["id", "naam", "ook", "groep", "soort", "vraag", "uitleg", "nu_eerder", "patroon", "volgt_uit", "bron"],
};
const NIVEAUS: Vorm = Vorm { naam: "het bestand met niveaus", kop: "", sleutels: &["niveaus"] };
const NIVEAU: Vorm = Vorm { naam: "een niveau", kop: "[[niveaus]]", sleutels: &["id", "naam"] };

/// The factors of `factoren.toml`; `namen` are those that are taken.
pub(super) fn lees(l: &mut Lezer<'_>, namen: &mut Uniek) -> Option<Vec<Factor>> {
    let wortel = l.wortel()?;
    let t = l.tabel(wortel.get_ref(), 0, &FACTOREN);
    let factoren = l.tabellen(t, "factoren", &FACTOR)?;
    alle(l, factoren, namen)
}

/// The factors that a file of lists brings along; none where it has none.
pub(super) fn meegebracht(l: &mut Lezer<'_>, t: Tabel<'_>, namen: &mut Uniek) -> Option<Vec<Factor>> {
    let factoren = l.tabellen_of_geen(t, "factoren", &FACTOR)?;
    alle(l, factoren, namen)
}

fn alle(l: &mut Lezer<'_>, factoren: Vec<Tabel<'_>>, namen: &mut Uniek) -> Option<Vec<Factor>> {
    let gelezen: Vec<_> = factoren.into_iter().map(|t| factor(l, t, namen)).collect();
    gelezen.into_iter().collect()
}

fn factor(l: &mut Lezer<'_>, t: Tabel<'_>, namen: &mut Uniek) -> Option<Factor> {
    let id = l.id::<FactorId>(t, "id");
    if let Some(id) = &id {
        namen.neem(l, id.get_ref().as_str(), id.span().start, t.plek);
    }
    let (naam, ook) = (l.naam(t), l.teksten_of_geen(t, "ook"));
    for n in naam.iter().chain(ook.iter().flatten()) {
        namen.neem(l, n.get_ref().as_str(), n.span().start, t.plek);
    }
    let (groep, soort) = (l.tekst(t, "groep"), l.keuze_of::<FactorSoort>(t, "soort"));
    let (vraag, uitleg) = (l.tekst_of_leeg(t, "vraag"), l.tekst_of_leeg(t, "uitleg"));
    let (nu_eerder, volgt_uit) = (l.vlag(t, "nu_eerder"), l.verwijst_alle(t, "volgt_uit", Naar::Factor));
    let (patroon, bron) = (l.vlag(t, "patroon"), l.herkomst(t));
    let (id, volgt_uit) = (id?.into_inner(), volgt_uit?);
    if volgt_uit.contains(&id) {
        l.meld(t.plek, "deze factor volgt uit zichzelf", "haal zijn eigen sleutel weg bij 'volgt_uit'");
    }
    Some(Factor {
        id,
        naam: naam?.into_inner(),
        ook: zonder_plek(ook?),
        groep: groep?.into_inner(),
        soort: soort?,
        vraag: vraag?,
        uitleg: uitleg?,
        nu_eerder: nu_eerder?,
        patroon: patroon?,
        volgt_uit,
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
    Some(Niveau { id: id?.into_inner(), naam: naam.map(Spanned::into_inner)? })
}
