//! What is asked at the terminal itself, whatever standard input is: secrets come from nowhere else.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::ops::ControlFlow;

use nix::sys::termios::{LocalFlags, SetArg, SpecialCharacterIndices, Termios, tcgetattr, tcsetattr};
use zeroize::{Zeroize, Zeroizing};

use super::{Exit, Failed};

/// The longest line that is taken, in bytes.
const BYTES_MAX: usize = 1024;
/// What Ctrl+C, Ctrl+D, Ctrl+U, Backspace and Ctrl+H send.
const CANCEL: u8 = 3;
const END: u8 = 4;
const CLEAR: u8 = 21;
const BACK: u8 = 127;
const BACK_TOO: u8 = 8;

/// The terminal of this process.
pub(super) struct Terminal(File);

/// A terminal that shows nothing of what is typed, until this is dropped.
struct Quiet<'t> {
    tty: &'t File,
    was: Termios,
}

impl Terminal {
    /// The terminal; none where this process has none.
    pub(super) fn open() -> Option<Self> {
        OpenOptions::new().read(true).write(true).open("/dev/tty").ok().map(Self)
    }

    /// The terminal, for what needs one.
    pub(super) fn eis() -> Result<Self, Failed> {
        let none = "dit wordt alleen aan een terminal gevraagd, en die is er niet: doe het zelf, niet vanuit een script";
        Self::open().ok_or_else(|| Failed::new(Exit::Refused, none))
    }

    /// Shows lines.
    pub(super) fn zeg(&mut self, text: &str) -> Result<(), Failed> {
        Ok(writeln!(self.0, "{text}")?)
    }

    /// A line that can be seen while it is typed.
    pub(super) fn zichtbaar(&mut self, question: &str) -> Result<Zeroizing<String>, Failed> {
        write!(self.0, "{question}")?;
        self.line()
    }

    /// A line that cannot be seen.
    pub(super) fn verborgen(&mut self, question: &str) -> Result<Zeroizing<String>, Failed> {
        let quiet = Quiet::new(&self.0)?;
        write!(&self.0, "{question}")?;
        let typed = self.line();
        drop(quiet);
        writeln!(&self.0)?;
        typed
    }

    /// What comes up to an Enter. The terminal is read byte by byte: what was typed ahead is for the next question.
    fn line(&self) -> Result<Zeroizing<String>, Failed> {
        // as long as it can become: a buffer that grows leaves what was typed behind
        let mut typed = Zeroizing::new(Vec::with_capacity(BYTES_MAX + 1));
        let mut one = Zeroizing::new([0]);
        while (&self.0).read(&mut one[..])? == 1 {
            if take(&mut typed, one.first().copied().unwrap_or_default())?.is_break() {
                let text = std::str::from_utf8(&typed).map_err(|_| gestopt("dat is geen leesbare tekst"))?;
                return Ok(Zeroizing::new(text.to_owned()));
            }
        }
        Err(gestopt("gestopt; er is niets gewijzigd"))
    }
}

/// Takes a byte that was typed; breaks at an Enter.
fn take(typed: &mut Vec<u8>, byte: u8) -> Result<ControlFlow<()>, Failed> {
    match byte {
        b'\r' | b'\n' => return Ok(ControlFlow::Break(())),
        CANCEL | END => return Err(gestopt("gestopt; er is niets gewijzigd")),
        CLEAR => typed.zeroize(),
        BACK | BACK_TOO => while typed.pop().is_some_and(|b| b & 0b1100_0000 == 0b1000_0000) {},
        byte if typed.len() < BYTES_MAX => typed.push(byte),
        _ => return Err(gestopt("dat is te lang; er is niets gewijzigd")),
    }
    Ok(ControlFlow::Continue(()))
}

fn gestopt(text: &str) -> Failed {
    Failed::new(Exit::Refused, text)
}

impl<'t> Quiet<'t> {
    fn new(tty: &'t File) -> Result<Self, Failed> {
        let was = tcgetattr(tty).map_err(io::Error::from)?;
        let mut quiet = was.clone();
        quiet.local_flags.remove(LocalFlags::ECHO | LocalFlags::ECHONL | LocalFlags::ICANON | LocalFlags::ISIG);
        for (at, value) in [(SpecialCharacterIndices::VMIN, 1), (SpecialCharacterIndices::VTIME, 0)] {
            if let Some(char) = quiet.control_chars.get_mut(at as usize) {
                *char = value;
            }
        }
        tcsetattr(tty, SetArg::TCSADRAIN, &quiet).map_err(io::Error::from)?;
        Ok(Self { tty, was })
    }
}

impl Drop for Quiet<'_> {
    fn drop(&mut self) {
        // a terminal that is gone needs nothing
        let _ = tcsetattr(self.tty, SetArg::TCSADRAIN, &self.was);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &[u8]) -> Option<Vec<u8>> {
        let mut typed = Vec::new();
        for key in keys {
            match take(&mut typed, *key) {
                Ok(ControlFlow::Break(())) => return Some(typed),
                Ok(ControlFlow::Continue(())) => {}
                Err(_) => return None,
            }
        }
        None
    }

    #[test]
    fn a_line_is_typed_mended_begun_anew_or_given_up() {
        let line = |keys: &str| typed(keys.as_bytes()).map(|l| String::from_utf8(l).unwrap());
        assert_eq!(line("een\r").as_deref(), Some("een"));
        assert_eq!(line("eé\x7f\x7fn\n").as_deref(), Some("n"));
        assert_eq!(line("\x7fweg\x15een\r").as_deref(), Some("een"));
        assert_eq!(line("een\x03\r"), None);
        assert_eq!(line("\x04"), None);
        assert_eq!(line(&format!("{}\r", "x".repeat(BYTES_MAX))).unwrap().len(), BYTES_MAX);
        assert_eq!(line(&format!("{}\r", "x".repeat(BYTES_MAX + 1))), None);
    }
}
