//! What is decided and derived for each record: one command, two, an action, the rows of the lookup; and `toon`.

use std::hint::black_box;
use std::time::Duration;

use crisistafel::domain::command::Command;
use crisistafel::domain::decide::decide_all;
use crisistafel::domain::dossier::RegelSoort;
use crisistafel::domain::evolve::evolve;
use crisistafel::projection::rij::{Hoofd, geraakt};

use super::draw::LENGTHS;
use super::world::{Meeting, records, stamp};
use super::{compare, each};

/// How many records are made in a round.
const TRIES: usize = 50;
/// How many actions there are in the fullest dossier.
pub(super) const ACTIONS: u32 = 3_000;

/// Decides, applies and derives the rows, as the service does for each record.
fn record(m: &mut Meeting, kinds: &[RegelSoort]) -> Vec<Duration> {
    let mut nr = m.frames.len() as u128;
    let once = || {
        nr += 1;
        let commands: Vec<Command> = kinds.iter().map(|soort| records(nr, *soort)).collect();
        let stamp = stamp(nr);
        let events = decide_all(&m.d, &m.kader, &stamp, &commands).unwrap();
        for event in &events {
            evolve(&mut m.d, &stamp, event);
        }
        let hoofd = Hoofd { seq: 1, hash: String::new() };
        black_box(geraakt(&m.d, events.iter(), stamp.op.into(), hoofd));
    };
    each(TRIES, once)
}

pub(super) fn run() {
    let mut meetings: Vec<(u32, Meeting)> = LENGTHS.iter().map(|n| (*n, Meeting::new(*n, 0))).collect();
    for (what, kinds) in [("one line", vec![RegelSoort::Feit]), ("two lines", vec![RegelSoort::Feit, RegelSoort::Feit])] {
        compare(
            meetings
                .iter_mut()
                .map(|(n, m)| {
                    let kinds = kinds.clone();
                    let name = format!("decide, apply, rows: {what}, {n} lines in the meeting");
                    (name, Box::new(move || record(m, &kinds)) as Box<dyn FnMut() -> _>)
                })
                .collect(),
        );
    }
    let mut few = Meeting::new(300, 30);
    let mut many = Meeting::new(300.max(ACTIONS), ACTIONS);
    let mut ends = Vec::new();
    for (n, m) in [(30, &mut few), (ACTIONS, &mut many)] {
        let name = format!("decide, apply, rows: an action, {n} actions in the dossier");
        ends.push((name, Box::new(|| record(m, &[RegelSoort::Actie])) as Box<dyn FnMut() -> _>));
    }
    compare(ends);
}
