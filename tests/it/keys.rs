//! Keys: how they are written, shown and told apart, and which of them arrive everywhere.

use crisistafel::input::key::{KeyCode, KeyError, KeyPress};
use crisistafel::input::script::{ScriptError, presses};
use crisistafel::input::swallowed::is_swallowed;
use proptest::prelude::*;

fn key(text: &str) -> KeyPress {
    text.parse().unwrap_or_else(|why| panic!("{text}: {why}"))
}

fn plain(code: KeyCode) -> KeyPress {
    KeyPress::new(code, false, false, false).unwrap()
}

/// Any press at all, with the letters that have no single capital or small letter over-weighted.
fn any_press() -> impl Strategy<Value = KeyPress> {
    let c = prop_oneof![any::<char>(), prop::char::range(' ', '~'), prop::sample::select(vec!['ß', 'İ', 'ŉ', 'K', 'Σ'])];
    let code = prop_oneof![
        4 => c.prop_map(KeyCode::Char),
        2 => prop::sample::select(vec![
            KeyCode::Enter, KeyCode::Esc, KeyCode::Tab, KeyCode::BackTab, KeyCode::Backspace, KeyCode::Delete,
            KeyCode::Insert, KeyCode::Up, KeyCode::Down, KeyCode::Left, KeyCode::Right, KeyCode::Home, KeyCode::End,
            KeyCode::PageUp, KeyCode::PageDown,
        ]),
        1 => (1_u8..=24).prop_map(KeyCode::F),
    ];
    (code, any::<bool>(), any::<bool>(), any::<bool>())
        .prop_filter_map("no key", |(code, ctrl, alt, shift)| KeyPress::new(code, ctrl, alt, shift))
}

#[test]
fn keys_are_written_in_short_plain_text() {
    assert_eq!(key("ctrl+g"), KeyPress::new(KeyCode::Char('g'), true, false, false).unwrap());
    assert_eq!(key("alt+enter"), KeyPress::new(KeyCode::Enter, false, true, false).unwrap());
    assert_eq!(key("f2"), plain(KeyCode::F(2)));
    assert_eq!(key("shift+tab"), plain(KeyCode::BackTab));
    assert_eq!(key("space"), plain(KeyCode::Char(' ')));
    for c in ['a', 'A', '/', '+', '<', '?', 'é'] {
        assert_eq!(key(&c.to_string()), plain(KeyCode::Char(c)));
    }
    assert_eq!(key("ctrl++"), KeyPress::new(KeyCode::Char('+'), true, false, false).unwrap());
}

#[test]
fn the_screen_shows_a_key_as_it_stands_on_the_keyboard() {
    let label = |text: &str| key(text).label();
    assert_eq!(
        ["ctrl+g", "f2", "enter", "pageup", "space", "a", "A", "/", "shift+tab", "ctrl+alt+x", "shift+up", "ctrl++"]
            .map(label),
        ["Ctrl+G", "F2", "Enter", "PgUp", "Spatie", "a", "A", "/", "Shift+Tab", "Ctrl+Alt+X", "Shift+↑", "Ctrl++"]
    );
}

#[test]
fn presses_that_a_terminal_cannot_tell_apart_are_the_same_key() {
    let with = |code, ctrl, shift| KeyPress::new(code, ctrl, false, shift).unwrap();
    assert_eq!(with(KeyCode::Char('A'), false, true), key("A"));
    assert_eq!(with(KeyCode::Char('a'), false, true), key("A"));
    assert_eq!(with(KeyCode::Char('?'), false, true), key("?"));
    assert_eq!(with(KeyCode::Char('G'), true, true), key("ctrl+g"));
    assert_eq!(with(KeyCode::Char('i'), true, false), key("tab"));
    assert_eq!(with(KeyCode::Char('m'), true, false), key("enter"));
    assert_eq!(with(KeyCode::Char('['), true, false), key("esc"));
    assert_eq!(with(KeyCode::Char('h'), true, false), key("backspace"));
    assert_eq!(with(KeyCode::Tab, false, true), key("shift+tab"));
    assert_eq!(with(KeyCode::BackTab, false, true), key("shift+tab"));
}

#[test]
fn only_a_bare_character_types() {
    assert_eq!(key("a").typed(), Some('a'));
    assert_eq!(key("space").typed(), Some(' '));
    assert_eq!(["ctrl+g", "alt+a", "enter", "f2"].map(|text| key(text).typed()), [None; 4]);
}

#[test]
fn control_characters_and_impossible_f_keys_are_no_keys() {
    for code in ['\u{1b}', '\n', '\u{7f}', '\u{9b}'].map(KeyCode::Char).into_iter().chain([0, 25].map(KeyCode::F)) {
        assert_eq!(KeyPress::new(code, false, false, false), None, "{code:?}");
    }
}

#[test]
fn what_is_not_a_key_is_refused_with_what_to_write() {
    let refused = |text: &str| text.parse::<KeyPress>().unwrap_err().to_string();
    assert_eq!(refused(""), "hier staat geen toets: schrijf bijvoorbeeld ctrl+g, f2 of enter");
    assert_eq!(refused("ctrl+"), refused(""));
    assert_eq!(
        refused("retrun"),
        "'retrun' is geen toets: schrijf één teken, f1 tot en met f24, of een van space, enter, esc, tab, backspace, \
         delete, insert, up, down, left, right, home, end, pageup, pagedown"
    );
    assert!(refused("f25").starts_with("'f25' is geen toets"));
    assert!(refused("\u{1b}").starts_with("'\\u{1b}' is geen toets"));
    assert_eq!(refused("super+x"), "'super' kan niet voor een toets staan: gebruik ctrl, alt of shift");
}

#[test]
fn every_key_is_written_in_one_way_only() {
    for (written, canonical) in [
        ("Ctrl+G", "ctrl+g"),
        ("ctrl+G", "ctrl+g"),
        ("alt+ctrl+x", "ctrl+alt+x"),
        ("ctrl+i", "tab"),
        ("ctrl+h", "backspace"),
        ("F2", "f2"),
        ("f02", "f2"),
        ("shift+a", "A"),
        ("shift+/", "/"),
        (" ", "space"),
    ] {
        let twin = KeyError::Twin { written: written.to_owned(), canonical: key(canonical) };
        assert_eq!(written.parse::<KeyPress>(), Err(twin));
    }
    assert_eq!(
        "ctrl+i".parse::<KeyPress>().unwrap_err().to_string(),
        "'ctrl+i' is voor een terminal dezelfde toets als 'tab': schrijf 'tab'"
    );
}

#[test]
fn a_script_is_the_keys_one_after_the_other() {
    let script = presses("f Hé <enter><ctrl+g>1<<>>").unwrap();
    let expected = ["f", "space", "H", "é", "space", "enter", "ctrl+g", "1", "<", ">"].map(key);
    assert_eq!(script, expected);
    assert_eq!(presses("").unwrap(), []);
}

#[test]
fn a_script_that_cannot_be_read_says_where() {
    assert_eq!(presses("ab<enter"), Err(ScriptError::Open { at: 3 }));
    assert_eq!(presses("a<>"), Err(ScriptError::Open { at: 2 }));
    let why = presses("é<retrun>").unwrap_err().to_string();
    assert!(why.starts_with("bij het 2e teken: 'retrun' is geen toets"), "{why}");
    assert!(matches!(presses("a\nb"), Err(ScriptError::Key { at: 2, .. })));
}

#[test]
fn keys_that_something_takes_away_are_known() {
    for text in "ctrl+w ctrl+n ctrl+t ctrl+b ctrl+a ctrl+s ctrl+q alt+x alt+enter f1 f2 f3 f9 f12 shift+pageup".split(' ') {
        assert!(is_swallowed(key(text)), "{text}");
    }
    for text in "ctrl+g ctrl+c enter tab shift+tab esc / a A pageup up delete".split(' ') {
        assert!(!is_swallowed(key(text)), "{text}");
    }
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(press in any_press()) {
        prop_assert_eq!(press.to_string().parse(), Ok(press));
    }

    #[test]
    fn a_press_is_already_in_its_only_form(press in any_press()) {
        let again = KeyPress::new(press.code(), press.ctrl(), press.alt(), press.shift());
        prop_assert_eq!(again, Some(press));
    }

    #[test]
    fn a_printed_key_is_read_back_in_a_script(press in any_press()) {
        prop_assume!(press.code() != KeyCode::Char('>'));
        prop_assert_eq!(presses(&format!("<{press}>")), Ok(vec![press]));
    }

    #[test]
    fn nothing_printed_holds_a_control_character(press in any_press()) {
        prop_assert!(!press.to_string().contains(char::is_control));
        prop_assert!(!press.label().contains(char::is_control));
    }

    #[test]
    fn hostile_text_is_refused_without_a_panic_or_a_control_character(text in any::<String>()) {
        if let Err(why) = text.parse::<KeyPress>() {
            prop_assert!(!why.to_string().contains(char::is_control));
        }
        let _ = presses(&text);
    }
}
