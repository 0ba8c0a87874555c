//! What the read model costs, on a sealed store with a service over it:
//! `cargo bench --bench read_model -- --dossiers 100 --regels 1000`. Figures go to the README, not into a test.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a bench talks to who runs it")]
#![expect(clippy::indexing_slicing, clippy::panic, reason = "and falls over where it is wrong")]
#![expect(clippy::disallowed_methods, reason = "it measures by the clock on the wall, and asks again after a while")]
#![expect(clippy::cast_precision_loss, reason = "figures are for people")]

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::sync_channel;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crisistafel::client::{LinkConfig, Session};
use crisistafel::crypto::bos::Wijziger;
use crisistafel::domain::dossier::{Bijeenroeping, RegelInhoud, RegelSoort, Vorm, Wie};
use crisistafel::domain::event::Event;
use crisistafel::domain::ids::{DossierNummer, OverlegNr, PuntId, RegelId, RequestId};
use crisistafel::domain::rol::{Actor, Rol, Stamp};
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::{Clock, Tijdstip};
use crisistafel::journal::disk::{Disk, DiskFile, RealDisk, Stat};
use crisistafel::journal::{Envelope, FileJournal, Journal, JournalId, record};
use crisistafel::protocol::{Opgehaald, Raadpleging, Soort};
use nix::sys::resource::{UsageWho, getrusage};

use crisistafel::server::{self, Config, Hook, Journals, NoHook, SocketPlace, Stopper, Tafel};

/// Parts of words that nobody has in a dossier; three make one of some thousand words.
const DELEN: [&str; 14] =
    ["mer", "spreeuw", "lin", "de", "kast", "vol", "wilg", "oever", "bro", "ten", "haag", "mos", "rie", "zand"];

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let given = |name: &str, or: u32| {
        let at = args.iter().position(|a| a == name);
        at.and_then(|at| args.get(at + 1)).map_or(or, |n| n.parse().unwrap())
    };
    let (dossiers, regels) = (given("--dossiers", 20), given("--regels", 500));
    let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let store = dir.path().join("tafel");
    let plain = dir.path().join("tekst");
    let ((), took) = timed(|| make(&store, &plain, (dossiers, regels)));
    println!("made {dossiers} dossiers with {regels} lines each: {took:?}");
    println!("journals {} MB, plain text {} MB", size(&store.join("dossiers")), size(&plain));
    // the peak of what follows
    fs::write("/proc/self/clear_refs", "5").unwrap();
    let service = Service::start(&store);
    let ((), used) = processor(UsageWho::RUSAGE_SELF, || fill(&service, dossiers, dossiers * regels));
    println!("of the processors: {used:?}");
    println!("memory: {}", memory());
    for word in ["spreeuwmoshaag", "mer", "kastbroten zandwilgrie", "bestaatniet"] {
        search(&service, word, &plain);
    }
    side_by_side(&service);
    println!("memory: {}", memory());
    let ((), took) = timed(|| drop(service));
    println!("close: {took:?}; directory {} MB", size(&store.join("leesmodel")));
    let (service, took) = timed(|| Service::start(&store));
    let (first, asked) = timed(|| service.asks().ask(Raadpleging::Dossiers).unwrap());
    assert!(matches!(first, Opgehaald::Dossiers { rijen } if rijen.len() == dossiers as usize));
    println!("open: {took:?}; first overview {asked:?}; memory: {}", memory());
}

/// Asks while the model is filled, and until it is.
fn fill(service: &Service, dossiers: u32, lines: u32) {
    let begun = Instant::now();
    let (mut worst, mut said) = (Duration::ZERO, String::new());
    loop {
        let mut asks = service.asks();
        let (overview, took) = timed(|| asks.ask(Raadpleging::Dossiers).unwrap());
        worst = worst.max(took);
        let Opgehaald::Dossiers { rijen } = overview else { panic!("another answer") };
        let whole = asks.onvolledig.is_none();
        let (_, took) = timed(|| asks.ask(Raadpleging::Zoek { woorden: t("spreeuwmoshaag") }).unwrap());
        worst = worst.max(took);
        if let (Some(words), true) = (&asks.onvolledig, rijen.len() > dossiers as usize / 2 && said.is_empty()) {
            said = words.to_string();
        }
        if whole {
            assert_eq!(rijen.len(), dossiers as usize);
            break;
        }
        thread::sleep(Duration::from_millis(50));
    }
    let took = begun.elapsed();
    let rate = f64::from(lines) / took.as_secs_f64();
    println!("fill: {took:?}, {rate:.0} lines a second; an answer meanwhile at most {worst:?}; '{said}'");
}

fn search(service: &Service, words: &str, plain: &Path) {
    let mut asks = service.asks();
    let mut ask = || timed(|| asks.ask(Raadpleging::Zoek { woorden: t(words) }).unwrap());
    let (first, _) = ask();
    let (all, own) = processor(UsageWho::RUSAGE_SELF, || (0..7).map(|_| ask()).collect::<Vec<_>>());
    let own = own / 7;
    let Opgehaald::Regels { rijen, meer } = &first else { panic!("another answer") };
    let found = rijen.len();
    let mut took: Vec<Duration> = all.iter().map(|(_, took)| *took).collect();
    took.sort();
    let word = words.split(' ').next().unwrap();
    let grep = || Command::new("grep").env("LC_ALL", "C").args(["-c", "-F", word]).arg(plain).output().unwrap();
    let mut beside: Vec<Duration> = (0..7).map(|_| timed(grep).1).collect();
    beside.sort();
    let (_, theirs) = processor(UsageWho::RUSAGE_CHILDREN, grep);
    println!(
        "zoek '{words}' ({found}{}): median {:?}, worst {:?}, {own:?} of processor; grep {:?}, {theirs:?}",
        if *meer { "+" } else { "" },
        took[3],
        took[6],
        beside[3]
    );
}

/// How long the overview takes while searches go on.
fn side_by_side(service: &Service) {
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let mut asks = service.asks();
                (0..5).for_each(|_| drop(asks.ask(Raadpleging::Zoek { woorden: t("bestaatniet mer") })));
            });
        }
        let mut asks = service.asks();
        let mut took: Vec<Duration> = (0..20).map(|_| timed(|| asks.ask(Raadpleging::Acties).unwrap()).1).collect();
        took.sort();
        println!("actions beside four who search: median {:?}, worst {:?}", took[10], took[19]);
    });
}

/// A service on the store.
struct Service {
    socket: PathBuf,
    running: Option<(Stopper, JoinHandle<()>)>,
    _run: tempfile::TempDir,
}

impl Service {
    fn start(store: &Path) -> Self {
        let run = tempfile::tempdir().unwrap();
        let socket = run.path().join("s").join("tafel");
        let hook: Arc<dyn Hook> = Arc::new(NoHook);
        let config = Config {
            journals: Journals::in_files(store, &hook, None).unwrap(),
            claim: server::claim(store).unwrap(),
            socket: SocketPlace { path: socket.clone(), group: None },
            kader: crisistafel::kader::ingebouwd().unwrap(),
            clock: Arc::new(Real),
            hook,
            ends_with_last: false,
            pinkosten: crisistafel::crypto::pin::Pinkosten::PROEF,
        };
        let (up, listening) = sync_channel(1);
        let service = thread::spawn(move || server::serve(config, move |stopper| up.send(stopper).unwrap()).unwrap());
        Self { socket, running: Some((listening.recv().unwrap(), service)), _run: run }
    }

    fn asks(&self) -> Session {
        static NR: AtomicU32 = AtomicU32::new(1);
        let nr = NR.fetch_add(1, Ordering::Relaxed);
        let (socket, terminal) = (self.socket.clone(), RequestId(u128::from(nr) << 32));
        let soort = Soort::Vraag;
        let link = LinkConfig {
            socket,
            soort,
            terminal,
            als: None,
            namens: None,
            revive: None,
            elsewhere: None,
            host: None,
            vanaf: crisistafel::domain::inzage::Vanaf::default(),
        };
        Session::open(&link).unwrap()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        if let Some((stopper, thread)) = self.running.take() {
            stopper.stop("the bench is over");
            thread.join().unwrap();
        }
    }
}

struct Real;

impl Clock for Real {
    fn now(&self) -> Tijdstip {
        chrono::Utc::now().into()
    }
}

/// Makes a store, and beside it a file with the plain text of every line.
fn make(store: &Path, plain: &Path, (dossiers, regels): (u32, u32)) {
    server::create(store, &Tafel::oefening(Vec::new()), &Wijziger { door: t("proef"), nu: at(0) }).unwrap();
    let mut journal = FileJournal::on(Unsynced(RealDisk), store).verzegeld(server::kluis(store, None).unwrap());
    let (mut dice, mut text) = (7_u64, String::new());
    let punt = PuntId::try_from("inbrengronde".to_owned()).unwrap();
    for n in 0..dossiers {
        let nummer = DossierNummer::pick(2026, n * 7919 + 1);
        let id = JournalId::Dossier(nummer);
        let mut head = journal.open(id, at(0)).unwrap().reading.head();
        let bijeenroeping = Bijeenroeping {
            door: Wie::organisatie(t("politie")),
            reden: t("proef"),
            vorm: Vorm::Digitaal,
            begin: None,
            einde: at(0),
        };
        let mut append = |seq: u32, events: Vec<Event>| {
            head = record::append(&mut journal, &Envelope::next(id, head, stamp(seq), events)).unwrap();
        };
        let opened = Event::DossierGeopend { nummer, werktitel: t(&format!("Proef {n}")) };
        append(0, vec![opened, Event::OverlegBijeengeroepen { overleg: OverlegNr(1), bijeenroeping }]);
        for nr in 1..=regels {
            let tekst = zin(&mut dice, nr);
            writeln!(text, "{nummer}\t{tekst}").unwrap();
            let mut inhoud = RegelInhoud::new(RegelSoort::Feit, t(&tekst));
            inhoud.inbreng = Some(t("politie"));
            inhoud.afgeschermd = nr % 20 == 0;
            append(
                nr,
                vec![Event::RegelVastgelegd {
                    overleg: OverlegNr(1),
                    regel: RegelId::open(nr),
                    punt: punt.clone(),
                    inhoud,
                }],
            );
        }
    }
    fs::write(plain, text).unwrap();
}

/// A sentence of some fifteen words, most of them common.
fn zin(dice: &mut u64, nr: u32) -> String {
    const GEWOON: [&str; 12] =
        ["hij", "zij", "de", "het", "bij", "stond", "weer", "voor", "haar", "school", "gebeld", "niet"];
    let mut words = vec![format!("Om {nr} uur")];
    for _ in 0..12 {
        let word = match roll(dice, 3) {
            0 => (0..3).map(|_| DELEN[roll(dice, DELEN.len())]).collect(),
            _ => GEWOON[roll(dice, GEWOON.len())].to_owned(),
        };
        words.push(word);
    }
    words.join(" ")
}

fn roll(dice: &mut u64, max: usize) -> usize {
    *dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*dice >> 40).unwrap() % max
}

fn t(text: &str) -> Tekst {
    Tekst::new(text).unwrap()
}

fn at(seconds: u32) -> Tijdstip {
    Tijdstip::from_millis(1_795_000_000_000 + i64::from(seconds) * 1000)
}

fn stamp(nr: u32) -> Stamp {
    let wie = Actor { gebruiker: t("dewit"), naam: t("De Wit"), rol: Rol::Notulist, organisatie: Some(t("gemeente")) };
    Stamp { op: at(nr), wie, verzoek: RequestId(u128::from(nr) << 64 | 0x5eed) }
}

/// The disk, that does not wait: what is made here is measured and thrown away.
#[derive(Clone)]
struct Unsynced(RealDisk);

struct UnsyncedFile(<RealDisk as Disk>::File);

impl Disk for Unsynced {
    type File = UnsyncedFile;

    fn list(&self, dir: &Path) -> io::Result<Vec<String>> {
        self.0.list(dir)
    }
    fn read(&self, path: &Path, max: u64) -> io::Result<Vec<u8>> {
        self.0.read(path, max)
    }
    fn stat(&self, path: &Path) -> io::Result<Stat> {
        self.0.stat(path)
    }
    fn make_dir(&self, dir: &Path) -> io::Result<()> {
        self.0.make_dir(dir)
    }
    fn create(&self, path: &Path) -> io::Result<Self::File> {
        self.0.create(path).map(UnsyncedFile)
    }
    fn open(&self, path: &Path) -> io::Result<Self::File> {
        self.0.open(path).map(UnsyncedFile)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.0.remove(path)
    }
    fn sync_dir(&self, _dir: &Path) -> io::Result<()> {
        Ok(())
    }
}

impl DiskFile for UnsyncedFile {
    fn stat(&self) -> io::Result<Stat> {
        self.0.stat()
    }
    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.0.write_at(offset, bytes)
    }
    fn truncate(&mut self, len: u64) -> io::Result<()> {
        self.0.truncate(len)
    }
    fn sync_data(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What this process, or those that it started, took of the processors meanwhile.
fn processor<T>(whose: UsageWho, work: impl FnOnce() -> T) -> (T, Duration) {
    let used = || {
        let used = getrusage(whose).unwrap();
        let micros = [used.user_time(), used.system_time()].map(|t| t.tv_sec() * 1_000_000 + t.tv_usec());
        micros.iter().sum::<i64>().unsigned_abs()
    };
    let before = used();
    let done = work();
    (done, Duration::from_micros(used() - before))
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

/// What the process takes now and took at most, both with what the bench itself has.
fn memory() -> String {
    let text = fs::read_to_string("/proc/self/status").unwrap();
    let lines = text.lines().filter(|l| l.starts_with("VmHWM") || l.starts_with("VmRSS"));
    lines.map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join(", ")
}

/// How much a file takes, or all below a folder, in millions of bytes.
fn size(path: &Path) -> String {
    fn bytes(path: &Path) -> u64 {
        let meta = fs::metadata(path).unwrap();
        if meta.is_file() { meta.len() } else { fs::read_dir(path).unwrap().map(|e| bytes(&e.unwrap().path())).sum() }
    }
    format!("{:.1}", bytes(path) as f64 / 1e6)
}
