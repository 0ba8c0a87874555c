//! What is put before the burgemeester, the grounds of a huisverbod, the legal check, and telling her.

use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{
    Fase, RegelSoort as Soort, Toets, Vertelling, VoorleggerAntwoord, VoorleggerUitslag as Uitslag, VoorleggerVelden,
};
use crisistafel::domain::ids::{BesluitId, RegelId, VoorleggerId};
use crisistafel::domain::rol::Rol;
use crisistafel::domain::scherm::Kring;
use crisistafel::domain::zicht::kring;

use super::world::{NR, World, t};

const R1: RegelId = RegelId::open(1);
const P1: VoorleggerId = VoorleggerId(1);

fn meeting() -> World {
    World::in_fase(Fase::Besluitvorming)
}

fn put(voorlegger: Option<VoorleggerId>, velden: VoorleggerVelden) -> C {
    C::LegVoor { overleg: NR, voorlegger, velden }
}

fn asked(gevraagd: &str) -> VoorleggerVelden {
    VoorleggerVelden { gevraagd: Some(t(gevraagd)), ..VoorleggerVelden::default() }
}

#[test]
fn only_a_fact_that_stands_is_a_ground_for_a_huisverbod() {
    let mark = |grond| C::MerkHuisverbodgrond { regel: R1, grond };
    for soort in [Soort::Vermoeden, Soort::Bezorgdheid, Soort::Gevoel, Soort::Letterlijk, Soort::Notitie] {
        let mut w = meeting();
        w.line(soort, "hij was er weer");
        assert!(w.refused(Rol::Notulist, mark(true)).contains("alleen een feit"), "{soort}");
    }
    let mut w = meeting();
    assert!(w.refused(Rol::Notulist, mark(true)).contains("regel R1 bestaat niet"));
    w.line(Soort::Feit, "blauwe plekken in de hals");
    w.must(Rol::Notulist, mark(true));
    assert!(w.refused(Rol::Notulist, mark(true)).contains("is al zo"));
    w.must(Rol::Notulist, mark(false));
    w.must(Rol::Notulist, mark(true));
    w.must(Rol::Notulist, C::WijzigSoort { regel: R1, naar: Soort::Vermoeden });
    assert!(w.d.regels[&R1].huisverbodgrond.is_none(), "what is no fact any more is no ground");
    w.must(Rol::Notulist, C::TrekRegelIn { regel: R1 });
    assert!(w.refused(Rol::Notulist, mark(true)).contains("ingetrokken"));
}

#[test]
fn a_page_says_what_is_asked_and_what_it_names_exists() {
    let mut w = meeting();
    assert!(w.refused(Rol::Notulist, put(None, VoorleggerVelden::default())).contains("wat u de burgemeester vraagt"));
    assert!(w.refused(Rol::Notulist, put(Some(P1), asked("x"))).contains("bestaat niet"));
    let facts = VoorleggerVelden { feiten: Some(vec![RegelId::open(7)]), ..asked("een gebiedsverbod") };
    assert!(w.refused(Rol::Notulist, put(None, facts)).contains("regel R7"));
    let decision = VoorleggerVelden { besluit: Some(BesluitId(3)), ..asked("een gebiedsverbod") };
    assert!(w.refused(Rol::Notulist, put(None, decision)).contains("besluit B3"));
    w.must(Rol::Notulist, put(None, asked("een gebiedsverbod")));
    let more = VoorleggerVelden { nadelen: Some(t("hij weet dan waar zij werkt")), ..VoorleggerVelden::default() };
    w.must(Rol::Notulist, put(Some(P1), more));
    let v = &w.d.voorleggers[&P1];
    assert_eq!((v.gevraagd.as_str(), v.nadelen.is_empty()), ("een gebiedsverbod", false), "what is absent stays");
}

#[test]
fn the_answer_has_a_name_and_a_time_and_a_page_that_was_answered_does_not_change() {
    let mut w = meeting();
    w.must(Rol::Notulist, put(None, asked("een huisverbod")));
    let op = w.nu;
    let answer = |uitslag, tekst: &str, naam: &str| C::BeantwoordVoorlegger {
        voorlegger: P1,
        antwoord: VoorleggerAntwoord { uitslag, tekst: t(tekst), naam: t(naam), op },
    };
    assert!(w.refused(Rol::Notulist, answer(Uitslag::Toegezegd, "", "")).contains("de naam"));
    for uitslag in [Uitslag::Afgewezen, Uitslag::Anders] {
        assert!(w.refused(Rol::Notulist, answer(uitslag, "", "Van Dam")).contains("wat de burgemeester antwoordde"));
    }
    w.refused(Rol::Deelnemer, answer(Uitslag::Toegezegd, "", "Van Dam"));
    w.must(Rol::Notulist, answer(Uitslag::Afgewezen, "nu niet", "Van Dam"));
    assert!(w.refused(Rol::Notulist, put(Some(P1), asked("toch"))).contains("al beantwoord"));
    w.must(Rol::Notulist, put(None, asked("opnieuw")));
    assert_eq!(w.d.voorleggers.len(), 2);
}

#[test]
fn a_legal_check_names_who_does_it_and_is_open_until_it_has_an_outcome_with_a_time() {
    let mut w = meeting();
    w.line(Soort::Besluit, "gebiedsverbod");
    let op = Some(w.nu);
    let check = |nodig, door: &str, uitkomst: &str, op| C::NoteerToets {
        besluit: BesluitId(1),
        toets: Toets { nodig, door: t(door), uitkomst: t(uitkomst), op },
    };
    assert!(w.refused(Rol::Notulist, check(true, "", "", None)).contains("wie toetst"));
    assert!(w.refused(Rol::Notulist, check(false, "", "", None)).contains("wie zegt dat toetsen niet nodig is"));
    assert!(w.refused(Rol::Notulist, check(true, "jurist", "akkoord", None)).contains("wanneer de toets klaar was"));
    w.must(Rol::Notulist, check(true, "jurist", "", None));
    assert!(w.d.besluiten[&BesluitId(1)].toetsen[0].0.is_open());
    w.must(Rol::Notulist, check(true, "jurist", "grond ontbreekt", op));
    assert!(!w.d.besluiten[&BesluitId(1)].toetsen[1].0.is_open());
    w.must(Rol::Notulist, check(false, "officier", "", None));
    assert!(!w.d.besluiten[&BesluitId(1)].toetsen[2].0.is_open(), "none is needed");
    let none = C::NoteerToets { besluit: BesluitId(5), toets: w.d.besluiten[&BesluitId(1)].toetsen[0].0.clone() };
    assert!(w.refused(Rol::Notulist, none).contains("besluit B5"));
}

#[test]
fn that_she_was_told_is_recorded_when_it_was_done_also_after_the_meeting() {
    let mut w = meeting();
    let told = |op, uitgelegd| C::MeldVerteld {
        overleg: NR,
        vertelling: Vertelling { op, meldpunt_uitgelegd: uitgelegd, toelichting: t("") },
    };
    let later = w.nu.plus(chrono::TimeDelta::minutes(5));
    assert!(w.refused(Rol::Notulist, told(later, true)).contains("ligt nog voor ons"));
    w.must(Rol::Notulist, told(w.nu, false));
    w.wait(5);
    w.must(Rol::Procesregisseur, told(later, true));
    assert_eq!(w.d.overleg(NR).unwrap().verteld.len(), 2);
}

/// Review D: the burgemeester's answer did not move the decision that waits for it.
#[test]
fn the_answer_of_the_burgemeester_moves_the_decision_that_waits_for_it() {
    use crisistafel::domain::dossier::{BesluitSoort, BesluitStatus as B, VoorleggerUitslag as U};
    let b1 = BesluitId(1);
    for (uitslag, status) in [(U::Toegezegd, B::Genomen), (U::Afgewezen, B::Geweigerd), (U::Anders, B::Voorgenomen)] {
        let mut w = meeting();
        w.line(Soort::Besluit, "huisverbod");
        let velden = VoorleggerVelden { gevraagd: Some(t("een huisverbod")), besluit: Some(b1), ..Default::default() };
        w.must(Rol::Notulist, C::LegVoor { overleg: NR, voorlegger: None, velden });
        let answer = |op, text: &str| C::BeantwoordVoorlegger {
            voorlegger: VoorleggerId(1),
            antwoord: VoorleggerAntwoord { uitslag, tekst: t(text), naam: t("Van Dam"), op },
        };
        w.must(Rol::Notulist, answer(w.nu, "zo besluit ik"));
        let b = &w.d.besluiten[&b1];
        assert_eq!(b.status, status, "{uitslag}");
        if status == B::Genomen {
            let by = b.bevoegd.as_ref().unwrap();
            assert_eq!((by.naam.as_str(), by.functie.as_str(), by.op), ("Van Dam", "burgemeester", w.nu));
            assert_eq!(b.soort, Some(BesluitSoort::BevoegdOrgaan));
        }
        if status == B::Geweigerd {
            assert_eq!(b.beeindigd_door().as_deref(), Some("Van Dam, burgemeester"));
        }
    }
}

/// Found by the swarm: the answer on a page with a shielded fact stood word for word in the decision, which is open.
#[test]
fn an_open_decision_takes_over_no_words_of_a_page_with_facts() {
    let mut w = meeting();
    w.line(Soort::Feit, "zij zit bij haar tante");
    w.line(Soort::Besluit, "de burgemeester om een gebiedsverbod vragen");
    let velden = VoorleggerVelden { feiten: Some(vec![R1]), besluit: Some(BesluitId(1)), ..asked("een gebiedsverbod") };
    w.must(Rol::Notulist, put(None, velden));
    let (tekst, naam, op) = (t("zilverreiger"), t("Van Dijk"), w.nu);
    let antwoord = VoorleggerAntwoord { uitslag: Uitslag::Toegezegd, tekst, naam, op };
    w.must(Rol::Notulist, C::BeantwoordVoorlegger { voorlegger: P1, antwoord });
    w.must(Rol::Notulist, C::SchermRegelAf { regel: R1, kring: Vec::new() });
    let given = w.log.iter().filter(|(s, e)| kring(&w.d, s, e) == Kring::IEDEREEN).map(|(_, e)| e);
    let given = serde_json::to_string(&given.collect::<Vec<_>>()).unwrap();
    assert!(!given.contains("zilverreiger") && !given.contains("L1"), "{given}");
    assert!(
        given.contains("toegezegd door de burgemeester") && given.contains("Van Dijk"),
        "who decided is of the decision"
    );
}
