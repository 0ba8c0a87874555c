//! In the process: a key until its frame is drawn, a line of somebody else until its frame is drawn, and joining a meeting,
//! in meetings of three lengths.

use std::time::{Duration, Instant};

use crisistafel::app::draft::LineEdit;
use crisistafel::app::{Model, Msg, update};
use crisistafel::client::FromLink;
use crisistafel::domain::dossier::RegelSoort;
use crisistafel::input::script::presses;
use crisistafel::protocol::ToClient;
use crisistafel::terminal::Canvas;
use crisistafel::theme::{Theme, load};
use ratatui::backend::TestBackend;

use super::world::{Meeting, now, records, stamp};
use super::{compare, each};

/// The lengths of meetings, in lines.
pub(super) const LENGTHS: [u32; 3] = [300, 5_000, 20_000];
/// What is typed.
const SENTENCE: &str = "v Hij heeft haar werkrooster gezien en stond dinsdag om 17:10 bij de uitgang @buurvrouw #toegang";

/// A terminal that follows a meeting.
struct Desk {
    meeting: Meeting,
    model: Model,
    screen: Canvas<TestBackend>,
    theme: Theme,
}

impl Desk {
    fn new(lines: u32) -> Self {
        let meeting = Meeting::new(lines, 0);
        let model = meeting.notulist((120, 36));
        let screen = Canvas::new(TestBackend::new(120, 36)).unwrap();
        let mut desk = Self { meeting, model, screen, theme: load::load("donker", &[]).unwrap().theme };
        desk.draw();
        desk
    }

    fn draw(&mut self) {
        self.screen.draw(&self.model, &self.theme).unwrap();
    }

    /// Types the sentence, each key until its frame is there.
    fn type_it(&mut self) -> Vec<Duration> {
        let mut times = Vec::new();
        for key in presses(SENTENCE).unwrap() {
            let begin = Instant::now();
            update(&mut self.model, Msg::Key(key), now());
            self.draw();
            times.push(begin.elapsed());
        }
        self.model.overleg.draft = LineEdit::default();
        self.draw();
        times
    }

    /// A line that somebody recorded comes in and is drawn.
    fn hears_a_line(&mut self) -> Duration {
        let nr = self.meeting.frames.len() as u128;
        let na = self.meeting.frames.last().map(|f| f.stand);
        self.meeting.add(stamp(nr), &[records(nr, RegelSoort::Feit)]);
        let frames = vec![self.meeting.frames.last().unwrap().clone()];
        let message = ToClient::Frames { dossier: self.meeting.d.nummer, na, frames };
        let begin = Instant::now();
        update(&mut self.model, Msg::Link(FromLink::Message(Box::new(message))), now());
        self.draw();
        begin.elapsed()
    }
}

pub(super) fn run() {
    let mut desks: Vec<(u32, Desk)> = LENGTHS.iter().map(|n| (*n, Desk::new(*n))).collect();
    let name = |what: &str, n: &u32| format!("{what}, {n} lines in the meeting");
    compare(
        desks
            .iter_mut()
            .map(|(n, desk)| (name("key to frame", n), Box::new(|| desk.type_it()) as Box<dyn FnMut() -> _>))
            .collect(),
    );
    let hears = |desk: &mut Desk| (0..20).map(|_| desk.hears_a_line()).collect();
    compare(
        desks
            .iter_mut()
            .map(|(n, desk)| (name("another's line to frame", n), Box::new(move || hears(desk)) as Box<dyn FnMut() -> _>))
            .collect(),
    );
    let joins = |desk: &Desk| {
        let mut screen = Canvas::new(TestBackend::new(120, 36)).unwrap();
        each(1, || {
            let model = desk.meeting.notulist((120, 36));
            screen.draw(&model, &desk.theme).unwrap();
        })
    };
    compare(
        desks
            .iter()
            .map(|(n, desk)| {
                (name("join to frame, in the process", n), Box::new(move || joins(desk)) as Box<dyn FnMut() -> _>)
            })
            .collect(),
    );
}
