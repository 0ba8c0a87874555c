//! The read model's own thread: it takes rows from the clerk and answers questions, in the order in which they came. An
//! acknowledgement never waits for it. What it holds can be thrown away: then it is filled again from the journals.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::{self, JoinHandle};

use super::clerk::{PeerId, Question};
use super::outbox::{Encoded, encode};
use super::peer::InHand;
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
/// What is said to who asks when there is no answer.
const NO_ANSWER: &str = "zoeken en het overzicht werken nu niet; probeer het zo nog eens (het vastleggen gaat gewoon door)";
/// The most lines that a search gives.
const FOUND_MAX: usize = 200;

/// A question, and the place of its message.
pub(super) struct Asked {
    /// The question.
    pub question: Question,
    /// Kept until it is answered: who floods waits for itself, and no change is crowded out of the queue.
    pub _place: Option<InHand>,
}

/// Sends an answer to who asked.
type Answer = Box<dyn Fn(PeerId, Encoded) + Send>;

/// The answer to a question, or that there is none.
fn reply(q: &Question, lijst: Option<Lijst>, answer: &Answer) {
    let nr = q.nr;
    let none = || ToClient::GeenLijst { nr, melding: NO_ANSWER.into() };
    let message = lijst.map_or_else(none, |lijst| ToClient::Lijst { nr, lijst });
    if let Some(bytes) = encode(&message).or_else(|| encode(&none())) {
        answer(q.peer, bytes);
    }
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
    /// Sends an answer to who asked.
    pub answer: Answer,
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
        let thread = builder
            .spawn(move || Thread { model: Some(model), source, woorden: Woorden::default(), told: false }.run(&work))?;
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

    /// Answers a question, after every change before it. Where it has too much to do, what to say instead.
    pub(super) fn ask(&self, asked: Asked) -> Option<Encoded> {
        let nr = asked.question.nr;
        self.queue.try_send(Work::Ask(Box::new(asked))).err()?;
        tracing::warn!("a question was not answered: the read model is too busy");
        encode(&ToClient::GeenLijst { nr, melding: NO_ANSWER.into() })
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
    /// Whether it was said that there is no model.
    told: bool,
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
                self.told = false;
                (self.source.notice)("de zoekindex is opnieuw opgebouwd uit de journalen; er is niets verloren".to_owned());
            }
            Err(fault) => {
                tracing::error!(%fault, "there is no read model");
                let text = format!("zoeken en het overzicht werken nu niet: {fault}; het vastleggen gaat gewoon door");
                if !std::mem::replace(&mut self.told, true) {
                    (self.source.notice)(text);
                }
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

    /// Answers a question; one that finds no model, or a damaged one, is answered by the next, if there can be one.
    fn answer(&mut self, asked: &Asked) {
        let asked = &asked.question;
        let lijst = match self.lijst(asked) {
            Some(Ok(lijst)) => Some(Ok(lijst)),
            without => {
                self.refill(&without.and_then(Result::err).map_or("there was none".to_owned(), |fault| fault.to_string()));
                self.lijst(asked)
            }
        };
        reply(asked, lijst.and_then(Result::ok), &self.source.answer);
    }

    /// The answer; none without a model.
    fn lijst(&self, asked: &Question) -> Option<Result<Lijst, StoreFault>> {
        let dossier = |n: &DossierNummer| asked.dossiers.as_ref().is_none_or(|own| own.contains(n));
        let inzage = Inzage { dossier: &dossier, afgeschermd: asked.shielded };
        let model = self.model.as_ref()?;
        Some(match &asked.vraag {
            Vraag::Dossiers => model.dossiers(inzage).map(|rijen| Lijst::Dossiers { rijen }),
            Vraag::Acties => model.acties(inzage).map(|rijen| Lijst::Acties { rijen }),
            Vraag::Zoek { woorden } => {
                let words = self.woorden.vraag(woorden.as_str());
                let found = model.zoek(&words, FOUND_MAX, inzage);
                found.map(|g| Lijst::Regels { rijen: g.regels, meer: g.meer })
            }
        })
    }
}
