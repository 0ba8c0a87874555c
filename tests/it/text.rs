//! Text in cells: `view::text` against hand-counted widths and against the buffer that draws it.

use crisistafel::view::text::{cut, pad_left, width, wrap};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

/// Words and signs that go wrong when bytes or chars are counted, with their cells as a terminal draws them.
const MEASURED: [(&str, usize); 15] = [
    ("", 0),
    ("De Wit", 6),
    ("patiënt", 7),
    ("patie\u{308}nt", 7),
    ("…", 1),
    ("▌Beeldvorming▐", 14),
    ("● ✓ ▸ ○ █ ▏", 11),
    ("会議", 4),
    ("👩", 2),
    ("👩\u{200D}👩\u{200D}👧\u{200D}👦", 2),
    ("👍🏽", 2),
    ("🇳🇱", 2),
    ("🇳🇱🇧🇪", 4),
    ("❤\u{FE0F}", 2),
    ("a\u{200D}b", 2),
];

/// Texts made of the parts above, spaces, line breaks and anything else.
fn texts() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        prop::sample::select(MEASURED.map(|(text, _)| text).to_vec()).prop_map(str::to_owned),
        "[ -~]{0,12}",
        " {1,3}",
        // ratatui 0.30 counts the two halfwidth sound marks twice since unicode-width gives them their cell
        any::<char>().prop_filter("sound mark", |c| !matches!(c, '\u{FF9E}' | '\u{FF9F}')).prop_map(String::from),
    ];
    prop::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

#[test]
fn wide_signs_combining_marks_and_emoji_count_as_a_terminal_draws_them() {
    for (text, cells) in MEASURED {
        assert_eq!(width(text), cells, "{text:?}");
    }
}

#[test]
fn a_halfwidth_sound_mark_has_a_cell_of_its_own() {
    assert_eq!(width("ｱﾞ"), 2);
}

#[test]
fn control_characters_take_no_cell() {
    assert_eq!(width("a\u{1b}b\u{7}\r\n"), 2);
}

#[test]
fn what_fits_is_not_cut() {
    assert_eq!(cut("reclassering", 12), "reclassering");
    assert_eq!(cut("", 0), "");
}

#[test]
fn a_cut_ends_in_an_ellipsis_without_a_space_before_it() {
    assert_eq!(cut("Slaapt bij zijn broer", 12), "Slaapt bij…");
    assert_eq!(cut("reclassering", 5), "recl…");
    assert_eq!(cut("reclassering", 1), "…");
    assert_eq!(cut("reclassering", 0), "");
}

#[test]
fn a_cut_never_splits_a_sign() {
    assert_eq!(cut("会議室", 4), "会…");
    assert_eq!(cut("会議室", 2), "…");
    assert_eq!(cut("👩\u{200D}👧👩\u{200D}👧", 3), "👩\u{200D}👧…");
    assert_eq!(cut("🇳🇱🇧🇪🇩🇪", 4), "🇳🇱…");
    assert_eq!(cut("cafe\u{301}bar", 5), "cafe\u{301}…");
}

#[test]
fn padding_lines_up_whatever_the_signs() {
    assert_eq!(pad_left("OM", 5), "   OM");
    assert_eq!(pad_left("7", 3), "  7");
    assert_eq!(pad_left("会", 3), " 会");
    assert_eq!(pad_left("会議室", 4), " 会…");
    assert_eq!(pad_left("", 0), "");
}

#[test]
fn lines_break_at_spaces() {
    assert_eq!(
        wrap("Toezicht sinds 3 maart; twee afspraken gemist.", 20),
        ["Toezicht sinds 3", "maart; twee", "afspraken gemist."]
    );
    assert_eq!(wrap("precies tien", 7), ["precies", "tien"]);
}

#[test]
fn spaces_stay_inside_a_line_and_go_at_a_break() {
    assert_eq!(wrap("a  b   c", 4), ["a  b", "c"]);
    assert_eq!(wrap("  ingesprongen regel", 14), ["  ingesprongen", "regel"]);
    assert_eq!(wrap("woord    ", 5), ["woord"]);
}

#[test]
fn a_space_that_may_not_break_does_not_break() {
    assert_eq!(wrap("om 14:30\u{A0}uur", 9), ["om", "14:30\u{A0}uur"]);
}

#[test]
fn a_word_that_is_too_long_is_broken_between_signs() {
    assert_eq!(wrap("crisisoverleg", 5), ["crisi", "sover", "leg"]);
    assert_eq!(wrap("de 会議室会議室", 5), ["de", "会議", "室会", "議室"]);
    assert_eq!(wrap("👩\u{200D}👧👩\u{200D}👧", 2), ["👩\u{200D}👧", "👩\u{200D}👧"]);
}

#[test]
fn line_breaks_in_the_text_are_kept() {
    assert_eq!(wrap("een\n\ntwee drie", 5), ["een", "", "twee", "drie"]);
    assert_eq!(wrap("", 10), [""]);
}

#[test]
fn no_room_at_all_still_ends() {
    assert_eq!(wrap("会a", 0), ["会", "a"]);
    assert_eq!(wrap("会a", 1), ["会", "a"]);
    assert_eq!(wrap("", 0), [""]);
}

proptest! {
    #[test]
    fn a_width_is_where_the_buffer_ends(text in texts()) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 400, 1));
        let (end, _) = buffer.set_stringn(0, 0, &text, usize::MAX, Style::new());
        prop_assert_eq!(width(&text), usize::from(end));
    }

    #[test]
    fn a_cut_fits_and_begins_as_the_text(text in texts(), max in 0_usize..30) {
        let short = cut(&text, max);
        prop_assert!(width(&short) <= max);
        prop_assert!(text.starts_with(short.trim_end_matches('…')));
    }

    #[test]
    fn padded_text_is_exactly_as_wide_as_asked(text in texts(), max in 0_usize..30) {
        prop_assert_eq!(width(&pad_left(&text, max)), max);
    }

    #[test]
    fn wrapping_loses_nothing_but_spaces_and_line_breaks(text in texts(), max in 0_usize..30) {
        let lines = wrap(&text, max);
        let bare = |s: &str| s.replace([' ', '\n'], "");
        prop_assert_eq!(bare(&lines.concat()), bare(&text));
        prop_assert!(lines.iter().all(|line| width(line) <= max || line.graphemes(true).count() == 1));
    }
}
