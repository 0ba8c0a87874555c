//! Entering and leaving the terminal. What is turned on here is turned off here, whatever happens in between.

use std::io::{self, Write, stdout};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::{Print, ResetColor, force_color_output};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, SetTitle, disable_raw_mode};
use crossterm::{execute, queue};
use nix::sys::signal::{Signal, raise};

/// Has the keypad type what stands on its keys (DECKPNM), whatever an earlier program made of it.
const KEYPAD_TYPES: &str = "\x1b>";

/// Whether this process has the terminal.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// The terminal, entered; left when this is dropped.
pub(super) struct Guard(());

impl Guard {
    /// Takes the terminal: raw, its other screen, pastes in brackets. The title never says what a dossier is about.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that enters raw mode, because it leaves it")]
    pub(super) fn enter() -> io::Result<Self> {
        // with NO_COLOR crossterm 0.29 resets all attributes after each colour, so that a selected row vanishes; colours
        // are stripped in theme/depth.rs instead
        force_color_output(true);
        crossterm::terminal::enable_raw_mode()?;
        ENTERED.store(true, Ordering::SeqCst);
        let guard = Self(());
        execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, Print(KEYPAD_TYPES), SetTitle("crisistafel"))?;
        Ok(guard)
    }

    /// Gives the terminal back, stops this process, and takes the terminal again when it goes on.
    pub(super) fn suspend(&self) -> io::Result<()> {
        leave();
        raise(Signal::SIGSTOP)?;
        self.again()
    }

    /// Takes the terminal again after the process was stopped: who had it meanwhile left it as they like it.
    #[expect(clippy::unused_self, reason = "only who has the terminal takes it again")]
    pub(super) fn again(&self) -> io::Result<()> {
        // crossterm remembers that it is raw, whatever a shell made of it since
        let _ = disable_raw_mode();
        Self::enter().map(std::mem::forget)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        leave();
    }
}

/// Gives the terminal back, if this process has it. May be called from a panic.
pub fn leave() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    // what fails here has no remedy, and the rest is still worth trying
    let mut out = stdout();
    let _ = queue!(out, DisableBracketedPaste, ResetColor, LeaveAlternateScreen, Show);
    let _ = out.flush();
    let _ = disable_raw_mode();
}

/// What a person is told when the program fails: where, and never with what, for that may be dossier text.
pub fn printable_panic(info: &std::panic::PanicHookInfo<'_>) -> String {
    let place = info.location().map_or_else(|| "onbekende plaats".to_owned(), |l| format!("{}:{}", l.file(), l.line()));
    format!(
        "crisistafel is gestopt door een fout in het programma ({place}); wat als vastgelegd op het scherm stond, is veilig"
    )
}
