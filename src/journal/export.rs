//! Writes a journal out to be read: one envelope per line, as it was stored.

use std::io::{self, Write};

use super::damage::EnvelopeFault;
use super::damage::{Damage, Why};
use super::id::JournalId;
use super::record;
use super::scan::Reading;
use crate::domain::tekst;

/// The export stopped.
#[derive(Debug, thiserror::Error)]
pub enum ExportFault {
    /// A payload cannot be exported; the lines before it were.
    #[error(transparent)]
    Payload(#[from] Damage),
    /// Writing failed.
    #[error("de uitvoer is niet te schrijven: {}", crate::domain::machine::zegt(.0))]
    Write(#[from] io::Error),
}

/// Writes the payload of each frame that was read as a line of JSON in UTF-8, byte for byte as it was stored. Characters
/// that this program never stores raw (see [`tekst::is_harmless`]) are escaped, so that no file that was meddled with
/// reaches a terminal through its export. What was found after the last whole frame is for the caller to tell.
pub fn export(id: JournalId, reading: &Reading, to: &mut impl Write) -> Result<(), ExportFault> {
    for frame in reading.frames() {
        let damage = |why| Damage { seq: frame.seq, offset: frame.offset, why: Why::Envelope(why) };
        let plain = record::plain(id, reading, &frame).map_err(damage)?;
        let line =
            std::str::from_utf8(&plain).map_err(|e| damage(EnvelopeFault::Malformed { column: e.valid_up_to() + 1 }))?;
        write_line(line, to)?;
    }
    Ok(())
}

fn write_line(line: &str, to: &mut impl Write) -> io::Result<()> {
    let mut rest = line;
    while let Some((at, c)) = rest.char_indices().find(|(_, c)| !tekst::is_harmless(*c)) {
        let (clean, tail) = rest.split_at_checked(at).unwrap_or_default();
        to.write_all(clean.as_bytes())?;
        match c {
            // valid JSON has these between its tokens only
            '\t' | '\n' | '\r' => to.write_all(b" ")?,
            c => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(to, "\\u{unit:04x}")?;
                }
            }
        }
        rest = tail.get(c.len_utf8()..).unwrap_or_default();
    }
    to.write_all(rest.as_bytes())?;
    to.write_all(b"\n")
}
