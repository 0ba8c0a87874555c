//! What the program suggests, on every branch: the floor, what lines and narrower factors propose. The acute rule is in
//! `acuut`. It suggests and explains; people decide.

use crisistafel::domain::advies;
use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{Antwoord, Conclusie, Fase, OordeelInhoud, RegelInhoud, RegelSoort};
use crisistafel::domain::rol::Rol;

use super::world::{NR, World, id, punt, t};

const ANSWERS: [Option<Antwoord>; 4] = [Some(Antwoord::Ja), Some(Antwoord::Onbekend), Some(Antwoord::Nee), None];

fn meeting() -> World {
    World::in_fase(Fase::Oordeelsvorming)
}

fn answer(w: &mut World, factor: &str, nu: Option<Antwoord>) {
    if nu.is_some() {
        w.weigh(factor, nu, &[]);
    }
}

#[test]
fn one_alarm_answer_of_the_sash_puts_the_highest_level_under_the_conclusion() {
    for (een, twee, floor) in [
        ("ja", "nee", true),
        ("nee", "ja", true),
        ("ja", "ja", true),
        ("JA", "onbekend", true),
        ("nee", "nee", false),
        ("onbekend", "onbekend", false),
    ] {
        let mut w = meeting();
        assert!(advies::ondergrens(&w.d, &w.kader.kader).is_none());
        w.sash(een, twee);
        let grens = advies::ondergrens(&w.d, &w.kader.kader);
        assert_eq!(grens.as_ref().map(|g| g.niveau.as_str()), floor.then_some("hoog"), "{een} {twee}");
        let conclude = |niveau: &str| {
            let conclusie =
                Conclusie { acuut: Antwoord::Nee, niveau: id(niveau), reden: t("na de ronde"), afwijking: t("") };
            C::TrekConclusie { overleg: NR, conclusie }
        };
        for lower in ["laag", "gemiddeld"] {
            if floor {
                assert!(w.refused(Rol::Voorzitter, conclude(lower)).contains("SASH"), "{lower}");
            } else {
                w.must(Rol::Voorzitter, conclude(lower));
            }
        }
        w.must(Rol::Voorzitter, conclude("hoog"));
    }
}

#[test]
fn only_a_new_outcome_of_the_same_instrument_lifts_the_floor() {
    let mut w = meeting();
    w.sash("ja", "nee");
    answer(&mut w, "uitzichtloos", Some(Antwoord::Nee));
    answer(&mut w, "doodsangst", Some(Antwoord::Nee));
    for soort in ["laag", "gemiddeld"] {
        let uitkomst = crisistafel::domain::dossier::Uitkomst {
            instrument: id("b_safer"),
            afnemer: crisistafel::domain::dossier::Wie::organisatie(t("reclassering")),
            op: None,
            uitkomst: t(soort),
            antwoorden: std::collections::BTreeMap::new(),
            toelichting: t(""),
        };
        w.must(Rol::Notulist, C::NoteerUitkomst { overleg: NR, uitkomst });
    }
    assert!(advies::ondergrens(&w.d, &w.kader.kader).is_some(), "no answer and no other instrument lowers it");
    w.sash("nee", "nee");
    assert!(advies::ondergrens(&w.d, &w.kader.kader).is_none());
    assert_eq!(w.d.uitkomsten.len(), 4, "the earlier outcome stays in the record");
    w.conclude(Antwoord::Nee, "laag");
}

#[test]
fn an_organisations_own_judgement_is_recorded_as_given_below_the_floor_too() {
    let mut w = meeting();
    w.sash("ja", "ja");
    let oordeel = OordeelInhoud {
        organisatie: t("Veilig Thuis"),
        acuut: Some(Antwoord::Nee),
        niveau: Some(id("laag")),
        argument: t("wij zien het anders"),
    };
    w.must(Rol::Notulist, C::GeefOordeel { overleg: NR, oordeel: oordeel.clone() });
    assert_eq!(w.d.overleg(NR).unwrap().oordelen[0].inhoud, oordeel);
}

#[test]
fn no_answer_on_any_list_changes_a_conclusion_or_a_level() {
    let mut w = meeting();
    w.conclude(Antwoord::Ja, "gemiddeld");
    let before = w.d.overleg(NR).unwrap().conclusies.clone();
    let all: Vec<String> = w.kader.kader.factoren.iter().map(|f| f.id.to_string()).collect();
    for (i, factor) in all.iter().enumerate() {
        answer(&mut w, factor, ANSWERS[i % 3]);
    }
    assert_eq!(w.d.overleg(NR).unwrap().conclusies, before);
    assert!(advies::ondergrens(&w.d, &w.kader.kader).is_none(), "no list is an instrument");
}

#[test]
fn a_tagged_fact_proposes_yes_a_suspicion_unknown_and_nothing_ever_proposes_no() {
    for (soort, proposed) in [
        (RegelSoort::Feit, Antwoord::Ja),
        (RegelSoort::Letterlijk, Antwoord::Ja),
        (RegelSoort::Vermoeden, Antwoord::Onbekend),
        (RegelSoort::Onbekend, Antwoord::Onbekend),
        (RegelSoort::Bezorgdheid, Antwoord::Onbekend),
    ] {
        let mut w = meeting();
        let regel = RegelInhoud { factoren: vec![id("wapen")], ..RegelInhoud::new(soort, t("een mes in de auto")) };
        w.must(Rol::Notulist, C::LegRegelVast { overleg: NR, punt: punt("factoren"), regel });
        let k = &w.kader.kader;
        let proposal = advies::voorstel(&w.d, w.weighed(), k.factor(&id("wapen")).unwrap()).unwrap();
        assert_eq!((proposal.antwoord, proposal.regels.len()), (proposed, 1), "{soort}");
        assert!(w.weighed().wegingen.is_empty(), "proposed, not filled in");
        let taken = C::TrekRegelIn { regel: proposal.regels[0] };
        w.must(Rol::Notulist, taken);
        assert!(advies::voorstel(&w.d, w.weighed(), w.kader.kader.factor(&id("wapen")).unwrap()).is_none());
    }
}

#[test]
fn a_narrower_factor_that_is_so_proposes_the_wider_one_and_never_the_other_way_round() {
    let mut w = meeting();
    let proposal = |w: &World, f: &str| advies::voorstel(&w.d, w.weighed(), w.kader.kader.factor(&id(f)).unwrap());
    answer(&mut w, "vuurwapen", Some(Antwoord::Nee));
    assert!(proposal(&w, "wapen").is_none(), "never from a no");
    answer(&mut w, "vuurwapen", Some(Antwoord::Ja));
    let wider = proposal(&w, "wapen").unwrap();
    assert_eq!((wider.antwoord, wider.volgt_uit), (Antwoord::Ja, vec![id("vuurwapen")]));
    answer(&mut w, "wapen", Some(Antwoord::Ja));
    answer(&mut w, "verwurging", Some(Antwoord::Ja));
    assert!(proposal(&w, "vuurwapen").is_none());
}

#[test]
fn an_answer_calls_for_its_list_and_each_factor_stands_on_the_board_once() {
    let mut w = meeting();
    let names = |w: &World| -> Vec<String> {
        advies::op_het_bord(w.weighed(), &w.kader.kader).iter().map(|f| f.id.to_string()).collect()
    };
    assert!(!names(&w).contains(&"fixatie".to_owned()));
    answer(&mut w, "stalking", Some(Antwoord::Onbekend));
    assert!(!names(&w).contains(&"fixatie".to_owned()), "a yes calls for it");
    answer(&mut w, "stalking", Some(Antwoord::Ja));
    let board = names(&w);
    assert!(board.contains(&"fixatie".to_owned()));
    let once: std::collections::BTreeSet<_> = board.iter().collect();
    assert_eq!(once.len(), board.len());
}
