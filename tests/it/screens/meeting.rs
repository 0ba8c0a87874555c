//! The meeting's own screen, block by block.

use crisistafel::domain::ids::RequestId;
use crisistafel::domain::rol::Rol;
use crisistafel::protocol::{Soort, ToClient};
use insta::assert_snapshot;

use super::desk::{BELAGING, CONTROLE, Desk, Tafel, lines, minute, start, theme};

fn typing(minutes: i64, keys: &str) -> Desk {
    let mut desk = Desk::notulist(minutes);
    desk.press(keys);
    desk
}

#[test]
fn the_round_with_a_line_in_progress() {
    let mut desk = typing(20, "v Hij heeft haar werkrooster gezien #toegang @buurvrouw");
    assert_snapshot!("round_120x36", desk.screen(120, 36));
    assert_snapshot!("round_80x24", desk.screen(80, 24));
    assert_snapshot!("round_40x10", desk.screen(40, 10));
}

#[test]
fn the_round_at_200_columns_with_what_others_type() {
    let mut desk = typing(20, "? Waar staat de auto >morgen 12:00 @politie");
    let tekst = "z Ik mis het OM nog in dit verhaal, en ik wil weten wie er vannacht bij haar is.".into();
    desk.hear(ToClient::Concept { naam: "Duin".into(), terminal: RequestId(9), tekst });
    assert_snapshot!("round_200x50", desk.screen(200, 50));
}

#[test]
fn a_meeting_that_is_called_says_who_and_why_and_who_is_asked() {
    let tafel = Tafel::play(BELAGING, minute(-5));
    let mut desk = Desk::open(tafel, minute(-5), ("duin", "Duin"), &[Rol::Voorzitter]);
    assert_snapshot!("called_120x36", desk.screen(120, 36));
}

#[test]
fn the_opening_shows_attendance_agreements_and_open_actions() {
    assert_snapshot!("attendance_120x36", typing(1, "").screen(120, 36));
    assert_snapshot!("open_actions_80x24", typing(3, "").screen(80, 24));
}

#[test]
fn what_is_not_known_says_who_finds_out() {
    assert_snapshot!("questions_120x36", typing(25, "").screen(120, 36));
}

#[test]
fn the_judgements_and_the_conclusion() {
    assert_snapshot!("judgements_120x36", typing(30, "o hoog acuut: hij heeft haar al twee keer gevonden").screen(120, 36));
    assert_snapshot!("conclusion_80x24", typing(34, "").screen(80, 24));
}

#[test]
fn the_decisions_say_what_is_still_missing() {
    assert_snapshot!("decisions_120x36", typing(41, "").screen(120, 36));
    assert_snapshot!("actions_80x24", typing(45, "").screen(80, 24));
}

#[test]
fn a_closed_meeting_says_how_it_was_closed() {
    let mut desk = Desk::open(Tafel::play(CONTROLE, start()), start(), ("piket", "Piket"), &[Rol::Raadpleger]);
    assert_snapshot!("closed_120x36", desk.screen(120, 36));
}

#[test]
fn a_pause_is_unmistakable() {
    let mut desk = Desk::at_meeting(20, "duin", "Duin", &[Rol::Voorzitter]);
    desk.press("/schors<enter>de politie wordt weggeroepen<enter>");
    assert_snapshot!("paused_80x24", desk.screen(80, 24));
}

#[test]
fn a_step_that_waits_for_a_reason_is_shown_to_who_can_give_it() {
    let mut wall = Desk::at_meeting(20, "scherm", "", &[Rol::Scherm]);
    wall.press("v");
    let mut desk = Desk::open(wall.tafel, minute(20), ("dewit", "De Wit"), &[Rol::Notulist]);
    assert_snapshot!("waits_80x24", desk.screen(80, 24));
    let mut guest = Desk::open(desk.tafel, minute(20), ("piket", "Piket"), &[Rol::Raadpleger]);
    let screen = guest.screen(80, 24);
    assert!(screen.contains("De notulist of de procesregisseur geeft de reden."), "{screen}");
    assert!(!screen.contains("/reden"), "{screen}");
}

#[test]
fn without_a_connection_it_says_so_and_what_was_typed_waits_in_sight() {
    let mut desk = Desk::notulist(20);
    desk.lose_connection();
    desk.press("f Hij stond er weer<enter>v En nog een");
    assert_snapshot!("lost_80x24", desk.screen(80, 24));
}

#[test]
fn looking_back_holds_the_minutes_and_says_so() {
    let mut desk = typing(24, "<pageup>");
    assert_snapshot!("held_120x36", desk.screen(120, 36));
    let minutes =
        |screen: &str| screen.lines().skip(18).take(11).map(|l| l.chars().skip(34).collect()).collect::<Vec<String>>();
    let before = minutes(&desk.screen(120, 36));
    desk.press("f Een nieuwe regel<enter><pageup>");
    let held = desk.model.overleg.anker;
    desk.press("f Nog een");
    assert_eq!(desk.model.overleg.anker, held, "typing does not move the view");
    assert!(before.iter().any(|l| l.contains("Hij is gisteren niet op zijn werk gezien")), "{before:#?}");
}

#[test]
fn nothing_that_somebody_else_does_moves_the_line_being_typed() {
    let mut desk = typing(20, "f Hij heeft een @jan");
    let line = |desk: &mut Desk| {
        let (buffer, cursor) = desk.draw(120, 36, &theme("donker"));
        (lines(&buffer)[30..33].to_vec(), cursor)
    };
    let before = line(&mut desk);
    let tekst = "z Ik mis het OM".into();
    desk.hear(ToClient::Concept { naam: "Duin".into(), terminal: RequestId(9), tekst });
    assert_eq!(line(&mut desk), before, "a draft of another");
    desk.hear(ToClient::Aanwezig { schermen: 2, terminals: 5, anderen: Vec::new() });
    assert_eq!(line(&mut desk), before, "another screen");
    let later = Tafel::play(&format!("{BELAGING}\n{}", include_str!("tweede-overleg.jsonl")), minute(26));
    desk.catch_up(&later);
    assert_eq!(line(&mut desk), before, "six minutes of the meeting, with another turn and another block");
}

#[test]
fn every_own_unanswered_line_says_that_it_is_being_recorded() {
    let mut desk = Desk::notulist(20);
    desk.online = false;
    desk.press("f Hij stond er weer<enter>");
    assert!(desk.screen(120, 36).contains("wordt bewaard ..."));
    assert!(desk.screen(80, 24).contains("wordt bewaard ..."));
    let mut desk = typing(20, "f Hij stond er weer<enter>");
    assert!(desk.screen(120, 36).contains("bewaard tot 14:20"));
}

#[test]
fn nothing_is_said_about_danger_while_the_dossier_is_still_on_its_way() {
    let tafel = Tafel::new("26-K7M4".parse().unwrap());
    let number = tafel.dossier.nummer;
    let mut desk = Desk::cold(tafel, start(), Soort::Terminal, Some(number), ("piket", "Piket"), &[Rol::Raadpleger]);
    for (columns, rows) in [(40, 10), (80, 24), (120, 36)] {
        let screen = desk.screen(columns, rows);
        assert!(!screen.contains("acuut"), "{screen}");
    }
}

/// `nog 5 open` above and `nog 7 regels` beside it were two counts of one thing.
#[test]
fn what_is_open_is_counted_once_and_what_does_not_fit_is_read_whole() {
    let mut desk = Desk::notulist(41);
    let screen = desk.screen(120, 36);
    let n = |before: &str, after: &str| -> usize {
        let (_, rest) = screen.split_once(before).unwrap_or_else(|| panic!("{before}\n{screen}"));
        rest.split_once(after).unwrap().0.parse().unwrap_or_else(|why| panic!("{why}\n{screen}"))
    };
    let all = n("▐  nog ", " open");
    let part = screen.split("NOG OPEN VÓÓR").nth(1).unwrap().split("en nog ").next().unwrap();
    assert_eq!(part.matches("\n · ").count() + n("en nog ", " open: /nogopen"), all, "{screen}");
    assert!(!screen.contains("regels\n"), "lines of the screen are no lines of the minutes: {screen}");
    // the work that does not fit is read whole
    let mut desk = Desk::notulist(20);
    let screen = desk.screen(80, 24);
    assert!(screen.contains("schermregel") && screen.contains("/blad toont alles"), "{screen}");
    desk.press("/blad<enter>");
    let screen = desk.screen(80, 24);
    assert!(screen.contains("─ Alles bij dit punt ─") && screen.contains("woningcorporatie"), "{screen}");
}
