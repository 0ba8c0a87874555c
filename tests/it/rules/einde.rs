//! The end of a dossier: when it can be proposed to destroy it, who agrees, and what stops that.

use chrono::TimeDelta;
use crisistafel::domain::bewaren::{Bewaarstand, bewaarstand, inzagebewaring};
use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{DossierStatus, Eindtelling, InzetStatus, Vernietigbaar};
use crisistafel::domain::rol::Rol;
use crisistafel::domain::zicht::openbaar;

use super::world::{World, t};

fn voorstel(wat: Vernietigbaar, grond: &str) -> C {
    C::StelVernietigingVoor { wat, grond: t(grond) }
}

fn akkoord(wat: Vernietigbaar) -> C {
    C::KeurVernietigingGoed { wat }
}

/// A dossier that is over.
fn over() -> World {
    let mut w = World::opened();
    w.must(Rol::Voorzitter, C::WijzigStatus { naar: DossierStatus::GeenDreiging, reden: t("hij is verhuisd") });
    w
}

/// The measure of a huisverbod was imposed in it, and it is over.
fn met_huisverbod() -> World {
    let mut w = World::in_fase(crisistafel::domain::dossier::Fase::Besluitvorming);
    let inzet = w.measure(Some("huisverbod"), "tijdelijk huisverbod");
    w.must(Rol::Notulist, C::WijzigInzetStatus { inzet, naar: InzetStatus::Opgelegd, reden: t("uitgereikt") });
    w.must(
        Rol::Voorzitter,
        C::NaarFase {
            overleg: super::world::NR,
            van: w.fase(),
            naar: w.fase().volgende().unwrap(),
            reden: t("vanwege de proef"),
        },
    );
    let sluiting = serde_json::from_value(serde_json::json!({ "veilig": "ja", "geen_volgende": "klaar" })).unwrap();
    w.must(Rol::Voorzitter, C::SluitOverleg { overleg: super::world::NR, sluiting, reden: t("klaar") });
    w.must(Rol::Voorzitter, C::WijzigStatus { naar: DossierStatus::Overgedragen, reden: t("casusregie") });
    w
}

#[test]
fn what_is_not_due_takes_a_ground_and_what_goes_on_is_not_destroyed() {
    use Vernietigbaar::{Alles, Verhaal};
    let mut w = World::opened();
    assert!(w.refused(Rol::Voorzitter, voorstel(Alles, "besluit 1")).contains("dat nog loopt"));
    let mut w = over();
    for wat in [Alles, Verhaal] {
        let said = w.refused(Rol::Voorzitter, voorstel(wat, ""));
        assert!(said.contains("geen bewaartermijn vastgesteld") && said.contains("geef de grond"), "{said}");
    }
    for rol in [Rol::Notulist, Rol::Deelnemer, Rol::Raadpleger, Rol::Beheerder] {
        assert!(w.refused(rol, voorstel(Alles, "besluit 1")).contains("wie het wel mag: voorzitter, procesregisseur"));
    }
    w.must(Rol::Voorzitter, voorstel(Alles, "besluit 1"));
    assert_eq!(w.d.vernietiging.as_ref().unwrap().grond, t("besluit 1"));
    assert!(openbaar(&w.d).vernietiging.is_none(), "who sees no shielded lines is not told who wants it gone");
}

/// Five years are the law's; the rest nobody assumes.
#[test]
fn after_a_huisverbod_it_is_due_when_the_five_years_of_the_law_are_over() {
    let mut w = met_huisverbod();
    let stand = |w: &World| bewaarstand(&w.d, &w.kader.kader, Vernietigbaar::Alles, w.nu).unwrap().1;
    let Bewaarstand::Loopt(tot) = stand(&w) else { panic!("{:?}", stand(&w)) };
    assert_eq!(tot.datum(), "za 22-11-2031");
    assert!(w.refused(Rol::Voorzitter, voorstel(Vernietigbaar::Alles, "")).contains("loopt tot za 22-11-2031"));
    w.nu = tot.plus(TimeDelta::seconds(1));
    assert_eq!(stand(&w), Bewaarstand::Verstreken(tot));
    w.must(Rol::Voorzitter, voorstel(Vernietigbaar::Alles, ""));
    let grond = w.d.vernietiging.as_ref().unwrap().grond.to_string();
    assert!(
        grond.contains("22-11-2031: 5 jaar na Tijdelijk huisverbod (Wet tijdelijk huisverbod")
            && grond.contains("artikel 10")
    );
    let telling = Eindtelling::van(&w.d).unwrap();
    assert_eq!((telling.jaar, telling.overleggen, telling.status), (2026, 1, DossierStatus::Overgedragen));
}

#[test]
fn a_second_person_agrees_and_it_is_another_account() {
    let mut w = over();
    assert!(w.refused(Rol::Procesregisseur, akkoord(Vernietigbaar::Alles)).contains("geen voorstel"));
    w.must(Rol::Voorzitter, voorstel(Vernietigbaar::Alles, "besluit 1"));
    assert!(
        w.refused(Rol::Procesregisseur, akkoord(Vernietigbaar::Verhaal)).contains("geen voorstel"),
        "of something else"
    );
    // the same account in another role is the same person
    let mut zelf = World::actor(Rol::Procesregisseur);
    zelf.gebruiker = World::actor(Rol::Voorzitter).gebruiker;
    let said = w.ask_as(zelf, akkoord(Vernietigbaar::Alles)).unwrap_err().to_string();
    assert!(said.contains("dat doet een ander, met een eigen account"), "{said}");
    w.must(Rol::Procesregisseur, akkoord(Vernietigbaar::Alles));
    assert!(w.d.vernietiging.as_ref().unwrap().akkoord.is_some());
}

/// Who agreed, agreed to what they saw.
#[test]
fn whatever_is_recorded_after_it_ends_a_proposal_and_an_agreement() {
    for agreed in [false, true] {
        let mut w = over();
        w.must(Rol::Voorzitter, voorstel(Vernietigbaar::Alles, "besluit 1"));
        if agreed {
            w.must(Rol::Procesregisseur, akkoord(Vernietigbaar::Alles));
        }
        w.must(Rol::Voorzitter, C::Meld112 { toelichting: t("hij staat er weer") });
        assert!(w.d.vernietiging.is_none());
        assert!(w.refused(Rol::Procesregisseur, akkoord(Vernietigbaar::Alles)).contains("geen voorstel"));
    }
}

#[test]
fn what_is_frozen_is_not_destroyed_before_somebody_ends_that() {
    let mut w = over();
    w.must(Rol::Voorzitter, voorstel(Vernietigbaar::Verhaal, "besluit 1"));
    w.must(Rol::Procesregisseur, C::Bevries { reden: t("onderzoek na overlijden") });
    for wat in Vernietigbaar::ALLE {
        let said = w.refused(Rol::Voorzitter, voorstel(wat, "besluit 2"));
        assert!(said.contains("bevroren sinds zo 22-11-2026: onderzoek na overlijden"), "{said}");
    }
    assert!(w.refused(Rol::Procesregisseur, akkoord(Vernietigbaar::Verhaal)).contains("bevroren"));
    assert!(w.refused(Rol::Voorzitter, C::Bevries { reden: t("nog eens") }).contains("al bevroren"));
    w.must(Rol::Voorzitter, C::Ontdooi { reden: t("klaar") });
    assert!(w.refused(Rol::Voorzitter, C::Ontdooi { reden: t("klaar") }).contains("niet bevroren"));
    w.must(Rol::Voorzitter, voorstel(Vernietigbaar::Verhaal, "besluit 2"));
}

/// Of each month of the trace, counted from its end, by the kader in force; where nobody set a term none is ever due.
#[test]
fn a_month_of_the_trace_is_due_when_its_own_years_are_over() {
    let mut kader = crate::geldend::ingebouwd().kader.clone();
    let months = || {
        let each = ["2020-12", "2021-11", "2021-12"].into_iter();
        each.zip(["2021-01-01", "2021-12-01", "2022-01-01"]).map(|(maand, einde)| (t(maand), op(einde)))
    };
    let due = |kader: &_, nu: &str| inzagebewaring(months(), kader, op(nu));
    assert_eq!(kader.inzage.as_ref().and_then(|i| i.jaren), Some(5));
    let found = due(&kader, "2026-12-02");
    assert_eq!((found.aan_de_beurt, found.overige), (vec![t("2020-12"), t("2021-11")], 1));
    assert!(found.termijn.as_str().starts_with("5 jaar na de maand zelf (NEN 7513"), "{}", found.termijn);
    assert_eq!(due(&kader, "2026-11-30").aan_de_beurt, [t("2020-12")]);
    kader.inzage.as_mut().unwrap().jaren = None;
    let found = due(&kader, "2099-01-01");
    assert!(found.aan_de_beurt.is_empty() && found.termijn.as_str().starts_with("stelt de gemeente vast"), "{found:?}");
}

fn op(dag: &str) -> crisistafel::domain::tijd::Tijdstip {
    let dag: chrono::NaiveDate = dag.parse().unwrap();
    crisistafel::domain::tijd::Tijdstip::from_millis(dag.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp_millis())
}
