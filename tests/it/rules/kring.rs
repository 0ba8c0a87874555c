//! Shields for organisations: who is in a circle, how it is said, changed and lifted, and that nothing tells who is not in it.

#![expect(clippy::needless_pass_by_value, reason = "a command is written where it is asked")]

use crisistafel::domain::command::Command as C;
use crisistafel::domain::decide::decide;
use crisistafel::domain::dossier::{
    Antwoord, Dossier, Fase, InzetVelden, OptieVelden, RegelInhoud, RegelSoort, Weging, Wie,
};
use crisistafel::domain::event::Event;
use crisistafel::domain::evolve::evolve;
use crisistafel::domain::ids::{OptieId, RegelId, RequestId};
use crisistafel::domain::kader::Kader;
use crisistafel::domain::rechten::kijker;
use crisistafel::domain::refusal::Refusal;
use crisistafel::domain::rol::{Actor, Rol, Stamp};
use crisistafel::domain::scherm::{Kijker, Organisatie, Scherm};
use crisistafel::domain::zicht::{ding_kring, kring, openbaar};

use super::world::{NR, World, id, punt, t};

/// Somebody in this role, of this organisation.
type Wiens = (Rol, Option<&'static str>);

const GEMEENTE: Wiens = (Rol::Notulist, Some("gemeente"));
const CHAIR: Wiens = (Rol::Voorzitter, Some("gemeente"));
const VT: Wiens = (Rol::Notulist, Some("Veilig Thuis"));
const NOBODY: Wiens = (Rol::Notulist, None);

fn ask(w: &mut World, (rol, organisatie): Wiens, command: &C) -> Result<Vec<Event>, Refusal> {
    w.wait(1);
    let verzoek = RequestId(10_000 + u128::try_from(w.log.len()).unwrap());
    let wie = Actor { organisatie: organisatie.map(t), ..World::actor(rol) };
    let stamp = Stamp { op: w.nu, wie, verzoek };
    let events = decide(&w.d, &w.kader, &stamp, command)?;
    for event in &events {
        evolve(&mut w.d, &stamp, event);
        w.log.push((stamp.clone(), event.clone()));
    }
    Ok(events)
}

fn must(w: &mut World, wie: Wiens, command: C) -> Vec<Event> {
    ask(w, wie, &command).unwrap_or_else(|refusal| panic!("{command:?}: {refusal}"))
}

fn refused(w: &mut World, wie: Wiens, command: C) -> Refusal {
    let before = w.d.clone();
    let refusal = ask(w, wie, &command).expect_err(&format!("not refused: {command:?}"));
    assert_eq!(w.d, before, "a refusal changes nothing");
    refusal
}

fn voor(names: &[&str]) -> Vec<Organisatie> {
    names.iter().map(|name| (*name).into()).collect()
}

fn line(soort: RegelSoort, text: &str, kring: &[&str]) -> C {
    let regel = RegelInhoud { kring: voor(kring), ..RegelInhoud::new(soort, t(text)) };
    C::LegRegelVast { overleg: NR, punt: punt("inbrengronde"), regel }
}

fn af(regel: RegelId, kring: &[&str]) -> C {
    C::SchermRegelAf { regel, kring: voor(kring) }
}

fn vrij(regel: RegelId, scherm: Option<Scherm>, reden: &str) -> C {
    C::GeefRegelVrij { regel, reden: t(reden), scherm }
}

fn world() -> World {
    World::in_fase(Fase::Beeldvorming)
}

fn last(w: &World) -> RegelId {
    w.log
        .iter()
        .rev()
        .find_map(|(_, e)| if let Event::RegelVastgelegd { regel, .. } = e { Some(*regel) } else { None })
        .unwrap()
}

fn als(rol: Rol, organisatie: &str) -> Kijker {
    kijker(&[rol], Some(&t(organisatie)))
}

/// The dossier as somebody has it who is given what is for them.
fn replica(w: &World, wie: &Kijker) -> Dossier {
    let mut d = Dossier::new(w.d.nummer);
    for (stamp, event) in w.log.iter().filter(|(s, e)| kring(&w.d, s, e).hoort(wie)) {
        evolve(&mut d, stamp, event);
    }
    d
}

fn regels(w: &World, wie: &Kijker) -> Vec<String> {
    replica(w, wie).regels.keys().map(ToString::to_string).collect()
}

#[test]
fn a_line_for_organisations_is_for_them_and_for_the_own_one_as_the_kader_writes_them() {
    let mut w = world();
    must(&mut w, GEMEENTE, line(RegelSoort::Feit, "Hij heeft een wapen.", &["pol", "om", "Politie"]));
    let r = &w.d.regels[&last(&w)];
    let namen: Vec<&str> = r.inhoud.kring.iter().map(Organisatie::as_str).collect();
    assert_eq!((namen, r.inhoud.afgeschermd), (vec!["OM", "gemeente", "politie"], true));
    assert_eq!(r.inhoud.scherm().unwrap().to_string(), "alleen OM, gemeente en politie");
}

#[test]
fn an_organisation_that_nobody_knows_is_refused_and_none_is_left_out() {
    let mut w = world();
    let unknown = refused(&mut w, GEMEENTE, line(RegelSoort::Feit, "x", &["politie", "de buren"]));
    assert_eq!(unknown, Refusal::OnbekendeOrganisatie { naam: t("de buren") });
    let own = refused(&mut w, NOBODY, line(RegelSoort::Feit, "x", &["politie"]));
    assert_eq!(own, Refusal::ZonderOrganisatie, "they would not see it themselves");
    let elsewhere = (Rol::Notulist, Some("een bureau"));
    assert_eq!(refused(&mut w, elsewhere, line(RegelSoort::Feit, "x", &["politie"])), Refusal::ZonderOrganisatie);
}

/// Naming a partner lets its people see, of the gemeente who leads, carries or records, and nobody else.
#[test]
fn who_is_named_sees_it() {
    let mut w = world();
    must(&mut w, GEMEENTE, line(RegelSoort::Feit, "Hij heeft een wapen.", &["politie"]));
    let seen = |wie: &Kijker| !replica(&w, wie).regels.is_empty();
    for rol in [Rol::Voorzitter, Rol::Procesregisseur, Rol::Notulist] {
        assert!(seen(&als(rol, "gemeente")) && seen(&als(rol, "POLITIE")), "{rol}");
        assert!(!seen(&als(rol, "OM")) && !seen(&kijker(&[rol], None)), "{rol}");
    }
    for rol in [Rol::Deelnemer, Rol::Tegendenker, Rol::Waarnemer, Rol::Raadpleger] {
        assert!(seen(&als(rol, "politie")), "{rol}");
        assert!(!seen(&als(rol, "gemeente")) && !seen(&als(rol, "Veilig Thuis")) && !seen(&kijker(&[rol], None)), "{rol}");
    }
    assert!(!seen(&als(Rol::Scherm, "politie")) && !seen(&als(Rol::Beheerder, "politie")), "never");
    assert!(openbaar(&w.d).regels.is_empty());
}

/// What is shielded per role stays that, whoever they are of.
#[test]
fn a_shield_per_role_knows_no_organisations() {
    let mut w = world();
    let regel = RegelInhoud { afgeschermd: true, ..RegelInhoud::new(RegelSoort::Feit, t("x")) };
    must(&mut w, NOBODY, C::LegRegelVast { overleg: NR, punt: punt("inbrengronde"), regel });
    assert_eq!(regels(&w, &als(Rol::Notulist, "OM")), ["R0x1"]);
    assert!(regels(&w, &als(Rol::Deelnemer, "politie")).is_empty());
    let old: RegelInhoud = serde_json::from_str(r#"{"soort":"feit","tekst":"x","afgeschermd":true}"#).unwrap();
    assert_eq!(old.scherm(), Some(Scherm::Rol));
}

/// Each circle numbers by itself, lines and what they open: no gap tells who is not in it that there is something.
#[test]
fn numbers_of_one_circle_tell_nothing_of_another() {
    let mut w = world();
    let rol = RegelInhoud { afgeschermd: true, ..RegelInhoud::new(RegelSoort::Actie, t("per rol")) };
    let per_rol = C::LegRegelVast { overleg: NR, punt: punt("inbrengronde"), regel: rol };
    for round in 0..3 {
        must(&mut w, GEMEENTE, per_rol.clone());
        must(&mut w, GEMEENTE, line(RegelSoort::Actie, &format!("politie {round}"), &["politie"]));
        must(&mut w, VT, line(RegelSoort::Actie, &format!("thuis {round}"), &["Veilig Thuis"]));
    }
    must(&mut w, GEMEENTE, line(RegelSoort::Feit, "open", &[]));
    let numbers = |wie: &Kijker| {
        let d = replica(&w, wie);
        let regels = d.regels.keys().map(ToString::to_string).collect::<Vec<_>>();
        (regels, d.acties.keys().map(ToString::to_string).collect::<Vec<_>>())
    };
    let (outside, actions) = numbers(&als(Rol::Notulist, "OM"));
    assert_eq!((outside, actions), (own(&["R0x1", "R0x2", "R0x3", "R1"]), own(&["A-x1", "A-x2", "A-x3"])));
    for (wie, n) in [(als(Rol::Deelnemer, "politie"), 3), (als(Rol::Raadpleger, "Veilig Thuis"), 3)] {
        let (regels, actions) = numbers(&wie);
        let tail = |all: &[String]| {
            all.iter().filter(|id| id.contains('x')).map(|id| id[id.len() - 4..].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!((tail(&regels), actions.len()), (own(&["0001", "0002", "0003"]), n), "{regels:?}");
        assert_eq!(tail(&actions), own(&["0001", "0002", "0003"]), "{actions:?}");
    }
}

fn own(all: &[&str]) -> Vec<String> {
    all.iter().map(|s| (*s).to_owned()).collect()
}

/// Shielding later, for fewer, for others with a reason, and for nobody any more.
#[test]
fn a_circle_is_put_later_made_narrower_by_who_records_and_wider_or_lifted_with_a_reason() {
    let mut w = world();
    w.line(RegelSoort::Feit, "Zij slaapt bij haar zus.");
    let r = RegelId::open(1);
    let seen = |w: &World| ["politie", "OM"].map(|o| regels(w, &als(Rol::Deelnemer, o)).len());
    assert_eq!(seen(&w), [1, 1]);
    must(&mut w, GEMEENTE, af(r, &["politie", "OM"]));
    assert_eq!((seen(&w), regels(&w, &als(Rol::Deelnemer, "Veilig Thuis")).len()), ([1, 1], 0));
    must(&mut w, GEMEENTE, af(r, &["politie"]));
    assert_eq!(seen(&w), [1, 0]);
    assert!(matches!(refused(&mut w, GEMEENTE, af(r, &["politie"])), Refusal::AlZo { .. }));
    // per role is for others: who leads elsewhere would see it
    for wider in [af(r, &["politie", "OM"]), af(r, &[])] {
        assert!(matches!(refused(&mut w, GEMEENTE, wider), Refusal::SchermRuimer { .. }));
    }
    let to = |names: &[&str]| Some(Scherm::Organisaties(voor(names)));
    assert!(matches!(refused(&mut w, GEMEENTE, vrij(r, to(&["OM"]), "het OM vraagt erom")), Refusal::RolMagNiet { .. }));
    assert!(refused(&mut w, CHAIR, vrij(r, to(&["OM"]), "")).to_string().contains("reden"));
    must(&mut w, CHAIR, vrij(r, to(&["OM"]), "het OM vraagt erom"));
    assert_eq!(seen(&w), [0, 1]);
    must(&mut w, CHAIR, vrij(r, Some(Scherm::Rol), "ook voor wie elders leidt"));
    assert_eq!((seen(&w), w.d.regels[&r].inhoud.scherm()), ([0, 0], Some(Scherm::Rol)));
    must(&mut w, CHAIR, vrij(r, None, "zij vindt het goed"));
    assert_eq!((seen(&w), w.d.regels[&r].vrijgegeven.len(), openbaar(&w.d).regels.len()), ([1, 1], 3, 1));
}

/// Who is not in the circle is told by no refusal that there is something; who is, reaches it.
#[test]
fn to_who_is_not_in_the_circle_it_does_not_exist() {
    let mut w = world();
    must(&mut w, GEMEENTE, line(RegelSoort::Actie, "De zender weghalen.", &["politie"]));
    let r = last(&w);
    let actie = w.d.acties_van(r).next().unwrap().id;
    let nergens: RegelId = "R0x9".parse().unwrap();
    for wie in [VT, NOBODY, (Rol::Voorzitter, Some("OM"))] {
        let inhoud = RegelInhoud::new(RegelSoort::Feit, t("anders"));
        for command in [
            C::TrekRegelIn { regel: r },
            af(r, &[]),
            C::WijzigSoort { regel: r, naar: RegelSoort::Feit },
            C::CorrigeerRegel { regel: r, inhoud, reden: t("") },
        ] {
            let said = refused(&mut w, wie, command.clone()).to_string();
            assert_eq!(said, format!("regel {r} bestaat niet in dit dossier; kies een andere"), "{command:?}");
        }
        let there = refused(&mut w, wie, C::TrekRegelIn { regel: nergens }).to_string();
        assert!(there.contains("bestaat niet"));
        let done = C::MeldActie { actie, naar: crisistafel::domain::dossier::ActieStatus::Gedaan, reden: t("") };
        assert!(refused(&mut w, wie, done).to_string().contains("bestaat niet"));
    }
    must(&mut w, CHAIR, C::WijzigSoort { regel: r, naar: RegelSoort::Notitie });
}

/// What is open in a circle is said to who is in it, stands in no step, and keeps nobody else waiting.
#[test]
fn a_gate_tells_of_a_circle_who_is_in_it() {
    let mut w = world();
    must(&mut w, GEMEENTE, line(RegelSoort::Onbekend, "Waar ligt de zilverreiger?", &["politie"]));
    let step =
        |reden: &str| C::NaarFase { overleg: NR, van: Fase::Beeldvorming, naar: Fase::Oordeelsvorming, reden: t(reden) };
    let naam = |wie: Wiens| Actor { organisatie: wie.1.map(t), ..World::actor(wie.0) };
    let said = |w: &World, wie: Wiens| {
        let stamp = Stamp { op: w.nu, wie: naam(wie), verzoek: RequestId(1) };
        decide(&w.d, &w.kader, &stamp, &step("")).map_or_else(|refusal| refusal.to_string(), |_| String::new())
    };
    let outside = (Rol::Voorzitter, Some("OM"));
    assert!(said(&w, CHAIR).contains("V-x"), "{}", said(&w, CHAIR));
    assert!(!said(&w, outside).contains("V-x") && !said(&w, (Rol::Voorzitter, None)).contains("V-x"));
    let events = must(&mut w, CHAIR, step("de tijd dringt"));
    assert!(!serde_json::to_string(&events).unwrap().contains("V-x"), "{events:?}");
}

/// An answer of the meeting is for all who are there: it rests on nothing that only some of them see.
#[test]
fn no_answer_of_the_meeting_rests_on_a_circle() {
    let mut w = world();
    must(&mut w, GEMEENTE, line(RegelSoort::Feit, "Hij heeft een wapen.", &["politie"]));
    w.line(RegelSoort::Feit, "Een open feit.");
    let factor = first_factor(&w.kader.kader);
    let answer = |regel| {
        let weging = Weging {
            nu: Some(Antwoord::Ja),
            eerder: None,
            bron: Wie::organisatie(t("politie")),
            woorden: t(""),
            regels: vec![regel],
        };
        C::WeegFactor { overleg: NR, factor: factor.clone(), weging }
    };
    let secret = *w.d.regels.keys().find(|id| id.to_string().contains('x')).unwrap();
    assert!(matches!(refused(&mut w, GEMEENTE, answer(secret)), Refusal::BeslotenGrond { .. }));
    must(&mut w, GEMEENTE, answer(RegelId::open(1)));
    assert!(matches!(refused(&mut w, GEMEENTE, af(RegelId::open(1), &["politie"])), Refusal::OnderAntwoord { .. }));
    must(&mut w, GEMEENTE, af(RegelId::open(1), &[]));
}

fn first_factor(kader: &Kader) -> crisistafel::domain::ids::FactorId {
    kader.factoren.first().map_or_else(|| id("x"), |f| f.id.clone())
}

/// What was taken back in a circle stays there, also when the line is open again.
#[test]
fn what_was_taken_back_in_a_circle_is_told_to_nobody_else() {
    let mut w = world();
    w.line(RegelSoort::Feit, "Zij slaapt bij haar zus.");
    must(&mut w, GEMEENTE, af(RegelId::open(1), &["politie"]));
    let verzoek = w.log.last().unwrap().0.verzoek;
    must(&mut w, GEMEENTE, C::NeemTerug { verzoek, reden: t("vergissing") });
    assert!(!w.d.regels[&RegelId::open(1)].inhoud.afgeschermd);
    let told = |wie: &Kijker| replica(&w, wie).teruggenomen.len();
    assert_eq!([told(&als(Rol::Deelnemer, "politie")), told(&als(Rol::Notulist, "gemeente"))], [1, 1]);
    assert_eq!([told(&als(Rol::Notulist, "OM")), told(&Kijker::VOL), told(&Kijker::IEDEREEN)], [0, 0, 0]);
    for wie in [als(Rol::Notulist, "OM"), Kijker::IEDEREEN] {
        assert_eq!(openbaar(&replica(&w, &wie)), openbaar(&w.d), "what is open is the same for all");
    }
}

/// An option can be for organisations as a line can; it is not read aloud to the table.
#[test]
fn an_option_is_for_organisations_too_and_is_not_read_aloud() {
    let mut w = world();
    let velden =
        OptieVelden { optie: Some(t("Aanhouden buiten heterdaad")), kring: voor(&["politie"]), ..OptieVelden::default() };
    must(&mut w, GEMEENTE, C::WeegOptie { overleg: NR, optie: None, velden });
    let x = w.d.overleg(NR).unwrap().opties[0].clone();
    assert!(x.afgeschermd && x.id != OptieId(1), "{x:?}");
    let seen = |w: &World, wie: &Kijker| replica(w, wie).overleg(NR).unwrap().opties.len();
    assert_eq!([seen(&w, &als(Rol::Deelnemer, "politie")), seen(&w, &als(Rol::Notulist, "OM"))], [1, 0]);
    assert!(refused(&mut w, GEMEENTE, C::MeldVoorgelezen { overleg: NR }).to_string().contains("bestaat niet"));
    let lift = C::GeefOptieVrij { overleg: NR, optie: x.id, reden: t("mag nu"), scherm: None };
    must(&mut w, CHAIR, lift);
    assert_eq!(seen(&w, &Kijker::IEDEREEN), 1);
    let ding = crisistafel::domain::dossier::Ding::Optie(NR, x.id);
    assert!(ding_kring(&w.d, &ding).is_iedereen());
}

/// A correction leaves the circle as it is; another one in it is said, not dropped.
#[test]
fn a_correction_leaves_the_circle_as_it_is() {
    let mut w = world();
    must(&mut w, GEMEENTE, line(RegelSoort::Feit, "Hij heeft een wapen.", &["politie"]));
    let r = last(&w);
    let correct = |kring: &[&str]| {
        let inhoud = RegelInhoud { kring: voor(kring), ..RegelInhoud::new(RegelSoort::Feit, t("Hij heeft een mes.")) };
        C::CorrigeerRegel { regel: r, inhoud, reden: t("") }
    };
    assert!(matches!(refused(&mut w, GEMEENTE, correct(&["OM"])), Refusal::AnderScherm { .. }));
    must(&mut w, GEMEENTE, correct(&[]));
    assert_eq!(w.d.regels[&r].inhoud.scherm().unwrap().to_string(), "alleen gemeente en politie");
}

/// A breach that only some know of opens the acute question for all, and stays open for those when somebody who does not know
/// of it answers; and no link tells of what is in a circle, in the one direction or the other.
#[test]
fn a_measure_in_a_circle_is_named_by_nothing_outside_and_its_breach_is_settled_by_who_knows_of_it() {
    let mut w = world();
    must(&mut w, GEMEENTE, line(RegelSoort::Maatregel, "sloten vervangen", &[]));
    must(&mut w, GEMEENTE, line(RegelSoort::Maatregel, "onderduikadres", &["politie"]));
    let [open, besloten] = [0, 1].map(|at| *w.d.inzetten.keys().nth(at).unwrap());
    let regel = w.d.inzetten[&besloten].regel;
    let bij = |van, naar| C::VulInzetAan {
        inzet: van,
        velden: Box::new(InzetVelden { hoort_bij: Some(vec![naar]), ..InzetVelden::default() }),
    };
    assert!(matches!(refused(&mut w, GEMEENTE, bij(open, besloten)), Refusal::AndereKring { .. }));
    must(&mut w, GEMEENTE, bij(besloten, open));
    assert!(matches!(refused(&mut w, CHAIR, vrij(regel, None, "iedereen weet het")), Refusal::AndereKring { .. }));
    let schending = C::MeldSchending { inzet: besloten, schending: crisistafel::domain::dossier::Schending::default() };
    must(&mut w, GEMEENTE, schending);
    let acuut = |antwoord| C::BeantwoordAcuut { antwoord, toelichting: t("") };
    must(&mut w, (Rol::Voorzitter, Some("Veilig Thuis")), acuut(Antwoord::Nee));
    assert_eq!((w.d.herbeoordelen.len(), w.d.herbeoordeeld.len()), (1, 0), "who did not know of it settled nothing");
    must(&mut w, CHAIR, acuut(Antwoord::Ja));
    assert_eq!((w.d.herbeoordelen.len(), w.d.herbeoordeeld.len()), (0, 1));
}
