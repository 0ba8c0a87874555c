//! A closed oordeelsronde: no byte of a judgement reaches any terminal or wall before the chair reveals all of them at once,
//! whoever sits there and however it asks; after that everybody has all of it, also who was away.

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{Antwoord, Fase, OordeelInhoud, RegelInhoud, RegelSoort};
use crisistafel::domain::ids::{DossierNummer, NiveauId};
use crisistafel::domain::refusal::Refusal;
use crisistafel::domain::rol::Rol;
use crisistafel::protocol::{Opgehaald, Raadpleging, Soort, ToClient, ToServer};

use super::desk::{Desk, gather, settle};
use super::meeting::{O1, aanwezig, leg_vast, naar, t, vergadering};
use super::service::{Service, table_for_me};

/// In every judgement of these tests.
const SECRET: &str = "zwaluw";

/// A dossier with two organisations at the table, in the block of judgement.
fn prepared(chair: &mut Desk) -> DossierNummer {
    let nummer = vergadering(chair, "Gesloten ronde");
    for (organisatie, naam) in [("politie", "Ooms"), ("Veilig Thuis", "Bos")] {
        chair.records(nummer, vec![aanwezig(organisatie, naam)]);
    }
    chair.records(nummer, vec![naar(Fase::Opening, Fase::Beeldvorming)]);
    chair.records(nummer, vec![naar(Fase::Beeldvorming, Fase::Oordeelsvorming)]);
    nummer
}

/// What an organisation makes of it: the words and the level are to be found nowhere.
pub(super) fn oordeel(organisatie: &str) -> Command {
    let oordeel = OordeelInhoud {
        organisatie: t(organisatie),
        acuut: Some(Antwoord::Ja),
        niveau: Some(NiveauId::try_from("gemiddeld".to_owned()).unwrap()),
        argument: t(&format!("{SECRET} van {organisatie}")),
    };
    Command::GeefOordeel { overleg: O1, oordeel }
}

fn ask_everything(desk: &mut Desk) {
    let words = [SECRET, "politie"].map(|w| Raadpleging::Zoek { woorden: t(w) });
    for vraag in [Raadpleging::Dossiers, Raadpleging::Acties].into_iter().chain(words) {
        let found = desk.asks(vraag);
        assert!(
            !matches!(found, Opgehaald::Regels { rijen, .. } if rijen.iter().any(|r| r.tekst.as_str().contains(SECRET)))
        );
    }
}

#[test]
fn no_byte_of_a_sealed_judgement_leaves_the_server_before_the_reveal_and_all_of_it_after() {
    let mut service = Service::with_table(&table_for_me(&Rol::ALL));
    let mut chair = service.wire(Rol::Voorzitter);
    let nummer = prepared(&mut chair);
    let roles = [Rol::Voorzitter, Rol::Procesregisseur, Rol::Notulist, Rol::Deelnemer, Rol::Raadpleger];
    let mut here: Vec<Desk> = roles.map(|rol| service.wire(rol)).into();
    let mut wall = service.wall();
    wall.say(&ToServer::Volg { dossier: Some(nummer), sinds: None });
    for desk in &mut here {
        desk.follow(nummer);
        desk.say(&ToServer::VolgOverzicht);
    }
    // one that has everything up to the round, and is away during it
    let mut away = service.wire(Rol::Notulist);
    away.follow(nummer);
    let (terminal, since) = (away.terminal, away.stand());
    away.kill();
    chair.records(nummer, vec![Command::OpenGeslotenRonde { overleg: O1 }]);
    chair.records(nummer, vec![oordeel("politie")]);
    chair.records(nummer, vec![oordeel("Veilig Thuis")]);
    let open = |d: &Desk| d.replica.as_ref()?.dossier.overleg(O1)?.afweging.open_ronde().map(|r| r.ontvangen.len());
    // the typist's own terminal hears no more than the others
    chair.follow(nummer);
    let late = [Rol::Voorzitter, Rol::Waarnemer].map(|rol| service.wire(rol)).map(|mut desk| {
        desk.follow(nummer);
        desk
    });
    let verb = Desk::socket(&service.config(Soort::Vraag, Some(Rol::Voorzitter)));
    here.extend(late.into_iter().chain([verb, chair]));
    for desk in &mut here {
        desk.settle();
        ask_everything(desk);
        assert!(!desk.received(SECRET) && !desk.received("gemiddeld van"), "{:?}", desk.messages().last());
        if desk.replica.is_some() {
            desk.until("that two were received", |d| open(d) == Some(2));
            let ronde = desk.dossier().overleg(O1).unwrap().afweging.open_ronde().unwrap();
            assert_eq!((ronde.ontvangen.len(), ronde.oordelen.len()), (2, 0));
        }
    }
    settle(&mut [&mut wall]);
    assert!(!wall.received(SECRET));

    let mut chair = here.pop().unwrap();
    chair.records(nummer, vec![Command::OnthulOordelen { overleg: O1 }]);
    let mut config = service.config(Soort::Terminal, Some(Rol::Notulist));
    config.terminal = terminal;
    let mut back = Desk::socket(&config);
    back.say(&ToServer::Volg { dossier: Some(nummer), sinds: since });
    back.until("the words, though it was away", |d| d.messages().any(|m| matches!(m, ToClient::Bij { .. })));
    assert!(back.received(SECRET));
    back.kill();
    here.push(chair);
    for desk in here.iter_mut().filter(|d| d.replica.is_some()) {
        let there = |d: &Desk| d.replica.as_ref().is_some_and(|r| r.dossier.overleg(O1).is_some());
        desk.until("the reveal", |d| there(d) && open(d).is_none() && d.received(SECRET));
        let o = desk.dossier().overleg(O1).unwrap();
        assert!(o.afweging.open_ronde().is_none() && desk.received(SECRET));
        for organisatie in ["politie", "Veilig Thuis"] {
            let given = &o.oordeel_van(organisatie).unwrap().inhoud;
            assert_eq!(
                (given.acuut, given.argument.clone()),
                (Some(Antwoord::Ja), t(&format!("{SECRET} van {organisatie}")))
            );
        }
    }
    // and the record itself tells the same after a restart
    drop(here);
    service.again();
    let mut after = service.wire(Rol::Raadpleger);
    after.follow(nummer);
    assert_eq!(after.dossier().overleg(O1).unwrap().oordelen.len(), 2);
}

#[test]
fn a_restart_during_a_closed_round_gives_nothing_away() {
    let mut service = Service::with_table(&table_for_me(&Rol::ALL));
    let mut chair = service.wire(Rol::Voorzitter);
    let nummer = prepared(&mut chair);
    chair.records(nummer, vec![Command::OpenGeslotenRonde { overleg: O1 }]);
    chair.records(nummer, vec![oordeel("politie")]);
    chair.kill();
    service.again();
    let (mut chair, mut notulist) = (service.wire(Rol::Voorzitter), service.wire(Rol::Notulist));
    gather(nummer, &mut [&mut chair, &mut notulist]);
    assert!(!chair.received(SECRET) && !notulist.received(SECRET));
    let (_, stand) = chair.records(nummer, vec![Command::OnthulOordelen { overleg: O1 }]);
    notulist.until("the reveal", |d| d.stand() == Some(stand) && d.received(SECRET));
}

#[test]
fn a_judgement_as_a_line_is_refused_while_the_round_is_closed_and_nothing_of_it_is_recorded() {
    let service = Service::with_table(&table_for_me(&Rol::ALL));
    let (mut notulist, mut chair) = (service.wire(Rol::Notulist), service.wire(Rol::Voorzitter));
    let nummer = prepared(&mut chair);
    chair.records(nummer, vec![Command::OpenGeslotenRonde { overleg: O1 }]);
    gather(nummer, &mut [&mut chair, &mut notulist]);
    let line = RegelInhoud { inbreng: Some(t("politie")), ..RegelInhoud::new(RegelSoort::Oordeel, t(SECRET)) };
    assert_eq!(notulist.refused(nummer, vec![leg_vast(line.clone())]), Refusal::RondeIsGesloten);
    // nor by way of another kind
    let note = RegelInhoud { inbreng: Some(t("politie")), ..RegelInhoud::new(RegelSoort::Notitie, t("een notitie")) };
    notulist.records(nummer, vec![leg_vast(note)]);
    let regel = *{
        notulist.until("the note", |d| d.reads("een notitie"));
        notulist.dossier().regels.keys().next_back().unwrap()
    };
    let naar = RegelSoort::Oordeel;
    assert_eq!(notulist.refused(nummer, vec![Command::WijzigSoort { regel, naar }]), Refusal::RondeIsGesloten);
    chair.settle();
    assert!(!chair.received(SECRET));
    // one who is no chair reveals nothing
    assert!(matches!(notulist.refused(nummer, vec![Command::OnthulOordelen { overleg: O1 }]), Refusal::RolMagNiet { .. }));
}
