//! What the read model costs: `cargo bench --bench read_model`. Figures go to the README, not into a test.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a bench talks to who runs it")]

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crisistafel::domain::ids::RegelId;
use crisistafel::projection::rij::Rijen;
use crisistafel::projection::zoek::Woordenboek;
use crisistafel::store::{Inzage, ModelState, ReadModel};

#[path = "../tests/it/read_model/rows.rs"]
mod rows;

/// Dossiers and lines in each: ten thousand lines.
const SIZE: (u32, u32) = (20, 500);
const ALLES: Inzage<'_> = Inzage { dossier: &|_| true, afgeschermd: Some(&|_| true) };

fn main() {
    let dir = tempfile::tempdir().unwrap();
    let (at, marker) = (dir.path().join("leesmodel"), dir.path().join("leesmodel.bezig"));
    let (model, took) = fill(&at, &marker);
    println!("fill {} lines: {took:?}", SIZE.0 * SIZE.1);
    let (done, took) = timed(|| model.close());
    done.unwrap();
    println!("close: {took:?}; files {} KiB", size(&at.join("sled")) / 1024);
    let mut opens = Vec::new();
    for _ in 0..11 {
        let ((model, how), took) = timed(|| ReadModel::open(&at, &marker).unwrap());
        assert!(matches!(how, ModelState::Whole));
        opens.push(took);
        let (found, took) = timed(|| model.dossiers(ALLES).unwrap().len() + model.acties(ALLES).unwrap().len());
        println!("  first overview and actions after open: {found} rows, {took:?}");
        model.close().unwrap();
    }
    report("open a closed model", &mut opens);
    let (mut model, _) = ReadModel::open(&at, &marker).unwrap();
    searches(&model);
    writes(&mut model);
    model.close().unwrap();
    println!("after that: files {} KiB", size(&at.join("sled")) / 1024);
}

fn fill(at: &Path, marker: &Path) -> (ReadModel, Duration) {
    let all: Vec<Rijen> = (1..=SIZE.0).map(|n| rows::dossier(n, SIZE.1)).collect();
    let (mut model, _) = ReadModel::open(at, marker).unwrap();
    let ((), took) = timed(|| all.iter().for_each(|rijen| model.replace(rijen).unwrap()));
    (model, took)
}

fn searches(model: &ReadModel) {
    let woorden = Woordenboek::default();
    for question in ["nr377", "politie", "de", "buurvrouw telefoon", "besluit politie sleutel avond", "bestaatniet politie"]
    {
        let vraag = woorden.vraag(question);
        let mut all: Vec<Duration> =
            (0..21).map(|_| timed(|| model.zoek(&vraag, 50, ALLES).unwrap().regels.len()).1).collect();
        let found = model.zoek(&vraag, usize::MAX, ALLES).unwrap().regels.len();
        report(&format!("zoek '{question}' ({found} of {})", SIZE.0 * SIZE.1), &mut all);
    }
}

/// One line at a time, each with another text.
fn writes(model: &mut ReadModel) {
    let nr = rows::nummer(1);
    let mut all = Vec::new();
    for n in 0..2_000 {
        let line = rows::dossier(n + 100, 1).regels.remove(0).1.unwrap();
        let line = crisistafel::projection::rij::RegelRij { dossier: nr, regel: RegelId::open(10_000 + n), ..line };
        let rijen = rows::rijen(nr, vec![line]);
        all.push(timed(|| model.write(&rijen).unwrap()).1);
    }
    report("write one line", &mut all);
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

fn report(what: &str, all: &mut [Duration]) {
    all.sort_unstable();
    let at = |part: usize| all.get(all.len() * part / 100).copied().unwrap_or_default();
    println!("{what}: median {:?}, p99 {:?}", at(50), at(99));
}

fn size(dir: &Path) -> u64 {
    fs::read_dir(dir).unwrap().map(|e| e.unwrap().metadata().unwrap().len()).sum()
}
