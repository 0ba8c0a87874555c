//! A terminal that comes back is given what it missed, and everything anew when that cannot be told apart.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crisistafel::client::FromLink;
use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::RegelSoort;
use crisistafel::domain::ids::RegelId;
use crisistafel::domain::rol::Rol;
use crisistafel::protocol::{Raadpleging, Soort, Stand, ToClient, ToServer};

use super::desk::Desk;
use super::meeting::{afgeschermd, feit, scherm_af, soort, t, vergadering};
use super::service::{Service, table_for_me};

/// Up to where each frame brings who gets it that came after `from` messages, and whether it began anew.
fn came(desk: &Desk, from: usize) -> (Vec<Stand>, bool) {
    let frames = desk
        .messages()
        .skip(from)
        .filter_map(|m| if let ToClient::Frames { frames, .. } = m { Some(frames) } else { None });
    let anew = desk.messages().skip(from).any(|m| matches!(m, ToClient::Opnieuw { .. }));
    (frames.flatten().map(|f| f.stand).collect(), anew)
}

#[test]
fn a_terminal_is_given_only_what_came_after_what_it_has() {
    let service = Service::start();
    let mut desk = service.wire(None);
    let nummer = vergadering(&mut desk, "Verder");
    for n in 0..8 {
        desk.records(nummer, vec![feit(&format!("regel {n}"))]);
    }
    desk.follow(nummer);
    let (all, _) = came(&desk, 0);
    assert_eq!(all.len(), 10);
    for (sinds, expected, anew) in [
        (None, all.clone(), true),
        (Some(all[6]), all[7..].to_vec(), false),
        (Some(all[9]), Vec::new(), false),
        // it has seen what is lost here, or another history: it is given what there is
        (Some(Stand(11)), all.clone(), true),
        (Some(Stand(u64::MAX)), all.clone(), true),
    ] {
        let mut back = service.wire(None);
        back.say(&ToServer::Volg { dossier: Some(nummer), sinds });
        let last = Some(all[9]);
        back.until("all of it", |d| d.messages().any(|m| matches!(m, ToClient::Bij { stand, .. } if *stand == last)));
        assert_eq!(came(&back, 0), (expected, anew), "since {sinds:?}");
    }
}

#[test]
fn after_a_restart_of_the_server_a_link_goes_on_where_it_was() {
    let mut service = Service::start();
    let (mut typist, mut other) = (service.desk(None), service.desk(None));
    let nummer = vergadering(&mut typist, "Herstart");
    typist.follow(nummer);
    other.follow(nummer);
    typist.records(nummer, vec![feit("ervoor")]);
    other.until("the line before", |d| d.reads("ervoor"));
    let from = other.messages().count();
    service.down();
    other.until("that it is lost", |d| d.came.contains(&FromLink::Lost));
    typist.until("that it is lost", |d| d.came.contains(&FromLink::Lost));
    // asked while nobody serves: kept, and carried out once
    let asked = typist.ask_for(nummer, vec![feit("ertussen")]);
    service.up();
    typist.answer(asked);
    other.until("the line in between", |d| d.reads("ertussen"));
    assert_eq!(came(&other, from), (vec![other.stand().unwrap()], false));
    assert_eq!(typist.dossier(), other.dossier());
}

/// Review F2: a service that cannot start now may start later. What was asked meanwhile is carried out, once.
#[test]
fn a_link_never_gives_up_on_a_service_that_may_come_back() {
    let mut service = Service::start();
    let nummer = vergadering(&mut service.desk(None), "Steeds opnieuw");
    let tries = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&tries);
    let mut config = service.config(Soort::Terminal, None);
    config.revive =
        Some(Arc::new(move || Err(format!("de schijf is vol, poging {}", counted.fetch_add(1, Ordering::SeqCst) + 1))));
    let mut desk = Desk::link(config);
    desk.follow(nummer);
    service.down();
    // long enough for more than one try that fails, and what stands in the way is said each time
    desk.until("that it was tried again", |d| d.waits().len() >= 4);
    assert_eq!(desk.waits().first(), Some(&"de schijf is vol, poging 1"));
    assert_eq!(desk.over(), None);
    let asked = desk.ask_for(nummer, vec![feit("ondanks alles")]);
    service.up();
    desk.answer(asked);
    desk.until("the line", |d| d.reads("ondanks alles"));
    assert!(tries.load(Ordering::SeqCst) >= 4);
    // who is sent away for good does not come back
    service.set_table("[[toegang]]\ngebruiker = \"niemand\"\nrollen = [\"notulist\"]\n");
    desk.ask_for(nummer, vec![feit("niet meer")]);
    desk.until("that it is over", |d| d.over().is_some());
}

#[test]
fn a_question_that_was_asked_while_nobody_served_is_answered_when_somebody_does() {
    let mut service = Service::start();
    let mut desk = service.desk(None);
    vergadering(&mut desk, "Even weg");
    service.down();
    desk.until("that it is lost", |d| d.lost() > 0);
    // more than are kept: who types on in the search waits for the last answer only
    for nr in 1..=20 {
        desk.say(&ToServer::Vraag { nr, vraag: Raadpleging::Dossiers });
    }
    service.up();
    let answered = |d: &Desk, asked: u32| d.messages().any(|m| matches!(m, ToClient::Lijst { nr, .. } if *nr == asked));
    desk.until("the last answer", |d| answered(d, 20));
}

#[test]
fn a_gap_is_never_guessed_over_everything_is_asked_again() {
    let service = Service::start();
    let mut desk = service.desk(None);
    let nummer = vergadering(&mut desk, "Gat");
    desk.records(nummer, vec![feit("eerste")]);
    desk.follow(nummer);
    let whole = desk.dossier().clone();
    // as if frames were lost on the way
    desk.replica.as_mut().unwrap().again();
    let anew = desk.anew;
    desk.records(nummer, vec![feit("tweede")]);
    desk.until("everything anew", |d| d.anew > anew && d.reads("tweede"));
    assert!(desk.reads("eerste"));
    assert_eq!(desk.dossier().regels.len(), whole.regels.len() + 1);
}

/// Found by a second look: an answer of before a dossier was opened again, and the connection lost after it, made an empty
/// dossier count as all of it.
#[test]
fn what_comes_before_a_dossier_is_given_counts_for_nothing() {
    let service = Service::start();
    let mut desk = service.wire(None);
    let nummer = vergadering(&mut desk, "Vroeger");
    desk.follow(nummer);
    let of = |m: &ToClient| matches!(m, ToClient::Frames { .. });
    let Some(ToClient::Frames { na, frames, .. }) = desk.messages().find(|m| of(m)).cloned() else { panic!("no frames") };
    let (stand, kader) = (desk.stand().unwrap(), crate::geldend::ingebouwd().hash.clone());
    let mut replica = crisistafel::client::Replica::new(nummer);
    replica.is_at(stand);
    replica.caught_up(Some(stand), kader.clone());
    assert_eq!((replica.apply(Some(stand), &frames), replica.stand, replica.bij), (Ok(()), None, false));
    assert_eq!(&replica.dossier, &crisistafel::domain::dossier::Dossier::new(nummer));
    replica.again();
    assert_eq!(replica.apply(na, &frames), Ok(()));
    replica.caught_up(Some(stand), kader);
    assert_eq!((&replica.dossier, replica.stand, replica.bij), (desk.dossier(), Some(stand), true));
    // what does not follow on what there is, is asked again, and then nothing of before counts
    assert!(replica.apply(na, &frames).is_err());
    replica.forget();
    replica.is_at(stand);
    assert_eq!((replica.stand, replica.bij), (None, false));
}

/// A terminal that may not see shielded lines and was away while one was shielded still shows it, until it is told anew.
#[test]
fn what_was_shielded_or_lifted_while_a_terminal_was_away_is_right_when_it_is_back() {
    let service = Service::with_table(&table_for_me(&[Rol::Voorzitter, Rol::Deelnemer]));
    let mut chair = service.wire(Rol::Voorzitter);
    let nummer = vergadering(&mut chair, "Even weg");
    chair.records(nummer, vec![feit("later geheim")]);
    chair.records(nummer, vec![afgeschermd(RegelSoort::Feit, "eerst geheim")]);
    let mut guest = service.wire(Rol::Deelnemer);
    guest.follow(nummer);
    assert!(guest.reads("later geheim") && !guest.reads("eerst geheim"));
    let sinds = guest.stand();
    guest.kill();
    let mut full = service.wire(Rol::Voorzitter);
    full.follow(nummer);
    let all_since = full.stand();
    full.kill();
    chair.records(nummer, vec![scherm_af(1)]);
    let regel = RegelId::afgeschermd(1, 1);
    chair.records(nummer, vec![Command::GeefRegelVrij { regel, reden: t("bekend"), scherm: None }]);
    let mut back = service.wire(Rol::Deelnemer);
    back.say(&ToServer::Volg { dossier: Some(nummer), sinds });
    back.until("all of it", |d| d.messages().any(|m| matches!(m, ToClient::Bij { .. })));
    assert!(came(&back, 0).1);
    assert!(!back.received("later geheim"));
    assert!(back.reads("eerst geheim"));
    // nothing changed for who may see everything: that terminal goes on
    let mut all = service.wire(Rol::Voorzitter);
    all.say(&ToServer::Volg { dossier: Some(nummer), sinds: all_since });
    all.until("all of it", |d| d.messages().any(|m| matches!(m, ToClient::Bij { .. })));
    let (frames, anew) = came(&all, 0);
    assert_eq!((frames.len(), anew), (2, false));
    // who sees more or less than when they were given it cannot go on from there
    for (rol, sinds) in [(Rol::Voorzitter, sinds), (Rol::Deelnemer, all_since)] {
        let mut other = service.wire(rol);
        other.say(&ToServer::Volg { dossier: Some(nummer), sinds });
        other.until("all of it", |d| d.messages().any(|m| matches!(m, ToClient::Bij { .. })));
        assert!(came(&other, 0).1, "{rol}");
    }
}

/// Review F18.
#[test]
fn of_a_frame_that_is_withheld_nothing_is_sent_and_what_comes_after_it_fits() {
    let service = Service::with_table(&table_for_me(&[Rol::Voorzitter, Rol::Deelnemer]));
    let (mut chair, mut guest) = (service.wire(Rol::Voorzitter), service.wire(Rol::Deelnemer));
    let nummer = vergadering(&mut chair, "Geen gat");
    guest.follow(nummer);
    guest.say(&ToServer::VolgOverzicht);
    guest.settle();
    let (anew, from) = (guest.anew, guest.messages().count());
    chair.records(nummer, vec![afgeschermd(RegelSoort::Onbekend, "waar is hij")]);
    chair.records(nummer, vec![feit("een"), afgeschermd(RegelSoort::Feit, "hij is daar")]);
    chair.records(nummer, vec![feit("open regel")]);
    guest.until("the open line", |d| d.reads("open regel"));
    guest.settle();
    assert_eq!(guest.anew, anew);
    // two frames, each an event and its row: of the first, and of a part of the second, not so much as that it was
    let after: Vec<_> = guest.messages().skip(from).collect();
    let frames = after.iter().filter_map(|m| if let ToClient::Frames { frames, .. } = m { Some(frames) } else { None });
    let events: Vec<Vec<usize>> = frames.map(|all| all.iter().map(|f| f.events.len()).collect()).collect();
    assert_eq!(events, vec![vec![1], vec![1]]);
    assert_eq!(after.iter().filter(|m| matches!(m, ToClient::Rij { .. })).count(), 2, "{after:?}");
}

/// A dossier of which the frames do not fit in one message is sent in more, however long each of them is.
#[test]
fn a_dossier_of_many_long_frames_arrives_whole() {
    let service = Service::start();
    let mut desk = service.wire(None);
    let nummer = vergadering(&mut desk, "Lang");
    // nearly a megabyte each, and a decision is in the record twice: as a line and as what it opened
    let request = vec![soort(RegelSoort::Besluit, &"een lang besluit ".repeat(350)); 150];
    for _ in 0..10 {
        desk.records(nummer, request.clone());
    }
    let mut late = service.wire(None);
    late.follow(nummer);
    assert_eq!((came(&late, 0).0.len(), late.dossier().besluiten.len()), (12, 1500));
    let parts = late.messages().filter(|m| matches!(m, ToClient::Frames { .. })).count();
    assert!((2..10).contains(&parts), "{parts} messages");
}
