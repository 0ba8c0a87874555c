//! A service on a disk, with the exercise's dossier in it and its second meeting under way.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::thread::{self, JoinHandle};

use crisistafel::client::{LinkConfig, Session};
use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::Fase;
use crisistafel::domain::ids::{DossierNummer, OverlegNr, RequestId};
use crisistafel::domain::rol::Rol;
use crisistafel::domain::script;
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::{Clock, Tijdstip};
use crisistafel::protocol::{Afhandeling, Soort};
use crisistafel::server::{self, Config, Hook, Journals, NoHook, SocketPlace, Stopper, Tafel};
use tempfile::TempDir;

use super::world::{SCRIPT, now};

/// The clock on the wall.
pub(super) struct Real;

impl Clock for Real {
    fn now(&self) -> Tijdstip {
        chrono::Utc::now().into()
    }
}

/// The service; ends when dropped.
pub(super) struct Service {
    /// The dossier.
    pub(super) nummer: DossierNummer,
    /// Where its store lies: on the disk of the build.
    pub(super) dir: TempDir,
    socket: SocketPlace,
    running: Option<(Stopper, JoinHandle<()>)>,
    _run: TempDir,
}

impl Service {
    pub(super) fn start() -> Self {
        let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let run = tempfile::tempdir().unwrap();
        let (store, socket) =
            (dir.path().join("oefening"), SocketPlace { path: run.path().join("s").join("tafel"), group: None });
        server::create(
            &store,
            &Tafel::oefening(Vec::new()),
            &crisistafel::crypto::bos::Wijziger {
                door: "proef".into(),
                nu: crisistafel::domain::tijd::Tijdstip::from_millis(0),
            },
        )
        .unwrap();
        let kader = crisistafel::kader::ingebouwd().unwrap();
        let script = script::lees(SCRIPT, now()).unwrap();
        server::import(&store, &kader, &script).unwrap();
        let running = Some(serve(&store, &socket));
        let service = Self { nummer: script.dossier, dir, socket, running, _run: run };
        let overleg = OverlegNr(2);
        let reden = Tekst::new("meting").unwrap();
        let step = Command::NaarFase { overleg, van: Fase::Opening, naar: Fase::Beeldvorming, reden };
        service.asks(9).does(9, vec![Command::StartOverleg { overleg }, step]);
        service
    }

    /// How a terminal reaches it.
    pub(super) fn link(&self, soort: Soort, als: Option<Rol>, id: u128) -> LinkConfig {
        LinkConfig { als, ..link_to(&self.socket, soort, id) }
    }

    /// A client that asks and waits for the answer.
    pub(super) fn asks(&self, id: u128) -> Client {
        Client { session: Session::open(&self.link(Soort::Vraag, None, id)).unwrap(), nummer: self.nummer }
    }
}

/// Serves a store in a thread of its own; back when it listens.
pub(super) fn serve(store: &Path, socket: &SocketPlace) -> (Stopper, JoinHandle<()>) {
    let hook: Arc<dyn Hook> = Arc::new(NoHook);
    let config = Config {
        journals: Journals::in_files(store, &hook, None).unwrap(),
        claim: server::claim(store).unwrap(),
        socket: socket.clone(),
        kader: crisistafel::kader::ingebouwd().unwrap(),
        clock: Arc::new(Real),
        hook,
        ends_with_last: false,
        pinkosten: crisistafel::crypto::pin::Pinkosten::PROEF,
    };
    let (up, listening) = sync_channel(1);
    let service = thread::spawn(move || server::serve(config, move |stopper| up.send(stopper).unwrap()).unwrap());
    (listening.recv().unwrap(), service)
}

/// How a terminal reaches who listens there.
pub(super) fn link_to(socket: &SocketPlace, soort: Soort, id: u128) -> LinkConfig {
    LinkConfig {
        socket: socket.path.clone(),
        soort,
        terminal: RequestId(id << 32),
        als: None,
        namens: None,
        vanaf: crisistafel::domain::inzage::Vanaf::default(),
        revive: None,
        elsewhere: None,
        host: None,
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        if let Some((stopper, thread)) = self.running.take() {
            stopper.stop("the bench is over");
            thread.join().unwrap();
        }
    }
}

/// A client that asks and waits for the answer.
pub(super) struct Client {
    session: Session,
    nummer: DossierNummer,
}

impl Client {
    /// Has these commands carried out, and waits until they are recorded.
    pub(super) fn does(&mut self, request: u128, commands: Vec<Command>) {
        let ended = self.session.carry_out(RequestId(request), Some(self.nummer), None, commands).unwrap();
        assert!(matches!(ended, Afhandeling::Vastgelegd { .. }), "{ended:?}");
    }
}
