//! Own lines that the server has not answered while the connection is lost: they look like what they are, not recorded.

use crate::app::Herkomst;
use crate::app::model::Verbinding;
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::screens::overleg::minutes::Columns;
use crate::view::widgets::row::Row;

/// The lines that wait. While there is a connection the answer comes at once, and nothing has to be shown.
pub(crate) fn rows(s: Scene<'_>, columns: Columns) -> Vec<Row<'_>> {
    if matches!(s.m.verbinding, Verbinding::Er) {
        return Vec::new();
    }
    let lines = s.m.verzonden.iter().flat_map(|v| match &v.herkomst {
        Herkomst::Regel(text) | Herkomst::Correctie { getypt: text, .. } => vec![text],
        Herkomst::Plak(lines) => lines.iter().map(|(text, _)| text).collect(),
        Herkomst::Toets
        | Herkomst::Intrekking { .. }
        | Herkomst::Formulier(_)
        | Herkomst::Daad(_)
        | Herkomst::Terug(_)
        | Herkomst::Palet { .. } => Vec::new(),
    });
    let waits = |text| s.flow().add(Meaning::Pending, "nog niet op schijf · ").add(Meaning::Pending, text);
    lines.flat_map(|text| waits(text).hang(s.row(), columns.indent(), columns.width)).collect()
}
