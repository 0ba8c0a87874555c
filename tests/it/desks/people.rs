//! The clerk alone, with people of several accounts, on journals in memory and a read model: values in, values out, at a
//! moment that the test says.

use std::collections::{BTreeMap, VecDeque};

use crisistafel::crypto::pin::Pinkosten;
use crisistafel::crypto::register::Registersleutels;
use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{Noodzoek, Toegang};
use crisistafel::domain::ids::{DossierNummer, RequestId};
use crisistafel::domain::inzage::{Inzagedaad, Inzageregel};
use crisistafel::domain::rol::Rol;
use crisistafel::domain::tijd::{Clock, Tijdstip};
use crisistafel::journal::{FileJournal, Journal, record};
use crisistafel::projection::zoek::Woordenboek;
use crisistafel::protocol::{Afhandeling, Opgehaald, Raadpleging, Soort, ToClient, ToServer, frame};
use crisistafel::server::clerk::{Answered, Clerk, Input, Noodantwoord, Parts, PeerId, Question, Task};
use crisistafel::server::{Access, Account, Asked, Draft, DraftKey, Kaders, Memory, Pins, Tafel, op_naam};
use crisistafel::store::{Inzage, ReadModel};

use super::meeting::{over_minuten, t};
use super::service::kader;
use crate::schijf::FaultyDisk;

/// The owner of the store, who is nobody of these people.
const OWNER: u32 = 1;

/// A clock that stands.
struct Stands(Tijdstip);

impl Clock for Stands {
    fn now(&self) -> Tijdstip {
        self.0
    }
}

pub(super) struct People {
    pub(super) clerk: Clerk,
    /// The PINs on disk, and whether that takes any.
    pub(super) pins: Pins,
    pub(super) pins_refused: bool,
    table: String,
    disk: FaultyDisk,
    journal: FileJournal<FaultyDisk>,
    model: ReadModel,
    _dir: tempfile::TempDir,
    pub(super) nu: Tijdstip,
    /// The bytes that were sent to each, in order.
    pub(super) bytes: BTreeMap<PeerId, Vec<u8>>,
    /// The drafts that are on disk.
    pub(super) drafts: BTreeMap<DraftKey, Draft>,
    /// Questions whose answer waits until the test says so; none where they are answered at once.
    pub(super) held: Option<Vec<Question>>,
    pub(super) ended: Vec<PeerId>,
    /// What was traced, with how many bytes had been sent to all by then.
    pub(super) traced: Vec<(Inzageregel, usize)>,
    peers: u64,
    requests: u128,
}

impl People {
    pub(super) fn new(table: &str) -> Self {
        let disk = FaultyDisk::default();
        crisistafel::journal::disk::Disk::make_dir(&disk, "tafel".as_ref()).unwrap();
        let dir = tempfile::tempdir().unwrap();
        let (model, _) =
            ReadModel::open(&dir.path().join("leesmodel"), &dir.path().join("bezig"), &Registersleutels::van(None))
                .unwrap();
        let nu = over_minuten(0);
        let mut journal = FileJournal::on(disk.clone(), "tafel");
        let clerk = begin(&mut journal, nu, table, Pins::default(), (Vec::new(), BTreeMap::new()));
        Self {
            clerk,
            pins: Pins::default(),
            pins_refused: false,
            table: table.to_owned(),
            disk,
            journal,
            model,
            _dir: dir,
            nu,
            bytes: BTreeMap::new(),
            drafts: BTreeMap::new(),
            held: None,
            ended: Vec::new(),
            traced: Vec::new(),
            peers: 0,
            requests: 0,
        }
    }

    /// The service starts again; `known`: with what the read model has of who was let in.
    pub(super) fn again(&mut self, known: bool) {
        let heads: BTreeMap<DossierNummer, u64> =
            self.model.hoofden().unwrap().into_iter().map(|(n, hoofd)| (n, hoofd.seq)).collect();
        let all = if known { self.model.toegang().unwrap() } else { Vec::new() };
        let toegang = all.into_iter().map(|(n, all)| (n, (heads[&n], all))).collect();
        self.journal = FileJournal::on(self.disk.clone(), "tafel");
        let left = self.drafts.values().cloned().collect();
        self.clerk = begin(&mut self.journal, self.nu, &self.table, self.pins.clone(), (left, toegang));
        self.ended.clear();
    }

    pub(super) fn play(&mut self, input: Input) {
        let mut inputs = VecDeque::from([input]);
        while let Some(input) = inputs.pop_front() {
            for task in self.clerk.step(input, self.nu) {
                inputs.extend(self.carry_out(task));
            }
        }
    }

    fn carry_out(&mut self, task: Task) -> Option<Input> {
        match task {
            Task::Send(peer, bytes) => self.bytes.entry(peer).or_default().extend_from_slice(&bytes),
            Task::Open(id) => return Some(Input::Opened(Box::new(self.journal.open(id, self.nu)))),
            Task::Append(envelope) => {
                let outcome = record::append(&mut self.journal, &envelope);
                return Some(Input::Appended(envelope, outcome));
            }
            Task::Mark(envelope) => return Some(Input::Marked(record::append(&mut self.journal, &envelope))),
            Task::KeepKader(_) => return Some(Input::KaderKept(Ok(()))),
            Task::Keep(draft) | Task::KeepNow(draft) => drop(self.drafts.insert(draft.key(), draft)),
            Task::Forget(key) => drop(self.drafts.remove(&key)),
            Task::Index(rows) => self.model.write(&rows).unwrap(),
            Task::Ask(question) => match &mut self.held {
                Some(held) => held.push(question),
                None => return Some(self.answer(question)),
            },
            Task::AskInNeed(q) => {
                let theirs = |r: &&Inzageregel| {
                    let telt = matches!(r.daad, Inzagedaad::Noodtoegang { uitslag, .. } if uitslag.telt());
                    telt && r.wie.gebruiker == q.gebruiker && r.op >= q.sinds
                };
                let eerder = self.traced.iter().map(|(r, _)| r).filter(theirs).map(|r| r.op).collect();
                let gevonden = match &q.waar {
                    Noodzoek::Nummer(nummer) => vec![*nummer],
                    Noodzoek::Naam(naam) => op_naam(&self.model, naam.as_str()).unwrap(),
                };
                return Some(Input::InNeed(q, Noodantwoord { eerder, gevonden: Some(gevonden) }));
            }
            Task::Cut(peer) | Task::End(peer) => self.ended.push(peer),
            Task::Trace(regel) => {
                let sent = self.bytes.values().map(Vec::len).sum();
                self.traced.push((*regel, sent));
            }
            Task::Pin(given) => return Some(Input::Pin(Box::new(given.zoek_uit(Pinkosten::PROEF)))),
            Task::KeepPins(_) if self.pins_refused => return Some(Input::PinsKept(Err("de schijf is vol".to_owned()))),
            Task::KeepPins(pins) => {
                self.pins = pins;
                return Some(Input::PinsKept(Ok(())));
            }
            Task::Remember(..) | Task::Point(_) => {}
        }
        None
    }

    /// What the read model answers to a question.
    pub(super) fn answer(&self, q: Question) -> Input {
        let (dossier, shielded) = (|n: &DossierNummer| q.ziet.dossier(*n), |n: &DossierNummer| q.ziet.afgeschermd_in(*n));
        let shielded: &dyn Fn(&DossierNummer) -> bool = &shielded;
        let inzage = Inzage { dossier: &dossier, afgeschermd: q.ziet.ergens_afgeschermd().then_some(shielded) };
        let lijst = match &q.vraag {
            Raadpleging::Dossiers => Opgehaald::Dossiers { rijen: self.model.dossiers(inzage).unwrap() },
            Raadpleging::Acties => Opgehaald::Acties { rijen: self.model.acties(inzage).unwrap() },
            Raadpleging::Vernietigingen => q.vraag.niets(),
            Raadpleging::Zoek { woorden } => {
                let found = self.model.zoek(&Woordenboek::default().vraag(woorden.as_str()), 200, inzage).unwrap();
                Opgehaald::Regels { rijen: found.regels, meer: found.meer }
            }
            Raadpleging::Inzage(_) => {
                Opgehaald::Inzage { rijen: Vec::new(), meer: false, opvallend: Vec::new(), onvolledig: false, punt: None }
            }
        };
        let dossiers = Some(lijst.dossiers());
        let bytes = frame::encode(&ToClient::Lijst { nr: q.nr, lijst, onvolledig: None }).unwrap();
        Input::Answered(Box::new(q), Answered { bytes: bytes.into(), dossiers })
    }

    /// Somebody comes, in this role where they name one.
    pub(super) fn comes(&mut self, naam: &str, soort: Soort, als: Option<Rol>) -> PeerId {
        self.comes_as(naam, Asked { soort, als, namens: None, vanaf: crisistafel::domain::inzage::Vanaf::default() })
    }

    pub(super) fn comes_as(&mut self, naam: &str, asked: Asked) -> PeerId {
        self.peers += 1;
        let peer = PeerId(self.peers);
        let uid = 2000 + naam.bytes().map(u32::from).sum::<u32>();
        let account = Account { uid, naam: naam.to_owned(), groepen: Vec::new() };
        self.play(Input::Hello { peer, account, asked, terminal: RequestId(u128::from(self.peers)) });
        peer
    }

    /// Somebody comes at a screen, and follows this dossier.
    pub(super) fn sits(&mut self, naam: &str, als: Option<Rol>, nummer: DossierNummer) -> PeerId {
        let peer = self.comes(naam, Soort::Terminal, als);
        self.says(peer, ToServer::VolgOverzicht);
        self.says(peer, ToServer::Volg { dossier: Some(nummer), sinds: None });
        peer
    }

    pub(super) fn says(&mut self, peer: PeerId, message: ToServer) {
        let bytes = frame::encode(&message).unwrap().len();
        self.play(Input::Message(peer, message, bytes));
    }

    /// Asks for this, and gives how it ended.
    pub(super) fn asks(&mut self, peer: PeerId, dossier: Option<DossierNummer>, opdrachten: Vec<Command>) -> Afhandeling {
        self.requests += 1;
        let verzoek = RequestId(self.requests);
        self.says(peer, ToServer::Doe { verzoek, dossier, basis: None, opdrachten, regels: Vec::new() });
        let answer = self.sent(peer).into_iter().rev().find_map(|m| match m {
            ToClient::Antwoord { verzoek: v, uitkomst } if v == verzoek => Some(uitkomst),
            _ => None,
        });
        answer.expect("every request is answered")
    }

    /// Asks for what has to be recorded; gives the dossier.
    pub(super) fn must(&mut self, peer: PeerId, dossier: Option<DossierNummer>, command: Command) -> DossierNummer {
        match self.asks(peer, dossier, vec![command]) {
            Afhandeling::Vastgelegd { dossier, .. } => dossier,
            other => panic!("not recorded: {other:?}"),
        }
    }

    /// Everything that was sent to somebody.
    pub(super) fn sent(&self, peer: PeerId) -> Vec<ToClient> {
        messages(self.bytes.get(&peer).map(Vec::as_slice).unwrap_or_default())
    }

    /// What was sent to somebody since the last time that this was asked.
    pub(super) fn news(&mut self, peer: PeerId) -> Vec<ToClient> {
        messages(&self.bytes.remove(&peer).unwrap_or_default())
    }

    /// The dossiers that somebody finds when they ask for all.
    pub(super) fn finds(&mut self, peer: PeerId) -> Vec<DossierNummer> {
        self.news(peer);
        self.says(peer, ToServer::Vraag { nr: 1, vraag: Raadpleging::Dossiers });
        let found = self.news(peer).into_iter().find_map(|m| match m {
            ToClient::Lijst { lijst: Opgehaald::Dossiers { rijen }, .. } => Some(rijen),
            _ => None,
        });
        found.expect("an answer").into_iter().map(|r| r.nummer).collect()
    }

    /// So many minutes pass, and nothing comes.
    pub(super) fn wait(&mut self, minutes: i64) {
        self.nu = self.nu.plus(chrono::TimeDelta::minutes(minutes));
        self.play(Input::Tick);
    }
}

fn begin(
    journal: &mut FileJournal<FaultyDisk>,
    nu: Tijdstip,
    table: &str,
    pins: Pins,
    (left_behind, toegang): (Vec<Draft>, BTreeMap<DossierNummer, (u64, Vec<Toegang>)>),
) -> Clerk {
    let tafel = Tafel::oefening(Vec::new());
    let mut memory = Memory::read(journal, &Stands(nu)).unwrap();
    memory.toegang = toegang;
    Clerk::new(Parts {
        access: Access::from_table(Some(table), OWNER, &tafel).unwrap(),
        tafel,
        kaders: Kaders::only(kader()),
        secret: [7; 32],
        read_only: false,
        memory,
        left_behind,
        pins: Some(pins),
        nu,
    })
}

fn messages(mut bytes: &[u8]) -> Vec<ToClient> {
    let mut all = Vec::new();
    while !bytes.is_empty() {
        all.push(frame::read(&mut bytes, u32::MAX).unwrap());
    }
    all
}

/// Gives an account access, for so many minutes.
pub(super) fn geef(gebruiker: &str, rol: Rol, tot: Option<i64>) -> Command {
    Command::GeefToegang(Toegang {
        gebruiker: t(gebruiker),
        naam: t(&format!("Naam van {gebruiker}")),
        organisatie: t("politie"),
        rol,
        tot: tot.map(over_minuten),
        reden: t("zit aan tafel"),
        nood: false,
    })
}

/// Withdraws it.
pub(super) fn trek_in(gebruiker: &str) -> Command {
    Command::TrekToegangIn { gebruiker: t(gebruiker), reden: t("niet meer nodig") }
}
