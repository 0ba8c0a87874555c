//! Who may see a dossier beside the role table: given and withdrawn, by whom, until when.

use chrono::TimeDelta;
use crisistafel::domain::command::Command as C;
use crisistafel::domain::decide::decide;
use crisistafel::domain::dossier::{DossierStatus, Noodbeoordeling, Noodzoek, Toegang};
use crisistafel::domain::ids::RequestId;
use crisistafel::domain::rechten::GEEFBAAR;
use crisistafel::domain::refusal::Refusal;
use crisistafel::domain::rol::{Actor, Rol, Stamp};
use crisistafel::domain::scherm::Kring;
use crisistafel::domain::tijd::Tijdstip;
use crisistafel::domain::zicht::openbaar;
use crisistafel::projection::termijn::{Wat, termijnen};

use super::world::{World, t};

fn kuiper(rol: Rol, tot: Option<Tijdstip>) -> Toegang {
    Toegang {
        gebruiker: t("bkuiper"),
        naam: t("B. Kuiper"),
        organisatie: t("politie"),
        rol,
        tot,
        reden: t("aan tafel"),
        nood: false,
    }
}

fn geef(rol: Rol, tot: Option<Tijdstip>) -> C {
    C::GeefToegang(kuiper(rol, tot))
}

fn trek_in(gebruiker: &str) -> C {
    C::TrekToegangIn { gebruiker: t(gebruiker), reden: t("klaar") }
}

#[test]
fn it_is_given_by_who_leads_or_carries_until_a_moment_and_ends_by_itself() {
    let mut w = World::opened();
    let tot = w.nu.plus(TimeDelta::hours(2));
    for rol in [Rol::Notulist, Rol::Deelnemer, Rol::Raadpleger, Rol::Beheerder] {
        assert!(w.refused(rol, geef(Rol::Deelnemer, Some(tot))).contains("wie het wel mag: voorzitter, procesregisseur"));
    }
    w.must(Rol::Procesregisseur, geef(Rol::Deelnemer, Some(tot)));
    let given = w.d.toegang_van("bkuiper").unwrap();
    assert_eq!((given.gezet.op, given.gezet.door.rol), (w.nu, Rol::Procesregisseur));
    let just_before = tot.plus(-TimeDelta::milliseconds(1));
    assert_eq!([w.nu, just_before, tot].map(|nu| given.geldt(nu)), [true, true, false], "not at that moment any more");
    assert!(w.d.toegang_van("Bkuiper").is_none(), "an account is itself to the letter");
    w.nu = tot;
    assert!(w.refused(Rol::Voorzitter, trek_in("bkuiper")).contains("al geëindigd"));
}

/// Found by the swarm: who withdrew their own access was sent away before they were told that it is recorded.
#[test]
fn nobody_withdraws_their_own_access() {
    let mut w = World::opened();
    let eigen = World::actor(Rol::Procesregisseur).gebruiker;
    let given = Toegang { gebruiker: eigen.clone(), ..kuiper(Rol::Procesregisseur, None) };
    w.must(Rol::Voorzitter, C::GeefToegang(given));
    assert!(w.refused(Rol::Procesregisseur, trek_in(eigen.as_str())).contains("over uw eigen toegang gaat een ander"));
    w.must(Rol::Voorzitter, trek_in(eigen.as_str()));
}

#[test]
fn who_may_not_be_let_in_like_that_is_refused_with_what_can_be() {
    let mut w = World::opened();
    for rol in [Rol::Beheerder, Rol::Scherm] {
        assert!(!GEEFBAAR.contains(&rol));
        assert!(w.refused(Rol::Voorzitter, geef(rol, None)).contains("kies uit voorzitter"));
    }
    for (tot, said) in [(0, "al voorbij"), (-3, "al voorbij"), (-600, "al voorbij")] {
        let tot = w.nu.plus(TimeDelta::minutes(tot));
        assert!(w.refused(Rol::Voorzitter, geef(Rol::Deelnemer, Some(tot))).contains(said));
    }
    for leeg in [
        Toegang { gebruiker: t(" "), ..kuiper(Rol::Deelnemer, None) },
        Toegang { naam: t(""), ..kuiper(Rol::Deelnemer, None) },
        Toegang { reden: t(""), ..kuiper(Rol::Deelnemer, None) },
    ] {
        assert!(w.refused(Rol::Voorzitter, C::GeefToegang(leeg)).contains("vul eerst in"));
    }
    let self_given = Toegang { gebruiker: World::actor(Rol::Voorzitter).gebruiker, ..kuiper(Rol::Notulist, None) };
    assert!(w.refused(Rol::Voorzitter, C::GeefToegang(self_given)).contains("over uw eigen toegang gaat een ander"));
    assert!(w.refused(Rol::Voorzitter, trek_in("bkuiper")).contains("gegeven toegang van bkuiper"));
    assert!(w.d.toegang.is_empty());
}

#[test]
fn what_is_given_again_takes_the_place_of_what_was_and_the_record_keeps_both() {
    let mut w = World::opened();
    w.must(Rol::Voorzitter, geef(Rol::Deelnemer, None));
    assert!(w.refused(Rol::Voorzitter, geef(Rol::Deelnemer, None)).contains("staat er al zo"));
    let tot = Some(w.nu.plus(TimeDelta::days(1)));
    w.must(Rol::Voorzitter, geef(Rol::Raadpleger, tot));
    assert_eq!(w.d.niet_ingetrokken().map(|t| t.toegang.rol).collect::<Vec<_>>(), [Rol::Raadpleger]);
    w.must(Rol::Procesregisseur, trek_in("bkuiper"));
    assert!(w.d.niet_ingetrokken().next().is_none());
    let told: Vec<_> = w.d.toegang.iter().map(|t| t.ingetrokken.as_ref().unwrap().0.as_str()).collect();
    assert_eq!(told, ["", "klaar"], "the first was replaced, the second withdrawn");
}

/// A dossier that is over is still looked up, and somebody who should not is still sent away.
#[test]
fn it_goes_on_when_the_dossier_is_over() {
    let mut w = World::opened();
    w.must(Rol::Procesregisseur, C::WijzigStatus { naar: DossierStatus::GeenDreiging, reden: t("rust") });
    w.must(Rol::Procesregisseur, geef(Rol::Raadpleger, None));
    w.must(Rol::Voorzitter, trek_in("bkuiper"));
}

/// Who is let in is for who leads, carries or records; on the wall and in what everybody may know there is nothing of it.
#[test]
fn who_is_let_in_is_told_to_full_screens_only() {
    let mut w = World::opened();
    w.must(Rol::Voorzitter, geef(Rol::Deelnemer, None));
    w.must(Rol::Voorzitter, trek_in("bkuiper"));
    let events: Vec<_> = w.log.iter().map(|(_, e)| e.clone()).skip(1).collect();
    assert_eq!(events.iter().map(|e| w.kring(e)).collect::<Vec<_>>(), [(); 2].map(|()| Kring::vol()));
    assert!(!events.iter().any(|e| w.verandert_zicht(e)), "nobody is given anything anew for it");
    let open = openbaar(&w.d);
    assert!(open.toegang.is_empty() && !serde_json::to_string(&open).unwrap().contains("uiper"));
}

fn in_nood(reden: &str) -> C {
    C::NeemNoodtoegang { waar: Noodzoek::Nummer("26-K7M4".parse().unwrap()), reden: t(reden) }
}

fn beoordeel(w: &World, akkoord: bool) -> C {
    let taken = w.d.toegang.iter().rfind(|t| t.toegang.nood).unwrap();
    C::BeoordeelNoodtoegang(Noodbeoordeling {
        gebruiker: taken.toegang.gebruiker.clone(),
        genomen: taken.gezet.op,
        akkoord,
        toelichting: t("gevraagd waarom"),
    })
}

#[test]
fn what_is_taken_in_need_reads_for_a_day_says_so_itself_and_waits_for_a_second_person() {
    let mut w = World::opened();
    assert!(w.refused(Rol::Raadpleger, in_nood(" ")).contains("vul eerst in"));
    w.must(Rol::Raadpleger, in_nood("zij belt 112"));
    let taken = w.d.toegang_van("raadpleger").unwrap().clone();
    let (x, tot) = (&taken.toegang, w.nu.plus(TimeDelta::hours(24)));
    assert_eq!((x.rol, x.tot, x.nood, x.naam.as_str()), (Rol::Raadpleger, Some(tot), true, "raadpleger"));
    assert!(taken.geldt(w.nu) && !taken.geldt(tot) && taken.wacht_op_oordeel());
    assert!(w.refused(Rol::Raadpleger, in_nood("nog eens")).contains("u kunt al bij dit dossier"));
    let open = |w: &World| termijnen(&w.d).iter().any(|t| matches!(t.wat, Wat::Noodtoegang(0)) && t.op == tot);
    assert!(open(&w), "it stands where what is due stands");
    // a day later it is over, and still open
    w.nu = tot;
    assert!(open(&w));
    assert!(w.refused(Rol::Notulist, beoordeel(&w, true)).contains("wie het wel mag: voorzitter, procesregisseur"));
    w.must(Rol::Voorzitter, beoordeel(&w, true));
    assert!(!open(&w) && !w.d.toegang[0].wacht_op_oordeel());
    assert!(w.refused(Rol::Procesregisseur, beoordeel(&w, false)).contains("al beoordeeld"));
    // and it can be taken again
    w.must(Rol::Raadpleger, in_nood("weer"));
    assert_eq!(w.d.toegang.iter().filter(|t| t.toegang.nood).count(), 2);
}

#[test]
fn what_was_not_right_ends_at_once_and_nobody_looks_at_their_own() {
    let mut w = World::opened();
    w.must(Rol::Raadpleger, in_nood("nieuwsgierig"));
    let eigen = World::actor(Rol::Raadpleger);
    // who took it and may lead as well
    let stamp = Stamp { op: w.nu, wie: Actor { rol: Rol::Voorzitter, ..eigen }, verzoek: RequestId(1) };
    let own = decide(&w.d, crate::geldend::ingebouwd(), &stamp, &beoordeel(&w, true));
    assert_eq!(own, Err(Refusal::EigenToegang));
    let events = w.must(Rol::Procesregisseur, beoordeel(&w, false));
    assert_eq!(events.len(), 2);
    assert!(w.d.toegang_van("raadpleger").is_none(), "withdrawn");
    assert_eq!(w.d.toegang[0].beoordeeld.as_ref().map(|b| b.akkoord), Some(false));
}

/// Nobody gives what somebody takes; what somebody was given after that takes its place, and still waits.
#[test]
fn access_in_need_is_not_given_and_given_access_takes_its_place() {
    let mut w = World::opened();
    let given = Toegang { nood: true, ..kuiper(Rol::Deelnemer, None) };
    assert!(w.refused(Rol::Voorzitter, C::GeefToegang(given)).contains("noodtoegang neemt iemand zelf"));
    w.must(Rol::Raadpleger, in_nood("nacht"));
    let gewoon = Toegang { gebruiker: t("raadpleger"), ..kuiper(Rol::Raadpleger, None) };
    w.must(Rol::Voorzitter, C::GeefToegang(gewoon));
    assert!(!w.d.toegang_van("raadpleger").unwrap().toegang.nood && w.d.toegang[0].wacht_op_oordeel());
    assert!(openbaar(&w.d).toegang.is_empty(), "who was let in is for full screens");
}
