//! What the program has to say: one line in a place of its own. A sign and a word tell what kind of thing it is, so that
//! a refusal is never taken for success.

use crate::app::model::{Bericht, BerichtSoort};
use crate::app::screens::overleg::wacht;
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::row::Row;

/// The line, or none when there is nothing to say.
pub(crate) fn said(s: Scene<'_>) -> Option<Row<'_>> {
    let Some(Bericht { soort, tekst, .. }) = s.m.bericht.as_ref() else {
        return wacht(s.m).map(|text| s.say(Meaning::Hint, "let op · ").add(Meaning::Text, text));
    };
    let (what, head) = match soort {
        BerichtSoort::Gelukt => (Meaning::Success, "✓ gelukt · "),
        BerichtSoort::Let => (Meaning::Hint, "let op · "),
        BerichtSoort::Weigering => (Meaning::Refusal, "✗ niet gedaan · "),
        BerichtSoort::Storing => (Meaning::Fault, "✗ storing · "),
    };
    let text = if *soort == BerichtSoort::Let { Meaning::Text } else { what };
    Some(s.say(what, head).add(text, tekst.as_str()))
}
