//! As a person feels it, from outside: the byte of a key to the byte of its echo, beside vim in the same run; a terminal that
//! joins a long meeting; `toon` of one. Without vim there is nothing to compare a key with, and it says so.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crisistafel::domain::dossier::RegelSoort;
use portable_pty::CommandBuilder;
use tempfile::TempDir;

use super::draw::LENGTHS;
use super::pty::Running;
use super::record::ACTIONS;
use super::world::records;
use super::{Compared, compare, each};

/// What is typed in a round, a letter at a time.
const TYPED: &str = "hij stond dinsdag weer bij de uitgang van haar werk en liep mee naar de tram";
/// How often somebody joins, or looks it up, in a round.
const TRIES: usize = 5;

/// An exercise with more lines in its meeting, and the notulist who is there.
pub(super) struct Store {
    base: TempDir,
    notulist: Running,
    lines: u32,
    soort: RegelSoort,
}

impl Store {
    pub(super) fn new(lines: u32, soort: RegelSoort) -> Self {
        let base = tempfile::tempdir().unwrap();
        let mut notulist = Running::exercise(base.path(), "notulist");
        notulist.until("/112");
        notulist.until("reclassering");
        let mut store = Self { base, notulist, lines, soort };
        store.fill();
        store
    }

    fn fill(&mut self) {
        let mut doe = Command::new(env!("CARGO_BIN_EXE_crisistafel"));
        doe.args(["doe", "--oefening", "--als", "notulist"]).env("CRISISTAFEL_DIR", self.base.path());
        let mut child = doe.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let mut all = child.stdin.take().unwrap();
        for part in (0..self.lines).collect::<Vec<_>>().chunks(100) {
            let commands: Vec<_> = part.iter().map(|nr| records(u128::from(*nr), self.soort)).collect();
            let line = serde_json::json!({ "dossier": "26-K7M4", "opdrachten": commands });
            writeln!(all, "{line}").unwrap();
        }
        drop(all);
        assert!(child.wait().unwrap().success());
        self.notulist.until(&self.last());
        self.notulist.settle();
    }

    /// What stands in the last line.
    fn last(&self) -> String {
        format!("om {} minuten", self.lines - 1)
    }

    /// What there is in the meeting.
    fn what(&self) -> String {
        format!("{} {} more in the meeting", self.lines, if self.soort == RegelSoort::Actie { "actions" } else { "lines" })
    }

    /// From starting the program until the last line stands on its screen.
    fn join(&self) {
        Running::exercise(self.base.path(), "voorzitter").until(&self.last());
    }

    /// From starting `toon` until it has printed all it says.
    fn toon(&self) {
        let mut toon = Command::new(env!("CARGO_BIN_EXE_crisistafel"));
        toon.args(["toon", "26-K7M4", "--oefening", "--als", "voorzitter"]).env("CRISISTAFEL_DIR", self.base.path());
        let said = toon.output().unwrap();
        assert!(said.status.success() && said.stdout.len() > 500, "{said:?}");
    }
}

/// An editor in which somebody types; none where there is none.
fn vim(plain: &Path) -> Option<Running> {
    Command::new("vim").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
    let mut vim = CommandBuilder::new("vim");
    vim.args(["-u", "DEFAULTS", "-n", "--cmd", "set nocompatible noswapfile"]);
    vim.cwd(plain);
    let mut vim = Running::start(vim, plain);
    vim.settle();
    vim.press("i");
    vim.until("INSERT");
    vim.settle();
    Some(vim)
}

pub(super) fn run() {
    let plain = tempfile::tempdir().unwrap();
    let mut vim = vim(plain.path());
    if vim.is_none() {
        println!("there is no vim here: a key to its echo is compared with nothing");
    }
    let mut stores: Vec<Store> = LENGTHS.iter().map(|n| Store::new(*n, RegelSoort::Feit)).collect();
    let mut ends: Vec<Compared<'_>> = Vec::new();
    ends.extend(
        vim.iter_mut()
            .map(|vim| -> Compared<'_> { ("key to echo, vim".to_owned(), Box::new(|| vim.sentence(TYPED, "\x15"))) }),
    );
    ends.extend(stores.iter_mut().map(|s| -> Compared<'_> {
        (format!("key to echo, {}", s.what()), Box::new(|| s.notulist.sentence(TYPED, "\x15")))
    }));
    compare(ends);
    drop(vim);
    stores.push(Store::new(ACTIONS, RegelSoort::Actie));
    for (what, one) in [("start to the last line", Store::join as fn(&Store)), ("toon", Store::toon)] {
        let named = |s: &'_ Store| format!("{what}, {}", s.what());
        compare(
            stores.iter().map(|s| (named(s), Box::new(move || each(TRIES, || one(s))) as Box<dyn FnMut() -> _>)).collect(),
        );
    }
}
