//! Breaches: one key records one, more about it is no second one.

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{Fase, InzetStatus, RegelInhoud, RegelSoort, Schending};
use crisistafel::domain::ids::InzetId;
use crisistafel::domain::refusal::Refusal;
use crisistafel::domain::rol::Rol;

use super::world::{NR, World, punt, t};

const M1: InzetId = InzetId(1);

fn world() -> World {
    let mut w = World::in_fase(Fase::Besluitvorming);
    let regel = RegelInhoud::new(RegelSoort::Maatregel, t("Hij komt niet in haar straat"));
    w.must(Rol::Notulist, Command::LegRegelVast { overleg: NR, punt: punt("besluiten"), regel });
    w.must(Rol::Notulist, Command::WijzigInzetStatus { inzet: M1, naar: InzetStatus::Opgelegd, reden: t("") });
    w.must(Rol::Notulist, Command::MeldSchending { inzet: M1, schending: Schending::default() });
    w
}

#[test]
fn more_about_a_breach_completes_it_and_breaches_and_opens_nothing_again() {
    let mut w = world();
    w.must(Rol::Notulist, Command::WijzigInzetStatus { inzet: M1, naar: InzetStatus::Opgelegd, reden: t("gesprek") });
    let open = w.d.herbeoordelen.len();
    let schending = Schending { bij: Some(1), wat: t("Hij stond voor de deur"), ..Schending::default() };
    let events = w.must(Rol::Notulist, Command::MeldSchending { inzet: M1, schending });
    assert_eq!((events.len(), w.d.herbeoordelen.len()), (1, open));
    let schending = Schending { bij: Some(1), melder: t("buurvrouw"), ..Schending::default() };
    w.must(Rol::Notulist, Command::MeldSchending { inzet: M1, schending });
    let i = &w.d.inzetten[&M1];
    assert_eq!((i.schendingen.len(), i.status), (1, InzetStatus::Opgelegd));
    let (s, _) = &i.schendingen[0];
    assert_eq!((s.wat.as_str(), s.melder.as_str()), ("Hij stond voor de deur", "buurvrouw"));
}

#[test]
fn more_about_a_breach_that_was_not_reported_is_refused() {
    let mut w = world();
    for bij in [0, 2] {
        let schending = Schending { bij: Some(bij), ..Schending::default() };
        let refused = w.ask(Rol::Notulist, Command::MeldSchending { inzet: M1, schending }).unwrap_err();
        assert!(matches!(refused, Refusal::BestaatNiet { .. }), "{refused}");
    }
}
