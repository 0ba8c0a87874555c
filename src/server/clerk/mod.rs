//! The only writer, as a value. [`Clerk::step`] takes what reached it and the time, and gives what has to be done, in
//! order: append, send, keep a draft. Nothing here touches a disk, a socket, a thread or a clock; `driver` does, and hands
//! back how it went. One thing is in hand at a time: while a frame is on its way to the disk, what comes waits. Journals are
//! read beside that: what needs one waits for it, with what the same terminal sends after it, and nothing else does.

mod commit;
mod follow;
mod hand;
mod hello;
mod kept;
mod loaded;
mod marks;
mod needs;
mod nood;
mod open;
mod outbox;
mod outcome;
mod pin;
mod query;
mod rate;
mod read;
mod refused;
mod spoor;
mod step;
mod take_in;
mod toegang;
mod typing;
mod unload;
mod waits;
mod wall;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::TimeDelta;

use super::access::{Access, Account, Asked, Identity};
use super::claim::Tafel;
use super::draft::{Draft, DraftKey};
use super::kaders::Kaders;
use super::memory::Memory;
use super::pins::Pins;
use crate::domain::dossier::{Fase, Toegang, Vernietigrij};
use crate::domain::ids::{DossierNummer, RequestId};
use crate::domain::rechten;
use crate::domain::rol::{Rol, Stamp};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::journal::{Head, Inzagedeel, OrganisatieEvent};
use crate::projection::wand::Wand;
use crate::protocol::{Soort, Stand, ToClient, ToServer};
use hand::{Hand, Looked, Work};
use kept::Entered;
use loaded::Loaded;
use outbox::Waiting;
use rate::{Bucket, Counted};
use read::Built;
use typing::Slot;
use waits::Waits;

pub use super::outbox::{PeerId, Volume};
pub use read::{ReadOff, ToRead};
pub use spoor::{Spoor, spoor};
pub use step::{Answered, Input, Noodantwoord, Noodvraag, Question, Task};

/// How many terminals the server takes.
const PEERS_MAX: usize = 64;
/// How many of those one user may have.
const PEERS_PER_USER_MAX: usize = 24;

/// Somebody who is connected.
struct Peer {
    who: Identity,
    asked: Asked,
    account: Account,
    /// What it was given in single dossiers, beside the role table.
    toegang: toegang::Given,
    /// Names the terminal across connections, within this server.
    terminal: RequestId,
    /// What was sent to it and is not written yet.
    waiting: Waiting,
    /// Whether a message of it was not understood.
    garbled: bool,
    follows: Option<DossierNummer>,
    /// Up to where it was told to have that.
    given: Option<Stand>,
    overview: bool,
    /// A shared screen that left the choice of the meeting to the server and has none yet.
    unseated: bool,
    shown: Shown,
    /// Which lines of it are not on disk, as it was told.
    unkept: BTreeSet<RequestId>,
    /// Whether it is locked.
    pin: pin::Pinstaat,
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
    fn is_wall(&self) -> bool {
        self.asked.soort == Soort::Scherm
    }

    /// Whether a person is at it who can be told something.
    fn hears(&self) -> bool {
        self.asked.soort == Soort::Terminal && !self.pin.dicht
    }
}

/// The only writer.
pub struct Clerk {
    tafel: Tafel,
    kaders: Kaders,
    access: Access,
    /// What is wrong with the role table as it is now; the one before it is in force.
    table_fault: Option<Tekst>,
    /// What is wrong with the organisation's journal.
    organisation_fault: Option<Tekst>,
    /// That readings are not traced now, and why.
    trace_fault: Option<Tekst>,
    /// Whether the disk can only be read.
    read_only: bool,
    /// What the numbers of new dossiers follow from, besides the request.
    secret: [u8; 32],
    /// The time of this step.
    nu: Tijdstip,
    /// What this step gave so far.
    tasks: Vec<Task>,
    /// What is on its way, and what its outcome is for.
    hand: Option<Hand>,
    /// What follows from what was done, before the next thing that came.
    follow_up: VecDeque<Work>,
    /// What came and waits for its turn.
    inbox: VecDeque<Input>,
    /// The journals that are being read, and whether something was recorded in them meanwhile.
    reading: BTreeMap<DossierNummer, bool>,
    /// What was made of the journal that is made ready.
    built: Option<Built>,
    /// What of a terminal waits for a dossier that is being read.
    waiting: BTreeMap<PeerId, Waits>,
    /// The journals that were read for what of a terminal is taken next.
    looked: BTreeMap<PeerId, BTreeMap<DossierNummer, Looked>>,
    /// The dossiers that there are, as the organisation's journal says.
    known: BTreeSet<DossierNummer>,
    /// What was agreed to be destroyed, and how far it is.
    vernietigingen: Vec<Vernietigrij>,
    /// The months of the trace that there were at the start: what is due is among them.
    inzage: Vec<Inzagedeel>,
    /// Who was given access to which dossier; not of one of which that is not known yet.
    toegang: BTreeMap<DossierNummer, Vec<Toegang>>,
    /// When the next access ends of those who are connected.
    access_ends: Option<Tijdstip>,
    /// When the next dossier leaves memory that nobody follows.
    idle_ends: Option<Tijdstip>,
    /// Heads that the organisation's journal and the read model remember.
    remembered: BTreeMap<DossierNummer, Vec<Head>>,
    /// Where each journal ended when that was acknowledged last, since the start.
    acknowledged: BTreeMap<DossierNummer, Head>,
    /// How far the read model is in each dossier.
    indexed: BTreeMap<DossierNummer, u64>,
    /// The end of the organisation's journal.
    organisation: Head,
    /// What it still has to be told, the oldest first.
    marks: VecDeque<(Stamp, OrganisatieEvent)>,
    dossiers: BTreeMap<DossierNummer, Loaded>,
    slots: BTreeMap<DraftKey, Slot>,
    /// The drafts that the disk refuses.
    unkept: BTreeSet<DraftKey>,
    /// Where each meeting is that is called or goes on.
    meetings: BTreeMap<DossierNummer, Fase>,
    /// Dossiers that may have one, and were not looked at since the start.
    not_looked_at: BTreeSet<DossierNummer>,
    /// What nobody was there to be told.
    unheard: BTreeSet<Tekst>,
    /// What nobody of who sees to the role table was there to be told.
    unheard_by_keepers: BTreeSet<Tekst>,
    /// When each account asked for access in need, since the start; the trace has what was before.
    in_need: BTreeMap<Tekst, Vec<Tijdstip>>,
    /// The last that was said of the read model while nobody was there for whom there is something in it.
    unheard_rows: Option<Tekst>,
    peers: BTreeMap<PeerId, Peer>,
    /// The PINs that bring locked terminals back; and what of them is on its way to the disk.
    pins: Pins,
    pins_kept: VecDeque<Option<pin::Gezet>>,
    /// Whether any can be kept.
    kan_pins: bool,
    /// What those who only read or mark may still ask for.
    rates: BTreeMap<(Tekst, Counted), Bucket>,
}

/// What a clerk starts with.
pub struct Parts {
    /// What kind of store it is.
    pub tafel: Tafel,
    /// The method's content.
    pub kaders: Kaders,
    /// Who may do what.
    pub access: Access,
    /// What the numbers of new dossiers follow from, besides the request.
    pub secret: [u8; 32],
    /// Whether the disk can only be read.
    pub read_only: bool,
    /// What is remembered of the journals.
    pub memory: Memory,
    /// The drafts that an earlier server left behind.
    pub left_behind: Vec<Draft>,
    /// The PINs that there are; none where none can be kept.
    pub pins: Option<Pins>,
    /// The time.
    pub nu: Tijdstip,
}

impl Clerk {
    /// A clerk with nobody connected.
    pub fn new(p: Parts) -> Self {
        let mut clerk = Self {
            tafel: p.tafel,
            kaders: p.kaders,
            access: p.access,
            table_fault: None,
            organisation_fault: None,
            trace_fault: None,
            read_only: p.read_only,
            secret: p.secret,
            nu: p.nu,
            tasks: Vec::new(),
            hand: None,
            follow_up: VecDeque::new(),
            inbox: VecDeque::new(),
            reading: BTreeMap::new(),
            built: None,
            waiting: BTreeMap::new(),
            looked: BTreeMap::new(),
            known: p.memory.known,
            vernietigingen: p.memory.vernietigingen,
            inzage: p.memory.inzage,
            toegang: BTreeMap::new(),
            access_ends: None,
            idle_ends: None,
            remembered: p.memory.heads,
            acknowledged: BTreeMap::new(),
            indexed: p.memory.indexed,
            organisation: p.memory.organisation,
            marks: VecDeque::new(),
            dossiers: BTreeMap::new(),
            slots: kept::slots(p.left_behind),
            unkept: BTreeSet::new(),
            meetings: BTreeMap::new(),
            not_looked_at: p.memory.meetings,
            unheard: BTreeSet::new(),
            unheard_by_keepers: BTreeSet::new(),
            in_need: BTreeMap::new(),
            unheard_rows: None,
            peers: BTreeMap::new(),
            kan_pins: p.pins.is_some() && !p.read_only,
            pins: p.pins.unwrap_or_default(),
            pins_kept: VecDeque::new(),
            rates: BTreeMap::new(),
        };
        for (nummer, (seq, all)) in p.memory.toegang {
            clerk.learn_access(nummer, seq, all);
        }
        clerk
    }

    /// Takes what came, at `nu`, and gives what has to be done, in this order. The outcome of a task that has one
    /// ([`Task::has_outcome`]) comes back as the next input; until then anything else that comes waits here.
    pub fn step(&mut self, input: Input, nu: Tijdstip) -> Vec<Task> {
        self.nu = nu;
        // nobody is told anything after their access ended
        self.lapse();
        match input {
            Input::Opened(opened) => self.journal_opened(*opened),
            Input::Appended(envelope, outcome) => self.appended(*envelope, outcome),
            Input::Marked(outcome) => self.marked(outcome),
            Input::KaderKept(outcome) => self.kader_kept(outcome),
            // what is no outcome waits for its turn; an outcome that did would wait for itself
            turn @ (Input::Read(_)
            | Input::Hello { .. }
            | Input::Message(..)
            | Input::Garbled(..)
            | Input::Written(..)
            | Input::Answered(..)
            | Input::InNeed(..)
            | Input::Pin(_)
            | Input::PinsKept(_)
            | Input::Access(..)
            | Input::Tick
            | Input::Gone(_)
            | Input::DraftsKept(_)
            | Input::Traced(_)
            | Input::Notice(_)
            | Input::ReadModel(_)
            | Input::ClockJumped(_)
            | Input::Table(_)
            | Input::Rollentabel(_)
            | Input::End) => self.inbox.push_back(turn),
        }
        while self.hand.is_none() {
            if let Some(work) = self.follow_up.pop_front() {
                self.work(work);
            } else if let Some(input) = self.inbox.pop_front() {
                self.take_or_wait(input);
            } else {
                break;
            }
        }
        if self.hand.is_none() {
            self.tell_unkept();
            self.let_go();
        }
        self.note_months();
        std::mem::take(&mut self.tasks)
    }

    /// The months of the trace in which something is about to be written: there is a journal of each then.
    fn note_months(&mut self) {
        for task in &self.tasks {
            if let Task::Trace(regel) = task {
                let month = Inzagedeel::van(regel.op);
                // of one that goes on in another it is known which there are
                if !self.inzage.iter().any(|deel| deel.einde() == month.einde()) {
                    self.inzage.push(month);
                }
            }
        }
    }

    /// Whether nobody is connected.
    pub fn is_alone(&self) -> bool {
        self.peers.is_empty()
    }

    /// Whether what comes from this connection is taken before what comes from others: it is at a meeting that goes on, and
    /// leads it, records it or shows it.
    pub fn comes_first(&self, id: PeerId) -> bool {
        let Some(peer) = self.peers.get(&id) else { return false };
        let going_on = peer.follows.and_then(|n| self.meetings.get(&n)).is_some_and(|fase| fase.loopt());
        let leads = |n| peer.rollen_in(n).iter().any(|rol| rechten::KERN.contains(rol));
        going_on && (peer.is_wall() || peer.follows.is_some_and(leads))
    }

    fn take(&mut self, input: Input) {
        match input {
            Input::Read(read) => self.was_read(*read),
            Input::Hello { peer, account, asked, terminal } => self.hello(peer, account, asked, terminal),
            Input::Message(id, message, bytes) => self.message(id, message, bytes),
            Input::Garbled(id, what) => self.garbled(id, what),
            Input::Written(id, written) => self.written(id, written),
            Input::Answered(question, bytes) => self.answered(*question, bytes),
            Input::InNeed(question, answer) => self.need_answered(&question, answer),
            Input::Access(nummer, seq, all) => self.learn_access(nummer, seq, all),
            Input::Pin(uitslag) => self.pin_known(*uitslag),
            Input::PinsKept(kept) => self.pins_are_kept(kept),
            Input::Gone(id) => self.gone(id),
            Input::DraftsKept(outcomes) => self.drafts_kept(outcomes),
            Input::Traced(kept) => self.trace_kept(kept),
            Input::Notice(tekst) => self.notice(tekst),
            Input::ReadModel(tekst) => self.read_model_says(tekst),
            Input::ClockJumped(by) => self.clock_jumped(by),
            Input::Table(table) => self.new_table(*table),
            Input::Rollentabel(tekst) => self.tell_keepers_once(tekst),
            Input::End => self.tell_all(&ToClient::Weg { reden: "de dienst stopt".to_owned(), opnieuw: true }),
            // outcomes do not wait for a turn; and what ended with time was seen when the step began
            Input::Tick | Input::Opened(_) | Input::Appended(..) | Input::Marked(_) | Input::KaderKept(_) => {}
        }
    }

    /// This moment, or that of the dossier's last frame where the machine's clock was set back.
    fn not_before(&self, loaded: &Loaded) -> Tijdstip {
        loaded.frames.last().map_or(self.nu, |last| self.nu.max(last.stamp.op))
    }

    fn message(&mut self, id: PeerId, message: ToServer, bytes: usize) {
        if self.is_shut_to(id, &message) {
            return;
        }
        let Some(spoor) = self.peers.get(&id).map(|p| spoor(&message, &p.asked)) else { return };
        let within = self.count(id, &message, bytes);
        // a line that is entered is kept, whatever becomes of its request
        if !within && !matches!(message, ToServer::Doe { .. }) {
            return self.too_much(id, &message);
        }
        match message {
            ToServer::Hallo { .. } => self.tell(id, &ToClient::Onbegrepen { wat: "een tweede hallo".to_owned() }),
            ToServer::Volg { dossier, sinds } => self.follow(id, (dossier, sinds), spoor),
            ToServer::VolgOverzicht => self.follow_overview(id, spoor),
            ToServer::Doe { verzoek, dossier, opdrachten, .. } if nood::is_asked(&opdrachten) => {
                self.ask_in_need(id, (verzoek, dossier, within), &opdrachten);
            }
            ToServer::Doe { verzoek, dossier, basis, opdrachten, regels } => {
                self.tasks.push(Task::Point("before-draft"));
                self.entered(id, verzoek, dossier, Entered { regels, commands: &opdrachten });
                self.tasks.push(Task::Point("after-draft"));
                self.trace_nowhere(id, spoor, dossier);
                let within = if within { Ok(()) } else { Err(rate::too_much()) };
                self.carry_out(id, (verzoek, dossier, within), basis.as_ref(), opdrachten);
            }
            ToServer::Concept(regel) => self.typed(id, regel),
            ToServer::Terzijde { dossier, erbij, weg } => self.put_aside(id, dossier, erbij, &weg),
            ToServer::Vergrendel => self.lock(id),
            ToServer::Ontgrendel { pin } => self.unlock(id, pin, spoor),
            ToServer::ZetPin { oud, nieuw } => self.set_pin(id, (oud, nieuw), spoor),
            ToServer::WisPin { gebruiker } => self.clear_pin(id, &gebruiker, spoor),
            ToServer::Vraag { nr, vraag } => self.query(id, nr, vraag, spoor),
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
        self.tasks.push(Task::End(id));
        self.stopped_typing(id, &peer);
        if let Some(nummer) = peer.follows {
            self.screens_changed(nummer);
            self.tell_presence(nummer);
        }
    }

    /// Tells everybody something; when no person is there, the first who comes.
    fn notice(&mut self, tekst: Tekst) {
        if !self.peers.values().any(Peer::hears) {
            self.unheard.insert(tekst.clone());
        }
        self.tell_all(&ToClient::Melding { tekst });
    }

    /// Tells how it is with the read model to those for whom there is something in it; where nobody is, to the next.
    fn read_model_says(&mut self, tekst: Tekst) {
        let theirs = self.peers.iter().filter(|(_, p)| self.looks_up(p));
        let theirs: Vec<PeerId> = theirs.map(|(id, _)| *id).collect();
        if theirs.is_empty() {
            self.unheard_rows = Some(tekst.clone());
        }
        self.tell_each(&theirs, &ToClient::Melding { tekst });
    }

    /// Says that the machine's clock was set, for what is recorded has its time.
    fn clock_jumped(&mut self, by: TimeDelta) {
        tracing::warn!(seconds = by.num_seconds(), "the clock jumped");
        let (hours, minutes) = (by.num_minutes().abs() / 60, by.num_minutes().abs() % 60);
        let far = if hours > 0 { format!("{hours} uur en {minutes} min") } else { format!("{minutes} min") };
        let now = self.nu.datum_klok();
        let said = if by > TimeDelta::zero() {
            format!(
                "de klok van deze machine sprong {far} vooruit en staat nu op {now}; wat u vastlegt krijgt die tijd: klopt die \
                 niet, laat de klok dan eerst goed zetten"
            )
        } else {
            format!(
                "de klok van deze machine sprong {far} terug en staat nu op {now}; wat u vastlegt krijgt geen tijd van voor de \
                 laatste regel van het dossier, tot de klok weer zo ver is"
            )
        };
        self.notice(Tekst::cut(&said));
        // what ended by the other time did not, or the other way round
        self.reckon_all_access();
    }

    /// The terminals that follow a dossier and are sent its events.
    fn followers(&self, nummer: DossierNummer) -> impl Iterator<Item = (PeerId, &Peer)> {
        self.peers.iter().filter(move |(_, p)| p.follows == Some(nummer) && !p.is_wall()).map(|(id, p)| (*id, p))
    }

    /// The shared screens that show a dossier.
    fn walls(&self, nummer: DossierNummer) -> impl Iterator<Item = (PeerId, &Peer)> {
        self.peers.iter().filter(move |(_, p)| p.follows == Some(nummer) && p.is_wall()).map(|(id, p)| (*id, p))
    }

    /// Those for whom this dossier exists, and who keep the program running.
    fn concerned(&self, nummer: DossierNummer) -> Vec<PeerId> {
        let theirs = |p: &Peer| !p.is_wall() && (p.may_see(nummer) || p.who.rollen.contains(&Rol::Beheerder));
        self.peers.iter().filter(|(_, p)| theirs(p)).map(|(id, _)| *id).collect()
    }
}
