//! The lists, and the overview of dossiers.

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::BesluitVelden;
use crisistafel::domain::gedeeld::Gedeeld;
use crisistafel::domain::rol::Rol;
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::Tijdstip;
use crisistafel::projection::rij::DossierRij;
use crisistafel::protocol::{Opgehaald, ToClient};
use insta::assert_snapshot;
use serde_json::json;

use super::desk::{Desk, minute, more_rows};

fn desk(minutes: i64, keys: &str) -> Desk {
    let mut desk = Desk::notulist(minutes);
    desk.press(keys);
    desk
}

fn overview() -> Desk {
    let mut desk = desk(20, "/overzicht<enter>");
    desk.model.dossiers = more_rows();
    desk.press("<down>");
    desk
}

#[test]
fn a_decision_is_shown_with_all_its_parts_and_what_is_missing() {
    assert_snapshot!("register_decisions_120x36", desk(41, "/besluiten<enter><down>").screen(120, 36));
    assert_snapshot!("register_decisions_80x24", desk(41, "/besluiten<enter>").screen(80, 24));
}

#[test]
fn overdue_actions_say_so_in_words_and_stand_first() {
    assert_snapshot!("register_actions_120x36", desk(44, "/acties<enter>").screen(120, 36));
    assert_snapshot!("register_actions_40x10", desk(44, "/acties<enter>").screen(40, 10));
}

#[test]
fn a_line_is_shown_with_all_that_it_was() {
    let mut desk = desk(25, "/regels<enter><down><down>");
    let screen = desk.screen(120, 36);
    assert_snapshot!("register_lines_120x36", screen);
    assert!(screen.contains("Toezicht sinds drie weken"), "the text before the correction");
}

#[test]
fn a_line_in_progress_is_never_out_of_sight() {
    let mut desk = desk(20, "f Hij stond er weer<ctrl+g>besluiten<enter>");
    for (columns, rows) in [(80, 24), (120, 36), (40, 10)] {
        let screen = desk.screen(columns, rows);
        assert!(screen.contains("f Hij stond"), "{screen}");
    }
}

#[test]
fn the_overview_says_why_a_dossier_stands_where_it_stands() {
    assert_snapshot!("overview_120x36", overview().screen(120, 36));
    assert_snapshot!("overview_80x24", overview().screen(80, 24));
    assert_snapshot!("overview_40x10", overview().screen(40, 10));
}

/// Found by somebody who tried it: a shielded decision or question stood in its list as if it could be read aloud.
#[test]
fn in_every_list_what_is_shielded_says_so_before_its_text() {
    let mut desk = Desk::notulist(45);
    let hidden = |soort: &str| {
        let regel = json!({ "soort": soort, "tekst": format!("Verborgen {soort}"), "afgeschermd": true });
        json!({ "opdracht": "leg_regel_vast", "overleg": 2, "punt": "besluiten", "regel": regel })
    };
    let einde = serde_json::to_value(minute(600)).unwrap();
    let besluit = desk.tafel.dossier.volgend_besluit(true);
    let inzet = desk.tafel.dossier.volgende_inzet(true);
    for command in [
        hidden("besluit"),
        hidden("onbekend"),
        hidden("actie"),
        hidden("maatregel"),
        json!({ "opdracht": "zet_klok", "velden": { "naam": "Verborgen klok", "einde": einde, "inzet": inzet } }),
        json!({ "opdracht": "leg_voor", "overleg": 2, "velden": { "gevraagd": "Verborgen vraag", "besluit": besluit } }),
        json!({ "opdracht": "weeg_optie", "overleg": 2, "velden": { "optie": "Verborgen optie", "afgeschermd": true } }),
    ] {
        desk.ask(serde_json::from_value(command).unwrap());
    }
    for lijst in ["besluiten", "vragen", "acties", "maatregelen", "klokken", "voorlegger", "opties", "regels"] {
        for (columns, rows) in [(120, 36), (80, 24)] {
            desk.press(&format!("/{lijst}<enter>{}", "<up>".repeat(60)));
            // as far down as it takes
            let shown: String = (0..60).map(|_| desk.press("<down>").screen(columns, rows)).collect();
            let flat = shown.split_whitespace().collect::<Vec<_>>().join(" ");
            let flat = flat.replace(" ·", "");
            assert!(flat.contains("afgeschermd Verborgen"), "{lijst} at {columns}: {}", desk.screen(columns, rows));
            desk.press("<esc>");
        }
    }
}

/// A row that was told while the list was made is newer than the list, also where its last change is of before: a shield
/// takes the change away that it hides.
#[test]
fn a_row_that_was_told_is_not_put_back_by_a_list_that_was_asked_before() {
    let mut desk = overview();
    let old = desk.model.dossiers[&desk.tafel.dossier.nummer].clone();
    let earlier = Tijdstip::from_millis(old.gewijzigd.millis() - 60_000);
    let told = DossierRij { gewijzigd: earlier, werktitel: "Nu zo".into(), ..old.clone() };
    let fresh = DossierRij { nummer: "26-RRRR".parse().unwrap(), werktitel: "Net geopend".into(), ..old.clone() };
    for rij in [&told, &fresh] {
        desk.hear(ToClient::Rij { rij: Box::new(rij.clone()) });
    }
    let list = |rijen| ToClient::Lijst { nr: 0, lijst: Opgehaald::Dossiers { rijen }, onvolledig: None };
    desk.hear(list(vec![old.clone()]));
    let titles = |desk: &Desk| desk.model.dossiers.values().map(|r| r.werktitel.to_string()).collect::<Vec<_>>();
    assert_eq!(titles(&desk), ["Nu zo", "Net geopend"]);
    // on another connection the list is what there is
    let rollen = desk.model.rollen().to_vec();
    desk.hear(ToClient::Welkom {
        oefening: true,
        gebruiker: "x".into(),
        naam: "X".into(),
        rollen,
        organisatie: None,
        sluit_na_min: 0,
        pin: false,
    });
    desk.hear(list(vec![old.clone()]));
    assert_eq!(titles(&desk), [old.werktitel.to_string()]);
}

#[test]
fn an_empty_place_says_what_will_stand_there_and_how() {
    let mut overview = desk(20, "/overzicht<enter>");
    overview.model.dossiers.clear();
    let screen = overview.screen(80, 24);
    assert!(screen.contains("Hier staan de dossiers waar u bij kunt. n opent een nieuw dossier."), "{screen}");
    let mut actions = desk(20, "/acties<enter>");
    actions.model.replica.as_mut().unwrap().dossier.acties = Gedeeld::default();
    let screen = actions.screen(80, 24);
    assert!(screen.contains("begin een regel met a"), "{screen}");
}

#[test]
fn a_form_sends_what_somebody_changed_and_takes_nothing_back_of_what_a_colleague_did_meanwhile() {
    let mut desk = desk(41, "/besluiten<enter><enter>");
    let grond = || Tekst::cut("Wmo 2015, artikel 2.3.2");
    let open: Vec<_> = desk.tafel.dossier.besluiten.values().filter(|b| !b.status.is_eind()).map(|b| b.id).collect();
    for besluit in &open {
        let velden = BesluitVelden { grond: Some(grond()), ..BesluitVelden::default() };
        desk.others_do(Rol::Notulist, &[Command::VulBesluitAan { besluit: *besluit, velden }]);
    }
    desk.press("<tab><tab>, en zij vraagt erom<enter>");
    let d = &desk.tafel.dossier;
    assert!(d.besluiten.values().any(|b| b.motivering.as_str().ends_with("en zij vraagt erom")), "what was typed");
    assert!(open.iter().all(|b| d.besluiten[b].grond == grond()), "what a colleague wrote meanwhile");
    desk.press("<enter><enter>");
    assert!(desk.screen(120, 36).contains("er is niets veranderd"), "{}", desk.screen(120, 36));
}

/// At 80 columns the list ended in the middle of a row, and nothing said that there was more.
#[test]
fn a_list_that_does_not_fit_says_how_many_rows_there_are_more() {
    for list in ["/maatregelen<enter>", "/besluiten<enter>", "/acties<enter>"] {
        let mut desk = desk(44, list);
        let screen = desk.screen(80, 24);
        assert!(screen.contains("eronder"), "{list}\n{screen}");
        // what is known of the row is read whole with one key
        assert!(screen.contains("l toont alles") || !screen.contains("schermregel"), "{list}\n{screen}");
        desk.press("l");
        assert!(desk.screen(80, 24).contains("─ Alles bij deze rij ─"), "{}", desk.screen(80, 24));
        desk.press("<esc><end>");
        let screen = desk.screen(80, 24);
        assert!(screen.contains("erboven") && !screen.contains("eronder"), "{list}\n{screen}");
    }
}
