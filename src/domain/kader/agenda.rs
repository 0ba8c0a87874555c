//! The agenda: five blocks with their items. Absent: the gates between them, see `controle`.

use serde::{Deserialize, Serialize};

use super::super::dossier::Fase;
use super::super::ids::{PuntId, ReeksId};
use super::super::tekst::Tekst;
use super::Herkomst;

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
    /// The series of questions that is gone through at this item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reeks: Option<ReeksId>,
    /// Where it comes from.
    pub bron: Herkomst,
}

/// What stands on the screen at an agenda item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Werkblad {
    /// How the dossier came in.
    Melding,
    /// Who is in it.
    Betrokkenen,
    /// What partners were asked, and answered.
    Informatiebeeld,
    /// What she says herself.
    Intake,
    /// What happened, in the order in which it happened.
    Relaas,
    /// The meetings.
    Overleggen,
    /// Actions, questions and measures that are open.
    Opvolging,
    /// How it ends.
    Afronding,
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
    /// The factors, and what the answers suggest.
    Afweging,
    /// What could happen.
    Scenarios,
    /// A series of questions.
    Reeks,
    /// Acute or not.
    Moment,
    /// The criteria for going to the burgemeester, and whether the matter goes up.
    Opschaling,
    /// Each organisation's own judgement.
    Oordeelsronde,
    /// The meeting's conclusion.
    Conclusie,
    /// The options that are weighed.
    Opties,
    /// The decisions.
    Besluiten,
    /// The maatregelenregister.
    Maatregelen,
    /// The page for the burgemeester.
    Voorlegger,
    /// What has to be settled.
    Vaststellingen,
    /// The clocks.
    Klokken,
    /// The actions.
    Acties,
    /// Who tells her.
    Verteller,
    /// What was brought in, as one picture.
    Beeld,
    /// The one fixed contact person.
    Contactpersoon,
    /// Decisions, actions and measures, read back aloud.
    Teruglezen,
    /// Safe until when, next round.
    Sluiting,
}
