//! The answer in five seconds for who is on duty: how acute, who is the contact person, what holds until when, what is
//! late, what comes next. Absent: the picture and the log, which are in the minutes.

mod maak;
mod tekst;

use serde::Serialize;

use super::tijd::Moment;
use crate::domain::dossier::{Antwoord, BesluitSoort, BesluitStatus, DossierStatus, Fase};
use crate::domain::ids::{ActieId, BesluitId, DossierNummer, OverlegNr, RegelId, VraagId};
use crate::domain::tekst::Tekst;

pub use maak::toon;

/// A dossier as it stands at a moment. Keys of answers, statuses, kinds and blocks are written as in the commands of
/// `crisistafel schema`; numbers of actions, decisions and questions are those that commands take.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Toon {
    /// The version of this form.
    pub versie: u32,
    /// Whether this is an exercise.
    pub oefening: bool,
    /// The number of the dossier.
    pub dossier: DossierNummer,
    /// What the team calls it.
    pub werktitel: Tekst,
    /// Where it is in its life.
    pub status: DossierStatus,
    /// The moment of asking.
    pub nu: Moment,
    /// The latest answer to 'is someone in immediate danger now?'; null when nobody answered it.
    pub acuut: Option<Acuut>,
    /// The latest call to 112.
    pub melding_112: Option<Melding>,
    /// The conclusion that was drawn last.
    pub conclusie: Option<Conclusie>,
    /// The meeting that began last, if it came to no conclusion.
    pub zonder_conclusie: Option<OverlegNr>,
    /// The fixed contact person.
    pub contactpersoon: Option<Contact>,
    /// Who must not know of this dossier.
    pub niet_weten: Vec<NietWeten>,
    /// Measures, the first to end first, those that ended last.
    pub maatregelen: Vec<Maatregel>,
    /// Decisions that were taken and not withdrawn since.
    pub besluiten: Vec<Besluit>,
    /// Decisions that were not taken yet, and hold for nothing.
    pub besluiten_in_wacht: Vec<Besluit>,
    /// Open actions, the earliest deadline first, those without one last.
    pub acties: Vec<Actie>,
    /// Open questions, the earliest first, those without a moment last.
    pub vragen: Vec<Vraag>,
    /// What comes next, at most three.
    pub momenten: Vec<Gebeurtenis>,
    /// The meeting that goes on or comes next.
    pub volgend_overleg: VolgendOverleg,
    /// Who tells her what was decided last.
    pub verteller: Option<Verteller>,
    /// When the dossier last changed; null when that is not known.
    pub gewijzigd: Option<Moment>,
}

/// The answer to 'is someone in immediate danger now?'.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Acuut {
    /// The answer; `onbekend` counts as unsafe.
    pub antwoord: Antwoord,
    /// In a few words, why.
    pub toelichting: Tekst,
    /// Who recorded it, with organisation and role.
    pub door: String,
    /// When.
    pub op: Moment,
    /// Whether it is older than a day, and has to be asked again.
    pub verouderd: bool,
    /// What a meeting concluded after it, where that is something else.
    pub latere_conclusie: Option<Antwoord>,
}

/// A call to 112.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Melding {
    /// What was said.
    pub toelichting: Tekst,
    /// Who recorded it.
    pub door: String,
    /// When.
    pub op: Moment,
}

/// What a meeting concluded, and whether everyone was safe when it closed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Conclusie {
    /// The meeting.
    pub overleg: OverlegNr,
    /// When it was drawn.
    pub op: Moment,
    /// Acute or not.
    pub acuut: Antwoord,
    /// The name of the level.
    pub niveau: String,
    /// Why.
    pub reden: Tekst,
    /// Whether everyone was safe until the next step; null while the meeting is not closed.
    pub veilig: Option<Antwoord>,
    /// In a few words, why.
    pub veilig_toelichting: Tekst,
    /// Whether the minutes of that meeting are settled.
    pub verslag_vastgesteld: bool,
}

/// The fixed contact person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Contact {
    /// The person.
    pub naam: Tekst,
    /// Whose person it is.
    pub organisatie: Tekst,
    /// How and when to reach; may be empty.
    pub bereikbaar: Tekst,
}

/// Somebody who must not know.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NietWeten {
    /// The person or group.
    pub wie: Tekst,
    /// Why; may be empty.
    pub reden: Tekst,
}

/// A measure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Maatregel {
    /// The line in which it stands.
    pub regel: RegelId,
    /// The meeting.
    pub overleg: OverlegNr,
    /// What it is.
    pub maatregel: Tekst,
    /// Who carries it out; null when nobody was named.
    pub wie: Option<String>,
    /// Until when; null when that was not recorded.
    pub tot: Option<Moment>,
    /// Whether it has ended.
    pub verlopen: bool,
    /// Only for who may see shielded lines.
    pub afgeschermd: bool,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Besluit {
    /// Its number.
    pub besluit: BesluitId,
    /// The meeting.
    pub overleg: OverlegNr,
    /// What is decided.
    pub tekst: Tekst,
    /// Whose decision it is; null when that was not recorded.
    pub soort: Option<BesluitSoort>,
    /// How far it is.
    pub status: BesluitStatus,
    /// Who took it, or whose it is to take; may be empty.
    pub door: String,
    /// When it was taken, or got this status; null while it is only intended.
    pub op: Option<Moment>,
    /// Only for who may see shielded lines.
    pub afgeschermd: bool,
}

/// An open action.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Actie {
    /// Its number.
    pub actie: ActieId,
    /// What is to be done.
    pub wat: Tekst,
    /// Who does it; null when nobody was named.
    pub wie: Option<String>,
    /// Before when.
    pub termijn: Option<Moment>,
    /// Whether that is past.
    pub te_laat: bool,
    /// How it is reported; may be empty.
    pub terugmelding: Tekst,
    /// Only for who may see shielded lines.
    pub afgeschermd: bool,
}

/// What is not known.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Vraag {
    /// Its number.
    pub vraag: VraagId,
    /// The question.
    pub tekst: Tekst,
    /// Who finds out; null when nobody was named.
    pub wie: Option<String>,
    /// When the answer is back.
    pub terug: Option<Moment>,
    /// Whether that is past.
    pub te_laat: bool,
    /// Only for who may see shielded lines.
    pub afgeschermd: bool,
}

/// Something that happens or is due.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Gebeurtenis {
    /// When.
    pub op: Moment,
    /// What, in a few words.
    pub wat: String,
}

/// How it goes on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VolgendOverleg {
    /// How far it is.
    pub toestand: Toestand,
    /// Its number; null while it was not called.
    pub overleg: Option<OverlegNr>,
    /// In which block it is; null while none goes on.
    pub fase: Option<Fase>,
    /// When it began or is to begin.
    pub begin: Option<Moment>,
    /// When it is to end; null while it was not called.
    pub einde: Option<Moment>,
    /// Who called it; empty while it was not called.
    pub door: String,
    /// Why it was called, or why there is no next one; may be empty.
    pub reden: Tekst,
    /// How people meet, in words; empty while it was not called.
    pub vorm: String,
    /// What makes it come earlier, as the last meeting that closed recorded it; may be empty.
    pub eerder_bij: Tekst,
}

/// How far the next meeting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Toestand {
    /// It goes on now.
    Loopt,
    /// It was called.
    Bijeengeroepen,
    /// The last one agreed on a moment; nobody called it yet.
    Afgesproken,
    /// There is none.
    Geen,
}

/// Who tells her what was decided.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verteller {
    /// The meeting in which that was agreed.
    pub overleg: OverlegNr,
    /// Who.
    pub wie: String,
    /// How; may be empty.
    pub hoe: Tekst,
    /// Before when.
    pub voor: Option<Moment>,
}
