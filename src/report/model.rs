//! A document between the dossier and the page: headings, paragraphs, lists. Each format (Markdown now, others later)
//! writes out this and nothing else, so that what is in minutes is decided in one place.
//!
//! No text in it is markup: a writer escapes every text that it writes, ours and a user's alike. Structure exists only as
//! the values here.
#![expect(
    clippy::needless_pass_by_value,
    reason = "a sentence that was just composed and a text of the record are written alike"
)]

use super::papier::CONTROLEPUNT;
use crate::domain::controlepunt::Controlepunt;

/// A document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Whether it is of an exercise: says so at its top and at its bottom.
    pub oefening: bool,
    /// Whether shielded lines are in it: says so at its top and at its bottom.
    pub met_afgeschermd: bool,
    /// Its title.
    pub titel: String,
    /// What it consists of, in order.
    pub blokken: Vec<Tekstblok>,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tekstblok {
    /// A heading: depth 1 is below the title, 3 is the deepest.
    Kop(u8, String),
    /// A paragraph.
    Alinea(Vec<Tekststuk>),
    /// A list.
    Lijst(Vec<Lijstpunt>),
    /// Lines of ours that have to stay as they are, to the letter.
    Letterlijk(Vec<String>),
}

/// An item of a list, with what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lijstpunt {
    /// The item itself, on one line.
    pub stukken: Vec<Tekststuk>,
    /// The items below it.
    pub onder: Vec<Lijstpunt>,
}

/// A run of text in one style. Runs are written with a space between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tekststuk {
    /// How it looks.
    pub stijl: Stijl,
    /// The text, on one line, without markup.
    pub tekst: String,
}

/// How a run of text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stijl {
    /// As it is; the only style in which a user's words stand, unless they were struck.
    Gewoon,
    /// A label of ours.
    Label,
    /// What belongs to a line and is not said in it: source, time, factors.
    Bijzaak,
    /// Struck through: no longer so, and still to be read.
    Doorgehaald,
}

/// Text as it is.
pub(super) fn gewoon(tekst: impl ToString) -> Tekststuk {
    Tekststuk { stijl: Stijl::Gewoon, tekst: tekst.to_string() }
}

/// A label of ours.
pub(super) fn label(tekst: impl ToString) -> Tekststuk {
    Tekststuk { stijl: Stijl::Label, tekst: tekst.to_string() }
}

/// What belongs to a line and is not said in it.
pub(super) fn bijzaak(tekst: impl ToString) -> Tekststuk {
    Tekststuk { stijl: Stijl::Bijzaak, tekst: tekst.to_string() }
}

/// Struck through.
pub(super) fn doorgehaald(tekst: impl ToString) -> Tekststuk {
    Tekststuk { stijl: Stijl::Doorgehaald, tekst: tekst.to_string() }
}

/// An item without anything below it.
pub(super) fn punt(stukken: impl Into<Vec<Tekststuk>>) -> Lijstpunt {
    Lijstpunt { stukken: stukken.into(), onder: Vec::new() }
}

/// `Label: value`
pub(super) fn veld(naam: &str, waarde: impl ToString) -> Lijstpunt {
    punt([label(format!("{naam}:")), gewoon(waarde)])
}

/// `Label: value`; nothing where there is no value.
pub(super) fn veld_als(naam: &str, waarde: impl ToString) -> Option<Lijstpunt> {
    let waarde = waarde.to_string();
    (!waarde.is_empty()).then(|| veld(naam, waarde))
}

impl Lijstpunt {
    /// The same item with these below it.
    #[must_use]
    pub(super) fn met(mut self, onder: impl IntoIterator<Item = Self>) -> Self {
        self.onder.extend(onder);
        self
    }
}

impl Document {
    /// The same with a checkpoint at its end, where there is one.
    #[must_use]
    pub(super) fn met_controlepunt(mut self, punt: Option<&Controlepunt>) -> Self {
        if let Some(punt) = punt {
            let alinea = Tekstblok::Alinea(vec![gewoon(CONTROLEPUNT)]);
            self.blokken.extend([alinea, Tekstblok::Letterlijk(punt.regels().into())]);
        }
        self
    }

    /// Every text in it, in order.
    pub fn teksten(&self) -> Vec<&str> {
        let mut found = vec![self.titel.as_str()];
        for blok in &self.blokken {
            match blok {
                Tekstblok::Kop(_, tekst) => found.push(tekst),
                Tekstblok::Alinea(stukken) => found.extend(stukken.iter().map(|s| s.tekst.as_str())),
                Tekstblok::Lijst(punten) => punten.iter().for_each(|p| p.teksten(&mut found)),
                Tekstblok::Letterlijk(regels) => found.extend(regels.iter().map(String::as_str)),
            }
        }
        found
    }
}

impl Lijstpunt {
    fn teksten<'a>(&'a self, into: &mut Vec<&'a str>) {
        into.extend(self.stukken.iter().map(|s| s.tekst.as_str()));
        self.onder.iter().for_each(|p| p.teksten(into));
    }
}
