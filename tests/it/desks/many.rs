//! Fifty terminals at once, and more connections than there may be.

use std::sync::mpsc::sync_channel;
use std::thread;

use crisistafel::client::{Session, SessionFault};
use crisistafel::domain::rol::Rol;
use crisistafel::protocol::Soort;

use super::desk::Desk;
use super::meeting::{feit, vergadering};
use super::service::{Service, table_for_me};

#[test]
fn fifty_terminals_that_come_at_once_all_see_everything_that_all_of_them_say() {
    let service = Service::start();
    let nummer = vergadering(&mut service.desk(None), "Vijftig");
    let (done, all) = sync_channel(50);
    thread::scope(|scope| {
        for who in 0..50 {
            let (config, done) = (service.config(Soort::Terminal, None), done.clone());
            scope.spawn(move || {
                let mut desk = Desk::link(config);
                desk.follow(nummer);
                desk.records(nummer, vec![feit(&format!("van {who}"))]);
                desk.until("all fifty", |d| d.dossier().regels.len() == 50);
                done.send(desk).unwrap();
            });
        }
    });
    let desks: Vec<Desk> = all.iter().take(50).collect();
    assert!(desks.iter().all(|d| d.dossier() == desks[0].dossier()));
}

/// One account cannot keep the others out: not with terminals, and not with connections that say nothing.
#[test]
fn an_account_has_its_share_of_the_terminals_and_is_told_when_that_is_full() {
    let service = Service::with_table(&table_for_me(&[Rol::Voorzitter, Rol::Notulist]));
    let mut desks: Vec<Desk> = (0..24).map(|_| service.wire(Rol::Notulist)).collect();
    let over = service.wire(Rol::Notulist).over();
    assert_eq!(over.as_deref(), Some("er zijn te veel terminals verbonden; sluit er een"));
    // one that comes back before its old connection was seen to end is not one more
    let mut config = service.config(Soort::Terminal, Some(Rol::Notulist));
    config.terminal = desks[7].terminal;
    assert!(Desk::socket(&config).welcomed());
    desks[7].until("that another took its place", Desk::is_cut);
    desks.pop();
    let mut again = service.config(Soort::Terminal, Some(Rol::Notulist));
    again.terminal = service.terminal();
    // the server sees the end of the other one before long
    let mut desk = Desk::socket(&again);
    while !desk.welcomed() {
        desk = Desk::socket(&again);
    }
}

#[test]
fn more_connections_than_there_may_be_are_told_so_and_disturb_nobody() {
    let service = Service::start();
    let mut chair = service.wire(None);
    let nummer = vergadering(&mut chair, "Vol");
    chair.follow(nummer);
    let crowd: Vec<Desk> = (0..140).map(|_| Desk::mute(&service.config(Soort::Terminal, None))).collect();
    chair.records(nummer, vec![feit("gaat gewoon door")]);
    // a verb is told what is the matter, and not that nobody serves
    let full = Session::open(&service.config(Soort::Vraag, None)).err();
    assert!(matches!(&full, Some(SessionFault::NotNow(why)) if why.contains("te veel verbindingen")), "{full:?}");
    drop(crowd);
    while Session::open(&service.config(Soort::Vraag, None)).is_err() {}
    chair.records(nummer, vec![feit("en daarna ook")]);
    chair.until("both lines", |d| d.dossier().regels.len() == 2);
}
