//! Reads `klokken.toml`: clocks, and the days that are no working days.

use toml::Spanned;

use super::lezer::{Lezer, Tabel, Vorm};
use super::uniek::Uniek;
use crate::domain::ids::KlokId;
use crate::domain::kader::{Feestdag, Klok};

const KLOKKEN: Vorm = Vorm { naam: "het bestand met klokken", kop: "", sleutels: &["klokken", "feestdagen"] };
const KLOK: Vorm = Vorm {
    naam: "een klok",
    kop: "[[klokken]]",
    sleutels: &[
        "id",
        "naam",
        "lengtes",
        "hoogstens",
        "zoals_gegeven",
        "schuift",
        "begint_bij",
        "uitleg",
        "te_toetsen",
        "bron",
    ],
};
const FEESTDAG: Vorm =
    Vorm { naam: "een feestdag", kop: "[[feestdagen]]", sleutels: &["naam", "datums", "gelijkgesteld", "bron"] };

/// What `klokken.toml` says.
pub(super) struct Klokken {
    /// The clocks.
    pub(super) klokken: Vec<Klok>,
    /// The holidays.
    pub(super) feestdagen: Vec<Feestdag>,
}

/// The clocks and holidays of `klokken.toml`.
pub(super) fn lees(l: &mut Lezer<'_>) -> Option<Klokken> {
    let wortel = l.wortel()?;
    let t = l.tabel(wortel.get_ref(), 0, &KLOKKEN);
    let feestdagen = feestdagen(l, t);
    let mut ids = Uniek::default();
    let klokken = l.tabellen(t, "klokken", &KLOK)?;
    let gelezen: Vec<_> = klokken.into_iter().map(|t| klok(l, t, &mut ids)).collect();
    Some(Klokken { klokken: gelezen.into_iter().collect::<Option<_>>()?, feestdagen: feestdagen? })
}

fn klok(l: &mut Lezer<'_>, t: Tabel<'_>, ids: &mut Uniek) -> Option<Klok> {
    let id = l.eigen_id::<KlokId>(t, ids);
    let (naam, lengtes, hoogstens) = (l.naam(t), l.duren(t, "lengtes"), l.duur(t, "hoogstens"));
    let (zoals_gegeven, schuift) = (l.vlag(t, "zoals_gegeven"), l.vlag(t, "schuift"));
    let (begint_bij, uitleg) = (l.tekst(t, "begint_bij"), l.tekst_of_leeg(t, "uitleg"));
    let (te_toetsen, bron) = (l.tekst_of_leeg(t, "te_toetsen"), l.herkomst(t));
    if lengtes.as_ref().is_some_and(Vec::is_empty) && zoals_gegeven == Some(false) {
        let doe = "schrijf lengtes = [{ aantal = 10, eenheid = \"dagen\" }], of zoals_gegeven = true";
        l.meld(t.plek, "deze klok heeft geen lengte", doe);
    }
    Some(Klok {
        id: id?,
        naam: naam?.into_inner(),
        lengtes: lengtes?,
        hoogstens,
        zoals_gegeven: zoals_gegeven?,
        schuift: schuift?,
        begint_bij: begint_bij.map(Spanned::into_inner)?,
        uitleg: uitleg?,
        te_toetsen: te_toetsen?,
        bron: bron?,
    })
}

fn feestdagen(l: &mut Lezer<'_>, t: Tabel<'_>) -> Option<Vec<Feestdag>> {
    let feestdagen = l.tabellen(t, "feestdagen", &FEESTDAG)?;
    let gelezen: Vec<_> = feestdagen.into_iter().map(|t| feestdag(l, t)).collect();
    gelezen.into_iter().collect()
}

fn feestdag(l: &mut Lezer<'_>, t: Tabel<'_>) -> Option<Feestdag> {
    let (naam, datums) = (l.naam(t), l.datums(t, "datums"));
    let (gelijkgesteld, bron) = (l.vlag(t, "gelijkgesteld"), l.herkomst(t));
    Some(Feestdag { naam: naam?.into_inner(), datums: datums?, gelijkgesteld: gelijkgesteld?, bron: bron? })
}
