//! What is told in the same way of whatever row it is: where it comes from, and how it went.

use crate::domain::dossier::{Dossier, StatusWissel};
use crate::domain::ids::RegelId;
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::fields::styled;
use crate::view::widgets::row::Row;

/// The number of a thing, and from which line of which meeting it comes.
pub(super) fn head<'a>(s: Scene<'a>, d: &Dossier, id: &str, state: (Meaning, &str), regel: RegelId) -> Row<'a> {
    let row = s.say(Meaning::Accent, id.to_owned()).gap(2).add(state.0, state.1.to_owned());
    let Some(r) = d.regels.get(&regel) else { return row };
    let from = format!("{}, regel {regel} van {}", r.overleg.waar(), r.op.kort(s.m.nu));
    let row = row.gap(3).add(Meaning::Muted, from);
    row.maybe(Meaning::Afgeschermd, r.inhoud.scherm().map(|scherm| format!("  {scherm}")))
}

/// The steps of a status, each with when, by whom and why.
pub(super) fn history<'a, S: std::fmt::Display>(s: Scene<'a>, wissels: &[StatusWissel<S>], width: usize) -> Vec<Row<'a>> {
    let step = |(nr, w): (usize, &StatusWissel<S>)| {
        let when = format!("{} door {}: ", w.gezet.op.kort(s.m.nu), w.gezet.door.naam);
        let to = w.naar.to_string();
        let why = if w.reden.is_empty() { String::new() } else { format!(", {}", w.reden) };
        let pieces = [(Meaning::Muted, when.as_str()), (Meaning::Text, to.as_str()), (Meaning::Muted, why.as_str())];
        styled(s, width, if nr == 0 { "verloop" } else { "" }, &pieces)
    };
    wissels.iter().enumerate().flat_map(step).collect()
}
