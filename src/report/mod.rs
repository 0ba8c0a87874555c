//! Documents made of what the record holds: what a raadpleger asks at night, lists, the minutes of a meeting. PURE: a
//! dossier or rows in, text or a structure for JSON out. Absent: io, printing, the clock, and who may ask; the caller gives
//! only what the user may see.
//!
//! Each answer is a structure of its own that serialises as documented JSON, and that gives its text by `tekst()`: text and
//! JSON cannot disagree. Minutes are a [`model::Document`], which [`mod@markdown`] writes out; other formats use the same
//! model.

pub mod acties;
pub mod dossiers;
pub mod inzage;
pub mod markdown;
pub mod model;
mod naam;
mod papier;
pub mod tijd;
pub mod toon;
pub mod vernietiging;
mod verslag;
pub mod verzoek;
pub mod voorlegger;
pub mod zoek;

use std::borrow::Cow;

use crate::domain::controlepunt::Controlepunt;
use crate::domain::dossier::Dossier;
use crate::domain::ids::{FactorId, NiveauId, RegelId};
use crate::domain::kader::GeldendKader;
use crate::domain::tijd::Tijdstip;
use crate::domain::zicht::openbaar;

pub use acties::acties;
pub use dossiers::dossiers;
pub use inzage::inzage;
pub use markdown::markdown;
pub use toon::toon;
pub use verslag::verslag;
pub use voorlegger::voorlegger;
pub use zoek::zoek;

/// The version of the JSON forms. A field that is added leaves it as it is; one that goes or changes raises it.
pub const JSON_VERSIE: u32 = 1;

/// What a document is asked of: a dossier at a moment, and how much of it.
#[derive(Clone, Copy)]
pub struct Aanvraag<'a> {
    /// The dossier, as the user may see it.
    pub dossier: &'a Dossier,
    /// The kader with which the meeting opened that the document is about; it gives items, levels and factors their names.
    pub kader: &'a GeldendKader,
    /// Whether shielded lines, and what hangs on them, are in it, marked: only for who may see them. Without them nothing
    /// tells that there are any.
    pub met_afgeschermd: bool,
    /// Whether the store holds an exercise.
    pub oefening: bool,
    /// The moment of asking.
    pub nu: Tijdstip,
    /// What stands under it, by which can be told later whether the record is still what it was.
    pub controlepunt: Option<&'a Controlepunt>,
}

impl<'a> Aanvraag<'a> {
    /// The dossier as it may be told. What is not asked for is taken away before a document is begun, so that nothing in it,
    /// not even a count, can follow from it.
    fn te_vertellen(&self) -> Cow<'a, Dossier> {
        if self.met_afgeschermd { Cow::Borrowed(self.dossier) } else { Cow::Owned(openbaar(self.dossier)) }
    }

    /// Whether what came from this line is shielded.
    fn afgeschermd(&self, regel: RegelId) -> bool {
        self.dossier.is_afgeschermd(Some(regel))
    }

    /// The name of a level; its key where the kader does not know it.
    fn niveau(&self, id: &NiveauId) -> String {
        self.kader.kader.niveau(id).map_or_else(|| id.to_string(), |n| n.naam.to_string())
    }

    /// The name of a factor; its key where the kader does not know it.
    fn factor(&self, id: &FactorId) -> String {
        self.kader.kader.factor(id).map_or_else(|| id.to_string(), |f| f.naam.to_string())
    }
}
