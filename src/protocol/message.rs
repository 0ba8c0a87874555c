//! What terminals and the server say to each other. Additions get a default; anything else is a new version. What a message
//! is stands before what is in it (serde's external tag): so it is decoded as it is read, and not gathered first.

use serde::{Deserialize, Serialize};

use super::{Basis, Getypt, Stand};

use crate::domain::bewaren::Inzagebewaring;
use crate::domain::command::Command;
use crate::domain::controlepunt::{Controlepunt, Controlepunten};
use crate::domain::dossier::Vernietigrij;
use crate::domain::event::Event;
use crate::domain::ids::{DossierNummer, RequestId};
use crate::domain::inzage::{Inzageregel, Vanaf};
use crate::domain::kader::{GeldendKader, KaderHash};
use crate::domain::pin::Pin;
use crate::domain::refusal::Refusal;
use crate::domain::rol::{Rol, Stamp};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::projection::inzage::Opvallend;
use crate::projection::rij::{ActieRij, DossierRij, RegelRij};
use crate::projection::wand::Wand;

/// What kind of terminal connects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Soort {
    /// A person at a screen.
    Terminal,
    /// The shared screen: is sent a [`Wand`] and nothing else.
    Scherm,
    /// A verb that asks and leaves.
    Vraag,
}

/// From a terminal to the server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToServer {
    /// The first message of a connection.
    Hallo {
        /// The kind of terminal.
        soort: Soort,
        /// Names this terminal for its life, across connections.
        terminal: RequestId,
        /// The one role that this terminal takes, of those that the role table gives.
        #[serde(default)]
        als: Option<Rol>,
        /// The name that a gateway account passes on; anybody else who names one is refused.
        #[serde(default)]
        namens: Option<Tekst>,
        /// What it says of itself, for the trace.
        #[serde(default, skip_serializing_if = "Vanaf::is_niets")]
        vanaf: Vanaf,
    },
    /// Follow a dossier; leaves the one that was followed before.
    Volg {
        /// Which one; the shared screen may leave it to the server.
        dossier: Option<DossierNummer>,
        /// Up to where this terminal has it; none for nothing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sinds: Option<Stand>,
    },
    /// Follow the overview from now on.
    VolgOverzicht,
    /// Carry this out, as one frame.
    Doe {
        /// Names the request: a resend is never applied twice.
        verzoek: RequestId,
        /// The dossier; none only to open a new one.
        dossier: Option<DossierNummer>,
        /// Up to where this terminal had seen the dossier when it began; none for 'whatever it is now'.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        basis: Option<Basis>,
        /// What to do, all or nothing.
        opdrachten: Vec<Command>,
        /// What was typed, where this is a line that was entered, or lines that were pasted: kept as a draft until it is
        /// recorded. Never a judgement of a closed round.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        regels: Vec<Getypt>,
    },
    /// What is being typed now; empty when nothing is.
    Concept(Getypt),
    /// What waits beside the line: put aside, or come back while another line was typed. Each goes by its request.
    Terzijde {
        /// The dossier to which it belongs.
        dossier: DossierNummer,
        /// What waits there now and did not before.
        #[serde(default)]
        erbij: Vec<Getypt>,
        /// What waits no more.
        #[serde(default)]
        weg: Vec<RequestId>,
    },
    /// Nobody is at this terminal: it leaves what it follows, is sent nothing more, and nothing that it says is taken but
    /// [`ToServer::Ontgrendel`].
    Vergrendel,
    /// Brings it back.
    Ontgrendel {
        /// The PIN of its account.
        pin: Pin,
    },
    /// Have another PIN, or none.
    ZetPin {
        /// The PIN that there is now, where there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        oud: Option<Pin>,
        /// The new one; none to have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        nieuw: Option<Pin>,
    },
    /// Take away the PIN of an account that forgot it: for who keeps the store.
    WisPin {
        /// The account.
        gebruiker: Tekst,
    },
    /// A question with one answer.
    Vraag {
        /// Comes back with the answer.
        nr: u32,
        /// The question.
        vraag: Raadpleging,
    },
}

/// A question with one answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Raadpleging {
    /// Every dossier that this user may see.
    Dossiers,
    /// Open actions of all of them.
    Acties,
    /// Lines in which all these words occur.
    Zoek {
        /// The words.
        woorden: Tekst,
    },
    /// What was agreed to be destroyed, and how far it is: for who carries dossiers or keeps the store.
    Vernietigingen,
    /// The trace: who looked at what.
    Inzage(InzageVraag),
}

/// Which readings are asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InzageVraag {
    /// Only those of this dossier.
    #[serde(default)]
    pub dossier: Option<DossierNummer>,
    /// Only those of this account, or of who has this name.
    #[serde(default)]
    pub wie: Option<Tekst>,
    /// Only those from this moment on.
    pub sinds: Tijdstip,
}

impl Raadpleging {
    /// The answer where there is nothing for who asks.
    pub fn niets(&self) -> Opgehaald {
        match self {
            Self::Dossiers => Opgehaald::Dossiers { rijen: Vec::new() },
            Self::Acties => Opgehaald::Acties { rijen: Vec::new() },
            Self::Zoek { .. } => Opgehaald::Regels { rijen: Vec::new(), meer: false },
            Self::Vernietigingen => Opgehaald::Vernietigingen { rijen: Vec::new(), inzage: None },
            Self::Inzage(_) => {
                Opgehaald::Inzage { rijen: Vec::new(), meer: false, opvallend: Vec::new(), onvolledig: false, punt: None }
            }
        }
    }

    /// The dossier that it is about, where it is about a single one.
    pub fn dossier(&self) -> Option<DossierNummer> {
        match self {
            Self::Dossiers | Self::Acties | Self::Zoek { .. } | Self::Vernietigingen => None,
            Self::Inzage(vraag) => vraag.dossier,
        }
    }
}

/// The answer to a [`Raadpleging`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opgehaald {
    /// Dossiers, in the order of their numbers.
    Dossiers {
        /// The rows.
        rijen: Vec<DossierRij>,
    },
    /// Actions, the earliest deadline first.
    Acties {
        /// The rows.
        rijen: Vec<ActieRij>,
    },
    /// Lines, the latest first.
    Regels {
        /// The rows.
        rijen: Vec<RegelRij>,
        /// Whether there were more.
        meer: bool,
    },
    /// What was agreed to be destroyed, the oldest first.
    Vernietigingen {
        /// The rows.
        rijen: Vec<Vernietigrij>,
        /// Which months of the trace are due, for who may look into all of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        inzage: Option<Box<Inzagebewaring>>,
    },
    /// Readings, the latest first.
    Inzage {
        /// The readings.
        rijen: Vec<Inzageregel>,
        /// Whether there were more.
        meer: bool,
        /// What is odd among all that were asked for.
        opvallend: Vec<Opvallend>,
        /// Whether some could not be read, or were not kept.
        onvolledig: bool,
        /// How far the trace is, for who sees all of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        punt: Option<Controlepunt>,
    },
}

impl Opgehaald {
    /// The dossiers of which something is in it; none in the trace, of which looking into it is kept as such.
    pub fn dossiers(&self) -> Vec<DossierNummer> {
        let mut all: Vec<DossierNummer> = match self {
            Self::Dossiers { rijen } => rijen.iter().map(|r| r.nummer).collect(),
            Self::Acties { rijen } => rijen.iter().map(|r| r.dossier).collect(),
            Self::Regels { rijen, .. } => rijen.iter().map(|r| r.dossier).collect(),
            // a destroyed dossier is none any more
            Self::Inzage { .. } | Self::Vernietigingen { .. } => Vec::new(),
        };
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// One frame of the record, as this terminal may see it. One of which it may see nothing is not sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Committed {
    /// Up to here.
    pub stand: Stand,
    /// Who, when, which request.
    pub stamp: Stamp,
    /// Its events that are for this terminal, in order; at least one.
    pub events: Vec<Event>,
}

/// How a request ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Afhandeling {
    /// It is on disk.
    Vastgelegd {
        /// The dossier.
        dossier: DossierNummer,
        /// Up to where who asked has it now: all that they follow of it was sent before this; else the frame itself.
        stand: Stand,
    },
    /// The rules do not allow it now.
    Geweigerd {
        /// Why.
        weigering: Refusal,
    },
    /// The program failed; nothing was recorded.
    Storing {
        /// What to do, and where the log is.
        melding: String,
    },
}

/// Who somebody is in one dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hier {
    /// The name as it stands in the minutes.
    pub naam: Tekst,
    /// The roles of this terminal there.
    pub rollen: Vec<Rol>,
    /// For which organisation this person speaks there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisatie: Option<Tekst>,
}

/// A terminal that follows the same dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ander {
    /// Whose.
    pub naam: Tekst,
    /// In which roles.
    pub rollen: Vec<Rol>,
}

/// From the server to a terminal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToClient {
    /// The server knows who this is.
    Welkom {
        /// Whether this store holds an exercise.
        oefening: bool,
        /// The account, as the server established it.
        gebruiker: Tekst,
        /// The name as it stands in the minutes.
        naam: Tekst,
        /// The roles that this terminal has.
        rollen: Vec<Rol>,
        /// For which organisation this person speaks, as the role table says.
        #[serde(default)]
        organisatie: Option<Tekst>,
        /// After how many minutes without a key, outside a meeting that goes on, a terminal ends; 0 for never.
        #[serde(default)]
        sluit_na_min: u32,
        /// Whether this account has a PIN: then such a terminal is locked and does not end.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pin: bool,
    },
    /// Everything before this terminal was locked was sent; nothing follows until it is brought back.
    Vergrendeld,
    /// It is brought back, and is told again what it asks for.
    Ontgrendeld {
        /// How often a wrong PIN was given for this account before this one.
        #[serde(default)]
        mislukt: u32,
        /// When for the first time.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sinds: Option<Tijdstip>,
    },
    /// It is not: the PIN is wrong, too many were, or there is none. Which of these is not said.
    NietOntgrendeld,
    /// How it is with the PIN of this account now, or of another one that was asked about; and what was refused.
    Pin {
        /// Whether there is one.
        er: bool,
        /// Why what was asked was not done.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fout: Option<Tekst>,
    },
    /// The connection ends, and why; with what to do.
    Weg {
        /// The reason.
        reden: String,
        /// Whether it makes sense to connect again.
        opnieuw: bool,
    },
    /// A kader that the followed dossier refers to, or the one that is in force for new meetings.
    Kader {
        /// The kader.
        kader: Box<GeldendKader>,
    },
    /// What follows starts at the first frame: forget what you had of this dossier.
    Opnieuw {
        /// The dossier.
        dossier: DossierNummer,
    },
    /// Frames, in order, without gaps.
    Frames {
        /// The dossier.
        dossier: DossierNummer,
        /// Up to where this terminal was told to have it before these; none before the first.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        na: Option<Stand>,
        /// The frames.
        frames: Vec<Committed>,
    },
    /// Everything up to here has been sent.
    Bij {
        /// The dossier.
        dossier: DossierNummer,
        /// Where that is; none where there is nothing yet.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stand: Option<Stand>,
        /// The kader in force for a meeting that has not started.
        kader: KaderHash,
        /// Who this terminal is in this dossier, where somebody was given access to it here; none where that is as it was
        /// welcomed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hier: Option<Hier>,
        /// By which can be told later whether the record is still what it is now.
        #[serde(default)]
        punten: Controlepunten,
    },
    /// How a request ended.
    Antwoord {
        /// The request.
        verzoek: RequestId,
        /// How.
        uitkomst: Afhandeling,
    },
    /// Who else follows this dossier.
    Aanwezig {
        /// How many shared screens show it.
        schermen: u32,
        /// How many terminals follow it, this one and the shared screens included.
        terminals: u32,
        /// The people behind the other terminals.
        anderen: Vec<Ander>,
    },
    /// What somebody else is typing; empty when they stopped.
    Concept {
        /// Whose.
        naam: Tekst,
        /// Which terminal.
        terminal: RequestId,
        /// The line so far.
        tekst: Tekst,
    },
    /// What was being typed here before the connection or the program was lost.
    UwConcept {
        /// The line.
        regel: Getypt,
        /// Whether this very terminal typed it, and not an earlier one of the same user.
        #[serde(default)]
        eigen: bool,
    },
    /// These lines of this terminal are not recorded, and the disk refuses to keep them as drafts: if the service ends they
    /// are gone. No others; none once the disk takes them.
    NietOpSchijf {
        /// The requests that they are, or will be.
        regels: Vec<RequestId>,
    },
    /// A row of the overview changed.
    Rij {
        /// The row.
        rij: Box<DossierRij>,
    },
    /// A dossier is not there any more for this user.
    RijWeg {
        /// The dossier.
        nummer: DossierNummer,
    },
    /// The answer to a question.
    Lijst {
        /// The number that the question had.
        nr: u32,
        /// The answer.
        lijst: Opgehaald,
        /// What to say where it is not the whole answer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        onvolledig: Option<Tekst>,
    },
    /// A question could not be answered now.
    GeenLijst {
        /// The number that the question had.
        nr: u32,
        /// Why, and what to do.
        melding: Tekst,
    },
    /// The shared screen's view; none while no meeting is going on.
    Wand {
        /// The view.
        wand: Option<Box<Wand>>,
    },
    /// More than one meeting could stand on this shared screen: which one, by their numbers.
    Welk {
        /// The dossiers.
        dossiers: Vec<DossierNummer>,
    },
    /// The shared screen asked for a step, and the rules refuse it.
    WandWeigering {
        /// Why.
        melding: Tekst,
    },
    /// The dossier that this terminal asked to follow, or followed, is not there for it.
    NietDaar {
        /// Which one; none where it named none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        dossier: Option<DossierNummer>,
        /// The sentence.
        tekst: Tekst,
    },
    /// Something to tell the user: the index was rebuilt, a torn tail was set aside.
    Melding {
        /// The sentence.
        tekst: Tekst,
    },
    /// A message of this terminal was not understood.
    Onbegrepen {
        /// What was wrong with it.
        wat: String,
    },
}
