//! The read model's own thread: it takes rows from the clerk and answers questions, in the order in which they came. An
//! acknowledgement never waits for it. What it holds can be thrown away: then it is filled again from the journals.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::{self, JoinHandle};

use super::peer::{Outbox, encode};
use crate::domain::dossier::Dossier;
use crate::domain::event::Event;
use crate::domain::evolve::evolve;
use crate::domain::ids::DossierNummer;
use crate::domain::tijd::Tijdstip;
use crate::journal::record::envelopes;
use crate::journal::{Journal, JournalId};
use crate::projection::rij::{self, Hoofd, Rijen};
use crate::projection::zoek::Woorden;
use crate::protocol::{Lijst, ToClient, Vraag};
use crate::store::{Inzage, Opened, ReadModel, Reason, StoreFault};

/// How many changes and questions may wait. When changes do not fit, the model is filled again instead.
const QUEUE_MAX: usize = 4096;
/// The most lines that a search gives.
const FOUND_MAX: usize = 200;

/// A question, who may see what of the answer, and where it goes.
pub(super) struct Asked {
    /// The number that comes back with the answer.
    pub nr: u32,
    /// The question.
    pub vraag: Vraag,
    /// The only dossiers that exist for who asks; none means all.
    pub dossiers: Option<Vec<DossierNummer>>,
    /// Whether who asks sees shielded lines.
    pub shielded: bool,
    /// Where the answer goes.
    pub answer: Arc<Outbox>,
}

enum Work {
    Update(Box<Rijen>),
    Ask(Box<Asked>),
    /// The model is new and empty.
    Fill,
    /// The model is of no use, and why.
    Refill(String),
    Stop,
}

/// The clerk's end of the read model.
pub(super) struct Indexer {
    queue: SyncSender<Work>,
    thread: Option<JoinHandle<()>>,
    /// A change did not fit in the queue.
    behind: bool,
}

/// What the thread works with.
pub(super) struct Source {
    /// Where the read model lies, and the marker that says that it is at work.
    pub place: (PathBuf, PathBuf),
    /// Reads journals beside the clerk; never writes.
    pub journal: Box<dyn Journal>,
    /// Tells every terminal something.
    pub notice: Box<dyn Fn(String) + Send>,
}

impl Indexer {
    /// Starts the thread with a read model that was opened; one that was found unfit is filled first.
    pub(super) fn start(model: ReadModel, opened: Opened, source: Source) -> std::io::Result<Self> {
        let (queue, work) = sync_channel(QUEUE_MAX);
        if let Opened::Rebuild(why) = opened {
            // the queue is new and empty, so there is room
            let _ = queue.try_send(if matches!(why, Reason::New) { Work::Fill } else { Work::Refill(why.to_string()) });
        }
        let builder = thread::Builder::new().name("leesmodel".to_owned());
        let thread =
            builder.spawn(move || Thread { model: Some(model), source, woorden: Woorden::default() }.run(&work))?;
        Ok(Self { queue, thread: Some(thread), behind: false })
    }

    /// Takes over changed rows.
    pub(super) fn update(&mut self, rows: Rijen) {
        if self.behind {
            let again = Work::Refill("de index liep achter".to_owned());
            self.behind = self.queue.try_send(again).is_err();
            return;
        }
        if let Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) =
            self.queue.try_send(Work::Update(Box::new(rows)))
        {
            self.behind = true;
        }
    }

    /// Answers a question, after every change before it. A question that does not fit is not answered.
    pub(super) fn ask(&self, asked: Asked) {
        if self.queue.try_send(Work::Ask(Box::new(asked))).is_err() {
            tracing::warn!("a question was dropped: the read model is too busy");
        }
    }
}

impl Drop for Indexer {
    /// Closes the read model whole, after everything that waits.
    fn drop(&mut self) {
        let _ = self.queue.send(Work::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Thread {
    model: Option<ReadModel>,
    source: Source,
    woorden: Woorden,
}

impl Thread {
    fn run(mut self, work: &Receiver<Work>) {
        for item in work {
            match item {
                Work::Update(rows) => self.update(&rows),
                Work::Ask(asked) => self.answer(&asked),
                Work::Fill => self.fill_new(),
                Work::Refill(why) => self.refill(&why),
                Work::Stop => break,
            }
        }
        if let Some(Err(fault)) = self.model.take().map(ReadModel::close) {
            tracing::warn!(%fault, "the read model was not closed whole and will be filled again");
        }
    }

    fn update(&mut self, rows: &Rijen) {
        let Some(model) = &mut self.model else { return };
        if let Err(fault) = model.write(rows) {
            self.refill(&fault.to_string());
        }
    }

    /// Throws the read model away and fills a new one from the journals.
    fn refill(&mut self, why: &str) {
        tracing::warn!(%why, "the read model is filled again");
        // dropped without a clean close, it is thrown away when it is opened again
        drop(self.model.take());
        let (dir, marker) = &self.source.place;
        match ReadModel::open(dir, marker).and_then(|(model, _)| self.fill(model)) {
            Ok(model) => {
                self.model = Some(model);
                (self.source.notice)("de zoekindex is opnieuw opgebouwd; er is niets verloren".to_owned());
            }
            Err(fault) => {
                tracing::error!(%fault, "there is no read model");
                (self.source.notice)(format!(
                    "zoeken en het overzicht werken nu niet: {fault}; het vastleggen gaat gewoon door"
                ));
            }
        }
    }

    /// Fills a model that was never filled; nobody has missed anything.
    fn fill_new(&mut self) {
        match self.model.take().map(|model| self.fill(model)) {
            Some(Ok(model)) => self.model = Some(model),
            Some(Err(fault)) => self.refill(&fault.to_string()),
            None => {}
        }
    }

    fn fill(&self, mut model: ReadModel) -> Result<ReadModel, StoreFault> {
        for id in self.source.journal.list().unwrap_or_default() {
            if let JournalId::Dossier(nummer) = id
                && let Some(rows) = self.replay(nummer)
            {
                model.replace(&rows)?;
            }
        }
        Ok(model)
    }

    /// The rows of a dossier as far as its journal can be read.
    fn replay(&self, nummer: DossierNummer) -> Option<Rijen> {
        let id = JournalId::Dossier(nummer);
        let reading = self.source.journal.read(id).ok()?;
        let mut d = Dossier::new(nummer);
        let mut last: Option<Tijdstip> = None;
        for envelope in envelopes::<Event>(id, &reading).map_while(Result::ok) {
            for event in &envelope.events {
                evolve(&mut d, &envelope.stamp, event);
            }
            last = Some(envelope.stamp.op);
        }
        let head = reading.head();
        Some(rij::alle(&d, last?, Hoofd { seq: head.seq, hash: head.hash.to_string() }))
    }

    fn answer(&mut self, asked: &Asked) {
        let Some(lijst) = self.lijst(asked) else { return };
        if let Some(bytes) = encode(&ToClient::Lijst { nr: asked.nr, lijst }) {
            asked.answer.send(bytes);
        }
    }

    fn lijst(&mut self, asked: &Asked) -> Option<Lijst> {
        let dossier = |n: &DossierNummer| asked.dossiers.as_ref().is_none_or(|own| own.contains(n));
        let inzage = Inzage { dossier: &dossier, afgeschermd: asked.shielded };
        let model = self.model.as_ref()?;
        let found = match &asked.vraag {
            Vraag::Dossiers => model.dossiers(inzage).map(|rijen| Lijst::Dossiers { rijen }),
            Vraag::Acties => model.acties(inzage).map(|rijen| Lijst::Acties { rijen }),
            Vraag::Zoek { woorden } => {
                let words = self.woorden.vraag(woorden.as_str());
                let found = model.zoek(&words, FOUND_MAX, inzage);
                found.map(|g| Lijst::Regels { rijen: g.regels, meer: g.meer })
            }
        };
        match found {
            Ok(lijst) => Some(lijst),
            Err(fault) => {
                self.refill(&fault.to_string());
                None
            }
        }
    }
}
