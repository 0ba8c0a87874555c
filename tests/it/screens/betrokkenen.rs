//! Who is involved: the list, its two forms, and how a line calls somebody.

use crisistafel::domain::dossier::Antwoord;
use insta::assert_snapshot;

use super::desk::Desk;
use super::proef::desk;

/// She, a child of whom the name is hidden, and the man; by the keys that a notulist types.
const ZIJ: &str =
    "n1<tab><tab>Sanne Verhulst<tab><tab><tab>7-3-1990<tab>ex van P3<tab>06-12345678<tab><tab>Zomerlaan 3<enter>";
const KIND: &str = "n3<tab><tab>Noor<tab><tab><tab>2019<enter>";
const HIJ: &str =
    "n2<tab><tab>R. Vos<tab><tab>Ronnie<tab>onbekend<tab>haar ex<tab><tab><tab><tab>1<tab>3<tab>niet alleen gaan<enter>";

fn familie() -> Desk {
    let mut desk = desk("/betrokkenen<enter>");
    for keys in [ZIJ, KIND, HIJ] {
        desk.press(keys);
    }
    assert_eq!(desk.tafel.dossier.betrokkenen.len(), 3, "{}", desk.screen(120, 36));
    desk
}

#[test]
fn the_list_shows_who_is_involved_what_a_visitor_has_to_know_and_no_hidden_name() {
    let mut empty = desk("/betrokkenen<enter>");
    assert!(empty.screen(80, 24).contains("n noteert iemand"), "{}", empty.screen(80, 24));
    let mut desk = familie();
    assert_snapshot!("betrokkenen_120x36", desk.screen(120, 36));
    assert_snapshot!("betrokkenen_80x24", desk.screen(80, 24));
    assert!(!desk.screen(120, 36).contains("Noor"), "hidden");
    desk.press("<home><down>");
    assert_snapshot!("betrokkenen_pleger_120x36", desk.screen(120, 36));
    let hij = desk.tafel.dossier.betrokkenen.values().nth(2).unwrap();
    assert_eq!((hij.wapens, hij.hond), (Some(Antwoord::Ja), Some(Antwoord::Onbekend)));
}

#[test]
fn the_form_asks_who_it_is_and_keeps_what_cannot_be() {
    let mut desk = desk("/betrokkenen<enter>n");
    assert_snapshot!("betrokkene_form_120x36", desk.screen(120, 36));
    assert_snapshot!("betrokkene_form_80x24", desk.screen(80, 24));
    desk.press("3<tab><tab>Noor<tab><tab><tab>31-2-2019<enter>");
    let screen = desk.screen(80, 24);
    assert!(screen.contains("geen geboortedatum") && desk.tafel.dossier.betrokkenen.is_empty(), "{screen}");
    // one that is open holds what was recorded, a hidden name too
    let mut desk = familie();
    desk.press("<end>");
    while !desk.screen(120, 36).contains("▸ P2") {
        desk.press("<up>");
    }
    desk.press("<enter>");
    assert!(desk.screen(120, 36).contains("Noor"), "{}", desk.screen(120, 36));
}

#[test]
fn how_she_is_reached_without_harm_is_asked_by_one_key_with_the_code_word_always_shielded() {
    let mut desk = familie();
    desk.press("<home>s");
    assert_snapshot!("veilig_contact_80x24", desk.screen(80, 24));
    desk.press(
        "app, nooit bellen<tab>werkdagen 9:00 tot 12:00<tab>geen voicemail<tab>blauwe fiets<tab>Bos<tab>Pools<tab>2<enter>",
    );
    let zij = desk.tafel.dossier.betrokkenen.values().next().unwrap();
    assert_eq!((zij.moment.as_str(), zij.geheim.codewoord.as_str()), ("werkdagen 9:00 tot 12:00", "blauwe fiets"));
    assert_eq!(zij.geheim.adres.as_str(), "Zomerlaan 3", "what this form does not ask stays");
    let screen = desk.screen(120, 36);
    assert_snapshot!("veilig_contact_120x36", screen);
}

#[test]
fn an_at_sign_completes_somebody_as_role_and_number() {
    let mut desk = familie();
    desk.press("<esc>v Hij wachtte bij school @noor<tab><enter>");
    let line = desk.tafel.dossier.regels.values().last().unwrap();
    assert_eq!(line.inhoud.bron.as_ref().unwrap().to_string(), "kind P2", "{}", desk.screen(120, 36));
    let recorded = serde_json::to_string(&line.inhoud).unwrap().to_lowercase();
    assert!(!recorded.contains("noor"), "a name that is hidden stands in no part of the line: {recorded}");
    // a name that was typed to its end is what was typed, and points to nobody
    desk.press("v Zij zag @noor gaan<enter>");
    assert_eq!(desk.tafel.dossier.regels.values().last().unwrap().inhoud.bron, None);
    desk.press("f Zij belde @san<tab>");
    assert!(desk.screen(120, 36).contains("@vrouw P1"), "{}", desk.screen(120, 36));
}
