//! The program without its screen.

use std::sync::Arc;

use crisistafel::app::{self, Effect, Model, Msg, Start};
use crisistafel::client::LinkConfig;
use crisistafel::domain::ids::DossierNummer;
use crisistafel::domain::tijd::Clock;
use crisistafel::input::catalogue::{self, Scope};
use crisistafel::input::keymap::Keymap;
use crisistafel::input::script::presses;
use crisistafel::protocol::Soort;

use super::desk::Desk;
use super::service::Service;

/// The whole program but its screen: the real model on a real link.
pub(super) struct Program {
    pub(super) desk: Desk,
    pub(super) model: Model,
    taken: usize,
    clock: Arc<dyn Clock>,
}

impl Program {
    /// A terminal at a service of the test.
    pub(super) fn start(service: &Service, dossier: DossierNummer) -> Self {
        Self::on(service.config(Soort::Terminal, None), dossier, Arc::clone(&service.clock) as Arc<dyn Clock>)
    }

    /// A terminal on this link.
    pub(super) fn on(config: LinkConfig, dossier: impl Into<Option<DossierNummer>>, clock: Arc<dyn Clock>) -> Self {
        let keys = include_str!("../../../src/input/toetsen.toml");
        let toetsen = Keymap::parse("toetsen.toml", keys, Scope::named, catalogue::named).unwrap();
        let start = Start {
            soort: config.soort,
            terminal: config.terminal,
            dossier: dossier.into(),
            keymap: Arc::new(toetsen),
            themas: vec!["donker".to_owned()],
            maat: (120, 36),
            nu: clock.now(),
        };
        let model = Model::new(start);
        let mut program = Self { desk: Desk::link(config), model, taken: 0, clock };
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

    /// Presses these keys.
    pub(super) fn press(&mut self, keys: &str) {
        for key in presses(keys).unwrap() {
            for effect in app::update(&mut self.model, Msg::Key(key), self.clock.now()) {
                self.carry_out(effect);
            }
        }
    }

    /// Pastes this.
    pub(super) fn paste(&mut self, text: &str) {
        for effect in app::update(&mut self.model, Msg::Paste(text.to_owned()), self.clock.now()) {
            self.carry_out(effect);
        }
    }

    /// Takes what comes until the model is so.
    pub(super) fn until(&mut self, what: &str, fact: impl Fn(&Model) -> bool) {
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

    /// What stands in the line.
    pub(super) fn line(&self) -> &str {
        self.model.overleg.draft.text()
    }
}

/// Whether the whole dossier is there.
pub(super) fn ready(m: &Model) -> bool {
    m.replica.as_ref().is_some_and(|r| r.bij)
}

/// The lines of the dossier.
pub(super) fn lines(m: &Model) -> Vec<&str> {
    m.dossier().into_iter().flat_map(|d| d.regels.values()).map(|r| r.inhoud.tekst.as_str()).collect()
}
