//! From Enter at the notulist to the line drawn on the shared screen: two real links, a real service, a real disk.

use std::sync::mpsc::{Receiver, sync_channel};
use std::time::{Duration, Instant};

use crisistafel::app::{Effect, Model, Msg, begin, update};
use crisistafel::client::{FromLink, Link};
use crisistafel::domain::tijd::Clock;
use crisistafel::input::script::presses;
use crisistafel::protocol::Soort;
use crisistafel::theme::{Theme, load};
use crisistafel::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::row;
use super::service::{Real, Service};
use super::world::terminal;

const TRIES: usize = 400;

/// A terminal: its model, what it draws on, and its link.
struct Desk {
    model: Model,
    screen: Terminal<TestBackend>,
    link: Link,
    heard: Receiver<FromLink>,
    theme: Theme,
}

impl Desk {
    fn new(service: &Service, soort: Soort, id: u128) -> Self {
        let model = terminal(soort, Some(service.nummer), id, (120, 36));
        let (tell, heard) = sync_channel(1024);
        let link = Link::start(service.link(soort, None, id), move |what| tell.send(what).is_ok()).unwrap();
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
    let service = Service::start();
    let mut notulist = Desk::new(&service, Soort::Terminal, 1);
    notulist.until(|m| m.replica.as_ref().is_some_and(|r| r.bij));
    let mut wall = Desk::new(&service, Soort::Scherm, 2);
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
}
