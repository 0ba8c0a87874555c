//! What can go wrong with the read model. The record is in the journals and has no part in it. No text here comes out
//! of a row.

use std::io;

use crate::domain::ids::DossierNummer;

/// How a model was found.
#[derive(Debug)]
pub enum ModelState {
    /// Every row of the last close is there. Whether the journals went on since, [`ReadModel::hoofden`] tells.
    ///
    /// [`ReadModel::hoofden`]: super::ReadModel::hoofden
    Whole,
    /// The model is empty and has to be filled from the journals.
    Rebuild(Reason),
}

/// Why the rows have to be made again: a sentence for the user; the source, where there is one, is for the log.
#[derive(Debug, thiserror::Error)]
pub enum Reason {
    /// There was none.
    #[error("het zoekregister was er nog niet en wordt gemaakt uit de dossiers")]
    New,
    /// The program was killed, or gave the model up, while sled was at work.
    #[error(
        "het zoekregister is de vorige keer niet afgesloten en wordt opnieuw gemaakt uit de dossiers; de dossiers zelf staan hier los van"
    )]
    NotClosed,
    /// The rows are those of another version.
    #[error("het zoekregister is van een andere versie van Crisistafel en wordt opnieuw gemaakt uit de dossiers")]
    OtherVersion,
    /// The files are not those of the last close.
    #[error("het zoekregister is beschadigd en wordt opnieuw gemaakt uit de dossiers; de dossiers zelf staan hier los van")]
    Damaged,
    /// The files are those of the last close, and sled could not open them.
    #[error(
        "het zoekregister ging niet open en wordt opnieuw gemaakt uit de dossiers; de dossiers zelf staan hier los van"
    )]
    DoesNotOpen(#[source] Trouble),
}

/// The read model cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreFault {
    /// Somebody else has it open; nothing was touched.
    #[error("het zoekregister is in gebruik bij {}; sluit dat programma en probeer het opnieuw", holder(*by))]
    Held {
        /// The process, where it is known.
        by: Option<u32>,
    },
    /// Not even an empty one could be made.
    #[error("het zoekregister kan niet worden gemaakt; kijk of de schijf vol is en of de map van u is")]
    CannotMake(#[source] Trouble),
    /// This call failed. The model is of no use any more: drop it and open it again.
    #[error(
        "het overzicht en het zoeken werken niet tot het zoekregister opnieuw is gemaakt; de dossiers zelf staan hier los van"
    )]
    Failed(#[source] Trouble),
    /// What was read of this dossier is not what was written. The rest is of use: write this dossier again.
    #[error("het zoekregister van een dossier is beschadigd en wordt opnieuw gemaakt; de dossiers zelf staan hier los van")]
    Segment(DossierNummer),
    /// An earlier call failed.
    #[error(
        "het overzicht en het zoeken werken niet tot het zoekregister opnieuw is gemaakt; de dossiers zelf staan hier los van"
    )]
    Unusable,
}

/// What went wrong underneath, for the log.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The file system refused.
    #[error("bestanden: {0}")]
    Files(#[from] io::Error),
    /// The file system refused sled.
    #[error("sled: {0}")]
    Sled(io::ErrorKind),
    /// sled found damage.
    #[error("sled: beschadigde gegevens")]
    Corruption,
    /// sled is not as it should be.
    #[error("sled: interne fout")]
    Bug,
    /// sled panicked.
    #[error("sled: paniek")]
    Panic,
    /// sled did not come to an end in time.
    #[error("sled: geen antwoord")]
    Stuck,
    /// The lock on sled's files is held, though the slot was free.
    #[error("sled: bestand in gebruik")]
    Locked,
    /// A row cannot be read or written.
    #[error("een rij is niet te lezen of te schrijven")]
    Row,
    /// The segment of a dossier is not what was written.
    #[error("een segment is niet te lezen")]
    Segment(DossierNummer),
    /// The index and the rows contradict each other.
    #[error("de index en de rijen kloppen niet met elkaar")]
    Contradiction,
}

/// Who holds a model, in words.
fn holder(by: Option<u32>) -> String {
    by.map_or_else(|| "een ander programma".to_owned(), |pid| format!("een andere Crisistafel (proces {pid})"))
}

impl From<sled::Error> for Trouble {
    /// Keeps the kind only: sled's messages can hold keys and values.
    fn from(error: sled::Error) -> Self {
        match error {
            // sled's own lock is the only thing of this kind, and it has no kind of its own
            sled::Error::Io(e) if e.kind() == io::ErrorKind::Other && e.to_string().contains("acquire lock") => {
                Self::Locked
            }
            sled::Error::Io(e) => Self::Sled(e.kind()),
            sled::Error::Corruption { .. } => Self::Corruption,
            _ => Self::Bug,
        }
    }
}
