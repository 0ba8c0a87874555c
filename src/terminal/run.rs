//! The loop: one queue of what happens, one place that carries out effects, one frame for all that came together.

use std::io::{self, BufWriter, Stdout, stdout};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use super::canvas::Canvas;
use super::guard::Guard;
use super::keyboard::{self, Happened, Keyboard};
use super::thrifty::{Thrifty, usable};
use crate::app::{self, Effect, Model, Msg};
use crate::client::{Link, LinkConfig};
use crate::domain::machine;
use crate::domain::tijd::Clock;
use crate::protocol::ToServer;
use crate::theme::Theme;

/// How many events may wait; who produces them waits then.
const QUEUE_MAX: usize = 1024;
/// How many events are taken together before a frame is drawn.
const BATCH_MAX: usize = 256;

/// How long it takes before a frame that could not be drawn is drawn again.
const DRAW_AGAIN: Duration = Duration::from_secs(1);

/// For how long it is put off to tell what is being typed, which is written to disk much later. Told at once it would wake
/// half a dozen threads, here and in the service, before the terminal had the echo of the key.
const PUT_OFF: Duration = Duration::from_millis(5);

/// How many bytes are gathered before they are written: more than a full frame has.
const FRAME_BYTES: usize = 64 * 1024;

/// How a terminal program starts.
pub struct Setup {
    /// The model.
    pub model: Model,
    /// How to connect.
    pub link: LinkConfig,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Themes.
    pub looks: Looks,
}

/// Loads a theme by its name, in the colours of this terminal.
pub type ByName = Box<dyn Fn(&str) -> Option<Theme>>;

/// What everything looks like.
pub struct Looks {
    /// The first theme.
    pub theme: Theme,
    /// Another theme by its name; none where there is none.
    pub named: ByName,
}

/// Why the terminal cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("de terminal kan niet worden gebruikt ({}); kijk of het venster er nog is en probeer het opnieuw", machine::zegt(.0))]
pub struct TerminalFault(#[from] io::Error);

/// Runs until the user leaves. Gives the reason where the connection ended for good.
pub fn run(setup: Setup) -> Result<Option<String>, TerminalFault> {
    let Setup { mut model, link, clock, looks } = setup;
    let (queue, events) = sync_channel::<Happened>(QUEUE_MAX);
    watch_signals(queue.clone())?;
    let from_link = queue.clone();
    let link = Link::start(link, move |what| from_link.send(Happened::Message(Msg::Link(what))).is_ok())?;
    let guard = Guard::enter()?;
    let size = usable(crossterm::terminal::size()?.into());
    keyboard::read(queue)?;
    app::update(&mut model, Msg::Resize(size.width, size.height), clock.now());
    let window = Canvas::new(Thrifty::new(BufWriter::with_capacity(FRAME_BYTES, stdout()), size.width))?;
    let mut screen = Screen { window, guard, theme: looks.theme, named: looks.named, link, later: None, stale: false };
    screen.carry_out(app::begin(&model));
    screen.until_end(&mut model, &events, clock.as_ref());
    screen.say_later();
    drop(screen);
    Ok(match model.verbinding {
        app::model::Verbinding::Voorbij(why) if !why.is_empty() => Some(why),
        _ => None,
    })
}

struct Screen {
    window: Canvas<Thrifty<BufWriter<Stdout>>>,
    guard: Guard,
    theme: Theme,
    named: ByName,
    link: Link,
    /// What is said once the frame stands, and since when: what is being typed.
    later: Option<(Instant, Vec<ToServer>)>,
    /// Whether it is not known what the terminal shows: the next frame is drawn whole.
    stale: bool,
}

impl Screen {
    fn until_end(&mut self, model: &mut Model, events: &Receiver<Happened>, clock: &dyn Clock) {
        let mut keyboard = Keyboard::new(Instant::now());
        loop {
            self.draw(model);
            let stil = model.tot_stil().and_then(|left| left.to_std().ok()).unwrap_or(Duration::MAX);
            let wait = if self.stale { DRAW_AGAIN } else { until_next_minute(clock).min(stil) };
            let half = keyboard.waits(Instant::now()).filter(|half| *half <= wait);
            let first = match self.next(events, half.unwrap_or(wait)) {
                Ok(first) => first,
                Err(RecvTimeoutError::Timeout) if half.is_some() => Happened::Silence,
                Err(RecvTimeoutError::Timeout) => Happened::Message(Msg::Tick),
                Err(RecvTimeoutError::Disconnected) => return,
            };
            let more = events.try_iter().take(BATCH_MAX);
            for happened in std::iter::once(first).chain(more) {
                let messages = match happened {
                    Happened::Message(msg) => vec![msg],
                    Happened::Bytes(at, bytes) => keyboard.take(at, &bytes),
                    Happened::Silence => keyboard.silence(Instant::now()),
                    Happened::Suspend => {
                        self.say_later();
                        self.stale |= self.guard.suspend().is_ok();
                        continue;
                    }
                    Happened::Continued => {
                        self.stale |= self.guard.again().is_ok();
                        continue;
                    }
                    Happened::End => return,
                };
                for msg in messages {
                    if matches!(msg, Msg::Resize(..) | Msg::Tick) {
                        self.window.backend_mut().resized();
                    }
                    let effects = app::update(model, msg, clock.now());
                    if !self.carry_out(effects) {
                        if model.weg.is_some() {
                            // a terminal without a second screen keeps what was drawn last
                            self.draw(model);
                        }
                        return;
                    }
                }
            }
        }
    }

    /// Draws a frame. What fails is drawn again, whole: whether the terminal is gone its reader and the signals tell.
    fn draw(&mut self, model: &mut Model) {
        let cleared = !self.stale || self.window.clear().is_ok();
        let drawn = self.window.draw(model, &self.theme);
        self.stale = !(cleared && drawn.is_ok());
        if let Ok(bladen) = drawn {
            model.deelscherm.getoond(bladen);
        }
    }

    /// What happens next, within this time. What was put off is said first, once nothing happened for a while.
    fn next(&mut self, events: &Receiver<Happened>, wait: Duration) -> Result<Happened, RecvTimeoutError> {
        if let Some((since, _)) = self.later {
            let left = PUT_OFF.saturating_sub(since.elapsed());
            if !left.is_zero()
                && let Ok(happened) = events.recv_timeout(left.min(wait))
            {
                return Ok(happened);
            }
            self.say_later();
        }
        events.recv_timeout(wait)
    }

    /// Says what was put off, in order.
    fn say_later(&mut self) {
        for message in self.later.take().into_iter().flat_map(|(_, all)| all) {
            self.say(message);
        }
    }

    fn say(&self, message: ToServer) {
        // a link that is over has said so in the queue
        let _ = self.link.send(message);
    }

    /// Carries out effects. False when the program ends.
    fn carry_out(&mut self, effects: Vec<Effect>) -> bool {
        for effect in effects {
            match effect {
                Effect::Send(message @ ToServer::Concept(_)) => {
                    self.later.get_or_insert_with(|| (Instant::now(), Vec::new())).1.push(message);
                }
                Effect::Send(message) => {
                    self.say_later();
                    self.say(message);
                }
                Effect::Theme(name) => {
                    if let Some(theme) = (self.named)(&name) {
                        self.theme = theme;
                    }
                }
                Effect::Redraw => self.stale = true,
                Effect::Quit => return false,
            }
        }
        true
    }
}

/// The screen shows minutes: it is drawn anew when one has passed.
fn until_next_minute(clock: &dyn Clock) -> Duration {
    let into = clock.now().millis().rem_euclid(60_000);
    Duration::from_millis(u64::try_from(60_000 - into).unwrap_or(1_000))
}

/// The window has another size, the program was stopped and goes on. Or the window is closed, or the machine stops: ends in order, so that the terminal is left as it
/// was found.
fn watch_signals(queue: SyncSender<Happened>) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGTERM, SIGINT, SIGWINCH, SIGTSTP, SIGCONT])?;
    let spawned = thread::Builder::new().name("signalen".to_owned()).spawn(move || {
        for signal in signals.forever() {
            let size = crossterm::terminal::size().map(|said| usable(said.into()));
            let happened = match (signal, size) {
                (SIGWINCH, Ok(size)) => Happened::Message(Msg::Resize(size.width, size.height)),
                (SIGWINCH, Err(_)) => continue,
                (SIGTSTP, _) => Happened::Suspend,
                (SIGCONT, _) => Happened::Continued,
                _ => Happened::End,
            };
            let last = matches!(happened, Happened::End);
            if queue.send(happened).is_err() || last {
                return;
            }
        }
    });
    spawned.map(drop)
}
