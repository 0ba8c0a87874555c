//! The threads that answer questions from the read model, beside the one that writes it: one for what is a row each, so that
//! the overview waits for no search, and some for searches, so that a slow one holds up no other.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use crate::protocol::Raadpleging;

/// How many may wait for each kind.
const QUEUE_MAX: usize = 1024;
/// How many searches are done at once.
const ZOEKERS: usize = 3;

/// The threads, and what they are to answer.
pub(super) struct Zoekers<Q> {
    rijen: SyncSender<Q>,
    zoek: SyncSender<Q>,
    threads: Vec<JoinHandle<()>>,
}

impl<Q: Send + 'static> Zoekers<Q> {
    /// Starts the threads; each answers with `answer`.
    pub(super) fn start(answer: impl Fn(Q) + Clone + Send + 'static) -> std::io::Result<Self> {
        let ((rijen, one), (zoek, many)) = (sync_channel(QUEUE_MAX), sync_channel(QUEUE_MAX));
        let many = Arc::new(Mutex::new(many));
        let mut threads = vec![named("overzicht", answer.clone(), Arc::new(Mutex::new(one)))?];
        for _ in 0..ZOEKERS {
            threads.push(named("zoeken", answer.clone(), Arc::clone(&many))?);
        }
        Ok(Self { rijen, zoek, threads })
    }

    /// Has a question answered; gives it back where too many wait.
    pub(super) fn ask(&self, vraag: &Raadpleging, question: Q) -> Result<(), Q> {
        let queue = match vraag {
            Raadpleging::Dossiers | Raadpleging::Acties | Raadpleging::Vernietigingen => &self.rijen,
            Raadpleging::Zoek { .. } | Raadpleging::Inzage(_) => &self.zoek,
        };
        queue.try_send(question).map_err(|full| match full {
            std::sync::mpsc::TrySendError::Full(q) | std::sync::mpsc::TrySendError::Disconnected(q) => q,
        })
    }

    /// Ends when what waits is answered.
    pub(super) fn stop(self) {
        let Self { rijen, zoek, threads } = self;
        drop((rijen, zoek));
        for thread in threads {
            let _ = thread.join();
        }
    }
}

fn named<Q: Send + 'static>(
    name: &str,
    answer: impl Fn(Q) + Send + 'static,
    queue: Arc<Mutex<Receiver<Q>>>,
) -> std::io::Result<JoinHandle<()>> {
    let next = move || queue.lock().unwrap_or_else(PoisonError::into_inner).recv().ok();
    let work = move || {
        while let Some(question) = next() {
            answer(question);
        }
    };
    thread::Builder::new().name(name.to_owned()).spawn(work)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Issue 8: one slow search held up whoever looked something up.
    #[test]
    fn a_slow_search_holds_up_no_other_and_never_the_overview() {
        let (goes_on, waits) = sync_channel::<()>(0);
        let (told, hears) = sync_channel(8);
        let waits = Arc::new(Mutex::new(waits));
        let answer = move |question: &'static str| {
            if question == "slow" {
                let _ = waits.lock().unwrap_or_else(PoisonError::into_inner).recv();
            }
            let _ = told.send(question);
        };
        let zoekers = Zoekers::start(answer).unwrap();
        let zoek = Raadpleging::Zoek { woorden: "spreeuw".into() };
        assert!(zoekers.ask(&zoek, "slow").is_ok() && zoekers.ask(&zoek, "fast").is_ok());
        assert_eq!(hears.recv(), Ok("fast"));
        // as many as there are threads, and one more that waits for these
        assert!((0..ZOEKERS).all(|_| zoekers.ask(&zoek, "slow").is_ok()));
        assert!(zoekers.ask(&Raadpleging::Dossiers, "overview").is_ok());
        assert_eq!(hears.recv(), Ok("overview"));
        drop(goes_on);
        assert!((0..=ZOEKERS).all(|_| hears.recv() == Ok("slow")));
        zoekers.stop();
    }
}
