//! The lists of oordeelsvorming: the board of factors, instruments, scenarios, criteria, series of questions. Keys in, screen
//! out.

use crisistafel::app::screens::register::{Registerlijst, Rij};
use crisistafel::app::screens::weging::{Filter, rijen};
use crisistafel::domain::dossier::Antwoord::{Ja, Nee, Onbekend};
use crisistafel::domain::dossier::{Fase, Overleg, Vervolg, Weging, Wie};
use crisistafel::domain::rol::Rol;
use insta::assert_snapshot;

use super::desk::Desk;
use super::weegtafel::{TWEE, alone, desk, factor, notulist, t};

fn overleg(desk: &Desk) -> &Overleg {
    desk.tafel.dossier.overleg(TWEE).unwrap()
}

fn weging<'a>(desk: &'a Desk, id: &str) -> Option<&'a Weging> {
    overleg(desk).afweging.weging(&factor(id))
}

/// Goes to an item of this block.
fn at_item(desk: &mut Desk, id: &str) {
    let blok = desk.tafel.kader.kader.blok(Fase::Oordeelsvorming).unwrap();
    let at = blok.punten.iter().position(|p| p.id.as_str() == id).unwrap();
    desk.press(&format!("/punten<enter>{}", at + 1));
}

#[test]
fn the_board_shows_answers_as_words_with_proposals_and_what_was_said_last_time() {
    let mut desk = notulist("/bord<enter>");
    assert_snapshot!("board_empty_80x24", desk.screen(80, 24));
    desk.press("1v32");
    assert_snapshot!("board_80x24", desk.screen(80, 24));
    assert_snapshot!("board_120x36", desk.screen(120, 36));
    assert_snapshot!("board_40x10", desk.screen(40, 10));
}

#[test]
fn one_key_answers_and_links_the_lines_that_speak_of_the_factor() {
    let mut desk = notulist("/bord<enter>112");
    let politie = Wie::organisatie(t("politie"));
    let stalking = weging(&desk, "stalking").unwrap();
    assert_eq!((stalking.nu, stalking.regels.len(), &stalking.bron), (Some(Ja), 1, &politie));
    // who says something else than the lines do is not taken from the lines
    let wapen = weging(&desk, "wapen").unwrap();
    assert_eq!((wapen.nu, wapen.regels.len(), wapen.bron.is_empty()), (Some(Nee), 1, true));
    // the same answer twice is recorded once, and taking it back makes it not discussed
    desk.press("k2k2k2");
    assert_eq!(overleg(&desk).afweging.wegingen[&factor("wapen")].len(), 1);
    desk.press("k0");
    assert_eq!(weging(&desk, "wapen"), Some(&Weging::default()));
}

#[test]
fn a_proposal_is_taken_over_with_one_key_and_never_by_itself() {
    let mut desk = notulist("/bord<enter>jj");
    assert!(desk.screen(120, 36).contains("voorstel: onbekend, R2"));
    assert_eq!(weging(&desk, "wapen"), None);
    desk.press("v");
    let wapen = weging(&desk, "wapen").unwrap();
    assert_eq!((wapen.nu, wapen.bron.to_string()), (Some(Onbekend), "buurvrouw".to_owned()));
    assert!(!desk.screen(120, 36).contains("voorstel: onbekend, R2"));
    desk.press("v");
    assert!(desk.screen(80, 24).contains("er is geen voorstel: geen regel spreekt van deze factor"));
}

#[test]
fn sixty_factors_are_gone_through_with_one_key_each() {
    // review B16: answer and go on was two keys

    // what no list called for can be answered too
    let mut desk = notulist("/bord<enter>fff");
    assert_eq!((desk.model.filter, rijen(&desk.model, Registerlijst::Factoren).len()), (Filter::Kader, 100));
    for nr in 0..60 {
        desk.press(["1", "1", "2", "3"][nr % 4]);
    }
    let a = &overleg(&desk).afweging;
    let count = |answer| a.wegingen.keys().filter(|f| a.nu(f) == Some(answer)).count();
    assert_eq!((a.wegingen.len(), count(Ja), count(Nee), count(Onbekend)), (60, 30, 15, 15));
    assert_snapshot!("board_sixty_80x24", desk.screen(80, 24));
    assert_snapshot!("board_sixty_120x36", desk.screen(120, 36));
    // what is open is gone through: what is answered goes, and the cursor stands on the next
    desk.press("ff");
    assert_eq!(desk.model.filter, Filter::Open);
    let open = rijen(&desk.model, Registerlijst::Factoren).len();
    desk.press("2");
    assert_eq!(rijen(&desk.model, Registerlijst::Factoren).len(), open - 1);
    desk.press("f");
    assert!(desk.screen(80, 24).contains("f: ja"));
    assert_eq!(rijen(&desk.model, Registerlijst::Factoren).len(), 30);
}

#[test]
fn the_form_of_a_factor_asks_now_and_earlier_who_says_so_the_words_and_the_lines() {
    let mut desk = notulist("/bord<enter>1<enter>");
    assert_snapshot!("factor_form_80x24", desk.screen(80, 24));
    desk.press("1<tab>3<tab><tab> R99<enter>");
    assert!(desk.screen(80, 24).contains("regel R99 is er niet"), "{}", desk.screen(80, 24));
    desk.press("<backspace><backspace>1<enter>");
    let w = weging(&desk, "doodsbedreiging").unwrap();
    assert_eq!((w.nu, w.eerder), (Some(Ja), Some(Onbekend)));
    assert_eq!((w.regels.len(), w.bron.to_string()), (2, "Veilig Thuis".to_owned()));
    assert!(desk.screen(80, 24).contains("eerder onbekend"), "{}", desk.screen(80, 24));
    // what the form brings along by itself is not kept as something typed
    desk.press("k<enter><esc>1");
    assert!(desk.model.bewaard.is_empty());
    // a list that asks for the literal words
    desk.press("f");
    let down = "j".repeat(row_of(&desk, "dreiging_geweld"));
    desk.press(&down).press("<enter>1");
    assert!(desk.screen(80, 24).contains("letterlijk"), "{}", desk.screen(80, 24));
    desk.press("<tab><tab><tab>");
    desk.press("Ik weet waar je moeder woont.<enter>");
    assert_eq!(weging(&desk, "dreiging_geweld").unwrap().woorden.as_str(), "Ik weet waar je moeder woont.");
    assert!(desk.screen(120, 36).contains("letterlijk"), "{}", desk.screen(120, 36));
}

/// Where a factor stands on the board.
fn row_of(desk: &Desk, id: &str) -> usize {
    let nr = desk.tafel.kader.kader.factoren.iter().position(|f| f.id == factor(id)).unwrap();
    rijen(&desk.model, Registerlijst::Factoren).iter().position(|r| *r == Rij::Factor(nr)).unwrap()
}

#[test]
fn unknown_says_who_finds_out_and_the_suggestion_says_why() {
    let mut desk = notulist("/bord<enter>");
    let (toegang, verboden) = (row_of(&desk, "toegang"), row_of(&desk, "schending"));
    desk.press(&"j".repeat(toegang)).press("v").press(&"j".repeat(verboden - toegang - 1)).press("3k");
    let screen = desk.screen(120, 36);
    assert_snapshot!("board_unknown_120x36", screen);
    assert!(screen.contains("acuut, want:") && screen.contains("(onbekend)"), "{screen}");
    desk.press("l");
    assert_snapshot!("board_all_80x24", desk.screen(80, 24));
}

#[test]
fn who_may_not_answer_sees_the_board_and_cannot_change_it() {
    let mut guest = desk(&[Rol::Raadpleger], ("piket", "Piket"), "/bord<enter>1");
    let screen = guest.screen(80, 24);
    assert!(screen.contains("alleen voor:") && screen.contains("niet besproken"), "{screen}");
    assert!(overleg(&guest).afweging.wegingen.is_empty());
}

#[test]
fn an_outcome_is_recorded_in_its_own_words_and_its_floor_stands_under_the_conclusion() {
    let mut desk = notulist("/bord<enter>1/uitkomsten<enter>");
    assert!(desk.screen(120, 36).contains("wordt verwacht: Stalking is ja"));
    desk.press("<enter>politie<tab>gisteren 22:00<tab>4<tab>2<tab>3<enter>");
    assert_snapshot!("outcomes_120x36", desk.screen(120, 36));
    desk.press("/conclusie<enter>2<tab>1<tab>het lijkt mee te vallen<enter>");
    let screen = desk.screen(80, 24);
    assert_snapshot!("conclusion_refused_80x24", screen);
    assert!(screen.contains("Ondergrens: minstens hoog, door SASH"), "{screen}");
    // the refusal stands at the field that it is about, and another level is free to choose
    desk.press("3<enter>");
    assert_eq!(overleg(&desk).conclusie().unwrap().niveau.as_str(), "hoog");
}

#[test]
fn a_scenario_has_what_sets_it_off_with_its_moment() {
    let mut desk =
        notulist("/scenarios<enter><enter>2<tab>Hij wacht haar op<tab>zitting >24-11 09:30<tab>verhuizing<enter>");
    let x = overleg(&desk).afweging.scenarios.first().unwrap().clone();
    assert_eq!((x.aanleidingen.len(), x.aanleidingen[0].wat.as_str()), (2, "zitting"));
    assert!(x.aanleidingen[0].wanneer.is_some() && x.aanleidingen[1].wanneer.is_none());
    assert_snapshot!("scenarios_80x24", desk.screen(80, 24));
    desk.press("<enter><tab> bij school<enter>");
    assert_eq!(overleg(&desk).afweging.scenarios.len(), 1);
    assert_eq!(overleg(&desk).afweging.scenarios[0].wat.as_str(), "Hij wacht haar op bij school");
    assert_eq!(overleg(&desk).afweging.scenarios[0].aanleidingen, x.aanleidingen);
}

#[test]
fn a_criterion_that_is_met_asks_what_is_done_with_it_and_the_matter_goes_up_or_not() {
    let mut desk = notulist("/criteria<enter>2j1");
    assert!(desk.screen(80, 24).contains("[ja]"));
    desk.press("<enter>");
    assert!(desk.screen(80, 24).contains("vul nog in: reden"));
    desk.press("een huisverbod vraagt de burgemeester<enter>j3<esc>");
    assert_eq!(overleg(&desk).afweging.criteria.len(), 2);
    desk.press("/opschalen<enter>1<tab><tab><tab>hij is zoek<enter>");
    let (x, _) = overleg(&desk).afweging.opschaling.last().unwrap();
    assert_eq!((x.opschalen, x.aan.as_str(), x.om), (true, "burgemeester", Some(desk.nu)));
    assert_snapshot!("criteria_120x36", desk.screen(120, 36));
    assert_snapshot!("criteria_80x24", desk.screen(80, 24));
}

#[test]
fn the_series_of_the_item_come_first_and_an_answer_can_be_taken_back() {
    let mut desk = notulist("");
    at_item(&mut desk, "tegendenker");
    desk.press("/reeksen<enter>");
    assert_snapshot!("series_80x24", desk.screen(80, 24));
    desk.press("<enter>Dan staat hij vannacht voor de deur.<enter>");
    let said = |desk: &Desk| overleg(desk).afweging.besproken.values().map(std::collections::BTreeMap::len).sum::<usize>();
    assert_eq!(said(&desk), 1);
    assert!(desk.screen(80, 24).contains("● Wat als we ten onrechte niet ingrijpen?"));
    desk.press("<enter><ctrl+w><ctrl+w><ctrl+w><ctrl+w><ctrl+w><ctrl+w><ctrl+w><ctrl+w><enter>");
    assert_eq!(said(&desk), 0);
}

#[test]
fn the_sheets_show_what_was_recorded_and_how_it_is_filled_in() {
    let mut desk = notulist("/bord<enter>1jv3j2<esc>/moment<enter>2<tab>Hij zit vast tot maandag<enter>");
    assert_eq!(overleg(&desk).afweging.momenten.last().unwrap().0.vervolg, Vervolg::NietAcuut);
    desk.press("/scenarios<enter><enter>1<tab>Hij belt haar moeder<tab>vrijlating<enter><esc>");
    at_item(&mut desk, "factoren");
    assert_snapshot!("sheet_factors_80x24", desk.screen(80, 24));
    assert_snapshot!("sheet_factors_120x36", desk.screen(120, 36));
    for (item, name) in [
        ("scenarios", "sheet_scenarios_80x24"),
        ("tegendenker", "sheet_series_80x24"),
        ("acuut_of_niet", "sheet_moment_80x24"),
        ("opschalen", "sheet_going_up_80x24"),
    ] {
        at_item(&mut desk, item);
        assert_snapshot!(name, desk.screen(80, 24));
    }
}

#[test]
fn nothing_of_the_lists_breaks_at_any_size() {
    for keys in [
        "/bord<enter>1jv",
        "/bord<enter>l",
        "/uitkomsten<enter><enter>",
        "/criteria<enter>1",
        "/reeksen<enter>",
        "/verder<enter>",
    ] {
        let mut desk = alone(keys);
        for columns in [1, 7, 26, 40, 63, 64, 80, 109, 110, 121, 200] {
            for rows in [1, 7, 10, 15, 16, 24, 30, 60] {
                let screen = desk.screen(columns, rows);
                assert!(columns < 26 || rows < 7 || screen.contains("OEFENING"), "{keys} at {columns}x{rows}\n{screen}");
            }
        }
    }
}
