//! Meldingen: with what a dossier begins, what falls within the approach, for whom they are; and what came of a call to 112.

use crisistafel::domain::command::Command as C;
use crisistafel::domain::decide::decide_all;
use crisistafel::domain::dossier::{
    Antwoord, DossierStatus as S, Dossierstuk, Melder, MeldingVelden, Meldingnotitie, Stukintrekking, Stukvrijgave,
    Uitkomst112, Uitkomstnotitie,
};
use crisistafel::domain::event::Event;
use crisistafel::domain::evolve::evolve;
use crisistafel::domain::ids::{MeldingId, RequestId};
use crisistafel::domain::rol::{Actor, Rol, Stamp};
use crisistafel::domain::scherm::{Kijker, Scherm};
use crisistafel::domain::zicht::openbaar;

use super::world::{World, t, x1};

fn gemeld(text: &str) -> MeldingVelden {
    MeldingVelden { melder: Some(Melder::Zijzelf), tekst: Some(t(text)), ..MeldingVelden::default() }
}

fn nieuw(velden: MeldingVelden) -> C {
    C::NoteerMelding(Meldingnotitie { melding: None, velden: Box::new(velden) })
}

fn meer(id: MeldingId, velden: MeldingVelden) -> C {
    C::NoteerMelding(Meldingnotitie { melding: Some(id), velden: Box::new(velden) })
}

/// A scope test that fails says why, and to whom it goes.
fn buiten() -> MeldingVelden {
    let (reden, overgenomen) = (Some(t("de man is een onbekende")), Some(t("politie, basisteam")));
    MeldingVelden { binnen: Some(false), reden, overgenomen, ..gemeld("een vreemde volgde haar naar huis") }
}

const G1: MeldingId = MeldingId(1);

#[test]
fn a_dossier_opens_with_its_melding_and_the_answer_on_danger_in_one_record() {
    let w = World::empty();
    let stamp = Stamp { op: w.nu, wie: World::actor(Rol::Notulist), verzoek: RequestId(1) };
    let commands = [
        C::OpenDossier { werktitel: t("Waterkant") },
        C::BeantwoordAcuut { antwoord: Antwoord::Ja, toelichting: t("") },
        C::Meld112 { toelichting: t("") },
        nieuw(MeldingVelden { afgeschermd: Some(true), ..gemeld("hij heeft gezegd dat hij haar vindt") }),
    ];
    let events = decide_all(&w.d, &w.kader, &stamp, &commands).unwrap();
    let mut d = w.d.clone();
    for event in &events {
        evolve(&mut d, &stamp, event);
    }
    let m = &d.meldingen[&x1::<MeldingId>()];
    assert_eq!((m.melder, m.ontvangen, m.stand.scherm()), (Melder::Zijzelf, w.nu, Some(Scherm::Rol)), "it came now");
    assert_eq!(m.id.to_string(), "G-x1");
    assert!(d.open_112().is_some() && d.acuut.is_some());
}

#[test]
fn a_melding_says_who_reports_and_what_and_a_second_one_has_the_next_number() {
    let mut w = World::opened();
    assert!(w.refused(Rol::Notulist, nieuw(MeldingVelden { melder: None, ..gemeld("x") })).contains("wie meldt"));
    assert!(w.refused(Rol::Notulist, nieuw(MeldingVelden { tekst: None, ..gemeld("x") })).contains("wat er gemeld is"));
    w.must(Rol::Notulist, nieuw(gemeld("hij staat elke avond voor de deur")));
    w.must(Rol::Notulist, nieuw(gemeld("hij belde veertig keer")));
    assert_eq!(w.d.meldingen.keys().map(ToString::to_string).collect::<Vec<_>>(), ["G1", "G2"]);
    w.must(Rol::Notulist, meer(G1, MeldingVelden { via: Some(t("wijkteam")), ..MeldingVelden::default() }));
    let m = &w.d.meldingen[&G1];
    assert_eq!((m.via.as_str(), m.tekst.as_str()), ("wijkteam", "hij staat elke avond voor de deur"));
    assert!(w.refused(Rol::Notulist, meer(G1, gemeld("hij staat elke avond voor de deur"))).contains("staat er al zo"));
    assert!(w.refused(Rol::Notulist, meer(MeldingId(7), gemeld("x"))).contains("G7 bestaat niet"));
    assert!(w.refused(Rol::Raadpleger, nieuw(gemeld("x"))).contains("mag u dit niet"));
}

#[test]
fn when_it_came_lies_before_now() {
    let mut w = World::opened();
    let straks = Some(w.nu.plus(chrono::TimeDelta::hours(1)));
    let said = w.refused(Rol::Notulist, nieuw(MeldingVelden { ontvangen: straks, ..gemeld("x") }));
    assert!(said.contains("wanneer de melding kwam"), "{said}");
}

/// The approach is for violence within a relation, and limits the relation to nothing: a neighbour counts. What is outside
/// it says why and who takes it over; only then the dossier can be closed as not taken up.
#[test]
fn what_falls_outside_the_approach_names_who_takes_it_over_before_the_dossier_is_not_taken_up() {
    let mut w = World::opened();
    let niet = || C::WijzigStatus { naar: S::NietOpgepakt, reden: t("valt buiten de aanpak") };
    w.must(Rol::Notulist, nieuw(gemeld("een vreemde volgde haar naar huis")));
    assert!(w.refused(Rol::Procesregisseur, niet()).contains("wie het overneemt"));
    for (leeg, wat) in [
        (MeldingVelden { reden: None, ..buiten() }, "waarom dit buiten de aanpak valt"),
        (MeldingVelden { overgenomen: None, ..buiten() }, "wie het overneemt"),
    ] {
        let said = w.refused(Rol::Notulist, meer(G1, leeg));
        assert!(said.contains(wat), "{said}");
    }
    w.must(Rol::Notulist, meer(G1, buiten()));
    w.must(Rol::Procesregisseur, niet());
    assert_eq!(w.d.status, S::NietOpgepakt);
    let said = w.refused(Rol::Notulist, nieuw(gemeld("toch weer")));
    assert!(said.contains("niet opgepakt"), "it is reopened first: {said}");
    w.must(Rol::Procesregisseur, C::WijzigStatus { naar: S::Melding, reden: t("het was de buurman") });
    w.must(Rol::Notulist, nieuw(MeldingVelden { binnen: Some(true), ..gemeld("het was de buurman") }));
}

#[test]
fn a_shielded_melding_is_for_who_leads_carries_or_records_and_its_number_tells_nothing() {
    let mut w = World::opened();
    let dicht = MeldingVelden { afgeschermd: Some(true), ..gemeld("haar zus heeft gebeld") };
    let made = w.must(Rol::Notulist, nieuw(dicht));
    w.must(Rol::Notulist, nieuw(gemeld("de school belde")));
    assert!(made.iter().all(|e| !w.kring(e).hoort(&Kijker::IEDEREEN) && w.kring(e).hoort(&Kijker::VOL)));
    let seen = openbaar(&w.d);
    assert_eq!(seen.meldingen.keys().map(ToString::to_string).collect::<Vec<_>>(), ["G1"]);
    let stuk = Dossierstuk::Melding(x1());
    let vrij = |reden: &str| C::GeefStukVrij(Stukvrijgave { stuk, reden: t(reden), scherm: None });
    assert!(w.refused(Rol::Notulist, vrij("mag")).contains("mag u dit niet"));
    assert!(w.refused(Rol::Procesregisseur, vrij("")).contains("de reden"));
    let zonder = MeldingVelden { afgeschermd: Some(false), ..MeldingVelden::default() };
    assert!(w.refused(Rol::Notulist, meer(x1(), zonder)).contains("vrij te geven"), "not by filling in");
    let freed = w.must(Rol::Procesregisseur, vrij("zij wil dat de school het weet"));
    assert!(freed.iter().all(|e| w.verandert_zicht(e)), "who could not see it is given it");
    assert!(made.iter().all(|e| w.kring(e).hoort(&Kijker::IEDEREEN)));
}

#[test]
fn for_organisations_it_is_for_those_and_changes_only_by_who_sees_it() {
    let mut w = World::opened();
    let politie = |rol| Actor { organisatie: Some(t("politie")), ..World::actor(rol) };
    let om = |rol| Actor { organisatie: Some(t("OM")), ..World::actor(rol) };
    let velden = MeldingVelden { kring: vec!["politie".into()], ..gemeld("een tip van een informant") };
    w.ask_as(politie(Rol::Notulist), nieuw(velden)).unwrap();
    let id = *w.d.meldingen.keys().next().unwrap();
    let other = w.ask_as(om(Rol::Voorzitter), meer(id, MeldingVelden { via: Some(t("x")), ..MeldingVelden::default() }));
    assert!(other.unwrap_err().to_string().contains("bestaat niet"), "to who is not in the circle it does not exist");
    w.ask_as(om(Rol::Notulist), nieuw(gemeld("de school belde"))).unwrap();
    assert!(w.d.meldingen.contains_key(&G1), "and its number is not missed");
}

#[test]
fn what_is_taken_back_stays_with_its_reason_and_changes_no_more() {
    let mut w = World::opened();
    w.must(Rol::Notulist, nieuw(gemeld("verkeerd dossier")));
    let weg = |reden: &str| C::TrekStukIn(Stukintrekking { stuk: Dossierstuk::Melding(G1), reden: t(reden) });
    assert!(w.refused(Rol::Notulist, weg("")).contains("de reden"));
    w.must(Rol::Notulist, weg("hoort bij een ander"));
    assert_eq!(w.d.meldingen[&G1].stand.ingetrokken.as_ref().unwrap().0.as_str(), "hoort bij een ander");
    assert!(w.refused(Rol::Notulist, meer(G1, gemeld("x"))).contains("is ingetrokken"));
    assert!(w.refused(Rol::Notulist, weg("nog eens")).contains("is ingetrokken"));
    w.must(Rol::Procesregisseur, C::WijzigStatus { naar: S::NietOpgepakt, reden: t("er is niets meer") });
}

/// That 112 was called stays open until somebody says what came of it; also in a dossier that is over.
#[test]
fn a_call_to_112_is_open_until_somebody_says_what_came_of_it() {
    let mut w = World::called();
    let uitkomst = |nr, wat: &str| {
        let uitkomst = Uitkomst112 { wat: t(wat), door: t("meldkamer"), op: None };
        C::NoteerUitkomst112(Uitkomstnotitie { nr, uitkomst })
    };
    assert!(w.refused(Rol::Notulist, uitkomst(1, "x")).contains("112-melding 1 bestaat niet"));
    w.must(Rol::Raadpleger, C::Meld112 { toelichting: t("hij staat voor de deur") });
    w.must(Rol::Notulist, C::Meld112 { toelichting: t("hij is er weer") });
    assert_eq!(w.d.open_112().map(|(nr, _)| nr), Some(1), "the first one");
    assert!(w.refused(Rol::Notulist, uitkomst(2, "")).contains("wat er van het bellen kwam"));
    w.must(Rol::Deelnemer, uitkomst(2, "politie is ter plaatse"));
    assert_eq!(w.d.open_112().map(|(nr, _)| nr), Some(1), "each call by itself");
    w.must(Rol::Procesregisseur, C::WijzigStatus { naar: S::Overgedragen, reden: t("aangenomen") });
    let told = w.must(Rol::Raadpleger, uitkomst(1, "niemand aangetroffen"));
    assert!(matches!(told.as_slice(), [Event::Uitkomst112Genoteerd { nr: 1, .. }]));
    assert!(w.d.open_112().is_none());
    assert!(w.refused(Rol::Raadpleger, uitkomst(1, "loos alarm")).contains("is al zo"));
    w.must(Rol::Notulist, uitkomst(1, "hij is later aangehouden"));
    let all: Vec<&str> = w.d.meldingen_112[0].uitkomsten.iter().map(|(u, _)| u.wat.as_str()).collect();
    assert_eq!(all, ["niemand aangetroffen", "hij is later aangehouden"], "what was said first stays");
}
