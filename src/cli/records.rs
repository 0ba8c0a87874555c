//! Text on standard input, whatever program wrote it: every line end, one BOM, and in words what is no UTF-8.

use std::collections::VecDeque;
use std::io::BufRead;

use super::{Exit, Failed};
use crate::domain::tekst::is_line_end;

/// The most bytes of a line.
const BYTES_MAX: usize = crate::protocol::frame::TO_SERVER_BYTES_MAX as usize;

/// The lines of an input with their numbers, as they come; empty ones are skipped.
pub(super) struct Records<R> {
    input: R,
    nr: u32,
    after_cr: bool,
    ready: VecDeque<(u32, String)>,
    ended: bool,
}

impl<R: BufRead> Records<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, nr: 0, after_cr: false, ready: VecDeque::new(), ended: false }
    }

    /// The bytes up to the next line end of ASCII; none at the end.
    fn bytes(&mut self) -> Result<Option<Vec<u8>>, Failed> {
        let mut line = Vec::new();
        loop {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                // the end of a file of MS-DOS
                if line.last() == Some(&0x1a) {
                    line.pop();
                }
                return Ok((!line.is_empty()).then_some(line));
            }
            if std::mem::take(&mut self.after_cr) && buffer.first() == Some(&b'\n') {
                // the LF of a CRLF is no line of its own
                self.input.consume(1);
                continue;
            }
            let end = buffer.iter().position(|b| matches!(b, b'\n' | b'\r' | 0x0b | 0x0c));
            let part = buffer.get(..end.unwrap_or(buffer.len())).unwrap_or_default();
            line.extend_from_slice(part);
            if line.len() >= BYTES_MAX {
                return Err(Failed::new(Exit::Refused, format!("regel {}: te lang; deel hem op", self.nr + 1)));
            }
            let taken = part.len() + usize::from(end.is_some());
            self.after_cr = end.and_then(|at| buffer.get(at)) == Some(&b'\r');
            self.input.consume(taken);
            if end.is_some() {
                return Ok(Some(line));
            }
        }
    }

    fn more(&mut self) -> Result<bool, Failed> {
        let Some(bytes) = self.bytes()? else { return Ok(false) };
        let first = self.nr == 0;
        let text =
            decode(&bytes, first).map_err(|why| Failed::new(Exit::Refused, format!("regel {}: {why}", self.nr + 1)))?;
        for piece in outside_quotes(text) {
            self.nr += 1;
            if !piece.trim().is_empty() {
                self.ready.push_back((self.nr, piece.to_owned()));
            }
        }
        Ok(true)
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<(u32, String), Failed>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.ready.is_empty() && !self.ended {
            match self.more() {
                Ok(true) => {}
                Ok(false) => self.ended = true,
                Err(e) => {
                    self.ended = true;
                    return Some(Err(e));
                }
            }
        }
        self.ready.pop_front().map(Ok)
    }
}

/// The text of these bytes, without a BOM at the very beginning; or what they are instead of UTF-8.
pub(super) fn decode(bytes: &[u8], first: bool) -> Result<&str, &'static str> {
    let utf16 = "dit is UTF-16; bewaar het als UTF-8";
    if first && matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) {
        return Err(utf16);
    }
    let zeros = |from: usize| bytes.len() > 3 && bytes.iter().skip(from).step_by(2).all(|b| *b == 0);
    if zeros(0) || zeros(1) {
        return Err(utf16);
    }
    let bytes = if first { bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes) } else { bytes };
    std::str::from_utf8(bytes).map_err(|_| "dit is geen UTF-8, waarschijnlijk Windows-1252; bewaar het als UTF-8")
}

/// The pieces between the line ends of Unicode that do not stand in a JSON string, where they are ordinary characters.
fn outside_quotes(text: &str) -> Vec<&str> {
    let (mut pieces, mut from) = (Vec::new(), 0);
    let (mut quoted, mut escaped) = (false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            c if !quoted && is_line_end(c) => {
                pieces.push(text.get(from..at).unwrap_or_default());
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    pieces.push(text.get(from..).unwrap_or_default());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Vec<String> {
        let shown = |r: Result<(u32, String), Failed>| match r {
            Ok((nr, text)) => format!("{nr} {text}"),
            Err(e) => e.text,
        };
        Records::new(bytes).map(shown).collect()
    }

    /// Review A2: every line end.
    #[test]
    fn every_line_end_ends_a_line_but_not_within_quotes() {
        for end in ["\n", "\r", "\r\n", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}"] {
            let text = ["{\"a\":\"x\u{2028}y\"}", "", "{}"].join(end);
            assert_eq!(read(text.as_bytes()), ["1 {\"a\":\"x\u{2028}y\"}", "3 {}"], "{end:?}");
        }
    }

    /// Review A16: one BOM is skipped, and what is no UTF-8 is named.
    #[test]
    fn one_bom_is_skipped_and_other_encodings_are_named() {
        assert_eq!(read(b"\xef\xbb\xbf{}\n{}"), ["1 {}", "2 {}"]);
        assert_eq!(read("{}\n\u{feff}{}".as_bytes()), ["1 {}", "2 \u{feff}{}"], "only at the very beginning");
        for utf16 in [&b"\xff\xfe{\0}\0"[..], b"\xfe\xff\0{\0}", b"{\0}\0 \0 \0", b"\0{\0}\0 \0 "] {
            assert_eq!(read(utf16), ["regel 1: dit is UTF-16; bewaar het als UTF-8"], "{utf16:?}");
        }
        for end in [&b"{}\n\x1a"[..], b"{}\x1a", b"{}\r\n\x1a"] {
            assert_eq!(read(end), ["1 {}"], "the end of a file of MS-DOS is no line");
        }
        assert!(read(b"{}\n{\"a\":\"caf\xe9\"}")[1].starts_with("regel 2: dit is geen UTF-8, waarschijnlijk Windows-1252"));
    }
}
