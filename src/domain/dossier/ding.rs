//! What the record speaks of: the things that have a place in a dossier, and the parts of them that two people can change
//! beside each other.

#![deny(clippy::wildcard_enum_match_arm)]

use std::fmt;

use super::super::ids::{
    ActieId, BesluitId, BetrokkeneId, CriteriumId, FactorId, InformatieId, InstrumentId, InzetId, KlokNr, MaatregelId,
    MeldingId, OptieId, OverlegNr, PuntId, ReeksId, RegelId, RequestId, ScenarioId, VoorleggerId, VraagId,
};
use super::Onderwerp;
use super::velden::Veld;

/// A thing in the record that somebody can have before them while somebody else changes it. Names are folded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is the thing that its key names")]
pub enum Ding {
    Dossier,
    NietWeten(String),
    Overleg(OverlegNr),
    Deelname(OverlegNr, String, String),
    Punt(OverlegNr, PuntId),
    Regel(RegelId),
    Vraag(VraagId),
    Besluit(BesluitId),
    Actie(ActieId),
    Inzet(InzetId),
    Optie(OverlegNr, OptieId),
    Scenario(OverlegNr, ScenarioId),
    Voorlegger(VoorleggerId),
    Klok(KlokNr),
    Factor(OverlegNr, FactorId),
    Criterium(OverlegNr, CriteriumId),
    Onderwerp(OverlegNr, Onderwerp),
    Reeksvraag(OverlegNr, ReeksId, u32),
    Terzijde(OverlegNr, MaatregelId),
    Uitkomst(OverlegNr, InstrumentId),
    Oordeel(OverlegNr, String),
    Informatie(InformatieId),
    /// The words of the answer with this number.
    Informatiewoorden(InformatieId, u32),
    Beeldvraag(ReeksId, u32),
    /// Of an account, to the letter.
    Toegang(String),
    Melding(MeldingId),
    Betrokkene(BetrokkeneId),
    /// What of a person is always shielded.
    Geheim(BetrokkeneId),
    /// A call to 112, by its number from 1.
    Gebeld112(u32),
    /// All that one request did.
    Verzoek(RequestId),
}

impl fmt::Display for Ding {
    /// What it is called, in numbers and kinds: of what somebody typed only the name of an organisation.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dossier => f.write_str("dossier"),
            Self::NietWeten(_) => f.write_str("wie het niet mag weten"),
            Self::Overleg(nr) => f.write_str(&nr.waar()),
            Self::Deelname(_, organisatie, _) => write!(f, "aanwezigheid van {organisatie}"),
            Self::Punt(_, punt) => write!(f, "vinkje bij {punt}"),
            Self::Regel(id) => write!(f, "{id}"),
            Self::Vraag(id) => write!(f, "{id}"),
            Self::Besluit(id) => write!(f, "{id}"),
            Self::Actie(id) => write!(f, "{id}"),
            Self::Inzet(id) => write!(f, "{id}"),
            Self::Optie(_, id) => write!(f, "{id}"),
            Self::Scenario(_, id) => write!(f, "{id}"),
            Self::Voorlegger(id) => write!(f, "{id}"),
            Self::Klok(nr) => write!(f, "{nr}"),
            Self::Factor(_, factor) => write!(f, "factor {factor}"),
            Self::Criterium(_, criterium) => write!(f, "criterium {criterium}"),
            Self::Onderwerp(_, onderwerp) => write!(f, "{onderwerp}"),
            Self::Reeksvraag(_, reeks, nr) | Self::Beeldvraag(reeks, nr) => write!(f, "vraag {nr} van {reeks}"),
            Self::Terzijde(_, maatregel) => write!(f, "terzijde gelegd: {maatregel}"),
            Self::Uitkomst(_, instrument) => write!(f, "uitkomst van {instrument}"),
            Self::Oordeel(_, organisatie) => write!(f, "oordeel van {organisatie}"),
            Self::Informatie(id) => write!(f, "{id}"),
            Self::Informatiewoorden(id, _) => write!(f, "antwoord op {id}"),
            Self::Toegang(_) => f.write_str("wie bij dit dossier mag"),
            Self::Melding(id) => write!(f, "{id}"),
            Self::Betrokkene(id) => write!(f, "{id}"),
            Self::Geheim(id) => write!(f, "wat afgeschermd blijft van {id}"),
            Self::Gebeld112(_) => f.write_str("het bellen van 112"),
            Self::Verzoek(_) => f.write_str("wat er gedaan was"),
        }
    }
}

/// Every part of a thing at once.
pub const HEEL: Veld = "";

/// A part of a thing. In a command with [`HEEL`]: whatever of it changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Plek {
    /// The thing.
    pub ding: Ding,
    /// The part.
    pub veld: Veld,
}

impl Plek {
    /// This part of this thing.
    pub fn new(ding: Ding, veld: Veld) -> Self {
        Self { ding, veld }
    }
}
