//! Decisions and actions.

use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{
    ActieStatus as A, BesluitSoort, BesluitStatus as S, BesluitVelden, Bevoegd, Fase, RegelSoort, Wie,
};
use crisistafel::domain::ids::{ActieId, BesluitId};
use crisistafel::domain::rol::Rol;

use super::world::{World, t};

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
    C::WijzigBesluitStatus { besluit: B1, naar, reden: t(reden), bevoegd: None }
}

#[test]
fn every_step_of_a_decision_is_one_of_these() {
    let all = [S::Voorgenomen, S::Getoetst, S::Genomen, S::Geweigerd, S::Ingetrokken];
    let may = |van: S| all.into_iter().filter(|naar| van.mag_naar(*naar)).collect::<Vec<_>>();
    assert_eq!(may(S::Voorgenomen), [S::Getoetst, S::Genomen, S::Geweigerd, S::Ingetrokken]);
    assert_eq!(may(S::Getoetst), [S::Genomen, S::Geweigerd, S::Ingetrokken]);
    assert_eq!(may(S::Genomen), [S::Ingetrokken]);
    assert!(may(S::Geweigerd).is_empty() && may(S::Ingetrokken).is_empty());
}

#[test]
fn what_is_not_the_meetings_to_decide_is_taken_by_a_named_officer() {
    let mut w = with_decision(Some(BesluitSoort::Verzoek));
    w.must(Rol::Notulist, to(S::Getoetst, ""));
    assert!(w.refused(Rol::Notulist, to(S::Genomen, "")).contains("naam, functie, tijd"));
    let op = w.nu;
    let by = |naam: &str| C::WijzigBesluitStatus {
        besluit: B1,
        naar: S::Genomen,
        reden: t(""),
        bevoegd: Some(Bevoegd { naam: t(naam), functie: t("burgemeester"), op }),
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
