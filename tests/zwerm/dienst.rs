//! The service without threads, files and sockets: the real clerk and the real journals on a disk in memory, and every
//! task that the clerk gives carried out here. It can be stopped between any two of them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock};

use crisistafel::crypto::pin::Pinkosten;
use crisistafel::domain::dossier::{Noodzoek, Toegang};
use crisistafel::domain::event::Event;
use crisistafel::domain::ids::{ActieId, DossierNummer, RegelId};
use crisistafel::domain::tijd::{Clock, Tijdstip};
use crisistafel::journal::record::{self, envelopes};
use crisistafel::journal::{FileJournal, Found, Head, Journal, JournalId};
use crisistafel::projection::rij::{self, ActieRij, DossierRij, Hoofd, LaatsteWijziging, RegelRij, Rijen};
use crisistafel::protocol::{ToClient, frame};
use crisistafel::server::clerk::{Answered, Clerk, Input, Noodantwoord, Parts, PeerId, ReadOff, Task, Volume};
use crisistafel::server::{Access, Draft, Encoded, Kaders, Memory, Pins, Tafel};

use super::concepten::Concepten;
use super::droog::kader;
use super::getuige::Getuige;
use super::spiegel::Feit;
use crate::schijf::{FaultyDisk, Reached};

/// The read model as a map.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Model {
    dossiers: BTreeMap<DossierNummer, (u64, DossierRij)>,
    acties: BTreeMap<(DossierNummer, ActieId), ActieRij>,
    regels: BTreeMap<(DossierNummer, RegelId), RegelRij>,
}

impl Model {
    pub(crate) fn schrijf(&mut self, r: Rijen) {
        let nummer = r.dossier.nummer;
        if r.alle {
            self.acties.retain(|(n, _), _| *n != nummer);
            self.regels.retain(|(n, _), _| *n != nummer);
        }
        self.acties.extend(r.acties.into_iter().map(|a| ((nummer, a.actie), a)));
        for id in r.acties_weg {
            self.acties.remove(&(nummer, id));
        }
        for (id, regel) in r.regels {
            match regel {
                Some(regel) => drop(self.regels.insert((nummer, id), regel)),
                None => drop(self.regels.remove(&(nummer, id))),
            }
        }
        self.dossiers.insert(nummer, (r.hoofd.seq, r.dossier));
    }
}

impl Model {
    /// Where another one differs from it but in the dossiers that are unsure, in names and numbers.
    pub(crate) fn verschil(&self, ander: &Self, onzeker: &BTreeSet<DossierNummer>) -> Option<String> {
        fn een<K: Ord + std::fmt::Debug, V: PartialEq>(
            (wat, onzeker): (&str, &dyn Fn(&K) -> bool),
            a: &BTreeMap<K, V>,
            b: &BTreeMap<K, V>,
        ) -> Option<String> {
            let keys: BTreeSet<&K> = a.keys().chain(b.keys()).collect();
            keys.into_iter().find(|k| !onzeker(k) && a.get(k) != b.get(k)).map(|k| format!("{wat} {k:?}"))
        }
        een(("dossier", &|n| onzeker.contains(n)), &self.dossiers, &ander.dossiers)
            .or_else(|| een(("actie", &|(n, _)| onzeker.contains(n)), &self.acties, &ander.acties))
            .or_else(|| een(("regel", &|(n, _)| onzeker.contains(n)), &self.regels, &ander.regels))
    }
}

/// The time of the meeting.
#[derive(Debug)]
pub(crate) struct Klok(pub(crate) Mutex<Tijdstip>);

impl Clock for Klok {
    fn now(&self) -> Tijdstip {
        *self.0.lock().unwrap()
    }
}

/// A running service, on its disk.
pub(crate) struct Dienst {
    pub(crate) disk: FaultyDisk,
    journal: FileJournal<FaultyDisk>,
    clerk: Clerk,
    pub(crate) klok: Klok,
    pub(crate) concepten: Concepten,
    /// The PINs on disk.
    pins: Pins,
    pub(crate) model: Model,
    /// What waits for each terminal to read it.
    pub(crate) lijnen: BTreeMap<PeerId, VecDeque<Encoded>>,
    /// The connections that the service cut or ended.
    pub(crate) weg: BTreeSet<PeerId>,
    pub(crate) getuige: Getuige,
    /// After how many tasks the machine stops.
    pub(crate) stopt_na: Option<usize>,
    pub(crate) staat_stil: bool,
    /// Journals that were read and are not handed over yet, and after how many inputs they are.
    gelezen: VecDeque<ReadOff>,
    pub(crate) laat: usize,
    /// The dossiers that were read since the start, and how often one was that had been before.
    ooit: BTreeSet<DossierNummer>,
    pub(crate) herlezen: usize,
}

pub(super) fn wortel() -> PathBuf {
    PathBuf::from("/tafel")
}

impl Dienst {
    /// A service on a new disk.
    pub(crate) fn new(nu: Tijdstip, access: Access) -> Self {
        let disk = FaultyDisk::default();
        crisistafel::journal::disk::Disk::make_dir(&disk, &wortel()).unwrap();
        disk.below.cut_power(Reached::All);
        Self::op(disk, nu, access, &[])
    }

    /// A service that starts on this disk and remembers how far these dossiers were.
    pub(super) fn op(disk: FaultyDisk, nu: Tijdstip, access: Access, hoofden: &[(DossierNummer, Head)]) -> Self {
        let klok = Klok(Mutex::new(nu));
        let mut journal = FileJournal::on(disk.clone(), wortel());
        let clerk = begin(&mut journal, &klok, access, (Vec::new(), BTreeMap::new(), Pins::default()), hoofden);
        Self {
            disk,
            journal,
            clerk,
            klok,
            concepten: Concepten::default(),
            pins: Pins::default(),
            model: Model::default(),
            lijnen: BTreeMap::new(),
            weg: BTreeSet::new(),
            getuige: Getuige::default(),
            stopt_na: None,
            staat_stil: false,
            gelezen: VecDeque::new(),
            laat: 0,
            ooit: BTreeSet::new(),
            herlezen: 0,
        }
    }

    pub(crate) fn nu(&self) -> Tijdstip {
        self.klok.now()
    }

    /// Has the clerk take something, and carries out what it gives until nothing more comes of it.
    pub(crate) fn speel(&mut self, input: Input) {
        self.speel_een(input);
        match self.laat.checked_sub(1).filter(|_| !self.gelezen.is_empty()) {
            Some(over) => self.laat = over,
            None => self.geef_gelezen(),
        }
    }

    /// The journals that were read reach the service.
    pub(crate) fn geef_gelezen(&mut self) {
        while let Some(gelezen) = self.gelezen.pop_front().filter(|_| !self.staat_stil) {
            self.speel_een(Input::Read(Box::new(gelezen)));
        }
    }

    fn speel_een(&mut self, input: Input) {
        let mut inputs = VecDeque::from([input]);
        while let Some(input) = inputs.pop_front() {
            self.getuige.nu = Some(self.klok.now());
            let tasks = self.clerk.step(input, self.klok.now());
            let last = tasks.len();
            for (at, task) in (1..).zip(tasks) {
                assert!(at == last || !task.has_outcome(), "a task with an outcome is the last of its step");
                if self.stopt_na.as_mut().is_some_and(|n| std::mem::replace(n, n.saturating_sub(1)) == 0) {
                    self.staat_stil = true;
                }
                if self.staat_stil {
                    return;
                }
                inputs.extend(self.doe(task));
            }
        }
    }

    fn doe(&mut self, task: Task) -> Option<Input> {
        match task {
            Task::Send(peer, bytes) => self.zend(peer, bytes),
            Task::Cut(peer) => {
                self.weg.insert(peer);
                self.lijnen.remove(&peer);
            }
            Task::End(peer) => drop(self.weg.insert(peer)),
            Task::Keep(draft) => self.concepten.straks(draft.key(), Some(draft)),
            Task::KeepNow(draft) => {
                self.getuige.ingevoerd(&draft);
                let geschreven = self.concepten.nu(draft);
                self.getuige.bewaard(&geschreven);
                let nieuws = self.concepten.nieuws();
                return (!nieuws.is_empty()).then_some(Input::DraftsKept(nieuws));
            }
            Task::Forget(key) => self.concepten.straks(key, None),
            Task::Index(rows) => self.model.schrijf(*rows),
            Task::Ask(question) => {
                let none = ToClient::GeenLijst { nr: question.nr, melding: "later".into() };
                let answered = Answered { bytes: frame::encode(&none).unwrap().into(), dossiers: None };
                return Some(Input::Answered(Box::new(question), answered));
            }
            Task::AskInNeed(question) => {
                let gevonden = match question.waar {
                    Noodzoek::Nummer(nummer) => Some(vec![nummer]),
                    Noodzoek::Naam(_) => None,
                };
                return Some(Input::InNeed(question, Noodantwoord { eerder: Vec::new(), gevonden }));
            }
            Task::Pin(given) => return Some(Input::Pin(Box::new(given.zoek_uit(Pinkosten::PROEF)))),
            Task::KeepPins(pins) => {
                self.pins = pins;
                return Some(Input::PinsKept(Ok(())));
            }
            Task::Remember(..) | Task::Trace(_) | Task::Point(_) => {}
            Task::Read(one) => {
                self.herlezen += usize::from(!self.ooit.insert(one.nummer()));
                self.gelezen.push_back(one.read(&self.journal));
            }
            Task::Open(id, gelezen) => {
                let opened = match gelezen {
                    Some(gelezen) => self.journal.ready(id, *gelezen, self.klok.now()),
                    None => self.journal.open(id, self.klok.now()),
                };
                if let (JournalId::Dossier(nummer), Ok(opened)) = (id, &opened) {
                    let all = Feit::gelezen(id, &opened.reading);
                    // an empty place that was looked at is no dossier
                    if !all.is_empty() {
                        self.getuige.gelezen(nummer, &all, opened.closed.is_none());
                    }
                }
                return Some(Input::Opened(Box::new(opened)));
            }
            Task::Append(envelope) => {
                let outcome = record::append(&mut self.journal, &envelope);
                if outcome.is_ok()
                    && let JournalId::Dossier(nummer) = envelope.journal
                {
                    self.getuige
                        .toegevoegd(nummer, Feit { stamp: envelope.stamp.clone(), events: envelope.events.clone() });
                }
                return Some(Input::Appended(envelope, outcome));
            }
            Task::Mark(envelope) => return Some(Input::Marked(record::append(&mut self.journal, &envelope))),
            Task::KeepKader(_) => return Some(Input::KaderKept(Ok(()))),
        }
        None
    }

    fn zend(&mut self, peer: PeerId, bytes: Encoded) {
        if !self.weg.contains(&peer) {
            self.getuige.gezonden(peer, &bytes);
            self.lijnen.entry(peer).or_default().push_back(bytes);
        }
    }

    /// A terminal takes so many messages from its line.
    pub(crate) fn lees(&mut self, peer: PeerId, hoeveel: usize) -> Vec<Encoded> {
        let Some(line) = self.lijnen.get_mut(&peer) else { return Vec::new() };
        let taken: Vec<Encoded> = line.drain(..hoeveel.min(line.len())).collect();
        if !taken.is_empty() {
            let volume = Volume { messages: taken.len(), bytes: taken.iter().map(|b| b.len()).sum() };
            self.speel(Input::Written(peer, volume));
        }
        taken
    }

    /// The drafts that wait are written, as far as the disk takes them.
    pub(crate) fn bewaar(&mut self) {
        let geschreven = self.concepten.alles();
        self.getuige.bewaard(&geschreven);
        let nieuws = self.concepten.nieuws();
        if !nieuws.is_empty() {
            self.speel(Input::DraftsKept(nieuws));
        }
    }

    /// What stands in the journal of a dossier, read by somebody else; none where it is damaged or cannot be read.
    pub(crate) fn journaal(&self, nummer: DossierNummer) -> Option<Vec<Feit>> {
        let id = JournalId::Dossier(nummer);
        let reading = FileJournal::on(self.disk.below.clone(), wortel()).read(id).ok()?;
        if matches!(reading.found(), Found::Damaged(_)) {
            return None;
        }
        envelopes::<Event>(id, &reading).map(|e| e.ok().map(|e| Feit { stamp: e.stamp, events: e.events })).collect()
    }

    /// The dossiers that have a journal.
    pub(crate) fn dossiers(&self) -> Vec<DossierNummer> {
        let all = FileJournal::on(self.disk.below.clone(), wortel()).list().unwrap_or_default();
        let nummer = |id| if let JournalId::Dossier(nummer) = id { Some(nummer) } else { None };
        all.into_iter().filter_map(nummer).collect()
    }

    /// The read model that follows from what is true.
    pub(crate) fn hoort(&self) -> Model {
        let mut model = Model::default();
        for (nummer, d) in &self.getuige.waarheid {
            let all = self.getuige.feiten.get(nummer).map(Vec::as_slice).unwrap_or_default();
            let records = all.iter().map(|f| (&f.stamp, f.events.as_slice()));
            let Some(gewijzigd) = LaatsteWijziging::van(d, records) else { continue };
            let hoofd = Hoofd { seq: u64::try_from(all.len()).unwrap_or(0), hash: String::new() };
            model.schrijf(rij::alle(d, gewijzigd, hoofd));
        }
        model
    }

    /// The program was stopped, or the power went; it starts again on what is left.
    pub(crate) fn herstart(&mut self, stroom: Option<Reached>, access: Access) {
        if let Some(reached) = stroom {
            self.disk.below.cut_power(reached);
        }
        self.getuige.verloren(&self.concepten);
        self.concepten.herstart();
        self.disk.heal();
        (self.staat_stil, self.stopt_na) = (false, None);
        self.gelezen.clear();
        self.ooit.clear();
        self.lijnen.clear();
        self.weg.clear();
        self.getuige.kijkers.clear();
        self.getuige.dicht.clear();
        // those that were known as well: one of which nothing was ever durable may be gone, any other may not
        let bekend: BTreeSet<DossierNummer> =
            self.dossiers().into_iter().chain(self.getuige.feiten.keys().copied()).collect();
        for nummer in bekend {
            match self.journaal(nummer) {
                Some(all) => self.getuige.over(nummer, &all),
                None => self.getuige.meld(format!("the journal of {nummer} cannot be read")),
            }
        }
        self.journal = FileJournal::on(self.disk.clone(), wortel());
        let left = self.concepten.op_schijf().cloned().collect();
        let toegang = self.getuige.waarheid.iter().map(|(n, d)| {
            let seq = self.getuige.feiten.get(n).map_or(0, Vec::len);
            (*n, (u64::try_from(seq).unwrap_or(0), rij::toegang(d)))
        });
        let toegang = toegang.collect();
        self.clerk = begin(&mut self.journal, &self.klok, access, (left, toegang, self.pins.clone()), &[]);
        self.model = self.hoort();
    }
}

/// The kaders as they are at every start; the message with them is made once.
fn kaders() -> Kaders {
    static KADERS: OnceLock<Kaders> = OnceLock::new();
    KADERS.get_or_init(|| Kaders::only(kader().clone())).clone()
}

/// What an earlier service left behind: drafts, in the read model who was let in where, and PINs.
type Nagelaten = (Vec<Draft>, BTreeMap<DossierNummer, (u64, Vec<Toegang>)>, Pins);

fn begin(
    journal: &mut FileJournal<FaultyDisk>,
    klok: &Klok,
    access: Access,
    (left_behind, toegang, pins): Nagelaten,
    hoofden: &[(DossierNummer, Head)],
) -> Clerk {
    let mut memory = Memory::read(journal, klok).unwrap();
    memory.toegang = toegang;
    for (nummer, hoofd) in hoofden {
        memory.heads.entry(*nummer).or_default().push(*hoofd);
    }
    memory.meetings.clone_from(&memory.known);
    Clerk::new(Parts {
        tafel: Tafel::oefening(Vec::new()),
        kaders: kaders(),
        access,
        secret: [7; 32],
        memory,
        left_behind,
        pins: Some(pins),
        read_only: false,
        nu: klok.now(),
    })
}
