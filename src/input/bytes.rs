//! From the bytes of a terminal to keys and pastes. What a terminal answers by itself (OSC, DCS, device replies) is never
//! typed, a key that came in pieces is one key, and of what is no UTF-8 nothing readable is lost.

use super::key::{KeyCode, KeyPress};

/// Begins a paste, behind `ESC [`.
const PASTE: &str = "200";
/// Ends a paste.
const PASTE_END: &[u8] = b"\x1b[201~";
/// How many silences an answer of the terminal may take to come in full before it is dropped.
const SILENCES_MAX: u8 = 20;
/// What the bytes 0x80 to 0x9F are in Windows-1252; a space where they are nothing.
const WINDOWS_1252: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// What came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Incoming {
    /// A key.
    Key(KeyPress),
    /// A paste.
    Paste(String),
    /// The letter that follows was no UTF-8, and was read as Windows-1252.
    NotUtf8,
}

/// Reads the bytes of a terminal, however they are cut.
#[derive(Debug, Default)]
pub struct Decoder {
    waiting: Vec<u8>,
    /// The paste that is coming in.
    paste: Option<Vec<u8>>,
    silences: u8,
}

/// What stands at the head of the bytes.
enum Step {
    /// This, and so many bytes are done.
    Done(Option<Incoming>, usize),
    /// A paste begins behind so many bytes.
    Paste(usize),
    /// There has to come more.
    More,
}

impl Decoder {
    /// Takes bytes.
    pub fn take(&mut self, bytes: &[u8]) -> Vec<Incoming> {
        self.waiting.extend_from_slice(bytes);
        self.read(false)
    }

    /// Whether something is half there: then [`Decoder::silence`] tells it that nothing came for a while.
    pub fn is_waiting(&self) -> bool {
        !self.waiting.is_empty() && self.paste.is_none()
    }

    /// Nothing came for a while: a half key is what it is.
    pub fn silence(&mut self) -> Vec<Incoming> {
        self.silences = self.silences.saturating_add(1);
        self.read(true)
    }

    fn read(&mut self, silent: bool) -> Vec<Incoming> {
        let mut found = Vec::new();
        loop {
            if let Some(paste) = &mut self.paste {
                paste.append(&mut self.waiting);
                let Some(end) = find(paste, PASTE_END) else { return found };
                self.waiting = paste.split_off(end).split_off(PASTE_END.len());
                found.push(Incoming::Paste(text(paste)));
                self.paste = None;
            }
            if self.waiting.is_empty() {
                self.silences = 0;
                return found;
            }
            let n = match step(&self.waiting, silent, self.silences >= SILENCES_MAX) {
                Step::Done(Some(Incoming::NotUtf8), n) => {
                    found.push(Incoming::NotUtf8);
                    found.extend(self.waiting.first().and_then(|b| key(windows_1252(*b), 1)));
                    n
                }
                Step::Done(what, n) => {
                    found.extend(what);
                    n
                }
                Step::Paste(n) => {
                    self.paste = Some(Vec::new());
                    n
                }
                Step::More => return found,
            };
            self.waiting.drain(..n.max(1).min(self.waiting.len()));
        }
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|w| w == wanted)
}

fn step(bytes: &[u8], silent: bool, late: bool) -> Step {
    match bytes {
        [0x1b] if silent => press(KeyCode::Esc, 1, 1),
        [0x1b] => Step::More,
        [0x1b, b'[', rest @ ..] => csi(rest, silent),
        [0x1b, b'O', rest @ ..] => ss3(rest, silent),
        [0x1b, b']' | b'P' | b'X' | b'^' | b'_', rest @ ..] => answer(bytes, rest, silent, late),
        // two of them: the first one is the key
        [0x1b, 0x1b, ..] => press(KeyCode::Esc, 1, 1),
        [0x1b, rest @ ..] => match step(rest, silent, late) {
            Step::Done(Some(Incoming::Key(k)), n) => {
                Step::Done(KeyPress::new(k.code(), k.ctrl(), true, k.shift()).map(Incoming::Key), n + 1)
            }
            Step::Done(other, n) => Step::Done(other, n + 1),
            other => other,
        },
        [b, ..] if *b < 0x20 || *b == 0x7f => control(*b),
        _ => letter(bytes, silent),
    }
}

fn press(code: KeyCode, modifier: u32, n: usize) -> Step {
    let held = modifier.saturating_sub(1);
    Step::Done(KeyPress::new(code, held & 4 > 0, held & 2 > 0, held & 1 > 0).map(Incoming::Key), n)
}

fn key(c: char, modifier: u32) -> Option<Incoming> {
    match press(KeyCode::Char(c), modifier, 0) {
        Step::Done(found, _) => found,
        Step::Paste(_) | Step::More => None,
    }
}

fn control(b: u8) -> Step {
    let ctrl = |c: u8| Step::Done(KeyPress::new(KeyCode::Char(char::from(c)), true, false, false).map(Incoming::Key), 1);
    match b {
        b'\r' => press(KeyCode::Enter, 1, 1),
        b'\t' => press(KeyCode::Tab, 1, 1),
        0x7f => press(KeyCode::Backspace, 1, 1),
        0 => ctrl(b' '),
        1..=0x1a => ctrl(b - 1 + b'a'),
        _ => ctrl(b.saturating_sub(0x1c) + b'4'),
    }
}

/// A letter; a byte that is no UTF-8 is said.
fn letter(bytes: &[u8], silent: bool) -> Step {
    let head = bytes.get(..bytes.len().min(4)).unwrap_or(bytes);
    let valid = match std::str::from_utf8(head) {
        Ok(text) => text.chars().next(),
        Err(e) if e.valid_up_to() > 0 => {
            head.get(..e.valid_up_to()).and_then(|v| std::str::from_utf8(v).ok()).and_then(|t| t.chars().next())
        }
        // the end is missing, and may still come
        Err(e) if e.error_len().is_none() && !silent => return Step::More,
        Err(_) => None,
    };
    match valid {
        Some(c) => Step::Done(key(c, 1), c.len_utf8()),
        None => Step::Done(Some(Incoming::NotUtf8), 1),
    }
}

fn windows_1252(b: u8) -> char {
    match b {
        0x80..=0x9f => WINDOWS_1252.chars().nth(usize::from(b - 0x80)).unwrap_or(' '),
        _ => char::from(b),
    }
}

/// Text that was pasted: UTF-8, and byte by byte what is none.
fn text(bytes: &[u8]) -> String {
    let mut found = String::new();
    for chunk in bytes.utf8_chunks() {
        found.push_str(chunk.valid());
        found.extend(chunk.invalid().iter().map(|b| windows_1252(*b)));
    }
    found
}

/// An answer of the terminal: dropped up to its end.
fn answer(bytes: &[u8], rest: &[u8], silent: bool, late: bool) -> Step {
    let bel = rest.iter().position(|b| *b == 0x07).map(|at| at + 1);
    let st = find(rest, b"\x1b\\").map(|at| at + 2);
    match (bel, st) {
        (Some(a), Some(b)) => Step::Done(None, 2 + a.min(b)),
        (Some(n), None) | (None, Some(n)) => Step::Done(None, 2 + n),
        // a key with Alt, and nothing behind it
        (None, None) if rest.is_empty() && silent => Step::Done(bytes.get(1).and_then(|b| key(char::from(*b), 3)), 2),
        (None, None) if late => Step::Done(None, bytes.len()),
        (None, None) => Step::More,
    }
}

/// Function keys as `ESC O P`.
fn ss3(rest: &[u8], silent: bool) -> Step {
    let code = match rest.first() {
        None if silent => return Step::Done(key('O', 3), 2),
        None => return Step::More,
        Some(b'P') => KeyCode::F(1),
        Some(b'Q') => KeyCode::F(2),
        Some(b'R') => KeyCode::F(3),
        Some(b'S') => KeyCode::F(4),
        Some(b'M') => KeyCode::Enter,
        Some(b) => match arrow(*b) {
            Some(code) => code,
            None => return Step::Done(None, 3),
        },
    };
    press(code, 1, 3)
}

fn arrow(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'Z' => KeyCode::BackTab,
        _ => return None,
    })
}

/// What stands behind `ESC [`.
fn csi(rest: &[u8], silent: bool) -> Step {
    if let [b'[', last, ..] = rest {
        // the console of Linux: F1 to F5
        return if (b'A'..=b'E').contains(last) { press(KeyCode::F(last - b'A' + 1), 1, 4) } else { Step::Done(None, 4) };
    }
    let Some(end) = rest.iter().position(|b| !(0x20..=0x3f).contains(b)) else {
        return match (silent, rest.is_empty()) {
            (true, true) => Step::Done(key('[', 3), 2),
            (true, false) => Step::Done(None, 2 + rest.len()),
            (false, _) => Step::More,
        };
    };
    let last = rest.get(end).copied().unwrap_or_default();
    let n = 2 + end + 1;
    if last == b'[' && end == 0 {
        return if silent { Step::Done(None, n) } else { Step::More };
    }
    if !(0x40..=0x7e).contains(&last) {
        // broken off: what comes is something else
        return Step::Done(None, n - 1);
    }
    if last == b'M' && end == 0 {
        return if rest.len() < 4 && !silent { Step::More } else { Step::Done(None, (n + 3).min(2 + rest.len())) };
    }
    let params = rest.get(..end).and_then(|p| std::str::from_utf8(p).ok()).unwrap_or("?");
    if last == b'~' && params == PASTE {
        return Step::Paste(n);
    }
    match named(params, last) {
        Some((code, modifier)) => press(code, modifier, n),
        None => Step::Done(None, n),
    }
}

/// The key of a sequence with its parameters, and what is held down with it.
fn named(params: &str, last: u8) -> Option<(KeyCode, u32)> {
    let mut all = params.split(';');
    let mut number = |or: u32| {
        let mut parts = all.next().unwrap_or_default().split(':');
        let n = match parts.next() {
            None | Some("") => Some(or),
            Some(text) => text.parse().ok(),
        };
        // a key that is let go is none
        n.filter(|_| parts.next() != Some("3") || last != b'u')
    };
    let (first, modifier) = (number(1)?, number(1)?);
    let code = match last {
        b'~' if first == 27 => other(number(0)?)?,
        b'~' => tilde(first)?,
        b'u' => other(first)?,
        b'P' | b'Q' | b'R' | b'S' if first == 1 && modifier <= 16 => KeyCode::F(last - b'P' + 1),
        _ => arrow(last)?,
    };
    Some((code, modifier))
}

fn tilde(nr: u32) -> Option<KeyCode> {
    let f = |from: u32, first: u32| u8::try_from(nr - from + first).ok().map(KeyCode::F);
    match nr {
        1 | 7 => Some(KeyCode::Home),
        2 => Some(KeyCode::Insert),
        3 => Some(KeyCode::Delete),
        4 | 8 => Some(KeyCode::End),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        11..=15 => f(11, 1),
        17..=21 => f(17, 6),
        23..=26 => f(23, 11),
        28 | 29 => f(28, 15),
        31..=34 => f(31, 17),
        _ => None,
    }
}

/// A key by the number of its letter.
fn other(nr: u32) -> Option<KeyCode> {
    Some(match nr {
        9 => KeyCode::Tab,
        13 | 57414 => KeyCode::Enter,
        27 => KeyCode::Esc,
        127 => KeyCode::Backspace,
        57344..=63743 => return None,
        _ => KeyCode::Char(char::from_u32(nr).filter(|c| !c.is_control())?),
    })
}
