//! A meeting on the screen: the line that is being typed, and what waits beside it.

use crate::app::draft::LineEdit;
use crate::domain::dossier::RegelInhoud;
use crate::domain::ids::{DossierNummer, OverlegNr, PuntId, RegelId, RequestId};
use crate::domain::invoer::Ondergrond;
use crate::domain::tekst::Tekst;
use crate::protocol::Basis;
use crate::protocol::{Begin, Getypt};

/// The meeting screen's state.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overlegstaat {
    /// The meeting that is looked at; none for the one that matters now.
    pub nr: Option<OverlegNr>,
    /// The item of the dossier itself at which this terminal is; none for the first.
    pub dossierpunt: Option<PuntId>,
    /// The line.
    pub draft: LineEdit,
    /// What of the line is settled: it was recorded, or pasted, and is not read as syntax.
    pub ondergrond: Ondergrond,
    /// The earlier line that is being edited, and what stood in the line before.
    pub bewerkt: Option<(RegelId, Invoerregel)>,
    /// Whether who types said that this line is open, though it begins as a shielded one.
    pub open: bool,
    /// Lines that were sent, as they stood, with what was settled of them.
    pub onderweg: Vec<Invoerregel>,
    /// Lines that came back while something else was being typed, in order.
    pub wachtend: Vec<Invoerregel>,
    /// What the server was told that waits beside the line.
    pub gemeld: Vec<Getypt>,
    /// Whether the line came back, and nobody did anything in it yet.
    pub vers: Vers,
    /// The line that was emptied at once; undo puts it back.
    pub gewist: Option<Invoerregel>,
    /// What the key before this one did to what is typed, where the same key once more does something else.
    pub net: Option<Net>,
    /// Whether the line was entered as a judgement while a closed round was open.
    pub verzegeld: bool,
    /// Corrections that wait for their reason.
    pub te_corrigeren: Vec<TeCorrigeren>,
    /// Up to where the record was seen when that line was taken back.
    pub basis: Option<Basis>,
    /// Whose contribution it is, where that was set by hand.
    pub inbreng: Option<Tekst>,
    /// Where the meeting was when the line was begun.
    pub begin: Option<Begin>,
    /// The line at which the minutes are held; none follows the end.
    pub anker: Option<RegelId>,
    /// The meeting to which the line took the view back.
    pub terug_in: Option<OverlegNr>,
    /// The request that the line will be when it is entered.
    pub verzoek: Option<RequestId>,
    /// What was typed before the dossier was there: the last one is still being typed.
    pub vooraf: Vec<Vooraf>,
}

/// A line that was typed before the dossier was there, and was not read yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vooraf {
    /// The text.
    pub tekst: String,
    /// Whether it was pasted.
    pub geplakt: bool,
}

impl Overlegstaat {
    /// Sets whose contribution the line is.
    pub fn zet_inbreng(&mut self, inbreng: Option<Tekst>) {
        self.inbreng = inbreng;
    }
}

/// What is known of a line in which nobody did anything yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Vers {
    /// Nothing: somebody typed in it.
    #[default]
    Nee,
    /// It came back just now: who types on has not looked, and begins a line of their own.
    Kwam,
    /// It was being typed before the program was lost, and is typed on.
    Hersteld,
}

/// A line as it stood, with all that it was begun with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Invoerregel {
    /// The dossier in which it was typed.
    pub dossier: Option<DossierNummer>,
    /// The line, with its cursor.
    pub draft: LineEdit,
    /// What of it is settled.
    pub ondergrond: Ondergrond,
    /// Where the meeting was when it was begun.
    pub begin: Option<Begin>,
    /// The request that it will be.
    pub verzoek: Option<RequestId>,
    /// The earlier line that it corrects, and up to where the record was seen.
    pub correctie: Option<(RegelId, Option<Basis>)>,
    /// Whether it was entered as a judgement while a closed round was open: it is never shown to others as a draft.
    pub verzegeld: bool,
}

impl Invoerregel {
    /// A line of which nothing but its text is known.
    pub(in crate::app) fn van(tekst: &str, ondergrond: Ondergrond) -> Self {
        Self { draft: LineEdit::new(tekst), ondergrond, ..Self::default() }
    }

    /// A recorded line, as it is typed.
    pub(in crate::app) fn weer(ondergrond: Ondergrond) -> Self {
        Self { draft: LineEdit::new(ondergrond.tekst()), ondergrond, ..Self::default() }
    }
}

/// A correction of settled minutes that waits for its reason.
#[derive(Clone, Debug, PartialEq)]
pub struct TeCorrigeren {
    /// The line as it was typed.
    pub stand: Invoerregel,
    /// What it was read as.
    pub(in crate::app) inhoud: RegelInhoud,
}

impl TeCorrigeren {
    /// Whether it is the correction of this line into this text.
    pub fn is(&self, regel: RegelId, getypt: &str) -> bool {
        self.stand.correctie.as_ref().is_some_and(|(id, _)| *id == regel) && self.stand.draft.text() == getypt
    }
}

/// What the last key did to what is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Net {
    /// Took typing back: held down, it stops at the empty line and does not go on into the record.
    Teruggezet,
    /// Asked whether a correction that was begun is to be left.
    Verlaten,
}

/// What an answer does.
#[derive(Clone, Debug, PartialEq)]
pub enum Navraagantwoord {
    /// The line becomes this, and is recorded.
    Regel(String),
    /// The line is open, though it begins as a shielded one.
    Open,
    /// A line that is too long becomes numbered lines.
    Splits,
    /// The line stays where it is.
    Laat,
}

/// A pasted line and what it is read as.
#[derive(Clone, Debug, PartialEq)]
pub struct Plakregel {
    pub(in crate::app) tekst: String,
    /// What of it is settled when it stands in the line.
    pub(in crate::app) ondergrond: Ondergrond,
    /// What is recorded: more lines where it is too long for one.
    pub(in crate::app) inhoud: Vec<RegelInhoud>,
}
