//! Key presses written as one line, for tests and demonstrations: `f Hij stond er<enter><ctrl+g>1`. Not a macro
//! language: there is no way to run one from the keyboard.

use super::key::{KeyCode, KeyError, KeyPress};

/// Why a text is not a row of key presses.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScriptError {
    /// A `<` is never closed.
    #[error("na het {at}e teken ontbreekt een >; een < zelf schrijft u als <<>")]
    Open {
        /// Which character the `<` is, from 1.
        at: usize,
    },
    /// What stands between the brackets, or a single character, is no key.
    #[error("bij het {at}e teken: {why}")]
    Key {
        /// Which character it starts at, from 1.
        at: usize,
        /// What is wrong with it.
        why: KeyError,
    },
}

/// The presses that `text` stands for: every character types itself, `<name>` is the key of that name, `<<>` types a `<`.
pub fn presses(text: &str) -> Result<Vec<KeyPress>, ScriptError> {
    let mut presses = Vec::new();
    let mut chars = text.chars().enumerate().map(|(index, c)| (index + 1, c));
    while let Some((at, c)) = chars.next() {
        let press = if c == '<' { bracketed(&mut chars, at)? } else { typed(c, at)? };
        presses.push(press);
    }
    Ok(presses)
}

/// The key named up to the next `>`, after the `<` at `at`.
fn bracketed(chars: &mut impl Iterator<Item = (usize, char)>, at: usize) -> Result<KeyPress, ScriptError> {
    let mut name = String::new();
    for (_, c) in chars {
        if c == '>' && !name.is_empty() {
            return name.parse().map_err(|why| ScriptError::Key { at, why });
        }
        name.push(c);
    }
    Err(ScriptError::Open { at })
}

/// The press that types `c`.
fn typed(c: char, at: usize) -> Result<KeyPress, ScriptError> {
    KeyPress::new(KeyCode::Char(c), false, false, false)
        .ok_or_else(|| ScriptError::Key { at, why: KeyError::Unknown(c.to_string()) })
}
