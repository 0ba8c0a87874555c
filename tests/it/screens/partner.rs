//! What a partner is there for, may share and how it is reached: in one key, where it is needed. Review E.

use crisistafel::domain::rol::Rol;
use insta::assert_snapshot;

use super::desk::Desk;

/// What the overlay tells first, under the name that it opened with.
fn told(desk: &mut Desk) -> String {
    let screen = desk.screen(120, 36);
    assert!(screen.contains("Over deze partner"), "{screen}");
    screen
}

/// The line of the screen with this in it, and what stands above it.
fn before(screen: &str, one: &str, other: &str) -> bool {
    screen.find(one).zip(screen.find(other)).is_some_and(|(a, b)| a < b)
}

#[test]
fn at_the_turn_of_a_partner_one_key_tells_its_task_what_it_can_know_and_on_which_ground_it_shares() {
    let mut desk = Desk::notulist(20);
    desk.press("f Hij kwam niet<ctrl+p>");
    let screen = told(&mut desk);
    for said in ["reclassering", "Herhaling inschatten en beperken", "Eerdere adviezen, toezicht", "Meldcode", "Wjsg"] {
        let there = said != "Wjsg";
        assert_eq!(screen.contains(said), there, "{said}: the OM's ground is not the reclassering's\n{screen}");
    }
    assert!(before(&screen, "kerntaak", "mag delen op"), "{screen}");
    assert_snapshot!("partner_120x36", screen);
    assert_snapshot!("partner_80x24", desk.screen(80, 24));
    desk.press("<ctrl+p>");
    assert!(desk.model.lagen.is_empty(), "the same key closes it");
    assert!(desk.screen(120, 36).contains("f Hij kwam niet"), "and the line is still there");
}

#[test]
fn a_decision_with_a_body_an_action_and_a_telephone_call_open_it_at_whom_they_are_about() {
    // B1 is the officier's: a partner has other names too
    let mut desk = Desk::notulist(41);
    desk.press("/besluiten<enter>");
    let found = (0..12).any(|_| {
        desk.press("<ctrl+p>");
        let screen = told(&mut desk);
        desk.press("<esc><down>");
        let om = screen.contains("Leiding over de strafrechtelijke handhaving");
        assert!(!om || before(&screen, "bereikbaar", "kerntaak"), "it is asked how the body is reached\n{screen}");
        om
    });
    assert!(found, "no decision opened it at the OM");
    // an action of the woningcorporatie
    let mut desk = Desk::notulist(41);
    desk.press("/acties<enter>");
    let named = (0..12).any(|_| {
        desk.press("<ctrl+p>");
        let screen = told(&mut desk);
        desk.press("<esc><down>");
        screen.contains("woonconsulent") && screen.contains("Wie waar woont")
    });
    assert!(named, "no action opened it at the woningcorporatie");
    // 112: who can be reached comes first
    let mut desk = Desk::notulist(20);
    desk.press("/112<ctrl+p>");
    let screen = told(&mut desk);
    assert!(before(&screen, "bereikbaar", "kerntaak"), "{screen}");
}

#[test]
fn at_a_ground_the_grounds_come_first_and_the_footer_says_which_key_shows_them() {
    let mut desk = Desk::at_meeting(2, "duin", "Duin", &[Rol::Voorzitter, Rol::Notulist]);
    desk.press("/afspraken<enter><tab><tab>");
    let form = desk.screen(120, 36);
    assert!(form.contains("Ctrl+P"), "{form}");
    desk.press("<ctrl+p>");
    assert!(before(&told(&mut desk), "mag delen op", "kerntaak"));
    assert_snapshot!("partner_ground_80x24", desk.screen(80, 24));
}

#[test]
fn every_partner_and_role_can_be_read_to_its_end_at_every_size() {
    for (columns, rows) in [(40, 10), (80, 24), (120, 36)] {
        let mut desk = Desk::notulist(20);
        desk.press("<ctrl+p>");
        for _ in 0..60 {
            desk.press("<up>");
        }
        let mut names = std::collections::BTreeSet::new();
        let mut screen = desk.screen(columns, rows);
        while names.insert(screen.clone()) {
            assert!(!screen.contains('…') || columns < 80, "{columns}x{rows}\n{screen}");
            let end = last_page(&mut desk, columns, rows);
            assert!(end.contains("bron") || end.contains("PgUp"), "{columns}x{rows}: the end is not reached\n{end}");
            screen = desk.press("<down>").screen(columns, rows);
        }
        let kader = &crate::geldend::ingebouwd().kader;
        assert!(names.len() >= kader.partners.len() + kader.rollen.len(), "{columns}x{rows}: {}", names.len());
    }
}

/// The page that does not change any more.
fn last_page(desk: &mut Desk, columns: u16, rows: u16) -> String {
    let mut page = String::new();
    loop {
        let next = desk.press(&"<pagedown>".repeat(15)).screen(columns, rows);
        if next == page {
            return page;
        }
        page = next;
    }
}

#[test]
fn it_is_not_for_the_wall() {
    let mut desk = Desk::at_meeting(20, "scherm", "", &[Rol::Scherm]);
    desk.press("<ctrl+p>");
    assert!(desk.model.lagen.is_empty());
    assert!(desk.screen(120, 36).contains("gebruik een eigen terminal"));
}
