//! The service: owns a store, listens on a Unix socket, and lets one clerk write.

mod accept;
mod access;
mod claim;
pub mod clerk;
mod draft;
mod draft_files;
mod drafts;
mod driver;
pub mod einde;
mod hoofden;
mod hook;
mod import;
mod inbox;
mod indexer;
mod inzage;
mod kaders;
mod kluis;
mod kopie;
mod listener;
mod memory;
mod naslag;
mod outbox;
mod peer;
mod pins;
mod pinwerk;
mod reader;
mod replay;
mod secret;
mod table;
mod turns;
mod verhuizing;
mod wissen;
mod zoekers;

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};

use crate::crypto::bos::BosFault;
use crate::crypto::kluis::Kluis;
use crate::crypto::opener::Opener;
use crate::crypto::pin::Pinkosten;
use crate::crypto::register::Registersleutels;
use crate::domain::kader::GeldendKader;
use crate::domain::tijd::Clock;
use crate::journal::disk::{Disk, RealDisk};
use crate::journal::{FileJournal, Journal};
use crate::store::ReadModel;
use clerk::{Clerk, Parts};
use driver::{Driver, ToClerk};
use einde::Tafelinhoud;
use indexer::{Indexer, Source};
use pinwerk::{Pinbestand, Pinwerk};
use reader::Reader;

pub use accept::{AcceptFault, accept};
pub use access::{Access, Account, Asked, Denied, Identity, Ziet};
pub use claim::{Claim, ClaimFault, Tafel, begin, claim, create, exists, is_held, listens_at, look, prepare, stop_holder};
pub use draft::{Draft, DraftKey, Outcomes};
pub use draft_files::DraftFiles;
pub use hoofden::remembered as remembered_heads;
pub use hook::{Hook, NoHook};
pub use import::{ImportFault, import};
pub use inzage::trace_here;
pub use kaders::Kaders;
pub use kluis::{hoofden_in_rust, journaal, kluis};
pub use kopie::{Gekopieerd, KopieFault, Kopielijst, Teruggezet, is_nieuw, kopieer, zet_terug};
pub use listener::{ListenFault, SocketPlace};
pub use memory::Memory;
pub use naslag::op_naam;
pub use outbox::Encoded;
pub use pins::{Pins, Pintaak, Pinuitslag};
pub use table::TableFault;
pub use verhuizing::{VerhuisFault, verhuis};

/// How many messages may wait for the clerk.
const QUEUE_MESSAGES: usize = 1024;
/// Where the read model lies, within the store.
pub const READ_MODEL: &str = "leesmodel";
/// The marker that says that it is at work.
pub const READ_MODEL_BUSY: &str = "leesmodel.bezig";
/// The log of the service, within the store.
pub const LOG: &str = "dienst.log";
/// What it is called when it was set aside; the one before it goes.
pub const LOG_OUD: &str = "dienst.log.oud";

/// How a store is to be served.
pub struct Config {
    /// The store, taken for this process.
    pub claim: Claim,
    /// Where to listen.
    pub socket: SocketPlace,
    /// The method's content for new meetings.
    pub kader: GeldendKader,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Named points for tests.
    pub hook: Arc<dyn Hook>,
    /// Whether the service ends with its last terminal.
    pub ends_with_last: bool,
    /// The record.
    pub journals: Journals,
    /// What the hash of a PIN costs.
    pub pinkosten: Pinkosten,
}

/// The journals of a store: for the clerk, who writes, and for those who read beside him.
pub struct Journals {
    /// The clerk's.
    pub writing: Box<dyn Journal>,
    /// Only ever read, for filling the read model.
    pub reading: Box<dyn Journal>,
    /// Only ever read, for dossiers that are opened.
    pub opening: Box<dyn Journal>,
    /// Only ever read, for who looks into the trace.
    pub naslag: Box<dyn Journal>,
    /// Those of the trace.
    pub trace: Box<dyn Journal>,
    /// The keys with which they are sealed, and what lies beside them; none in a store from before the seal.
    pub kluis: Option<Kluis>,
    /// What the read model is sealed with.
    pub register: Registersleutels,
}

impl Journals {
    /// Those in the files of the store in `dir`, opened with `opener`, as [`kluis()`] says; `hook` is told of every point of an
    /// append.
    pub fn in_files(dir: &Path, hook: &Arc<dyn Hook>, opener: Option<Opener>) -> Result<Self, BosFault> {
        Ok(Self::on(RealDisk, dir, hook, kluis(dir, opener)?))
    }

    /// The same on another disk, of which every clone has the same files.
    pub fn on<D: Disk + Clone + 'static>(disk: D, dir: &Path, hook: &Arc<dyn Hook>, kluis: Option<Kluis>) -> Self
    where
        D::File: 'static,
    {
        let point = Arc::clone(hook);
        let writing = FileJournal::on(disk.clone(), dir).with_hook(Box::new(move |name| point.at(name)));
        let writing = Box::new(writing.verzegeld(kluis.clone()));
        let reading = Box::new(FileJournal::on(disk.clone(), dir).verzegeld(kluis.clone()));
        let opening = Box::new(FileJournal::on(disk.clone(), dir).verzegeld(kluis.clone()));
        let naslag = Box::new(FileJournal::on(disk.clone(), dir).verzegeld(kluis.clone()));
        let trace = Box::new(FileJournal::on(disk, dir).verzegeld(kluis.clone()).met_uitstel());
        Self { writing, reading, opening, naslag, trace, register: Registersleutels::van(kluis.clone()), kluis }
    }
}

/// Why a store cannot be served. Each is a sentence for the person who started the service.
#[derive(Debug, thiserror::Error)]
pub enum ServeFault {
    /// The socket.
    #[error(transparent)]
    Listen(#[from] ListenFault),
    /// The role table.
    #[error("de rollentabel klopt niet: {0}")]
    Table(#[from] TableFault),
    /// The record.
    #[error(transparent)]
    Journal(#[from] crate::journal::Fault),
    /// The organisation's journal is damaged.
    #[error("het journaal van de organisatie is {0}; de dossiers zelf zijn er nog: kijk met crisistafel controleer")]
    Organisation(String),
    /// The read model is held by another process.
    #[error(transparent)]
    Store(#[from] crate::store::StoreFault),
    /// A thread or a directory could not be made.
    #[error("de dienst kon niet starten: {}", crate::domain::machine::zegt(.0))]
    Io(#[from] std::io::Error),
}

impl ServeFault {
    /// Whether who started the service can put it right, and was told how.
    pub fn is_refusal(&self) -> bool {
        match self {
            Self::Table(_) => true,
            Self::Listen(fault) => !matches!(fault, ListenFault::Io { .. }),
            Self::Journal(_) | Self::Organisation(_) | Self::Store(_) | Self::Io(_) => false,
        }
    }
}

/// Tells a running service to end.
#[derive(Clone)]
pub struct Stopper(SyncSender<ToClerk>);

impl Stopper {
    /// Asks the service to end; it finishes what it has in hand.
    pub fn stop(&self, why: &'static str) {
        let _ = self.0.send(ToClerk::Stop(why));
    }
}

/// Says what became of what was to be destroyed, and what was found beside the journals and could not be taken. The queue is empty yet.
fn say_at_start(queue: &SyncSender<ToClerk>, (hoofden, concepten, pins): (usize, usize, bool), einde: Vec<String>) {
    for said in einde {
        let _ = queue.try_send(ToClerk::Notice(said));
    }
    if hoofden > 0 {
        let said = format!(
            "{hoofden} regels van het bestand 'hoofden' zijn niet te lezen: of die dossiers korter zijn dan ze waren, is nu \
             minder zeker te zien; kijk met crisistafel controleer"
        );
        let _ = queue.try_send(ToClerk::Notice(said));
    }
    if concepten > 0 {
        let said = format!(
            "{concepten} concepten van wat getypt werd zijn niet te openen; ze zijn gelaten waar ze zijn, in de map \
             '{}' van de tafel",
            draft_files::DRAFTS
        );
        let _ = queue.try_send(ToClerk::Notice(said));
    }
    if pins {
        let said = "het bestand met de PIN's is niet te openen: niemand heeft er nu een; zet ze opnieuw, met /pin";
        let _ = queue.try_send(ToClerk::Notice(said.to_owned()));
    }
}

/// Serves a store until it is told to stop, or its last terminal has gone. `ready` is called once it listens.
pub fn serve(config: Config, ready: impl FnOnce(Stopper)) -> Result<(), ServeFault> {
    let Config { claim, socket, kader, clock, hook, ends_with_last, journals, pinkosten } = config;
    let (dir, owner) = (claim.dir.clone(), nix::unistd::geteuid().as_raw());
    let table_mark = table::mark(&dir);
    let access = Access::read(&dir, owner, &claim.tafel)?;
    let Journals { writing: mut journal, reading, opening, naslag, trace, register, kluis } = journals;
    let mut memory = Memory::read(journal.as_mut(), clock.as_ref())?;
    let einde =
        Tafelinhoud { dir: &dir, journal: journal.as_mut(), kluis: kluis.as_ref(), nu: clock.now(), hook: hook.as_ref() };
    let einde = if claim.read_only { Vec::new() } else { einde::voltooi(einde, &mut memory)? };
    let (pinbestand, pins) = Pinbestand::gelezen(&dir, kluis.as_ref());
    let draft_files = DraftFiles::new(&dir.join(draft_files::DRAFTS), kluis);
    let (left_behind, unreadable) = draft_files.left_behind();
    let place = (dir.join(READ_MODEL), dir.join(READ_MODEL_BUSY));
    let (model, opened) = ReadModel::open(&place.0, &place.1, &register)?;
    memory.add(&model);
    let (heads, strange) = hoofden::remembered(&dir)?;
    memory.remember_all(&heads);
    let opened = memory.judge(opened);
    let (queue, inbox) = sync_channel(QUEUE_MESSAGES);
    say_at_start(&queue, (strange, unreadable, pinbestand.stuk), einde);
    let written = outbox::Written::default();
    let listening = listener::listen(&socket, queue.clone(), written.clone())?;
    if let Err(error) = claim.listens_at(&socket.path) {
        tracing::warn!(%error, "it could not be said beside the store where it is served");
    }
    let [notices, answers, lists, woken, needs, of_pins, journals] = std::array::from_fn(|_| queue.clone());
    let notice = Box::new(move |text| drop(notices.send(ToClerk::ReadModel(text))));
    let answer = Arc::new(move |question, bytes| drop(answers.send(ToClerk::Answer(Box::new(question), bytes))));
    let toegang = Box::new(move |nummer, seq, all| drop(lists.send(ToClerk::Access(nummer, seq, all))));
    let in_need = Box::new(move |question, known| drop(needs.send(ToClerk::InNeed(question, known))));
    let source = Source { place, register, journal: reading, naslag: Some(naslag), notice, answer, in_need, toegang };
    let clerk = Clerk::new(Parts {
        tafel: claim.tafel.clone(),
        kaders: kaders::Kaders::read(&dir, kader),
        access,
        secret: secret::of(&dir)?,
        read_only: claim.read_only,
        memory,
        left_behind,
        pins,
        nu: clock.now(),
    });
    let mut driver = Driver {
        clerk,
        store: (dir.clone(), owner),
        tafel: claim.tafel.clone(),
        table_mark,
        journal,
        reader: Reader::start(opening, move |read| drop(journals.send(ToClerk::Read(Box::new(read)))))?,
        indexer: Indexer::start(model, opened, source)?,
        rollen: inzage::Rollenspoor::lees(trace.as_ref()),
        inzage: inzage::Inzage::new(trace, &heads),
        hoofden: hoofden::Hoofden::of(&dir, heads),
        drafts: drafts::Drafts::start(draft_files, move || drop(woken.send(ToClerk::Drafts)))?,
        pinwerk: Pinwerk::start(pinkosten, pinbestand, move |u| drop(of_pins.send(ToClerk::Pin(Box::new(u)))))?,
        times: clock.steady().map(|steady| (clock.now(), steady)),
        clock,
        hook,
        written,
        turns: turns::Turns::default(),
        ends_with_last,
        outboxes: std::collections::BTreeMap::new(),
    };
    driver.trace_start();
    ready(Stopper(queue));
    driver.run(inbox);
    drop((listening, claim));
    Ok(())
}
