//! How the program behaves as a guest in somebody's terminal, and towards who sits at another one.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use nix::sys::signal::Signal;
use tempfile::TempDir;

use super::terminal::{TITLE, Terminal, size};

fn home() -> TempDir {
    TempDir::new().unwrap()
}

/// Somebody at the exercise, in a small window.
fn sit(name: &'static str, home: &TempDir, role: &str) -> Terminal {
    let mut terminal = Terminal::start(name, home.path(), &["oefening", "--als", role], size(80, 24));
    terminal.until(&["26-K7M4", "OEFENING", "▌Gepland▐"]);
    terminal
}

/// What a verb prints without a terminal.
pub(super) fn run(home: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crisistafel"));
    command.args(words).env_clear().envs(crate::shifted::environment()).env("CRISISTAFEL_DIR", home).output().unwrap()
}

#[test]
fn who_opens_the_exercise_and_leaves_finds_the_terminal_as_it_was() {
    let home = home();
    let mut chair = sit("chair", &home, "voorzitter");
    assert!(!chair.is_as_found(), "it has the terminal to itself");
    // what took a while at the first start was said before the screen opened
    let sent = String::from_utf8_lossy(&chair.received()).into_owned();
    let before = sent.split("\x1b[?1049h").next().unwrap();
    assert!(before.contains("de oefening wordt klaargezet ..."), "{before}");
    assert!(chair.press("/stop<enter>").leave().success());
    assert!(chair.is_as_found());
}

#[test]
fn terminals_that_begin_at_the_same_moment_join_one_exercise() {
    let home = home();
    let begin = |name, role| Terminal::start(name, home.path(), &["oefening", "--als", role], size(80, 24));
    let mut all = [begin("chair", "voorzitter"), begin("notulist", "notulist"), begin("raadpleger", "raadpleger")];
    for terminal in &mut all {
        terminal.until(&["26-K7M4", "▌Gepland▐", "3 schermen"]);
    }
    let copies = fs::read_dir(home.path().join("oefening")).unwrap().filter(|e| e.as_ref().unwrap().path().is_dir());
    assert_eq!(copies.count(), 1);
}

#[test]
fn ctrl_c_does_not_quit_and_says_how_to() {
    let home = home();
    let mut notulist = sit("notulist", &home, "notulist");
    notulist.press("f Hij stond<ctrl+c>").until(&["Ctrl+C sluit niet af; afsluiten doet u met /stop", "▏f Hij stond"]);
    notulist.press(" er").until(&["▏f Hij stond er"]);
}

/// Review B1, F1: the program asks the terminal for nothing, so it does not end when no answer comes.
#[test]
fn ctrl_l_draws_everything_again_and_asks_the_terminal_nothing() {
    let home = home();
    let mut chair = sit("chair", &home, "voorzitter");
    let mut wall = Terminal::start("wall", home.path(), &["deelscherm", "--oefening"], size(80, 24));
    wall.until(&["26-K7M4", "Het overleg begint zo."]);
    for terminal in [&mut chair, &mut wall] {
        // what the window shows is wiped away behind the program's back
        terminal.forget_screen();
        terminal.press("<ctrl+l>").until(&["26-K7M4", "OEFENING"]);
        assert!(!String::from_utf8_lossy(&terminal.received()).contains("\x1b[6n"));
    }
    chair.press("f Het werkt nog").until(&["▏f Het werkt nog"]);
}

/// Keys that come together with a new size of the window are not held back until the next key.
#[test]
fn what_is_typed_while_the_window_changes_is_taken_at_once() {
    let home = home();
    let mut notulist = sit("notulist", &home, "notulist");
    notulist.press("f Hij").until(&["▏f Hij"]);
    for (word, window) in [(" stond", size(100, 30)), (" er", size(80, 24))] {
        notulist.signal(Signal::SIGSTOP);
        notulist.press(word).resize(window);
        notulist.signal(Signal::SIGCONT);
        notulist.until(&[word.trim(), "26-K7M4"]);
    }
    notulist.until(&["▏f Hij stond er"]);
}

/// Review F8: where a meeting goes on it is asked whether a fresh exercise is meant, and nothing happens without a yes.
#[test]
fn a_fresh_exercise_is_asked_for_where_a_meeting_goes_on() {
    let home = home();
    let mut chair = sit("chair", &home, "voorzitter");
    let fresh = |name| Terminal::start(name, home.path(), &["oefening", "--nieuw", "--als", "notulist"], size(80, 24));
    chair.press("/start<enter>").until(&["▌Opening"]);
    let copies =
        || fs::read_dir(home.path().join("oefening")).unwrap().filter(|e| e.as_ref().unwrap().path().is_dir()).count();
    let mut asked = fresh("asked");
    asked.until(&["loopt nu een overleg (dossier 26-K7M4, overleg 2)", "Typ 'ja' en Enter"]).press("nee<enter>");
    asked.until(&["er is niets veranderd"]);
    assert_eq!((asked.leave().exit_code(), copies()), (1, 1));
    chair.press("f Wij gaan door").until(&["▏f Wij gaan door"]);
    let mut asked = fresh("asked again");
    asked.until(&["Typ 'ja' en Enter"]).press("ja<enter>").until(&["26-K7M4", "▌Gepland▐"]);
    assert_eq!(copies(), 2);
}

#[test]
fn a_closed_window_or_a_stopping_machine_gives_the_terminal_back() {
    let home = home();
    for signal in [Signal::SIGTERM, Signal::SIGHUP, Signal::SIGINT] {
        let mut chair = sit("chair", &home, "voorzitter");
        chair.signal(signal);
        assert!(chair.leave().success(), "{signal}");
        assert!(chair.is_as_found(), "{signal}");
    }
}

#[test]
fn a_window_made_tiny_and_large_again_shows_everything_again_with_the_line_in_it() {
    let home = home();
    let mut notulist = sit("notulist", &home, "notulist");
    notulist.press("f Hij stond er").until(&["▏f Hij stond er"]);
    notulist.resize(size(10, 3)).until(&["OEFENING", "Maak"]);
    notulist.press(" weer").resize(size(80, 24)).until(&["26-K7M4", "▏f Hij stond er weer", "Enter bewaar"]);
    notulist.resize(size(40, 10)).until(&["26-K7M4", "Hij stond er weer"]);
    notulist.resize(size(200, 50)).until(&["Overleg 2 is bijeengeroepen", "▏f Hij stond er weer"]);
}

#[test]
fn no_color_means_no_colour_but_what_is_chosen_still_stands_out() {
    let home = home();
    let colourful = sit("colourful", &home, "voorzitter");
    assert!(attributes(&colourful.received()).into_iter().any(is_colour), "there is something to leave out");
    let env = [("NO_COLOR", "1"), ("COLORTERM", "truecolor")];
    let mut chair = Terminal::start_with("chair", home.path(), &["oefening"], size(80, 24), &env);
    chair.until(&["26-K7M4", "▌Gepland▐"]).press("/").until(&["▸ /112"]);
    let colours: Vec<u16> = attributes(&chair.received()).into_iter().filter(|n| is_colour(*n)).collect();
    assert_eq!(colours, Vec::<u16>::new());
    let cells = |has: fn(&vt100::Cell) -> bool| {
        chair.with_screen(|s| (0..24).any(|y| (0..80).any(|x| s.cell(y, x).is_some_and(has))))
    };
    assert!(cells(vt100::Cell::bold) && cells(vt100::Cell::inverse));
}

/// The numbers of every `ESC [ ... m` in what a terminal was sent.
fn attributes(bytes: &[u8]) -> Vec<u16> {
    let text = String::from_utf8_lossy(bytes);
    let sequences = text.split("\x1b[").skip(1);
    let set = sequences
        .filter_map(|s| s.split_once('m').filter(|(head, _)| head.chars().all(|c| c.is_ascii_digit() || c == ';')));
    set.flat_map(|(head, _)| head.split(';').filter_map(|n| n.parse().ok())).collect()
}

fn is_colour(n: u16) -> bool {
    matches!(n, 30..=38 | 40..=48 | 90..=97 | 100..=107)
}

#[test]
fn without_an_exercise_every_verb_says_how_to_begin_one() {
    let home = home();
    for words in [["tafel", "--oefening"], ["deelscherm", "--oefening"]] {
        let mut terminal = Terminal::start("guest", home.path(), &words, size(100, 24));
        assert!(!terminal.leave().success());
        terminal.until(&["er is geen oefening; begin er een met 'crisistafel oefening'"]);
        assert!(terminal.is_as_found());
    }
    for words in [&["toon", "26-K7M4", "--oefening"][..], &["acties", "--oefening"]] {
        let said = run(home.path(), words);
        assert_eq!(said.status.code(), Some(1), "{words:?}");
        assert!(String::from_utf8_lossy(&said.stderr).contains("begin er een met 'crisistafel oefening'"), "{words:?}");
    }
    let mut terminal = Terminal::start("guest", home.path(), &["deelscherm"], size(100, 24));
    assert!(!terminal.leave().success());
    terminal.until(&["nog geen tafel voor echte dossiers; maak er een met 'crisistafel tafel'"]);
}

#[test]
fn without_the_service_of_a_shared_machine_it_says_whom_to_ask() {
    let home = home();
    fs::write(home.path().join("tafel.toml"), "dienst_blijft = true\n").unwrap();
    for words in [&["tafel", "--oefening"][..], &["deelscherm", "--oefening"], &["oefening"]] {
        let mut terminal = Terminal::start("guest", home.path(), words, size(80, 24));
        terminal.until(&["er draait geen dienst voor deze tafel; vraag de beheerder"]);
        assert!(terminal.press("/stop<enter>").leave().success());
    }
    let said = run(home.path(), &["dossiers", "--oefening"]);
    assert_eq!(said.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&said.stderr).contains("vraag de beheerder"));
}

/// The minutes of the meeting before were printed, where the next one already had what came in writing.
#[test]
fn the_minutes_are_those_of_the_latest_meeting_with_lines_and_it_is_said_which() {
    let home = home();
    let _notulist = sit("notulist", &home, "notulist");
    let minutes = |words: &[&str]| {
        let said = run(home.path(), &[&["verslag", "26-K7M4", "--oefening"], words].concat());
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (text(said.stdout), text(said.stderr))
    };
    let (out, err) = minutes(&[]);
    assert!(out.contains("Schriftelijk: de cilinder"), "{out}");
    assert_eq!(err, "dit is het verslag van overleg 2; er zijn er 2, een ander met --overleg N\n");
    let (out, err) = minutes(&["--overleg", "1"]);
    assert!(!out.contains("Schriftelijk: de cilinder") && err.is_empty(), "{err}");
}

#[test]
fn a_second_service_says_who_serves_already() {
    let home = home();
    let _chair = sit("chair", &home, "voorzitter");
    let said = run(home.path(), &["dienst", "--oefening"]);
    assert_eq!(said.status.code(), Some(1));
    let said = String::from_utf8(said.stderr).unwrap();
    assert!(said.starts_with("deze tafel wordt al bediend door proces ") && said.lines().count() == 1, "{said}");
}

#[test]
fn a_service_whose_socket_was_cleaned_away_still_ends_when_it_is_asked_to() {
    let home = home();
    let mut service = Terminal::start("service", home.path(), &["dienst", "--oefening"], size(80, 24));
    service.until(&["de dienst luistert op"]);
    fs::remove_dir_all(home.path().join("aansluiting")).unwrap();
    service.signal(Signal::SIGTERM);
    assert!(service.leave().success());
}

#[test]
fn what_one_pastes_never_steers_the_terminal_of_another() {
    let home = home();
    let mut chair = sit("chair", &home, "voorzitter");
    let mut notulist = sit("notulist", &home, "notulist");
    notulist.press("f ").paste("\x1b]0;gekaapt\x07\x1b[31mrood\x1b[2J \u{9b}1m \u{202e}om\u{0} \x1bP1$r\x1b\\ einde");
    notulist.until(&["rood", "einde"]).press("<enter>").until(&["bewaard tot"]);
    chair.until(&["rood", "einde"]);
    notulist.paste("v een\x1b]0;gekaapt\x07\nf twee\x1b[2J\n").until(&["U plakt 2 regels"]).press("1");
    chair.until(&["twee[2J"]);
    for terminal in [&chair, &notulist] {
        let bytes = terminal.received();
        let sent = String::from_utf8_lossy(&bytes);
        for raw in ["\x1b]0;g", "\x1b[31mrood", "\x1b[2J \u{9b}", "\u{9b}", "\u{202e}", "\x1bP", "\u{0}"] {
            assert!(!sent.contains(raw), "{raw:?}");
        }
    }
}

#[test]
fn a_killed_terminal_finds_its_half_line_again() {
    let home = home();
    let mut chair = sit("chair", &home, "voorzitter");
    let mut notulist = sit("notulist", &home, "notulist");
    notulist.press("f Hij stond om half").until(&["▏f Hij stond om half"]);
    chair.until(&["De Wit typt: f Hij stond om half"]);
    notulist.signal(Signal::SIGKILL);
    assert!(!notulist.leave().success());
    chair.until_gone(&["De Wit typt"]);
    let mut notulist = sit("notulist again", &home, "notulist");
    notulist.until(&["uw concept staat weer in de regel", "▏f Hij stond om half"]);
    notulist.press(" acht<enter>");
    chair.until(&["Hij stond om half acht"]);
}

#[test]
fn a_frozen_terminal_holds_nobody_up_and_catches_up_afterwards() {
    let home = home();
    let mut notulist = sit("notulist", &home, "notulist");
    let mut raadpleger = sit("raadpleger", &home, "raadpleger");
    raadpleger.signal(Signal::SIGSTOP);
    notulist.press("f Hij stond er weer<enter>").until(&["bewaard tot", "Hij stond er weer"]);
    raadpleger.signal(Signal::SIGCONT);
    raadpleger.until(&["Hij stond er weer"]);
}

/// Whatever is open in it: a title stands in the list of windows, in the bar of a machine that is shared, in its logs.
#[test]
fn a_window_is_called_the_same_whatever_is_open_in_it() {
    let home = home();
    let mut chair = sit("chair", &home, "voorzitter");
    assert_eq!(chair.commands(), [TITLE], "once, and nothing else is told to the terminal");
    chair.press("/stop<enter>");
    assert!(chair.leave().success());
    assert_eq!(chair.commands(), [TITLE]);
}
