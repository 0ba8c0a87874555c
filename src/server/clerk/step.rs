//! What reaches the clerk, and what it gives back to be done. Both are values, so that a whole service can be played in
//! one thread.

use super::read::{ReadOff, ToRead};
use crate::domain::dossier::{Noodzoek, Toegang};
use crate::domain::event::Event;
use crate::domain::ids::{DossierNummer, RequestId};
use crate::domain::inzage::Inzageregel;
use crate::domain::kader::GeldendKader;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::journal::{Envelope, Fault, Head, JournalId, Opened, OrganisatieEvent, Reading};
use crate::projection::rij::Rijen;
use crate::protocol::{Raadpleging, ToServer};
use crate::server::access::{Access, Account, Asked, Ziet};
use crate::server::draft::{Draft, DraftKey, Outcomes};
use crate::server::outbox::{Encoded, PeerId, Volume};
use crate::server::pins::{Pins, Pintaak, Pinuitslag};
use crate::server::table::TableFault;
use chrono::TimeDelta;
use std::sync::Arc;

/// What reaches the clerk: from a connection, from the read model, from outside, or how a task went.
#[derive(Debug)]
pub enum Input {
    /// A journal was read, see [`Task::Read`].
    Read(Box<ReadOff>),
    /// Somebody connected and said hello.
    Hello {
        /// The connection.
        peer: PeerId,
        /// The account at the other end.
        account: Account,
        /// What it asks to be.
        asked: Asked,
        /// Names the terminal across connections.
        terminal: RequestId,
    },
    /// A message, and how many bytes it came in.
    Message(PeerId, ToServer, usize),
    /// A frame that is no message: what is wrong with it, for who sent it.
    Garbled(PeerId, String),
    /// What was sent to a terminal is on its way: how many messages, of how many bytes.
    Written(PeerId, Volume),
    /// The read model answered this question.
    Answered(Box<Question>, Answered),
    /// What had to be known before access in need, see [`Task::AskInNeed`].
    InNeed(Box<Noodvraag>, Noodantwoord),
    /// Who was given access to a dossier, as its journal says up to this record.
    Access(DossierNummer, u64, Vec<Toegang>),
    /// What came of a [`Task::Pin`].
    Pin(Box<Pinuitslag>),
    /// How a [`Task::KeepPins`] went, in their order; if not, in words for the user.
    PinsKept(Result<(), String>),
    /// Time passed: see [`Clerk::wakes`](super::Clerk::wakes).
    Tick,
    /// A connection is over.
    Gone(PeerId),
    /// What became of drafts that the disk refused, or refuses.
    DraftsKept(Outcomes),
    /// Something that every terminal has to be told.
    Notice(Tekst),
    /// How it is with the read model: for those for whom there is something in it.
    ReadModel(Tekst),
    /// The machine's clock was set, by so much against one that cannot be; the time of this step is the new one.
    ClockJumped(TimeDelta),
    /// The role table was changed: the new one, or why it cannot be used.
    Table(Box<Result<Access, TableFault>>),
    /// Something that who sees to the role table has to be told, once.
    Rollentabel(Tekst),
    /// The server is about to end.
    End,
    /// How [`Task::Open`] went.
    Opened(Box<Result<Opened, Fault>>),
    /// How [`Task::Append`] went; the envelope comes back.
    Appended(Box<Envelope<Event>>, Result<Head, Fault>),
    /// How [`Task::Mark`] went.
    Marked(Result<Head, Fault>),
    /// How [`Task::KeepKader`] went; if not, in words for the user.
    KaderKept(Result<(), String>),
    /// The trace takes nothing any more, and why; or takes it again, with what waited.
    Traced(Result<(), String>),
}

impl Input {
    /// From which connection it comes, of which what comes is taken in order.
    pub(super) fn from(&self) -> Option<PeerId> {
        match self {
            Self::Message(id, ..) | Self::Garbled(id, _) | Self::Gone(id) => Some(*id),
            Self::InNeed(question, _) => Some(question.peer),
            Self::Read(_)
            | Self::Hello { .. }
            | Self::Written(..)
            | Self::Answered(..)
            | Self::Access(..)
            | Self::Tick
            | Self::DraftsKept(_)
            | Self::Notice(_)
            | Self::ReadModel(_)
            | Self::ClockJumped(_)
            | Self::Table(_)
            | Self::Rollentabel(_)
            | Self::End
            | Self::Opened(_)
            | Self::Appended(..)
            | Self::Marked(_)
            | Self::KaderKept(_)
            | Self::Pin(_)
            | Self::PinsKept(_)
            | Self::Traced(_) => None,
        }
    }
}

/// What has to be done.
#[derive(Debug)]
pub enum Task {
    /// Put this in line for a terminal. It is never refused: the clerk knows how much waits.
    Send(PeerId, Encoded),
    /// Cut a connection at once; that it is gone comes back as [`Input::Gone`].
    Cut(PeerId),
    /// Nothing more is sent to this connection: it ends when what is in line is written.
    End(PeerId),
    /// Have a draft on disk soon, in the place of the one of the same name. Where the disk refuses, it is tried again and
    /// comes back as [`Input::DraftsKept`].
    Keep(Draft),
    /// Have a draft on disk before the next task, or tell likewise that it is not: what is recorded is safe without it,
    /// and what is not recorded the terminal still has.
    KeepNow(Draft),
    /// Let go of a draft, soon.
    Forget(DraftKey),
    /// Remember, also when the service is started again, that a dossier was this far when that was acknowledged.
    Remember(DossierNummer, Head),
    /// Give the read model these rows.
    Index(Box<Rijen>),
    /// Ask the read model something, after every row before it; it answers with [`Input::Answered`].
    Ask(Question),
    /// Find out what has to be known before somebody takes access in need; it comes back as [`Input::InNeed`].
    AskInNeed(Box<Noodvraag>),
    /// Read a journal, beside all else; it comes back as [`Input::Read`].
    Read(ToRead),
    /// Make a journal ready for appending; it is read for that where it was not before. [`Input::Opened`] says how that went.
    Open(JournalId, Option<Box<Reading>>),
    /// Append a frame, durably; [`Input::Appended`] says how that went.
    Append(Box<Envelope<Event>>),
    /// Append to the organisation's journal, durably; [`Input::Marked`] says how that went.
    Mark(Envelope<OrganisatieEvent>),
    /// Keep the kader in force, durably: a meeting opens with it. [`Input::KaderKept`] says how that went.
    KeepKader(Arc<GeldendKader>),
    /// Have this reading in the trace before the next action, on its way to the disk. Where that fails or goes well again,
    /// [`Input::Traced`] says so, once.
    Trace(Box<Inzageregel>),
    /// Find out whether a PIN is right, or make the hash of a new one; it comes back as [`Input::Pin`].
    Pin(Box<Pintaak>),
    /// Have these PINs on disk before the next task; [`Input::PinsKept`] says how that went.
    KeepPins(Pins),
    /// A named point has been reached, at which a test can stop the server for good.
    Point(&'static str),
}

impl Task {
    /// Whether the next input is how it went. It is the last task of its step.
    pub fn has_outcome(&self) -> bool {
        match self {
            Self::Open(..) | Self::Append(_) | Self::Mark(_) | Self::KeepKader(_) => true,
            Self::Send(..)
            | Self::Cut(_)
            | Self::End(_)
            | Self::Keep(_)
            | Self::KeepNow(_)
            | Self::Forget(_)
            | Self::Remember(..)
            | Self::Index(_)
            | Self::Ask(_)
            | Self::AskInNeed(_)
            | Self::Read(_)
            | Self::Trace(_)
            | Self::Pin(_)
            | Self::KeepPins(_)
            | Self::Point(_) => false,
        }
    }
}

/// The answer to a question.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The message.
    pub bytes: Encoded,
    /// The dossiers of which something is in it; none where there is no answer, and nothing was given.
    pub dossiers: Option<Vec<DossierNummer>>,
}

/// A question, and who may see what of the answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Who asks.
    pub peer: PeerId,
    /// The number that comes back with the answer.
    pub nr: u32,
    /// The question.
    pub vraag: Raadpleging,
    /// What there is for who asks.
    pub ziet: Ziet,
}

/// Somebody asks for access in need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noodvraag {
    /// Who asks.
    pub peer: PeerId,
    /// The request.
    pub verzoek: RequestId,
    /// The account, of which is counted how often it asked.
    pub gebruiker: Tekst,
    /// Since when that is counted.
    pub sinds: Tijdstip,
    /// What is looked for.
    pub waar: Noodzoek,
    /// Why.
    pub reden: Tekst,
}

/// What is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noodantwoord {
    /// When that account asked, as the trace says.
    pub eerder: Vec<Tijdstip>,
    /// The dossiers with this number or name, whether they are there or not; none where it cannot be looked up now.
    pub gevonden: Option<Vec<DossierNummer>>,
}
