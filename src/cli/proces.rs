//! Processes of this program that start each other: which program, what they say first, what they are handed, and letting go
//! of the terminal.

use std::ffi::OsStr;
use std::fs::OpenOptions;
use std::io::{self, BufRead, BufReader, Read};
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;
use std::process::Child;

use nix::unistd::{dup2_stderr, dup2_stdin, dup2_stdout};
use zeroize::Zeroizing;

use super::{Exit, Failed};
use crate::domain::machine;

/// What the service says when it listens.
pub(super) const READY: &str = "klaar";

/// The longest line with an opener, in bytes.
const REGEL_BYTES_MAX: usize = 4096;

/// The line with the opener that came on standard input.
pub(super) fn opener_op_invoer() -> Result<Zeroizing<String>, Failed> {
    // as long as it can become: a buffer that grows leaves the secret behind
    let mut line = Zeroizing::new(String::with_capacity(REGEL_BYTES_MAX));
    let limit = u64::try_from(REGEL_BYTES_MAX).unwrap_or_default();
    let read = io::stdin().lock().take(limit).read_line(&mut line);
    let none = "op de invoer staat niet wat de sleutelbos opent; dit doet het programma zelf, met 'crisistafel tafel'";
    read.ok().filter(|bytes| *bytes > 0).map(|_| line).ok_or_else(|| Failed::new(Exit::Usage, none))
}

/// Lets go of the terminal that started the service, so that closing it does not end the service.
pub(super) fn close_streams() {
    if let Ok(null) = OpenOptions::new().read(true).write(true).open("/dev/null") {
        let _ = dup2_stdin(&null);
        let _ = dup2_stdout(&null);
        let _ = dup2_stderr(&null);
    }
}

pub(super) fn niet_gestart(e: &io::Error) -> String {
    format!("de dienst kon niet worden gestart: {}", machine::zegt(e))
}

/// This program: what was put in its place while it runs, where that is there, else what this process is itself. The kernel
/// says of a program that was replaced that it is deleted, behind its path.
fn as_it_is_now(program: PathBuf) -> PathBuf {
    let there =
        program.as_os_str().as_bytes().strip_suffix(b" (deleted)").map(|path| PathBuf::from(OsStr::from_bytes(path)));
    match there {
        Some(_) if program.is_file() => program,
        Some(there) if there.is_file() => there,
        Some(_) => PathBuf::from("/proc/self/exe"),
        None => program,
    }
}

/// The path of this program.
pub(super) fn this_program() -> io::Result<PathBuf> {
    std::env::current_exe().map(as_it_is_now)
}

/// The first line that a process says.
pub(super) fn said(child: &mut Child) -> String {
    let mut line = String::new();
    if let Some(out) = child.stdout.take() {
        let _ = BufReader::new(out).read_line(&mut line);
    }
    line.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// After an update of the program under a running terminal the service was never started again.
    #[test]
    fn a_program_that_was_replaced_while_it_runs_is_what_stands_in_its_place() {
        let dir = tempfile::tempdir().unwrap();
        let (there, gone) = (dir.path().join("crisistafel"), dir.path().join("crisistafel (deleted)"));
        assert_eq!(as_it_is_now(there.clone()), there);
        assert_eq!(as_it_is_now(gone.clone()), PathBuf::from("/proc/self/exe"));
        std::fs::write(&there, "").unwrap();
        assert_eq!(as_it_is_now(gone.clone()), there);
        std::fs::write(&gone, "").unwrap();
        assert_eq!(as_it_is_now(gone.clone()), gone, "that is what it is called");
    }
}
