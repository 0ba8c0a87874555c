//! The kader: the method's content as data. `crate::kader` loads and checks it; a meeting records the one it opened with.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::dossier::Fase;
use super::ids::{FactorId, NiveauId, PuntId};
use super::tekst::Tekst;

/// Names one exact kader: the BLAKE3 hash of its canonical JSON, 64 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
pub struct KaderHash(String);

/// The text is not such a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("een kaderhash bestaat uit 64 hexadecimale cijfers")]
pub struct NotAHash;

impl TryFrom<String> for KaderHash {
    type Error = NotAHash;

    fn try_from(raw: String) -> Result<Self, NotAHash> {
        let hex = raw.len() == 64 && raw.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        if hex { Ok(Self(raw)) } else { Err(NotAHash) }
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
    pub documenten: BTreeMap<String, Document>,
    /// The five blocks of the agenda, in order.
    pub blokken: Vec<Blok>,
    /// What is checked before a step.
    pub poorten: Vec<Poort>,
    /// The organisations that can be at the table.
    pub partners: Vec<Partner>,
    /// Usual sources that are no organisation: 'buurvrouw', 'zijzelf'.
    pub informanten: Vec<Tekst>,
    /// The factors that are weighed.
    pub factoren: Vec<Factor>,
    /// The levels of a conclusion, the lowest first.
    pub niveaus: Vec<Niveau>,
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
pub struct Document {
    /// Its title.
    pub titel: Tekst,
    /// Who issued it.
    pub uitgever: Tekst,
    /// When, as exactly as the document says.
    pub datum: Tekst,
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

/// One block of the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blok {
    /// Which block.
    pub fase: Fase,
    /// How many minutes it may take.
    pub minuten: u32,
    /// Its items, in order.
    pub punten: Vec<AgendaPunt>,
}

/// One item of the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgendaPunt {
    /// Its key.
    pub id: PuntId,
    /// Its title, short enough for the list: at most 28 characters.
    pub titel: Tekst,
    /// What is asked, the first one large on the shared screen.
    pub vragen: Vec<Tekst>,
    /// What stands on the screen at this item.
    pub werkblad: Werkblad,
    /// Where it comes from.
    pub bron: Herkomst,
}

/// What stands on the screen at an agenda item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Werkblad {
    /// The lines of this item.
    Regels,
    /// Who is here.
    Aanwezigen,
    /// What is recorded and shared.
    Afspraken,
    /// Is someone in immediate danger now?
    AcuteToets,
    /// Open actions of last time.
    OpenActies,
    /// One turn per partner.
    Inbrengronde,
    /// What we do not know.
    Vragen,
    /// Each organisation's own judgement.
    Oordeelsronde,
    /// The meeting's conclusion.
    Conclusie,
    /// The options that are weighed.
    Opties,
    /// The decisions.
    Besluiten,
    /// The actions.
    Acties,
    /// Who tells her.
    Verteller,
    /// Safe until when, next round.
    Sluiting,
}

/// A check before a step: it warns and takes a reason, it never blocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Poort {
    /// The block that is entered; `gesloten` for closing the meeting.
    pub naar: Fase,
    /// What is checked.
    pub controle: Controle,
    /// What is said for each thing found; `{wat}` is that thing.
    pub melding: Tekst,
    /// Where it comes from.
    pub bron: Herkomst,
}

/// The checks that a gate can make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Controle {
    /// A partner at the table has not had its turn.
    PartnerNietGehoord,
    /// An open question without somebody who finds out, or without a time.
    VraagZonderEigenaarOfTijd,
    /// An organisation has not given its judgement.
    OrganisatieZonderOordeel,
    /// The option of doing nothing was not weighed.
    NietsDoenNietGewogen,
    /// A decision without competent body or without ground.
    BesluitZonderOrgaanOfGrond,
    /// An action without owner or without deadline.
    ActieZonderEigenaarOfTermijn,
    /// Nobody was named who tells her.
    NiemandVerteltHaar,
    /// No next round, and no reason for none.
    GeenVolgendeRonde,
    /// A next round without triggers for an earlier one.
    GeenEerderBij,
    /// Not everyone is known to be safe until the next step.
    NietIedereenVeilig,
    /// A decision without the question how we shall know whether it works.
    BesluitZonderEffectvraag,
}

/// An organisation that can be at the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    /// The name as it stands in the minutes.
    pub naam: Tekst,
    /// What may be typed for it after `@`.
    #[serde(default)]
    pub ook: Vec<Tekst>,
    /// Whether it belongs to the core team.
    #[serde(default)]
    pub kern: bool,
    /// Where it comes from.
    pub bron: Herkomst,
}

/// A factor that is weighed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Factor {
    /// Its key; what is typed after `#`.
    pub id: FactorId,
    /// Its name.
    pub naam: Tekst,
    /// What may also be typed for it.
    #[serde(default)]
    pub ook: Vec<Tekst>,
    /// The group in which it stands.
    pub groep: Tekst,
    /// Where it comes from.
    pub bron: Herkomst,
}

/// A level of a conclusion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Niveau {
    /// Its key.
    pub id: NiveauId,
    /// Its name.
    pub naam: Tekst,
}

impl Kader {
    /// The block of a phase.
    pub fn blok(&self, fase: Fase) -> Option<&Blok> {
        self.blokken.iter().find(|b| b.fase == fase)
    }

    /// An agenda item and the phase in which it stands.
    pub fn punt(&self, id: &PuntId) -> Option<(Fase, &AgendaPunt)> {
        self.blokken.iter().find_map(|b| b.punten.iter().find(|p| p.id == *id).map(|p| (b.fase, p)))
    }

    /// The partner that goes by this name, or by one of its other names.
    pub fn partner(&self, naam: &str) -> Option<&Partner> {
        self.partners.iter().find(|p| p.naam.same(naam) || p.ook.iter().any(|o| o.same(naam)))
    }

    /// A factor by its key.
    pub fn factor(&self, id: &FactorId) -> Option<&Factor> {
        self.factoren.iter().find(|f| f.id == *id)
    }

    /// A level by its key.
    pub fn niveau(&self, id: &NiveauId) -> Option<&Niveau> {
        self.niveaus.iter().find(|n| n.id == *id)
    }
}
