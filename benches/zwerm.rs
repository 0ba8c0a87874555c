//! The swarm: whole meetings on a whole service, each from a seed.
//!
//! ```sh
//! cargo bench --bench zwerm -- --zaden 1000            # seeds 0 to 999; `--vanaf N` begins elsewhere
//! cargo bench --bench zwerm -- --zaad 17               # this one again, step by step the same
//! ```
//!
//! At a failure it prints the seed, the step and what was wrong, leaves out steps for as long as it still goes wrong, and
//! prints which are left. Nothing here is a test of speed.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    dead_code,
    reason = "a bench talks to who runs it, reads the clock, and may end where it fails"
)]

#[path = "../tests/schijf/mod.rs"]
mod schijf;
#[path = "../tests/zwerm/mod.rs"]
mod zwerm;

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use zwerm::telling::Telling;
use zwerm::vergadering::{Mis, STAPPEN, Vergadering};

/// Plays a meeting without these steps.
fn speel(zaad: u64, weg: &BTreeSet<usize>) -> (Telling, Result<(), Mis>) {
    let mut v = Vergadering::new(zaad);
    let gespeeld = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| v.speel(STAPPEN, weg)));
    let gespeeld = gespeeld.unwrap_or_else(|_| Err(Mis { stap: v.telling().stappen, wat: "a panic".to_owned() }));
    (v.telling(), gespeeld)
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let of = |name: &str| args.iter().position(|a| a == name).and_then(|at| args.get(at + 1)?.parse::<u64>().ok());
    let begin = Instant::now();
    if let Some(zaad) = of("--zaad") {
        return een(zaad);
    }
    // no number is asked for when all benches are run: some, so that it is known to run
    let (vanaf, zaden) = (of("--vanaf").unwrap_or(0), of("--zaden").unwrap_or(100));
    let (volgende, som, mis) =
        (AtomicU64::new(vanaf), Mutex::new((Vec::new(), Telling::default())), Mutex::new(Vec::new()));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                loop {
                    let zaad = volgende.fetch_add(1, Ordering::Relaxed);
                    if zaad >= vanaf + zaden {
                        return;
                    }
                    let (telling, gespeeld) = speel(zaad, &BTreeSet::new());
                    let mut som = som.lock().unwrap();
                    som.0.push(telling.bevestigd);
                    som.1.erbij(&telling);
                    if let Err(m) = gespeeld {
                        println!("seed {zaad}, step {}: {}", m.stap, m.wat);
                        mis.lock().unwrap().push(zaad);
                    }
                }
            });
        }
    });
    let (mut bevestigd, som) = som.into_inner().unwrap();
    bevestigd.sort_unstable();
    println!("{zaden} meetings from seed {vanaf} in {:.1} s on {threads} threads", begin.elapsed().as_secs_f64());
    println!("median of acknowledged requests in one: {}", bevestigd.get(bevestigd.len() / 2).copied().unwrap_or(0));
    println!("together: {som:?}");
    let mis = mis.into_inner().unwrap();
    println!("failed: {mis:?}");
    if let Some(zaad) = mis.first() {
        een(*zaad);
        std::process::exit(1);
    }
}

/// Plays one seed; where it goes wrong, with as few steps as still go wrong.
fn een(zaad: u64) {
    let (telling, gespeeld) = speel(zaad, &BTreeSet::new());
    let Err(mis) = gespeeld else { return println!("seed {zaad}: well. {telling:?}") };
    println!("seed {zaad}, step {}: {}", mis.stap, mis.wat);
    let mut weg: BTreeSet<usize> = (mis.stap + 1..STAPPEN).collect();
    let mut deel = (mis.stap / 2).max(1);
    loop {
        let mut at = 0;
        while at <= mis.stap {
            let poging: BTreeSet<usize> = weg.iter().copied().chain(at..(at + deel).min(mis.stap)).collect();
            if poging.len() > weg.len() && speel(zaad, &poging).1.is_err_and(|m| m.wat == mis.wat) {
                weg = poging;
            }
            at += deel;
        }
        if deel == 1 {
            break;
        }
        deel /= 2;
    }
    println!("it takes these steps:");
    let over: BTreeSet<usize> = (0..STAPPEN).filter(|s| !weg.contains(s)).collect();
    let mut v = Vergadering::new(zaad);
    let _ = v.speel(STAPPEN, &weg);
    for (stap, wat) in v.script().iter().filter(|(s, _)| over.contains(s)) {
        println!("  {stap:>4} {wat}");
    }
}
