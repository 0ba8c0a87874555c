//! What was asked of the server and what it came from; what of that a key can take back.

use super::formulier::Formulier;
use super::palet::Palet;
use crate::domain::dossier::RegelInhoud;
use crate::domain::ids::{DossierNummer, MaatregelId, RegelId, RequestId};
use crate::domain::invoer::Ondergrond;
use crate::domain::tijd::Tijdstip;
use crate::protocol::Basis;

/// What a request came from, so that nothing is lost when it is refused.
#[derive(Clone, Debug)]
pub enum Verzoekherkomst {
    /// A step of the meeting, by one key: the same kind of key goes back on it.
    Stap,
    /// The line that was typed.
    Regel(String),
    /// Lines that were pasted at once, each with what of it is settled.
    Plak(Vec<(String, Ondergrond)>),
    /// The withdrawal of an own line, which is to stand in the line again.
    Intrekking {
        /// The line.
        regel: RegelId,
        /// What it said.
        inhoud: Box<RegelInhoud>,
    },
    /// The correction of a line.
    Correctie {
        /// The line.
        regel: RegelId,
        /// What was typed.
        getypt: String,
        /// Up to where the record was seen when the line was taken back.
        basis: Basis,
    },
    /// A form.
    Formulier(Box<Formulier>),
    /// One key, which did this: it is said when it was carried out, and can be taken back.
    Daad(String),
    /// The key that takes something back.
    Terug(Daad),
    /// A measure that was chosen in the palette.
    Palet {
        /// Which one.
        maatregel: MaatregelId,
        /// The palette, to come back to.
        palet: Box<Palet>,
    },
}

/// A request without an answer.
#[derive(Clone, Debug)]
pub struct Verzonden {
    /// Its id.
    pub verzoek: RequestId,
    /// What it came from.
    pub herkomst: Verzoekherkomst,
    /// When it was asked.
    pub sinds: Tijdstip,
}

impl Verzonden {
    /// How many lines it records.
    pub fn regels(&self) -> usize {
        match &self.herkomst {
            Verzoekherkomst::Regel(_) | Verzoekherkomst::Correctie { .. } => 1,
            Verzoekherkomst::Plak(lines) => lines.len(),
            Verzoekherkomst::Stap
            | Verzoekherkomst::Intrekking { .. }
            | Verzoekherkomst::Formulier(_)
            | Verzoekherkomst::Daad(_)
            | Verzoekherkomst::Terug(_)
            | Verzoekherkomst::Palet { .. } => 0,
        }
    }
}

/// Something that one key did, or one small form of a list.
#[derive(Clone, Debug)]
pub struct Daad {
    /// The request that did it.
    pub(in crate::app) verzoek: RequestId,
    /// The dossier in which.
    pub(in crate::app) dossier: DossierNummer,
    /// What was seen of the record then.
    pub(in crate::app) stand: Option<crate::protocol::Stand>,
    /// What was done, in words.
    pub(in crate::app) zin: String,
}

/// What this terminal recorded last: that is what Ctrl+Z on the empty line is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::app) enum Laatste {
    /// Nothing yet, or a line.
    #[default]
    Regel,
    /// What one key did, or a small form of a list.
    Daad,
    /// A form that no key takes back, by its title.
    Formulier(String),
}
