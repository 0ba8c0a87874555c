//! A line for organisations at a desk: said in the line and in the lists, shown before it is recorded, and asked where it
//! cannot be so.

use crisistafel::domain::dossier::{Regel, RegelSoort};
use insta::assert_snapshot;

use super::desk::Desk;

/// The line that was recorded last.
fn last(desk: &Desk) -> Regel {
    desk.tafel.dossier.regels.values().max_by_key(|r| r.op).unwrap().clone()
}

fn scherm(desk: &Desk) -> String {
    last(desk).inhoud.scherm().map(|scherm| scherm.to_string()).unwrap_or_default()
}

#[test]
fn the_preview_says_who_will_see_it_and_that_is_what_is_recorded() {
    let mut desk = Desk::notulist(20);
    desk.press("!(pol, veilig thuis) f Hij heeft een wapen");
    assert_snapshot!("kring_preview_120x36", desk.screen(120, 36));
    assert!(desk.screen(120, 36).contains("alleen Veilig Thuis, gemeente en politie"));
    desk.press("<enter>");
    assert_eq!(scherm(&desk), "alleen Veilig Thuis, gemeente en politie");
    assert_eq!((last(&desk).inhoud.soort, last(&desk).inhoud.tekst.as_str()), (RegelSoort::Feit, "Hij heeft een wapen"));
    assert!(desk.screen(120, 36).contains("alleen Veilig Thuis, gemeente en politie ·"), "and in the minutes");
}

/// No name is left out: what nobody goes by is asked, with a shield per role beside it.
#[test]
fn an_organisation_that_nobody_goes_by_is_asked() {
    let mut desk = Desk::notulist(20);
    let before = desk.tafel.dossier.regels.len();
    desk.press("!(politie, de buren) f Hij heeft een wapen");
    assert!(desk.screen(120, 36).contains("'de buren' is geen organisatie van het kader"));
    desk.press("<enter>");
    assert_eq!(desk.tafel.dossier.regels.len(), before);
    assert!(desk.screen(120, 36).contains("scherm hem af zonder organisaties"), "{}", desk.screen(120, 36));
    desk.press("1");
    assert_eq!((scherm(&desk).as_str(), last(&desk).inhoud.soort), ("afgeschermd", RegelSoort::Feit));
    assert_eq!(last(&desk).inhoud.tekst.as_str(), "Hij heeft een wapen");
}

/// Half of it is no shield that is open: it is asked, as `!` always was.
#[test]
fn a_bracket_that_is_not_closed_is_asked() {
    let mut desk = Desk::notulist(20);
    let before = desk.tafel.dossier.regels.len();
    desk.press("!(politie hij heeft een wapen<enter>");
    assert_eq!(desk.tafel.dossier.regels.len(), before);
    assert!(desk.screen(120, 36).contains("De regel heeft een !"));
}

/// The line comes back as it was for whom it was; another circle is not typed over a recorded one.
#[test]
fn a_correction_keeps_for_whom_it_is() {
    let mut desk = Desk::notulist(20);
    desk.press("!(politie) f Hij heeft een wapen<enter><up>");
    assert_eq!(desk.model.overleg.draft.text(), "!(gemeente, politie) f Hij heeft een wapen");
    desk.press(" thuis<enter>");
    assert_eq!((scherm(&desk).as_str(), last(&desk).correcties.len()), ("alleen gemeente en politie", 1));
    desk.press("<up><home><delete><delete><delete>").press("!(OM, ");
    desk.press("<enter>");
    assert_eq!(scherm(&desk), "alleen gemeente en politie");
}

/// F8 and Tab leave for whom it is.
#[test]
fn another_kind_keeps_for_whom_it_is() {
    let mut desk = Desk::notulist(20);
    desk.press("!(politie) Hij heeft een wapen<tab>");
    assert_eq!(desk.model.overleg.draft.text(), "!(politie) f Hij heeft een wapen");
    desk.press("<f8>");
    assert_eq!(desk.model.overleg.draft.text(), "f Hij heeft een wapen");
    assert!(
        desk.screen(120, 36).contains("niet meer alleen voor politie"),
        "the names are gone from the line, and that is said"
    );
}

#[test]
fn a_line_gets_a_circle_later_and_loses_it_with_a_reason() {
    let mut desk = Desk::notulist(20);
    desk.press("f Zij slaapt bij haar zus<enter>");
    let id = last(&desk).id;
    desk.press("/regels<enter>v");
    assert_snapshot!("kring_form_120x36", desk.screen(120, 36));
    desk.press("politie<enter>");
    let now = |desk: &Desk| desk.tafel.dossier.regels[&id].inhoud.scherm().map(|s| s.to_string()).unwrap_or_default();
    assert_eq!(now(&desk), "alleen gemeente en politie");
    assert!(desk.screen(120, 36).contains("alleen gemeente en politie"), "{}", desk.screen(120, 36));
    // for more than before it is lifting it: with a reason, and not by who records
    desk.press("v<ctrl+u>politie, OM<enter>");
    assert_eq!(now(&desk), "alleen gemeente en politie");
    assert!(desk.screen(120, 36).contains("reden"));
}
