//! Programs that are stopped for a while and go on: the terminal's own, and the service behind it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use nix::sys::signal::Signal;
use tempfile::TempDir;

use super::terminal::{Terminal, size};

fn run(home: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crisistafel"));
    command.args(words).env_clear().envs(crate::shifted::environment()).env("CRISISTAFEL_DIR", home).output().unwrap()
}

fn said(home: &Path, words: &[&str]) -> (Option<i32>, String) {
    let output = run(home, words);
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// After `fg` the terminal took whole lines, Enter did nothing, and the screen was that of the shell.
#[test]
fn who_stops_the_program_and_takes_it_up_again_types_on_where_they_were() {
    let home = TempDir::new().unwrap();
    let mut notulist = Terminal::start("notulist", home.path(), &["oefening", "--als", "notulist"], size(80, 24));
    notulist.until(&["26-K7M4", "▌Gepland▐"]).press("f Hij stond").until(&["▏f Hij stond"]);
    notulist.signal(Signal::SIGTSTP);
    notulist.until_as_found();
    notulist.until_stopped();
    notulist.signal(Signal::SIGCONT);
    notulist.until(&["26-K7M4", "▏f Hij stond"]).press(" er").until(&["▏f Hij stond er"]);
    assert!(notulist.is_taken());
    // stopped without being asked: the shell took the terminal, and does not give back what it changed
    notulist.signal(Signal::SIGSTOP);
    notulist.until_stopped();
    notulist.take_as_a_shell();
    notulist.signal(Signal::SIGCONT);
    notulist.until(&["26-K7M4", "▏f Hij stond er"]).press(" weer<enter>").until(&["bewaard tot", "Hij stond er weer"]);
    assert!(notulist.is_taken() && !notulist.is_as_found());
    notulist.press("/stop<enter>").leave();
    assert!(notulist.is_as_found());
}

/// Of a service that hung it was said, after twenty seconds, that there was none and that one had to be started.
#[test]
fn a_service_that_cannot_be_reached_is_told_from_none() {
    let home = TempDir::new().unwrap();
    let mut service = Terminal::start("service", home.path(), &["dienst", "--oefening"], size(80, 24));
    service.until(&["de dienst luistert op"]);
    service.signal(Signal::SIGSTOP);
    let (code, words) = said(home.path(), &["toon", "26-K7M4", "--oefening"]);
    assert!(words.contains("draait, maar antwoordt niet") && !words.contains("start die"), "{words}");
    assert_eq!(code, Some(3));
    service.signal(Signal::SIGCONT);
    // a socket that was taken away is made again; it was said that the service had to be killed
    fs::remove_dir_all(home.path().join("aansluiting")).unwrap();
    assert_eq!(said(home.path(), &["toon", "26-K7M4", "--oefening"]), (Some(0), String::new()));
    // where that cannot be, it is said that it runs and is not reached
    fs::remove_dir_all(home.path().join("aansluiting")).unwrap();
    fs::write(home.path().join("aansluiting"), "").unwrap();
    let (code, words) = said(home.path(), &["toon", "26-K7M4", "--oefening"]);
    assert!(words.contains("draait, maar is niet te bereiken") && words.contains("(proces "), "{words}");
    assert!(!words.contains("kill"), "{words}");
    assert_eq!(code, Some(3));
}

/// On a terminal that cannot move its cursor a screen full of escapes was printed.
#[test]
fn a_terminal_that_cannot_draw_is_told_so_and_nothing_else() {
    let home = TempDir::new().unwrap();
    for term in ["dumb", ""] {
        let mut guest = Terminal::start_with("guest", home.path(), &["oefening"], size(200, 24), &[("TERM", term)]);
        assert_eq!(guest.leave().exit_code(), 2);
        guest.until(&["deze terminal kan geen schermen tekenen", "TERM=xterm-256color crisistafel"]);
        assert!(!guest.received().contains(&0x1b) && guest.is_as_found());
    }
    assert!(!home.path().join("oefening").exists(), "nothing was set out");
}
