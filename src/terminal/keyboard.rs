//! Reading the terminal: a thread takes bytes as they come, and the loop makes keys of them. Not by the terminal library:
//! that drops letters when one of them is no UTF-8, and types what a terminal answers by itself. Each further thread that a
//! key passes through is felt in its echo, so there is one.

use std::fs::File;
use std::io::{self, IsTerminal, Read, stdin};
use std::os::fd::AsFd;
use std::sync::mpsc::SyncSender;
use std::thread;
use std::time::{Duration, Instant};

use crate::app::Msg;
use crate::input::bytes::{Decoder, Incoming};

/// What reaches the one loop of the terminal.
pub(super) enum Happened {
    Message(Msg),
    /// The terminal gave these bytes, at this moment: a program that is busy looks late at them.
    Bytes(Instant, Vec<u8>),
    /// Nothing more came of what is half there.
    Silence,
    /// Somebody asks the program to stop for a while.
    Suspend,
    /// The program was stopped and goes on: nothing is known of the terminal any more.
    Continued,
    /// The terminal or the machine asks to end.
    End,
}

/// How many bytes are taken together.
const CHUNK: usize = 4096;

/// Starts the thread that reads.
pub(super) fn read(queue: SyncSender<Happened>) -> io::Result<()> {
    let mut tty =
        if stdin().is_terminal() { File::from(stdin().as_fd().try_clone_to_owned()?) } else { File::open("/dev/tty")? };
    let reading = move || {
        let mut buffer = [0; CHUNK];
        loop {
            match tty.read(&mut buffer) {
                Ok(n) if n > 0 => {
                    let chunk = buffer.get(..n).unwrap_or_default().to_vec();
                    if queue.send(Happened::Bytes(Instant::now(), chunk)).is_err() {
                        return;
                    }
                }
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                // the terminal is gone
                Ok(_) | Err(_) => {
                    let _ = queue.send(Happened::End);
                    return;
                }
            }
        }
    };
    thread::Builder::new().name("toetsenbord".to_owned()).spawn(reading).map(drop)
}

/// Makes keys of the bytes.
pub(super) struct Keyboard {
    decoder: Decoder,
    begun: Instant,
    /// When something was last heard of it.
    last: Instant,
}

impl Keyboard {
    /// One on which nothing was typed yet.
    pub(super) fn new(now: Instant) -> Self {
        Self { decoder: Decoder::default(), begun: now, last: now }
    }

    /// What these bytes mean, that came at this moment.
    pub(super) fn take(&mut self, at: Instant, bytes: &[u8]) -> Vec<Msg> {
        self.last = at;
        self.decoder.take(bytes, at.saturating_duration_since(self.begun)).into_iter().map(said).collect()
    }

    /// How long from now nothing may come before [`Keyboard::silence`] is told; none when nothing is half there.
    pub(super) fn waits(&self, now: Instant) -> Option<Duration> {
        self.decoder.waits().map(|wait| wait.saturating_sub(now.saturating_duration_since(self.last)))
    }

    /// What it means that nothing more came until now.
    pub(super) fn silence(&mut self, now: Instant) -> Vec<Msg> {
        self.last = now;
        self.decoder.silence().into_iter().map(said).collect()
    }
}

fn said(incoming: Incoming) -> Msg {
    match incoming {
        Incoming::Key(key) => Msg::Key(key),
        Incoming::Paste(text) => Msg::Paste(text),
        Incoming::PasteOpen(letters) => Msg::PasteOpen(letters),
        Incoming::NotUtf8 => Msg::NoUtf8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of reads that came so many milliseconds after the start, all of them before one was looked at.
    fn said(reads: &[(u64, &str)]) -> Vec<String> {
        let begun = Instant::now();
        let mut keyboard = Keyboard::new(begun);
        let say = |msg| match msg {
            Msg::Key(key) => key.to_string(),
            Msg::Paste(text) => format!("paste {text:?}"),
            Msg::PasteOpen(letters) => format!("open {letters}"),
            other => format!("{other:?}"),
        };
        let mut all = Vec::new();
        for (at, read) in reads {
            all.extend(keyboard.take(begun + Duration::from_millis(*at), read.as_bytes()).into_iter().map(say));
        }
        all
    }

    /// A program that is busy looks late at what was typed: what counts is when it came.
    #[test]
    fn what_was_typed_while_nobody_looked_is_read_by_when_it_came() {
        assert_eq!(said(&[(0, "\u{1b}"), (80, "[D"), (90, "a")]), ["left", "a"]);
        assert_eq!(said(&[(0, "\u{1b}"), (5_000, "[D")]), ["esc", "[", "D"]);
        let open = ["open 9", "paste \"Hij belde\"", "f"];
        assert_eq!(said(&[(0, "\u{1b}[200~Hij belde"), (3_000, "\u{3}"), (3_100, "f")]), open);
    }
}
