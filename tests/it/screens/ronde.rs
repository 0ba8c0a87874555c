//! The closed round, the gate with many findings, and the acute question that is open again: keys in, screen out.

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{Antwoord, RegelInhoud, RegelSoort, Schending};
use crisistafel::domain::ids::{InzetId, PuntId};
use crisistafel::domain::poort::{Peiling, open_voor_volgende};
use crisistafel::domain::rol::Rol;
use insta::assert_snapshot;

use super::desk::{Desk, Tafel, minute};
use super::weegtafel::{TWEE, alone, desk, does, t, tafel};

/// The own words of a judgement in these tests.
const WORD: &str = "zwaluw";

/// Goes to the oordeelsronde.
const ROUND: &str = "/punten<enter>3";

#[test]
fn a_judgement_in_a_closed_round_is_dots_on_the_screen_and_received_for_everybody() {
    let mut desk = alone("/geslotenronde<enter>");
    desk.press(ROUND);
    assert_snapshot!("closed_round_80x24", desk.screen(80, 24));
    desk.press("/oordeel<enter>2<tab>");
    assert!(desk.screen(80, 24).contains("1 ja"), "{}", desk.screen(80, 24));
    desk.press("1<tab>3<tab>zwaluw op het dak");
    let screen = desk.screen(80, 24);
    assert_snapshot!("closed_form_80x24", screen);
    assert!(!screen.contains(WORD) && !screen.contains("hoog") && !screen.contains("[ja]"), "{screen}");
    // arrows do not step through what cannot be seen
    desk.press("<up><left><right><down><enter>");
    let screen = desk.screen(80, 24);
    assert!(screen.contains("● politie           ontvangen") && !screen.contains(WORD), "{screen}");
    desk.press("/onthul<enter>1");
    let screen = desk.screen(80, 24);
    assert!(screen.contains(WORD) && screen.contains("hoog") && screen.contains("acuut: ja"), "{screen}");
}

#[test]
fn every_field_of_a_masked_judgement_arrives_as_it_was_chosen() {
    let mut desk = alone("/geslotenronde<enter>/oordeel<enter>2<tab>3<tab>2<tab>zwaluw<enter>");
    let ronde = desk.tafel.dossier.overleg(TWEE).unwrap().afweging.open_ronde().unwrap();
    let inhoud = &ronde.oordelen[0].inhoud;
    assert_eq!(inhoud.acuut, Some(Antwoord::Onbekend));
    assert_eq!(inhoud.niveau.as_ref().unwrap().as_str(), "gemiddeld");
    assert_eq!(inhoud.argument.as_str(), WORD);
    assert!(desk.screen(80, 24).contains("vastgelegd"));
}

#[test]
fn a_masked_form_that_is_left_is_kept_nowhere_and_one_begun_before_the_round_is_masked_too() {
    let mut desk = alone("/geslotenronde<enter>/oordeel<enter>2<tab><tab><tab>zwaluw<esc>");
    assert!(desk.model.bewaard.is_empty());
    assert!(desk.screen(80, 24).contains("nergens een concept"), "{}", desk.screen(80, 24));
    desk.press("/oordeel<enter>2<tab><tab><tab>");
    assert!(!desk.screen(80, 24).contains("•"), "{}", desk.screen(80, 24));
    // begun in the open, while somebody else opens a closed round
    let mut open = alone("/oordeel<enter>2<tab>1<tab>3<tab>zwaluw");
    assert!(open.screen(80, 24).contains(WORD));
    let mut later = tafel();
    does(&mut later, Rol::Voorzitter, 21, vec![Command::OpenGeslotenRonde { overleg: TWEE }]);
    open.catch_up(&later);
    let screen = open.screen(80, 24);
    assert!(!screen.contains(WORD) && screen.contains("••••••"), "{screen}");
}

#[test]
fn a_judgement_typed_as_a_line_in_a_closed_round_is_refused_and_stays_with_the_notulist() {
    let mut desk = alone("/geslotenronde<enter>o zwaluw acuut<enter>");
    let screen = desk.screen(80, 24);
    assert!(screen.contains("niet gedaan") && screen.contains("met /oordeel"), "{screen}");
    assert_eq!(desk.model.overleg.draft.text(), "o zwaluw acuut");
    assert!(desk.tafel.dossier.regels.values().all(|r| r.inhoud.soort != RegelSoort::Oordeel));
}

#[test]
fn who_sits_at_the_table_gives_the_own_judgement_on_the_own_terminal() {
    let mut table = tafel();
    does(&mut table, Rol::Voorzitter, 21, vec![Command::OpenGeslotenRonde { overleg: TWEE }]);
    let mut own = Desk::open(table, minute(21), ("bos", "Bos"), &[Rol::Deelnemer]);
    own.press("/oordeel<enter>");
    // the organisation of the role table, which is also that of the rules
    assert!(own.screen(80, 24).contains("Oordeel van gemeente"), "{}", own.screen(80, 24));
    assert!(own.screen(80, 24).contains("Gesloten ronde"));
    // review B7: who may give none is told so before anything is typed blind
    own.press("<esc>");
    for (organisatie, said) in [(None, "staat geen organisatie"), (Some("GGD".into()), "zit niet aan tafel")] {
        own.model.ik.as_mut().unwrap().organisatie = organisatie;
        own.press("/oordeel<enter>");
        assert!(own.model.lagen.is_empty());
        assert!(own.screen(80, 24).contains(said), "{}", own.screen(80, 24));
    }
}

#[test]
fn only_the_chair_opens_and_reveals_a_closed_round() {
    let mut notulist = desk(&[Rol::Notulist], ("dewit", "De Wit"), "/geslotenronde<enter>");
    assert!(notulist.screen(80, 24).contains("alleen voor: voorzitter"));
    let mut chair = alone("/onthul<enter>");
    assert!(chair.screen(80, 24).contains("er loopt geen gesloten ronde"));
    chair.press("/geslotenronde<enter>/onthul<enter>");
    assert!(chair.screen(80, 24).contains("▸ 2 nog niet"), "{}", chair.screen(80, 24));
    chair.press("<enter>");
    assert!(chair.tafel.dossier.overleg(TWEE).unwrap().afweging.open_ronde().is_some());
}

#[test]
fn a_gate_with_many_findings_can_be_read_whole_and_leaves_room_for_the_reason() {
    let mut desk = alone("/verder<enter>");
    assert_snapshot!("gate_80x24", desk.screen(80, 24));
    assert_snapshot!("gate_120x36", desk.screen(120, 36));
    desk.press("<pagedown>");
    assert_snapshot!("gate_read_80x24", desk.screen(80, 24));
    let mut read = String::new();
    for _ in 0..4 {
        read.push_str(&desk.screen(80, 24));
        desk.press("<pagedown>");
    }
    let d = &desk.tafel.dossier;
    let stand = Peiling { d, o: d.overleg(TWEE).unwrap(), kader: &desk.tafel.kader.kader, nu: desk.model.nu };
    for point in open_voor_volgende(stand) {
        let start: String = point.tekst.as_str().chars().take(40).collect();
        assert!(read.contains(&start), "{start}\n{read}");
    }
    desk.press("<enter>de tijd dringt, wij weten genoeg voor vannacht<enter>");
    assert!(desk.screen(80, 24).contains("Besluitvorming"), "{}", desk.screen(80, 24));
}

/// A measure that was breached after the acute question was answered.
fn breached() -> Tafel {
    let mut table = tafel();
    let punt = PuntId::try_from("inbrengronde".to_owned()).unwrap();
    let line = RegelInhoud::new(RegelSoort::Maatregel, t("Contactverbod"));
    let acuut = Command::BeantwoordAcuut { antwoord: Antwoord::Nee, toelichting: t("hij zat vast") };
    does(
        &mut table,
        Rol::Notulist,
        21,
        vec![
            acuut,
            Command::LegRegelVast { overleg: TWEE, punt: punt.clone(), regel: line.clone() },
            Command::LegRegelVast { overleg: TWEE, punt, regel: line },
            Command::MeldSchending { inzet: InzetId(2), schending: Schending::default() },
        ],
    );
    table
}

#[test]
fn a_breach_makes_the_acute_question_open_again_in_the_header_until_it_is_answered() {
    let mut desk = Desk::open(breached(), minute(22), ("dewit", "De Wit"), &[Rol::Notulist]);
    for (columns, rows) in [(80, 24), (120, 36)] {
        let screen = desk.screen(columns, rows);
        assert!(screen.contains("ACUUT? opnieuw: schending M2") && !screen.contains("acuut: nee"), "{screen}");
    }
    assert!(desk.screen(40, 10).contains("ACUUT?"));
    assert_snapshot!("acute_again_80x24", desk.screen(80, 24));
    desk.press("/acuut<enter>1<tab>hij stond bij de school<enter>");
    let screen = desk.screen(80, 24);
    assert!(screen.contains("acuut: ja") && !screen.contains("ACUUT?"), "{screen}");
}

#[test]
fn somebody_makes_the_acute_question_open_again_with_a_form() {
    let mut desk = alone("/herbeoordelen<enter>4<tab>dinsdag komt hij vrij<enter>");
    let screen = desk.screen(120, 36);
    assert!(screen.contains("ACUUT? opnieuw: vrijlating"), "{screen}");
}

/// The command opened a round and said nothing: who judges, how, and when it is seen stood at one item only.
#[test]
fn a_closed_round_says_what_happens_now_wherever_the_meeting_is() {
    let mut chair = alone("/geslotenronde<enter>");
    let screen = chair.screen(80, 24);
    assert!(screen.contains("/oordeel, gemaskeerd; niemand ziet er een vóór /onthul"), "{screen}");
    // who types sees it as long as it goes on, also where the meeting is at another item
    for (columns, rows) in [(80, 24), (100, 30)] {
        let flat = chair.screen(columns, rows).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains("/oordeel geeft een oordeel, gemaskeerd."), "{flat}");
        assert!(flat.contains("Nog niet van gemeente, politie, Veilig Thuis."), "{flat}");
    }
    chair.press("/oordeel<enter>2<tab>1<tab>3<tab>zwaluw<enter>");
    let flat = chair.screen(100, 30).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("Nog niet van gemeente, Veilig Thuis.") && !flat.contains(WORD), "{flat}");
}
