//! The verbs: one file each, behind one dispatch. What they print is made elsewhere; what they ask, the server decides.

mod args;
mod ask;
mod check;
mod clock;
mod do_lines;
mod exercise;
mod harden;
mod help;
mod kader;
mod log;
mod lookup;
mod places;
mod records;
mod screen;
mod service;
mod ssh;
pub mod verbs;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

use args::Args;
use clock::SystemClock;
use places::{Environment, Places};
use verbs::Verb;

use crate::client::{LinkConfig, SessionFault};
use crate::domain::ids::RequestId;
use crate::domain::tekst::clean;
use crate::protocol::Soort;
use crate::server;

/// How a verb ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// Refused, not found, or found broken.
    Refused,
    /// The command line is not understood.
    Usage,
    /// There is no connection, or no access.
    NoConnection,
    /// The program or the machine failed.
    Fault,
}

impl Exit {
    /// Every way to end, with its code and what it means, for the help and the README.
    pub const ALL: [(Self, u8, &'static str); 5] = [
        (Self::Done, 0, "gelukt"),
        (Self::Refused, 1, "geweigerd, niet gevonden, of (controleer) niet in orde"),
        (Self::Usage, 2, "de opdrachtregel is niet begrepen"),
        (Self::NoConnection, 3, "geen verbinding met de dienst, of geen toegang"),
        (Self::Fault, 4, "een fout in het programma of van de machine"),
    ];

    fn code(self) -> u8 {
        Self::ALL.iter().find(|(exit, ..)| *exit == self).map_or(4, |(_, code, _)| *code)
    }
}

/// Why a verb did not do what was asked. The sentence is for the user.
#[derive(Debug)]
pub(crate) struct Failed {
    exit: Exit,
    text: String,
}

impl Failed {
    fn new(exit: Exit, text: impl std::fmt::Display) -> Self {
        Self { exit, text: text.to_string() }
    }
}

impl From<SessionFault> for Failed {
    fn from(fault: SessionFault) -> Self {
        let exit = match fault {
            SessionFault::NotThere(_) | SessionFault::TooLong => Exit::Refused,
            SessionFault::NoAnswer(_) => Exit::Fault,
            SessionFault::Connect(_) | SessionFault::SentAway(_) | SessionFault::NotNow(_) | SessionFault::Lost => {
                Exit::NoConnection
            }
        };
        Self::new(exit, fault)
    }
}

impl From<io::Error> for Failed {
    /// Output that nobody reads any more.
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::new(Exit::Done, "");
        }
        Self::new(Exit::Fault, format!("schrijven lukte niet: {}", crate::domain::machine::zegt(&error)))
    }
}

type Outcome = Result<(), Failed>;

/// What every verb may look at.
struct Context {
    env: Environment,
    places: Places,
    clock: Arc<SystemClock>,
}

/// The whole program: reads the command line, does what it says, and gives the exit code.
pub fn main() -> ExitCode {
    harden::harden();
    let env = Environment::read();
    let words: Vec<OsString> = std::env::args_os().skip(1).collect();
    let outcome = run(&env, words);
    let exit = match outcome {
        Ok(()) => Exit::Done,
        // who reads only the beginning of a list closes the pipe; that is no failure
        Err(failed) if failed.text.is_empty() => failed.exit,
        Err(failed) => {
            // when nobody reads the error there is nobody to tell
            let _ = writeln!(io::stderr(), "{}", printable(&failed.text));
            failed.exit
        }
    };
    ExitCode::from(exit.code())
}

/// A sentence that may repeat what was typed, without what a terminal would act on.
fn printable(text: &str) -> String {
    text.lines().map(clean).collect::<Vec<_>>().join("\n")
}

fn run(env: &Environment, words: Vec<OsString>) -> Outcome {
    let (verb, args) = args::parse(words).map_err(|fault| Failed::new(Exit::Usage, fault))?;
    let context = || {
        let places = Places::find(env).map_err(|fault| Failed::new(Exit::Fault, fault))?;
        let clock = clock_for(env, verb, &args)?;
        Ok::<_, Failed>(Context { env: env.clone(), places, clock: Arc::new(clock) })
    };
    match verb.name {
        "help" => help::help(&args),
        "versie" => help::version(),
        "schema" => do_lines::schema(),
        "kader controleer" => kader::check(&args),
        "ssh" => ssh::ssh(&context()?, &args),
        _ => dispatch(&context()?, verb, &args),
    }
}

/// The clock. Only an exercise can have one of its own: what really happens is never dated by somebody's environment.
fn clock_for(env: &Environment, verb: &Verb, args: &Args) -> Result<SystemClock, Failed> {
    let clock = SystemClock::asked(env.text(clock::VARIABLE)).map_err(|e| Failed::new(Exit::Usage, e))?;
    // what comes over SSH may say for itself that it is an exercise
    let exercise = verb.name == "oefening" || args.has("oefening") && verb.name != "ssh";
    if clock.is_moved() && !exercise {
        return Err(Failed::new(Exit::Refused, format!("{} kan alleen bij een oefening; haal hem weg", clock::VARIABLE)));
    }
    Ok(clock)
}

fn dispatch(c: &Context, verb: &Verb, args: &Args) -> Outcome {
    match verb.name {
        "oefening" => screen::exercise(c, args),
        "deelscherm" => screen::shared(c, args),
        "toon" => lookup::show(c, args),
        "acties" => lookup::actions(c, args),
        "dossiers" => lookup::dossiers(c, args),
        "zoek" => lookup::search(c, args),
        "verslag" => lookup::minutes(c, args),
        "doe" => do_lines::carry_out(c, args),
        "controleer" => check::check(c, args),
        "kader toon" => kader::show(c, args),
        "dienst" => service::serve(c, args),
        _ => screen::overview(c, args),
    }
}

impl Context {
    /// On a machine of one's own there has to be something to connect to. Where a service listens, or may listen for all
    /// that this user can see, connecting tells: the store of somebody else cannot be looked into.
    fn eis_tafel(&self, args: &Args, oefening: bool) -> Outcome {
        let socket = std::fs::symlink_metadata(self.places.socket(oefening).path);
        if !self.places.may_start || socket.map_or_else(|e| e.kind() != io::ErrorKind::NotFound, |_| true) {
            return Ok(());
        }
        if !oefening && !server::exists(&self.places.real_store()) {
            return Err(Failed::new(
                Exit::Refused,
                format!("{}\n{}", server::ClaimFault::NoSeal, self.what_there_is(args)),
            ));
        }
        if oefening && exercise::current(&self.places.exercises()).is_none() {
            return Err(Failed::new(Exit::Refused, "er is geen oefening; begin er een met 'crisistafel oefening'"));
        }
        Ok(())
    }

    /// What there is besides real dossiers, and how this verb reaches it.
    fn what_there_is(&self, args: &Args) -> String {
        let Some(dir) = exercise::current(&self.places.exercises()) else {
            return "er is ook nog geen oefening; beginnen doet u met 'crisistafel oefening'".to_owned();
        };
        let word = if server::is_held(&dir) { "er loopt wel een oefening" } else { "er staat wel een oefening klaar" };
        let number = args.nummer.map(|n| format!(" {n}")).unwrap_or_default();
        format!("{word}; daar komt u met: crisistafel {}{number} --oefening", args.verb)
    }

    /// How this verb connects. The service is started where nobody serves the store and this user may.
    fn link(&self, args: &Args, soort: Soort, oefening: bool) -> Result<LinkConfig, Failed> {
        self.eis_tafel(args, oefening)?;
        let mut random = [0; 16];
        getrandom::fill(&mut random)
            .map_err(|_| Failed::new(Exit::Fault, "de machine geeft geen toevalsgetallen; start haar opnieuw"))?;
        Ok(LinkConfig {
            socket: self.places.socket(oefening).path,
            soort,
            terminal: RequestId(u128::from_le_bytes(random)),
            als: args.als,
            namens: args.namens.clone(),
            revive: service::starter(&self.places, oefening),
            host: self.places.host,
        })
    }
}
