//! The keymap: data in, look-up both ways, all problems at once.

use crisistafel::input::key::KeyPress;
use crisistafel::input::keymap::Keymap;
use crisistafel::settings::{BYTES_MAX, Problems};
use proptest::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    Regel,
    Overal,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    Menu,
    PuntKlaar,
    Hulp,
}

fn scope(name: &str) -> Option<Scope> {
    [("regel", Scope::Regel), ("overal", Scope::Overal)].into_iter().find(|(n, _)| *n == name).map(|(_, s)| s)
}

fn action(name: &str) -> Option<Action> {
    let known = [("menu", Action::Menu), ("punt-klaar", Action::PuntKlaar), ("hulp", Action::Hulp)];
    known.into_iter().find(|(n, _)| *n == name).map(|(_, a)| a)
}

fn parse(text: &str) -> Result<Keymap<Scope, Action>, Problems> {
    Keymap::parse("toetsen.toml", text, scope, action)
}

fn key(text: &str) -> KeyPress {
    text.parse().unwrap()
}

const GOOD: &str = r#"
[regel]
"ctrl+g" = "menu"
"f2" = "punt-klaar"

[overal]
"z" = "hulp"
"/" = "menu"
"ctrl+g" = "hulp"
"f4" = "hulp"
"#;

#[test]
fn the_innermost_scope_that_knows_the_key_decides() {
    let keymap = parse(GOOD).unwrap();
    assert_eq!(keymap.action(&[Scope::Regel, Scope::Overal], key("ctrl+g")), Some(Action::Menu));
    assert_eq!(keymap.action(&[Scope::Overal], key("ctrl+g")), Some(Action::Hulp));
    assert_eq!(keymap.action(&[Scope::Regel, Scope::Overal], key("/")), Some(Action::Menu));
    assert_eq!(keymap.action(&[Scope::Regel], key("/")), None);
    assert_eq!(keymap.action(&[], key("f2")), None);
}

#[test]
fn the_keys_of_an_action_come_in_the_order_of_the_file() {
    let keymap = parse(GOOD).unwrap();
    let keys = |scope, action| keymap.keys(scope, action).map(KeyPress::label).collect::<Vec<_>>();
    assert_eq!(keys(Scope::Overal, Action::Hulp), ["z", "Ctrl+G", "F4"]);
    assert_eq!(keys(Scope::Regel, Action::Hulp), [""; 0]);
    assert_eq!(keymap.bindings().first().map(|b| b.key), Some(key("ctrl+g")));
}

#[test]
fn all_problems_are_told_at_once_with_their_lines() {
    let text = r#"x = "menu"
[regel]
"ctrl+i" = "menu"
"f2" = "punt-klar"
"f4" = ["menu"]
"/" = "menu"
"/" = "hulp"
f7 = menu
ctrl+p = "menu"

[regl]
"f2" = "menu"
"#;
    assert_eq!(
        parse(text).unwrap_err().to_string(),
        "toetsen.toml, regel 1: 'x' staat buiten een groep: zet er een [groep] boven\n\
         toetsen.toml, regel 3: 'ctrl+i' is voor een terminal dezelfde toets als 'tab': schrijf 'tab'\n\
         toetsen.toml, regel 4: 'punt-klar' is geen actie: kies er een uit de standaardtoetsen\n\
         toetsen.toml, regel 5: achter 'f4' hoort de naam van één actie, tussen aanhalingstekens\n\
         toetsen.toml, regel 7: dit staat er al: laat er één staan\n\
         toetsen.toml, regel 8: zet de waarde tussen aanhalingstekens\n\
         toetsen.toml, regel 9: zet de naam vóór het =-teken tussen aanhalingstekens\n\
         toetsen.toml, regel 11: 'regl' is geen groep: kies er een uit de standaardtoetsen"
    );
}

#[test]
fn a_file_that_is_too_large_is_refused_unread() {
    let why = parse(&"#".repeat(BYTES_MAX + 1)).unwrap_err().to_string();
    assert_eq!(why, "toetsen.toml, regel 1: het bestand is groter dan 64 kB: maak het kleiner");
}

#[test]
fn what_a_file_says_is_repeated_short_and_harmless() {
    let why = parse("[\"\\u001b[31m\\u202e\"]\n[\"0123456789012345678901234567890123456789XYZ\"]").unwrap_err().to_string();
    assert!(why.contains("'\\u{1b}[31m\\u{202e}' is geen groep"), "{why}");
    assert!(why.contains("'0123456789012345678901234567890123456789…' is geen groep"), "{why}");
}

#[test]
fn an_empty_file_is_an_empty_keymap() {
    assert_eq!(parse("").unwrap().bindings(), []);
}

proptest! {
    #[test]
    fn hostile_text_gives_problems_and_never_a_panic(text in "[\\[\\]\"'=.#a-z+{},\n\u{1b}\\\\]{0,60}") {
        if let Err(problems) = parse(&text) {
            prop_assert!(problems.0.windows(2).all(|pair| pair[0].line < pair[1].line));
            prop_assert!(!problems.to_string().replace('\n', "").contains(char::is_control));
        }
    }
}
