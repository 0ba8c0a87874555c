//! Meldingen: with what a dossier begins, the list of them, and what came of a call to 112.

use crisistafel::app::forms::{Doel, Formulier};
use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{
    Antwoord, BetrokkeneVelden, Betrokkenenotitie, GeheimVelden, Melder, MeldingVelden, Meldingnotitie,
};
use crisistafel::domain::rol::Rol;
use insta::assert_snapshot;

use super::desk::{Desk, minute};
use super::proef::{desk, desk_at, overview};

/// The keys of a new dossier from the overview: what is chosen, then the words.
const NIEUW: &str = "n1<tab>2<tab>Zus van mevrouw<tab>1<tab>Hij heeft gezegd dat hij haar vindt<tab>1<tab>Waterkant";

/// Keys that are no words, of a script: its tokens, its digits, and the letter that opens the form.
fn toetsen(script: &str) -> usize {
    script.matches('<').count() + script.chars().filter(char::is_ascii_digit).count() + 1
}

fn notulist() -> Desk {
    let mut desk = desk("");
    overview(&mut desk);
    desk
}

#[test]
fn a_new_dossier_asks_danger_first_and_its_melding_in_twelve_keys_and_the_words() {
    let mut desk = notulist();
    desk.press("n");
    assert_snapshot!("nieuw_dossier_leeg_80x24", desk.screen(80, 24));
    desk.press("1<tab>");
    assert_snapshot!("nieuw_dossier_120x36", desk.screen(120, 36));
    desk.press("<esc>");
    let mut desk = notulist();
    desk.press(NIEUW);
    assert_snapshot!("nieuw_dossier_80x24", desk.screen(80, 24));
    desk.press("<enter>");
    assert!(desk.model.lagen.is_empty(), "{}", desk.screen(80, 24));
    assert!(toetsen(NIEUW) < 13 && NIEUW.starts_with('n'), "{}, and Enter", toetsen(NIEUW));
}

#[test]
fn by_the_road_of_the_burgemeester_its_risks_are_shown_where_it_is_chosen() {
    let mut desk = notulist();
    desk.press("n3<tab>");
    let screen = desk.screen(80, 24);
    assert!(screen.contains("doorkruisen") && screen.contains("Rijswijk, 2.6"), "{screen}");
}

/// What a form makes, of what was filled in with these keys.
fn gemaakt(rollen: &[Rol], keys: &str) -> Vec<Command> {
    let mut desk = desk_at(minute(44), ("duin", "Duin"), rollen);
    overview(&mut desk);
    desk.press(keys);
    desk.press("<esc>");
    Formulier::van(Doel::NieuwDossier, &desk.model).opdrachten(&desk.model).unwrap()
}

#[test]
fn what_falls_outside_the_approach_is_closed_at_once_by_who_may_and_repeats_no_shielded_word() {
    let buiten = NIEUW.replace("<tab>1<tab>Waterkant", "<tab>2<tab>Waterkant<tab>onbekende man<tab>politie");
    let made = gemaakt(&[Rol::Procesregisseur], &buiten);
    let [
        Command::OpenDossier { .. },
        Command::BeantwoordAcuut { .. },
        Command::NoteerMelding(Meldingnotitie { velden, .. }),
        sluit,
    ] = made.as_slice()
    else {
        panic!("{made:?}")
    };
    assert_eq!((velden.binnen, velden.overgenomen.as_ref().unwrap().as_str()), (Some(false), "politie"));
    assert_eq!(velden.afgeschermd, Some(true), "when in doubt");
    let Command::WijzigStatus { reden, .. } = sluit else { panic!("{sluit:?}") };
    assert!(!reden.as_str().contains("politie") && !reden.as_str().contains("onbekende"), "{reden}");
    assert_eq!(gemaakt(&[Rol::Notulist], &buiten).len(), 3, "who records does not close");
    let gebeld = gemaakt(&[Rol::Notulist], &NIEUW.replace("n1<tab>", "n4<tab>"));
    assert!(matches!(&gebeld[2], Command::Meld112 { .. }), "{gebeld:?}");
}

/// One melding that is open, and one that is shielded.
fn twee() -> Desk {
    let mut desk = desk("");
    let gemeld = |melder, tekst: &'static str| MeldingVelden {
        melder: Some(melder),
        tekst: Some(tekst.into()),
        ..Default::default()
    };
    let open = MeldingVelden { via: Some("wijkteam".into()), ..gemeld(Melder::Partner, "Zij kwam niet op haar afspraak") };
    let dicht = MeldingVelden {
        afgeschermd: Some(true),
        binnen: Some(true),
        ..gemeld(Melder::Burgemeester, "Ik slaap al een week bij mijn zus")
    };
    for velden in [open, dicht] {
        desk.ask(Command::NoteerMelding(Meldingnotitie { melding: None, velden: Box::new(velden) }));
    }
    desk
}

#[test]
fn the_list_of_meldingen_shows_by_whom_when_what_and_whether_it_falls_within_the_approach() {
    let mut desk = twee();
    desk.press("/meldingen<enter>");
    assert_snapshot!("meldingen_120x36", desk.screen(120, 36));
    assert_snapshot!("meldingen_80x24", desk.screen(80, 24));
    desk.press("n1<tab>huisarts<tab>2<tab><tab>Blauwe plekken<tab>1<enter>");
    assert_eq!(desk.tafel.dossier.meldingen.len(), 3, "{}", desk.screen(80, 24));
    desk.press("<enter>");
    assert_snapshot!("melding_form_120x36", desk.screen(120, 36));
    assert_snapshot!("melding_form_80x24", desk.screen(80, 24));
    desk.press("<esc>");
}

#[test]
fn a_row_is_shielded_by_one_key_freed_by_who_may_and_taken_back_with_a_reason() {
    let mut desk = twee();
    desk.press("/meldingen<enter><end>x");
    assert!(desk.tafel.dossier.meldingen.values().all(|m| m.stand.afgeschermd), "{}", desk.screen(80, 24));
    desk.press("x");
    assert!(desk.screen(80, 24).contains("vrijgeven doet de voorzitter"), "{}", desk.screen(80, 24));
    desk.press("idubbel genoteerd<enter>");
    assert!(desk.tafel.dossier.meldingen.values().any(|m| !m.stand.staat()), "{}", desk.screen(80, 24));
}

#[test]
fn that_112_was_called_stays_on_the_screen_until_somebody_says_what_came_of_it() {
    let mut desk = desk("<f9>hij staat er<enter>");
    assert!(desk.screen(120, 36).contains("112 gebeld 14:44: uitkomst"), "{}", desk.screen(120, 36));
    for (width, height) in [(80, 24), (40, 10)] {
        let screen = desk.screen(width, height);
        assert!(screen.lines().next().unwrap().contains("112"), "{screen}");
    }
    desk.press("/acties<enter>");
    assert!(desk.screen(120, 36).contains("112 gebeld"), "in every list too");
    desk.press("<esc>/na112<enter>");
    assert_snapshot!("na112_80x24", desk.screen(80, 24));
    desk.press("politie is er, hij is meegenomen<tab>meldkamer<enter>");
    let screen = desk.screen(120, 36);
    assert!(!screen.contains("112 gebeld") && desk.tafel.dossier.open_112().is_none(), "{screen}");
}

#[test]
fn the_overview_says_first_that_112_was_called_and_how_many_meldingen_there_are() {
    let mut desk = twee();
    desk.press("<f9><enter>");
    overview(&mut desk);
    assert_snapshot!("overzicht_112_120x36", desk.screen(120, 36));
    let screen = desk.screen(80, 24);
    assert!(screen.contains("112 gebeld 14:44") && screen.contains("2 meldingen"), "{screen}");
}

/// The sheets of the dossier's own agenda say what came in and who is involved; an Enter on an empty line opens the list.
#[test]
fn the_dossier_shows_its_meldingen_and_who_is_involved_and_enter_opens_the_list() {
    let mut desk = twee();
    let rol = |key: &str| Some(vec![key.to_owned().try_into().unwrap()]);
    let zij = BetrokkeneVelden { rollen: rol("vrouw"), naam: Some("Sanne Verhulst".into()), ..Default::default() };
    let hij = BetrokkeneVelden {
        rollen: rol("pleger"),
        relatie: Some("haar ex".into()),
        wapens: Some(Antwoord::Ja),
        ..Default::default()
    };
    for velden in [zij, hij] {
        let geheim = GeheimVelden { codewoord: Some("blauwe fiets".into()), ..Default::default() };
        desk.ask(Command::NoteerBetrokkene(Betrokkenenotitie { betrokkene: None, velden: Box::new(velden), geheim }));
    }
    desk.press("/dossier<enter>");
    assert_snapshot!("blad_melding_120x36", desk.screen(120, 36));
    assert_snapshot!("blad_melding_80x24", desk.screen(80, 24));
    desk.press("<enter>");
    assert!(desk.screen(120, 36).contains("▌Meldingen▐"), "{}", desk.screen(120, 36));
    desk.press("<esc><f3>");
    assert_snapshot!("blad_betrokkenen_120x36", desk.screen(120, 36));
    assert_snapshot!("blad_betrokkenen_80x24", desk.screen(80, 24));
    assert!(!desk.screen(120, 36).contains("blauwe fiets"), "a code word is looked up, not shown");
    desk.press("<enter>");
    assert!(desk.screen(120, 36).contains("▌Betrokkenen▐"), "{}", desk.screen(120, 36));
}
