//! The keyring at a terminal: a passphrase that nobody sees, and the way back from paper.

use std::fs;
use std::path::{Path, PathBuf};

use crisistafel::crypto::bestand::{self, Hoede};
use crisistafel::crypto::bos::{OEFENSLEUTEL, Openersoort, Sleutelbos, Wijziger};
use crisistafel::crypto::opener::{Identiteit, Opener};
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::Tijdstip;
use crisistafel::server::{self, Tafel};

use super::terminal::{Terminal, size};

pub(super) const WORD: &str = "paard batterij nietje";

/// A sealed exercise, and its store.
fn sealed() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let store = dir.path().join("oefening/proef");
    let wie = Wijziger { door: Tekst::from("duin"), nu: Tijdstip::from_millis(1_795_000_000_000) };
    server::create(&store, &Tafel::oefening(Vec::new()), &wie).unwrap();
    fs::write(dir.path().join("oefening/huidig"), "proef").unwrap();
    (dir, store)
}

fn start(base: &Path, args: &str) -> Terminal {
    let words: Vec<&str> = args.split_whitespace().collect();
    Terminal::start("sleutel", base, &words, size(100, 40))
}

/// Ends well, and leaves the terminal as it was.
fn ends(mut terminal: Terminal, said: &[&str]) {
    terminal.until(said);
    assert_eq!(terminal.leave().exit_code(), 0);
}

#[test]
fn a_passphrase_is_typed_unseen_and_opens_it_afterwards() {
    let (dir, store) = sealed();
    let mut t = start(dir.path(), "sleutel erbij --wachtwoord --naam Duin --oefening");
    t.forbid(&[WORD]);
    t.until(&["Nieuw wachtwoord:"]).press(WORD).press("<enter>");
    t.until(&["Nog eens:"]).press(WORD).press("<enter>").until(&["wachtwoord 'Duin' opent de sleutelbos nu ook"]);
    assert!(t.betrayed().is_empty() && t.is_as_found());
    ends(t, &["er is geen herstelsleutel op papier"]);
    fs::remove_file(store.join(OEFENSLEUTEL)).unwrap();
    let mut t = start(dir.path(), "sleutel wissel --oefening");
    t.until(&["Wachtwoord van de sleutelbos:"]).press(WORD).press("<enter>");
    ends(t, &["andere sleutel, en dezelfde openers; de dossiers houden hun eigen sleutels"]);
    let mut t = start(dir.path(), "sleutel wissel --oefening");
    t.until(&["Wachtwoord van de sleutelbos:"]).press("iets heel anders<enter>").until(&["opent de sleutelbos niet"]);
    assert_eq!(t.leave().exit_code(), 3);
    let mut t = start(dir.path(), "sleutel wissel --oefening");
    t.until(&["Wachtwoord van de sleutelbos:"]).press("<ctrl+c>").until(&["gestopt"]).until_as_found();
    assert_eq!(t.leave().exit_code(), 1);
}

/// What stands on the paper, as somebody copies it from the screen.
fn copied(t: &Terminal) -> Vec<String> {
    let screen = t.with_screen(vt100::Screen::contents);
    let group = |w: &str| w.len() <= 4 && w.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    let row = |l: &&str| l.starts_with("    ") && l.split_whitespace().all(group);
    screen.lines().filter(row).map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect()
}

/// Copies the recovery key, and types its last group.
pub(super) fn onto_paper(t: &mut Terminal) -> Vec<String> {
    t.until(&["Typ de laatste groep over:"]);
    let rows = copied(t);
    assert_eq!(rows.len(), 3, "{rows:?}");
    let last = rows[2].rsplit(' ').next().unwrap().to_lowercase();
    t.press(&last).press("<enter>");
    rows
}

#[test]
fn whoever_lost_every_key_comes_back_from_paper_and_has_a_new_paper() {
    let (dir, store) = sealed();
    let elsewhere = tempfile::tempdir().unwrap();
    let mut t = start(dir.path(), "sleutel erbij --herstelsleutel --oefening");
    t.until(&["Typ de laatste groep over:"]).press("mis<enter>").until(&["deze herstelsleutel telt niet"]);
    assert_eq!(t.leave().exit_code(), 1);
    let mut t = start(dir.path(), "sleutel erbij --herstelsleutel --oefening");
    let paper = onto_paper(&mut t);
    ends(t, &["herstelsleutel 'op papier' opent de sleutelbos nu ook"]);
    fs::remove_file(store.join(OEFENSLEUTEL)).unwrap();

    let key = elsewhere.path().join("nieuw");
    let again = format!("sleutel herstel {} --naam dienst --oefening", key.display());
    let mut t = start(dir.path(), &again);
    t.until(&["rij 1:"]).press("0000<enter>").until(&["rij 2:"]).press("<enter>").until(&["de sleutel heeft 58 tekens"]);
    assert_eq!(t.leave().exit_code(), 1);
    let mut t = start(dir.path(), &again);
    t.until(&["rij 1:"]).press(&paper.concat().to_lowercase()).press("<enter>");
    t.until(&["Typ de laatste groep over:"]).press("mis<enter>").until(&["deze herstelsleutel telt niet"]);
    assert!(t.leave().exit_code() == 1 && !key.exists(), "what was not finished leaves no key behind");
    let mut t = start(dir.path(), &again);
    for (n, row) in paper.iter().enumerate() {
        t.until(&[&format!("rij {}:", n + 1)]).press(&row.to_lowercase()).press("<enter>");
    }
    let new = onto_paper(&mut t);
    ends(t, &["Hersteld:", "de oude niet meer"]);
    assert_ne!(new, paper);
    let open = |identity: Identiteit| Sleutelbos::open(&store, &Opener::Identiteit(identity));
    assert!(open(Identiteit::van_papier(&paper.join(" ")).unwrap()).is_err());
    let bos = open(Identiteit::van_papier(&new.join(" ")).unwrap()).unwrap();
    assert_eq!(bos.openers().iter().filter(|i| i.soort == Openersoort::Herstel).count(), 1);
    assert!(open(bestand::lees(&key, Hoede::Eigen).unwrap()).is_ok());
}
