//! Clocks: entered or proposed, with a reason where they go beyond what the kader knows, stopped and never started by
//! themselves.

use chrono::TimeDelta;
use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{Fase, InzetVelden, KlokVelden};
use crisistafel::domain::ids::{InzetId, KlokNr};
use crisistafel::domain::rol::Rol;

use super::world::{World, at, id, t};

const K1: KlokNr = KlokNr(1);

fn set(klok: Option<KlokNr>, velden: KlokVelden) -> C {
    C::ZetKlok { klok, velden }
}

/// A clock of the kader from this moment, with an end where one is given.
fn clock(soort: &str, begin: &str, einde: Option<&str>) -> KlokVelden {
    KlokVelden { soort: Some(id(soort)), begin: Some(at(begin)), einde: einde.map(at), ..KlokVelden::default() }
}

fn end(w: &World, nr: KlokNr) -> String {
    w.d.klokken[&nr].einde.datum_klok()
}

#[test]
fn the_only_length_that_the_kader_knows_is_filled_in_and_the_name_with_it() {
    for (soort, begin, expected) in [
        ("huisverbod", "2026-11-22T20:15:00Z", "wo 02-12-2026 21:15"),
        ("huisverbod", "2026-10-20T20:15:00Z", "vr 30-10-2026 22:15"),
        ("gebiedsverbod_burgemeester", "2026-11-30T10:00:00Z", "zo 28-02-2027 23:59"),
        ("vt_beoordeling", "2026-12-22T10:00:00Z", "wo 30-12-2026 23:59"),
        ("samen_op", "2026-03-28T19:00:00Z", "zo 29-03-2026 21:00"),
        ("herhaalvenster", "2026-11-22T14:00:00Z", "ma 22-11-2027 23:59"),
    ] {
        let mut w = World::opened();
        w.must(Rol::Notulist, set(None, clock(soort, begin, None)));
        assert_eq!(end(&w, K1), expected, "{soort}");
        assert_eq!(w.d.klokken[&K1].naam, w.kader.kader.klok(&id(soort)).unwrap().naam);
    }
}

#[test]
fn of_several_lengths_of_an_end_that_is_given_and_of_unknown_years_somebody_says_the_end() {
    let mut w = World::opened();
    for (soort, begin) in [
        ("aanhouding", "2026-11-22T10:00:00Z"),
        ("inverzekeringstelling", "2026-11-22T10:00:00Z"),
        ("crisismaatregel", "2026-11-22T10:00:00Z"),
        ("gedragsaanwijzing", "2026-11-22T10:00:00Z"), // Review E: as the officier gives it
        ("partner_termijn", "2026-11-22T10:00:00Z"),
        ("vt_beoordeling", "2033-11-22T10:00:00Z"),
    ] {
        let why = w.refused(Rol::Notulist, set(None, clock(soort, begin, None)));
        assert!(why.contains("wanneer de klok afloopt"), "{soort}: {why}");
    }
    let given = KlokVelden {
        gegeven_door: Some(t("OM")),
        ..clock("aanhouding", "2026-11-22T01:00:00Z", Some("2026-11-22T15:00:00Z"))
    };
    w.must(Rol::Notulist, set(None, given));
    assert_eq!((end(&w, K1).as_str(), w.d.klokken[&K1].gegeven_door.as_str()), ("zo 22-11-2026 16:00", "OM"));
}

#[test]
fn a_huisverbod_lasts_ten_days_and_is_extended_to_four_weeks_at_most_without_more_reason() {
    let mut w = World::opened();
    let begin = "2026-11-22T20:00:00Z";
    let four_weeks = "2026-12-20T20:00:00Z";
    let longer = "2026-12-20T20:01:00Z";
    let why = w.refused(Rol::Notulist, set(None, clock("huisverbod", begin, Some(longer))));
    assert!(why.contains("hoogstens tot zo 20-12-2026 21:00"), "{why}");
    w.must(Rol::Notulist, set(None, clock("huisverbod", begin, None)));
    let extend = |einde: &str, reden: Option<&str>| {
        set(Some(K1), KlokVelden { einde: Some(at(einde)), reden: reden.map(t), ..KlokVelden::default() })
    };
    assert!(w.refused(Rol::Notulist, extend(four_weeks, None)).contains("waarom de klok verandert"));
    w.must(Rol::Notulist, extend(four_weeks, Some("verlengd door de burgemeester")));
    assert_eq!(end(&w, K1), "zo 20-12-2026 21:00");
    assert!(w.refused(Rol::Notulist, extend(longer, None)).contains("hoogstens tot"));
    w.must(Rol::Notulist, extend(longer, Some("de rechter besliste zo")));
    let k = &w.d.klokken[&K1];
    assert_eq!((k.gezet.len(), k.gezet[1].1.as_str()), (3, "verlengd door de burgemeester"), "every end stays");
    assert!(k.soort.is_some() && k.begin == Some(at(begin)), "what is absent stays");
}

#[test]
fn a_clock_of_the_teams_own_has_a_name_and_an_end_after_its_beginning() {
    let mut w = World::opened();
    let own = |naam: &str, begin: Option<&str>, einde: &str| {
        let velden =
            KlokVelden { naam: Some(t(naam)), begin: begin.map(at), einde: Some(at(einde)), ..KlokVelden::default() };
        set(None, velden)
    };
    assert!(w.refused(Rol::Notulist, own("", None, "2026-11-23T10:00:00Z")).contains("hoe de klok heet"));
    let same = own("bewaring", Some("2026-11-23T10:00:00Z"), "2026-11-23T10:00:00Z");
    assert!(w.refused(Rol::Notulist, same).contains("eindtijd"));
    assert!(
        w.refused(Rol::Notulist, set(None, clock("zandloper", "2026-11-22T10:00:00Z", None))).contains("klok zandloper")
    );
    assert!(w.refused(Rol::Notulist, set(Some(K1), KlokVelden::default())).contains("klok K1 bestaat niet"));
    w.must(Rol::Notulist, own("bewaring", None, "2036-11-23T10:00:00Z"));
    w.must(Rol::Notulist, set(Some(K1), KlokVelden { naam: Some(t("einde bewaring")), ..KlokVelden::default() }));
    assert_eq!(w.d.klokken[&K1].naam.as_str(), "einde bewaring", "another name takes no reason");
}

#[test]
fn a_clock_that_stopped_has_its_reason_and_is_not_set_again() {
    let mut w = World::opened();
    w.must(Rol::Notulist, set(None, clock("samen_op", "2026-11-22T10:00:00Z", None)));
    let stop = |reden: &str| C::StopKlok { klok: K1, reden: t(reden) };
    assert!(w.refused(Rol::Notulist, stop("")).contains("waarom de klok stopt"));
    w.must(Rol::Notulist, stop("zij is veilig"));
    assert!(!w.d.klokken[&K1].loopt());
    assert!(w.refused(Rol::Notulist, stop("weer")).contains("al gestopt"));
    assert!(w.refused(Rol::Notulist, set(Some(K1), KlokVelden::default())).contains("al gestopt"));
    w.must(Rol::Notulist, set(None, clock("samen_op", "2026-11-22T10:00:00Z", None)));
    assert_eq!(w.d.klokken.keys().copied().collect::<Vec<_>>(), [K1, KlokNr(2)]);
}

#[test]
fn a_clock_belongs_to_a_measure_that_exists_and_nothing_starts_by_itself() {
    let mut w = World::in_fase(Fase::Besluitvorming);
    let i = w.measure(Some("huisverbod"), "huisverbod");
    w.must(
        Rol::Notulist,
        C::WijzigInzetStatus { inzet: i, naar: crisistafel::domain::dossier::InzetStatus::Opgelegd, reden: t("") },
    );
    assert!(w.d.klokken.is_empty());
    let with = |inzet| KlokVelden { inzet: Some(inzet), ..clock("huisverbod", "2026-11-22T20:00:00Z", None) };
    assert!(w.refused(Rol::Notulist, set(None, with(InzetId(8)))).contains("M8"));
    w.must(Rol::Notulist, set(None, with(i)));
    assert_eq!(w.d.klokken[&K1].inzet, Some(i));
}

/// Review D: extending a clock did not move its measure's end. A clock that counts to another moment leaves it alone.
#[test]
fn a_clock_that_counts_to_the_end_of_its_measure_takes_that_end_along() {
    for (other, moves) in [(false, true), (true, false)] {
        let mut w = World::in_fase(Fase::Besluitvorming);
        let inzet = w.measure(None, "hij komt niet in haar straat");
        let (einde, later) = (w.nu.plus(TimeDelta::days(10)), w.nu.plus(TimeDelta::days(28)));
        let of_measure = if other { w.nu.plus(TimeDelta::days(9)) } else { einde };
        let velden = Box::new(InzetVelden { einde: Some(of_measure), ..InzetVelden::default() });
        w.must(Rol::Notulist, C::VulInzetAan { inzet, velden });
        let velden = KlokVelden {
            naam: Some(t("verbod")),
            einde: Some(einde),
            inzet: Some(inzet),
            begin: Some(w.nu),
            ..KlokVelden::default()
        };
        w.must(Rol::Notulist, set(None, velden));
        let velden = KlokVelden { einde: Some(later), reden: Some(t("verlengd")), ..KlokVelden::default() };
        w.must(Rol::Notulist, set(Some(K1), velden));
        assert_eq!(w.d.inzetten[&inzet].einde, Some(if moves { later } else { of_measure }));
        let eindes = &w.d.inzetten[&inzet].eindes;
        assert_eq!(eindes.len(), if moves { 2 } else { 1 }, "every end stays known");
    }
}
