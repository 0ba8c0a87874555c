//! As a person feels it: in a pseudo-terminal, from the byte of a key to the byte of its echo, beside vim in the same run.
//! Without vim there is nothing to compare with, and it says so.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use crisistafel::domain::dossier::RegelSoort;
use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};

use super::draw::LENGTHS;
use super::world::records;
use super::{Compared, compare};

/// What is typed in a round, a letter at a time.
const TYPED: &str = "hij stond dinsdag weer bij de uitgang van haar werk en liep mee naar de tram";
/// How long a program may take to show something.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long nothing comes from a program that has drawn all it had to.
const QUIET: Duration = Duration::from_millis(30);

/// A program in a pseudo-terminal of 120x36; killed when dropped.
struct Running {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    seen: Receiver<(Instant, Vec<u8>)>,
    screen: vt100::Parser,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Running {
    fn start(mut command: CommandBuilder, base: &Path) -> Self {
        let size = PtySize { rows: 36, cols: 120, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        command.env("CRISISTAFEL_DIR", base);
        command.env("TERM", "xterm-256color");
        let mut reader = pair.master.try_clone_reader().unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        let keys = pair.master.take_writer().unwrap();
        let (tell, seen) = channel();
        thread::spawn(move || {
            // the other end stays open as long as somebody reads
            let _pair = pair;
            let mut bytes = vec![0; 65536];
            while let Ok(n) = reader.read(&mut bytes) {
                if n == 0 || tell.send((Instant::now(), bytes[..n].to_vec())).is_err() {
                    return;
                }
            }
        });
        let screen = vt100::Parser::new(std::num::NonZero::new(36).unwrap(), std::num::NonZero::new(120).unwrap(), 0);
        Self { child, keys, seen, screen }
    }

    fn until(&mut self, wanted: &str) {
        while !self.screen.screen().contents().contains(wanted) {
            let Ok((_, bytes)) = self.seen.recv_timeout(PATIENCE) else {
                println!("waited in vain for {wanted:?}:\n{}", self.screen.screen().contents());
                unreachable!()
            };
            self.screen.process(&bytes);
        }
    }

    /// Takes what comes until it is quiet.
    fn settle(&mut self) {
        while let Ok((_, bytes)) = self.seen.recv_timeout(QUIET) {
            self.screen.process(&bytes);
        }
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Types a letter; how long until something of it is back.
    fn echo(&mut self, letter: char) -> Duration {
        let begin = Instant::now();
        self.press(&letter.to_string());
        let (at, bytes) = self.seen.recv_timeout(PATIENCE).unwrap();
        self.screen.process(&bytes);
        self.settle();
        at.duration_since(begin)
    }

    /// Types the sentence, and takes it away with these keys.
    fn sentence(&mut self, away: &str) -> Vec<Duration> {
        let times = TYPED.chars().map(|letter| self.echo(letter)).collect();
        self.press(away);
        self.settle();
        times
    }
}

/// The notulist of an exercise with so many lines more.
fn notulist(base: &Path, lines: u32) -> Running {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_crisistafel"));
    command.args(["oefening", "--als", "notulist"]);
    let mut running = Running::start(command, base);
    running.until("/112");
    running.until("reclassering");
    let mut doe = Command::new(env!("CARGO_BIN_EXE_crisistafel"));
    doe.args(["doe", "--oefening", "--als", "notulist"]).env("CRISISTAFEL_DIR", base);
    let mut child = doe.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let mut all = child.stdin.take().unwrap();
    for part in (0..lines).collect::<Vec<_>>().chunks(100) {
        let commands: Vec<_> = part.iter().map(|nr| records(u128::from(*nr), RegelSoort::Feit)).collect();
        let line = serde_json::json!({ "dossier": "26-K7M4", "opdrachten": commands });
        writeln!(all, "{line}").unwrap();
    }
    drop(all);
    assert!(child.wait().unwrap().success());
    running.until(&format!("om {} minuten", lines - 1));
    running.settle();
    running
}

pub(super) fn run() {
    let plain = tempfile::tempdir().unwrap();
    if Command::new("vim").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_err() {
        println!("key to echo beside vim: there is no vim here, so nothing was measured");
        return;
    }
    let mut vim = CommandBuilder::new("vim");
    vim.args(["-u", "DEFAULTS", "-n", "--cmd", "set nocompatible noswapfile"]);
    vim.cwd(plain.path());
    let mut vim = Running::start(vim, plain.path());
    vim.settle();
    vim.press("i");
    vim.until("INSERT");
    vim.settle();
    let bases: Vec<_> = LENGTHS.iter().map(|_| tempfile::tempdir().unwrap()).collect();
    let mut ours: Vec<_> = LENGTHS.iter().zip(&bases).map(|(n, base)| (*n, notulist(base.path(), *n))).collect();
    let mut ends: Vec<Compared<'_>> = vec![("key to echo, vim".to_owned(), Box::new(|| vim.sentence("\x15")))];
    for (n, running) in &mut ours {
        ends.push((format!("key to echo, {n} lines more in the meeting"), Box::new(|| running.sentence("\x15"))));
    }
    compare(ends);
}
