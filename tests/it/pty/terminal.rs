//! The real program in a real pseudo-terminal: keys in, screen out. Waits for facts on the screen, never for time.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// How long a fact may take on a slow machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// What every window is called, whatever is in it.
pub(crate) const TITLE: &str = "0;crisistafel";

/// What a terminal has received.
struct Seen {
    screen: vt100::Parser,
    bytes: Vec<u8>,
    /// Words that may never stand on the screen, and those of them that did.
    forbidden: Vec<String>,
    shown: BTreeSet<String>,
    over: bool,
}

impl Seen {
    /// Takes what the program wrote; nothing at its end.
    fn take(&mut self, bytes: &[u8]) {
        self.screen.process(bytes);
        self.bytes.extend_from_slice(bytes);
        self.over = bytes.is_empty();
        let screen = flat(self.screen.screen());
        self.shown.extend(self.forbidden.iter().filter(|word| screen.contains(*word)).cloned());
    }
}

/// A running program.
pub(crate) struct Terminal {
    name: &'static str,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    /// How the terminal was before the program started.
    found: String,
    keys: Box<dyn Write + Send>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
}

/// How big a window is.
pub(crate) fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

impl Terminal {
    /// Starts the program with these words, on the exercise in `base`.
    pub(crate) fn start(name: &'static str, base: &Path, words: &[&str], window: PtySize) -> Self {
        Self::start_with(name, base, words, window, &[])
    }

    pub(crate) fn start_with(
        name: &'static str,
        base: &Path,
        words: &[&str],
        window: PtySize,
        env: &[(&str, &str)],
    ) -> Self {
        Self::start_other(name, Path::new(env!("CARGO_BIN_EXE_crisistafel")), base, words, window, env)
    }

    /// The same by another program, which starts ours.
    pub(crate) fn start_other(
        name: &'static str,
        program: &Path,
        base: &Path,
        words: &[&str],
        window: PtySize,
        env: &[(&str, &str)],
    ) -> Self {
        let mut command = CommandBuilder::new(program);
        command.env_clear();
        command.args(words);
        command.env("CRISISTAFEL_DIR", base);
        command.env("TERM", "xterm-256color");
        for (key, value) in crate::shifted::environment() {
            command.env(key, value);
        }
        for (key, value) in env {
            command.env(key, value);
        }
        let pair = native_pty_system().openpty(window).unwrap();
        let found = settings(pair.master.as_ref());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let (rows, columns) = (NonZero::new(window.rows).unwrap(), NonZero::new(window.cols).unwrap());
        let screen = vt100::Parser::new(rows, columns, 0);
        let seen = Seen { screen, bytes: Vec::new(), forbidden: Vec::new(), shown: BTreeSet::new(), over: false };
        let seen = Arc::new((Mutex::new(seen), Condvar::new()));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let theirs = Arc::clone(&seen);
        thread::spawn(move || {
            let mut some = vec![0; 65536];
            loop {
                let n = reader.read(&mut some).unwrap_or(0);
                theirs.0.lock().unwrap().take(&some[..n]);
                theirs.1.notify_all();
                if n == 0 {
                    return;
                }
            }
        });
        let keys = pair.master.take_writer().unwrap();
        Self { name, child, master: pair.master, found, keys, seen }
    }

    /// Types these keys; `<enter>` and its like as in a key script.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        self.send(typed(keys).as_bytes())
    }

    /// What the keyboard sends, all at once.
    pub(crate) fn send(&mut self, bytes: &[u8]) -> &mut Self {
        self.keys.write_all(bytes).unwrap();
        self.keys.flush().unwrap();
        self
    }

    /// Pastes text, in brackets.
    pub(crate) fn paste(&mut self, text: &str) -> &mut Self {
        self.keys.write_all(format!("\x1b[200~{text}\x1b[201~").as_bytes()).unwrap();
        self
    }

    /// Waits until every one of these stands on the screen.
    pub(crate) fn until(&mut self, wanted: &[&str]) -> &mut Self {
        self.until_it("shows what is wanted", |screen| wanted.iter().all(|w| screen.contains(w)), wanted);
        self
    }

    /// Waits until one of these stands on the screen.
    pub(crate) fn until_one(&mut self, wanted: &[&str]) -> &mut Self {
        self.until_it("shows one of these", |screen| wanted.iter().any(|w| screen.contains(w)), wanted);
        self
    }

    /// Waits until none of these stands on the screen.
    pub(crate) fn until_gone(&mut self, unwanted: &[&str]) -> &mut Self {
        self.until_it("no longer shows", |screen| !unwanted.iter().any(|w| screen.contains(w)), unwanted);
        self
    }

    fn until_it(&mut self, what: &str, is_so: impl Fn(&str) -> bool, words: &[&str]) {
        let end = Instant::now() + PATIENCE;
        let mut seen = self.seen.0.lock().unwrap();
        loop {
            let screen = flat(seen.screen.screen());
            if is_so(&screen) {
                return;
            }
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() || seen.over {
                let over = if seen.over { " before it ended" } else { "" };
                drop(seen);
                panic!("{} never {what}{over}: {words:?}", self.name);
            }
            seen = self.seen.1.wait_timeout(seen, left).unwrap().0;
        }
    }

    /// From now on it is remembered when one of these words stands on the screen.
    pub(crate) fn forbid(&mut self, words: &[&str]) {
        self.seen.0.lock().unwrap().forbidden = words.iter().map(|&word| word.to_owned()).collect();
    }

    /// The forbidden words that stood on the screen, or went to the terminal in one piece.
    pub(crate) fn betrayed(&self) -> BTreeSet<String> {
        let seen = self.seen.0.lock().unwrap();
        let all = String::from_utf8_lossy(&seen.bytes);
        let sent = seen.forbidden.iter().filter(|word| all.contains(*word));
        seen.shown.iter().chain(sent).cloned().collect()
    }

    /// Asks something of the screen and its cells.
    pub(crate) fn with_screen<T>(&self, ask: impl FnOnce(&vt100::Screen) -> T) -> T {
        ask(self.seen.0.lock().unwrap().screen.screen())
    }

    /// Every byte that the terminal received.
    pub(crate) fn received(&self) -> Vec<u8> {
        self.seen.0.lock().unwrap().bytes.clone()
    }

    /// Wipes the window, as something else that writes to it would.
    pub(crate) fn forget_screen(&mut self) {
        self.seen.0.lock().unwrap().screen.process(b"\x1b[2J");
    }

    /// Changes the size of the window.
    pub(crate) fn resize(&mut self, window: PtySize) -> &mut Self {
        let (rows, columns) = (NonZero::new(window.rows).unwrap(), NonZero::new(window.cols).unwrap());
        let mut seen = self.seen.0.lock().unwrap();
        // before the program hears of it, so that what it draws for the new size finds the new size
        seen.screen.screen_mut().set_size(rows, columns);
        self.master.resize(window).unwrap();
        drop(seen);
        self
    }

    /// Sends a signal to the process.
    pub(crate) fn signal(&self, signal: Signal) {
        let pid = i32::try_from(self.child.process_id().unwrap()).unwrap();
        kill(Pid::from_raw(pid), signal).unwrap();
    }

    /// Whether the terminal is as it was before the program started: cooked, on its first screen, with a cursor, and
    /// pastes without brackets.
    pub(crate) fn is_as_found(&self) -> bool {
        let cooked = settings(self.master.as_ref()) == self.found;
        self.with_screen(|s| cooked && !s.alternate_screen() && !s.hide_cursor() && !s.bracketed_paste())
    }

    /// Waits until the terminal is as it was before the program started.
    pub(crate) fn until_as_found(&self) {
        let end = Instant::now() + PATIENCE;
        while !self.is_as_found() {
            let seen = self.seen.0.lock().unwrap();
            drop(self.seen.1.wait_timeout(seen, Duration::from_millis(10)).unwrap());
            assert!(Instant::now() < end, "{} never gives the terminal back", self.name);
        }
    }

    /// Waits until the process stands still: it gives the terminal back before that, and what would take it up again in
    /// between is lost. A shell waits for it too.
    pub(crate) fn until_stopped(&self) {
        let stat = format!("/proc/{}/stat", self.child.process_id().unwrap());
        let end = Instant::now() + PATIENCE;
        while !std::fs::read_to_string(&stat).unwrap().rsplit(") ").next().unwrap().starts_with('T') {
            let seen = self.seen.0.lock().unwrap();
            drop(self.seen.1.wait_timeout(seen, Duration::from_millis(10)).unwrap());
            assert!(Instant::now() < end, "{} never stands still", self.name);
        }
    }

    /// Does with the terminal what a shell does when the program in it was stopped: whole lines, on the first screen.
    pub(crate) fn take_as_a_shell(&mut self) {
        let tty = self.master.tty_name().unwrap();
        assert!(Command::new("stty").arg("-F").arg(tty).arg("sane").status().unwrap().success());
        self.seen.0.lock().unwrap().screen.process(b"\x1b[?1049l\x1b[?2004l$ ");
    }

    /// Whether the program has the terminal to itself.
    pub(crate) fn is_taken(&self) -> bool {
        self.with_screen(|s| s.alternate_screen() && s.bracketed_paste())
    }

    /// Waits until the program has ended and everything that it wrote is read.
    pub(crate) fn leave(&mut self) -> ExitStatus {
        let mut seen = self.seen.0.lock().unwrap();
        while !seen.over {
            let (next, waited) = self.seen.1.wait_timeout(seen, PATIENCE).unwrap();
            seen = next;
            if waited.timed_out() {
                drop(seen);
                panic!("{} never ends", self.name);
            }
        }
        drop(seen);
        let strange: Vec<String> = self.commands().into_iter().filter(|said| said != TITLE).collect();
        assert!(strange.is_empty(), "{} told the terminal {strange:?}", self.name);
        self.child.wait().unwrap()
    }

    /// What the program told the terminal itself (OSC): the title of the window, and whatever else such a command can do.
    pub(crate) fn commands(&self) -> Vec<String> {
        let all = String::from_utf8_lossy(&self.received()).into_owned();
        all.split("\x1b]").skip(1).map(|rest| rest.split(['\x07', '\x1b']).next().unwrap().to_owned()).collect()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("{} shows:\n{}", self.name, self.seen.0.lock().unwrap().screen.screen().contents());
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a terminal is set to: whole lines or single keys, echo or none.
fn settings(terminal: &dyn MasterPty) -> String {
    format!("{:?}", terminal.get_termios().unwrap())
}

/// The screen with runs of blanks as one, so that what was wrapped or padded is found.
fn flat(screen: &vt100::Screen) -> String {
    screen.contents().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a terminal sends for these keys.
pub(crate) fn typed(keys: &str) -> String {
    crisistafel::input::script::presses(keys).unwrap().into_iter().map(bytes).collect()
}

/// What a terminal sends for a key.
fn bytes(press: crisistafel::input::key::KeyPress) -> String {
    use crisistafel::input::key::KeyCode as K;
    match press.code() {
        K::Char(c) if press.ctrl() => char::from(u8::try_from(c).unwrap() & 0x1f).to_string(),
        K::Char(c) => c.to_string(),
        K::Enter => "\r".to_owned(),
        K::Esc => "\x1b".to_owned(),
        K::Tab => "\t".to_owned(),
        K::BackTab => "\x1b[Z".to_owned(),
        K::Backspace => "\x7f".to_owned(),
        K::Up => "\x1b[A".to_owned(),
        K::Down => "\x1b[B".to_owned(),
        K::Right => "\x1b[C".to_owned(),
        K::Left => "\x1b[D".to_owned(),
        K::Home => "\x1b[H".to_owned(),
        K::End => "\x1b[F".to_owned(),
        K::Delete => "\x1b[3~".to_owned(),
        K::PageUp => "\x1b[5~".to_owned(),
        K::PageDown => "\x1b[6~".to_owned(),
        K::F(2) => "\x1bOQ".to_owned(),
        other => panic!("no bytes for {other:?}"),
    }
}
