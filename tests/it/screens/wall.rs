//! The shared screen.

use crisistafel::domain::rol::Rol;
use insta::assert_snapshot;

use super::desk::{BELAGING, Desk, Tafel, minute};

fn wall(minutes: i64, keys: &str) -> Desk {
    let mut desk = Desk::at_meeting(minutes, "scherm", "", &[Rol::Scherm]);
    desk.press(keys);
    desk
}

#[test]
fn it_shows_the_question_of_this_moment_what_was_recorded_and_what_is_missing() {
    assert_snapshot!("wall_120x36", wall(20, "").screen(120, 36));
    assert_snapshot!("wall_80x24", wall(41, "").screen(80, 24));
}

#[test]
fn blank_it_says_only_that_it_is_blank_and_how_it_comes_back() {
    let mut desk = wall(20, "b");
    let screen = desk.screen(80, 24);
    let said: Vec<&str> = screen.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    assert_eq!(said, ["OEFENING", "Dit scherm is leeg gemaakt.", "b toont het weer", "geen cursor"]);
    desk.press("b");
    assert!(desk.screen(80, 24).contains("Inbrengronde"));
}

#[test]
fn a_step_that_waits_and_a_refusal_are_told_calmly() {
    assert_snapshot!("wall_waits_80x24", wall(20, "v").screen(80, 24));
    let screen = wall(20, "h").screen(80, 24);
    assert!(screen.contains("✗ niet gedaan · dat kan nu niet: het overleg is niet geschorst"), "{screen}");
}

#[test]
fn before_the_meeting_it_waits() {
    let mut desk = Desk::open(Tafel::play(BELAGING, minute(-5)), minute(-5), ("scherm", ""), &[Rol::Scherm]);
    assert!(desk.screen(80, 24).contains("Het overleg begint zo."));
    desk.model.deelscherm.toon(None);
    assert!(desk.screen(80, 24).contains("Er is nu geen overleg op dit scherm."));
}

#[test]
fn nothing_stands_on_it_that_is_not_for_a_wall() {
    for minutes in [0, 9, 20, 30, 44] {
        for (columns, rows) in [(80, 24), (120, 36), (200, 50)] {
            let screen = wall(minutes, "").screen(columns, rows);
            for secret in ["Trapportaal", "afgeschermd", "zijn zus werkt", "niet weten"] {
                assert!(!screen.contains(secret), "{secret} at {minutes}\n{screen}");
            }
        }
    }
}
