//! What a row of the table of events can say.

use std::fmt;

use crate::domain::dossier::{Aanzet, Ding, Dossier, Veld};
use crate::domain::ids::{FactorId, OverlegNr, RegelId};
use crate::domain::tekst::Tekst;

/// The row of one event.
#[derive(Debug)]
pub struct Kenmerk<'e> {
    /// The thing that it speaks of.
    pub ding: Ding,
    /// Whether it makes that thing, where it is not there yet.
    pub maakt: bool,
    /// The parts of it that it replaces; where it makes the thing it replaces none.
    pub velden: Vec<Veld>,
    /// What it means that it says again what is so already.
    pub herhaling: Herhaling<'e>,
    /// Other things that it names without a change of them: what it says holds only while they are there.
    pub noemt: Vec<Ding>,
    /// For whom it is.
    pub gehoor: Gehoor<'e>,
    /// What it does to what was for whom before it.
    pub zicht: Zichtwissel,
    /// What it does to the words on which a meeting decides.
    pub woorden: Woorden,
    /// How one key takes it back.
    pub terug: Terugname<'e>,
}

/// What it means that an event says again what is so already.
pub enum Herhaling<'e> {
    /// It is told each time, because it was said or done at a moment: an answer about danger or to a factor (it counts from
    /// when it was last given), a report, a conclusion, where the meeting goes.
    Telt,
    /// It is a value: one that is what it was in this dossier is no record.
    Waarde(Box<dyn Fn(&Dossier) -> bool + 'e>),
}

impl fmt::Debug for Herhaling<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Telt => "Telt",
            Self::Waarde(_) => "Waarde",
        })
    }
}

/// The parts that an event replaces, with what it means that they are what they were.
pub(super) struct Delen<'e>(Vec<Veld>, Herhaling<'e>);

/// What is told each time.
pub(super) fn telt<'e>(velden: impl Into<Vec<Veld>>) -> Delen<'e> {
    Delen(velden.into(), Herhaling::Telt)
}

/// What is a value, and is one already where this is so.
pub(super) fn waarde<'e>(velden: impl Into<Vec<Veld>>, al_zo: impl Fn(&Dossier) -> bool + 'e) -> Delen<'e> {
    Delen(velden.into(), Herhaling::Waarde(Box::new(al_zo)))
}

/// For whom an event is (its audience). The state in which it is asked decides, see `zicht::kring`: what was open once and
/// is shielded now is withheld from who connects today.
#[derive(Clone, Copy, Debug)]
pub enum Gehoor<'e> {
    /// For everybody who may see the dossier.
    Iedereen,
    /// For who may see shielded lines.
    VolleSchermen,
    /// For who may see the thing that it speaks of.
    AlsDing,
    /// For who may see this line; without a line for everybody.
    AlsRegel(Option<RegelId>),
    /// For who may see all answers to this factor, and these lines.
    AlsFactor(&'e [RegelId]),
    /// For who may see what opened the acute question again.
    AlsAanzet(Heropening<'e>),
    /// For nobody at all before the judgements of this round, from 1, are revealed; then for everybody.
    NaOnthulling(OverlegNr, u32),
}

/// Why the acute question was opened again.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "the fields are those of the event")]
pub struct Heropening<'e> {
    pub aanzet: Aanzet,
    pub toelichting: &'e Tekst,
    pub regel: Option<RegelId>,
    pub factor: Option<&'e (OverlegNr, FactorId)>,
}

/// What an event does to the audience of events before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zichtwissel {
    /// Nothing.
    Blijft,
    /// It changes for who may not see shielded lines.
    Wisselt,
    /// Likewise, where it is shielded itself: it takes the earlier ones with it.
    AlsAfgeschermd,
    /// It says on what an earlier one hangs: that matters where something is or was shielded.
    AndersVerbonden,
    /// What was for nobody is for everybody.
    Onthult,
}

/// What an event does to the words on which a meeting decides: what was read back before is read back again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Woorden {
    /// They stay. That something was carried out, or taken, changes none.
    Blijven,
    /// They are made or changed.
    Anders,
    /// They stand no longer.
    Eindigen,
    /// They are on no wall any more.
    Verborgen,
}

/// How what one key did is taken back.
#[derive(Clone, Copy, Debug)]
pub enum Terugname<'e> {
    /// Not by a key: shields that are lifted and steps of the meeting are set right by an act of their own, with its reason.
    Nee,
    /// The thing is put back as it was.
    Ding(Daadwoorden<'e>),
    /// Likewise, and so are the judgements that stand in this line.
    MetOordelen(RegelId, Daadwoorden<'e>),
    /// Likewise, and so is all that hangs on this line and follows its words.
    MetAanhang(RegelId, Daadwoorden<'e>),
    /// It comes along with what does say what it did; the thing is put back as it was.
    Mee,
    /// Likewise: the judgements that stand in this line are put back.
    MeeOordelen(RegelId),
    /// Likewise: the acute question is not open again because of this.
    MeeAanzet(Heropening<'e>),
}

/// What was done to the thing, as the minutes may tell it: numbers and kinds only.
#[derive(Clone, Copy)]
pub struct Daadwoorden<'e> {
    pub(super) voor: &'static str,
    pub(super) na: &'static str,
    pub(super) waarde: Option<&'e dyn fmt::Display>,
}

impl<'e> Daadwoorden<'e> {
    /// The thing, then these words.
    pub(super) fn na(na: &'static str) -> Self {
        Self { voor: "", na, waarde: None }
    }

    /// These words, then the thing.
    pub(super) fn voor(voor: &'static str) -> Self {
        Self { voor, na: "", waarde: None }
    }

    pub(super) fn waarde(self, waarde: &'e dyn fmt::Display) -> Self {
        Self { waarde: Some(waarde), ..self }
    }

    /// In words.
    pub(in crate::domain) fn woorden(self, ding: &Ding) -> String {
        let Self { voor, na, waarde } = self;
        waarde.map_or_else(|| format!("{voor}{ding}{na}"), |w| format!("{voor}{ding}{na}{w}"))
    }
}

impl fmt::Debug for Daadwoorden<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}…{}", self.voor, self.na)
    }
}

impl<'e> Kenmerk<'e> {
    pub(super) fn new(ding: Ding, Delen(velden, herhaling): Delen<'e>, gehoor: Gehoor<'e>) -> Self {
        let (noemt, zicht, woorden, terug) = (Vec::new(), Zichtwissel::Blijft, Woorden::Blijven, Terugname::Nee);
        Self { ding, maakt: false, velden, herhaling, noemt, gehoor, zicht, woorden, terug }
    }

    /// Whether it says no more than what is so already.
    pub(in crate::domain) fn is_al_zo(&self, d: &Dossier) -> bool {
        match &self.herhaling {
            Herhaling::Telt => false,
            Herhaling::Waarde(al_zo) => al_zo(d),
        }
    }

    /// It makes the thing.
    pub(super) fn maakt(self) -> Self {
        Self { maakt: true, ..self }
    }

    pub(super) fn noemt(self, noemt: Vec<Ding>) -> Self {
        Self { noemt, ..self }
    }

    pub(super) fn zicht(self, zicht: Zichtwissel) -> Self {
        Self { zicht, ..self }
    }

    pub(super) fn woorden(self, woorden: Woorden) -> Self {
        Self { woorden, ..self }
    }

    pub(super) fn terug(self, terug: Terugname<'e>) -> Self {
        Self { terug, ..self }
    }
}
