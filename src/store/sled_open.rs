//! Beginning and ending sled, without ever waiting for it without end.

use std::path::Path;
use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::Duration;

use sled::Db;

use super::catching::caught;
use super::claim::wait_until_free;
use super::fault::Trouble;

/// The most memory that sled keeps pages in.
const CACHE_BYTES: u64 = 16 * 1024 * 1024;
/// How long sled gets to write what it has and to let go of its files.
const PATIENCE: Duration = Duration::from_secs(10);

/// Opens sled in `dir`. It flushes when its buffers are full and at the end: whatever a crash takes is made again.
pub(super) fn start(dir: &Path) -> Result<Db, Trouble> {
    let config = sled::Config::new().path(dir).cache_capacity(CACHE_BYTES).flush_every_ms(None);
    caught(|| config.open()).ok_or(Trouble::Panic)?.map_err(Trouble::from)
}

/// Writes everything and lets go of the files. Afterwards no thread of sled touches them: each holds the file that is
/// locked, so when the lock is free they are done. All of it in a thread of its own, since sled can wait for ever for a
/// thread that panicked.
pub(super) fn stop(db: Db, lock: &Path) -> Result<(), Trouble> {
    let (done, wait) = sync_channel(1);
    let lock = lock.to_owned();
    let end = move || {
        let ended = caught(move || {
            let flushed = db.flush();
            drop(db);
            flushed
        });
        let free = wait_until_free(&lock);
        let result = ended.ok_or(Trouble::Panic).and_then(|flushed| flushed.map_err(Trouble::from));
        let _nobody_waits_any_more = done.send(result.and_then(|_| free.map_err(Trouble::Files)));
    };
    caught(|| thread::Builder::new().name("leesmodel sluiten".to_owned()).spawn(end)).ok_or(Trouble::Panic)??;
    wait.recv_timeout(PATIENCE).unwrap_or(Err(Trouble::Stuck))
}
