//! Who is involved: roles of the kader, what is always shielded, a name that is hidden, and how a line calls somebody.

use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{
    Antwoord, BetrokkeneVelden, Betrokkenenotitie, Dossierstuk, GeheimVelden, Stukintrekking,
};
use crisistafel::domain::event::Event;
use crisistafel::domain::ids::BetrokkeneId;
use crisistafel::domain::invoer::naam::Bekend;
use crisistafel::domain::rol::Rol;
use crisistafel::domain::scherm::Kijker;
use crisistafel::domain::zicht::{heeft_afgeschermd, openbaar};

use super::world::{World, id, t};

const P1: BetrokkeneId = BetrokkeneId(1);

fn met(rol: &str, naam: &str) -> BetrokkeneVelden {
    BetrokkeneVelden { rollen: Some(vec![id(rol)]), naam: Some(t(naam)), ..BetrokkeneVelden::default() }
}

fn nieuw(velden: BetrokkeneVelden) -> C {
    C::NoteerBetrokkene(Betrokkenenotitie { betrokkene: None, velden: Box::new(velden), geheim: GeheimVelden::default() })
}

fn meer(velden: BetrokkeneVelden) -> C {
    C::NoteerBetrokkene(Betrokkenenotitie {
        betrokkene: Some(P1),
        velden: Box::new(velden),
        geheim: GeheimVelden::default(),
    })
}

fn geheim(woord: &str, adres: &str) -> C {
    let geheim = GeheimVelden { codewoord: Some(t(woord)), adres: Some(t(adres)) };
    C::NoteerBetrokkene(Betrokkenenotitie { betrokkene: Some(P1), velden: Box::default(), geheim })
}

#[test]
fn somebody_has_a_role_of_the_kader_and_can_have_more_than_one() {
    let mut w = World::opened();
    let zonder = BetrokkeneVelden { rollen: None, ..met("kind", "Noor") };
    assert!(w.refused(Rol::Notulist, nieuw(zonder)).contains("welke rol"));
    assert!(w.refused(Rol::Notulist, nieuw(met("tante", "Noor"))).contains("rol tante"));
    let twee = vec![id("melder"), id("netwerk"), id("melder")];
    w.must(Rol::Notulist, nieuw(BetrokkeneVelden { rollen: Some(twee), ..met("melder", "Meral") }));
    assert_eq!(w.d.betrokkenen[&P1].rollen, [id("melder"), id("netwerk")], "each once");
    let geen = BetrokkeneVelden { rollen: Some(Vec::new()), ..BetrokkeneVelden::default() };
    assert!(w.refused(Rol::Notulist, meer(geen)).contains("welke rol"));
    // a kader of before there were roles takes each
    w.kader.kader.betrokkenrollen.clear();
    w.must(Rol::Notulist, nieuw(met("tante", "Noor")));
}

#[test]
fn a_date_of_birth_is_a_day_a_year_or_not_known() {
    let mut w = World::opened();
    w.must(Rol::Notulist, nieuw(met("vrouw", "Sanne")));
    let geboren = |raw: &str| meer(BetrokkeneVelden { geboren: Some(t(raw)), ..BetrokkeneVelden::default() });
    for (raw, staat) in [("7-3-1990", "07-03-1990"), ("7/3/1991", "07-03-1991"), ("1990", "1990"), ("Onbekend", "onbekend")]
    {
        w.must(Rol::Notulist, geboren(raw));
        assert_eq!(w.d.betrokkenen[&P1].geboren.as_str(), staat);
    }
    for raw in ["31-2-1990", "7-3-90", "rond 1990", "2031", "1-1-2031", "7-3"] {
        assert!(w.refused(Rol::Notulist, geboren(raw)).contains("geen geboortedatum"), "{raw}");
    }
    let belt = BetrokkeneVelden { telefoon: Some(t("geen")), ..BetrokkeneVelden::default() };
    assert!(w.refused(Rol::Notulist, meer(belt)).contains("telefoonnummer"));
}

/// A name is hidden where its role says so, unless somebody says otherwise; a line never needs it.
#[test]
fn a_name_is_hidden_as_its_role_says_and_a_line_calls_somebody_by_role_and_number() {
    let mut w = World::opened();
    w.must(Rol::Notulist, nieuw(met("kind", "Noor")));
    w.must(Rol::Notulist, nieuw(BetrokkeneVelden { naam_verborgen: Some(false), ..met("kind", "Finn") }));
    w.must(Rol::Notulist, nieuw(met("vrouw", "Sanne")));
    let k = w.kader.kader.clone();
    let names: Vec<_> = w.d.betrokkenen.values().map(|b| (b.aanduiding(Some(&k)), b.open_naam().is_some())).collect();
    assert_eq!(names, [("kind P1".to_owned(), false), ("kind P2".to_owned(), true), ("vrouw P3".to_owned(), true)]);
    assert_eq!(w.d.betrokkenen[&P1].aanduiding(None), "kind P1");
    let bekend = Bekend { kader: &k, overleg: None, dossier: Some(&w.d) };
    for typed in ["noor", "Noor", "kind P1"] {
        let (wie, _) = bekend.wie(&typed.split(' ').collect::<Vec<_>>()).unwrap();
        assert_eq!(wie.to_string(), "kind P1", "{typed}: no name stands in a line");
    }
    let all = bekend.namen("sa");
    assert_eq!(all[0].tekst, "vrouw P3");
    assert_eq!(all[0].uitleg, "Sanne");
    assert!(bekend.namen("noo").iter().all(|a| a.uitleg != "Noor"), "a hidden name is in no list");
    w.must(Rol::Notulist, C::TrekStukIn(Stukintrekking { stuk: Dossierstuk::Betrokkene(P1), reden: t("niet haar kind") }));
    let bekend = Bekend { kader: &k, overleg: None, dossier: Some(&w.d) };
    assert!(bekend.wie(&["noor"]).is_none(), "who does not count any more is not named");
}

/// A line is for others than a shield that is on somebody: their role and number would tell that they are there.
#[test]
fn a_line_names_nobody_who_is_shielded() {
    let mut w = World::opened();
    w.must(Rol::Notulist, nieuw(BetrokkeneVelden { afgeschermd: Some(true), ..met("melder", "Joke") }));
    let k = w.kader.kader.clone();
    let bekend = Bekend { kader: &k, overleg: None, dossier: Some(&w.d) };
    assert_eq!((bekend.wie(&["joke"]), bekend.namen("jok").len()), (None, 0));
}

/// Who turns out to be a child has a hidden name from then on, unless somebody says otherwise.
#[test]
fn a_role_that_hides_a_name_hides_it_when_it_comes_later_too() {
    let mut w = World::opened();
    w.must(Rol::Notulist, nieuw(met("netwerk", "Finn")));
    let ook = BetrokkeneVelden { rollen: Some(vec![id("netwerk"), id("kind")]), ..BetrokkeneVelden::default() };
    w.must(Rol::Notulist, meer(ook));
    assert!(w.d.betrokkenen[&P1].open_naam().is_none());
}

/// The code word and a protected address are for who leads, carries or records, whatever the rest of the person is.
#[test]
fn a_code_word_is_always_shielded_and_the_rest_is_as_it_is() {
    let mut w = World::opened();
    w.must(Rol::Notulist, nieuw(BetrokkeneVelden { moment: Some(t("werkdagen 's ochtends")), ..met("vrouw", "Sanne") }));
    assert!(!heeft_afgeschermd(&w.d));
    let made = w.must(Rol::Notulist, geheim("blauwe fiets", "Zomerlaan 3"));
    let [only @ Event::GeheimGenoteerd { .. }] = made.as_slice() else { panic!("{made:?}") };
    assert!(!w.kring(only).hoort(&Kijker::IEDEREEN) && w.kring(only).hoort(&Kijker::VOL));
    assert!(heeft_afgeschermd(&w.d));
    let seen = openbaar(&w.d);
    let b = &seen.betrokkenen[&P1];
    assert!(b.geheim.is_empty() && b.moment.as_str() == "werkdagen 's ochtends", "when to call is for who calls at night");
    assert!(w.refused(Rol::Notulist, geheim("blauwe fiets", "Zomerlaan 3")).contains("staat er al zo"));
    let emptied = w.must(Rol::Notulist, geheim("", ""));
    assert!(!w.kring(&emptied[0]).hoort(&Kijker::IEDEREEN), "that there was one stays shielded");
}

#[test]
fn a_shielded_person_is_not_there_for_others_and_is_numbered_apart() {
    let mut w = World::opened();
    let dicht = BetrokkeneVelden { afgeschermd: Some(true), ..met("melder", "Joke") };
    let made = w.must(Rol::Notulist, nieuw(dicht));
    w.must(Rol::Notulist, nieuw(met("vrouw", "Sanne")));
    assert!(made.iter().all(|e| !w.kring(e).hoort(&Kijker::IEDEREEN)));
    assert_eq!(openbaar(&w.d).betrokkenen.keys().copied().collect::<Vec<_>>(), [P1]);
    let shielded = w.must(Rol::Notulist, meer(BetrokkeneVelden { afgeschermd: Some(true), ..BetrokkeneVelden::default() }));
    assert!(shielded.iter().all(|e| w.verandert_zicht(e)) && openbaar(&w.d).betrokkenen.is_empty());
}

/// What nobody said is not no, and unknown is warned of as well.
#[test]
fn a_visitor_is_warned_of_what_is_so_and_of_what_nobody_knows() {
    let mut w = World::opened();
    w.must(Rol::Notulist, nieuw(met("pleger", "R. Vos")));
    assert!(w.d.betrokkenen[&P1].waarschuwingen().is_empty());
    let (wapens, hond) = (Some(Antwoord::Onbekend), Some(Antwoord::Ja));
    w.must(Rol::Notulist, meer(BetrokkeneVelden { wapens, hond, ..BetrokkeneVelden::default() }));
    assert_eq!(w.d.betrokkenen[&P1].waarschuwingen(), ["wapens onbekend", "hond"]);
}
