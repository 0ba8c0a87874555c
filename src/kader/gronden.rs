//! Reads `gronden.toml`: who may share with whom, what for, under which conditions.

use toml::Spanned;

use super::lezer::{Lezer, Tabel, Vorm};
use super::uniek::Uniek;
use crate::domain::ids::GrondId;
use crate::domain::kader::Grond;

const GRONDEN: Vorm = Vorm { naam: "het bestand met gronden", kop: "", sleutels: &["gronden"] };
const GROND: Vorm = Vorm {
    naam: "een grond",
    kop: "[[gronden]]",
    sleutels: &["id", "wie", "aan", "doel", "voorwaarden", "grond", "te_toetsen", "bron"],
};

/// The grounds of `gronden.toml`.
pub(super) fn lees(l: &mut Lezer<'_>) -> Option<Vec<Grond>> {
    let wortel = l.wortel()?;
    let t = l.tabel(wortel.get_ref(), 0, &GRONDEN);
    let mut ids = Uniek::default();
    let gronden = l.tabellen(t, "gronden", &GROND)?;
    let gelezen: Vec<_> = gronden.into_iter().map(|t| grond(l, t, &mut ids)).collect();
    gelezen.into_iter().collect()
}

fn grond(l: &mut Lezer<'_>, t: Tabel<'_>, ids: &mut Uniek) -> Option<Grond> {
    let id = l.eigen_id::<GrondId>(t, ids);
    let (wie, aan, doel) = (l.tekst(t, "wie"), l.tekst(t, "aan"), l.tekst(t, "doel"));
    let (voorwaarden, grond) = (l.tekst(t, "voorwaarden"), l.tekst(t, "grond"));
    let (te_toetsen, bron) = (l.tekst(t, "te_toetsen"), l.herkomst(t));
    Some(Grond {
        id: id?,
        wie: wie?.into_inner(),
        aan: aan?.into_inner(),
        doel: doel?.into_inner(),
        voorwaarden: voorwaarden?.into_inner(),
        grond: grond?.into_inner(),
        te_toetsen: te_toetsen.map(Spanned::into_inner)?,
        bron: bron?,
    })
}
