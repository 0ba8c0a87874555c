//! The closed round: nobody follows the first speaker.

use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{Antwoord, Bijstelling, Fase, OordeelInhoud, RegelInhoud, RegelSoort, Wie};
use crisistafel::domain::event::Event;
use crisistafel::domain::rol::Rol;
use crisistafel::domain::scherm::Kring;
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::zicht::{onthult, openbaar};
use crisistafel::projection::wand::wand;

use super::world::{NR, World, t};

const OPEN: C = C::OpenGeslotenRonde { overleg: NR };
const REVEAL: C = C::OnthulOordelen { overleg: NR };

fn judge(org: &str, argument: &str) -> C {
    let oordeel = OordeelInhoud { organisatie: t(org), acuut: Some(Antwoord::Ja), niveau: None, argument: t(argument) };
    C::GeefOordeel { overleg: NR, oordeel }
}

fn opened() -> World {
    let mut w = World::in_fase(Fase::Oordeelsvorming);
    w.must(Rol::Voorzitter, OPEN);
    w
}

#[test]
fn the_chair_opens_and_reveals_and_nobody_else() {
    let mut w = World::in_fase(Fase::Oordeelsvorming);
    let roles = Rol::ALL.into_iter().filter(|r| *r != Rol::Voorzitter);
    for rol in roles.clone() {
        w.refused(rol, OPEN);
    }
    assert!(w.refused(Rol::Voorzitter, REVEAL).contains("geen gesloten oordeelsronde"));
    w.must(Rol::Voorzitter, OPEN);
    assert!(w.refused(Rol::Voorzitter, OPEN).contains("loopt al"));
    for rol in roles {
        w.refused(rol, REVEAL);
    }
    w.must(Rol::Voorzitter, REVEAL);
    assert!(w.refused(Rol::Voorzitter, REVEAL).contains("geen gesloten"), "once");
}

#[test]
fn a_judgement_in_it_is_received_and_reaches_no_terminal_before_the_reveal() {
    let mut w = opened();
    let events = w.must(Rol::Deelnemer, judge("pol", "tape in zijn tas"));
    let [Event::OordeelOntvangen { organisatie, .. }, sealed @ Event::OordeelVerzegeld { ronde: 1, .. }] =
        events.as_slice()
    else {
        panic!("{events:?}")
    };
    assert_eq!(organisatie.as_str(), "politie");
    assert!(w.kring(sealed) == Kring::niemand() && w.kring(&events[0]) == Kring::IEDEREEN);
    assert!(w.d.overleg(NR).unwrap().oordelen.is_empty());
    // what a terminal serialises of the state holds no word of it, whoever sits there
    for seen in [openbaar(&w.d), w.d.clone()] {
        assert!(!serde_json::to_string(&seen).unwrap().contains("tape in zijn tas"));
    }
    let revealed = w.must(Rol::Voorzitter, REVEAL);
    assert!(onthult(&revealed[0]) && w.kring(sealed) == Kring::IEDEREEN);
    let o = w.d.overleg(NR).unwrap();
    assert_eq!((o.oordelen.len(), o.oordelen[0].inhoud.argument.as_str()), (1, "tape in zijn tas"));
}

#[test]
fn a_second_judgement_of_the_same_organisation_takes_the_place_of_the_first_while_it_is_closed() {
    let mut w = opened();
    w.must(Rol::Notulist, judge("politie", "eerst"));
    w.must(Rol::Notulist, judge("Veilig Thuis", "wij ook"));
    w.must(Rol::Notulist, judge("wijkagent", "bij nader inzien"));
    let r = w.weighed().open_ronde().unwrap();
    assert_eq!(r.ontvangen.iter().map(Tekst::as_str).collect::<Vec<_>>(), ["Veilig Thuis", "politie"]);
    w.must(Rol::Voorzitter, REVEAL);
    let given: Vec<_> = w.d.overleg(NR).unwrap().oordelen.iter().map(|o| o.inhoud.argument.to_string()).collect();
    assert_eq!(given, ["wij ook", "bij nader inzien"]);
}

#[test]
fn a_line_cannot_give_a_judgement_away_while_the_round_is_closed() {
    let mut w = opened();
    let regel = crisistafel::domain::dossier::RegelInhoud {
        bron: Some(crisistafel::domain::dossier::Wie::organisatie(t("politie"))),
        ..crisistafel::domain::dossier::RegelInhoud::new(RegelSoort::Oordeel, t("hoog"))
    };
    let punt = super::world::punt("oordeelsronde");
    assert!(w.refused(Rol::Notulist, C::LegRegelVast { overleg: NR, punt, regel }).contains("gemaskeerd"));
}

#[test]
fn a_second_round_is_sealed_again_and_the_judgements_of_the_first_stay() {
    let mut w = opened();
    w.must(Rol::Notulist, judge("politie", "eerste ronde"));
    w.must(Rol::Voorzitter, REVEAL);
    w.must(Rol::Voorzitter, OPEN);
    let events = w.must(Rol::Notulist, judge("politie", "tweede ronde"));
    assert!(matches!(&events[1], Event::OordeelVerzegeld { ronde: 2, .. }) && w.kring(&events[1]) == Kring::niemand());
    let first = w.log.iter().map(|(_, e)| e).find(|e| matches!(e, Event::OordeelVerzegeld { ronde: 1, .. })).unwrap();
    assert!(w.kring(first) == Kring::IEDEREEN);
    w.must(Rol::Voorzitter, REVEAL);
    assert_eq!((w.weighed().rondes.len(), w.d.overleg(NR).unwrap().oordelen.len()), (2, 2));
}

#[test]
fn in_the_closed_round_too_who_sits_here_speaks_for_the_own_organisation_at_the_table() {
    let mut w = opened();
    w.refused(Rol::Deelnemer, judge("Veilig Thuis", "namens een ander"));
    assert!(w.refused(Rol::Notulist, judge("GGD", "x")).contains("presentielijst"));
    assert!(w.refused(Rol::Notulist, judge("politie", "")).contains("argument"));
    w.refused(Rol::Waarnemer, judge("politie", "x"));
    w.must(Rol::Voorzitter, C::Schors { overleg: NR, reden: t("telefoon") });
    assert!(w.refused(Rol::Notulist, judge("politie", "x")).contains("geschorst"));
    w.must(Rol::Voorzitter, REVEAL);
}

fn says(org: &str, acuut: Option<Antwoord>, argument: &str) -> OordeelInhoud {
    OordeelInhoud { organisatie: t(org), acuut, niveau: None, argument: t(argument) }
}

fn revealed() -> World {
    let mut w = opened();
    w.must(Rol::Notulist, judge("politie", "tape in zijn tas"));
    w.must(Rol::Voorzitter, REVEAL);
    w.wait(20);
    w
}

fn changes(oordeel: OordeelInhoud, reden: &str) -> C {
    C::StelOordeelBij(Bijstelling { overleg: NR, oordeel, reden: t(reden) })
}

/// Review A13 and F7: a judgement typed after the reveal replaced the revealed one.
#[test]
fn a_judgement_changed_after_the_reveal_asks_why_and_stands_beside_the_first() {
    let mut w = revealed();
    let other = says("politie", Some(Antwoord::Nee), "hij zit vast");
    let given = C::GeefOordeel { overleg: NR, oordeel: other.clone() };
    let said = w.refused(Rol::Notulist, given);
    assert!(said.contains("politie gaf om") && said.contains("met de reden"), "{said}");
    assert!(w.refused(Rol::Notulist, changes(other.clone(), "")).contains("waarom het oordeel verandert"));
    w.must(Rol::Notulist, changes(other, "aangehouden om 14:20"));
    let o = w.d.overleg(NR).unwrap();
    let (first, now) = (o.eerder_oordeel_van("politie").unwrap(), o.oordeel_van("politie").unwrap());
    assert_eq!((first.inhoud.acuut, now.inhoud.acuut), (Some(Antwoord::Ja), Some(Antwoord::Nee)));
    assert_eq!((first.bijgesteld.as_ref(), now.bijgesteld.as_ref().unwrap().as_str()), (None, "aangehouden om 14:20"));
    assert_eq!(o.oordelen.len(), 2);
    // who did not judge has nothing to change
    let none = changes(says("Veilig Thuis", Some(Antwoord::Ja), "wij ook"), "bij nader inzien");
    assert!(w.refused(Rol::Notulist, none).contains("nog geen oordeel"));
    w.must(Rol::Voorzitter, OPEN);
    let closed = changes(says("politie", Some(Antwoord::Ja), "toch"), "x");
    assert!(w.refused(Rol::Notulist, closed).contains("gemaskeerd"));
}

/// Review A13: the same road for a line; more of an argument changes no judgement.
#[test]
fn a_line_changes_no_judgement_either_nor_does_its_correction() {
    let mut w = revealed();
    let line = |acuut| RegelInhoud {
        bron: Some(Wie::organisatie(t("politie"))),
        acuut,
        ..RegelInhoud::new(RegelSoort::Oordeel, t("hij zit vast"))
    };
    let record = |regel| C::LegRegelVast { overleg: NR, punt: super::world::punt("oordeelsronde"), regel };
    assert!(w.refused(Rol::Notulist, record(line(Some(Antwoord::Nee)))).contains("/oordeel"));
    w.must(Rol::Notulist, record(line(None)));
    assert_eq!(w.d.overleg(NR).unwrap().oordeel_van("politie").unwrap().inhoud.acuut, Some(Antwoord::Ja));
    w.must(Rol::Notulist, record(line(Some(Antwoord::Ja))));
    let regel = *w.d.regels.keys().last().unwrap();
    let correct = |inhoud| C::CorrigeerRegel { regel, inhoud, reden: t("") };
    assert!(w.refused(Rol::Notulist, correct(line(Some(Antwoord::Nee)))).contains("/oordeel"));
    let words = RegelInhoud { tekst: t("hij zat vast"), ..line(Some(Antwoord::Ja)) };
    w.must(Rol::Notulist, correct(words));
}

/// Review A13 and F7: the argument of a judgement stands on no wall, also when it was typed as a line; what was said first
/// does, and when it changed.
#[test]
fn the_wall_tells_what_was_said_first_and_never_an_argument() {
    let mut w = revealed();
    w.must(Rol::Notulist, changes(says("politie", Some(Antwoord::Nee), "zilverreiger"), "kwartelkoning"));
    let regel = RegelInhoud {
        bron: Some(Wie::organisatie(t("Veilig Thuis"))),
        ..RegelInhoud::new(RegelSoort::Oordeel, t("zilverreiger"))
    };
    w.must(Rol::Notulist, C::LegRegelVast { overleg: NR, punt: super::world::punt("oordeelsronde"), regel });
    w.must(Rol::Voorzitter, C::KiesPunt { overleg: NR, punt: super::world::punt("oordeelsronde") });
    let wand = wand(&w.d, w.d.overleg(NR).unwrap(), &w.kader.kader, 1, w.nu);
    let sent = serde_json::to_string(&wand).unwrap();
    assert!(!sent.contains("zilverreiger") && !sent.contains("kwartelkoning"), "{sent}");
    assert!(sent.contains("\"bijgesteld\""), "{sent}");
}
