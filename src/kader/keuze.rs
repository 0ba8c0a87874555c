//! Asks a type which names it knows: serde tells them when a name is not among them, so that no list is kept twice.

use std::fmt;

use serde::de;

/// The name is not one of these.
#[derive(Debug)]
pub(super) struct GeenKeuze(pub(super) &'static [&'static str]);

impl fmt::Display for GeenKeuze {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(", "))
    }
}

impl std::error::Error for GeenKeuze {}

impl de::Error for GeenKeuze {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self(&[])
    }

    fn unknown_variant(_: &str, namen: &'static [&'static str]) -> Self {
        Self(namen)
    }
}
