//! The disk refuses: nothing is acknowledged that is not there, everybody else goes on, what there is can be read, and it
//! is over when it is over.

use crisistafel::domain::ids::DossierNummer;
use crisistafel::journal::disk::{Disk, DiskFile};
use crisistafel::journal::{FileJournal, Journal, JournalId, OrganisatieEvent, record};
use crisistafel::protocol::{Afhandeling, ToServer};

use super::desk::{Desk, gather};
use super::meeting::{feit, open, vergadering};
use super::service::Service;
use crate::schijf::{Failure, FaultyDisk, Reached};

/// A service on a disk that can refuse.
fn service() -> (Service, FaultyDisk) {
    let mut service = Service::idle();
    let disk = FaultyDisk::default();
    // the folder of the store is there; the rest of it is on the real disk
    crisistafel::journal::disk::Disk::make_dir(&disk, &service.store()).unwrap();
    service.disk = Some(disk.clone());
    service.up();
    (service, disk)
}

fn full() -> Failure {
    Failure { after: 0, only: None, reached: Reached::Nothing, lasting: true }
}

fn lines(desk: &Desk) -> Vec<&str> {
    desk.dossier().regels.values().map(|r| r.inhoud.tekst.as_str()).collect()
}

#[test]
fn nothing_is_acknowledged_while_the_disk_refuses_and_it_goes_on_when_the_disk_does() {
    let (service, disk) = service();
    let (mut typist, mut other) = (service.wire(None), service.wire(None));
    let nummer = vergadering(&mut typist, "Volle schijf");
    gather(nummer, &mut [&mut typist, &mut other]);
    typist.records(nummer, vec![feit("ervoor")]);
    disk.fail(full());
    for text in ["verloren", "weer verloren"] {
        let Afhandeling::Storing { melding } = typist.try_to(nummer, vec![feit(text)]) else {
            panic!("{text} was recorded")
        };
        assert!(melding.contains("uw tekst staat er nog"), "{melding}");
    }
    other.settle();
    assert!(!other.received("verloren"));
    // it can still be read, by who follows it and by who comes now
    assert!(other.reads("ervoor"));
    let mut late = service.wire(None);
    late.follow(nummer);
    assert_eq!(lines(&late), ["ervoor"]);
    assert!(late.told().iter().any(|t| t.contains("kan alleen worden gelezen")), "{:?}", late.told());
    disk.heal();
    let (_, stand) = typist.records(nummer, vec![feit("erna")]);
    for desk in [&mut typist, &mut other, &mut late] {
        desk.until("the line after", |d| d.stand() == Some(stand));
        assert_eq!(lines(desk), ["ervoor", "erna"]);
    }
}

/// Review F12: a journal that is taken, cut or replaced under the service: nothing is recorded in that dossier any more and
/// it is said, whoever looks still sees all that was acknowledged, others go on, and so does this one when it is back.
#[test]
fn a_journal_that_is_taken_under_the_service_stops_that_dossier_and_loses_nothing() {
    let (service, disk) = service();
    let mut typist = service.wire(None);
    let (nummer, other) = (vergadering(&mut typist, "Weg"), vergadering(&mut typist, "Blijft"));
    let mut said = Vec::new();
    let path = service.store().join(JournalId::Dossier(nummer).file());
    for (what, left) in [("weggehaald", None), ("ingekort", Some(1)), ("vervangen", Some(0))] {
        typist.records(nummer, vec![feit(what)]);
        said.push(what);
        let whole = Disk::read(&disk, &path, u64::MAX).unwrap();
        match left {
            None => Disk::remove(&disk, &path).unwrap(),
            Some(0) => disk.below.plant(&path, b"iets anders"),
            Some(_) => Disk::open(&disk, &path).unwrap().truncate(whole.len() as u64 / 2).unwrap(),
        }
        // at the second try the file was read, and what is wrong with it is said
        let read = if left == Some(0) { "beschadigd" } else { what };
        for said in [what, read] {
            let Afhandeling::Storing { melding } = typist.try_to(nummer, vec![feit("erna")]) else { panic!("{what}") };
            assert!(melding.contains(said) && melding.contains("uw tekst staat er nog"), "{melding}");
            assert!(melding.contains("bewaar wat de dienst nog weet"), "{melding}");
            assert!(melding.matches("worden gelezen").count() < 2, "said twice: {melding}");
        }
        let mut late = service.wire(None);
        late.follow(nummer);
        assert_eq!(lines(&late), said);
        assert!(late.told().iter().any(|t| t.contains(read)), "{what}: {:?}", late.told());
        typist.records(other, vec![feit("gaat door")]);
        disk.below.plant(&path, &whole);
    }
    typist.records(nummer, vec![feit("drie")]);
    typist.follow(nummer);
    assert_eq!(lines(&typist), ["weggehaald", "ingekort", "vervangen", "drie"]);
}

#[test]
fn one_refusal_is_survived_without_a_word() {
    let (service, disk) = service();
    let mut typist = service.wire(None);
    let nummer = vergadering(&mut typist, "Hapering");
    typist.follow(nummer);
    for only in ["write", "sync"] {
        for reached in [Reached::Nothing, Reached::Half, Reached::All] {
            disk.fail(Failure { after: 0, only: Some(only), reached, lasting: false });
            typist.records(nummer, vec![feit(&format!("{only} {reached:?}"))]);
            assert_eq!(disk.heal(), 1);
        }
    }
    typist.settle();
    assert_eq!(typist.dossier().regels.len(), 6);
}

/// Every operation of a request refused in turn, for good: whatever was said, after healing and after a restart the same
/// lines are there, each at most once, and every acknowledged one.
#[test]
fn wherever_the_disk_stops_what_was_acknowledged_is_there_and_a_resend_gives_one_line() {
    for reached in [Reached::Nothing, Reached::Half, Reached::All] {
        let refused = (0..20).take_while(|after| stops(*after, reached)).count();
        assert!((2..20).contains(&refused), "{refused} operations of a request");
    }
}

/// One request on a disk that stops after so many operations. Whether the request had so many.
fn stops(after: u64, reached: Reached) -> bool {
    let (mut service, disk) = service();
    let mut typist = service.wire(None);
    let nummer = vergadering(&mut typist, "Overal");
    disk.fail(Failure { after, only: None, reached, lasting: true });
    let asked = typist.ask_for(nummer, vec![feit("een keer")]);
    let first = typist.answer(asked);
    let refused = disk.heal() > 0;
    // sent again under the same id, as a link does
    typist.say(&ToServer::Doe {
        verzoek: asked,
        dossier: Some(nummer),
        basis: None,
        opdrachten: vec![feit("een keer")],
        regels: Vec::new(),
    });
    let before = typist.messages().count();
    typist.until("another answer", |d| {
        d.messages().skip(before).any(|m| matches!(m, crisistafel::protocol::ToClient::Antwoord { .. }))
    });
    let again = typist.answered(asked).unwrap();
    let Afhandeling::Vastgelegd { stand, .. } = again else { panic!("{after} {reached:?}: {again:?}") };
    assert!(first == again || matches!(first, Afhandeling::Storing { .. }), "{after} {reached:?}: {first:?}");
    service.again();
    let mut late = service.wire(None);
    late.follow(nummer);
    assert_eq!((lines(&late), late.stand()), (vec!["een keer"], Some(stand)), "{after} {reached:?}");
    refused
}

#[test]
fn a_dossier_that_could_not_be_opened_leaves_nothing_and_the_same_request_opens_it_later() {
    let (service, disk) = service();
    let mut typist = service.wire(None);
    let other = vergadering(&mut typist, "Ander");
    disk.fail(full());
    let asked = typist.ask_for(None, vec![open("Niet gelukt")]);
    assert!(matches!(typist.answer(asked), Afhandeling::Storing { .. }));
    disk.heal();
    // nothing of it exists meanwhile
    typist.say(&ToServer::VolgOverzicht);
    let before = typist.messages().count();
    typist.say(&ToServer::Doe {
        verzoek: asked,
        dossier: None,
        basis: None,
        opdrachten: vec![open("Niet gelukt")],
        regels: Vec::new(),
    });
    typist.until("another answer", |d| {
        d.messages().skip(before).any(|m| matches!(m, crisistafel::protocol::ToClient::Antwoord { .. }))
    });
    let Some(Afhandeling::Vastgelegd { dossier, .. }) = typist.answered(asked) else { panic!("not opened") };
    assert_ne!(dossier, other);
    let mut journals = FileJournal::on(disk, service.store()).list().unwrap();
    journals.retain(|id| !matches!(id, crisistafel::journal::JournalId::Inzage(_)));
    assert_eq!(journals.len(), 3, "{journals:?}");
}

/// Returns when the server has done all that follows from what it answered before: it takes one thing at a time.
fn heard_again(typist: &mut Desk) {
    let refused = |d: &Desk| d.messages().filter(|m| matches!(m, crisistafel::protocol::ToClient::NietDaar { .. })).count();
    let before = refused(typist);
    typist.say(&ToServer::Volg { dossier: None, sinds: None });
    typist.until("that it is not there", |d| refused(d) > before);
}

/// The organisation's journal remembers how far a dossier was. That it could not be told is made good.
#[test]
fn what_the_organisations_journal_could_not_take_it_is_told_later() {
    let (service, disk) = service();
    let mut typist = service.wire(None);
    let known = |disk: &FaultyDisk| -> Vec<DossierNummer> {
        let reading = service.journaal(disk).read(JournalId::Organisatie).unwrap();
        let all = record::envelopes::<OrganisatieEvent>(JournalId::Organisatie, &reading);
        let made = |event| match event {
            OrganisatieEvent::DossierAangemaakt { nummer } => Some(nummer),
            OrganisatieEvent::HeadVastgelegd { .. }
            | OrganisatieEvent::VerliesAanvaard { .. }
            | OrganisatieEvent::VernietigingOpgedragen { .. }
            | OrganisatieEvent::VernietigingVervallen { .. }
            | OrganisatieEvent::Vernietigd { .. } => None,
        };
        all.flat_map(|envelope| envelope.unwrap().events).filter_map(made).collect()
    };
    let first = vergadering(&mut typist, "Eerste");
    assert_eq!(known(&disk), [first]);
    // the dossier's own frame is written, and what comes after it fails: find out after how many operations that is
    let mut silent = None;
    for after in 0..40 {
        disk.fail(Failure { after, only: None, reached: Reached::Nothing, lasting: true });
        let ended = typist.try_to(None, vec![open(&format!("Poging {after}"))]);
        heard_again(&mut typist);
        let (failed, before) = (disk.heal(), known(&disk));
        if let Afhandeling::Vastgelegd { dossier, .. } = ended
            && failed > 0
            && !before.contains(&dossier)
        {
            silent = Some(dossier);
            break;
        }
    }
    let silent = silent.expect("somewhere only the organisation's journal is refused");
    let next = vergadering(&mut typist, "Volgende");
    let all = known(&disk);
    assert!(all.contains(&silent) && all.contains(&next), "{all:?} without {silent} or {next}");
}

#[test]
fn a_wall_is_told_that_a_step_was_not_recorded() {
    let (service, disk) = service();
    let mut typist = service.wire(None);
    let nummer = vergadering(&mut typist, "Stap van de muur");
    let mut wall = service.wall();
    wall.say(&ToServer::Volg { dossier: Some(nummer), sinds: None });
    wall.until("a view", |d| d.views().last().is_some_and(Option::is_some));
    disk.fail(full());
    wall.ask_for(nummer, vec![super::meeting::vink("nu_in_gevaar")]);
    wall.until("a word", |d| d.told().iter().any(|t| t.starts_with("dat is niet vastgelegd")));
    disk.heal();
    wall.ask_for(nummer, vec![super::meeting::vink("nu_in_gevaar")]);
    wall.until("the tick", |d| d.views().last().unwrap().unwrap().punten[0].klaar);
}

/// Found by the swarm: a record that was read back after its append had failed, on a disk that went on refusing to make
/// it durable, was acknowledged and shown; a power cut then took it.
#[test]
fn what_the_disk_may_not_have_is_neither_acknowledged_nor_shown() {
    let (service, disk) = service();
    let (mut typist, mut other) = (service.wire(None), service.wire(None));
    let nummer = vergadering(&mut typist, "Onzeker");
    other.follow(nummer);
    let before = other.stand();
    disk.fail(Failure { after: 0, only: Some("sync"), reached: Reached::Nothing, lasting: true });
    let asked = typist.ask_for(nummer, vec![feit("misschien")]);
    assert!(matches!(typist.answer(asked), Afhandeling::Storing { .. }));
    heard_again(&mut typist);
    other.settle();
    assert_eq!(other.stand(), before, "nobody is shown what may not be there");
    // nor is it said to be there when it is asked again
    let again = typist.ask_for(nummer, vec![feit("nog een")]);
    assert!(matches!(typist.answer(again), Afhandeling::Storing { .. }));
    disk.heal();
    typist.records(nummer, vec![feit("nu wel")]);
    gather(nummer, &mut [&mut typist, &mut other]);
    assert!(lines(&other).contains(&"nu wel"));
}
