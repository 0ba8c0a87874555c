//! Reading the terminal: one thread takes bytes as they come, another makes keys of them. Not by the terminal library: that
//! drops letters when one of them is no UTF-8, and types what a terminal answers by itself.

use std::fs::File;
use std::io::{self, IsTerminal, Read, stdin};
use std::os::fd::AsFd;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::app::Msg;
use crate::input::bytes::{Decoder, Incoming};

/// What reaches the one loop of the terminal.
pub(super) enum Happened {
    Message(Msg),
    /// Somebody asks the program to stop for a while.
    Suspend,
    /// The program was stopped and goes on: nothing is known of the terminal any more.
    Continued,
    /// The terminal or the machine asks to end.
    End,
}

/// How many bytes are taken together.
const CHUNK: usize = 4096;
/// How many chunks may wait.
const CHUNKS_MAX: usize = 256;

/// Bytes, and when they came.
type Chunk = (Duration, Vec<u8>);

/// Starts both threads.
pub(super) fn read(queue: SyncSender<Happened>) -> io::Result<()> {
    let mut tty =
        if stdin().is_terminal() { File::from(stdin().as_fd().try_clone_to_owned()?) } else { File::open("/dev/tty")? };
    let (bytes, chunks) = sync_channel::<Chunk>(CHUNKS_MAX);
    let begun = Instant::now();
    thread::Builder::new().name("toetsenbord".to_owned()).spawn(move || {
        let mut buffer = [0; CHUNK];
        loop {
            match tty.read(&mut buffer) {
                Ok(n) if n > 0 => {
                    let chunk = buffer.get(..n).unwrap_or_default().to_vec();
                    if bytes.send((begun.elapsed(), chunk)).is_err() {
                        return;
                    }
                }
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                // the terminal is gone
                Ok(_) | Err(_) => return,
            }
        }
    })?;
    thread::Builder::new().name("toetsen".to_owned()).spawn(move || decode(&chunks, &queue)).map(drop)
}

/// Makes keys of the bytes until the terminal is gone.
fn decode(chunks: &Receiver<Chunk>, queue: &SyncSender<Happened>) {
    let mut decoder = Decoder::default();
    loop {
        let next = match decoder.waits() {
            Some(wait) => chunks.recv_timeout(wait),
            None => chunks.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        let found = match next {
            Ok((at, bytes)) => decoder.take(&bytes, at),
            Err(RecvTimeoutError::Timeout) => decoder.silence(),
            Err(RecvTimeoutError::Disconnected) => {
                let _ = queue.send(Happened::End);
                return;
            }
        };
        for incoming in found {
            let msg = match incoming {
                Incoming::Key(key) => Msg::Key(key),
                Incoming::Paste(text) => Msg::Paste(text),
                Incoming::PasteOpen(letters) => Msg::PasteOpen(letters),
                Incoming::NotUtf8 => Msg::NoUtf8,
            };
            if queue.send(Happened::Message(msg)).is_err() {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of reads that came so many milliseconds after the start, all of them before one was looked at.
    fn said(reads: &[(u64, &str)]) -> Vec<String> {
        let (bytes, chunks) = sync_channel(reads.len());
        for (at, read) in reads {
            bytes.send((Duration::from_millis(*at), read.as_bytes().to_vec())).unwrap();
        }
        drop(bytes);
        let (queue, happened) = sync_channel(64);
        decode(&chunks, &queue);
        let say = |happened| match happened {
            Happened::Message(Msg::Key(key)) => key.to_string(),
            Happened::Message(Msg::Paste(text)) => format!("paste {text:?}"),
            Happened::Message(Msg::PasteOpen(letters)) => format!("open {letters}"),
            Happened::Message(other) => format!("{other:?}"),
            Happened::Suspend | Happened::Continued => "stopped".to_owned(),
            Happened::End => "end".to_owned(),
        };
        happened.try_iter().map(say).collect()
    }

    /// A program that is busy looks late at what was typed: what counts is when it came.
    #[test]
    fn what_was_typed_while_nobody_looked_is_read_by_when_it_came() {
        assert_eq!(said(&[(0, "\u{1b}"), (80, "[D"), (90, "a")]), ["left", "a", "end"]);
        assert_eq!(said(&[(0, "\u{1b}"), (5_000, "[D")]), ["esc", "[", "D", "end"]);
        let open = ["open 9", "paste \"Hij belde\"", "f", "end"];
        assert_eq!(said(&[(0, "\u{1b}[200~Hij belde"), (3_000, "\u{3}"), (3_100, "f")]), open);
    }
}
