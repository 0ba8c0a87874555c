//! What the measurements are made on: stamps, lines, and a model that follows the exercise.

use std::sync::Arc;

use crisistafel::app::{Model, Msg, Start, update};
use crisistafel::client::FromLink;
use crisistafel::domain::command::Command;
use crisistafel::domain::decide::decide_all;
use crisistafel::domain::dossier::{Bijeenroeping, Dossier, Fase, RegelInhoud, RegelSoort, Vorm, Wie};
use crisistafel::domain::event::Event;
use crisistafel::domain::evolve::evolve;
use crisistafel::domain::ids::{DossierNummer, OverlegNr, PuntId, RegelId, RequestId};
use crisistafel::domain::rol::{Actor, Rol, Stamp};
use crisistafel::domain::script;
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::Tijdstip;
use crisistafel::input::catalogue::{self, Scope};
use crisistafel::input::keymap::Keymap;
use crisistafel::protocol::{Committed, Soort, ToClient, Zicht};

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
    Event::RegelVastgelegd { overleg: OverlegNr(1), regel: RegelId(nr as u32), punt, inhoud }
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
        toetsen: keymap(),
        themas: vec!["donker".to_owned()],
        maat,
        nu: now(),
    };
    Model::new(start)
}

/// The notulist in the second meeting of the exercise, in the round of contributions, with `more` lines recorded.
pub(super) fn notulist(maat: (u16, u16), more: u32) -> Model {
    let kader = crisistafel::kader::ingebouwd().unwrap();
    let script = script::lees(SCRIPT, now()).unwrap();
    let mut d = Dossier::new(script.dossier);
    let mut frames = Vec::new();
    let mut add = |d: &mut Dossier, stamp: Stamp, commands: &[Command]| {
        let events = decide_all(d, &kader, &stamp, commands).unwrap();
        for event in &events {
            evolve(d, &stamp, event);
        }
        let inhoud = events.into_iter().map(|e| Zicht::Open(Box::new(e))).collect();
        frames.push(Committed { seq: frames.len() as u64 + 1, stamp, inhoud });
    };
    for (nr, stap) in (1u128..).zip(&script.stappen) {
        add(&mut d, stap.stempel(RequestId(nr)), &stap.opdrachten);
    }
    let chair = |nr: u128| {
        let mut s = stamp(nr);
        s.wie = Actor { gebruiker: t("duin"), naam: t("Duin"), rol: Rol::Voorzitter, organisatie: None };
        s
    };
    let overleg = OverlegNr(2);
    add(&mut d, chair(1), &[Command::StartOverleg { overleg }]);
    let step = Command::NaarFase { overleg, van: Fase::Opening, naar: Fase::Beeldvorming, reden: t("proef") };
    add(&mut d, chair(2), &[step]);
    let punt = PuntId::try_from("inbrengronde".to_owned()).unwrap();
    add(&mut d, chair(3), &[Command::KiesPunt { overleg, punt: punt.clone() }]);
    for nr in 0..more {
        let Event::RegelVastgelegd { inhoud, .. } = line(u128::from(nr)) else { unreachable!() };
        add(&mut d, stamp(4), &[Command::LegRegelVast { overleg, punt: punt.clone(), regel: inhoud }]);
    }
    let mut m = terminal(Soort::Terminal, Some(script.dossier), 7, maat);
    let nummer = script.dossier;
    let rollen = vec![Rol::Notulist];
    for message in [
        ToClient::Welkom { oefening: true, gebruiker: t("dewit"), naam: t("De Wit"), rollen, organisatie: None },
        ToClient::Kader { kader: Box::new(kader.clone()) },
        ToClient::Frames { dossier: nummer, frames },
        ToClient::Bij { dossier: nummer, seq: 0, kader: kader.hash },
    ] {
        update(&mut m, Msg::Link(FromLink::Message(Box::new(message))), now());
    }
    m
}
