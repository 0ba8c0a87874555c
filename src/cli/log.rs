//! The log of the service: a file beside the store that is bounded, never a terminal, never a word of a dossier.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::server::{LOG, LOG_OUD};

/// How long the log becomes before it is set aside, in bytes.
const BYTES_MAX: u64 = 8 << 20;

/// Sends what is logged from here on to the log in `dir`.
pub(super) fn log_to(dir: &Path) -> io::Result<()> {
    let log = Log::open(dir, BYTES_MAX)?;
    let subscriber = tracing_subscriber::fmt().with_writer(Mutex::new(log)).with_ansi(false).with_target(false);
    // what cannot be logged is not complained of: a standard error that nobody reads would end the service
    let subscriber = subscriber.log_internal_errors(false).finish();
    // a second subscriber cannot be set in one process, and there is none
    let _ = tracing::subscriber::set_global_default(subscriber);
    Ok(())
}

/// A file that is set aside when it is long. What the disk refuses is not logged, and hinders nobody.
struct Log {
    dir: PathBuf,
    file: File,
    bytes: u64,
    bytes_max: u64,
}

impl Log {
    fn open(dir: &Path, bytes_max: u64) -> io::Result<Self> {
        let file = OpenOptions::new().create(true).append(true).mode(0o600).open(dir.join(LOG))?;
        let bytes = file.metadata()?.len();
        Ok(Self { dir: dir.to_owned(), file, bytes, bytes_max })
    }

    /// Begins anew where there is no room left. Where that fails nothing more is written: the log stays bounded.
    fn make_room(&mut self, for_bytes: usize) -> io::Result<()> {
        if self.bytes.saturating_add(for_bytes as u64) <= self.bytes_max {
            return Ok(());
        }
        fs::rename(self.dir.join(LOG), self.dir.join(LOG_OUD))?;
        *self = Self::open(&self.dir, self.bytes_max)?;
        Ok(())
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.make_room(bytes.len()).and_then(|()| self.file.write_all(bytes)).is_ok() {
            self.bytes = self.bytes.saturating_add(bytes.len() as u64);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Review F14: however much is logged, there are two files of at most so many bytes, and the last lines are there.
    #[test]
    fn the_log_is_bounded_and_keeps_what_was_said_last() {
        let dir = tempfile::tempdir().unwrap();
        for start in [0, 100] {
            let mut log = Log::open(dir.path(), 1000).unwrap();
            for nr in start..start + 100 {
                log.write_all(format!("regel {nr} van een log dat lang wordt\n").as_bytes()).unwrap();
            }
        }
        let names = [LOG_OUD, LOG].map(|name| fs::read_to_string(dir.path().join(name)).unwrap());
        assert!(names.iter().all(|text| text.len() <= 1000 && text.starts_with("regel ")), "{names:?}");
        assert!(names.concat().ends_with("regel 199 van een log dat lang wordt\n"));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2);
    }

    /// Review F14: where it cannot be set aside it does not grow, and what logs goes on.
    #[test]
    fn a_log_that_cannot_be_set_aside_does_not_grow() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join(LOG_OUD)).unwrap();
        let mut log = Log::open(dir.path(), 100).unwrap();
        for _ in 0..100 {
            log.write_all(b"een regel\n").unwrap();
        }
        assert_eq!(fs::read(dir.path().join(LOG)).unwrap().len(), 100);
    }
}
