//! What can go wrong with the keyring. Each is a sentence for the user, and none repeats a secret.

use std::io;

use super::ingang::{IngangFault, Openerlijst};
use super::{NAAM, NIEUW, VORIG};
use crate::domain::machine;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

/// Why the keyring does not do what was asked. Unless it says otherwise, what was on the disk is there still.
#[derive(Debug, thiserror::Error)]
pub enum BosFault {
    /// There is none: the store is not sealed.
    #[error("deze tafel is niet verzegeld: er is geen {NAAM}")]
    Geen,
    /// It is gone, and the one from before the last change is there.
    #[error(
        "de {NAAM} is weg, maar {VORIG} is er nog, van vóór de laatste wijziging; bewaar een kopie, en geef hem de naam {NAAM}"
    )]
    Weg,
    /// There is one already.
    #[error("er is al een {NAAM}")]
    IsEr,
    /// It is of another version of the program.
    #[error("de {NAAM} is van een andere versie van Crisistafel; gebruik die versie, of een nieuwere")]
    Vorm,
    /// Its bytes are not those that were written.
    #[error("de {NAAM} is beschadigd of niet af. {}", terug(*vorig))]
    Beschadigd {
        /// Whether the one from before the last change is there.
        vorig: bool,
    },
    /// It is no key of this keyring.
    #[error("deze sleutel opent de {NAAM} niet. Dat kunnen wel: {openers}. {}", .openers.raad())]
    Verkeerd {
        /// Which openers do.
        openers: Openerlijst,
    },
    /// Nothing was given to open it with.
    #[error("de {NAAM} is op slot. Openen kunnen: {openers}. Geef een sleutelbestand met --sleutel PAD. {}", .openers.raad())]
    OpSlot {
        /// Which openers do.
        openers: Openerlijst,
    },
    /// Somebody else changed it since it was opened.
    #[error("de {NAAM} is intussen gewijzigd, door {door} op {}; uw wijziging is niet bewaard, doe haar opnieuw", .op.datum_klok())]
    Gewijzigd {
        /// Who, as the keyring says.
        door: Tekst,
        /// When.
        op: Tijdstip,
    },
    /// The last opener cannot go.
    #[error("dit is de laatste opener: zonder gaat niets meer open. Voeg eerst een andere toe: crisistafel sleutel erbij")]
    Laatste,
    /// No opener has this name.
    #[error("een opener '{naam}' is er niet; er zijn: {openers}")]
    Onbekend {
        /// The name.
        naam: Tekst,
        /// Which there are.
        openers: Openerlijst,
    },
    /// An opener has this name, or is the same.
    #[error("er is al een opener '{0}'; kies een andere naam, of haal hem eerst weg: crisistafel sleutel eraf")]
    Bezet(Tekst),
    /// What was to be added is no opener.
    #[error(transparent)]
    Ingang(#[from] IngangFault),
    /// There are too many openers or journals.
    #[error("er kan niets meer bij: een {NAAM} heeft hoogstens {openers} openers en sleutels van {journalen} journalen")]
    Vol {
        /// How many openers.
        openers: usize,
        /// How many journals.
        journalen: usize,
    },
    /// The machine gives no random numbers.
    #[error("de machine geeft geen toevalsgetallen; start haar opnieuw")]
    Toeval,
    /// What was written was not what could be read back. The one from before is in its place.
    #[error("de nieuwe {NAAM} las anders terug dan hij geschreven was; de vorige geldt nog. Kijk de schijf na")]
    Teruglezen,
    /// The new one is there, and the one from before could not be removed.
    #[error(
        "de nieuwe {NAAM} geldt, maar de vorige ({VORIG}) kon niet worden weggehaald ({}); de volgende wijziging probeert het \
         opnieuw", machine::zegt(.0)
    )]
    VorigBlijft(io::Error),
    /// The disk failed while the new one took the place of the old one.
    #[error(
        "of de wijziging van de {NAAM} bewaard is, is niet zeker ({}); een van beide opent: kijk met crisistafel sleutel toon",
        machine::zegt(.0)
    )]
    Onzeker(io::Error),
    /// The disk failed.
    #[error("{NAAM}: {what} mislukte: {}", machine::zegt(.source))]
    Io {
        /// What was tried.
        what: &'static str,
        /// How it failed.
        source: io::Error,
    },
}

impl BosFault {
    /// Whether who asked has no key to it.
    pub fn is_gesloten(&self) -> bool {
        matches!(self, Self::Verkeerd { .. } | Self::OpSlot { .. })
    }

    pub(super) fn io(what: &'static str) -> impl Fn(io::Error) -> Self {
        move |source| Self::Io { what, source }
    }
}

/// How to go on from a damaged one.
fn terug(vorig: bool) -> String {
    if vorig {
        format!("Ernaast ligt {VORIG}, van vóór de laatste wijziging: bewaar beide, en geef die de naam {NAAM}")
    } else {
        "Zet een kopie terug; bewaar deze".to_owned()
    }
}

/// What an interrupted change left beside the keyring. Neither is ever read in its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Resten {
    /// A new one that was not finished.
    pub nieuw: bool,
    /// The one from before.
    pub vorig: bool,
}

impl Resten {
    /// What to say of it; nothing where there is nothing.
    pub fn zegt(self) -> Option<String> {
        let half = format!("{NIEUW} is van een wijziging die werd onderbroken en telt niet");
        let old = format!("{VORIG} is van vóór de laatste wijziging en telt niet");
        let both = [self.nieuw.then_some(half), self.vorig.then_some(old)];
        let said: Vec<String> = both.into_iter().flatten().collect();
        (!said.is_empty()).then(|| format!("{}; de volgende wijziging ruimt op", said.join(", ")))
    }
}
