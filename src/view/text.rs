//! Text in cells: how wide a string is on a terminal, cut, wrapped and padded to a width. A terminal counts in cells and
//! a person reads in graphemes (an accent belongs to its letter, a family emoji is one sign); bytes and chars are
//! neither. Measures as ratatui's buffer places, so that a column never shifts. No styles, no drawing, and no cleaning of
//! text: that happened where it came in.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Stands where text was cut off.
pub const ELLIPSIS: &str = "…";

/// The number of cells that `text` takes on one line. Control characters take none: they are not drawn.
pub fn width(text: &str) -> usize {
    let mut used = 0;
    for c in text.chars() {
        if !is_plain(c) {
            return text.graphemes(true).map(cells).sum();
        }
        used += 1;
    }
    used
}

/// Whether this is a sign by itself, of one cell, whatever stands before or behind it but what is not plain: nearly all that
/// is ever drawn. What is made of nothing else needs no table to be measured.
pub(crate) fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{2010}'..='\u{2027}' | '\u{2500}'..='\u{259f}')
}

/// The cells of one grapheme.
fn cells(grapheme: &str) -> usize {
    if grapheme.contains(char::is_control) { 0 } else { grapheme.width() }
}

/// `text` itself when it fits in `max` cells, else its beginning with an ellipsis, together at most `max` cells. Cuts
/// between graphemes and leaves no space before the ellipsis.
pub fn cut(text: &str, max: usize) -> Cow<'_, str> {
    if width(text) <= max {
        return Cow::Borrowed(text);
    }
    let Some(room) = max.checked_sub(width(ELLIPSIS)) else {
        return Cow::Borrowed("");
    };
    let (head, _) = split_at_width(text, room);
    Cow::Owned(format!("{}{ELLIPSIS}", head.trim_end()))
}

/// `text` in exactly so many cells, against the right edge: spaces before it, or cut. Lines up numbers.
pub fn pad_left(text: &str, cells: usize) -> String {
    let fitting = cut(text, cells);
    let spaces = " ".repeat(cells.saturating_sub(width(&fitting)));
    format!("{spaces}{fitting}")
}

/// `text` in lines of at most `max` cells, broken at spaces and at every line break in it. A word that is too long is
/// broken between graphemes. The spaces at a break belong to no line; others stay. Gives at least one line; a single
/// grapheme wider than `max` stands alone on a line that is too wide, for the screen to clip.
pub fn wrap(text: &str, max: usize) -> Vec<&str> {
    text.split('\n').flat_map(|paragraph| wrap_paragraph(paragraph, max)).collect()
}

/// [`wrap`] for a text without line breaks. Looks no further than one line ahead, so that a long text stays cheap.
fn wrap_paragraph(paragraph: &str, max: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = paragraph;
    loop {
        let (head, tail) = split_at_width(rest, max);
        if tail.is_empty() {
            lines.push(rest);
            return lines;
        }
        let (line, after) = break_line(rest, head, tail);
        lines.push(line);
        if after.is_empty() {
            return lines;
        }
        rest = after;
    }
}

/// The first line of `text`, and what comes after the break. `head` is what fits, `tail` the rest.
fn break_line<'a>(text: &'a str, head: &'a str, tail: &'a str) -> (&'a str, &'a str) {
    let whole_words = if tail.starts_with(' ') { head } else { head.rsplit_once(' ').map_or("", |(words, _)| words) };
    let line = whole_words.trim_end_matches(' ');
    if !line.is_empty() {
        return (line, text.get(line.len()..).unwrap_or_default().trim_start_matches(' '));
    }
    if head.is_empty() {
        return text.split_at(text.graphemes(true).next().map_or(text.len(), str::len));
    }
    (head, tail)
}

/// Splits between graphemes: the longest head of at most `max` cells, and the rest.
pub fn split_at_width(text: &str, max: usize) -> (&str, &str) {
    for (used, (at, c)) in text.char_indices().enumerate() {
        if !is_plain(c) {
            return split_between_graphemes(text, max);
        }
        if used == max {
            return text.split_at(at);
        }
    }
    (text, "")
}

/// The same, of any text.
fn split_between_graphemes(text: &str, max: usize) -> (&str, &str) {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += cells(grapheme);
        if used > max {
            return text.split_at(at);
        }
    }
    (text, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is measured without a table is what the table says, and stands beside anything else that is.
    #[test]
    fn a_plain_sign_is_one_cell_and_one_grapheme() {
        let all: Vec<char> = ('\0'..=char::MAX).filter(|c| is_plain(*c)).collect();
        assert!(all.len() > 800);
        for c in &all {
            assert_eq!(cells(&c.to_string()), 1, "{c:?}");
            // behind and before each kind of neighbour, itself included
            let beside: String = ['a', *c, *c, '─', *c, '©', *c, 'é'].iter().collect();
            assert_eq!(beside.graphemes(true).count(), 8, "{c:?}");
        }
        let text: String = all.iter().collect();
        assert_eq!((text.graphemes(true).count(), width(&text)), (all.len(), all.len()));
        for max in 0..all.len() + 2 {
            assert_eq!(split_at_width(&text, max), split_between_graphemes(&text, max), "{max}");
        }
    }

    #[test]
    fn what_is_not_plain_is_measured_whole() {
        for text in ["e\u{301}é", "a\u{ad}b", "ab👨‍👩‍👧cd", "日本", "a\u{200b}b", "x\u{301}"] {
            assert_eq!(width(text), text.graphemes(true).map(cells).sum::<usize>(), "{text:?}");
            for max in 0..6 {
                assert_eq!(split_at_width(text, max), split_between_graphemes(text, max), "{text:?} {max}");
            }
        }
    }
}
