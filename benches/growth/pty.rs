//! A program in a pseudo-terminal, as a person has it: keys in, bytes out, each with when it came.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};

/// How long a program may take to show something.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long nothing comes from a program that has drawn all it had to.
const QUIET: Duration = Duration::from_millis(30);

/// A program in a pseudo-terminal of 120x36; killed when dropped.
pub(super) struct Running {
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
    pub(super) fn start(mut command: CommandBuilder, base: &Path) -> Self {
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

    /// The program, at the exercise in `base`, in this role.
    pub(super) fn exercise(base: &Path, rol: &str) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_crisistafel"));
        command.args(["oefening", "--als", rol]);
        Self::start(command, base)
    }

    /// Waits until this stands on the screen; gives when what showed it came.
    pub(super) fn until(&mut self, wanted: &str) -> Instant {
        let mut last = Instant::now();
        while !self.screen.screen().contents().contains(wanted) {
            let Ok((at, bytes)) = self.seen.recv_timeout(PATIENCE) else {
                println!("waited in vain for {wanted:?}:\n{}", self.screen.screen().contents());
                unreachable!()
            };
            last = at;
            self.screen.process(&bytes);
        }
        last
    }

    /// Takes what comes until it is quiet.
    pub(super) fn settle(&mut self) {
        while let Ok((_, bytes)) = self.seen.recv_timeout(QUIET) {
            self.screen.process(&bytes);
        }
    }

    /// Takes what came.
    pub(super) fn drain(&mut self) {
        while let Ok((_, bytes)) = self.seen.try_recv() {
            self.screen.process(&bytes);
        }
    }

    pub(super) fn press(&mut self, keys: &str) {
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

    /// Types a sentence a letter at a time, and takes it away with these keys.
    pub(super) fn sentence(&mut self, typed: &str, away: &str) -> Vec<Duration> {
        let times = typed.chars().map(|letter| self.echo(letter)).collect();
        self.press(away);
        self.settle();
        times
    }
}
