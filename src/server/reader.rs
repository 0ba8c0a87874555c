//! Reads the journals of dossiers beside the clerk, in a thread of its own, one after the other: a long one that is opened
//! holds up nobody who is in another.

use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};

use super::clerk::{ReadOff, ToRead};
use crate::journal::Journal;

/// The thread, and what it is to read: a dossier is in line once, so no more waits than there are dossiers, and who hands one
/// over never waits for the thread, which may wait for them.
pub(super) struct Reader {
    queue: Option<Sender<ToRead>>,
    thread: Option<JoinHandle<()>>,
}

impl Reader {
    /// Starts it; what was read is handed to `tell`.
    pub(super) fn start(journal: Box<dyn Journal>, tell: impl Fn(ReadOff) + Send + 'static) -> std::io::Result<Self> {
        let (queue, work) = channel::<ToRead>();
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
