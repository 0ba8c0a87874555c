//! The answer in five seconds for who is on duty. The first screen (60 columns, 24 lines) has how acute it is and whether
//! that is open again, who must not be told, whom to call at which number, what holds until when, what ends first and what is
//! late; the rest is told by section. Absent: the picture and the log, which are in the minutes.

mod betrokkenen;
mod deel;
mod erbij;
mod informatie;
mod maak;
mod scherm;
mod tekst;
mod toegang;

use serde::Serialize;

use super::tijd::JsonMoment;
use crate::domain::dossier::{Aanzet, Antwoord, BesluitSoort, BesluitStatus, DossierStatus, Fase, InzetSoort, InzetStatus};
use crate::domain::ids::{ActieId, BesluitId, DossierNummer, InzetId, KlokNr, OverlegNr, RegelId, VraagId};
use crate::domain::tekst::Tekst;

pub use deel::Deel;
pub use erbij::{Anders, Bereikbaar, Opschaling, Overleg, Voorlegger, Waarvan};
pub use informatie::{Beeldvraag, Gevraagd};
pub use maak::toon;
pub use toegang::Toegelaten;

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
    /// Why it is kept whatever its terms say; left out where it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bevroren: Option<Bevroren>,
    /// The moment of asking.
    pub nu: JsonMoment,
    /// The latest answer to 'is someone in immediate danger now?'; null when nobody answered it.
    pub acuut: Option<Acuut>,
    /// What made that question open again since it was answered, the oldest first; empty when it is not.
    pub opnieuw_open: Vec<OpnieuwOpen>,
    /// The latest call to 112.
    pub melding_112: Option<Melding>,
    /// When 112 was called last, while nobody said what came of it; null where there is no such call.
    pub open_112: Option<JsonMoment>,
    /// The conclusion that was drawn last.
    pub conclusie: Option<Conclusie>,
    /// The meeting that began last, if it came to no conclusion.
    pub zonder_conclusie: Option<OverlegNr>,
    /// The fixed contact person.
    pub contactpersoon: Option<Contact>,
    /// Who else can be called: at the table of the last meeting, and the partners of the kader, as far as a number is known.
    pub telefoons: Vec<Bereikbaar>,
    /// Who must not know of this dossier.
    pub niet_weten: Vec<NietWeten>,
    /// Who is involved.
    pub betrokkenen: Vec<betrokkenen::Persoon>,
    /// Who was given access to it, that holds now; empty also for who may not know that.
    pub toegang: Vec<Toegelaten>,
    /// Conditions, agreements and measures that hold: the first to end first, those that should have ended last.
    pub maatregelen: Vec<Maatregel>,
    /// Those that were proposed or asked for, and hold for nothing yet.
    pub maatregelen_in_wacht: Vec<Maatregel>,
    /// The clocks that run, the first to end first.
    pub klokken: Vec<Klok>,
    /// Decisions that were taken and not withdrawn since.
    pub besluiten: Vec<Besluit>,
    /// Decisions that were not taken yet, and hold for nothing.
    pub besluiten_in_wacht: Vec<Besluit>,
    /// The pages for the burgemeester, the latest first.
    pub voorleggers: Vec<Voorlegger>,
    /// Whether the matter goes up, as it was settled last.
    pub opschaling: Option<Opschaling>,
    /// Decisions that were taken and ended since, the latest first.
    pub besluiten_geeindigd: Vec<Besluit>,
    /// Open actions, the earliest deadline first, those without one last.
    pub acties: Vec<Actie>,
    /// Open questions, the earliest first, those without a moment last.
    pub vragen: Vec<Vraag>,
    /// What partners were asked, and what they answered; left out where none was.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub informatiebeeld: Vec<Gevraagd>,
    /// What the picture asks of itself; left out where nobody was asked anything and nothing of it was answered.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub beeldvragen: Vec<Beeldvraag>,
    /// What comes next, at most four.
    pub momenten: Vec<Gebeurtenis>,
    /// The meetings, the latest first.
    pub overleggen: Vec<Overleg>,
    /// The meeting that goes on or comes next.
    pub volgend_overleg: VolgendOverleg,
    /// Who tells her what was decided last.
    pub verteller: Option<Verteller>,
    /// When the dossier last changed; null when that is not known.
    pub gewijzigd: Option<JsonMoment>,
    /// By which `controleer --tegen` tells later whether the record is still what it was: three lines; null before the first
    /// closing.
    pub controlepunt: Option<[String; 3]>,
}

/// That a dossier is kept whatever its terms say.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bevroren {
    /// Why.
    pub reden: Tekst,
    /// Since when.
    pub op: JsonMoment,
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
    pub op: JsonMoment,
    /// Whether it is older than a day, and has to be asked again.
    pub verouderd: bool,
    /// What a meeting concluded after it, where that is something else.
    pub latere_conclusie: Option<Antwoord>,
}

/// Why 'is someone in immediate danger now?' has to be asked again.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OpnieuwOpen {
    /// What made it so.
    pub aanzet: Aanzet,
    /// In a few words, or the measure that it is about; may be empty.
    pub wat: Tekst,
    /// The measure that it is about; null when it is about none.
    pub inzet: Option<InzetId>,
    /// Since when.
    pub op: JsonMoment,
    /// Only for who may see shielded lines.
    pub afgeschermd: bool,
}

/// A call to 112.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Melding {
    /// What was said.
    pub toelichting: Tekst,
    /// What came of it; null while nobody said so.
    pub uitkomst: Option<Tekst>,
    /// Who recorded it.
    pub door: String,
    /// When.
    pub op: JsonMoment,
}

/// What a meeting concluded, and whether everyone was safe when it closed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Conclusie {
    /// The meeting.
    pub overleg: OverlegNr,
    /// When it was drawn.
    pub op: JsonMoment,
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
    /// At which number; may be empty.
    pub telefoon: Tekst,
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

/// A condition, an agreement or a measure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Maatregel {
    /// Its number.
    pub inzet: InzetId,
    /// The line in which it stands.
    pub regel: RegelId,
    /// The meeting.
    pub overleg: OverlegNr,
    /// Which of the three it is.
    pub soort: InzetSoort,
    /// How far it is.
    pub status: InzetStatus,
    /// What it is.
    pub maatregel: Tekst,
    /// The body that decides, or who keeps to it; null when nobody was named.
    pub wie: Option<String>,
    /// Who supervises; may be empty.
    pub toezicht: Tekst,
    /// Where a breach is reported; empty when that was not recorded.
    pub meldpunt: Tekst,
    /// What follows on a breach; may be empty.
    pub gevolg: Tekst,
    /// From when; null when that was not recorded.
    pub vanaf: Option<JsonMoment>,
    /// Until when; null when that was not recorded.
    pub tot: Option<JsonMoment>,
    /// Whether that is past.
    pub verlopen: bool,
    /// When it is looked at again; null when that was not recorded.
    pub herziening: Option<JsonMoment>,
    /// When a breach was recorded last; null when none was.
    pub geschonden: Option<JsonMoment>,
    /// Only for who may see shielded lines.
    pub afgeschermd: bool,
}

/// A clock that runs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Klok {
    /// Its number.
    pub klok: KlokNr,
    /// What it counts.
    pub naam: Tekst,
    /// When it ends.
    pub einde: JsonMoment,
    /// Whether that is past.
    pub afgelopen: bool,
    /// Who gave the end; may be empty.
    pub gegeven_door: Tekst,
    /// The measure that it belongs to; null when it belongs to none.
    pub inzet: Option<InzetId>,
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
    pub op: Option<JsonMoment>,
    /// Who sees it differently.
    pub anders: Vec<Anders>,
    /// Before when it has to be there; null where nobody said.
    pub voor: Option<JsonMoment>,
    /// When it ended; null while it stands.
    pub geeindigd: Option<JsonMoment>,
    /// By whom it ended; empty while it stands.
    pub geeindigd_door: String,
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
    pub termijn: Option<JsonMoment>,
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
    pub terug: Option<JsonMoment>,
    /// Whether that is past.
    pub te_laat: bool,
    /// Only for who may see shielded lines.
    pub afgeschermd: bool,
}

/// Something that happens or is due.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Gebeurtenis {
    /// When.
    pub op: JsonMoment,
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
    pub begin: Option<JsonMoment>,
    /// When it is to end; null while it was not called.
    pub einde: Option<JsonMoment>,
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
    /// In which language or with which interpreter; may be empty.
    pub taal: Tekst,
    /// Where she reports a breach; may be empty.
    pub meldpunt: Tekst,
    /// Before when.
    pub voor: Option<JsonMoment>,
    /// That she was told; null while nobody recorded it.
    pub verteld: Option<Verteld>,
}

/// That she was told.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verteld {
    /// When.
    pub op: JsonMoment,
    /// Whether it was explained to her where a breach is reported.
    pub meldpunt_uitgelegd: bool,
    /// What she said, or why it went otherwise; may be empty.
    pub toelichting: Tekst,
}
