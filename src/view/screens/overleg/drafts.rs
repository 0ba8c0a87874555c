//! What others are typing, in a place of its own: nothing else moves when they do.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::tekst::Tekst;
use crate::theme::Meaning;
use crate::view::layout::inset;
use crate::view::scene::Scene;
use crate::view::text;
use crate::view::widgets::row::{Row, print};

/// On the line above the own line, the latest words of each.
pub(crate) fn on_rule(s: Scene<'_>, buf: &mut Buffer, rule: Rect) {
    let n = s.m.concepten.len();
    if n == 0 || rule.height == 0 {
        return;
    }
    let each = usize::from(rule.width).saturating_sub(4) / n;
    let mut row = s.row();
    for (naam, tekst) in s.m.concepten.values() {
        row = row.append(words(s, naam, tekst, each.saturating_sub(1))).gap(1);
    }
    print(buf, inset(rule, 2), [s.row().gap(1).append(row).fit(usize::from(rule.width).saturating_sub(4))]);
}

/// In full, wrapped.
pub(crate) fn in_full(s: Scene<'_>, width: usize) -> Vec<Row<'_>> {
    let full = |(naam, tekst): &(Tekst, Tekst)| {
        let flow = s.flow().add(Meaning::Muted, &format!("{naam} typt: ")).add(Meaning::Pending, tekst.as_str());
        flow.rows(width)
    };
    s.m.concepten.values().flat_map(full).collect()
}

/// A name and as much of the end of what is typed as fits; the words move a line at a time, not with every key.
fn words<'a>(s: Scene<'a>, naam: &Tekst, tekst: &'a Tekst, width: usize) -> Row<'a> {
    let head = s.say(Meaning::Muted, format!("{naam} typt: "));
    let room = width.saturating_sub(head.width() + 2).max(1);
    let lines = text::wrap(tekst.as_str(), room);
    let more = if lines.len() > 1 { "… " } else { "" };
    head.add(Meaning::Muted, more).add(Meaning::Pending, lines.last().copied().unwrap_or_default()).fit(width)
}
