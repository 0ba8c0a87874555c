//! Reads a file of lists: `lijst-....toml`. A municipality may add such files; a list under a licence is one of those.

use std::collections::BTreeMap;

use toml::Spanned;

use super::factoren;
use super::lezer::{Lezer, Tabel, Vorm};
use super::uniek::Uniek;
use super::verwijzing::Naar;
use crate::domain::ids::LijstId;
use crate::domain::kader::{Factor, Item, Lijst, LijstSoort};

const LIJSTEN: Vorm = Vorm { naam: "een bestand met lijsten", kop: "", sleutels: &["lijsten", "factoren"] };
const LIJST: Vorm = Vorm {
    naam: "een lijst",
    kop: "[[lijsten]]",
    sleutels: &[
        "id",
        "titel",
        "doel",
        "soort",
        "standaard",
        "bij",
        "versie",
        "licentie",
        "toestemming",
        "letterlijk",
        "toelichting",
        "bron",
        "items",
    ],
};
const ITEM: Vorm = Vorm {
    naam: "een punt van een lijst",
    kop: "[[lijsten.items]]",
    sleutels: &["nr", "tekst", "groep", "factor", "letterlijke_woorden", "bron"],
};

/// What a file of lists brings along.
#[derive(Default)]
pub(super) struct Lijsten {
    /// The lists.
    pub(super) lijsten: Vec<Gelezen>,
    /// Factors that only these lists need.
    pub(super) factoren: Vec<Factor>,
}

/// A list with its place.
pub(super) struct Gelezen {
    /// The list.
    pub(super) lijst: Lijst,
    /// The file.
    pub(super) bestand: String,
    /// The line.
    pub(super) regel: u32,
}

/// The lists of one file; `ids` are those of lists that were read before, `namen` the names of factors. A list that is
/// wrong is a problem and left out.
pub(super) fn lees(l: &mut Lezer<'_>, ids: &mut Uniek, namen: &mut Uniek) -> Option<Lijsten> {
    let wortel = l.wortel()?;
    let t = l.tabel(wortel.get_ref(), 0, &LIJSTEN);
    let factoren = factoren::meegebracht(l, t, namen);
    let lijsten = l.tabellen(t, "lijsten", &LIJST)?;
    let gelezen = lijsten
        .into_iter()
        .filter_map(|t| Some(Gelezen { lijst: lijst(l, t, ids)?, bestand: l.bestand.to_owned(), regel: l.regel(t.plek) }));
    Some(Lijsten { lijsten: gelezen.collect(), factoren: factoren? })
}

fn lijst(l: &mut Lezer<'_>, t: Tabel<'_>, ids: &mut Uniek) -> Option<Lijst> {
    let id = l.eigen_id::<LijstId>(t, ids);
    let (titel, doel, soort) = (l.tekst(t, "titel"), l.tekst(t, "doel"), l.keuze::<LijstSoort>(t, "soort"));
    let titel = titel.filter(|titel| l.past("de titel", titel, super::velden::NAAM_TEKENS_MAX));
    let (standaard, bij) = (l.vlag(t, "standaard"), l.verwijst_alle(t, "bij", Naar::Factor));
    let (versie, licentie) = (l.tekst(t, "versie"), l.tekst(t, "licentie"));
    let (toestemming, letterlijk) = (l.tekst_of_leeg(t, "toestemming"), l.vlag(t, "letterlijk"));
    let (toelichting, bron) = (l.tekst_of_leeg(t, "toelichting"), l.herkomst(t));
    let items = items(l, t);
    Some(Lijst {
        id: id?,
        titel: titel?.into_inner(),
        doel: doel?.into_inner(),
        soort: soort?.into_inner(),
        standaard: standaard?,
        bij: bij?,
        versie: versie?.into_inner(),
        licentie: licentie?.into_inner(),
        toestemming: toestemming?,
        letterlijk: letterlijk?,
        toelichting: toelichting?,
        bron: bron?,
        items: items?,
    })
}

fn items(l: &mut Lezer<'_>, lijst: Tabel<'_>) -> Option<Vec<Item>> {
    let items = l.tabellen(lijst, "items", &ITEM)?;
    if items.is_empty() {
        l.meld(lijst.plek, "deze lijst heeft geen punten", "voeg er een toe: [[lijsten.items]]");
    }
    let mut nummers = BTreeMap::new();
    let gelezen: Vec<_> = items.into_iter().map(|t| item(l, t, &mut nummers)).collect();
    gelezen.into_iter().collect()
}

/// `nummers` are those that were met in this list, each with its line.
fn item(l: &mut Lezer<'_>, t: Tabel<'_>, nummers: &mut BTreeMap<u32, u32>) -> Option<Item> {
    let nr = l.getal(t, "nr", 1..=999);
    if let Some(nr) = nr {
        let hier = l.regel(t.plek);
        if let Some(daar) = nummers.insert(nr, hier) {
            let wat = format!("nummer {nr} staat al bij het punt op regel {daar}");
            l.meld(t.plek, &wat, "geef een van de twee een ander nummer");
        }
    }
    let (tekst, groep) = (l.tekst(t, "tekst"), l.tekst_of_leeg(t, "groep"));
    let factor = l.verwijst(t, "factor", Naar::Factor);
    let (letterlijke_woorden, bron) = (l.vlag(t, "letterlijke_woorden"), l.herkomst(t));
    Some(Item {
        nr: nr?,
        tekst: tekst.map(Spanned::into_inner)?,
        groep: groep?,
        factor: factor?,
        letterlijke_woorden: letterlijke_woorden?,
        bron: bron?,
    })
}
