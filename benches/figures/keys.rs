//! A typed key: until its frame is drawn, and how many bytes it sends to the terminal at 120x36.

use std::cell::Cell;
use std::io::{self, Write};
use std::rc::Rc;
use std::time::Instant;

use crisistafel::app::{Msg, update};
use crisistafel::input::script::presses;
use crisistafel::terminal::Thrifty;
use crisistafel::theme::load;
use crisistafel::view;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::world::{notulist, now};
use super::{at, row};

/// The sentence that is typed.
const SENTENCE: &str = "v Hij heeft haar werkrooster gezien en stond dinsdag om 17:10 bij de uitgang @buurvrouw #toegang";

#[derive(Clone, Default)]
struct Counted(Rc<Cell<usize>>);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.set(self.0.get() + bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

pub(super) fn run() {
    let theme = load::load("donker", &[]).unwrap().theme;
    for lines in [0, 300] {
        let mut m = notulist((120, 36), lines);
        let count = Counted::default();
        let area = Rect::new(0, 0, 120, 36);
        let options = TerminalOptions { viewport: Viewport::Fixed(area) };
        let mut terminal = Terminal::with_options(Thrifty::new(count.clone(), area.width), options).unwrap();
        terminal.draw(|f| view::draw(f, &m, &theme)).unwrap();
        let (mut times, mut bytes) = (Vec::new(), Vec::new());
        for _ in 0..20 {
            for key in presses(SENTENCE).unwrap() {
                let before = count.0.get();
                let begin = Instant::now();
                update(&mut m, Msg::Key(key), now());
                terminal.draw(|f| view::draw(f, &m, &theme)).unwrap();
                times.push(begin.elapsed());
                bytes.push(count.0.get() - before);
            }
            m.overleg.draft = crisistafel::app::draft::Draft::default();
            terminal.draw(|f| view::draw(f, &m, &theme)).unwrap();
        }
        row(&format!("key to frame, 120x36, {lines} lines in the meeting"), times);
        bytes.sort_unstable();
        let (median, p99, most) = (at(&bytes, 0.5), at(&bytes, 0.99), at(&bytes, 1.0));
        println!("bytes per typed character, the same sentence: n={} median {median} p99 {p99} most {most}", bytes.len());
    }
    println!("  the sentence: {SENTENCE}");
}
