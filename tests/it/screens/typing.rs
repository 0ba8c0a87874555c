//! The line in which is typed: what the preview says, and how little changes with a key.

use crisistafel::domain::invoer::ontleed;
use insta::assert_snapshot;

use super::desk::{Desk, at, theme};

/// What stands under the line after these keys.
fn preview(keys: &str) -> String {
    let mut desk = Desk::notulist(20);
    desk.press(keys);
    let screen = desk.screen(120, 36);
    let rows: Vec<&str> = screen.lines().skip(31).take(4).map(str::trim).collect();
    rows.join("\n")
}

#[test]
fn the_preview_says_what_the_program_understood() {
    for (keys, said) in [
        ("Hij belde", "notitie     inbreng reclassering"),
        ("f Hij belde @buurvrouw", "feit        inbreng reclassering · bron buurvrouw"),
        ("? Waar is hij @politie >morgen 12:00", "eigenaar politie · terug ma 23-11-2026 12:00"),
        ("a Bellen @terpstra >binnen 2 uur", "eigenaar Terpstra (gemeente) · vóór zo 22-11-2026 16:20"),
        ("f Hij stond er <<>gisteren 22:00", "gebeurd za 21-11-2026 22:00"),
        ("v Hij weet het #toegang", "factor: Toegang tot haar"),
        ("! Adres", "notitie     afgeschermd · inbreng reclassering"),
        ("o hoog acuut: hij is zoek", "acuut: ja · niveau: hoog"),
        ("f Van @jansn gehoord", "niet bekend, blijft tekst: @jansn"),
        ("f Van @veil", "Tab vult aan: Veilig Thuis"),
    ] {
        let shown = preview(keys);
        assert!(shown.contains(said), "{keys}: {shown}");
    }
}

#[test]
fn an_hour_that_is_not_clear_says_that_enter_will_ask() {
    let mut desk = Desk::notulist(20);
    desk.wait_until(at("2026-10-24T12:00:00Z"));
    desk.press("a Bellen >morgen 02:30");
    let screen = desk.screen(120, 36);
    assert!(screen.contains("02:30 is er die nacht twee keer; Enter vraagt welke"), "{screen}");
    desk.press("<enter>");
    assert_snapshot!("hour_80x24", desk.screen(80, 24));
}

#[test]
fn editing_an_earlier_line_says_which_one() {
    let mut desk = Desk::notulist(20);
    desk.press("<up>");
    let screen = desk.screen(80, 24);
    assert!(screen.contains("wijzigt R123"), "{screen}");
    assert!(screen.contains("u wijzigt R123 van 14:18; Esc laat hem zoals hij was"), "{screen}");
}

#[test]
fn a_long_line_wraps_to_three_rows_and_the_cursor_stays_in_sight() {
    let mut desk = Desk::notulist(20);
    let mut last = 0;
    for nr in 0..120 {
        desk.press("woord ");
        let (_, cursor) = desk.draw(120, 36, &theme("mono"));
        let y = cursor.unwrap().y;
        assert!((30..33).contains(&y) && y >= last, "{nr}: {y}");
        last = y;
    }
    assert_eq!(last, 32);
    desk.press("<home>");
    assert_eq!(desk.draw(120, 36, &theme("mono")).1.unwrap().y, 30);
}

#[test]
fn a_typed_key_changes_few_cells() {
    let sentence = "v Hij heeft haar werkrooster gezien bij een collega op de planning #toegang en stond gisteren weer bij \
                    de fietsenstalling @politie";
    let mut desk = Desk::notulist(20);
    let mut changed: Vec<usize> = Vec::new();
    let (mut before, _) = desk.draw(120, 36, &theme("donker"));
    for c in sentence.chars() {
        desk.press(&c.to_string());
        let (after, _) = desk.draw(120, 36, &theme("donker"));
        changed.push(before.diff(&after).len());
        before = after;
    }
    changed.sort_unstable();
    let median = changed[changed.len() / 2];
    let nearly_all = changed[changed.len() * 99 / 100];
    assert!(median <= 1 && nearly_all <= 50, "median {median}, 99 of 100 {nearly_all}: {changed:?}");
}

#[test]
fn tokens_know_where_they_stand_in_what_was_typed() {
    let desk = Desk::notulist(20);
    let raw = "! o hoog: hij zag é @Veilig Thuis bij @jansn #wapen";
    let read = ontleed(raw, desk.model.achtergrond().unwrap());
    let found: Vec<(&str, bool)> = read.tokens().map(|(at, known)| (raw.get(at).unwrap(), known)).collect();
    assert_eq!(found, [("hoog:", true), ("@Veilig Thuis", true), ("@jansn", false), ("#wapen", true)]);
}

#[test]
fn who_types_while_an_earlier_meeting_is_shown_is_back_in_the_one_that_goes_on() {
    let mut desk = Desk::notulist(20);
    desk.press("<ctrl+f>peilzender");
    while !desk.screen(120, 36).contains("(eerder overleg)") {
        desk.press("<down><enter>");
    }
    desk.press("f Hij belde weer");
    let screen = desk.screen(120, 36);
    assert!(screen.contains("u bent terug in overleg 2, dat loopt") && !screen.contains("(eerder overleg)"), "{screen}");
    desk.press("<enter>");
    let last = desk.tafel.dossier.regels.values().last().unwrap();
    assert_eq!((last.overleg.0, last.inhoud.tekst.as_str()), (2, "Hij belde weer"));
}

#[test]
fn enter_never_puts_a_line_in_an_earlier_meeting_that_is_only_looked_at() {
    let mut desk = Desk::notulist(20);
    desk.press("f Hij belde weer<ctrl+f>peilzender<enter>");
    desk.press("<enter>");
    let last = desk.tafel.dossier.regels.values().last().unwrap();
    assert_eq!((last.overleg.0, last.inhoud.tekst.as_str()), (2, "Hij belde weer"));
}

/// Spaces that stay behind would make an ordinary letter of the next mark.
#[test]
fn enter_on_spaces_leaves_an_empty_line() {
    let mut desk = Desk::notulist(20);
    desk.press("  <enter>f Hij kwam terug.<enter>");
    let last = desk.tafel.dossier.regels.values().last().unwrap();
    assert_eq!((last.inhoud.soort.naam(), last.inhoud.tekst.as_str()), ("feit", "Hij kwam terug."));
}

#[test]
fn a_choice_shows_all_that_can_be_chosen() {
    let mut desk = Desk::notulist(20);
    let screen = desk.paste("f een\n! twee\nv drie").screen(80, 24);
    for option in ["1 leg 3 regels letterlijk", "2 lees hun merken", "3 zet ze achter elkaar", "4 doe niets"] {
        assert!(screen.contains(option), "{option}: {screen}");
    }
}
