//! What is lacking and what is late is decided once: the same for a gate, a wall and an answer.

use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{ActieVelden, BesluitStap, BesluitStatus, BesluitVelden, RegelSoort};
use crisistafel::domain::ids::{ActieId, BesluitId, VraagId};
use crisistafel::domain::kader::Controle;
use crisistafel::domain::leemte::{self, Leemte};
use crisistafel::domain::poort::{Peiling, open_punten};
use crisistafel::domain::rechten::{KERN, VOORZITTER, rol_voor_alle};
use crisistafel::domain::refusal::Refusal;
use crisistafel::domain::rol::Rol;

use super::world::{NR, World, t};

const B1: BesluitId = BesluitId(1);

fn in_besluitvorming() -> World {
    World::in_fase(crisistafel::domain::dossier::Fase::Besluitvorming)
}

/// Whether this gate finds something before its step.
fn warns(w: &World, check: Controle) -> bool {
    let stand = Peiling { d: &w.d, o: w.d.overleg(NR).unwrap(), kader: &w.kader.kader, nu: w.nu };
    let naar = w.kader.kader.poorten.iter().find(|p| p.controle == check).unwrap().naar;
    open_punten(stand, naar, None).iter().any(|p| p.controle == check)
}

#[test]
fn what_a_decision_lacks_is_what_the_gates_warn_of_until_it_is_said() {
    let mut w = in_besluitvorming();
    w.line(RegelSoort::Besluit, "zilverreiger");
    let lacks = |w: &World, l: Leemte| leemte::van_besluit(&w.d.besluiten[&B1]).contains(&l);
    let said: [(Leemte, Controle, fn(&mut BesluitVelden)); 2] = [
        (Leemte::Grond, Controle::BesluitZonderOrgaanOfGrond, |v| {
            (v.grond, v.door) = (Some(t("artikel 2")), Some(t("de burgemeester")));
        }),
        (Leemte::Effectvraag, Controle::BesluitZonderEffectvraag, |v| v.effectvraag = Some(t("belt zij nog"))),
    ];
    for (gap, gate, say) in said {
        assert!(lacks(&w, gap) && warns(&w, gate), "{gap:?}");
        let mut velden = BesluitVelden::default();
        say(&mut velden);
        w.must(Rol::Notulist, C::VulBesluitAan { besluit: B1, velden });
        assert!(!lacks(&w, gap) && !warns(&w, gate), "{gap:?}");
    }
}

/// The register asked nothing of a decision that had ended, and the gate still did.
#[test]
fn a_decision_that_ended_lacks_nothing_for_anybody() {
    let mut w = in_besluitvorming();
    w.line(RegelSoort::Besluit, "zilverreiger");
    assert!(warns(&w, Controle::BesluitZonderOrgaanOfGrond));
    let naar = BesluitStatus::Vervallen;
    let stap = BesluitStap { besluit: B1, naar, reden: t("niet meer nodig"), bevoegd: None, op: None };
    w.must(Rol::Notulist, C::WijzigBesluitStatus(stap));
    assert_eq!(leemte::van_besluit(&w.d.besluiten[&B1]), []);
    assert!(!warns(&w, Controle::BesluitZonderOrgaanOfGrond) && !warns(&w, Controle::BesluitZonderEffectvraag));
}

#[test]
fn an_action_is_late_a_moment_after_its_time_and_lacks_who_and_when_until_they_are_said() {
    let mut w = in_besluitvorming();
    w.line(RegelSoort::Actie, "de sloten");
    let a = |w: &World| w.d.acties[&ActieId(1)].clone();
    assert_eq!(leemte::van_actie(&a(&w)), [Leemte::Eigenaar, Leemte::Termijn]);
    let at = w.nu.plus(chrono::TimeDelta::minutes(30));
    w.must(
        Rol::Notulist,
        C::VulActieAan { actie: ActieId(1), velden: ActieVelden { termijn: Some(at), ..ActieVelden::default() } },
    );
    assert_eq!(leemte::van_actie(&a(&w)), [Leemte::Eigenaar]);
    assert!(!a(&w).is_te_laat(at) && a(&w).is_te_laat(at.plus(chrono::TimeDelta::milliseconds(1))));
}

#[test]
fn a_question_lacks_who_and_when_while_it_is_open() {
    let mut w = in_besluitvorming();
    w.line(RegelSoort::Onbekend, "waar is hij");
    let v = |w: &World| w.d.vragen[&VraagId(1)].clone();
    assert_eq!(leemte::van_vraag(&v(&w)), [Leemte::Zoeker, Leemte::Terug]);
    w.must(Rol::Notulist, C::BeantwoordVraag { vraag: VraagId(1), antwoord: t("thuis") });
    assert_eq!(leemte::van_vraag(&v(&w)), []);
}

/// Of several commands in one record it says who may give them all, by the table.
#[test]
fn several_commands_are_given_in_one_role_or_it_says_which_could() {
    let both = [
        C::BeantwoordAcuut { antwoord: crisistafel::domain::dossier::Antwoord::Nee, toelichting: t("") },
        C::StartOverleg { overleg: NR },
    ];
    assert_eq!(rol_voor_alle(&both, &[Rol::Notulist, Rol::Voorzitter]), Ok(Rol::Voorzitter));
    let only = |rollen: &[Rol], commands: &[C]| match rol_voor_alle(commands, rollen) {
        Err(Refusal::RolMagNiet { wel, .. }) => wel,
        other => panic!("{other:?}"),
    };
    assert_eq!(only(&[Rol::Notulist], &both), VOORZITTER);
    assert_eq!(only(&[Rol::Raadpleger], &both[..1]), KERN);
    // each of these can be given in one of the two roles, and no role of theirs can give both
    let naar = crisistafel::domain::dossier::DossierStatus::Opvolging;
    let apart = [C::RondBeurtAf { overleg: NR }, C::WijzigStatus { naar, reden: t("weer") }];
    assert_eq!(only(&[Rol::Notulist, Rol::Procesregisseur], &apart), VOORZITTER);
    assert!(rol_voor_alle(&[], &[Rol::Voorzitter]).is_err());
}
