//! A store that is served within the test's own process, with a clock that the test owns.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use crisistafel::client::LinkConfig;
use crisistafel::crypto::pin::Pinkosten;
use crisistafel::domain::ids::RequestId;
use crisistafel::domain::kader::GeldendKader;
use crisistafel::domain::rol::Rol;
use crisistafel::domain::tijd::{Clock, Tijdstip};
use crisistafel::protocol::Soort;
use crisistafel::server::{self, Config, Hook, Journals, NoHook, ServeFault, SocketPlace, Stopper, Tafel};

use super::desk::Desk;
use super::{PATIENCE, log};
use crate::schijf::FaultyDisk;

/// When every test begins: 2026-11-22T13:00:00Z.
pub(super) const BEGIN_MS: i64 = 1_795_352_400_000;

/// A clock that goes on a millisecond with every look, and as far as the test says.
#[derive(Debug)]
pub(super) struct TestClock(AtomicI64);

impl TestClock {
    /// A clock that stands at the beginning of every test.
    pub(super) fn begun() -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(BEGIN_MS)))
    }

    /// Moves the clock by so many milliseconds, back where negative.
    pub(super) fn advance(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Tijdstip {
        Tijdstip::from_millis(self.0.fetch_add(1, Ordering::SeqCst))
    }
}

struct Running {
    stopper: Stopper,
    ended: Receiver<Result<(), ServeFault>>,
}

/// A store, and the service that it has now.
pub(super) struct Service {
    dir: tempfile::TempDir,
    pub(super) clock: Arc<TestClock>,
    pub(super) disk: Option<FaultyDisk>,
    pub(super) ends_with_last: bool,
    running: Option<Running>,
    terminals: AtomicU64,
}

impl Service {
    /// A store of one's own, not served yet.
    pub(super) fn idle() -> Self {
        log::keep();
        let dir = tempfile::Builder::new().prefix("ct").tempdir().unwrap();
        server::create(
            &dir.path().join("tafel"),
            &Tafel::oefening(Vec::new()),
            &crisistafel::crypto::bos::Wijziger {
                door: "proef".into(),
                nu: crisistafel::domain::tijd::Tijdstip::from_millis(0),
            },
        )
        .unwrap();
        Self {
            dir,
            clock: TestClock::begun(),
            disk: None,
            ends_with_last: false,
            running: None,
            terminals: AtomicU64::new(0),
        }
    }

    /// A store of one's own, served.
    pub(super) fn start() -> Self {
        let mut service = Self::idle();
        service.up();
        service
    }

    /// A store with a role table, served.
    pub(super) fn with_table(table: &str) -> Self {
        let mut service = Self::idle();
        service.set_table(table);
        service.up();
        service
    }

    /// Serves the store.
    pub(super) fn up(&mut self) {
        self.try_up().unwrap_or_else(|fault| panic!("{fault}\n{}", log::tail()));
    }

    /// Serves the store, or says why not.
    pub(super) fn try_up(&mut self) -> Result<(), ServeFault> {
        let claim = server::claim(&self.store()).unwrap();
        let socket = SocketPlace { path: self.socket(), group: None };
        self.try_serve(claim, socket)
    }

    /// Serves a store that was claimed, on this socket.
    pub(super) fn try_serve(&mut self, claim: server::Claim, socket: SocketPlace) -> Result<(), ServeFault> {
        let hook = Arc::new(NoHook) as Arc<dyn Hook>;
        let journals = match &self.disk {
            Some(disk) => Journals::on(disk.clone(), &claim.dir, &hook, server::kluis(&claim.dir, None).unwrap()),
            None => Journals::in_files(&claim.dir, &hook, None).unwrap(),
        };
        let (clock, ends_with_last) = (Arc::clone(&self.clock) as Arc<dyn Clock>, self.ends_with_last);
        let config =
            Config { claim, socket, kader: kader(), clock, hook, ends_with_last, journals, pinkosten: Pinkosten::PROEF };
        let (is_up, up) = sync_channel(1);
        let (has_ended, ended) = sync_channel(1);
        thread::spawn(move || {
            let outcome = server::serve(config, |stopper| is_up.send(stopper).unwrap());
            drop(is_up);
            let _ = has_ended.send(outcome);
        });
        match up.recv_timeout(PATIENCE) {
            Ok(stopper) => {
                self.running = Some(Running { stopper, ended });
                Ok(())
            }
            Err(_) => Err(ended.recv_timeout(PATIENCE).unwrap().unwrap_err()),
        }
    }

    /// Asks the service to end, and waits until it did.
    pub(super) fn down(&mut self) {
        if let Some(running) = &self.running {
            running.stopper.stop("the test asks for it");
        }
        self.ended();
    }

    /// Waits until the service ended by itself.
    pub(super) fn ended(&mut self) {
        if let Some(running) = self.running.take() {
            let ended = running.ended.recv_timeout(PATIENCE);
            ended.unwrap_or_else(|_| panic!("the service does not end\n{}", log::tail())).unwrap();
        }
    }

    /// Ends the service and serves the same store again.
    pub(super) fn again(&mut self) {
        self.down();
        self.up();
    }

    /// The directory around the store.
    pub(super) fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// The store.
    pub(super) fn store(&self) -> PathBuf {
        self.dir.path().join("tafel")
    }

    /// Its journals on this disk, with its keys.
    pub(super) fn journaal(&self, disk: &FaultyDisk) -> crisistafel::journal::FileJournal<FaultyDisk> {
        crisistafel::journal::FileJournal::on(disk.clone(), self.store())
            .verzegeld(server::kluis(&self.store(), None).unwrap())
    }

    /// Where the service listens.
    pub(super) fn socket(&self) -> PathBuf {
        self.dir.path().join("s").join("tafel")
    }

    /// Puts a role table in the store, for its owner only.
    pub(super) fn set_table(&self, table: &str) {
        let (path, next) = (self.store().join("rollen.toml"), self.dir().join("rollen.nieuw"));
        fs::write(&next, table).unwrap();
        fs::set_permissions(&next, fs::Permissions::from_mode(0o600)).unwrap();
        fs::rename(next, path).unwrap();
    }

    /// The name of a terminal that never was before.
    pub(super) fn terminal(&self) -> RequestId {
        RequestId(u128::from(self.terminals.fetch_add(1, Ordering::SeqCst) + 1) << 64)
    }

    /// How a terminal in this role connects.
    pub(super) fn config(&self, soort: Soort, als: Option<Rol>) -> LinkConfig {
        LinkConfig {
            socket: self.socket(),
            soort,
            terminal: self.terminal(),
            als,
            namens: None,
            vanaf: crisistafel::domain::inzage::Vanaf::default(),
            revive: None,
            elsewhere: None,
            host: None,
        }
    }

    /// A person's terminal on a link, welcomed. Without a role table it has every role.
    pub(super) fn desk(&self, als: impl Into<Option<Rol>>) -> Desk {
        Desk::link(self.config(Soort::Terminal, als.into()))
    }

    /// A person's terminal on a bare socket that keeps every byte, welcomed.
    pub(super) fn wire(&self, als: impl Into<Option<Rol>>) -> Desk {
        Desk::socket(&self.config(Soort::Terminal, als.into()))
    }

    /// A shared screen on a bare socket that keeps every byte, welcomed.
    pub(super) fn wall(&self) -> Desk {
        Desk::socket(&self.config(Soort::Scherm, None))
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        if !thread::panicking() {
            self.down();
        }
    }
}

/// The embedded kader.
pub(super) fn kader() -> GeldendKader {
    crate::geldend::ingebouwd().clone()
}

/// The account that runs the tests.
pub(super) fn me() -> server::Account {
    server::Account::of(nix::unistd::geteuid().as_raw())
}

/// A role table that gives the account that runs the tests each of these roles.
pub(super) fn table_for_me(rollen: &[Rol]) -> String {
    let rollen: Vec<String> = rollen.iter().map(|r| format!("\"{r}\"")).collect();
    format!("[[toegang]]\ngebruiker = \"{}\"\nrollen = [{}]\n", me().naam, rollen.join(", "))
}
