//! A terminal that does not keep up is dropped and comes back; one that says too much waits for itself. Neither is
//! noticed by anybody else.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use crisistafel::protocol::frame::{self, PREAMBLE};
use crisistafel::protocol::{Getypt, Opgehaald, Raadpleging, Soort, ToClient, ToServer};
use serde_json::json;

use super::PATIENCE;
use super::desk::Desk;
use super::meeting::{feit, t, vergadering};
use super::service::Service;

/// A terminal that says hello, follows a dossier, and reads nothing.
fn frozen(service: &Service, nummer: crisistafel::domain::ids::DossierNummer) -> UnixStream {
    let config = service.config(Soort::Terminal, None);
    let mut stream = UnixStream::connect(&config.socket).unwrap();
    stream.write_all(&PREAMBLE).unwrap();
    let hello = ToServer::Hallo {
        soort: Soort::Terminal,
        terminal: config.terminal,
        als: None,
        namens: None,
        vanaf: crisistafel::domain::inzage::Vanaf::default(),
    };
    for message in [hello, ToServer::Volg { dossier: Some(nummer), sinds: None }] {
        stream.write_all(&frame::encode(&message).unwrap()).unwrap();
    }
    stream
}

#[test]
fn a_terminal_that_reads_nothing_is_dropped_and_nobody_waits_for_it() {
    let service = Service::start();
    let (mut typist, mut other) = (service.desk(None), service.desk(None));
    let nummer = vergadering(&mut typist, "Bevroren");
    other.follow(nummer);
    typist.follow(nummer);
    let mut stream = frozen(&service, nummer);
    other.until("three terminals", |d| d.present.1 == 3);
    let long = "x".repeat(5_000);
    for n in 0..1_500 {
        typist.types(&format!("{n} {long}"));
        if n % 300 == 0 {
            typist.records(nummer, vec![feit(&format!("regel {n}"))]);
        }
    }
    other.until("all that was typed", |d| d.drafts.values().any(|(_, text)| text.starts_with("1499 ")));
    other.until("that the frozen one is gone", |d| d.present.1 == 2);
    // what it had not read yet ends in the middle
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let mut rest = Vec::new();
    assert!(stream.read_to_end(&mut rest).is_ok() && rest.len() < 1_500 * 5_000);
    // and it comes back, and has everything
    let mut back = service.desk(None);
    back.follow(nummer);
    assert_eq!(back.dossier(), {
        other.settle();
        other.dossier()
    });
}

/// Sends without end until the other side is gone.
fn flood(stream: &UnixStream, message: &[u8], sent: &AtomicU64) {
    let mut writing = stream;
    while writing.write_all(message).is_ok() {
        sent.fetch_add(1, Ordering::SeqCst);
    }
}

#[test]
fn a_terminal_that_floods_waits_for_itself_and_everybody_else_is_served() {
    let service = Service::start();
    let mut chair = service.wire(None);
    let nummer = vergadering(&mut chair, "Vloed");
    chair.follow(nummer);
    let typing = frame::encode(&ToServer::Concept(Getypt::nieuw(t("steeds weer")))).unwrap();
    let nonsense = frame::encode(&json!({ "dans": {} })).unwrap();
    let asking = frame::encode(&ToServer::Doe {
        verzoek: service.terminal(),
        dossier: None,
        basis: None,
        opdrachten: vec![],
        regels: Vec::new(),
    })
    .unwrap();
    let search = |nr| ToServer::Vraag { nr, vraag: Raadpleging::Zoek { woorden: t("ondanks") } };
    let searching = frame::encode(&search(1)).unwrap();
    let (floods, sent) = ([typing, nonsense, asking, searching], AtomicU64::new(0));
    let streams: Vec<UnixStream> = floods.iter().map(|_| frozen(&service, nummer)).collect();
    thread::scope(|scope| {
        for (stream, message) in streams.iter().zip(&floods) {
            let reading = stream.try_clone().unwrap();
            scope.spawn(move || std::io::copy(&mut &reading, &mut std::io::sink()));
            scope.spawn(|| flood(stream, message, &sent));
        }
        for n in 0..30 {
            chair.records(nummer, vec![feit(&format!("ondanks alles {n}"))]);
        }
        assert!(sent.load(Ordering::SeqCst) > 1_000, "it was a flood");
        for stream in &streams {
            let _ = stream.shutdown(std::net::Shutdown::Both);
        }
    });
    chair.until("every line", |d| d.dossier().regels.len() == 30);
    // and no change was crowded out by questions, so that all had to be indexed again
    let Opgehaald::Regels { rijen, .. } = chair.asks(Raadpleging::Zoek { woorden: t("ondanks") }) else { panic!() };
    assert_eq!(rijen.len(), 30);
    assert!(!chair.told().iter().any(|told| told.contains("zoekindex")), "{:?}", chair.told());
}

/// Everything that was asked while nobody served is asked at once when somebody does, and answered to the last.
#[test]
fn thousands_of_requests_that_waited_for_the_server_are_all_carried_out_once() {
    let mut service = Service::start();
    let mut typist = service.desk(None);
    let nummer = vergadering(&mut typist, "Ingehaald");
    typist.follow(nummer);
    service.down();
    let asked: Vec<_> = (0..1_500).map(|n| typist.ask_for(nummer, vec![feit(&format!("regel {n}"))])).collect();
    service.up();
    for verzoek in asked {
        typist.answer(verzoek);
    }
    typist.until("every line", |d| d.dossier().regels.len() == 1_500);
    assert!(typist.messages().filter(|m| matches!(m, ToClient::Welkom { .. })).count() <= 3, "it is not dropped for it");
}

#[test]
fn what_does_not_fit_in_a_message_is_refused_at_once_and_the_terminal_goes_on() {
    let service = Service::start();
    let mut typist: Desk = service.desk(None);
    let nummer = vergadering(&mut typist, "Te groot");
    typist.follow(nummer);
    let too_much = vec![feit(&"x".repeat(5_900)); 200];
    let verzoek = typist.ask_for(nummer, too_much);
    let crisistafel::protocol::Afhandeling::Storing { melding } = typist.answer(verzoek) else { panic!("recorded?") };
    assert!(melding.contains("te groot") && melding.contains("delen"), "{melding}");
    typist.records(nummer, vec![feit("dit past")]);
    assert!(!typist.came.contains(&crisistafel::client::FromLink::Lost));
}
