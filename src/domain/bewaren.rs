//! How long a dossier is kept: which term of the kader applies, and whether it is over. A term that nobody set is never over.

use serde::{Deserialize, Serialize};

use super::dossier::{Dossier, InzetStatus, Vernietigbaar};
use super::ids::MaatregelId;
use super::kader::{Bewaartermijn, Duur, Eenheid, Herkomst, Kader, Tot};
use super::looptijd::einde;
use super::tekst::Tekst;
use super::tijd::Tijdstip;

/// How it is with a term at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bewaarstand {
    /// The dossier is open.
    Open,
    /// Nobody set how long.
    NietVastgesteld,
    /// It is kept until then.
    Loopt(Tijdstip),
    /// It ended then.
    Verstreken(Tijdstip),
}

/// The term that applies to this part of a dossier, and how it is with it; none where the kader has none.
pub fn bewaarstand<'k>(
    d: &Dossier,
    kader: &'k Kader,
    wat: Vernietigbaar,
    nu: Tijdstip,
) -> Option<(&'k Bewaartermijn, Bewaarstand)> {
    let van = |t: &Bewaartermijn| t.maatregel.as_ref().map_or(d.afgesloten, |m| opgelegd(d, m));
    let eigen = kader.bewaren.iter().filter(|t| t.wat == wat && t.maatregel.is_some()).find(|t| van(t).is_some());
    let termijn = eigen.or_else(|| kader.bewaren.iter().find(|t| t.wat == wat && t.maatregel.is_none()))?;
    let tot = |jaren| {
        let duur = Duur { aantal: jaren, eenheid: Eenheid::Jaren, tot: Tot::EindeDag };
        van(termijn).and_then(|van| einde(van, duur, kader))
    };
    let stand = match termijn.jaren.and_then(tot) {
        _ if d.afgesloten.is_none() => Bewaarstand::Open,
        None => Bewaarstand::NietVastgesteld,
        Some(tot) if tot > nu => Bewaarstand::Loopt(tot),
        Some(tot) => Bewaarstand::Verstreken(tot),
    };
    Some((termijn, stand))
}

/// How long the trace is kept, and which months of it are due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inzagebewaring {
    /// The term, with where it comes from.
    pub termijn: Tekst,
    /// The months that are due, the oldest first.
    pub aan_de_beurt: Vec<Tekst>,
    /// How many are not.
    pub overige: usize,
}

/// How it is with the months of the trace, each with its name and when it ended.
pub fn inzagebewaring(maanden: impl Iterator<Item = (Tekst, Tijdstip)>, kader: &Kader, nu: Tijdstip) -> Inzagebewaring {
    let termijn = kader.inzage.as_ref();
    let jaren = termijn.and_then(|t| t.jaren);
    let over = |van| {
        let duur = |aantal| Duur { aantal, eenheid: Eenheid::Jaren, tot: Tot::EindeDag };
        jaren.and_then(|jaren| einde(van, duur(jaren), kader)).is_some_and(|tot| tot <= nu)
    };
    let (aan_de_beurt, overige): (Vec<_>, Vec<_>) = maanden.partition(|(_, geeindigd)| over(*geeindigd));
    let termijn = termijn.map_or_else(
        || "stelt de gemeente vast (het kader zegt er niets van)".to_owned(),
        |t| jaren_na(t.jaren, "de maand zelf", &bron_in_woorden(&t.bron, kader)),
    );
    let aan_de_beurt = aan_de_beurt.into_iter().map(|(maand, _)| maand).collect();
    Inzagebewaring { termijn: Tekst::cut(&termijn), aan_de_beurt, overige: overige.len() }
}

/// When this measure of the palette was imposed last.
fn opgelegd(d: &Dossier, maatregel: &MaatregelId) -> Option<Tijdstip> {
    let deze = d.inzetten.values().filter(|i| i.palet.as_ref() == Some(maatregel));
    deze.filter_map(|i| {
        let sinds = i.wissels.iter().rev().find(|w| w.naar == InzetStatus::Opgelegd)?.gezet.op;
        Some(i.begin.unwrap_or(sinds))
    })
    .max()
}

/// What a term says, with where it comes from: `5 jaar na het huisverbod (Wet tijdelijk huisverbod, artikel 10)`.
pub fn in_woorden(termijn: &Bewaartermijn, kader: &Kader) -> String {
    let naam = |m: &MaatregelId| kader.maatregel(m).map_or_else(|| m.to_string(), |m| m.naam.to_string());
    let vanaf = termijn.maatregel.as_ref().map_or_else(|| "de afsluiting".to_owned(), naam);
    jaren_na(termijn.jaren, &vanaf, &bron_in_woorden(&termijn.bron, kader))
}

fn jaren_na(jaren: Option<u32>, vanaf: &str, bron: &str) -> String {
    match jaren {
        Some(jaren) => format!("{jaren} jaar na {vanaf} ({bron})"),
        None => format!("stelt de gemeente vast ({bron})"),
    }
}

fn bron_in_woorden(bron: &Herkomst, kader: &Kader) -> String {
    let titel = kader.documenten.get(&bron.document).map_or("eigen keuze", |d| d.titel.as_str());
    if bron.paragraaf.is_empty() { titel.to_owned() } else { format!("{titel}, {}", bron.paragraaf) }
}

/// The ground that a term gives when it is over.
pub fn grond(termijn: &Bewaartermijn, kader: &Kader, sinds: Tijdstip) -> Tekst {
    Tekst::cut(&format!("bewaartermijn verstreken op {}: {}", sinds.datum(), in_woorden(termijn, kader)))
}
