//! No file of the house needs a file that needs it: who changes one of a circle changes them all.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::tidy::{code, files};

/// A room in which the files still know each other all round: to be untangled.
const KNOT: &str = "app/";

#[test]
fn no_files_use_each_other_in_a_circle() {
    let all: BTreeMap<String, String> = files("src", "rs").into_iter().map(|(f, t)| (f, code(&t))).collect();
    let names: BTreeSet<&str> = all.keys().map(String::as_str).collect();
    let uses: BTreeMap<&str, BTreeSet<&str>> =
        all.iter().map(|(file, text)| (file.as_str(), used(file, text, &names))).collect();
    let reach: BTreeMap<&str, BTreeSet<&str>> = uses.keys().map(|f| (*f, reached(f, &uses))).collect();
    let mut circles: Vec<Vec<&str>> = Vec::new();
    for file in uses.keys().filter(|f| reach[*f].contains(*f)) {
        let circle: Vec<&str> = reach[file].iter().filter(|o| reach[*o].contains(file)).copied().collect();
        if !circles.contains(&circle) && !circle.iter().all(|f| f.starts_with(KNOT)) {
            circles.push(circle);
        }
    }
    assert_eq!(circles, Vec::<Vec<&str>>::new(), "files that use each other");
}

/// The files that this one names, in a `use` or in the middle of the code, but for what it hands on (`pub use`).
fn used<'a>(file: &str, text: &str, names: &BTreeSet<&'a str>) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    for statement in text.split(';') {
        // what stands before it on its line tells whether it is handed on
        let at =
            statement.rfind("use ").filter(|at| matches!(statement[..*at].chars().next_back(), None | Some('\n' | ' ')));
        let head = at.map(|at| statement[..at].rsplit('\n').next().unwrap_or_default().trim());
        match (at, head) {
            (Some(at), Some("")) => {
                found.extend(flat(&statement[at + 4..]).iter().filter_map(|path| file_of(file, path, names)));
            }
            (Some(_), Some(head)) if head.starts_with("pub") => {}
            _ => found.extend(inline(statement).iter().filter_map(|path| file_of(file, path, names))),
        }
    }
    found.remove(file);
    found
}

/// The paths from `crate` or `super` in a piece of code.
fn inline(text: &str) -> Vec<String> {
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let paths = text.split(|c: char| !word(c));
    paths.filter(|p| p.starts_with("crate::") || p.starts_with("super::")).map(str::to_owned).collect()
}

/// `a::{b, c::{d, e}}` as `a::b`, `a::c::d`, `a::c::e`.
fn flat(tree: &str) -> Vec<String> {
    let tree = tree.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((head, inner)) = tree.split_once('{') else { return vec![tree] };
    let inner = inner.rsplit_once('}').map_or(inner, |(i, _)| i);
    let (mut depth, mut parts) = (0, vec![String::new()]);
    for c in inner.chars() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        match c {
            ',' if depth == 0 => parts.push(String::new()),
            c => parts.last_mut().unwrap().push(c),
        }
    }
    parts.iter().map(|p| p.trim()).filter(|p| !p.is_empty()).flat_map(|p| flat(&format!("{head}{p}"))).collect()
}

/// The file that holds the module which this path names last.
fn file_of<'a>(from: &str, path: &str, names: &BTreeSet<&'a str>) -> Option<&'a str> {
    let mut here: Vec<String> =
        Path::new(from).with_extension("").iter().map(|p| p.to_string_lossy().into_owned()).collect();
    if here.last().is_some_and(|l| l == "mod") {
        here.pop();
    }
    let mut parts: Vec<&str> = path.split("::").map(str::trim).collect();
    match parts.first() {
        Some(&"crate") => here.clear(),
        Some(&"self") => {}
        Some(&"super") => {
            here.pop();
            while parts.get(1) == Some(&"super") {
                here.pop();
                parts.remove(0);
            }
        }
        _ => return None,
    }
    let mut last = None;
    let exists = |at: &[String]| {
        let at = at.join("/");
        let (file, folder) = (format!("{at}.rs"), format!("{at}/mod.rs"));
        names.iter().find(|n| **n == file || **n == folder).copied()
    };
    last = exists(&here).or(last);
    for part in &parts[1..] {
        here.push((*part).to_owned());
        match exists(&here) {
            Some(file) => last = Some(file),
            None => break,
        }
    }
    last
}

fn reached<'a>(from: &str, uses: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut todo: Vec<&str> = uses[from].iter().copied().collect();
    while let Some(file) = todo.pop() {
        if found.insert(*uses.get_key_value(file).unwrap().0) {
            todo.extend(&uses[file]);
        }
    }
    found
}

#[test]
fn the_ways_of_a_use_are_read() {
    assert_eq!(flat("super::{a::{B, C}, d}"), ["super::a::B", "super::a::C", "super::d"]);
    let names = BTreeSet::from(["a/mod.rs", "a/b.rs", "c.rs"]);
    for (from, path, file) in [
        ("a/b.rs", "super::X", Some("a/mod.rs")),
        ("a/mod.rs", "self::b::X", Some("a/b.rs")),
        ("c.rs", "crate::a::b::X", Some("a/b.rs")),
        ("a/b.rs", "super::super::c::X", Some("c.rs")),
        ("a/b.rs", "std::fmt", None),
    ] {
        assert_eq!(file_of(from, path, &names), file, "{from}: {path}");
    }
}
