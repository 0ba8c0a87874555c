//! The dossier between its meetings, and what waits in all dossiers: keys in, screen out.

use crisistafel::app::screens::Blik;
use crisistafel::domain::ids::OverlegNr;
use crisistafel::domain::rol::Rol;
use insta::assert_snapshot;

use super::desk::{BELAGING, Desk, Tafel, minute};

/// The procesregisseur of the first dossier, before its second meeting.
fn regie() -> Desk {
    let tafel = Tafel::play(BELAGING, minute(0));
    Desk::open(tafel, minute(0), ("vanes", "Van Es"), &[Rol::Procesregisseur, Rol::Notulist])
}

/// The same, in the dossier itself.
fn in_dossier(keys: &str) -> Desk {
    let mut desk = regie();
    desk.press("/dossier<enter>").press(keys);
    desk
}

#[test]
fn every_item_of_the_dossier_is_walked_to_and_shows_what_there_is() {
    let mut desk = in_dossier("");
    let mut seen = Vec::new();
    for _ in 0..8 {
        let screen = desk.screen(120, 36);
        let here = screen.lines().find(|l| l.contains('▸')).unwrap().trim_start_matches([' ', '▸']).to_owned();
        seen.push(here.split("  ").next().unwrap().to_owned());
        desk.press("<f3>");
    }
    let items =
        ["Melding", "Betrokkenen", "Informatiebeeld", "Intake", "Feitenrelaas", "Overleggen", "Opvolging", "Afronding"];
    assert_eq!(seen, items);
    assert_snapshot!("relaas_120x36", in_dossier("<f3><f3><f3><f3>").screen(120, 36));
    assert_snapshot!("relaas_80x24", in_dossier("<f2><f2><f2><f2>").screen(80, 24));
    assert_snapshot!("opvolging_120x36", in_dossier("<f2><f2>").screen(120, 36));
    assert_snapshot!("opvolging_80x24", in_dossier("<f2><f2>").screen(80, 24));
    assert_snapshot!("dossier_40x10", in_dossier("").screen(40, 10));
}

#[test]
fn a_line_typed_between_meetings_is_recorded_in_the_dossier_at_the_item_that_is_shown() {
    let mut desk = in_dossier("<f3><f3><f3><f3>");
    desk.press("f Hij stond gisteren bij de school @buurvrouw<enter>");
    let r = desk.tafel.dossier.regels_van(OverlegNr::DOSSIER).next().unwrap();
    assert_eq!((r.punt.to_string().as_str(), r.inhoud.soort.naam()), ("relaas", "feit"));
    let before = desk.press("b Hij krijgt een verbod").screen(120, 36);
    assert!(before.contains("hoort in een overleg"), "the preview says so before Enter\n{before}");
    let frames = desk.tafel.frames.len();
    let said = desk.press("<enter>").screen(120, 36);
    assert_eq!(desk.tafel.frames.len(), frames);
    assert!(said.contains("hoort in een overleg"), "{said}");
    assert!(said.contains("b Hij krijgt een verbod"), "what was typed stands there still\n{said}");
}

#[test]
fn enter_on_an_empty_line_opens_what_belongs_to_the_item_and_esc_goes_up_and_keeps_what_is_typed() {
    let mut desk = in_dossier("<f2><f2><enter>");
    assert!(desk.screen(80, 24).contains("Acties"), "{}", desk.screen(80, 24));
    desk.press("<esc>a Bellen");
    assert!(desk.model.in_dossier());
    desk.press("<esc>");
    assert_eq!(desk.model.blik, Blik::Vandaag);
    desk.press("<esc>");
    assert_eq!(desk.model.overleg.draft.text(), "a Bellen");
}

#[test]
fn what_belongs_in_a_meeting_says_where_that_is() {
    let mut desk = in_dossier("/klaar<enter>");
    let said = desk.screen(120, 36);
    assert!(said.contains("/overleg"), "{said}");
    desk.press("/overleg<enter>");
    assert!(!desk.model.in_dossier());
}
