//! What every verb may look at: who asks, where things are, which clock; and how it connects.

use std::io;
use std::sync::Arc;

use super::args::Args;
use super::clock::{self, SystemClock};
use super::places::{Environment, Places};
use super::{Exit, Failed, Outcome, exercise, service, tafel};
use crate::client::LinkConfig;
use crate::domain::ids::RequestId;
use crate::domain::inzage::Vanaf;
use crate::protocol::Soort;
use crate::server;

/// What every verb may look at.
pub(super) struct Context {
    pub(super) env: Environment,
    pub(super) places: Places,
    pub(super) clock: Arc<SystemClock>,
}

/// The clock. Only an exercise can have one of its own: what really happens is never dated by somebody's environment.
fn clock_for(env: &Environment, args: &Args) -> Result<SystemClock, Failed> {
    let clock = SystemClock::asked(env.text(clock::VARIABLE)).map_err(|e| Failed::new(Exit::Usage, e))?;
    // what comes over SSH may say for itself that it is an exercise
    let exercise = args.verb == "oefening" || args.has("oefening") && args.verb != "ssh";
    if clock.is_moved() && !exercise {
        return Err(Failed::new(Exit::Refused, format!("{} kan alleen bij een oefening; haal hem weg", clock::VARIABLE)));
    }
    Ok(clock)
}

impl Context {
    /// Of this machine, for this verb.
    pub(super) fn of(env: &Environment, args: &Args) -> Result<Self, Failed> {
        let places = Places::find(env).map_err(|fault| Failed::new(Exit::Fault, fault))?;
        let clock = clock_for(env, args)?;
        Ok(Self { env: env.clone(), places, clock: Arc::new(clock) })
    }

    /// On a machine of one's own there has to be something to connect to. Where a service listens, or may listen for all
    /// that this user can see, connecting tells: the store of somebody else cannot be looked into.
    pub(super) fn eis_tafel(&self, args: &Args, oefening: bool) -> Outcome {
        if !self.places.may_start {
            return if oefening { Ok(()) } else { tafel::zet_klaar(self, args) };
        }
        let socket = std::fs::symlink_metadata(self.places.socket(oefening).path);
        let listens = socket.map_or_else(|e| e.kind() != io::ErrorKind::NotFound, |_| true);
        if !oefening {
            // a socket that a killed service left behind is no service
            let mine = server::exists(&self.places.real_store());
            return if mine || !listens { tafel::zorg(self, args) } else { Ok(()) };
        }
        let refused = |fault| Failed::new(Exit::Refused, fault);
        if !listens && exercise::current(&self.places.exercises()).map_err(refused)?.is_none() {
            return Err(Failed::new(Exit::Refused, "er is geen oefening; begin er een met 'crisistafel oefening'"));
        }
        Ok(())
    }

    /// How this verb connects. The service is started where nobody serves the store and this user may.
    pub(super) fn link(&self, args: &Args, soort: Soort, oefening: bool) -> Result<LinkConfig, Failed> {
        self.eis_tafel(args, oefening)?;
        self.link_to(args, soort, oefening)
    }

    /// How it connects to a service that runs.
    pub(super) fn link_to(&self, args: &Args, soort: Soort, oefening: bool) -> Result<LinkConfig, Failed> {
        let mut random = [0; 16];
        getrandom::fill(&mut random)
            .map_err(|_| Failed::new(Exit::Fault, "de machine geeft geen toevalsgetallen; start haar opnieuw"))?;
        Ok(LinkConfig {
            socket: self.places.socket(oefening).path,
            soort,
            terminal: RequestId(u128::from_le_bytes(random)),
            als: args.als,
            namens: args.namens.clone(),
            vanaf: Vanaf { ssh: self.env.text("SSH_CONNECTION").is_some(), gebruik: args.gebruik() },
            revive: service::starter(&self.places, oefening),
            elsewhere: Some(service::finder(&self.places, oefening)),
            host: self.places.host,
        })
    }
}
