//! Enter at the notulist until the line stands on that screen, and on those of all others: 1, 10 and 40 programs in
//! pseudo-terminals, each with all its drawing, on this one machine.

use std::thread;
use std::time::{Duration, Instant};

use super::compare;
use super::pty::Running;
use tempfile::TempDir;

/// How many others there are.
const OTHERS: [usize; 3] = [1, 10, 40];
/// How many lines are entered in a round.
const TRIES: u32 = 10;
/// How long after Enter is looked at the screens. When each byte came is known then; to look at a screen takes as long as to
/// draw it, and would be measured with it.
const LOOKS_AFTER: Duration = Duration::from_millis(150);

/// A meeting, with who types and who looks.
struct Room {
    notulist: Running,
    others: Vec<Running>,
    lines: u32,
    /// What the others took, round after round.
    took: Vec<Vec<Duration>>,
    _base: TempDir,
}

impl Room {
    fn new(others: usize) -> Self {
        let base = tempfile::tempdir().unwrap();
        let open = |rol| {
            let mut one = Running::exercise(base.path(), rol);
            one.until("reclassering");
            one.settle();
            one
        };
        let mut notulist = open("notulist");
        let others = (0..others).map(|_| open("deelnemer")).collect();
        notulist.settle();
        Self { notulist, others, lines: 0, took: Vec::new(), _base: base }
    }

    /// Enters lines; how long until each stands on the own screen.
    fn enters(&mut self) -> Vec<Duration> {
        let mut took = Vec::new();
        let one = |_| {
            self.lines += 1;
            // nothing of it stands on a screen before
            let text = format!("spreeuw{} {}", self.lines, "bij de tram ".repeat(1 + self.lines as usize % 3));
            self.notulist.press(&format!("f {text}"));
            self.notulist.settle();
            self.others.iter_mut().for_each(Running::drain);
            let word = format!("spreeuw{}", self.lines);
            let begin = Instant::now();
            self.notulist.press("\r");
            thread::sleep(LOOKS_AFTER);
            // in the minutes it stands in a column of its own
            let own = self.notulist.until(&format!("feit         {word}")).duration_since(begin);
            let theirs = self.others.iter_mut().map(|o| o.until(&word).duration_since(begin));
            took.extend(theirs);
            own
        };
        let own = (0..TRIES).map(one).collect();
        self.took.push(took);
        own
    }
}

pub(super) fn run() {
    let mut rooms: Vec<Room> = OTHERS.iter().map(|n| Room::new(*n)).collect();
    compare(
        rooms
            .iter_mut()
            .map(|room| {
                let name = format!("Enter to the own screen, {} others", room.others.len());
                (name, Box::new(|| room.enters()) as Box<dyn FnMut() -> _>)
            })
            .collect(),
    );
    compare(
        rooms
            .iter_mut()
            .map(|room| {
                let name = format!("Enter to the screens of {} others", room.others.len());
                // of the rounds that were measured for the own screen
                let mut rounds = std::mem::take(&mut room.took).into_iter();
                (name, Box::new(move || rounds.next().unwrap_or_default()) as Box<dyn FnMut() -> _>)
            })
            .collect(),
    );
}
