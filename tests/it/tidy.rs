//! The house rules, kept by a test: who may know whom, how long things may be, and that nothing is forgotten.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Which modules each module may name, besides itself. The picture stands in ARCHITECTURE.md.
const MAY_USE: [(&str, &[&str]); 19] = [
    ("domain", &[]),
    ("settings", &[]),
    ("input", &["settings"]),
    ("theme", &["settings"]),
    ("kader", &["domain"]),
    ("crypto", &["domain", "journal"]),
    ("projection", &["domain"]),
    ("journal", &["domain", "crypto"]),
    ("protocol", &["domain", "projection"]),
    ("store", &["domain", "projection", "crypto"]),
    ("server", &["domain", "kader", "projection", "journal", "store", "protocol", "crypto"]),
    ("client", &["domain", "protocol"]),
    ("report", &["domain", "projection"]),
    ("app", &["domain", "projection", "input", "protocol", "client"]),
    ("view", &["app", "domain", "projection", "theme", "input"]),
    ("terminal", &["app", "view", "client", "protocol", "input", "theme", "domain"]),
    ("cli", &["*"]),
    ("main", &["*"]),
    ("lib", &["*"]),
];

/// Crates that stay where they are, and where that is.
const KEPT: [(&str, &[&str]); 6] = [
    ("ratatui", &["view/", "theme/", "terminal/"]),
    ("tui_textarea", &["app/draft.rs"]),
    ("crossterm", &["terminal/"]),
    ("sled", &["store/"]),
    ("std::os::unix::net", &["server/", "client/"]),
    ("chrono_tz", &["domain/tijd.rs"]),
];

/// The most lines of a source file.
const FILE_LINES_MAX: usize = 500;
/// The most lines of a function; clippy says the same.
const FN_LINES_MAX: usize = 70;
/// Tables in which every event, every command or every form is named: as long as there are of those.
const TABLES: &[(&str, &str)] = &[
    ("app/forms/vorm.rs", "van"),
    ("domain/decide/mod.rs", "dispatch"),
    ("domain/evolve/mod.rs", "pas_toe"),
    ("domain/kenmerk/mod.rs", "kenmerk"),
    ("domain/rechten.rs", "recht"),
    ("domain/versie/vervangt.rs", "vervangt"),
];
/// Nine in ten functions are at most this long.
const FN_LINES_P90: usize = 25;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder with this ending, with its path from there.
pub(crate) fn files(folder: &str, ending: &str) -> BTreeMap<String, String> {
    let base = root().join(folder);
    let mut found = BTreeMap::new();
    let mut folders = vec![base.clone()];
    while let Some(dir) = folders.pop() {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == ending) {
                let name = path.strip_prefix(&base).unwrap().to_string_lossy().into_owned();
                found.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

/// The source without its unit tests, and without what stands in comments.
pub(crate) fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap();
    text.lines().map(|l| l.split("//").next().unwrap()).collect::<Vec<_>>().join("\n")
}

fn module(file: &str) -> &str {
    file.split(['/', '.']).next().unwrap()
}

#[test]
fn modules_name_only_those_that_the_architecture_allows() {
    let table: BTreeMap<&str, &[&str]> = MAY_USE.into_iter().collect();
    let mut wrong = Vec::new();
    for (file, text) in files("src", "rs") {
        let own = module(&file).to_owned();
        let may = table.get(own.as_str()).unwrap_or_else(|| panic!("{own} is not in the table"));
        for other in named(&file, &text, table.keys()).filter(|m| **m != own) {
            if !may.contains(other) && !may.contains(&"*") {
                wrong.push(format!("{file} names {other}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// Which of these modules a file names.
fn named<'m>(file: &str, text: &str, modules: impl Iterator<Item = &'m &'m str>) -> impl Iterator<Item = &'m &'m str> {
    let text = code(text).replace("super::super::", "crate::");
    let names = move |m: &&&str| text.contains(&format!("crate::{m}::")) || text.contains(&format!("crate::{m};"));
    modules.filter(names).filter(move |m| !is_nested(file, m))
}

/// What the program knows are plain values, which know nothing of what is done with them.
#[test]
fn the_state_of_the_program_names_nothing_of_what_is_done_with_it() {
    let mut wrong = Vec::new();
    for (file, text) in files("src/app/state", "rs") {
        let named = code(&text).replace("super::super::", "crate::app::");
        let rooms =
            named.split("crate::app::").skip(1).map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next().unwrap());
        wrong.extend(rooms.filter(|r| !["state", "draft"].contains(r)).map(|r| format!("{file} names {r}")));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// What nobody uses is no permission: who wants it asks for it.
#[test]
fn no_module_may_name_what_it_does_not_name() {
    let all = files("src", "rs");
    let uses = |own: &str, other: &&str| {
        all.iter().any(|(file, text)| module(file) == own && named(file, text, [other].into_iter()).next().is_some())
    };
    let mut idle = Vec::new();
    for (own, may) in MAY_USE {
        idle.extend(may.iter().filter(|m| **m != "*" && !uses(own, m)).map(|m| format!("{own} does not name {m}")));
    }
    assert_eq!(idle, Vec::<String>::new());
}

/// Names of two types that other rooms see, and why they may be.
const TWICE: [(&str, &str); 2] = [
    ("Basis", "the same thing twice: as the service counts it, and as a terminal names it"),
    ("Sleutel", "what names a field of a form, and what seals a record: no room sees both"),
];

/// One word, one meaning: a type that other rooms can see has a name of its own. Its module says what is meant where
/// nobody else sees it (private, `pub(super)`), and what a report says of a thing as data is called as the thing.
#[test]
fn a_name_that_other_rooms_see_names_one_type() {
    let mut seen: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, text) in files("src", "rs") {
        let mut is_data = false;
        for line in code(&text).lines() {
            if let Some(derived) = line.strip_prefix("#[derive(") {
                is_data = derived.contains("Serialize");
            }
            let Some(name) = shown_type(line) else { continue };
            if !(is_data && module(&file) == "report") {
                seen.entry(name.to_owned()).or_default().push(file.clone());
            }
            is_data = false;
        }
    }
    let (twice, known): (Vec<_>, Vec<_>) = seen
        .into_iter()
        .filter(|(_, where_)| where_.len() > 1)
        .partition(|(name, _)| !TWICE.iter().any(|(known, _)| known == name));
    assert!(twice.is_empty(), "{twice:#?}");
    assert_eq!(known.len(), TWICE.len(), "an exception that is none any more: {known:?}");
}

/// The name of the type that a line declares, where other rooms can see it.
fn shown_type(line: &str) -> Option<&str> {
    let (sight, rest) = line.strip_prefix("pub")?.split_once(' ')?;
    let (sight, rest) = match rest.split_once(") ") {
        Some((path, rest)) if sight.starts_with("(in") => (path, rest),
        _ => (sight, rest),
    };
    let rest = ["struct ", "enum ", "trait ", "type "].iter().find_map(|kind| rest.strip_prefix(kind))?;
    (sight != "(super)").then(|| rest.split(|c: char| !c.is_alphanumeric()).next().unwrap())
}

/// A snapshot that no test asserts any more is looked at by nobody.
#[test]
fn no_snapshot_is_orphaned() {
    let tests = files("tests/it", "rs");
    let orphan = |path: &&String| {
        let (folder, name) = path.split_once("snapshots/").unwrap();
        let (module, name) = name.trim_end_matches(".snap").rsplit_once("__").unwrap();
        let file = module.rsplit("__").next().unwrap();
        let owner = tests.get(&format!("{folder}{file}.rs")).or_else(|| tests.get(&format!("{folder}mod.rs")));
        !owner.is_some_and(|text| asserts(text, name))
    };
    let snapshots = files("tests/it", "snap");
    assert!(!snapshots.is_empty());
    assert_eq!(snapshots.keys().filter(orphan).collect::<Vec<_>>(), Vec::<&String>::new());
}

/// Whether a test file has this name of a snapshot: written out, or as words with something between them.
fn asserts(text: &str, name: &str) -> bool {
    let literals = text.lines().flat_map(|l| l.split('"').skip(1).step_by(2));
    literals.into_iter().any(|literal| literal == name || is_made_of(literal, name))
        || text.contains(&format!("fn {name}("))
}

/// Whether the words of a format string stand in a name, in order, from its beginning to its end.
fn is_made_of(literal: &str, name: &str) -> bool {
    /// Fewer letters than this say nothing.
    const LETTERS_MIN: usize = 4;
    let words: Vec<&str> = literal.split(['{', '}']).step_by(2).collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let said: usize = words.iter().map(|w| w.len()).sum();
    if words.len() < 2 || said < LETTERS_MIN || !name.starts_with(first) || !name.ends_with(last) {
        return false;
    }
    let mut rest = name;
    words.iter().all(|word| rest.split_once(word).map(|(_, tail)| rest = tail).is_some())
}

#[test]
fn a_snapshot_is_known_by_the_words_of_its_name() {
    let text = r#"assert_snapshot!("plain_80x24", x); assert_snapshot!(format!("toon_{name}_{nr}_alles"), y);"#;
    for (name, known) in [("plain_80x24", true), ("toon_een_2_alles", true), ("plain_120x36", false), ("toon_een_2", false)]
    {
        assert_eq!(asserts(text, name), known, "{name}");
    }
}

/// Whether `super::super::other` in this file is a module of its own folder, and not the top one.
fn is_nested(file: &str, other: &str) -> bool {
    let folder = Path::new(file).parent().and_then(Path::parent).map(|p| root().join("src").join(p));
    folder.is_some_and(|f| f != root().join("src") && (f.join(other).exists() || f.join(format!("{other}.rs")).exists()))
}

#[test]
fn crates_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for (file, text) in files("src", "rs") {
        for (name, rooms) in KEPT {
            if code(&text).contains(&format!("{name}::")) && !rooms.iter().any(|room| file.starts_with(room)) {
                wrong.push(format!("{file} uses {name}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// Review A3: what a user typed is never cut. At their doors the program cuts nothing but a path of its own.
#[test]
fn nothing_that_a_user_typed_is_cut() {
    let doors = ["app/", "view/", "terminal/", "client/", "cli/", "domain/invoer/"];
    let cuts = |file: &str, text: &str| doors.iter().any(|d| file.starts_with(d)) && code(text).contains("Tekst::cut");
    let found: Vec<String> = files("src", "rs").into_iter().filter(|(f, t)| cuts(f, t)).map(|(f, _)| f).collect();
    assert_eq!(found, ["cli/kader.rs"]);
}

#[test]
fn files_are_one_idea_and_functions_fit_a_screen() {
    let mut lengths = Vec::new();
    let mut wrong = Vec::new();
    for (file, text) in files("src", "rs") {
        let lines = text.lines().count();
        if lines > FILE_LINES_MAX {
            wrong.push(format!("{file}: {lines} lines"));
        }
        for (name, length) in functions(&code(&text)) {
            if length > FN_LINES_MAX && !TABLES.contains(&(file.as_str(), name.as_str())) {
                wrong.push(format!("{file}: {name}: {length} lines"));
            }
            lengths.push(length);
        }
    }
    lengths.sort_unstable();
    assert_eq!(wrong, Vec::<String>::new());
    let p90 = lengths[lengths.len() * 9 / 10];
    assert!(p90 <= FN_LINES_P90, "nine in ten functions are at most {p90} lines long, not {FN_LINES_P90}");
}

/// Where every event and every command is decided on: a new one must not pass through here without a word. The lint
/// `wildcard_enum_match_arm` sees to the arms of a match; it misses the ways to look for one and let the rest go by.
#[test]
fn no_event_and_no_command_is_passed_over_in_silence() {
    const ROOMS: &[&str] = &[
        "domain/decide/",
        "domain/evolve/",
        "domain/versie/",
        "domain/kenmerk/mod.rs",
        "domain/poort/",
        "domain/rechten.rs",
        "domain/zicht.rs",
        "projection/rij.rs",
    ];
    const LINT: &str = "#![deny(clippy::wildcard_enum_match_arm)]";
    let all = files("src", "rs");
    let rooms = || all.iter().filter(|(file, _)| ROOMS.iter().any(|room| file.starts_with(room)));
    let doors = rooms().filter(|(file, _)| file.ends_with("/mod.rs") || ROOMS.contains(&file.as_str()));
    let unguarded: Vec<&String> = doors.filter(|(_, text)| !text.contains(LINT)).map(|(file, _)| file).collect();
    assert!(unguarded.is_empty(), "{LINT} is missing in {unguarded:?}");
    let variant =
        |text: &str| ["Event::", "Command::", "E::", "C::"].iter().any(|name| text.trim_start().starts_with(name));
    let mut wrong = Vec::new();
    for (file, text) in rooms() {
        for line in code(text).lines() {
            let looks = ["if let ", "while let ", "matches!("].iter().any(|way| {
                line.match_indices(way).any(|(at, _)| {
                    let rest = &line[at + way.len()..];
                    variant(rest)
                        || rest.split_once(", ").is_some_and(|(_, pattern)| *way == "matches!(" && variant(pattern))
                })
            });
            let lets_go = line.trim_start().strip_prefix("let ").is_some_and(variant) && line.contains(" else ");
            let half = file == "domain/evolve/mod.rs" && variant(line) && line.contains("..");
            if looks || lets_go || half {
                wrong.push(format!("{file}: {}", line.trim()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// What is late, lacking or over is told to the screens, and decided where gates and reports ask too.
#[test]
fn no_screen_compares_a_moment_with_now() {
    let now = ["nu", "s.m.nu", "self.nu", "m.nu"];
    let compares = |line: &str| {
        let words: Vec<&str> = line.split([' ', '(', ')', ',', ';', '|', '{', '}']).collect();
        let signs = ["<", "<=", ">", ">="];
        words.windows(3).any(|w| signs.contains(&w[1]) && (now.contains(&w[0]) || now.contains(&w[2])))
    };
    assert!(compares("if v.terug.is_some_and(|t| t < s.m.nu) {") && !compares("fn due(op: Tijdstip, nu: Tijdstip)"));
    let mut wrong = Vec::new();
    for (file, text) in files("src/view", "rs") {
        wrong.extend(code(&text).lines().filter(|l| compares(l)).map(|l| format!("view/{file}: {}", l.trim())));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// The functions of a file with their lengths, from the signature to the closing brace, by indentation.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let bare = line.trim_start();
        let indent = line.len() - bare.len();
        let Some(name) = bare.split_once("fn ").filter(|(head, _)| head.is_empty() || head.ends_with(' ')) else {
            continue;
        };
        if !name.0.split(' ').all(|w| matches!(w, "" | "const" | "async") || w.starts_with("pub")) {
            continue;
        }
        let closing = format!("{}}}", " ".repeat(indent));
        let end = lines
            .iter()
            .skip(start)
            .position(|l| *l == closing || (l.starts_with(line) && (l.ends_with('}') || l.ends_with(';'))));
        found.push((name.1.chars().take_while(|c| *c != '(').collect(), end.map_or(1, |e| e + 1)));
    }
    found
}

#[test]
fn no_test_file_is_forgotten() {
    let text = files("tests/it", "rs");
    for file in text.keys().filter(|f| *f != "main.rs") {
        let path = Path::new(file);
        let name = path.file_stem().unwrap().to_string_lossy();
        let (parent, name) = match (path.parent().unwrap().to_string_lossy(), name) {
            (folder, name) if name == "mod" => {
                let folder = Path::new(&*folder).to_owned();
                (folder.parent().unwrap().to_owned(), folder.file_name().unwrap().to_string_lossy().into_owned())
            }
            (folder, name) => (PathBuf::from(&*folder), name.into_owned()),
        };
        let user =
            if parent.as_os_str().is_empty() { "main.rs".to_owned() } else { format!("{}/mod.rs", parent.display()) };
        assert!(text[&user].contains(&format!("mod {name};")), "{file} is not named in {user}");
    }
}

/// A test that is ignored says why, and somebody runs it: another test that starts it, or `.ci/run`, by its module. No test
/// ends early where the machine lacks something: it would count as passed.
#[test]
fn what_is_ignored_is_run_by_somebody_and_no_test_passes_by_not_running() {
    let tests = files("tests/it", "rs");
    let ci = fs::read_to_string(root().join(".ci/run")).unwrap();
    let mut wrong = Vec::new();
    for (file, text) in tests.iter().filter(|(file, _)| *file != "tidy.rs") {
        let module = file.trim_end_matches(".rs").replace('/', "::");
        for why in text.split("#[ignore").skip(1).map(|rest| rest.split(']').next().unwrap()) {
            let why = why.trim_start_matches([' ', '=', '"']).trim_end_matches('"');
            let starter = why.strip_prefix("started by ");
            let known = starter.is_some_and(|name| text.contains(&format!("fn {name}()")))
                || why.starts_with("needs ") && ci.contains(&format!("--ignored {module}"));
            wrong.extend((!known).then(|| format!("{file}: ignored: {why}")));
        }
        let gives_up = |line: &&str| line.contains("is_root()") && !line.contains("assert!") && !line.contains("filter");
        wrong.extend(text.lines().filter(gives_up).map(|line| format!("{file}: {}", line.trim())));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// Whatever a test waits for is a fact: a fixed time is too short on a busy machine, and too long on every other.
#[test]
fn no_test_waits_a_fixed_time() {
    let mut wrong = Vec::new();
    for (file, text) in files("tests", "rs").iter().filter(|(file, _)| *file != "it/tidy.rs") {
        let sleeps = |line: &&str| ["thread::sleep", "park_timeout", "SILENCE"].iter().any(|way| line.contains(way));
        wrong.extend(code(text).lines().filter(sleeps).map(|line| format!("{file}: {}", line.trim())));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// What the machine or a library says is English: a sentence for the user takes it through `domain::machine`.
#[test]
fn what_the_machine_says_is_said_in_dutch() {
    let mut wrong = Vec::new();
    // a script is ours, and what is wrong with it is for who works on it; the log is too
    for (file, text) in files("src", "rs").iter().filter(|(file, _)| *file != "domain/script.rs") {
        let raw = |line: &&str| ["{e}", "{err}", "{error}", "{source}"].iter().any(|name| line.contains(name));
        let log = |line: &&str| line.contains("tracing::");
        wrong.extend(code(text).lines().filter(raw).filter(|l| !log(l)).map(|l| format!("{file}: {}", l.trim())));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_key_table_of_the_readme_is_that_of_the_catalogue() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let table = super::catalogue::key_table();
    assert!(readme.contains(&table), "put this between the markers in README.md:\n{table}");
}

#[test]
fn the_verbs_and_exit_codes_of_the_readme_are_those_of_the_program() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    for verb in &crisistafel::cli::VERBS {
        let row = format!("| `{} {}` | {} |", verb.name, verb.usage, verb.doc).replace(" ` |", "` |");
        assert!(readme.contains(&row), "README.md lacks: {row}");
    }
    for (_, code, meaning) in crisistafel::cli::Exit::ALL {
        assert!(readme.contains(&format!("| {code} | {meaning} |")), "README.md lacks exit code {code}");
    }
}
