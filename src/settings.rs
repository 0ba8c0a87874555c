//! What is wrong with a file of settings, a theme or a keymap: every problem at once, each with its file, line and what to
//! write instead. The text of the file is hostile: nothing of it is repeated unescaped.

use std::fmt;
use std::ops::Range;

use toml::de::DeTable;

/// The most bytes that a file may have.
pub const BYTES_MAX: usize = 64 * 1024;

/// The most characters of a file that an error text repeats.
const SHOWN_MAX: usize = 40;

/// One thing that is wrong in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, as the caller named it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what to write instead, in Dutch.
    pub text: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, regel {}: {}", self.file, self.line, self.text)
    }
}

/// Everything that is wrong in a file and those that it builds on, per file in the order of its lines: one sentence per line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { "\n" })?;
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// A file being read, with what was found wrong in it so far.
pub(crate) struct SettingsFile<'a> {
    file: &'a str,
    text: &'a str,
    problems: Vec<Problem>,
}

impl<'a> SettingsFile<'a> {
    /// Starts on `text`, which the user knows as `file`.
    pub(crate) fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text, problems: Vec::new() }
    }

    /// A problem with what stands at `span` (bytes), without noting it.
    pub(crate) fn at(&self, span: &Range<usize>, text: impl Into<String>) -> Problem {
        let breaks = self.text.bytes().take(span.start).filter(|byte| *byte == b'\n').count();
        Problem { file: self.file.to_owned(), line: 1 + breaks, text: text.into() }
    }

    /// Notes that what stands at `span` (bytes) is wrong. Of one line only the first problem counts: the rest follows
    /// from it.
    pub(crate) fn problem(&mut self, span: &Range<usize>, text: impl Into<String>) {
        let problem = self.at(span, text);
        if self.problems.iter().all(|known| known.line != problem.line) {
            self.problems.push(problem);
        }
    }

    /// The file as TOML, with its faults noted. None when it is so broken that reading on would only find what follows
    /// from that.
    pub(crate) fn table(&mut self) -> Option<DeTable<'a>> {
        if self.text.len() > BYTES_MAX {
            self.problem(&(0..0), format!("het bestand is groter dan {} kB: maak het kleiner", BYTES_MAX / 1024));
            return None;
        }
        let (table, faults) = DeTable::parse_recoverable(self.text);
        for fault in &faults {
            self.problem(&fault.span().unwrap_or_default(), syntax(fault.message()).unwrap_or(BROKEN));
        }
        let readable = faults.iter().all(|fault| syntax(fault.message()).is_some());
        readable.then(|| table.into_inner())
    }

    /// All that was wrong, in the order of the lines.
    pub(crate) fn into_problems(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|problem| problem.line);
        self.problems
    }
}

/// What is said of a fault that leaves the rest of the file in doubt.
const BROKEN: &str = "dit is geen geldige TOML: kijk of er een aanhalingsteken, haakje of = ontbreekt of te veel is";

/// The sentence for a fault in the TOML that stays within its line, from the reader's English description.
fn syntax(description: &str) -> Option<&'static str> {
    match description {
        d if d.starts_with("duplicate key") => Some("dit staat er al: laat er één staan"),
        d if d.starts_with("string values must be quoted") => Some("zet de waarde tussen aanhalingstekens"),
        d if d.starts_with("invalid unquoted key") => Some("zet de naam vóór het =-teken tussen aanhalingstekens"),
        _ => None,
    }
}

/// A piece of a file as an error text repeats it: quoted, short, with what is not printable escaped.
pub(crate) fn shown(text: &str) -> String {
    let short: String = text.chars().take(SHOWN_MAX).flat_map(char::escape_debug).collect();
    let more = if text.chars().count() > SHOWN_MAX { "…" } else { "" };
    format!("'{short}{more}'")
}
