//! Replay: the same events give the same state, through JSON and for a replica that may not see everything.

use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{Dossier, Fase, RegelInhoud, RegelSoort};
use crisistafel::domain::event::Event;
use crisistafel::domain::evolve::evolve;
use crisistafel::domain::ids::{RegelId, VraagId};
use crisistafel::domain::rol::{Rol, Stamp};
use crisistafel::domain::script;
use crisistafel::domain::zicht::is_afgeschermd;

use super::world::{NR, World, at, nummer, t};

fn replay(log: &[(Stamp, Event)], sees: impl Fn(&Event) -> bool) -> Dossier {
    let mut d = Dossier::new(nummer());
    for (stamp, event) in log.iter().filter(|(_, e)| sees(e)) {
        let json = serde_json::to_vec(event).unwrap();
        evolve(&mut d, stamp, &serde_json::from_slice(&json).unwrap());
    }
    d
}

/// The exercise's dossier, played up to its second meeting.
fn played() -> World {
    let mut w = World::empty();
    let text = include_str!("../../../fixtures/dossiers/belaging-ex-partner.jsonl");
    for stap in script::lees(text, at("2026-11-22T13:00:00Z")).unwrap().stappen {
        w.nu = stap.op;
        for command in stap.opdrachten {
            w.ask_as(stap.wie.clone(), command).unwrap_or_else(|refusal| panic!("line {}: {refusal}", stap.regel));
        }
    }
    w
}

#[test]
fn a_replay_through_json_gives_the_very_same_state() {
    let w = played();
    assert_eq!(replay(&w.log, |_| true), w.d);
}

#[test]
fn a_replica_without_the_shielded_lines_holds_none_of_their_words_and_all_else() {
    let w = played();
    let less = replay(&w.log, |e| !is_afgeschermd(&w.d, e));
    let text = format!("{less:?}");
    let shielded: Vec<_> = w.d.regels.values().filter(|r| r.inhoud.afgeschermd).collect();
    assert!(shielded.len() >= 3);
    for r in &shielded {
        assert!(!text.contains(r.inhoud.tekst.as_str()), "{}", r.id);
        assert!(!less.regels.contains_key(&r.id));
    }
    assert_eq!(less.regels.len() + shielded.len(), w.d.regels.len());
    assert_eq!(less.overleggen.len(), w.d.overleggen.len());
}

#[test]
fn events_about_what_is_not_there_change_nothing_and_never_fail() {
    let w = World::in_fase(Fase::Beeldvorming);
    let (stamp, _) = w.log.last().unwrap().clone();
    let mut d = w.d.clone();
    for event in [
        Event::RegelIngetrokken { regel: RegelId(99) },
        Event::VraagVervallen { vraag: VraagId(99) },
        Event::VraagGesteld { vraag: VraagId(1), regel: RegelId(99), tekst: t("x"), eigenaar: None, terug: None },
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
    let events = decide_all(&[regel("een"), regel("twee"), C::TrekRegelIn { regel: RegelId(2) }]).unwrap();
    assert!(matches!(events[2], Event::RegelIngetrokken { regel: RegelId(2) }), "the third sees the second");
    let refusal = decide_all(&[regel("een"), regel("")]).unwrap_err().to_string();
    assert!(refusal.starts_with("opdracht 2: "), "{refusal}");
}
