//! Messages on the socket: a preamble with the version, then frames of a length (u32, little endian) and JSON.

use std::io::{self, Read, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The first bytes of a connection, both ways: a name and the version of what follows.
pub const PREAMBLE: [u8; 8] = *b"CRTAFEL\x05";

/// The longest message that a terminal may send, in bytes.
pub const TO_SERVER_BYTES_MAX: u32 = 1 << 20;
/// The longest first message, by which somebody says who they are.
pub const HELLO_BYTES_MAX: u32 = 1 << 16;
/// The longest message that the server sends, in bytes.
pub const TO_CLIENT_BYTES_MAX: u32 = 1 << 24;

/// Why nothing could be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadFault {
    /// The other side is gone.
    #[error("de verbinding is verbroken")]
    Gone,
    /// The other side speaks another version, or is something else.
    #[error("de andere kant spreekt een andere versie (of is geen crisistafel): zorg dat beide dezelfde versie hebben")]
    Version,
    /// The message is too long.
    #[error("een bericht van {bytes} bytes is te lang (hoogstens {max})")]
    TooLong {
        /// Its length.
        bytes: u32,
        /// The most that is taken.
        max: u32,
    },
    /// The frame arrived whole, but its content is no known message. The connection can go on.
    #[error("een bericht is niet begrepen: {0}")]
    Unknown(String),
    /// The socket failed.
    #[error("lezen van de verbinding mislukte")]
    Io(#[source] io::Error),
}

impl From<io::Error> for ReadFault {
    fn from(e: io::Error) -> Self {
        match e.kind() {
            io::ErrorKind::UnexpectedEof
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::BrokenPipe
            | io::ErrorKind::ConnectionAborted => Self::Gone,
            _ => Self::Io(e),
        }
    }
}

/// Sends the preamble.
pub fn greet(to: &mut impl Write) -> io::Result<()> {
    to.write_all(&PREAMBLE)
}

/// Reads and checks the other side's preamble.
pub fn expect_greeting(from: &mut impl Read) -> Result<(), ReadFault> {
    let mut got = [0; PREAMBLE.len()];
    from.read_exact(&mut got)?;
    if got == PREAMBLE { Ok(()) } else { Err(ReadFault::Version) }
}

/// The bytes of one message.
pub fn encode(message: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; 4];
    serde_json::to_writer(&mut bytes, message)?;
    let length = u32::try_from(bytes.len() - 4).map_err(|_| io::Error::from(io::ErrorKind::FileTooLarge))?;
    if let Some(head) = bytes.first_chunk_mut() {
        *head = length.to_le_bytes();
    }
    Ok(bytes)
}

/// Reads one message of at most `max` bytes.
pub fn read<T: DeserializeOwned>(from: &mut impl Read, max: u32) -> Result<T, ReadFault> {
    decode(&read_bytes(from, max)?)
}

/// Reads the bytes of one message, at most `max`.
pub fn read_bytes(from: &mut impl Read, max: u32) -> Result<Vec<u8>, ReadFault> {
    let mut head = [0; 4];
    from.read_exact(&mut head)?;
    let bytes = u32::from_le_bytes(head);
    if bytes > max {
        return Err(ReadFault::TooLong { bytes, max });
    }
    // grows as bytes arrive: a length alone reserves nothing
    let mut body = Vec::new();
    if from.take(u64::from(bytes)).read_to_end(&mut body)? < bytes as usize {
        return Err(ReadFault::Gone);
    }
    Ok(body)
}

/// The message in these bytes.
pub fn decode<T: DeserializeOwned>(body: &[u8]) -> Result<T, ReadFault> {
    serde_json::from_slice(body).map_err(|e| ReadFault::Unknown(unknown(&e)))
}

/// What is wrong with a message, without quoting it: it may hold dossier text.
fn unknown(e: &serde_json::Error) -> String {
    let text = e.to_string();
    match text.split_once('`').and_then(|(head, rest)| Some((head, rest.split_once('`')?.0))) {
        // serde names the unknown variant or field between back-ticks; a name is short and holds no spaces
        Some((head, name)) if name.len() <= 40 && !name.contains(char::is_whitespace) => format!("{head}{name}"),
        _ => format!("teken {}", e.column()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_reads_back_as_it_was_sent() {
        let bytes = encode(&vec!["één", "twee"]).unwrap();
        let back: Vec<String> = read(&mut bytes.as_slice(), 100).unwrap();
        assert_eq!(back, ["één", "twee"]);
    }

    #[test]
    fn too_long_half_and_strange_messages_are_told_apart() {
        let long = encode(&"x".repeat(200)).unwrap();
        assert!(matches!(read::<String>(&mut long.as_slice(), 100), Err(ReadFault::TooLong { bytes: 202, max: 100 })));
        assert!(matches!(read::<String>(&mut &long[..50], 1000), Err(ReadFault::Gone)));
        assert!(matches!(read::<u32>(&mut long.as_slice(), 1000), Err(ReadFault::Unknown(_))));
        assert!(matches!(expect_greeting(&mut &b"SSH-2.0-"[..]), Err(ReadFault::Version)));
    }
}
