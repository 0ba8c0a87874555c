//! Clocks on the screen: proposed, changed, counting down, run out; across summer time, Easter and unknown years.

use crisistafel::domain::rol::Rol;
use insta::assert_snapshot;

use super::desk::{Desk, at, minute};
use super::proef::{self, desk_at, overview};

fn desk() -> Desk {
    proef::desk("")
}

/// A desk at another moment.
fn at_moment(raw: &str) -> Desk {
    desk_at(at(raw), ("dewit", "De Wit"), &[Rol::Notulist])
}

/// The form of this clock, begun at this moment.
fn form(desk: &mut Desk, naam: &str, begin: &str) -> String {
    let at = desk.tafel.kader.kader.klokken.iter().position(|k| k.id.as_str() == naam).unwrap();
    desk.press("/klokken<enter>n").press(&"<down>".repeat(at + 1)).press("<enter><tab>");
    desk.press(&"<backspace>".repeat(20)).press(begin);
    desk.screen(120, 36)
}

#[test]
fn the_proposed_end_goes_along_with_the_beginning_until_somebody_writes_another() {
    let mut desk = desk();
    let screen = form(&mut desk, "huisverbod", "22-11-2026 14:00");
    assert_snapshot!("clock_form_120x36", screen);
    assert_snapshot!("clock_form_80x24", desk.screen(80, 24));
    assert!(desk.screen(80, 24).contains("02-12-2026 14:00"));
    desk.press("<tab>").press(&"<backspace>".repeat(16)).press("30-11-2026 12:00<up>");
    desk.press(&"<backspace>".repeat(16)).press("23-11-2026 10:00");
    let screen = desk.screen(80, 24);
    assert!(screen.contains("30-11-2026 12:00") && !screen.contains("03-12-2026"), "{screen}");
}

#[test]
fn hours_pass_and_days_keep_the_hour_when_summer_time_begins_and_ends() {
    let mut spring = at_moment("2026-03-28T12:00:00Z");
    // ten days over the last Sunday of March: the same hour on the clock
    assert!(form(&mut spring, "huisverbod", "28-03-2026 14:00").contains("07-04-2026 14:00"));
    let mut spring = at_moment("2026-03-28T21:30:00Z");
    // 24 hours that pass end an hour later on the clock
    assert!(form(&mut spring, "huisverbod_adres", "28-03-2026 22:00").contains("29-03-2026 23:00"));
    let mut autumn = at_moment("2026-10-24T12:00:00Z");
    assert!(form(&mut autumn, "huisverbod", "24-10-2026 14:00").contains("03-11-2026 14:00"));
    let mut autumn = at_moment("2026-10-24T12:00:00Z");
    assert!(form(&mut autumn, "huisverbod_adres", "24-10-2026 14:00").contains("25-10-2026 13:00"));
    // an hour that passes twice says which one it is, and can be recorded as it stands
    let mut autumn = at_moment("2026-10-24T12:00:00Z");
    assert!(form(&mut autumn, "huisverbod", "15-10-2026 02:30").contains("25-10-2026 02:30z"));
    autumn.press("<enter>");
    assert_eq!(autumn.tafel.dossier.klokken.values().next().unwrap().einde, at("2026-10-25T00:30:00Z"));
}

#[test]
fn working_days_skip_easter_and_an_unknown_year_gives_no_proposal() {
    let mut desk = at_moment("2026-04-01T09:00:00Z");
    let kader = &desk.tafel.kader.kader;
    let klok = kader.klokken.iter().find(|k| {
        k.lengtes.len() == 1
            && k.lengtes[0].aantal == 5
            && k.lengtes[0].eenheid == crisistafel::domain::kader::Eenheid::Werkdagen
    });
    let id = klok.unwrap().id.to_string();
    // Thursday 2, Friday 3 (Good Friday is a working day), Tuesday 7, Wednesday 8, Thursday 9
    let screen = form(&mut desk, &id, "01-04-2026 11:00");
    assert!(screen.contains("09-04-2026"), "{screen}");
    let screen = form(&mut at_moment("2031-04-01T09:00:00Z"), &id, "01-04-2031 11:00");
    assert!(screen.contains("geen voorstel: de feestdagen van dat jaar zijn niet bekend"), "{screen}");
}

#[test]
fn an_end_that_is_given_is_entered_and_several_lengths_are_a_choice() {
    let mut desk = desk();
    let screen = form(&mut desk, "aanhouding", "22-11-2026 13:00");
    assert!(screen.contains("neem het einde over zoals het is gegeven"), "{screen}");
    assert!(screen.contains("[zoals gegeven]") && screen.contains("6 uur") && screen.contains("9 uur"), "{screen}");
    desk.press("<enter>");
    assert!(desk.screen(80, 24).contains("vul nog in: einde"));
    desk.press("<up><right>");
    let screen = desk.screen(80, 24);
    assert!(screen.contains("22-11-2026 19:00"), "six hours were asked for\n{screen}");
    desk.press("<enter>");
    assert!(desk.screen(80, 24).contains("vul nog in: gegeven door"));
    desk.press("OM, piket<enter>");
    assert_eq!(desk.tafel.dossier.klokken.values().next().unwrap().gegeven_door.as_str(), "OM, piket");
}

#[test]
fn a_length_that_is_taken_with_a_digit_takes_the_proposed_end_along() {
    let mut desk = desk();
    form(&mut desk, "aanhouding", "22-11-2026 13:00");
    desk.press("<tab>2");
    assert!(desk.screen(80, 24).contains("22-11-2026 19:00"), "six hours");
    desk.press("3");
    let screen = desk.screen(80, 24);
    assert!(screen.contains("22-11-2026 22:00") && !screen.contains("19:00"), "nine hours\n{screen}");
}

/// A desk with two clocks: one that ends in an hour, one in ten days.
fn running() -> Desk {
    let mut desk = desk();
    form(&mut desk, "huisverbod", "22-11-2026 14:00");
    desk.press("<enter>");
    desk.press("n<enter>Terugbellen OM<tab><tab>22-11-2026 15:44<enter>");
    assert_eq!(desk.tafel.dossier.klokken.len(), 2);
    desk
}

#[test]
fn clocks_count_down_in_the_list_in_the_header_and_in_the_overview() {
    let mut desk = running();
    assert_snapshot!("clocks_120x36", desk.screen(120, 36));
    assert_snapshot!("clocks_80x24", desk.screen(80, 24));
    desk.press("<esc>");
    for (columns, rows) in [(80, 24), (120, 36)] {
        let screen = desk.screen(columns, rows);
        assert!(screen.contains("Terugbellen OM nog 1 u 0"), "{screen}");
    }
    overview(&mut desk);
    let screen = desk.screen(120, 36);
    assert!(screen.contains("Terugbellen OM") && screen.contains("15:44"), "{screen}");
}

#[test]
fn a_clock_that_ran_out_says_so_and_the_next_one_counts_on() {
    let mut desk = running();
    desk.wait_until(minute(44 + 61));
    let screen = desk.screen(80, 24);
    assert!(screen.contains("afgelopen 15:44"), "{screen}");
    assert!(screen.contains("3 schermen") && screen.contains("1 klok afgelopen"), "{screen}");
    let screen = desk.screen(120, 36);
    assert!(screen.contains("huisverbod nog 9 d 22 u · 1 klok afgelopen"), "{screen}");
    overview(&mut desk);
    let screen = desk.screen(120, 36);
    assert!(screen.contains("afgelopen 15:44"), "{screen}");
}

#[test]
fn a_change_wants_a_reason_and_a_stop_too() {
    let mut desk = running();
    desk.press("<enter><tab><tab>").press(&"<backspace>".repeat(16)).press("22-11-2026 16:00<enter>");
    assert!(desk.screen(80, 24).contains("waarom de klok verandert"), "{}", desk.screen(80, 24));
    desk.press(&"<tab>".repeat(3)).press("OM belt later<enter>");
    let k = desk.tafel.dossier.klokken.values().find(|k| k.naam.as_str() == "Terugbellen OM").unwrap();
    assert_eq!((k.einde.klok().as_str(), k.gezet.len()), ("16:00", 2));
    desk.press("sgebeld<enter>");
    assert!(desk.screen(80, 24).contains("gestopt"));
}

#[test]
fn an_end_past_what_the_kader_knows_wants_a_reason_at_its_field() {
    let mut desk = desk();
    form(&mut desk, "huisverbod", "22-11-2026 14:00");
    desk.press("<tab>").press(&"<backspace>".repeat(16)).press("01-02-2027 12:00<enter>");
    let screen = desk.screen(80, 24);
    assert!(screen.contains("hoogstens tot zo") && screen.contains("20-12-2026 14:00"), "{screen}");
    assert!(screen.contains("▸ waarom zo"), "{screen}");
}
