//! Who may see the dossier: the list, giving access and withdrawing it, and what a terminal shows whose access ends.

use crisistafel::app::screens::Blik;
use crisistafel::domain::command::Command;
use crisistafel::domain::decide::decide;
use crisistafel::domain::dossier::Noodzoek;
use crisistafel::domain::ids::RequestId;
use crisistafel::domain::rol::{Actor, Rol, Stamp};
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

/// Somebody on duty takes access in need.
fn in_nood(desk: &mut Desk) {
    let waar = Noodzoek::Nummer("26-K7M4".parse().unwrap());
    let command = Command::NeemNoodtoegang { waar, reden: "zij belt: hij staat buiten".into() };
    let wie = Actor { gebruiker: "piket".into(), naam: "P. Iket".into(), rol: Rol::Raadpleger, organisatie: None };
    let stamp = Stamp { op: desk.nu, wie, verzoek: RequestId(70) };
    let mut later = desk.tafel.clone();
    let events = decide(&later.dossier, &later.kader, &stamp, &command).unwrap();
    later.commit(&stamp, &events);
    desk.catch_up(&later);
    desk.tafel = later;
}

#[test]
fn access_in_need_stands_in_the_list_until_a_second_person_looked_at_it() {
    let mut desk = chair("");
    in_nood(&mut desk);
    desk.press("/toegang<enter>");
    assert_snapshot!("toegang_nood_120x36", desk.screen(120, 36));
    assert_snapshot!("toegang_nood_80x24", desk.screen(80, 24));
    desk.press("s");
    assert_snapshot!("toegang_nood_form_120x36", desk.screen(120, 36));
    assert_snapshot!("toegang_nood_form_80x24", desk.screen(80, 24));
    desk.press("akk<tab>terecht gebeld<enter>");
    let said = desk.tafel.dossier.toegang[0].beoordeeld.as_ref().map(|b| (b.akkoord, b.toelichting.to_string()));
    assert_eq!(said, Some((true, "terecht gebeld".to_owned())), "{}", desk.screen(120, 36));
    desk.press("s");
    assert!(desk.screen(120, 36).contains("al beoordeeld"), "{}", desk.screen(120, 36));
}

#[test]
fn access_in_need_is_taken_from_the_overview_by_number_or_name_and_a_mistyped_number_is_asked_again() {
    let mut desk = chair("");
    super::proef::overview(&mut desk);
    desk.press("/noodtoegang<enter>");
    assert_snapshot!("noodtoegang_form_120x36", desk.screen(120, 36));
    assert_snapshot!("noodtoegang_form_80x24", desk.screen(80, 24));
    desk.press("26-K7M<tab>hij staat buiten<enter>");
    assert!(desk.screen(120, 36).contains("geen nummer en geen naam"), "{}", desk.screen(120, 36));
    desk.press("4<enter>");
    assert!(desk.model.lagen.is_empty(), "{}", desk.screen(120, 36));
}
