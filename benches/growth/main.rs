//! How the cost grows with the meeting: `cargo bench --bench growth [-- NAME ...]`. What is compared is measured in turn in
//! one run, and a ratio is the median of five rounds, so that a busy machine is busy for both. Nothing here is a test: a
//! slow machine is slow.

#![expect(
    clippy::unwrap_used,
    clippy::unreachable,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a bench talks to who runs it, reads the clock, and may end where it fails"
)]

mod append;
mod draw;
mod hostile;
mod outside;
mod pty;
mod record;
#[path = "../figures/service.rs"]
#[allow(dead_code, reason = "the figures use the rest")]
mod service;
mod stranger;
mod terminals;
#[path = "../figures/world.rs"]
#[allow(dead_code, reason = "the figures use the rest")]
mod world;

use std::time::Duration;

const ALL: [(&str, fn()); 7] = [
    ("draw", draw::run),
    ("record", record::run),
    ("append", append::run),
    ("terminals", terminals::run),
    ("outside", outside::run),
    ("hostile", hostile::run),
    ("stranger", stranger::run),
];

/// How often all that is compared is measured in turn.
const ROUNDS: usize = 5;

fn main() {
    // cargo passes options of its own
    let asked: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    for (name, run) in ALL {
        if asked.is_empty() || asked.iter().any(|a| a == name) {
            run();
        }
    }
}

/// What one thing took in one round.
struct Measured {
    what: String,
    /// The medians of the rounds, in milliseconds.
    p50: Vec<f64>,
    /// The 99th percentiles of the rounds.
    p99: Vec<f64>,
}

/// What is compared: its name, and one round of it.
type Compared<'a> = (String, Box<dyn FnMut() -> Vec<Duration> + 'a>);

/// Measures these in turn, round after round, and prints each with its ratio to the first.
fn compare(mut all: Vec<Compared<'_>>) {
    let mut rows: Vec<Measured> =
        all.iter().map(|(what, _)| Measured { what: what.clone(), p50: Vec::new(), p99: Vec::new() }).collect();
    for _ in 0..ROUNDS {
        for ((_, one), row) in all.iter_mut().zip(&mut rows) {
            let mut times = one();
            times.sort_unstable();
            row.p50.push(at(&times, 0.5).as_secs_f64() * 1000.0);
            row.p99.push(at(&times, 0.99).as_secs_f64() * 1000.0);
        }
    }
    for row in &rows {
        let ratios = row.p50.iter().zip(&rows[0].p50).map(|(a, b)| a / b).collect();
        let (p50, p99, ratio) = (median(row.p50.clone()), median(row.p99.clone()), median(ratios));
        println!("{:<62} p50 {p50:>8.3} ms   p99 {p99:>8.3} ms   {ratio:>6.2} times the first", row.what);
    }
    println!();
}

/// The middle one.
fn median(mut all: Vec<f64>) -> f64 {
    all.sort_unstable_by(f64::total_cmp);
    all[all.len() / 2]
}

/// The value below which this part of the sorted values lies.
fn at<T: Copy>(sorted: &[T], part: f64) -> T {
    sorted[((sorted.len() - 1) as f64 * part).round() as usize]
}

/// How long this takes, done so often.
fn each(times: usize, mut what: impl FnMut()) -> Vec<Duration> {
    let once = |_| {
        let begin = std::time::Instant::now();
        what();
        begin.elapsed()
    };
    (0..times).map(once).collect()
}
