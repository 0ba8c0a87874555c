//! A dossier that is not in memory: who asks for it waits for it, and nobody else does; and it leaves memory when nobody
//! follows it for a while, without anybody noticing.

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{Antwoord, Fase, Sluiting};
use crisistafel::domain::ids::{DossierNummer, OverlegNr, RequestId};
use crisistafel::domain::rol::Rol;
use crisistafel::domain::tekst::Tekst;
use crisistafel::protocol::{Afhandeling, Soort, ToClient, ToServer};
use crisistafel::server::clerk::{Input, PeerId};

use super::meeting::{bijeen, feit, naar, open, start, t};
use super::people::{People, geef};

const TABLE: &str = r#"
[[toegang]]
gebruiker = "duin"
naam = "Duin"
rollen = ["voorzitter"]

[[toegang]]
gebruiker = "dewit"
naam = "De Wit"
rollen = ["notulist"]

[[toegang]]
gebruiker = "muur"
rollen = ["scherm"]
"#;

/// Two dossiers, each with a meeting that was called, and a service that has neither in memory.
fn tafel() -> (People, [DossierNummer; 2]) {
    let mut p = People::new(TABLE);
    let chair = p.comes("duin", Soort::Terminal, None);
    let both = ["Lentedijk", "Herfstdijk"].map(|naam| {
        let nummer = p.must(chair, None, open(naam));
        p.must(chair, Some(nummer), bijeen());
        nummer
    });
    p.again(true);
    p.reads = 0;
    (p, both)
}

/// What is handed over after it was read.
fn hand_over(p: &mut People) {
    for read in p.late.take().expect("held") {
        p.play(Input::Read(Box::new(read)));
    }
}

fn line(verzoek: u128, nummer: DossierNummer) -> ToServer {
    let opdrachten = vec![feit("hij stond voor de deur")];
    ToServer::Doe { verzoek: RequestId(verzoek), dossier: Some(nummer), basis: None, opdrachten, regels: Vec::new() }
}

/// How requests of somebody ended, in the order in which they were told.
fn answers(p: &People, peer: PeerId) -> Vec<(u128, bool)> {
    let all = p.sent(peer).into_iter().filter_map(|m| match m {
        ToClient::Antwoord { verzoek, uitkomst } => Some((verzoek.0, matches!(uitkomst, Afhandeling::Vastgelegd { .. }))),
        _ => None,
    });
    all.collect()
}

/// The names of what somebody was sent of a dossier.
fn holds(p: &People, peer: PeerId) -> Vec<&'static str> {
    let all = p.sent(peer).into_iter().filter_map(|m| match m {
        ToClient::Opnieuw { .. } => Some("anew"),
        ToClient::Frames { .. } => Some("frames"),
        ToClient::Bij { .. } => Some("all"),
        ToClient::Antwoord { .. } => Some("answer"),
        ToClient::NietDaar { .. } => Some("nothing"),
        _ => None,
    });
    all.collect()
}

/// A long dossier was opened on the thread on which all is decided: meanwhile nobody's line was recorded, in no meeting.
#[test]
fn a_line_in_one_dossier_is_answered_while_another_one_is_being_read() {
    let (mut p, [long, other]) = tafel();
    let busy = p.sits("dewit", None, other);
    p.late = Some(Vec::new());
    let waits = p.comes("duin", Soort::Terminal, None);
    p.says(waits, ToServer::Volg { dossier: Some(long), sinds: None });
    p.says(waits, line(71, long));
    assert!(p.clerk.is_waiting(waits) && p.clerk.is_reading() && !p.clerk.is_waiting(busy));
    p.says(busy, line(81, other));
    assert_eq!(answers(&p, busy), [(81, true)]);
    assert_eq!(holds(&p, waits), [""; 0], "not there, and not refused");
    hand_over(&mut p);
    assert!(!p.clerk.is_waiting(waits) && !p.clerk.is_reading());
    assert_eq!(holds(&p, waits), ["anew", "frames", "all", "frames", "answer"], "in the order in which it was asked");
    assert_eq!(answers(&p, waits), [(71, true)]);
}

/// One reading serves all who wait for it; who went meanwhile is let go after what they asked, which stays recorded.
#[test]
fn a_dossier_is_read_once_for_all_who_wait_and_what_was_asked_before_somebody_went_is_recorded() {
    let (mut p, [long, _]) = tafel();
    p.late = Some(Vec::new());
    let [one, two] = ["duin", "dewit"].map(|naam| p.comes(naam, Soort::Terminal, None));
    for peer in [one, two] {
        p.says(peer, ToServer::Volg { dossier: Some(long), sinds: None });
    }
    p.says(two, line(5, long));
    p.play(Input::Gone(two));
    assert_eq!(p.late.as_ref().map(Vec::len), Some(1));
    hand_over(&mut p);
    assert_eq!(answers(&p, two), [(5, true)]);
    assert_eq!(p.ended, [two]);
    assert_eq!(holds(&p, one).iter().filter(|what| **what == "frames").count(), 2, "what there was, and that line");
}

/// Nobody follows it, and after a quarter of an hour it is not in memory; who is let in is known of it all the same, and what
/// was asked before is not done twice.
#[test]
fn a_dossier_that_nobody_follows_leaves_memory_and_nobody_notices() {
    let (mut p, [nummer, _]) = tafel();
    let chair = p.sits("duin", None, nummer);
    p.must(chair, Some(nummer), geef("nel", Rol::Raadpleger, None));
    p.play(Input::Gone(chair));
    let clerk = p.sits("dewit", None, nummer);
    p.says(clerk, line(9, nummer));
    let first = p.sent(clerk).into_iter().find_map(|m| match m {
        ToClient::Antwoord { uitkomst, .. } => Some(uitkomst),
        _ => None,
    });
    assert_eq!((p.reads, p.clerk.wakes()), (1, None), "who follows it keeps it");
    p.wait(60);
    p.play(Input::Gone(clerk));
    assert_eq!(p.clerk.wakes(), Some(p.nu.plus(chrono::TimeDelta::minutes(15))));
    p.wait(14);
    let back = p.sits("dewit", None, nummer);
    assert_eq!((p.reads, p.clerk.wakes()), (1, None), "still there");
    p.play(Input::Gone(back));
    p.wait(15);
    assert_eq!(p.clerk.wakes(), None, "gone, and nothing is waited for");

    let given = p.sits("nel", None, nummer);
    assert_eq!(p.reads, 2);
    assert_eq!(holds(&p, given), ["anew", "frames", "all"]);
    let again = p.sits("dewit", None, nummer);
    p.says(again, line(9, nummer));
    assert_eq!(answers(&p, again), [(9, true)]);
    let last = p.sent(again).into_iter().rev().find_map(|m| match m {
        ToClient::Antwoord { uitkomst, .. } => Some(uitkomst),
        _ => None,
    });
    assert!(matches!(first, Some(Afhandeling::Vastgelegd { .. })) && last.is_some());
    let lines = |p: &People| holds(p, given).iter().filter(|what| **what == "frames").count();
    assert_eq!(lines(&p), 1, "nothing was recorded once more");
}

/// A clock that is set back makes nothing stay for a year.
#[test]
fn a_clock_that_is_set_back_keeps_no_dossier_in_memory() {
    let (mut p, [nummer, _]) = tafel();
    let clerk = p.sits("dewit", None, nummer);
    p.play(Input::Gone(clerk));
    p.wait(-60 * 24 * 365);
    p.wait(15);
    p.sits("dewit", None, nummer);
    assert_eq!(p.reads, 2);
}

/// What a shared screen of a dossier shows, as it was told last.
fn shows(p: &People, wall: PeerId) -> Option<bool> {
    let all = p.sent(wall).into_iter().rev();
    all.into_iter().find_map(|m| if let ToClient::Wand { wand } = m { Some(wand.is_some()) } else { None })
}

/// Two meetings go on, and one ends: a wall that waited is put at the other, and so is one that comes later, also where that
/// is not in memory any more.
#[test]
fn a_wall_is_put_at_a_meeting_that_left_memory() {
    let (mut p, [one, other]) = tafel();
    let chair = p.sits("duin", None, one);
    for nummer in [one, other] {
        p.must(chair, Some(nummer), start());
    }
    let asked = |p: &mut People| {
        let wall = p.comes("muur", Soort::Scherm, None);
        p.says(wall, ToServer::Volg { dossier: None, sinds: None });
        wall
    };
    let waits = asked(&mut p);
    assert!(p.sent(waits).iter().any(|m| matches!(m, ToClient::Welk { .. })), "it is asked which");
    p.wait(16);
    let reads = p.reads;
    close(&mut p, chair, one);
    assert_eq!((p.reads, shows(&p, waits)), (reads + 1, Some(true)));
    p.play(Input::Gone(waits));
    p.wait(16);
    let late = asked(&mut p);
    assert_eq!((p.reads, shows(&p, late)), (reads + 2, Some(true)));
    for wall in [waits, late] {
        assert!(p.sent(wall).iter().all(|m| !matches!(m, ToClient::Wand { wand: None })), "nothing else came before");
    }
}

/// Ends the meeting of a dossier, whatever is open.
fn close(p: &mut People, chair: PeerId, nummer: DossierNummer) {
    let blokken = [Fase::Opening, Fase::Beeldvorming, Fase::Oordeelsvorming, Fase::Besluitvorming, Fase::Afsluiting];
    for (van, fase) in blokken.iter().zip(blokken.iter().skip(1)) {
        p.must(chair, Some(nummer), naar(*van, *fase));
    }
    let sluiting = Sluiting {
        volgende: None,
        eerder_bij: Tekst::default(),
        geen_volgende: t("het is klaar"),
        veilig: Antwoord::Ja,
        veilig_toelichting: t("ja"),
    };
    p.must(chair, Some(nummer), Command::SluitOverleg { overleg: OverlegNr(1), sluiting, reden: t("het is klaar") });
}
