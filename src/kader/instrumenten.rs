//! Reads `instrumenten.toml`: what others take, and which words its outcome can have.

use toml::Spanned;

use super::lezer::{Lezer, Tabel, Vorm, zonder_plek};
use super::probleem::kort;
use super::uniek::Uniek;
use super::verwijzing::Naar;
use crate::domain::ids::{InstrumentId, VeldId};
use crate::domain::kader::{Bodem, Instrument, Instrumentveld};
use crate::domain::tekst::Tekst;

const INSTRUMENTEN: Vorm = Vorm { naam: "het bestand met instrumenten", kop: "", sleutels: &["instrumenten"] };
const INSTRUMENT: Vorm = Vorm {
    naam: "een instrument",
    kop: "[[instrumenten]]",
    sleutels: &[
        "id",
        "naam",
        "ook",
        "afnemer",
        "uitleg",
        "uitkomsten",
        "velden",
        "verwacht_bij",
        "afgeschermd",
        "licentie",
        "bron",
    ],
};
const VELD: Vorm =
    Vorm { naam: "een veld", kop: "[[instrumenten.velden]]", sleutels: &["id", "vraag", "antwoorden", "bodem", "bron"] };
const BODEM: Vorm = Vorm { naam: "een bodem", kop: "{ bij = \"ja\", niveau = \"hoog\" }", sleutels: &["bij", "niveau"] };

/// The instruments of `instrumenten.toml`.
pub(super) fn lees(l: &mut Lezer<'_>) -> Option<Vec<Instrument>> {
    let wortel = l.wortel()?;
    let t = l.tabel(wortel.get_ref(), 0, &INSTRUMENTEN);
    let mut namen = Uniek::default();
    let instrumenten = l.tabellen(t, "instrumenten", &INSTRUMENT)?;
    let gelezen: Vec<_> = instrumenten.into_iter().map(|t| instrument(l, t, &mut namen)).collect();
    gelezen.into_iter().collect()
}

fn instrument(l: &mut Lezer<'_>, t: Tabel<'_>, namen: &mut Uniek) -> Option<Instrument> {
    let id = l.eigen_id::<InstrumentId>(t, namen);
    let (naam, ook) = (l.naam(t), l.teksten_of_geen(t, "ook"));
    for n in naam.iter().chain(ook.iter().flatten()) {
        namen.neem(l, n.get_ref().as_str(), n.span().start, t.plek);
    }
    let (afnemer, uitleg) = (l.tekst(t, "afnemer"), l.tekst_of_leeg(t, "uitleg"));
    let (uitkomsten, velden) = (l.regels(t, "uitkomsten"), velden(l, t));
    let (verwacht_bij, afgeschermd) = (l.verwijst_alle(t, "verwacht_bij", Naar::Factor), l.vlag(t, "afgeschermd"));
    let (licentie, bron) = (l.tekst(t, "licentie"), l.herkomst(t));
    Some(Instrument {
        id: id?,
        naam: naam?.into_inner(),
        ook: zonder_plek(ook?),
        afnemer: afnemer?.into_inner(),
        uitleg: uitleg?,
        uitkomsten: uitkomsten?,
        velden: velden?,
        verwacht_bij: verwacht_bij?,
        afgeschermd: afgeschermd?,
        licentie: licentie?.into_inner(),
        bron: bron?,
    })
}

fn velden(l: &mut Lezer<'_>, instrument: Tabel<'_>) -> Option<Vec<Instrumentveld>> {
    let mut ids = Uniek::default();
    let velden = l.tabellen_of_geen(instrument, "velden", &VELD)?;
    let gelezen: Vec<_> = velden.into_iter().map(|t| veld(l, t, &mut ids)).collect();
    gelezen.into_iter().collect()
}

fn veld(l: &mut Lezer<'_>, t: Tabel<'_>, ids: &mut Uniek) -> Option<Instrumentveld> {
    let id = l.eigen_id::<VeldId>(t, ids);
    let (vraag, antwoorden) = (l.tekst(t, "vraag"), l.minstens_een(t, "antwoorden").map(zonder_plek));
    let (bodem, bron) = (bodem(l, t, antwoorden.as_deref()), l.herkomst(t));
    Some(Instrumentveld { id: id?, vraag: vraag.map(Spanned::into_inner)?, antwoorden: antwoorden?, bodem, bron: bron? })
}

/// The floor of a field, where it has one: it hangs on one of the field's own answers.
fn bodem(l: &mut Lezer<'_>, veld: Tabel<'_>, antwoorden: Option<&[Tekst]>) -> Option<Bodem> {
    let t = l.als_tabel(veld.waarde("bodem")?, "bodem", &BODEM)?;
    let (bij, niveau) = (l.tekst(t, "bij"), l.verwijst(t, "niveau", Naar::Niveau));
    let bij = bij?;
    if antwoorden.is_some_and(|a| !a.contains(bij.get_ref())) {
        let wat = format!("'{}' is geen antwoord van dit veld", kort(bij.get_ref().as_str()));
        l.meld(bij.span().start, &wat, "kies bij 'bij' een van de antwoorden");
    }
    Some(Bodem { bij: bij.into_inner(), niveau: niveau? })
}
