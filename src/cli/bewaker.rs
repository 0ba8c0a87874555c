//! Watches over the service of a store that was opened at a terminal: keeps what opens it, in a process of its own that does
//! nothing else, and starts the service again where it was killed or failed, so that a meeting does not ask for the passphrase
//! twice. It ends when the service ends in order.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use super::proces::{READY, close_streams, niet_gestart, opener_op_invoer, said, this_program};
use super::{Exit, Failed, Outcome, log};
use crate::crypto::opener::Opener;

/// How often the service may fall within this time; then it is no accident any more.
const VALLEN_MAX: usize = 5;
const BINNEN: Duration = Duration::from_secs(60);

/// Starts a watcher in the background, gives it what opens the store, and waits until the service listens.
pub(super) fn start(opener: &Opener) -> Result<(), String> {
    let mut child = begin(&["dienst", "--bewaker"], &opener.als_regel()).map_err(|e| niet_gestart(&e))?;
    match said(&mut child).as_str() {
        READY => Ok(()),
        "" => Err("de dienst stopte zonder te zeggen waarom; kijk in dienst.log bij de tafel".to_owned()),
        // another terminal was first
        other if other.contains("wordt al bediend") => Ok(()),
        other => Err(other.to_owned()),
    }
}

/// `dienst --bewaker`
pub(super) fn watch(dir: &Path) -> Outcome {
    let line = opener_op_invoer()?;
    // fails when it leads a session already, which is what is wanted
    let _ = nix::unistd::setsid();
    // without a log the service says so itself
    let _ = log::log_to(dir);
    super::harden::lock_memory();
    let mut fell: Vec<Instant> = Vec::new();
    let mut first = true;
    loop {
        let args = ["dienst", "--achtergrond", "--opener-op-invoer"];
        let mut child = begin(&args, &line).map_err(|e| Failed::new(Exit::Fault, niet_gestart(&e)))?;
        let answer = said(&mut child);
        if std::mem::take(&mut first) {
            writeln!(io::stdout(), "{answer}")?;
            close_streams();
        } else if answer != READY {
            // nobody reads what it says: it is not opened any more, or somebody else serves
            tracing::error!(%answer, "the service was not started again");
        }
        let status = child.wait()?;
        if is_in_order(status) {
            return Ok(());
        }
        tracing::error!(%status, "the service fell and is started again");
        let now = Instant::now();
        fell.retain(|at| now.duration_since(*at) < BINNEN);
        fell.push(now);
        if fell.len() > VALLEN_MAX {
            tracing::error!("the service falls again and again, and is left down");
            return Err(Failed::new(Exit::Fault, "de dienst valt telkens; kijk in dienst.log"));
        }
    }
}

/// Whether the service ended because it was asked to, or was refused; what killed it or failed in it has another status.
fn is_in_order(status: ExitStatus) -> bool {
    status.code().is_some_and(|code| code != i32::from(Exit::Fault.code()))
}

/// Starts this program, and gives it this line.
fn begin(args: &[&str], line: &str) -> io::Result<Child> {
    let mut command = Command::new(this_program()?);
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    if let Some(mut to) = child.stdin.take() {
        // who is gone already says why, or nothing
        let _ = to.write_all(line.trim_end().as_bytes()).and_then(|()| to.write_all(b"\n"));
    }
    Ok(child)
}
