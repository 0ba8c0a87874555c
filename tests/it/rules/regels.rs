//! The lines of the minutes, and what hangs on them.

use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{ActieStatus, BesluitStap, BesluitStatus, Fase, RegelInhoud, RegelSoort as S, Wie};
use crisistafel::domain::event::Event;
use crisistafel::domain::ids::{ActieId, BesluitId, FactorId, RegelId, VraagId};
use crisistafel::domain::rol::Rol;

use super::world::{NR, World, punt, t};

const R1: RegelId = RegelId::open(1);

#[test]
fn each_kind_opens_what_it_is_and_nothing_else() {
    for (soort, events, vragen, besluiten, acties) in [
        (S::Feit, 1, 0, 0, 0),
        (S::Onbekend, 2, 1, 0, 0),
        (S::Besluit, 2, 0, 1, 0),
        (S::Actie, 2, 0, 0, 1),
        (S::Maatregel, 2, 0, 0, 0),
    ] {
        let mut w = World::in_fase(Fase::Beeldvorming);
        assert_eq!(w.line(soort, "iets").len(), events, "{soort}");
        assert_eq!((w.d.vragen.len(), w.d.besluiten.len(), w.d.acties.len()), (vragen, besluiten, acties), "{soort}");
    }
}

#[test]
fn another_kind_keeps_text_and_time_and_what_lapses_stays_in_the_record() {
    let mut w = World::in_fase(Fase::Beeldvorming);
    w.line(S::Actie, "slot vervangen");
    let recorded = w.d.regels[&R1].op;
    w.wait(5);
    w.must(Rol::Notulist, C::WijzigSoort { regel: R1, naar: S::Besluit });
    let r = &w.d.regels[&R1];
    assert_eq!(
        (r.inhoud.tekst.as_str(), r.op, r.inhoud.soort, r.soorten[0].was),
        ("slot vervangen", recorded, S::Besluit, S::Actie)
    );
    assert_eq!(w.d.acties[&ActieId(1)].status, ActieStatus::Vervallen);
    assert_eq!(w.d.besluiten[&BesluitId(1)].besluit.as_str(), "slot vervangen");
    assert!(w.refused(Rol::Notulist, C::WijzigSoort { regel: R1, naar: S::Besluit }).contains("al een besluit"));
}

#[test]
fn a_correction_keeps_the_old_text_and_reaches_what_hangs_on_the_line() {
    let mut w = World::in_fase(Fase::Beeldvorming);
    w.line(S::Onbekend, "waar slapt hij");
    let inhoud =
        RegelInhoud { eigenaar: Some(Wie::organisatie(t("pol"))), ..RegelInhoud::new(S::Onbekend, t("waar slaapt hij")) };
    w.must(Rol::Notulist, C::CorrigeerRegel { regel: R1, inhoud, reden: t("") });
    let (r, v) = (&w.d.regels[&R1], &w.d.vragen[&VraagId(1)]);
    assert_eq!((r.inhoud.tekst.as_str(), r.correcties[0].was.as_str()), ("waar slaapt hij", "waar slapt hij"));
    assert_eq!((v.vraag.as_str(), v.eigenaar.as_ref().unwrap().organisatie.as_str()), ("waar slaapt hij", "politie"));
}

/// Review D: a corrected line changes what hangs on it, where that still says what the line said; review A10: what somebody
/// changed since is not overwritten.
#[test]
fn a_correction_takes_along_what_still_says_the_same_and_leaves_what_was_changed() {
    use crisistafel::domain::dossier::{ActieVelden, BesluitVelden, InzetVelden};
    use crisistafel::domain::ids::InzetId;
    let wie = |org| Some(Wie::organisatie(t(org)));
    let line = |soort, tekst: &str, org| RegelInhoud { eigenaar: wie(org), ..RegelInhoud::new(soort, t(tekst)) };
    for changed in [false, true] {
        let mut w = World::in_fase(Fase::Besluitvorming);
        for (soort, tekst) in [(S::Maatregel, "slot"), (S::Besluit, "wij bellen"), (S::Actie, "bellen")] {
            let regel = line(soort, tekst, "politie");
            w.must(Rol::Notulist, C::LegRegelVast { overleg: NR, punt: punt("nadelen"), regel });
        }
        if changed {
            let (wat, door) = (Some(t("eigen woorden")), Some(t("OM")));
            let velden = Box::new(InzetVelden { wat: wat.clone(), orgaan: door.clone(), ..InzetVelden::default() });
            w.must(Rol::Notulist, C::VulInzetAan { inzet: InzetId(1), velden });
            let velden = BesluitVelden { door, ..BesluitVelden::default() };
            w.must(Rol::Notulist, C::VulBesluitAan { besluit: BesluitId(1), velden });
            let velden = ActieVelden { wat, eigenaar: wie("OM"), ..ActieVelden::default() };
            w.must(Rol::Notulist, C::VulActieAan { actie: ActieId(1), velden });
        }
        for (regel, soort) in [(1, S::Maatregel), (2, S::Besluit), (3, S::Actie)] {
            let inhoud = line(soort, "na de correctie", "Veilig Thuis");
            w.must(Rol::Notulist, C::CorrigeerRegel { regel: RegelId::open(regel), inhoud, reden: t("") });
        }
        let (i, b, a) = (&w.d.inzetten[&InzetId(1)], &w.d.besluiten[&BesluitId(1)], &w.d.acties[&ActieId(1)]);
        let eigenaar = a.eigenaar.as_ref().unwrap().organisatie.as_str();
        let texts = [i.wat.as_str(), i.orgaan.as_str(), b.door.as_str(), a.wat.as_str(), eigenaar];
        if changed {
            assert_eq!(texts, ["eigen woorden", "OM", "OM", "eigen woorden", "OM"]);
        } else {
            assert_eq!(texts, ["na de correctie", "Veilig Thuis", "Veilig Thuis", "na de correctie", "Veilig Thuis"]);
        }
        assert_eq!(b.besluit.as_str(), "na de correctie", "nobody changed that by itself");
    }
}

#[test]
fn a_line_that_is_taken_back_stays_and_takes_along_what_it_opened() {
    let mut w = World::in_fase(Fase::Besluitvorming);
    w.line(S::Besluit, "te vroeg");
    w.must(Rol::Notulist, C::TrekRegelIn { regel: R1 });
    assert!(w.d.regels[&R1].ingetrokken.is_some());
    assert_eq!(w.d.besluiten[&BesluitId(1)].status, BesluitStatus::Ingetrokken);
    assert_eq!(w.d.regels_van(NR).count(), 0);
    assert!(w.refused(Rol::Notulist, C::TrekRegelIn { regel: R1 }).contains("ingetrokken"));
}

#[test]
fn a_decision_that_was_taken_does_not_change_through_its_line() {
    let mut w = World::in_fase(Fase::Besluitvorming);
    w.line(S::Besluit, "wij bellen elke dag");
    let velden = crisistafel::domain::dossier::BesluitVelden {
        soort: Some(crisistafel::domain::dossier::BesluitSoort::Afspraak),
        ..Default::default()
    };
    w.must(Rol::Notulist, C::VulBesluitAan { besluit: BesluitId(1), velden });
    let taken = C::WijzigBesluitStatus(BesluitStap {
        besluit: BesluitId(1),
        naar: BesluitStatus::Genomen,
        reden: t("eigen werk"),
        bevoegd: None,
        op: None,
    });
    w.must(Rol::Notulist, taken);
    for command in [
        C::TrekRegelIn { regel: R1 },
        C::WijzigSoort { regel: R1, naar: S::Feit },
        C::CorrigeerRegel { regel: R1, inhoud: RegelInhoud::new(S::Besluit, t("anders")), reden: t("") },
    ] {
        assert!(w.refused(Rol::Notulist, command).contains("trek het in en neem een nieuw besluit"));
    }
}

#[test]
fn a_line_that_is_shielded_later_says_from_when_it_could_be_read_on_the_wall() {
    let mut w = World::in_fase(Fase::Beeldvorming);
    w.line(S::Feit, "zonder scherm");
    assert_eq!(
        w.must(Rol::Notulist, C::SchermRegelAf { regel: R1, kring: Vec::new() }),
        [Event::RegelAfgeschermd { regel: R1, getoond: None, kring: Vec::new() }]
    );
    let on = Event::SchermAan { overleg: NR };
    let stamp = w.log.last().unwrap().0.clone();
    crisistafel::domain::evolve::evolve(&mut w.d, &stamp, &on);
    w.wait(1);
    w.line(S::Feit, "zij slaapt bij haar zus");
    let shown = w.nu;
    w.wait(3);
    let shield = w.must(Rol::Notulist, C::SchermRegelAf { regel: RegelId::open(2), kring: Vec::new() });
    assert_eq!(shield, [Event::RegelAfgeschermd { regel: RegelId::open(2), getoond: Some(shown), kring: Vec::new() }]);
    assert_eq!(w.d.regels[&RegelId::open(2)].getoond, Some((shown, w.nu)));
}

#[test]
fn a_shield_is_added_by_a_correction_and_only_lifted_with_a_reason_by_who_may() {
    let mut w = World::in_fase(Fase::Beeldvorming);
    w.line(S::Feit, "het adres");
    let with = |afgeschermd| RegelInhoud { afgeschermd, ..RegelInhoud::new(S::Feit, t("het adres")) };
    let correct = |afgeschermd| C::CorrigeerRegel { regel: R1, inhoud: with(afgeschermd), reden: t("") };
    let typed = RegelInhoud { getypt: Some(t("! f het adres")), ..with(true) };
    let recorded = w.must(Rol::Notulist, C::CorrigeerRegel { regel: R1, inhoud: typed, reden: t("") });
    assert_eq!(
        recorded,
        [Event::RegelAfgeschermd { regel: R1, getoond: None, kring: Vec::new() }],
        "its words are what they were"
    );
    assert!(w.refused(Rol::Notulist, correct(false)).contains("niets veranderd"));
    let other = RegelInhoud::new(S::Feit, t("het nieuwe adres"));
    w.must(Rol::Notulist, C::CorrigeerRegel { regel: R1, inhoud: other, reden: t("") });
    assert!(w.d.regels[&R1].inhoud.afgeschermd, "a correction does not lift it");
    let free = |reden: &str| C::GeefRegelVrij { regel: R1, reden: t(reden), scherm: None };
    assert!(w.refused(Rol::Notulist, free("x")).contains("procesregisseur"));
    assert!(w.refused(Rol::Voorzitter, free("")).contains("reden"));
    w.must(Rol::Voorzitter, free("zij vindt het goed"));
    assert!(!w.d.regels[&R1].inhoud.afgeschermd);
}

#[test]
fn a_line_needs_text_a_known_item_known_factors_and_a_judgement_an_organisation() {
    let mut w = World::in_fase(Fase::Beeldvorming);
    let record = |w: &mut World, id: &str, regel: RegelInhoud| {
        w.refused(Rol::Notulist, C::LegRegelVast { overleg: NR, punt: punt(id), regel })
    };
    assert!(record(&mut w, "inbrengronde", RegelInhoud::new(S::Feit, t("  "))).contains("tekst"));
    assert!(record(&mut w, "nergens", RegelInhoud::new(S::Feit, t("x"))).contains("agendapunt nergens"));
    let factor = FactorId::try_from("maan".to_owned()).unwrap();
    let odd = RegelInhoud { factoren: vec![factor], ..RegelInhoud::new(S::Feit, t("x")) };
    assert!(record(&mut w, "inbrengronde", odd).contains("factor maan"));
    assert!(record(&mut w, "inbrengronde", RegelInhoud::new(S::Oordeel, t("hoog"))).contains("@organisatie"));
}

#[test]
fn an_open_question_is_answered_once() {
    let mut w = World::in_fase(Fase::Beeldvorming);
    w.line(S::Onbekend, "heeft hij een nieuwe telefoon");
    let answer = |text: &str| C::BeantwoordVraag { vraag: VraagId(1), antwoord: t(text) };
    assert!(w.refused(Rol::Notulist, answer("")).contains("antwoord"));
    w.must(Rol::Notulist, answer("ja, sinds vorige week"));
    assert!(!w.d.vragen[&VraagId(1)].is_open());
    assert!(w.refused(Rol::Notulist, answer("nee")).contains("bestaat niet"));
}
