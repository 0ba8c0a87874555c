//! Reads the journals of dossiers beside the clerk, in a thread of its own, one after the other: a long one that is opened
//! holds up nobody who is in another.

use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use super::clerk::{ReadOff, ToRead};
use crate::journal::Journal;

/// How many may be in line. Each dossier is there once, so this is more dossiers than any store has: who hands one over must
/// never wait for the thread, which may wait for them.
const QUEUE_MAX: usize = 1 << 14;

/// The thread, and what it is to read.
pub(super) struct Reader {
    queue: Option<SyncSender<ToRead>>,
    thread: Option<JoinHandle<()>>,
}

impl Reader {
    /// Starts it; what was read is handed to `tell`.
    pub(super) fn start(journal: Box<dyn Journal>, tell: impl Fn(ReadOff) + Send + 'static) -> std::io::Result<Self> {
        let (queue, work) = sync_channel::<ToRead>(QUEUE_MAX);
        let read = move || work.iter().for_each(|one| tell(one.read(journal.as_ref())));
        let thread = thread::Builder::new().name("journalen".to_owned()).spawn(read)?;
        Ok(Self { queue: Some(queue), thread: Some(thread) })
    }

    /// Reads a journal, after those before it.
    pub(super) fn read(&self, one: ToRead) {
        if let Some(queue) = &self.queue {
            let _ = queue.send(one);
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        drop(self.queue.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
