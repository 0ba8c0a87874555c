//! The table 'Where to begin' of ARCHITECTURE.md is what is there: what it names exists, and where one thing of a kind stands
//! already, it stands in those files and in no other. Who adds a table somewhere reads its name here, and puts it in the
//! table or, better, into one that is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::tidy::{code, files};

/// A row, by how its first cell begins, and the files in which one thing of its kind is found.
type Case = (&'static str, fn(&House) -> BTreeSet<String>);

const CASES: [Case; 6] = [
    // a kind of line that has no rule of its own
    ("a mark", |h| h.with(&["RegelSoort::Bezorgdheid", "enum RegelSoort"], "")),
    ("an agenda item type", |h| h.with(&["Werkblad::Klokken", "enum Werkblad"], "")),
    // what a screen does with it is an action or a form
    ("what can happen", |h| h.with(&["HybrideGenoteerd", "NoteerHybride"], "app/")),
    ("a field of a measure", |h| h.with(&["politie_weet", "Sleutel::PolitieWeet", "    PolitieWeet,"], "")),
    ("a verb", |h| h.with(&["\"schema\"", "fn schema("], "")),
    // each file that knows every screen, and the one of the overview
    ("a screen", |h| {
        let each = ["Overzicht", "Overleg", "Register", "Deelscherm"];
        let all = each.iter().map(|name| h.with(&[&format!("Blik::{name}"), "enum Blik"], ""));
        let every = all.reduce(|one, other| &one & &other).unwrap();
        &every | &BTreeSet::from(["view/screens/mod.rs".to_owned(), "view/screens/overzicht.rs".to_owned()])
    }),
];

/// The sources and the swarm, without comments, by their names in the table.
struct House(BTreeMap<String, String>);

impl House {
    fn new() -> Self {
        let swarm = files("tests/zwerm", "rs").into_iter().map(|(file, text)| (format!("tests/zwerm/{file}"), text));
        Self(files("src", "rs").into_iter().chain(swarm).map(|(file, text)| (file, code(&text))).collect())
    }

    /// The files in which one of these words stands, but for those in this folder.
    fn with(&self, words: &[&str], but: &str) -> BTreeSet<String> {
        let has = |text: &str| words.iter().any(|word| stands(text, word));
        let found = self.0.iter().filter(|(file, text)| has(text) && (but.is_empty() || !file.starts_with(but)));
        found.map(|(file, _)| file.clone()).collect()
    }
}

/// Whether this stands in a text, and not in the middle of a word.
fn stands(text: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back().filter(|_| word.starts_with(part));
        let after = text[at + word.len()..].chars().next().filter(|_| word.ends_with(part));
        !before.is_some_and(part) && !after.is_some_and(part)
    })
}

/// The rows of the table: what is changed, and the paths where that begins.
fn table() -> Vec<(String, Vec<String>)> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md")).unwrap();
    let (_, table) = text.split_once("## Where to begin\n").unwrap();
    let rows = table.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" | "));
    rows.filter(|(what, _)| *what != "to change").map(|(what, where_)| (what.to_owned(), paths(where_))).collect()
}

/// What stands between back ticks and is a path.
fn paths(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).filter(|word| word.contains('/')).map(str::to_owned).collect()
}

/// Where a path of the table is: below `src`, unless it says another folder of the project.
fn place(path: &str) -> std::path::PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if ["tests/", "fixtures/"].iter().any(|folder| path.starts_with(folder)) {
        root.join(path)
    } else {
        root.join("src").join(path)
    }
}

#[test]
fn every_place_that_the_table_names_is_there() {
    let rows = table();
    assert!(rows.len() >= 12 && rows.iter().all(|(_, paths)| !paths.is_empty()), "{rows:?}");
    let gone: Vec<&String> = rows.iter().flat_map(|(_, paths)| paths).filter(|path| !place(path).exists()).collect();
    assert!(gone.is_empty(), "ARCHITECTURE.md names what is not there: {gone:?}");
}

/// A file is named by its path, or, once in a row, as the one of its kind in a folder.
#[test]
fn one_thing_that_is_there_stands_in_the_files_that_the_table_names_and_in_no_other() {
    let (house, rows) = (House::new(), table());
    let mut wrong = Vec::new();
    for (what, found) in CASES {
        let (_, named) = rows.iter().find(|(row, _)| row.starts_with(what)).unwrap_or_else(|| panic!("no row for {what}"));
        // data beside the sources is not looked into
        let named: Vec<&String> = named.iter().filter(|path| !path.starts_with("fixtures/")).collect();
        let mut found = found(&house);
        let (folders, own): (Vec<&String>, Vec<&String>) = named.into_iter().partition(|path| path.ends_with('/'));
        wrong.extend(own.into_iter().filter(|path| !found.remove(*path)).map(|path| format!("{what}: {path} knows none")));
        for folder in folders {
            let inside = found.iter().find(|file| file.starts_with(folder.as_str())).cloned();
            match inside {
                Some(file) => drop(found.remove(&file)),
                None => wrong.push(format!("{what}: nothing in {folder} knows one")),
            }
        }
        wrong.extend(found.into_iter().map(|file| format!("{what}: {file} knows one, and the table does not say so")));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// The list by which Tab, the marks, the pictures and these tests go round.
#[test]
fn the_list_of_kinds_of_lines_has_every_kind() {
    use crisistafel::domain::dossier::RegelSoort;
    let schema = serde_json::to_value(schemars::schema_for!(RegelSoort)).unwrap();
    assert_eq!(schema["oneOf"].as_array().map(Vec::len), Some(RegelSoort::ALL.len()), "{schema}");
    let marks: BTreeSet<char> = RegelSoort::ALL.into_iter().filter_map(RegelSoort::merk).collect();
    assert_eq!(marks.len(), RegelSoort::ALL.len() - 1, "two kinds have the same mark");
}
