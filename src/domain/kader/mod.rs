//! The kader: the method's content as data. `crate::kader` loads and checks it; a meeting records the one it opened with.
//! Kept kaders are read for as long as their dossiers live: a field is only ever added, with a default.

mod agenda;
mod betrokkenen;
mod bewaren;
mod controle;
mod instrumenten;
mod klokken;
mod lijsten;
mod maatregelen;
mod partners;
mod vragen;

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::dossier::Fase;
use super::ids::{BetrokkenrolId, FactorId, GrondId, InstrumentId, KlokId, LijstId, MaatregelId, NiveauId, PuntId};
use super::scherm::Organisatie;
use super::tekst::Tekst;

pub use agenda::{AgendaPunt, Blok, Werkblad};
pub use betrokkenen::Betrokkenrol;
pub use bewaren::{Bewaartermijn, Inzagetermijn};
pub use controle::{Controle, Poort};
pub use instrumenten::{Bodem, Instrument, Instrumentveld};
pub use klokken::{Duur, Eenheid, Feestdag, Klok, Tot};
pub use lijsten::{Factor, FactorSoort, Item, Lijst, LijstSoort, Niveau};
pub use maatregelen::{Doelgroep, Maatregel, MaatregelKader, Maatregeldoel};
pub use partners::{Grond, Partner, RolTaak};
pub use vragen::{Criterium, Reeks, ReeksSoort, Vraagregel};

/// Names one exact kader: the BLAKE3 hash of its canonical JSON, 64 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
pub struct KaderHash(String);

/// The text is not such a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("een kaderhash bestaat uit 64 hexadecimale cijfers")]
pub struct NotAKaderHash;

impl TryFrom<String> for KaderHash {
    type Error = NotAKaderHash;

    fn try_from(raw: String) -> Result<Self, NotAKaderHash> {
        let hex = raw.len() == 64 && raw.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        if hex { Ok(Self(raw)) } else { Err(NotAKaderHash) }
    }
}

impl From<[u8; 32]> for KaderHash {
    fn from(hash: [u8; 32]) -> Self {
        let digit = |n: u8| char::from_digit(u32::from(n), 16).unwrap_or('0');
        Self(hash.iter().flat_map(|b| [digit(b >> 4), digit(b & 15)]).collect())
    }
}

impl fmt::Display for KaderHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// The method's content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kader {
    /// What it is called.
    pub naam: Tekst,
    /// Its version, as its owner counts.
    pub versie: Tekst,
    /// What a reader has to know: a generic model, or whose it is.
    pub toelichting: Tekst,
    /// The documents that items refer to, by key.
    pub documenten: BTreeMap<String, Brondocument>,
    /// The five blocks of the agenda, in order.
    pub blokken: Vec<Blok>,
    /// The dossier's own agenda: what there is to do between its meetings. Empty in a kader from before there was one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dossier: Vec<AgendaPunt>,
    /// What is checked before a step.
    pub poorten: Vec<Poort>,
    /// Checks that did not work yet when an earlier version kept this kader. Always empty in a kader of today.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wachtend: Vec<Poort>,
    /// The organisations that can be at the table.
    pub partners: Vec<Partner>,
    /// Usual sources that are no organisation: 'buurvrouw', 'zijzelf'.
    pub informanten: Vec<Tekst>,
    /// The factors that are weighed.
    pub factoren: Vec<Factor>,
    /// The levels of a conclusion, the lowest first.
    pub niveaus: Vec<Niveau>,
    /// The lists that name the factors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lijsten: Vec<Lijst>,
    /// Instruments of others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instrumenten: Vec<Instrument>,
    /// When the burgemeester is told or asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Criterium>,
    /// Questions and reminders.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reeksen: Vec<Reeks>,
    /// The bodies that can be competent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub organen: Vec<Tekst>,
    /// The palette of measures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub maatregelen: Vec<Maatregel>,
    /// Grounds for sharing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gronden: Vec<Grond>,
    /// Roles in and around a meeting.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rollen: Vec<RolTaak>,
    /// Roles of persons in a dossier.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub betrokkenrollen: Vec<Betrokkenrol>,
    /// The clocks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub klokken: Vec<Klok>,
    /// The days that are no working days.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub feestdagen: Vec<Feestdag>,
    /// How long things are kept. That in force counts, not that of the meeting.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bewaren: Vec<Bewaartermijn>,
    /// How long the trace is kept; none where nothing is said of it. That in force counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inzage: Option<Inzagetermijn>,
}

/// A kader with the hash that names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GeldendKader {
    /// The hash of exactly this content.
    pub hash: KaderHash,
    /// The content.
    pub kader: Kader,
}

/// A document that content was taken from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Brondocument {
    /// Its title.
    pub titel: Tekst,
    /// Who issued it.
    pub uitgever: Tekst,
    /// When, as exactly as the document says.
    pub datum: Tekst,
    /// Under which licence it was used, and what was taken from it.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub licentie: Tekst,
}

/// Where an item comes from: a document, or our own choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Herkomst {
    /// The key of a document in the kader, or `eigen` for our own choice.
    pub document: String,
    /// The section, in the document's own counting.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub paragraaf: Tekst,
    /// Lines in the copy that the maintainers read; means nothing to a user.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub regels: String,
}

/// The key that stands for our own choice.
pub const EIGEN: &str = "eigen";

impl Kader {
    /// The block of a phase.
    pub fn blok(&self, fase: Fase) -> Option<&Blok> {
        self.blokken.iter().find(|b| b.fase == fase)
    }

    /// The items of a phase, in order; of the dossier itself where that is asked.
    pub fn punten(&self, fase: Fase) -> &[AgendaPunt] {
        match fase {
            Fase::Dossier => &self.dossier,
            Fase::Gepland
            | Fase::Opening
            | Fase::Beeldvorming
            | Fase::Oordeelsvorming
            | Fase::Besluitvorming
            | Fase::Afsluiting
            | Fase::Gesloten => self.blok(fase).map(|b| b.punten.as_slice()).unwrap_or_default(),
        }
    }

    /// An agenda item and the phase in which it stands.
    pub fn punt(&self, id: &PuntId) -> Option<(Fase, &AgendaPunt)> {
        let dossier = self.dossier.iter().map(|p| (Fase::Dossier, p));
        let blokken = self.blokken.iter().flat_map(|b| b.punten.iter().map(|p| (b.fase, p)));
        dossier.chain(blokken).find(|(_, p)| p.id == *id)
    }

    /// The partner that goes by this name, or by one of its other names.
    pub fn partner(&self, naam: &str) -> Option<&Partner> {
        self.partners.iter().find(|p| p.naam.same(naam) || p.ook.iter().any(|o| o.same(naam)))
    }

    /// The organisations of these names as they are written here, each once and in one order, with the `eigen` one of who
    /// names them: nobody shuts themselves out. Nobody named is no circle. Else the first name that no partner goes by.
    pub fn kring<T: AsRef<str>>(&self, namen: &[T], eigen: Option<&Tekst>) -> Result<Vec<Organisatie>, String> {
        if namen.is_empty() {
            return Ok(Vec::new());
        }
        let partner = |naam: &str| self.partner(naam.trim()).map(|p| Organisatie::from(p.naam.clone()));
        let genoemd = namen.iter().map(|n| partner(n.as_ref()).ok_or_else(|| n.as_ref().trim().to_owned()));
        let mut all: Vec<Organisatie> = genoemd.collect::<Result<_, _>>()?;
        all.extend(eigen.and_then(|own| partner(own.as_str())));
        all.sort();
        all.dedup();
        Ok(all)
    }

    /// A factor by its key.
    pub fn factor(&self, id: &FactorId) -> Option<&Factor> {
        self.factoren.iter().find(|f| f.id == *id)
    }

    /// A level by its key.
    pub fn niveau(&self, id: &NiveauId) -> Option<&Niveau> {
        self.niveaus.iter().find(|n| n.id == *id)
    }

    /// The factors of a kind.
    pub fn factoren_van(&self, soort: FactorSoort) -> impl Iterator<Item = &Factor> {
        self.factoren.iter().filter(move |f| f.soort == soort)
    }

    /// The lists that name a factor.
    pub fn lijsten_met(&self, factor: &FactorId) -> impl Iterator<Item = &Lijst> {
        self.lijsten.iter().filter(move |l| l.items.iter().any(|i| i.factor == *factor))
    }

    /// A list by its key.
    pub fn lijst(&self, id: &LijstId) -> Option<&Lijst> {
        self.lijsten.iter().find(|l| l.id == *id)
    }

    /// An instrument by its key.
    pub fn instrument(&self, id: &InstrumentId) -> Option<&Instrument> {
        self.instrumenten.iter().find(|i| i.id == *id)
    }

    /// A measure by its key.
    pub fn maatregel(&self, id: &MaatregelId) -> Option<&Maatregel> {
        self.maatregelen.iter().find(|m| m.id == *id)
    }

    /// A ground by its key.
    pub fn grond(&self, id: &GrondId) -> Option<&Grond> {
        self.gronden.iter().find(|g| g.id == *id)
    }

    /// A role of persons in a dossier by its key.
    pub fn betrokkenrol(&self, id: &BetrokkenrolId) -> Option<&Betrokkenrol> {
        self.betrokkenrollen.iter().find(|r| r.id == *id)
    }

    /// A clock by its key.
    pub fn klok(&self, id: &KlokId) -> Option<&Klok> {
        self.klokken.iter().find(|k| k.id == *id)
    }
}
