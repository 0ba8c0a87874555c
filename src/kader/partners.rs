//! Reads `partners.toml`: who can be at the table, usual sources, and roles.

use toml::Spanned;

use super::lezer::{Lezer, Tabel, Vorm, zonder_plek};
use super::uniek::Uniek;
use super::verwijzing::Naar;
use crate::domain::ids::RolId;
use crate::domain::kader::{Partner, RolTaak};
use crate::domain::tekst::Tekst;

const PARTNERS: Vorm = Vorm { naam: "het bestand met partners", kop: "", sleutels: &["informanten", "partners", "rollen"] };
const PARTNER: Vorm = Vorm {
    naam: "een partner",
    kop: "[[partners]]",
    sleutels: &["naam", "ook", "kern", "kerntaak", "informatiepositie", "gronden", "bereikbaarheid", "telefoon", "bron"],
};
const ROL: Vorm = Vorm { naam: "een rol", kop: "[[rollen]]", sleutels: &["id", "naam", "taak", "bron"] };

/// What `partners.toml` says.
pub(super) struct Partners {
    /// The partners.
    pub(super) organisaties: Vec<Partner>,
    /// Usual sources that are no organisation.
    pub(super) informanten: Vec<Tekst>,
    /// The roles.
    pub(super) rollen: Vec<RolTaak>,
}

/// The partners, informants and roles of `partners.toml`.
pub(super) fn lees(l: &mut Lezer<'_>) -> Option<Partners> {
    let wortel = l.wortel()?;
    let t = l.tabel(wortel.get_ref(), 0, &PARTNERS);
    let mut namen = Uniek::default();
    let informanten = l.teksten_of_geen(t, "informanten");
    for naam in informanten.iter().flatten() {
        namen.neem(l, naam.get_ref().as_str(), naam.span().start, naam.span().start);
    }
    let rollen = rollen(l, t);
    let partners = l.tabellen(t, "partners", &PARTNER)?;
    let gelezen: Vec<_> = partners.into_iter().map(|t| partner(l, t, &mut namen)).collect();
    Some(Partners {
        organisaties: gelezen.into_iter().collect::<Option<_>>()?,
        informanten: zonder_plek(informanten?),
        rollen: rollen?,
    })
}

fn partner(l: &mut Lezer<'_>, t: Tabel<'_>, namen: &mut Uniek) -> Option<Partner> {
    let (naam, ook) = (l.tekst(t, "naam"), l.teksten_of_geen(t, "ook"));
    for n in naam.iter().chain(ook.iter().flatten()) {
        namen.neem(l, n.get_ref().as_str(), n.span().start, t.plek);
    }
    let kern = l.vlag(t, "kern");
    let (kerntaak, weet) = (l.tekst_of_leeg(t, "kerntaak"), l.tekst_of_leeg(t, "informatiepositie"));
    let gronden = l.verwijst_alle(t, "gronden", Naar::Grond);
    let (bereikbaarheid, telefoon) = (l.tekst_of_leeg(t, "bereikbaarheid"), l.tekst_of_leeg(t, "telefoon"));
    let bron = l.herkomst(t);
    Some(Partner {
        naam: naam?.into_inner(),
        ook: zonder_plek(ook?),
        kern: kern?,
        kerntaak: kerntaak?,
        informatiepositie: weet?,
        gronden: gronden?,
        bereikbaarheid: bereikbaarheid?,
        telefoon: telefoon?,
        bron: bron?,
    })
}

fn rollen(l: &mut Lezer<'_>, t: Tabel<'_>) -> Option<Vec<RolTaak>> {
    let mut ids = Uniek::default();
    let rollen = l.tabellen_of_geen(t, "rollen", &ROL)?;
    let gelezen: Vec<_> = rollen.into_iter().map(|t| rol(l, t, &mut ids)).collect();
    gelezen.into_iter().collect()
}

fn rol(l: &mut Lezer<'_>, t: Tabel<'_>, ids: &mut Uniek) -> Option<RolTaak> {
    let id = l.eigen_id::<RolId>(t, ids);
    let (naam, taak, bron) = (l.naam(t), l.tekst(t, "taak"), l.herkomst(t));
    Some(RolTaak { id: id?, naam: naam?.into_inner(), taak: taak.map(Spanned::into_inner)?, bron: bron? })
}
