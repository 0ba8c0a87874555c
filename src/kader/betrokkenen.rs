//! Reads `betrokkenen.toml`: the roles of persons in a dossier.

use toml::Spanned;

use super::lezer::{Lezer, Tabel, Vorm};
use super::uniek::Uniek;
use crate::domain::ids::BetrokkenrolId;
use crate::domain::kader::Betrokkenrol;

const BETROKKENEN: Vorm = Vorm { naam: "het bestand met betrokkenen", kop: "", sleutels: &["rollen"] };
const ROL: Vorm = Vorm {
    naam: "een rol van een betrokkene",
    kop: "[[rollen]]",
    sleutels: &["id", "naam", "aanduiding", "verborgen", "veilig_contact", "uitleg", "bron"],
};

/// The most characters of what somebody is called in a line.
const AANDUIDING_TEKENS_MAX: usize = 20;

/// The roles of `betrokkenen.toml`.
pub(super) fn lees(l: &mut Lezer<'_>) -> Option<Vec<Betrokkenrol>> {
    let wortel = l.wortel()?;
    let t = l.tabel(wortel.get_ref(), 0, &BETROKKENEN);
    let (mut ids, mut namen) = (Uniek::default(), Uniek::default());
    let rollen = l.tabellen(t, "rollen", &ROL)?;
    let gelezen: Vec<_> = rollen.into_iter().map(|t| rol(l, t, (&mut ids, &mut namen))).collect();
    gelezen.into_iter().collect()
}

fn rol(l: &mut Lezer<'_>, t: Tabel<'_>, (ids, namen): (&mut Uniek, &mut Uniek)) -> Option<Betrokkenrol> {
    let id = l.eigen_id::<BetrokkenrolId>(t, ids);
    let naam = l.naam(t);
    let aanduiding = l.tekst(t, "aanduiding");
    let past = aanduiding.as_ref().is_none_or(|a| l.past("de aanduiding", a, AANDUIDING_TEKENS_MAX));
    // two roles that a line calls the same would be read as one
    if let Some(a) = &aanduiding {
        namen.neem(l, a.get_ref().as_str(), a.span().start, t.plek);
    }
    let (verborgen, veilig_contact) = (l.vlag(t, "verborgen"), l.vlag(t, "veilig_contact"));
    let (uitleg, bron) = (l.tekst_of_leeg(t, "uitleg"), l.herkomst(t));
    Some(Betrokkenrol {
        id: id?,
        naam: naam?.into_inner(),
        aanduiding: aanduiding.map(Spanned::into_inner).filter(|_| past)?,
        verborgen: verborgen?,
        veilig_contact: veilig_contact?,
        uitleg: uitleg?,
        bron: bron?,
    })
}
