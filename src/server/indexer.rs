//! The read model's own thread: it takes rows from the clerk in the order in which they came, and fills the model from the
//! journals, one dossier after the other, between these. Questions are answered beside it ([`zoekers`](super::zoekers)), each
//! after every change before it. An acknowledgement never waits for any of this.

mod vragen;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TryRecvError, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, RwLock};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::clerk::{Answered, Noodantwoord, Noodvraag, Question};
use super::replay;
use super::zoekers::Zoekers;
use crate::crypto::register::Registersleutels;
use crate::domain::dossier::Toegang;
use crate::domain::ids::DossierNummer;
use crate::journal::{Journal, JournalId};
use crate::projection::rij::{Hoofd, Rijen};
use crate::protocol::Raadpleging;
use crate::store::{ModelState, ReadModel, Reason, StoreFault};
pub(super) use vragen::Inquiry;
use vragen::{Answer, Open, Shared, answers, none, reply};

/// How many changes and questions may wait. Of a dossier whose changes do not fit all rows are read off again, once, when what
/// waits is done.
const QUEUE_MAX: usize = 4096;
/// From how many dossiers on it is said how far a fill is.
const MANY: usize = 100;
/// For so many dossiers at the most who asks waits until they are filled in; of more the answer says that they are not.
const FEW: usize = 16;
/// How often a question is asked again after what it found was made good.
const AGAIN_MAX: u8 = 3;
/// After so long without a change or a question what was opened for searches is let go of.
const REST: Duration = Duration::from_secs(600);
enum Work {
    Update(Box<Rijen>),
    Ask(Box<Inquiry>),
    InNeed(Box<Noodvraag>),
    /// The model is new and empty.
    Fill,
    /// The model is of no use, and why.
    Refill(String),
    /// There is a question that found damage.
    Look,
    Stop,
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
    /// What it is sealed with.
    pub register: Registersleutels,
    /// Reads journals beside the clerk; never writes.
    pub journal: Box<dyn Journal>,
    /// The same, for who looks into the trace.
    pub naslag: Option<Box<dyn Journal>>,
    /// Tells how it is with the model to those for whom there is something in it.
    pub notice: Box<dyn Fn(String) + Send>,
    /// Sends an answer to who asked.
    pub answer: Answer,
    /// Tells what has to be known before access in need.
    pub in_need: Box<dyn Fn(Box<Noodvraag>, Noodantwoord) + Send>,
    /// Tells who was given access to a dossier, up to which record.
    pub toegang: Box<dyn Fn(DossierNummer, u64, Vec<Toegang>) + Send>,
}

impl Indexer {
    /// Starts the threads with a read model that was opened; one that was found unfit is filled first.
    pub(super) fn start(model: ReadModel, opened: ModelState, mut source: Source) -> std::io::Result<Self> {
        let (queue, work) = sync_channel(QUEUE_MAX);
        if let ModelState::Rebuild(why) = opened {
            // the queue is new and empty, so there is room
            let _ = queue.try_send(if matches!(why, Reason::New) { Work::Fill } else { Work::Refill(why.to_string()) });
        }
        let (model, naslag) = (RwLock::new(Some(model)), Mutex::new(source.naslag.take()));
        let shared = Arc::new(Shared { model, naslag, ..Shared::default() });
        let zoekers = {
            let wakes = queue.clone();
            // where there is no room it is looked at when there is
            let wake = move || drop(wakes.try_send(Work::Look));
            Zoekers::start(answers(Arc::clone(&shared), Arc::clone(&source.answer), wake))?
        };
        let theirs = Arc::clone(&shared);
        let work = move || Thread::new(source, theirs, zoekers).run(&work);
        let thread = thread::Builder::new().name("leesmodel".to_owned()).spawn(work)?;
        Ok(Self { queue, thread: Some(thread), shared })
    }

    /// Takes over changed rows.
    pub(super) fn update(&self, rows: Rijen) {
        let nummer = rows.dossier.nummer;
        let mut achter = self.shared.achter();
        if !achter.contains(&nummer) && self.queue.try_send(Work::Update(Box::new(rows))).is_err() {
            achter.insert(nummer);
        }
    }

    /// Answers a question, after every change before it. Where it has too much to do, what to say instead.
    pub(super) fn ask(&self, asked: Inquiry) -> Option<Answered> {
        let nr = asked.question.nr;
        self.queue.try_send(Work::Ask(Box::new(asked))).err()?;
        tracing::warn!("a question was not answered: the read model is too busy");
        none(nr)
    }

    /// Finds out what has to be known before access in need, after every change before it. Where it has too much to do, that
    /// nothing is.
    pub(super) fn ask_in_need(&self, question: Box<Noodvraag>) -> Option<(Box<Noodvraag>, Noodantwoord)> {
        match self.queue.try_send(Work::InNeed(question)).err()? {
            TrySendError::Full(Work::InNeed(question)) | TrySendError::Disconnected(Work::InNeed(question)) => {
                Some((question, Noodantwoord { eerder: Vec::new(), gevonden: None }))
            }
            TrySendError::Full(_) | TrySendError::Disconnected(_) => None,
        }
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
    source: Source,
    shared: Arc<Shared>,
    zoekers: Zoekers<Open>,
    /// Whether it was said that there is no model.
    told: bool,
    /// Of how many dossiers the model is being filled, and whether people missed it.
    vult: Option<(usize, bool)>,
    /// Questions that wait until the last few dossiers are filled in.
    wachten: Vec<Open>,
    /// Who was given an overview that was not whole: it is given again when it is.
    beloofd: BTreeMap<super::clerk::PeerId, Question>,
    /// Up to which record the rows of a dossier were read off from its journal: a change of before that says nothing new.
    tot: BTreeMap<DossierNummer, Hoofd>,
    /// Dossiers that fell behind and are read off again, one after the other.
    inhaal: BTreeSet<DossierNummer>,
    /// Rows that were read and are written while the next are read. Their dossier is still to be filled in.
    gelezen: Option<Rijen>,
}

impl Thread {
    fn new(source: Source, shared: Arc<Shared>, zoekers: Zoekers<Open>) -> Self {
        let (wachten, beloofd, tot) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        let (inhaal, gelezen) = (BTreeSet::new(), None);
        Self { source, shared, zoekers, told: false, vult: None, wachten, beloofd, tot, inhaal, gelezen }
    }

    fn run(mut self, work: &Receiver<Work>) {
        let mut taken = 0;
        loop {
            self.look();
            // what has to be read waits until the queue had its turn, so that it does not fall behind again at once
            let item = match work.try_recv() {
                Ok(item) if taken < QUEUE_MAX => item,
                Ok(item) => {
                    taken = 0;
                    self.lees_een();
                    item
                }
                Err(TryRecvError::Empty) => {
                    taken = 0;
                    if self.lees_een() {
                        continue;
                    }
                    match work.recv_timeout(REST) {
                        Ok(item) => item,
                        Err(RecvTimeoutError::Timeout) => {
                            self.shared.model().as_ref().map(ReadModel::laat_los);
                            continue;
                        }
                        Err(RecvTimeoutError::Disconnected) => break,
                    }
                }
                Err(TryRecvError::Disconnected) => break,
            };
            taken += 1;
            match item {
                Work::Update(rows) => self.update(&rows),
                Work::Ask(asked) => self.ask(Open { asked: *asked, again: 0 }),
                Work::InNeed(question) => {
                    let answer = self.shared.in_need(self.source.journal.as_ref(), &question);
                    (self.source.in_need)(question, answer);
                }
                Work::Fill => self.fill(false),
                Work::Refill(why) => self.refill(&why),
                Work::Look => {}
                Work::Stop => break,
            }
        }
        self.end();
    }

    /// Closes the model, unless something is not in it.
    fn end(self) {
        self.zoekers.stop();
        let whole = self.inhaal.is_empty() && self.shared.achter().is_empty() && self.shared.vullen().is_empty();
        if let Some(Err(fault)) = self.shared.put(None).filter(|_| whole).map(ReadModel::close) {
            tracing::warn!(%fault, "the read model was not closed whole and will be filled again");
        }
    }

    /// Has a question answered; while the last few dossiers are filled in, after that.
    fn ask(&mut self, open: Open) {
        if self.shared.model().is_none() {
            self.refill("there was none");
            if self.shared.model().is_none() {
                return reply(&open.asked.question, None, &self.source.answer);
            }
        }
        let ontbreekt = self.shared.ontbreekt(&open.asked.question) > 0;
        if ontbreekt && self.shared.vullen().len() <= FEW {
            self.wachten.push(open);
            return;
        }
        let question = &open.asked.question;
        if ontbreekt && matches!(question.vraag, Raadpleging::Dossiers) {
            self.beloofd.insert(question.peer, question.clone());
        }
        let vraag = question.vraag.clone();
        if let Err(open) = self.zoekers.ask(&vraag, open) {
            reply(&open.asked.question, None, &self.source.answer);
        }
    }

    /// Makes good what questions found to be damaged, and asks them again.
    fn look(&mut self) {
        let mislukt = std::mem::take(&mut *self.shared.mislukt());
        for (open, fault) in mislukt {
            let Open { asked, again } = open;
            if again >= AGAIN_MAX {
                reply(&asked.question, None, &self.source.answer);
                continue;
            }
            match fault {
                Some(StoreFault::Segment(nummer)) => self.herstel(nummer),
                // another question found it too, and it was made good since
                Some(StoreFault::Unusable) if self.is_of_use() => {}
                Some(fault) => self.refill(&fault.to_string()),
                None => {}
            }
            self.ask(Open { asked, again: again + 1 });
        }
    }

    fn is_of_use(&self) -> bool {
        self.shared.model().as_ref().is_some_and(|model| model.hoofden().is_ok())
    }

    /// Has a dossier whose segment is damaged read off again, and any other.
    fn herstel(&mut self, nummer: DossierNummer) {
        if self.shared.vullen().contains(&nummer) {
            return;
        }
        tracing::warn!("the segment of a dossier is damaged and written again");
        let mut broken = self.shared.model().as_ref().map(ReadModel::beschadigd).unwrap_or_default();
        broken.push(nummer);
        let mut vullen = self.shared.vullen();
        vullen.extend(broken);
        self.vult = Some((vullen.len(), true));
    }

    /// Reads the rows of one dossier off its journal that the model has not, or not all; whether another one is next. Between
    /// two of them changes are taken over.
    fn lees_een(&mut self) -> bool {
        let gelezen = self.gelezen.as_ref().map(|rows| rows.dossier.nummer);
        let next = self.shared.vullen().iter().find(|n| Some(**n) != gelezen).copied();
        match next {
            _ if self.shared.stopt() => false,
            None if gelezen.is_none() => self.haal_in(),
            next => self.vul(next),
        }
    }

    /// Fills in the dossier that was read, and reads the next meanwhile.
    fn vul(&mut self, next: Option<DossierNummer>) -> bool {
        let rows = self.gelezen.take();
        let shared = Arc::clone(&self.shared);
        let (written, read) = thread::scope(|scope| {
            let written = rows.as_ref().map(|rows| {
                let shared = &shared;
                scope.spawn(move || shared.model().as_ref().map_or(Err(StoreFault::Unusable), |model| model.replace(rows)))
            });
            let read = next.map(|nummer| (nummer, self.replay(nummer)));
            (written.map(|w| w.join().unwrap_or(Err(StoreFault::Unusable))), read)
        });
        if let Some(Err(fault)) = written {
            self.give_up_or_refill(&fault);
            return true;
        }
        if let Some(rows) = rows {
            self.tot.insert(rows.dossier.nummer, rows.hoofd.clone());
            (self.source.toegang)(rows.dossier.nummer, rows.hoofd.seq, rows.toegang);
            self.gevuld(rows.dossier.nummer);
        }
        match read {
            // so the model is not closed as whole
            _ if self.shared.stopt() => return false,
            Some((_, Some(rows))) => self.gelezen = Some(rows),
            // it cannot be read
            Some((nummer, None)) => self.gevuld(nummer),
            None => {}
        }
        true
    }

    /// A dossier is in the model, as far as it can be.
    fn gevuld(&mut self, nummer: DossierNummer) {
        let left = {
            let mut vullen = self.shared.vullen();
            vullen.remove(&nummer);
            vullen.len()
        };
        self.vertel(left);
        if left == 0 {
            self.filled();
        }
    }

    /// Everything is in the model.
    fn filled(&mut self) {
        match self.vult.take() {
            Some((_, true)) => {
                self.told = false;
                (self.source.notice)("de zoekindex is opnieuw gemaakt uit de journalen en is weer heel".to_owned());
            }
            Some((all, false)) if all >= MANY => (self.source.notice)("de zoekindex is opgebouwd".to_owned()),
            Some(_) | None => {}
        }
        for open in std::mem::take(&mut self.wachten) {
            self.ask(open);
        }
        for question in std::mem::take(&mut self.beloofd).into_values() {
            self.ask(Open { asked: Inquiry { question, _place: None }, again: 0 });
        }
    }

    /// Reads the rows of one of the dossiers that fell behind off its journal; whether another one is next.
    fn haal_in(&mut self) -> bool {
        if self.inhaal.is_empty() {
            self.inhaal = std::mem::take(&mut *self.shared.achter());
        }
        let Some(nummer) = self.inhaal.pop_first() else { return false };
        let rows = self.replay(nummer);
        if self.shared.stopt() {
            // so the model is not closed as whole
            self.inhaal.insert(nummer);
            return false;
        }
        let done = rows.as_ref().and_then(|rows| self.shared.model().as_ref().map(|model| model.replace(rows)));
        let (Some(rows), Some(done)) = (rows, done) else {
            // it cannot be read now: it stays behind, so that the model is not closed as whole
            self.shared.achter().insert(nummer);
            return !self.inhaal.is_empty();
        };
        tracing::info!("the rows of a dossier fell behind and are read off again");
        if let Err(fault) = done {
            self.refill(&fault.to_string());
            return true;
        }
        self.tot.insert(nummer, rows.hoofd);
        !self.inhaal.is_empty()
    }

    fn update(&mut self, rows: &Rijen) {
        let nummer = rows.dossier.nummer;
        if self.shared.vullen().contains(&nummer) {
            // it is durable, so it will be read; what was read before it is read again
            self.gelezen.take_if(|read| {
                let knows = read.hoofd.seq > rows.hoofd.seq || read.hoofd == rows.hoofd;
                read.dossier.nummer == nummer && !knows
            });
            return;
        }
        if let Some(tot) = self.tot.get(&nummer).filter(|tot| rows.hoofd.seq <= tot.seq) {
            if rows.hoofd.seq == tot.seq && rows.hoofd != *tot {
                // what was read off was a record that the disk gave and did not keep
                self.shared.achter().insert(nummer);
            }
            return;
        }
        let done = self.shared.model().as_ref().map(|model| model.write(rows));
        match done {
            Some(Err(StoreFault::Segment(nummer))) => self.herstel(nummer),
            Some(Err(fault)) => self.refill(&fault.to_string()),
            Some(Ok(())) | None => {}
        }
    }

    /// Throws the read model away and begins to fill a new one from the journals.
    fn refill(&mut self, why: &str) {
        tracing::warn!(%why, "the read model is filled again");
        // dropped without a clean close, it is thrown away when it is opened again
        drop(self.shared.put(None));
        let (dir, marker) = &self.source.place;
        match ReadModel::open(dir, marker, &self.source.register) {
            Ok((model, _)) => {
                self.shared.put(Some(model));
                self.fill(true);
            }
            Err(fault) => self.give_up(&fault),
        }
    }

    /// A model that does not take what it is filled with is made once more, where nobody missed it yet.
    fn give_up_or_refill(&mut self, fault: &StoreFault) {
        if self.vult.is_some_and(|(_, missed)| missed) {
            drop(self.shared.put(None));
            self.give_up(fault);
        } else {
            self.refill(&fault.to_string());
        }
    }

    /// There is no model, and nobody waits for it.
    fn give_up(&mut self, fault: &StoreFault) {
        tracing::error!(%fault, "there is no read model");
        self.shared.vullen().clear();
        (self.vult, self.gelezen) = (None, None);
        self.beloofd.clear();
        let text = format!("zoeken en het overzicht werken nu niet: {fault}; het vastleggen gaat gewoon door");
        if !std::mem::replace(&mut self.told, true) {
            (self.source.notice)(text);
        }
        for open in std::mem::take(&mut self.wachten) {
            reply(&open.asked.question, None, &self.source.answer);
        }
    }

    /// Begins to fill a model that is empty; whether people missed it.
    fn fill(&mut self, missed: bool) {
        let all = self.source.journal.list().unwrap_or_default();
        let all = all.into_iter().filter_map(|id| if let JournalId::Dossier(nummer) = id { Some(nummer) } else { None });
        self.inhaal.clear();
        self.tot.clear();
        self.gelezen = None;
        let count = {
            let mut vullen = self.shared.vullen();
            *vullen = all.collect();
            vullen.len()
        };
        self.vult = Some((count, missed));
        self.vertel(count);
        if count == 0 {
            self.filled();
        }
    }

    /// Says how far a fill is, where there is much to fill: at each quarter. Not of how many: that is not for everybody.
    fn vertel(&self, left: usize) {
        let Some((all, _)) = self.vult.filter(|(all, _)| *all >= MANY) else { return };
        let done = all - left;
        if left > 0 && done.is_multiple_of(all.div_ceil(4)) {
            (self.source.notice)(format!(
                "de zoekindex wordt opgebouwd, voor {} % gedaan; het overzicht en het zoeken hebben tot dan niet alles, \
                 vastleggen gaat gewoon door",
                done * 100 / all
            ));
        }
    }

    /// The rows of a dossier as far as its journal can be read.
    fn replay(&self, nummer: DossierNummer) -> Option<Rijen> {
        replay::rows(self.source.journal.as_ref(), nummer, &|| self.shared.stopt())
    }
}

#[cfg(test)]
mod tests;
