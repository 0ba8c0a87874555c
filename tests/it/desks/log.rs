//! The log of everything that runs in this process, kept so that a test that waits in vain can show it, and so that it
//! can be searched for what must never be in it.

use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

static LOG: OnceLock<Mutex<Vec<u8>>> = OnceLock::new();

struct Writer;

impl Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        lock().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn lock() -> MutexGuard<'static, Vec<u8>> {
    LOG.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner)
}

/// Keeps the log from here on; every time but the first does nothing.
pub(super) fn keep() {
    static ONCE: OnceLock<()> = OnceLock::new();
    ONCE.get_or_init(|| {
        let all = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_ansi(false);
        let _ = tracing::subscriber::set_global_default(all.with_writer(|| Writer).finish());
    });
}

/// The last lines.
pub(super) fn tail() -> String {
    let log = String::from_utf8_lossy(&lock()).into_owned();
    let lines: Vec<&str> = log.lines().collect();
    lines[lines.len().saturating_sub(30)..].join("\n")
}

/// Whether this text was ever logged.
pub(super) fn holds(text: &str) -> bool {
    super::holds(&lock(), text)
}
