//! A typed key: until its frame is drawn, and how many bytes it sends to the terminal at 120x36.

use std::cell::Cell;
use std::io::{self, Write};
use std::rc::Rc;
use std::time::{Duration, Instant};

use crisistafel::app::{Model, Msg, update};
use crisistafel::input::script::presses;
use crisistafel::terminal::Thrifty;
use crisistafel::theme::{Theme, load};
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

/// What is pressed at each factor of the board: an answer, and on to the next.
const ANSWERS: [&str; 3] = ["1<down>", "2<down>", "3<down>"];

pub(super) fn run() {
    line();
    board();
    palette();
}

/// A screen of 120x36 that counts what it sends.
fn screen() -> (Terminal<Thrifty<Counted>>, Counted) {
    let count = Counted::default();
    let area = Rect::new(0, 0, 120, 36);
    let options = TerminalOptions { viewport: Viewport::Fixed(area) };
    (Terminal::with_options(Thrifty::new(count.clone(), area.width), options).unwrap(), count)
}

/// One key after another, each until its frame is drawn.
fn press(m: &mut Model, screen: &mut Terminal<Thrifty<Counted>>, theme: &Theme, keys: &str) -> Vec<Duration> {
    let one = |key| {
        let begin = Instant::now();
        update(m, Msg::Key(key), now());
        screen
            .draw(|f| {
                view::draw(f, m, theme);
            })
            .unwrap();
        begin.elapsed()
    };
    presses(keys).unwrap().into_iter().map(one).collect()
}

/// The board with the whole kader on it: sixty factors at least are answered.
fn board() {
    let theme = load::load("donker", &[]).unwrap().theme;
    let mut m = notulist((120, 36), 300);
    let factors = m.kader().unwrap().factoren.len();
    assert!(factors >= 60, "{factors} factors: too few to measure");
    let (mut terminal, _) = screen();
    let mut times = Vec::new();
    for _ in 0..10 {
        press(&mut m, &mut terminal, &theme, "<ctrl+g>bord<enter>fff");
        for keys in ANSWERS.into_iter().cycle().take(factors) {
            times.extend(press(&mut m, &mut terminal, &theme, keys));
        }
        press(&mut m, &mut terminal, &theme, "<esc>");
    }
    row(&format!("key to frame, board of {factors} factors"), times);
}

/// The palette of the kader, of eighty measures at least.
fn palette() {
    let theme = load::load("donker", &[]).unwrap().theme;
    let mut m = notulist((120, 36), 300);
    let measures = m.kader().unwrap().maatregelen.len();
    assert!(measures >= 80, "{measures} measures: too few to measure");
    let (mut terminal, _) = screen();
    let mut times = Vec::new();
    for _ in 0..10 {
        press(&mut m, &mut terminal, &theme, "<ctrl+g>palet<enter>");
        times.extend(press(&mut m, &mut terminal, &theme, &"<down>".repeat(WALK)));
        times.extend(press(&mut m, &mut terminal, &theme, SEARCH));
        press(&mut m, &mut terminal, &theme, "<esc>");
    }
    row(&format!("key to frame, palette of {measures} measures"), times);
}

fn line() {
    let theme = load::load("donker", &[]).unwrap().theme;
    for lines in [0, 300] {
        let mut m = notulist((120, 36), lines);
        let (mut terminal, count) = screen();
        terminal
            .draw(|f| {
                view::draw(f, &m, &theme);
            })
            .unwrap();
        let (mut times, mut bytes) = (Vec::new(), Vec::new());
        for _ in 0..20 {
            for key in presses(SENTENCE).unwrap() {
                let before = count.0.get();
                let begin = Instant::now();
                update(&mut m, Msg::Key(key), now());
                terminal
                    .draw(|f| {
                        view::draw(f, &m, &theme);
                    })
                    .unwrap();
                times.push(begin.elapsed());
                bytes.push(count.0.get() - before);
            }
            m.overleg.draft = crisistafel::app::draft::LineEdit::default();
            terminal
                .draw(|f| {
                    view::draw(f, &m, &theme);
                })
                .unwrap();
        }
        row(&format!("key to frame, 120x36, {lines} lines in the meeting"), times);
        bytes.sort_unstable();
        let (median, p99, most) = (at(&bytes, 0.5), at(&bytes, 0.99), at(&bytes, 1.0));
        println!("bytes per typed character, the same sentence: n={} median {median} p99 {p99} most {most}", bytes.len());
    }
    println!("  the sentence: {SENTENCE}");
}
