//! What is being typed: seen by who may, kept for who lost the connection or the program, and gone once it is recorded.

use crisistafel::app;
use crisistafel::client::FromLink;
use crisistafel::domain::ids::RequestId;
use crisistafel::domain::rol::Rol;
use crisistafel::domain::tekst::Tekst;
use crisistafel::protocol::{Getypt, Soort, ToClient, ToServer};
use crisistafel::server::DraftFiles;

use super::desk::{Desk, gather};
use super::meeting::{afgeschermd, scherm_af, soort, vergadering};
use super::program::{Program, lines, ready};
use super::service::{Service, table_for_me};

/// The text that others see being typed.
fn typing(desk: &Desk) -> Vec<&str> {
    desk.drafts.values().map(|(_, text)| text.as_str()).collect()
}

/// The drafts on disk.
fn on_disk(service: &Service) -> Vec<String> {
    super::drafts_in(&service.store()).iter().map(|draft| serde_json::to_string(draft).unwrap()).collect()
}

#[test]
fn a_draft_survives_a_killed_terminal_and_a_restarted_server_and_is_given_back_once() {
    let mut service = Service::start();
    let mut desk = service.desk(None);
    let nummer = vergadering(&mut desk, "Half getypt");
    let mut typist = service.wire(None);
    gather(nummer, &mut [&mut typist, &mut desk]);
    typist.types("v Hij heeft haar rooster");
    desk.until("what is typed", |d| typing(d) == ["v Hij heeft haar rooster"]);
    typist.kill();
    desk.until("that nobody types", |d| d.drafts.is_empty());
    // one new terminal of the same user gets it, the next one does not
    let (mut back, mut second) = (service.wire(None), service.wire(None));
    back.follow(nummer);
    second.follow(nummer);
    assert_eq!((back.given_back(), second.given_back()), (vec!["v Hij heeft haar rooster".to_owned()], vec![]));
    back.kill();
    second.kill();
    service.again();
    assert_eq!(on_disk(&service).len(), 1);
    let mut back = service.wire(None);
    back.follow(nummer);
    assert_eq!(back.given_back(), ["v Hij heeft haar rooster"]);
    // recorded, or thrown away by who typed it: it is gone for good
    back.types("");
    back.settle();
    service.again();
    assert_eq!(on_disk(&service), Vec::<String>::new());
    let mut late = service.wire(None);
    late.follow(nummer);
    assert_eq!(late.given_back(), Vec::<String>::new());
}

#[test]
fn a_draft_stays_in_the_dossier_in_which_it_was_typed() {
    let service = Service::start();
    let mut typist = service.desk(None);
    let (one, two) = (vergadering(&mut typist, "Een"), vergadering(&mut typist, "Twee"));
    let (mut in_one, mut in_two) = (service.wire(None), service.wire(None));
    in_one.follow(one);
    in_two.follow(two);
    typist.follow(one);
    typist.types("alleen voor een");
    in_one.until("what is typed", |d| typing(d) == ["alleen voor een"]);
    typist.follow(two);
    in_one.until("that nobody types here", |d| d.drafts.is_empty());
    typist.types("alleen voor twee");
    in_two.until("what is typed", |d| typing(d) == ["alleen voor twee"]);
    typist.follow(one);
    typist.until("the own draft", |d| d.given_back() == ["alleen voor een"]);
    typist.settle();
    assert!(!in_one.received("alleen voor twee") && !in_two.received("alleen voor een"));
}

/// The connection is lost just after another dossier was opened: what was typed in the first is not said again in the
/// second.
#[test]
fn a_draft_does_not_move_to_another_dossier_when_the_connection_is_lost() {
    let mut service = Service::start();
    let mut typist = service.desk(None);
    let (one, two) = (vergadering(&mut typist, "Een"), vergadering(&mut typist, "Twee"));
    typist.follow(one);
    typist.types("alleen voor een");
    typist.follow(two);
    service.again();
    typist.until("that it was lost", |d| d.came.contains(&FromLink::Lost));
    let mut witness = service.wire(None);
    witness.follow(two);
    typist.until("a new welcome", |d| d.came.iter().rposition(|f| *f == FromLink::Lost) < d.came.len().checked_sub(1));
    typist.settle();
    witness.settle();
    assert!(!witness.received("alleen voor een"), "{:?}", witness.drafts);
    typist.follow(one);
    typist.until("the own draft", |d| d.given_back().contains(&"alleen voor een".to_owned()));
}

#[test]
fn a_second_terminal_of_the_same_user_does_not_take_a_draft_that_is_being_typed() {
    let service = Service::start();
    let mut typist = service.wire(None);
    let nummer = vergadering(&mut typist, "Twee vensters");
    typist.follow(nummer);
    typist.types("blijf eraf");
    typist.settle();
    let mut second = service.wire(None);
    second.follow(nummer);
    second.settle();
    assert_eq!(second.given_back(), Vec::<String>::new());
    // nor what was typed in other roles
    typist.kill();
    let mut third = service.wire(Rol::Notulist);
    third.follow(nummer);
    third.settle();
    assert_eq!(third.given_back(), Vec::<String>::new());
}

#[test]
fn what_somebody_types_is_never_seen_in_another_dossier_nor_by_who_only_asks() {
    let service = Service::with_table(&table_for_me(&Rol::ALL));
    let mut chair = service.wire(Rol::Voorzitter);
    let (here, there) = (vergadering(&mut chair, "Hier"), vergadering(&mut chair, "Daar"));
    let mut verb = Desk::socket(&service.config(Soort::Vraag, Some(Rol::Voorzitter)));
    let (mut away, mut guest) = (service.wire(Rol::Notulist), service.wire(Rol::Waarnemer));
    gather(here, &mut [&mut chair, &mut verb, &mut guest]);
    away.follow(there);
    chair.types("een leeuwerik");
    chair.settle();
    for desk in [&mut verb, &mut away, &mut guest] {
        desk.settle();
        assert!(!desk.received("leeuwerik"));
    }
    // a guest has nothing to type, and nobody sees it try
    guest.types("een specht");
    guest.settle();
    chair.settle();
    assert!(!chair.received("specht"));
    assert!(chair.drafts.is_empty());
}

#[test]
fn a_program_types_on_through_a_restart_of_the_server_and_finds_its_line_as_it_was() {
    let mut service = Service::start();
    let nummer = vergadering(&mut service.desk(None), "Doortypen");
    let mut program = Program::start(&service, nummer);
    program.until("the dossier", ready);
    program.press("f Hij stond ");
    service.down();
    program.until("that it is lost", |m| matches!(m.verbinding, app::model::Verbinding::Kwijt(_)));
    program.press("er weer");
    service.up();
    program.until("that it is back", |m| m.verbinding == app::model::Verbinding::Er);
    let mut other = service.wire(None);
    other.follow(nummer);
    other.until("the whole line", |d| typing(d) == ["f Hij stond er weer"]);
    assert_eq!(program.line(), "f Hij stond er weer");
    program.press("<enter>");
    program.until("the line in the minutes", |m| lines(m) == ["Hij stond er weer"]);
    other.until("that nobody types", |d| d.drafts.is_empty() && d.reads("Hij stond er weer"));
    assert_eq!(program.line(), "");
}

/// The server is killed after the line was recorded, and before it heard that the line is empty again: the terminal knows
/// better, and does not put the old text back into the line.
#[test]
fn a_line_that_was_recorded_does_not_come_back_as_a_draft() {
    let mut service = Service::start();
    let nummer = vergadering(&mut service.desk(None), "Niet terug");
    let mut program = Program::start(&service, nummer);
    program.until("the dossier", ready);
    program.press("f Hij belde aan");
    program.desk.settle();
    service.again();
    // what the server has on disk is older than what is done here
    let keep = on_disk(&service);
    assert_eq!(keep.len(), 1);
    program.press("<enter>");
    program.until("the line in the minutes", |m| lines(m) == ["Hij belde aan"]);
    program.desk.settle();
    service.down();
    assert_eq!(on_disk(&service), Vec::<String>::new());
    let draft: crisistafel::server::Draft = serde_json::from_str(&keep[0]).unwrap();
    DraftFiles::of(&service.store()).unwrap().set(draft.key(), Some(&draft)).unwrap();
    service.up();
    program.until("that it was lost", |m| matches!(m.verbinding, app::model::Verbinding::Kwijt(_)));
    program.until("that it is back", |m| m.verbinding == app::model::Verbinding::Er);
    program.desk.settle();
    program.until("nothing more", |_| true);
    assert_eq!((program.line(), lines(&program.model)), ("", vec!["Hij belde aan"]));
    service.again();
    assert_eq!(on_disk(&service), Vec::<String>::new());
}

/// Somebody begins to type at once after a crash, before the old line has come back: neither is lost.
#[test]
fn what_was_typed_before_a_crash_and_what_is_typed_after_it_are_both_kept() {
    let service = Service::start();
    let nummer = vergadering(&mut service.desk(None), "Allebei");
    let mut first = service.wire(None);
    first.follow(nummer);
    first.types("voor de klap");
    first.settle();
    first.kill();
    let mut program = Program::start(&service, nummer);
    program.until("a welcome", |m| !m.rollen().is_empty());
    program.press("erna");
    program.until("the old line", |m| m.overleg.wachtend.len() == 1);
    assert_eq!(program.line(), "erna", "two lines are never joined");
    program.press("<enter>");
    program.until("the old line", |m| lines(m) == ["erna"] && m.overleg.draft.text() == "voor de klap");
    let mut other = service.wire(None);
    other.follow(nummer);
    other.until("the old line", |d| typing(d) == ["voor de klap"]);
    program.desk.settle();
    assert!(other.hears_nothing(), "{:?}", other.came.last());
    program.press("<enter>");
    program.until("both", |m| lines(m) == ["erna", "voor de klap"]);
}

#[test]
fn nobody_can_take_the_line_of_somebody_elses_terminal_by_its_name() {
    let service = Service::with_table(&table_for_me(&[Rol::Voorzitter, Rol::Notulist]));
    let mut chair = service.wire(Rol::Voorzitter);
    let nummer = vergadering(&mut chair, "Naam lenen");
    let mut typist = service.wire(Rol::Notulist);
    gather(nummer, &mut [&mut chair, &mut typist]);
    typist.types("mijn regel");
    chair.until("what is typed", |d| typing(d) == ["mijn regel"]);
    // the name that others know it by
    let known = *chair.drafts.keys().next().unwrap();
    let mut config = service.config(Soort::Terminal, Some(Rol::Voorzitter));
    config.terminal = known;
    let mut thief = Desk::socket(&config);
    thief.follow(nummer);
    thief.say(&ToServer::Concept(Getypt::nieuw(super::meeting::t("van een ander"))));
    thief.settle();
    assert_eq!(thief.given_back(), Vec::<String>::new());
    chair.until("both", |d| d.drafts.len() == 2);
    assert!(typing(&chair).contains(&"mijn regel"));
    assert!(!typist.is_cut());
}

/// Every file of the store that holds this text.
fn files_with(service: &Service, text: &str) -> Vec<std::path::PathBuf> {
    let (mut folders, mut found) = (vec![service.dir().to_owned()], Vec::new());
    while let Some(dir) = folders.pop() {
        for entry in std::fs::read_dir(dir).unwrap().map(|e| e.unwrap()) {
            let kind = entry.file_type().unwrap();
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() && super::holds(&std::fs::read(entry.path()).unwrap(), text) {
                found.push(entry.path());
            }
        }
    }
    found
}

/// What is filled in in a closed round stays in the program that it was typed in: no draft, no file, no other terminal; nor
/// does a judgement that is typed as a line, until the round is over.
#[test]
fn nothing_of_a_masked_judgement_is_kept_or_shown_before_it_is_given() {
    use crisistafel::domain::command::Command;
    use crisistafel::domain::dossier::Fase;
    let service = Service::start();
    let mut chair = service.desk(None);
    let nummer = vergadering(&mut chair, "Gemaskeerd");
    chair.records(nummer, vec![super::meeting::aanwezig("politie", "Ooms")]);
    chair.records(nummer, vec![super::meeting::naar(Fase::Opening, Fase::Beeldvorming)]);
    chair.records(nummer, vec![super::meeting::naar(Fase::Beeldvorming, Fase::Oordeelsvorming)]);
    let mut other = service.wire(None);
    other.follow(nummer);
    let mut program = Program::start(&service, nummer);
    program.until("the dossier", ready);
    // what stood in the line when the round was closed is taken back from who read along
    program.press("o meerkoet");
    other.until("what is typed", |d| typing(d) == ["o meerkoet"]);
    chair.records(nummer, vec![Command::OpenGeslotenRonde { overleg: super::meeting::O1 }]);
    program.until("the closed round", |m| m.overleg().is_some_and(|o| o.afweging.open_ronde().is_some()));
    other.until("that nobody types", |d| d.drafts.is_empty());
    program.press(&"<backspace>".repeat(12));
    program.until("the closed round", |m| m.overleg().is_some_and(|o| o.afweging.open_ronde().is_some()));
    program.press("/oordeel<enter>1<tab>1<tab>3<tab>zwaluw op het dak<esc>o zwaluw in de regel");
    program.desk.settle();
    other.settle();
    assert!(!other.received("zwaluw"), "{:?}", other.drafts);
    assert_eq!((files_with(&service, "zwaluw"), on_disk(&service)), (Vec::new(), Vec::<String>::new()));
    // a line of another kind is kept as ever
    program.press("<enter>");
    program.until("the refusal", |m| m.bericht.is_some());
    assert_eq!(program.line(), "o zwaluw in de regel");
    program.press(&"<backspace>".repeat(30));
    program.press("f een feit");
    other.until("what is typed", |d| typing(d) == ["f een feit"]);
    assert!(!other.received("zwaluw"));
}

/// A line that was entered and could not be recorded stands beside what is typed meanwhile, until it is in the line again.
#[test]
fn what_was_refused_is_kept_beside_what_is_typed_until_it_stands_in_the_line_again() {
    let mut service = Service::start();
    let mut typist = service.wire(None);
    let nummer = vergadering(&mut typist, "Geweigerd");
    typist.follow(nummer);
    let enter = |desk: &mut Desk, nr: u128, regel: &str| {
        let (verzoek, regels) =
            (crisistafel::domain::ids::RequestId(desk.terminal.0 + nr), vec![Getypt::nieuw(super::meeting::t(regel))]);
        // there is no such line
        desk.say(&ToServer::Doe { verzoek, dossier: Some(nummer), basis: None, opdrachten: vec![scherm_af(99)], regels });
        assert!(matches!(desk.answer(verzoek), crisistafel::protocol::Afhandeling::Geweigerd { .. }));
    };
    enter(&mut typist, 1, "eerste");
    typist.types("");
    enter(&mut typist, 2, "tweede");
    typist.types("derde");
    typist.settle();
    typist.kill();
    // whoever dies: what was being typed comes first, then what waits beside it, in order
    service.again();
    let mut back = service.wire(None);
    back.follow(nummer);
    assert_eq!(back.given_back(), ["derde", "eerste", "tweede"]);
    // each is let go of when it stands in the line as it was, and by no other line that happens to hold its words
    back.types("de eerste en de tweede");
    back.types("eerste");
    back.types("");
    back.settle();
    back.kill();
    service.again();
    let mut late = service.wire(None);
    late.follow(nummer);
    assert_eq!((late.given_back(), on_disk(&service).len()), (vec!["tweede".to_owned()], 1));
}

/// Also when a terminal says that it is a line: a judgement of a closed round has no draft, and one that was refused does not
/// stay when the round is closed.
#[test]
fn a_judgement_of_a_closed_round_is_no_draft_whatever_a_terminal_says() {
    use crisistafel::domain::command::Command;
    use crisistafel::domain::dossier::{Fase, RegelSoort};
    let service = Service::start();
    let mut chair = service.wire(None);
    let nummer = vergadering(&mut chair, "Verzegeld");
    chair.follow(nummer);
    let steps = [(Fase::Opening, Fase::Beeldvorming), (Fase::Beeldvorming, Fase::Oordeelsvorming)];
    chair.records(nummer, vec![super::meeting::aanwezig("politie", "Ooms")]);
    for (from, to) in steps {
        chair.records(nummer, vec![super::meeting::naar(from, to)]);
    }
    let enter = |desk: &mut Desk, nr: u128, opdracht: Command| {
        let (verzoek, regels) =
            (crisistafel::domain::ids::RequestId(desk.terminal.0 + nr), vec![Getypt::nieuw("o zwaluw".into())]);
        desk.say(&ToServer::Doe { verzoek, dossier: Some(nummer), basis: None, opdrachten: vec![opdracht], regels });
        desk.answer(verzoek);
    };
    enter(&mut chair, 1, scherm_af(99));
    assert!(on_disk(&service).iter().any(|draft| draft.contains("zwaluw")), "refused, and kept");
    chair.records(nummer, vec![Command::OpenGeslotenRonde { overleg: super::meeting::O1 }]);
    chair.types("");
    enter(&mut chair, 2, soort(RegelSoort::Oordeel, "zwaluw"));
    enter(&mut chair, 3, afgeschermd(RegelSoort::Oordeel, "zwaluw"));
    let mut service = service;
    service.down();
    assert_eq!((files_with(&service, "zwaluw"), on_disk(&service)), (Vec::new(), Vec::<String>::new()));
}

/// Review F2: while the service cannot be reached the program keeps what is entered, in order, and takes no more than it can
/// hold; when it is back all of it is recorded.
#[test]
fn what_is_entered_without_a_service_waits_in_order_and_is_bounded() {
    let mut service = Service::start();
    let nummer = vergadering(&mut service.desk(None), "Zonder dienst");
    let mut program = Program::start(&service, nummer);
    program.until("the dossier", ready);
    service.down();
    program.until("that it is lost", |m| matches!(m.verbinding, app::model::Verbinding::Kwijt(_)));
    let most = app::screens::overleg::WACHTEND_MAX;
    for n in 0..most {
        program.press(&format!("f regel {n}<enter>"));
    }
    program.press("f te veel<enter>");
    let said = program.model.bericht.as_ref().map(|b| b.tekst.clone()).unwrap();
    assert!(program.line() == "f te veel" && said.contains("deze blijft in de regel staan"), "{said}");
    service.up();
    program.until("all of it", |m| lines(m).len() == most);
    let expected: Vec<String> = (0..most).map(|n| format!("regel {n}")).collect();
    assert_eq!(lines(&program.model), expected);
    program.press("<enter>");
    program.until("the last", |m| lines(m).last() == Some(&"te veel"));
}

/// A full disk promised that two lines were kept as drafts, and neither came back: the log alone had heard of it. Who types is
/// told of each line that the disk refuses, also on a new connection, and when it takes it after all.
#[test]
fn who_types_is_told_what_the_disk_refuses_to_keep_and_when_it_does_after_all() {
    let service = Service::start();
    let mut typist = service.desk(None);
    let nummer = vergadering(&mut typist, "Volle schijf");
    typist.follow(nummer);
    let typed = |tekst: &str| {
        let mut regel = Getypt::nieuw(Tekst::cut(tekst));
        regel.verzoek = Some(RequestId(77));
        regel
    };
    let said = |d: &Desk| {
        let said = |m: &ToClient| if let ToClient::NietOpSchijf { regels } = m { Some(regels.clone()) } else { None };
        d.messages().rev().find_map(said)
    };
    typist.say(&ToServer::Concept(typed("f half")));
    typist.settle();
    assert_eq!(said(&typist), None);
    let (dir, away) = (service.store().join("concepten"), service.store().join("weg"));
    std::fs::rename(&dir, &away).unwrap();
    typist.say(&ToServer::Concept(typed("f half getypt")));
    typist.until("that it is not on disk", |d| said(d) == Some(vec![RequestId(77)]));
    let regels = vec![typed("f half getypt")];
    let doe = ToServer::Doe { verzoek: RequestId(77), dossier: Some(nummer), basis: None, opdrachten: Vec::new(), regels };
    typist.say(&doe);
    typist.answer(RequestId(77));
    typist.settle();
    assert_eq!(said(&typist), Some(vec![RequestId(77)]), "refused, and on disk nowhere");
    std::fs::rename(&away, &dir).unwrap();
    typist.until("that it is on disk", |d| said(d) == Some(vec![]));
    assert!(on_disk(&service).iter().any(|d| d.contains("f half getypt")), "{:?}", on_disk(&service));
}
