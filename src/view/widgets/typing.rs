//! Text in which somebody types: every character stays where it is, the lines never lose a space, and the cursor is
//! always in sight.

use unicode_segmentation::UnicodeSegmentation;

use crate::view::text;

/// A typed text in lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Typing<'a> {
    /// The lines that are shown, each with where it begins in the text, in bytes.
    pub(crate) lines: Vec<(usize, &'a str)>,
    /// The line of those shown in which the cursor stands.
    pub(crate) line: usize,
    /// The cells before the cursor in it.
    pub(crate) column: usize,
    /// Whether lines above those shown were left out.
    pub(crate) cut: bool,
}

/// Divides `typed` into lines of less than `width` cells, so that the cursor fits behind the last one, and shows at most
/// `rows` of them. The cursor stands `cursor` bytes from the beginning.
pub(crate) fn typing(typed: &str, cursor: usize, width: usize, rows: usize) -> Typing<'_> {
    let all = lines(typed, width.saturating_sub(1).max(1));
    let at = all.iter().rposition(|(begin, _)| *begin <= cursor).unwrap_or(0);
    let skip = (at + 1).saturating_sub(rows.max(1));
    let shown: Vec<(usize, &str)> = all.into_iter().skip(skip).take(rows.max(1)).collect();
    let before = shown.get(at - skip).and_then(|(begin, line)| line.get(..cursor.saturating_sub(*begin)));
    // a space past the end of a line leaves the cursor on its last cell
    let column = before.map_or(0, text::width).min(width.saturating_sub(1));
    Typing { lines: shown, line: at - skip, column, cut: skip > 0 }
}

/// Every line of a text: broken behind a space where there is one. A space at the end of a line may stand past `max`.
fn lines(typed: &str, max: usize) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let (mut begin, mut rest) = (0, typed);
    loop {
        let n = line_bytes(rest, max);
        let (line, after) = rest.split_at_checked(n).unwrap_or((rest, ""));
        out.push((begin, line));
        if after.is_empty() {
            return out;
        }
        begin += n;
        rest = after;
    }
}

/// How many bytes of `rest` stand on its first line.
fn line_bytes(rest: &str, max: usize) -> usize {
    let (head, tail) = text::split_at_width(rest, max);
    if tail.is_empty() {
        return rest.len();
    }
    if tail.starts_with(' ') {
        return head.len() + 1;
    }
    match head.rfind(' ') {
        Some(space) => space + 1,
        None if head.is_empty() => rest.graphemes(true).next().map_or(rest.len(), str::len),
        None => head.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(typed: &str, cursor: usize, width: usize, rows: usize) -> (Vec<String>, usize, usize) {
        let t = typing(typed, cursor, width, rows);
        (t.lines.iter().map(|(_, l)| (*l).to_owned()).collect(), t.line, t.column)
    }

    #[test]
    fn no_character_is_lost_between_the_lines() {
        let typed = "hij kwam  weer, met 👨‍👩‍👧 en zijn broer";
        for width in 2..30 {
            let all: String = lines(typed, width).iter().map(|(_, l)| *l).collect();
            assert_eq!(all, typed, "{width}");
        }
    }

    #[test]
    fn the_cursor_stands_where_the_next_character_comes() {
        assert_eq!(shown("", 0, 10, 3), (vec![String::new()], 0, 0));
        assert_eq!(shown("hij kwam", 8, 10, 3), (vec!["hij kwam".into()], 0, 8));
        assert_eq!(shown("hij kwam weer", 13, 10, 3), (vec!["hij kwam ".into(), "weer".into()], 1, 4));
        assert_eq!(shown("hij kwam weer", 9, 10, 3), (vec!["hij kwam ".into(), "weer".into()], 1, 0));
        assert_eq!(shown("日本 weer", 7, 10, 3), (vec!["日本 weer".into()], 0, 5));
    }

    #[test]
    fn the_line_of_the_cursor_is_always_shown() {
        let typed = "een twee drie vier vijf zes";
        assert_eq!(shown(typed, typed.len(), 6, 2).0, ["vijf ", "zes"]);
        assert_eq!(shown(typed, 0, 6, 2).0, ["een ", "twee "]);
    }
}
