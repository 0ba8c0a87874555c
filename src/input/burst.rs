//! What no hand types: bytes that came together, and can only be text that was pasted or sent in one piece. Not every
//! terminal puts a paste in brackets, and what is pasted is never a key.

/// How many bytes of one read, with an end of a line among them, are a paste (our own choice). Who types fast sends a few
/// bytes per read. What somebody typed in half a minute in which the line hung comes in one piece too: it is asked about
/// as a paste is, and nothing of it is lost.
const BURST_BYTES: usize = 160;

/// Whether a read is a paste without brackets: much text, and more than one line of it. A key in it makes it typed.
pub(super) fn is_burst(bytes: &[u8]) -> bool {
    let inside = bytes.trim_ascii_end();
    bytes.len() >= BURST_BYTES && is_text(bytes) && inside.iter().any(|b| matches!(b, b'\r' | b'\n'))
}

/// Whether there is nothing but text in it: letters, tabs and ends of lines.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    bytes.iter().all(|b| !b.is_ascii_control() || matches!(b, b'\r' | b'\n' | b'\t'))
}

/// Whether what stands behind an Esc in the same read is text of its own: two letters or more are no key with Alt, and
/// begin nothing that a terminal sends.
pub(super) fn is_text_behind_esc(rest: &[u8]) -> bool {
    let run = rest.split(u8::is_ascii_control).next().unwrap_or_default();
    // the second and later bytes of a letter are no letter
    let letters = run.iter().filter(|b| !(0x80..0xc0).contains(*b)).count();
    let begins_text = match run {
        [b'[' | b']' | b'^' | b'_', ..] => false,
        // F1 to F4, Enter, arrows, and the digits of a keypad
        [b'O', last] => !(last.is_ascii_lowercase() || b"ABCDFHMPQRSZIX".contains(last)),
        // a digit behind one of those is typed
        [b'O', b'j'..=b'y', next, ..] if next.is_ascii_digit() => false,
        [b'O', last, ..] => !b"ABCDFHMPQRSZI".contains(last),
        // what a terminal reports begins with a number or a sign
        [b'P' | b'X', next, ..] => next.is_ascii_alphabetic() || *next == b' ' || !next.is_ascii(),
        _ => true,
    };
    letters > 1 && begins_text
}
