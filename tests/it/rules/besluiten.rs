//! Decisions and actions.

use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{
    Aanzet, ActieStatus as A, BesluitSoort, BesluitStap, BesluitStatus as S, BesluitVelden, Bevoegd, Fase, InzetStatus,
    InzetVelden, RegelInhoud, RegelSoort, Toets, Wie,
};
use crisistafel::domain::ids::{ActieId, BesluitId};
use crisistafel::domain::rol::Rol;
use crisistafel::projection::termijn::Wat;

use super::world::{NR, World, punt, t};

const B1: BesluitId = BesluitId(1);

fn with_decision(soort: Option<BesluitSoort>) -> World {
    let mut w = World::in_fase(Fase::Besluitvorming);
    w.line(RegelSoort::Besluit, "gebiedsverbod");
    if soort.is_some() {
        let velden = BesluitVelden { soort, ..BesluitVelden::default() };
        w.must(Rol::Notulist, C::VulBesluitAan { besluit: B1, velden });
    }
    w
}

fn to(naar: S, reden: &str) -> C {
    C::WijzigBesluitStatus(BesluitStap { besluit: B1, naar, reden: t(reden), bevoegd: None, op: None })
}

#[test]
fn every_step_of_a_decision_is_one_of_these() {
    let may = |van: S| S::ALL.into_iter().filter(|naar| van.mag_naar(*naar)).collect::<Vec<_>>();
    assert_eq!(may(S::Voorgenomen), [S::Getoetst, S::Genomen, S::Geweigerd, S::Ingetrokken, S::Vervallen]);
    assert_eq!(may(S::Getoetst), [S::Genomen, S::Geweigerd, S::Ingetrokken, S::Vervallen]);
    assert_eq!(may(S::Genomen), [S::Ingetrokken, S::Vervallen, S::Vernietigd, S::VanRechtswege]);
    for eind in [S::Geweigerd, S::Ingetrokken, S::Vervallen, S::Vernietigd, S::VanRechtswege] {
        assert!(eind.is_eind() && may(eind).is_empty());
    }
}

/// Every way in which a decision can come to stand, and what of it is refused in words; review D: a decision had no end.
#[test]
fn every_step_from_every_status_is_recorded_or_refused_in_words() {
    let roads: [(S, &[S]); 8] = [
        (S::Voorgenomen, &[]),
        (S::Getoetst, &[S::Getoetst]),
        (S::Genomen, &[S::Genomen]),
        (S::Geweigerd, &[S::Geweigerd]),
        (S::Ingetrokken, &[S::Genomen, S::Ingetrokken]),
        (S::Vervallen, &[S::Vervallen]),
        (S::Vernietigd, &[S::Genomen, S::Vernietigd]),
        (S::VanRechtswege, &[S::Genomen, S::VanRechtswege]),
    ];
    for (van, road) in roads {
        for naar in S::ALL {
            let mut w = with_decision(Some(BesluitSoort::BevoegdOrgaan));
            for step in road {
                let command = full(&w, *step);
                w.must(Rol::Notulist, command);
            }
            assert_eq!(w.d.besluiten[&B1].status, van);
            let command = full(&w, naar);
            if van.mag_naar(naar) {
                w.must(Rol::Notulist, command);
                assert_eq!(w.d.besluiten[&B1].einde.is_some(), naar.is_eind(), "{van} to {naar}");
            } else {
                let said = w.refused(Rol::Notulist, command);
                assert!(said.contains(&format!("niet van {van} naar {naar}")), "{said}");
            }
        }
    }
}

/// A step with everything that it can need.
fn full(w: &World, naar: S) -> C {
    let bevoegd = Some(Bevoegd { naam: t("Van Dam"), functie: t("burgemeester"), op: w.nu });
    let op = naar.is_eind().then_some(w.nu);
    C::WijzigBesluitStatus(BesluitStap { besluit: B1, naar, reden: t("zo is besloten"), bevoegd, op })
}

fn ended(naar: S, functie: &str, op: Option<crisistafel::domain::tijd::Tijdstip>, w: &World) -> C {
    let bevoegd = (!functie.is_empty()).then(|| Bevoegd { naam: t(""), functie: t(functie), op: op.unwrap_or(w.nu) });
    C::WijzigBesluitStatus(BesluitStap { besluit: B1, naar, reden: t("na bezwaar"), bevoegd, op })
}

/// Review D: vervallen, vernietigd, ingetrokken and van rechtswege geëindigd are not the same. A huisverbod is judged by
/// the bestuursrechter (ZSM, 508-510).
#[test]
fn an_end_has_its_moment_and_by_whom_and_each_end_is_for_who_may() {
    let taken = || {
        let mut w = with_decision(Some(BesluitSoort::BevoegdOrgaan));
        let command = full(&w, S::Genomen);
        w.must(Rol::Notulist, command);
        w.wait(60);
        w
    };
    for (naar, who) in [(S::Vernietigd, "voorzieningenrechter"), (S::Ingetrokken, "burgemeester")] {
        let mut w = taken();
        let nobody = ended(naar, "", None, &w);
        assert!(w.refused(Rol::Notulist, nobody).contains(&format!("door wie en wanneer het is {naar}")));
        let op = w.nu.plus(chrono::TimeDelta::minutes(-20));
        let command = ended(naar, who, Some(op), &w);
        w.must(Rol::Notulist, command);
        let b = &w.d.besluiten[&B1];
        assert_eq!((b.einde.as_ref().unwrap().op, b.beeindigd_door().as_deref()), (op, Some(who)));
        assert_eq!(b.bevoegd.as_ref().unwrap().naam.as_str(), "Van Dam", "who took it stays");
    }
    let mut w = taken();
    let (early, late) = (w.nu.plus(chrono::TimeDelta::hours(-3)), w.nu.plus(chrono::TimeDelta::hours(1)));
    let command = ended(S::Vernietigd, "rechter", Some(early), &w);
    assert!(w.refused(Rol::Notulist, command).contains("niet eerder zijn geëindigd"));
    let command = ended(S::Vervallen, "", Some(late), &w);
    w.refused(Rol::Notulist, command);
    let command = ended(S::VanRechtswege, "", None, &w);
    assert!(w.refused(Rol::Notulist, command).contains("wanneer het besluit van rechtswege eindigde"));
    let termijn = Some(w.nu.plus(chrono::TimeDelta::minutes(5)));
    w.must(Rol::Notulist, C::VulBesluitAan { besluit: B1, velden: BesluitVelden { termijn, ..BesluitVelden::default() } });
    w.wait(30);
    w.must(Rol::Notulist, to(S::VanRechtswege, ""));
    let b = &w.d.besluiten[&B1];
    assert_eq!(
        (b.einde.as_ref().map(|e| e.op), b.beeindigd_door().unwrap().as_str()),
        (termijn, "niemand: de termijn was om")
    );
    for naar in [S::Vernietigd, S::VanRechtswege] {
        let mut w = with_decision(Some(BesluitSoort::Afspraak));
        w.must(Rol::Notulist, to(S::Genomen, "spoed"));
        let command = ended(naar, "rechter", Some(w.nu), &w);
        assert!(w.refused(Rol::Notulist, command).contains("alleen een genomen besluit van een bevoegd orgaan"));
    }
}

/// A measure that rests on a decision does not outlive it, and its end opens the acute question again.
#[test]
fn with_a_decision_that_ended_ends_what_rests_on_it() {
    let mut w = with_decision(Some(BesluitSoort::BevoegdOrgaan));
    let inzet = w.measure(None, "hij komt niet in haar straat");
    let velden = Box::new(InzetVelden { besluit: Some(B1), ..InzetVelden::default() });
    w.must(Rol::Notulist, C::VulInzetAan { inzet, velden });
    w.must(Rol::Notulist, C::WijzigInzetStatus { inzet, naar: InzetStatus::Opgelegd, reden: t("") });
    let command = full(&w, S::Genomen);
    w.must(Rol::Notulist, command);
    let command = ended(S::Vernietigd, "bestuursrechter", None, &w);
    w.must(Rol::Notulist, command);
    assert_eq!(w.d.inzetten[&inzet].status, InzetStatus::Vervallen);
    assert_eq!(w.d.herbeoordelen.last().unwrap().aanzet, Aanzet::EindeMaatregel);
}

/// Review A12: the term of a decision was previewed and not recorded.
#[test]
fn a_decision_keeps_the_term_that_was_typed_and_is_late_until_it_is_there() {
    let mut w = World::in_fase(Fase::Besluitvorming);
    let termijn = Some(w.nu.plus(chrono::TimeDelta::hours(20)));
    let regel = RegelInhoud { termijn, ..RegelInhoud::new(RegelSoort::Besluit, t("gebiedsverbod")) };
    w.must(Rol::Notulist, C::LegRegelVast { overleg: NR, punt: punt("besluiten"), regel });
    assert_eq!(w.d.besluiten[&B1].termijn, termijn);
    let due = |w: &World| {
        let all = crisistafel::projection::termijn::termijnen(&w.d);
        all.iter().filter(|t| t.wat == Wat::Besluit(B1)).map(|t| t.op).next()
    };
    assert_eq!(due(&w), termijn);
    w.wait(21 * 60);
    assert!(w.d.besluiten[&B1].is_te_laat(w.nu));
    let command = full(&w, S::Ingetrokken);
    w.must(Rol::Notulist, command);
    assert!(due(&w).is_none() && !w.d.besluiten[&B1].is_te_laat(w.nu));
}

/// Review B17: the check was recorded, and the status then refused 'nog niet getoetst'.
#[test]
fn the_outcome_of_a_check_makes_the_decision_checked() {
    let check = |nodig, uitkomst: &str, w: &World| C::NoteerToets {
        besluit: B1,
        toets: Toets { nodig, door: t("jurist"), uitkomst: t(uitkomst), op: Some(w.nu) },
    };
    let mut w = with_decision(Some(BesluitSoort::Afspraak));
    let open = check(true, "", &w);
    w.must(Rol::Notulist, open);
    assert_eq!(w.d.besluiten[&B1].status, S::Voorgenomen);
    assert!(w.refused(Rol::Notulist, to(S::Genomen, "")).contains("nog niet getoetst"));
    let done = check(true, "kan zo", &w);
    w.must(Rol::Notulist, done);
    assert_eq!(w.d.besluiten[&B1].status, S::Getoetst);
    w.must(Rol::Notulist, to(S::Genomen, ""));
    let mut w = with_decision(Some(BesluitSoort::Afspraak));
    let none = check(false, "", &w);
    w.must(Rol::Notulist, none);
    assert_eq!(w.d.besluiten[&B1].status, S::Voorgenomen, "what needs no check was not checked");
    w.must(Rol::Notulist, to(S::Genomen, ""));
}

#[test]
fn what_is_not_the_meetings_to_decide_is_taken_by_a_named_officer() {
    let mut w = with_decision(Some(BesluitSoort::Verzoek));
    w.must(Rol::Notulist, to(S::Getoetst, ""));
    assert!(w.refused(Rol::Notulist, to(S::Genomen, "")).contains("naam, functie, tijd"));
    let op = w.nu;
    let by = |naam: &str| {
        C::WijzigBesluitStatus(BesluitStap {
            besluit: B1,
            naar: S::Genomen,
            reden: t(""),
            bevoegd: Some(Bevoegd { naam: t(naam), functie: t("burgemeester"), op }),
            op: None,
        })
    };
    assert!(w.refused(Rol::Notulist, by("")).contains("naam"));
    w.must(Rol::Notulist, by("Van Dam"));
    assert_eq!(w.d.besluiten[&B1].bevoegd.as_ref().unwrap().naam.as_str(), "Van Dam");
}

#[test]
fn going_ahead_unchecked_refusing_and_withdrawing_take_a_reason() {
    let mut w = with_decision(Some(BesluitSoort::Afspraak));
    assert!(w.refused(Rol::Notulist, to(S::Genomen, "")).contains("getoetst"));
    assert!(w.refused(Rol::Notulist, to(S::Geweigerd, "")).contains("reden"));
    w.must(Rol::Notulist, to(S::Genomen, "spoed"));
    assert!(w.refused(Rol::Notulist, to(S::Ingetrokken, "")).contains("reden"));
    w.must(Rol::Notulist, to(S::Ingetrokken, "hij zit vast"));
    assert_eq!(w.d.besluiten[&B1].wissels.len(), 2);
}

#[test]
fn a_decision_of_no_kind_cannot_be_taken() {
    let mut w = with_decision(None);
    w.must(Rol::Notulist, to(S::Getoetst, ""));
    assert!(w.refused(Rol::Notulist, to(S::Genomen, "")).contains("afspraak, verzoek"));
}

#[test]
fn once_taken_its_kind_and_body_stay_and_the_rest_can_still_be_filled_in() {
    let mut w = with_decision(Some(BesluitSoort::Afspraak));
    w.must(Rol::Notulist, to(S::Genomen, "spoed"));
    let other = BesluitVelden { soort: Some(BesluitSoort::Verzoek), ..BesluitVelden::default() };
    assert!(w.refused(Rol::Notulist, C::VulBesluitAan { besluit: B1, velden: other }).contains("verandert niet meer"));
    let more = BesluitVelden { effectvraag: Some(t("blijft hij weg?")), ..BesluitVelden::default() };
    w.must(Rol::Notulist, C::VulBesluitAan { besluit: B1, velden: more });
    let why = BesluitVelden { motivering: Some(t("toegang tot haar")), ..BesluitVelden::default() };
    w.must(Rol::Notulist, C::VulBesluitAan { besluit: B1, velden: why });
    let b = &w.d.besluiten[&B1];
    assert_eq!(
        (b.effectvraag.as_str(), b.motivering.as_str()),
        ("blijft hij weg?", "toegang tot haar"),
        "absent parts stay"
    );
}

#[test]
fn dissent_stays_in_the_record_by_name() {
    let mut w = with_decision(None);
    let dissent = |wie, text: &str| C::NoteerDissent { besluit: B1, wie, tekst: t(text) };
    assert!(w.refused(Rol::Notulist, dissent(Wie::default(), "te zwaar")).contains("wie het anders ziet"));
    w.must(Rol::Notulist, dissent(Wie::organisatie(t("recl")), "te zwaar"));
    assert_eq!(w.d.besluiten[&B1].dissent[0].wie.organisatie.as_str(), "reclassering");
}

#[test]
fn an_action_is_never_deleted_and_not_doing_it_has_a_reason() {
    let mut w = World::in_fase(Fase::Besluitvorming);
    w.line(RegelSoort::Actie, "slot vervangen");
    let report = |naar, reden: &str| C::MeldActie { actie: ActieId(1), naar, reden: t(reden) };
    for naar in [A::Vervallen, A::NietGedaan] {
        assert!(w.refused(Rol::Notulist, report(naar, "")).contains("reden"));
    }
    w.must(Rol::Notulist, report(A::Gedaan, ""));
    assert!(w.refused(Rol::Notulist, report(A::Gedaan, "")).contains("is al zo"));
    let more = C::VulActieAan { actie: ActieId(1), velden: crisistafel::domain::dossier::ActieVelden::default() };
    assert!(w.refused(Rol::Notulist, more).contains("al afgemeld"));
    w.must(Rol::Notulist, report(A::Open, "het slot klemt"));
    let a = &w.d.acties[&ActieId(1)];
    assert_eq!((a.status, a.wissels.len()), (A::Open, 2));
}
