//! Reads `bewaren.toml`: how long each part of a dossier is kept. What the law sets cannot be set otherwise.

use super::lezer::{Lezer, Tabel, Vorm};
use super::verwijzing::Naar;
use crate::domain::dossier::Vernietigbaar;
use crate::domain::ids::MaatregelId;
use crate::domain::kader::{Bewaartermijn, Inzagetermijn};

const BEWAREN: Vorm = Vorm { naam: "het bestand met bewaartermijnen", kop: "", sleutels: &["termijnen", "inzage"] };
const TERMIJN: Vorm = Vorm {
    naam: "een bewaartermijn",
    kop: "[[termijnen]]",
    sleutels: &["wat", "maatregel", "jaren", "uitleg", "te_toetsen", "bron"],
};

const INZAGE: Vorm =
    Vorm { naam: "de bewaartermijn van de inzage", kop: "[inzage]", sleutels: &["jaren", "uitleg", "te_toetsen", "bron"] };

/// The measure of which the law says how long the decision and its documents are kept, and how long.
const HUISVERBOD: (&str, u32) = ("huisverbod", 5);
/// The longest term, in years.
const JAREN_MAX: u32 = 200;

/// The terms of `bewaren.toml`: of dossiers, and of the trace where it says one.
pub(super) fn lees(l: &mut Lezer<'_>) -> Option<(Vec<Bewaartermijn>, Option<Inzagetermijn>)> {
    let wortel = l.wortel()?;
    let t = l.tabel(wortel.get_ref(), 0, &BEWAREN);
    let tabellen = l.tabellen(t, "termijnen", &TERMIJN)?;
    let (mut termijnen, hoeveel): (Vec<Bewaartermijn>, usize) = (Vec::new(), tabellen.len());
    for t in tabellen {
        let Some(termijn) = termijn(l, t) else { continue };
        if termijnen.iter().any(|al| (al.wat, &al.maatregel) == (termijn.wat, &termijn.maatregel)) {
            l.meld(t.plek, "voor dit onderdeel staat er al een termijn", "haal een van de twee weg");
        }
        eis_wet(l, t, &termijn);
        termijnen.push(termijn);
    }
    // of what could not be read it was said already
    if termijnen.len() == hoeveel {
        eis_volledig(l, t, &termijnen);
    }
    let inzage = if t.heeft("inzage") { Some(inzage(l, t)?) } else { None };
    Some((termijnen, inzage))
}

fn inzage(l: &mut Lezer<'_>, t: Tabel<'_>) -> Option<Inzagetermijn> {
    let waarde = l.eis(t, "inzage", INZAGE.kop)?;
    let t = l.als_tabel(waarde, "inzage", &INZAGE)?;
    let jaren = jaren(l, t);
    let (uitleg, te_toetsen) = (l.tekst_of_leeg(t, "uitleg"), l.tekst_of_leeg(t, "te_toetsen"));
    let bron = l.herkomst(t);
    Some(Inzagetermijn { jaren: jaren?, uitleg: uitleg?, te_toetsen: te_toetsen?, bron: bron? })
}

/// So many years, where it says so; none where what it says is no number of years.
#[expect(clippy::option_option, reason = "the outer one is that of every reader: it could not be read")]
fn jaren(l: &mut Lezer<'_>, t: Tabel<'_>) -> Option<Option<u32>> {
    if t.heeft("jaren") { l.getal(t, "jaren", 1..=JAREN_MAX).map(Some) } else { Some(None) }
}

fn termijn(l: &mut Lezer<'_>, t: Tabel<'_>) -> Option<Bewaartermijn> {
    let wat = l.keuze::<Vernietigbaar>(t, "wat");
    let maatregel = l.verwijst_of_niet::<MaatregelId>(t, "maatregel", Naar::Maatregel);
    let jaren = jaren(l, t);
    let (uitleg, te_toetsen) = (l.tekst_of_leeg(t, "uitleg"), l.tekst_of_leeg(t, "te_toetsen"));
    let bron = l.herkomst(t);
    Some(Bewaartermijn {
        wat: wat?.into_inner(),
        maatregel,
        jaren: jaren?,
        uitleg: uitleg?,
        te_toetsen: te_toetsen?,
        bron: bron?,
    })
}

fn is_huisverbod(t: &Bewaartermijn) -> bool {
    t.maatregel.as_ref().is_some_and(|m| m.as_str() == HUISVERBOD.0)
}

/// What the law sets stands as the law sets it.
fn eis_wet(l: &mut Lezer<'_>, t: Tabel<'_>, termijn: &Bewaartermijn) {
    if is_huisverbod(termijn) && termijn.jaren != Some(HUISVERBOD.1) {
        let wat = "het huisverbodbesluit en zijn stukken worden vijf jaar bewaard: dat zegt de wet (artikel 10 Wet tijdelijk huisverbod)";
        l.meld(t.plek, wat, "schrijf jaren = 5");
    }
}

/// Of each part it stands what is kept of a dossier without more, and of one with a huisverbod.
fn eis_volledig(l: &mut Lezer<'_>, t: Tabel<'_>, termijnen: &[Bewaartermijn]) {
    for wat in Vernietigbaar::ALLE {
        if !termijnen.iter().any(|t| t.wat == wat && t.maatregel.is_none()) {
            let mist = format!("er staat geen termijn voor '{wat}'");
            let doe = format!("voeg toe: [[termijnen]] met wat = \"{wat}\"; zonder jaren is er geen vastgesteld");
            l.meld(t.plek, &mist, &doe);
        }
        if !termijnen.iter().any(|t| t.wat == wat && is_huisverbod(t)) {
            let mist = format!("er staat geen termijn voor '{wat}' na een huisverbod");
            let doe = format!("voeg toe: [[termijnen]] met wat = \"{wat}\", maatregel = \"huisverbod\" en jaren = 5");
            l.meld(t.plek, &mist, &doe);
        }
    }
}
