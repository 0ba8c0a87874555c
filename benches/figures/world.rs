//! What the measurements are made on: stamps, lines, and a model that follows the exercise.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crisistafel::app::{Model, Msg, Start, update};
use crisistafel::client::FromLink;
use crisistafel::crypto::bos::Wijziger;
use crisistafel::domain::command::Command;
use crisistafel::domain::decide::decide_all;
use crisistafel::domain::dossier::{Bijeenroeping, Dossier, Fase, RegelInhoud, RegelSoort, Vorm, Wie};
use crisistafel::domain::event::Event;
use crisistafel::domain::evolve::evolve;
use crisistafel::domain::ids::{DossierNummer, OverlegNr, PuntId, RegelId, RequestId};
use crisistafel::domain::kader::GeldendKader;
use crisistafel::domain::rol::{Actor, Rol, Stamp};
use crisistafel::domain::script;
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::Tijdstip;
use crisistafel::input::catalogue::{self, Scope};
use crisistafel::input::keymap::Keymap;
use crisistafel::journal::FileJournal;
use crisistafel::protocol::{Committed, Soort, Stand, ToClient};
use crisistafel::server::{self, Tafel};

pub(super) const SCRIPT: &str = include_str!("../../fixtures/dossiers/belaging-ex-partner.jsonl");

pub(super) fn now() -> Tijdstip {
    Tijdstip::try_from("2026-11-22T13:00:00Z".to_owned()).unwrap()
}

fn t(text: &str) -> Tekst {
    Tekst::new(text).unwrap()
}

pub(super) fn stamp(nr: u128) -> Stamp {
    let wie = Actor { gebruiker: t("dewit"), naam: t("De Wit"), rol: Rol::Notulist, organisatie: Some(t("gemeente")) };
    Stamp { op: Tijdstip::from_millis(now().millis() + nr as i64 * 1000), wie, verzoek: RequestId(nr << 64 | 0x5eed) }
}

/// A line as a notulist types it, different each time.
pub(super) fn line(nr: u128) -> Event {
    let mut inhoud =
        RegelInhoud::new(RegelSoort::Feit, t(&format!("Hij stond om {nr} minuten na de vorige keer weer voor haar werk.")));
    inhoud.inbreng = Some(t("politie"));
    let punt = PuntId::try_from("inbrengronde".to_owned()).unwrap();
    Event::RegelVastgelegd { overleg: OverlegNr(1), regel: RegelId::open(nr as u32), punt, inhoud }
}

/// A dossier with a meeting to hang lines on.
pub(super) fn meeting() -> Vec<Event> {
    let bijeenroeping = Bijeenroeping {
        door: Wie::organisatie(t("politie")),
        reden: t("proef"),
        vorm: Vorm::Digitaal,
        begin: None,
        einde: now(),
    };
    vec![
        Event::DossierGeopend { nummer: "26-K7M4".parse().unwrap(), werktitel: t("Proef") },
        Event::OverlegBijeengeroepen { overleg: OverlegNr(1), bijeenroeping },
    ]
}

/// The keys of the program.
pub(super) fn keymap() -> Arc<Keymap<Scope, catalogue::Action>> {
    let text = include_str!("../../src/input/toetsen.toml");
    Arc::new(Keymap::parse("toetsen.toml", text, Scope::named, catalogue::named).unwrap())
}

/// A terminal that has heard nothing yet.
pub(super) fn terminal(soort: Soort, dossier: Option<DossierNummer>, id: u128, maat: (u16, u16)) -> Model {
    let start = Start {
        soort,
        terminal: RequestId(id << 32),
        dossier,
        keymap: keymap(),
        themas: vec!["donker".to_owned()],
        maat,
        nu: now(),
    };
    Model::new(start)
}

/// The second meeting of the exercise, in the round of contributions, with `lines` and `actions` recorded.
pub(super) struct Meeting {
    /// The dossier as it stands.
    pub d: Dossier,
    /// The kader that the program brings along.
    pub kader: GeldendKader,
    /// All that was recorded.
    pub frames: Vec<Committed>,
}

/// The item at which lines are recorded.
pub(super) fn item() -> PuntId {
    PuntId::try_from("inbrengronde".to_owned()).unwrap()
}

/// What records a line of this kind.
pub(super) fn records(nr: u128, soort: RegelSoort) -> Command {
    let Event::RegelVastgelegd { mut inhoud, .. } = line(nr) else { unreachable!() };
    inhoud.soort = soort;
    // an action has a term, so that it stands in the overview's row
    inhoud.termijn = (soort == RegelSoort::Actie).then(|| stamp(1_000_000 + nr).op);
    Command::LegRegelVast { overleg: OverlegNr(2), punt: item(), regel: inhoud }
}

impl Meeting {
    pub(super) fn new(lines: u32, actions: u32) -> Self {
        let kader = crisistafel::kader::ingebouwd().unwrap();
        let script = script::lees(SCRIPT, now()).unwrap();
        let mut m = Self { d: Dossier::new(script.dossier), kader, frames: Vec::new() };
        for (nr, stap) in (1u128..).zip(&script.stappen) {
            m.add(stap.stempel(RequestId(nr)), &stap.opdrachten);
        }
        let chair = |nr: u128| {
            let mut s = stamp(nr);
            s.wie = Actor { gebruiker: t("duin"), naam: t("Duin"), rol: Rol::Voorzitter, organisatie: None };
            s
        };
        let overleg = OverlegNr(2);
        m.add(chair(1), &[Command::StartOverleg { overleg }]);
        let step = Command::NaarFase { overleg, van: Fase::Opening, naar: Fase::Beeldvorming, reden: t("proef") };
        m.add(chair(2), &[step]);
        m.add(chair(3), &[Command::KiesPunt { overleg, punt: item() }]);
        for nr in 0..lines.max(actions) {
            let soort = if nr < actions { RegelSoort::Actie } else { RegelSoort::Feit };
            m.add(stamp(10 + u128::from(nr)), &[records(u128::from(nr), soort)]);
        }
        m
    }

    /// Records what these commands give.
    pub(super) fn add(&mut self, stamp: Stamp, commands: &[Command]) {
        let events = decide_all(&self.d, &self.kader, &stamp, commands).unwrap();
        for event in &events {
            evolve(&mut self.d, &stamp, event);
        }
        self.frames.push(Committed { stand: Stand(self.frames.len() as u64 + 1), stamp, events });
    }

    /// The notulist who is sent all of it, as the service sends it.
    pub(super) fn notulist(&self, maat: (u16, u16)) -> Model {
        let nummer = self.d.nummer;
        let mut m = terminal(Soort::Terminal, Some(nummer), 7, maat);
        let rollen = vec![Rol::Notulist];
        let welcome = ToClient::Welkom {
            oefening: true,
            gebruiker: t("dewit"),
            naam: t("De Wit"),
            rollen,
            organisatie: None,
            sluit_na_min: 0,
            pin: false,
        };
        let kader = ToClient::Kader { kader: Box::new(self.kader.clone()) };
        let mut stand = None;
        let frames = self.frames.chunks(500).map(|some| {
            let na = std::mem::replace(&mut stand, some.last().map(|f| f.stand));
            ToClient::Frames { dossier: nummer, na, frames: some.to_vec() }
        });
        let stand = self.frames.last().map(|f| f.stand);
        let here = ToClient::Bij {
            dossier: nummer,
            stand,
            kader: self.kader.hash.clone(),
            hier: None,
            punten: crisistafel::domain::controlepunt::Controlepunten::default(),
        };
        let anew = ToClient::Opnieuw { dossier: nummer };
        for message in [welcome, kader, anew].into_iter().chain(frames).chain([here]) {
            update(&mut m, Msg::Link(FromLink::Message(Box::new(message))), now());
        }
        m
    }
}

/// The notulist in that meeting with `more` lines recorded.
pub(super) fn notulist(maat: (u16, u16), more: u32) -> Model {
    Meeting::new(more, 0).notulist(maat)
}

/// A sealed exercise store below a folder, and its journals.
pub(super) fn sealed_store(below: &Path) -> (PathBuf, FileJournal) {
    let store = below.join("tafel");
    let wie = Wijziger { door: "proef".into(), nu: stamp(0).op };
    server::create(&store, &Tafel::oefening(Vec::new()), &wie).unwrap();
    let journal = server::journaal(&store, None).unwrap();
    (store, journal)
}
