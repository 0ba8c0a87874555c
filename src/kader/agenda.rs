//! Reads the agenda: five blocks in the order of the meeting, each with items that can be asked aloud; and the items of the
//! dossier between its meetings.

use toml::Spanned;

use super::lezer::{Lezer, Tabel, Vorm};
use super::uniek::Uniek;
use super::verwijzing::Naar;
use crate::domain::dossier::Fase;
use crate::domain::ids::{PuntId, ReeksId};
use crate::domain::kader::{AgendaPunt, Blok, Werkblad};
use crate::domain::tekst::Tekst;

/// The most characters of a title: it stands in a list beside the minutes.
pub(super) const TITEL_TEKENS_MAX: usize = 28;

const AGENDA: Vorm = Vorm { naam: "de agenda", kop: "", sleutels: &["blokken"] };
const BLOK: Vorm = Vorm { naam: "een blok", kop: "[[blokken]]", sleutels: &["fase", "minuten", "punten"] };
const PUNT: Vorm = Vorm { naam: "een agendapunt", kop: "[[blokken.punten]]", sleutels: PUNT_SLEUTELS };
const PUNT_SLEUTELS: &[&str] = &["id", "titel", "vragen", "werkblad", "reeks", "bron"];
const DOSSIER: Vorm = Vorm { naam: "de agenda van een dossier", kop: "", sleutels: &["punten"] };
const PUNT_VAN_DOSSIER: Vorm = Vorm { naam: "een agendapunt", kop: "[[punten]]", sleutels: PUNT_SLEUTELS };

/// The items of `dossier.toml`, whose keys are none of those of the agenda.
pub(super) fn lees_dossier(l: &mut Lezer<'_>, ids: &mut Uniek) -> Option<Vec<AgendaPunt>> {
    let wortel = l.wortel()?;
    let t = l.tabel(wortel.get_ref(), 0, &DOSSIER);
    punten(l, t, ids, &PUNT_VAN_DOSSIER)
}

/// The blocks of `agenda.toml`.
pub(super) fn lees(l: &mut Lezer<'_>, ids: &mut Uniek) -> Option<Vec<Blok>> {
    let wortel = l.wortel()?;
    let t = l.tabel(wortel.get_ref(), 0, &AGENDA);
    let blokken = l.tabellen(t, "blokken", &BLOK)?;
    let mut fasen = Vec::new();
    let mut gelezen = Vec::new();
    for t in blokken {
        let fase = l.fase(t, "fase", &Fase::BLOKKEN);
        let minuten = l.getal(t, "minuten", 1..=240);
        let punten = punten(l, t, ids, &PUNT);
        fasen.extend(fase.as_ref().map(|f| (*f.get_ref(), f.span().start)));
        gelezen.push(blok(fase, minuten, punten));
    }
    eis_volgorde(l, &fasen);
    gelezen.into_iter().collect()
}

fn blok(fase: Option<Spanned<Fase>>, minuten: Option<u32>, punten: Option<Vec<AgendaPunt>>) -> Option<Blok> {
    Some(Blok { fase: fase?.into_inner(), minuten: minuten?, punten: punten? })
}

fn punten(l: &mut Lezer<'_>, blok: Tabel<'_>, ids: &mut Uniek, vorm: &'static Vorm) -> Option<Vec<AgendaPunt>> {
    let punten = l.tabellen(blok, "punten", vorm)?;
    if punten.is_empty() {
        let doe = format!("voeg er een toe: {}", vorm.kop);
        l.meld(blok.plek, "hier staan geen agendapunten", &doe);
    }
    let gelezen: Vec<_> = punten.into_iter().map(|t| punt(l, t, ids)).collect();
    gelezen.into_iter().collect()
}

fn punt(l: &mut Lezer<'_>, t: Tabel<'_>, ids: &mut Uniek) -> Option<AgendaPunt> {
    let id = l.id::<PuntId>(t, "id");
    if let Some(id) = &id {
        ids.neem(l, id.get_ref().as_str(), id.span().start, t.plek);
    }
    let titel = l.tekst(t, "titel").filter(|titel| l.past("de titel", titel, TITEL_TEKENS_MAX));
    let vragen = l.teksten(t, "vragen").filter(|v| minstens_een(l, t, v));
    let werkblad = l.keuze::<Werkblad>(t, "werkblad");
    let reeks = l.verwijst_of_niet::<ReeksId>(t, "reeks", Naar::Reeks);
    let bron = l.herkomst(t);
    Some(AgendaPunt {
        id: id?.into_inner(),
        titel: titel?.into_inner(),
        vragen: vragen?.into_iter().map(Spanned::into_inner).collect(),
        werkblad: werkblad?.into_inner(),
        reeks,
        bron: bron?,
    })
}

fn minstens_een(l: &mut Lezer<'_>, t: Tabel<'_>, vragen: &[Spanned<Tekst>]) -> bool {
    if vragen.is_empty() {
        l.meld(t.plek, "dit agendapunt heeft geen vraag", "zet bij 'vragen' wat de voorzitter voorleest");
    }
    !vragen.is_empty()
}

/// Each block once, in the order of the meeting.
fn eis_volgorde(l: &mut Lezer<'_>, fasen: &[(Fase, usize)]) {
    let woord = |f: Fase| f.naam().to_lowercase();
    for (nr, (fase, plek)) in fasen.iter().enumerate() {
        let ervoor = fasen.iter().take(nr);
        if let Some((_, daar)) = ervoor.clone().find(|(f, _)| f == fase) {
            let wat = format!("blok '{}' staat er al, op regel {}", woord(*fase), l.regel(*daar));
            l.meld(*plek, &wat, "haal een van de twee weg");
        } else if let Some((later, _)) = ervoor.clone().find(|(f, _)| f > fase) {
            let wat = format!("blok '{}' staat na '{}'", woord(*fase), woord(*later));
            l.meld(*plek, &wat, "zet het ervoor");
        }
    }
    for fase in Fase::BLOKKEN.into_iter().filter(|fase| !fasen.iter().any(|(f, _)| f == fase)) {
        l.meld(0, &format!("blok '{}' ontbreekt", woord(fase)), "voeg het toe: [[blokken]]");
    }
}
