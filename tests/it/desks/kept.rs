//! What stands in the line and what waits beside it, when service and terminal are killed together: it comes back as the
//! same line, a correction as that correction, foreign text as foreign text, and each of them once.

use crisistafel::app::Model;
use crisistafel::app::model::Verbinding;
use crisistafel::domain::dossier::Regel;
use crisistafel::domain::ids::DossierNummer;
use crisistafel::protocol::Soort;
use nix::sys::signal::Signal;

use super::child::{House, Running};
use super::desk::Desk;
use super::meeting::vergadering;
use super::program::{Program, lines, ready};
use super::service::TestClock;

/// A meeting at a table whose service can be killed.
struct Scene {
    house: House,
    nummer: DossierNummer,
    service: Option<Running>,
    terminals: u128,
}

impl Scene {
    fn new(titel: &str) -> Self {
        let house = House::new();
        let service = house.service();
        let nummer = vergadering(&mut Desk::link(house.config(Soort::Terminal, 1)), titel);
        Self { house, nummer, service: Some(service), terminals: 1 }
    }

    /// A terminal that nobody typed at before.
    fn terminal(&mut self) -> Program {
        self.terminals += 1;
        let config = self.house.config(Soort::Terminal, self.terminals);
        let mut program = Program::on(config, self.nummer, TestClock::begun());
        program.until("the dossier", ready);
        settle(&mut program);
        program
    }

    /// Kills the terminal and the service together, once what was typed is on disk: gives the terminal that comes after.
    fn killed(&mut self, mut program: Program, kept: &[&str]) -> Program {
        program.desk.settle();
        // each in a file of its own, and nothing else
        let each = |all: &[String]| all.len() == kept.len() && kept.iter().all(|t| all.iter().any(|f| f.contains(t)));
        program.desk.asks_until("it is on disk", || each(&self.house.drafts()));
        let mut service = self.service.take().unwrap();
        service.signal(Signal::SIGKILL);
        service.wait();
        drop(program);
        self.service = Some(self.house.service());
        self.terminal()
    }

    /// In the place of the service, which ends in order: one that kills itself at this point.
    fn that_stops_at(&mut self, point: &str, program: &mut Program) -> Running {
        self.service.take().unwrap().signal(Signal::SIGTERM);
        self.house.wait_until_nobody_serves();
        program.until("that it is lost", |m| m.verbinding != Verbinding::Er);
        let service = self.house.service_that_stops_at(&format!("{point}:1"));
        program.until("that it is back", |m| m.verbinding == Verbinding::Er);
        service
    }

    /// The same, as soon as the service passes this point.
    fn killed_at(&mut self, point: &str, act: impl FnOnce(&mut Program)) -> Program {
        let mut program = self.terminal();
        let mut service = self.that_stops_at(point, &mut program);
        act(&mut program);
        service.wait();
        drop(program);
        self.service = Some(self.house.service());
        self.terminal()
    }
}

fn settle(program: &mut Program) {
    program.desk.settle();
    program.until("all that there was", |_| true);
}

fn last(m: &Model) -> &Regel {
    m.dossier().unwrap().regels.values().last().unwrap()
}

/// Types lines and takes each up as it comes: what stands in the line, one after the other, until nothing does.
fn taken_up(program: &mut Program) -> Vec<String> {
    let mut all = Vec::new();
    while !program.line().is_empty() {
        all.push(program.line().to_owned());
        let n = program.model.verzonden.len();
        program.press("<enter>");
        assert_eq!(program.model.verzonden.len(), n + 1, "{:?}", program.model.bericht);
        program.until("the answer", |m| m.verzonden.is_empty());
    }
    all
}

#[test]
fn a_correction_that_was_being_typed_comes_back_as_that_correction() {
    let mut scene = Scene::new("Correctie");
    let mut program = scene.terminal();
    program.press("f Hij heeft een mes <<>gisteren 22:00 #wapen<enter>");
    program.until("the line", |m| lines(m).len() == 1);
    let (id, was) = (last(&program.model).id, last(&program.model).inhoud.clone());
    program.press("<up> en een bijl");
    let typed = program.line().to_owned();
    let mut back = scene.killed(program, &["en een bijl"]);
    assert_eq!(back.line(), typed);
    assert_eq!(back.model.overleg.bewerkt.as_ref().map(|(id, _)| *id), Some(id));
    assert!(back.model.bericht.as_ref().unwrap().tekst.contains(&format!("uw correctie van {id}")));
    back.press("<enter>");
    back.until("the correction", |m| last(m).correcties.len() == 1);
    let now = last(&back.model);
    assert_eq!((lines(&back.model).len(), now.id), (1, id), "no line of its own");
    // what was not touched means what it meant
    assert_eq!((&now.inhoud.gebeurd, &now.inhoud.factoren), (&was.gebeurd, &was.factoren));
    assert!(now.inhoud.tekst.as_str().contains("en een bijl"));
    // and it is a draft no more
    let next = scene.killed(back, &[]);
    assert_eq!((next.line(), next.model.overleg.wachtend.len()), ("", 0));
}

#[test]
fn pasted_text_in_a_draft_stays_text() {
    let mut scene = Scene::new("Geplakt");
    let mut program = scene.terminal();
    program.paste("v van hem: neem het #wapen mee @politie");
    program.press(" #wapen");
    let typed = program.line().to_owned();
    let mut back = scene.killed(program, &["neem het"]);
    assert_eq!(back.line(), typed);
    assert!(crisistafel::app::screens::overleg::voorbeeld(&back.model).unwrap().letterlijk);
    back.press("<enter>");
    back.until("the line", |m| lines(m).len() == 1);
    let regel = &last(&back.model).inhoud;
    assert_eq!(regel.tekst.as_str(), "v van hem: neem het #wapen mee @politie");
    // what was typed behind it was typed
    assert_eq!((regel.factoren.len(), &regel.bron), (1, &None));
}

#[test]
fn what_was_put_aside_or_came_back_is_there_again_in_order() {
    let mut scene = Scene::new("Terzijde");
    let mut program = scene.terminal();
    program.press("f een feit<enter>");
    program.until("the line", |m| lines(m).len() == 1);
    let id = last(&program.model).id;
    // a line is put aside for a correction, and another one came back meanwhile
    program.paste("half #wapen");
    crisistafel::app::screens::overleg::bewerk(&mut program.model, id);
    program.press(" en meer");
    let correction = program.line().to_owned();
    let mut back = scene.killed(program, &["half #wapen", "en meer"]);
    assert_eq!(back.line(), correction);
    // killed again, while it waits
    back.press("<end>!");
    let mut back = scene.killed(back, &["half #wapen", "en meer!"]);
    assert_eq!(taken_up(&mut back), [format!("{correction}!"), "half #wapen".to_owned()]);
    let regel = last(&back.model);
    assert_eq!((regel.inhoud.tekst.as_str(), regel.inhoud.factoren.len()), ("half #wapen", 0));
    assert_eq!(back.model.dossier().unwrap().regels[&id].correcties.len(), 1);
    let next = scene.killed(back, &[]);
    assert_eq!((next.line(), next.model.overleg.wachtend.len()), ("", 0), "nothing comes twice");
}

#[test]
fn a_withdrawn_line_that_waits_behind_another_is_kept() {
    let mut scene = Scene::new("Teruggenomen");
    let mut program = scene.terminal();
    program.press("f hier #wapen<enter>");
    program.until("the line", |m| lines(m).len() == 1);
    program.press("<ctrl+z>v iets anders");
    program.until("that it waits", |m| m.overleg.wachtend.len() == 1);
    // the effects of what came were carried out
    let mut back = scene.killed(program, &["iets anders", "f hier #wapen"]);
    assert_eq!(taken_up(&mut back), ["v iets anders", "f hier #wapen"]);
    assert_eq!(last(&back.model).inhoud.factoren.len(), 1);
}

#[test]
fn pasted_lines_that_were_entered_are_recorded_together_or_come_back_one_by_one() {
    for (point, recorded) in [("after-draft", false), ("before-append", false), ("after-sync", true)] {
        let mut scene = Scene::new("Veel geplakt");
        let mut back = scene.killed_at(point, |program| {
            program.paste("een #wapen\ntwee\n! drie");
            program.press("1");
        });
        let given = taken_up(&mut back);
        let expected: &[&str] = if recorded { &[] } else { &["een #wapen", "twee", "! drie"] };
        assert_eq!(given, expected, "{point}");
        assert_eq!(lines(&back.model), ["een #wapen", "twee", "! drie"], "{point}");
        assert!(last(&back.model).inhoud.afgeschermd && last(&back.model).inhoud.factoren.is_empty());
        let next = scene.killed(back, &[]);
        assert_eq!((next.line(), next.model.overleg.wachtend.len()), ("", 0), "{point}: nothing comes twice");
    }
}

/// Where the terminal lives on, what it sends again is recorded, and nothing of it is left for who comes next.
#[test]
fn pasted_lines_that_are_sent_again_leave_no_draft() {
    let mut scene = Scene::new("Opnieuw");
    let mut program = scene.terminal();
    let mut service = scene.that_stops_at("after-draft", &mut program);
    program.paste("een\ntwee");
    program.press("1");
    service.wait();
    scene.service = Some(scene.house.service());
    program.until("both", |m| lines(m) == ["een", "twee"]);
    let next = scene.killed(program, &[]);
    assert_eq!((next.line(), next.model.overleg.wachtend.len(), lines(&next.model).len()), ("", 0, 2));
}

/// What an older version left behind is its text: a new line, and nothing is lost of it.
#[test]
fn a_draft_of_an_older_version_is_still_a_line() {
    let mut scene = Scene::new("Ouder");
    let program = scene.terminal();
    let mut program = scene.killed(program, &[]);
    program.press("f oud");
    let back = scene.killed(program, &["f oud"]);
    drop(back);
    scene.service.take().unwrap().signal(Signal::SIGTERM);
    scene.house.wait_until_nobody_serves();
    let files = crisistafel::server::DraftFiles::of(&scene.house.store()).unwrap();
    let mut draft = serde_json::to_value(&files.all().0[0]).unwrap();
    let old = ["terminal", "gebruiker", "rollen", "dossier", "tekst", "op", "verzoek", "apart"];
    draft.as_object_mut().unwrap().retain(|key, _| old.contains(&key.as_str()));
    let read: crisistafel::server::Draft = serde_json::from_value(draft).unwrap();
    files.set(read.key(), Some(&read)).unwrap();
    scene.service = Some(scene.house.service());
    assert_eq!(scene.terminal().line(), "f oud");
}
