//! How long an answer takes for somebody who may not see a dossier, beside the same asked of a number that nobody has: each
//! 2,000 times, in turns that a coin decides, while the dossiers are in memory and while they are not. Beside it stands the
//! same of other numbers that nobody has: that is what noise looks like. What is asked is another one each time, because a word
//! costs what it costs by its letters.
//!
//! Of two heaps of times it says how often one drawn from the first is the longer (a half is a guess), with the probability of
//! at least that difference where there is none: by their ranks (Mann and Whitney), and by the largest gap between their
//! distributions (Kolmogorov and Smirnov).

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::thread::JoinHandle;
use std::time::Instant;

use crisistafel::client::{LinkConfig, Session, SessionFault};
use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{Bijeenroeping, Noodzoek, RegelSoort, Vorm, Wie};
use crisistafel::domain::ids::{DossierNummer, OverlegNr, RequestId};
use crisistafel::domain::rol::Rol;
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::Tijdstip;
use crisistafel::protocol::{Afhandeling, InzageVraag, Raadpleging, Soort};
use crisistafel::server::{self, SocketPlace, Stopper, Tafel};

use super::at;
use super::service::{link_to, serve};
use super::world::records;

/// How often each is asked.
const SAMPLES: usize = 2_000;
/// How often before it counts.
const WARM: usize = 30;
/// How many dossiers there are that the stranger may not see, and how many of those have a meeting with lines: so many that all
/// of them can be in memory.
const HIDDEN: usize = 1_000;
const FULL: usize = 12;
/// How many lines each of these has, and how many words each line.
const LINES: (usize, usize) = (10, 30);

/// A number and a word: of a dossier, or of nothing.
type Doel = (DossierNummer, Tekst);
/// What is asked of it, with a request that was not used before.
type Vraag = (&'static str, Soort, fn(&mut Session, &Doel, u128));

const VRAGEN: [Vraag; 7] = [
    ("toon", Soort::Vraag, |s, (n, _), _| assert!(matches!(s.dossier(*n), Err(SessionFault::NotThere(_))))),
    ("open at a screen", Soort::Terminal, |s, (n, _), _| assert!(matches!(s.dossier(*n), Err(SessionFault::NotThere(_))))),
    ("record", Soort::Vraag, |s, (n, _), nr| records_nothing(s, Some(*n), nr, records(nr, RegelSoort::Feit))),
    ("zoek a word of it", Soort::Vraag, |s, (_, word), _| zoekt(s, word.clone())),
    ("zoek its number", Soort::Vraag, |s, (n, _), _| zoekt(s, Tekst::cut(&n.to_string()))),
    ("inzage", Soort::Vraag, |s, (n, _), _| {
        let asked = InzageVraag { dossier: Some(*n), wie: None, sinds: Tijdstip::from_millis(0) };
        assert!(s.ask(Raadpleging::Inzage(asked)).is_err());
    }),
    ("noodtoegang, without the right", Soort::Vraag, |s, (n, _), nr| {
        records_nothing(s, None, nr, Command::NeemNoodtoegang { waar: Noodzoek::Nummer(*n), reden: "meting".into() });
    }),
];

fn records_nothing(s: &mut Session, dossier: Option<DossierNummer>, nr: u128, command: Command) {
    let ended = s.carry_out(RequestId(nr << 64), dossier, None, vec![command]);
    assert!(!matches!(ended, Ok(Afhandeling::Vastgelegd { .. })));
}

fn zoekt(s: &mut Session, woorden: Tekst) {
    s.ask(Raadpleging::Zoek { woorden }).unwrap();
}

/// A coin, or a die: the same at every run.
struct Lot(u64);

impl Lot {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }

    /// A word that nobody knows.
    fn word(&mut self) -> Tekst {
        Tekst::cut(&(0..9).map(|_| char::from(b'a' + self.below(26) as u8)).collect::<String>())
    }
}

/// The store, whoever serves it now.
struct Tafeltje {
    dir: tempfile::TempDir,
    _run: tempfile::TempDir,
    socket: SocketPlace,
    running: Option<(Stopper, JoinHandle<()>)>,
}

impl Tafeltje {
    fn store(&self) -> std::path::PathBuf {
        self.dir.path().join("oefening")
    }

    fn up(&mut self) {
        self.running = Some(serve(&self.store(), &self.socket));
    }

    fn down(&mut self) {
        if let Some((stopper, thread)) = self.running.take() {
            stopper.stop("the bench is over");
            thread.join().unwrap();
        }
    }

    fn session(&self, soort: Soort, als: Option<Rol>, id: u128) -> Session {
        Session::open(&LinkConfig { als, ..link_to(&self.socket, soort, id) }).unwrap()
    }
}

/// What the stranger may not see: dossiers, the first of them with lines, and the words of those.
struct Geheim {
    nummers: Vec<DossierNummer>,
    woorden: Vec<Tekst>,
}

impl Geheim {
    /// One of them; of those in memory, where that is asked.
    fn een(&self, lot: &mut Lot, loaded: bool) -> Doel {
        let most = if loaded { FULL } else { self.nummers.len() };
        (self.nummers[lot.below(most)], self.woorden[lot.below(self.woorden.len())].clone())
    }

    /// One that is none.
    fn geen(&self, lot: &mut Lot) -> Doel {
        let year = chrono::Datelike::year(&chrono::Utc::now());
        let mut any = || DossierNummer::pick(year, lot.below(1 << 31) as u32);
        let nummer = std::iter::repeat_with(&mut any).find(|n| !self.nummers.contains(n)).unwrap();
        (nummer, lot.word())
    }
}

/// Has this carried out, and gives of which dossier it is.
fn does(chair: &mut Session, nr: u128, dossier: Option<DossierNummer>, commands: Vec<Command>) -> DossierNummer {
    let ended = chair.carry_out(RequestId(nr << 64), dossier, None, commands).unwrap();
    let Afhandeling::Vastgelegd { dossier, .. } = ended else { unreachable!("{ended:?}") };
    dossier
}

/// A meeting with lines of words that nobody knows; gives the words.
fn fill(chair: &mut Session, nr: u128, dossier: DossierNummer, lot: &mut Lot) -> Vec<Tekst> {
    let bijeen = Command::RoepOverlegBijeen(Bijeenroeping {
        door: Wie { naam: "Ooms".into(), organisatie: "politie".into() },
        reden: "meting".into(),
        vorm: Vorm::Fysiek,
        begin: None,
        einde: Tijdstip::from(chrono::Utc::now()).plus(chrono::TimeDelta::hours(2)),
    });
    does(chair, nr, Some(dossier), vec![bijeen]);
    does(chair, nr + 1, Some(dossier), vec![Command::StartOverleg { overleg: OverlegNr(1) }]);
    let lines: Vec<Vec<Tekst>> = (0..LINES.0).map(|_| (0..LINES.1).map(|_| lot.word()).collect()).collect();
    let line = |words: &Vec<Tekst>| {
        let mut line = records(nr, RegelSoort::Feit);
        if let Command::LegRegelVast { overleg, regel, .. } = &mut line {
            *overleg = OverlegNr(1);
            regel.tekst = Tekst::cut(&words.iter().map(Tekst::as_str).collect::<Vec<_>>().join(" "));
        }
        line
    };
    does(chair, nr + 2, Some(dossier), lines.iter().map(line).collect());
    lines.concat()
}

/// A table with these dossiers, of which the stranger has one of their own.
fn made(lot: &mut Lot) -> (Tafeltje, Geheim) {
    let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let run = tempfile::tempdir().unwrap();
    let socket = SocketPlace { path: run.path().join("s").join("tafel"), group: None };
    let mut tafel = Tafeltje { dir, _run: run, socket, running: None };
    let wie = crisistafel::crypto::bos::Wijziger { door: "proef".into(), nu: Tijdstip::from_millis(0) };
    server::create(&tafel.store(), &Tafel::oefening(Vec::new()), &wie).unwrap();
    tafel.up();
    let mut chair = tafel.session(Soort::Vraag, None, 1);
    let mut opens = |nr: usize| {
        let title = vec![Command::OpenDossier { werktitel: "meting".into() }];
        does(&mut chair, nr as u128 * 10, None, title)
    };
    let mut nummers: Vec<DossierNummer> = (1..=HIDDEN + 1).map(&mut opens).collect();
    let own = nummers.pop().unwrap();
    let full = nummers[..FULL].iter().zip(1u128..);
    let woorden = full.flat_map(|(n, nr)| fill(&mut chair, 1_000_000 + nr * 10, *n, lot)).collect();
    drop(chair);
    table(&tafel.store(), own);
    (tafel, Geheim { nummers, woorden })
}

/// Who runs this leads, and as notulist sees one dossier: who records is never held up for asking too much.
fn table(store: &Path, own: DossierNummer) {
    let me = server::Account::of(nix::unistd::geteuid().as_raw()).naam;
    let row = |rol: &str, more: &str| format!("[[toegang]]\ngebruiker = \"{me}\"\nrollen = [\"{rol}\"]\n{more}\n");
    let path = store.join("rollen.toml");
    std::fs::write(&path, row("voorzitter", "") + &row("notulist", &format!("dossiers = [\"{own}\"]"))).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
}

pub(super) fn run() {
    let mut lot = Lot(11);
    let (mut tafel, geheim) = made(&mut lot);
    let mut nr = 10_000_000;
    for loaded in [false, true] {
        tafel.down();
        tafel.up();
        if loaded {
            let mut chair = tafel.session(Soort::Vraag, Some(Rol::Voorzitter), 2);
            geheim.nummers[..FULL].iter().for_each(|n| drop(chair.dossier(*n).unwrap()));
        }
        println!(
            "a dossier that may not be seen, {}in memory, {SAMPLES} each; milliseconds",
            if loaded { "" } else { "not " }
        );
        for (what, soort, ask) in VRAGEN {
            let mut session = tafel.session(soort, Some(Rol::Notulist), 3);
            // drawn beforehand: what is done between two questions would be in their times
            let only_loaded = loaded && !what.starts_with("zoek");
            let doelen: Vec<([usize; 3], [Doel; 3])> = (0..SAMPLES + WARM)
                .map(|_| {
                    let order = ORDERS[lot.below(ORDERS.len())];
                    let een = geheim.een(&mut lot, only_loaded);
                    (order, [een, geheim.geen(&mut lot), geheim.geen(&mut lot)])
                })
                .collect();
            let mut times: [Vec<f64>; 3] = Default::default();
            for (round, (order, doelen)) in doelen.iter().enumerate() {
                for heap in order {
                    nr += 1;
                    let begin = Instant::now();
                    ask(&mut session, &doelen[*heap], nr);
                    let took = begin.elapsed().as_secs_f64() * 1000.0;
                    // of the first ones the way is still cold
                    times[*heap].extend(Some(took).filter(|_| round >= WARM));
                }
            }
            for heap in &mut times {
                heap.sort_unstable_by(f64::total_cmp);
            }
            tell(what, &times);
        }
        println!();
    }
    tafel.down();
}

/// The orders in which three are asked.
const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

fn tell(what: &str, [there, nobody, noise]: &[Vec<f64>; 3]) {
    let row = |heap: &[f64]| [0.1, 0.5, 0.9, 0.99].map(|part| format!("{:.3}", at(heap, part))).join(" ");
    println!("{what:<31} there  p10 p50 p90 p99 {}   {}", row(there), differ(there, nobody));
    println!("{:<31} nobody p10 p50 p90 p99 {}   {} (noise)", "", row(nobody), differ(noise, nobody));
}

/// How two sorted heaps differ.
fn differ(one: &[f64], other: &[f64]) -> String {
    let (longer, ranks) = mann_whitney(one, other);
    let (gap, largest) = kolmogorov_smirnov(one, other);
    format!("longer {longer:.3} (p {ranks:.2})   gap {gap:.3} (p {largest:.2})")
}

/// How often one of the first is longer than one of the others, a tie counting half; and how probable at least such a
/// difference is where there is none.
fn mann_whitney(one: &[f64], other: &[f64]) -> (f64, f64) {
    let below = |heap: &[f64], x: f64| heap.partition_point(|y| *y < x) as f64;
    let upto = |heap: &[f64], x: f64| heap.partition_point(|y| *y <= x) as f64;
    let u: f64 = one.iter().map(|x| f64::midpoint(below(other, *x), upto(other, *x))).sum();
    let (n, m) = (one.len() as f64, other.len() as f64);
    let z = (u - n * m / 2.0) / (n * m * (n + m + 1.0) / 12.0).sqrt();
    (u / (n * m), two_sided(z))
}

/// The largest gap between two distributions, and how probable at least that is where they are the same.
fn kolmogorov_smirnov(one: &[f64], other: &[f64]) -> (f64, f64) {
    let part = |heap: &[f64], x: f64| heap.partition_point(|y| *y <= x) as f64 / heap.len() as f64;
    let gap = one.iter().chain(other).map(|x| (part(one, *x) - part(other, *x)).abs()).fold(0.0, f64::max);
    let (n, m) = (one.len() as f64, other.len() as f64);
    let scaled = gap * (n * m / (n + m)).sqrt();
    let term = |k: i32| (if k % 2 == 1 { 2.0 } else { -2.0 }) * (-2.0 * f64::from(k * k) * scaled * scaled).exp();
    (gap, (1..=100).map(term).sum::<f64>().clamp(0.0, 1.0))
}

/// How probable it is that something normal is at least this many standard deviations away (Abramowitz and Stegun, 7.1.26).
fn two_sided(z: f64) -> f64 {
    let x = z.abs() / 2f64.sqrt();
    let t = 1.0 / (1.0 + 0.327_591_1 * x);
    let all = [1.061_405_429, -1.453_152_027, 1.421_413_741, -0.284_496_736, 0.254_829_592];
    all.iter().fold(0.0, |sum, a| (sum + a) * t) * (-x * x).exp()
}
