//! Named parts under each other: what is there, and what is still missing as a question in its own place.

use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::row::Row;

/// The cells of a name.
pub(crate) const LABEL: usize = 16;

/// A part with its name in front: `text`, or while that is empty what is still asked; nothing where nothing is.
pub(crate) fn field<'a>(s: Scene<'a>, width: usize, label: &'a str, text: &str, ask: &str) -> Vec<Row<'a>> {
    if text.is_empty() && ask.is_empty() {
        return Vec::new();
    }
    let (what, text) = if text.is_empty() { (Meaning::Missing, ask) } else { (Meaning::Text, text) };
    styled(s, width, label, &[(what, text)])
}

/// A part in pieces of its own meaning.
pub(crate) fn styled<'a>(s: Scene<'a>, width: usize, label: &'a str, pieces: &[(Meaning, &str)]) -> Vec<Row<'a>> {
    let flow = pieces.iter().fold(s.flow(), |flow, (what, piece)| flow.add(*what, piece));
    flow.hang(s.say(Meaning::Muted, label), LABEL, width)
}
