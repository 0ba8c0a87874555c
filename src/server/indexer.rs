//! The read model's own thread: it takes rows from the clerk and answers questions, in the order in which they came. An
//! acknowledgement never waits for it. What it holds can be thrown away: then it is filled again from the journals.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use super::clerk::{Answered, Question};
use super::inbox::InHand;
use super::outbox::encode;
use super::{naslag, replay};
use crate::domain::dossier::Toegang;
use crate::domain::ids::DossierNummer;
use crate::journal::{Journal, JournalId};
use crate::projection::rij::{Hoofd, Rijen};
use crate::projection::zoek::Woordenboek;
use crate::protocol::{Opgehaald, Raadpleging, ToClient};
use crate::store::{Inzage, ModelState, ReadModel, Reason, StoreFault};

/// How many changes and questions may wait. Of a dossier whose changes do not fit all rows are read off again, once, when what
/// waits is done.
const QUEUE_MAX: usize = 4096;
/// What is said to who asks when there is no answer.
const NO_ANSWER: &str = "zoeken en het overzicht werken nu niet; probeer het zo nog eens (het vastleggen gaat gewoon door)";
/// From how many dossiers on it is said how far a fill is.
const MANY: usize = 100;
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
type Answer = Box<dyn Fn(Question, Answered) + Send>;

/// The answer to a question, or that there is none.
fn reply(q: &Question, lijst: Option<Opgehaald>, answer: &Answer) {
    let nr = q.nr;
    let given = lijst.and_then(|lijst| {
        let dossiers = Some(lijst.dossiers());
        Some(Answered { bytes: encode(&ToClient::Lijst { nr, lijst })?, dossiers })
    });
    if let Some(given) = given.or_else(|| none(nr)) {
        answer(q.clone(), given);
    }
}

/// That there is no answer.
fn none(nr: u32) -> Option<Answered> {
    let bytes = encode(&ToClient::GeenLijst { nr, melding: NO_ANSWER.into() })?;
    Some(Answered { bytes, dossiers: None })
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

/// What both ends know.
#[derive(Default)]
struct Shared {
    /// Dossiers of which a change did not fit in the queue. No other change of them waits behind it.
    achter: Mutex<BTreeSet<DossierNummer>>,
    /// The service stops: a fill is not gone on with.
    stopt: AtomicBool,
}

impl Shared {
    fn achter(&self) -> MutexGuard<'_, BTreeSet<DossierNummer>> {
        self.achter.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Why a model could not be filled.
enum NietGevuld {
    /// The service stops.
    Gestopt,
    Fout(StoreFault),
}

impl From<StoreFault> for NietGevuld {
    fn from(fault: StoreFault) -> Self {
        Self::Fout(fault)
    }
}

/// The clerk's end of the read model.
pub(super) struct Indexer {
    queue: SyncSender<Work>,
    thread: Option<JoinHandle<()>>,
    shared: Arc<Shared>,
}

/// What the thread works with.
pub(super) struct Source {
    /// Where the read model lies, and the marker that says that it is at work.
    pub place: (PathBuf, PathBuf),
    /// Reads journals beside the clerk; never writes.
    pub journal: Box<dyn Journal>,
    /// Tells how it is with the model to those for whom there is something in it.
    pub notice: Box<dyn Fn(String) + Send>,
    /// Sends an answer to who asked.
    pub answer: Answer,
    /// Tells who was given access to a dossier, up to which record.
    pub toegang: Box<dyn Fn(DossierNummer, u64, Vec<Toegang>) + Send>,
}

impl Indexer {
    /// Starts the thread with a read model that was opened; one that was found unfit is filled first.
    pub(super) fn start(model: ReadModel, opened: ModelState, source: Source) -> std::io::Result<Self> {
        let (queue, work) = sync_channel(QUEUE_MAX);
        if let ModelState::Rebuild(why) = opened {
            // the queue is new and empty, so there is room
            let _ = queue.try_send(if matches!(why, Reason::New) { Work::Fill } else { Work::Refill(why.to_string()) });
        }
        let builder = thread::Builder::new().name("leesmodel".to_owned());
        let shared = Arc::new(Shared::default());
        let theirs = Arc::clone(&shared);
        let thread = builder.spawn(move || {
            let (woorden, tot) = (Woordenboek::default(), BTreeMap::new());
            let inhaal = BTreeSet::new();
            Thread { model: Some(model), source, woorden, told: false, shared: theirs, tot, inhaal }.run(&work);
        })?;
        Ok(Self { queue, thread: Some(thread), shared })
    }

    /// Takes over changed rows.
    pub(super) fn update(&self, rows: Rijen) {
        let nummer = rows.dossier.nummer;
        let mut achter = self.shared.achter();
        if achter.contains(&nummer) {
            return;
        }
        if let Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) =
            self.queue.try_send(Work::Update(Box::new(rows)))
        {
            achter.insert(nummer);
        }
    }

    /// Answers a question, after every change before it. Where it has too much to do, what to say instead.
    pub(super) fn ask(&self, asked: Asked) -> Option<Answered> {
        let nr = asked.question.nr;
        self.queue.try_send(Work::Ask(Box::new(asked))).err()?;
        tracing::warn!("a question was not answered: the read model is too busy");
        none(nr)
    }
}

impl Drop for Indexer {
    /// Closes the read model whole, after everything that waits. One that is being filled is left, and filled at the next
    /// start.
    fn drop(&mut self) {
        self.shared.stopt.store(true, Ordering::SeqCst);
        let _ = self.queue.send(Work::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Thread {
    model: Option<ReadModel>,
    source: Source,
    woorden: Woordenboek,
    /// Whether it was said that there is no model.
    told: bool,
    shared: Arc<Shared>,
    /// Up to which record the rows of a dossier were read off from its journal: a change of before that says nothing new.
    tot: BTreeMap<DossierNummer, Hoofd>,
    /// Dossiers that fell behind and are read off again, one after the other.
    inhaal: BTreeSet<DossierNummer>,
}

impl Thread {
    fn run(mut self, work: &Receiver<Work>) {
        let mut taken = 0;
        loop {
            // what fell behind waits until the queue had its turn, so that it does not fall behind again at once
            let item = match work.try_recv() {
                Ok(item) if taken < QUEUE_MAX => item,
                Ok(item) => {
                    taken = 0;
                    self.haal_in();
                    item
                }
                Err(TryRecvError::Empty) => {
                    taken = 0;
                    if self.haal_in() {
                        continue;
                    }
                    let Ok(item) = work.recv() else { break };
                    item
                }
                Err(TryRecvError::Disconnected) => break,
            };
            taken += 1;
            match item {
                Work::Update(rows) => self.update(&rows),
                Work::Ask(asked) => self.answer(&asked),
                Work::Fill => self.fill_new(),
                Work::Refill(why) => self.refill(&why),
                Work::Stop => break,
            }
        }
        // what fell behind is not in it
        let whole = self.inhaal.is_empty() && self.shared.achter().is_empty();
        if let Some(Err(fault)) = self.model.take().filter(|_| whole).map(ReadModel::close) {
            tracing::warn!(%fault, "the read model was not closed whole and will be filled again");
        }
    }

    /// Reads the rows of one of the dossiers that fell behind off its journal; whether another one is next. Between two of
    /// them who asks something is answered.
    fn haal_in(&mut self) -> bool {
        if self.inhaal.is_empty() {
            self.inhaal = std::mem::take(&mut *self.shared.achter());
        }
        let Some(nummer) = self.inhaal.pop_first() else { return false };
        let rows = self.rows(nummer);
        if self.stopt() {
            // so the model is not closed as whole
            self.inhaal.insert(nummer);
            return false;
        }
        let (Some(rows), Some(model)) = (rows, &mut self.model) else {
            // it cannot be read now: it stays behind, so that the model is not closed as whole
            self.shared.achter().insert(nummer);
            return !self.inhaal.is_empty();
        };
        tracing::info!("the rows of a dossier fell behind and are read off again");
        if let Err(fault) = model.replace(&rows) {
            self.inhaal.clear();
            self.refill(&fault.to_string());
            return false;
        }
        self.tot.insert(nummer, rows.hoofd.clone());
        !self.inhaal.is_empty()
    }

    fn stopt(&self) -> bool {
        self.shared.stopt.load(Ordering::SeqCst)
    }

    fn update(&mut self, rows: &Rijen) {
        if let Some(tot) = self.tot.get(&rows.dossier.nummer).filter(|tot| rows.hoofd.seq <= tot.seq) {
            if rows.hoofd.seq == tot.seq && rows.hoofd != *tot {
                // what was read off was a record that the disk gave and did not keep
                self.shared.achter().insert(rows.dossier.nummer);
            }
            return;
        }
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
        let opened = ReadModel::open(dir, marker).map(|(model, _)| model);
        match opened.map_err(NietGevuld::from).and_then(|model| self.fill(model)) {
            Ok(model) => {
                self.model = Some(model);
                self.told = false;
                (self.source.notice)("de zoekindex is opnieuw gemaakt uit de journalen en is weer heel".to_owned());
            }
            // it was not closed, so it is filled again at the next start
            Err(NietGevuld::Gestopt) => {}
            Err(NietGevuld::Fout(fault)) => {
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
            Some(Ok(model)) => {
                self.model = Some(model);
                if self.tot.len() >= MANY {
                    (self.source.notice)("de zoekindex is opgebouwd".to_owned());
                }
            }
            Some(Err(NietGevuld::Fout(fault))) => self.refill(&fault.to_string()),
            Some(Err(NietGevuld::Gestopt)) | None => {}
        }
    }

    fn fill(&mut self, mut model: ReadModel) -> Result<ReadModel, NietGevuld> {
        let all = self.source.journal.list().unwrap_or_default();
        let kwart = all.len().div_ceil(4).max(1);
        for (nr, id) in all.iter().enumerate() {
            if all.len() >= MANY && nr.is_multiple_of(kwart) {
                (self.source.notice)(replay::how_far(nr / kwart));
            }
            if let JournalId::Dossier(nummer) = *id
                && let Some(rows) = self.rows(nummer)
            {
                if self.stopt() {
                    return Err(NietGevuld::Gestopt);
                }
                model.replace(&rows)?;
                self.tot.insert(nummer, rows.hoofd.clone());
                (self.source.toegang)(nummer, rows.hoofd.seq, rows.toegang);
            }
            if self.stopt() {
                return Err(NietGevuld::Gestopt);
            }
        }
        Ok(model)
    }

    fn rows(&self, nummer: DossierNummer) -> Option<Rijen> {
        replay::rows(self.source.journal.as_ref(), nummer, &|| self.stopt())
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
    fn lijst(&self, asked: &Question) -> Option<Result<Opgehaald, StoreFault>> {
        let ziet = &asked.ziet;
        let (dossier, afgeschermd) = (|n: &DossierNummer| ziet.dossier(*n), |n: &DossierNummer| ziet.afgeschermd_in(*n));
        let afgeschermd: Option<&dyn Fn(&DossierNummer) -> bool> =
            if ziet.ergens_afgeschermd() { Some(&afgeschermd) } else { None };
        let inzage = Inzage { dossier: &dossier, afgeschermd };
        let model = self.model.as_ref();
        Some(match &asked.vraag {
            // the clerk knows them
            Raadpleging::Vernietigingen => Ok(Opgehaald::Vernietigingen { rijen: Vec::new() }),
            Raadpleging::Inzage(vraag) => Ok(naslag::lees(self.source.journal.as_ref(), vraag, ziet)),
            Raadpleging::Dossiers => model?.dossiers(inzage).map(|rijen| Opgehaald::Dossiers { rijen }),
            Raadpleging::Acties => model?.acties(inzage).map(|rijen| Opgehaald::Acties { rijen }),
            Raadpleging::Zoek { woorden } => {
                let words = self.woorden.vraag(woorden.as_str());
                let found = model?.zoek(&words, FOUND_MAX, inzage);
                found.map(|g| Opgehaald::Regels { rijen: g.regels, meer: g.meer })
            }
        })
    }
}

#[cfg(test)]
mod tests;
