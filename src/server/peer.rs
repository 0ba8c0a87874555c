//! One connection: a thread that reads, a thread that writes, and a bounded outbox between the clerk and the socket.
//! The clerk never writes to a socket; who does not keep up is dropped, and comes back.

use std::io::Write;
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread;
use std::time::Duration;

use super::access::{Account, Asked};
use crate::domain::ids::RequestId;
use crate::protocol::frame::{self, ReadFault};
use crate::protocol::{ToClient, ToServer};

/// How many messages may wait for a terminal before it is dropped.
const OUTBOX_MESSAGES: usize = 512;
/// How many messages of one terminal may wait for the clerk before it has to wait itself.
const INBOX_MESSAGES: usize = 16;
/// How long a new connection may take to say who it is.
const HELLO_MAX: Duration = Duration::from_secs(5);
/// How long a write may hang before the connection is given up.
const WRITE_MAX: Duration = Duration::from_secs(10);

/// Names a connection for as long as the server runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct PeerId(pub u64);

/// Bytes of one message, shared between the outboxes that they go to.
pub(super) type Encoded = Arc<[u8]>;

/// The clerk's end of a connection.
#[derive(Debug)]
pub(super) struct Outbox {
    queue: SyncSender<Encoded>,
    stream: UnixStream,
}

impl Outbox {
    /// Puts a message in line. False when the terminal does not keep up: then the connection has been cut.
    pub(super) fn send(&self, bytes: Encoded) -> bool {
        match self.queue.try_send(bytes) {
            Ok(()) => true,
            Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => {
                self.cut();
                false
            }
        }
    }

    /// Cuts the connection at once.
    pub(super) fn cut(&self) {
        // fails only when it is cut already
        let _ = self.stream.shutdown(Shutdown::Both);
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

/// A message's place among those that the clerk has in hand; given back by dropping it.
#[derive(Debug)]
pub(super) struct InHand {
    _place: Receiver<()>,
}

/// What a connection tells the clerk.
#[derive(Debug)]
pub(super) enum FromPeer {
    /// Somebody connected and said hello.
    Hello {
        /// The account at the other end.
        account: Account,
        /// What it asks to be.
        asked: Asked,
        /// Names the terminal across connections.
        terminal: RequestId,
        /// Where answers go.
        outbox: Outbox,
    },
    /// A message, and its place, to be dropped once it is handled.
    Message(ToServer, InHand),
    /// Bytes that are no message.
    Garbled(String),
    /// The connection is over.
    Gone,
}

/// Runs a connection until it ends. `tell` hands what happens to the clerk; false when there is no clerk any more.
pub(super) fn run(stream: &UnixStream, account: Account, tell: impl Fn(FromPeer) -> bool) {
    match connect(stream, account) {
        Ok(Some(hello)) => {
            if tell(hello) {
                listen(stream, &tell);
                tell(FromPeer::Gone);
            }
        }
        Ok(None) => {}
        Err(fault) => {
            tracing::info!(%fault, "a connection said no hello");
            refuse(stream, &fault);
        }
    }
}

fn connect(stream: &UnixStream, account: Account) -> Result<Option<FromPeer>, ReadFault> {
    stream.set_read_timeout(Some(HELLO_MAX))?;
    stream.set_write_timeout(Some(WRITE_MAX))?;
    let mut out = stream;
    frame::greet(&mut out)?;
    frame::expect_greeting(&mut &*stream)?;
    let hello = frame::read::<ToServer>(&mut &*stream, frame::TO_SERVER_BYTES_MAX)?;
    let ToServer::Hallo { soort, terminal, als, namens } = hello else {
        return Err(ReadFault::Unknown("het eerste bericht moet hallo zijn".to_owned()));
    };
    stream.set_read_timeout(None)?;
    let (queue, waiting) = sync_channel::<Encoded>(OUTBOX_MESSAGES);
    let outgoing = stream.try_clone()?;
    let spawned = thread::Builder::new().name("terminal-uit".to_owned()).spawn(move || write(outgoing, &waiting));
    spawned.map_err(ReadFault::Io)?;
    let outbox = Outbox { queue, stream: stream.try_clone()? };
    Ok(Some(FromPeer::Hello { account, asked: Asked { soort, als, namens }, terminal, outbox }))
}

/// Tells a connection that never got in why; it may not listen.
fn refuse(mut stream: &UnixStream, fault: &ReadFault) {
    let weg = ToClient::Weg { reden: fault.to_string(), opnieuw: false };
    if let Some(bytes) = encode(&weg) {
        let _ = stream.write_all(&bytes);
    }
}

fn listen(stream: &UnixStream, tell: &impl Fn(FromPeer) -> bool) {
    let mut buffered = std::io::BufReader::new(stream);
    // each message takes a place here until the clerk has handled it: a terminal that floods waits for itself
    let mut in_hand: std::collections::VecDeque<SyncSender<()>> = std::collections::VecDeque::new();
    loop {
        let read = frame::read::<ToServer>(&mut buffered, frame::TO_SERVER_BYTES_MAX);
        let going_on = match read {
            Ok(message) => {
                let (done, handled) = sync_channel::<()>(0);
                in_hand.push_back(done);
                tell(FromPeer::Message(message, InHand { _place: handled }))
            }
            Err(ReadFault::Unknown(what)) => tell(FromPeer::Garbled(what)),
            Err(fault) => {
                tracing::debug!(%fault, "a connection ended");
                false
            }
        };
        if !going_on {
            return;
        }
        while in_hand.len() >= INBOX_MESSAGES {
            // the clerk drops its end when it has handled the message; then this send fails at once
            if let Some(oldest) = in_hand.pop_front() {
                let _ = oldest.send(());
            }
        }
    }
}

/// Writes what is in line until nothing can follow or nothing can be written; then the connection is over.
fn write(mut stream: UnixStream, waiting: &Receiver<Encoded>) {
    for bytes in waiting {
        if stream.write_all(&bytes).is_err() {
            break;
        }
    }
    let _ = stream.shutdown(Shutdown::Both);
}
