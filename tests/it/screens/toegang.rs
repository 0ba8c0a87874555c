//! Who may see the dossier: the list, giving access and withdrawing it, and what a terminal shows whose access ends.

use crisistafel::app::screens::Blik;
use crisistafel::domain::rol::Rol;
use crisistafel::protocol::ToClient;
use insta::assert_snapshot;

use super::desk::{Desk, minute};
use super::proef::{desk, desk_at};

/// The chair of a small meeting, at 14:44.
fn chair(keys: &str) -> Desk {
    let mut desk = desk_at(minute(44), ("duin", "Duin"), &[Rol::Voorzitter]);
    desk.press(keys);
    desk
}

/// Gives access through the form: to whom, as what, until when.
fn geef(desk: &mut Desk, account: &str, rol: &str, tot: &str) {
    let fields =
        format!("/toegang<enter>n{account}<tab>Naam {account}<tab>politie<tab>{rol}<tab>{tot}<tab>zit aan tafel<enter>");
    desk.press(&fields);
}

#[test]
fn access_is_given_and_withdrawn_in_a_list_that_says_since_when_by_whom_until_when_and_why() {
    let mut desk = chair("");
    desk.press("/toegang<enter>");
    assert!(desk.screen(120, 36).contains("n geeft iemand toegang"), "{}", desk.screen(120, 36));
    geef(&mut desk, "bkuiper", "deelnemer", "morgen 12:00");
    geef(&mut desk, "jmaas", "raadpleger", "");
    assert_eq!(desk.tafel.dossier.toegang.len(), 2, "{}", desk.screen(120, 36));
    let first = &desk.tafel.dossier.toegang[0].toegang;
    assert_eq!((first.gebruiker.as_str(), first.rol, first.organisatie.as_str()), ("bkuiper", Rol::Deelnemer, "politie"));
    assert_snapshot!("toegang_120x36", desk.screen(120, 36));
    assert_snapshot!("toegang_80x24", desk.screen(80, 24));
    desk.press("iis niet meer nodig<enter>");
    let last = &desk.tafel.dossier.toegang[1];
    assert_eq!(last.ingetrokken.as_ref().map(|(reden, _)| reden.as_str()), Some("is niet meer nodig"));
    let screen = desk.screen(120, 36);
    assert!(screen.contains("ingetrokken"), "{screen}");
    desk.press("<down>i");
    assert!(desk.screen(120, 36).contains("is voorbij en verandert niet meer"), "{}", desk.screen(120, 36));
}

#[test]
fn the_form_says_what_it_gives_and_keeps_what_cannot_be() {
    let mut desk =
        chair("/toegang<enter>nbkuiper<tab>B. Kuiper<tab>politie<tab>deelnemer<tab>gisteren 12:00<tab>aan tafel");
    assert_snapshot!("toegang_form_120x36", desk.screen(120, 36));
    assert_snapshot!("toegang_form_80x24", desk.screen(80, 24));
    desk.press("<enter>");
    assert!(desk.tafel.dossier.toegang.is_empty());
    let screen = desk.screen(120, 36);
    assert!(screen.contains("bkuiper") && screen.contains("voorbij"), "{screen}");
}

/// Who records may look; who only reads has no such list, and its command says so.
#[test]
fn who_may_not_give_it_is_told_before_anything_is_typed() {
    let mut notulist = desk("/toegang<enter>n");
    assert!(notulist.screen(80, 24).contains("toegang geven doet de voorzitter of de procesregisseur"));
    let mut reads = desk_at(minute(44), ("piket", "Piket"), &[Rol::Raadpleger]);
    reads.press("/toegang<enter>");
    assert!(!reads.screen(80, 24).contains("Wie mag erbij"), "{}", reads.screen(80, 24));
    assert!(matches!(reads.model.blik, Blik::Overleg));
}

/// Nothing of a dossier stays on the screen of who may see it no more: not its lines, not a form that was open, not its row.
#[test]
fn what_is_not_there_any_more_leaves_the_screen() {
    let mut desk = chair("f Hij stond er weer<enter>");
    desk.model.dossiers = super::desk::more_rows();
    let nummer = desk.tafel.dossier.nummer;
    desk.press("/contact<enter>Terpstra");
    assert!(desk.screen(120, 36).contains("Terpstra"));
    desk.online = false;
    desk.hear(ToClient::RijWeg { nummer });
    desk.hear(ToClient::NietDaar { dossier: Some(nummer), tekst: "er is geen dossier waar u bij kunt".into() });
    let screen = desk.screen(120, 36);
    assert!(desk.model.replica.is_none() && desk.model.blik == Blik::Overzicht, "{screen}");
    for gone in ["Terpstra", "Hij stond", "Proef"] {
        assert!(!screen.contains(gone), "{gone}: {screen}");
    }
    assert!(screen.contains("waar u bij kunt"), "{screen}");
    // one that is not the dossier on the screen changes nothing there
    let mut other = chair("");
    other
        .hear(ToClient::NietDaar { dossier: Some("26-2222".parse().unwrap()), tekst: "er is geen dossier 26-2222".into() });
    assert!(other.model.replica.is_some() && other.model.blik == Blik::Overleg);
}
