//! What lies over a screen.

use crisistafel::app::model::BerichtSoort;
use crisistafel::domain::rol::Rol;
use insta::assert_snapshot;

use super::desk::{Desk, lines, theme};

fn desk(minutes: i64, keys: &str) -> Desk {
    let mut desk = Desk::notulist(minutes);
    desk.press(keys);
    desk
}

#[test]
fn the_menu_names_everything_with_its_key_and_why_it_cannot_be_done() {
    assert_snapshot!("menu_120x36", desk(20, "f Hij <ctrl+g>").screen(120, 36));
    assert_snapshot!("menu_filtered_80x24", desk(20, "/ve").screen(80, 24));
    assert_snapshot!("menu_40x10", desk(20, "/").screen(40, 10));
}

#[test]
fn a_form_shows_what_it_understood_and_what_is_wrong() {
    let keys = "b Zij krijgt een telefoon<enter>/besluiten<enter><enter><right><tab>Hoe bereikt zij ons?<tab>";
    assert_snapshot!("form_120x36", desk(41, keys).screen(120, 36));
    assert_snapshot!("form_refused_80x24", desk(43, "/vertelt<enter><tab>bellen<tab>morgen 12:00<enter>").screen(80, 24));
}

#[test]
fn a_choice_can_be_taken_with_a_digit() {
    let mut desk = Desk::at_meeting(20, "duin", "Duin", &[Rol::Voorzitter, Rol::Notulist]);
    desk.press("/beurt<enter><down>");
    assert_snapshot!("choice_80x24", desk.screen(80, 24));
}

#[test]
fn the_search_says_how_much_it_found() {
    assert_snapshot!("search_120x36", desk(20, "/zoek<enter>school").screen(120, 36));
    assert!(desk(20, "/zoek<enter>zeppelin").screen(80, 24).contains("niets gevonden"));
    let many = desk(20, "/zoek<enter>de").screen(80, 24);
    assert!(many.contains("de eerste 12, er zijn er meer"), "{many}");
}

#[test]
fn what_was_found_in_an_earlier_meeting_is_shown_there_and_there_is_a_way_back() {
    let mut desk = desk(20, "/zoek<enter>noodknop<enter>");
    let screen = desk.screen(80, 24);
    assert!(screen.contains("u bekijkt overleg 1 · Ctrl+E naar het einde"), "{screen}");
    assert!(screen.contains("    overleg 1 ▏"), "where a line would go\n{screen}");
    desk.press("<ctrl+e>");
    let screen = desk.screen(80, 24);
    assert!(screen.contains("Inbrengronde") && screen.contains("reclassering ▏"), "{screen}");
}

#[test]
fn the_help_comes_from_the_tables_and_can_be_read_to_its_end() {
    let mut help = desk(20, "/help<enter>");
    assert_snapshot!("help_120x36", help.screen(120, 36));
    let mut read = String::new();
    for _ in 0..40 {
        read.push_str(&help.screen(120, 36));
        help.press("<pagedown>");
    }
    for (scope, name) in crisistafel::input::catalogue::Scope::ALL {
        let has_keys = help.model.keymap.bindings().iter().any(|b| b.scope == scope);
        assert!(has_keys, "{name} has no keys, and so no place in the help");
    }
    for entry in crisistafel::input::catalogue::CATALOGUE {
        let start: String = entry.doc.chars().take(40).collect();
        assert!(read.contains(&start), "{} is not in the help", entry.name);
    }
}

#[test]
fn an_overlay_never_hides_the_line_being_typed() {
    for keys in ["<ctrl+g>", "<ctrl+g>help<enter>", "<ctrl+g>acuut<enter>", "<ctrl+g>punten<enter>", "<ctrl+f>school"] {
        for (columns, rows) in [(80, 24), (120, 36), (200, 50)] {
            let mut desk = desk(20, "f Hij stond er weer");
            desk.press(keys);
            assert!(!desk.model.lagen.is_empty(), "{keys}");
            let screen = desk.screen(columns, rows);
            assert!(screen.contains("f Hij stond er weer"), "{keys} at {columns}x{rows}\n{screen}");
        }
    }
}

#[test]
fn what_is_said_shows_its_kind_without_any_colour() {
    let mut desk = Desk::notulist(20);
    let said = [
        (BerichtSoort::Gelukt, "✓ gelukt · "),
        (BerichtSoort::Let, "let op · "),
        (BerichtSoort::Weigering, "✗ niet gedaan · "),
        (BerichtSoort::Storing, "✗ storing · "),
    ];
    for (soort, head) in said {
        desk.model.zeg(soort, "een zin");
        for (columns, rows) in [(120, 36), (80, 24), (40, 10)] {
            let screen = desk.screen(columns, rows);
            assert!(screen.contains(&format!("{head}een zin")), "{columns}x{rows}\n{screen}");
        }
    }
}

#[test]
fn a_key_is_shown_as_the_keymap_has_it() {
    let mut desk = Desk::notulist(20);
    assert!(desk.screen(120, 36).contains("F2 punt klaar"));
    desk.use_keys("[overleg]\n\"alt+p\" = \"klaar\"\n[overal]\n\"alt+m\" = \"menu\"\n");
    let (buffer, _) = desk.draw(120, 36, &theme("mono"));
    let footer = lines(&buffer).pop().unwrap();
    assert!(footer.contains("/ of Alt+m menu") && footer.contains("Alt+p punt klaar"), "{footer}");
    assert!(!footer.contains("Enter bewaar"), "{footer}");
}

#[test]
fn who_types_112_in_full_finds_an_empty_form_and_the_wall_still_asks() {
    let mut desk = Desk::notulist(20);
    desk.press("/112");
    let screen = desk.screen(80, 24);
    assert!(screen.contains("Bel nu 112.") && screen.contains("mag leeg blijven"), "{screen}");
    desk.press("hij staat er<enter>");
    assert_eq!(desk.tafel.dossier.meldingen_112.last().unwrap().toelichting.as_str(), "hij staat er");
    desk.press("/11 man met een mes<enter>");
    assert_eq!(desk.tafel.dossier.meldingen_112.last().unwrap().toelichting.as_str(), "1 man met een mes");
    let mut wall = Desk::at_meeting(20, "scherm", "", &[Rol::Scherm]);
    let calls = wall.tafel.dossier.meldingen_112.len();
    wall.press("/112");
    assert!(wall.screen(80, 24).contains("112 is gebeld: leg vast hoe laat"));
    // the Enter behind the whole name says nothing new: it never confirms what opened at the first digit
    wall.press("<enter>");
    assert_eq!(wall.tafel.dossier.meldingen_112.len(), calls, "only looked at");
    // nor does one more: it has to be chosen
    wall.press("<enter>");
    assert_eq!(wall.tafel.dossier.meldingen_112.len(), calls, "nothing was chosen");
    wall.press("1");
    assert_eq!(wall.tafel.dossier.meldingen_112.len(), calls + 1);
}

#[test]
fn a_name_typed_in_full_that_cannot_be_done_now_says_why_and_runs_nothing_else() {
    let mut desk = Desk::notulist(20);
    desk.press("/reden<enter>");
    let screen = desk.screen(120, 36);
    assert!(screen.contains("er wacht geen stap op een reden"), "{screen}");
}
