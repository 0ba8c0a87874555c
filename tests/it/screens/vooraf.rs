//! What is typed before the dossier is there: not a letter of it is lost, none of it is recorded unseen, and nothing is
//! claimed of a dossier that nobody has read yet.

use crisistafel::app::overlays::Laag;
use crisistafel::domain::rol::Rol;
use crisistafel::protocol::{Getypt, Soort, ToClient};

use super::desk::{BELAGING, Desk, TWEEDE, Tafel, minute};

/// A terminal of somebody in this role that was only just started.
fn starts(rol: Rol) -> Desk {
    let tafel = Tafel::play(&format!("{BELAGING}\n{TWEEDE}"), minute(20));
    let nummer = tafel.dossier.nummer;
    Desk::cold(tafel, minute(20), Soort::Terminal, Some(nummer), ("dewit", "De Wit"), &[rol])
}

fn line(desk: &Desk) -> &str {
    desk.model.overleg.draft.text()
}

fn waiting(desk: &Desk) -> Vec<&str> {
    desk.model.overleg.wachtend.iter().map(|s| s.draft.text()).collect()
}

/// The first letters were swallowed, and with them the mark: a vermoeden became a notitie.
#[test]
fn what_is_typed_while_the_dossier_is_opened_goes_into_the_line() {
    let mut desk = starts(Rol::Notulist);
    desk.press("v Hij heegt<backspace><backspace>ft haar");
    for (columns, rows) in [(120, 36), (80, 24), (40, 12)] {
        let screen = desk.screen(columns, rows);
        assert!(screen.contains("bezig met openen") && screen.contains("v Hij heeft haar"), "{screen}");
        assert!(!screen.contains("nog geen overleg"), "{screen}");
    }
    desk.welcome(&[Rol::Notulist]);
    // welcomed, and the dossier is not there yet
    desk.press(" rooster");
    assert_eq!(line(&desk), "");
    desk.arrives();
    desk.press(" gezien");
    assert_eq!(line(&desk), "v Hij heeft haar rooster gezien");
    let screen = desk.screen(120, 36);
    assert!(screen.contains("vermoeden") && !screen.contains("bezig met openen"), "{screen}");
}

/// Nothing is recorded that was not seen: an Enter only parts one line from the next.
#[test]
fn an_enter_before_the_dossier_is_there_records_nothing_and_the_lines_wait_to_be_seen() {
    let mut desk = starts(Rol::Notulist);
    let before = desk.tafel.dossier.regels.len();
    desk.press("v Hij kwam<enter><enter>f Zij belde<enter>? Wie");
    desk.welcome(&[Rol::Notulist]);
    desk.arrives();
    assert_eq!((line(&desk), waiting(&desk)), ("? Wie", vec!["v Hij kwam", "f Zij belde"]));
    let screen = desk.screen(120, 36);
    assert!(screen.contains("Enter telde nog niet: er is niets vastgelegd; 2 regels wachten tot deze leeg is"), "{screen}");
    assert_eq!(desk.tafel.dossier.regels.len(), before);
    desk.press(" weet dit<enter>");
    assert_eq!((line(&desk), waiting(&desk)), ("v Hij kwam", vec!["f Zij belde"]));
    assert_eq!(desk.tafel.dossier.regels.len(), before + 1);
    // where everything was entered the first one is shown, and who types on begins a line of their own
    let mut desk = starts(Rol::Notulist);
    desk.press("v Hij kwam<enter>");
    desk.welcome(&[Rol::Notulist]);
    desk.arrives();
    assert_eq!(line(&desk), "v Hij kwam");
    desk.press("f");
    assert_eq!((line(&desk), waiting(&desk)), ("f", vec!["v Hij kwam"]));
}

#[test]
fn who_may_not_type_is_told_that_it_was_not_taken_and_so_is_who_finds_no_dossier() {
    let mut desk = starts(Rol::Raadpleger);
    desk.press("v Hij kwam");
    desk.welcome(&[Rol::Raadpleger]);
    desk.arrives();
    let screen = desk.screen(120, 36);
    assert!(screen.contains("wat u typte voordat het dossier open was, is niet overgenomen"), "{screen}");
    assert_eq!(line(&desk), "");
    let mut desk = starts(Rol::Notulist);
    desk.press("v Hij kwam");
    desk.hear(ToClient::NietDaar { dossier: None, tekst: "dat dossier is er niet".into() });
    let screen = desk.screen(120, 36);
    assert!(screen.contains("dat dossier is er niet; wat u typte is niet overgenomen"), "{screen}");
}

/// A line from before the program was lost, a paste, too much, a command: each is what it always is.
#[test]
fn what_else_comes_before_the_dossier_is_there_is_kept_apart() {
    let mut desk = starts(Rol::Notulist);
    desk.press("f half").paste("v van hem\n? van haar").press("z zij");
    desk.welcome(&[Rol::Notulist]);
    desk.arrives();
    assert_eq!((line(&desk), waiting(&desk)), ("z zij", vec!["f half", "v van hem", "? van haar"]));
    assert!(desk.model.overleg.wachtend[1].ondergrond != desk.model.overleg.wachtend[0].ondergrond, "to the letter");
    desk.hear(ToClient::UwConcept { regel: Getypt::nieuw("f van gisteren".into()), eigen: false });
    assert_eq!((line(&desk), waiting(&desk).len()), ("z zij", 4));
    let mut desk = starts(Rol::Notulist);
    desk.paste(&"x".repeat(6001));
    assert!(desk.screen(120, 36).contains("niet overgenomen"));
    desk.press("f een").press("<ctrl+g>stop<enter>");
    assert!(desk.screen(120, 36).contains("1 regel gaat verloren"), "{}", desk.screen(120, 36));
    let mut desk = starts(Rol::Notulist);
    desk.press("/");
    assert!(matches!(desk.model.lagen.last(), Some(Laag::Menu(_))));
}
