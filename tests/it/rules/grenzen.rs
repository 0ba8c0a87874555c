//! At the edges: what is forgotten, left open, moved to another line, or written by a hand that is not ours.

use std::collections::BTreeMap;

use crisistafel::domain::advies;
use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{
    Antwoord, Dossier, Fase, InzetStatus, InzetVelden, KlokVelden, OordeelInhoud, RegelInhoud, RegelSoort, Schending,
    Sluiting, Uitkomst, VoorleggerVelden, Wie,
};
use crisistafel::domain::event::Event;
use crisistafel::domain::ids::{InzetId, KlokNr, RegelId, VoorleggerId};
use crisistafel::domain::kader::{Controle, Duur, Eenheid, Tot};
use crisistafel::domain::looptijd;
use crisistafel::domain::poort::{Peiling, open_punten};
use crisistafel::domain::rol::Rol;
use crisistafel::domain::scherm::{Kijker, Kring, Scherm};
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::Tijdstip;
use crisistafel::domain::zicht::{heeft_afgeschermd, openbaar};
use crisistafel::projection::rij;

use super::world::{NR, World, id, punt, t};

fn close(w: &mut World) {
    w.only(&[]);
    let sluiting = Sluiting {
        veilig: Antwoord::Ja,
        veilig_toelichting: t(""),
        volgende: None,
        eerder_bij: t(""),
        geen_volgende: t("geen vraag meer"),
    };
    w.must(Rol::Voorzitter, C::SluitOverleg { overleg: NR, sluiting, reden: t("") });
}

/// The lines `R1` and up of these kinds, the last one shielded.
fn lines(w: &mut World, soorten: &[RegelSoort]) -> Vec<RegelId> {
    let first = w.d.regels.len();
    for soort in soorten {
        w.line(*soort, "wat er is gezegd");
    }
    let ids: Vec<RegelId> = w.d.regels.keys().copied().skip(first).collect();
    w.must(Rol::Notulist, C::SchermRegelAf { regel: *ids.last().unwrap(), kring: Vec::new() });
    ids
}

#[test]
fn judgements_of_a_round_that_was_forgotten_can_be_revealed_when_the_meeting_is_over() {
    let mut w = World::in_fase(Fase::Oordeelsvorming);
    w.must(Rol::Voorzitter, C::OpenGeslotenRonde { overleg: NR });
    let oordeel = OordeelInhoud { organisatie: t("politie"), acuut: None, niveau: None, argument: t("zij is bang") };
    w.must(Rol::Deelnemer, C::GeefOordeel { overleg: NR, oordeel });
    while w.fase() < Fase::Afsluiting {
        let (van, naar) = (w.fase(), w.fase().volgende().unwrap());
        w.must(Rol::Voorzitter, C::NaarFase { overleg: NR, van, naar, reden: t("vanwege de proef") });
    }
    close(&mut w);
    w.must(Rol::Voorzitter, C::OnthulOordelen { overleg: NR });
    assert_eq!(w.d.overleg(NR).unwrap().oordelen.len(), 1);
}

#[test]
fn an_outcome_that_leaves_the_alarm_question_open_does_not_lift_the_floor() {
    let mut w = World::in_fase(Fase::Oordeelsvorming);
    w.sash("ja", "nee");
    let uitkomst = Uitkomst {
        instrument: id("sash"),
        afnemer: Wie::organisatie(t("politie")),
        op: None,
        uitkomst: t("gemiddeld"),
        antwoorden: BTreeMap::new(),
        toelichting: t(""),
    };
    w.must(Rol::Notulist, C::NoteerUitkomst { overleg: NR, uitkomst });
    assert!(advies::ondergrens(&w.d, &w.kader.kader).is_some());
}

#[test]
fn another_measure_with_a_body_that_may_not_take_it_is_warned_of_too() {
    let mut w = World::in_fase(Fase::Besluitvorming);
    let inzet = w.measure(Some("gedragsaanwijzing"), "hij blijft weg");
    let velden = Box::new(InzetVelden { palet: Some(id("huisverbod")), ..InzetVelden::default() });
    let why = w.refused(Rol::Notulist, C::VulInzetAan { inzet, velden });
    assert!(why.contains("niet bevoegd") && why.contains("burgemeester"), "{why}");
}

#[test]
fn a_huisverbod_of_which_all_grounds_are_shielded_has_none_on_its_page() {
    let mut w = World::in_fase(Fase::Besluitvorming);
    let ids = lines(&mut w, &[RegelSoort::Feit, RegelSoort::Feit]);
    let velden = VoorleggerVelden { gevraagd: Some(t("een huisverbod")), huisverbod: Some(true), ..Default::default() };
    w.must(Rol::Notulist, C::LegVoor { overleg: NR, voorlegger: None, velden });
    w.only(&[Controle::HuisverbodZonderGrondfeit]);
    let found = |w: &World| {
        let stand = Peiling { d: &w.d, o: w.d.overleg(NR).unwrap(), kader: &w.kader.kader, nu: w.nu };
        open_punten(stand, Fase::Afsluiting, None).len()
    };
    w.must(Rol::Notulist, C::MerkHuisverbodgrond { regel: ids[1], grond: true });
    assert_eq!(found(&w), 1, "the shielded fact does not stand on the page");
    w.must(Rol::Notulist, C::MerkHuisverbodgrond { regel: ids[0], grond: true });
    assert_eq!(found(&w), 0);
}

#[test]
fn a_gate_records_the_number_of_an_action_and_not_whom_somebody_typed_in_it() {
    let mut w = World::in_fase(Fase::Besluitvorming);
    let eigenaar = Some(Wie::organisatie(t("het blijf-van-mijn-lijf")));
    let regel = RegelInhoud { eigenaar, ..RegelInhoud::new(RegelSoort::Actie, t("kamer vrijhouden")) };
    w.must(Rol::Notulist, C::LegRegelVast { overleg: NR, punt: punt("acties"), regel });
    w.only(&[Controle::PartnerZonderContactpersoon]);
    let (van, naar) = (Fase::Besluitvorming, Fase::Afsluiting);
    let asked = w.refused(Rol::Voorzitter, C::NaarFase { overleg: NR, van, naar, reden: t("") });
    assert!(asked.contains("het blijf-van-mijn-lijf"), "{asked}");
    let events = w.must(Rol::Voorzitter, C::NaarFase { overleg: NR, van, naar, reden: t("straks") });
    let Event::FaseGewisseld { open, .. } = &events[0] else { panic!("{events:?}") };
    assert_eq!(open, &[t("A1: wie bellen we daar?")]);
}

/// Given a shielded decision of which something lacks; when the chair steps on all the same; then who may not see it is not
/// told of it, not even by its number.
#[test]
fn a_step_tells_everybody_nothing_of_what_is_shielded_and_open() {
    let mut w = World::in_fase(Fase::Besluitvorming);
    w.only(&[Controle::BesluitZonderOrgaanOfGrond]);
    let besluit = RegelInhoud::new(RegelSoort::Besluit, t("zij slaapt elders"));
    for afgeschermd in [false, true] {
        let regel = RegelInhoud { afgeschermd, ..besluit.clone() };
        w.must(Rol::Notulist, C::LegRegelVast { overleg: NR, punt: punt("besluiten"), regel });
    }
    let (van, naar) = (Fase::Besluitvorming, Fase::Afsluiting);
    let events = w.must(Rol::Voorzitter, C::NaarFase { overleg: NR, van, naar, reden: t("straks") });
    let [Event::FaseGewisseld { open, .. }, Event::AfgeschermdNogOpen { open: ook, .. }] = &events[..] else {
        panic!("{events:?}")
    };
    let noemt = |all: &[Tekst], nummer: &str| all.iter().any(|tekst| tekst.as_str().contains(nummer));
    assert!(noemt(open, "B1") && !noemt(open, "B-x1"), "{open:?}");
    assert!(noemt(ook, "B-x1") && !noemt(ook, "B1"), "{ook:?}");
    let kring = w.kring(&events[1]);
    assert!(!kring.hoort(&Kijker::IEDEREEN) && kring.hoort(&Kijker::VOL));
    let verteld = |d: &Dossier| d.overleg(NR).unwrap().wissels.last().unwrap().afgeschermd_open.len();
    assert_eq!((verteld(&w.d), verteld(&openbaar(&w.d))), (1, 0));
    // what was told of it then stays from them when it is open to all, and so there is something that they do not have
    let regel = *w.d.regels.keys().last().unwrap();
    w.must(Rol::Voorzitter, C::GeefRegelVrij { regel, reden: t("zij wil het zo"), scherm: None });
    assert!(heeft_afgeschermd(&w.d) && verteld(&openbaar(&w.d)) == 0);
}

#[test]
fn a_dossier_with_a_breach_or_a_measure_past_its_end_stands_first_in_the_overview_again() {
    let mut w = World::in_fase(Fase::Besluitvorming);
    let inzet = w.measure(Some("huisverbod"), "hij is het huis uit");
    w.must(Rol::Notulist, C::WijzigInzetStatus { inzet, naar: InzetStatus::Opgelegd, reden: t("") });
    w.acute(Antwoord::Nee);
    let (row, later) = (rij::dossier(&w.d, w.nu.into()), w.nu.plus(chrono::TimeDelta::days(11)));
    assert!(!row.moet_opnieuw(w.nu) && row.urgentie(w.nu).0 > 0);
    assert!(row.moet_opnieuw(later) && row.urgentie(later).0 == 0, "the huisverbod is over");
    w.wait(5);
    w.must(Rol::Notulist, C::MeldSchending { inzet, schending: Schending::default() });
    let row = rij::dossier(&w.d, w.nu.into());
    assert!(row.moet_opnieuw(w.nu) && row.urgentie(w.nu).0 == 0);
    w.must(Rol::Notulist, C::SchermRegelAf { regel: w.d.inzetten[&inzet].regel, kring: Vec::new() });
    let row = rij::dossier(&w.d, w.nu.into());
    assert!(row.moet_opnieuw(w.nu) && !row.voor(&Kijker::IEDEREEN).moet_opnieuw(later), "not for who may not see the line");
}

#[test]
fn an_action_that_was_taken_back_is_no_action() {
    let mut w = World::in_fase(Fase::Besluitvorming);
    w.only(&[Controle::GeenActie]);
    let found = |w: &World| {
        let stand = Peiling { d: &w.d, o: w.d.overleg(NR).unwrap(), kader: &w.kader.kader, nu: w.nu };
        open_punten(stand, Fase::Gesloten, None).len()
    };
    w.line(RegelSoort::Actie, "kamer vrijhouden");
    assert_eq!(found(&w), 0);
    let regel = *w.d.regels.keys().last().unwrap();
    w.must(Rol::Notulist, C::TrekRegelIn { regel });
    assert_eq!(found(&w), 1);
}

#[test]
fn a_clock_and_a_page_that_come_to_hang_on_a_shielded_line_or_leave_it_are_given_anew() {
    let mut w = World::in_fase(Fase::Besluitvorming);
    let (open, shielded) = (w.measure(None, "zij belt elke avond"), w.measure(None, "zij slaapt elders"));
    w.must(Rol::Notulist, C::SchermRegelAf { regel: w.d.inzetten[&shielded].regel, kring: Vec::new() });
    let clock = |klok, inzet| {
        let naam = Some(t("bellen"));
        let einde = Some("2026-11-25T12:00:00Z".to_owned().try_into().unwrap());
        C::ZetKlok { klok, velden: KlokVelden { naam, einde, inzet: Some(inzet), ..KlokVelden::default() } }
    };
    w.must(Rol::Notulist, clock(None, open));
    for (inzet, hidden) in [(shielded, true), (open, false)] {
        let event = w.must(Rol::Notulist, clock(Some(KlokNr(1)), inzet)).remove(0);
        assert_eq!((w.kring(&event) == Kring::vol(), w.verandert_zicht(&event)), (hidden, true), "{inzet}");
    }
    let (yes, no) = (w.d.inzetten[&open].regel, w.d.inzetten[&shielded].regel);
    let page = |voorlegger, feiten| {
        let velden = VoorleggerVelden { gevraagd: Some(t("opvang")), feiten: Some(feiten), ..Default::default() };
        C::LegVoor { overleg: NR, voorlegger, velden }
    };
    w.must(Rol::Notulist, page(None, vec![yes]));
    for (feiten, hidden) in [(vec![yes, no], true), (vec![yes], false)] {
        let event = w.must(Rol::Notulist, page(Some(VoorleggerId(1)), feiten)).remove(0);
        assert_eq!((w.kring(&event) == Kring::vol(), w.verandert_zicht(&event)), (hidden, true));
    }
}

#[test]
fn an_open_measure_does_not_name_a_shielded_one_or_a_shielded_decision_where_those_are_taken_away() {
    let mut w = World::in_fase(Fase::Besluitvorming);
    let (open, shielded) = (w.measure(None, "zij belt elke avond"), w.measure(None, "zij slaapt elders"));
    w.must(Rol::Notulist, C::SchermRegelAf { regel: w.d.inzetten[&shielded].regel, kring: Vec::new() });
    let ids = lines(&mut w, &[RegelSoort::Besluit]);
    let besluit = w.d.besluiten.values().find(|b| b.regel == ids[0]).map(|b| b.id);
    let velden = InzetVelden { hoort_bij: Some(vec![shielded]), besluit, ..InzetVelden::default() };
    w.must(Rol::Notulist, C::VulInzetAan { inzet: open, velden: Box::new(velden) });
    let seen = openbaar(&w.d);
    assert_eq!((seen.inzetten[&open].hoort_bij.as_slice(), seen.inzetten[&open].besluit), ([].as_slice(), None));
}

#[test]
fn a_list_that_names_the_same_thing_a_thousand_times_names_it_once() {
    let mut w = World::in_fase(Fase::Besluitvorming);
    let line = lines(&mut w, &[RegelSoort::Feit])[0];
    let (open, other) = (w.measure(None, "zij belt elke avond"), w.measure(None, "hij blijft weg"));
    w.weigh("wapen", Some(Antwoord::Ja), &vec![line; 1000]);
    assert_eq!(w.weighed().weging(&id("wapen")).unwrap().regels, [line]);
    let velden = InzetVelden { hoort_bij: Some(vec![other; 1000]), ..InzetVelden::default() };
    w.must(Rol::Notulist, C::VulInzetAan { inzet: open, velden: Box::new(velden) });
    assert_eq!(w.d.inzetten[&open].hoort_bij, [other]);
    let velden = VoorleggerVelden { gevraagd: Some(t("x")), feiten: Some(vec![line; 1000]), ..Default::default() };
    w.must(Rol::Notulist, C::LegVoor { overleg: NR, voorlegger: None, velden });
    assert_eq!(w.d.voorleggers.values().next().unwrap().feiten, [line]);
}

#[test]
fn after_the_very_last_number_comes_the_first_that_is_free() {
    let used = [InzetId(1), InzetId(2), *InzetId::reeks(false).end()];
    assert_eq!(InzetId::after(&used, None), InzetId(3));
    assert_eq!(InzetId::after(&[], None), InzetId(1));
    let first = *InzetId::reeks(true).start();
    assert_eq!((InzetId::after(&used, Some(&Scherm::Rol)), first.to_string().as_str()), (first, "M-x1"));
    assert_eq!(InzetId::after(&[first, InzetId(u32::MAX)], Some(&Scherm::Rol)).to_string(), "M-x2");
}

#[test]
fn a_length_of_time_that_no_calendar_knows_has_no_end_or_the_last_one_and_is_told_at_once() {
    let w = World::opened();
    let k = &w.kader.kader;
    for eenheid in [Eenheid::Uren, Eenheid::Dagen, Eenheid::Werkdagen, Eenheid::Weken, Eenheid::Maanden, Eenheid::Jaren] {
        for aantal in [400_000, 13_000_000, 95_000_000, 4_000_000_000, u32::MAX] {
            for (begin, tot) in [(i64::MIN, Tot::HetUur), (0, Tot::EindeDag), (i64::MAX, Tot::EindeDag)] {
                let begin = Tijdstip::from_millis(begin);
                let duur = Duur { aantal, eenheid, tot };
                let einde = looptijd::einde(begin, duur, k);
                assert!(einde.is_none_or(|e| e >= begin), "{duur} {eenheid:?}");
                let ends = k.klokken.iter().filter_map(|klok| looptijd::einde_klok(klok, begin, duur, k));
                assert!(ends.min().is_none_or(|e| e >= begin), "{duur} {eenheid:?}");
            }
        }
    }
}
