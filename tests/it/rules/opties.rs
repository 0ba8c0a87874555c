//! Options can be shielded as lines can, and what may not be on a wall is read aloud before the step.

use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{Fase, OptieVelden, RegelInhoud, RegelSoort};
use crisistafel::domain::event::Event;
use crisistafel::domain::ids::{OptieId, RegelId};
use crisistafel::domain::kader::Controle;
use crisistafel::domain::poort::Peiling;
use crisistafel::domain::rol::Rol;
use crisistafel::domain::scherm::Kring;
use crisistafel::domain::zicht::openbaar;
use crisistafel::projection::open;
use crisistafel::projection::wand::wand;

use super::world::{NR, World, punt, t, x1};

const WORD: &str = "zilverreiger";

fn option(word: &str, afgeschermd: Option<bool>) -> C {
    let velden = OptieVelden { optie: Some(t(word)), voor: Some(t(word)), afgeschermd, ..OptieVelden::default() };
    C::WeegOptie { overleg: NR, optie: None, velden }
}

fn shield(optie: u32) -> C {
    let velden = OptieVelden { afgeschermd: Some(true), ..OptieVelden::default() };
    C::WeegOptie { overleg: NR, optie: Some(OptieId(optie)), velden }
}

fn shielded(soort: RegelSoort, word: &str) -> C {
    let regel = RegelInhoud { afgeschermd: true, ..RegelInhoud::new(soort, t(word)) };
    C::LegRegelVast { overleg: NR, punt: punt("besluiten"), regel }
}

/// All that a wall is sent.
fn on_the_wall(w: &World) -> String {
    let o = w.d.overleg(NR).unwrap();
    serde_json::to_string(&wand(&w.d, o, &w.kader.kader, 1, w.nu)).unwrap()
}

/// Review B2: options can be shielded as lines can, from the beginning or later, and then nobody who may not see it is
/// told of them.
#[test]
fn a_shielded_option_is_for_nobody_who_may_not_see_it_and_leaves_at_once_when_it_is_shielded_later() {
    let mut w = World::in_fase(Fase::Besluitvorming);
    w.d.overleggen[0].huidig_punt = Some(punt("opties_wegen"));
    w.must(Rol::Notulist, option("opvang elders", None));
    w.must(Rol::Notulist, option(WORD, Some(true)));
    assert!(on_the_wall(&w).contains("opvang elders") && !on_the_wall(&w).contains(WORD));
    for (_, event) in w.log.iter().filter(|(_, e)| serde_json::to_string(e).unwrap().contains(WORD)) {
        assert_eq!(w.kring(event), Kring::vol(), "{event:?}");
    }
    assert_eq!(openbaar(&w.d).overleg(NR).unwrap().opties.len(), 1);

    // a shared screen hangs there for a while
    w.d.overleggen[0].schermen.push(crisistafel::domain::dossier::SchermPeriode { van: w.nu, tot: None });
    w.wait(5);
    let events = w.must(Rol::Notulist, shield(1));
    assert!(matches!(events[..], [Event::OptieAfgeschermd { getoond: Some(_), .. }]), "{events:?}");
    assert!(w.verandert_zicht(&events[0]));
    assert!(!on_the_wall(&w).contains("opvang elders"));
    let (van, tot) = w.d.overleg(NR).unwrap().opties[0].getoond.unwrap();
    assert_eq!(tot.since(van), chrono::TimeDelta::minutes(5));
    assert!(w.refused(Rol::Notulist, shield(1)).contains("O1"));
}

/// The shield is lifted by who carries the dossier, for a reason; never by weighing it again.
#[test]
fn the_shield_of_an_option_is_lifted_for_a_reason_only() {
    let mut w = World::in_fase(Fase::Oordeelsvorming);
    w.must(Rol::Notulist, option(WORD, Some(true)));
    let lift = |reden: &str| C::GeefOptieVrij { overleg: NR, optie: x1(), reden: t(reden), scherm: None };
    let silently = OptieVelden { afgeschermd: Some(false), ..OptieVelden::default() };
    let silently = C::WeegOptie { overleg: NR, optie: Some(x1()), velden: silently };
    assert!(w.refused(Rol::Notulist, silently).contains("reden"));
    w.refused(Rol::Notulist, lift("het is bekend"));
    w.refused(Rol::Voorzitter, lift(""));
    w.must(Rol::Voorzitter, lift("het is bekend"));
    let o = w.d.overleg(NR).unwrap();
    assert!(!o.opties[0].afgeschermd && o.opties[0].vrijgegeven.len() == 1);
    w.refused(Rol::Voorzitter, lift("nog eens"));
}

/// At 'Hardop teruglezen' what may not be on the wall is read aloud: the record has how much, and the gate asks again when
/// the words changed.
#[test]
fn what_is_not_on_the_wall_is_read_aloud_and_the_gate_asks_whether_it_was() {
    let mut w = World::in_fase(Fase::Besluitvorming);
    w.only(&[Controle::AfgeschermdNietVoorgelezen]);
    let step =
        |reden: &str| C::NaarFase { overleg: NR, van: Fase::Besluitvorming, naar: Fase::Afsluiting, reden: t(reden) };
    w.refused(Rol::Voorzitter, C::MeldVoorgelezen { overleg: NR });
    w.must(Rol::Notulist, shielded(RegelSoort::Besluit, WORD));
    w.must(Rol::Notulist, shielded(RegelSoort::Actie, WORD));
    w.must(Rol::Notulist, option(WORD, Some(true)));
    let said = w.refused(Rol::Voorzitter, step(""));
    assert!(said.contains("(3)") && !said.contains(WORD), "{said}");
    assert!(!on_the_wall(&w).contains("voorgelezen"), "the wall is not told that there is something");

    let events = w.must(Rol::Voorzitter, C::MeldVoorgelezen { overleg: NR });
    assert_eq!(events, [Event::AfgeschermdVoorgelezen { overleg: NR, aantal: 3 }]);
    assert_eq!(w.kring(&events[0]), Kring::vol(), "that something was read tells that there is something");
    let stand = |w: &World| {
        let o = w.d.overleg(NR).unwrap();
        open::open(Peiling { d: &w.d, o, kader: &w.kader.kader, nu: w.nu }, Some(&openbaar(&w.d))).telling()
    };
    assert!(stand(&w).is_leeg());

    // a correction changes the words: they have to be heard again
    w.wait(1);
    let regel = *w.d.regels.keys().next().unwrap();
    let inhoud = RegelInhoud { afgeschermd: true, ..RegelInhoud::new(RegelSoort::Besluit, t("een ander besluit")) };
    w.must(Rol::Notulist, C::CorrigeerRegel { regel, inhoud, reden: t("zo bedoeld") });
    assert_eq!((stand(&w).zichtbaar, stand(&w).afgeschermd), (0, 1));
    w.must(Rol::Voorzitter, step("er is nu geen tijd"));
    let step = w.d.overleg(NR).unwrap().wissels.last().unwrap();
    assert!(step.open.iter().all(|o| !o.as_str().contains(['1', '2', '3'])), "{:?}", step.open);
    assert_eq!(RegelId::afgeschermd(0, 1), regel);
}
