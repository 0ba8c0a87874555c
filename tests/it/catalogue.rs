//! The catalogue of actions: complete, without doubles, and reachable for everybody whatever their terminal swallows.

use std::collections::BTreeSet;
use std::fmt::Write;

use crisistafel::input::catalogue::{self, Action, CATALOGUE, Entry, Scope};
use crisistafel::input::keymap::Keymap;
use crisistafel::input::swallowed::is_swallowed;

fn keymap() -> Keymap<Scope, Action> {
    let text = include_str!("../../src/input/toetsen.toml");
    Keymap::parse("toetsen.toml", text, Scope::named, catalogue::named).unwrap()
}

/// Whether the action has a key in this scope that arrives everywhere.
fn arrives(keys: &Keymap<Scope, Action>, scope: Scope, action: Action) -> bool {
    keys.keys(scope, action).any(|key| !is_swallowed(key))
}

#[test]
fn every_action_has_one_row_and_every_row_its_own_name() {
    let actions: BTreeSet<Action> = CATALOGUE.iter().map(|e| e.action).collect();
    let names: BTreeSet<&str> = CATALOGUE.iter().map(|e| e.name).collect();
    assert_eq!((actions.len(), names.len()), (CATALOGUE.len(), CATALOGUE.len()));
    for e in &CATALOGUE {
        assert_eq!(catalogue::named(e.name), Some(e.action));
        assert!(e.label.chars().count() <= 16, "{}: the footer has room for 16", e.label);
        assert!(e.doc.ends_with('.') && e.doc.chars().count() <= 70, "{}: one short sentence", e.name);
        assert!(!e.scopes.is_empty(), "{}", e.name);
    }
}

#[test]
fn every_action_can_be_had_without_a_key_that_some_terminal_swallows() {
    let keys = keymap();
    assert!(arrives(&keys, Scope::Overal, Action::Menu), "the menu is the way to everything else");
    let lost = |e: &Entry| {
        let scopes = e.scopes.iter().filter(|s| !e.menu && !arrives(&keys, **s, e.action));
        scopes.map(|s| format!("{} in {}", e.name, s.name())).collect::<Vec<_>>()
    };
    assert_eq!(CATALOGUE.iter().flat_map(lost).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn a_key_only_stands_where_its_action_means_something() {
    for b in keymap().bindings() {
        let e = catalogue::entry(b.action).unwrap();
        let fits = e.scopes.contains(&b.scope) || e.scopes.contains(&Scope::Overal);
        assert!(fits, "{} in {}", e.name, b.scope.name());
    }
}

#[test]
fn only_112_begins_with_a_digit_so_that_two_keys_reach_it() {
    let digits: Vec<&str> =
        CATALOGUE.iter().map(|e| e.name).filter(|n| n.starts_with(|c: char| c.is_ascii_digit())).collect();
    assert_eq!(digits, ["112"]);
}

/// The key table as it stands in the README.
pub(crate) fn key_table() -> String {
    let keys = keymap();
    let mut table = String::from("| waar | toets | doet |\n|---|---|---|\n");
    for (scope, name) in Scope::ALL {
        for e in &CATALOGUE {
            let labels: Vec<String> = keys.keys(scope, e.action).map(|k| format!("`{}`", k.label())).collect();
            if !labels.is_empty() {
                writeln!(table, "| {name} | {} | {} |", labels.join(" "), e.doc).unwrap();
            }
        }
    }
    table
}
