//! A typed key: until its frame is drawn, and how many bytes it sends to the terminal at 120x36.

use std::cell::Cell;
use std::io::{self, Write};
use std::rc::Rc;
use std::time::Instant;

use crisistafel::app::{Model, Msg, update};
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

/// What is typed and pressed in the palette: a search, a walk through what it found, a page of what is known.
const SEARCH: &str = "verbod rechter<down><down><down><pagedown><pageup><up>";
/// A walk through the whole palette.
const WALK: usize = 80;

pub(super) fn run() {
    line();
    palette();
}

/// A screen of 120x36 that counts what it sends.
fn screen() -> (Terminal<Thrifty<Counted>>, Counted) {
    let count = Counted::default();
    let area = Rect::new(0, 0, 120, 36);
    let options = TerminalOptions { viewport: Viewport::Fixed(area) };
    (Terminal::with_options(Thrifty::new(count.clone(), area.width), options).unwrap(), count)
}

/// A board of sixty factors and the palette of the kader, of eighty measures at least, over it. The board is the item
/// `factoren`; the meeting stands at it as soon as it is drawn as a board.
fn palette() {
    let theme = load::load("donker", &[]).unwrap().theme;
    let mut m = notulist((120, 36), 300);
    let kader = m.kader().unwrap();
    let (factors, measures) = (kader.factoren.len(), kader.maatregelen.len());
    assert!(factors >= 60 && measures >= 80, "{factors} factors, {measures} measures: too few to measure");
    let (mut terminal, _) = screen();
    let mut times = Vec::new();
    let mut press = |m: &mut Model, keys: &str, times: &mut Vec<_>| {
        for key in presses(keys).unwrap() {
            let begin = Instant::now();
            update(m, Msg::Key(key), now());
            terminal.draw(|f| view::draw(f, m, &theme)).unwrap();
            times.push(begin.elapsed());
        }
    };
    for _ in 0..10 {
        press(&mut m, "<ctrl+g>palet<enter>", &mut Vec::new());
        press(&mut m, &"<down>".repeat(WALK), &mut times);
        press(&mut m, SEARCH, &mut times);
        press(&mut m, "<esc>", &mut Vec::new());
    }
    row(&format!("key to frame, palette of {measures}, {factors} factors"), times);
}

fn line() {
    let theme = load::load("donker", &[]).unwrap().theme;
    for lines in [0, 300] {
        let mut m = notulist((120, 36), lines);
        let (mut terminal, count) = screen();
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
