//! A request is carried out once, however often it is sent and whatever happens in between; and only its own sender's.

use crisistafel::domain::command::Command;
use crisistafel::domain::ids::{DossierNummer, RequestId};
use crisistafel::domain::tijd::{Clock, Tijdstip};
use crisistafel::protocol::{Afhandeling, ToClient, ToServer};

use super::desk::Desk;
use super::meeting::{feit, open, vergadering};
use super::service::Service;

fn send(desk: &mut Desk, verzoek: u128, dossier: Option<DossierNummer>, wat: Vec<Command>) -> Afhandeling {
    let before = desk.messages().count();
    let verzoek = RequestId(verzoek);
    desk.say(&ToServer::Doe { verzoek, dossier, basis: None, opdrachten: wat, regels: Vec::new() });
    desk.until("another answer", |d| d.messages().skip(before).any(|m| matches!(m, ToClient::Antwoord { .. })));
    desk.answered(verzoek).unwrap()
}

fn lines(desk: &Desk, text: &str) -> usize {
    desk.dossier().regels.values().filter(|r| r.inhoud.tekst.as_str() == text).count()
}

#[test]
fn a_request_that_is_sent_again_is_recorded_once_and_answered_the_same() {
    let mut service = Service::start();
    let mut desk = service.wire(None);
    let nummer = vergadering(&mut desk, "Nog eens");
    let first = send(&mut desk, 77, Some(nummer), vec![feit("een keer")]);
    assert!(matches!(first, Afhandeling::Vastgelegd { .. }));
    assert_eq!(send(&mut desk, 77, Some(nummer), vec![feit("een keer")]), first);
    // another connection, and another server
    let mut desk = service.wire(None);
    assert_eq!(send(&mut desk, 77, Some(nummer), vec![feit("een keer")]), first);
    service.again();
    let mut desk = service.wire(None);
    assert_eq!(send(&mut desk, 77, Some(nummer), vec![feit("een keer")]), first);
    desk.follow(nummer);
    assert_eq!(lines(&desk, "een keer"), 1);
}

#[test]
fn a_dossier_that_is_opened_again_by_the_same_request_is_the_same_dossier() {
    let mut service = Service::start();
    let mut desk = service.wire(None);
    let first = send(&mut desk, 4242, None, vec![open("Eerste")]);
    let other = send(&mut desk, 4243, None, vec![open("Tweede")]);
    assert_ne!(first, other);
    assert_eq!(send(&mut desk, 4242, None, vec![open("Eerste")]), first);
    service.again();
    let mut desk = service.wire(None);
    assert_eq!(send(&mut desk, 4242, None, vec![open("Eerste")]), first);
    assert_eq!(send(&mut desk, 4243, None, vec![open("Tweede")]), other);
}

#[test]
fn a_dossier_that_was_opened_just_before_new_year_is_found_again_after_it() {
    let service = Service::start();
    let to_midnight = Tijdstip::try_from("2026-12-31T22:59:30Z".to_owned()).unwrap().since(service.clock.now());
    service.clock.advance(to_midnight.num_milliseconds());
    let mut desk = service.wire(None);
    let first = send(&mut desk, 31, None, vec![open("Oud en nieuw")]);
    assert!(
        matches!(&first, Afhandeling::Vastgelegd { dossier, .. } if dossier.to_string().starts_with("26-")),
        "{first:?}"
    );
    service.clock.advance(60_000);
    assert_eq!(send(&mut desk, 31, None, vec![open("Oud en nieuw")]), first);
    let next = send(&mut desk, 32, None, vec![open("Nieuw")]);
    assert!(matches!(&next, Afhandeling::Vastgelegd { dossier, .. } if dossier.to_string().starts_with("27-")), "{next:?}");
}

#[test]
fn small_numbers_that_a_script_gives_its_requests_are_not_taken_for_those_of_the_program_itself() {
    let service = Service::start();
    let mut desk = service.wire(None);
    let nummer = vergadering(&mut desk, "Met de hand genummerd");
    // the server records by itself that a shared screen came, and went
    let mut wall = service.wall();
    wall.say(&ToServer::Volg { dossier: Some(nummer), sinds: None });
    wall.until("a view", |d| !d.views().is_empty());
    wall.kill();
    desk.follow(nummer);
    desk.until("that the screen went", |d| d.dossier().overleggen[0].schermen.iter().any(|s| s.tot.is_some()));
    // as many as there are records, and more
    for verzoek in 0..8_u64 {
        let text = format!("nummer {verzoek}");
        assert!(matches!(
            send(&mut desk, u128::from(verzoek), Some(nummer), vec![feit(&text)]),
            Afhandeling::Vastgelegd { .. }
        ));
        desk.until("the line", |d| d.reads(&text));
    }
}

/// Review F10: the number of a new dossier does not follow from what the terminal chooses alone, so it does not tell whether
/// the number that it would have had was taken.
#[test]
fn the_number_of_a_dossier_cannot_be_told_from_the_request() {
    let numbers = (0..2).map(|_| {
        let service = Service::start();
        let mut desk = service.desk(None);
        let sent = (1..4).map(|nr| send(&mut desk, nr, None, vec![open("Voorspeld")]));
        sent.collect::<Vec<_>>()
    });
    let numbers: Vec<_> = numbers.collect();
    assert!(numbers[0].iter().zip(&numbers[1]).any(|(one, other)| one != other), "{numbers:?}");
}
