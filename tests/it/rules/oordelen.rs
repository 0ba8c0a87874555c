//! Whose judgement may be given by whom, and which factors stand on the board.

use crisistafel::domain::advies;
use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{Antwoord, Fase, OordeelInhoud, RegelInhoud, RegelSoort, Weging};
use crisistafel::domain::ids::{FactorId, RegelId};
use crisistafel::domain::refusal::Refusal;
use crisistafel::domain::rol::{Actor, Rol};

use super::world::{NR, World, punt, t};

fn oordeel(organisatie: &str) -> Command {
    let inhoud =
        OordeelInhoud { organisatie: t(organisatie), acuut: Some(Antwoord::Ja), niveau: None, argument: t("zo is het") };
    Command::GeefOordeel { overleg: NR, oordeel: inhoud }
}

#[test]
fn who_sits_at_the_table_speaks_for_the_own_organisation_only_and_who_records_for_all() {
    for (rol, organisatie) in [(Rol::Deelnemer, "politie"), (Rol::Tegendenker, "Veilig Thuis")] {
        for closed in [false, true] {
            let mut w = World::in_fase(Fase::Oordeelsvorming);
            if closed {
                w.must(Rol::Voorzitter, Command::OpenGeslotenRonde { overleg: NR });
            }
            let wie = Actor { organisatie: Some(t(organisatie)), ..World::actor(rol) };
            let (own, other) =
                if organisatie == "politie" { ("politie", "Veilig Thuis") } else { ("Veilig Thuis", "politie") };
            assert!(w.ask_as(wie.clone(), oordeel(own)).is_ok(), "{rol}");
            assert_eq!(w.ask_as(wie, oordeel(other)), Err(Refusal::AlleenEigenOordeel { organisatie: t(other) }), "{rol}");
            for writes in [Rol::Voorzitter, Rol::Procesregisseur, Rol::Notulist] {
                w.must(writes, oordeel(other));
            }
            // who is of no organisation speaks for none
            let nobody = Actor { organisatie: None, ..World::actor(rol) };
            assert!(w.ask_as(nobody, oordeel(own)).is_err());
        }
    }
}

#[test]
fn a_factor_of_which_a_line_speaks_stands_on_the_board_until_the_line_is_taken_back() {
    let mut w = World::in_fase(Fase::Oordeelsvorming);
    let factor = FactorId::try_from("intieme_terreur".to_owned()).unwrap();
    let on_board = |w: &World| {
        let (o, kader) = (w.d.overleg(NR).unwrap(), &w.kader.kader);
        assert!(advies::op_het_bord(&o.afweging, kader).iter().all(|f| f.id != factor), "no list called for it");
        advies::bord(&w.d, o, kader).iter().filter(|f| f.id == factor).count()
    };
    assert_eq!(on_board(&w), 0);
    for text in ["eerst", "nog eens"] {
        let regel = RegelInhoud { factoren: vec![factor.clone()], ..RegelInhoud::new(RegelSoort::Feit, t(text)) };
        w.must(Rol::Notulist, Command::LegRegelVast { overleg: NR, punt: punt("factoren"), regel });
        assert_eq!(on_board(&w), 1);
    }
    w.must(Rol::Notulist, Command::TrekRegelIn { regel: RegelId::open(1) });
    assert_eq!(on_board(&w), 1);
    w.must(Rol::Notulist, Command::TrekRegelIn { regel: RegelId::open(2) });
    assert_eq!(on_board(&w), 0);
}

#[test]
fn what_an_earlier_meeting_answered_is_told_and_what_this_one_answers_is_not() {
    let mut w = World::in_fase(Fase::Oordeelsvorming);
    let factor = FactorId::try_from("wapen".to_owned()).unwrap();
    let weging = Weging { nu: Some(Antwoord::Nee), ..Weging::default() };
    w.must(Rol::Notulist, Command::WeegFactor { overleg: NR, factor: factor.clone(), weging });
    assert_eq!(advies::vorige_keer(&w.d, NR, &factor), None);
    assert_eq!(advies::vorige_keer(&w.d, crisistafel::domain::ids::OverlegNr(2), &factor), Some(Antwoord::Nee));
}
