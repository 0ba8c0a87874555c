//! What goes to one terminal: a line of messages and a thread that writes them. How much may wait in it the clerk knows:
//! it is told what was written. Absent: that decision (`clerk::outbox`).

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::clerk::{PeerId, Volume};
use crate::protocol::ToClient;
use crate::protocol::frame;

/// How many messages may wait for a terminal before nothing more is taken from it.
const MESSAGES_ENOUGH: usize = 128;

/// Bytes of one message, shared between the outboxes that they go to.
pub type Encoded = Arc<[u8]>;

/// What was written to each terminal since it was last asked.
#[derive(Clone, Debug, Default)]
pub(super) struct Written(Arc<Mutex<BTreeMap<PeerId, Volume>>>);

impl Written {
    fn add(&self, peer: PeerId, bytes: usize) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let volume = all.entry(peer).or_default();
        volume.messages += 1;
        volume.bytes += bytes;
    }

    /// All of it, once.
    pub(super) fn take(&self) -> BTreeMap<PeerId, Volume> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The clerk's end of a connection. It ends when this is dropped and what is in line is written.
#[derive(Debug)]
pub(super) struct Outbox {
    queue: Sender<Encoded>,
    stream: UnixStream,
    waiting: Arc<Waiting>,
}

/// How many messages wait in an outbox; none when nothing is written any more. Does not keep the connection.
#[derive(Debug)]
pub(super) struct Waiting {
    count: Mutex<Option<usize>>,
    less: Condvar,
}

impl Outbox {
    /// Starts the thread that writes to this connection. It ends the connection when the outbox is dropped and empty.
    #[expect(clippy::disallowed_methods, reason = "the clerk counts what waits in it and cuts it")]
    pub(super) fn start(peer: PeerId, stream: &UnixStream, written: Written) -> io::Result<(Self, Arc<Waiting>)> {
        let (queue, messages) = channel();
        let waiting = Arc::new(Waiting { count: Mutex::new(Some(0)), less: Condvar::new() });
        let (into, count) = (stream.try_clone()?, Arc::clone(&waiting));
        let done = move |bytes| written.add(peer, bytes);
        thread::Builder::new().name("terminal-uit".to_owned()).spawn(move || write(into, &messages, &count, &done))?;
        Ok((Self { queue, stream: stream.try_clone()?, waiting: Arc::clone(&waiting) }, waiting))
    }

    /// Puts a message in line. Where nothing is written any more it is dropped: the connection is over.
    pub(super) fn send(&self, bytes: Encoded) {
        self.waiting.change(|count| count + 1);
        let _ = self.queue.send(bytes);
    }

    /// Cuts the connection at once.
    pub(super) fn cut(&self) {
        // fails only when it is cut already
        let _ = self.stream.shutdown(Shutdown::Both);
    }
}

impl Waiting {
    /// Returns when so little is in line that the terminal may ask for more.
    pub(super) fn for_room(&self) {
        let full = |count: &mut Option<usize>| count.is_some_and(|count| count > MESSAGES_ENOUGH);
        drop(self.less.wait_while(self.lock(), full).unwrap_or_else(PoisonError::into_inner));
    }

    fn lock(&self) -> MutexGuard<'_, Option<usize>> {
        self.count.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl Fn(usize) -> usize) {
        let mut count = self.lock();
        *count = count.map(change);
        self.less.notify_all();
    }
}

/// Encodes a message for an outbox; none when it is longer than a message may be, which is logged.
pub(super) fn encode(message: &ToClient) -> Option<Encoded> {
    let encoded = encode_short(message);
    if encoded.is_none() {
        tracing::error!("a message to a terminal could not be encoded");
    }
    encoded
}

/// The same, for a message that can be sent in parts where it is too long.
pub(super) fn encode_short(message: &ToClient) -> Option<Encoded> {
    let bytes = frame::encode(message).ok()?;
    (bytes.len() <= frame::TO_CLIENT_BYTES_MAX as usize).then(|| bytes.into())
}

/// Writes what is in line until nothing can follow or nothing can be written; then the connection is over.
fn write(mut stream: UnixStream, messages: &Receiver<Encoded>, waiting: &Waiting, done: &impl Fn(usize)) {
    for bytes in messages {
        if stream.write_all(&bytes).is_err() {
            break;
        }
        done(bytes.len());
        waiting.change(|count| count.saturating_sub(1));
    }
    let _ = stream.shutdown(Shutdown::Both);
    *waiting.lock() = None;
    waiting.less.notify_all();
}
