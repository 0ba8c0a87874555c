//! The connection to the server: made again when it is lost, with what was asked and not yet answered sent again under
//! the same request id. Everything that happens goes into the one queue of the program.

use std::collections::{BTreeMap, VecDeque};
use std::io::BufReader;
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::connect::{ConnectFault, LinkConfig, TOO_LONG, connect, is_too_long, say};
use crate::domain::ids::{DossierNummer, RequestId};
use crate::protocol::frame::{self, ReadFault};
use crate::protocol::{Afhandeling, Getypt, Stand, ToClient, ToServer};

/// How many messages may wait to be sent.
const QUEUE_MESSAGES: usize = 256;
/// The first and the longest wait before the connection is tried again.
const BACKOFF: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(2));
/// How many questions are asked again on a new connection: who asks on and on waits for the last answer only.
const QUESTIONS_MAX: usize = 4;

/// What happens on the link.
#[derive(Clone, Debug, PartialEq)]
pub enum FromLink {
    /// A message.
    Message(Box<ToClient>),
    /// The connection is lost; it is being tried again.
    Lost,
    /// What stands in the way of having it again; it is tried all the same.
    Waits(String),
    /// It is over, and why; it makes no sense to try again.
    Over(String),
}

/// The sending end. Dropping it ends the link.
pub struct Link {
    queue: SyncSender<Item>,
}

enum Item {
    Send(ToServer),
    /// The program is done with the link.
    Close,
    /// The reader of this connection ended; with the reason where it is over for good.
    Ended(u64, Option<String>),
    /// How trying to connect ended.
    Tried(Result<UnixStream, ConnectFault>),
}

/// Why there is no connection now.
enum NotNow {
    /// It can come back; with what stands in the way, where that is known.
    Passing(Option<String>),
    /// It makes no sense to try again.
    Over(String),
    /// The program ended.
    Closed,
}

/// The dossier that is followed, and up to where the server gave it.
#[derive(Clone, Copy)]
struct Volgt {
    dossier: Option<DossierNummer>,
    sinds: Option<Stand>,
    /// Whether it began to give it since that was asked: what comes before is of an earlier time.
    begonnen: bool,
}

/// What has to be said again on a new connection.
#[derive(Default)]
struct Memory {
    volgt: Option<Volgt>,
    overzicht: bool,
    /// The line in the dossier that is followed, empty or not; none when nothing was typed in it yet.
    concept: Option<Getypt>,
    /// What waits beside it.
    terzijde: BTreeMap<RequestId, (DossierNummer, Getypt)>,
    pending: Vec<(RequestId, ToServer)>,
    /// Questions without an answer, the newest last.
    questions: VecDeque<(u32, ToServer)>,
    /// Whether this terminal is to be locked.
    op_slot: bool,
}

type Shared = Arc<Mutex<Memory>>;

impl Link {
    /// Connects in the background. `tell` takes what happens; false ends the link.
    pub fn start(config: LinkConfig, tell: impl Fn(FromLink) -> bool + Send + Sync + 'static) -> std::io::Result<Self> {
        let (queue, items) = sync_channel(QUEUE_MESSAGES);
        let runner =
            Runner { config, memory: Shared::default(), queue: queue.clone(), tell: Arc::new(tell), connection: 0 };
        thread::Builder::new().name("verbinding".to_owned()).spawn(move || runner.run(&items))?;
        Ok(Self { queue })
    }

    /// Sends a message, now or when the connection is back. False when the link is over.
    pub fn send(&self, message: ToServer) -> bool {
        self.queue.send(Item::Send(message)).is_ok()
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        // fails only when it is over already
        let _ = self.queue.send(Item::Close);
    }
}

struct Runner {
    config: LinkConfig,
    memory: Shared,
    queue: SyncSender<Item>,
    tell: Arc<dyn Fn(FromLink) -> bool + Send + Sync>,
    connection: u64,
}

impl Runner {
    fn run(mut self, items: &Receiver<Item>) {
        let mut wait = BACKOFF.0;
        loop {
            let mut why = None;
            match self.connect(items) {
                Ok(stream) => {
                    wait = BACKOFF.0;
                    match self.serve(&stream, items) {
                        Ended::Lost => {}
                        Ended::Over => return,
                    }
                }
                Err(NotNow::Over(over)) => {
                    (self.tell)(FromLink::Over(over));
                    return;
                }
                Err(NotNow::Closed) => return,
                Err(NotNow::Passing(text)) => why = text,
            }
            let told = (self.tell)(FromLink::Lost) && why.is_none_or(|why| (self.tell)(FromLink::Waits(why)));
            if !told || !self.pause(items, wait) {
                return;
            }
            wait = (wait * 2).min(BACKOFF.1);
        }
    }

    /// Waits, and remembers what is asked meanwhile. False when the program ended.
    fn pause(&self, items: &Receiver<Item>, wait: Duration) -> bool {
        let until = std::time::Instant::now() + wait;
        loop {
            match items.recv_timeout(until.saturating_duration_since(std::time::Instant::now())) {
                Ok(Item::Send(message)) => self.keep(message),
                Ok(Item::Ended(..) | Item::Tried(_)) => {}
                Err(RecvTimeoutError::Timeout) => return true,
                Ok(Item::Close) | Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
    }

    /// Keeps what is asked while there is no connection.
    fn keep(&self, message: ToServer) {
        if !self.is_too_long(&message) {
            lock(&self.memory).remember(message);
        }
    }

    /// A connection on which everything was said again.
    fn connect(&mut self, items: &Receiver<Item>) -> Result<UnixStream, NotNow> {
        let stream = self.try_to_connect(items)?.map_err(|fault| self.not_now(&fault))?;
        self.connection += 1;
        // read from the start: the answers to what is said again may be more than a socket holds
        self.spawn_reader(&stream).map_err(|_| NotNow::Passing(None))?;
        let again = lock(&self.memory).again();
        if again.iter().any(|message| say(&stream, message).is_err()) {
            let _ = stream.shutdown(Shutdown::Both);
            return Err(NotNow::Passing(None));
        }
        Ok(stream)
    }

    /// Tries to connect in a thread of its own: a service takes a while to start, and who types meanwhile is not held up.
    fn try_to_connect(&self, items: &Receiver<Item>) -> Result<Result<UnixStream, ConnectFault>, NotNow> {
        let (config, queue) = (self.config.clone(), self.queue.clone());
        let trying = thread::Builder::new().name("verbinden".to_owned()).spawn(move || {
            // when the program is gone nobody has to know
            let _ = queue.send(Item::Tried(connect(&config)));
        });
        trying.map_err(|_| NotNow::Passing(None))?;
        loop {
            match items.recv() {
                Ok(Item::Send(message)) => self.keep(message),
                Ok(Item::Ended(..)) => {}
                Ok(Item::Tried(tried)) => return Ok(tried),
                Ok(Item::Close) | Err(_) => return Err(NotNow::Closed),
            }
        }
    }

    /// Whether it makes sense to go on trying. Only a definite no ends it: a service that cannot start now may start later,
    /// and one that is just starting gives access a moment after it made its socket.
    fn not_now(&self, fault: &ConnectFault) -> NotNow {
        match fault {
            ConnectFault::Passing => NotNow::Passing(None),
            ConnectFault::NotRevived(_) | ConnectFault::Unreachable(_) | ConnectFault::Silent(_) => {
                NotNow::Passing(Some(fault.to_string()))
            }
            ConnectFault::Forbidden if self.connection > 0 => NotNow::Passing(Some(fault.to_string())),
            ConnectFault::Forbidden | ConnectFault::Stranger(..) | ConnectFault::Version(_) => {
                NotNow::Over(fault.to_string())
            }
        }
    }

    fn spawn_reader(&self, stream: &UnixStream) -> std::io::Result<()> {
        let reading = BufReader::new(stream.try_clone()?);
        let (memory, queue, tell, nr) =
            (Arc::clone(&self.memory), self.queue.clone(), Arc::clone(&self.tell), self.connection);
        thread::Builder::new().name("verbinding-in".to_owned()).spawn(move || {
            let over = listen(reading, &memory, tell.as_ref());
            // when the program is gone nobody has to know
            let _ = queue.send(Item::Ended(nr, over));
        })?;
        Ok(())
    }

    /// Whether a message is more than the server takes at once. It would cut the connection for it, again and again; who
    /// asked is told instead.
    fn is_too_long(&self, message: &ToServer) -> bool {
        let too_long = is_too_long(message);
        if let (true, ToServer::Doe { verzoek, .. }) = (too_long, message) {
            let uitkomst = Afhandeling::Storing { melding: TOO_LONG.to_owned() };
            (self.tell)(FromLink::Message(Box::new(ToClient::Antwoord { verzoek: *verzoek, uitkomst })));
        }
        too_long
    }

    /// Sends what is asked until the connection ends.
    fn serve(&self, stream: &UnixStream, items: &Receiver<Item>) -> Ended {
        for item in items {
            match item {
                Item::Send(message) => {
                    if self.is_too_long(&message) {
                        continue;
                    }
                    // remembered first: an answer must never come before the question is known
                    lock(&self.memory).remember(message.clone());
                    if say(stream, &message).is_err() {
                        let _ = stream.shutdown(Shutdown::Both);
                    }
                }
                Item::Ended(nr, over) if nr == self.connection => {
                    let _ = stream.shutdown(Shutdown::Both);
                    return match over {
                        Some(reason) => {
                            (self.tell)(FromLink::Over(reason));
                            Ended::Over
                        }
                        None => Ended::Lost,
                    };
                }
                Item::Ended(..) | Item::Tried(_) => {}
                Item::Close => break,
            }
        }
        let _ = stream.shutdown(Shutdown::Both);
        Ended::Over
    }
}

enum Ended {
    Lost,
    Over,
}

/// Hands on what comes in until nothing comes any more; gives the reason where it is over for good.
fn listen(
    mut reading: BufReader<UnixStream>,
    memory: &Shared,
    tell: &(dyn Fn(FromLink) -> bool + Send + Sync),
) -> Option<String> {
    loop {
        match frame::read::<ToClient>(&mut reading, frame::TO_CLIENT_BYTES_MAX) {
            Ok(ToClient::Weg { reden, opnieuw: false }) => return Some(reden),
            Ok(ToClient::Weg { .. }) => return None,
            Ok(message) => {
                if !lock(memory).note(&message) {
                    continue;
                }
                if !tell(FromLink::Message(Box::new(message))) {
                    return Some(String::new());
                }
            }
            // a newer server may say what this terminal does not know yet; nothing recorded is ever said that way
            Err(ReadFault::Unknown(_)) => {}
            Err(_) => return None,
        }
    }
}

fn lock(memory: &Shared) -> MutexGuard<'_, Memory> {
    memory.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Volgt {
    /// Keeps how far the server is with it: as the replica does, which takes the same messages in the same order.
    fn note(&mut self, message: &ToClient) {
        let (dossier, sinds) = match message {
            ToClient::Opnieuw { dossier } => (dossier, None),
            ToClient::Frames { dossier, frames, .. } => (dossier, frames.last().map(|f| f.stand).or(self.sinds)),
            ToClient::Bij { dossier, stand, .. } => (dossier, *stand),
            // of who has nothing yet it says nothing
            ToClient::Antwoord { uitkomst: Afhandeling::Vastgelegd { dossier, stand }, .. } => {
                (dossier, self.sinds.map(|_| *stand))
            }
            ToClient::Wand { wand: Some(wand) } => return self.dossier = Some(wand.nummer),
            ToClient::Welkom { .. }
            | ToClient::Vergrendeld
            | ToClient::Ontgrendeld { .. }
            | ToClient::NietOntgrendeld
            | ToClient::Pin { .. }
            | ToClient::Weg { .. }
            | ToClient::Kader { .. }
            | ToClient::Antwoord { .. }
            | ToClient::Aanwezig { .. }
            | ToClient::Concept { .. }
            | ToClient::UwConcept { .. }
            | ToClient::NietOpSchijf { .. }
            | ToClient::Rij { .. }
            | ToClient::RijWeg { .. }
            | ToClient::Lijst { .. }
            | ToClient::GeenLijst { .. }
            | ToClient::Wand { wand: None }
            | ToClient::Welk { .. }
            | ToClient::WandWeigering { .. }
            | ToClient::NietDaar { .. }
            | ToClient::Melding { .. }
            | ToClient::Onbegrepen { .. } => return,
        };
        if self.dossier == Some(*dossier) {
            self.begonnen |= matches!(message, ToClient::Opnieuw { .. });
            self.sinds = sinds.filter(|_| self.begonnen);
        }
    }
}

impl Memory {
    /// Keeps of a message what a new connection has to be told.
    fn remember(&mut self, message: ToServer) {
        match message {
            ToServer::Volg { dossier, sinds } => {
                if self.volgt.is_some_and(|v| v.dossier != dossier) {
                    // what was typed belongs to the dossier that is left
                    self.concept = None;
                    self.terzijde.retain(|_, (of, _)| Some(*of) == dossier);
                }
                self.volgt = Some(Volgt { dossier, sinds, begonnen: sinds.is_some() });
            }
            ToServer::VolgOverzicht => self.overzicht = true,
            ToServer::Concept(regel) => self.concept = Some(regel),
            ToServer::Terzijde { dossier, erbij, weg } => {
                self.terzijde.retain(|verzoek, _| !weg.contains(verzoek));
                self.terzijde.extend(erbij.into_iter().filter_map(|r| Some((r.verzoek?, (dossier, r)))));
            }
            ToServer::Doe { verzoek, .. } => {
                if !self.pending.iter().any(|(id, _)| *id == verzoek) {
                    self.pending.push((verzoek, message));
                }
            }
            ToServer::Vraag { nr, .. } => {
                self.questions.retain(|(other, _)| *other != nr);
                self.questions.push_back((nr, message));
                if self.questions.len() > QUESTIONS_MAX {
                    self.questions.pop_front();
                }
            }
            ToServer::Vergrendel => self.op_slot = true,
            // a PIN is said once and kept nowhere
            ToServer::Hallo { .. } | ToServer::Ontgrendel { .. } | ToServer::ZetPin { .. } | ToServer::WisPin { .. } => {}
        }
    }

    /// Keeps of an answer what changes that. False for what this terminal knows better: what is being typed at it.
    fn note(&mut self, message: &ToClient) -> bool {
        if matches!(message, ToClient::UwConcept { eigen: true, .. }) {
            return self.concept.is_none();
        }
        if matches!(message, ToClient::Vergrendeld) {
            // the server has all that was said before it: nothing of it stays here
            *self = Self { op_slot: true, ..Self::default() };
        }
        if matches!(message, ToClient::Ontgrendeld { .. }) {
            self.op_slot = false;
        }
        if let ToClient::Antwoord { verzoek, .. } = message {
            self.pending.retain(|(id, _)| id != verzoek);
        }
        if let ToClient::Lijst { nr, .. } | ToClient::GeenLijst { nr, .. } = message {
            self.questions.retain(|(other, _)| other != nr);
        }
        if let ToClient::NietDaar { dossier: Some(nummer), .. } = message {
            self.volgt = self.volgt.filter(|v| v.dossier != Some(*nummer));
        }
        if let Some(volgt) = &mut self.volgt {
            volgt.note(message);
        }
        true
    }

    /// What to say on a new connection, in order.
    fn again(&self) -> Vec<ToServer> {
        let volg = self.volgt.map(|v| ToServer::Volg { dossier: v.dossier, sinds: v.sinds });
        let overzicht = self.overzicht.then_some(ToServer::VolgOverzicht);
        let concept = self.concept.clone().map(ToServer::Concept);
        let beside = self.terzijde.values().map(|(dossier, regel)| ToServer::Terzijde {
            dossier: *dossier,
            erbij: vec![regel.clone()],
            weg: Vec::new(),
        });
        let pending = self.pending.iter().map(|(_, m)| m.clone());
        let questions = self.questions.iter().map(|(_, m)| m.clone());
        // what was entered before what is typed since: until it is recorded its draft is all that there is of it
        let all = overzicht.into_iter().chain(volg).chain(pending).chain(beside).chain(concept).chain(questions);
        // a terminal that is locked is so before anything else of it is heard on a new connection, but what it had to say
        all.chain(self.op_slot.then_some(ToServer::Vergrendel)).collect()
    }
}
