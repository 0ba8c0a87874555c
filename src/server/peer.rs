//! One connection as the server hears it: who it is, then its messages, a few at a time. What goes the other way is
//! `outbox`.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

use zeroize::Zeroizing;

use super::access::{Account, Asked};
use super::clerk::PeerId;
use super::inbox::{InHand, Inbox};
use super::outbox::{Outbox, Waiting, Written, encode};
use crate::domain::ids::RequestId;
use crate::protocol::frame::{self, ReadFault};
use crate::protocol::{ToClient, ToServer};

/// How long a new connection may take to say who it is, all of it.
const HELLO_MAX: Duration = Duration::from_secs(5);
/// How long a write may hang before the connection is given up.
const WRITE_MAX: Duration = Duration::from_secs(10);

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
    /// A frame that is no message: what is wrong with it, for who sent it.
    Garbled(String, InHand),
    /// The connection is over.
    Gone,
}

/// Runs a connection until it ends. `tell` hands what happens to the clerk; false when there is no clerk any more.
pub(super) fn run(
    (id, stream): (PeerId, &UnixStream),
    account: Account,
    (written, inbox): (Written, &Inbox),
    tell: impl Fn(FromPeer) -> bool,
) {
    let uid = account.uid;
    match connect((id, stream), account, written) {
        Ok((hello, waiting)) => {
            if tell(hello) {
                listen((id, uid, stream), (&waiting, inbox), &tell);
                tell(FromPeer::Gone);
            }
        }
        Err(fault) => {
            tracing::info!("a connection said no hello");
            refuse(stream, &ToClient::Weg { reden: fault.to_string(), opnieuw: false });
        }
    }
}

/// Tells a connection for which there is no place that it can try again. Never waits for it.
pub(super) fn turn_away(stream: &UnixStream, reden: &str) {
    let greeted = stream.set_nonblocking(true).and_then(|()| frame::greet(&mut &*stream));
    if greeted.is_ok() {
        refuse(stream, &ToClient::Weg { reden: reden.to_owned(), opnieuw: true });
    }
}

fn connect(
    (id, stream): (PeerId, &UnixStream),
    account: Account,
    written: Written,
) -> Result<(FromPeer, Arc<Waiting>), ReadFault> {
    stream.set_write_timeout(Some(WRITE_MAX))?;
    frame::greet(&mut &*stream)?;
    let mut reading = Until { stream, end: Instant::now() + HELLO_MAX };
    frame::expect_greeting(&mut reading)?;
    let hello = frame::read::<ToServer>(&mut reading, frame::HELLO_BYTES_MAX)?;
    let ToServer::Hallo { soort, terminal, als, namens, vanaf } = hello else {
        return Err(ReadFault::Unknown("het eerste bericht moet hallo zijn".to_owned()));
    };
    stream.set_read_timeout(None)?;
    let (outbox, waiting) = Outbox::start(id, stream, written)?;
    Ok((FromPeer::Hello { account, asked: Asked { soort, als, namens, vanaf }, terminal, outbox }, waiting))
}

/// A socket that is read until a moment, in however many pieces it comes.
struct Until<'a> {
    stream: &'a UnixStream,
    end: Instant,
}

impl Read for Until<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = self.end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        self.stream.set_read_timeout(Some(left))?;
        (&mut &*self.stream).read(into)
    }
}

/// Tells a connection that never got in why; it may not listen.
fn refuse(mut stream: &UnixStream, weg: &ToClient) {
    if let Some(bytes) = encode(weg) {
        let _ = stream.write_all(&bytes);
    }
}

fn listen(
    (id, uid, stream): (PeerId, u32, &UnixStream),
    (waiting, inbox): (&Waiting, &Inbox),
    tell: &impl Fn(FromPeer) -> bool,
) {
    let mut buffered = std::io::BufReader::new(stream);
    loop {
        // who asks faster than it takes answers waits for itself
        waiting.for_room();
        let bytes = match frame::read_bytes(&mut buffered, frame::TO_SERVER_BYTES_MAX) {
            // a PIN may be in them
            Ok(bytes) => Zeroizing::new(bytes),
            Err(fault) => {
                tracing::debug!(%fault, "a connection ended");
                return;
            }
        };
        // and so does one that floods: what is decoded takes more than what came
        let place = inbox.admit((uid, id), bytes.len());
        let from = match frame::decode::<ToServer>(&bytes) {
            Ok(message) => FromPeer::Message(message, place),
            Err(fault) => FromPeer::Garbled(wrong(fault), place),
        };
        drop(bytes);
        if !tell(from) {
            return;
        }
    }
}

/// What is wrong with a message.
fn wrong(fault: ReadFault) -> String {
    match fault {
        ReadFault::Unknown(what) => what,
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A hello has its time, all of it, and not every byte of it: when that is over not even a byte that came is taken.
    #[test]
    fn a_hello_that_comes_byte_by_byte_has_no_more_time_than_one_that_does_not() {
        let (mut terminal, stream) = UnixStream::pair().unwrap();
        terminal.write_all(b"ab").unwrap();
        let mut reading = Until { stream: &stream, end: Instant::now() + HELLO_MAX };
        assert_eq!(reading.read(&mut [0]).unwrap(), 1);
        reading.end = Instant::now();
        assert_eq!(reading.read(&mut [0]).unwrap_err().kind(), io::ErrorKind::TimedOut);
    }
}
