//! What a style can mean. A view asks for a meaning and never for a colour, and writes the word or the sign that tells
//! the same without any style: see [`Carrier`]. What a meaning looks like stands in the theme files.

use std::fmt;

/// What something on the screen is. The order is that of the documentation and of the theme files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meaning {
    /// The whole screen before anything stands on it: laid first, gives the background.
    Screen,
    /// Everything that has no other meaning.
    Text,
    /// What may be read later: times of lines, counts, what is not asked now.
    Muted,
    /// The title of a block: BEELDVORMING, NOG NIET BEKEND.
    Heading,
    /// What is asked at this moment: the question on the shared screen, the open answer.
    Accent,
    /// Where we are: the phase in the bar, the item, whose turn it is.
    Current,
    /// Dealt with: a ticked item, a phase left behind, an action done.
    Done,
    /// Danger to a person, and nothing else: acuut, 112, a breached condition.
    Danger,
    /// What needs attention soon: a clock that runs out, an overdue action, a gate that warns.
    Warning,
    /// What is still missing: nobody asked, no owner, no time.
    Missing,
    /// What one can do here, and what will stand in an empty place.
    Hint,
    /// The name of a key, before what it does.
    Key,
    /// A line between blocks.
    Rule,
    /// The chosen row of a list: laid last, over the meanings in the row.
    Selected,
    /// The line in which is typed: laid under the meanings in it.
    CursorLine,
    /// The mark of a fact.
    Feit,
    /// The mark of a suspicion.
    Vermoeden,
    /// The mark of a worry.
    Bezorgdheid,
    /// The mark of a feeling.
    Gevoel,
    /// The mark of what we do not know, and the answer 'onbekend'.
    Onbekend,
    /// The mark of a decision.
    Besluit,
    /// The mark of an action.
    Actie,
    /// The mark of a measure.
    Maatregel,
    /// The mark of an organisation's judgement.
    Oordeel,
    /// Her own words.
    Letterlijk,
    /// A protected line, on a terminal that may show it.
    Afgeschermd,
    /// The banner of an exercise.
    Exercise,
    /// Not recorded yet: what is being typed, here or elsewhere, and what waits for the server.
    Pending,
    /// Something was recorded, or worked.
    Success,
    /// The rules refused; the sentence says what to do.
    Refusal,
    /// Something of ours broke; the sentence says where the log is.
    Fault,
}

/// What tells a meaning from plain text when there are no colours and no modifiers. The view has to draw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// A word says it: 'feit', 'te laat', 'OEFENING'.
    Word,
    /// A sign beside it says it: ✓, ▸, ▏.
    Sign,
    /// It always stands in a place of its own.
    Place,
    /// Nothing: the style only keeps the screen calm, without it nothing is lost.
    Nothing,
    /// Only the style: it has to differ in modifiers from everything that it can be confused with.
    Style,
}

/// How many meanings there are.
pub(super) const COUNT: usize = 31;

impl Meaning {
    /// Every meaning, in order.
    pub const ALL: [Self; COUNT] = [
        Self::Screen,
        Self::Text,
        Self::Muted,
        Self::Heading,
        Self::Accent,
        Self::Current,
        Self::Done,
        Self::Danger,
        Self::Warning,
        Self::Missing,
        Self::Hint,
        Self::Key,
        Self::Rule,
        Self::Selected,
        Self::CursorLine,
        Self::Feit,
        Self::Vermoeden,
        Self::Bezorgdheid,
        Self::Gevoel,
        Self::Onbekend,
        Self::Besluit,
        Self::Actie,
        Self::Maatregel,
        Self::Oordeel,
        Self::Letterlijk,
        Self::Afgeschermd,
        Self::Exercise,
        Self::Pending,
        Self::Success,
        Self::Refusal,
        Self::Fault,
    ];

    /// The name in a theme file, the meaning whose style is used when a theme gives none, and what else tells it.
    fn facts(self) -> (&'static str, Option<Self>, Carrier) {
        use Carrier::{Nothing, Place, Sign, Style, Word};
        match self {
            Self::Screen => ("screen", None, Nothing),
            Self::Text => ("text", None, Nothing),
            Self::Muted => ("muted", Some(Self::Text), Nothing),
            Self::Heading => ("heading", Some(Self::Text), Place),
            Self::Accent => ("accent", Some(Self::Text), Place),
            Self::Current => ("current", Some(Self::Accent), Sign),
            Self::Done => ("done", Some(Self::Muted), Sign),
            Self::Danger => ("danger", Some(Self::Warning), Word),
            Self::Warning => ("warning", Some(Self::Accent), Word),
            Self::Missing => ("missing", Some(Self::Warning), Word),
            Self::Hint => ("hint", Some(Self::Muted), Place),
            Self::Key => ("key", Some(Self::Hint), Place),
            Self::Rule => ("rule", Some(Self::Muted), Sign),
            Self::Selected => ("selected", None, Style),
            Self::CursorLine => ("cursor_line", None, Sign),
            Self::Feit => ("feit", Some(Self::Text), Word),
            Self::Vermoeden => ("vermoeden", Some(Self::Text), Word),
            Self::Bezorgdheid => ("bezorgdheid", Some(Self::Vermoeden), Word),
            Self::Gevoel => ("gevoel", Some(Self::Bezorgdheid), Word),
            Self::Onbekend => ("onbekend", Some(Self::Missing), Word),
            Self::Besluit => ("besluit", Some(Self::Text), Word),
            Self::Actie => ("actie", Some(Self::Besluit), Word),
            Self::Maatregel => ("maatregel", Some(Self::Besluit), Word),
            Self::Oordeel => ("oordeel", Some(Self::Text), Word),
            Self::Letterlijk => ("letterlijk", Some(Self::Text), Word),
            Self::Afgeschermd => ("afgeschermd", Some(Self::Muted), Word),
            Self::Exercise => ("exercise", Some(Self::Warning), Word),
            Self::Pending => ("pending", Some(Self::Muted), Word),
            Self::Success => ("success", Some(Self::Text), Word),
            Self::Refusal => ("refusal", Some(Self::Warning), Word),
            Self::Fault => ("fault", Some(Self::Refusal), Word),
        }
    }

    /// The name in a theme file.
    pub fn name(self) -> &'static str {
        self.facts().0
    }

    /// The meaning of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|meaning| meaning.name() == name)
    }

    /// The meaning whose style is used when a theme and its parents give none for this one.
    pub fn fallback(self) -> Option<Self> {
        self.facts().1
    }

    /// What tells this meaning when the style does not.
    pub fn carrier(self) -> Carrier {
        self.facts().2
    }

    /// Whether text is drawn in it, which has to be readable.
    pub fn is_text(self) -> bool {
        !matches!(self, Self::Screen | Self::Rule | Self::CursorLine)
    }
}

impl fmt::Display for Meaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
