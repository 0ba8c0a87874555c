//! A connection for one question or a few: ask, wait, leave. For the verbs; it is not made again when it is lost.

use std::io::BufReader;
use std::os::unix::net::UnixStream;
use std::sync::mpsc::sync_channel;
use std::time::{Duration, Instant};

use super::Replica;
use super::connect::{ConnectFault, LinkConfig, TOO_LONG, connect, is_too_long, say};
use crate::domain::command::Command;
use crate::domain::ids::{DossierNummer, RequestId};
use crate::domain::tekst::Tekst;
use crate::protocol::Basis;
use crate::protocol::frame::{self, TO_CLIENT_BYTES_MAX};
use crate::protocol::{Afhandeling, Opgehaald, Raadpleging, ToClient, ToServer};

/// How long a service may take to start or to end before a verb gives up, and how long it waits in between.
const START_MAX: Duration = Duration::from_secs(20);
/// How long a service that cannot be reached may take to end.
const END_MAX: Duration = Duration::from_secs(5);
const START_WAIT: (Duration, Duration) = (Duration::from_millis(10), Duration::from_millis(500));

/// A connection on which the server said welcome.
pub struct Session {
    stream: UnixStream,
    reading: BufReader<UnixStream>,
    /// Whether the store holds an exercise.
    pub oefening: bool,
    questions: u32,
    /// What to say of the last answer where it was not the whole one.
    pub onvolledig: Option<Tekst>,
}

/// Why a question has no answer. Each is a sentence for the user.
#[derive(Debug, thiserror::Error)]
pub enum SessionFault {
    /// There is no connection.
    #[error(transparent)]
    Connect(#[from] ConnectFault),
    /// The server sent this terminal away.
    #[error("{0}")]
    SentAway(String),
    /// The server stops or has no place now; that can change.
    #[error("{0}")]
    NotNow(String),
    /// The connection was lost.
    #[error("de verbinding met de dienst viel weg; probeer het opnieuw")]
    Lost,
    /// The server has no answer now.
    #[error("{0}")]
    NoAnswer(String),
    /// It is more than the server takes at once.
    #[error("{TOO_LONG}")]
    TooLong,
    /// The dossier is not there for this user.
    #[error("{0}")]
    NotThere(String),
}

impl SessionFault {
    /// How long it is worth waiting until it is otherwise; none where it stays so.
    fn passes(&self) -> Option<Duration> {
        match self {
            Self::Connect(ConnectFault::Passing) | Self::NotNow(_) | Self::Lost => Some(START_MAX),
            Self::Connect(ConnectFault::Unreachable(_)) => Some(END_MAX),
            Self::Connect(_) | Self::SentAway(_) | Self::NoAnswer(_) | Self::TooLong | Self::NotThere(_) => None,
        }
    }
}

/// Waits: nothing tells when another process listens.
fn pause(wait: Duration) {
    let (_never, nothing) = sync_channel::<()>(0);
    let _ = nothing.recv_timeout(wait);
}

impl Session {
    /// Connects and waits for the welcome. Where this user may start the service it also waits for one that is just
    /// starting or ending: of verbs that begin at the same moment one starts it, and the others come along.
    pub fn open(config: &LinkConfig) -> Result<Self, SessionFault> {
        let begun = Instant::now();
        let mut wait = START_WAIT.0;
        loop {
            match Self::try_open(config) {
                Err(fault) if config.revive.is_some() && fault.passes().is_some_and(|max| begun.elapsed() < max) => {
                    pause(wait);
                }
                other => return other,
            }
            wait = (wait * 2).min(START_WAIT.1);
        }
    }

    fn try_open(config: &LinkConfig) -> Result<Self, SessionFault> {
        let stream = connect(config)?;
        let reading = BufReader::new(stream.try_clone().map_err(|_| SessionFault::Lost)?);
        let mut session = Self { stream, reading, oefening: false, questions: 0, onvolledig: None };
        match session.next()? {
            ToClient::Welkom { oefening, .. } => {
                session.oefening = oefening;
                Ok(session)
            }
            _ => Err(SessionFault::Lost),
        }
    }

    /// Asks a question and waits for its answer.
    pub fn ask(&mut self, vraag: Raadpleging) -> Result<Opgehaald, SessionFault> {
        self.questions += 1;
        self.say(&ToServer::Vraag { nr: self.questions, vraag })?;
        loop {
            match self.next()? {
                ToClient::Lijst { nr, lijst, onvolledig } if nr == self.questions => {
                    self.onvolledig = onvolledig;
                    return Ok(lijst);
                }
                ToClient::GeenLijst { nr, melding } if nr == self.questions => {
                    return Err(SessionFault::NoAnswer(melding.to_string()));
                }
                // what this user may not ask at all
                ToClient::NietDaar { dossier: None, tekst } => return Err(SessionFault::NotThere(tekst.to_string())),
                _ => {}
            }
        }
    }

    /// Everything of a dossier that this user may see.
    pub fn dossier(&mut self, nummer: DossierNummer) -> Result<Replica, SessionFault> {
        self.say(&ToServer::Volg { dossier: Some(nummer), sinds: None })?;
        let mut replica = Replica::new(nummer);
        loop {
            match self.next()? {
                ToClient::Kader { kader } => replica.keep(*kader),
                ToClient::Opnieuw { dossier } if dossier == nummer => replica.again(),
                ToClient::Frames { dossier, na, frames } if dossier == nummer => {
                    replica.apply(na, &frames).map_err(|_| SessionFault::Lost)?;
                }
                ToClient::Bij { dossier, stand, kader, punten, .. } if dossier == nummer => {
                    replica.caught_up(stand, kader);
                    replica.punten = punten;
                    return Ok(replica);
                }
                ToClient::NietDaar { tekst, .. } => return Err(SessionFault::NotThere(tekst.to_string())),
                _ => {}
            }
        }
    }

    /// Asks for these commands to be carried out as one frame, and waits for how that ended.
    pub fn carry_out(
        &mut self,
        verzoek: RequestId,
        dossier: Option<DossierNummer>,
        basis: Option<Basis>,
        opdrachten: Vec<Command>,
    ) -> Result<Afhandeling, SessionFault> {
        let message = ToServer::Doe { verzoek, dossier, basis, opdrachten, regels: Vec::new() };
        if is_too_long(&message) {
            return Err(SessionFault::TooLong);
        }
        self.say(&message)?;
        loop {
            match self.next()? {
                ToClient::Antwoord { verzoek: own, uitkomst } if own == verzoek => return Ok(uitkomst),
                _ => {}
            }
        }
    }

    /// Takes away the PIN of an account that forgot it; gives why not, where it was not done.
    pub fn wis_pin(&mut self, gebruiker: Tekst) -> Result<Option<Tekst>, SessionFault> {
        self.say(&ToServer::WisPin { gebruiker })?;
        loop {
            if let ToClient::Pin { fout, .. } = self.next()? {
                return Ok(fout);
            }
        }
    }

    fn say(&self, message: &ToServer) -> Result<(), SessionFault> {
        say(&self.stream, message).map_err(|_| SessionFault::Lost)
    }

    fn next(&mut self) -> Result<ToClient, SessionFault> {
        match frame::read::<ToClient>(&mut self.reading, TO_CLIENT_BYTES_MAX) {
            Ok(ToClient::Weg { reden, opnieuw: true }) => Err(SessionFault::NotNow(reden)),
            Ok(ToClient::Weg { reden, opnieuw: false }) => Err(SessionFault::SentAway(reden)),
            Ok(message) => Ok(message),
            Err(_) => Err(SessionFault::Lost),
        }
    }
}
