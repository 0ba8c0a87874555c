//! A meeting.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::ids::{OverlegNr, PuntId};
use super::super::kader::KaderHash;
use super::super::rol::Actor;
use super::super::tekst::Tekst;
use super::super::tijd::Tijdstip;
use super::{Afweging, Antwoord, Conclusie, Fase, Gezet, Oordeel, Optie, Verteller, Vertelling, Wie};

/// How people meet. A hybrid meeting cannot be planned; that somebody had to phone in all the same is recorded with the
/// reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Vorm {
    /// Everybody on screen.
    Digitaal,
    /// Everybody in one room.
    Fysiek,
    /// Somebody outside the room after all.
    Hybride,
}

impl fmt::Display for Vorm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Digitaal => "digitaal",
            Self::Fysiek => "fysiek",
            Self::Hybride => "hybride (uitzondering)",
        })
    }
}

/// That a meeting was called: by whom, why, how and until when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bijeenroeping {
    /// Who called it; any party may.
    pub door: Wie,
    /// Why.
    pub reden: Tekst,
    /// How people meet.
    pub vorm: Vorm,
    /// When it is to begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begin: Option<Tijdstip>,
    /// When it is to end.
    pub einde: Tijdstip,
}

/// What was agreed about the record before anything is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Afspraken {
    /// What is recorded.
    pub vastleggen: Tekst,
    /// With whom it is shared.
    pub delen: Tekst,
    /// The ground for sharing at this table.
    #[serde(default)]
    pub grond: Tekst,
}

/// Whether and how somebody takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Aanwezig {
    /// Asked, not yet known.
    Uitgenodigd,
    /// At the table.
    Aanwezig,
    /// Away, for a weighty reason.
    Afwezig,
    /// Away, but with a contribution in writing.
    Schriftelijk,
}

impl fmt::Display for Aanwezig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Uitgenodigd => "uitgenodigd",
            Self::Aanwezig => "aanwezig",
            Self::Afwezig => "afwezig",
            Self::Schriftelijk => "schriftelijk",
        })
    }
}

/// One person at the table, or missing from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Deelname {
    /// The organisation.
    pub organisatie: Tekst,
    /// The person; empty while only the organisation is asked.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub naam: Tekst,
    /// In what function.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub functie: Tekst,
    /// What this person may decide for the organisation.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub mandaat: Tekst,
    /// At which number this person, or who is on duty for the organisation, can be called. Never on the wall.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub telefoon: Tekst,
    /// When that number is answered.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub bereikbaar: Tekst,
    /// Whether and how.
    pub aanwezig: Aanwezig,
    /// The weighty reason for being away.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub reden: Tekst,
    /// When they came, where that was after the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gekomen: Option<Tijdstip>,
    /// When they left, where that was before the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gegaan: Option<Tijdstip>,
}

impl Deelname {
    /// Whether this is the same person, or the same organisation without a person yet.
    pub fn same(&self, other: &Self) -> bool {
        self.organisatie.same(other.organisatie.as_str())
            && (self.naam.is_empty() || other.naam.is_empty() || self.naam.same(other.naam.as_str()))
    }

    /// Whether this person sits at the table now.
    pub fn is_aan_tafel(&self) -> bool {
        self.aanwezig == Aanwezig::Aanwezig && self.gegaan.is_none()
    }
}

/// Who leads.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Voorzitterschap {
    /// The account and name of the chair.
    pub wie: Actor,
    /// Since when.
    pub sinds: Tijdstip,
    /// Why it was taken over; empty for the first chair.
    pub reden: Tekst,
}

/// That the planned end moved.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EindeWissel {
    /// The end as it was planned before.
    pub was: Tijdstip,
    /// Why it moved.
    pub reden: Tekst,
    /// When and by whom.
    pub gezet: Gezet,
}

/// A step from one block to another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FaseWissel {
    /// The block that was left.
    pub van: Fase,
    /// The block that was entered.
    pub naar: Fase,
    /// Why, where something was still open or the step went back.
    pub reden: Tekst,
    /// What was still open, in words.
    pub open: Vec<Tekst>,
    /// What of it followed from something shielded, by its numbers.
    pub afgeschermd_open: Vec<Tekst>,
    /// When and by whom.
    pub gezet: Gezet,
}

/// A step that was asked for at the shared screen and waits for a reason from somebody who can type.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Overgang {
    /// The block to leave.
    pub van: Fase,
    /// The block to enter.
    pub naar: Fase,
    /// What is still open, in words.
    pub open: Vec<Tekst>,
    /// When and by whom it was asked.
    pub gezet: Gezet,
}

/// A pause.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Schorsing {
    /// From when.
    pub van: Tijdstip,
    /// Until when; none while it lasts.
    pub tot: Option<Tijdstip>,
    /// Why.
    pub reden: Tekst,
}

/// What happened to an agenda item.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Punt {
    /// When and by whom it was ticked.
    pub klaar: Option<Gezet>,
}

/// An organisation's turn in the round.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Beurt {
    /// The organisation.
    pub organisatie: Tekst,
    /// When its turn began.
    pub van: Tijdstip,
    /// When it was through.
    pub tot: Option<Tijdstip>,
}

/// A time in which at least one shared screen showed this meeting.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SchermPeriode {
    /// From when.
    pub van: Tijdstip,
    /// Until when; none while it lasts.
    pub tot: Option<Tijdstip>,
}

/// How a meeting was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sluiting {
    /// When the next round is; none needs a reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volgende: Option<Tijdstip>,
    /// What makes it come earlier.
    #[serde(default)]
    pub eerder_bij: Tekst,
    /// Why there is no next round.
    #[serde(default)]
    pub geen_volgende: Tekst,
    /// Whether everyone is safe until then.
    pub veilig: Antwoord,
    /// In a few words, why.
    #[serde(default)]
    pub veilig_toelichting: Tekst,
}

/// A meeting as it stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Overleg {
    /// Its number within the dossier.
    pub nr: OverlegNr,
    /// How it was called.
    pub bijeenroeping: Bijeenroeping,
    /// When it was called, and by whom it was recorded.
    pub geroepen: Gezet,
    /// Where it is.
    pub fase: Fase,
    /// When it started.
    pub begonnen: Option<Tijdstip>,
    /// The planned end as it stands now.
    pub einde: Tijdstip,
    /// Each time that the planned end moved, the oldest first.
    pub eindes: Vec<EindeWissel>,
    /// Why somebody had to phone in after all, each time that it was recorded: an exception is never hidden.
    pub hybride: Vec<(Tekst, Gezet)>,
    /// The kader with which it opened.
    pub kader: Option<KaderHash>,
    /// Who leads, the latest last.
    pub voorzitters: Vec<Voorzitterschap>,
    /// What was agreed about the record.
    pub afspraken: Option<Afspraken>,
    /// Who takes part.
    pub deelnemers: Vec<Deelname>,
    /// Every step between blocks.
    pub wissels: Vec<FaseWissel>,
    /// The step that waits for a reason.
    pub overgang: Option<Overgang>,
    /// Pauses.
    pub schorsingen: Vec<Schorsing>,
    /// What happened to each agenda item.
    pub punten: BTreeMap<PuntId, Punt>,
    /// The item at which the meeting is.
    pub huidig_punt: Option<PuntId>,
    /// Turns in the round, in order.
    pub beurten: Vec<Beurt>,
    /// Judgements, in the order in which they were given.
    pub oordelen: Vec<Oordeel>,
    /// Conclusions; the last one holds.
    pub conclusies: Vec<(Conclusie, Gezet)>,
    /// Options that were weighed.
    pub opties: Vec<Optie>,
    /// What was weighed.
    pub afweging: Afweging,
    /// Who tells her.
    pub verteller: Option<Verteller>,
    /// Each time that she was told.
    pub verteld: Vec<(Vertelling, Gezet)>,
    /// Times on a shared screen.
    pub schermen: Vec<SchermPeriode>,
    /// How it was closed.
    pub sluiting: Option<(Sluiting, Vec<Tekst>, Gezet)>,
    /// How many things that may not be on a wall were read aloud last, when and by whom.
    pub voorgelezen: Option<(u32, Gezet)>,
    /// When the minutes were settled; until then they are a draft.
    pub vastgesteld: Option<Gezet>,
}

impl Overleg {
    /// Who leads now.
    pub fn voorzitter(&self) -> Option<&Voorzitterschap> {
        self.voorzitters.last()
    }

    /// Whether the meeting pauses.
    pub fn is_geschorst(&self) -> bool {
        self.schorsingen.last().is_some_and(|s| s.tot.is_none())
    }

    /// The organisation that has the floor.
    pub fn aan_het_woord(&self) -> Option<&Tekst> {
        self.beurten.iter().rev().find(|b| b.tot.is_none()).map(|b| &b.organisatie)
    }

    /// Whether an organisation has had its turn.
    pub fn is_gehoord(&self, organisatie: &str) -> bool {
        self.beurten.iter().any(|b| b.tot.is_some() && b.organisatie.same(organisatie))
    }

    /// The organisations that take part at the table or in writing, each once, in the order in which they came.
    pub fn organisaties(&self) -> Vec<&Tekst> {
        let mut found: Vec<&Tekst> = Vec::new();
        for d in self.deelnemers.iter().filter(|d| matches!(d.aanwezig, Aanwezig::Aanwezig | Aanwezig::Schriftelijk)) {
            if !found.iter().any(|o| o.same(d.organisatie.as_str())) {
                found.push(&d.organisatie);
            }
        }
        found
    }

    /// The conclusion that holds.
    pub fn conclusie(&self) -> Option<&Conclusie> {
        self.conclusies.last().map(|(c, _)| c)
    }

    /// The judgement of an organisation that counts: the latest that says acute or a level, else the latest.
    pub fn oordeel_van(&self, organisatie: &str) -> Option<&Oordeel> {
        let van = || self.oordelen_van(organisatie).rev();
        van().find(|o| o.inhoud.acuut.is_some() || o.inhoud.niveau.is_some()).or_else(|| van().next())
    }

    /// Every judgement of an organisation that stands, the oldest first.
    pub fn oordelen_van<'a, 'o>(
        &'a self,
        organisatie: &'o str,
    ) -> impl DoubleEndedIterator<Item = &'a Oordeel> + use<'a, 'o> {
        self.oordelen.iter().filter(move |o| !o.vervallen && o.inhoud.organisatie.same(organisatie))
    }

    /// The judgement of an organisation that the one that counts takes the place of, where it was changed with a reason.
    pub fn eerder_oordeel_van(&self, organisatie: &str) -> Option<&Oordeel> {
        let nu = self.oordeel_van(organisatie).filter(|o| o.bijgesteld.is_some())?;
        let zegt = |o: &&Oordeel| o.inhoud.acuut.is_some() || o.inhoud.niveau.is_some();
        self.oordelen_van(organisatie).take_while(|o| !std::ptr::eq(*o, nu)).filter(zegt).last()
    }

    /// Whether an agenda item was ticked.
    pub fn is_klaar(&self, punt: &PuntId) -> bool {
        self.punten.get(punt).is_some_and(|p| p.klaar.is_some())
    }

    /// Whether a shared screen showed this meeting at some time since `sinds`, and from when.
    pub fn op_scherm_sinds(&self, sinds: Tijdstip) -> Option<Tijdstip> {
        self.schermen.iter().find(|s| s.tot.is_none_or(|tot| tot > sinds)).map(|s| s.van.max(sinds))
    }
}
