//! A store for real dossiers at a terminal: made, opened, kept open when its service is killed, closed, and locked.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::manners::run;
use super::sleutel::{WORD, onto_paper};
use super::terminal::{Terminal, size};

fn start(base: &Path, args: &str) -> Terminal {
    let words: Vec<&str> = args.split_whitespace().collect();
    Terminal::start("tafel", base, &words, size(100, 30))
}

/// A house with a store in it that somebody just made, and the overview that opened.
pub(super) fn made(base: &Path) -> Terminal {
    let mut t = start(base, "tafel");
    t.until(&["nog geen tafel voor echte dossiers", "Typ 'ja'"]).press("ja<enter>");
    t.until(&["Kies 1 of 2:"]).press("1<enter>");
    t.until(&["Nieuw wachtwoord:"]).press(WORD).press("<enter>");
    t.until(&["Nog eens:"]).press(WORD).press("<enter>");
    onto_paper(&mut t);
    t.until(&["Wachtwoord van de sleutelbos:"]).press(WORD).press("<enter>");
    t.until(&["0 dossiers", "n opent een nieuw dossier"]);
    t
}

/// The process that serves the store.
fn service(store: &Path) -> Pid {
    Pid::from_raw(fs::read_to_string(store.join("slot")).unwrap().trim().parse().unwrap())
}

fn said(base: &Path, words: &[&str]) -> (Option<i32>, String) {
    let Output { status, stdout, stderr } = run(base, words);
    (status.code(), String::from_utf8([stdout, stderr].concat()).unwrap())
}

fn home() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let store = dir.path().join("tafel");
    (dir, store)
}

#[test]
fn a_real_store_is_made_opened_watched_over_closed_and_locked() {
    let (dir, store) = home();
    // whoever gives up makes nothing
    let mut t = start(dir.path(), "tafel");
    t.until(&["Typ 'ja'"]).press("nee<enter>").until(&["er is niets gemaakt"]);
    assert!(t.leave().exit_code() == 1 && !store.exists());
    let mut t = made(dir.path());
    // the service is killed under the overview: it is there again, and nobody is asked anything
    let first = service(&store);
    kill(first, Signal::SIGKILL).unwrap();
    t.until_gone(&["Wachtwoord"]);
    let (mut code, mut list) = said(dir.path(), &["dossiers"]);
    while code != Some(0) {
        (code, list) = said(dir.path(), &["dossiers"]);
    }
    assert!(service(&store) != first, "{list}");
    t.press("q");
    assert_eq!(t.leave().exit_code(), 0);
    // it stays open when the last terminal left, until somebody closes it
    assert_eq!(said(dir.path(), &["dossiers"]).0, Some(0));
    assert_eq!(said(dir.path(), &["sluit"]), (Some(0), "De tafel is dicht.\n".to_owned()));
    assert_eq!(said(dir.path(), &["sluit"]), (Some(0), "De tafel was al dicht.\n".to_owned()));
    let (code, text) = said(dir.path(), &["dossiers"]);
    assert!(
        code == Some(3)
            && text.contains("op slot; op deze machine opent u hem met: crisistafel tafel")
            && text.contains("wachtwoord 'wachtwoord'"),
        "{code:?} {text}"
    );
    // through sshd's forced command nothing is asked, without a command behind it too
    let (code, text) = said_over_ssh(dir.path());
    assert!(code == 3 && text.contains("op slot") && !text.contains("Wachtwoord van"), "{code} {text}");
    // who walks it at a terminal is asked what opens it, and says nothing to walk the chains only
    let mut t = start(dir.path(), "controleer");
    t.until(&["Wachtwoord van de sleutelbos (leeg: alleen de ketens nalopen):"]).press("<enter>");
    t.until(&["alleen de ketens nagelopen", "Niet nagelopen: of elk record opent", "De ketens zijn heel"]);
    assert!(t.leave().success());
    let copy = tempfile::tempdir().unwrap();
    let mut t = start(dir.path(), &format!("kopie {}/kopie", copy.path().display()));
    t.forbid(&[WORD]);
    t.until(&["Wachtwoord van de sleutelbos"]).press("iets heel anders<enter>").until(&["Nog 2 keer; het wachtwoord:"]);
    t.press(WORD).press("<enter>").until(&["elk record is geopend en klopt"]);
    assert!(t.leave().success() && t.betrayed().is_empty());
    let mut t = start(dir.path(), "controleer");
    t.until(&["Wachtwoord van de sleutelbos"]).press(WORD).press("<enter>").until(&["Alles is heel"]);
    assert!(t.leave().success());
    // a wrong word is asked again
    let mut t = start(dir.path(), "tafel");
    t.forbid(&[WORD]);
    t.until(&["Wachtwoord van de sleutelbos:"]).press("iets heel anders<enter>").until(&["opent de sleutelbos niet"]);
    t.until(&["Nog 2 keer; het wachtwoord:"]).press(WORD).press("<enter>").until(&["0 dossiers"]).press("q");
    assert!(t.leave().success() && t.betrayed().is_empty());
    assert_eq!(said(dir.path(), &["sluit"]).0, Some(0));
}

/// Who comes over SSH with nothing behind it has a terminal, and was asked whether a store should be made.
#[test]
fn over_ssh_nothing_is_made_and_nothing_asked() {
    let (dir, store) = home();
    let mut t = start(dir.path(), "ssh");
    t.until(&["nog geen tafel voor echte dossiers"]);
    assert_eq!(t.leave().exit_code(), 1);
    assert!(!String::from_utf8_lossy(&t.received()).contains("Typ 'ja'") && !store.exists());
    let mut mine = made(dir.path());
    assert!(mine.press("q").leave().success());
    assert_eq!(said(dir.path(), &["sluit"]).0, Some(0));
    let mut t = start(dir.path(), "ssh");
    t.until(&["de tafel staat op slot"]);
    assert_eq!(t.leave().exit_code(), 3);
}

/// The keyring lies there, but what it belongs to does not: nothing is made over it.
#[test]
fn half_a_store_is_not_made_over() {
    let (dir, store) = home();
    fs::create_dir(&store).unwrap();
    fs::write(store.join("sleutelbos"), "van een ander").unwrap();
    let mut t = start(dir.path(), "tafel");
    t.until(&["een sleutelbos zonder tafel"]);
    assert_eq!(t.leave().exit_code(), 1);
    assert_eq!(fs::read_to_string(store.join("sleutelbos")).unwrap(), "van een ander");
}

/// What `crisistafel ssh` says, as sshd starts it at a terminal for who gives no command.
fn said_over_ssh(base: &Path) -> (u32, String) {
    let ssh = [("SSH_CONNECTION", "192.0.2.7 52022 192.0.2.1 22")];
    let mut t = Terminal::start_with("ssh", base, &["ssh"], size(100, 30), &ssh);
    let code = t.leave().exit_code();
    (code, t.with_screen(|s| s.contents().split_whitespace().collect::<Vec<_>>().join(" ")))
}

/// Somebody who looked something up from afar was asked whether a store should be made there. Who logs in on the machine and
/// types it sits there.
#[test]
fn over_ssh_no_store_is_made_and_who_logs_in_makes_one() {
    let (dir, store) = home();
    let (code, text) = said_over_ssh(dir.path());
    assert!(
        code == 1 && text.contains("nog geen tafel voor echte dossiers") && !text.contains("Typ 'ja'"),
        "{code} {text}"
    );
    let ssh = [("SSH_CONNECTION", "192.0.2.7 52022 192.0.2.1 22")];
    let mut t = Terminal::start_with("login", dir.path(), &["tafel"], size(100, 30), &ssh);
    t.until(&["Typ 'ja'"]).press("nee<enter>").until(&["er is niets gemaakt"]);
    assert!(t.leave().exit_code() == 1 && !store.exists());
}
