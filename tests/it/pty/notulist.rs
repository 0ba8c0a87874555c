//! A notulist's two days at the real program: everything that once went wrong in the line is typed, pasted and corrected
//! with the minutes of a meeting around it, and the journal is held against what was typed. What is typed and what must
//! be recorded stands in `notulist.txt`, whose head says how it is read.

use std::fs;
use std::path::Path;

use crisistafel::domain::dossier::{ActieStatus, Dossier, Gebeurd, Precisie, Regel, RegelInhoud, RegelSoort};
use crisistafel::domain::event::Event;
use crisistafel::domain::evolve::evolve;
use crisistafel::domain::ids::{DossierNummer, RegelId};
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::Tijdstip;
use crisistafel::journal::{Envelope, Found, Journal, JournalId, record};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use tempfile::TempDir;

use super::room::{run, service, store};
use super::terminal::{Terminal, size, typed};

/// Friday 27 November 2026, 12:57 in Rijswijk.
const FRIDAY: &str = "2026-11-27T11:57:00Z";
/// From there to Saturday, 10:12.
const NIGHT: i64 = 21 * 3600 + 15 * 60;

#[test]
fn what_a_notulist_typed_pasted_and_corrected_is_what_the_journal_says() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/pty/notulist.txt")).unwrap();
    let mut story = Story::begin();
    let before = story.journal().len();
    for (nr, row) in text.lines().enumerate() {
        story.row(nr + 1, row);
    }
    story.leave();
    let journal = story.journal();
    let recorded = Record::of(&journal, before);
    assert_same(&story.expected, &recorded.told);
    assert!(recorded.lines.len() >= 60, "{} lines", recorded.lines.len());
    for id in &recorded.lines {
        hangs_together(&recorded.dossier, &recorded.dossier.regels[id]);
    }
    let whole = run(story.home.path(), &["controleer", "--oefening"]);
    assert!(whole.contains("Alles is heel"), "{whole}");
}

/// The notulist and the chair at the exercise, and what must have been recorded up to here.
struct Story {
    home: TempDir,
    notulist: Terminal,
    chair: Terminal,
    /// By how many seconds the clock of every process differs from that of the machine.
    clock: i64,
    /// Keys that were not sent yet: they are sent in one piece.
    keys: Vec<u8>,
    /// What was typed for the line that is expected next; nothing where keys were pressed that type nothing.
    line: Option<String>,
    /// Each line that is expected, with its name, and whether it was taken back.
    lines: Vec<(String, bool)>,
    expected: Vec<String>,
}

impl Story {
    fn begin() -> Self {
        let home = TempDir::new().unwrap();
        let clock = Tijdstip::try_from(FRIDAY.to_owned()).unwrap().millis() / 1000 - now();
        let chair = sit("chair", &home, "voorzitter", clock, "▌Gepland▐");
        let notulist = sit("notulist", &home, "notulist", clock, "▌Gepland▐");
        let mut story = Self {
            home,
            notulist,
            chair,
            clock,
            keys: Vec::new(),
            line: Some(String::new()),
            lines: Vec::new(),
            expected: Vec::new(),
        };
        story.chair.until(&["notulist De Wit"]).press("/start<enter>").until(&["▌Opening"]);
        story.chair.press("/verder<enter>").until(&["U kunt verder met een reden"]).press("Er is haast.<enter>");
        story.chair.until(&["▌Beeldvorming"]);
        story.notulist.until(&["▌Beeldvorming"]);
        story
    }

    fn row(&mut self, nr: usize, row: &str) {
        let (word, rest) = row.split_once(' ').unwrap_or((row, ""));
        let (word, name) = word.split_once(':').unwrap_or((word, ""));
        match word {
            "" | "#" => {}
            "typ" => self.types(rest),
            "zie" => {
                self.at_the_notulist().until(&rest.split(" | ").collect::<Vec<_>>());
            }
            "weg" => {
                self.at_the_notulist().until_gone(&rest.split(" | ").collect::<Vec<_>>());
            }
            "vz" => {
                self.at_the_chair().send(&bytes(rest));
            }
            "vzziet" => {
                self.at_the_chair().until(&rest.split(" | ").collect::<Vec<_>>());
            }
            "dood" => self.the_service_is_killed(),
            "morgen" => self.the_next_day(),
            "op" => self.types(&self.up_to(rest)),
            "vzop" => {
                let up = bytes(&self.up_to(rest));
                self.at_the_chair().send(&up);
            }
            "vast" => self.expects_a_line(name, rest),
            "wordt" => self.expects(name, rest, "wordt"),
            "soort" | "scherm" | "open" => self.expects(name, rest, word),
            "uit" => self.expects_it_gone(name),
            "ook" => self.expected.push(rest.to_owned()),
            _ => panic!("notulist.txt:{nr}: {row}"),
        }
    }

    fn types(&mut self, keys: &str) {
        /// Ctrl+E, which shows what was recorded last: lines with a key between them are typed, however fast they come.
        const KEY: u8 = 5;
        self.keys.extend(Some(KEY).filter(|_| self.keys.ends_with(b"\r")));
        self.keys.extend(bytes(keys));
        let plain = keys.strip_suffix("<enter>").unwrap_or(keys).replace("<<>", "");
        let line = String::from_utf8(bytes(keys.strip_suffix("<enter>").unwrap_or(keys)));
        let line = line.ok().filter(|_| !plain.contains('<') && !plain.contains("{!"));
        self.line = self.line.take().zip(line).map(|(before, more)| before + &more);
    }

    fn at_the_notulist(&mut self) -> &mut Terminal {
        self.notulist.send(&std::mem::take(&mut self.keys))
    }

    fn at_the_chair(&mut self) -> &mut Terminal {
        self.at_the_notulist();
        &mut self.chair
    }

    fn the_service_is_killed(&mut self) {
        self.at_the_notulist();
        kill(Pid::from_raw(service(self.home.path())), Signal::SIGKILL).unwrap();
    }

    fn expects_a_line(&mut self, name: &str, said: &str) {
        self.lines.push((name.to_owned(), false));
        let typed = self.line.replace(String::new()).filter(|t| !t.is_empty()).map(|t| Tekst::new(&t).unwrap().to_string());
        let said = expanded(said);
        let words = said.split(" | ").nth(1).unwrap();
        let typed = typed.filter(|t| t != words && !said.contains(" | getypt "));
        let typed = typed.map(|t| format!(" | getypt {t}")).unwrap_or_default();
        let said = said.strip_suffix(" | getypt -").unwrap_or(&said).to_owned();
        self.expected.push(format!("{} vast {said}{typed}", self.lines.len()));
    }

    fn expects(&mut self, name: &str, said: &str, what: &str) {
        self.line = Some(String::new());
        let nr = self.number(name);
        self.expected.push(format!("{nr} {what} {}", expanded(said)).trim_end().to_owned());
    }

    fn expects_it_gone(&mut self, name: &str) {
        let nr = self.number(name);
        self.lines[nr - 1].1 = true;
        self.expects(name, "", "uit");
    }

    fn number(&self, name: &str) -> usize {
        1 + self.lines.iter().rposition(|(n, _)| n == name).unwrap_or_else(|| panic!("no line is called {name}"))
    }

    /// Up, as often as it takes to come to this line.
    fn up_to(&self, name: &str) -> String {
        "<up>".repeat(self.lines.iter().skip(self.number(name) - 1).filter(|(_, gone)| !gone).count())
    }

    fn leave(&mut self) {
        self.at_the_notulist();
        for terminal in [&mut self.notulist, &mut self.chair] {
            terminal.until(&["bewaard tot"]);
            assert!(terminal.press("/stop<enter>").leave().success());
        }
    }

    /// Everyone goes home, the service stops, and it is Saturday.
    fn the_next_day(&mut self) {
        self.leave();
        let (home, served) = (self.home.path().to_owned(), service(self.home.path()));
        kill(Pid::from_raw(served), Signal::SIGTERM).unwrap();
        let lock = fs::File::open(store(&home).join("slot")).unwrap();
        nix::fcntl::Flock::lock(lock, nix::fcntl::FlockArg::LockExclusive).map(drop).unwrap();
        self.clock += NIGHT;
        self.notulist = sit("notulist, the next day", &self.home, "notulist", self.clock, "▌Beeldvorming");
        self.chair = sit("chair, the next day", &self.home, "voorzitter", self.clock, "▌Beeldvorming");
    }

    /// The dossier's journal, as the library reads it.
    fn journal(&self) -> Vec<Envelope<Event>> {
        let id = JournalId::Dossier("26-K7M4".parse().unwrap());
        let reading = crisistafel::server::journaal(&store(self.home.path()), None).unwrap().read(id).unwrap();
        assert_eq!(*reading.found(), Found::Whole);
        record::envelopes::<Event>(id, &reading).map(Result::unwrap).collect()
    }
}

fn sit(name: &'static str, home: &TempDir, role: &str, clock: i64, block: &str) -> Terminal {
    let clock = format!("{clock:+}");
    let env = [("CRISISTAFEL_KLOK", clock.as_str())];
    let mut terminal = Terminal::start_with(name, home.path(), &["oefening", "--als", role], size(80, 30), &env);
    terminal.until(&["26-K7M4", "EIGEN KLOK", block]);
    terminal
}

/// The seconds of the machine's clock.
#[expect(clippy::disallowed_methods, reason = "to give a process a clock one has to know by how much it differs")]
fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}

/// What a terminal sends for a row of keys: `{a0}` is that character, `{!e9}` that byte, the rest as in a key script.
fn bytes(keys: &str) -> Vec<u8> {
    let mut sent = Vec::new();
    for (at, part) in keys.split(['{', '}']).enumerate() {
        match (at % 2 == 0, part.strip_prefix('!')) {
            (true, _) => sent.extend(typed(part).into_bytes()),
            (false, Some(hex)) => sent.push(u8::from_str_radix(hex, 16).unwrap()),
            (false, None) if part.starts_with('<') => {
                let (key, times) = part.split_once('*').unwrap();
                sent.extend(typed(&key.repeat(times.parse().unwrap())).into_bytes());
            }
            (false, None) => sent.extend(special(part).into_bytes()),
        }
    }
    sent
}

/// A text with `{a0}` and its like as what they stand for.
fn expanded(text: &str) -> String {
    let part = |(at, part): (usize, &str)| if at % 2 == 0 { part.to_owned() } else { special(part) };
    text.split(['{', '}']).enumerate().map(part).collect()
}

/// A character by its number, or a word so many times.
fn special(text: &str) -> String {
    match text.split_once('*') {
        Some((word, times)) => vec![word; times.parse().unwrap()].join(" "),
        None => char::from_u32(u32::from_str_radix(text, 16).unwrap()).unwrap().to_string(),
    }
}

/// What was recorded, told as `notulist.txt` tells it.
struct Record {
    told: Vec<String>,
    lines: Vec<RegelId>,
    dossier: Dossier,
}

impl Record {
    /// What was recorded after the first so many records.
    fn of(journal: &[Envelope<Event>], before: usize) -> Self {
        let nummer: DossierNummer = "26-K7M4".parse().unwrap();
        let mut record = Self { told: Vec::new(), lines: Vec::new(), dossier: Dossier::new(nummer) };
        for (at, envelope) in journal.iter().enumerate() {
            for event in &envelope.events {
                evolve(&mut record.dossier, &envelope.stamp, event);
                if at >= before {
                    record.tells(event);
                }
            }
        }
        record
    }

    fn number(&self, id: RegelId) -> usize {
        self.lines.iter().position(|l| *l == id).map_or(0, |at| at + 1)
    }

    fn tells(&mut self, event: &Event) {
        let told = match event {
            Event::RegelVastgelegd { regel, inhoud, .. } => {
                self.lines.push(*regel);
                format!("{} vast {}", self.lines.len(), in_words(inhoud))
            }
            Event::RegelGecorrigeerd { regel, inhoud, .. } => format!("{} wordt {}", self.number(*regel), in_words(inhoud)),
            Event::SoortGewijzigd { regel, naar } => format!("{} soort {naar}", self.number(*regel)),
            Event::RegelAfgeschermd { regel, .. } => format!("{} scherm", self.number(*regel)),
            Event::RegelVrijgegeven { regel, .. } => format!("{} open", self.number(*regel)),
            Event::RegelIngetrokken { regel } => format!("{} uit", self.number(*regel)),
            Event::BeurtGegeven { organisatie, .. } => format!("beurt {organisatie}"),
            // what a line opens is held against the line itself
            Event::VraagGesteld { regel, .. }
            | Event::BesluitVoorgenomen { regel, .. }
            | Event::ActieGeopend { regel, .. }
            | Event::InzetGeopend { regel, .. }
            | Event::OordeelGegeven { regel: Some(regel), .. }
                if self.lines.contains(regel) =>
            {
                return;
            }
            other => format!("{other:?}"),
        };
        self.told.push(told);
    }
}

/// What a line says, every field that says something.
fn in_words(i: &RegelInhoud) -> String {
    let shield = if i.afgeschermd { "!" } else { "" };
    let mut parts = vec![format!("{}{shield}", i.soort), i.tekst.to_string()];
    parts.extend(i.acuut.map(|a| format!("acuut {a}")));
    parts.extend(i.niveau.as_ref().map(|n| format!("niveau {n}")));
    parts.extend(i.bron.as_ref().map(|w| format!("bron {w}")));
    parts.extend(i.eigenaar.as_ref().map(|w| format!("wie {w}")));
    parts.extend(i.termijn.map(|t| format!("tot {}", t.datum_klok())));
    parts.extend(i.gebeurd.map(happened));
    parts.extend(i.factoren.iter().map(|f| format!("#{f}")));
    parts.extend(i.inbreng.as_ref().map(|o| format!("beurt {o}")));
    parts.extend(i.maatregel.as_ref().map(|m| format!("maatregel {m}")));
    parts.extend(i.getypt.as_ref().map(|t| format!("getypt {t}")));
    parts.join(" | ")
}

fn happened(g: Gebeurd) -> String {
    match g.precisie {
        Precisie::Minuut => format!("toen {}", g.op.datum_klok()),
        Precisie::Dag => format!("toen {}", g.op.datum()),
        Precisie::Ongeveer => format!("toen rond {}", g.op.datum_klok()),
    }
}

/// What a line opened says what the line says, after every correction, and there is one of it and nothing else.
fn hangs_together(d: &Dossier, r: &Regel) {
    type Said = (RegelSoort, String, String, Option<Tijdstip>);
    let who = |w: Option<String>| w.unwrap_or_default();
    let mut opened: Vec<Said> = Vec::new();
    let questions = d.vragen.values().filter(|v| v.regel == r.id && v.is_open());
    opened.extend(
        questions.map(|v| {
            (RegelSoort::Onbekend, v.vraag.to_string(), who(v.eigenaar.as_ref().map(ToString::to_string)), v.terug)
        }),
    );
    let decisions = d.besluiten.values().filter(|b| b.regel == r.id && !b.status.is_eind());
    opened.extend(decisions.map(|b| (RegelSoort::Besluit, b.besluit.to_string(), b.door.to_string(), b.termijn)));
    let actions = d.acties.values().filter(|a| a.regel == r.id && a.status == ActieStatus::Open);
    opened.extend(
        actions
            .map(|a| (RegelSoort::Actie, a.wat.to_string(), who(a.eigenaar.as_ref().map(ToString::to_string)), a.termijn)),
    );
    let measures = d.inzetten.values().filter(|i| i.regel == r.id);
    opened.extend(measures.map(|i| (RegelSoort::Maatregel, i.wat.to_string(), i.orgaan.to_string(), i.einde)));
    let judgements = d.overleggen.iter().flat_map(|o| &o.oordelen).filter(|o| o.staat_in(r.id) && !o.vervallen);
    opened.extend(judgements.map(|o| (RegelSoort::Oordeel, o.inhoud.argument.to_string(), String::new(), None)));
    let i = &r.inhoud;
    let owner = who(i.eigenaar.as_ref().map(ToString::to_string));
    let said = (i.soort, i.tekst.to_string(), owner, i.termijn);
    let opens = (i.soort.heeft_eigenaar() || i.soort == RegelSoort::Oordeel) && r.ingetrokken.is_none();
    assert_eq!(opened, if opens { vec![said] } else { Vec::new() }, "{}", r.id);
}

/// Nothing more and nothing less; says where the two part.
fn assert_same(expected: &[String], recorded: &[String]) {
    let rows = expected.len().max(recorded.len());
    let row = |all: &[String], at: usize| all.get(at).cloned().unwrap_or_default();
    let differs = (0..rows).map(|at| (row(expected, at), row(recorded, at))).filter(|(e, r)| e != r);
    let told: Vec<String> = differs.map(|(e, r)| format!("expected {e:?}\nrecorded {r:?}\n")).collect();
    assert!(told.is_empty(), "{} of {rows} rows differ:\n{}", told.len(), told.join("\n"));
}
