//! What is done with bytes that anybody can make: one function per kind of input, each with what has to hold whatever comes
//! in. The fuzzer (`tests/fuzz/Cargo.toml`) looks for bytes that break it; the tests play what was collected, and pieces of
//! it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;
use std::time::Duration;

use crisistafel::crypto::bos::{Ingang, Journaalsleutels, Kast, Openersoort, Sleutelbos, Wijziger};
use crisistafel::crypto::opener::{Identiteit, Opener};
use crisistafel::crypto::sleutel::Klasse;
use crisistafel::crypto::zegel::{self, Plaats};
use crisistafel::domain::command::Command;
use crisistafel::domain::decide::decide_all;
use crisistafel::domain::dossier::Dossier;
use crisistafel::domain::event::Event;
use crisistafel::domain::evolve::evolve;
use crisistafel::domain::invoer::naam::Bekend;
use crisistafel::domain::invoer::splits::splits;
use crisistafel::domain::invoer::termijn::{self, Kant, Tijdkop};
use crisistafel::domain::invoer::{Achtergrond, ontleed};
use crisistafel::domain::inzage::Vanaf;
use crisistafel::domain::kader::GeldendKader;
use crisistafel::domain::rol::{Rol, Stamp};
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::Tijdstip;
use crisistafel::input::bytes::{Decoder, Incoming};
use crisistafel::input::catalogue::{self, Scope};
use crisistafel::input::keymap::Keymap;
use crisistafel::journal::{Envelope, JournalId, OrganisatieEvent, scan};
use crisistafel::protocol::{Soort, ToServer, frame};
use crisistafel::server::{Access, Account, Asked, Tafel};
use crisistafel::theme::load;

use crate::schijf::MemoryDisk;

/// What is done with the bytes of one input.
pub(crate) type Doel = fn(&[u8]);

/// Every kind of input, with the name of its collection in `corpus`.
pub(crate) const DOELEN: [(&str, Doel); 12] = [
    ("frame", journaal),
    ("envelope", envelope),
    ("command", opdrachten),
    ("message", bericht),
    ("line", regel),
    ("deadline", deadline),
    ("kader", kader_bestand),
    ("theme", thema),
    ("keymap", toetsen),
    ("keyring", sleutelbos),
    ("rollen", rollen),
    ("terminal", terminal),
];

fn kader() -> &'static GeldendKader {
    static KADER: OnceLock<GeldendKader> = OnceLock::new();
    KADER.get_or_init(|| crisistafel::kader::ingebouwd().expect("the kader that the program brings along is whole"))
}

fn id() -> JournalId {
    JournalId::Dossier("26-K7M4".parse().expect("a number"))
}

/// An opener, and a keyring of its own with keys for the journal.
fn bos() -> (Opener, Sleutelbos) {
    let identiteit = Identiteit::nieuw();
    let naam = Tekst::new("proef").expect("a name");
    let ingang = Ingang::new(Openersoort::Identiteit, naam.clone(), identiteit.ontvanger()).expect("an opener");
    let wie = Wijziger { door: naam, nu: nu() };
    let kast = Kast::op(MemoryDisk::default(), Path::new("/tafel"));
    let mut bos = Sleutelbos::begin_in(&kast, vec![ingang], &wie).expect("a keyring");
    bos.maak(id()).expect("random bytes");
    (Opener::Identiteit(identiteit), bos)
}

/// The files of a journal: what is read of them is a chain that goes on as far as it is said, and less of the file gives
/// less of the same chain. And a payload: what opens it, opens it whole.
pub(crate) fn journaal(data: &[u8]) {
    static SLEUTELS: OnceLock<Journaalsleutels> = OnceLock::new();
    let reading = scan(id(), data.to_vec());
    let head = reading.head();
    assert_eq!(reading.frames().len() as u64, head.seq);
    for frame in reading.frames() {
        assert!(frame.seq <= head.seq && frame.payload.len() <= data.len());
    }
    let shorter = scan(id(), data.get(..data.len() / 2).unwrap_or_default().to_vec());
    assert!(shorter.head().seq <= head.seq);
    let sleutels = SLEUTELS.get_or_init(|| bos().1.sleutels(id()).expect("it was made"));
    let plaats = Plaats { journaal: "26-K7M4", seq: 1, vorige: &[0; 32] };
    assert!(zegel::open(sleutels, plaats, data, 57).is_err() || zegel::ketting(data, 57).is_some());
    let ketting = zegel::ketting(data, 57);
    if let (Some(_), Some(zonder)) = (&ketting, zegel::zonder(data.to_vec(), Klasse::Verhaal, 57)) {
        assert_eq!(zegel::ketting(&zonder, 57), ketting, "a part that goes leaves the chain");
    }
}

/// A record: what is read of it is written and read back the same.
pub(crate) fn envelope(data: &[u8]) {
    if let Ok(read) = Envelope::<Event>::decode(data) {
        let bytes = serde_json::to_vec(&read).expect("what was read can be written");
        assert!(Envelope::<Event>::decode(&bytes).is_ok_and(|back| back == read));
        let mut dossier = Dossier::new("26-K7M4".parse().expect("a number"));
        read.events.iter().for_each(|event| evolve(&mut dossier, &read.stamp, event));
    }
    if let Ok(read) = Envelope::<OrganisatieEvent>::decode(data) {
        let bytes = serde_json::to_vec(&read).expect("what was read can be written");
        assert!(Envelope::<OrganisatieEvent>::decode(&bytes).is_ok_and(|back| back == read));
    }
}

/// A dossier in which much was recorded, and when that was last.
fn toestand() -> &'static (Dossier, Stamp) {
    static DOSSIER: OnceLock<(Dossier, Stamp)> = OnceLock::new();
    DOSSIER.get_or_init(|| {
        let lines = include_str!("../../fixtures/journals/v1-kader/dossiers/26-K7M4.jsonl");
        let mut dossier = Dossier::new("26-K7M4".parse().expect("a number"));
        let mut last = None;
        for line in lines.lines() {
            let envelope = Envelope::<Event>::decode(line.as_bytes()).expect("a golden record");
            envelope.events.iter().for_each(|event| evolve(&mut dossier, &envelope.stamp, event));
            last = Some(envelope.stamp);
        }
        (dossier, last.expect("it has records"))
    })
}

/// Commands: read and written they are the same, and what is decided of them can be applied.
pub(crate) fn opdrachten(data: &[u8]) {
    let one = || serde_json::from_slice::<Command>(data).map(|one| vec![one]);
    let Ok(commands) = serde_json::from_slice::<Vec<Command>>(data).or_else(|_| one()) else { return };
    let bytes = serde_json::to_vec(&commands).expect("what was read can be written");
    let back: Vec<Command> = serde_json::from_slice(&bytes).expect("what was written can be read");
    assert_eq!(back, commands);
    let (dossier, last) = toestand();
    for rol in Rol::ALL {
        let mut stamp = last.clone();
        (stamp.wie.rol, stamp.verzoek.0) = (rol, 1 << 100);
        if let Ok(events) = decide_all(dossier, kader(), &stamp, &commands) {
            let mut after = dossier.clone();
            for event in &events {
                evolve(&mut after, &stamp, event);
            }
            let written = Envelope::next(id(), scan(id(), Vec::new()).head(), stamp, events);
            let bytes = serde_json::to_vec(&written).expect("what was decided can be written");
            assert!(Envelope::<Event>::decode(&bytes).is_ok_and(|back| back == written), "what was decided can be read");
        }
    }
}

/// A message of a terminal, as it comes over the socket.
pub(crate) fn bericht(data: &[u8]) {
    let max = 1 << 20;
    let Ok(message) = frame::read::<ToServer>(&mut &*data, max).or_else(|_| frame::decode(data)) else { return };
    let bytes = frame::encode(&message).expect("what was read can be written");
    let back: ToServer = frame::read(&mut bytes.as_slice(), u32::MAX).expect("what was written can be read");
    assert_eq!(frame::encode(&back).ok(), Some(bytes));
}

fn nu() -> Tijdstip {
    Tijdstip::try_from("2026-11-22T13:31:00Z".to_owned()).expect("a moment")
}

/// The notulist's line: the pieces are the line, nothing of it is left out, and no sign that steers a terminal is in what
/// would be recorded.
pub(crate) fn regel(data: &[u8]) {
    let raw = String::from_utf8_lossy(data);
    let a = Achtergrond {
        bekend: Bekend { kader: &kader().kader, overleg: None, dossier: None },
        inbreng: None,
        eigen: None,
        nu: nu(),
    };
    let o = ontleed(&raw, a);
    let pieces: Vec<&str> = o.stukken.iter().filter_map(|s| raw.get(s.plek.clone())).collect();
    assert_eq!(pieces.len(), o.stukken.len(), "a piece is cut between letters");
    assert_eq!(pieces.concat(), raw, "the pieces are the line");
    assert!(!o.inhoud.tekst.as_str().contains(char::is_control));
    match splits(&raw, &o, a) {
        Ok(parts) => assert_eq!(parts.is_empty(), o.te_lang.is_none()),
        Err(_) => assert!(o.te_lang.is_some()),
    }
    if o.te_lang.is_none() {
        let getypt = o.inhoud.getypt.as_ref().map_or(o.inhoud.tekst.as_str(), Tekst::as_str);
        assert_eq!(Tekst::new(&raw).map(|t| t.as_str().to_owned()).ok().as_deref(), Some(getypt), "kept as typed");
    }
}

/// A moment: what is taken of the text is a piece of it, seen from any moment.
pub(crate) fn deadline(data: &[u8]) {
    let (head, text) = data.split_at_checked(4).unwrap_or((&[], data));
    let seconds = head.iter().fold(0_i64, |sum, b| sum << 8 | i64::from(*b));
    let nu = Tijdstip::from_millis(1_700_000_000_000 + seconds % 315_360_000 * 1000);
    let text = String::from_utf8_lossy(text);
    for kant in [Kant::Straks, Kant::Toen] {
        match termijn::lees(&text, kant, nu) {
            Tijdkop::Tijd(lezing) => assert!(text.get(..lezing.bytes).is_some() && lezing.bytes > 0),
            Tijdkop::Rest(rest) => assert!(text.get(rest).is_some_and(|rest| !rest.is_empty())),
            Tijdkop::Geen => {}
        }
    }
}

/// A file of a kader: it is taken whole or every remedy is named with its place.
pub(crate) fn kader_bestand(data: &[u8]) {
    let names = ["agenda.toml", "partners.toml", "poorten.toml", "klokken.toml", "lijst-eigen.toml", "maatregelen.toml"];
    let (first, text) = data.split_first().unwrap_or((&0, data));
    let name = names[usize::from(*first) % names.len()];
    let files = BTreeMap::from([(name.to_owned(), String::from_utf8_lossy(text).into_owned())]);
    if let Err(wrong) = crisistafel::kader::load(&files) {
        let said = wrong.to_string();
        assert!(!said.is_empty() && said.lines().all(|line| !line.contains(|c: char| c.is_control() && c != '\t')));
    }
}

/// A theme, and one that inherits itself.
pub(crate) fn thema(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let own = [load::ThemeFile { name: "eigen", file: "eigen.toml", text: &text }];
    match load::load("eigen", &own) {
        Ok(loaded) => assert_eq!(loaded.theme.name(), "eigen"),
        Err(wrong) => assert!(!wrong.to_string().is_empty()),
    }
}

/// A keymap: a key has one meaning in a place.
pub(crate) fn toetsen(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Ok(map) = Keymap::parse("toetsen.toml", &text, Scope::named, catalogue::named) {
        for binding in map.bindings() {
            assert_eq!(map.action(&[binding.scope], binding.key), Some(binding.action));
        }
    }
}

/// A keyring on a disk that somebody else wrote: without its key nothing opens.
pub(crate) fn sleutelbos(data: &[u8]) {
    static OPENER: OnceLock<Opener> = OnceLock::new();
    let opener = OPENER.get_or_init(|| bos().0);
    let dir = Path::new("/tafel");
    let disk = MemoryDisk::default();
    disk.plant(&dir.join(crisistafel::crypto::bos::NAAM), data);
    match Sleutelbos::open_uit(&Kast::op(disk, dir), opener) {
        Ok(_) => panic!("a key of nobody opens nothing"),
        Err(wrong) => assert!(!wrong.to_string().is_empty()),
    }
}

/// A role table: nobody who is not in it is let in.
pub(crate) fn rollen(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let tafel = Tafel::oefening(Vec::new());
    let Ok(access) = Access::from_table(Some(&text), 1000, &tafel) else { return };
    let niemand = Account { uid: 4242, naam: "staat er niet in \u{1}".into(), groepen: Vec::new() };
    let asked = Asked { soort: Soort::Terminal, als: None, namens: None, vanaf: Vanaf::default() };
    assert!(access.identify(&niemand, &asked).is_err());
}

/// What a terminal sends, however it is cut: no sign that steers another terminal comes of it but in a paste, which is
/// cleaned when it is taken.
pub(crate) fn terminal(data: &[u8]) {
    let mut whole = Decoder::default();
    let mut pieces = Decoder::default();
    let mut at = Duration::ZERO;
    whole.take(data, at);
    whole.silence();
    for piece in data.chunks(3) {
        at += Duration::from_millis(5);
        for incoming in pieces.take(piece, at) {
            if let Incoming::Paste(text) = incoming {
                assert!(text.len() <= 4 * data.len());
            }
        }
    }
    while pieces.waits().is_some() {
        let before = pieces.waits();
        pieces.silence();
        assert!(pieces.waits() != before || pieces.waits().is_none(), "it ends");
    }
}
