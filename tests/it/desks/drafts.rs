//! What is being typed: seen by who may, kept for who lost the connection or the program, and gone once it is recorded.

use std::sync::Arc;

use crisistafel::app::{self, Effect, Model, Msg, Start};
use crisistafel::client::FromLink;
use crisistafel::domain::rol::Rol;
use crisistafel::domain::tijd::Clock;
use crisistafel::input::catalogue::{self, Scope};
use crisistafel::input::keymap::Keymap;
use crisistafel::input::script::presses;
use crisistafel::protocol::{Soort, ToServer};

use super::SILENCE;
use super::desk::{Desk, gather};
use super::meeting::vergadering;
use super::service::{Service, table_for_me};

/// The text that others see being typed.
fn typing(desk: &Desk) -> Vec<&str> {
    desk.drafts.values().map(|(_, text)| text.as_str()).collect()
}

/// The drafts on disk.
fn on_disk(service: &Service) -> Vec<String> {
    let files = std::fs::read_dir(service.store().join("concepten")).unwrap();
    files.map(|f| std::fs::read_to_string(f.unwrap().path()).unwrap()).collect()
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

/// The whole program but its screen: the real model on a real link.
struct Program {
    desk: Desk,
    model: Model,
    taken: usize,
    clock: Arc<super::service::TestClock>,
}

impl Program {
    fn start(service: &Service, dossier: crisistafel::domain::ids::DossierNummer) -> Self {
        let keys = include_str!("../../../src/input/toetsen.toml");
        let toetsen = Keymap::parse("toetsen.toml", keys, Scope::named, catalogue::named).unwrap();
        let config = service.config(Soort::Terminal, None);
        let start = Start {
            soort: Soort::Terminal,
            terminal: config.terminal,
            dossier: Some(dossier),
            toetsen: Arc::new(toetsen),
            themas: vec!["donker".to_owned()],
            maat: (120, 36),
            nu: service.clock.now(),
        };
        let model = Model::new(start);
        let mut program = Self { desk: Desk::link(config), model, taken: 0, clock: Arc::clone(&service.clock) };
        for effect in app::begin(&program.model) {
            program.carry_out(effect);
        }
        program
    }

    fn carry_out(&mut self, effect: Effect) {
        if let Effect::Send(message) = effect {
            self.desk.say(&message);
        }
    }

    fn press(&mut self, keys: &str) {
        for key in presses(keys).unwrap() {
            for effect in app::update(&mut self.model, Msg::Key(key), self.clock.now()) {
                self.carry_out(effect);
            }
        }
    }

    /// Takes what comes until the model is so.
    fn until(&mut self, what: &str, fact: impl Fn(&Model) -> bool) {
        loop {
            while let Some(from) = self.desk.came.get(self.taken).cloned() {
                self.taken += 1;
                for effect in app::update(&mut self.model, Msg::Link(from), self.clock.now()) {
                    self.carry_out(effect);
                }
            }
            if fact(&self.model) {
                return;
            }
            let taken = self.taken;
            self.desk.until(what, |d| d.came.len() > taken);
        }
    }

    fn line(&self) -> &str {
        self.model.overleg.draft.text()
    }
}

fn ready(m: &Model) -> bool {
    m.replica.as_ref().is_some_and(|r| r.bij)
}

fn lines(m: &Model) -> Vec<&str> {
    m.dossier().into_iter().flat_map(|d| d.regels.values()).map(|r| r.inhoud.tekst.as_str()).collect()
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
    std::fs::write(service.store().join("concepten").join(name_of(&keep[0])), &keep[0]).unwrap();
    service.up();
    program.until("that it was lost", |m| matches!(m.verbinding, app::model::Verbinding::Kwijt(_)));
    program.until("that it is back", |m| m.verbinding == app::model::Verbinding::Er);
    program.desk.settle();
    program.until("nothing more", |_| true);
    assert_eq!((program.line(), lines(&program.model)), ("", vec!["Hij belde aan"]));
    service.again();
    assert_eq!(on_disk(&service), Vec::<String>::new());
}

fn name_of(draft: &str) -> String {
    let draft: serde_json::Value = serde_json::from_str(draft).unwrap();
    format!("{}-{}.concept", draft["terminal"].as_str().unwrap(), draft["dossier"].as_str().unwrap())
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
    program.until("both", |m| m.overleg.draft.text() == "voor de klap erna");
    let mut other = service.wire(None);
    other.follow(nummer);
    other.until("both", |d| typing(d) == ["voor de klap erna"]);
    assert_eq!(other.listen(SILENCE), 0);
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
    thief.say(&ToServer::Concept { tekst: super::meeting::t("van een ander") });
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
