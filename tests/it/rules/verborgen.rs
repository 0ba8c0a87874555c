//! What was done under a shield and taken back stands nowhere any more: it is given to nobody who could not see it, also
//! when the line is open again. Found by a review of the undo of corrections.

use crisistafel::domain::command::Command as C;
use crisistafel::domain::decide::decide_all;
use crisistafel::domain::dossier::{Antwoord, BesluitVelden, Dossier, Fase, RegelInhoud, RegelSoort};
use crisistafel::domain::event::Event;
use crisistafel::domain::evolve::evolve;
use crisistafel::domain::ids::{BesluitId, RegelId, RequestId};
use crisistafel::domain::rol::{Rol, Stamp};
use crisistafel::domain::scherm::{Kring, Scherm};
use crisistafel::domain::zicht::{kring, openbaar};

use super::world::{NR, World, punt, t};

const WORD: &str = "zilverreiger";

/// R1 is an open fact.
fn world() -> World {
    let mut w = World::in_fase(Fase::Beeldvorming);
    w.line(RegelSoort::Feit, "Hij stond daar.");
    w
}

fn corrigeer(tekst: &str, afgeschermd: bool) -> C {
    let inhoud = RegelInhoud { afgeschermd, ..RegelInhoud::new(RegelSoort::Feit, t(tekst)) };
    C::CorrigeerRegel { regel: RegelId::open(1), inhoud, reden: t("") }
}

fn neem_terug(verzoek: RequestId) -> C {
    C::NeemTerug { verzoek, reden: t("vergissing") }
}

/// What was asked last.
fn last(w: &World) -> RequestId {
    w.log.last().unwrap().0.verzoek
}

/// All that who may not see shielded lines is given of the record, as it is now.
fn given(w: &World) -> String {
    let events = w.log.iter().filter(|(s, e)| kring(&w.d, s, e) == Kring::IEDEREEN).map(|(_, e)| e);
    events.map(|e| serde_json::to_string(e).unwrap()).collect::<Vec<_>>().join("\n")
}

/// The record without what is withheld gives what they may see.
fn same_as_without(w: &World) {
    let mut d = Dossier::new(w.d.nummer);
    for (stamp, event) in w.log.iter().filter(|(s, e)| kring(&w.d, s, e) == Kring::IEDEREEN) {
        evolve(&mut d, stamp, event);
    }
    assert_eq!(openbaar(&d), openbaar(&w.d));
}

/// One correction that shields the line and adds a word, taken back: the line is open again, and the word was given to
/// everybody.
#[test]
fn a_correction_that_shields_and_is_taken_back_gives_nobody_its_words() {
    let mut w = world();
    w.must(Rol::Notulist, corrigeer(WORD, true));
    let terug = neem_terug(last(&w));
    w.must(Rol::Notulist, terug);
    assert!(!w.d.regels[&RegelId::open(1)].inhoud.afgeschermd);
    assert!(!given(&w).contains(WORD), "{}", given(&w));
    same_as_without(&w);
}

/// Shielded, corrected, the correction taken back, and then the shield.
#[test]
fn a_correction_under_a_shield_stays_withheld_when_the_shield_is_taken_back_too() {
    let mut w = world();
    w.must(Rol::Notulist, C::SchermRegelAf { regel: RegelId::open(1), kring: Vec::new() });
    let shield = last(&w);
    w.must(Rol::Notulist, corrigeer(WORD, true));
    let terug = neem_terug(last(&w));
    w.must(Rol::Notulist, terug);
    let terug = neem_terug(shield);
    w.must(Rol::Notulist, terug);
    assert!(!given(&w).contains(WORD), "{}", given(&w));
    same_as_without(&w);
}

/// Shielded, corrected, taken back, and freed by who may: what they freed is what they read.
#[test]
fn a_correction_under_a_shield_stays_withheld_when_the_line_is_freed() {
    let mut w = world();
    w.must(Rol::Notulist, C::SchermRegelAf { regel: RegelId::open(1), kring: Vec::new() });
    w.must(Rol::Notulist, corrigeer(WORD, true));
    let terug = neem_terug(last(&w));
    w.must(Rol::Notulist, terug);
    w.must(Rol::Voorzitter, C::GeefRegelVrij { regel: RegelId::open(1), reden: t("mag nu"), scherm: None });
    assert!(!given(&w).contains(WORD), "{}", given(&w));
    same_as_without(&w);
}

/// What was open all along and taken back is told to everybody, as a slip.
#[test]
fn an_open_correction_that_was_taken_back_is_told() {
    let mut w = world();
    w.must(Rol::Notulist, corrigeer(WORD, false));
    let terug = neem_terug(last(&w));
    w.must(Rol::Notulist, terug);
    assert!(given(&w).contains(WORD) && !openbaar(&w.d).teruggenomen.is_empty());
    same_as_without(&w);
}

/// Found by the swarm: that an answer to a factor was taken back was told to everybody by the name of the factor, also when
/// another answer to it rests on a shielded line, and all answers to it are withheld.
#[test]
fn an_answer_that_was_taken_back_is_withheld_with_the_other_answers_to_its_factor() {
    let mut w = world();
    w.weigh("toegang", Some(Antwoord::Ja), &[RegelId::open(1)]);
    let terug = neem_terug(last(&w));
    w.must(Rol::Notulist, terug);
    assert!(given(&w).contains("toegang") && !openbaar(&w.d).teruggenomen.is_empty());
    w.line(RegelSoort::Feit, "Zij heeft een nieuw adres.");
    w.must(Rol::Notulist, C::SchermRegelAf { regel: RegelId::open(2), kring: Vec::new() });
    w.weigh("toegang", Some(Antwoord::Nee), &[RegelId::open(2)]);
    assert!(!given(&w).contains("toegang") && !given(&w).contains("vergissing"), "{}", given(&w));
    assert!(openbaar(&w.d).teruggenomen.is_empty());
    same_as_without(&w);
}

/// Found by the swarm: a decision that was changed under its shield and put back told, once it was open again, when that
/// had been: the wall would have asked to read it back anew.
#[test]
fn what_was_changed_under_a_shield_and_put_back_leaves_no_moment() {
    let mut w = World::in_fase(Fase::Besluitvorming);
    w.line(RegelSoort::Besluit, "de wijkagent belt elke dag");
    w.must(Rol::Notulist, C::SchermRegelAf { regel: RegelId::open(1), kring: Vec::new() });
    let was = w.d.regels[&RegelId::open(1)].besloten;
    w.wait(5);
    let velden = BesluitVelden { motivering: Some(t(WORD)), ..BesluitVelden::default() };
    w.must(Rol::Notulist, C::VulBesluitAan { besluit: BesluitId(1), velden });
    let terug = neem_terug(last(&w));
    w.must(Rol::Notulist, terug);
    w.must(Rol::Voorzitter, C::GeefRegelVrij { regel: RegelId::open(1), reden: t("mag nu"), scherm: None });
    assert_eq!(w.d.regels[&RegelId::open(1)].besloten, was);
    same_as_without(&w);
}

/// Found by the swarm: taking back a shield took back, too, that the decision under it had ended meanwhile, so that nobody
/// was asked to read it back anew.
#[test]
fn a_shield_that_is_taken_back_leaves_when_its_decision_changed() {
    let mut w = World::in_fase(Fase::Besluitvorming);
    w.line(RegelSoort::Besluit, "de wijkagent belt elke dag");
    w.wait(2);
    w.must(Rol::Notulist, C::SchermRegelAf { regel: RegelId::open(1), kring: Vec::new() });
    let terug = neem_terug(last(&w));
    w.wait(2);
    let velden = BesluitVelden { motivering: Some(t("anders")), ..BesluitVelden::default() };
    w.must(Rol::Notulist, C::VulBesluitAan { besluit: BesluitId(1), velden });
    let gewijzigd = w.nu;
    w.must(Rol::Notulist, terug);
    assert_eq!(w.d.regels[&RegelId::open(1)].besloten, Some(gewijzigd));
}

/// Review F18: a gap in the numbers told how much there is that one may not know.
#[test]
fn what_is_shielded_when_it_is_made_is_numbered_apart() {
    for (soort, letter) in
        [(RegelSoort::Onbekend, 'V'), (RegelSoort::Besluit, 'B'), (RegelSoort::Actie, 'A'), (RegelSoort::Maatregel, 'M')]
    {
        let mut w = World::in_fase(Fase::Besluitvorming);
        for afgeschermd in [false, true, true, false, true] {
            let regel = RegelInhoud { afgeschermd, ..RegelInhoud::new(soort, t("iets")) };
            w.must(Rol::Notulist, C::LegRegelVast { overleg: NR, punt: punt("besluiten"), regel });
        }
        let numbers = |d: &Dossier| -> Vec<String> {
            let all = (d.vragen.keys().map(ToString::to_string)).chain(d.besluiten.keys().map(ToString::to_string));
            let all = all.chain(d.acties.keys().map(ToString::to_string));
            all.chain(d.inzetten.keys().map(ToString::to_string)).collect()
        };
        let named = |all: &[&str]| -> Vec<String> { all.iter().map(|nr| format!("{letter}{nr}")).collect() };
        assert_eq!(numbers(&openbaar(&w.d)), named(&["1", "2"]));
        assert_eq!(numbers(&w.d), named(&["1", "2", "-x1", "-x2", "-x3"]));
        // what is freed keeps its number, and what is shielded later too
        w.must(Rol::Voorzitter, C::GeefRegelVrij { regel: RegelId::afgeschermd(1, 1), reden: t("bekend"), scherm: None });
        w.must(Rol::Notulist, C::SchermRegelAf { regel: RegelId::open(1), kring: Vec::new() });
        assert_eq!(numbers(&openbaar(&w.d)), named(&["2", "-x1"]));
    }
}

fn line(text: &str, afgeschermd: bool) -> C {
    let regel = RegelInhoud { afgeschermd, ..RegelInhoud::new(RegelSoort::Feit, t(text)) };
    C::LegRegelVast { overleg: NR, punt: punt("inbrengronde"), regel }
}

fn lines(d: &Dossier) -> Vec<String> {
    d.regels.keys().map(ToString::to_string).collect()
}

/// Lines were left in one series, so that their gaps told how many shielded ones there are, and where.
#[test]
fn a_line_that_is_shielded_when_it_is_made_leaves_no_gap_and_stands_where_it_was_made() {
    let mut w = World::in_fase(Fase::Beeldvorming);
    for (nr, afgeschermd) in [true, false, true, true, false, false, true].into_iter().enumerate() {
        w.must(Rol::Notulist, line(&nr.to_string(), afgeschermd));
    }
    assert_eq!(lines(&w.d), ["R0x1", "R1", "R1x1", "R1x2", "R2", "R3", "R3x1"]);
    assert_eq!(lines(&openbaar(&w.d)), ["R1", "R2", "R3"]);
    let told: String = w.d.regels_van(NR).map(|r| r.inhoud.tekst.as_str()).collect();
    assert_eq!(told, "0123456", "by number is by the order of making");
    // what is freed keeps its number and its place, what is shielded later leaves a gap, and no number is given again
    w.must(Rol::Voorzitter, C::GeefRegelVrij { regel: RegelId::afgeschermd(1, 2), reden: t("bekend"), scherm: None });
    w.must(Rol::Notulist, C::SchermRegelAf { regel: RegelId::open(3), kring: Vec::new() });
    w.must(Rol::Notulist, line("7", true));
    w.must(Rol::Notulist, line("8", false));
    assert_eq!(lines(&openbaar(&w.d)), ["R1", "R1x2", "R2", "R4"]);
    assert!(lines(&w.d).ends_with(&["R3x1", "R3x2", "R4"].map(str::to_owned)), "{:?}", lines(&w.d));
    same_as_without(&w);
}

/// Lines that are pasted are one record: each sees those before it. What is taken back leaves its number behind.
#[test]
fn lines_of_one_record_are_numbered_as_one_by_one() {
    let mut w = World::in_fase(Fase::Beeldvorming);
    let stamp = Stamp { op: w.nu, wie: World::actor(Rol::Notulist), verzoek: RequestId(900) };
    let pasted: Vec<C> = [false, true, false, true, true].map(|afgeschermd| line("geplakt", afgeschermd)).into();
    let correct = C::SchermRegelAf { regel: RegelId::afgeschermd(1, 1), kring: Vec::new() };
    for event in decide_all(&w.d, &w.kader, &stamp, &pasted).unwrap() {
        evolve(&mut w.d, &stamp, &event);
    }
    assert_eq!(lines(&w.d), ["R1", "R1x1", "R2", "R2x1", "R2x2"]);
    assert!(w.refused(Rol::Notulist, correct).contains("R1x1"), "it is named as it is shown");
}

/// A record that is not ours may have taken the very last number: the first that is free is given, of either series.
#[test]
fn where_the_last_number_of_a_line_was_taken_the_first_free_one_is_given() {
    let mut w = World::in_fase(Fase::Beeldvorming);
    w.must(Rol::Notulist, line("een", false));
    let stamp = w.log.last().unwrap().0.clone();
    for regel in [RegelId::open(u32::MAX), RegelId::LAATSTE] {
        let C::LegRegelVast { overleg, punt, regel: inhoud } = line("van een ander", regel == RegelId::LAATSTE) else {
            return;
        };
        evolve(&mut w.d, &stamp, &Event::RegelVastgelegd { overleg, regel, punt, inhoud });
    }
    assert_eq!([None, Some(&Scherm::Rol)].map(|x| w.d.volgende_regel(x).to_string()), ["R2", "R4294967295x1"]);
    w.must(Rol::Notulist, line("twee", false));
    w.must(Rol::Notulist, line("drie", true));
    assert_eq!([None, Some(&Scherm::Rol)].map(|x| w.d.volgende_regel(x).to_string()), ["R3", "R4294967295x2"]);
}
