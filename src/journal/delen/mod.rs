//! What of a record belongs to which class of keys. An envelope is one text of JSON; here it is cut in three, and joined
//! again: the skeleton is that text with a mark in the place of each text that is destroyed apart, and the two other parts
//! are those texts, as JSON, one behind another. So what is joined is byte for byte what was cut, and is read as if it had
//! never been. The marks are control characters, of which JSON has none.
//!
//! Which text is of which class is decided when it is written (`klasse`); who reads follows the marks. What the table does
//! not name is narrative, which goes first: a new field is not kept too long because nobody thought of it.

mod snijder;

use std::io;

use serde::Serialize;

use crate::crypto::sleutel::Klasse;
use snijder::Snijder;

/// Stands for the next text of the narrative.
const VERHAAL: u8 = 0x01;
/// Stands for the next text of who recorded it.
const KOP: u8 = 0x02;
/// Stands behind each of the texts of a part.
const EINDE: u8 = 0x03;
/// What stands in the place of a text of which the key was destroyed.
pub const VERNIETIGD: &str = "(vernietigd)";

/// The three parts of a record, in plain text.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Delen {
    /// The narrative; none where its key was destroyed.
    pub verhaal: Option<Vec<u8>>,
    /// The skeleton.
    pub besluit: Vec<u8>,
    /// Who recorded it; none where its key was destroyed.
    pub kop: Option<Vec<u8>>,
}

/// The parts do not fit one another: a mark without its text, or a text without its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("de delen van het record passen niet bij elkaar")]
pub struct PastNiet;

/// The fields with the words of a decision itself, a measure, an action or a clock, by the event that they are in; they
/// are kept as long as the decision. Own choice: the retention of each class is set by the municipality.
const BESLUIT: [(&str, &[&str]); 12] = [
    ("besluit_voorgenomen", &["tekst", "door"]),
    ("besluit_aangevuld", &["vraag", "door", "grond", "vertellen_aan", "effectvraag"]),
    ("inzet_geopend", &["wat", "orgaan", "grond", "toezicht", "meldpunt", "gevolg"]),
    ("inzet_aangevuld", &["wat", "orgaan", "grond", "toezicht", "meldpunt", "gevolg"]),
    ("actie_geopend", &["wat"]),
    ("actie_aangevuld", &["wat", "terugmelding"]),
    ("klok_gezet", &["naam", "gegeven_door"]),
    // recorded also where the narrative is gone
    ("bevroren", &["reden"]),
    ("ontdooid", &["reden"]),
    ("vernietiging_voorgesteld", &["grond"]),
    ("regel_vastgelegd", &[]),
    ("regel_gecorrigeerd", &[]),
];
/// The kinds of line whose text is a decision's, a measure's or an action's own words.
const REGELS: [&str; 3] = ["besluit", "maatregel", "actie"];

/// Where a text stands.
#[derive(Clone, Copy, Debug, Default)]
struct Plek<'a> {
    /// In which event; none in the stamp.
    feit: &'a str,
    /// In a line of which kind.
    soort: &'a str,
    /// In which field.
    veld: &'a str,
}

/// The class of a text.
fn klasse(plek: Plek<'_>) -> Klasse {
    let Plek { feit, soort, veld } = plek;
    let eigen = BESLUIT.iter().find(|(naam, _)| *naam == feit);
    match eigen {
        None if feit.is_empty() => Klasse::Kop,
        Some((_, velden)) if velden.contains(&veld) => Klasse::Besluit,
        Some((_, [])) if veld == "tekst" && REGELS.contains(&soort) => Klasse::Besluit,
        Some(_) | None => Klasse::Verhaal,
    }
}

impl Delen {
    /// Cuts what is recorded.
    pub fn snijd(record: &impl Serialize) -> Result<Self, serde_json::Error> {
        let mut snijder = Snijder::default();
        record.serialize(&mut snijder)?;
        Ok(snijder.klaar())
    }

    /// Joins the parts to what was cut. In the place of what was destroyed stands [`VERNIETIGD`].
    pub fn voeg(&self) -> Result<Vec<u8>, PastNiet> {
        voeg(self.verhaal.as_deref(), &self.besluit, self.kop.as_deref())
    }
}

/// The same of parts that lie elsewhere.
pub(super) fn voeg(verhaal: Option<&[u8]>, besluit: &[u8], kop: Option<&[u8]>) -> Result<Vec<u8>, PastNiet> {
    let (mut verhaal, mut kop) = (Rest::van(verhaal), Rest::van(kop));
    let mut heel = Vec::with_capacity(besluit.len() + verhaal.len() + kop.len());
    let mut stukken = besluit.split_inclusive(|b| matches!(*b, VERHAAL | KOP));
    stukken.try_for_each(|stuk| {
        let (tussen, tekst) = match stuk.split_last() {
            Some((&VERHAAL, tussen)) => (tussen, verhaal.volgende()?),
            Some((&KOP, tussen)) => (tussen, kop.volgende()?),
            _ => (stuk, &[][..]),
        };
        heel.extend_from_slice(tussen);
        heel.extend_from_slice(tekst);
        Ok(())
    })?;
    if verhaal.is_op() && kop.is_op() { Ok(heel) } else { Err(PastNiet) }
}

/// The texts that are still to be put in their place.
enum Rest<'a> {
    Er(&'a [u8]),
    Vernietigd,
}

impl<'a> Rest<'a> {
    fn van(deel: Option<&'a [u8]>) -> Self {
        deel.map_or(Self::Vernietigd, Self::Er)
    }

    fn len(&self) -> usize {
        match self {
            Self::Er(bytes) => bytes.len(),
            Self::Vernietigd => 0,
        }
    }

    fn volgende(&mut self) -> Result<&'a [u8], PastNiet> {
        match self {
            Self::Er(bytes) => {
                let at = bytes.iter().position(|b| *b == EINDE).ok_or(PastNiet)?;
                let (tekst, rest) = bytes.split_at_checked(at).ok_or(PastNiet)?;
                *bytes = rest.get(1..).unwrap_or_default();
                Ok(tekst)
            }
            Self::Vernietigd => Ok(b"\"(vernietigd)\""),
        }
    }

    fn is_op(&self) -> bool {
        matches!(self, Self::Er([]) | Self::Vernietigd)
    }
}

/// A text as JSON, or as much of it as could be written.
fn json(tekst: &str, uit: &mut Vec<u8>) -> io::Result<()> {
    Ok(serde_json::to_writer(uit, tekst)?)
}
