//! The rows for overview and search: whatever happens to them, they are made again from the journals, nothing is missing,
//! and people are told.

use std::fs;
use std::path::PathBuf;

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{ActieStatus, RegelSoort};
use crisistafel::domain::ids::{ActieId, RegelId};
use crisistafel::protocol::{Afhandeling, Opgehaald, Raadpleging};

use super::desk::Desk;
use super::meeting::{afgeschermd, feit, soort, t, vergadering};
use super::service::Service;

const REBUILT: &str = "de zoekindex is opnieuw gemaakt uit de journalen en is weer heel";

/// Two dossiers with lines, actions and a shielded line.
fn filled() -> Service {
    let service = Service::start();
    let mut desk = service.wire(None);
    for titel in ["Een", "Twee"] {
        let nummer = vergadering(&mut desk, titel);
        for n in 0..6 {
            desk.records(
                nummer,
                vec![feit(&format!("spreeuw nummer {n} van {titel}")), soort(RegelSoort::Actie, "merel zoeken")],
            );
        }
        desk.records(nummer, vec![afgeschermd(RegelSoort::Feit, "afgeschermde spreeuw")]);
    }
    service
}

fn ask(desk: &mut Desk) -> [Opgehaald; 4] {
    let search = |word: &str| Raadpleging::Zoek { woorden: t(word) };
    [Raadpleging::Dossiers, Raadpleging::Acties, search("spreeuw"), search("merel")].map(|vraag| desk.asks(vraag))
}

/// Every file of the rows, and how long each is.
fn files(service: &Service) -> Vec<PathBuf> {
    let dir = service.store().join("leesmodel");
    let folders = [dir.clone(), dir.join("sled")];
    let all = folders.iter().flat_map(|d| fs::read_dir(d).unwrap()).map(|e| e.unwrap().path());
    let mut all: Vec<PathBuf> = all.filter(|p| p.is_file() && !p.ends_with("slot")).collect();
    all.sort();
    all
}

/// Does something to the rows while nobody serves them, and finds everything again.
fn survives(service: &mut Service, expected: &[Opgehaald; 4], damage: impl FnOnce(&Service)) -> Vec<String> {
    service.down();
    damage(service);
    service.up();
    let mut desk = service.wire(None);
    assert_eq!(&ask(&mut desk), expected);
    desk.settle();
    desk.told().into_iter().filter(|t| !t.contains("onbekend_")).collect()
}

#[test]
fn a_restart_changes_no_answer_and_needs_no_word() {
    let mut service = filled();
    let expected = ask(&mut service.wire(None));
    assert!(matches!(&expected[2], Opgehaald::Regels { rijen, .. } if rijen.len() == 14));
    assert_eq!(survives(&mut service, &expected, |_| ()), Vec::<String>::new());
}

#[test]
fn rows_that_are_gone_cut_off_or_of_a_killed_service_are_made_again() {
    let mut service = filled();
    let expected = ask(&mut service.wire(None));
    let gone = survives(&mut service, &expected, |s| fs::remove_dir_all(s.store().join("leesmodel")).unwrap());
    assert_eq!(gone, Vec::<String>::new(), "rows that never were are no news");
    let damages: [&dyn Fn(&Service); 2] = [&|s| fs::remove_dir_all(s.store().join("leesmodel/sled")).unwrap(), &|s| {
        fs::write(s.store().join("leesmodel.bezig"), "").unwrap();
    }];
    for damage in damages {
        assert_eq!(survives(&mut service, &expected, damage), [REBUILT]);
    }
    service.down();
    for path in files(&service) {
        let cut = |part: u64| {
            let file = fs::OpenOptions::new().write(true).open(&path).unwrap();
            file.set_len(file.metadata().unwrap().len() / 10 * part).unwrap();
        };
        assert_eq!(survives(&mut service, &expected, |_| cut(0)), [REBUILT]);
        assert_eq!(survives(&mut service, &expected, |_| cut(7)), [REBUILT]);
        assert_eq!(survives(&mut service, &expected, |_| fs::remove_file(&path).unwrap()), [REBUILT]);
    }
}

#[test]
fn one_flipped_bit_in_any_of_a_hundred_places_costs_nobody_a_line() {
    let mut service = filled();
    let expected = ask(&mut service.wire(None));
    for n in 0..100u32 {
        let words = survives(&mut service, &expected, |service| {
            let files = files(service);
            let total: u64 = files.iter().map(|p| fs::metadata(p).unwrap().len()).sum();
            let mut at = total * u64::from(n) / 100;
            for path in files {
                let mut bytes = fs::read(&path).unwrap();
                if let Some(byte) = bytes.get_mut(usize::try_from(at).unwrap()) {
                    *byte ^= 1 << (n % 8);
                    fs::write(&path, bytes).unwrap();
                    return;
                }
                at -= bytes.len() as u64;
            }
        });
        assert_eq!(words, [REBUILT], "place {n}");
    }
}

/// Found while people are at work: who asked gets the answer, and everybody is told that rows were made again.
#[test]
fn damage_that_is_found_by_a_question_is_made_good_before_the_question_is_answered() {
    let service = filled();
    let mut desk = service.wire(None);
    let expected = ask(&mut desk);
    let db = service.store().join("leesmodel/sled/db");
    // the rows are in memory until they are too many: a new service reads them from the file
    fs::OpenOptions::new().write(true).open(&db).unwrap().set_len(0).unwrap();
    for _ in 0..3 {
        assert_eq!(ask(&mut desk), expected);
    }
    let nummer = vergadering(&mut desk, "Nog een");
    desk.records(nummer, vec![feit("weer een spreeuw")]);
    assert!(
        matches!(desk.asks(Raadpleging::Zoek { woorden: t("spreeuw") }), Opgehaald::Regels { rijen, .. } if rijen.len() == 15)
    );
}

/// A segment that is damaged costs its dossier a new one, and who asked nothing but a moment.
#[test]
fn damaged_segments_are_written_again_before_the_question_is_answered() {
    let mut service = filled();
    let expected = ask(&mut service.wire(None));
    let words = survives(&mut service, &expected, |service| {
        for (nr, segment) in fs::read_dir(service.store().join("leesmodel/segmenten")).unwrap().enumerate() {
            let path = segment.unwrap().path();
            let mut bytes = fs::read(&path).unwrap();
            bytes[100 + nr] ^= 1;
            fs::write(&path, bytes).unwrap();
        }
    });
    assert_eq!(words, [REBUILT]);
    assert_eq!(survives(&mut service, &expected, |_| ()), Vec::<String>::new());
}

/// Rows that lag behind their journal are found out by the dossier itself.
#[test]
fn rows_of_an_older_day_are_caught_up() {
    let mut service = filled();
    service.down();
    let (rows, kept) = (service.store().join("leesmodel"), service.dir().join("gisteren"));
    let copy = |from: &PathBuf, to: &PathBuf| {
        let _ = fs::remove_dir_all(to);
        assert!(std::process::Command::new("cp").args(["-a"]).arg(from).arg(to).status().unwrap().success());
    };
    copy(&rows, &kept);
    service.up();
    let mut desk = service.wire(None);
    let Opgehaald::Dossiers { rijen } = desk.asks(Raadpleging::Dossiers) else { panic!() };
    let nummer = rijen[0].nummer;
    desk.records(nummer, vec![feit("spreeuw van vandaag")]);
    let expected = ask(&mut desk);
    service.down();
    copy(&kept, &rows);
    service.up();
    let mut desk = service.wire(None);
    desk.follow(nummer);
    assert_eq!(ask(&mut desk), expected);
}

/// Found by the swarm: what was taken back stood in the lookup as it had been, and an action that was opened by mistake
/// stayed there for good.
#[test]
fn what_is_taken_back_goes_from_the_lookup_too() {
    let service = Service::start();
    let mut desk = service.wire(None);
    let nummer = vergadering(&mut desk, "Teruggenomen");
    desk.records(nummer, vec![soort(RegelSoort::Actie, "merel zoeken")]);
    let open = desk.asks(Raadpleging::Acties);
    let meld = Command::MeldActie { actie: ActieId(1), naar: ActieStatus::NietGedaan, reden: t("het regende") };
    let gemeld = desk.ask_for(nummer, vec![meld]);
    assert!(matches!(desk.answer(gemeld), Afhandeling::Vastgelegd { .. }));
    assert_ne!(desk.asks(Raadpleging::Acties), open);
    desk.records(nummer, vec![Command::NeemTerug { verzoek: gemeld, reden: t("verslag") }]);
    assert_eq!(desk.asks(Raadpleging::Acties), open);
    // a note that became an action, and did not
    desk.records(nummer, vec![soort(RegelSoort::Notitie, "spreeuw zoeken")]);
    let actie = desk.ask_for(nummer, vec![Command::WijzigSoort { regel: RegelId::open(2), naar: RegelSoort::Actie }]);
    assert!(matches!(desk.answer(actie), Afhandeling::Vastgelegd { .. }));
    assert_ne!(desk.asks(Raadpleging::Acties), open);
    desk.records(nummer, vec![Command::NeemTerug { verzoek: actie, reden: t("toch niet") }]);
    assert_eq!(desk.asks(Raadpleging::Acties), open);
}
