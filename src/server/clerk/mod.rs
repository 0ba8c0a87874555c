//! The only writer. One thread, one queue; it decides, appends, and tells. It never writes to a socket and never waits
//! for a terminal.

mod commit;
mod follow;
mod hello;
mod kept;
mod loaded;
mod marks;
mod open;
mod query;
mod refused;
mod typing;
mod wall;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::access::{Access, Identity};
use super::claim::Tafel;
use super::drafts::{DraftKey, Drafts};
use super::hook::Hook;
use super::indexer::Indexer;
use super::kaders::Kaders;
use super::memory::Memory;
use super::outbox::{Encoded, Outbox, encode};
use super::peer::{FromPeer, InHand, PeerId};
use super::table::Mark;
use crate::domain::dossier::Fase;
use crate::domain::ids::{DossierNummer, RequestId};
use crate::domain::rechten;
use crate::domain::rol::{Rol, Stamp};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::{Clock, Tijdstip};
use crate::journal::{Head, Journal, OrganisatieEvent};
use crate::projection::wand::Wand;
use crate::protocol::{Soort, ToClient, ToServer};
use kept::Entered;
use loaded::Loaded;
use typing::Slot;

/// How many terminals the server takes.
const PEERS_MAX: usize = 64;
/// How many of those one user may have.
const PEERS_PER_USER_MAX: usize = 24;
/// How long a store that ends with its last terminal waits for another one.
const LINGER: Duration = Duration::from_secs(3);
/// How long it waits for its first one: who started it may have been killed in between.
const FIRST_WAIT: Duration = Duration::from_secs(60);

/// What reaches the clerk.
#[derive(Debug)]
pub(super) enum ToClerk {
    /// From a connection.
    Peer(PeerId, FromPeer),
    /// Something that every terminal has to be told.
    Notice(String),
    /// The server has to end, and why.
    Stop(&'static str),
}

/// Somebody who is connected.
struct Peer {
    who: Identity,
    /// The account's number.
    uid: u32,
    asked: super::access::Asked,
    account: super::access::Account,
    /// Names the terminal across connections, within this server.
    terminal: RequestId,
    outbox: Arc<Outbox>,
    /// Whether a message of it was not understood.
    garbled: bool,
    follows: Option<DossierNummer>,
    overview: bool,
    /// A shared screen that left the choice of the meeting to the server and has none yet.
    waiting: bool,
    shown: Shown,
}

/// What a shared screen was shown last.
#[derive(PartialEq)]
enum Shown {
    /// Nothing yet.
    Nothing,
    /// This; none says that there is no meeting.
    View(Option<Box<Wand>>),
    /// Which of these meetings it should be.
    Which(Vec<DossierNummer>),
}

impl Peer {
    fn sees_shielded(&self) -> bool {
        rechten::ziet_afgeschermd(&self.who.rollen)
    }

    fn is_wall(&self) -> bool {
        self.asked.soort == Soort::Scherm
    }

    /// Whether this dossier exists for this terminal.
    fn may_see(&self, nummer: DossierNummer) -> bool {
        rechten::ziet_dossiers(&self.who.rollen) && self.who.may_see(nummer)
    }
}

/// The only writer.
pub(super) struct Clerk {
    pub(super) dir: PathBuf,
    pub(super) owner: u32,
    pub(super) tafel: Tafel,
    pub(super) journal: Box<dyn Journal>,
    pub(super) kaders: Kaders,
    pub(super) access: Access,
    /// The role table's file when it was last looked at.
    pub(super) table_mark: Option<Mark>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) indexer: Indexer,
    pub(super) drafts: Drafts,
    pub(super) hook: Arc<dyn Hook>,
    /// What the numbers of new dossiers follow from, besides the request.
    pub(super) secret: [u8; 32],
    /// The dossiers that there are, as the organisation's journal says.
    pub(super) known: BTreeSet<DossierNummer>,
    /// Heads that the organisation's journal and the read model remember.
    pub(super) remembered: BTreeMap<DossierNummer, Vec<Head>>,
    /// How far the read model is in each dossier.
    pub(super) indexed: BTreeMap<DossierNummer, u64>,
    /// The end of the organisation's journal.
    pub(super) organisation: Head,
    /// What it still has to be told, the oldest first.
    pub(super) marks: VecDeque<(Stamp, OrganisatieEvent)>,
    pub(super) dossiers: BTreeMap<DossierNummer, Loaded>,
    pub(super) slots: BTreeMap<DraftKey, Slot>,
    pub(super) ends_with_last: bool,
    /// Where each meeting is that is called or goes on.
    meetings: BTreeMap<DossierNummer, Fase>,
    /// Dossiers that may have one, and were not looked at since the start.
    not_looked_at: BTreeSet<DossierNummer>,
    /// What nobody was there to be told.
    unheard: BTreeSet<Tekst>,
    peers: BTreeMap<PeerId, Peer>,
}

/// What a clerk starts with.
pub(super) struct Parts {
    /// The store's directory.
    pub dir: PathBuf,
    /// The number of its owner.
    pub owner: u32,
    /// What kind of store it is.
    pub tafel: Tafel,
    /// The record.
    pub journal: Box<dyn Journal>,
    /// The method's content.
    pub kaders: Kaders,
    /// Who may do what.
    pub access: Access,
    /// The role table's file before it was read.
    pub table_mark: Option<Mark>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The read model.
    pub indexer: Indexer,
    /// What is being typed.
    pub drafts: Drafts,
    /// Named points for tests.
    pub hook: Arc<dyn Hook>,
    /// What the numbers of new dossiers follow from, besides the request.
    pub secret: [u8; 32],
    /// What is remembered of the journals.
    pub memory: Memory,
    /// Whether the server ends with its last terminal.
    pub ends_with_last: bool,
}

impl Clerk {
    /// A clerk with nobody connected.
    pub(super) fn new(p: Parts, left_behind: Vec<super::drafts::Draft>) -> Self {
        Self {
            dir: p.dir,
            owner: p.owner,
            tafel: p.tafel,
            journal: p.journal,
            kaders: p.kaders,
            access: p.access,
            table_mark: p.table_mark,
            clock: p.clock,
            indexer: p.indexer,
            drafts: p.drafts,
            hook: p.hook,
            secret: p.secret,
            known: p.memory.known,
            remembered: p.memory.heads,
            indexed: p.memory.indexed,
            organisation: p.memory.organisation,
            marks: VecDeque::new(),
            dossiers: BTreeMap::new(),
            slots: kept::slots(left_behind),
            ends_with_last: p.ends_with_last,
            meetings: BTreeMap::new(),
            not_looked_at: p.memory.meetings,
            unheard: BTreeSet::new(),
            peers: BTreeMap::new(),
        }
    }

    /// Works until it is told to stop or, where the store ends with its last terminal, until that has gone.
    pub(super) fn run(mut self, queue: Receiver<ToClerk>) {
        let why = self.until_the_end(&queue);
        // who waits to be heard must not be waited for
        drop(queue);
        tracing::info!(why, "the server ends");
        self.tell_all(&ToClient::Weg { reden: "de dienst stopt".to_owned(), opnieuw: true });
    }

    /// Hears what comes, until the end; gives the reason.
    fn until_the_end(&mut self, queue: &Receiver<ToClerk>) -> &'static str {
        let mut anybody_yet = false;
        loop {
            let lonely = self.ends_with_last && self.peers.is_empty();
            let next = match (lonely, anybody_yet) {
                (true, true) => queue.recv_timeout(LINGER),
                (true, false) => queue.recv_timeout(FIRST_WAIT),
                (false, _) => queue.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match next {
                Ok(ToClerk::Peer(id, from)) => {
                    anybody_yet = true;
                    self.hear(id, from);
                }
                Ok(ToClerk::Notice(text)) => {
                    tracing::warn!(%text, "notice");
                    self.notice(Tekst::cut(&text));
                }
                Ok(ToClerk::Stop(why)) => return why,
                Err(RecvTimeoutError::Timeout) => return "the last terminal has gone",
                Err(RecvTimeoutError::Disconnected) => return "nobody can reach the server any more",
            }
        }
    }

    fn now(&self) -> Tijdstip {
        self.clock.now()
    }

    /// This moment, or that of the dossier's last frame where the machine's clock was set back.
    fn not_before(&self, loaded: &Loaded) -> Tijdstip {
        loaded.frames.last().map_or(self.now(), |last| self.now().max(last.stamp.op))
    }

    fn hear(&mut self, id: PeerId, from: FromPeer) {
        match from {
            FromPeer::Hello { account, asked, terminal, outbox } => self.hello(id, account, asked, terminal, outbox),
            FromPeer::Message(message, place) => self.message(id, message, place),
            FromPeer::Garbled(what, _place) => self.garbled(id, what),
            FromPeer::Gone => self.gone(id),
        }
    }

    fn message(&mut self, id: PeerId, message: ToServer, place: InHand) {
        self.reread_access();
        match message {
            ToServer::Hallo { .. } => self.tell(id, &ToClient::Onbegrepen { wat: "een tweede hallo".to_owned() }),
            ToServer::Volg { dossier, sinds } => self.follow(id, dossier, sinds),
            ToServer::VolgOverzicht => self.follow_overview(id),
            ToServer::Doe { verzoek, dossier, basis, opdrachten, regels } => {
                self.hook.at("before-draft");
                self.entered(id, verzoek, dossier, Entered { regels, commands: &opdrachten });
                self.hook.at("after-draft");
                self.carry_out(id, (verzoek, dossier), basis.as_ref(), &opdrachten);
            }
            ToServer::Concept(regel) => self.typed(id, regel),
            ToServer::Terzijde { dossier, erbij, weg } => self.put_aside(id, dossier, erbij, &weg),
            ToServer::Vraag { nr, vraag } => self.query(id, nr, vraag, place),
        }
    }

    /// Says to a terminal what was wrong with its message. The log says so once, and not what: it may be dossier text.
    fn garbled(&mut self, id: PeerId, wat: String) {
        if let Some(peer) = self.peers.get_mut(&id)
            && !std::mem::replace(&mut peer.garbled, true)
        {
            tracing::info!(peer = id.0, "a message was not understood");
        }
        self.tell(id, &ToClient::Onbegrepen { wat });
    }

    fn gone(&mut self, id: PeerId) {
        let Some(peer) = self.peers.remove(&id) else { return };
        tracing::info!(peer = id.0, "gone");
        self.stopped_typing(id, &peer);
        if let Some(nummer) = peer.follows {
            self.wall_left(nummer);
            self.tell_presence(nummer);
        }
    }

    /// Sends to one terminal.
    fn tell(&self, id: PeerId, message: &ToClient) {
        if let Some(bytes) = encode(message) {
            self.tell_bytes(id, bytes);
        }
    }

    /// Sends to one terminal; one that does not keep up is cut, and says so itself when its connection ends.
    fn tell_bytes(&self, id: PeerId, bytes: Encoded) {
        if let Some(peer) = self.peers.get(&id)
            && !peer.outbox.send(bytes)
        {
            tracing::warn!(peer = id.0, "a terminal did not keep up and was dropped");
        }
    }

    fn tell_all(&self, message: &ToClient) {
        if let Some(bytes) = encode(message) {
            for (id, peer) in &self.peers {
                if !peer.is_wall() || matches!(message, ToClient::Weg { .. }) {
                    self.tell_bytes(*id, Encoded::clone(&bytes));
                }
            }
        }
    }

    /// Tells everybody something; when no person is there, the first who comes.
    fn notice(&mut self, tekst: Tekst) {
        if self.peers.values().all(|p| p.asked.soort != Soort::Terminal) {
            self.unheard.insert(tekst.clone());
        }
        self.tell_all(&ToClient::Melding { tekst });
    }

    /// Tells those for whom this dossier exists, and who keeps the program running.
    fn tell_of(&self, nummer: DossierNummer, message: &ToClient) {
        let Some(bytes) = encode(message) else { return };
        for (id, peer) in &self.peers {
            if !peer.is_wall() && (peer.may_see(nummer) || peer.who.rollen.contains(&Rol::Beheerder)) {
                self.tell_bytes(*id, Encoded::clone(&bytes));
            }
        }
    }

    /// The terminals that follow a dossier and are sent its events.
    fn followers(&self, nummer: DossierNummer) -> impl Iterator<Item = (PeerId, &Peer)> {
        self.peers.iter().filter(move |(_, p)| p.follows == Some(nummer) && !p.is_wall()).map(|(id, p)| (*id, p))
    }

    /// The shared screens that show a dossier.
    fn walls(&self, nummer: DossierNummer) -> impl Iterator<Item = (PeerId, &Peer)> {
        self.peers.iter().filter(move |(_, p)| p.follows == Some(nummer) && p.is_wall()).map(|(id, p)| (*id, p))
    }
}
