//! Three terminals and one record: everybody sees the same.

use crisistafel::protocol::ToClient;

use super::desk::{Desk, gather};
use super::meeting::{feit, vergadering};
use super::service::Service;

#[test]
fn three_terminals_end_with_the_same_dossier_whoever_said_what() {
    let service = Service::start();
    let mut desks: Vec<Desk> = (0..3).map(|_| service.desk(None)).collect();
    let nummer = vergadering(&mut desks[0], "Drie tafels");
    for desk in &mut desks {
        desk.follow(nummer);
    }
    for round in 0..20 {
        for (who, desk) in desks.iter_mut().enumerate() {
            desk.ask_for(nummer, vec![feit(&format!("regel {round} van tafel {who}"))]);
        }
    }
    for desk in &mut desks {
        desk.until("sixty lines", |d| d.dossier().regels.len() == 60);
    }
    let [one, two, three] = &desks[..] else { panic!() };
    assert_eq!(one.dossier(), two.dossier());
    assert_eq!(one.dossier(), three.dossier());
    let own: Vec<&str> = one.dossier().regels.values().map(|r| r.inhoud.tekst.as_str()).collect();
    for who in 0..3 {
        let spoken: Vec<&&str> = own.iter().filter(|r| r.ends_with(&format!("tafel {who}"))).collect();
        assert!(spoken.iter().zip(0..).all(|(r, n)| r.starts_with(&format!("regel {n} "))), "out of order: {spoken:?}");
    }
}

#[test]
fn an_own_line_comes_back_by_the_same_road_as_everybody_elses_and_before_the_answer() {
    let service = Service::start();
    let (mut typist, mut other) = (service.wire(None), service.wire(None));
    let nummer = vergadering(&mut typist, "Dezelfde weg");
    gather(nummer, &mut [&mut typist, &mut other]);
    let before = typist.messages().count();
    let asked = typist.ask_for(nummer, vec![feit("hij stond er weer")]);
    typist.answer(asked);
    other.until("the line", |d| d.reads("hij stond er weer"));
    let came: Vec<&ToClient> = typist.messages().skip(before).collect();
    let [ToClient::Frames { frames, .. }, ToClient::Antwoord { .. }] = came[..] else { panic!("{came:#?}") };
    let mut theirs =
        other.messages().filter_map(|m| if let ToClient::Frames { frames, .. } = m { Some(frames) } else { None });
    assert_eq!(Some(frames), theirs.next_back());
}

#[test]
fn a_refused_command_leaves_no_trace_at_anybody() {
    let service = Service::start();
    let (mut typist, mut other) = (service.wire(None), service.wire(None));
    let nummer = vergadering(&mut typist, "Geen spoor");
    gather(nummer, &mut [&mut typist, &mut other]);
    let (stand, heard) = (other.stand(), other.came.len());
    // the second cannot be done, so the first is not done either
    typist.refused(nummer, vec![feit("dit mag"), super::meeting::geef_vrij(99)]);
    other.settle();
    assert_eq!((other.stand(), other.came.len()), (stand, heard + 1));
    assert!(!other.received("dit mag"));
    assert_ne!(Some(typist.records(nummer, vec![feit("dit mag")]).1), stand);
}
