//! The service is killed at a named point, as by `kill -9`: afterwards the record is as before the request or as after it,
//! everything that was acknowledged is there, and what the terminal sends again is there once.

use std::collections::BTreeMap;
use std::os::unix::process::ExitStatusExt;

use crisistafel::domain::event::Event;
use crisistafel::domain::ids::{DossierNummer, RequestId};
use crisistafel::journal::{Found, Journal, JournalId, OrganisatieEvent, record};
use crisistafel::protocol::{Afhandeling, Opgehaald, Raadpleging, Soort, Stand, ToClient};
use nix::sys::signal::Signal;

use super::child::{House, Running};
use super::desk::Desk;
use super::meeting::{feit, open, t, vergadering};
use super::program::{Program, lines, ready};
use super::service::TestClock;

/// Every point of a request, and whether a process that is killed there has the frame in its file.
const POINTS: [(&str, bool); 5] =
    [("before-append", false), ("after-append", true), ("after-sync", true), ("before-reply", true), ("after-reply", true)];

/// The lines of a dossier as they are on disk, with their frames.
fn on_disk(house: &House, nummer: DossierNummer) -> Vec<(u64, String)> {
    let id = JournalId::Dossier(nummer);
    let reading = crisistafel::server::journaal(&house.store(), None).unwrap().read(id).unwrap();
    assert_eq!(*reading.found(), Found::Whole);
    let mut lines = Vec::new();
    for envelope in record::envelopes::<Event>(id, &reading) {
        let envelope = envelope.unwrap();
        for event in envelope.events {
            if let Event::RegelVastgelegd { inhoud, .. } = event {
                lines.push((envelope.seq, inhoud.tekst.to_string()));
            }
        }
    }
    lines
}

/// Waits until the service is lost, and was killed.
fn killed(mut service: Running, desk: &mut Desk) {
    let before = desk.lost();
    desk.until("that it is lost", |d| d.lost() > before);
    assert_eq!(service.wait().signal(), Some(Signal::SIGKILL as i32), "it was to kill itself");
}

fn end(mut service: Running) {
    service.signal(Signal::SIGTERM);
    assert_eq!(service.wait().code(), Some(0));
}

/// Every request that was acknowledged, and up to where the record was with it.
fn acknowledged(desk: &Desk) -> BTreeMap<RequestId, Stand> {
    let answers = desk.messages().filter_map(|m| match m {
        ToClient::Antwoord { verzoek, uitkomst: Afhandeling::Vastgelegd { stand, .. } } => Some((*verzoek, *stand)),
        _ => None,
    });
    answers.collect()
}

/// One service that is killed the n-th time that it passes a point, the one after it, and a terminal that lives on.
fn round(house: &House, nummer: DossierNummer, (point, is_there): (&str, bool), nth: usize, terminal: u128) {
    let service = house.service_that_stops_at(&format!("{point}:{nth}"));
    let mut desk = Desk::link(house.config(Soort::Terminal, terminal));
    let before = on_disk(house, nummer).len();
    let texts: Vec<String> = (0..nth + 2).map(|n| format!("{point} {nth}, regel {n}")).collect();
    let asked: Vec<RequestId> = texts.iter().map(|text| desk.ask_for(nummer, vec![feit(text)])).collect();
    killed(service, &mut desk);
    let said = acknowledged(&desk);
    let found = on_disk(house, nummer);
    // before or after: of the one in hand all or nothing, of those behind it nothing
    assert_eq!(found.len() - before, if is_there { nth } else { nth - 1 }, "{point} {nth}");
    for verzoek in said.keys() {
        let which = asked.iter().position(|a| a == verzoek).unwrap();
        assert!(found.iter().any(|(_, text)| *text == texts[which]), "{point} {nth}: acknowledged and gone: {which}");
    }
    let service = house.service();
    for verzoek in &asked {
        assert!(matches!(desk.answer(*verzoek), Afhandeling::Vastgelegd { .. }));
    }
    let found = on_disk(house, nummer);
    assert!(acknowledged(&desk).iter().all(|(v, stand)| said.get(v).is_none_or(|before| before == stand)));
    for text in &texts {
        assert_eq!(found.iter().filter(|(_, t)| t == text).count(), 1, "{point} {nth}: {text}");
    }
    // and the rows have exactly the same
    let Opgehaald::Regels { rijen, .. } = desk.asks(Raadpleging::Zoek { woorden: t("regel") }) else { panic!() };
    assert_eq!(rijen.len(), found.len(), "{point} {nth}");
    drop(desk);
    end(service);
}

#[test]
fn killed_anywhere_in_a_request_the_record_is_before_or_after_and_a_resend_is_one_line() {
    let house = House::new();
    let service = house.service();
    let nummer = vergadering(&mut Desk::link(house.config(Soort::Terminal, 1)), "Doodgeslagen");
    end(service);
    // a terminal's number is the beginning of its request ids
    let rounds = POINTS.into_iter().flat_map(|point| [1, 4].map(|nth| (point, nth)));
    for ((point, nth), terminal) in rounds.zip(2..) {
        round(&house, nummer, point, nth, terminal);
    }
    let checked = house.run("controleer --oefening", "");
    assert!(checked.code == Some(0) && checked.out.contains("Alles is heel"), "{checked:?}");
}

/// Review F11: the log is full, nobody can be told on standard error, and then the program fails: it ends, and before
/// that a full log hinders nobody.
#[test]
fn a_panic_that_nobody_can_be_told_of_ends_the_service() {
    let house = House::new();
    std::os::unix::fs::symlink("/dev/full", house.store().join("dienst.log")).unwrap();
    let mut command = house.command(["dienst", "--oefening"]);
    command.env("CRISISTAFEL_STOP_BIJ", "before-reply:8:paniek");
    command.stderr(std::fs::File::options().write(true).open("/dev/full").unwrap());
    let mut service = Running::quiet(command);
    service.line().expect("the service listens");
    let mut desk = Desk::link(house.config(Soort::Terminal, 1));
    let nummer = vergadering(&mut desk, "Vol log");
    for nr in 0..8 {
        desk.ask_for(nummer, vec![feit(&format!("regel {nr}"))]);
    }
    let before = desk.lost();
    desk.until("that it is lost", |d| d.lost() > before);
    assert_eq!(service.wait().signal(), Some(Signal::SIGABRT as i32));
    assert!(!on_disk(&house, nummer).is_empty());
}

/// Review F21: a limit on the length of files refuses, in words, and kills nobody.
#[test]
fn the_longest_file_that_is_allowed_does_not_end_the_service() {
    let house = House::new();
    let unbounded = house.command(["dienst", "--oefening"]);
    let mut command = std::process::Command::new("sh");
    command.args(["-c", "ulimit -f 1024; exec \"$0\" \"$@\""]).arg(super::child::program()).args(unbounded.get_args());
    command.env_clear().envs(unbounded.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command.stdin(std::process::Stdio::null()).stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let mut service = Running::start(command);
    service.line().expect("the service listens");
    let mut desk = Desk::link(house.config(Soort::Terminal, 1));
    let nummer = vergadering(&mut desk, "Lang");
    let refused = (0..400).find_map(|_| match desk.try_to(nummer, vec![feit(&"x".repeat(5000))]) {
        Afhandeling::Storing { melding } => Some(melding),
        _ => None,
    });
    let melding = refused.expect("the limit was reached");
    assert!(melding.contains("het bestand wordt te groot") && melding.contains("ulimit -f"), "{melding}");
    drop(desk);
    end(service);
}

/// Opening a dossier writes two journals: its own, and that of the organisation, which has to know of it.
#[test]
fn killed_anywhere_while_a_dossier_is_opened_a_resend_finds_the_same_dossier() {
    let house = House::new();
    let twice = ["before-append", "after-append", "after-sync"].into_iter().flat_map(|point| [(point, 1), (point, 2)]);
    let points: Vec<_> = twice.chain([("before-reply", 1), ("after-reply", 1)]).collect();
    for ((point, nth), terminal) in points.iter().zip(1..) {
        let service = house.service_that_stops_at(&format!("{point}:{nth}"));
        let mut desk = Desk::link(house.config(Soort::Terminal, terminal));
        let titel = format!("{point} {nth}");
        let asked = desk.ask_for(None, vec![open(&titel)]);
        killed(service, &mut desk);
        let service = house.service();
        assert!(matches!(desk.answer(asked), Afhandeling::Vastgelegd { .. }));
        let Opgehaald::Dossiers { rijen } = desk.asks(Raadpleging::Dossiers) else { panic!() };
        assert_eq!(rijen.iter().filter(|r| r.werktitel.as_str() == titel).count(), 1, "{titel}");
        drop(desk);
        end(service);
    }
    let journal = crisistafel::server::journaal(&house.store(), None).unwrap();
    let reading = journal.read(JournalId::Organisatie).unwrap();
    let all = record::envelopes::<OrganisatieEvent>(JournalId::Organisatie, &reading).flat_map(|e| e.unwrap().events);
    let made = all.filter(|e| matches!(e, OrganisatieEvent::DossierAangemaakt { .. })).count();
    // with the organisation's and that of the trace
    assert_eq!((made, journal.list().unwrap().len()), (points.len(), points.len() + 2));
    assert_eq!(house.run("controleer --oefening", "").code, Some(0));
}

#[test]
fn what_was_being_typed_survives_that_terminal_and_service_are_killed_together() {
    let house = House::new();
    let service = house.service();
    let mut desk = Desk::socket(&house.config(Soort::Terminal, 1));
    let nummer = vergadering(&mut desk, "Allebei dood");
    desk.follow(nummer);
    desk.types("v Hij heeft haar adres");
    let typed = || house.drafts().iter().any(|text| text.contains("v Hij heeft haar adres"));
    desk.asks_until("it is on disk", typed);
    service.signal(Signal::SIGKILL);
    killed(service, &mut desk);
    desk.kill();
    let service = house.service();
    let mut back = Desk::socket(&house.config(Soort::Terminal, 2));
    back.follow(nummer);
    assert_eq!(back.given_back(), ["v Hij heeft haar adres"]);
    drop(back);
    end(service);
}

/// Killed again and again without a moment to tidy up.
#[test]
fn a_service_that_is_killed_and_killed_again_loses_nothing_that_it_acknowledged() {
    let house = House::new();
    let service = house.service();
    let mut desk = Desk::link(house.config(Soort::Terminal, 1));
    let nummer = vergadering(&mut desk, "Steeds weer");
    service.signal(Signal::SIGKILL);
    killed(service, &mut desk);
    let mut asked = Vec::new();
    for n in 0..8 {
        let service = house.service();
        asked.extend((0..20).map(|m| desk.ask_for(nummer, vec![feit(&format!("{n}.{m}"))])));
        // somewhere in the middle of these
        let somewhere = asked[asked.len() - 1 - n];
        desk.until("some of the answers", |d| d.answered(somewhere).is_some());
        service.signal(Signal::SIGKILL);
        killed(service, &mut desk);
    }
    let service = house.service();
    for verzoek in asked {
        desk.answer(verzoek);
    }
    let texts: Vec<String> = on_disk(&house, nummer).into_iter().map(|(_, text)| text).collect();
    let expected: Vec<String> = (0..8).flat_map(|n| (0..20).map(move |m| format!("{n}.{m}"))).collect();
    assert_eq!(texts, expected, "all of it, once, in the order in which it was typed");
    drop(desk);
    end(service);
}

/// Every point between Enter and its answer, and whether a line of which the service is killed there is in the record.
const OF_A_LINE: [(&str, bool); 7] = [
    ("before-draft", false),
    ("after-draft", false),
    ("before-append", false),
    ("after-append", true),
    ("after-sync", true),
    ("before-reply", true),
    ("after-reply", true),
];

fn program(house: &House, nummer: DossierNummer, terminal: u128) -> Program {
    let mut program = Program::on(house.config(Soort::Terminal, terminal), nummer, TestClock::begun());
    program.until("the dossier", ready);
    program.desk.settle();
    program.until("all that there was", |_| true);
    program
}

/// Somebody types a line and enters it; the service is killed at this point. Gives back the terminal.
fn enter(house: &House, nummer: DossierNummer, point: &str, text: &str, (slow, terminal): (bool, u128)) -> Program {
    let there = |m: &crisistafel::app::Model| m.verbinding == crisistafel::app::model::Verbinding::Er;
    // settled with the same kind of request that is counted: what is typed is heard before Enter
    let service = house.service();
    let mut program = program(house, nummer, terminal);
    program.press(if slow { "f " } else { "" });
    program.press(if slow { text } else { "" });
    program.desk.settle();
    end(service);
    program.until("that it is lost", |m| !there(m));
    let service = house.service_that_stops_at(&format!("{point}:1"));
    program.until("that it is back", there);
    program.press(if slow { "" } else { "f " });
    program.press(if slow { "" } else { text });
    program.press("<enter>");
    killed(service, &mut program.desk);
    program
}

/// Review F2: whoever dies when, what was entered is recorded once or stands in the line again; never both, never neither.
#[test]
fn whoever_is_killed_when_a_line_is_recorded_once_or_stands_in_the_line_again() {
    let house = House::new();
    let service = house.service();
    let nummer = vergadering(&mut Desk::link(house.config(Soort::Terminal, 1)), "Nooit allebei");
    end(service);
    let mut terminals = 10..;
    let mut next = || terminals.next().unwrap();
    // at the first point only what was on disk before is known to anybody: entered fast, nobody is left who knows it
    let typed_before = OF_A_LINE.into_iter().take(2).map(|p| (p, true, true));
    let both = OF_A_LINE.into_iter().skip(1).map(|p| (p, false, true));
    let alone = OF_A_LINE.into_iter().map(|p| (p, false, false));
    for ((point, recorded), slow, both) in typed_before.chain(both).chain(alone) {
        let text = format!("{point} {slow} {both}");
        let mut first = enter(&house, nummer, point, &text, (slow, next()));
        let service;
        if both {
            drop(first);
            service = house.service();
        } else {
            service = house.service();
            // what it sends again is recorded, and leaves no draft to who comes after it
            first.until("the line", |m| lines(m).contains(&text.as_str()));
            assert_eq!(first.line(), "", "{text}");
            drop(first);
        }
        let mut back = program(&house, nummer, next());
        let there = lines(&back.model).iter().filter(|l| **l == text).count();
        let line = back.line().to_owned();
        let expected = if recorded || !both { (1, String::new()) } else { (0, format!("f {text}")) };
        assert_eq!((there, line), expected, "{text}");
        back.press("<enter>");
        back.until("the line", |m| lines(m).contains(&text.as_str()));
        assert_eq!(on_disk(&house, nummer).iter().filter(|(_, l)| *l == text).count(), 1, "{text}");
        drop(back);
        end(service);
    }
}

/// A terminal that is killed alone: what it sent is recorded once, and is no draft.
#[test]
fn a_terminal_that_is_killed_as_it_enters_a_line_leaves_it_recorded_and_not_in_the_line() {
    let house = House::new();
    let service = house.service();
    let nummer = vergadering(&mut Desk::link(house.config(Soort::Terminal, 1)), "Alleen de terminal");
    let mut first = program(&house, nummer, 2);
    first.press("f Hij belde<enter>");
    drop(first);
    let mut back = program(&house, nummer, 3);
    back.until("the line", |m| lines(m) == ["Hij belde"]);
    back.desk.settle();
    back.until("all that there was", |_| true);
    assert_eq!((back.line(), on_disk(&house, nummer).len()), ("", 1));
    drop(back);
    end(service);
}

/// That a process leaves no core dump, and that nobody but root looks into it: its files below `/proc` are root's then, whoever
/// runs it. Where the tests run as root that says nothing, and `users.rs` asks it of another account.
pub(super) fn is_closed(pid: nix::unistd::Pid) {
    use std::os::unix::fs::MetadataExt;
    let limits = std::fs::read_to_string(format!("/proc/{pid}/limits")).unwrap();
    let core = limits.lines().find_map(|l| l.strip_prefix("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().take(2).collect::<Vec<_>>(), ["0", "0"], "{limits}");
    assert_eq!(std::fs::metadata(format!("/proc/{pid}/mem")).unwrap().uid(), 0, "it can be looked into");
}

#[test]
fn a_service_leaves_no_core_dump_and_is_not_looked_into() {
    is_closed(House::new().service().pid());
}

/// What a panic is with may be dossier text: it is told where it happened, and nothing else, in the log and on standard error.
#[test]
fn a_panic_is_told_with_its_place_and_without_what_it_says() {
    let house = House::new();
    let mut service = house.service_that_stops_at("before-reply:1:paniek");
    let mut desk = Desk::link(house.config(Soort::Terminal, 1));
    let before = desk.lost();
    desk.ask_for(None, vec![open("Plantkwikstaart")]);
    desk.until("that it is lost", |d| d.lost() > before);
    let status = service.wait();
    let said = service.end().err;
    let log = std::fs::read_to_string(house.store().join("dienst.log")).unwrap();
    assert_eq!(status.signal(), Some(Signal::SIGABRT as i32));
    for text in [said, log] {
        assert!(text.contains("gestopt door een fout in het programma (src/"), "{text}");
        assert!(!text.contains("as the test asked") && !text.contains("kwikstaart"), "{text}");
    }
}
