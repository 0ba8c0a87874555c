//! The dossier and the calling of meetings.

use chrono::TimeDelta;
use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{
    Aanwezig, Antwoord, Bijeenroeping, Contactpersoon, Deelname, DossierStatus as S, NietWeten, Vorm, Wie,
};
use crisistafel::domain::rol::Rol;

use super::world::{NR, World, absent, at, present, t};

#[test]
fn nothing_can_be_done_in_a_dossier_that_was_not_opened() {
    let mut w = World::empty();
    assert!(w.refused(Rol::Notulist, C::Meld112 { toelichting: t("") }).contains("geen dossier 26-K7M4"));
    assert!(w.refused(Rol::Notulist, C::OpenDossier { werktitel: t(" ") }).contains("werktitel"));
}

#[test]
fn a_dossier_is_opened_once() {
    let mut w = World::opened();
    assert!(w.refused(Rol::Notulist, C::OpenDossier { werktitel: t("weer") }).contains("is al zo"));
}

#[test]
fn it_stops_only_by_a_handover_or_when_there_is_no_threat_and_a_relapse_reopens_it() {
    let status = |naar| C::WijzigStatus { naar, reden: t("besproken") };
    let mut w = World::started();
    assert!(w.refused(Rol::Procesregisseur, status(S::GeenDreiging)).contains("gaat niet van"), "a meeting goes on");
    let mut w = World::called();
    w.must(Rol::Procesregisseur, status(S::GeenDreiging));
    assert!(w.refused(Rol::Notulist, C::WijzigWerktitel { werktitel: t("x") }).contains("geen dreiging meer"));
    assert!(w.refused(Rol::Procesregisseur, status(S::Abusievelijk)).contains("gaat niet van"));
    w.must(Rol::Procesregisseur, status(S::Opvolging));
    assert_eq!(w.d.status, S::Opvolging);
}

#[test]
fn opened_by_mistake_is_over_once_people_have_met() {
    let abusievelijk = C::WijzigStatus { naar: S::Abusievelijk, reden: t("verkeerd dossier") };
    assert!(World::started().refused(Rol::Procesregisseur, abusievelijk.clone()).contains("gaat niet van"));
    World::opened().must(Rol::Procesregisseur, abusievelijk);
}

#[test]
fn calling_112_is_recorded_even_when_the_dossier_is_over() {
    let mut w = World::called();
    w.must(Rol::Procesregisseur, C::WijzigStatus { naar: S::Overgedragen, reden: t("aangenomen") });
    w.must(Rol::Raadpleger, C::Meld112 { toelichting: t("hij staat voor de deur") });
    assert_eq!(w.d.meldingen_112.len(), 1);
    assert_eq!(w.d.meldingen_112[0].gezet.op, w.nu);
}

#[test]
fn the_answer_on_danger_keeps_who_gave_it_and_when() {
    let mut w = World::opened();
    assert!(w.d.acuut.is_none());
    w.must(Rol::Notulist, C::BeantwoordAcuut { antwoord: Antwoord::Onbekend, toelichting: t("niemand heeft hem gezien") });
    let a = w.d.acuut.as_ref().unwrap();
    assert_eq!((a.antwoord, a.gezet.door.naam.as_str(), a.gezet.op), (Antwoord::Onbekend, "De Wit", w.nu));
}

#[test]
fn who_must_not_know_is_taken_off_the_list_with_a_reason_only() {
    let mut w = World::opened();
    w.must(Rol::Notulist, C::NoteerNietWeten(NietWeten { wie: t("zijn broer"), reden: t("") }));
    let off = |wie: &str, reden: &str| C::SchrapNietWeten { wie: t(wie), reden: t(reden) };
    assert!(w.refused(Rol::Procesregisseur, off("zijn broer", "")).contains("reden"));
    assert!(w.refused(Rol::Procesregisseur, off("zijn zus", "x")).contains("bestaat niet"));
    w.must(Rol::Procesregisseur, off("Zijn Broer", "hij werkt mee"));
    assert!(w.d.niet_weten.is_empty());
}

#[test]
fn a_hybrid_meeting_cannot_be_planned_but_an_exception_is_recorded_with_its_reason() {
    let mut w = World::opened();
    let call = |vorm, reden: &str, einde| {
        C::RoepOverlegBijeen(Bijeenroeping { door: Wie::organisatie(t("OM")), reden: t(reden), vorm, begin: None, einde })
    };
    let later = w.nu.plus(TimeDelta::hours(1));
    assert!(w.refused(Rol::Notulist, call(Vorm::Hybride, "x", later)).contains("hybride"));
    assert!(w.refused(Rol::Notulist, call(Vorm::Fysiek, "", later)).contains("reden"));
    assert!(w.refused(Rol::Notulist, call(Vorm::Fysiek, "x", at("2026-11-22T12:00:00Z"))).contains("eindtijd"));
    w.must(Rol::Notulist, call(Vorm::Fysiek, "x", later));
    assert!(w.refused(Rol::Notulist, call(Vorm::Fysiek, "x", later)).contains("overleg 1 loopt nog"));
    let hybrid = |reden: &str| C::NoteerHybride { overleg: NR, reden: t(reden) };
    assert!(w.refused(Rol::Notulist, hybrid("de officier zit vast")).contains("loopt niet"));
    w.must(Rol::Voorzitter, C::StartOverleg { overleg: NR });
    assert!(w.refused(Rol::Notulist, hybrid("")).contains("waarom"));
    w.must(Rol::Notulist, hybrid("de officier zit vast"));
    assert_eq!(w.d.overleg(NR).unwrap().bijeenroeping.vorm, Vorm::Hybride);
}

#[test]
fn who_stays_away_says_which_weighty_reason_and_who_sits_here_has_a_name() {
    let mut w = World::called();
    let note = |deelname| C::NoteerAanwezigheid { overleg: NR, deelname };
    assert!(w.refused(Rol::Notulist, note(absent("OM", ""))).contains("zwaarwegende reden"));
    assert!(w.refused(Rol::Notulist, note(present("OM", ""))).contains("naam"));
    w.must(Rol::Notulist, note(absent("officier", "zitting")));
    let o = w.d.overleg(NR).unwrap();
    assert_eq!(o.deelnemers[0].organisatie.as_str(), "OM", "the kader's name for it");
    w.must(Rol::Notulist, note(present("OM", "De Boer")));
    let o = w.d.overleg(NR).unwrap();
    assert_eq!((o.deelnemers.len(), o.deelnemers[0].aanwezig), (1, Aanwezig::Aanwezig), "who turns up after all");
}

#[test]
fn the_chair_is_who_starts_and_another_takes_over_with_a_reason_only() {
    let mut w = World::started();
    let deputy =
        || crisistafel::domain::rol::Actor { gebruiker: t("visser"), naam: t("Visser"), ..World::actor(Rol::Voorzitter) };
    let einde = w.nu.plus(TimeDelta::hours(2));
    let later = C::WijzigEinde { overleg: NR, einde, reden: t("er is meer tijd nodig") };
    let why = w.ask_as(deputy(), later.clone()).unwrap_err().to_string();
    assert!(why.contains("Duin zit deze vergadering voor"), "{why}");
    let take = |reden: &str| C::NeemVoorzitterOver { overleg: NR, reden: t(reden) };
    assert!(w.ask_as(deputy(), take("")).is_err());
    w.ask_as(deputy(), take("Duin is onwel")).unwrap();
    w.ask_as(deputy(), later).unwrap();
    let o = w.d.overleg(NR).unwrap();
    assert_eq!(o.voorzitters.iter().map(|v| v.wie.naam.as_str()).collect::<Vec<_>>(), ["Duin", "Visser"]);
    assert_eq!((o.einde, o.voorzitters[1].reden.as_str()), (einde, "Duin is onwel"));
}

/// Review C: one folding for names and duplicates. Who is noted again, typed otherwise, is the same person.
#[test]
fn who_must_not_know_is_noted_once_whatever_signs_the_name_is_typed_with() {
    let mut w = World::opened();
    let note = |wie: &str, reden: &str| C::NoteerNietWeten(NietWeten { wie: t(wie), reden: t(reden) });
    w.must(Rol::Notulist, note("Mevrouw Çelik", ""));
    w.must(Rol::Notulist, note("mevrouw celik", "zij belt hem"));
    let all: Vec<_> = w.d.niet_weten.iter().map(|n| (n.wie.as_str(), n.reden.as_str())).collect();
    assert_eq!(all, [("Mevrouw Çelik", "zij belt hem")]);
}

/// A telephone number can be left out; words in its place are refused.
#[test]
fn a_telephone_number_has_figures_or_is_not_given() {
    let mut w = World::started();
    let contact = |telefoon: &str| {
        let (naam, organisatie, bereikbaar) = (t("Terpstra"), t("gemeente"), t("dag en nacht"));
        C::BenoemContactpersoon(Contactpersoon { naam, organisatie, bereikbaar, telefoon: t(telefoon) })
    };
    let seat = |telefoon: &str| {
        let deelname = Deelname { telefoon: t(telefoon), bereikbaar: t("nacht"), ..present("politie", "Ooms") };
        C::NoteerAanwezigheid { overleg: NR, deelname }
    };
    for number in ["", "112", "06-12345678", "+31 6 1234 5678", "0900-8844, vraag naar het wijkteam"] {
        w.must(Rol::Notulist, contact(number));
        w.must(Rol::Notulist, seat(number));
        assert_eq!(w.d.contactpersoon.as_ref().unwrap().telefoon.as_str(), number);
        assert_eq!(
            w.d.overleg(NR).unwrap().deelnemers.iter().find(|d| d.naam.same("Ooms")).unwrap().telefoon.as_str(),
            number
        );
    }
    for number in ["bel Jan", "06"] {
        assert!(w.refused(Rol::Notulist, contact(number)).contains("telefoonnummer"));
        assert!(w.refused(Rol::Notulist, seat(number)).contains("telefoonnummer"));
    }
}
