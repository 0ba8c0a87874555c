//! The trace on disk: a journal per month, chained and sealed as all others. What is written is in the file before its answer
//! leaves, and durable within a second. While the disk refuses, what could not be written waits in memory; that is told, and
//! tried again. A journal that can take nothing more (damaged, or not what it was) is left as it is, and the trace goes on in
//! another one of that month. Absent: what is traced (`clerk::spoor`).

mod rollen;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::{Duration, Instant};

use crate::crypto::kluis::Kluis;
use crate::domain::ids::RequestId;
use crate::domain::inzage::{Inzagedaad, Inzageregel, Lezende, Oorsprong, Resultaat, Toestel};
use crate::domain::machine;
use crate::domain::rol::Stamp;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::journal::{
    Closed, Envelope, Fault, FileJournal, Head, InzageEvent, Inzagedeel, Journal, JournalId, Remembered, record,
};
use crate::server::access::Account;
use crate::server::claim::Claim;
use crate::server::hoofden::{Hoofden, remembered};
use crate::server::memory::itself;

pub(super) use rollen::Rollenspoor;

/// How long what was written may wait for the disk, and after how long it is tried again where it refused.
const LAG: Duration = Duration::from_secs(1);
/// How many readings wait in memory while the disk refuses; more are counted.
const WAITING_MAX: usize = 10_000;

/// Whether the trace takes what comes, where that is not as it was: it does again, or why not.
pub(super) type News = Option<Result<(), String>>;

/// The trace of a store, for who writes it.
pub(super) struct Inzage {
    journal: Box<dyn Journal>,
    /// How far each journal was that somebody remembers; what this process made durable too.
    remembered: BTreeMap<JournalId, Head>,
    /// Those that take nothing more.
    closed: BTreeSet<JournalId>,
    /// The one that is written, and how far it is.
    at: Option<(Inzagedeel, Head)>,
    /// What could not be written yet, each with its moment.
    waiting: VecDeque<(Tijdstip, Vec<InzageEvent>)>,
    /// How many were too many to wait.
    missed: u64,
    /// Until when what was written, or waits, may wait; none where nothing does.
    due: Option<Instant>,
    /// Whether the disk refuses, as was told.
    refused: bool,
}

impl Inzage {
    /// The trace in these journals, of which these heads are remembered.
    pub(super) fn new(journal: Box<dyn Journal>, heads: &BTreeMap<JournalId, Head>) -> Self {
        let remembered = heads.iter().map(|(id, head)| (*id, *head)).collect();
        let (closed, waiting) = (BTreeSet::new(), VecDeque::new());
        Self { journal, remembered, closed, at: None, waiting, missed: 0, due: None, refused: false }
    }

    /// Writes a reading behind those that wait; while the disk refuses it is tried no more than once a second.
    pub(super) fn write(&mut self, regel: Inzageregel) -> News {
        self.write_events(regel.op, vec![InzageEvent::Ingezien { regel }])
    }

    /// The same with what is kept as one.
    pub(super) fn write_events(&mut self, op: Tijdstip, events: Vec<InzageEvent>) -> News {
        if self.waiting.len() < WAITING_MAX {
            self.waiting.push_back((op, events));
        } else {
            self.missed += 1;
        }
        if self.refused && self.due.is_some() { None } else { self.write_all() }
    }

    /// How long what waits may still wait; none where nothing does.
    pub(super) fn patience(&self) -> Option<Duration> {
        self.due.map(|due| due.saturating_duration_since(Instant::now()))
    }

    /// Makes durable what was written, where it waited long enough or the service ends; gives how far which journal is then.
    pub(super) fn sync(&mut self, ends: bool) -> (Option<(JournalId, Head)>, News) {
        if !self.patience().is_some_and(|left| ends || left.is_zero()) {
            return (None, None);
        }
        self.due = None;
        let news = if self.waiting.is_empty() { None } else { self.write_all() };
        if ends && !self.waiting.is_empty() {
            tracing::error!(readings = self.waiting.len(), "these were never traced: the service ends");
        }
        let Some((deel, head)) = self.at else { return (None, news) };
        self.due = self.due.filter(|_| !self.waiting.is_empty());
        match self.journal.sync(JournalId::Inzage(deel)) {
            Ok(()) => {
                self.remembered.insert(JournalId::Inzage(deel), head);
                (Some((JournalId::Inzage(deel), head)), news)
            }
            Err(fault) => (None, self.fails(&fault.to_string())),
        }
    }

    fn write_all(&mut self) -> News {
        self.due.get_or_insert_with(|| Instant::now() + LAG);
        while let Some((op, events)) = self.waiting.front().cloned() {
            let missed = (self.missed > 0).then_some(InzageEvent::Gemist { aantal: self.missed });
            let events: Vec<InzageEvent> = missed.into_iter().chain(events).collect();
            if let Err(why) = self.append(op, &events) {
                return self.fails(&why);
            }
            self.missed = 0;
            self.waiting.pop_front();
        }
        std::mem::take(&mut self.refused).then_some(Ok(()))
    }

    /// It is told once, and tried again.
    fn fails(&mut self, why: &str) -> News {
        self.at = None;
        self.due = Some(Instant::now() + LAG);
        if std::mem::replace(&mut self.refused, true) {
            return None;
        }
        tracing::error!(%why, "readings are not traced");
        Some(Err(why.to_owned()))
    }

    /// Appends to the journal of this month; where that takes nothing more, to the next one of the month.
    fn append(&mut self, op: Tijdstip, events: &[InzageEvent]) -> Result<(), String> {
        loop {
            let (deel, after, first) = self.ready(op)?;
            let id = JournalId::Inzage(deel);
            let stamp = Stamp { op, wie: itself(), verzoek: RequestId(0) };
            let events = first.into_iter().chain(events.iter().cloned()).collect();
            match record::append(self.journal.as_mut(), &Envelope::next(id, after, stamp, events)) {
                Ok(head) => {
                    self.at = Some((deel, head));
                    return Ok(());
                }
                Err(fault) if is_for_good(&fault) => {
                    tracing::error!(journal = %id, %fault, "the trace goes on in another journal");
                    self.closed.insert(id);
                    self.remembered.insert(id, after);
                    self.at = None;
                }
                Err(fault) => return Err(fault.to_string()),
            }
        }
    }

    /// The journal to which is written at this moment, how far it is, and what has to stand in it first.
    fn ready(&mut self, op: Tijdstip) -> Result<(Inzagedeel, Head, Option<InzageEvent>), String> {
        let month = Inzagedeel::van(op);
        match self.at {
            Some((deel, head)) if deel.zelfde_maand(month) => return Ok((deel, head, None)),
            // what was written in the month before has to be durable, for nobody comes back to it
            Some((deel, _)) => self.journal.sync(JournalId::Inzage(deel)).map_err(|fault| fault.to_string())?,
            None => {}
        }
        let known = self.journal.list().map_err(|fault| fault.to_string())?;
        let known: Vec<Inzagedeel> = known.into_iter().chain(self.remembered.keys().copied()).filter_map(deel).collect();
        let mut next = known.iter().copied().filter(|d| d.zelfde_maand(month)).max().or(Some(month));
        while let Some(deel) = next {
            next = deel.volgende();
            if let Some(head) = self.open(deel, op)? {
                let before = known.iter().copied().filter(|d| *d < deel).max();
                let first = before.filter(|_| head.seq == 0).and_then(|d| self.goes_on_after(d));
                return Ok((deel, head, first));
            }
        }
        Err("er zijn te veel journalen van deze maand die niets meer aannemen: kijk met crisistafel controleer".to_owned())
    }

    /// Makes a journal ready; none where it can take nothing more, or is not what it was.
    fn open(&mut self, deel: Inzagedeel, nu: Tijdstip) -> Result<Option<Head>, String> {
        let id = JournalId::Inzage(deel);
        if self.closed.contains(&id) {
            return Ok(None);
        }
        let opened = match self.journal.open(id, nu) {
            Ok(opened) => opened,
            Err(fault) if is_for_good(&fault) => return Ok(None),
            Err(fault) => return Err(fault.to_string()),
        };
        let lost = self.remembered.get(&id).is_some_and(|head| opened.reading.remembered(*head) != Remembered::Present);
        match opened.closed {
            Some(Closed::Disk(why)) => Err(Closed::Disk(why).to_string()),
            Some(_) => Ok(None),
            None if lost => Ok(None),
            None => Ok(Some(opened.reading.head())),
        }
    }

    /// That a journal goes on after this one, as far as that can be read.
    fn goes_on_after(&self, before: Inzagedeel) -> Option<InzageEvent> {
        let na = JournalId::Inzage(before);
        // what is remembered of it was there, also where it is not any more
        let read = self.journal.read(na).ok().map(|reading| reading.head());
        let head = read.into_iter().chain(self.remembered.get(&na).copied()).max_by_key(|head| head.seq)?;
        Some(InzageEvent::Vervolgd { na, head })
    }
}

fn deel(id: JournalId) -> Option<Inzagedeel> {
    match id {
        JournalId::Inzage(deel) => Some(deel),
        JournalId::Organisatie | JournalId::Dossier(_) => None,
    }
}

/// Whether a journal takes nothing more whatever the disk does.
fn is_for_good(fault: &Fault) -> bool {
    match fault {
        Fault::Append { why, .. } | Fault::Closed { why, .. } => !matches!(why, Closed::Disk(_)),
        Fault::Unsealed(_) | Fault::Leesbaar(_) | Fault::OtherHead { .. } | Fault::NotOpen(_) => true,
        Fault::List(_)
        | Fault::Read { .. }
        | Fault::Verzegel { .. }
        | Fault::Sleutels { .. }
        | Fault::TooLong(_)
        | Fault::Misplaced(_)
        | Fault::Encode { .. } => false,
    }
}

/// Traces what was done with the files of a store that nobody serves now: whoever does so has it.
pub fn trace_here(claim: &Claim, kluis: Kluis, daad: Inzagedaad, op: Tijdstip) -> Result<(), String> {
    let (heads, _) = remembered(&claim.dir).map_err(|e| machine::zegt(&e))?;
    let journal = FileJournal::new(&claim.dir).verzegeld(Some(kluis));
    let mut trace = Inzage::new(Box::new(journal), &heads);
    let account = Account::of(nix::unistd::geteuid().as_raw());
    if let Some(kept) = trace.write(here(daad, &account.naam, op)) {
        return kept;
    }
    let mut hoofden = Hoofden::of(&claim.dir, heads);
    if let (Some((id, head)), _) = trace.sync(true) {
        hoofden.remember(id, head);
    }
    hoofden.write(true);
    Ok(())
}

/// That this was done, by this account on the machine itself.
pub(super) fn here(daad: Inzagedaad, account: &str, op: Tijdstip) -> Inzageregel {
    let naam = Tekst::cut(account);
    Inzageregel {
        op,
        wie: Lezende { gebruiker: naam.clone(), naam, organisatie: None, rollen: Vec::new() },
        daad,
        dossier: None,
        resultaat: Resultaat::Gegeven,
        oorsprong: Oorsprong { toestel: Toestel::Machine, ssh: false, doorgeefluik: None },
    }
}

#[cfg(test)]
mod tests;
