//! A heading with entries under it, as many as fit: what does not is counted, with the way to all of it.

use crate::input::catalogue::Action;
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::keys;
use crate::view::widgets::row::Row;
use crate::view::widgets::words;

/// An entry: its lines, and how many things they speak of.
pub(crate) type PartEntry<'a> = (Vec<Row<'a>>, u32);

/// The heading and at most `most` entries in `height` lines, each whole. What is left is counted in the same things as the
/// header counts, by these words for one and for more, with `action` to see it. `indent` cells stand before the last line, of at most `width` cells.
pub(crate) fn part<'a>(
    s: Scene<'a>,
    kop: Row<'a>,
    all: Vec<PartEntry<'a>>,
    most: usize,
    (width, height): (usize, usize),
    ((one, more), action, indent): ((&str, &str), Action, usize),
) -> Vec<Row<'a>> {
    if all.is_empty() || most == 0 || height < 2 {
        return Vec::new();
    }
    let (n, total) = (all.len(), all.iter().map(|(_, n)| n).sum::<u32>());
    let mut rows = vec![kop];
    let (mut shown, mut told) = (0, 0);
    for (entry, things) in all.into_iter().take(most) {
        let counted = usize::from(shown + 1 < n);
        if rows.len() + entry.len() + counted > height {
            break;
        }
        shown += 1;
        told += things;
        rows.extend(entry);
    }
    if shown < n {
        let also = if shown > 0 { "en nog " } else { "" };
        let left = usize::try_from(total - told).unwrap_or(usize::MAX);
        let rest = s.row().gap(indent).add(Meaning::Muted, format!("{also}{}: ", words::count(left, one, more)));
        let rest = rest.add(Meaning::Key, keys::way(s, action));
        let full = rest.clone().add(Meaning::Hint, " toont alles");
        rows.push(if full.width() <= width { full } else { rest });
    }
    rows
}
