//! The figures of the README, measured: `cargo bench --bench figures [-- NAME ...]`. Each prints what it measured, on how
//! many tries, with median, p99 and most. Nothing here is a test: a slow machine is slow.

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
mod enter;
mod keys;
mod replay;
#[allow(dead_code, reason = "the growth uses the rest")]
mod service;
mod start;
mod world;

use std::time::Duration;

const ALL: [(&str, fn()); 5] =
    [("append", append::run), ("replay", replay::run), ("keys", keys::run), ("enter", enter::run), ("start", start::run)];

fn main() {
    // cargo passes options of its own
    let asked: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    for (name, run) in ALL {
        if asked.is_empty() || asked.iter().any(|a| a == name) {
            run();
        }
    }
}

/// Prints one row: what was measured, and how it is spread.
fn row(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let ms = |d: Duration| d.as_secs_f64() * 1000.0;
    println!(
        "{what:<52} n={:<6} median {:>8.3} ms   p99 {:>8.3} ms   most {:>8.3} ms",
        times.len(),
        ms(at(&times, 0.5)),
        ms(at(&times, 0.99)),
        ms(at(&times, 1.0))
    );
}

/// The value below which this part of the sorted values lies.
fn at<T: Copy>(sorted: &[T], part: f64) -> T {
    sorted[((sorted.len() - 1) as f64 * part).round() as usize]
}
