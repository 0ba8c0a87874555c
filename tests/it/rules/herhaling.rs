//! Replay: the same events give the same state, through JSON and for a replica that may not see everything.

use std::collections::BTreeSet;

use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{
    Antwoord, Dossier, Fase, InzetStatus, InzetVelden, KlokVelden, RegelInhoud, RegelSoort, Schending, Toets,
    VoorleggerAntwoord, VoorleggerUitslag, VoorleggerVelden, Weging, Wie,
};
use crisistafel::domain::event::Event;
use crisistafel::domain::evolve::evolve;
use crisistafel::domain::ids::{BesluitId, KlokNr, RegelId, VoorleggerId, VraagId};
use crisistafel::domain::rol::{Rol, Stamp};
use crisistafel::domain::scherm::Kring;
use crisistafel::domain::script;
use crisistafel::domain::zicht::{kring, openbaar};

use super::world::{NR, World, at, id, t};
use crate::dossiers::{BELAGING, CONTROLE};

/// The state that a log leads to, after a journey through JSON.
fn replay(log: &[(Stamp, Event)], sees: impl Fn(&Stamp, &Event) -> bool) -> Dossier {
    let nummer = match &log[0].1 {
        Event::DossierGeopend { nummer, .. } => *nummer,
        other => panic!("{other:?}"),
    };
    let mut d = Dossier::new(nummer);
    for (stamp, event) in log.iter().filter(|(s, e)| sees(s, e)) {
        let json = serde_json::to_vec(event).unwrap();
        evolve(&mut d, stamp, &serde_json::from_slice(&json).unwrap());
    }
    d
}

/// The fictitious dossiers, played to their end: every kind of event that came with the kader is among what they record.
fn played() -> [World; 2] {
    [BELAGING, CONTROLE].map(|text| {
        let script = script::lees(text, at("2026-11-22T13:00:00Z")).unwrap();
        let mut w = World::empty();
        w.d = Dossier::new(script.dossier);
        for stap in script.stappen {
            w.nu = stap.op;
            for command in stap.opdrachten {
                match w.ask_as(stap.wie.clone(), command) {
                    // beside others in its record it is left out
                    Ok(_) | Err(crisistafel::domain::refusal::Refusal::NietsVeranderd { .. }) => {}
                    Err(refusal) => panic!("line {}: {refusal}", stap.regel),
                }
            }
        }
        w
    })
}

#[test]
fn a_replay_through_json_gives_the_very_same_state() {
    for w in played() {
        assert_eq!(replay(&w.log, |_, _| true), w.d);
    }
}

#[test]
fn the_dossiers_that_are_replayed_hold_every_kind_of_event_that_came_with_the_kader() {
    let golden = include_str!("../../../fixtures/journals/v1-kader/dossiers/26-K7M4.jsonl");
    let kinds = golden.split(r#""feit":""#).skip(1).filter_map(|rest| rest.split('"').next());
    let kinds: BTreeSet<String> = kinds.map(str::to_owned).collect();
    let kind = |e: &Event| serde_json::to_value(e).unwrap()["feit"].as_str().unwrap().to_owned();
    let told: BTreeSet<String> =
        played().iter().flat_map(|w| w.log.iter().map(|(_, e)| kind(e)).collect::<Vec<_>>()).collect();
    assert!(kinds.is_subset(&told), "{:?}", kinds.difference(&told));
}

#[test]
fn a_replica_without_the_shielded_lines_holds_none_of_their_words_and_all_else() {
    for w in played() {
        let less = replay(&w.log, |s, e| kring(&w.d, s, e) != Kring::vol());
        let text = format!("{less:?}");
        let shielded: Vec<_> = w.d.regels.values().filter(|r| r.inhoud.afgeschermd).collect();
        assert!(shielded.len() >= 3);
        for r in &shielded {
            assert!(!text.contains(r.inhoud.tekst.as_str()), "{}", r.id);
            assert!(!less.regels.contains_key(&r.id));
        }
        assert_eq!(less.regels.len() + shielded.len(), w.d.regels.len());
        assert_eq!(less.overleggen.len(), w.d.overleggen.len());
        assert_eq!(less, openbaar(&w.d), "what leaves the server is what may be seen of the state");
    }
}

/// A dossier in which everything that can hang on a line says the same word.
fn everything_says(word: &str) -> World {
    let mut w = World::in_fase(Fase::Besluitvorming);
    for soort in [RegelSoort::Feit, RegelSoort::Besluit] {
        w.line(soort, word);
    }
    let i = w.measure(Some("gedragsaanwijzing"), word);
    let velden = InzetVelden { nadelen: Some(t(word)), toezicht: Some(t(word)), ..InzetVelden::default() };
    let weging = Weging {
        nu: Some(Antwoord::Nee),
        woorden: t(word),
        bron: Wie { naam: t(word), ..Wie::default() },
        regels: vec![RegelId::open(1)],
        ..Weging::default()
    };
    let toegang =
        |nu| C::WeegFactor { overleg: NR, factor: id("toegang"), weging: Weging { nu: Some(nu), ..weging.clone() } };
    let (b, op) = (BesluitId(1), w.nu);
    let schending = Schending { wat: t(word), melder: t(word), ..Schending::default() };
    let voor =
        VoorleggerVelden { gevraagd: Some(t(word)), grond: Some(t(word)), besluit: Some(b), ..VoorleggerVelden::default() };
    let antwoord = VoorleggerAntwoord { uitslag: VoorleggerUitslag::Anders, tekst: t(word), naam: t(word), op };
    let klok = KlokVelden {
        naam: Some(t(word)),
        einde: Some(op),
        gegeven_door: Some(t(word)),
        inzet: Some(i),
        ..KlokVelden::default()
    };
    for command in [
        C::VulInzetAan { inzet: i, velden: Box::new(velden) },
        C::WijzigInzetStatus { inzet: i, naar: InzetStatus::Opgelegd, reden: t(word) },
        C::MeldSchending { inzet: i, schending },
        toegang(Antwoord::Nee),
        toegang(Antwoord::Ja),
        C::MerkHuisverbodgrond { regel: RegelId::open(1), grond: true },
        C::LegVoor { overleg: NR, voorlegger: None, velden: voor },
        C::BeantwoordVoorlegger { voorlegger: VoorleggerId(1), antwoord },
        C::NoteerToets { besluit: b, toets: Toets { nodig: true, door: t(word), uitkomst: t(word), op: Some(op) } },
        C::ZetKlok { klok: None, velden: klok },
        C::StopKlok { klok: KlokNr(1), reden: t(word) },
        C::WijzigInzetStatus { inzet: i, naar: InzetStatus::Vervallen, reden: t(word) },
        // a step records what is open, of what hangs on these lines too
        C::NaarFase { overleg: NR, van: Fase::Besluitvorming, naar: Fase::Afsluiting, reden: t("wij gaan door") },
    ] {
        w.must(Rol::Voorzitter, command);
    }
    w
}

#[test]
fn once_its_lines_are_shielded_a_replica_holds_no_word_of_what_hangs_on_them() {
    let mut w = everything_says("zilverreiger");
    assert!(format!("{:?}", w.d).matches("zilverreiger").count() > 20);
    for regel in w.d.regels.keys().copied().collect::<Vec<_>>() {
        w.must(Rol::Notulist, C::SchermRegelAf { regel, kring: Vec::new() });
    }
    let less = replay(&w.log, |s, e| kring(&w.d, s, e) != Kring::vol());
    assert!(!format!("{less:?}").contains("zilverreiger"), "{less:?}");
    assert_eq!(less, openbaar(&w.d));
    assert!(less.herbeoordelen.is_empty() && less.klokken.is_empty() && less.voorleggers.is_empty());
}

#[test]
fn events_about_what_is_not_there_change_nothing_and_never_fail() {
    let w = World::in_fase(Fase::Beeldvorming);
    let (stamp, _) = w.log.last().unwrap().clone();
    let mut d = w.d.clone();
    for event in [
        Event::RegelIngetrokken { regel: RegelId::open(99) },
        Event::VraagVervallen { vraag: VraagId(99) },
        Event::VraagGesteld { vraag: VraagId(1), regel: RegelId::open(99), tekst: t("x"), eigenaar: None, terug: None },
        Event::Hervat { overleg: crisistafel::domain::ids::OverlegNr(7) },
    ] {
        evolve(&mut d, &stamp, &event);
    }
    assert_eq!(d, w.d);
}

#[test]
fn commands_of_one_frame_see_each_other_and_fail_together() {
    let w = World::started();
    let stamp = Stamp { op: w.nu, wie: World::actor(Rol::Voorzitter), verzoek: crisistafel::domain::ids::RequestId(7) };
    let regel = |text: &str| C::LegRegelVast {
        overleg: NR,
        punt: super::world::punt("aanwezigen"),
        regel: RegelInhoud::new(RegelSoort::Feit, t(text)),
    };
    let decide_all = |commands: &[C]| crisistafel::domain::decide::decide_all(&w.d, &w.kader, &stamp, commands);
    let events = decide_all(&[regel("een"), regel("twee"), C::TrekRegelIn { regel: RegelId::open(2) }]).unwrap();
    assert!(
        matches!(events[2], Event::RegelIngetrokken { regel } if regel == RegelId::open(2)),
        "the third sees the second"
    );
    let refusal = decide_all(&[regel("een"), regel("")]).unwrap_err().to_string();
    assert!(refusal.starts_with("opdracht 2: "), "{refusal}");
}
