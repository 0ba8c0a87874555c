//! From the bytes of a terminal to keys and pastes. What a terminal answers by itself (OSC, DCS, device replies) is never
//! typed, a key that came in pieces is one key, and of what is no UTF-8 nothing readable is lost. No clock is read here:
//! whoever reads the terminal says when it gave what.

use std::time::Duration;

use super::burst;
use super::key::{KeyCode, KeyPress};

/// Begins a paste, behind `ESC [`.
const PASTE: &str = "200";
/// Ends a paste.
const PASTE_END: &[u8] = b"\x1b[201~";
/// Ctrl+C, which ends a paste that does not end by itself.
const CTRL_C: u8 = 0x03;
/// How long a lone Esc waits for the rest of a key: longer than a packet is late on most lines, shorter than a hand
/// notices.
const ESC_WAITS: Duration = Duration::from_millis(100);
/// How long the rest of a letter, a key or an answer may take to come, also that of an Esc that was given out already;
/// and after how long without bytes it is said that a paste is still open.
const REST_WAITS: Duration = Duration::from_secs(1);
/// How long a paste without brackets may pause.
const BURST_PAUSES: Duration = Duration::from_millis(100);
/// The signs of a keypad, as `ESC O j` to `ESC O y`.
const KEYPAD: &[u8; 16] = b"*+,-./0123456789";
/// The same, by the numbers that the keyboard protocol of kitty gives them, from 57399.
const KEYPAD_KITTY: &[u8; 15] = b"0123456789./*-+";
/// What the bytes 0x80 to 0x9F are in Windows-1252; a space where they are nothing.
const WINDOWS_1252: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// What came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Incoming {
    /// A key.
    Key(KeyPress),
    /// A paste.
    Paste(String),
    /// A paste goes on that has had nothing for a while; it has so many characters.
    PasteOpen(usize),
    /// The letter that follows was no UTF-8, and was read as Windows-1252.
    NotUtf8,
}

/// Reads the bytes of a terminal, however they are cut.
#[derive(Debug, Default)]
pub struct Decoder {
    waiting: Vec<u8>,
    /// The paste that is coming in.
    paste: Option<Paste>,
    /// When the last bytes came.
    last: Duration,
    /// When what is half there began.
    begun: Duration,
    /// When a lone Esc was given out, as long as its rest may still come.
    esc: Option<Duration>,
}

/// A paste that is coming in.
#[derive(Debug)]
struct Paste {
    bytes: Vec<u8>,
    /// Whether it came in brackets, and so has an end.
    brackets: bool,
    /// Whether it was said that it is still open, since its last bytes.
    said: bool,
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
    /// Takes bytes that came together at this moment.
    pub fn take(&mut self, bytes: &[u8], at: Duration) -> Vec<Incoming> {
        let late = self.waits().is_some_and(|wait| at.saturating_sub(self.last) >= wait);
        let mut found = if late { self.silence() } else { Vec::new() };
        self.last = at;
        if self.paste.as_ref().is_some_and(|p| !p.brackets) && !burst::is_text(bytes) {
            found.extend(self.paste.take().map(Paste::cut_off));
        }
        if let Some(paste) = self.paste.as_mut().filter(|p| p.brackets) {
            let said = std::mem::take(&mut paste.said);
            if said || bytes == [CTRL_C] {
                found.extend(self.until_ctrl_c(bytes));
                return found;
            }
        }
        // who types on behind an answer that has no end is not waited for
        let stuck = self.waiting.first() == Some(&0x1b) && at.saturating_sub(self.begun) >= REST_WAITS;
        if self.waiting.is_empty() && self.paste.is_none() {
            self.begin(bytes);
        }
        self.waiting.extend_from_slice(bytes);
        found.extend(self.read(stuck));
        found
    }

    /// Bytes come while nothing is half there: the rest of an Esc that was given out, or a paste without brackets.
    fn begin(&mut self, bytes: &[u8]) {
        self.begun = self.last;
        let given = self.esc.take().is_some_and(|esc| self.last.saturating_sub(esc) < REST_WAITS);
        if given && is_rest(bytes) {
            self.waiting.push(0x1b);
        } else if burst::is_burst(bytes) {
            self.paste = Some(Paste { bytes: Vec::new(), brackets: false, said: false });
        }
    }

    /// How long nothing may come before [`Decoder::silence`] is told; none when nothing is half there.
    pub fn waits(&self) -> Option<Duration> {
        match &self.paste {
            Some(Paste { brackets: false, .. }) => Some(BURST_PAUSES),
            Some(Paste { said, .. }) => (!said).then_some(REST_WAITS),
            None if self.waiting == [0x1b] => Some(ESC_WAITS),
            None => (!self.waiting.is_empty()).then_some(REST_WAITS),
        }
    }

    /// Nothing came for a while: a half key is what it is, a paste without brackets is over, and of one that waits for its
    /// end it is said.
    pub fn silence(&mut self) -> Vec<Incoming> {
        match &mut self.paste {
            Some(paste) if paste.brackets => {
                paste.said = true;
                vec![Incoming::PasteOpen(text(&paste.bytes).chars().count())]
            }
            Some(_) => self.paste.take().map(Paste::cut_off).into_iter().collect(),
            None => {
                self.esc = (self.waiting == [0x1b]).then(|| self.last + ESC_WAITS);
                self.read(true)
            }
        }
    }

    /// Somebody at a paste that waits for its end: Ctrl+C ends it, if the end itself did not come before that.
    fn until_ctrl_c(&mut self, bytes: &[u8]) -> Vec<Incoming> {
        let (before, after) = match bytes.iter().position(|b| *b == CTRL_C) {
            Some(at) if find(bytes, PASTE_END).is_none_or(|end| at < end) => bytes.split_at(at),
            _ => (bytes, &[][..]),
        };
        self.waiting.extend_from_slice(before);
        let mut found = self.read(false);
        let ended = self.paste.take_if(|_| !after.is_empty());
        // where the end came after all it is a key
        let after = after.get(usize::from(ended.is_some())..).unwrap_or_default();
        found.extend(ended.map(Paste::cut_off));
        self.waiting.extend_from_slice(after);
        found.extend(self.read(false));
        found
    }

    fn read(&mut self, silent: bool) -> Vec<Incoming> {
        let mut found = Vec::new();
        loop {
            if let Some(paste) = &mut self.paste {
                paste.bytes.append(&mut self.waiting);
                let end = find(&paste.bytes, PASTE_END).filter(|_| paste.brackets);
                let Some(end) = end else { return found };
                self.waiting = paste.bytes.split_off(end).split_off(PASTE_END.len());
                found.push(Incoming::Paste(text(&paste.bytes)));
                self.paste = None;
            }
            if self.waiting.is_empty() {
                return found;
            }
            let n = match step(&self.waiting, silent) {
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
                    self.paste = Some(Paste { bytes: Vec::new(), brackets: true, said: false });
                    n
                }
                Step::More => return found,
            };
            self.waiting.drain(..n.max(1).min(self.waiting.len()));
            self.begun = self.last;
        }
    }
}

impl Paste {
    /// The paste with what there is, but for the beginning of its end.
    fn cut_off(mut self) -> Incoming {
        let begins = |n: &usize| PASTE_END.get(..*n).is_some_and(|begin| self.bytes.ends_with(begin));
        let half = (1..PASTE_END.len()).rev().find(begins).filter(|_| self.brackets);
        self.bytes.truncate(self.bytes.len() - half.unwrap_or(0));
        Incoming::Paste(text(&self.bytes))
    }
}

/// Whether these bytes are the whole rest of a key of which the Esc came before, and not text that somebody typed: nothing
/// comes behind it but the next key, or what is pasted.
fn is_rest(bytes: &[u8]) -> bool {
    let n = match bytes {
        // 'Op' behind an Esc is rather a word than the 0 of a keypad
        [b'O', last, ..] if last.is_ascii_uppercase() && ss3_key(*last).is_some() => 2,
        [b'[', rest @ ..] => match csi(rest, false) {
            Step::Paste(_) => return true,
            Step::Done(Some(_), n) => n - 1,
            Step::Done(None, _) | Step::More => return false,
        },
        _ => return false,
    };
    bytes.get(n).is_none_or(|next| *next == 0x1b)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|w| w == wanted)
}

fn step(bytes: &[u8], silent: bool) -> Step {
    match bytes {
        [0x1b] if silent => press(KeyCode::Esc, 1, 1),
        [0x1b] => Step::More,
        [0x1b, rest @ ..] if burst::is_text_behind_esc(rest) => press(KeyCode::Esc, 1, 1),
        [0x1b, b'[', rest @ ..] => csi(rest, silent),
        [0x1b, b'O', rest @ ..] => ss3(rest, silent),
        [0x1b, b']' | b'P' | b'X' | b'^' | b'_', rest @ ..] => answer(bytes, rest, silent),
        // two of them: the first one is the key
        [0x1b, 0x1b, ..] => press(KeyCode::Esc, 1, 1),
        [0x1b, rest @ ..] => match step(rest, silent) {
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
fn answer(bytes: &[u8], rest: &[u8], silent: bool) -> Step {
    let bel = rest.iter().position(|b| *b == 0x07).map(|at| at + 1);
    let st = find(rest, b"\x1b\\").map(|at| at + 2);
    match (bel, st) {
        (Some(a), Some(b)) => Step::Done(None, 2 + a.min(b)),
        (Some(n), None) | (None, Some(n)) => Step::Done(None, 2 + n),
        // a key with Alt, and nothing behind it
        (None, None) if rest.is_empty() && silent => Step::Done(bytes.get(1).and_then(|b| key(char::from(*b), 3)), 2),
        (None, None) if silent => Step::Done(None, bytes.len()),
        (None, None) => Step::More,
    }
}

/// Function keys as `ESC O P`, and those of a keypad that was told to say which ones they are.
fn ss3(rest: &[u8], silent: bool) -> Step {
    match rest.first() {
        None if silent => Step::Done(key('O', 3), 2),
        None => Step::More,
        Some(b) => ss3_key(*b).map_or(Step::Done(None, 3), |code| press(code, 1, 3)),
    }
}

fn ss3_key(last: u8) -> Option<KeyCode> {
    match last {
        b'P'..=b'S' => Some(KeyCode::F(last - b'P' + 1)),
        b'M' => Some(KeyCode::Enter),
        b'I' => Some(KeyCode::Tab),
        b'X' => Some(KeyCode::Char('=')),
        b'j'..=b'y' => KEYPAD.get(usize::from(last - b'j')).map(|c| KeyCode::Char(char::from(*c))),
        _ => arrow(last),
    }
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
        57399..=57413 => KeyCode::Char(KEYPAD_KITTY.get(usize::try_from(nr - 57399).ok()?).map(|c| char::from(*c))?),
        57415 => KeyCode::Char('='),
        57416 => KeyCode::Char(','),
        57417 => KeyCode::Left,
        57418 => KeyCode::Right,
        57419 => KeyCode::Up,
        57420 => KeyCode::Down,
        57421 => KeyCode::PageUp,
        57422 => KeyCode::PageDown,
        57423 => KeyCode::Home,
        57424 => KeyCode::End,
        57425 => KeyCode::Insert,
        57426 => KeyCode::Delete,
        57344..=63743 => return None,
        _ => KeyCode::Char(char::from_u32(nr).filter(|c| !c.is_control())?),
    })
}
