//! Own lines that the server has not answered while the connection is lost, or for too long: they look like what they
//! are, not recorded as far as is known.

use crate::app::Verzoekherkomst;
use crate::app::model::Verbinding;
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::screens::overleg::columns::Columns;
use crate::view::widgets::row::Row;

/// The lines that wait. While the service answers the answer comes at once, and nothing has to be shown.
pub(crate) fn rows(s: Scene<'_>, columns: Columns) -> Vec<Row<'_>> {
    let stil = s.m.stil_sinds().is_some();
    if matches!(s.m.verbinding, Verbinding::Er) && !stil {
        return Vec::new();
    }
    // what was sent may be on disk all the same
    let head = if stil { "zonder antwoord · " } else { "nog niet op schijf · " };
    let lines = s.m.verzonden.iter().flat_map(|v| match &v.herkomst {
        Verzoekherkomst::Regel(text) | Verzoekherkomst::Correctie { getypt: text, .. } => vec![text],
        Verzoekherkomst::Plak(lines) => lines.iter().map(|(text, _)| text).collect(),
        Verzoekherkomst::Stap
        | Verzoekherkomst::Intrekking { .. }
        | Verzoekherkomst::Formulier(_)
        | Verzoekherkomst::Daad(_)
        | Verzoekherkomst::Terug(_)
        | Verzoekherkomst::Palet { .. } => Vec::new(),
    });
    let waits = |text| s.flow().add(Meaning::Pending, head).add(Meaning::Pending, text);
    lines.flat_map(|text| waits(text).hang(s.row(), columns.indent(), columns.width)).collect()
}
