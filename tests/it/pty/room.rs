//! The table of the exercise with everyone at it, each at the real program in a window of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::terminal::{Terminal, size};
use super::wire::Wire;

/// Everyone at the meeting.
pub(crate) struct Room {
    pub(crate) chair: Terminal,
    pub(crate) notulist: Terminal,
    pub(crate) raadpleger: Terminal,
    pub(crate) wall: Terminal,
    /// What the wall is told.
    pub(crate) wire: Wire,
    /// What the raadpleger is told.
    pub(crate) second_wire: Wire,
    home: TempDir,
}

impl Room {
    /// The chair, the notulist, a raadpleger and the wall sit down at the exercise. What may not stand on the last two is
    /// watched for.
    pub(crate) fn of_the_exercise(not_for_the_wall: &[&str], not_for_the_raadpleger: &[&str]) -> Self {
        let home = TempDir::new().unwrap();
        let base = home.path().join("tafel");
        fs::create_dir(&base).unwrap();
        let mut chair = Terminal::start("chair", &base, &["oefening", "--als", "voorzitter"], size(120, 36));
        chair.until(&["26-K7M4 Trapportaal", "OEFENING", "▌Gepland▐", "Overleg 2 is bijeengeroepen"]);
        let mut notulist = Terminal::start("notulist", &base, &["oefening", "--als", "notulist"], size(80, 24));
        let second_wire = Wire::new(home.path().join("raadpleger"), &base);
        let looks_along = ["oefening", "--als", "raadpleger"];
        let mut raadpleger = Terminal::start("raadpleger", &second_wire.place, &looks_along, size(80, 24));
        let wire = Wire::new(home.path().join("muur"), &base);
        let mut wall = Terminal::start("wall", &wire.place, &["deelscherm", "--oefening"], size(120, 36));
        wall.forbid(not_for_the_wall);
        raadpleger.forbid(not_for_the_raadpleger);
        notulist.until(&["26-K7M4", "OEFENING", "▌Gepland▐"]);
        raadpleger.until(&["26-K7M4", "OEFENING", "u kijkt mee als raadpleger"]);
        wall.until(&["26-K7M4", "OEFENING", "Het overleg begint zo."]);
        chair.until(&["notulist De Wit", "4 schermen"]);
        Self { chair, notulist, raadpleger, wall, wire, second_wire, home }
    }

    pub(crate) fn base(&self) -> PathBuf {
        self.home.path().join("tafel")
    }

    /// All four show this.
    pub(crate) fn all_see(&mut self, words: &[&str]) {
        for terminal in [&mut self.chair, &mut self.notulist, &mut self.raadpleger, &mut self.wall] {
            terminal.until(words);
        }
    }

    /// The notulist records a line, and everybody sees it.
    pub(crate) fn line(&mut self, typed: &str, seen: &str) {
        self.notulist.press(typed).press("<enter>");
        self.all_see(&[seen]);
    }

    /// The notulist opens a form by the menu and fills it in; the chair sees what came of it.
    pub(crate) fn form(&mut self, keys: &str, seen: &str) {
        self.notulist.press(keys);
        self.chair.until(&[seen]);
    }

    /// The process that serves the store.
    pub(crate) fn service(&self) -> i32 {
        service(&self.base())
    }
}

/// The store of the current exercise.
pub(crate) fn store(base: &Path) -> PathBuf {
    let exercises = base.join("oefening");
    let current = fs::read_to_string(exercises.join("huidig")).unwrap();
    exercises.join(current.trim())
}

/// The process that serves it.
pub(crate) fn service(base: &Path) -> i32 {
    fs::read_to_string(store(base).join("slot")).unwrap().trim().parse().unwrap()
}

/// What a verb prints.
pub(crate) fn run(base: &Path, words: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crisistafel"));
    let out =
        command.args(words).env_clear().envs(crate::shifted::environment()).env("CRISISTAFEL_DIR", base).output().unwrap();
    assert!(out.status.success(), "{words:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}
