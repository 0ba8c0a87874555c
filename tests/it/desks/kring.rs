//! What is for organisations, over the socket: accounts of several organisations, in this process and as the program itself.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{RegelInhoud, RegelSoort};
use crisistafel::domain::ids::{DossierNummer, RegelId};
use crisistafel::domain::rol::Rol;
use crisistafel::domain::scherm::{Organisatie, Scherm};
use crisistafel::protocol::{Opgehaald, Raadpleging, ToClient, ToServer};
use serde_json::{Value, json};

use super::child::{Ended, House, Running};
use super::desk::Desk;
use super::meeting::{feit, leg_vast, soort, t, vergadering};
use super::service::{Service, me};

/// In every line of these tests that is for the politie.
const SECRET: &str = "zwaluw";
/// Who comes in which role is of which organisation.
const ROLES: [(Rol, &str); 6] = [
    (Rol::Voorzitter, "gemeente"),
    (Rol::Notulist, "gem"),
    (Rol::Procesregisseur, "Veilig Thuis"),
    (Rol::Deelnemer, "pol"),
    (Rol::Raadpleger, "Veilig Thuis"),
    (Rol::Waarnemer, ""),
];

fn table() -> String {
    let entry = |(rol, organisatie): (Rol, &str)| {
        let own = if organisatie.is_empty() { String::new() } else { format!("organisatie = \"{organisatie}\"\n") };
        format!("[[toegang]]\ngebruiker = \"{}\"\n{own}rollen = [\"{rol}\"]\n", me().naam)
    };
    ROLES.map(entry).concat()
}

fn politie() -> Vec<Organisatie> {
    vec!["politie".into()]
}

fn voor_politie(kind: RegelSoort, what: &str) -> Command {
    leg_vast(RegelInhoud { kring: politie(), ..RegelInhoud::new(kind, t(&format!("{SECRET} {what}"))) })
}

/// How many lines somebody finds, and how many open actions.
fn finds(desk: &mut Desk) -> (usize, usize) {
    let Opgehaald::Regels { rijen, .. } = desk.asks(Raadpleging::Zoek { woorden: t(SECRET) }) else { panic!("lines") };
    let Opgehaald::Acties { rijen: acties } = desk.asks(Raadpleging::Acties) else { panic!("actions") };
    (rijen.len(), acties.len())
}

fn follows(service: &Service, rol: Rol, nummer: DossierNummer) -> Desk {
    let mut desk = service.wire(rol);
    desk.follow(nummer);
    desk.say(&ToServer::VolgOverzicht);
    desk.settle();
    desk
}

#[test]
fn a_line_for_the_politie_reaches_the_politie_and_not_another_partner_however_they_ask() {
    let service = Service::with_table(&table());
    let mut chair = service.wire(Rol::Voorzitter);
    let nummer = vergadering(&mut chair, "Voor wie");
    chair.records(nummer, vec![feit("een open feit")]);
    let [mut police, mut other, mut carries, mut none] =
        [Rol::Deelnemer, Rol::Raadpleger, Rol::Procesregisseur, Rol::Waarnemer].map(|rol| follows(&service, rol, nummer));
    let rows: Vec<usize> = [&other, &carries, &none].map(|d| d.overview.len()).into();
    chair.records(nummer, vec![voor_politie(RegelSoort::Actie, "ophalen")]);
    chair.records(nummer, vec![voor_politie(RegelSoort::Feit, "gezien")]);
    police.until("the line", |d| d.reads(&format!("{SECRET} gezien")));
    police.settle();
    assert_eq!((finds(&mut police), police.dossier().acties.len()), ((2, 1), 1));
    for desk in [&mut other, &mut carries, &mut none] {
        desk.settle();
    }
    assert_eq!(rows, [&other, &carries, &none].map(|d| d.overview.len()));
    // one who leads or carries elsewhere sees what is shielded per role, and not this
    chair.records(
        nummer,
        vec![leg_vast(RegelInhoud { afgeschermd: true, ..RegelInhoud::new(RegelSoort::Feit, t("adres")) })],
    );
    carries.until("what is per role", |d| d.reads("adres"));
    for desk in [&mut other, &mut carries, &mut none] {
        desk.settle();
        assert_eq!(finds(desk), (0, 0));
        assert!(!desk.received(SECRET));
    }
    let mut late = [Rol::Raadpleger, Rol::Procesregisseur, Rol::Waarnemer].map(|rol| follows(&service, rol, nummer));
    assert!(late.iter_mut().all(|desk| !desk.received(SECRET)));
    // who records, by another name of the same organisation, has all of it
    let mut clerk = follows(&service, Rol::Notulist, nummer);
    assert_eq!((clerk.dossier().regels.len(), finds(&mut clerk)), (4, (2, 1)));
    // how far the record is, is for who sees all of it
    let last = |desk: &Desk| {
        desk.messages()
            .rev()
            .find_map(|m| if let ToClient::Bij { punten, .. } = m { Some(punten.nu.is_some()) } else { None })
    };
    assert_eq!((last(&clerk), last(&late[1])), (Some(true), Some(false)));
}

#[test]
fn a_line_that_gets_a_circle_later_goes_and_comes_back_when_that_is_changed_or_lifted() {
    let service = Service::with_table(&table());
    let mut chair = service.wire(Rol::Voorzitter);
    let nummer = vergadering(&mut chair, "Later");
    chair.records(nummer, vec![soort(RegelSoort::Actie, &format!("{SECRET} ophalen"))]);
    chair.records(nummer, vec![feit("een open feit")]);
    let mut all = [Rol::Deelnemer, Rol::Raadpleger, Rol::Procesregisseur].map(|rol| follows(&service, rol, nummer));
    let regel = RegelId::open(1);
    let mut step = |command: Command, seen: [bool; 3]| {
        let anew = all.each_ref().map(|d| d.anew);
        chair.records(nummer, vec![command]);
        for ((desk, anew), seen) in all.iter_mut().zip(anew).zip(seen) {
            desk.until("the dossier anew", |d| d.anew > anew);
            desk.settle();
            assert_eq!(
                (desk.dossier().acties.len(), finds(desk)),
                (usize::from(seen), (usize::from(seen), usize::from(seen)))
            );
        }
    };
    step(Command::SchermRegelAf { regel, kring: politie() }, [true, false, false]);
    let vrij = |scherm| Command::GeefRegelVrij { regel, reden: t("dat mag nu"), scherm };
    step(vrij(Some(Scherm::Organisaties(vec!["Veilig Thuis".into()]))), [false, true, true]);
    step(vrij(Some(Scherm::Rol)), [false, false, true]);
    step(vrij(None), [true; 3]);
}

/// A place that was named under one sight is none under another: who comes back of another organisation is given all anew.
#[test]
fn a_place_of_one_sight_is_none_of_another() {
    let service = Service::with_table(&table());
    let mut chair = service.wire(Rol::Voorzitter);
    let nummer = vergadering(&mut chair, "Plekken");
    chair.records(nummer, vec![feit("een open feit")]);
    let places = [Rol::Notulist, Rol::Procesregisseur, Rol::Deelnemer, Rol::Raadpleger, Rol::Waarnemer]
        .map(|rol| follows(&service, rol, nummer).stand().unwrap());
    let different: std::collections::BTreeSet<_> = places.iter().map(|stand| format!("{stand:?}")).collect();
    assert_eq!(different.len(), places.len(), "{places:?}");
}

/// A line that is being typed is shown to who may see what it will be; what it was, and is for others now, is gone.
#[test]
fn what_is_typed_for_a_circle_is_shown_to_nobody_else() {
    let service = Service::with_table(&table());
    let mut chair = service.wire(Rol::Voorzitter);
    let nummer = vergadering(&mut chair, "Typen");
    chair.follow(nummer);
    let mut clerk = follows(&service, Rol::Notulist, nummer);
    let mut carries = follows(&service, Rol::Procesregisseur, nummer);
    clerk.types("hij zei iets");
    carries.until("what is typed", |d| d.received("hij zei iets"));
    for text in ["!(politie zilverreiger", "!(politie) zwaluw zei", "!(kwartelkoning) zei"] {
        clerk.types(text);
    }
    clerk.types("weer open");
    for desk in [&mut carries, &mut chair] {
        desk.until("what is typed", |d| d.received("weer open"));
    }
    for (text, to_colleague) in [(SECRET, true), ("zilverreiger", false), ("kwartelkoning", false)] {
        assert_eq!((carries.received(text), chair.received(text)), (false, to_colleague), "{text}");
    }
}

fn said(ended: &Ended) -> Vec<Value> {
    ended.out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{ended:?}"))).collect()
}

/// An exercise whose service knows these people, with a dossier in which a line is for the politie.
fn house() -> (House, Running, String) {
    let house = House::new();
    let path = house.store().join("rollen.toml");
    fs::write(&path, table()).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    let service = house.service();
    let open = json!({ "opdrachten": [{ "opdracht": "open_dossier", "werktitel": "Voor wie" }] });
    let opened = house.run("doe --oefening --als voorzitter", &format!("{open}\n"));
    let nummer = said(&opened)[0]["dossier"].as_str().unwrap().to_owned();
    let meeting = json!({
        "opdracht": "roep_overleg_bijeen", "door": { "naam": "Ooms", "organisatie": "politie" }, "reden": "meldingen",
        "vorm": "fysiek", "einde": "2027-11-22T14:00:00Z"
    });
    let regel = |soort: &str, tekst: &str, kring: &[&str]| {
        let regel = json!({ "soort": soort, "tekst": tekst, "kring": kring });
        json!({ "opdracht": "leg_regel_vast", "overleg": 1, "punt": "inbrengronde", "regel": regel })
    };
    for command in [
        meeting,
        json!({ "opdracht": "start_overleg", "overleg": 1 }),
        regel("feit", "een open feit", &[]),
        regel("feit", "een zwaluw voor de politie", &["politie"]),
        regel("actie", "de zwaluw ophalen", &["politie"]),
    ] {
        let line = json!({ "dossier": nummer, "opdrachten": [command] });
        let ended = house.run("doe --oefening --als voorzitter", &format!("{line}\n"));
        assert_eq!(ended.code, Some(0), "{ended:?}");
    }
    (house, service, nummer)
}

#[test]
fn verbs_show_a_circle_to_who_is_in_it() {
    let (house, _service, nummer) = house();
    let ask = |verb: &str, rol: &str, input: &str| {
        let ended = house.run(&format!("{verb} --oefening --als {rol}"), input);
        assert_eq!(ended.code, Some(0), "{verb} {rol}: {ended:?}");
        ended.out
    };
    for (rol, sees) in
        [("deelnemer", true), ("notulist", true), ("raadpleger", false), ("procesregisseur", false), ("waarnemer", false)]
    {
        let printed = [ask(&format!("verslag {nummer} --met-afgeschermd"), rol, ""), ask("acties", rol, "")];
        for text in &printed {
            assert_eq!((text.contains("zwaluw"), text.contains("A-x")), (sees, sees), "{rol}: {text}");
        }
        let found = house.run(&format!("zoek --oefening --als {rol}"), "zwaluw\n");
        assert_eq!(found.out.contains("een zwaluw voor de politie"), sees, "{rol}: {found:?}");
        // what may be sent on, or stands on a telephone, has nothing of it for anybody
        for verb in [format!("verslag {nummer}"), format!("toon {nummer} --alles"), format!("toon {nummer} --json")] {
            let text = ask(&verb, rol, "");
            assert!(!text.contains("zwaluw") && !text.contains("A-x"), "{rol}: {text}");
        }
        // minutes with it say for whom it is
        assert_eq!(printed[0].contains("ALLEEN GEMEENTE EN POLITIE"), sees, "{rol}: {}", printed[0]);
    }
    let line =
        json!({ "dossier": nummer, "opdrachten": [{ "opdracht": "scherm_regel_af", "regel": 1, "kring": ["politie"] }] });
    let none = house.run("doe --oefening --als procesregisseur", &format!("{line}\n"));
    assert_eq!(none.code, Some(0), "{none:?}");
    let back = ask(&format!("verslag {nummer} --met-afgeschermd"), "notulist", "");
    assert!(!back.contains("een open feit"), "it is for politie and Veilig Thuis: {back}");
}
