//! Reads `kader.toml`: whose kader it is, and the documents that items refer to.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeString, DeValue};

use super::lezer::{Lezer, Vorm};
use crate::domain::ids::PuntId;
use crate::domain::kader::{Brondocument, EIGEN};
use crate::domain::tekst::Tekst;

const KADER: Vorm = Vorm { naam: "het kader", kop: "", sleutels: &["naam", "versie", "toelichting", "documenten"] };
const DOCUMENT: Vorm =
    Vorm { naam: "een document", kop: "[documenten.sleutel]", sleutels: &["titel", "uitgever", "datum", "licentie"] };

/// What `kader.toml` says.
pub(super) struct Kop {
    /// What it is called.
    pub(super) naam: Tekst,
    /// Its version.
    pub(super) versie: Tekst,
    /// What a reader has to know.
    pub(super) toelichting: Tekst,
    /// The documents, by key.
    pub(super) documenten: BTreeMap<String, Brondocument>,
}

/// The head of `kader.toml`.
pub(super) fn lees(l: &mut Lezer<'_>) -> Option<Kop> {
    let wortel = l.wortel()?;
    let t = l.tabel(wortel.get_ref(), 0, &KADER);
    let (naam, versie) = (l.tekst(t, "naam"), l.tekst(t, "versie"));
    let toelichting = l.tekst(t, "toelichting");
    let documenten = match wortel.get_ref().get("documenten") {
        Some(waarde) => documenten(l, waarde),
        None => Some(BTreeMap::new()),
    };
    Some(Kop {
        naam: naam?.into_inner(),
        versie: versie?.into_inner(),
        toelichting: toelichting?.into_inner(),
        documenten: documenten?,
    })
}

fn documenten(l: &mut Lezer<'_>, waarde: &Spanned<DeValue<'_>>) -> Option<BTreeMap<String, Brondocument>> {
    let DeValue::Table(tabel) = waarde.get_ref() else {
        l.meld(waarde.span().start, "'documenten' is geen tabel", "zet elk document onder [documenten.sleutel]");
        return None;
    };
    let gelezen: Vec<_> = tabel.iter().map(|(sleutel, waarde)| document(l, sleutel, waarde)).collect();
    gelezen.into_iter().collect()
}

fn document(
    l: &mut Lezer<'_>,
    sleutel: &Spanned<DeString<'_>>,
    waarde: &Spanned<DeValue<'_>>,
) -> Option<(String, Brondocument)> {
    eis_sleutel(l, sleutel);
    let t = l.als_tabel(waarde, sleutel.get_ref(), &DOCUMENT)?;
    let (titel, uitgever, datum) = (l.tekst(t, "titel"), l.tekst(t, "uitgever"), l.tekst(t, "datum"));
    let licentie = l.tekst_of_leeg(t, "licentie");
    let document = Brondocument {
        titel: titel?.into_inner(),
        uitgever: uitgever?.into_inner(),
        datum: datum?.into_inner(),
        licentie: licentie?,
    };
    Some((sleutel.get_ref().to_string(), document))
}

/// Keys of documents are written as all other keys of the kader; `eigen` stands for no document.
fn eis_sleutel(l: &mut Lezer<'_>, sleutel: &Spanned<DeString<'_>>) {
    let (plek, naam) = (sleutel.span().start, sleutel.get_ref());
    if PuntId::try_from(naam.to_string()).is_err() {
        l.geen_sleutel(plek, naam);
    } else if naam == EIGEN {
        l.meld(plek, "'eigen' staat voor uw eigen keuze, niet voor een document", "geef het document een andere sleutel");
    }
}
