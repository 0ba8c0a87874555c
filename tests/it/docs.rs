//! What the pages say is there, is there: links lead somewhere, the table 'Who is kept out' names files and tests that exist,
//! and a command that a page gives is one of the program, with options that it has.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::tidy::files;

const PAGES: [&str; 7] = [
    "README.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "docs/Beveiliging.md",
    "fixtures/dossiers/README.md",
    "fixtures/journals/README.md",
    "fixtures/kader-bewaard/README.md",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn page(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// Where the links of a page lead.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](").skip(1).filter_map(|rest| rest.split(')').next())
}

/// What stands between back ticks on a line.
fn ticked(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// By what the headings of a page are linked to.
fn headings(text: &str) -> BTreeSet<String> {
    let named = text.lines().filter(|l| l.starts_with('#')).map(|l| l.trim_start_matches('#').trim());
    let kept = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    named.map(|h| h.to_lowercase().chars().filter(|c| kept(*c)).collect::<String>().replace(' ', "-")).collect()
}

/// What is wrong with a link on a page.
fn astray(name: &str, link: &str) -> Option<String> {
    if link.starts_with("http") {
        return None;
    }
    let (path, heading) = link.split_once('#').map_or((link, None), |(path, heading)| (path, Some(heading)));
    let folder = Path::new(name).parent().unwrap();
    let to = if path.is_empty() { PathBuf::from(name) } else { folder.join(path) };
    if !root().join(&to).exists() {
        return Some(format!("{name} leads to {link}, which is not there"));
    }
    let known = heading.is_none_or(|h| headings(&page(&to.to_string_lossy())).contains(h));
    (!known).then(|| format!("{name} leads to {link}, and there is no such heading"))
}

#[test]
fn every_link_of_a_page_leads_somewhere() {
    let mut wrong = Vec::new();
    for name in PAGES {
        wrong.extend(links(&page(name)).filter_map(|link| astray(name, link)));
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(astray("README.md", "docs/niets.md").is_some() && astray("README.md", "#niets").is_some());
}

/// The promises of the table: what holds each, and which tests show it.
fn promises() -> Vec<(String, String)> {
    let text = page("ARCHITECTURE.md");
    let (_, rest) = text.split_once("\n## Who is kept out\n").unwrap();
    let table = rest.split("\n### ").next().unwrap();
    let rows = table.lines().filter_map(|l| l.strip_prefix("| ")?.strip_suffix(" |"));
    let cells = rows.map(|row| row.split('|').map(str::trim).collect::<Vec<_>>());
    let cells = cells.filter(|c| c[0] != "who" && !c[0].starts_with("---"));
    cells.map(|c| (c[3].to_owned(), c[4].to_owned())).collect()
}

#[test]
fn every_promise_names_the_files_that_keep_it_and_tests_that_are_there() {
    let promises = promises();
    let all: String = ["src", "tests"].iter().flat_map(|folder| files(folder, "rs")).map(|(_, text)| text).collect();
    let mut wrong = Vec::new();
    for (held, shown) in &promises {
        let paths: Vec<&str> = ticked(held).collect();
        let missing = paths.iter().filter(|p| !root().join("src").join(p).exists());
        wrong.extend(missing.map(|p| format!("no file {p}")));
        let (scripts, tests): (Vec<&str>, Vec<&str>) =
            ticked(shown).filter(|w| *w != ".ci/run").partition(|w| w.contains('/'));
        wrong.extend(scripts.iter().filter(|p| !root().join(p).exists()).map(|p| format!("no script {p}")));
        wrong.extend(tests.iter().filter(|t| !all.contains(&format!("fn {t}("))).map(|t| format!("no test {t}")));
        wrong.extend((paths.is_empty() || tests.is_empty()).then(|| format!("a promise without: {held} / {shown}")));
    }
    assert!(promises.len() > 20, "{promises:?}");
    assert_eq!(wrong, Vec::<String>::new());
}

/// A municipality checks itself with these.
#[test]
fn every_command_of_the_dutch_page_is_one_of_the_program() {
    let text = page("docs/Beveiliging.md");
    let asked: Vec<&str> = text.lines().flat_map(ticked).filter_map(|w| w.strip_prefix("crisistafel ")).collect();
    let known = |words: &str| crisistafel::cli::VERBS.iter().find(|v| words.starts_with(v.name));
    let mut wrong = Vec::new();
    for words in &asked {
        let Some(verb) = known(words) else {
            wrong.push((*words).to_owned());
            continue;
        };
        let options = words.split(' ').filter(|w| w.starts_with("--"));
        let strange = options.map(|o| o.split('=').next().unwrap()).filter(|o| !verb.usage.contains(o));
        wrong.extend(strange.map(|o| format!("{}: {o}", verb.name)));
    }
    assert!(asked.len() > 10, "{asked:?}");
    assert_eq!(wrong, Vec::<String>::new());
}

/// What the pages say that the unit does, it does. `systemd-analyze verify` reads it in `.ci/run`, where there is one.
#[test]
fn the_unit_has_every_setting_that_the_pages_promise() {
    let text = page("packaging/crisistafel@.service");
    let (_, service) = text.split_once("\n[Service]\n").unwrap();
    let service = service.split("\n[").next().unwrap();
    let set: BTreeSet<&str> = service.lines().filter(|l| !l.starts_with('#')).collect();
    for setting in [
        "User=crisistafel",
        "Group=crisistafel-terminals",
        // files for the account of the service, sockets for the group
        "StateDirectoryMode=0700",
        "RuntimeDirectoryMode=0710",
        "UMask=0077",
        // no dossier in a core dump or in swap
        "LimitCORE=0",
        "MemorySwapMax=0",
        // no network, and no way to more rights
        "PrivateNetwork=yes",
        "RestrictAddressFamilies=AF_UNIX",
        "NoNewPrivileges=yes",
        "CapabilityBoundingSet=",
        "ProtectSystem=strict",
        "ProtectHome=yes",
        "MemoryDenyWriteExecute=yes",
        // it is there again after it fell
        "Restart=on-failure",
    ] {
        assert!(set.contains(setting), "{setting} is not set in {set:?}");
    }
    let keys: Vec<&str> = set.iter().filter_map(|l| l.split_once('=')).map(|(key, _)| key).collect();
    assert_eq!(
        keys.iter().collect::<BTreeSet<_>>().len(),
        keys.len(),
        "a setting that stands there twice: the last counts"
    );
    assert!(text.contains("#   LoadCredentialEncrypted=crisistafel-sleutel"), "how the key is handed over");
}
