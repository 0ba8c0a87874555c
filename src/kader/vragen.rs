//! Reads `vragen.toml`: criteria for going to the burgemeester, and series of questions and reminders.

use toml::Spanned;

use super::lezer::{Lezer, Tabel, Vorm};
use super::uniek::Uniek;
use crate::domain::ids::{CriteriumId, ReeksId};
use crate::domain::kader::{Criterium, MaatregelKader, Reeks, ReeksSoort, Vraagregel};

const VRAGEN: Vorm = Vorm { naam: "het bestand met vragen", kop: "", sleutels: &["criteria", "reeksen"] };
const CRITERIUM: Vorm = Vorm { naam: "een criterium", kop: "[[criteria]]", sleutels: &["id", "vraag", "uitleg", "bron"] };
const REEKS: Vorm = Vorm {
    naam: "een reeks vragen",
    kop: "[[reeksen]]",
    sleutels: &["id", "titel", "soort", "kader", "toelichting", "vragen"],
};
const VRAAG: Vorm =
    Vorm { naam: "een vraag van een reeks", kop: "[[reeksen.vragen]]", sleutels: &["tekst", "uitleg", "bron"] };

/// What `vragen.toml` says.
pub(super) struct Vragen {
    /// The criteria.
    pub(super) criteria: Vec<Criterium>,
    /// The series.
    pub(super) reeksen: Vec<Reeks>,
}

/// The criteria and series of `vragen.toml`.
pub(super) fn lees(l: &mut Lezer<'_>) -> Option<Vragen> {
    let wortel = l.wortel()?;
    let t = l.tabel(wortel.get_ref(), 0, &VRAGEN);
    let mut ids = Uniek::default();
    let criteria = l.tabellen(t, "criteria", &CRITERIUM)?;
    let criteria: Vec<_> = criteria.into_iter().map(|t| criterium(l, t, &mut ids)).collect();
    let mut ids = Uniek::default();
    let reeksen = l.tabellen(t, "reeksen", &REEKS)?;
    let reeksen: Vec<_> = reeksen.into_iter().map(|t| reeks(l, t, &mut ids)).collect();
    Some(Vragen {
        criteria: criteria.into_iter().collect::<Option<_>>()?,
        reeksen: reeksen.into_iter().collect::<Option<_>>()?,
    })
}

fn criterium(l: &mut Lezer<'_>, t: Tabel<'_>, ids: &mut Uniek) -> Option<Criterium> {
    let id = l.eigen_id::<CriteriumId>(t, ids);
    let (vraag, uitleg, bron) = (l.tekst(t, "vraag"), l.tekst_of_leeg(t, "uitleg"), l.herkomst(t));
    Some(Criterium { id: id?, vraag: vraag.map(Spanned::into_inner)?, uitleg: uitleg?, bron: bron? })
}

fn reeks(l: &mut Lezer<'_>, t: Tabel<'_>, ids: &mut Uniek) -> Option<Reeks> {
    let id = l.eigen_id::<ReeksId>(t, ids);
    let (titel, soort) = (l.tekst(t, "titel"), l.keuze::<ReeksSoort>(t, "soort"));
    let kader = if t.heeft("kader") { l.keuze::<MaatregelKader>(t, "kader").map(Spanned::into_inner) } else { None };
    let over_nadelen = soort.as_ref().is_none_or(|s| *s.get_ref() == ReeksSoort::Nadelen);
    if kader.is_some() && !over_nadelen {
        let doe = "haal 'kader' weg, of maak er soort = \"nadelen\" van";
        l.meld(t.plek, "alleen nadelen horen bij een kader van maatregelen", doe);
    }
    let toelichting = l.tekst_of_leeg(t, "toelichting");
    let vragen = l.tabellen(t, "vragen", &VRAAG);
    if vragen.as_ref().is_some_and(Vec::is_empty) {
        l.meld(t.plek, "deze reeks heeft geen vragen", "voeg er een toe: [[reeksen.vragen]]");
    }
    let vragen: Vec<_> = vragen?.into_iter().map(|t| vraag(l, t)).collect();
    Some(Reeks {
        id: id?,
        titel: titel?.into_inner(),
        soort: soort?.into_inner(),
        kader,
        toelichting: toelichting?,
        vragen: vragen.into_iter().collect::<Option<_>>()?,
    })
}

fn vraag(l: &mut Lezer<'_>, t: Tabel<'_>) -> Option<Vraagregel> {
    let (tekst, uitleg, bron) = (l.tekst(t, "tekst"), l.tekst_of_leeg(t, "uitleg"), l.herkomst(t));
    Some(Vraagregel { tekst: tekst.map(Spanned::into_inner)?, uitleg: uitleg?, bron: bron? })
}
