//! Carries out what the clerk decides, in one thread with one queue: appends, reads, keeps, and gives messages to the outboxes
//! of the terminals. It decides nothing itself and never waits for a terminal.

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use chrono::TimeDelta;

use super::access::{Access, Account};
use super::claim::Tafel;
use super::clerk::{Answered, Clerk, Input, Noodantwoord, Noodvraag, PeerId, Question, ReadOff, Task};
use super::drafts::Drafts;
use super::hoofden::Hoofden;
use super::hook::Hook;
use super::inbox::InHand;
use super::indexer::{Indexer, Inquiry};
use super::inzage::{self, Inzage, Rollenspoor};
use super::kaders;
use super::outbox::{Outbox, Written};
use super::peer::FromPeer;
use super::pins::Pinuitslag;
use super::pinwerk::Pinwerk;
use super::reader::Reader;
use super::table::{self, Mark};
use super::turns::Turns;
use crate::crypto::bos;
use crate::domain::dossier::Toegang;
use crate::domain::ids::DossierNummer;
use crate::domain::inzage::{Inzagedaad, Rollenvondst, Sleuteldaad};
use crate::domain::machine;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::{Clock, Tijdstip};
use crate::journal::{Fault, Journal, JournalId, Opened, Reading, record};

/// How long a store that ends with its last terminal waits for another one.
const LINGER: Duration = Duration::from_secs(3);
/// The same where the disk refuses what was typed there: it is nowhere else, and who lost the connection can come back.
const LINGER_UNKEPT: Duration = Duration::from_secs(600);
/// How long it waits for its first one: who started it may have been killed in between.
const FIRST_WAIT: Duration = Duration::from_secs(60);
/// How often it is looked whether access ended, where somebody has any that does.
const LOOK_AGAIN: Duration = Duration::from_secs(30);
/// By how much the machine's clock has to be set before it is said.
const JUMP_MIN: TimeDelta = TimeDelta::minutes(2);

/// What reaches the thread of the clerk.
#[derive(Debug)]
pub(super) enum ToClerk {
    /// From a connection.
    Peer(PeerId, FromPeer),
    /// A journal was read.
    Read(Box<ReadOff>),
    /// The answer of the read model.
    Answer(Box<Question>, Answered),
    /// What had to be known before access in need.
    InNeed(Box<Noodvraag>, Noodantwoord),
    /// Who was given access to a dossier, as its journal says up to this record.
    Access(DossierNummer, u64, Vec<Toegang>),
    /// What came of a PIN.
    Pin(Box<Pinuitslag>),
    /// There is news of drafts that the disk refused.
    Drafts,
    /// Something that every terminal has to be told.
    Notice(String),
    /// How it is with the read model.
    ReadModel(String),
    /// The server has to end, and why.
    Stop(&'static str),
}

/// The clerk, with all that it works on.
pub(super) struct Driver {
    /// What decides.
    pub clerk: Clerk,
    /// The store's directory, and the number of its owner.
    pub store: (PathBuf, u32),
    /// What kind of store it is.
    pub tafel: Tafel,
    /// The role table's file when it was last looked at.
    pub table_mark: Option<Mark>,
    /// The record.
    pub journal: Box<dyn Journal>,
    /// Reads the journals of dossiers.
    pub reader: Reader,
    /// The read model.
    pub indexer: Indexer,
    /// How far each journal is, on disk.
    pub hoofden: Hoofden,
    /// Who looked at what.
    pub inzage: Inzage,
    /// What of the role table is in it.
    pub rollen: Rollenspoor,
    /// What is being typed.
    pub drafts: Drafts,
    /// What looks at PINs, and keeps them.
    pub pinwerk: Pinwerk,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// What the clock said last, and one that cannot be set.
    pub times: Option<(Tijdstip, TimeDelta)>,
    /// Named points for tests.
    pub hook: Arc<dyn Hook>,
    /// What was written to the terminals.
    pub written: Written,
    /// Whether the server ends with its last terminal.
    pub ends_with_last: bool,
    /// What the terminals sent, in the order in which it is heard.
    pub turns: Turns<FromPeer>,
    /// The lines to the terminals.
    pub outboxes: BTreeMap<PeerId, Outbox>,
}

/// Since when nothing came, and whether anybody ever did.
struct Quiet {
    since: Instant,
    anybody_yet: bool,
}

/// How long a store that ends with its last terminal waits for another one.
fn patience(anybody_yet: bool, unkept: bool) -> Duration {
    match (anybody_yet, unkept) {
        (true, true) => LINGER_UNKEPT,
        (true, false) => LINGER,
        (false, _) => FIRST_WAIT,
    }
}

/// By how much the machine's clock was set between two looks at it and at one that cannot be set.
fn jump((then, steady_then): (Tijdstip, TimeDelta), (now, steady_now): (Tijdstip, TimeDelta)) -> Option<TimeDelta> {
    let by = now.since(then) - (steady_now - steady_then);
    (by.abs() > JUMP_MIN).then_some(by)
}

/// How long nothing has to be done for a moment that is to come. By a clock that can be set meanwhile, so it is looked at
/// again now and then.
fn until(at: Tijdstip, now: Tijdstip) -> Duration {
    at.since(now).to_std().unwrap_or_default().min(LOOK_AGAIN)
}

impl Driver {
    /// Works until it is told to stop or, where the store ends with its last terminal, until that has gone.
    pub(super) fn run(mut self, queue: Receiver<ToClerk>) {
        let why = self.until_the_end(&queue);
        // who waits to be heard must not be waited for
        drop(queue);
        self.turns = Turns::default();
        tracing::info!(why, "the server ends");
        self.play(Input::End, None);
        self.sync_trace(true);
        self.hoofden.write(true);
    }

    /// Hears what comes, until the end; gives the reason. What came before it was told to stop is heard.
    fn until_the_end(&mut self, queue: &Receiver<ToClerk>) -> &'static str {
        let mut quiet = Quiet { since: Instant::now(), anybody_yet: false };
        let mut ends = None;
        loop {
            self.sync_trace(false);
            self.hoofden.write(false);
            while ends.is_none()
                && let Ok(what) = queue.try_recv()
            {
                ends = self.line_up(what);
            }
            if let Some((peer, from)) = self.turns.next(|id| self.clerk.comes_first(id), |id| self.clerk.is_waiting(id)) {
                self.begin();
                self.hear_peer(peer, from);
                quiet = Quiet { since: Instant::now(), anybody_yet: true };
            } else if let Some(why) = ends {
                // who waits for a dossier came before it was told to stop
                if !self.clerk.is_reading() || !self.hear_what_is_read(queue) {
                    return why;
                }
            } else {
                ends = self.wait(queue, &quiet);
            }
        }
    }

    /// Waits for a journal that is being read, and for nothing else; whether one came.
    fn hear_what_is_read(&mut self, queue: &Receiver<ToClerk>) -> bool {
        let read = queue.iter().find_map(|what| if let ToClerk::Read(read) = what { Some(read) } else { None });
        read.map(|read| self.play(Input::Read(read), None)).is_some()
    }

    /// Traces with what the service starts: its keys, and the role table.
    pub(super) fn trace_start(&mut self) {
        self.trace_keys();
        self.trace_table(true);
    }

    /// Traces that the service uses the keys, where the store has any.
    fn trace_keys(&mut self) {
        let (dir, owner) = &self.store;
        if dir.join(bos::NAAM).exists() {
            let used = inzage::here(
                Inzagedaad::Sleutelgebruik { wat: Sleuteldaad::Dienst },
                &Account::of(*owner).naam,
                self.clock.now(),
            );
            if let Some(kept) = self.inzage.write(used) {
                self.play(Input::Traced(kept), None);
            }
        }
    }

    /// Traces what the role table in force gives, where that is not what was traced last: at the start, or when it was read anew.
    fn trace_table(&mut self, start: bool) {
        let access = self.clerk.access();
        if self.rollen.is_nieuw() && !access.is_shared() {
            return;
        }
        let stand = access.stand();
        let (account, op) = (Account::of(self.store.1).naam, self.clock.now());
        let (events, changed) = self.rollen.neem(stand, (&account, op, start));
        let kept = if events.is_empty() { None } else { self.inzage.write_events(op, events) };
        if let Some(kept) = kept {
            self.play(Input::Traced(kept), None);
        }
        let Some((bij, verschil)) = changed else { return };
        let said = match bij {
            Rollenvondst::Eerste if start && self.clerk.knows_any() => "is niet eerder bijgehouden".to_owned(),
            Rollenvondst::Start => format!("is veranderd terwijl de dienst niet liep ({})", verschil.telling()),
            Rollenvondst::Eerste | Rollenvondst::Lopend => return,
        };
        let said = format!(
            "let op: de rollentabel {said}; wat zij geeft, staat in de inzage: klopt dat niet, dan zette iemand er een andere neer"
        );
        self.play(Input::Rollentabel(Tekst::cut(&said)), None);
    }

    /// Makes durable what was traced, where it waited long enough or the service ends.
    fn sync_trace(&mut self, ends: bool) {
        let (durable, news) = self.inzage.sync(ends);
        if let Some((id, head)) = durable {
            self.hoofden.remember(id, head);
        }
        if let Some(kept) = news {
            self.play(Input::Traced(kept), None);
        }
    }

    /// Waits for what comes; gives the reason where it is over.
    fn wait(&mut self, queue: &Receiver<ToClerk>, quiet: &Quiet) -> Option<&'static str> {
        let lonely = self.ends_with_last && self.clerk.is_alone();
        let stays = lonely.then(|| patience(quiet.anybody_yet, self.clerk.has_unkept()));
        let left = stays.map(|stays| stays.saturating_sub(quiet.since.elapsed()));
        let ends = self.clerk.wakes().map(|at| until(at, self.clock.now()));
        let next = match left.into_iter().chain(self.hoofden.patience()).chain(self.inzage.patience()).chain(ends).min() {
            Some(wait) => queue.recv_timeout(wait),
            None => queue.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match next {
            Ok(what) => self.line_up(what),
            Err(RecvTimeoutError::Timeout) => {
                self.play(Input::Tick, None);
                stays.filter(|stays| quiet.since.elapsed() >= *stays).map(|_| "the last terminal has gone")
            }
            Err(RecvTimeoutError::Disconnected) => Some("nobody can reach the server any more"),
        }
    }

    /// Puts what a terminal sent in line, and hears anything else at once; gives the reason where it is told to stop.
    fn line_up(&mut self, what: ToClerk) -> Option<&'static str> {
        match what {
            ToClerk::Peer(peer, from) => self.turns.put(peer, from),
            ToClerk::Read(read) => {
                self.begin();
                self.play(Input::Read(read), None);
            }
            ToClerk::Answer(question, bytes) => {
                self.begin();
                self.play(Input::Answered(question, bytes), None);
            }
            ToClerk::InNeed(question, answer) => {
                self.begin();
                self.play(Input::InNeed(question, answer), None);
            }
            ToClerk::Pin(uitslag) => {
                self.begin();
                self.play(Input::Pin(uitslag), None);
            }
            ToClerk::Drafts => {
                self.begin();
                self.play(Input::DraftsKept(self.drafts.news()), None);
            }
            ToClerk::Access(nummer, seq, all) => self.play(Input::Access(nummer, seq, all), None),
            ToClerk::Notice(text) => {
                tracing::warn!(%text, "notice");
                self.begin();
                self.play(Input::Notice(Tekst::cut(&text)), None);
            }
            ToClerk::ReadModel(text) => {
                tracing::warn!(%text, "read model");
                self.begin();
                self.play(Input::ReadModel(Tekst::cut(&text)), None);
            }
            ToClerk::Stop(why) => return Some(why),
        }
        None
    }

    /// What the clerk has to know before anything else: what was written, and that the machine's clock was set.
    fn begin(&mut self) {
        for (id, volume) in self.written.take() {
            self.play(Input::Written(id, volume), None);
        }
        let times = self.clock.steady().map(|steady| (self.clock.now(), steady));
        let before = std::mem::replace(&mut self.times, times);
        if let Some(by) = before.zip(times).and_then(|(before, now)| jump(before, now)) {
            self.play(Input::ClockJumped(by), None);
        }
    }

    fn hear_peer(&mut self, peer: PeerId, from: FromPeer) {
        if !matches!(from, FromPeer::Gone) {
            self.look_at_table();
        }
        match from {
            FromPeer::Hello { account, asked, terminal, outbox } => {
                self.outboxes.insert(peer, outbox);
                self.play(Input::Hello { peer, account, asked, terminal }, None);
            }
            FromPeer::Message(message, place) => self.play(Input::Message(peer, message, place.bytes), Some(place)),
            FromPeer::Garbled(what, _place) => self.play(Input::Garbled(peer, what), None),
            FromPeer::Gone => self.play(Input::Gone(peer), None),
        }
    }

    /// Reads a role table that changed since the last message.
    fn look_at_table(&mut self) {
        let (dir, owner) = &self.store;
        let mark = table::mark(dir);
        if mark != self.table_mark {
            self.table_mark = mark;
            let table = Access::read(dir, *owner, &self.tafel);
            self.play(Input::Table(Box::new(table)), None);
            // one that cannot be used is not in force
            self.trace_table(false);
        }
    }

    /// Has the clerk take something, and carries out what it gives until nothing more comes of it.
    fn play(&mut self, input: Input, mut place: Option<InHand>) {
        let mut inputs = VecDeque::from([input]);
        while let Some(input) = inputs.pop_front() {
            for task in self.clerk.step(input, self.clock.now()) {
                inputs.extend(self.carry_out(task, &mut place));
            }
        }
    }

    fn make_ready(&mut self, id: JournalId, read: Option<Box<Reading>>) -> Result<Opened, Fault> {
        let now = self.clock.now();
        match read {
            Some(reading) => self.journal.ready(id, *reading, now),
            None => self.journal.open(id, now),
        }
    }

    /// Carries out a task; gives how it went, where that comes back.
    fn carry_out(&mut self, task: Task, place: &mut Option<InHand>) -> Option<Input> {
        match task {
            Task::Send(peer, bytes) => self.outboxes.get(&peer)?.send(bytes),
            Task::Cut(peer) => self.outboxes.get(&peer)?.cut(),
            Task::End(peer) => drop(self.outboxes.remove(&peer)),
            Task::Keep(draft) => self.drafts.keep(draft),
            Task::KeepNow(draft) => {
                self.drafts.keep_now(&draft);
                let news = self.drafts.news();
                return (!news.is_empty()).then_some(Input::DraftsKept(news));
            }
            Task::Forget(key) => self.drafts.forget(key),
            Task::Remember(nummer, head) => self.hoofden.remember(JournalId::Dossier(nummer), head),
            Task::Index(rows) => self.indexer.update(*rows),
            Task::Ask(question) => {
                let asked = Box::new(question.clone());
                let busy = self.indexer.ask(Inquiry { question, _place: place.take() })?;
                return Some(Input::Answered(asked, busy));
            }
            Task::AskInNeed(question) => {
                let (question, busy) = self.indexer.ask_in_need(question)?;
                return Some(Input::InNeed(question, busy));
            }
            Task::Pin(given) => return self.pinwerk.vraag(*given).map(|known| Input::Pin(Box::new(known))),
            Task::KeepPins(pins) => {
                let kept = self.pinwerk.bewaar(&pins);
                return Some(Input::PinsKept(kept.map_err(|e| machine::zegt(&e))));
            }
            Task::Trace(regel) => return self.inzage.write(*regel).map(Input::Traced),
            Task::Point(point) => self.hook.at(point),
            Task::Read(one) => self.reader.read(one),
            Task::Open(id, read) => return Some(Input::Opened(Box::new(self.make_ready(id, read)))),
            Task::Append(envelope) => {
                let outcome = record::append(self.journal.as_mut(), &envelope);
                return Some(Input::Appended(envelope, outcome));
            }
            Task::Mark(envelope) => return Some(Input::Marked(record::append(self.journal.as_mut(), &envelope))),
            Task::KeepKader(kader) => {
                let kept = kaders::keep(&self.store.0, &kader);
                return Some(Input::KaderKept(kept.map_err(|e| machine::zegt(&e))));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A window was closed on half a line that a full disk refused: the service held the only copy, and ended.
    #[test]
    fn a_service_that_holds_the_only_copy_of_a_line_waits_longer_for_who_typed_it() {
        assert_eq!((patience(true, false), patience(false, false)), (LINGER, FIRST_WAIT));
        assert!(patience(true, true) > LINGER * 100);
    }

    /// Access ends by itself, though nothing comes: at its moment, or when it is looked at again where that is later.
    #[test]
    fn it_is_waited_for_a_moment_that_is_to_come_and_not_for_one_that_is_past() {
        let at = |ms: i64| Tijdstip::from_millis(1_795_352_400_000 + ms);
        for (to_come, waits) in [(0, 0), (-5_000, 0), (1, 1), (29_000, 29_000), (86_400_000, 30_000)] {
            assert_eq!(until(at(to_come), at(0)), Duration::from_millis(waits), "{to_come}");
        }
    }

    /// Review F13: a clock that is set is seen, one that is put right by a little is not, and sleep is no jump.
    #[test]
    fn a_clock_that_was_set_is_seen_and_time_that_passed_is_not() {
        let at = |minutes: i64, steady: i64| {
            (Tijdstip::from_millis(0).plus(TimeDelta::minutes(minutes)), TimeDelta::minutes(steady))
        };
        for (now, steady, by) in [(60, 60, None), (61, 60, None), (70, 60, Some(10)), (50, 60, Some(-10)), (600, 600, None)]
        {
            assert_eq!(jump(at(0, 0), at(now, steady)), by.map(TimeDelta::minutes), "{now} {steady}");
        }
    }
}
