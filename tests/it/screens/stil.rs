//! What is said where something does not come: an answer of the service, the end of a paste, words behind a mark, a
//! command of that name, a round.

use chrono::TimeDelta;
use crisistafel::app::{Msg, update};
use crisistafel::domain::rol::Rol;

use super::desk::{Desk, minute};

/// A service that was frozen was a small 'wordt bewaard ...' for a quarter of a minute, and what was entered was nowhere.
#[test]
fn a_service_that_does_not_answer_is_said_with_how_many_lines_are_in_doubt() {
    let mut desk = Desk::notulist(20);
    desk.online = false;
    desk.press("f Hij stond er weer<enter>").press("v Hij komt terug<enter>");
    let at = |seconds| minute(20).plus(TimeDelta::seconds(seconds));
    let said = |desk: &mut Desk, words: &str| {
        [(120, 36), (80, 24)].map(|(columns, rows)| desk.screen(columns, rows).contains(words))
    };
    desk.wait_until(at(2));
    assert_eq!(desk.model.tot_stil(), Some(TimeDelta::seconds(1)), "when it has to be drawn again");
    assert_eq!(said(&mut desk, "antwoordt niet"), [false; 2]);
    desk.wait_until(at(3));
    assert_eq!(desk.model.tot_stil(), None);
    let words = "de dienst antwoordt niet (14:20): van 2 regels is niet bekend of ze op schijf staan";
    assert!(said(&mut desk, words)[0], "{}", desk.screen(120, 36));
    assert_eq!(said(&mut desk, "de dienst antwoordt niet"), [true; 2], "{}", desk.screen(80, 24));
    assert_eq!(said(&mut desk, "2 regels zonder antwoord"), [true; 2], "{}", desk.screen(80, 24));
    assert_eq!(said(&mut desk, "zonder antwoord · v Hij komt terug"), [true; 2], "what was entered can be seen");
    // the connection is lost, and back: what waited is asked again, and has its time again
    desk.lose_connection();
    assert_eq!(said(&mut desk, "antwoordt niet"), [false; 2]);
}

/// A paste without its end swallowed every key without a word.
#[test]
fn a_paste_that_is_not_ready_is_said_with_what_ends_it() {
    let mut desk = Desk::notulist(20);
    update(&mut desk.model, Msg::PasteOpen(41), desk.nu);
    let screen = desk.screen(80, 24);
    assert!(screen.contains("plakken is nog niet klaar (41 tekens): Ctrl+C sluit het af"), "{screen}");
    let screen = desk.paste("Van: politie\nHij stond er weer").screen(80, 24);
    assert!(screen.contains("U plakt 2 regels") && !screen.contains("nog niet klaar"), "{screen}");
    // a paste where nothing is typed went nowhere, without a word
    let screen = desk.press("<esc>/regels<enter>").paste("Hij belde").screen(80, 24);
    assert!(screen.contains("wat u plakte is niet overgenomen"), "{screen}");
}

/// `?` alone was recorded as the line '?'.
#[test]
fn a_mark_alone_is_no_line_and_stays_where_it_is() {
    for (keys, what) in [
        ("?", "het merk '?'"),
        ("? ", "het merk '?'"),
        ("f", "het merk 'feit'"),
        ("!", "het merk 'afgeschermd'"),
        ("! a", "het merk 'afgeschermd actie'"),
    ] {
        let mut desk = Desk::notulist(20);
        let screen = desk.press(keys).press("<enter>").screen(120, 36);
        assert!(
            screen.contains(&format!("er staat alleen {what}; typ erachter wat u wilt vastleggen")),
            "{keys}: {screen}"
        );
        assert_eq!((desk.model.overleg.draft.text(), desk.model.verzonden.len()), (keys, 0));
    }
    let mut desk = Desk::notulist(20);
    let before = desk.tafel.frames.len();
    desk.press("e<enter>").press("? wie<enter>");
    assert_eq!(desk.tafel.frames.len(), before + 2, "a letter that is no mark is a line");
}

/// `/onbekend` opened the board of factors, which only came near it.
#[test]
fn a_command_that_does_not_exist_runs_nothing_and_keeps_its_words() {
    let mut desk = Desk::notulist(20);
    let screen = desk.press("/onbekend<enter>").screen(120, 36);
    assert!(screen.contains("er is geen opdracht die zo heet"), "{screen}");
    assert!(screen.contains("/onbekend") && screen.contains("Wat wilt u doen?"), "{screen}");
    assert!(!screen.contains('▸') || !screen.contains("▸ /"), "no row is chosen\n{screen}");
    // who wants what comes near goes to it
    let screen = desk.press("<down>").screen(120, 36);
    assert!(screen.contains("▸ /"), "{screen}");
    desk.press("<enter>");
    assert!(desk.model.lagen.is_empty(), "{}", desk.screen(120, 36));
    // the beginning of a name is that name, also where it cannot be done now
    let screen = desk.press("<esc><esc>/vaststellen<enter>").screen(120, 36);
    assert!(screen.contains("dat kan nu niet"), "{screen}");
}

/// F4 in the opening gave the first partner the floor, and what was typed afterwards was in its name.
#[test]
fn outside_the_block_of_the_round_nobody_gets_the_floor_by_itself() {
    let mut desk = Desk::at_meeting(1, "duin", "Duin", &[Rol::Voorzitter, Rol::Notulist]);
    assert!(desk.screen(120, 36).contains("▌Opening"), "{}", desk.screen(120, 36));
    let before = desk.tafel.frames.len();
    let screen = desk.press("<f4>").screen(120, 36);
    assert!(screen.contains("dat kan nu niet: de inbrengronde is in beeldvorming"), "{screen}");
    assert_eq!(desk.tafel.frames.len(), before);
    let mut desk = Desk::at_meeting(20, "duin", "Duin", &[Rol::Voorzitter, Rol::Notulist]);
    let before = desk.tafel.frames.len();
    desk.press("<f4>");
    assert_eq!(desk.tafel.frames.len(), before + 1, "in the round it does");
}
