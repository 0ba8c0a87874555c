//! Carries out what the clerk decides, in one thread with one queue: appends, reads, keeps, and hands messages to the
//! threads that write them. It decides nothing itself, never writes to a socket and never waits for a terminal.

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::access::Access;
use super::claim::Tafel;
use super::clerk::{Action, Clerk, Input, PeerId};
use super::drafts::Drafts;
use super::hook::Hook;
use super::indexer::{Asked, Indexer};
use super::kaders;
use super::outbox::{Encoded, Outbox, Written};
use super::peer::{FromPeer, InHand};
use super::table::{self, Mark};
use crate::domain::machine;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Clock;
use crate::journal::{Journal, record};

/// How long a store that ends with its last terminal waits for another one.
const LINGER: Duration = Duration::from_secs(3);
/// How long it waits for its first one: who started it may have been killed in between.
const FIRST_WAIT: Duration = Duration::from_secs(60);

/// What reaches the thread of the clerk.
#[derive(Debug)]
pub(super) enum ToClerk {
    /// From a connection.
    Peer(PeerId, FromPeer),
    /// The answer of the read model.
    Answer(PeerId, Encoded),
    /// Something that every terminal has to be told.
    Notice(String),
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
    /// The read model.
    pub indexer: Indexer,
    /// What is being typed.
    pub drafts: Drafts,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Named points for tests.
    pub hook: Arc<dyn Hook>,
    /// What was written to the terminals.
    pub written: Written,
    /// Whether the server ends with its last terminal.
    pub ends_with_last: bool,
    /// The lines to the terminals.
    pub outboxes: BTreeMap<PeerId, Outbox>,
}

impl Driver {
    /// Works until it is told to stop or, where the store ends with its last terminal, until that has gone.
    pub(super) fn run(mut self, queue: Receiver<ToClerk>) {
        let why = self.until_the_end(&queue);
        // who waits to be heard must not be waited for
        drop(queue);
        tracing::info!(why, "the server ends");
        self.play(Input::End, None);
    }

    /// Hears what comes, until the end; gives the reason.
    fn until_the_end(&mut self, queue: &Receiver<ToClerk>) -> &'static str {
        let mut anybody_yet = false;
        loop {
            let lonely = self.ends_with_last && self.clerk.is_alone();
            let next = match (lonely, anybody_yet) {
                (true, true) => queue.recv_timeout(LINGER),
                (true, false) => queue.recv_timeout(FIRST_WAIT),
                (false, _) => queue.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match next {
                Ok(ToClerk::Stop(why)) => return why,
                Ok(what) => {
                    anybody_yet |= matches!(what, ToClerk::Peer(..));
                    self.hear(what);
                }
                Err(RecvTimeoutError::Timeout) => return "the last terminal has gone",
                Err(RecvTimeoutError::Disconnected) => return "nobody can reach the server any more",
            }
        }
    }

    fn hear(&mut self, what: ToClerk) {
        for (id, volume) in self.written.take() {
            self.play(Input::Written(id, volume), None);
        }
        match what {
            ToClerk::Peer(id, from) => self.hear_peer(id, from),
            ToClerk::Answer(id, bytes) => self.play(Input::Answered(id, bytes), None),
            ToClerk::Notice(text) => {
                tracing::warn!(%text, "notice");
                self.play(Input::Notice(Tekst::cut(&text)), None);
            }
            // taken where it is heard
            ToClerk::Stop(_) => {}
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
            FromPeer::Message(message, place) => self.play(Input::Message(peer, message), Some(place)),
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
        }
    }

    /// Has the clerk take something, and carries out what it gives until nothing more comes of it.
    fn play(&mut self, input: Input, mut place: Option<InHand>) {
        let mut inputs = VecDeque::from([input]);
        while let Some(input) = inputs.pop_front() {
            for action in self.clerk.step(input, self.clock.now()) {
                inputs.extend(self.carry_out(action, &mut place));
            }
        }
    }

    /// Carries out an action; gives how it went, where that comes back.
    fn carry_out(&mut self, action: Action, place: &mut Option<InHand>) -> Option<Input> {
        match action {
            Action::Send(peer, bytes) => self.outboxes.get(&peer)?.send(bytes),
            Action::Cut(peer) => self.outboxes.get(&peer)?.cut(),
            Action::End(peer) => drop(self.outboxes.remove(&peer)),
            Action::Keep(draft) => self.drafts.keep(draft),
            Action::KeepNow(draft) => {
                if let Err(error) = self.drafts.keep_now(&draft) {
                    tracing::error!(%error, "a line could not be kept as a draft");
                }
            }
            Action::Forget(key) => self.drafts.forget(key),
            Action::Index(rows) => self.indexer.update(*rows),
            Action::Ask(question) => {
                let peer = question.peer;
                let busy = self.indexer.ask(Asked { question, _place: place.take() })?;
                return Some(Input::Answered(peer, busy));
            }
            Action::Point(point) => self.hook.at(point),
            Action::Open(id) => return Some(Input::Opened(Box::new(self.journal.open(id, self.clock.now())))),
            Action::Append(envelope) => {
                let outcome = record::append(self.journal.as_mut(), &envelope);
                return Some(Input::Appended(envelope, outcome));
            }
            Action::Mark(envelope) => return Some(Input::Marked(record::append(self.journal.as_mut(), &envelope))),
            Action::KeepKader(kader) => {
                let kept = kaders::keep(&self.store.0, &kader);
                return Some(Input::KaderKept(kept.map_err(|e| machine::zegt(&e))));
            }
        }
        None
    }
}
