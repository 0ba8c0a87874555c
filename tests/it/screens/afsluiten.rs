//! Closing this terminal, emptying the line, and an Enter or a letter too many: nothing goes in silence.

use crisistafel::app::model::Verbinding;
use crisistafel::app::overlays::Laag;
use crisistafel::app::{Effect, Msg, update};
use crisistafel::client::FromLink;
use crisistafel::input::script::presses;
use crisistafel::protocol::{Getypt, ToClient, ToServer};

use super::desk::Desk;

fn said(desk: &Desk) -> String {
    desk.model.bericht.as_ref().map(|b| b.tekst.clone()).unwrap_or_default()
}

fn line(desk: &Desk) -> &str {
    desk.model.overleg.draft.text()
}

fn lines(desk: &Desk) -> usize {
    desk.tafel.dossier.regels.len()
}

/// Presses these keys without a server: what they ask for.
fn effects(desk: &mut Desk, keys: &str) -> Vec<Effect> {
    presses(keys).unwrap().into_iter().flat_map(|key| update(&mut desk.model, Msg::Key(key), desk.nu)).collect()
}

fn quits(desk: &mut Desk, keys: &str) -> bool {
    effects(desk, keys).contains(&Effect::Quit)
}

/// The menu on a line in which something stands.
const STOP: &str = "<ctrl+g>stop<enter>";

#[test]
fn stop_with_nothing_open_ends_at_once() {
    assert!(quits(&mut Desk::notulist(20), "/stop<enter>"));
}

#[test]
fn stop_says_what_is_kept_and_what_is_lost_and_an_enter_too_many_does_nothing() {
    let mut desk = Desk::notulist(20);
    desk.press("f half");
    assert!(!quits(&mut desk, STOP) && !quits(&mut desk, "<enter><enter>"));
    let screen = desk.screen(120, 36);
    assert!(screen.contains("ja, sluit af: 1 regel blijft bewaard als concept"), "{screen}");
    assert!(!quits(&mut desk, "1"));
    assert_eq!((line(&desk), desk.model.lagen.len()), ("f half", 0));
    assert!(quits(&mut desk, &format!("{STOP}2")));
}

/// On a full disk `/stop` promised that a line was kept as a draft, and it never came back.
#[test]
fn what_the_disk_refuses_to_keep_is_said_beside_the_line_and_stop_counts_it_as_lost() {
    let mut desk = Desk::notulist(20);
    desk.press("f half");
    let verzoek = desk.model.overleg.verzoek.unwrap();
    desk.hear(ToClient::NietOpSchijf { regels: vec![verzoek] });
    for (columns, rows) in [(120, 36), (80, 24), (44, 20)] {
        let screen = desk.screen(columns, rows);
        assert!(screen.contains("staat niet op schijf"), "{screen}");
    }
    assert!(!quits(&mut desk, STOP));
    let screen = desk.screen(120, 36);
    assert!(screen.contains("ja, sluit af: 1 regel gaat verloren"), "{screen}");
    assert!(!quits(&mut desk, "1"));
    desk.hear(ToClient::NietOpSchijf { regels: Vec::new() });
    assert!(!quits(&mut desk, STOP));
    let screen = desk.screen(120, 36);
    assert!(screen.contains("1 regel blijft bewaard als concept") && !screen.contains("niet op schijf"), "{screen}");
}

#[test]
fn stop_without_the_service_counts_what_is_lost() {
    let mut desk = Desk::notulist(20);
    desk.lose_connection();
    assert!(matches!(desk.model.verbinding, Verbinding::Kwijt(_)));
    desk.press("f een<enter>f twee<enter>v half");
    assert!(!quits(&mut desk, STOP));
    let screen = desk.screen(120, 36);
    assert!(screen.contains("ja, sluit af: 3 regels gaan verloren"), "{screen}");
}

#[test]
fn stop_counts_a_paste_that_waits_for_its_question_a_form_and_a_line_that_is_too_long() {
    let mut desk = Desk::notulist(20);
    desk.press("/acuut<enter><tab>omdat<esc>");
    desk.paste(&"woord ".repeat(1_500)).paste("een\ntwee");
    assert!(desk.screen(120, 36).contains("ze staan nog niet op schijf"));
    assert!(!quits(&mut desk, STOP));
    let screen = desk.screen(120, 36);
    assert!(screen.contains("3 regels gaan verloren, 1 begonnen formulier gaat verloren"), "{screen}");
}

/// A double Enter at a question is no answer to it.
#[test]
fn nothing_is_chosen_beforehand_where_it_matters() {
    for keys in ["a Bellen >4.12<enter>", "!hij weet haar adres<enter>"] {
        let mut desk = Desk::notulist(20);
        let n = lines(&desk);
        desk.press(keys).press("<enter><enter>");
        assert_eq!(lines(&desk), n, "{keys}");
        assert!(said(&desk).starts_with("kies eerst") && matches!(desk.model.lagen.last(), Some(Laag::Keuze(_))));
        desk.press("<down><enter>");
        assert_eq!(lines(&desk), n + 1, "{keys}");
    }
    let mut desk = Desk::notulist(20);
    let n = lines(&desk);
    desk.paste("een\ntwee").press("<enter>");
    assert_eq!((lines(&desk), said(&desk).starts_with("kies eerst")), (n, true));
    // a row that only shows a line is no answer either, and drops nothing
    desk.press("2<down><down><enter>");
    assert!(lines(&desk) == n && matches!(desk.model.lagen.last(), Some(Laag::Keuze(_))), "{}", said(&desk));
    desk.press("<esc>");
    assert_eq!(said(&desk), "er is niets overgenomen van wat u plakte");
}

/// Who types on without having seen the question loses nothing: letters choose, or begin the next line.
#[test]
fn what_is_typed_at_a_question_chooses_or_begins_the_next_line() {
    let mut desk = Desk::notulist(20);
    let n = lines(&desk);
    desk.press("a Bellen >4.12<enter>").press("het is geen<enter>");
    assert_eq!(lines(&desk), n + 1);
    assert!(desk.tafel.dossier.regels.values().last().unwrap().inhoud.termijn.is_none());
    desk.press("a Nog eens bellen >4.12<enter>f Hij belt");
    assert_eq!(line(&desk), "f Hij belt");
    assert!(desk.model.lagen.is_empty() && desk.screen(120, 36).contains("klaar zodra de regel leeg is"));
    desk.press(" nu<enter>");
    assert_eq!((lines(&desk), line(&desk)), (n + 2, "a Nog eens bellen >4.12"));
    // and is asked again
    desk.press("<enter>");
    assert!(matches!(desk.model.lagen.last(), Some(Laag::Keuze(_))));
    // nor does a paste vanish
    desk.paste("van een ander");
    assert!(said(&desk).starts_with("er is niets geplakt"), "{}", said(&desk));
    desk.press("<esc>");
    assert_eq!(line(&desk), "a Nog eens bellen >4.12");
}

/// In another choice a letter that begins nothing is said.
#[test]
fn a_letter_that_begins_no_choice_is_said() {
    let mut desk = Desk::notulist(20);
    desk.press("/punt<enter>");
    if !matches!(desk.model.lagen.last(), Some(Laag::Keuze(_))) {
        desk = Desk::at_meeting(20, "duin", "Duin", &[crisistafel::domain::rol::Rol::Voorzitter]);
        desk.press("/beurt<enter>");
    }
    desk.press("x");
    assert!(said(&desk).contains("geen keuze begint met 'x'"), "{}", said(&desk));
}

#[test]
fn ctrl_u_empties_the_line_and_ctrl_z_puts_it_back_as_it_was() {
    let mut desk = Desk::notulist(20);
    let n = desk.tafel.frames.len();
    desk.paste("v van een ander #wapen").press("<ctrl+u>");
    assert_eq!((line(&desk), said(&desk).as_str()), ("", "de regel is leeg; Ctrl+Z zet hem terug"));
    desk.press("<ctrl+z>");
    assert_eq!((line(&desk), desk.tafel.frames.len()), ("v van een ander #wapen", n), "no line was withdrawn");
    desk.press("<enter>");
    let regel = &desk.tafel.dossier.regels.values().last().unwrap().inhoud;
    assert_eq!((regel.tekst.as_str(), regel.factoren.len()), ("v van een ander #wapen", 0));
    // of a correction the words go, and it stays one
    desk.press("<up><ctrl+u>");
    assert!(line(&desk).is_empty() && desk.model.overleg.bewerkt.is_some());
    desk.press("<ctrl+z>");
    assert_eq!(line(&desk), "v van een ander #wapen");
    let frames = desk.tafel.frames.len();
    desk.press("<ctrl+u><ctrl+z><enter>");
    assert_eq!((desk.tafel.frames.len(), said(&desk).contains("is niet veranderd")), (frames, true));
}

/// A restored draft says what it is and how to be rid of it, and a command typed on it does not become text.
#[test]
fn a_command_typed_on_a_restored_draft_is_no_text() {
    let mut desk = Desk::notulist(20);
    desk.hear(ToClient::UwConcept { regel: Getypt::nieuw("f half".into()), eigen: false });
    assert!(said(&desk).contains("uw concept staat weer in de regel") && said(&desk).contains("Ctrl+U"), "{}", said(&desk));
    let screen = desk.screen(80, 24);
    assert!(screen.contains("uw concept staat weer in de regel"), "{screen}");
    desk.press("/help<enter>");
    assert!(matches!(desk.model.lagen.last(), Some(Laag::Lezen(_))));
    desk.press("<esc>");
    assert_eq!(line(&desk), "f half");
    // who types on types on, and a stroke is a stroke
    desk.press(" om/om");
    assert_eq!(line(&desk), "f half om/om");
}

/// What waits beside the line is told to the service: also a correction that waits for its reason.
#[test]
fn what_waits_beside_the_line_is_told_to_the_service() {
    let mut desk = Desk::notulist(20);
    let settled = |d: &Desk, nr| d.tafel.dossier.overleg(nr).is_some_and(|o| o.vastgesteld.is_some());
    let old = *desk.tafel.dossier.regels.iter().find(|(_, r)| settled(&desk, r.overleg)).unwrap().0;
    crisistafel::app::screens::overleg::bewerk(&mut desk.model, old);
    desk.press(" en meer");
    let sent = effects(&mut desk, "<enter>");
    let beside: Vec<&Getypt> = sent
        .iter()
        .filter_map(|e| if let Effect::Send(ToServer::Terzijde { erbij, .. }) = e { Some(erbij) } else { None })
        .flatten()
        .collect();
    assert_eq!(beside.len(), 1, "{sent:?}");
    assert!(beside[0].tekst.as_str().ends_with(" en meer"));
    assert_eq!(beside[0].correctie.as_ref().map(|c| c.regel), Some(old));
    // it is entered under the name by which it is kept, and let go of when it is recorded
    let entered = effects(&mut desk, "<tab>omdat<enter>");
    let found = entered.iter().find_map(|e| match e {
        Effect::Send(ToServer::Doe { verzoek, regels, .. }) => Some((*verzoek, regels.clone())),
        _ => None,
    });
    let (verzoek, regels) = found.unwrap_or_else(|| panic!("{entered:?} {}", said(&desk)));
    assert_eq!((regels.len(), Some(verzoek)), (1, beside[0].verzoek));
}

/// Ctrl+Z after a correction takes that back, and leaves the line.
#[test]
fn ctrl_z_after_a_correction_brings_the_words_back_that_stood_there() {
    let mut desk = Desk::notulist(20);
    desk.press("a Bellen @politie >morgen 12:00<enter>");
    let (id, was) = desk.tafel.dossier.regels.iter().next_back().map(|(id, r)| (*id, r.clone())).unwrap();
    let action = desk.tafel.dossier.acties.values().last().unwrap().clone();
    desk.press("f nog een<enter>");
    crisistafel::app::screens::overleg::bewerk(&mut desk.model, id);
    desk.press("<ctrl+u>a Mailen @CIT<enter>");
    assert_eq!(desk.tafel.dossier.regels[&id].inhoud.tekst.as_str(), "Mailen");
    desk.press("<ctrl+z>");
    assert_eq!(said(&desk), format!("teruggenomen: de wijziging van {id}; hij luidt weer als daarvoor"));
    assert_eq!(desk.tafel.dossier.regels[&id], was);
    assert_eq!(desk.tafel.dossier.acties.values().last().unwrap(), &action);
    assert!(line(&desk).is_empty() && desk.tafel.dossier.regels.values().last().unwrap().ingetrokken.is_none());
    // the next one is about the line that was entered last
    desk.press("<ctrl+z>");
    assert_eq!(line(&desk), "f nog een");
}

/// Ctrl+Z that was held down took the half sentence back, and then went on into the record: the line before it was gone.
#[test]
fn ctrl_z_held_down_stops_at_the_empty_line() {
    let mut desk = Desk::notulist(20);
    desk.press("f een hele zin<enter>v half getypt");
    let n = desk.tafel.frames.len();
    for _ in 0..20 {
        desk.press("<ctrl+z>");
    }
    assert_eq!((line(&desk), desk.tafel.frames.len()), ("", n));
    assert!(said(&desk).contains("pas terug na een andere toets"), "{}", said(&desk));
    desk.press("x<backspace><ctrl+z>");
    assert_eq!(line(&desk), "f een hele zin");
}

/// Ctrl+Z after a call to 112 was recorded took the last line back, and the call stayed.
#[test]
fn ctrl_z_after_a_form_says_that_it_does_not_take_that_back_and_leaves_the_lines_alone() {
    let mut desk = Desk::notulist(20);
    desk.press("f een hele zin<enter><f9>De politie belde.<enter>");
    assert!(desk.tafel.dossier.meldingen_112.iter().any(|x| x.toelichting.as_str() == "De politie belde."));
    let n = desk.tafel.frames.len();
    desk.press("<ctrl+z>");
    assert_eq!(desk.tafel.frames.len(), n);
    assert!(said(&desk).starts_with("dit neemt Ctrl+Z niet terug: "), "{}", said(&desk));
}

/// Ctrl+Z on the empty line lifted a shield that was put by a correction, and said only that the line read as before.
#[test]
fn ctrl_z_on_the_empty_line_lifts_no_shield() {
    let mut desk = Desk::notulist(20);
    desk.press("f een adres<enter><up><home>! <enter>");
    let last = |desk: &Desk| desk.tafel.dossier.regels.values().last().unwrap().clone();
    assert!(last(&desk).inhoud.afgeschermd, "{}", said(&desk));
    desk.press("<ctrl+z>");
    assert!(last(&desk).inhoud.afgeschermd, "{}", said(&desk));
    assert_eq!(line(&desk), "! f een adres", "it was withdrawn, and stands in the line again as it was shielded");
}

/// Esc in a correction threw the words away that were typed, without a word.
#[test]
fn esc_asks_before_it_leaves_a_correction_that_was_begun() {
    let mut desk = Desk::notulist(20);
    desk.press("f Hij stond daar.<enter><up> En riep haar naam.<esc>");
    assert!(line(&desk).contains("En riep haar naam."));
    assert!(said(&desk).contains("nog eens Esc laat hem zoals hij was"), "{}", said(&desk));
    desk.press("!<esc>");
    assert!(line(&desk).contains("En riep haar naam.!"), "a key between them: it asks again");
    desk.press("<esc>");
    assert_eq!(line(&desk), "");
    // where nothing was changed there is nothing to ask
    desk.press("<up><esc>");
    assert_eq!(line(&desk), "");
}

#[test]
fn a_correction_that_cannot_be_taken_back_any_more_says_so_and_the_line_stays() {
    let mut desk = Desk::notulist(20);
    desk.press("f iets<enter><up> anders<enter>");
    desk.wait_until(desk.nu.plus(chrono::TimeDelta::minutes(20)));
    let n = desk.tafel.frames.len();
    desk.press("<ctrl+z>");
    assert!(said(&desk).contains("kan niet meer terug"), "{}", said(&desk));
    assert_eq!(desk.tafel.frames.len(), n);
}

/// What cannot be a time is asked once, and named before that.
#[test]
fn a_day_or_an_hour_that_does_not_exist_is_asked() {
    for (typed, named) in [(">31 februari", "31 februari"), (">25:00", "25:00"), (">32-12", "32-12")] {
        let mut desk = Desk::notulist(20);
        let n = lines(&desk);
        desk.press(&format!("a Bellen @politie {typed}"));
        let screen = desk.screen(120, 36);
        assert!(screen.contains(&format!("{named} bestaat niet; Enter vraagt")), "{screen}");
        desk.press("<enter>");
        assert!(lines(&desk) == n && desk.screen(120, 36).contains(&format!("'{named}' bestaat niet.")));
        desk.press("1");
        let regel = &desk.tafel.dossier.regels.values().last().unwrap().inhoud;
        assert_eq!((lines(&desk), regel.termijn, regel.tekst.as_str().contains(named)), (n + 1, None, true));
    }
}

/// Who only looks presses no key: what passes goes by itself.
#[test]
fn a_notice_goes_by_itself() {
    let mut desk = Desk::at_meeting(20, "gast", "Gast", &[crisistafel::domain::rol::Rol::Raadpleger]);
    desk.hear(ToClient::Melding { tekst: "de zoekindex is opnieuw opgebouwd".into() });
    assert!(desk.screen(120, 36).contains("opnieuw opgebouwd"));
    let later = desk.nu.plus(chrono::TimeDelta::minutes(1));
    desk.wait_until(later);
    assert!(!desk.screen(120, 36).contains("opnieuw opgebouwd"));
    // and takes the place of nothing that was said
    let mut desk = Desk::notulist(20);
    desk.hear(ToClient::UwConcept { regel: Getypt::nieuw("f half".into()), eigen: false });
    desk.hear(ToClient::Melding { tekst: "de zoekindex is opnieuw opgebouwd".into() });
    assert!(said(&desk).contains("uw concept"), "{}", said(&desk));
    desk.press("<left>");
    assert!(said(&desk).contains("opnieuw opgebouwd"), "{}", said(&desk));
    desk.press("<left>");
    assert_eq!(said(&desk), "");
}

/// Another dossier is opened while the service is away: what was typed waits for its own dossier.
#[test]
fn what_was_typed_without_the_service_is_not_dropped_with_its_dossier() {
    let mut desk = Desk::notulist(20);
    update(&mut desk.model, Msg::Link(FromLink::Lost), desk.nu);
    desk.online = false;
    desk.press("f nergens anders");
    let here = desk.model.replica.clone();
    desk.model.dossiers = super::desk::more_rows().into_iter().filter(|(n, _)| n.to_string() == "26-9DFH").collect();
    desk.press("<ctrl+g>overzicht<enter><enter>");
    assert_ne!(desk.model.replica.as_ref().map(|r| r.dossier.nummer), here.as_ref().map(|r| r.dossier.nummer));
    assert_eq!(line(&desk), "");
    desk.model.replica = here;
    desk.press("<esc><esc>");
    assert_eq!(line(&desk), "f nergens anders");
}

/// `rond 22:00` was told as the day alone: the hour was in the record and in no list or minutes.
#[test]
fn about_an_hour_is_told_with_its_hour_wherever_it_is_read() {
    let mut desk = Desk::notulist(20);
    desk.press("f Hij belde aan. <<>gisteren rond 22:00<enter>");
    let r = desk.tafel.dossier.regels.values().last().unwrap().clone();
    let g = r.inhoud.gebeurd.unwrap();
    assert_eq!(g.woorden(|_| "een dag".to_owned(), crisistafel::domain::tijd::Tijdstip::klok), "rond 22:00");
    assert!(desk.screen(120, 36).contains("gebeurd rond za 22:00"), "{}", desk.screen(120, 36));
}

/// At 80 columns a line of two rows left one row for the preview, which then fell short of what was recorded.
#[test]
fn the_preview_of_a_line_of_two_rows_is_whole_at_80_columns() {
    let mut desk = Desk::notulist(20);
    desk.press("f Hij stond bij de school, zegt zij zelf. @politie <<>gisteren rond 22:00 #stalking");
    let screen = desk.screen(80, 24);
    for part in ["bron politie", "22:00", "factor: Stalking"] {
        assert!(screen.contains(part), "{part}\n{screen}");
    }
}
