//! What is wrong with the files of a kader: file, line, what is wrong and what to do, all problems at once.

use std::fmt;

use crate::domain::tekst::Tekst;

/// One thing that is wrong. Its texts may quote the file; they are clean, and meant for who wrote it, not for a log.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Probleem {
    /// The file, as the caller named it.
    pub bestand: Tekst,
    /// The line, the first is 1; none where the whole file is meant.
    pub regel: Option<u32>,
    /// What is wrong.
    pub wat: Tekst,
    /// What to do.
    pub doe: Tekst,
}

impl Probleem {
    /// A problem; what is quoted from a file is cleaned here.
    pub(super) fn new(bestand: &str, regel: Option<u32>, wat: &str, doe: &str) -> Self {
        Self { bestand: Tekst::cut(bestand), regel, wat: Tekst::cut(wat), doe: Tekst::cut(doe) }
    }
}

impl fmt::Display for Probleem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { bestand, regel, wat, doe } = self;
        match regel {
            Some(regel) => write!(f, "{bestand}, regel {regel}: {wat}; {doe}"),
            None => write!(f, "{bestand}: {wat}; {doe}"),
        }
    }
}

/// Everything that is wrong, by file and line; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problemen(Vec<Probleem>);

impl Problemen {
    /// The problems in order, each once.
    pub(super) fn new(mut problemen: Vec<Probleem>) -> Self {
        problemen.sort();
        problemen.dedup();
        Self(problemen)
    }

    /// The problems, by file and line.
    pub fn as_slice(&self) -> &[Probleem] {
        &self.0
    }
}

impl fmt::Display for Problemen {
    /// One problem per line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nr, probleem) in self.0.iter().enumerate() {
            if nr > 0 {
                writeln!(f)?;
            }
            write!(f, "{probleem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problemen {}

/// What is quoted from a file in a message: its first characters.
pub(super) fn kort(rauw: &str) -> String {
    const TEKENS: usize = 40;
    let kop: String = rauw.chars().take(TEKENS).collect();
    if rauw.chars().count() > TEKENS { format!("{kop}...") } else { kop }
}
