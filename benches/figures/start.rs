//! From starting the program to its first full frame, in a real pseudo-terminal, with the service running.

use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::row;

const TRIES: usize = 40;

pub(super) fn run() {
    let base = tempfile::tempdir().unwrap();
    // the first one makes the exercise and starts the service, and stays so that the service does
    let (_first, _) = open(base.path());
    let times = (0..TRIES).map(|_| open(base.path()).1).collect();
    row("start to first full frame, service running", times);
}

/// A program in a pseudo-terminal; killed when dropped.
struct Running(Box<dyn portable_pty::Child + Send + Sync>);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn open(base: &Path) -> (Running, Duration) {
    let size = PtySize { rows: 36, cols: 120, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_crisistafel"));
    command.args(["oefening", "--als", "notulist"]);
    command.env("CRISISTAFEL_DIR", base);
    command.env("TERM", "xterm-256color");
    let mut reader = pair.master.try_clone_reader().unwrap();
    let begin = Instant::now();
    let child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut screen = vt100::Parser::new(std::num::NonZero::new(36).unwrap(), std::num::NonZero::new(120).unwrap(), 0);
    let mut bytes = vec![0; 65536];
    loop {
        let n = reader.read(&mut bytes).unwrap();
        screen.process(&bytes[..n]);
        let text = screen.screen().contents();
        if text.contains("26-K7M4") && text.contains("OEFENING") && text.contains("/112") && text.contains("reclassering") {
            break;
        }
    }
    let took = begin.elapsed();
    // the program goes on writing; somebody has to read, or it waits
    std::thread::spawn(move || while reader.read(&mut bytes).is_ok_and(|n| n > 0) {});
    (Running(child), took)
}
