//! Reading the terminal: one thread takes bytes as they come, another makes keys of them. Not by the terminal library: that
//! drops letters when one of them is no UTF-8, and types what a terminal answers by itself.

use std::fs::File;
use std::io::{self, IsTerminal, Read, stdin};
use std::os::fd::AsFd;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use super::run::Happened;
use crate::app::Msg;
use crate::input::bytes::{Decoder, Incoming};

/// How long is waited for the rest of a key.
const SILENCE: Duration = Duration::from_millis(50);
/// How many bytes are taken together.
const CHUNK: usize = 4096;
/// How many chunks may wait.
const CHUNKS_MAX: usize = 256;

/// Starts both threads.
pub(super) fn read(queue: SyncSender<Happened>) -> io::Result<()> {
    let mut tty =
        if stdin().is_terminal() { File::from(stdin().as_fd().try_clone_to_owned()?) } else { File::open("/dev/tty")? };
    let (bytes, chunks) = sync_channel::<Vec<u8>>(CHUNKS_MAX);
    thread::Builder::new().name("toetsenbord".to_owned()).spawn(move || {
        let mut buffer = [0; CHUNK];
        loop {
            match tty.read(&mut buffer) {
                Ok(n) if n > 0 => {
                    let chunk = buffer.get(..n).unwrap_or_default().to_vec();
                    if bytes.send(chunk).is_err() {
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
fn decode(chunks: &Receiver<Vec<u8>>, queue: &SyncSender<Happened>) {
    let mut decoder = Decoder::default();
    loop {
        let next = if decoder.is_waiting() {
            chunks.recv_timeout(SILENCE)
        } else {
            chunks.recv().map_err(|_| RecvTimeoutError::Disconnected)
        };
        let found = match next {
            Ok(bytes) => decoder.take(&bytes),
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
                Incoming::NotUtf8 => Msg::NoUtf8,
            };
            if queue.send(Happened::Message(msg)).is_err() {
                return;
            }
        }
    }
}
