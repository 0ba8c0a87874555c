//! `crisistafel dienst`, and starting it in the background for an exercise or a store of one's own.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;

use nix::unistd::setsid;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use super::args::Args;
use super::places::Places;
use super::proces::{READY, close_streams, niet_gestart, opener_op_invoer, said, this_program};
use super::{Context, Exit, Failed, Outcome, bewaker, exercise, kader, log, opener};
use crate::client::{Elsewhere, Revive, Revived};
use crate::crypto::opener::Opener;
use crate::crypto::pin::Pinkosten;
use crate::domain::machine;
use crate::domain::tijd::Clock;
use crate::server::{self, Config, Hook, Journals, NoHook, Stopper};

/// Serves a store until the machine or its last terminal ends it.
pub(super) fn serve(c: &Context, args: &Args) -> Outcome {
    let outcome = try_serve(c, args);
    if let (true, Err(failed)) = (args.has("achtergrond"), &outcome) {
        // who started it reads this line
        let _ = writeln!(io::stdout(), "{}", failed.text);
    }
    outcome
}

impl From<server::VerhuisFault> for Failed {
    fn from(fault: server::VerhuisFault) -> Self {
        let exit = if matches!(fault, server::VerhuisFault::NietHeel(_)) { Exit::Refused } else { Exit::Fault };
        Self::new(exit, fault)
    }
}

fn try_serve(c: &Context, args: &Args) -> Outcome {
    if args.has("achtergrond") {
        // fails when it leads a session already, which is what is wanted
        let _ = setsid();
    }
    let refused = |fault: &dyn std::fmt::Display| Failed::new(Exit::Refused, fault);
    let dir = store(c, args)?;
    if args.has("bewaker") {
        return bewaker::watch(&dir);
    }
    let opener = opener(c, args, &dir)?;
    let turn = server::begin(&dir).map_err(|e| refused(&e))?;
    let claim = server::claim(&dir).map_err(|e| refused(&e))?;
    if claim.read_only {
        let _ = writeln!(io::stderr(), "{} kan alleen worden gelezen: opzoeken kan, vastleggen niet", dir.display());
    } else {
        log::log_to(&dir).map_err(|e| {
            let path = dir.join(server::LOG);
            let why = format!("het log {} kan niet worden geschreven: {}", path.display(), machine::zegt(&e));
            Failed::new(Exit::Fault, why)
        })?;
    }
    if c.clock.is_moved() {
        tracing::warn!(now = %c.clock.now().utc(), "this exercise goes by a clock of its own");
    }
    if server::verhuis(&claim, &opener::wijziger(c.clock.now()))? {
        tracing::info!("the exercise was from before the seal, and is sealed now");
    }
    let hook = hook(c);
    let config = Config {
        journals: Journals::in_files(&dir, &hook, opener)?,
        claim,
        socket: c.places.socket(args.has("oefening")),
        kader: kader::in_force(&c.places.kader())?.geldend,
        clock: Arc::clone(&c.clock) as Arc<dyn Clock>,
        hook,
        // what was opened with a passphrase stays open until somebody closes it
        ends_with_last: args.has("achtergrond") && args.has("oefening"),
        pinkosten: Pinkosten::ECHT,
    };
    super::harden::lock_memory();
    let socket = config.socket.path.clone();
    let background = args.has("achtergrond");
    let ready = move |stopper| {
        listening(&socket, background, stopper);
        drop(turn);
    };
    server::serve(config, ready).map_err(|e| Failed::new(if e.is_refusal() { Exit::Refused } else { Exit::Fault }, e))
}

/// What opens the store; an exercise is opened with what lies beside it.
fn opener(c: &Context, args: &Args, dir: &Path) -> Result<Option<Opener>, Failed> {
    if args.has("oefening") {
        return Ok(None);
    }
    if args.has("opener-op-invoer") {
        let line = opener_op_invoer()?;
        return Opener::van_regel(&line).map(Some).map_err(|e| Failed::new(Exit::Usage, e));
    }
    opener::vind(c, args, dir).map(Some)
}

/// The store to serve; an exercise is made where there is none.
fn store(c: &Context, args: &Args) -> Result<PathBuf, Failed> {
    let refused = |fault: &dyn std::fmt::Display| Failed::new(Exit::Refused, fault);
    if !args.has("oefening") {
        let dir = c.places.real_store();
        server::look(&dir).map_err(|e| refused(&e))?;
        return Ok(dir);
    }
    let base = c.places.exercises();
    let _turn = exercise::turn(&base).map_err(|e| refused(&e))?;
    let current = exercise::current(&base).map_err(|e| refused(&e))?;
    if let Some(held) = current.as_ref().filter(|dir| args.has("nieuw") && server::is_held(dir)) {
        // the one that runs would go on, and could not be reached any more
        server::claim(held).map_err(|e| refused(&e))?;
    }
    match current.filter(|_| !args.has("nieuw")) {
        Some(dir) => Ok(dir),
        None => exercise::fresh(&base, c.clock.now()).map_err(|e| refused(&e)),
    }
}

/// Called when the service listens.
fn listening(socket: &Path, background: bool, stopper: Stopper) {
    // before it says that it listens: who reads that may ask it to end at once
    let watching = Signals::new([SIGTERM, SIGINT, SIGHUP]).map(|mut signals| {
        thread::Builder::new().name("signalen".to_owned()).spawn(move || {
            if signals.forever().next().is_some() {
                stopper.stop("a signal asked for it");
            }
        })
    });
    let said = if background { READY.to_owned() } else { format!("de dienst luistert op {}", socket.display()) };
    let _ = writeln!(io::stdout(), "{said}");
    if background {
        close_streams();
    }
    if watching.is_err() {
        tracing::error!("signals are not watched");
    }
}

/// How a terminal starts the service of its own exercise; none where the system does that, and for real dossiers: those are
/// opened by who has the key, and who watches over their service starts it again.
pub(super) fn starter(places: &Places, oefening: bool) -> Option<Revive> {
    let mine = oefening && places.may_start && matches!(exercise::current(&places.exercises()), Ok(Some(_)));
    mine.then(|| -> Revive { Arc::new(start) })
}

/// How a terminal finds the service of its own store, wherever that was told to listen.
pub(super) fn finder(places: &Places, oefening: bool) -> Elsewhere {
    let (base, real) = (places.exercises(), places.real_store());
    Arc::new(move || {
        let store = if oefening { exercise::current(&base).ok().flatten()? } else { real.clone() };
        server::listens_at(&store)
    })
}

/// Starts the service of the exercise in a session of its own, and waits until it listens or says why it does not.
pub(super) fn start() -> Result<Revived, String> {
    let mut command = Command::new(this_program().map_err(|e| niet_gestart(&e))?);
    command.args(["dienst", "--achtergrond", "--oefening"]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|e| niet_gestart(&e))?;
    match said(&mut child).as_str() {
        READY => Ok(Revived::Started),
        // two terminals may start it at the same moment: one wins, and the other connects to it
        other if other.contains("wordt al bediend") => {
            let pid = other.split_once("proces ").map_or("", |(_, rest)| rest.split(';').next().unwrap_or_default());
            Ok(Revived::Held(pid.to_owned()))
        }
        "" => Err("de dienst stopte zonder te zeggen waarom; kijk in dienst.log bij de tafel".to_owned()),
        other => Err(other.to_owned()),
    }
}

/// In test builds the environment can name a point at which the service kills itself, as a power cut would, or panics.
#[cfg(debug_assertions)]
fn hook(c: &Context) -> Arc<dyn Hook> {
    match c.env.text("CRISISTAFEL_STOP_BIJ").and_then(killer::KillAt::parse) {
        Some(kill) => Arc::new(kill),
        None => Arc::new(NoHook),
    }
}

#[cfg(not(debug_assertions))]
fn hook(_: &Context) -> Arc<dyn Hook> {
    Arc::new(NoHook)
}

#[cfg(debug_assertions)]
mod killer {
    use std::sync::atomic::{AtomicU32, Ordering};

    use crate::server::Hook;

    /// Kills the process the n-th time that it passes a point.
    pub(super) struct KillAt {
        point: String,
        passes_left: AtomicU32,
        panics: bool,
    }

    impl KillAt {
        /// Reads `after-sync:3`, or `after-sync:3:paniek`.
        pub(super) fn parse(text: &str) -> Option<Self> {
            let (point, nth) = text.split_once(':')?;
            let (nth, panics) = nth.strip_suffix(":paniek").map_or((nth, false), |nth| (nth, true));
            Some(Self { point: point.to_owned(), passes_left: AtomicU32::new(nth.parse().ok()?), panics })
        }
    }

    #[expect(clippy::panic, reason = "it is what the test asked for")]
    impl Hook for KillAt {
        fn at(&self, point: &'static str) {
            if point == self.point && self.passes_left.fetch_sub(1, Ordering::SeqCst) == 1 {
                if self.panics {
                    std::panic::panic_any("as the test asked");
                }
                let _ = nix::sys::signal::raise(nix::sys::signal::Signal::SIGKILL);
            }
        }
    }
}
