//! `controleer --tegen`: whether the store still holds what a checkpoint says, from paper or from a file.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use super::{Exit, Failed};
use crate::domain::controlepunt::{Controlepunt, GeenPunt};
use crate::domain::machine;
use crate::domain::tekst::clean;
use crate::journal::{Found, Hash, Head, Journal, JournalId, Reading, Remembered};

/// The most bytes that are read, and the most checkpoints in them.
const BYTES_MAX: u64 = 4 << 20;
const PUNTEN_MAX: usize = 1000;
/// Stands for standard input.
const INVOER: &str = "-";

/// What a file has of them: the number of a line, and what begins there, or why that is none.
pub(super) type Gevonden = Vec<(usize, Result<Controlepunt, GeenPunt>)>;

/// Every checkpoint in a file.
pub(super) fn lees(path: &Path) -> Result<Gevonden, Failed> {
    let unread = |e: io::Error| Failed::new(Exit::Refused, format!("{}: {}", shown(path), machine::zegt(&e)));
    let mut bytes = Vec::new();
    if path.as_os_str() == INVOER {
        io::stdin().lock().take(BYTES_MAX + 1).read_to_end(&mut bytes).map_err(unread)?;
    } else {
        File::open(path).and_then(|file| file.take(BYTES_MAX + 1).read_to_end(&mut bytes)).map_err(unread)?;
    }
    let refused = |why: &str| Failed::new(Exit::Refused, format!("{}: {why}", shown(path)));
    if bytes.len() as u64 > BYTES_MAX {
        return Err(refused("te groot; geef alleen het verslag of de drie regels"));
    }
    // whatever stands around them: what is no UTF-8 is no checkpoint either
    let found = Controlepunt::vind(&String::from_utf8_lossy(&bytes));
    match found.len() {
        0 => Err(refused("er staat geen controlepunt in: drie regels, waarvan de eerste begint met crisistafel/")),
        n if n > PUNTEN_MAX => Err(refused("er staan er te veel in; hoogstens 1000 in een keer")),
        _ => Ok(found),
    }
}

fn shown(path: &Path) -> String {
    if path.as_os_str() == INVOER { "standaardinvoer".to_owned() } else { super::opener::schoon(path) }
}

/// Says of each whether the store still holds it; gives whether it holds all of them.
pub(super) fn vergelijk(out: &mut impl Write, journal: &dyn Journal, punten: &Gevonden) -> io::Result<bool> {
    let mut alle = true;
    // one journal at a time in memory: under one document stands one
    let mut gelezen: Option<(JournalId, Reading)> = None;
    for (regel, punt) in punten {
        let (wat, why) = match punt {
            Ok(punt) => (naam(punt), oordeel(journal, &mut gelezen, punt)),
            Err(geen) => ("controlepunt".to_owned(), Some(geen.to_string())),
        };
        match &why {
            None => writeln!(out, "regel {regel}: {wat}: staat er nog")?,
            Some(why) => writeln!(out, "regel {regel}: {wat}: NIET: {why}")?,
        }
        alle &= why.is_none();
    }
    Ok(alle)
}

fn naam(punt: &Controlepunt) -> String {
    let waar = clean(&punt.journaal);
    punt.nr.map_or_else(|| format!("{waar}, laatste sluiting"), |nr| format!("{waar}, record {nr}"))
}

/// Why the store does not hold this; none where it does.
fn oordeel(journal: &dyn Journal, gelezen: &mut Option<(JournalId, Reading)>, punt: &Controlepunt) -> Option<String> {
    let Ok(id) = punt.journaal.parse::<JournalId>() else { return Some("zo heet geen journaal".to_owned()) };
    if gelezen.as_ref().is_none_or(|(read, _)| *read != id) {
        match journal.read(id) {
            Ok(reading) => *gelezen = Some((id, reading)),
            Err(fault) => return Some(fault.to_string()),
        }
    }
    let (_, reading) = gelezen.as_ref()?;
    if *reading.found() == Found::Missing {
        return Some("dit journaal is er niet".to_owned());
    }
    let tot = reading.head().seq;
    let hash = Hash::from_bytes(punt.hash);
    let Some(seq) = punt.nr else {
        let there = reading.frames().any(|frame| frame.hash == hash);
        return (!there).then(|| format!("dit record is er niet, of is veranderd; het journaal gaat tot record {tot}"));
    };
    match reading.remembered(Head { seq, hash }) {
        Remembered::Present => None,
        Remembered::Beyond => Some(format!("het journaal is teruggezet of ingekort: het gaat tot record {tot}")),
        Remembered::Differs => Some("daar staat een ander record: het journaal is herschreven".to_owned()),
    }
}
