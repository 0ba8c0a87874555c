//! Plays a script of a fictitious dossier into a store that nobody serves, through the same rules as everything else.

use std::path::Path;

use super::claim::{ClaimFault, claim};
use super::kaders;
use super::kluis::journaal;
use crate::crypto::bos::BosFault;
use crate::domain::decide::decide_all;
use crate::domain::dossier::Dossier;
use crate::domain::event::Event;
use crate::domain::evolve::evolve;
use crate::domain::ids::RequestId;
use crate::domain::kader::GeldendKader;
use crate::domain::refusal::Refusal;
use crate::domain::script::Script;
use crate::journal::{self, Envelope, Journal, JournalId, record};

/// Why a script could not be played. Each names the line of the script.
#[derive(Debug, thiserror::Error)]
pub enum ImportFault {
    /// The store is not ours to fill.
    #[error(transparent)]
    Claim(#[from] ClaimFault),
    /// The keys cannot be had.
    #[error(transparent)]
    Bos(#[from] BosFault),
    /// The record failed.
    #[error(transparent)]
    Journal(#[from] journal::Fault),
    /// The kader could not be kept.
    #[error("het kader kon niet worden bewaard: {}", crate::domain::machine::zegt(.0))]
    Kader(#[from] std::io::Error),
    /// The rules refuse a line.
    #[error("regel {regel}: {weigering}")]
    Refused {
        /// The line of the script.
        regel: u32,
        /// Why.
        weigering: Refusal,
    },
}

/// Plays `script` into the exercise in `dir`.
pub fn import(dir: &Path, kader: &GeldendKader, script: &Script) -> Result<(), ImportFault> {
    let claimed = claim(dir)?;
    let mut journal = journaal(&claimed.dir, None)?;
    let id = JournalId::Dossier(script.dossier);
    let Some(first) = script.stappen.first() else { return Ok(()) };
    let mut head = journal.open(id, first.op)?.reading.head();
    let mut dossier = Dossier::new(script.dossier);
    for (nr, stap) in (1u128..).zip(&script.stappen) {
        let stamp = stap.stempel(RequestId(nr));
        let decided = decide_all(&dossier, kader, &stamp, &stap.opdrachten);
        let events = decided.map_err(|weigering| ImportFault::Refused { regel: stap.regel, weigering })?;
        if events.iter().any(|e| matches!(e, Event::OverlegGestart { .. })) {
            kaders::keep(&claimed.dir, kader)?;
        }
        for event in &events {
            evolve(&mut dossier, &stamp, event);
        }
        head = record::append(&mut journal, &Envelope::next(id, head, stamp, events))?;
    }
    Ok(())
}
