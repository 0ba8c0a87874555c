//! What goes to one terminal: a line of messages and a thread that writes them. A short one is put in the socket at once
//! where nothing waits and there is room: who typed a line does not wait until that thread has its turn. How much may wait
//! the clerk knows: it is told what was written. Absent: that decision (`clerk::outbox`).

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::net::Shutdown;
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use nix::sys::socket::{MsgFlags, send};

use crate::protocol::ToClient;
use crate::protocol::frame;

/// How many messages may wait for a terminal.
pub(super) const MESSAGES_MAX: usize = 4096;
/// How many messages may wait for a terminal before nothing more is taken from it.
const MESSAGES_ENOUGH: usize = 128;

/// The longest message that is put in a socket at once: a long one is copied by its own thread.
const SHORT_BYTES: usize = 16 << 10;

/// Names a connection for as long as the server runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PeerId(pub u64);

/// So many messages, and so many bytes together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Volume {
    /// Messages.
    pub messages: usize,
    /// Their bytes.
    pub bytes: usize,
}

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
    peer: PeerId,
    queue: SyncSender<InLine>,
    stream: UnixStream,
    waiting: Arc<Waiting>,
    written: Written,
}

/// A message that waits, and how much of it is written already.
type InLine = (Encoded, usize);

/// How many messages wait in an outbox; none when nothing is written any more. Does not keep the connection.
#[derive(Debug)]
pub(super) struct Waiting {
    count: Mutex<Option<usize>>,
    less: Condvar,
}

impl Outbox {
    /// Starts the thread that writes to this connection. It ends the connection when the outbox is dropped and empty.
    pub(super) fn start(peer: PeerId, stream: &UnixStream, written: Written) -> io::Result<(Self, Arc<Waiting>)> {
        let (queue, messages) = sync_channel(MESSAGES_MAX);
        let waiting = Arc::new(Waiting { count: Mutex::new(Some(0)), less: Condvar::new() });
        let (into, count, theirs) = (stream.try_clone()?, Arc::clone(&waiting), written.clone());
        let done = move |bytes| theirs.add(peer, bytes);
        thread::Builder::new().name("terminal-uit".to_owned()).spawn(move || write(into, &messages, &count, &done))?;
        Ok((Self { peer, queue, stream: stream.try_clone()?, waiting: Arc::clone(&waiting), written }, waiting))
    }

    /// Sends a message, or puts it in line. Where nothing is written any more it is dropped: the connection is over. The
    /// clerk, who counts, never sends more than there is room for; where it did, the connection is cut.
    pub(super) fn send(&self, bytes: Encoded) {
        let alone = self.waiting.more() == Some(1);
        let begun = if alone && bytes.len() <= SHORT_BYTES { self.at_once(&bytes) } else { 0 };
        if begun == bytes.len() {
            self.written.add(self.peer, begun);
            self.waiting.written();
        } else if let Err(TrySendError::Full(_)) = self.queue.try_send((bytes, begun)) {
            self.cut();
        }
    }

    /// Puts in the socket what it has room for, and never waits; gives how much that was. What is wrong with the socket its
    /// thread finds.
    fn at_once(&self, bytes: &[u8]) -> usize {
        send(self.stream.as_raw_fd(), bytes, MsgFlags::MSG_DONTWAIT | MsgFlags::MSG_NOSIGNAL).unwrap_or(0)
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

    /// One more waits; gives how many do.
    fn more(&self) -> Option<usize> {
        let mut count = self.lock();
        *count = count.map(|count| count + 1);
        *count
    }

    /// One is written: who waits for room is woken where there is some now.
    fn written(&self) {
        let mut count = self.lock();
        *count = count.map(|count| count.saturating_sub(1));
        if *count == Some(MESSAGES_ENOUGH) {
            self.less.notify_all();
        }
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
fn write(mut stream: UnixStream, messages: &Receiver<InLine>, waiting: &Waiting, done: &impl Fn(usize)) {
    for (bytes, begun) in messages {
        if stream.write_all(bytes.get(begun..).unwrap_or_default()).is_err() {
            break;
        }
        done(bytes.len());
        waiting.written();
    }
    let _ = stream.shutdown(Shutdown::Both);
    *waiting.lock() = None;
    waiting.less.notify_all();
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    /// What the socket has no room for follows behind what it took, though half of a message went into it at once.
    #[test]
    fn what_is_put_in_the_socket_at_once_and_what_waits_come_whole_and_in_order() {
        let (mut terminal, stream) = UnixStream::pair().unwrap();
        let (outbox, waiting) = Outbox::start(PeerId(1), &stream, Written::default()).unwrap();
        let sent: Vec<u8> = (0..200u8).flat_map(|nr| vec![nr; SHORT_BYTES - 7]).collect();
        for message in sent.chunks(SHORT_BYTES - 7) {
            outbox.send(message.into());
        }
        assert!(waiting.lock().is_some_and(|count| count > 0), "more than a socket holds");
        let written = outbox.written.clone();
        drop((outbox, stream));
        let mut got = Vec::new();
        terminal.read_to_end(&mut got).unwrap();
        assert!(got == sent);
        assert_eq!(written.take().get(&PeerId(1)), Some(&Volume { messages: 200, bytes: sent.len() }));
    }
}
