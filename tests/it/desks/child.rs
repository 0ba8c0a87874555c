//! The built program as a process of its own, with a store in a directory of its own.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::DirBuilderExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use crisistafel::client::LinkConfig;
use crisistafel::domain::ids::RequestId;
use crisistafel::protocol::Soort;
use crisistafel::server::{self, Tafel};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::PATIENCE;
use super::service::BEGIN_MS;

/// The built program.
pub(super) fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_crisistafel"))
}

/// A directory with an exercise in it: an empty one, so that it is there at once.
pub(super) struct House {
    dir: tempfile::TempDir,
    /// By how many seconds its clock differs from that of the machine.
    klok: i64,
}

/// How a program ended and what it said.
#[derive(Debug)]
pub(super) struct Ended {
    pub(super) code: Option<i32>,
    pub(super) out: String,
    pub(super) err: String,
}

impl House {
    /// A directory in which nothing is yet.
    pub(super) fn bare() -> Self {
        Self { dir: tempfile::Builder::new().prefix("ct").tempdir().unwrap(), klok: BEGIN_MS / 1000 - now() }
    }

    /// A directory with an empty exercise.
    pub(super) fn new() -> Self {
        let house = Self::bare();
        std::fs::DirBuilder::new().mode(0o700).create(house.base()).unwrap();
        server::create(
            &house.store(),
            &Tafel::oefening(Vec::new()),
            &crisistafel::crypto::bos::Wijziger {
                door: "proef".into(),
                nu: crisistafel::domain::tijd::Tijdstip::from_millis(0),
            },
        )
        .unwrap();
        std::fs::write(house.base().join("huidig"), "proef").unwrap();
        house
    }

    /// Where everything lies.
    pub(super) fn path(&self) -> &Path {
        self.dir.path()
    }

    fn base(&self) -> PathBuf {
        self.path().join("oefening")
    }

    /// The store.
    pub(super) fn store(&self) -> PathBuf {
        self.base().join("proef")
    }

    /// The drafts that are on disk, but for one that goes meanwhile.
    pub(super) fn drafts(&self) -> Vec<String> {
        super::drafts_in(&self.store()).iter().map(|draft| serde_json::to_string(draft).unwrap()).collect()
    }

    /// The socket of the exercise.
    pub(super) fn socket(&self) -> PathBuf {
        self.path().join("aansluiting/oefening/tafel")
    }

    /// How a terminal connects to the exercise.
    pub(super) fn config(&self, soort: Soort, terminal: u128) -> LinkConfig {
        let terminal = RequestId(terminal << 64);
        LinkConfig {
            socket: self.socket(),
            soort,
            terminal,
            als: None,
            namens: None,
            vanaf: crisistafel::domain::inzage::Vanaf::default(),
            revive: None,
            elsewhere: None,
            host: None,
        }
    }

    /// The program with these arguments, and an environment that says nothing but where this house is, and what time:
    /// every process of a house goes by the same clock, which stood at [`BEGIN_MS`] when the house was made.
    pub(super) fn command<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(program());
        let args: Vec<S> = args.into_iter().collect();
        let word = |word: &str| args.iter().any(|a| a.as_ref() == word);
        command.env_clear().envs(crate::shifted::environment()).env("CRISISTAFEL_DIR", self.path());
        // what is no exercise has no other clock than that of the machine
        if word("oefening") || word("--oefening") {
            command.env("CRISISTAFEL_KLOK", format!("{:+}", self.klok));
        }
        command.args(args);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs the program to its end with this on its standard input.
    pub(super) fn run(&self, args: &str, input: &str) -> Ended {
        run(self.command(args.split_whitespace()), input)
    }

    /// Starts the service of the exercise, and waits until it listens.
    pub(super) fn service(&self) -> Running {
        self.service_that_stops_at("")
    }

    /// The same, killing itself when it passes a point: `after-sync:3`.
    pub(super) fn service_that_stops_at(&self, point: &str) -> Running {
        let mut command = self.command(["dienst", "--oefening"]);
        command.env("CRISISTAFEL_STOP_BIJ", point);
        let mut service = Running::start(command);
        service.line().expect("the service listens");
        service
    }

    /// Waits until nobody serves the exercise any more.
    pub(super) fn wait_until_nobody_serves(&self) {
        let path = self.store().join("slot");
        within(move || {
            let file = std::fs::File::open(path).unwrap();
            nix::fcntl::Flock::lock(file, nix::fcntl::FlockArg::LockExclusive).map(drop).unwrap();
        });
    }

    /// Whether somebody listens.
    pub(super) fn is_served(&self) -> bool {
        UnixStream::connect(self.socket()).is_ok()
    }
}

/// The seconds of the machine's clock.
#[expect(clippy::disallowed_methods, reason = "to give a process a clock one has to know by how much it differs")]
fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}

/// Runs a program to its end.
pub(super) fn run(mut command: Command, input: &str) -> Ended {
    command.stdin(Stdio::piped());
    let mut running = Running::start(command);
    running.write(input);
    running.end()
}

/// Does something that may hang in a thread of its own, and gives up waiting for it.
pub(super) fn within<T: Send + 'static>(act: impl FnOnce() -> T + Send + 'static) -> T {
    let (done, wait) = sync_channel(1);
    thread::spawn(move || done.send(act()));
    wait.recv_timeout(PATIENCE).expect("it hangs")
}

/// A program that runs. Killed when this is dropped.
pub(super) struct Running {
    child: Child,
    lines: Receiver<String>,
    errors: Receiver<String>,
    complaint: Option<String>,
}

impl Running {
    /// Starts it.
    pub(super) fn start(mut command: Command) -> Self {
        let mut child = command.spawn().unwrap();
        let (out, err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
        Self { child, lines: each_line(out), errors: whole(err), complaint: None }
    }

    /// The same, where standard error is another's.
    pub(super) fn quiet(mut command: Command) -> Self {
        let mut child = command.spawn().unwrap();
        let (out, (tell, errors)) = (child.stdout.take().unwrap(), sync_channel(1));
        drop(tell);
        Self { child, lines: each_line(out), errors, complaint: Some(String::new()) }
    }

    /// Its process.
    pub(super) fn pid(&self) -> Pid {
        Pid::from_raw(i32::try_from(self.child.id()).unwrap())
    }

    /// Writes to its standard input and leaves that open.
    pub(super) fn write(&mut self, text: &str) {
        // a program that ended meanwhile is seen by what it said
        let _ = self.child.stdin.as_mut().unwrap().write_all(text.as_bytes());
    }

    /// Its next line; none when it closed its standard output.
    pub(super) fn line(&mut self) -> Option<String> {
        match self.lines.recv_timeout(PATIENCE) {
            Ok(line) => Some(line),
            Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => None,
            Err(timeout) => panic!("no line: {timeout}"),
        }
    }

    /// Sends it a signal.
    pub(super) fn signal(&self, signal: Signal) {
        kill(self.pid(), signal).unwrap();
    }

    /// Waits for its end.
    pub(super) fn end(mut self) -> Ended {
        drop(self.child.stdin.take());
        let mut out = String::new();
        while let Some(line) = self.line() {
            out.push_str(&line);
        }
        let code = self.wait().code();
        Ended { code, out, err: self.complaint.take().unwrap() }
    }

    /// Waits for its end, whatever it says.
    pub(super) fn wait(&mut self) -> ExitStatus {
        // its standard error ends when it does, and that can be waited for with an end to it
        if self.complaint.is_none() {
            self.complaint = Some(self.errors.recv_timeout(PATIENCE).expect("it does not end"));
        }
        self.child.wait().unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn each_line(out: ChildStdout) -> Receiver<String> {
    let (tell, lines) = sync_channel(65_536);
    thread::spawn(move || {
        let mut reading = BufReader::new(out);
        let mut line = String::new();
        while matches!(reading.read_line(&mut line), Ok(1..)) && tell.send(std::mem::take(&mut line)).is_ok() {}
    });
    lines
}

fn whole(mut err: ChildStderr) -> Receiver<String> {
    let (tell, text) = sync_channel(1);
    thread::spawn(move || {
        let mut all = String::new();
        let _ = err.read_to_string(&mut all);
        let _ = tell.send(all);
    });
    text
}
