//! Two terminals, one line: the second correction is refused with what the first made of it; through a socket and through
//! `doe`. Review A10.

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{RegelInhoud, RegelSoort};
use crisistafel::domain::ids::{DossierNummer, RegelId};
use crisistafel::domain::refusal::Refusal;
use crisistafel::protocol::{Afhandeling, Basis, Stand, ToServer};
use serde_json::json;

use super::child::House;
use super::desk::{Desk, gather, settle};
use super::meeting::{feit, t, vergadering};
use super::service::Service;

fn correctie(tekst: &str) -> Command {
    let inhoud = RegelInhoud::new(RegelSoort::Feit, t(tekst));
    Command::CorrigeerRegel { regel: RegelId::open(1), inhoud, reden: t("") }
}

/// Sends a correction that was begun when this terminal had this.
fn corrects(desk: &mut Desk, nummer: DossierNummer, stand: Option<Stand>, nr: u128, tekst: &str) -> Afhandeling {
    let verzoek = crisistafel::domain::ids::RequestId((1 << 90) + nr);
    let basis = Some(Basis { stand, eigen: Vec::new() });
    desk.say(&ToServer::Doe {
        verzoek,
        dossier: Some(nummer),
        basis,
        opdrachten: vec![correctie(tekst)],
        regels: Vec::new(),
    });
    desk.answer(verzoek)
}

#[test]
fn of_two_terminals_that_correct_the_same_line_the_second_is_refused_and_may_after_it_looked() {
    let service = Service::start();
    let (mut one, mut two) = (service.wire(None), service.wire(None));
    let nummer = vergadering(&mut one, "Zelfde regel");
    one.records(nummer, vec![feit("hij stond er")]);
    gather(nummer, &mut [&mut one, &mut two]);
    settle(&mut [&mut one, &mut two]);
    let begun = two.stand();
    assert!(matches!(corrects(&mut one, nummer, begun, 1, "hij stond bij school"), Afhandeling::Vastgelegd { .. }));
    match corrects(&mut two, nummer, begun, 2, "hij stond bij de bakker") {
        Afhandeling::Geweigerd { weigering: Refusal::IntussenGewijzigd { wat, waarde, .. } } => {
            assert_eq!((wat, waarde), (t("tekst van R1"), Some(t("hij stond bij school"))));
        }
        other => panic!("{other:?}"),
    }
    settle(&mut [&mut one, &mut two]);
    assert!(two.reads("hij stond bij school"), "what is refused comes after what it is refused for");
    let fresh = two.stand();
    assert!(matches!(corrects(&mut two, nummer, fresh, 3, "hij stond bij de bakker"), Afhandeling::Vastgelegd { .. }));
    // without a basis it is whatever it is now
    one.records(nummer, vec![correctie("hij was er")]);
}

/// Review F5.
#[test]
fn a_request_without_commands_is_refused_and_leaves_no_record() {
    let service = Service::start();
    let mut desk = service.wire(None);
    let nummer = vergadering(&mut desk, "Leeg");
    desk.follow(nummer);
    let before = desk.stand();
    desk.refused(nummer, Vec::new());
    desk.settle();
    assert_eq!(desk.stand(), before);
}

#[test]
fn a_line_of_doe_may_say_what_its_sender_had_seen() {
    let house = House::new();
    let _service = house.service();
    let opened = house.run("doe --oefening", "{\"opdrachten\":[{\"opdracht\":\"open_dossier\",\"werktitel\":\"Doe\"}]}\n");
    let nummer =
        opened.out.split('"').find(|s| s.starts_with("26-") || s.as_bytes().get(2) == Some(&b'-')).unwrap().to_owned();
    // what a line of `doe` says when it is recorded
    let stand = |out: &str| out.split('"').find(|s| s.len() == 16).unwrap().to_owned();
    let line = |titel: &str, basis: Option<&str>| {
        let opdracht = json!({ "opdracht": "wijzig_werktitel", "werktitel": titel });
        let mut line = json!({ "dossier": nummer, "opdrachten": [opdracht] });
        if let Some(basis) = basis {
            line["basis"] = basis.into();
        }
        format!("{line}\n")
    };
    let first = stand(&opened.out);
    let een = house.run("doe --oefening", &line("een", Some(&first)));
    let stale = house.run("doe --oefening", &line("twee", Some(&first)));
    assert_eq!(stale.code, Some(1), "{stale:?}");
    assert!(
        stale.err.contains("regel 1: werktitel: intussen gewijzigd door") && stale.err.contains("nu: een"),
        "{stale:?}"
    );
    assert_eq!(house.run("doe --oefening", &line("twee", Some(&stand(&een.out)))).code, Some(0));
    // what nobody gave is of who has seen nothing
    assert_eq!(house.run("doe --oefening", &line("toch", Some("00000000000000ff"))).code, Some(1));
    let counted = house.run("doe --oefening", &line("getal", Some("5")));
    assert!(counted.err.contains("een stand bestaat uit 16 hexadecimale cijfers"), "{counted:?}");
    assert_eq!(house.run("doe --oefening", &line("drie", None)).code, Some(0));
    let mixed = format!("{}{}", line("vier", Some(&first)), line("vijf", None));
    let mixed = house.run("doe --oefening --alles-of-niets", &mixed);
    assert!(mixed.err.contains("dezelfde basis"), "{mixed:?}");
}
