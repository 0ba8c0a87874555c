//! A terminal without a screen: what it was sent, and what follows from that. On a link, as the program does it, or on a
//! bare socket of which every received byte is kept.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Instant;

use crisistafel::client::{FromLink, Link, LinkConfig, Replica};
use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::Dossier;
use crisistafel::domain::ids::{DossierNummer, RequestId};
use crisistafel::domain::refusal::Refusal;
use crisistafel::domain::tekst::Tekst;
use crisistafel::projection::rij::DossierRij;
use crisistafel::projection::wand::Wand;
use crisistafel::protocol::frame::{self, PREAMBLE};
use crisistafel::protocol::{Afhandeling, Ander, Committed, Getypt, Opgehaald, Raadpleging, Stand, ToClient, ToServer};

use super::{PATIENCE, holds, log};

enum Sending {
    Link(Link),
    Socket(UnixStream),
}

/// A terminal.
pub(super) struct Desk {
    sending: Sending,
    inbox: Receiver<FromLink>,
    tap: Arc<Mutex<Vec<u8>>>,
    pub(super) terminal: RequestId,
    requests: u32,
    /// Everything that came, in order.
    pub(super) came: Vec<FromLink>,
    pub(super) replica: Option<Replica>,
    /// How often the replica was begun anew.
    pub(super) anew: usize,
    pub(super) overview: BTreeMap<DossierNummer, DossierRij>,
    /// What others type.
    pub(super) drafts: BTreeMap<RequestId, (String, String)>,
    /// The last that was said of who is there: shared screens, terminals, the people.
    pub(super) present: (u32, u32, Vec<Ander>),
}

impl Desk {
    /// A terminal on a link, once it was welcomed or sent away.
    pub(super) fn link(config: LinkConfig) -> Self {
        let terminal = config.terminal;
        let (tell, inbox) = sync_channel(4096);
        let link = Link::start(config, move |what| tell.send(what).is_ok()).unwrap();
        let mut desk = Self::new(Sending::Link(link), inbox, Arc::default(), terminal);
        desk.until("a welcome", |d| d.welcomed() || d.over().is_some());
        desk
    }

    /// A terminal on a bare socket, once it was welcomed or sent away.
    pub(super) fn socket(config: &LinkConfig) -> Self {
        let mut desk = Self::mute(config);
        let (soort, terminal, als, namens) = (config.soort, config.terminal, config.als, config.namens.clone());
        let vanaf = config.vanaf;
        desk.raw(&PREAMBLE);
        desk.say(&ToServer::Hallo { soort, terminal, als, namens, vanaf });
        desk.until("a welcome", |d| d.welcomed() || d.over().is_some());
        desk
    }

    /// A bare socket on which nothing was said yet.
    pub(super) fn mute(config: &LinkConfig) -> Self {
        let stream = UnixStream::connect(&config.socket).unwrap();
        let (tell, inbox) = sync_channel(65_536);
        let tap = Arc::new(Mutex::new(Vec::new()));
        let (reading, kept) = (stream.try_clone().unwrap(), Arc::clone(&tap));
        thread::spawn(move || read(reading, &kept, &tell));
        Self::new(Sending::Socket(stream), inbox, tap, config.terminal)
    }

    fn new(sending: Sending, inbox: Receiver<FromLink>, tap: Arc<Mutex<Vec<u8>>>, terminal: RequestId) -> Self {
        Self {
            sending,
            inbox,
            tap,
            terminal,
            requests: 0,
            came: Vec::new(),
            replica: None,
            anew: 0,
            overview: BTreeMap::new(),
            drafts: BTreeMap::new(),
            present: (0, 0, Vec::new()),
        }
    }

    /// Sends a message.
    pub(super) fn say(&mut self, message: &ToServer) {
        match &self.sending {
            Sending::Link(link) => assert!(link.send(message.clone()), "the link is over"),
            Sending::Socket(_) => self.raw(&frame::encode(message).unwrap()),
        }
    }

    /// Sends bytes; that nobody takes them any more is found out by reading.
    pub(super) fn raw(&mut self, bytes: &[u8]) {
        let Sending::Socket(stream) = &mut self.sending else { panic!("bytes go on a bare socket") };
        let _ = stream.write_all(bytes);
    }

    /// Cuts the connection as a killed program does.
    pub(super) fn kill(self) {
        drop(self);
    }

    /// Takes what comes until `fact` holds.
    pub(super) fn until(&mut self, what: &str, fact: impl Fn(&Self) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !fact(self) {
            let Ok(from) = self.inbox.recv_timeout(end.saturating_duration_since(Instant::now())) else {
                panic!("waited in vain for {what}; came: {:#?}\n{}", self.last(), log::tail())
            };
            self.take(from);
        }
    }

    /// The last that came, as much as can be read.
    fn last(&self) -> Vec<String> {
        let last = self.came.iter().rev().take(12).rev();
        last.map(|from| format!("{from:?}").chars().take(400).collect()).collect()
    }

    /// Whether the server had nothing for this terminal since it was last heard: the answer to a question comes at once.
    pub(super) fn hears_nothing(&mut self) -> bool {
        let before = self.came.len();
        self.settle();
        self.came.len() == before + 1
    }

    /// Asks again and again until the server has done what it does by itself and tells nobody.
    pub(super) fn asks_until(&mut self, what: &str, fact: impl Fn() -> bool) {
        let end = Instant::now() + PATIENCE;
        while !fact() {
            assert!(Instant::now() < end, "asked in vain until {what}\n{}", log::tail());
            self.settle();
        }
    }

    fn take(&mut self, from: FromLink) {
        if let FromLink::Message(message) = &from {
            self.hear(message);
        }
        self.came.push(from);
    }

    fn hear(&mut self, message: &ToClient) {
        match message {
            ToClient::Opnieuw { dossier } => {
                self.anew += 1;
                self.replica.insert(Replica::new(*dossier)).again();
            }
            ToClient::Frames { dossier, na, frames } => self.frames(*dossier, *na, frames),
            ToClient::Bij { dossier, stand, kader, .. } => {
                self.replica.get_or_insert_with(|| Replica::new(*dossier)).caught_up(*stand, kader.clone());
            }
            ToClient::Antwoord { uitkomst: Afhandeling::Vastgelegd { dossier, stand }, .. } => {
                if let Some(replica) = self.replica.as_mut().filter(|r| r.dossier.nummer == *dossier) {
                    replica.is_at(*stand);
                }
            }
            ToClient::Rij { rij } => drop(self.overview.insert(rij.nummer, (**rij).clone())),
            ToClient::Concept { naam, terminal, tekst } if tekst.is_empty() => {
                let _ = naam;
                self.drafts.remove(terminal);
            }
            ToClient::Concept { naam, terminal, tekst } => {
                self.drafts.insert(*terminal, (naam.to_string(), tekst.to_string()));
            }
            ToClient::Aanwezig { schermen, terminals, anderen } => {
                self.present = (*schermen, *terminals, anderen.clone());
            }
            _ => {}
        }
    }

    fn frames(&mut self, nummer: DossierNummer, na: Option<Stand>, frames: &[Committed]) {
        let Some(replica) = self.replica.as_mut().filter(|r| r.dossier.nummer == nummer) else { return };
        if replica.apply(na, frames).is_err() {
            replica.forget();
            self.say(&ToServer::Volg { dossier: Some(nummer), sinds: None });
        }
    }

    /// Every message that came, in order.
    pub(super) fn messages(&self) -> impl DoubleEndedIterator<Item = &ToClient> {
        self.came.iter().filter_map(|f| if let FromLink::Message(m) = f { Some(&**m) } else { None })
    }

    /// Whether the server knows who this is.
    pub(super) fn welcomed(&self) -> bool {
        self.messages().any(|m| matches!(m, ToClient::Welkom { .. }))
    }

    /// Why the connection is over for good.
    pub(super) fn over(&self) -> Option<String> {
        self.came.iter().find_map(|from| match from {
            FromLink::Over(why) => Some(why.clone()),
            FromLink::Message(m) => match &**m {
                ToClient::Weg { reden, .. } => Some(reden.clone()),
                _ => None,
            },
            FromLink::Lost | FromLink::Waits(_) => None,
        })
    }

    /// How often the connection was lost, or was not had again.
    pub(super) fn lost(&self) -> usize {
        self.came.iter().filter(|from| **from == FromLink::Lost).count()
    }

    /// What stands in the way of the connection, each time that it was tried.
    pub(super) fn waits(&self) -> Vec<&str> {
        self.came
            .iter()
            .filter_map(|from| if let FromLink::Waits(why) = from { Some(why.as_str()) } else { None })
            .collect()
    }

    /// The meetings of which one has to be chosen, as the wall was asked last.
    pub(super) fn which(&self) -> Option<&[DossierNummer]> {
        self.messages()
            .rev()
            .find_map(|m| if let ToClient::Welk { dossiers } = m { Some(dossiers.as_slice()) } else { None })
    }

    /// Whether a bare socket was closed by the other side.
    pub(super) fn is_cut(&self) -> bool {
        self.came.contains(&FromLink::Lost)
    }

    /// What the server told to the user in words.
    pub(super) fn told(&self) -> Vec<String> {
        let told = self.messages().filter_map(|m| match m {
            ToClient::Melding { tekst } | ToClient::NietDaar { tekst, .. } => Some(tekst.to_string()),
            ToClient::WandWeigering { melding } => Some(melding.to_string()),
            ToClient::Onbegrepen { wat } => Some(wat.clone()),
            _ => None,
        });
        told.collect()
    }

    /// Follows a dossier from its beginning, until all that there is has come.
    pub(super) fn follow(&mut self, nummer: DossierNummer) {
        let before = self.caught_up(nummer);
        self.say(&ToServer::Volg { dossier: Some(nummer), sinds: None });
        self.until("all of the dossier", |d| d.caught_up(nummer) > before);
        self.settle();
    }

    fn caught_up(&self, nummer: DossierNummer) -> usize {
        self.messages().filter(|m| matches!(m, ToClient::Bij { dossier, .. } if *dossier == nummer)).count()
    }

    /// The dossier as this terminal holds it.
    pub(super) fn dossier(&self) -> &Dossier {
        &self.replica.as_ref().expect("a dossier is followed").dossier
    }

    /// How far this terminal is in the dossier.
    pub(super) fn stand(&self) -> Option<Stand> {
        self.replica.as_ref().and_then(|r| r.stand)
    }

    /// Whether a line that stands says this.
    pub(super) fn reads(&self, tekst: &str) -> bool {
        let lines = self.replica.iter().flat_map(|r| r.dossier.regels.values());
        lines.filter(|r| r.ingetrokken.is_none()).any(|r| r.inhoud.tekst.as_str() == tekst)
    }

    /// The shared screen's views, in the order in which they came.
    pub(super) fn views(&self) -> Vec<Option<&Wand>> {
        self.messages().filter_map(|m| if let ToClient::Wand { wand } = m { Some(wand.as_deref()) } else { None }).collect()
    }

    /// What was given back of what was being typed.
    pub(super) fn given_back(&self) -> Vec<String> {
        let given = self.messages().filter_map(|m| match m {
            ToClient::UwConcept { regel, .. } => Some(regel.tekst.to_string()),
            _ => None,
        });
        given.collect()
    }

    /// Types this line.
    pub(super) fn types(&mut self, tekst: &str) {
        self.say(&ToServer::Concept(Getypt::nieuw(Tekst::new(tekst).unwrap())));
    }

    /// Asks for commands under a new request id, and does not wait.
    pub(super) fn ask_for(&mut self, dossier: impl Into<Option<DossierNummer>>, wat: Vec<Command>) -> RequestId {
        self.requests += 1;
        // far from those of a program that shares the link
        let verzoek = RequestId(self.terminal.0 + (1 << 48) + u128::from(self.requests));
        self.say(&ToServer::Doe { verzoek, dossier: dossier.into(), basis: None, opdrachten: wat, regels: Vec::new() });
        verzoek
    }

    /// How a request ended.
    pub(super) fn answer(&mut self, verzoek: RequestId) -> Afhandeling {
        self.until("an answer", |d| d.answered(verzoek).is_some());
        self.answered(verzoek).unwrap()
    }

    /// How a request ended, if it did.
    pub(super) fn answered(&self, verzoek: RequestId) -> Option<Afhandeling> {
        self.messages().rev().find_map(|m| match m {
            ToClient::Antwoord { verzoek: own, uitkomst } if *own == verzoek => Some(uitkomst.clone()),
            _ => None,
        })
    }

    /// Asks for commands and waits for how that ended.
    pub(super) fn try_to(&mut self, dossier: impl Into<Option<DossierNummer>>, wat: Vec<Command>) -> Afhandeling {
        let verzoek = self.ask_for(dossier, wat);
        self.answer(verzoek)
    }

    /// Asks for commands, which are recorded; gives the dossier and up to where it is.
    pub(super) fn records(
        &mut self,
        dossier: impl Into<Option<DossierNummer>>,
        wat: Vec<Command>,
    ) -> (DossierNummer, Stand) {
        match self.try_to(dossier, wat) {
            Afhandeling::Vastgelegd { dossier, stand } => (dossier, stand),
            other => panic!("not recorded: {other:?}"),
        }
    }

    /// Asks for commands, which are refused.
    pub(super) fn refused(&mut self, dossier: impl Into<Option<DossierNummer>>, wat: Vec<Command>) -> Refusal {
        match self.try_to(dossier, wat) {
            Afhandeling::Geweigerd { weigering } => weigering,
            other => panic!("not refused: {other:?}"),
        }
    }

    /// Asks a question and waits for its answer.
    pub(super) fn asks(&mut self, vraag: Raadpleging) -> Opgehaald {
        self.requests += 1;
        let nr = self.requests;
        self.say(&ToServer::Vraag { nr, vraag });
        let found = |d: &Self| {
            let mut lists = d.messages();
            lists.find_map(
                |m| if let ToClient::Lijst { nr: n, lijst } = m { (*n == nr).then(|| lijst.clone()) } else { None },
            )
        };
        self.until("a list", |d| found(d).is_some());
        found(self).unwrap()
    }

    /// Waits until everything that the server had for this terminal has come: it answers in order, and it has to answer
    /// this.
    pub(super) fn settle(&mut self) {
        if let Sending::Link(_) = &self.sending {
            self.refused(None, Vec::new());
            return;
        }
        self.requests += 1;
        let (wat, before) = (format!("onbekend_{}", self.requests), self.told().len());
        let nonsense = serde_json::json!({ wat: {} });
        self.raw(&frame::encode(&nonsense).unwrap());
        self.until("that nonsense is not understood", |d| d.told().iter().skip(before).any(|t| t.contains("onbekend_")));
    }

    /// Whether this text is anywhere in the bytes that a bare socket received.
    pub(super) fn received(&self, text: &str) -> bool {
        assert!(matches!(self.sending, Sending::Socket(_)), "only a bare socket keeps its bytes");
        holds(&self.tap.lock().unwrap(), text)
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        if let Sending::Socket(stream) = &self.sending {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

/// Lets these terminals follow a dossier, until each has all of it and knows who else is there.
pub(super) fn gather(nummer: DossierNummer, desks: &mut [&mut Desk]) {
    for desk in desks.iter_mut() {
        desk.follow(nummer);
    }
    settle(desks);
}

/// Waits until everything that the server had for these terminals has come.
pub(super) fn settle(desks: &mut [&mut Desk]) {
    for desk in desks {
        desk.settle();
    }
}

/// Keeps every byte, and hands on every message in them.
fn read(mut stream: UnixStream, tap: &Mutex<Vec<u8>>, tell: &SyncSender<FromLink>) {
    let (mut waiting, mut chunk, mut greeted) = (Vec::new(), vec![0; 65_536], false);
    while let Ok(n @ 1..) = stream.read(&mut chunk) {
        tap.lock().unwrap().extend_from_slice(&chunk[..n]);
        waiting.extend_from_slice(&chunk[..n]);
        if !greeted && waiting.len() >= PREAMBLE.len() {
            waiting.drain(..PREAMBLE.len());
            greeted = true;
        }
        while let Some(message) = next(&mut waiting).filter(|_| greeted) {
            if tell.send(FromLink::Message(Box::new(message))).is_err() {
                return;
            }
        }
    }
    let _ = tell.send(FromLink::Lost);
}

/// Takes one whole message off the front.
fn next(waiting: &mut Vec<u8>) -> Option<ToClient> {
    let length = u32::from_le_bytes(*waiting.first_chunk()?) as usize;
    let message = serde_json::from_slice(waiting.get(4..4 + length)?).expect("the server speaks its own protocol");
    waiting.drain(..4 + length);
    Some(message)
}
