//! `crisistafel sleutel ...` as the built program, without a terminal: what a script and a service can do.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crisistafel::crypto::bestand::{self, Hoede};
use crisistafel::crypto::bos::{Ingang, NAAM, OEFENSLEUTEL, Openersoort, Sleutelbos, Wijziger};
use crisistafel::crypto::opener::{Identiteit, Opener};
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::Tijdstip;

use super::child::{Ended, House, run};

/// A house whose exercise is sealed to a key that lies elsewhere, and that key.
struct Sealed {
    house: House,
    elsewhere: tempfile::TempDir,
}

fn wie() -> Wijziger {
    Wijziger { door: Tekst::from("duin"), nu: Tijdstip::from_millis(1_795_000_000_000) }
}

fn ingang(soort: Openersoort, naam: &'static str, identity: &Identiteit) -> Ingang {
    Ingang::new(soort, Tekst::from(naam), identity.ontvanger()).unwrap()
}

/// Takes the keyring away that an exercise has.
fn unseal(house: &House) {
    for file in [NAAM, OEFENSLEUTEL] {
        fs::remove_file(house.store().join(file)).unwrap();
    }
}

impl Sealed {
    fn new() -> Self {
        let sealed = Self { house: House::new(), elsewhere: tempfile::tempdir().unwrap() };
        unseal(&sealed.house);
        let identity = Identiteit::nieuw();
        bestand::schrijf(&sealed.key(), &identity, "").unwrap();
        let openers = vec![
            ingang(Openersoort::Identiteit, "dienst", &identity),
            ingang(Openersoort::Herstel, "kluis", &Identiteit::nieuw()),
        ];
        Sleutelbos::begin(&sealed.house.store(), openers, &wie()).unwrap();
        sealed
    }

    fn key(&self) -> PathBuf {
        self.elsewhere.path().join("sleutel")
    }

    fn run(&self, args: &str) -> Ended {
        self.house.run(&args.replace("SLEUTEL", &format!("--sleutel {}", self.key().display())), "")
    }

    fn opens(&self, key: &Path) -> bool {
        let opener = Opener::Identiteit(bestand::lees(key, Hoede::Eigen).unwrap());
        Sleutelbos::open(&self.house.store(), &opener).is_ok()
    }
}

#[test]
fn a_key_is_made_added_changed_and_taken_away() {
    let s = Sealed::new();
    let other = s.elsewhere.path().join("tweede");
    let made = s.run(&format!("sleutel maak {}", other.display()));
    assert_eq!(made.code, Some(0), "{made:?}");
    let ontvanger = made.out.trim();
    assert!(ontvanger.starts_with("age1") && !made.err.contains("AGE-SECRET"), "{made:?}");
    assert!(!s.opens(&other));
    let added = s.run(&format!("sleutel erbij --oefening --ontvanger {ontvanger} --naam reserve SLEUTEL"));
    assert_eq!((added.code, added.err.as_str()), (Some(0), ""), "{added:?}");
    assert!(s.opens(&other));
    let before = fs::read(s.house.store().join(NAAM)).unwrap();
    assert_eq!(s.run("sleutel wissel --oefening SLEUTEL").code, Some(0));
    assert!(fs::read(s.house.store().join(NAAM)).unwrap() != before && s.opens(&other) && s.opens(&s.key()));
    let gone = s.run("sleutel eraf reserve --oefening SLEUTEL");
    assert_eq!(gone.code, Some(0), "{gone:?}");
    assert!(gone.out.contains("opent de sleutelbos niet meer") && !s.opens(&other) && s.opens(&s.key()));
    let unknown = s.run("sleutel eraf reserve --oefening SLEUTEL");
    assert!(
        unknown.code == Some(1) && unknown.err.contains("sleutelbestand 'dienst', herstelsleutel 'kluis'"),
        "{unknown:?}"
    );
    let paper = s.run("sleutel eraf kluis --oefening SLEUTEL");
    assert!(paper.code == Some(0) && paper.err.contains("er is geen herstelsleutel op papier"), "{paper:?}");
    let last = s.run("sleutel eraf dienst --oefening SLEUTEL");
    assert!(last.code == Some(1) && last.err.contains("laatste opener") && s.opens(&s.key()), "{last:?}");
}

#[test]
fn who_can_open_it_is_told_without_a_key() {
    let s = Sealed::new();
    let shown = s.run("sleutel toon --oefening");
    assert_eq!((shown.code, shown.err.as_str()), (Some(0), ""), "{shown:?}");
    for word in
        ["OEFENING", "1e uitgave", "door duin", "van 0 journalen", "sleutelbestand  dienst", "herstelsleutel  kluis"]
    {
        assert!(shown.out.contains(word), "{word}: {}", shown.out);
    }
    assert_eq!(shown.out.matches("age1").count(), 2);
}

#[test]
fn without_a_key_or_with_a_wrong_one_it_ends_with_3_and_says_who_can() {
    let s = Sealed::new();
    let wrong = s.elsewhere.path().join("mis");
    bestand::schrijf(&wrong, &Identiteit::nieuw(), "").unwrap();
    for args in ["sleutel wissel --oefening".to_owned(), format!("sleutel wissel --oefening --sleutel {}", wrong.display())]
    {
        let ended = s.run(&args);
        assert_eq!(ended.code, Some(3), "{ended:?}");
        assert!(ended.err.contains("sleutelbestand 'dienst'") && ended.err.contains("sleutel herstel"), "{ended:?}");
    }
}

#[test]
fn the_service_is_given_its_key_by_the_system() {
    let s = Sealed::new();
    let given = s.elsewhere.path().join("credentials");
    fs::create_dir(&given).unwrap();
    fs::copy(s.key(), given.join("crisistafel-sleutel")).unwrap();
    fs::set_permissions(given.join("crisistafel-sleutel"), PermissionsExt::from_mode(0o440)).unwrap();
    let mut command = s.house.command(["sleutel", "wissel", "--oefening"]);
    command.env("CREDENTIALS_DIRECTORY", &given);
    let ended = run(command, "");
    assert_eq!(ended.code, Some(0), "{ended:?}");
}

#[test]
fn a_key_that_lies_beside_the_data_or_is_open_to_others_is_refused() {
    let s = Sealed::new();
    let beside = s.house.store().join("sleutel");
    let link = s.elsewhere.path().join("ergens");
    std::os::unix::fs::symlink(s.house.store(), &link).unwrap();
    for path in [&beside, &link.join("sleutel"), &s.house.path().join("sleutel")] {
        let made = s.run(&format!("sleutel maak {}", path.display()));
        assert!(made.code == Some(1) && made.err.contains("beschermt ze niet") && !path.exists(), "{made:?}");
    }
    fs::copy(s.key(), &beside).unwrap();
    let linked = s.elsewhere.path().join("doorverwijzing");
    std::os::unix::fs::symlink(&beside, &linked).unwrap();
    for path in [&beside, &linked] {
        let used = s.run(&format!("sleutel wissel --oefening --sleutel {}", path.display()));
        assert!(used.code == Some(1) && used.err.contains("beschermt ze niet"), "{used:?}");
    }
    let again = s.run(&format!("sleutel maak {}", s.key().display()));
    assert!(again.code == Some(1) && again.err.contains("wordt niet overschreven") && s.opens(&s.key()), "{again:?}");
    fs::set_permissions(s.key(), PermissionsExt::from_mode(0o644)).unwrap();
    let open = s.run("sleutel wissel --oefening SLEUTEL");
    assert!(open.code == Some(1) && open.err.contains("rechten 644") && open.err.contains("chmod 600"), "{open:?}");
}

#[test]
fn an_exercise_opens_with_its_own_key_and_a_store_that_is_not_sealed_says_so() {
    let house = House::new();
    unseal(&house);
    let bare = house.run("sleutel toon --oefening", "");
    assert!(bare.code == Some(1) && bare.err.contains("deze tafel is niet verzegeld"), "{bare:?}");
    for verb in ["wissel", "eraf x", "erbij --wachtwoord --naam x", "herstel /x --naam x"] {
        let ended = house.run(&format!("sleutel {verb} --oefening"), "");
        assert!(ended.code == Some(1) && ended.err.contains("niet verzegeld"), "{verb}: {ended:?}");
    }
    Sleutelbos::begin_oefening(&house.store(), &wie()).unwrap();
    let ended = house.run("sleutel wissel --oefening", "");
    assert_eq!(ended.code, Some(0), "{ended:?}");
    fs::remove_file(house.store().join(OEFENSLEUTEL)).unwrap();
    assert_eq!(house.run("sleutel wissel --oefening", "").code, Some(3));
}

#[test]
fn what_is_lacking_on_the_command_line_is_said() {
    let s = Sealed::new();
    for (args, said) in [
        ("sleutel maak", "het pad van een nieuw bestand"),
        ("sleutel eraf", "de naam van een opener"),
        ("sleutel erbij --oefening", "kies één opener"),
        ("sleutel erbij --oefening --wachtwoord --herstelsleutel", "kies één opener"),
        ("sleutel erbij --oefening --wachtwoord", "--naam NAAM"),
        ("sleutel erbij --oefening --ontvanger age1x --naam x", "een ontvanger begint met age1"),
        ("sleutel", "crisistafel sleutel wissel"),
    ] {
        let ended = s.run(args);
        assert!(ended.code == Some(2) && ended.err.contains(said), "{args}: {ended:?}");
    }
}
