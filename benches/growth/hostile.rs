//! Twenty-four terminals of who only reads, at once: twelve ask for all of it again and again and take no answer, twelve send
//! as much as fits in a message. Together they are given half a processor. What the notulist's line takes then, and what of
//! memory the process takes more (they are threads of it, and keep one message).

use std::io::Write;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Instant;

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::RegelSoort;
use crisistafel::domain::ids::{DossierNummer, RequestId};
use crisistafel::domain::rol::Rol;
use crisistafel::domain::tekst::Tekst;
use crisistafel::protocol::{Getypt, Raadpleging, Soort, ToServer, frame};

use super::service::Service;
use super::world::records;
use super::{compare, each};

/// How many of each kind there are.
const KIND: u128 = 12;
/// Of how much time one of them may use a part: all together half a processor.
const SHARE: u32 = 48;
/// How many lines are recorded in a round.
const TRIES: usize = 200;

/// What they know of the service.
struct Target {
    socket: PathBuf,
    nummer: DossierNummer,
    over: AtomicBool,
}

/// A connection of somebody who only reads.
fn connect(socket: &Path, id: u128) -> Option<UnixStream> {
    let mut stream = UnixStream::connect(socket).ok()?;
    stream.set_write_timeout(Some(std::time::Duration::from_millis(100))).ok()?;
    frame::greet(&mut &stream).ok()?;
    let hello = ToServer::Hallo {
        soort: Soort::Terminal,
        terminal: RequestId(id << 40),
        als: Some(Rol::Raadpleger),
        namens: None,
        vanaf: crisistafel::domain::inzage::Vanaf::default(),
    };
    stream.write_all(&frame::encode(&hello).ok()?).ok()?;
    Some(stream)
}

/// What one sends, over and over.
fn sends(id: u128, nummer: DossierNummer) -> Vec<Vec<u8>> {
    let woorden: Tekst = "de".into();
    let long = Tekst::cut(&"de tram ".repeat(700));
    let messages = if id < KIND {
        let ask = |nr| ToServer::Vraag { nr, vraag: Raadpleging::Zoek { woorden: woorden.clone() } };
        vec![ToServer::Volg { dossier: Some(nummer), sinds: None }, ask(1), ask(2), ToServer::VolgOverzicht]
    } else {
        let opdrachten = vec![Command::Meld112 { toelichting: long.clone() }; 150];
        let verzoek = RequestId(id);
        let doe = ToServer::Doe { verzoek, dossier: Some(nummer), basis: None, opdrachten, regels: Vec::new() };
        vec![doe, ToServer::Concept(Getypt::nieuw(long))]
    };
    messages.iter().map(|m| frame::encode(m).unwrap()).collect()
}

/// One of them, until it is over. Cut off, it comes back.
fn attack(target: &Target, id: u128) {
    let messages = sends(id, target.nummer);
    let mut stream = None;
    for message in messages.iter().cycle().take_while(|_| !target.over.load(Ordering::Relaxed)) {
        let begin = Instant::now();
        stream = stream.or_else(|| connect(&target.socket, id + 100));
        if stream.as_mut().is_none_or(|s| s.write_all(message).is_err()) {
            stream = None;
        }
        thread::sleep(
            (begin.elapsed() * (SHARE - 1)).clamp(std::time::Duration::from_millis(1), std::time::Duration::from_secs(1)),
        );
    }
}

/// What of memory this process has, and had at most, in megabytes.
fn memory(which: &str) -> f64 {
    let all = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = all.lines().find(|l| l.starts_with(which)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<f64>().ok()).unwrap_or_default() / 1024.0
}

pub(super) fn run() {
    let service = Service::start();
    let mut client = service.asks(1);
    let mut nr = 0;
    let mut sends = || {
        nr += 1;
        client.does(RequestId(nr).0 << 64, vec![records(nr, RegelSoort::Feit)]);
    };
    compare(vec![("a line, until its answer, alone".to_owned(), Box::new(|| each(TRIES, &mut sends)))]);
    let before = memory("VmRSS");
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let link = service.link(Soort::Terminal, None, 1);
    let target = Arc::new(Target { socket: link.socket, nummer: service.nummer, over: AtomicBool::new(false) });
    let hostile = |id| {
        let target = Arc::clone(&target);
        thread::spawn(move || attack(&target, id))
    };
    let hostile: Vec<_> = (0..2 * KIND).map(hostile).collect();
    thread::sleep(std::time::Duration::from_secs(5));
    compare(vec![("the same beside 24 who flood".to_owned(), Box::new(|| each(TRIES, &mut sends)))]);
    thread::sleep(std::time::Duration::from_secs(5));
    println!("memory: {before:.0} MB before, at most {:.0} MB under it\n", memory("VmHWM"));
    target.over.store(true, Ordering::Relaxed);
    for one in hostile {
        one.join().unwrap();
    }
}
