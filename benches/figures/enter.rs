//! From Enter at the notulist to the line drawn on the shared screen: two real links, a real service, a real disk.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use crisistafel::app::{Effect, Model, Msg, begin, update};
use crisistafel::client::{FromLink, Link, LinkConfig};
use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::Fase;
use crisistafel::domain::ids::{DossierNummer, OverlegNr, RequestId};
use crisistafel::domain::rol::Rol;
use crisistafel::domain::script;
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::{Clock, Tijdstip};
use crisistafel::input::script::presses;
use crisistafel::protocol::{Soort, ToServer};
use crisistafel::server::{self, Config, Hook, Journals, NoHook, SocketPlace, Tafel};
use crisistafel::theme::{Theme, load};
use crisistafel::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::row;
use super::world::{SCRIPT, now, terminal};

const TRIES: usize = 400;

struct Real;

impl Clock for Real {
    fn now(&self) -> Tijdstip {
        chrono::Utc::now().into()
    }
}

/// A terminal: its model, what it draws on, and its link.
struct Desk {
    model: Model,
    screen: Terminal<TestBackend>,
    link: Link,
    heard: Receiver<FromLink>,
    theme: Theme,
}

impl Desk {
    fn new(socket: &SocketPlace, soort: Soort, als: Option<Rol>, dossier: DossierNummer, id: u128) -> Self {
        let model = terminal(soort, Some(dossier), id, (120, 36));
        let (tell, heard) = sync_channel(1024);
        let config = LinkConfig {
            socket: socket.path.clone(),
            soort,
            terminal: RequestId(id << 32),
            als,
            namens: None,
            revive: None,
            host: None,
        };
        let link = Link::start(config, move |what| tell.send(what).is_ok()).unwrap();
        let screen = Terminal::new(TestBackend::new(120, 36)).unwrap();
        let mut desk = Self { model, screen, link, heard, theme: load::load("donker", &[]).unwrap().theme };
        let first = begin(&desk.model);
        desk.carry_out(first);
        desk
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Send(message) = effect {
                self.link.send(message);
            }
        }
    }

    /// Takes what comes in and draws, until the model is as wanted.
    fn until(&mut self, wanted: impl Fn(&Model) -> bool) {
        while !wanted(&self.model) {
            let what = self.heard.recv_timeout(Duration::from_secs(20)).unwrap();
            let effects = update(&mut self.model, Msg::Link(what), Real.now());
            self.carry_out(effects);
            self.screen
                .draw(|f| {
                    view::draw(f, &self.model, &self.theme);
                })
                .unwrap();
        }
    }

    fn press(&mut self, keys: &str) {
        for key in presses(keys).unwrap() {
            let effects = update(&mut self.model, Msg::Key(key), Real.now());
            self.carry_out(effects);
            self.screen
                .draw(|f| {
                    view::draw(f, &self.model, &self.theme);
                })
                .unwrap();
        }
    }
}

pub(super) fn run() {
    let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let run = tempfile::tempdir().unwrap();
    let (store, socket) =
        (dir.path().join("oefening"), SocketPlace { path: run.path().join("s").join("tafel"), group: None });
    server::create(&store, &Tafel::oefening(Vec::new())).unwrap();
    let kader = crisistafel::kader::ingebouwd().unwrap();
    let script = script::lees(SCRIPT, now()).unwrap();
    server::import(&store, &kader, &script).unwrap();
    let hook: Arc<dyn Hook> = Arc::new(NoHook);
    let config = Config {
        journals: Journals::in_files(&store, &hook),
        claim: server::claim(&store).unwrap(),
        socket: socket.clone(),
        kader,
        clock: Arc::new(Real),
        hook,
        ends_with_last: false,
    };
    let (up, listening) = sync_channel(1);
    let service = thread::spawn(move || server::serve(config, move |stopper| up.send(stopper).unwrap()).unwrap());
    let stopper = listening.recv().unwrap();
    let nummer = script.dossier;
    let mut notulist = Desk::new(&socket, Soort::Terminal, None, nummer, 1);
    notulist.until(|m| m.replica.as_ref().is_some_and(|r| r.bij));
    let overleg = OverlegNr(2);
    let open = [
        Command::StartOverleg { overleg },
        Command::NaarFase { overleg, van: Fase::Opening, naar: Fase::Beeldvorming, reden: Tekst::new("meting").unwrap() },
    ];
    notulist.link.send(ToServer::Doe {
        verzoek: RequestId(9),
        dossier: Some(nummer),
        basis: None,
        opdrachten: open.to_vec(),
        regels: Vec::new(),
    });
    notulist.until(|m| m.overleg().is_some_and(|o| o.fase == Fase::Beeldvorming));
    let mut wall = Desk::new(&socket, Soort::Scherm, None, nummer, 2);
    wall.until(|m| m.deelscherm.wand.is_some());
    let mut times = Vec::new();
    for nr in 0..TRIES {
        let text = format!("regel nummer {nr} van de meting");
        notulist.press(&format!("f {text}"));
        let begin = Instant::now();
        notulist.press("<enter>");
        wall.until(|m| m.deelscherm.wand.as_ref().is_some_and(|w| w.regels.iter().any(|r| r.tekst.as_str() == text)));
        times.push(begin.elapsed());
        notulist.until(|m| m.onbeantwoord() == 0);
    }
    row("Enter at the notulist to the frame on the wall", times);
    stopper.stop("the bench is over");
    drop((notulist, wall));
    service.join().unwrap();
}
