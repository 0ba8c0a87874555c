//! No file of the house needs a file that needs it: who changes one of a circle changes them all.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::tidy::{code, files};

#[test]
fn no_files_use_each_other_in_a_circle() {
    let all: BTreeMap<String, String> = files("src", "rs").into_iter().map(|(f, t)| (f, code(&t))).collect();
    let house = House::new(&all);
    let uses: BTreeMap<&str, BTreeSet<&str>> =
        all.iter().map(|(file, text)| (file.as_str(), house.needed(file, text))).collect();
    assert_eq!(circles(&uses), Vec::<Vec<&str>>::new(), "files that use each other");
}

/// The files of each circle.
fn circles<'a>(uses: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Vec<Vec<&'a str>> {
    let reach: BTreeMap<&str, BTreeSet<&str>> = uses.keys().map(|f| (*f, reached(f, uses))).collect();
    let mut found: Vec<Vec<&str>> = Vec::new();
    for file in uses.keys().filter(|f| reach[*f].contains(*f)) {
        let circle: Vec<&str> = reach[file].iter().filter(|o| reach[*o].contains(file)).copied().collect();
        if !found.contains(&circle) {
            found.push(circle);
        }
    }
    found
}

/// The files, and what each has of others to give.
struct House<'a> {
    names: BTreeSet<&'a str>,
    /// The modules that a file declares.
    children: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// What a file hands on (`pub use`), and whose it is.
    hands_on: BTreeMap<&'a str, BTreeMap<String, &'a str>>,
}

impl<'a> House<'a> {
    fn new(all: &'a BTreeMap<String, String>) -> Self {
        let mut house = Self {
            names: all.keys().map(String::as_str).collect(),
            children: all.iter().map(|(file, text)| (file.as_str(), declared(text))).collect(),
            hands_on: BTreeMap::new(),
        };
        for (file, text) in all {
            let whose = |path: String| {
                let name = path.rsplit([' ', ':']).next().unwrap().to_owned();
                Some((name, house.file_of(file, &path).filter(|o| o != file)?))
            };
            let handed = statements(text).into_iter().filter(|s| matches!(s, Statement::HandsOn(_)));
            let handed: BTreeMap<String, &str> = handed.flat_map(|s| s.paths()).filter_map(whose).collect();
            house.hands_on.insert(file, handed);
        }
        house
    }

    /// The files that this one needs: whose things it names, in a `use` or in the middle of the code. What it only hands on
    /// it does not need. A module may name what the file that declares it gives its modules, except in `app`, where a
    /// file that declares modules does nothing.
    fn needed(&self, file: &str, text: &str) -> BTreeSet<&'a str> {
        let named = statements(text).into_iter().filter(|s| !matches!(s, Statement::HandsOn(_))).flat_map(|s| s.paths());
        let mut found: BTreeSet<&str> = named.filter_map(|path| self.owner(file, &path)).collect();
        found.remove(file);
        if !file.starts_with("app/") {
            found.retain(|other| !self.declares(other, file));
        }
        found
    }

    /// Whether `file` is a module that `other` declares.
    fn declares(&self, other: &str, file: &str) -> bool {
        self.children[other].iter().any(|child| self.file_of(other, &format!("self::{child}")) == Some(file))
    }

    /// The file that what this path names is written in, also where another hands it on.
    fn owner(&self, from: &str, path: &str) -> Option<&'a str> {
        let mut file = self.file_of(from, path)?;
        let parts: Vec<&str> = path.split([':', ' ']).filter(|p| !p.is_empty()).collect();
        let mut seen = BTreeSet::new();
        while let Some(next) = parts.iter().find_map(|name| self.hands_on[file].get(*name)).filter(|f| seen.insert(**f)) {
            file = next;
        }
        Some(file)
    }

    /// The file of a path; one that begins with a module that the file declares is a path from there.
    fn file_of(&self, from: &str, path: &str) -> Option<&'a str> {
        let first = path.split("::").next().unwrap().trim();
        let own = self.children.get(from).is_some_and(|all| all.contains(first));
        if own { file_of(from, &format!("self::{path}"), &self.names) } else { file_of(from, path, &self.names) }
    }
}

/// The modules that a file declares in files of their own.
fn declared(text: &str) -> BTreeSet<&str> {
    let names = text.lines().filter_map(|l| l.strip_suffix(';')?.rsplit_once("mod "));
    names.filter(|(head, _)| head.is_empty() || head.starts_with("pub")).map(|(_, name)| name).collect()
}

/// A piece of code up to a semicolon.
enum Statement<'t> {
    Uses(&'t str),
    HandsOn(&'t str),
    Other(&'t str),
}

fn statements(text: &str) -> Vec<Statement<'_>> {
    let kind = |statement: &str| {
        let at = statement.rfind("use ");
        at.filter(|at| matches!(statement[..*at].chars().next_back(), None | Some('\n' | ' '))).map(|at| {
            // what stands before it on its line tells whether it is handed on
            (at + 4, statement[..at].rsplit('\n').next().unwrap_or_default().trim().to_owned())
        })
    };
    let read = |s| match kind(s) {
        Some((at, head)) if head.is_empty() => Statement::Uses(&s[at..]),
        Some((at, head)) if head.starts_with("pub") => Statement::HandsOn(&s[at..]),
        _ => Statement::Other(s),
    };
    text.split(';').map(read).collect()
}

impl Statement<'_> {
    /// The paths that it names.
    fn paths(&self) -> Vec<String> {
        match self {
            Self::Uses(tree) | Self::HandsOn(tree) => flat(tree),
            Self::Other(text) => inline(text),
        }
    }
}

/// The paths in a piece of code.
fn inline(text: &str) -> Vec<String> {
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let paths = text.split(|c: char| !word(c));
    paths.filter(|p| p.contains("::")).map(str::to_owned).collect()
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

#[test]
fn a_circle_is_seen_through_what_is_handed_on_and_in_the_middle_of_the_code() {
    let source = [
        ("app/a.rs", "use super::b::go;\npub struct A;"),
        ("app/b/c.rs", "use crate::app::A;\npub fn go(_: A) {}"),
        ("app/b/mod.rs", "mod c;\npub fn go() { c::go(super::made()) }"),
        ("app/mod.rs", "pub mod a;\nmod b;\npub use a::A;\npub use b::d::made;"),
    ];
    let all: BTreeMap<String, String> = source.map(|(f, t)| (f.to_owned(), t.to_owned())).into();
    let house = House::new(&all);
    let uses = all.iter().map(|(file, text)| (file.as_str(), house.needed(file, text))).collect();
    assert_eq!(circles(&uses), [["app/a.rs", "app/b/c.rs", "app/b/mod.rs"]]);
}
