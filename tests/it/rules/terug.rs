//! Taking back what one key did. Review B5: what was a slip and set right at once leaves the state as it was; the record
//! keeps both, and the minutes tell it as a slip.

use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{
    ActieStatus, Antwoord, BesluitStatus, CriteriumAntwoord, Dossier, InzetStatus, RegelInhoud, RegelSoort, Schending,
    Toets, Weging, Wie,
};
use crisistafel::domain::event::Event;
use crisistafel::domain::ids::{ActieId, BesluitId, InzetId, RegelId, VraagId};
use crisistafel::domain::rol::Rol;
use crisistafel::domain::scherm::Kring;
use crisistafel::domain::zicht::openbaar;

use super::world::{NR, World, id, t};

/// A world with a line of each kind that opens something, and what hangs on it; R1 is a fact.
fn full() -> World {
    let mut w = World::in_fase(crisistafel::domain::dossier::Fase::Oordeelsvorming);
    for soort in [RegelSoort::Feit, RegelSoort::Onbekend, RegelSoort::Besluit, RegelSoort::Actie] {
        w.line(soort, "wat er is gezegd");
    }
    w.measure(None, "contactverbod");
    w
}

fn besluit_naar(naar: BesluitStatus) -> C {
    let (besluit, reden) = (BesluitId(1), t(""));
    C::WijzigBesluitStatus(crisistafel::domain::dossier::BesluitStap { besluit, naar, reden, bevoegd: None, op: None })
}

/// What each letter of a list does, by the line that it is about.
fn daden(w: &World) -> Vec<(&'static str, C)> {
    let criterium = w.kader.kader.criteria[0].id.clone();
    let soort = |regel: u32, naar| C::WijzigSoort { regel: RegelId::open(regel), naar };
    let in_status = |naar, reden: &str| C::WijzigInzetStatus { inzet: InzetId(1), naar, reden: t(reden) };
    let mut all = vec![
        ("h", C::MerkHuisverbodgrond { regel: RegelId::open(1), grond: true }),
        ("x", C::SchermRegelAf { regel: RegelId::open(1), kring: Vec::new() }),
        ("x", C::SchermRegelAf { regel: RegelId::open(4), kring: Vec::new() }),
        ("g", C::MeldSchending { inzet: InzetId(1), schending: Schending::default() }),
        ("s", in_status(InzetStatus::Opgelegd, "")),
        ("s", in_status(InzetStatus::Vervallen, "van de baan")),
        ("s", besluit_naar(BesluitStatus::Getoetst)),
        ("s", C::MeldActie { actie: ActieId(1), naar: ActieStatus::Gedaan, reden: t("") }),
        ("s", C::BeantwoordVraag { vraag: VraagId(1), antwoord: t("ja") }),
        ("d", C::NoteerDissent { besluit: BesluitId(1), wie: Wie::organisatie(t("politie")), tekst: t("nee") }),
        (
            "t",
            C::NoteerToets {
                besluit: BesluitId(1),
                toets: Toets { nodig: true, door: t("jurist"), uitkomst: t(""), op: None },
            },
        ),
        (
            "1",
            C::WeegFactor {
                overleg: NR,
                factor: id("toegang"),
                weging: Weging { nu: Some(Antwoord::Ja), ..Weging::default() },
            },
        ),
        (
            "2",
            C::BeantwoordCriterium {
                overleg: NR,
                criterium,
                antwoord: CriteriumAntwoord { antwoord: Antwoord::Nee, reden: t("") },
            },
        ),
    ];
    all.extend((1..=5).flat_map(|regel| {
        let was = &w.d.regels[&RegelId::open(regel)].inhoud;
        let anders = RegelInhoud { tekst: t("iets anders"), ..was.clone() };
        let kind = RegelInhoud { soort: RegelSoort::Vermoeden, afgeschermd: true, ..anders.clone() };
        [anders, kind].map(|inhoud| ("pijl", C::CorrigeerRegel { regel: RegelId::open(regel), inhoud, reden: t("") }))
    }));
    all.extend((1..=5).map(|regel| ("i", C::TrekRegelIn { regel: RegelId::open(regel) })));
    all.extend((2..=5).map(|regel| ("o", soort(regel, RegelSoort::Feit))));
    let opens =
        [RegelSoort::Onbekend, RegelSoort::Besluit, RegelSoort::Actie, RegelSoort::Maatregel, RegelSoort::Vermoeden];
    all.extend(opens.map(|naar| ("o", soort(1, naar))));
    all
}

/// The state without the note that something was taken back.
fn zonder_noot(d: &Dossier) -> Dossier {
    Dossier { teruggenomen: Vec::new(), ..d.clone() }
}

/// Takes back what was asked last.
fn neem_terug(w: &World) -> C {
    C::NeemTerug { verzoek: w.log.last().unwrap().0.verzoek, reden: t("vergissing") }
}

#[test]
fn what_a_letter_did_is_undone_by_taking_it_back_and_the_record_has_both() {
    for (at, (letter, command)) in daden(&full()).into_iter().enumerate() {
        let mut w = full();
        let before = w.d.clone();
        w.must(Rol::Notulist, command.clone());
        assert_ne!(w.d, before, "{letter}");
        let records = w.log.len();
        let terug = neem_terug(&w);
        w.wait(1);
        let events = w.must(Rol::Notulist, terug);
        assert!(matches!(events[..], [Event::Teruggenomen { .. }]));
        assert_eq!(w.log.len(), records + 1);
        assert_eq!(zonder_noot(&w.d), before, "{letter} {at}: {command:?}");
        assert_eq!(w.d.teruggenomen.len(), 1);
        let noot = w.d.teruggenomen[0].wat.as_str();
        assert!(!noot.is_empty() && !noot.contains("wat er is gezegd") && !noot.contains("contactverbod"), "{noot}");
    }
}

#[test]
fn what_was_built_on_it_or_is_not_ones_own_or_long_ago_cannot_be_taken_back() {
    let merk = || C::MerkHuisverbodgrond { regel: RegelId::open(1), grond: true };
    let mut w = full();
    w.must(Rol::Notulist, merk());
    let terug = neem_terug(&w);
    assert!(w.refused(Rol::Voorzitter, terug.clone()).contains("het is niet van u"));
    w.must(Rol::Voorzitter, C::SchermRegelAf { regel: RegelId::open(1), kring: Vec::new() });
    let shield = neem_terug(&w);
    assert!(w.refused(Rol::Notulist, terug.clone()).contains("er is sindsdien iets aan veranderd"));
    // and when that was taken back, it is as it was again
    w.must(Rol::Voorzitter, shield);
    w.must(Rol::Notulist, terug.clone());
    assert!(w.refused(Rol::Notulist, terug).contains("al teruggenomen"));
    w.must(Rol::Notulist, merk());
    let late = neem_terug(&w);
    w.wait(16);
    assert!(w.refused(Rol::Notulist, late).contains("te lang geleden"));
}

#[test]
fn a_breach_by_mistake_is_withdrawn_with_a_reason_and_closes_what_it_opened() {
    let mut w = full();
    w.must(Rol::Notulist, C::WijzigInzetStatus { inzet: InzetId(1), naar: InzetStatus::Opgelegd, reden: t("") });
    w.must(Rol::Notulist, C::MeldSchending { inzet: InzetId(1), schending: Schending::default() });
    let C::NeemTerug { verzoek, .. } = neem_terug(&w) else { panic!() };
    assert_eq!(w.d.herbeoordelen.len(), 1);
    assert!(w.refused(Rol::Notulist, C::NeemTerug { verzoek, reden: t("") }).contains("geen schending"));
    w.must(Rol::Notulist, C::NeemTerug { verzoek, reden: t("verkeerde rij") });
    assert_eq!(w.d.inzetten[&InzetId(1)].status, InzetStatus::Opgelegd);
    assert!(w.d.inzetten[&InzetId(1)].schendingen.is_empty() && w.d.herbeoordelen.is_empty());
    assert_eq!(w.d.teruggenomen[0].reden, t("verkeerde rij"));
}

/// What is typed anew is no act of one letter: a line is withdrawn, and not taken back.
#[test]
fn a_new_line_is_not_taken_back() {
    let mut w = full();
    w.line(RegelSoort::Actie, "nog iets");
    let terug = neem_terug(&w);
    assert!(w.refused(Rol::Notulist, terug).contains("kan niet worden teruggenomen"));
}

/// The record of a taken back answer keeps the lines under it: who may not see those is not given it now that the state
/// does not hold the answer any more.
#[test]
fn what_was_taken_back_shows_nobody_more_than_it_did() {
    let mut w = full();
    w.must(Rol::Notulist, C::SchermRegelAf { regel: RegelId::open(1), kring: Vec::new() });
    let events = w.weigh("toegang", Some(Antwoord::Ja), &[RegelId::open(1)]);
    assert_eq!(w.kring(&events[0]), Kring::vol());
    let terug = neem_terug(&w);
    let back = w.must(Rol::Notulist, terug);
    assert_eq!([w.kring(&events[0]), w.kring(&back[0])], [(); 2].map(|()| Kring::vol()));
    assert!(w.verandert_zicht(&back[0]));
    assert!(openbaar(&w.d).teruggenomen.is_empty());
}

/// A replay gives the same, also of what can be taken back.
#[test]
fn a_replay_can_take_back_the_same() {
    let mut w = full();
    w.must(Rol::Notulist, C::TrekRegelIn { regel: RegelId::open(4) });
    let terug = neem_terug(&w);
    w.must(Rol::Notulist, terug);
    let mut d = Dossier::new(w.d.nummer);
    for (stamp, event) in &w.log {
        let json = serde_json::to_vec(event).unwrap();
        crisistafel::domain::evolve::evolve(&mut d, stamp, &serde_json::from_slice(&json).unwrap());
    }
    assert_eq!(d, w.d);
}
